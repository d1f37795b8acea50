"""Tantivy through its Python package: Snowball's Norwegian stems, facets as aggregations over fast fields.

It is no dependency of ours; where it is not installed (`pip install tantivy`), it is left out.
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench.rivals.engine import FACETS, TOP, Answer, Query, folder_size, read_items

MEMORY = 256_000_000  # bytes for its writer
KEYS = 10_000  # of one facet; more than any has


class Tantivy:
    """Written by as many threads as there are cores."""

    version = version("tantivy")

    def __init__(self) -> None:
        self._tantivy: Any = import_module("tantivy")  # typed by a package that need not be there

    def prepare(self, folder: Path, items: Path) -> None:
        """Need nothing."""

    def build(self, folder: Path, items: Path) -> None:
        index = self._index(folder)
        writer = index.writer(MEMORY, os.cpu_count() or 1)
        for item in read_items(items):
            document = self._tantivy.Document(id=item.id, title=item.title, body=item.text)
            for facet, keys in zip(FACETS, item.facets, strict=True):
                for key in keys:
                    document.add_text(facet.value, key)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def size(self, folder: Path) -> int:
        return folder_size(folder)

    def open(self, folder: Path) -> None:
        self._opened = self._index(folder)
        self._opened.reload()
        self._searcher = self._opened.searcher()

    def ask(self, query: Query) -> Answer:
        parsed = self._opened.parse_query(query.text, ["title", "body"], conjunction_by_default=True)
        found = self._searcher.search(parsed, TOP, count=True)
        wanted = {facet.value: {"terms": {"field": facet.value, "size": KEYS}} for facet in FACETS}
        counted = self._searcher.aggregate(parsed, wanted)
        facets = {name: {bucket["key"]: bucket["doc_count"] for bucket in one["buckets"]} for name, one in counted.items()}
        return Answer(found.count, tuple(self._searcher.doc(address)["id"][0] for _, address in found.hits), facets)

    def postings(self, query: Query) -> int | None:
        return None

    def _index(self, folder: Path) -> Any:
        tantivy, builder = self._tantivy, self._tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for name in ("title", "body"):
            builder.add_text_field(name, tokenizer_name="norwegian")
        for facet in FACETS:
            builder.add_text_field(facet.value, fast=True, tokenizer_name="raw", index_option="basic")
        index = tantivy.Index(builder.build(), str(folder))
        chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        index.register_tokenizer("norwegian", chain.filter(tantivy.Filter.stemmer("norwegian")).build())
        return index
