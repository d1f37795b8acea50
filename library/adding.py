"""Adds files: reads the text, takes the description from options and, where they say nothing, from the file."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from library.catalogue import Catalogue
from library.cleaning import clean_line
from library.document import Document, DocumentFile, DocumentType, Provenance
from library.errors import InvalidRecordError
from library.extract import Extracted, extract
from library.identifiers import parse_series_number
from library.intake import Attached, Intake, Tools
from library.lock import writer_lock
from library.originals import digest_of
from library.record import Record, SourceRecord
from library.report import Taken
from library.settings import Settings

SOURCE = "file"
_TYPE_OF_SERIES = {
    "NOU": DocumentType.NOU,
    "SOU": DocumentType.REPORT,
    "Meld. St.": DocumentType.WHITE_PAPER,
    "St.meld.": DocumentType.WHITE_PAPER,
    "Prop.": DocumentType.PROPOSITION,
    "Ot.prp.": DocumentType.PROPOSITION,
    "St.prp.": DocumentType.PROPOSITION,
}
# Options that go to other fields of the document than their own name; a topic that is not known becomes a keyword.
_FIELDS = {"language": ("declared_language",), "topics": ("topics", "keywords")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What an editor says of a file; what she leaves out is taken from the file or the document that is known already."""

    id: str | None = None
    title: str | None = None
    subtitle: str | None = None
    type: DocumentType | None = None
    number: str | None = None
    publishers: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    landing_page: str | None = None


def add_file(settings: Settings, catalogue: Catalogue, path: Path, options: Options, tools: Tools) -> Taken:
    """Store a file, its text and its description; a document that is known (by id, file or number) gets the file added.

    Raises UnreadableFileError or InvalidRecordError, and then nothing is stored.
    """
    extracted, content = extract(path), path.read_bytes()
    digest = digest_of(content)
    with writer_lock(settings, "add"), catalogue.writing() as writer:
        id = options.id or writer.holder_of(digest)
        known = writer.get(id) if id else None
        record, provenance = _describe(options, id, extracted, known, path.name)
        file = DocumentFile(
            filename=clean_line(path.name),
            media_type=extracted.media_type,
            sha256=digest,
            size=len(content),
            pages=extracted.page_count,
        )
        attached = Attached(file=file, content=content, provenance=provenance)
        return Intake(writer, tools).take(record, extracted.pages, attached)


def _describe(
    options: Options, id: str | None, extracted: Extracted, known: Document | None, name: str
) -> tuple[Record, dict[str, Provenance]]:
    title = options.title or extracted.says.title or (known.title if known else None)
    if not title:
        raise InvalidRecordError(f"{name} does not say what it is called; give its title with --title.")
    record = Record(
        id=id,
        title=title,
        subtitle=options.subtitle,
        type=options.type or _type_by_number(options.number) or (known.type if known else DocumentType.REPORT),
        number=options.number,
        publishers=list(options.publishers),
        authors=list(options.authors),
        topics=list(options.topics),
        published=options.published,
        language=options.language,
        landing_page=options.landing_page,
        sources=[SourceRecord(SOURCE)],
    )
    return record, {"title": Provenance.FILE, "type": Provenance.RULE} | _given(options)


def _given(options: Options) -> dict[str, Provenance]:
    names = [field.name for field in fields(options) if field.name != "id" and getattr(options, field.name)]
    return {field: Provenance.OPTION for name in names for field in _FIELDS.get(name, (name,))}


def _type_by_number(number: str | None) -> DocumentType | None:
    parsed = parse_series_number(number) if number else None
    return _TYPE_OF_SERIES.get(parsed.series) if parsed else None
