"""The formats in which records can be had: one, which every repository must have."""

from __future__ import annotations

from lxml import etree

from web.oai.dublin_core import SCHEMA
from web.oai.faults import Code, refused
from web.oai.xml import OAI_DC, add

PREFIX = "oai_dc"


def check_format(prefix: str) -> None:
    """Raise RefusedError if records cannot be had in a format."""
    if prefix != PREFIX:
        raise refused(Code.NO_SUCH_FORMAT, f"Records can be had as «{PREFIX}» only.")


def add_formats(parent: etree._Element) -> None:
    """Add what there is to choose from."""
    format = add(parent, "metadataFormat")
    add(format, "metadataPrefix", PREFIX)
    add(format, "schema", SCHEMA)
    add(format, "metadataNamespace", OAI_DC)
