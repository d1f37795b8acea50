"""Makes XML elements of texts that came from anywhere."""

from __future__ import annotations

from lxml import etree

from library.cleaning import clean_line, clean_text

ATOM = "http://www.w3.org/2005/Atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def add_element(
    parent: etree._Element, name: str, text: str | None = None, namespace: str = ATOM, **attributes: str
) -> etree._Element:
    """Add an element and return it. Characters that XML has no place for are left out of text and attributes alike."""
    cleaned = {attribute: clean_line(value) for attribute, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{namespace}}}{name}", cleaned)
    element.text = clean_text(text) if text is not None else None
    return element
