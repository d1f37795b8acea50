"""Links to the files that a search or a document can be had as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.engine import SearchRequest
from web.addresses import document_export_address, export_address
from web.exports.formats import MEDIA_TYPES, OF_ONE_DOCUMENT, Export, Format, Separator
from web.texts import Texts, mark

LABELS: Mapping[Export, str] = {
    Export(Format.CSV, Separator.SEMICOLON): mark("Table for Excel in Norwegian (CSV with semicolons)"),
    Export(Format.CSV): mark("Table (CSV with commas)"),
    Export(Format.RIS): mark("RIS, for Zotero, EndNote and Mendeley"),
    Export(Format.BIBTEX): mark("BibTeX, for LaTeX and JabRef"),
    Export(Format.CSL): mark("CSL-JSON, for Zotero and Pandoc"),
}
"""In the order in which they are offered. The feed is no file to keep; see `addresses.feed_address`."""


@dataclass(frozen=True, slots=True)
class ExportLink:
    """A file: what it is called, where it is and what it is."""

    label: str
    address: str
    media_type: str
    format: Format


def export_links(request: SearchRequest, texts: Texts, language: str) -> tuple[ExportLink, ...]:
    """Return links to the whole result of a search."""
    return tuple(
        _link(export, export_address(language, request, export.format, export.separator), texts, language) for export in LABELS
    )


def document_export_links(id: str, texts: Texts, language: str) -> tuple[ExportLink, ...]:
    """Return links to references to a document."""
    return tuple(
        _link(Export(format), document_export_address(language, id, format), texts, language) for format in OF_ONE_DOCUMENT
    )


def _link(export: Export, address: str, texts: Texts, language: str) -> ExportLink:
    label, media_type = texts.get(language, LABELS[export]), MEDIA_TYPES[export.format].partition(";")[0]
    return ExportLink(label, address, media_type, export.format)
