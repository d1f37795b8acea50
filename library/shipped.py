"""Where the data that ships with Kartotek lies, in a checkout and when installed."""

from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
