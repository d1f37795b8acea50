"""Renders the templates in an interface language: one Jinja environment for each, made once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from library.document import PartialDate
from web.addresses import API_SUGGEST
from web.dates import partial_date
from web.statics import Asset
from web.texts import INTERFACE_LANGUAGES, LANGUAGE_NAMES, Texts, locale_of

_NUMBERS = 10_000  # that are kept as written in a language: a page of results has some 150, most of them small
TEMPLATES = Path(__file__).resolve().parent / "templates"


class Templates:
    """The pages of the site, escaped by default and strict about what is missing."""

    def __init__(self, texts: Texts, statics: Mapping[str, Asset]) -> None:
        self._environments = {language: _environment(language, texts, statics) for language in INTERFACE_LANGUAGES}

    def render(self, language: str, name: str, context: Mapping[str, object]) -> str:
        """Return a page as HTML."""
        return self._environments[language].get_template(name).render(context)


def _environment(language: str, texts: Texts, statics: Mapping[str, Asset]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    catalog = texts.catalogs[language]
    environment.install_gettext_callables(catalog.gettext, catalog.ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    locale = locale_of(language)

    @lru_cache(maxsize=_NUMBERS)
    def number(value: int) -> str:
        return format_decimal(value, locale=locale)

    def day(value: date | PartialDate) -> str:
        return partial_date(value, language) if isinstance(value, PartialDate) else format_date(value, "long", locale=locale)

    environment.filters.update(number=number, day=day)
    environment.globals.update(
        language=language,
        language_names=LANGUAGE_NAMES,
        suggest_address=API_SUGGEST,
        static={name: asset.address for name, asset in statics.items()},
    )
    return environment
