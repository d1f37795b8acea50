"""A document as its page shows it: rows of metadata, files, and a slice of its text. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from index.engine import FacetField, Similar
from library.contained import other_languages
from library.document import Document, DocumentFile, LanguageShare, Page, Provenance, Source, TextOrigin
from web.addresses import document_address, value_address
from web.dates import partial_date
from web.files import file_address, safe_address
from web.labels import PROVENANCES, SOURCES, Labels
from web.texts import SOURCE_LANGUAGE, locale_of, mark
from web.views.links import Link, publisher_links, spoken, topic_links

KILO = 1000
ONE_PERCENT = 0.01
_TEXT_ORIGINS = {TextOrigin.OCR: mark("text read by machine"), TextOrigin.NONE: mark("no text")}
AS_WRITTEN = mark("%(source)s, as “%(title)s”")
VERSION = mark("version %(number)s")
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
}
_FIELDS = {**_ROWS, "title": mark("Title"), "subtitle": mark("Subtitle"), "abstract": mark("Summary"), "files": mark("Files")}
# What people call a format, where its media type says it otherwise.
_FORMATS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/epub+zip": "EPUB",
    "text/plain": "TXT",
}
_BY_RULE = frozenset({"topics"})  # fields that a rule can give and whose source the reader is told in place


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of metadata; by_rule if nobody wrote it and a rule of ours gave it."""

    label: str
    values: tuple[Link, ...]
    by_rule: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file with where to get it: from us, or from where it was published."""

    filename: str
    address: str
    held: bool
    facts: tuple[str, ...]
    pages: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarView:
    """A document about the same, with what tells it from others."""

    address: str
    title: str
    lang: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """Everything on a document's page but its text."""

    document: Document
    lang: str | None
    type: str
    rows: tuple[Row, ...]
    landing_page: str | None
    landing_host: str
    files: tuple[FileView, ...]
    sources: tuple[Link, ...]
    provenance: tuple[tuple[str, str], ...]
    citation: str
    cite_address: str


def document_view(document: Document, pages: Sequence[Page], labels: Labels, language: str) -> DocumentView:
    """Present a document with these pages of text in an interface language."""
    landing_page = safe_address(document.landing_page)
    return DocumentView(
        document=document,
        lang=spoken(document.language),
        type=labels.type(document.type, language),
        rows=tuple(_rows(document, pages, labels, language)),
        landing_page=landing_page,
        landing_host=_host(landing_page) if landing_page else "",
        files=tuple(view for file in document.files if (view := _file_view(file, document.id, labels, language))),
        sources=tuple(_source(source, labels, language) for source in document.sources),
        provenance=tuple(_provenance(document, labels, language)),
        citation=citation(document, labels, language),
        cite_address=document_address(None, document.id),
    )


def similar_view(
    similar: Iterable[Similar], documents: Mapping[str, Document], labels: Labels, language: str
) -> tuple[SimilarView, ...]:
    """Present the documents most like one; documents hold those that the catalogue still has."""
    return tuple(_similar(documents[other.id], labels, language) for other in similar if other.id in documents)


def citation(document: Document, labels: Labels, language: str) -> str:
    """Return a reference after the pattern of APA: authors or publisher (year). Title (number). Publisher."""
    publishers = [labels.publisher(key, language) for key in document.publishers]
    authors = list(document.authors) or ([document.committee] if document.committee else publishers)
    year = f" ({document.year})" if document.year else ""
    title = f"{document.title}: {document.subtitle}" if document.subtitle else document.title
    number = f" ({document.number})" if document.number else ""
    issued = publishers if authors != publishers else []
    parts = (f"{_listed(authors, language)}{year}" if authors else year.strip(), f"{title}{number}", _listed(issued, language))
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


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
        "number": _plain(str(document.number) if document.number else None),
        "published": _plain(partial_date(document.published, language) if document.published else None),
        "concerns": _plain(_years(*document.concerns) if document.concerns else None),
        "topics": topic_links(document, labels, language),
        "keywords": tuple(Link(word) for word in document.keywords),
        "declared_language": _languages(document, pages, labels, language),
        "isbn": _plain(document.isbn),
        "issn": _plain(document.issn),
        "doi": (Link(document.doi, f"https://doi.org/{quote(document.doi)}"),) if document.doi else (),
        "note": _plain(document.note),
        "first_seen": _plain(
            format_date(document.first_seen, "long", locale=locale_of(language)) if document.first_seen else None
        ),
    }


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


def _file_view(file: DocumentFile, id: str, labels: Labels, language: str) -> FileView | None:
    address = file_address(file, id)
    if address is None:
        return None
    size = (_size(file.size, locale_of(language)),) if file.size is not None else ()
    version = (labels.texts.get(language, VERSION) % {"number": file.version},) if file.version > 1 else ()
    origin = (labels.texts.get(language, _TEXT_ORIGINS[file.text]),) if file.text in _TEXT_ORIGINS else ()
    facts = (_FORMATS.get(file.media_type, file.media_type.rpartition("/")[2].upper()), *size, *version, *origin)
    return FileView(filename=file.filename, address=address, held=file.sha256 is not None, facts=facts, pages=file.pages)


def _size(size: int, locale: Locale) -> str:
    """Return a file's size in bytes, kB or MB (powers of 1,000, as the units mean)."""
    for unit in ("B", "kB"):
        if size < KILO:
            return f"{format_decimal(size, locale=locale)} {unit}"
        size = round(size / KILO)
    return f"{format_decimal(size, locale=locale)} MB"


def _similar(document: Document, labels: Labels, language: str) -> SimilarView:
    publishers = _listed([labels.publisher(key, language) for key in document.publishers], language)
    facts = (labels.type(document.type, language), str(document.year or ""), publishers)
    address, lang = document_address(language, document.id), spoken(document.language)
    return SimilarView(address=address, title=document.title, lang=lang, facts=tuple(filter(None, facts)))


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


def _years(first: int, last: int) -> str:
    return f"{first}–{last}" if first != last else str(first)


def _listed(names: list[str], language: str) -> str:
    joint = "&" if language == SOURCE_LANGUAGE else "og"
    return f"{', '.join(names[:-1])} {joint} {names[-1]}" if len(names) > 1 else "".join(names)
