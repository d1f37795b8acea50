"""The addresses of our pages. Every link on the site and in the API is made here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote, quote_plus, urlencode

from index.engine import FacetField, Matching, SearchRequest, Sort
from library.series import series_key
from web.exports.formats import Format, Separator
from web.params import DEFAULT_SIZE, on_page, query_items, query_string, words_items

API_SEARCH = "/api/v1/search"
API_DOCUMENTS = "/api/v1/documents"
API_SUGGEST = "/api/v1/suggest"
EMBED = "/embed"
EMBED_BUILDER = "/embed/builder"
EMBED_SCRIPT = "/embed/kartotek-search.js"
"""The script of the custom element. Other sites link to it: it never moves."""
API = "/api"
API_ROOT = "/api/v1"
API_OPENAPI = "/api/v1/openapi.json"
API_STATUS = "/api/v1/status"
API_HEALTH = "/api/v1/health"
API_PUBLISHERS = "/api/v1/publishers"
API_TOPICS = "/api/v1/topics"
API_CHANGES = "/api/v1/changes"
API_EXPORT = "/api/v1/export.jsonl"
ROBOTS = "/robots.txt"
SITEMAP = "/sitemap.xml"
DATA_CATALOG = "/catalog.ttl"
API_CATALOG = "/.well-known/api-catalog"
OAI_PMH = "/oai"


def search_address(language: str | None, request: SearchRequest) -> str:
    """Return the page of a search in an interface language; without one, in the language that the reader's browser asks for."""
    return _with_query(f"/{language}/" if language else "/", query_string(request))


def api_search_address(request: SearchRequest, more: Iterable[tuple[str, str]] = ()) -> str:
    """Return the same search for machines, with more parameters that only they have."""
    return _with_query(API_SEARCH, "&".join(api_parameter(name, value) for name, value in [*query_items(request), *more]))


def api_parameter(name: str, value: str) -> str:
    """Return a parameter as it stands in the address of a search for machines."""
    return f"{name}={quote_plus(value, safe=',')}"


def export_address(language: str | None, request: SearchRequest, format: Format, separator: Separator = Separator.COMMA) -> str:
    """Return the whole result of a search in a format."""
    whole = replace(request, offset=0, size=DEFAULT_SIZE)
    parted = [("separator", separator.value)] if separator is not Separator.COMMA else []
    return _with_query(f"/{language}/" if language else "/", urlencode([*query_items(whole), ("format", format.value), *parted]))


def feed_address(language: str | None, request: SearchRequest, page: int = 1) -> str:
    """Return the feed of a search, or a later page of it; it has an order of its own."""
    address = export_address(language, replace(request, sort=Sort.RELEVANCE), Format.ATOM)
    return f"{address}&page={page}" if page > 1 else address


def document_export_address(language: str | None, id: str, format: Format) -> str:
    """Return a document's description in a format."""
    return _with_query(document_address(language, id), f"format={format}")


def opensearch_address(language: str) -> str:
    """Return what tells a browser how to search here."""
    return f"/{language}/opensearch.xml"


def opensearch_suggest_address(language: str) -> str:
    """Return what tells a browser how a query that is being typed may go on."""
    return f"/{language}/opensearch/suggest"


def embed_address(language: str, request: SearchRequest) -> str:
    """Return the page of a search that other sites show in a frame."""
    return _with_query(f"/{language}{EMBED}", query_string(request))


def facet_address(language: str, field: FacetField, request: SearchRequest) -> str:
    """Return the page with all values of a facet of a search."""
    return _with_query(f"/{language}/facets/{field}", query_string(on_page(request, 1)))


def value_address(language: str, field: FacetField, key: str) -> str:
    """Return the search for all documents with one facet value."""
    return search_address(language, SearchRequest(filters={field: (key,)}))


def publishers_address(language: str, kind: str | None = None) -> str:
    """Return the register of publishers, or of those of one kind."""
    return _with_query(f"/{language}/publishers", urlencode({"kind": kind}) if kind else "")


def series_address(language: str, series: str, page: int = 1, year: int | None = None) -> str | None:
    """Return the page of a series by its name or key, at a year if one is given; None for a name that no address can have."""
    key = series_key(series)
    place = _with_query(f"/{language}/series/{key}", f"page={page}" if page > 1 else "")
    return f"{place}{f'#year-{year}' if year is not None else ''}" if key else None


def document_address(
    language: str | None, id: str, page: int | None = None, query: str = "", *, matching: Matching = Matching.AUTO
) -> str:
    """Return a document's page, at one page of its text if a number is given, with a query's words marked as they match.

    Without a language it is the address to cite.
    """
    prefix, place = f"/{language}" if language else "", f"#side-{page}" if page is not None else ""
    wanted = [*words_items(query, matching), *([("page", page)] if page else [])]
    return _with_query(f"{prefix}/documents/{quote(id, safe='/')}", urlencode(wanted)) + place


def hit_address(language: str, id: str, query: str, hit: int, *, matching: Matching = Matching.AUTO) -> str:
    """Return a document's page at one of the places where the query's words stand as they match, counted from the first."""
    wanted = [*words_items(query, matching), ("hit", hit)]
    return f"{document_address(language, id)}?{urlencode(wanted)}#treff-{hit}"


def sitemap_address(number: int) -> str:
    """Return one of the files of the sitemap, counted from 1."""
    return f"/sitemaps/{number}.xml"


def api_document_address(id: str) -> str:
    """Return a document's description for machines."""
    return f"{API_DOCUMENTS}/{quote(id, safe='/')}"


def api_similar_address(id: str) -> str:
    """Return the documents most like one, for machines."""
    return f"{api_document_address(id)}/similar"


def api_text_address(id: str, first: int = 1, size: int | None = None) -> str:
    """Return a document's text for machines, from one page on."""
    wanted = {"first": first if first > 1 else None, "size": size}
    return _with_query(f"{api_document_address(id)}/text", urlencode({name: value for name, value in wanted.items() if value}))


def api_changes_address(since: str, size: int, after: int = 0) -> str:
    """Return what happened after a revision, for machines: so many changes after the one that a reading has reached."""
    wanted = {"since": since, "after": after, "size": size}
    return _with_query(API_CHANGES, urlencode({name: value for name, value in wanted.items() if value or name == "since"}))


def original_address(sha256: str, id: str) -> str:
    """Return the download of an original file that a document holds."""
    return f"/originals/{sha256}/{quote(id, safe='/')}"


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
