"""Takes described documents and their text into a transaction: identity, what is known already, topics, files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count, islice
from pathlib import Path

from library.copying import restore
from library.describe import Vocabulary, to_document
from library.document import DetectedLanguage, Document, DocumentFile, Page, Provenance
from library.errors import UnreadableFileError
from library.identity import may_be_version, nearly_same, same_publication
from library.language import LanguageDetector, language_conflict
from library.merge import Stance, merge, with_file
from library.publisher_record import check_references
from library.record import Record
from library.report import Taken
from library.text import fold_name
from library.topics import TopicRules, with_topics
from library.vocabulary import Publisher, Publishers, Topics, shipped_publishers, shipped_topics
from library.writer import Outcome, Writer

MAX_LIKENESSES = 3  # that are told of a new document; of twenty «Årsrapport» each is like all others


class OnDuplicate(StrEnum):
    """What to do with a document that is known from elsewhere."""

    MERGE = "merge"
    SKIP = "skip"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Tools:
    """What documents are described with; takes a moment to load, and is loaded when something is taken in."""

    topics: Topics
    rules: TopicRules
    detector: LanguageDetector

    @classmethod
    def load(cls) -> Tools:
        """Load what ships with Kartotek."""
        topics = shipped_topics()
        return cls(topics, TopicRules.of(topics), LanguageDetector.load())


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text, with the language of each page and of the whole."""

    pages: tuple[Page, ...] = ()
    detected: DetectedLanguage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A document as it comes in."""

    record: Record
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    """Of the document's fields; one that is not named has come with a record."""
    text: Text = Text()
    file: DocumentFile | None = None
    path: Path | None = None
    """Where the file lies, if the library does not hold it yet."""
    known_as: str | None = None
    """The id of the document that it is known to be: the same entry of a list or the same bytes brought it before."""
    came_as: str | None = None
    """The id of the document that another file in the same place was; this is a version of it, unless the numbers differ."""
    stance: Stance | None = None
    """How it stands to a document that is known; None: it adds, or corrects what the same source said."""
    is_mention: bool = False
    """Whether it is only a line in another document: then its title may be misprinted."""


class Intake:
    """One transaction's worth of taking in.

    The ids that this run has touched are shared by its transactions: what one list says twice of a document, the second
    time only adds.
    """

    def __init__(
        self, writer: Writer, tools: Tools, on_duplicate: OnDuplicate = OnDuplicate.MERGE, touched: set[str] | None = None
    ) -> None:
        self._writer = writer
        self._tools = tools
        self._on_duplicate = on_duplicate
        self._touched = set() if touched is None else touched
        if not len(writer.publishers()):
            writer.put_publishers(shipped_publishers())
        self._vocabulary = Vocabulary(writer.publishers(), tools.topics, tools.rules)

    @property
    def publishers(self) -> Publishers:
        """All publishers that are known by now."""
        return self._vocabulary.publishers

    def introduce(self, publisher: Publisher, listed: Mapping[str, Publisher]) -> Outcome:
        """Put a publisher as it is described; documents that are taken later may name it.

        Raises InvalidRecordError if it names another that is neither known nor among those listed with it, by key.
        """
        check_references(publisher, self.publishers, listed)
        is_known = publisher.key in self.publishers
        if self.publishers.get(publisher.key) == publisher or not self._writer.put_publishers([publisher]):
            return Outcome.UNCHANGED
        self.recover()
        return Outcome.CHANGED if is_known else Outcome.ADDED

    def recover(self) -> None:
        """Look up the publishers anew: what was learnt in an attempt was undone with it."""
        self._vocabulary = replace(self._vocabulary, publishers=self._writer.publishers())

    def take(self, submission: Submission) -> Taken:
        """Put the document that a submission describes.

        Raises InvalidRecordError if it describes none, UnreadableFileError if its file is no longer what was read.
        """
        described = to_document(submission.record, self._vocabulary, submission.text.pages)
        provenance = {**_of_what_is_said(submission.provenance, described.document), **described.document.provenance}
        document = replace(described.document, detected=submission.text.detected, provenance=provenance)
        known, reason = self._known(document, submission)
        if known and reason and self._on_duplicate is OnDuplicate.SKIP:
            return Taken(id=known.id, outcome=Outcome.SKIPPED, notes=(f"{reason} as {known.id}",))
        result = self._put_together(known, document, submission, reason)
        self._learn(described.new_publishers)
        if submission.path and submission.file:
            self._keep(submission.path, submission.file)
        outcome = self._writer.put(result.document, result.pages)
        self._touched.add(result.document.id)
        return Taken(
            id=result.document.id,
            outcome=outcome,
            new_publishers=tuple(publisher.names.in_language("nb") for publisher in described.new_publishers),
            unknown_topics=described.unknown_topics,
            conflict=language_conflict(result.document.declared_language, result.document.detected),
            notes=result.notes,
        )

    def _known(self, document: Document, submission: Submission) -> tuple[Document | None, str]:
        """Return the document that this is another description of, and what shows it where that had to be found out."""
        if id := submission.record.id or submission.known_as:
            return self._writer.get(id), ""
        if submission.came_as and (known := self._writer.get(submission.came_as)) and may_be_version(known, document):
            return known, ""
        found = sorted(self._writer.find(document), key=lambda known: known.type != document.type)
        reasons = ((known, same_publication(known, document, loosely=_is_loose(submission, known))) for known in found)
        same = next(((known, reason) for known, reason in reasons if reason), None)
        if same is None and submission.is_mention:
            near = (known for known in self._writer.documents_of(document.publishers) if nearly_same(known, document))
            same = next(((known, "nearly the same title") for known in near), None)
        is_taken = submission.is_mention or self._on_duplicate is not OnDuplicate.NEW  # a mention is no copy of anything
        return same if same and is_taken else (None, "")

    def _put_together(self, known: Document | None, document: Document, submission: Submission, reason: str) -> _Result:
        if submission.record.library:
            return self._restored(known, document, submission)
        return self._again(known, document, submission, reason) if known else self._new(document, submission)

    def _restored(self, known: Document | None, copy: Document, submission: Submission) -> _Result:
        """Take back a copy, which is put under its own id and is looked for nowhere else."""
        kept = () if submission.text.pages or known is None else self._writer.pages(known.id)
        restored = restore(known, copy, keeps_text=bool(kept), stance=submission.stance or Stance.WHOLE)
        return _Result(restored.document, submission.text.pages or kept, restored.notes)

    def _new(self, document: Document, submission: Submission) -> _Result:
        files = with_file(document.files, submission.file) if submission.file else document.files
        id = submission.record.id or self._free_id(document.id)
        notes = tuple(islice(self._likenesses(document, id), MAX_LIKENESSES))
        document = _as_written(document, document) if submission.is_mention else document
        return _Result(replace(document, id=id, files=files), submission.text.pages, notes)

    def _likenesses(self, document: Document, id: str) -> Iterable[str]:
        """Tell of documents that might be taken for the same."""
        for known in self._writer.find(document):
            if known.id != id:
                reason = same_publication(known, document, loosely=True)
                yield f"kept apart from {known.id}, which has {reason or 'a title or a number in common with it'}"

    def _again(self, known: Document, document: Document, submission: Submission, reason: str) -> _Result:
        if submission.is_mention:
            document = _as_written(document, known)
        files = with_file(known.files, submission.file, may_be_excerpt=bool(reason)) if submission.file else known.files
        is_beside = submission.file is not None and reason and not _is_primary(submission.file, files)
        stance = Stance.ADDS if is_beside else self._stance(known, document, submission)
        merged = merge(replace(known, files=files), document, stance)
        files = merged.document.files
        brings = submission.text if _brings_text(submission, files, stance) else None
        pages = brings.pages if brings and brings.pages else self._writer.pages(known.id)
        detected = brings.detected if brings and brings.pages else known.detected or document.detected
        result = self._with_topics(replace(merged.document, files=files, detected=detected), pages or submission.text.pages)
        notes = (*((f"known by {reason}",) if reason else ()), *merged.notes, *_file_notes(known, files))
        return _Result(result, pages or submission.text.pages, notes)

    def _stance(self, known: Document, document: Document, submission: Submission) -> Stance:
        if submission.stance:
            return submission.stance
        if known.id in self._touched and not submission.file:
            return Stance.ADDS
        if submission.file or submission.known_as:
            return Stance.CORRECTS
        is_same_source = {source.key for source in known.sources} & {source.key for source in document.sources}
        return Stance.CORRECTS if is_same_source else Stance.ADDS

    def _with_topics(self, document: Document, pages: Sequence[Page]) -> Document:
        """Give topics that a rule gave afresh, for the title or the text may be another now."""
        if document.topics and document.provenance.get("topics") is not Provenance.RULE:
            return document
        provenance = {name: given for name, given in document.provenance.items() if name != "topics"}
        return with_topics(replace(document, topics=(), provenance=provenance), self._tools.rules, pages)

    def _learn(self, added: Sequence[Publisher]) -> None:
        if added:
            self._writer.put_publishers(added)
            self._vocabulary = replace(self._vocabulary, publishers=Publishers([*self.publishers, *added]))

    def _keep(self, path: Path, file: DocumentFile) -> None:
        try:
            with path.open("rb") as content:
                self._writer.keep(content, file.sha256 or "")
        except OSError as error:
            raise UnreadableFileError(f"{file.filename} cannot be read any more: {error.strerror}.") from error

    def _free_id(self, made: str) -> str:
        """Return the made id, numbered if it stands for another publication already."""
        return next(candidate for candidate in _numbered(made) if self._writer.get(candidate) is None)


@dataclass(frozen=True, slots=True)
class _Result:
    document: Document
    pages: tuple[Page, ...]
    notes: tuple[str, ...]


def _of_what_is_said(provenance: Mapping[str, Provenance], document: Document) -> dict[str, Provenance]:
    """Return the provenance of fields that have a value; that of a record goes without saying."""
    return {name: given for name, given in provenance.items() if given is not Provenance.RECORD and getattr(document, name, None)}


def _is_loose(submission: Submission, known: Document) -> bool:
    """Whether publisher or year may be missing: where one of the two is a description alone, there is no second text to lose."""
    return submission.file is None or not any(file.sha256 for file in known.files)


def _as_written(document: Document, known: Document) -> Document:
    """Keep how a mention writes the title only where that is another than the document's own, with or without subtitle."""
    if fold_name(document.title) not in {fold_name(known.title), fold_name(f"{known.title} {known.subtitle or ''}")}:
        return document
    sources = tuple(replace(source, as_written=None) for source in document.sources)
    return replace(document, title=known.title, sources=sources)


def _brings_text(submission: Submission, files: Sequence[DocumentFile], stance: Stance) -> bool:
    """Tell whether the text of a known document shall be the submission's: that of its primary file, or of a record that
    may correct it.
    """
    return _is_primary(submission.file, files) if submission.file else stance is not Stance.ADDS


def _is_primary(file: DocumentFile, files: Sequence[DocumentFile]) -> bool:
    return any(other.is_primary and other.sha256 == file.sha256 for other in files)


def _file_notes(known: Document, files: Sequence[DocumentFile]) -> Iterable[str]:
    held = {file.sha256 for file in known.files}
    for file in files:
        if not file.sha256 or file.sha256 in held:
            continue
        if file.version > 1 and file.is_primary:
            yield f"{file.filename} is version {file.version} of its file; the earlier is kept"
        elif not file.is_primary:
            yield f"{file.filename} is kept beside the file whose text is shown"


def _numbered(id: str) -> Iterable[str]:
    yield id
    for number in count(2):
        yield f"{id}-{number}"
