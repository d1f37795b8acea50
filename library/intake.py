"""Takes one described document and its text into a transaction: language, topics, identity, and what is known already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from library.describe import Vocabulary, to_document
from library.document import UNDETERMINED, DetectedLanguage, Document, DocumentFile, Page, Provenance
from library.identifiers import parse_series_number
from library.language import LanguageDetector, language_conflict, vote
from library.merge import merge, merge_pages
from library.record import Record
from library.report import Taken
from library.text import fold_name
from library.topics import TopicRules, with_topics
from library.vocabulary import Topics, shipped_publishers, shipped_topics
from library.writer import Writer


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

    def read(self, pages: Sequence[Page]) -> tuple[tuple[Page, ...], DetectedLanguage | None]:
        """Return the pages with the language of each, and the document's; None if there is nothing to judge by."""
        judged = [self.detector.page(page.text) for page in pages]
        marked = tuple(replace(page, language=language.language) for page, language in zip(pages, judged, strict=True))
        voted = vote(judged)
        if voted.language == UNDETERMINED:  # short pages may tell together what none tells alone
            voted = self.detector.detect(page.text for page in pages)
        return marked, voted if pages else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file that comes with a description, and what its fields were taken from."""

    file: DocumentFile
    content: bytes
    provenance: Mapping[str, Provenance]


class Intake:
    """One transaction's worth of taking in."""

    def __init__(self, writer: Writer, tools: Tools) -> None:
        self._writer = writer
        self._tools = tools
        if not len(writer.publishers()):
            writer.put_publishers(shipped_publishers())
        self._vocabulary = Vocabulary(writer.publishers(), tools.topics, tools.rules)

    def take(self, record: Record, pages: Sequence[Page], attached: Attached | None = None) -> Taken:
        """Put the document that a record describes; raise InvalidRecordError if it describes none.

        A whole record takes the place of what the same source said before; with an attached file the description only
        adds to a document that is known already.
        """
        described = to_document(record, self._vocabulary)
        marked, detected = self._tools.read(pages)
        document = replace(described.document, detected=detected)
        if attached:
            given = {name: provenance for name, provenance in attached.provenance.items() if getattr(document, name)}
            document = replace(document, files=(attached.file, *document.files), provenance={**given, **document.provenance})
        if record.id is None:
            document = replace(document, id=self._identity(document))
        old = self._writer.get(document.id)
        if old is not None:
            document = self._again(old, document, whole=attached is None)
            marked = merge_pages(self._writer.pages(document.id), marked)
        self._learn(record)
        return Taken(
            id=document.id,
            outcome=self._writer.put(document, marked, [attached.content] if attached else ()),
            new_publishers=tuple(publisher.names.in_language("nb") for publisher in described.new_publishers),
            unknown_topics=described.unknown_topics,
            conflict=language_conflict(document.declared_language, document.detected),
            has_text=any(page.text for page in marked),
        )

    def _again(self, old: Document, new: Document, *, whole: bool) -> Document:
        """Describe a known document anew; topics that a rule gave are given afresh, for the title may be another now."""
        merged = merge(old, new, whole=whole)
        if merged.provenance.get("topics") is not Provenance.RULE:
            return merged
        provenance = {name: given for name, given in merged.provenance.items() if name != "topics"}
        return with_topics(replace(merged, topics=(), provenance=provenance), self._tools.rules)

    def _learn(self, record: Record) -> None:
        publishers, added = self._vocabulary.publishers.with_new([*record.publishers, *record.commissioners])
        if added:
            self._writer.put_publishers(added)
            self._vocabulary = replace(self._vocabulary, publishers=publishers)

    def _identity(self, document: Document) -> str:
        """Return the made id, numbered if it stands for another publication already."""
        for candidate in _numbered(document.id):
            holder = self._writer.get(candidate)
            if holder is None or is_same_publication(holder, document):
                return candidate
        raise AssertionError("unreachable: the candidates have no end")


def is_same_publication(one: Document, other: Document) -> bool:
    """Tell whether two descriptions with the same made id are of one publication in one language."""
    languages = {one.declared_language, other.declared_language} - {None}
    if len(languages) > 1:
        return False
    if one.number and one.number == other.number and parse_series_number(str(one.number)):
        return True
    publishers = one.publishers, other.publishers
    return fold_name(one.title) == fold_name(other.title) and (publishers[0] == publishers[1] or () in publishers)


def _numbered(id: str) -> Iterable[str]:
    yield id
    for number in count(2):
        yield f"{id}-{number}"
