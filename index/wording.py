"""Gives a folded word back its letters, as a document of the library writes it: «baerekraftig» is «bærekraftig»."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from index.entries import StoredPage
from index.evaluate.arrays import IndexArrays
from index.norwegian.lexicon import with_ligatures
from index.schema import BODY, TEXT_FIELDS
from index.tokens import EXACT, exact_term, normalize, tokens
from library.catalogue import Catalogue
from library.document import Document
from library.errors import UnknownDocumentError


class Wording:
    """Reads words in the documents of one state of the index."""

    def __init__(self, arrays: IndexArrays, ids: Sequence[str], catalogue: Catalogue) -> None:
        self._arrays = arrays
        self._ids = ids
        self._catalogue = catalogue

    def spelled(self, word: str) -> str:
        """Return a folded word in lower case with the letters that the first document that holds it uses.

        A name of the vocabulary that no document's own text has gets the Norwegian letters.
        """
        term = EXACT + word
        held = (field.name for field in TEXT_FIELDS if self._arrays.holds(field.name, term))
        texts = (text for field in held for text in self._texts(field, term))
        found = (token for text in texts for token in tokens(text) if exact_term(normalize(token)) == term)
        return normalize(next(found, with_ligatures(word)))

    def _texts(self, field: str, term: str) -> Iterator[str]:
        """Yield the texts of a document that hold the term: of the body only the page on which it stands."""
        number = self._arrays.postings(field, term).documents[:1]
        id = self._ids[int(number[0])]
        try:
            document = self._catalogue.get(id)
        except UnknownDocumentError:
            return  # removed since the index was opened
        if field != BODY.name:
            yield from _described(document)
            return
        place = int(self._arrays.places(field, term, number).positions[0])
        pages: list[StoredPage] = self._arrays.reader.stored_fields(int(number[0]))["pages"]
        page = pages[bisect_right([start for _, _, start, _ in pages], place) - 1][0]
        yield self._catalogue.page_texts(id, [page]).get(page, "")


def _described(document: Document) -> Iterator[str]:
    yield document.title
    yield from filter(None, (document.subtitle, document.abstract, document.committee, document.chair))
    yield from (*document.aliases, *document.keywords, *document.authors)
