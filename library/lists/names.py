"""Everyday names of document types and languages, in bokmål, nynorsk and English."""

from __future__ import annotations

import re
from collections.abc import Mapping

from library.document import DocumentType
from library.errors import InvalidRecordError
from library.extract.properties import language_code
from library.text import fold_name

TYPES: Mapping[DocumentType, tuple[str, ...]] = {
    DocumentType.NOU: ("NOU (official report)", "Norges offentlige utredninger", "Noregs offentlege utgreiingar",
                       "Norges offentlige utredning", "Official Norwegian Report"),
    DocumentType.WHITE_PAPER: ("Stortingsmelding", "Melding til Stortinget", "Meld. St.", "St.meld.", "White paper"),
    DocumentType.PROPOSITION: ("Proposisjon", "Stortingsproposisjon", "Prop.", "Bill", "Lovforslag"),
    DocumentType.REPORT: ("Rapport", "Utredning", "Utgreiing", "Forskningsrapport", "Research report", "Technical report"),
    DocumentType.EVALUATION: ("Evaluering", "Evalueringsrapport", "Evaluation report"),
    DocumentType.POLICY_BRIEF: ("Policynotat", "Brief", "Policy paper"),
    DocumentType.STRATEGY: ("Strategi", "Plan", "Handlingsplan", "Strategi eller plan", "Strategy or plan", "Action plan"),
    DocumentType.GUIDE: ("Veileder", "Rettleiar", "Vegleiar", "Guideline", "Guidelines", "Guidance"),
    DocumentType.ARTICLE: ("Artikkel", "Kronikk", "Journal article"),
    DocumentType.NEWSLETTER: ("Nyhetsbrev", "Nyheitsbrev", "Nyhendebrev"),
    DocumentType.LAW: ("Lov", "Act"),
    DocumentType.REGULATION: ("Forskrift",),
    DocumentType.MANUAL: ("Brukerhåndbok", "Brukarhandbok", "Brukerveiledning", "Brukarrettleiing", "User guide"),
}  # fmt: skip
"""The key itself («policy-brief») is understood as well."""

LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "nb": ("bokmål", "norsk bokmål", "norsk (bokmål)", "Norwegian Bokmål", "Bokmal"),
    "nn": ("nynorsk", "norsk nynorsk", "norsk (nynorsk)", "Norwegian Nynorsk"),
    "se": ("nordsamisk", "davvisámegiella", "Northern Sámi"),
    "sv": ("svensk", "svenska", "Swedish"),
    "da": ("dansk", "Danish"),
    "en": ("engelsk", "English", "British", "American", "UK English", "US English"),
    "fi": ("finsk", "suomi", "Finnish"),
    "is": ("islandsk", "íslenska", "Icelandic"),
    "fo": ("færøysk", "føroyskt", "Faroese"),
    "de": ("tysk", "Deutsch", "German", "ngerman"),
    "fr": ("fransk", "français", "French"),
}
"""The code itself («nb», «nob», «nb-NO») is understood as well. British, American and ngerman are BibTeX's."""

NORWEGIAN = frozenset({"no", "nor", "norsk", "norwegian"})
"""Do not say which of the two standards it is."""
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]+)*", re.IGNORECASE)


def fold_label(name: str) -> str:
    """Return a name as headers and cells are compared: «Navn_på fil» = «navn på fil»."""
    return fold_name(name.replace("_", " "))


_TYPE_BY_NAME = {fold_label(name): type for type, names in TYPES.items() for name in (type.value, *names)}
_LANGUAGE_BY_NAME = {fold_label(name): code for code, names in LANGUAGES.items() for name in names}


def find_type(name: str) -> DocumentType | None:
    """Return the type that goes by this name or key; None if there is none."""
    return _TYPE_BY_NAME.get(fold_label(name))


def find_language(name: str) -> str | None:
    """Return the code of a language given by name, code or tag; None if it is not known or no single one."""
    known = _LANGUAGE_BY_NAME.get(fold_label(name))
    return known or (language_code(name.strip()) if _TAG.fullmatch(name.strip()) else None)


def read_type(name: str) -> str:
    """Return a type's key; raise InvalidRecordError with the names that can be written."""
    if (found := find_type(name)) is None:
        labels = ", ".join((type.value if type is DocumentType.NOU else names[0]).lower() for type, names in TYPES.items())
        raise InvalidRecordError(f"{name!r} is not a type of document; write one of {labels}.")
    return found.value


def read_language(name: str) -> str | None:
    """Return a language's code; None for «norsk», which leaves it to be detected. Raises InvalidRecordError for other names."""
    if is_norwegian(name):
        return None
    if (found := find_language(name)) is None:
        raise InvalidRecordError(
            f"{name!r} is not a language that is known by name; write its code, such as nb, nn, se, sv, da or en."
        )
    return found


def is_norwegian(name: str) -> bool:
    """Tell whether the name leaves open which Norwegian it is."""
    return fold_label(name).removesuffix(" no") in NORWEGIAN
