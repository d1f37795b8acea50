"""Takes back what a library wrote: copies of documents, with all that it knew of them besides their description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from library.document import DetectedLanguage, Document, DocumentFile, LanguageShare, Provenance
from library.errors import InvalidRecordError
from library.merge import DESCRIBED, Stance, merge
from library.record import DetectedRecord, LibraryRecord, Record


@dataclass(frozen=True, slots=True)
class Restored:
    """A document as it is once a copy of it was taken back, and what an editor should know of that."""

    document: Document
    notes: tuple[str, ...] = ()


def check_copy(record: Record) -> None:
    """Raise InvalidRecordError if what a library is said to know of a document does not fit the record."""
    library = record.library
    if library is None:
        return
    if record.id is None:
        raise InvalidRecordError("library: what a library knows needs the id of the document that it is known of.")
    if library.page_languages and len(library.page_languages) != len(record.pages):
        told = f"{len(library.page_languages)} languages of {len(record.pages)} pages"
        raise InvalidRecordError(f"library.page_languages: these are {told}; give one of each page, or none.")
    if unknown := sorted(library.provenance.keys() - DESCRIBED):
        raise InvalidRecordError(f"library.provenance: a document has no field {unknown[0]!r} that somebody gives it.")
    to_time(library.first_seen)


def to_time(moment: datetime | None) -> datetime | None:
    """Return a moment in UTC; raise InvalidRecordError if it is before or after all calendars there."""
    try:
        return moment.astimezone(UTC) if moment else None
    except OverflowError:
        raise InvalidRecordError(f"library.first_seen: {moment} is before or after all calendars.") from None


def to_detected(record: DetectedRecord | None) -> DetectedLanguage | None:
    """Return the language that a library detected."""
    if record is None:
        return None
    shares = tuple(LanguageShare(one.language, one.share) for one in record.shares)
    return DetectedLanguage(record.language, record.confidence, shares)


def given_in_copy(settled: Mapping[str, Provenance], library: LibraryRecord) -> dict[str, Provenance]:
    """Return who gave each field: what the record gives, whoever gave it to the library that wrote the record."""
    copied = {name: given for name, given in library.provenance.items() if settled.get(name) in {None, Provenance.RECORD}}
    return {**settled, **copied}


def restore(known: Document | None, copy: Document, *, keeps_text: bool, stance: Stance = Stance.WHOLE) -> Restored:
    """Return what a copy makes of the document with its id.

    A copy of what is there changes nothing. What the library holds of a document it keeps: its files and, where the copy
    comes without, its text with the language that was detected from it.
    """
    if known is None:
        return Restored(copy)
    detected = known.detected if keeps_text else copy.detected or known.detected
    files = tuple(_held(file, known) for file in copy.files)
    copy = replace(copy, files=files, detected=detected, first_seen=known.first_seen, updated=known.updated)
    if copy == known:
        return Restored(known)
    merged = merge(known, copy, stance)
    return Restored(replace(merged.document, detected=detected), merged.notes)


def _held(file: DocumentFile, known: Document) -> DocumentFile:
    """Return a file as held if the document holds it."""
    is_held = file.sha256_elsewhere and any(held.sha256 == file.sha256_elsewhere for held in known.files)
    return replace(file, sha256=file.sha256_elsewhere, sha256_elsewhere=None) if is_held else file
