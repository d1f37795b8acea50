"""Writes RIS, with the tags in which EndNote, Zotero and `library.lists.ris` look for what a report has."""

from __future__ import annotations

from rispy import RisWriter  # type: ignore[import-untyped] # ships no types

from library.citations.names import Name
from library.citations.reference import ACTS, Reference
from library.document import DocumentType, PartialDate

_TAGS = (
    "TI", "ST", "AU", "T2", "M1", "IS", "SN", "M3", "PY", "DA", "PB", "DO", "UR", "LA", "AB", "KW", "ID",
)  # fmt: skip


class _Writer(RisWriter):  # type: ignore[misc] # untyped
    """rispy's writer without a running number before each entry, which one of many may not have."""

    def set_header(self, _: int) -> str:
        return ""


# Every tag is a list under its own name, so that rispy neither renames nor drops one.
_MAPPING = {_Writer.START_TAG: _Writer.REFERENCE_TYPE_KEY, **{tag: tag.lower() for tag in _TAGS}}
_WRITER = _Writer(mapping=_MAPPING, list_tags=list(_TAGS), delimiter_tags_mapping={})


def ris_of(reference: Reference) -> str:
    """Write one entry, from «TY» to «ER» with its line end. Entries can be put one after the other as they are."""
    values = {tag.lower(): found for tag, texts in _tags(reference).items() if (found := [text for text in texts if text])}
    return str(_WRITER.formats([{_Writer.REFERENCE_TYPE_KEY: _type(reference), **values}]))


def _type(reference: Reference) -> str:
    """Return the type of reference; M3 says more exactly what the document is.

    Regulations are «STAT» like laws: of «LEGAL» Zotero makes a court's case. «GEN» is an article of which no journal is known.
    """
    if reference.type in ACTS:
        return "STAT"
    if reference.type is DocumentType.ARTICLE:
        return "JOUR" if reference.is_in_journal else "GEN"
    return "RPRT"


def _tags(reference: Reference) -> dict[str, tuple[str, ...]]:
    in_journal, is_report = reference.is_in_journal, _type(reference) == "RPRT"
    published = reference.published
    return {
        "TI": (reference.title,),
        "ST": (reference.short_title,),
        "AU": (*map(_name, reference.authors), "et al.," if reference.and_others else ""),
        "T2": (reference.series,),
        "M1": () if in_journal else (reference.number,),
        "IS": (reference.number,) if in_journal else (),
        # Of a report, EndNote and Zotero take the first of these for its number.
        "SN": (reference.number if is_report else "", reference.isbn, reference.issn),
        "M3": (reference.genre,),
        "PY": (f"{published.year:04}",) if published else (),
        "DA": (_date(published),) if published and published.month else (),
        "PB": ("; ".join(reference.publishers),),
        "DO": (reference.doi,),
        "UR": (reference.address,),
        "LA": (reference.language,),
        "AB": (reference.abstract,),
        "KW": reference.keywords,
        "ID": (reference.id,),
    }


def _name(name: Name) -> str:
    """Write a name. A comma at the end keeps a body whole; its own commas, which would part it, are left out."""
    if name.is_whole:
        return f"{' '.join(name.family.replace(',', ' ').split())},"
    return ", ".join(filter(None, (name.surname, name.given, name.suffix)))


def _date(date: PartialDate) -> str:
    """Return year/month/day/ with a place for the day that may be empty."""
    return f"{date.year:04}/{date.month:02}/{f'{date.day:02}' if date.day else ''}/"
