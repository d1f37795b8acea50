"""What a table's columns may be called, in bokmål, nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping

from library.lists.names import fold_label

FILE = "file"
"""The document's file; the only column that is no field of Description."""

# Field → what else than its own name a column that holds it may be called.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("identifikator", "identifier", "dokument-id", "document id"),
    "title": ("tittel", "dokumenttittel", "document title"),
    "subtitle": ("undertittel",),
    "aliases": ("alias", "alias(es)", "short title", "short titles", "abbreviation", "abbreviations", "kortnavn", "kortnamn",
                "korttittel", "korttitler", "korttitlar", "forkortelse", "forkortelser", "forkorting", "forkortingar",
                "kallenavn", "kallenamn"),
    "type": ("dokumenttype", "document type", "type of document", "publikasjonstype"),
    "series": ("serie", "publikasjonsserie"),
    "number": ("nummer", "nr", "no", "serienummer", "rapportnummer", "series number", "report number"),
    "session": ("sesjon", "stortingssesjon"),
    "publishers": ("publisher", "publisher(s)", "utgiver", "utgivere", "utgiver(e)", "utgjevar", "utgjevarar", "utgjevar(ar)"),
    "commissioners": ("commissioner", "commissioner(s)", "commissioned by", "oppdragsgiver", "oppdragsgivere",
                      "oppdragsgiver(e)", "oppdragsgjevar", "oppdragsgjevarar", "oppdragsgjevar(ar)"),
    "authors": ("author", "author(s)", "forfatter", "forfattere", "forfatter(e)", "forfattar", "forfattarar", "forfattar(ar)"),
    "committee": ("utvalg", "utval", "kommisjon", "commission"),
    "chair": ("leder", "leiar", "utvalgsleder", "utvalsleiar"),
    "topics": ("topic", "topic(s)", "tema", "temaer", "emne", "emner", "emne(r)"),
    "keywords": ("keyword", "keyword(s)", "stikkord", "nøkkelord", "emneord", "subject", "subjects"),
    "published": ("year", "date", "publication date", "date of publication", "year of publication", "år", "årstall", "årstal",
                  "dato", "publisert", "utgitt", "utgitt år", "utgjeve", "utgjevingsår", "utgivelsesår", "utgivelsesdato"),
    "concerns": ("gjelder", "gjeld", "gjelder år", "gjeld år", "periode", "period"),
    "language": ("språk", "målform"),
    "landing_page": ("url", "address", "web address", "webpage", "link", "adresse", "nettadresse", "nettside", "lenke", "lenkje"),
    "isbn": ("isbn-nummer", "isbn-13"),
    "issn": ("issn-nummer",),
    "doi": (),
    "abstract": ("summary", "sammendrag", "samandrag", "ingress", "omtale"),
    "note": ("notes", "comment", "comments", "merknad", "merknader", "kommentar", "kommentarar", "kommentarer"),
    FILE: ("filename", "file name", "fil", "filnavn", "filnamn", "pdf"),
}  # fmt: skip
LISTS = frozenset({"aliases", "publishers", "commissioners", "authors", "topics", "keywords"})
"""Fields of several values; there may also be several columns of one."""

_FIELDS = {fold_label(name): field for field, names in COLUMNS.items() for name in (field, *names)}


def field_of(header: str) -> str | None:
    """Return the field that a column of this name holds; None if we know no such column."""
    return _FIELDS.get(fold_label(header))
