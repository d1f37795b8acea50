"""The one place that reads the environment. Read once at the root and passed down."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from library.errors import SettingsError

DEFAULT_HOME = "var"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
DATABASE = "catalogue.db"
MAX_PORT = 65535
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the library lives and where it answers."""

    home: Path = Path(DEFAULT_HOME)
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    synonyms: tuple[Path, ...] = ()
    """Lists of synonyms for queries, besides the one that ships."""
    url: str | None = None
    """The public address of the site, without a slash at its end, where a proxy hides it; None for whatever a request names."""
    contact: str | None = None
    """Whom readers tell of errors: a mail address, or the whole address of a page."""

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


DEFAULTS = Settings()
"""What holds where the environment says nothing."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read KARTOTEK_HOME, HOST, PORT and the other variables of the README; an empty value means the default.

    Raises SettingsError with one sentence that names the variable.
    """
    return Settings(
        home=Path(environment.get("KARTOTEK_HOME") or DEFAULT_HOME).expanduser(),
        host=environment.get("HOST") or DEFAULT_HOST,
        port=parse_port(environment.get("PORT") or str(DEFAULT_PORT)),
        synonyms=tuple(Path(path).expanduser() for path in environment.get("KARTOTEK_SYNONYMS", "").split(os.pathsep) if path),
        url=_url("KARTOTEK_URL", environment.get("KARTOTEK_URL", "").strip()),
        contact=_contact(environment.get("KARTOTEK_CONTACT", "").strip()),
    )


def parse_port(text: str) -> int:
    """Return a TCP port (0 lets the system choose one)."""
    if not (text.isascii() and text.isdigit()) or int(text) > MAX_PORT:
        raise SettingsError(f"PORT must be a whole number from 0 to {MAX_PORT}, not {text!r}.")
    return int(text)


def _url(name: str, text: str) -> str | None:
    if text and not (_is_web(text) and urlsplit(text)._replace(scheme="", netloc="").geturl() in {"", "/"}):
        raise SettingsError(f"{name} must be the address of a host, such as https://kartotek.example.org, not {text!r}.")
    return text.rstrip("/") or None


def _contact(text: str) -> str | None:
    if text and not (_is_web(text) or _MAIL.fullmatch(text)):
        raise SettingsError(f"KARTOTEK_CONTACT must be a mail address or the whole address of a page, not {text!r}.")
    return text or None


def _is_web(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:  # such as «http://[»
        return False
