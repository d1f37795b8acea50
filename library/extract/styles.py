"""Tells which styles of a Word document are headings: those with a level in the outline, by whatever name.

The styles' ids are in the language of the Word that made the document, and templates name their own as they like.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from library.extract.properties import parse_xml

MAX_HEADINGS = 100  # styles of headings; every paragraph is compared with each
MAX_BASES = 12  # styles that one is based on, through others; Word itself allows eleven
_DEEPEST = 6  # level of heading in HTML; Word has nine
_OUTLINE = ("0", "1", "2", "3", "4", "5", "6", "7", "8")  # levels of headings; 9 is for text
# A document's title is in no outline. Programs other than Word write names in their user's language.
_BY_NAME = """
p[style-name='Title'] => h1.title:separator(' ')
p[style-name='Tittel'] => h1.title:separator(' ')
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Undertittel'] => p.subtitle:fresh
"""
_LOCAL = "\n".join(f"p[style-name='Overskrift {level}'] => h{level}:fresh" for level in range(1, _DEEPEST + 1))


def style_map(styles: bytes | None, name: str) -> str:
    """Return mammoth's map from the styles (word/styles.xml) to elements: h1 … h6, h1.title and p.subtitle."""
    if not styles:
        return _BY_NAME + _LOCAL
    found = {_attribute(style, "styleId"): style for style in parse_xml(styles, name).iter("{*}style")}
    levels = [(style, level) for style in found.values() if (level := _level(style, found)) is not None]
    lines = [line for style, level in levels[:MAX_HEADINGS] if (line := _line(style, level))]
    return "\n".join([_BY_NAME, *lines, _LOCAL])


def _level(style: etree._Element, styles: Mapping[str, etree._Element]) -> int | None:
    """Return the outline level of a style, its own or of the style that it is based on; None if it is no heading."""
    for _ in range(MAX_BASES):
        if level := _value(style, "{*}pPr/{*}outlineLvl"):
            return int(level) if level in _OUTLINE else None
        base = styles.get(_value(style, "{*}basedOn"))
        if base is None:
            break
        style = base
    return None


def _line(style: etree._Element, level: int) -> str | None:
    name = _value(style, "{*}name")
    if not name.isprintable() or not name:
        return None
    quoted = name.replace("\\", "\\\\").replace("'", "\\'")
    return f"p[style-name='{quoted}'] => h{min(level + 1, _DEEPEST)}:fresh"


def _value(style: etree._Element, path: str) -> str:
    found = style.find(path)
    return "" if found is None else _attribute(found, "val")


def _attribute(element: etree._Element, name: str) -> str:
    """Return an attribute, in whichever of the two namespaces (transitional or strict) the document is."""
    return next((value for key, value in element.items() if etree.QName(key).localname == name), "")
