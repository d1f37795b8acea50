"""What the verbs read from: the library, the names in it, and where it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from library.catalogue import Catalogue
from library.history import settled
from web.addresses import OAI_PMH
from web.labels import Labels

PAGE_SIZE = 100  # records in one answer: some 200 kB, made in a tenth of a second
_MAIL = re.compile(r"\S+@(?:[^\s.]+\.)+[^\s.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """The library as harvesters see it at one request."""

    catalogue: Catalogue
    identity: str
    """The catalogue's."""
    labels: Labels
    base: str
    """The address of the site, without a slash at its end."""
    contact: str | None
    now: datetime
    """When the request came; taken before anything is read."""
    page_size: int = PAGE_SIZE

    @property
    def seen_until(self) -> datetime:
        """The moment until which all changes are sure to be seen: where the next harvest begins, told as the responseDate."""
        return settled(self.now)

    @property
    def address(self) -> str:
        """Where requests go."""
        return self.base + OAI_PMH

    @property
    def mail(self) -> str:
        """The mail address of whoever answers for the library, which the protocol wants.

        Where none is set, the one that every host must have (RFC 5321, 4.5.1); that of a host without a domain leads nowhere
        (RFC 2606).
        """
        host = urlsplit(self.base).hostname or ""
        return self.contact if self.contact and _MAIL.fullmatch(self.contact) else f"postmaster@{_domain(host)}"


def _domain(host: str) -> str:
    return host if "." in host else f"{host or 'localhost'}.invalid"
