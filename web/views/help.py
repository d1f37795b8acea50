"""What can be written in the search box, by examples in the reader's language, and the forms in which a search can be had.

The examples find something in the library that ships with Kartotek.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.engine import SearchRequest
from web.addresses import export_address, feed_address, search_address
from web.exports.formats import Format, Separator
from web.exports.links import LABELS
from web.texts import Texts, mark

# (what is written in bokmål, nynorsk and English, what that finds)
EXAMPLES: tuple[tuple[Mapping[str, str], str], ...] = (
    ({"nb": "distrikt utvikling", "nn": "distrikt utvikling", "en": "nordic regions"}, mark("documents with both words")),
    (
        {"nb": '"regional utvikling"', "nn": '"regional utvikling"', "en": '"regional development"'},
        mark("the words in exactly this order"),
    ),
    ({"nb": "by OR tettsted", "nn": "by OR tettstad", "en": "urban OR city"}, mark("either word")),
    (
        {"nb": "reiseliv -cruise", "nn": "reiseliv -cruise", "en": "nordic -climate"},
        mark("the first word, and not the second"),
    ),
    ({"nb": "kommun*", "nn": "kommun*", "en": "region*"}, mark("all words that begin so")),
    (
        {"nb": "NOU 2020: 12", "nn": "NOU 2020: 12", "en": "NOU 2020: 12"},
        mark("a document by its number, in any spelling"),
    ),
    ({"nb": "tittel:klima", "nn": "tittel:klima", "en": "title:nordic"}, mark("a word in the title")),
    ({"nb": "forfatter:hansen", "nn": "forfattar:hansen", "en": "author:hansen"}, mark("an author")),
    ({"nb": "utgiver:nordregio", "nn": "utgjevar:nordregio", "en": "publisher:nordregio"}, mark("a publisher")),
    ({"nb": "tema:bolig", "nn": "tema:bustad", "en": "topic:housing"}, mark("a topic")),
    ({"nb": "type:nou", "nn": "type:nou", "en": "type:nou"}, mark("a type of document")),
    ({"nb": "språk:nynorsk", "nn": "språk:nynorsk", "en": "language:english"}, mark("the language of the document")),
    (
        {"nb": "inneholder:nynorsk", "nn": "inneheld:nynorsk", "en": "contains:english"},
        mark("a language that at least a part of the document is written in"),
    ),
    ({"nb": "år:2018..2020", "nn": "år:2018..2020", "en": "year:2018..2020"}, mark("the years of publication")),
)

FEED = mark("Feed (Atom) that tells of new documents")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleView:
    """Something to write, what it finds, and how many documents that are here and now."""

    query: str
    meaning: str
    address: str
    found: int


def example_queries(language: str) -> list[SearchRequest]:
    """Return the searches of the examples."""
    return [SearchRequest(query=queries[language], size=1) for queries, _ in EXAMPLES]


def example_views(found: list[int], texts: Texts, language: str) -> Iterator[ExampleView]:
    """Yield the examples with how many documents each of them found."""
    for (queries, meaning), number in zip(EXAMPLES, found, strict=True):
        yield ExampleView(
            query=queries[language],
            meaning=texts.get(language, meaning),
            address=search_address(language, SearchRequest(query=queries[language])),
            found=number,
        )


@dataclass(frozen=True, slots=True)
class ExportView:
    """A form of a search: what is added to its address, and the first example in that form."""

    parameters: tuple[str, ...]
    meaning: str
    address: str


def export_views(texts: Texts, language: str) -> Iterator[ExportView]:
    """Yield the forms in which every search can be had: first as a feed, then as files."""
    request = SearchRequest(query=EXAMPLES[0][0][language])
    yield ExportView((f"format={Format.ATOM}",), texts.get(language, FEED), feed_address(language, request))
    for export, label in LABELS.items():
        parted = (f"separator={export.separator}",) if export.separator is not Separator.COMMA else ()
        address = export_address(language, request, export.format, export.separator)
        yield ExportView((f"format={export.format}", *parted), texts.get(language, label), address)
