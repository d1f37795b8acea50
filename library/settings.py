"""The one place that reads the environment. Read once at the root and passed down."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from library.errors import SettingsError

DEFAULT_HOME = "var"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
DATABASE = "catalogue.db"
MAX_PORT = 65535


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the library lives and where it answers."""

    home: Path = Path(DEFAULT_HOME)
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    synonyms: tuple[Path, ...] = ()
    """Lists of synonyms for queries, besides the one that ships."""

    @property
    def database(self) -> Path:
        """The SQLite file of the catalogue."""
        return self.home / DATABASE

    @property
    def originals(self) -> Path:
        """The folder of original files, addressed by SHA-256."""
        return self.home / "files"

    @property
    def index(self) -> Path:
        """The folder of index generations."""
        return self.home / "index"

    @property
    def lock(self) -> Path:
        """The file that the one writer holds locked."""
        return self.home / "write.lock"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read KARTOTEK_HOME, HOST, PORT and KARTOTEK_SYNONYMS; an empty value means the default.

    Raises SettingsError with one sentence that names the variable.
    """
    return Settings(
        home=Path(environment.get("KARTOTEK_HOME") or DEFAULT_HOME).expanduser(),
        host=environment.get("HOST") or DEFAULT_HOST,
        port=parse_port(environment.get("PORT") or str(DEFAULT_PORT)),
        synonyms=tuple(Path(path).expanduser() for path in environment.get("KARTOTEK_SYNONYMS", "").split(os.pathsep) if path),
    )


def parse_port(text: str) -> int:
    """Return a TCP port (0 lets the system choose one)."""
    if not (text.isascii() and text.isdigit()) or int(text) > MAX_PORT:
        raise SettingsError(f"PORT must be a whole number from 0 to {MAX_PORT}, not {text!r}.")
    return int(text)
