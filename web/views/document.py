"""A document as its page shows it: rows of metadata, files, and a slice of its text. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit

from babel.dates import format_date
from babel.numbers import format_percent

from index.engine import FacetField, Similar
from library.contained import other_languages
from library.document import Document, LanguageShare, Page, Provenance, Source
from web.addresses import document_address, series_address, value_address
from web.dates import partial_date, year_span
from web.files import safe_address
from web.labels import PROVENANCES, SOURCES, Labels
from web.texts import SOURCE_LANGUAGE, locale_of, mark
from web.views.cite import CiteView, cite_view, report_address
from web.views.filelist import FileView, file_views
from web.views.links import Link, publisher_links, spoken, topic_links

ONE_PERCENT = 0.01
AS_WRITTEN = mark("%(source)s, as “%(title)s”")
WITH_LANGUAGE = mark("with %(language)s (%(share)s)")
LESS_THAN = mark("less than %(share)s")
_ROWS = {
    "aliases": mark("Also called"),
    "publishers": mark("Publisher"),
    "commissioners": mark("Commissioned by"),
    "authors": mark("Authors"),
    "committee": mark("Committee"),
    "chair": mark("Chair"),
    "type": mark("Type of document"),
    "series": mark("Part of the series"),
    "number": mark("Number"),
    "published": mark("Published"),
    "concerns": mark("Period covered"),
    "topics": mark("Topics"),
    "keywords": mark("The source's subject words"),
    "declared_language": mark("Language"),
    "isbn": mark("ISBN"),
    "issn": mark("ISSN"),
    "doi": mark("DOI"),
    "note": mark("Note"),
    "first_seen": mark("First seen here"),
    "updated": mark("Last changed here"),
}
_FIELDS = {**_ROWS, "title": mark("Title"), "subtitle": mark("Subtitle"), "abstract": mark("Summary"), "files": mark("Files")}
_BY_RULE = frozenset({"topics"})  # fields that a rule can give and whose source the reader is told in place


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of metadata; by_rule if nobody wrote it and a rule of ours gave it."""

    label: str
    values: tuple[Link, ...]
    by_rule: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    """Another document, with what tells it from others."""

    address: str
    title: str
    lang: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """Everything on a document's page but its text."""

    document: Document
    lang: str | None
    head: tuple[Link, ...]
    """What tells the document from others at a glance: its number, else its type, and its year."""
    rows: tuple[Row, ...]
    landing_page: str | None
    landing_host: str
    files: tuple[FileView, ...]
    earlier_files: tuple[FileView, ...]
    sources: tuple[Link, ...]
    provenance: tuple[tuple[str, str], ...]
    cite: CiteView
    report: str | None
    """Where an error is told."""


def document_view(
    document: Document, pages: Sequence[Page], labels: Labels, language: str, *, base: str, contact: str | None = None
) -> DocumentView:
    """Present a document with these pages of text in an interface language.

    Base is the address of the site, without a slash at its end; the contact is whom readers tell of errors.
    """
    landing_page, files = safe_address(document.landing_page), file_views(document, labels, language)
    return DocumentView(
        document=document,
        lang=spoken(document.language),
        head=tuple(_head(document, labels, language)),
        rows=tuple(_rows(document, pages, labels, language)),
        landing_page=landing_page,
        landing_host=_host(landing_page) if landing_page else "",
        files=tuple(file for file in files if not file.is_earlier),
        earlier_files=tuple(file for file in files if file.is_earlier),
        sources=tuple(_source(source, labels, language) for source in document.sources),
        provenance=tuple(_provenance(document, labels, language)),
        cite=cite_view(document, labels, language, base),
        report=report_address(document, contact, labels, language, base),
    )


def similar_view(
    similar: Iterable[Similar], documents: Mapping[str, Document], labels: Labels, language: str
) -> tuple[FoundView, ...]:
    """Present the documents most like one; documents hold those that the catalogue still has."""
    return tuple(found_view(documents[other.id], labels, language) for other in similar if other.id in documents)


def found_view(document: Document, labels: Labels, language: str) -> FoundView:
    """Present another document in short."""
    publishers = _listed([labels.publisher(key, language) for key in document.publishers], language)
    facts = (labels.type(document.type, language), str(document.year or ""), publishers)
    address, lang = document_address(language, document.id), spoken(document.language)
    return FoundView(address=address, title=document.title, lang=lang, facts=tuple(filter(None, facts)))


def _head(document: Document, labels: Labels, language: str) -> Iterator[Link]:
    """Yield the type, unless the number says it too, the number and the year."""
    type, number = labels.type(document.type, language), str(document.number or "")
    if not number.startswith(type):
        yield Link(type, value_address(language, FacetField.TYPE, document.type))
    if document.number:
        yield Link(number, series_address(language, document.number.series))
    if document.year:
        yield Link(str(document.year), value_address(language, FacetField.YEAR, str(document.year)))


def _rows(document: Document, pages: Sequence[Page], labels: Labels, language: str) -> Iterator[Row]:
    for field, values in _values(document, pages, labels, language).items():
        if values:
            by_rule = field in _BY_RULE and document.provenance.get(field) is Provenance.RULE
            yield Row(label=labels.texts.get(language, _ROWS[field]), values=values, by_rule=by_rule)


def _provenance(document: Document, labels: Labels, language: str) -> Iterator[tuple[str, str]]:
    """Yield the fields whose origin is known, and that origin."""
    for field, origin in document.provenance.items():
        if field in _FIELDS:
            yield labels.texts.get(language, _FIELDS[field]), labels.texts.get(language, PROVENANCES[origin])


def _values(document: Document, pages: Sequence[Page], labels: Labels, language: str) -> dict[str, tuple[Link, ...]]:
    return {
        "aliases": tuple(Link(name) for name in document.aliases),
        "publishers": publisher_links(document, labels, language),
        "commissioners": tuple(Link(labels.publisher(key, language)) for key in document.commissioners),
        "authors": tuple(Link(author) for author in document.authors),
        "committee": _plain(document.committee),
        "chair": _plain(document.chair),
        "type": (Link(labels.type(document.type, language), value_address(language, FacetField.TYPE, document.type)),),
        "series": _series(document, language),
        "number": _plain(str(document.number) if document.number else None),
        "published": _published(document, language),
        "concerns": _plain(year_span(*document.concerns) if document.concerns else None),
        "topics": topic_links(document, labels, language),
        "keywords": tuple(Link(word) for word in document.keywords),
        "declared_language": _languages(document, pages, labels, language),
        "isbn": _plain(document.isbn),
        "issn": _plain(document.issn),
        "doi": (Link(document.doi, f"https://doi.org/{quote(document.doi)}"),) if document.doi else (),
        "note": _plain(document.note),
        "first_seen": _plain(_day(document.first_seen, language)),
        "updated": _plain(_day(document.updated, language) if _changed(document) else None),
    }


def _series(document: Document, language: str) -> tuple[Link, ...]:
    if document.number is None:
        return ()
    return (Link(document.number.series, series_address(language, document.number.series)),)


def _published(document: Document, language: str) -> tuple[Link, ...]:
    """Return the date; one that is only a year leads to all of that year."""
    if document.published is None:
        return ()
    is_year = document.published.month is None
    address = value_address(language, FacetField.YEAR, str(document.published.year)) if is_year else None
    return (Link(partial_date(document.published, language), address),)


def _day(moment: datetime | None, language: str) -> str | None:
    return format_date(moment, "long", locale=locale_of(language)) if moment else None


def _changed(document: Document) -> bool:
    """Tell whether a document was changed on another day than that on which it came."""
    return bool(document.updated and (document.first_seen is None or document.updated.date() != document.first_seen.date()))


def _languages(document: Document, pages: Sequence[Page], labels: Labels, language: str) -> tuple[Link, ...]:
    """Return the document's language, and «with English (4 %)» for each other that it contains."""
    own = Link(labels.language(document.language, language), value_address(language, FacetField.LANGUAGE, document.language))
    return own, *(_with_language(other, labels, language) for other in other_languages(document, pages))


def _with_language(other: LanguageShare, labels: Labels, language: str) -> Link:
    name = labels.language_within(other.language, language)
    text = labels.texts.get(language, WITH_LANGUAGE) % {"language": name, "share": _share(other.share, labels, language)}
    return Link(text, value_address(language, FacetField.CONTAINS, other.language))


def _share(share: float, labels: Labels, language: str) -> str:
    """Return a share in whole percent; of a small one, that it is below the first."""
    percent = format_percent(max(share, ONE_PERCENT), locale=locale_of(language))
    return percent if share >= ONE_PERCENT else labels.texts.get(language, LESS_THAN) % {"share": percent}


def _plain(text: str | None) -> tuple[Link, ...]:
    return (Link(text),) if text else ()


def _source(source: Source, labels: Labels, language: str) -> Link:
    """Name a source by the site on which it was seen, else by its key; one that is in the library leads there."""
    address = safe_address(source.address)
    if address:
        return Link(_host(address), address)
    name = labels.texts.get(language, SOURCES[source.key]) if source.key in SOURCES else source.key
    if source.as_written:
        name = labels.texts.get(language, AS_WRITTEN) % {"source": name, "title": source.as_written}
    return Link(name, document_address(language, source.document) if source.document else None)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _listed(names: list[str], language: str) -> str:
    joint = "&" if language == SOURCE_LANGUAGE else "og"
    return f"{', '.join(names[:-1])} {joint} {names[-1]}" if len(names) > 1 else "".join(names)
