"""What a document is called: the keys by which a query that is nothing but its name finds it first."""

from __future__ import annotations

from collections.abc import Iterable

from index.norwegian.analyzer import word_terms
from index.tokens import words
from library.document import Document
from library.text import fold_name

_SEPARATOR = " "
_EXACT, _SAME = "=", "~"


def name_keys(document: Document) -> tuple[str, ...]:
    """Return the keys of a document's title, with and without its short title, and of all its other names."""
    title = document.title
    names = (title, title.rpartition("(")[0], title.rpartition("[")[0], f"{title} {document.subtitle or ''}", *document.aliases)
    return tuple(dict.fromkeys(key for name in names if words(name) for key in (exact_name(name), same_name(words(name)))))


def exact_name(text: str) -> str:
    """Return the key of a name just as written, save case, diacritics and punctuation."""
    return _EXACT + fold_name(text)


def same_name(texts: Iterable[str]) -> str:
    """Return the key of a name in any inflection and either written standard, of its normalized words."""
    return _SAME + _SEPARATOR.join(word_terms(text).whole[0] for text in texts)
