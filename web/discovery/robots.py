"""Tells crawlers what they may read (RFC 9309): every document and the ways to it, and none of their endless combinations."""

from __future__ import annotations

from web.addresses import API_EXPORT, API_OPENAPI, API_STATUS, OAI_PMH, SITEMAP
from web.texts import INTERFACE_LANGUAGES, LANGUAGE_NAMES

# Patterns, each with why; of several that match, the longest counts. `*` stands for anything.
_ALLOWED = {
    "/*/series/*?page=": "the later pages of a series",
    "/*?format=atom$": "the feed of all documents, which the catalogue of data offers",
    "/*?format=csv$": "all documents as a table, likewise",
    API_EXPORT: "all documents in our own format, likewise",
    API_OPENAPI: "the description of the interface that it names",
    API_STATUS: "what the library holds",
    f"{OAI_PMH}?verb=Identify": "what the harvesting interface is",
}
_FORBIDDEN = {
    "/*?": "searches, files of results and slices of texts: endless, and each document has a page of its own",
    "/api/": "the same again, for programs",
    **{f"/{language}/facets/": f"all values of a filter, in {LANGUAGE_NAMES[language]}" for language in INTERFACE_LANGUAGES},
}


def write_robots(base: str) -> str:
    """Return robots.txt; base is the address of the site."""
    rules = [*_rules("Allow", _ALLOWED), *_rules("Disallow", _FORBIDDEN)]
    return "\n".join(["User-agent: *", *rules, "", f"Sitemap: {base}{SITEMAP}", ""])


def _rules(verb: str, patterns: dict[str, str]) -> list[str]:
    return [line for pattern, why in patterns.items() for line in (f"# {why}", f"{verb}: {pattern}")]
