"""Makes submissions of what was found and read: an entry of a list, a file, a file that is held, a line in a newsletter."""

from __future__ import annotations

from pathlib import Path

import msgspec

from library.cleaning import clean_line
from library.copying import given_in_copy, to_detected
from library.describe import to_pages
from library.document import Document, DocumentFile, DocumentType, Provenance, TextOrigin
from library.errors import InvalidRecordError
from library.ingest.credits import credit
from library.ingest.firstpages import find_publisher
from library.ingest.jobs import Job
from library.ingest.reading import Reading
from library.intake import Submission, Text
from library.language import LanguageDetector
from library.layers import Layer, Settled, by_rule, settle
from library.merge import Stance
from library.newsletter import NewsItem
from library.record import Description, LibraryRecord, SourceRecord
from library.vocabulary import Publishers

FILE, NEWSLETTER = "file", "newsletter"  # keys of sources


def of_entry(job: Job, detector: LanguageDetector, known_as: str | None) -> Submission:
    """Submit an entry of a list, with its text where the list brings it; raise InvalidRecordError if it has no title."""
    if not any(layer.says.title for layer in job.layers):
        raise InvalidRecordError("title: this is missing.")
    settled = settle([*job.layers, by_rule(job.layers, "")])
    if job.library:
        return _of_copy(job, settled, job.library)
    text = Text(*detector.mark(to_pages(job.pages)))
    return Submission(record=settled.record, provenance=settled.provenance, text=text, known_as=known_as, stance=job.stance)


def _of_copy(job: Job, settled: Settled, library: LibraryRecord) -> Submission:
    """Submit what a library wrote of its own document: nothing is detected or given by rule that it knew already."""
    return Submission(
        record=msgspec.structs.replace(settled.record, library=library),
        provenance=given_in_copy(settled.provenance, library),
        text=Text(to_pages(job.pages, library.page_languages), to_detected(library.detected)),
        stance=job.stance,
    )


def of_held_file(job: Job, known: Document) -> Submission:
    """Submit what is said from outside of a file that a document holds; what it says itself was taken when it came."""
    settled = settle([*job.layers, Layer(Provenance.RULE, Description(title=known.title, type=known.type))])
    return Submission(record=settled.record, provenance=settled.provenance, known_as=known.id, stance=Stance.CORRECTS)


def of_read_file(job: Job, path: Path, reading: Reading, publishers: Publishers) -> Submission:
    """Submit a file that was read, with all that is said of it; raise InvalidRecordError if that is not even a title."""
    extracted = reading.extracted
    layers = [
        *job.layers,
        Layer(Provenance.FILE, credit(extracted.says, publishers)),
        Layer(Provenance.FIRST_PAGES, reading.first_pages),
        Layer(Provenance.FIRST_PAGES, find_publisher(extracted.pages, publishers)),
        Layer(Provenance.RULE, Description(type=DocumentType.NEWSLETTER if reading.items else None)),
        Layer(Provenance.RULE, Description(sources=[SourceRecord(FILE)])),
    ]
    layers.append(by_rule(layers, path.name))
    if not any(layer.says.title for layer in layers):
        raise InvalidRecordError("title: neither the file nor its name has one; give one in a sidecar or as an option.")
    settled = settle(layers)
    return Submission(
        record=settled.record,
        provenance=settled.provenance,
        text=Text(extracted.pages, reading.detected),
        file=DocumentFile(
            filename=clean_line(path.name),
            media_type=extracted.media_type,
            sha256=job.digest,
            size=job.size,
            pages=extracted.page_count,
            text=extracted.origin if extracted.has_text else TextOrigin.NONE,
        ),
        path=path,
    )


def of_mention(item: NewsItem, newsletter: str) -> Submission:
    """Submit a publication that a newsletter lists; the newsletter is where it was seen."""
    says = Description(
        title=item.title,
        type=item.type,
        number=item.number,
        publishers=[item.publisher] if item.publisher else [],
        sources=[SourceRecord(NEWSLETTER, document=newsletter, as_written=item.title)],
    )
    layers = [Layer(Provenance.MENTION, says)]
    settled = settle([*layers, by_rule(layers, "")])
    return Submission(record=settled.record, provenance=settled.provenance, stance=Stance.ADDS, is_mention=True)
