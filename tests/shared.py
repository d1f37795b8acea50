"""Where the material lies that is not part of the project: beside it. Tests that need it skip, visibly, where it is not."""

from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"
