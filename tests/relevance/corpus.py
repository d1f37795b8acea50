"""Reads the law corpus that lies beside the project as records and sections, and fills a library with it.

`python -m tests.relevance.corpus HOME`. What the corpus says is kept: ids, titles, ministries, fields of law, dates. A section
begins at each heading and bears it as its label, so that a hit can point at its paragraph.
"""

from __future__ import annotations

import gzip
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from library.catalogue import Catalogue
from library.document import DocumentType, Page
from library.extract.markdown import extract_markdown
from library.intake import Intake, Submission, Text, Tools
from library.lock import writer_lock
from library.record import MAX_TITLE, Record
from library.report import ImportReport, Tally
from library.settings import Settings
from library.short_titles import short_titles
from tests.relevance.citations import Names
from tests.shared import SHARED

CORPUS = SHARED / "corpus" / "norwegian-laws.jsonl.gz"
SECTION = 3_000  # characters; about a printed page
BATCH = 100  # documents in one transaction
_ENDS = ("\n\n", "\n", ". ", " ")
_TYPES = {"lov": DocumentType.LAW, "forskrift": DocumentType.REGULATION}
_BETWEEN_NAMES = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])")  # the corpus has several ministries without a sign between them


class Law(msgspec.Struct, frozen=True):
    """A law or regulation as the corpus has it."""

    id: str
    """«lov/2005-06-17-62»: kind, date and number, as Lovdata's addresses have it."""
    title: str
    publisher: str
    topics: list[str]
    text: str
    """Markdown."""

    @property
    def date(self) -> str:
        """The day on which it was given: 2005-06-17."""
        return self.id.partition("/")[2][:10]

    @property
    def type(self) -> DocumentType:
        """Law or regulation."""
        return _TYPES[self.id.partition("/")[0]]

    @property
    def publishers(self) -> list[str]:
        """The names of its ministries."""
        return [name for name in _BETWEEN_NAMES.split(self.publisher) if name]


@dataclass(frozen=True, slots=True)
class _Passage:
    """What stands under a heading, or under several that follow each other."""

    headings: tuple[str, ...]
    text: str


def read_corpus(corpus: Path = CORPUS) -> Iterator[Law]:
    """Yield every law and regulation, in the corpus's order."""
    decoder = msgspec.json.Decoder(Law)
    with gzip.open(corpus) as lines:
        yield from map(decoder.decode, lines)


def read_aliases(laws: Iterable[Law]) -> dict[str, tuple[str, ...]]:
    """Return the short titles of each law by its id: those of its own title, then those by which other laws cite it."""
    own, names = dict[str, tuple[str, ...]](), Names()
    for law in laws:
        own[law.id] = short_titles(law.title)
        names.read(law.id, law.text)
    return names.aliases(own)


def to_record(law: Law, aliases: Sequence[str] = ()) -> Record:
    """Describe a law in the exchange format, without its text. A field of law that is no topic of ours becomes a keyword."""
    fields = list(dict.fromkeys(law.topics))
    return Record(
        id=law.id,
        title=law.title,
        aliases=list(aliases),
        type=law.type,
        publishers=law.publishers,
        topics=fields,
        keywords=fields,
        published=law.date,
    )


def to_sections(law: Law) -> tuple[Page, ...]:
    """Return the text in sections of at most SECTION characters, each labelled by the heading that it stands under.

    Headings that nothing stands under but the next heading go with that: a chapter's with its first paragraph.
    """
    read = extract_markdown(law.text.encode(), law.id)
    passages = _joined(passage for page in read.pages for passage in _parted(page, law.title))
    pieces = (piece for passage in passages for piece in _cut(passage))
    return tuple(Page(number, text, label, headings=headings) for number, (label, headings, text) in enumerate(pieces, start=1))


def _parted(page: Page, title: str) -> Iterator[_Passage]:
    """Part a page at its headings, which stand on lines of their own in it; the title is none of them."""
    text, start, above = f"\n{page.text}\n", 0, tuple[str, ...]()
    for heading in page.headings:
        found = text.find(f"\n{heading}\n", start)
        if found < 0:  # one that was broken over two lines
            continue
        if above or text[start:found].strip():
            yield _Passage(above, text[start:found].strip())
        above, start = () if heading == title else (heading,), found + len(heading) + 1
    yield _Passage(above, text[start:].strip())


def _joined(passages: Iterable[_Passage]) -> Iterator[_Passage]:
    """Give the headings under which nothing stands to the passage that follows."""
    waiting = tuple[str, ...]()
    for passage in passages:
        if passage.text:
            yield _Passage((*waiting, *passage.headings), passage.text)
        waiting = () if passage.text else (*waiting, *passage.headings)
    if waiting:
        yield _Passage(waiting, "")


def _cut(passage: _Passage) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield label, headings and text of each piece; the pieces after the first have the label only."""
    label, headings = (passage.headings or ("",))[-1][:MAX_TITLE], passage.headings
    text = "\n\n".join(filter(None, (*headings, passage.text)))
    while len(text) > SECTION:
        end = _end(text)
        yield label, headings, text[:end].rstrip()
        text, headings = text[end:].lstrip("\n "), ()
    if text:
        yield label, headings, text


def _end(text: str) -> int:
    """Return where the last paragraph, line, sentence or word ends that is in reach; of these, the first that there is."""
    ends = (text.rfind(sign, SECTION // 2, SECTION) + len(sign) for sign in _ENDS if sign in text[SECTION // 2 : SECTION])
    return next(ends, SECTION)


def fill(settings: Settings, laws: Iterable[Law], aliases: Mapping[str, Sequence[str]]) -> ImportReport:
    """Take the laws into a library as an import of records does; the same again changes nothing."""
    tally, tools, rest = Tally(), Tools.load(), iter(laws)
    with writer_lock(settings, "import"), Catalogue.open(settings) as catalogue:
        while batch := list(islice(rest, BATCH)):
            with catalogue.writing() as writer:
                intake = Intake(writer, tools)
                for law in batch:
                    sections = to_sections(law)
                    record = to_record(law, aliases.get(law.id, ()))
                    tally.count(intake.take(Submission(record=record, text=Text(*tools.detector.mark(sections)))))
                    tally.pages += len(sections)
    return tally.report()


def main() -> None:
    """Fill the library that the command line names."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.relevance.corpus KARTOTEK_HOME")
    if not CORPUS.is_file():
        sys.exit(f"The law corpus is not here: {CORPUS}")
    started = time.perf_counter()
    aliases = read_aliases(read_corpus())
    report = fill(Settings(home=Path(sys.argv[1])), read_corpus(), aliases)
    print(f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged; {report.pages} sections.")
    print(f"{sum(map(len, aliases.values()))} aliases of {sum(map(bool, aliases.values()))} of them.")
    print(f"New publishers: {', '.join(report.new_publishers) or 'none'}.")
    print(f"Fields of law that are no topic of ours: {len(report.unknown_topics)}.")
    print(f"{time.perf_counter() - started:.0f} seconds.")


if __name__ == "__main__":
    main()
