"""Our query language: turns what a user wrote into a tree. Never raises on user text; says what it left out.

Words (all wanted), "exact phrases", OR between alternatives, -without, prefix*, field:value, and series numbers
in any spelling. The tree knows nothing of an engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.analysis import stop_words
from index.engine import Notice, NoticeCode
from index.tokens import normalize, words
from library.cleaning import clean_line
from library.identifiers import SeriesNumber, find_series_numbers
from library.text import fold

MAX_CHARACTERS = 1_000  # a long paragraph; what follows is left out, and said to be
MAX_WORDS = 150  # of a phrase; a quoted sentence has fewer
MAX_ITEMS = 32  # words, phrases and fields; each costs a look-up in every field
MIN_PREFIX = 2  # letters before *


class QueryField(StrEnum):
    """What a word can be limited to."""

    TITLE = "title"
    AUTHOR = "author"
    PUBLISHER = "publisher"
    TOPIC = "topic"
    TYPE = "type"
    LANGUAGE = "language"
    CONTAINS = "contains"
    YEAR = "year"


# Names are folded before they are looked up: «Språk» = «sprak», «år» = «aar».
FIELD_NAMES = {
    fold(name): query_field
    for query_field, names in {
        QueryField.TITLE: "title tittel",
        QueryField.AUTHOR: "author forfatter forfattar",
        QueryField.PUBLISHER: "publisher utgiver utgjevar utgivar",
        QueryField.TOPIC: "topic tema emne",
        QueryField.TYPE: "type",
        QueryField.LANGUAGE: "language språk sprak",
        QueryField.CONTAINS: "contains inneholder inneheld",
        QueryField.YEAR: "year år ar",
    }.items()
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any inflection."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Row:
    """Words in this order, each in any inflection: what is written in one with a sign between, such as KU-forskriften."""

    words: tuple[str, ...]
    sign: str = "-"

    def __str__(self) -> str:
        return self.sign.join(self.words)


@dataclass(frozen=True, slots=True)
class Same:
    """Nodes that mean the same, what was written first; the others are not in the language itself but come of lists."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return str(self.nodes[0])


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exact words in this order."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return f'"{" ".join(self.words)}"'


@dataclass(frozen=True, slots=True)
class Prefix:
    """All words that begin so."""

    text: str

    def __str__(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True, slots=True)
class Number:
    """A document's number in a series; other documents that hold its words answer too, further down."""

    number: SeriesNumber
    words: tuple[str, ...]

    def __str__(self) -> str:
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Fielded:
    """A field's value, as written."""

    field: QueryField
    value: str
    is_phrase: bool = False

    def __str__(self) -> str:
        return f'{self.field}:"{self.value}"' if " " in self.value or self.is_phrase else f"{self.field}:{self.value}"


@dataclass(frozen=True, slots=True)
class Not:
    """Documents without this."""

    node: Node

    def __str__(self) -> str:
        return f"-{self.node}"


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.nodes))


@dataclass(frozen=True, slots=True)
class And:
    """All of these; everything if there are none."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(map(str, self.nodes))


Node = Word | Row | Same | Phrase | Prefix | Number | Fielded | Not | Or | And


def without_stop_words(nodes: Sequence[Node]) -> Sequence[Node]:
    """Leave out words without a meaning of their own, unless the query holds nothing else to look for."""
    kept = [node for node in nodes if not (isinstance(node, Word) and fold(node.text) in stop_words())]
    return kept if any(not isinstance(node, Not) for node in kept) else nodes


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """What was understood and what should be said about it."""

    root: And
    notices: tuple[Notice, ...] = ()

    def __str__(self) -> str:
        return str(self.root)


_QUOTES = '"“”„«»'
_ITEM = re.compile(
    rf"""(?P<minus>(?<!\S)-(?=\S))?
         (?:(?P<field>[^\W\d_]+):(?=[^\s:]))?
         (?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}] | (?P<stray>[{_QUOTES}]) | (?P<bare>[^\s{_QUOTES}]+) )""",
    re.VERBOSE,
)
_SIGN = re.compile(r"(?<=[^\W_])[-–./](?=[^\W_])")
_ANY_SIGN = "/"  # in the place of signs that mean something else in a query
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
_OR = frozenset({"OR", "ELLER"})


def parse_query(text: str) -> ParsedQuery:
    """Understand a query; an empty one wants everything."""
    notices: list[Notice] = []
    kept = clean_line(text)
    items = list(_items(kept[:MAX_CHARACTERS], notices))
    notices.extend(_cut(kept, items))
    items = items[:MAX_ITEMS]
    nodes = tuple(_alternatives(items))
    if kept and not nodes:
        notices.append(Notice(NoticeCode.NOTHING_TO_SEARCH, kept[:MAX_CHARACTERS]))
    return ParsedQuery(And(nodes), tuple(dict.fromkeys(notices)))


def _cut(text: str, items: Sequence[Node | None]) -> Iterator[Notice]:
    """Yield what to say of a query that is too long to be searched for whole."""
    count = str(sum(item is not None for item in items[:MAX_ITEMS]))
    if len(text) > MAX_CHARACTERS:
        yield Notice(NoticeCode.TOO_LONG, count)
    elif len(items) > MAX_ITEMS:
        yield Notice(NoticeCode.TOO_MANY_WORDS, count)


def _items(text: str, notices: list[Notice]) -> Iterator[Node | None]:
    """Yield the nodes of the query in order, with None where the word OR stands."""
    numbers = {start: (end, number) for start, end, number in find_series_numbers(text)}
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        negated = text[position] == "-" and position + 1 in numbers and (position == 0 or text[position - 1].isspace())
        if (start := position + negated) in numbers:
            end, number = numbers[start]
            node: Node = Number(number, tuple(words(str(number))))
            yield Not(node) if negated else node
        else:
            match = _ITEM.match(text, position)
            assert match is not None  # one of the three alternatives takes any character that is no space
            end = _before_number(match, numbers)
            yield from _item(match, text[match.start("bare") : end], notices)
        position = end


def _before_number(match: re.Match[str], numbers: Iterable[int]) -> int:
    """Return where an item ends, which is where a series number begins in it: «(NOU 2020: 12)»."""
    if match["bare"] is None:
        return match.end()
    return min((start for start in numbers if match.start("bare") < start < match.end()), default=match.end())


def _item(match: re.Match[str], bare: str, notices: list[Notice]) -> Iterator[Node | None]:
    if match["stray"]:
        notices.append(Notice(NoticeCode.UNBALANCED_QUOTE))
        return
    if bare in _OR and not match["minus"] and not match["field"]:
        yield None
        return
    value = match["phrase"] if match["phrase"] is not None else bare
    is_phrase = match["phrase"] is not None
    query_field = FIELD_NAMES.get(fold(match["field"] or ""))
    if match["field"] and query_field is None:
        value, is_phrase = (f"{match['field']} {value}", False)
    node = _fielded(query_field, value, is_phrase) if query_field else _plain(value, is_phrase, notices)
    if node is not None:
        yield Not(node) if match["minus"] else node


def _fielded(query_field: QueryField, value: str, is_phrase: bool) -> Node | None:
    return Fielded(query_field, value, is_phrase) if words(value) else None


def _plain(value: str, is_phrase: bool, notices: list[Notice]) -> Node | None:
    found = words(value)
    if not found:
        return None
    if len(found) > MAX_WORDS:
        found = found[:MAX_WORDS]
        notices.append(Notice(NoticeCode.TOO_LONG, str(MAX_WORDS)))
    if is_phrase:
        return Phrase(tuple(found))
    if len(found) == 1:
        return _word_or_prefix(value, found[0], notices)
    signs = _SIGN.findall(value)
    row = Row(tuple(found), signs[0] if signs else _ANY_SIGN)
    return Same((row, Word(normalize("".join(found))))) if _HYPHENATED.fullmatch(value) else row  # «e-post» is also «epost»


def _word_or_prefix(value: str, word: str, notices: list[Notice]) -> Node:
    if not value.endswith("*"):
        return Word(word)
    if len(word) < MIN_PREFIX:
        notices.append(Notice(NoticeCode.PREFIX_TOO_SHORT, word))
        return Word(word)
    return Prefix(word)


def _alternatives(items: Iterable[Node | None]) -> Iterator[Node]:
    """Join the nodes on either side of an OR; a stray OR at an end is no more than left out."""
    group: list[Node] = []
    joined = False
    for item in items:
        if item is None:
            joined = bool(group)
            continue
        if group and not joined:
            yield _either(group)
            group = []
        group.append(item)
        joined = False
    if group:
        yield _either(group)


def _either(group: list[Node]) -> Node:
    return group[0] if len(group) == 1 else Or(tuple(group))
