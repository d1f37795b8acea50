"""Which languages a document contains: its own, and each other that enough of its text is written in.

The index, the pages and the commands ask here, so that what is shown is what is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from library.document import UNDETERMINED, Document, LanguageShare, Page
from library.ngrams import count_letters, words_of

# Of all letters that were judged. In a text of a few pages, slides or items, a tenth is something to read; of a report it
# is a chapter, and a page or two that were told wrong stay far below.
MIN_SHARE = 0.1
# On one page of a document in which it has less: the two-page summary of a long report. A summary of 200 words has some 1,050
# letters; half a printed page of references, often in English and easily told wrong, has fewer, for much of it is initials,
# years and signs. Of passages as long as this, one in 400 is told wrong (docs/language.md), of shorter ones more.
WHOLE_PAGE = 1_000


def languages_in(document: Document, pages: Sequence[Page]) -> tuple[str, ...]:
    """Return the languages that a document contains: its own first, then by their share; none if nothing is known.

    Of its pages those in doubtful_languages are enough.
    """
    own = () if document.language == UNDETERMINED else (document.language,)
    return own + tuple(share.language for share in other_languages(document, pages))


def other_languages(document: Document, pages: Sequence[Page]) -> tuple[LanguageShare, ...]:
    """Return the languages beside its own in which a document has text worth naming, the largest share first.

    Of its pages those in doubtful_languages are enough.
    """
    return tuple(share for share in _others(document) if _is_large(share) or _has_whole_page(share.language, pages))


def doubtful_languages(document: Document) -> tuple[str, ...]:
    """Return the languages of which a document has so little that only its pages in them tell whether it contains them."""
    return tuple(share.language for share in _others(document) if not _is_large(share))


def _others(document: Document) -> Iterator[LanguageShare]:
    for share in document.detected.shares if document.detected else ():
        if share.language not in {document.language, UNDETERMINED}:
            yield share


def _is_large(share: LanguageShare) -> bool:
    return share.share >= MIN_SHARE


def _has_whole_page(language: str, pages: Sequence[Page]) -> bool:
    return any(page.language == language and count_letters(words_of(page.text)) >= WHOLE_PAGE for page in pages)
