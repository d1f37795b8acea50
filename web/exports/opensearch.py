"""What tells a browser how to search here: an OpenSearch 1.1 description, and suggestions as its extension has them."""

from __future__ import annotations

import msgspec
from lxml import etree

from index.engine import SearchRequest
from web.addresses import feed_address, opensearch_address, opensearch_suggest_address, search_address
from web.api.shapes.names import Label
from web.api.shapes.suggest import SuggestionShape
from web.exports.formats import MEDIA_TYPES, Format
from web.exports.naming import SITE
from web.exports.xml import OPENSEARCH, add_element
from web.texts import Texts, mark

DESCRIPTION = "application/opensearchdescription+xml"
SUGGESTIONS = "application/x-suggestions+json"
_ANY = SearchRequest()
_TERMS = "q={searchTerms}"
_PAGE = "page={startPage?}"  # left empty where the browser has none, which counts as absent
_WHAT = mark("Policy documents from Norway and the Nordic countries, searchable.")


def write_description(language: str, texts: Texts, base: str, icon: str) -> bytes:
    """Return the description in UTF-8; base is the address of the site, icon that of an SVG on it."""
    root = etree.Element(f"{{{OPENSEARCH}}}OpenSearchDescription", nsmap={None: OPENSEARCH})
    add_element(root, "ShortName", SITE, OPENSEARCH)
    add_element(root, "Description", texts.get(language, _WHAT), OPENSEARCH)
    add_element(root, "Image", base + icon, OPENSEARCH, width="16", height="16", type="image/svg+xml")
    search, feed = base + search_address(language, _ANY), base + feed_address(language, _ANY)
    for media_type, template, attributes in (
        ("text/html", f"{search}?{_TERMS}", {}),
        (MEDIA_TYPES[Format.ATOM], f"{feed}&{_TERMS}&{_PAGE}", {}),
        (SUGGESTIONS, f"{base}{opensearch_suggest_address(language)}?{_TERMS}", {"rel": "suggestions"}),
        (DESCRIPTION, base + opensearch_address(language), {"rel": "self"}),
    ):
        add_element(root, "Url", None, OPENSEARCH, type=media_type, template=template, **attributes)
    add_element(root, "Language", language, OPENSEARCH)
    add_element(root, "InputEncoding", "UTF-8", OPENSEARCH)
    add_element(root, "OutputEncoding", "UTF-8", OPENSEARCH)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def write_suggestions(typed: str, suggestions: list[SuggestionShape], language: str) -> bytes:
    """Return [typed, [completion …], [what it is …], [address …]] as JSON; browsers compare the first with what they sent."""
    completions = [_in(suggestion.label, language) for suggestion in suggestions]
    details = [_in(suggestion.detail, language) for suggestion in suggestions]
    addresses = [{"nb": pages.nb, "nn": pages.nn, "en": pages.en}[language] for pages in (found.html for found in suggestions)]
    return msgspec.json.encode([typed, completions, details, addresses])


def _in(label: Label, language: str) -> str:
    return {"nb": label.nb, "nn": label.nn, "en": label.en}[language]
