"""Addresses in lists: of the page where a document was published, and of its file."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from library.errors import InvalidRecordError
from library.extract.signature import BY_ENDING

_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def is_web(text: str) -> bool:
    """Tell whether the text is an address on the web."""
    return _WEB.fullmatch(text) is not None


def web_address(text: str) -> str:
    """Return the address with its scheme, which people leave out before «www.»."""
    stripped = text.strip()
    return f"https://{stripped}" if stripped.lower().startswith("www.") else stripped


def file_at(address: str) -> dict[str, object] | None:
    """Return the fields of a FileRecord for a file on the web; None where the address does not tell what sort of file it is."""
    try:
        name = PurePosixPath(unquote(urlsplit(address).path)).name
    except ValueError:  # a bracket without its mate
        return None
    media_type = BY_ENDING.get(PurePosixPath(name).suffix.lower())
    return {"filename": name, "media_type": media_type, "address": address} if media_type else None


def read_file_at(address: str) -> dict[str, object]:
    """Return the fields of a FileRecord; raise InvalidRecordError where the address does not tell what sort of file it is."""
    if (file := file_at(address)) is None:
        raise InvalidRecordError(f"{address!r} does not end in {', '.join(BY_ENDING)}; give a page's address as landing_page.")
    return file
