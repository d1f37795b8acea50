"""What things are called, in the three interface languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from web.api.shapes.names import Label, Named


def label(name: Callable[[str], str]) -> Label:
    """Return what something is called in each interface language."""
    return Label(nb=name("nb"), nn=name("nn"), en=name("en"))


def same(text: str) -> Label:
    """Return a label that is the same in all languages."""
    return Label(nb=text, nn=text, en=text)


def named(keys: Iterable[str], name: Callable[[str, str], str]) -> list[Named]:
    """Return keys with what they are called; name tells it of a key and a language."""
    return [Named(key, Label(nb=name(key, "nb"), nn=name(key, "nn"), en=name(key, "en"))) for key in keys]


def optional(value: object | None) -> str | None:
    """Return a value as text, if there is one."""
    return str(value) if value is not None else None
