"""`python -m web` does what `kartotek` does."""

from web.cli import main

main(prog_name="kartotek")
