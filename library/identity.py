"""Tells whether two descriptions are of one publication: by DOI, ISBN or series number, else by title, publisher and year."""

from __future__ import annotations

from difflib import SequenceMatcher

from library.document import UNDETERMINED, Document, Provenance
from library.identifiers import SeriesNumber, find_doi, find_isbn, parse_series_number
from library.text import fold_name

MIN_LIKENESS = 0.94  # of two titles: «hig huse» for «high use» in 70 characters gives 0.97, another report's title under 0.9
MIN_TITLE = 12  # letters; shorter titles («Årsrapport») are alike by chance
_NORWEGIAN = frozenset({"nb", "nn", "no"})


def identity_keys(document: Document) -> tuple[str, ...]:
    """Return the keys by which another description of the same publication is looked for; one in common is not proof."""
    number = _cited_alone(document.number)
    found = (
        f"number:{number.key}" if number else None,
        f"isbn:{isbn}" if (isbn := _isbn(document)) else None,
        f"doi:{doi}" if (doi := _doi(document)) else None,
        *(f"title:{title}" for title in sorted(_titles(document))),
    )
    return tuple(key for key in found if key)


def same_publication(known: Document, new: Document, *, loosely: bool = False) -> str | None:
    """Return what shows that a new description is of a known publication («the same ISBN»); None if nothing does.

    Loosely: a new description that has no publisher or no year is content with the other of the two; meant for lists and
    mentions, not for files, of which many may be called «Rapport».
    """
    if (doi := _doi(new)) and doi == _doi(known):
        return "the same DOI"
    if (isbn := _isbn(new)) and isbn == _isbn(known):
        return "the same ISBN"
    if not _same_language(known, new):
        return None
    one, other = _cited_alone(known.number), _cited_alone(new.number)
    if one and other:
        return "the same number in the series" if one == other else None
    if known.number and new.number and known.number != new.number:
        return None
    if _titles(known) & _titles(new) and _same_kind(known, new) and _same_imprint(known, new, loosely=loosely):
        return "the same title, publisher and year"
    return None


def nearly_same(known: Document, new: Document) -> bool:
    """Tell whether the new title is the known one with a misprint or two, of the same kind and language.

    Every digit must be the same. Whether the publisher is, the caller has seen to.
    """
    if not (_same_kind(known, new) and _same_language(known, new)) or (known.year and new.year and known.year != new.year):
        return False
    return any(_nearly(written, title) for written in _titles(new) for title in _titles(known))


def _nearly(one: str, other: str) -> bool:
    if min(len(one), len(other)) < MIN_TITLE or _digits(one) != _digits(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= MIN_LIKENESS <= matcher.quick_ratio() and matcher.ratio() >= MIN_LIKENESS


def _titles(document: Document) -> set[str]:
    """The title alone and with its subtitle, as letters and digits only: a space too much or too little does not count."""
    whole = f"{document.title} {document.subtitle}" if document.subtitle else document.title
    return {letters for title in (document.title, whole) if (letters := _letters(title))}


def _letters(title: str) -> str:
    return fold_name(title).replace(" ", "")


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _cited_alone(number: SeriesNumber | None) -> SeriesNumber | None:
    """A number of a series that is cited without its publisher: NOU, Meld. St. …"""
    return number if number and number.number and parse_series_number(str(number)) == number else None


def _isbn(document: Document) -> str | None:
    return find_isbn(document.isbn or "")


def _doi(document: Document) -> str | None:
    return find_doi(document.doi or "")


def _same_language(one: Document, other: Document) -> bool:
    """Declared languages must agree; of a detected one, only that it is Norwegian or not is sure enough."""
    if one.declared_language and other.declared_language:
        return one.declared_language == other.declared_language
    languages = {"no" if document.language in _NORWEGIAN else document.language for document in (one, other)}
    return len(languages - {UNDETERMINED}) < 2


def _same_kind(known: Document, new: Document) -> bool:
    """A policy brief may bear its report's title; a type that a rule gave says nothing."""
    is_guess = any(document.provenance.get("type") is Provenance.RULE for document in (known, new))
    subtitles = {fold_name(document.subtitle) for document in (known, new) if document.subtitle}
    return (is_guess or known.type == new.type) and len(subtitles) < 2


def _same_imprint(known: Document, new: Document, *, loosely: bool) -> bool:
    """Whether publisher and year agree; loosely, one of them may be missing, or all of them on both sides."""
    publishers = bool({*known.publishers} & {*new.publishers}) if known.publishers and new.publishers else None
    years = known.year == new.year if known.year and new.year else None
    if not loosely:
        return bool(publishers and years)
    if False in {publishers, years}:
        return False
    is_telling = len(_letters(new.title)) >= MIN_TITLE and bool(publishers or years)
    return is_telling or (known.publishers, known.year) == (new.publishers, new.year)
