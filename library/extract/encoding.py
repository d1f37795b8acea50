"""Tells text from other bytes, and reads it in the encoding that it is in."""

from __future__ import annotations

import codecs
import re

# Bytes that no text has in UTF-8 or Windows-1252: controls other than tab, line feed, vertical tab, form feed, return
# (and 1A, with which DOS ended a file).
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # mean nothing in Windows-1252
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def is_text(content: bytes) -> bool:
    """Tell whether the bytes are text in an encoding that decode() knows."""
    return _encoding(content) is not None


def decode(content: bytes) -> str:
    """Read UTF-8, UTF-16 with a byte order mark, or else Windows-1252; only for what is_text() accepts."""
    return content.decode(_encoding(content) or "utf-8")


def _encoding(content: bytes) -> str | None:
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if marked == "utf-16":
        return marked if _decodes(content, marked) else None
    if _CONTROLS.search(content):
        return None
    if _decodes(content, "utf-8"):
        return marked or "utf-8"
    return None if marked or _UNDEFINED.search(content) else "cp1252"


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
