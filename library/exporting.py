"""Writes documents and publishers in the exchange format, which `kartotek import` takes back without loss (docs/records.md).

For `kartotek export`, the API's export.jsonl and `kartotek show --json`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from library.catalogue import Catalogue
from library.describe import bearer
from library.document import UNDETERMINED, Document, DocumentFile, Page
from library.publisher_record import PublisherLine
from library.record import DetectedRecord, FileRecord, LibraryRecord, PageRecord, Record, ShareRecord, SourceRecord
from library.vocabulary import Publisher, Publishers

BATCH = 200  # documents held at once: a megabyte or so of descriptions, and few enough questions to the catalogue
_Whole = tuple[Document, tuple[Page, ...]]
_ENCODER = msgspec.json.Encoder(order="deterministic")


def export_catalogue(catalogue: Catalogue, *, text: bool = False) -> Iterator[bytes]:
    """Yield all publishers and documents as whole lines, so many at a time as memory should hold; with text, one by one.

    A publisher stands before the documents that name it, and again where it is described anew meanwhile, so that a name
    leads back to it from where it stands; documents stand by id. Nothing is held open in the catalogue between two pieces.
    What is written at the time is given as it was or as it is; what is removed may be left out.
    """
    told: dict[str, Publisher] = {}
    yield from _introduced(catalogue.publishers(), told)
    for some in _with_text(catalogue) if text else _without_text(catalogue):
        publishers = catalogue.publishers()  # read after the documents, so that whoever is named in them is among these
        yield from _introduced(publishers, told)
        yield b"".join(document_line(document, publishers, pages) for document, pages in some)


def document_line(document: Document, publishers: Publishers, pages: Sequence[Page] = ()) -> bytes:
    """Return a document in the exchange format, with these pages as its text, as one line."""
    return _ENCODER.encode(to_record(document, pages, publishers)) + b"\n"


def to_record(document: Document, pages: Sequence[Page], publishers: Publishers) -> Record:
    """Describe a document in the exchange format; publishers by name where the name leads back to them."""
    number = document.number
    return Record(  # a line for each field: in parts it would be harder to see that none is missing
        id=document.id,
        title=document.title,
        subtitle=document.subtitle,
        aliases=list(document.aliases),
        abstract=document.abstract,
        type=document.type,
        series=number.series if number else None,
        number=(number.number or None) if number else None,
        session=number.session if number else None,
        publishers=[_name(key, publishers, document.year) for key in document.publishers],
        commissioners=[_name(key, publishers, document.year) for key in document.commissioners],
        authors=list(document.authors),
        committee=document.committee,
        chair=document.chair,
        topics=list(document.topics),
        keywords=list(document.keywords),
        published=str(document.published) if document.published else None,
        concerns=document.concerns,
        language=document.declared_language,
        landing_page=document.landing_page,
        files=[_file(file) for file in document.files],
        isbn=document.isbn,
        issn=document.issn,
        doi=document.doi,
        note=document.note,
        sources=[SourceRecord(source.key, source.address, source.document, source.as_written) for source in document.sources],
        pages=[PageRecord(page.text, page.label, list(page.headings)) for page in pages],
        library=_library(document, pages),
    )


def _introduced(publishers: Publishers, told: dict[str, Publisher]) -> Iterator[bytes]:
    """Yield the lines of the publishers that were not told of as they are, if any, and remember them as told."""
    new = [publisher for publisher in publishers if told.get(publisher.key) != publisher]
    told |= {publisher.key: publisher for publisher in new}
    if new:
        yield b"".join(_ENCODER.encode(PublisherLine.of(publisher)) + b"\n" for publisher in new)


def _without_text(catalogue: Catalogue) -> Iterator[list[_Whole]]:
    for batch in catalogue.in_batches(BATCH):
        yield [(document, ()) for document in batch]


def _with_text(catalogue: Catalogue) -> Iterator[list[_Whole]]:
    for batch in catalogue.in_batches(BATCH):
        for document in batch:
            if whole := catalogue.whole(document.id):
                yield [whole]


def _library(document: Document, pages: Sequence[Page]) -> LibraryRecord:
    detected, languages = document.detected, [page.language for page in pages]
    shares = [ShareRecord(share.language, share.share) for share in detected.shares] if detected else []
    return LibraryRecord(
        first_seen=document.first_seen,
        provenance=dict(document.provenance),
        detected=DetectedRecord(detected.language, detected.confidence, shares) if detected else None,
        page_languages=languages if {*languages} - {UNDETERMINED} else [],
    )


def _file(file: DocumentFile) -> FileRecord:
    return FileRecord(
        filename=file.filename,
        media_type=file.media_type,
        address=file.address,
        size=file.size,
        pages=file.pages,
        is_primary=file.is_primary,
        sha256=file.sha256 or file.sha256_elsewhere,
        version=file.version,
        text=file.text,
    )


def _name(key: str, publishers: Publishers, year: int | None) -> str:
    publisher = publishers.get(key)
    name = publisher.names.in_language("nb") if publisher else key
    return name if publishers.named(name) and bearer(name, publishers, year).key == key else key
