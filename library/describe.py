"""Makes documents of records: names become keys, dates and numbers are read, text is cleaned. The way back is exporting.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from library.cleaning import clean_line, clean_text
from library.copying import to_time
from library.document import UNDETERMINED, Document, DocumentFile, Page, PartialDate, Source
from library.errors import InvalidRecordError, UnknownKeyError
from library.identifiers import SeriesNumber, parse_series_number
from library.record import FileRecord, PageRecord, Record, SourceRecord, web_address
from library.text import slugify
from library.topics import TopicRules, with_topics
from library.vocabulary import Publisher, Publishers, Topics

FIRST_YEAR = 1500  # nothing was printed in the Nordic countries before the 1480s; earlier is a slip of the pen
YEARS_AHEAD = 2  # plans and budgets are dated ahead of their publication
_PART = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_ID = re.compile(rf"(?=.{{1,100}}\Z){_PART}(?:/{_PART})*")  # «lov/2005-06-17-62» is how Lovdata's own addresses have it
RESERVED = frozenset({"similar", "text"})
"""Last parts that an id with «/» may not have: below a document's own address in the API they are addresses of something else."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What names are resolved by. Topics are ours; publishers grow with the library."""

    publishers: Publishers
    topics: Topics
    rules: TopicRules

    @classmethod
    def of(cls, publishers: Publishers, topics: Topics) -> Vocabulary:
        """Compile the rules that give topics."""
        return cls(publishers, topics, TopicRules.of(topics))


@dataclass(frozen=True, slots=True)
class Described:
    """A document and what had to be added or left over to describe it."""

    document: Document
    new_publishers: tuple[Publisher, ...]
    unknown_topics: tuple[str, ...]
    """Subject words that are no topic of ours; the document has them as keywords."""


def to_document(record: Record, vocabulary: Vocabulary, pages: Sequence[Page] = ()) -> Described:
    """Make a document; raise InvalidRecordError with a sentence that names the field at fault.

    A publisher that is not known becomes a new one. Without a declared topic the rules give some, by the pages too; a copy
    of another library's document has the topics that it has.
    """
    publishers, added = vocabulary.publishers.with_new(_lines([*record.publishers, *record.commissioners]))
    topics, unknown = _topics(record.topics, vocabulary.topics)
    document = _document(record, publishers, topics=topics, subjects=unknown)
    is_copy = record.library is not None
    return Described(document if is_copy else with_topics(document, vocabulary.rules, pages), added, unknown)


def _document(record: Record, publishers: Publishers, *, topics: tuple[str, ...], subjects: Sequence[str]) -> Document:
    title, number, published = _title(record.title), _number(record), _date(record.published)
    year = published.year if published else None
    return Document(
        id=_id(record.id) if record.id else make_id(title, number, year, record.language),
        title=title,
        subtitle=_line(record.subtitle),
        aliases=_lines(record.aliases),
        abstract=clean_text(record.abstract or "") or None,
        type=record.type,
        number=number,
        publishers=_keys("publishers", record, publishers, year),
        commissioners=_keys("commissioners", record, publishers, year),
        authors=_lines(record.authors),
        committee=_line(record.committee),
        chair=_line(record.chair),
        topics=topics,
        keywords=tuple(dict.fromkeys((*_lines(record.keywords), *subjects))),
        published=published,
        concerns=_concerns(record.concerns),
        declared_language=_language(record.language),
        landing_page=web_address("landing_page", record.landing_page),
        files=tuple(_file(file) for file in record.files),
        isbn=_line(record.isbn),
        issn=_line(record.issn),
        doi=_line(record.doi),
        note=clean_text(record.note or "") or None,
        sources=tuple(_source(source) for source in record.sources),
        first_seen=to_time(record.library.first_seen) if record.library else None,
    )


def to_pages(records: Sequence[PageRecord], languages: Sequence[str] = ()) -> tuple[Page, ...]:
    """Number the pages from 1 and clean their text; the languages, where they are known, are one of each page."""
    each = languages or [UNDETERMINED] * len(records)
    return tuple(
        Page(number, clean_text(page.text), clean_line(page.label), language, _lines(page.headings))
        for number, (page, language) in enumerate(zip(records, each, strict=True), start=1)
    )


def make_id(title: str, number: SeriesNumber | None, year: int | None, language: str | None) -> str:
    """Return a readable id: a series number that is cited alone, else title and year. English versions of an NOU say so.

    It has no «/», so that its end is never a reserved one.
    """
    if number is not None and number.number and parse_series_number(str(number)) == number:
        return f"{number.key}-{language}" if language and language not in _LANGUAGES_OF_SERIES else number.key
    name = slugify(title) or f"document-{sha256(title.encode()).hexdigest()[:_HASH]}"
    return slugify(f"{name} {year or ''}", limit=_LONGEST_MADE)


_HASH = 8  # hexadecimal digits that stand for a title without a letter of ours («Доклад»)
_LONGEST_MADE = 80  # a title's 70 characters, a hyphen and a year
_LANGUAGES_OF_SERIES = frozenset({"nb", "nn", "sv"})  # what NOU, the Storting's series and SOU are first published in


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise InvalidRecordError(
            f"id: {text!r} is not an id; use at most 100 of the characters a-z, 0-9 and hyphen, in parts with / between."
        )
    if "/" in text and (last := text.rpartition("/")[2]) in RESERVED:
        raise InvalidRecordError(
            f"id: {text!r} must not end in /{last}, which is the address of something else; give another id."
        )
    return text


def _title(text: str) -> str:
    return _required("title", text)


def _required(field: str, text: str) -> str:
    line = clean_line(text)
    if not line:
        raise InvalidRecordError(f"{field}: this is missing.")
    return line


def _line(text: str | None) -> str | None:
    return clean_line(text or "") or None


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in map(clean_line, texts) if line))


def _date(text: str | None) -> PartialDate | None:
    if text is None:
        return None
    try:
        date = PartialDate.parse(text)
    except InvalidRecordError as error:
        raise InvalidRecordError(f"published: {error}") from None
    _check_year("published", date.year)
    return date


def _concerns(years: tuple[int, int] | None) -> tuple[int, int] | None:
    if years is None:
        return None
    for year in years:
        _check_year("concerns", year, ahead=100)  # climate policy speaks of 2100
    if years[0] > years[1]:
        raise InvalidRecordError(f"concerns: the first year, {years[0]}, is later than the last, {years[1]}.")
    return years


def _check_year(field: str, year: int, ahead: int = YEARS_AHEAD) -> None:
    last = datetime.now(UTC).year + ahead
    if not FIRST_YEAR <= year <= last:
        raise InvalidRecordError(f"{field}: the year {year} is not between {FIRST_YEAR} and {last}.")


def _language(text: str | None) -> str | None:
    if text is None:
        return None
    if text == "no":
        raise InvalidRecordError(
            "language: «no» does not say which Norwegian it is; write nb or nn, or leave it out to have it detected."
        )
    if not _LANGUAGE.fullmatch(text):
        raise InvalidRecordError(f"language: {text!r} is not a language code; write nb, nn, se, sv, da, fi, en … (ISO 639).")
    return text


def _number(record: Record) -> SeriesNumber | None:
    series, number, session = (_line(part) for part in (record.series, record.number, record.session))
    if not (series or number):
        if session:
            raise InvalidRecordError("session: a session needs a series and a number.")
        return None
    whole = " ".join(part for part in (series, number, f"({session})" if session else None) if part)
    if known := parse_series_number(whole):
        return known
    if not series:
        raise InvalidRecordError(f"number: {number!r} is a number of no series that is known; give the series as well.")
    return SeriesNumber(series, number or "", session)


def bearer(name: str, publishers: Publishers, year: int | None) -> Publisher:
    """Return whom a copy means by a name or a key, which is never taken for another's name; raise UnknownKeyError if nobody."""
    return publishers.get(name) or publishers.resolve(name, year)


def _keys(field: str, record: Record, publishers: Publishers, year: int | None) -> tuple[str, ...]:
    names, resolve = getattr(record, field), bearer if record.library else _bearer_of_name
    try:
        return tuple(dict.fromkeys(resolve(name, publishers, year).key for name in _lines(names)))
    except UnknownKeyError as error:
        raise InvalidRecordError(f"{field}: {error} Nor can a key be made of that name.") from None


def _bearer_of_name(name: str, publishers: Publishers, year: int | None) -> Publisher:
    return publishers.resolve(name, year)


def _topics(names: Iterable[str], topics: Topics) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known, unknown = dict[str, None](), dict[str, None]()
    for name in _lines(names):
        try:
            known[topics.resolve(name).key] = None
        except UnknownKeyError:
            unknown[name] = None
    return tuple(known), tuple(unknown)


def _file(file: FileRecord) -> DocumentFile:
    return DocumentFile(
        filename=_required("files.filename", file.filename),
        media_type=_required("files.media_type", file.media_type),
        size=file.size,
        pages=file.pages,
        address=web_address("files", file.address),
        is_primary=file.is_primary,
        sha256_elsewhere=file.sha256,
        version=file.version,
        text=file.text,
    )


def _source(source: SourceRecord) -> Source:
    document = _id(source.document) if source.document else None
    return Source(
        _required("sources.key", source.key), web_address("sources", source.address), document, _line(source.as_written)
    )
