"""The namespaces of the protocol, and its moments."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml import etree

from web.exports.xml import add_element

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA_LOCATION = f"{{{XSI}}}schemaLocation"


def add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Add an element of the protocol and return it."""
    return add_element(parent, name, text, OAI, **attributes)


def written(moment: datetime) -> str:
    """Return the second of a moment as the protocol writes it (UTCdatetime, 3.3)."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
