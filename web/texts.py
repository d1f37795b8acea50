"""The interface's sentences in bokmål, nynorsk and English.

English stands in the code; translations/*/LC_MESSAGES/kartotek.po are read at start (some 50 ms), so that
a translator's change needs no compilation and no compiled file can be forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.core import Locale, parse_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "en"
INTERFACE_LANGUAGES = ("nb", "nn", SOURCE_LANGUAGE)
DEFAULT_LANGUAGE = "nb"
LANGUAGE_NAMES: Mapping[str, str] = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
DOMAIN = "kartotek"
TRANSLATIONS = Path(__file__).resolve().parent / "translations"
_FALLBACKS = {"no": "nb", "da": "nb", "sv": "nb"}  # readers of these read bokmål more easily than English


class Texts:
    """Every sentence of the interface in every language."""

    def __init__(self, catalogs: Mapping[str, NullTranslations]) -> None:
        self.catalogs = catalogs

    def get(self, language: str, message: str) -> str:
        """Return a message in this language."""
        return self.catalogs[language].gettext(message)


def load_texts(folder: Path = TRANSLATIONS) -> Texts:
    """Read the translations of all interface languages."""
    return Texts({language: _catalog(folder, language) for language in INTERFACE_LANGUAGES})


def mark(message: str) -> str:
    """Mark a message for the translators; it is translated where it is shown."""
    return message


def negotiate(accepted: str) -> str:
    """Return the interface language that an Accept-Language header (RFC 9110, 12.5.4) asks for most."""
    wanted = sorted(_weighted(accepted), key=lambda item: -item[1])
    known = (_FALLBACKS.get(language, language) for language, weight in wanted if weight > 0)
    return next((language for language in known if language in INTERFACE_LANGUAGES), DEFAULT_LANGUAGE)


@cache
def locale_of(language: str) -> Locale:
    """Return how dates and numbers are written in this language; English as in Europe."""
    return Locale.parse("en_GB" if language == SOURCE_LANGUAGE else language)


def _weighted(accepted: str) -> list[tuple[str, float]]:
    found = []
    for part in accepted.split(","):
        tag, _, weight = part.partition(";q=")
        try:
            found.append((parse_locale(tag.strip(), sep="-")[0], float(weight or 1)))
        except ValueError:
            continue  # a malformed part of the header says nothing about the others
    return found


def _catalog(folder: Path, language: str) -> NullTranslations:
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    with (folder / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)
