"""Tells whether two descriptions are of one publication: by DOI, ISBN or series number, else by title, publisher and year."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from library.document import UNDETERMINED, Document, Provenance
from library.identifiers import SeriesNumber, find_doi, find_isbn, parse_series_number
from library.text import fold_name

MIN_LIKENESS = 0.94  # of two titles: «hig huse» for «high use» in 70 characters gives 0.97, another report's title under 0.9
MIN_TITLE = 12  # letters; shorter titles («Årsrapport») are alike by chance
MIN_WORDS = {True: 2, False: 3}  # of such a title, with and without a publisher to go by: every institute has a «Sluttrapport»
MIN_MISPRINTED = 4  # letters of a word in which a misprint is told from another word: «II» is not «I» misprinted
SURE = 0.9  # confidence of a detected language that may keep two descriptions apart
# One number for the budgets of all ministries, each of which publishes its own.
_OF_EACH_MINISTRY = frozenset({("Prop.", "1 S"), ("St.prp.", "1")})
_NORWEGIAN = frozenset({"nb", "nn", "no"})


def identity_keys(document: Document) -> tuple[str, ...]:
    """Return the keys by which another description of the same publication is looked for; one in common is not proof."""
    number = document.number
    found = (
        f"number:{number.key}" if number and number.number else None,
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
    if known.number and new.number and not _may_be_one(known.number, new.number):
        return None
    if known.number == new.number and (_is_cited_alone(new.number) or (new.number and _same_imprint(known, new, loosely=False))):
        return "the same number in the series"
    if _titles(known) & _titles(new) and _same_kind(known, new) and _same_imprint(known, new, loosely=loosely):
        return _in_common(known, new)
    return None


def _in_common(known: Document, new: Document) -> str:
    """«the same title, publisher and year», or as much of that as both say."""
    facts = [
        "title",
        *(["publisher"] if {*known.publishers} & {*new.publishers} else []),
        *(["year"] if new.year and known.year else []),
    ]
    return f"the same {', '.join(facts[:-1])} and {facts[-1]}" if len(facts) > 1 else "the same title"


def may_be_version(known: Document, new: Document) -> bool:
    """Tell whether a new file in a known one's place may be of the same publication: not if both print a number, and another."""
    is_as_sure = known.provenance.get("number") == new.provenance.get("number")  # an editor may have corrected what is printed
    return not (is_as_sure and known.number and new.number) or _may_be_one(known.number, new.number)


def nearly_same(known: Document, new: Document) -> bool:
    """Tell whether the new title is the known one with a misprint or two, of the same kind and language.

    Every digit must be the same. Whether the publisher is, the caller has seen to.
    """
    if not (_same_kind(known, new) and _same_language(known, new)) or (known.year and new.year and known.year != new.year):
        return False
    return any(_nearly(written, title) for written in _wholes(new) for title in _wholes(known))


def _nearly(title: str, another: str) -> bool:
    one, other = _letters(title), _letters(another)
    if min(len(one), len(other)) < MIN_TITLE or _digits(one) != _digits(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    is_like = matcher.real_quick_ratio() >= MIN_LIKENESS <= matcher.quick_ratio() and matcher.ratio() >= MIN_LIKENESS
    return is_like and _differ_within_words(fold_name(title).split(), fold_name(another).split())


def _differ_within_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether words that differ are long and begin alike; «Urban» is not «Rural» misprinted, nor Østfold Vestfold."""
    changes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    pairs = (("".join(one[a:b]), "".join(other[c:d])) for kind, a, b, c, d in changes if kind != "equal")
    return all(
        mine == theirs or (mine[:1] == theirs[:1] and min(len(mine), len(theirs)) >= MIN_MISPRINTED) for mine, theirs in pairs
    )


def _titles(document: Document) -> set[str]:
    """The title alone and with its subtitle, as letters and digits only: a space too much or too little does not count."""
    return {letters for title in _wholes(document) if (letters := _letters(title))}


def _wholes(document: Document) -> set[str]:
    return {document.title, f"{document.title} {document.subtitle or ''}"}


def _letters(title: str) -> str:
    return fold_name(title).replace(" ", "")


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _is_cited_alone(number: SeriesNumber | None) -> bool:
    """Tell whether a number is of a series that is cited without its publisher: NOU, Meld. St. …"""
    if number is None or not number.number or (number.series, number.number) in _OF_EACH_MINISTRY:
        return False
    return parse_series_number(str(number)) == number


def _may_be_one(one: SeriesNumber, other: SeriesNumber) -> bool:
    """Tell whether two numbers are the same, or would be if one of them had the session that it leaves out."""
    sessions = {number.session for number in (one, other) if number.session}
    return (one.series, one.number) == (other.series, other.number) and len(sessions) < 2


def _isbn(document: Document) -> str | None:
    return find_isbn(document.isbn or "")


def _doi(document: Document) -> str | None:
    return find_doi(document.doi or "")


def _same_language(one: Document, other: Document) -> bool:
    """Declared languages must agree; of a detected one, only that it is Norwegian or not is sure enough."""
    if one.declared_language and other.declared_language:
        return one.declared_language == other.declared_language
    languages = {"no" if language in _NORWEGIAN else language for language in map(_sure_language, (one, other))}
    return len(languages - {UNDETERMINED}) < 2


def _sure_language(document: Document) -> str:
    is_sure = document.declared_language or (document.detected and document.detected.confidence >= SURE)
    return document.language if is_sure else UNDETERMINED


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
    is_long = len(_letters(new.title)) >= MIN_TITLE and len(fold_name(new.title).split()) >= MIN_WORDS[bool(publishers)]
    return (is_long and bool(publishers or years)) or (known.publishers, known.year) == (new.publishers, new.year)
