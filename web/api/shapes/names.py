"""What things are called in the answers of the API, in the three interface languages."""

from __future__ import annotations

import msgspec


class Label(msgspec.Struct, frozen=True):
    """A name in the three interface languages."""

    nb: str
    nn: str
    en: str


class Addresses(msgspec.Struct, frozen=True):
    """A page in the three interface languages."""

    nb: str
    nn: str
    en: str


class Named(msgspec.Struct, frozen=True):
    """A key to filter by, and what it is called."""

    key: str
    label: Label
