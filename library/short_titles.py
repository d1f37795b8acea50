"""Reads the short titles that laws and regulations have in brackets: «Lov om kommuner og fylkeskommuner (kommuneloven)».

After what Lovdata and the Storting write. A bracket may also say what a change is about, or which body an abbreviation stands
for; what is no name by its form is passed over.
"""

from __future__ import annotations

import re

# What may stand after it: a stop, «mv.», or a number in a ministry's own series («BSL C 5-2a»).
_AFTER = r"(?:[\s.,]|m\.?\s?[mv]\.|\b[A-Z]{2,4}\s[A-Z]\s\d[\w-]*)*"
_LAST_BRACKET = re.compile(rf"\s*[(\[]([^()\[\]]*)[)\]]{_AFTER}\Z")
# «Forskrift om endring i forskrift om taubaner (taubaneforskriften)» has another's name in its bracket.
_ANOTHER_ACT = re.compile(
    r"\b(?:til|i|av|etter|fra|frå|for|og|under|ved)\s+(lov|forskrift)\s+(?:om|av|til|for|\d)", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r"\s+[–—-]\s+|;\s*|\s+eller\s+")
_QUOTES = "«»“”„\"' "

# What a law or regulation is called, indefinite and definite, in both written standards.
_ACT = (
    r"(?:lov(?:en|a|i)?|forskrift(?:en|a|i)?|kodeks(?:en)?|reglement(?:et)?|instruks(?:en)?|regulativ(?:et)?|tariff(?:en)?"
    r"|vedtekt(?:er|ene|ane)|regl(?:ene|ane|er|ar)|tra[kc]taten)"
)
_WORD = r"[\w&/]+(?:-[\w&/]+)*-?"
_WORDS = rf"(?:{_WORD},?\s+){{0,4}}"  # «likestillings- og diskrimineringsloven», «økonomiforskrift til barnehageloven»
_COMPOUND = rf"[\w&/-]*[\w-]{_ACT}"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_WORDS}{_COMPOUND}",
        rf"(?:(?:og|\w+(?:sk|ell|al|[ai]v|[ai]nt|ende|lig|leg)e?)\s+){{1,3}}{_ACT}",  # «byggteknisk forskrift»
        rf"(?:{_WORD}\s+){{0,2}}{_COMPOUND}\s+(?:for\s+\S.{{0,60}}|\d{{1,4}})",  # «energimerkeforskriften for produkter»
        r"(?:lov|forskrift)\s+(?:om|for)\s+\S.{2,70}",
    )
)
# They have the form, but tell what a text does and not what it is called.
_NO_NAME = re.compile(
    r"(?:.*\s)?(?:endrings|samle|ramme)?(?:lov|forskrift)(?:en|a)?|(?:særlov|fullmaktslov|endringslov)(?:er|en|a)?"
    r"|(?:jfr?\b|ny|nye|nytt|endringa?r?|endra|opphevet|oppheva|tidligere|tidlegare|gjennomføring|hjemmel|heimel|heretter"
    r"|kun|gjelder|gjeld|etter|i|se|sjå|som|del av|delar av|deler av|unntatt|ikke|ikkje|samt|fra|frå|og)\s.*"
    r"|\S*\s?(?:regler|reglar)\s.*|.*\s(?:regler|reglar|reglene|reglane)",
    re.IGNORECASE,
)
_KEPT = re.compile(r"(?:\w+(?:sk|ell)\s|rammeforskriften)", re.IGNORECASE)
_CAPITALS = re.compile(r"(?=\S*[A-ZÆØÅ]\S*[A-ZÆØÅ])[A-ZÆØÅ0-9][A-ZÆØÅ0-9/-]{1,9}")
_NUMERAL = re.compile(r"[IVXLC]+")
_NO_SHORT_NAME = frozenset({"EU", "EF", "EØF", "EØS", "EFTA", "FN", "PDF", "MV", "NN", "BM", "NB"})
_SHORTENED = re.compile(r"[a-zæøå]{2,10}\.")  # «strl.», which means something beside the name only


def short_titles(title: str) -> tuple[str, ...]:
    """Return the names in the brackets that a title ends with, as they are written, each once and in their order.

    What belongs to a body or to another act that the title names is not the document's own.
    """
    found: list[str] = []
    rest = title
    while bracket := _LAST_BRACKET.search(rest):
        rest = rest[: bracket.start()]
        found = [*(name for name in names_in(bracket[1]) if _is_own(name, rest)), *found]
    return tuple(dict.fromkeys(found))


def names_in(bracket: str) -> tuple[str, ...]:
    """Return the names that a bracket holds; none if it says something else."""
    parts = [part.strip(_QUOTES) for part in _BETWEEN_NAMES.split(bracket)]
    parts = [name for part in parts for name in ([part] if is_short_title(part) else re.split(r",\s+", part))]
    names = [name for name in parts if is_short_title(name)]
    return tuple(name for name in parts if name in names or (names and _SHORTENED.fullmatch(name)))


def is_short_title(text: str) -> bool:
    """Tell whether a text is by its form the name of a law or regulation: «kommuneloven», «byggteknisk forskrift», «TEK17»."""
    if _CAPITALS.fullmatch(text):
        return text not in _NO_SHORT_NAME and not _NUMERAL.fullmatch(text)
    if _NO_NAME.fullmatch(text) and not _KEPT.match(text):
        return False
    return any(shape.fullmatch(text) for shape in _SHAPES)


def _is_own(name: str, before: str) -> bool:
    """Tell whether a bracket's name is the document's, by the title before it."""
    if _CAPITALS.fullmatch(name):  # «Norges handelshøyskole (NHH)»: a proper name has a capital where a subject has none
        return not any(word.startswith(name[0]) for word in before.split()[1:])
    return not any(kind in name.lower() for kind in map(str.lower, _ANOTHER_ACT.findall(before)))
