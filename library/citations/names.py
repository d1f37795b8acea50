"""Parts the names of authors, which stand given name first, into what reference managers sort and shorten by."""

from __future__ import annotations

import re
from dataclasses import dataclass

PARTICLES = frozenset(
    {
        "af", "al", "av", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ten",
        "ter", "van", "vom", "von", "zu", "zum", "zur",
    }
)  # fmt: skip
"""What belongs to the family name that follows; in capitals too («De Niro»)."""
_SUFFIX = re.compile(r"(?:jr|sr|jun|sen)\.?|junior|senior|II|III|IV|d\.\s?[ye]\.", re.IGNORECASE)
_ELIDED = re.compile(r"[a-zà-ÿ]{1,3}['’-][^\W\d_]+(?:-[^\W\d_]+)*")  # d’Alembert, al-Hasan
_NO_PERSON = re.compile(r"[^\w\s.'’‘`´·-]|[\d_]")  # digits, commas, «&», «/», brackets …
# A body taken for a person would be cited as «Economics, M.»; a person taken for a body keeps the name. Doubt counts for bodies.
_FIRST_OF_BODIES = frozenset(
    {
        "center", "centre", "council", "de", "den", "det", "institute", "ministry", "nordic", "nordisk", "norges", "norsk",
        "norske", "norwegian", "office", "senter", "statens", "statistics", "statistisk", "svenska", "university", "utvalget",
    }
)  # fmt: skip
_COMPANIES = frozenset(
    {"AB", "ANS", "AS", "ASA", "BA", "DA", "GmbH", "HF", "IKS", "Inc", "Inc.", "KF", "LLC", "Ltd", "Ltd.", "Oy", "SA"}
)
"""As they are written: «Ba» and «Sa» are family names."""
_LETTERS_OF_ABBREVIATION = 3  # «NIVI Analyse»; two may be somebody's initials
_OF_BODIES = re.compile(
    r"[\w-]*(?:analyse|departement|direktorat|forening|forbund|forsk(?:n)?ing|fylkeskommune|høg?skole|høyskole|høgskule|institutt"
    r"|kommisjon|kommune|råd(?=et)|sekretariat|selskap|senter|sentral|stiftelse|tilsyn|universitet|utvalg)(?:et|en|a)?"
    r"|agency|analysis|analytics|association|bank|cent(?:er|re)|commission|committee|consult(?:ing)?|council|economics|group"
    r"|institutet?|ministry|norge|norway|nordic|office|partners|research|sverige|danmark|university",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name by its parts, or, with the family alone, a name that stands whole: of a body, or of one word."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell that the name is not parted."""
        return not self.given

    @property
    def surname(self) -> str:
        """The family name with its particle: «van der Berg»."""
        return f"{self.particle} {self.family}".strip()

    def __str__(self) -> str:
        return " ".join(filter(None, (self.given, self.particle, self.family, self.suffix)))


def split_name(text: str) -> Name:
    """Part a name before its particle, else before its last word; return it whole if it may be that of a body.

    That a family name has two words cannot be seen: of «Mari Wøien Meijer» the family is «Meijer».
    """
    *words, suffix = _with_suffix(text)
    if len(words) < 2 or _is_body(words):
        return Name(" ".join(text.split()))
    start = next((place for place in range(1, len(words) - 1) if words[place].lower() in PARTICLES), len(words) - 1)
    family = next((place for place in range(start, len(words)) if words[place].lower() not in PARTICLES), len(words) - 1)
    return Name(" ".join(words[family:]), " ".join(words[:start]), " ".join(words[start:family]), suffix)


def _with_suffix(text: str) -> list[str]:
    """Return the words, and last the «Jr.», or nothing for it, with or without a comma before."""
    words = text.split()
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        return [*words[:-2], words[-2].removesuffix(","), words[-1]]
    return [*words, ""]


def _is_body(words: list[str]) -> bool:
    return (
        any(_NO_PERSON.search(word) for word in words)
        or words[0].lower() in _FIRST_OF_BODIES
        or words[-1] in _COMPANIES
        or any(_OF_BODIES.fullmatch(word) for word in words[1:])
        or (any(map(_is_abbreviation, words)) and not all(word.isupper() for word in words))
        or not all(_is_of_person(word, place) for place, word in enumerate(words))
    )


def _is_abbreviation(word: str) -> bool:
    return word.isalpha() and word.isupper() and len(word) >= _LETTERS_OF_ABBREVIATION


def _is_of_person(word: str, place: int) -> bool:
    """Tell whether the word may stand there in a person's name: in small letters only particles do, and not first."""
    return not word[0].islower() or (place > 0 and (word in PARTICLES or _ELIDED.fullmatch(word) is not None))
