"""Whoosh as it comes: its writer, its Norwegian analyser (stop words, Snowball's stems), its parser and its searcher.

Facets are grouped by columns, the quickest that it has: what a document has of one facet is one value, which is taken apart
when all is counted.
"""

from __future__ import annotations

from collections import Counter
from importlib.metadata import version
from pathlib import Path

from whoosh import fields, index, sorting
from whoosh.analysis import LanguageAnalyzer
from whoosh.qparser import MultifieldParser, QueryParser
from whoosh.searching import Searcher

from index.schema import SEPARATOR
from tests.bench.rivals.engine import FACETS, TOP, Answer, Query, folder_size, read_items

MEMORY = 256  # MB for its writer, twice what it takes if it is not told


class PlainWhoosh:
    """Whoosh's own index."""

    version = version("whoosh3")
    _searcher: Searcher
    _parser: QueryParser

    def prepare(self, folder: Path, items: Path) -> None:
        """Need nothing."""

    def build(self, folder: Path, items: Path) -> None:
        analyzer = LanguageAnalyzer("no")
        schema = fields.Schema(id=fields.ID(stored=True), title=fields.TEXT(analyzer), body=fields.TEXT(analyzer))
        for facet in FACETS:
            schema.add(facet.value, fields.ID(sortable=True))
        with index.create_in(str(folder), schema).writer(limitmb=MEMORY) as writer:
            for item in read_items(items):
                keys = {facet.value: SEPARATOR.join(keys) for facet, keys in zip(FACETS, item.facets, strict=True)}
                writer.add_document(id=item.id, title=item.title, body=item.text, **keys)

    def size(self, folder: Path) -> int:
        return folder_size(folder)

    def open(self, folder: Path) -> None:
        opened = index.open_dir(str(folder))
        self._searcher = opened.searcher()
        self._parser = MultifieldParser(["title", "body"], opened.schema)

    def ask(self, query: Query) -> Answer:
        grouped = {facet.value: sorting.FieldFacet(facet.value) for facet in FACETS}
        found = self._searcher.search(self._parser.parse(query.text), limit=TOP, groupedby=grouped, maptype=sorting.Count)
        facets = {facet.value: _apart(found.groups(facet.value)) for facet in FACETS}
        return Answer(len(found), tuple(hit["id"] for hit in found[:TOP]), facets)

    def postings(self, query: Query) -> int | None:
        return None


def _apart(joined: dict[str, int]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for keys, count in joined.items():
        for key in filter(None, keys.split(SEPARATOR)):
            counted[key] += count
    return counted
