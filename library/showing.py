"""Words what the commands print: documents, lists, counts and reports, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from library.catalogue import Statistics
from library.describe import to_record
from library.document import UNDETERMINED, DetectedLanguage, Document, DocumentFile, Page, Provenance
from library.language import language_conflict
from library.report import ImportReport, Taken
from library.vocabulary import Publishers, Topics

_LABEL_WIDTH = 15
_MOST = 10  # names in one line of a report; the rest are counted
_FIELD_OF_LABEL = {"Language": "declared_language", "Web page": "landing_page", "Series number": "number"}


def as_json(document: Document, pages: Sequence[Page], publishers: Publishers) -> str:
    """Return a document in the exchange format, on one line."""
    return msgspec.json.encode(to_record(document, pages, publishers)).decode()


def show_lines(
    document: Document, pages: Sequence[Page], publishers: Publishers, topics: Topics, *, provenance: bool = False
) -> Iterator[str]:
    """Yield all that is known of a document, a label and a value in each line."""
    for label, values in _facts(document, pages, publishers, topics):
        for value in values:
            given = f"  [{_provenance(document, label)}]" if provenance else ""
            yield f"{label + ':':{_LABEL_WIDTH}} {value}{given}"


def list_lines(documents: Sequence[Document], publishers: Publishers, *, width: int | None) -> Iterator[str]:
    """Yield id, year, publishers and title of each document: parted by tabs, or in columns of a terminal's width."""
    rows = [_row(document, publishers) for document in documents]
    if width is None:
        yield from ("\t".join(row) for row in rows)
        return
    id_width = min(max((len(row[0]) for row in rows), default=0), width // 3)
    for id, year, publisher, title in rows:
        shown = publisher if len(publisher) <= width // 5 else publisher[: width // 5 - 1] + "…"
        line = f"{id:{id_width}}  {year or '–':4}  {shown:{width // 5}}  {title}"
        yield line if len(line) <= width else line[: max(width - 1, len(id))] + "…"  # an id is there to be copied


def statistics_lines(statistics: Statistics, publishers: Publishers) -> Iterator[str]:
    """Yield the counts, then those by type, language and publisher."""
    yield f"{'Documents:':{_LABEL_WIDTH}} {statistics.documents}"
    yield f"{'With text:':{_LABEL_WIDTH}} {statistics.with_text}"
    yield f"{'Pages:':{_LABEL_WIDTH}} {statistics.pages}"
    yield f"{'Files:':{_LABEL_WIDTH}} {statistics.files} ({_size(statistics.bytes)})"
    by_publisher = {_publisher(key, publishers): count for key, count in statistics.by_publisher.items()}
    for title, counts in (("type", statistics.by_type), ("language", statistics.by_language), ("publisher", by_publisher)):
        yield from _counts(title, counts)


def describe_report(report: ImportReport) -> Iterator[str]:
    """Yield what an import did, what failed, and what the editor should look at."""
    for problem in report.problems:
        yield f"Error in {problem.place}: {problem.sentence}"
    failed = f", {report.failed} failed" if report.failed else ""
    yield f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged{failed}."
    if report.new_publishers:
        yield f"New publishers: {_some(report.new_publishers)}."
    if report.unknown_topics:
        yield f"No topics of ours, kept as keywords: {_some([f'{name} ({count})' for name, count in report.unknown_topics])}."
    for id, sentence in report.conflicts[:_MOST]:
        yield f"Note on {id}: {sentence}"
    if len(report.conflicts) > _MOST:
        yield f"The languages of {len(report.conflicts) - _MOST} more documents disagree in the same way."


def describe_taken(taken: Taken, name: str) -> Iterator[str]:
    """Yield what adding a file did."""
    yield f"{name}: {taken.outcome} as {taken.id}."
    if not taken.has_text:
        yield f"Note: {name} has no text layer; the document is found by its description only."
    if taken.new_publishers:
        yield f"New publishers: {_some(taken.new_publishers)}."
    if taken.unknown_topics:
        yield f"No topics of ours, kept as keywords: {_some(taken.unknown_topics)}."
    if taken.conflict:
        yield f"Note: {taken.conflict}"


def describe_language(detected: DetectedLanguage, pages: Sequence[str]) -> Iterator[str]:
    """Yield a document's language, the shares, and the pages of each language where there are several."""
    if detected.language == UNDETERMINED:
        yield f"{UNDETERMINED}: there is too little text to tell."
        return
    yield f"{detected.language} (confidence {detected.confidence:.2f})"
    yield from (f"{share.language:4} {share.share:7.1%} of the letters" for share in detected.shares)
    if len(set(pages)) > 1:
        yield from (f"page {run}: {language}" for run, language in _runs(pages))


def _facts(
    document: Document, pages: Sequence[Page], publishers: Publishers, topics: Topics
) -> Iterator[tuple[str, Sequence[str]]]:
    yield "Id", [document.id]
    yield "Title", [document.title]
    yield "Subtitle", _one(document.subtitle)
    yield "Type", [document.type]
    yield "Series number", _one(document.number)
    yield "Publishers", [_publisher(key, publishers) for key in document.publishers]
    yield "Commissioners", [_publisher(key, publishers) for key in document.commissioners]
    yield "Authors", document.authors
    yield "Committee", _one(document.committee)
    yield "Chair", _one(document.chair)
    yield "Published", _one(document.published)
    yield "Concerns", [f"{document.concerns[0]}–{document.concerns[1]}"] if document.concerns else []
    yield "Language", [_language(document)]
    yield "Topics", [_topic(key, topics) for key in document.topics]
    yield "Keywords", _one(", ".join(document.keywords))
    yield "Abstract", _one(document.abstract)
    yield "Web page", _one(document.landing_page)
    yield "Files", [_file(file) for file in document.files]
    yield "Text", [f"{len(pages)} {'page' if len(pages) == 1 else 'pages or sections'}"] if pages else ["none"]
    yield "ISBN", _one(document.isbn)
    yield "ISSN", _one(document.issn)
    yield "DOI", _one(document.doi)
    yield "Note", _one(document.note)
    yield "Sources", [" ".join(filter(None, (source.key, source.address))) for source in document.sources]
    yield "First seen", _one(document.first_seen and document.first_seen.astimezone().strftime("%Y-%m-%d %H:%M"))
    yield "Updated", _one(document.updated and document.updated.astimezone().strftime("%Y-%m-%d %H:%M"))


def _provenance(document: Document, label: str) -> str:
    if label in {"Id", "Text", "First seen", "Updated"} or (label == "Language" and not document.declared_language):
        return "library"
    if label in {"Files", "Sources"}:
        return ", ".join(dict.fromkeys(source.key for source in document.sources)) or Provenance.RECORD
    field = _FIELD_OF_LABEL.get(label, label.lower())
    return document.provenance.get(field, Provenance.RECORD)


def _language(document: Document) -> str:
    detected = document.detected
    if document.declared_language is None:
        if detected is None or detected.language == UNDETERMINED:
            return UNDETERMINED
        return f"{detected.language} (detected, confidence {detected.confidence:.2f})"
    if conflict := language_conflict(document.declared_language, detected):
        return f"{document.declared_language} (declared). {conflict}"
    return f"{document.declared_language} (declared{', detected too' if detected and detected.shares else ''})"


def _file(file: DocumentFile) -> str:
    facts = (
        file.media_type,
        _size(file.size) if file.size else None,
        f"{file.pages} pages" if file.pages else None,
        file.address,
    )
    held = f"SHA-256 {file.sha256}" if file.sha256 else "not held"
    return f"{file.filename} ({', '.join(filter(None, (*facts, held)))})"


def _row(document: Document, publishers: Publishers) -> tuple[str, str, str, str]:
    names = ", ".join(_publisher(key, publishers) for key in document.publishers)
    return document.id, str(document.year or ""), names, document.title


def _publisher(key: str, publishers: Publishers) -> str:
    publisher = publishers.get(key)
    return publisher.names.in_language("nb") if publisher else key


def _topic(key: str, topics: Topics) -> str:
    topic = topics.get(key)
    return f"{topic.labels.in_language('en')} ({key})" if topic else key


def _one(value: object) -> Sequence[str]:
    return [str(value)] if value else []


def _counts(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield f"\nBy {title}:"
        yield from (f"{count:7}  {name}" for name, count in Counter(counts).most_common())


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def _size(count: int) -> str:
    size = float(count)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def _runs(pages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """«nb nb en» → 1–2: nb, 3: en."""
    for language, run in groupby(enumerate(pages, start=1), key=lambda page: page[1]):
        numbers = [number for number, _ in run]
        yield (f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])), language
