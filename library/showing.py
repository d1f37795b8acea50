"""Words what the commands print: documents, lists, counts and reports, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from library.catalogue import Statistics
from library.contained import other_languages
from library.document import UNDETERMINED, DetectedLanguage, Document, DocumentFile, Page, Provenance, Source, TextOrigin
from library.language import language_conflict
from library.last_import import LastImport
from library.report import ImportReport
from library.vocabulary import Publishers, Topics
from library.writer import Outcome

_LABEL_WIDTH = 15
_ONE_PERCENT = 0.01
_FEW = 30  # results of an import that are all told
_MOST = 10  # names in one line of a report; the rest are counted
_FIELD_OF_LABEL = {"Language": "declared_language", "Web page": "landing_page", "Series number": "number"}


def show_lines(
    document: Document, pages: Sequence[Page], publishers: Publishers, topics: Topics, *, provenance: bool = False
) -> Iterator[str]:
    """Yield all that is known of a document, a label and a value in each line."""
    for label, values in _facts(document, pages, publishers, topics):
        for value in values:
            given = f"  [{origin}]" if provenance and (origin := _provenance(document, label)) else ""
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


def statistics_lines(statistics: Statistics, publishers: Publishers, last: LastImport | None) -> Iterator[str]:
    """Yield the counts and what the last import did, then the counts by type, language and publisher."""
    yield f"{'Documents:':{_LABEL_WIDTH}} {statistics.documents}"
    yield f"{'With text:':{_LABEL_WIDTH}} {statistics.with_text}"
    yield f"{'Pages:':{_LABEL_WIDTH}} {statistics.pages}"
    yield f"{'Files:':{_LABEL_WIDTH}} {statistics.files} ({_size(statistics.bytes)})"
    if last:
        yield f"{'Last import:':{_LABEL_WIDTH}} {_moment(last.at)}, {_last_import(last)}"
    by_publisher = {_publisher(key, publishers): count for key, count in statistics.by_publisher.items()}
    for title, counts in (("type", statistics.by_type), ("language", statistics.by_language), ("publisher", by_publisher)):
        yield from _counts(title, counts)


def describe_report(report: ImportReport, *, dry_run: bool = False) -> Iterator[str]:
    """Yield what an import did, what failed, and what the editor should look at; after a dry run, what it would do."""
    yield from _results(report, every=dry_run or len(report.results) <= _FEW)
    for problem in report.skipped:
        yield f"Skipped {problem.place}: {problem.sentence}"
    for problem in report.problems:
        yield f"Error in {problem.place}: {problem.sentence}"
    for problem in report.not_understood:
        yield f"Not understood in {problem.place}: {problem.sentence}"
    yield f"{'Nothing is changed; this would be: ' if dry_run else ''}{_summary(report)}."
    if report.without_text:
        yield f"No text (scans): {_some(report.without_text)}."
    if report.new_publishers:
        yield f"New publishers: {_some(report.new_publishers)}."
    if report.changed_publishers:
        yield f"Publishers described anew: {_some(report.changed_publishers)}."
    if report.unknown_topics:
        yield f"No topics of ours, kept as keywords: {_some([f'{name} ({count})' for name, count in report.unknown_topics])}."
    for id, sentence in report.conflicts[:_MOST]:
        yield f"Note on {id}: {sentence}"
    if len(report.conflicts) > _MOST:
        yield f"The languages of {len(report.conflicts) - _MOST} more documents disagree in the same way."


def _results(report: ImportReport, *, every: bool) -> Iterator[str]:
    """Every document of a short import; of a long one, those on which there is something to say."""
    for result in report.results:
        if every or (result.notes and result.outcome is not Outcome.UNCHANGED):
            notes = f" ({'; '.join(result.notes)})" if result.notes else ""
            yield f"{result.place}: {result.outcome} as {result.id}{notes}."


def _last_import(last: LastImport) -> str:
    more = f" and {last.given - len(last.names)} more" if last.given > len(last.names) else ""
    counts = (f"{last.added} added", f"{last.changed} changed", f"{last.unchanged} unchanged")
    rest = ((last.skipped, "skipped"), (last.failed, "failed"))
    return f"{', '.join((*counts, *(f'{count} {what}' for count, what in rest if count)))}: {', '.join(last.names)}{more}"


def _summary(report: ImportReport) -> str:
    counts = (f"{report.added} added", f"{report.changed} changed", f"{report.unchanged} unchanged")
    skipped = (f"{len(report.skipped)} skipped",) if report.skipped else ()
    failed = (f"{report.failed} failed",) if report.failed else ()
    return ", ".join((*counts, *skipped, *failed))


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
    yield "Aliases", document.aliases
    yield "Type", [document.type]
    yield "Series number", _one(document.number)
    yield "Publishers", [_publisher(key, publishers) for key in document.publishers]
    yield "Commissioners", [_publisher(key, publishers) for key in document.commissioners]
    yield "Authors", document.authors
    yield "Committee", _one(document.committee)
    yield "Chair", _one(document.chair)
    yield "Published", _one(document.published)
    yield "Concerns", [f"{document.concerns[0]}–{document.concerns[1]}"] if document.concerns else []
    yield "Language", [_language(document, pages)]
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
    yield "Sources", [_source(source) for source in document.sources]
    yield "First seen", _one(document.first_seen and _moment(document.first_seen))
    yield "Updated", _one(document.updated and _moment(document.updated))


def _provenance(document: Document, label: str) -> str:
    if label in {"Id", "Text", "First seen", "Updated"} or (label == "Language" and not document.declared_language):
        return "library"
    if label in {"Files", "Sources"}:
        return ""  # the lines themselves say where they are from
    field = _FIELD_OF_LABEL.get(label, label.lower())
    return document.provenance.get(field, Provenance.RECORD)


def _language(document: Document, pages: Sequence[Page]) -> str:
    detected = document.detected
    others = "".join(f", with {other.language} ({_share(other.share)})" for other in other_languages(document, pages))
    if document.declared_language is None:
        if detected is None or detected.language == UNDETERMINED:
            return UNDETERMINED
        return f"{detected.language} (detected, confidence {detected.confidence:.2f}){others}"
    if conflict := language_conflict(document.declared_language, detected):
        return f"{document.declared_language} (declared){others}. {conflict}"
    return f"{document.declared_language} (declared{', detected too' if detected and detected.shares else ''}){others}"


def _share(share: float) -> str:
    return f"{share:.0%}" if share >= _ONE_PERCENT else f"less than {_ONE_PERCENT:.0%}"


def _file(file: DocumentFile) -> str:
    facts = (
        file.media_type,
        _size(file.size) if file.size else None,
        f"{file.pages} {'page' if file.pages == 1 else 'pages'}" if file.pages else None,
        {TextOrigin.NONE: "no text", TextOrigin.OCR: "text read by OCR"}.get(file.text),
        f"version {file.version}" if file.version > 1 else None,
        "not the text that is shown" if file.sha256 and not file.is_primary else None,
        file.address,
    )
    elsewhere = f", SHA-256 {file.sha256_elsewhere}" if file.sha256_elsewhere else ""
    held = f"SHA-256 {file.sha256}" if file.sha256 else f"not held{elsewhere}"
    return f"{file.filename} ({', '.join(filter(None, (*facts, held)))})"


def _source(source: Source) -> str:
    mentioned = f"in {source.document}" if source.document else None
    written = f"as «{source.as_written}»" if source.as_written else None
    return " ".join(filter(None, (source.key, source.address, mentioned, written)))


def _row(document: Document, publishers: Publishers) -> tuple[str, str, str, str]:
    names = ", ".join(_publisher(key, publishers) for key in document.publishers)
    return document.id, str(document.year or ""), names, document.title


def _publisher(key: str, publishers: Publishers) -> str:
    publisher = publishers.get(key)
    return publisher.names.in_language("nb") if publisher else key


def _topic(key: str, topics: Topics) -> str:
    topic = topics.get(key)
    return f"{topic.labels.in_language('en')} ({key})" if topic else key


def _moment(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


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
