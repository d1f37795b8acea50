"""CSL-JSON, which Zotero, citeproc and pandoc read: items of the schema «csl-data» of CSL 1.0.2."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from library.citations.names import Name
from library.citations.reference import Reference
from library.document import DocumentType, PartialDate

TYPES: Mapping[DocumentType, str] = {
    DocumentType.ARTICLE: "article",
    DocumentType.NEWSLETTER: "periodical",
    DocumentType.LAW: "legislation",
    DocumentType.REGULATION: "regulation",
    DocumentType.MANUAL: "document",
}
"""Types that are no report; an article in a journal that is known is an «article-journal»."""
_ISSUES = frozenset({"article-journal", "periodical"})  # have a container with issues where others have a series


class CslName(
    msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, rename={"particle": "non-dropping-particle"}
):  # fmt: skip
    """A person by the parts of the name, or a body by its literal name."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""


class CslDate(msgspec.Struct, frozen=True, rename={"date_parts": "date-parts"}):
    """One date: year, and month and day where they are known."""

    date_parts: tuple[tuple[int, ...]]


class CslItem(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    kw_only=True,
    rename={
        "title_short": "title-short",
        "container_title": "container-title",
        "collection_title": "collection-title",
        "collection_number": "collection-number",
        "isbn": "ISBN",
        "issn": "ISSN",
        "doi": "DOI",
        "url": "URL",
    },
):
    """One item; what is empty is left out of the JSON."""

    id: str
    type: str
    title: str
    title_short: str = ""
    genre: str = ""
    author: tuple[CslName, ...] = ()
    issued: CslDate | None = None
    container_title: str = ""
    issue: str = ""
    collection_title: str = ""
    collection_number: str = ""
    number: str = ""
    publisher: str = ""
    isbn: str = ""
    issn: str = ""
    doi: str = ""
    url: str = ""
    language: str = ""
    abstract: str = ""
    keyword: str = ""


def csl_of(reference: Reference) -> CslItem:
    """Make an item; `msgspec.json.encode` writes it by the schema's names."""
    kind = "article-journal" if reference.is_in_journal else TYPES.get(reference.type, "report")
    of_issues = kind in _ISSUES
    return CslItem(
        id=reference.id,
        type=kind,
        title=reference.title,
        title_short=reference.short_title,
        genre=reference.genre if kind in {"report", "document"} else "",
        author=(*map(_name, reference.authors), *((CslName(literal="et al."),) if reference.and_others else ())),
        issued=_date(reference.published) if reference.published else None,
        container_title=reference.series if of_issues else "",
        issue=reference.number if of_issues else "",
        collection_title="" if of_issues else reference.series,
        collection_number="" if of_issues else reference.number,
        number="" if of_issues else reference.number,
        publisher="; ".join(reference.publishers),
        isbn=reference.isbn,
        issn=reference.issn,
        doi=reference.doi,
        url=reference.address,
        language=reference.language,
        abstract=reference.abstract,
        keyword=", ".join(reference.keywords),
    )


def _name(name: Name) -> CslName:
    if name.is_whole:
        return CslName(literal=name.family)
    return CslName(family=name.family, given=name.given, particle=name.particle, suffix=name.suffix)


def _date(date: PartialDate) -> CslDate:
    return CslDate((tuple(part for part in (date.year, date.month, date.day) if part is not None),))
