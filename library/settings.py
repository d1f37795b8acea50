"""The one place that reads the environment. Read once at the root and passed down."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path

from library.errors import SettingsError
from library.origin import MAX_PORT, is_origin, is_page, is_source

DEFAULT_HOME = "var"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
DATABASE = "catalogue.db"
DEFAULT_RATE = 600  # ten a second: more than a person causes who types into a search form, and a harvester needs no more
ANYONE = "*"
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
    requests_per_minute: int | None = None
    """How often one address may ask for what is for programs; None for no limit."""
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    """Addresses and networks whose word counts on who asks, and by which scheme (X-Forwarded-For, X-Forwarded-Proto)."""
    operator: str | None = None
    """The name of who runs this library, for registers of data; None if it is not told."""
    frame_ancestors: tuple[str, ...] = (ANYONE,)
    """Sites that may show the search page for frames in a frame: origins, or ANYONE; empty for none.

    By default anyone may: the page is there for others, knows no users, and has nothing that a click could be stolen for.
    """

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
        requests_per_minute=_rate(environment.get("KARTOTEK_RATE_LIMIT", "").strip() or str(DEFAULT_RATE)),
        trusted_proxies=_proxies(environment.get("KARTOTEK_TRUSTED_PROXIES", "")) or DEFAULTS.trusted_proxies,
        operator=environment.get("KARTOTEK_OPERATOR", "").strip() or None,
        frame_ancestors=_frame_ancestors(environment.get("KARTOTEK_FRAME_ANCESTORS", "")),
    )


def parse_port(text: str) -> int:
    """Return a TCP port (0 lets the system choose one)."""
    if not (text.isascii() and text.isdigit()) or int(text) > MAX_PORT:
        raise SettingsError(f"PORT must be a whole number from 0 to {MAX_PORT}, not {text!r}.")
    return int(text)


def _url(name: str, text: str) -> str | None:
    origin = text.removesuffix("/")
    if text and not is_origin(origin):
        raise SettingsError(f"{name} must be the address of a host, such as https://kartotek.example.org, not {text!r}.")
    return origin or None


def _contact(text: str) -> str | None:
    if text and not (is_page(text) or _MAIL.fullmatch(text)):
        raise SettingsError(f"KARTOTEK_CONTACT must be a mail address or the whole address of a page, not {text!r}.")
    return text or None


def _rate(text: str) -> int | None:
    if not (text.isascii() and text.isdigit()):
        raise SettingsError(f"KARTOTEK_RATE_LIMIT must be a whole number of requests per minute, 0 for no limit, not {text!r}.")
    return int(text) or None


def _proxies(text: str) -> tuple[str, ...]:
    proxies = tuple(proxy.strip() for proxy in text.split(",") if proxy.strip())
    try:
        return tuple(str(ip_network(proxy)) if "/" in proxy else str(ip_address(proxy)) for proxy in proxies)
    except ValueError as error:
        raise SettingsError(
            "KARTOTEK_TRUSTED_PROXIES must be IP addresses and networks with commas between them, such as 10.0.0.1, fd00::/8, "
            f"not {text!r}: {error}."
        ) from error


def _frame_ancestors(text: str) -> tuple[str, ...]:
    sites = tuple(site.removesuffix("/") for site in text.replace(",", " ").split())
    if sites in {("none",), ("'none'",)}:
        return ()
    if sites and sites != (ANYONE,) and not all(map(is_source, sites)):
        raise SettingsError(
            "KARTOTEK_FRAME_ANCESTORS must be origins with spaces between them, such as https://example.org, "
            f"or * for anyone, or none, not {text!r}."
        )
    return sites or (ANYONE,)
