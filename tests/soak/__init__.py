"""Long runs that do not belong in every test run: `make soak`."""
