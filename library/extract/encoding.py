"""Tells text from other bytes, and reads it in the encoding that it is in."""

from __future__ import annotations

import codecs
import re

# Bytes that no text has in UTF-8 or Windows-1252: controls other than tab, line feed, vertical tab, form feed, return
# (and 1A, with which DOS ended a file).
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # mean nothing in Windows-1252
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Python knows many more encodings, some of them not of text.
_OF_PAGES = re.compile(r"utf-8|utf-16(?:-[lb]e)?|ascii|iso8859-\d+|cp125\d|mac-roman|koi8-[ru]")
# What pages mean by the names (WHATWG Encoding Standard); one that says UTF-16 in letters that can be read is not in UTF-16.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"} | dict.fromkeys(
    ("utf-16", "utf-16-le", "utf-16-be"), "utf-8"
)


def is_text(content: bytes) -> bool:
    """Tell whether the bytes are text in an encoding that decode() knows."""
    return _encoding(content) is not None


def has_controls(content: bytes) -> bool:
    """Tell whether there are bytes that no text has, in whatever encoding of one byte or in UTF-8."""
    return _mark(content) != "utf-16" and bool(_CONTROLS.search(content))


def decode(content: bytes) -> str:
    """Read UTF-8, UTF-16 with a byte order mark, or else Windows-1252; only for what is_text() accepts."""
    return content.decode(_encoding(content) or "utf-8")


def decode_declared(content: bytes, declared: str) -> str:
    """Read text that declares its encoding; a byte order mark is stronger, and a declaration that does not hold is passed over.

    Text in UTF-8 with a few bytes broken is still read as UTF-8, these bytes as U+FFFD.
    """
    encoding = _mark(content) or _known(declared) or "utf-8"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        damaged = content.decode(encoding, errors="replace")
    broken = damaged.count("\ufffd")
    sound = sum(not letter.isascii() for letter in damaged) - broken
    return damaged if broken < sound or not is_text(content) else decode(content)


def _known(name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):  # the second, if there is a zero byte in the name
        return None
    return _MEANT.get(codec, codec) if _OF_PAGES.fullmatch(codec) else None


def _encoding(content: bytes) -> str | None:
    marked = _mark(content)
    if marked == "utf-16":
        return marked if _decodes(content, marked) else None
    if _CONTROLS.search(content):
        return None
    if _decodes(content, "utf-8"):
        return marked or "utf-8"
    return None if marked or _UNDEFINED.search(content) else "cp1252"


def _mark(content: bytes) -> str | None:
    return next((name for mark, name in _MARKS if content.startswith(mark)), None)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
