"""The addresses of our pages. Every link on the site and in the API is made here."""

from __future__ import annotations

from urllib.parse import quote

from index.engine import FacetField, SearchRequest
from web.params import query_string

API_SEARCH = "/api/v1/search"
API_DOCUMENTS = "/api/v1/documents"
API_SUGGEST = "/api/v1/suggest"


def search_address(language: str | None, request: SearchRequest) -> str:
    """Return the page of a search in an interface language; without one, in the language that the reader's browser asks for."""
    return _with_query(f"/{language}/" if language else "/", query_string(request))


def api_search_address(request: SearchRequest) -> str:
    """Return the same search for machines."""
    return _with_query(API_SEARCH, query_string(request))


def value_address(language: str, field: FacetField, key: str) -> str:
    """Return the search for all documents with one facet value."""
    return search_address(language, SearchRequest(filters={field: (key,)}))


def document_address(language: str | None, id: str, page: int | None = None) -> str:
    """Return a document's page, at one page of its text if a number is given; without a language, the address to cite."""
    prefix = f"/{language}" if language else ""
    place = f"?page={page}#side-{page}" if page is not None else ""
    return f"{prefix}/documents/{quote(id, safe='/')}{place}"


def api_document_address(id: str) -> str:
    """Return a document's description for machines."""
    return f"{API_DOCUMENTS}/{quote(id, safe='/')}"


def api_similar_address(id: str) -> str:
    """Return the documents that are about the same as this one, for machines."""
    return f"{api_document_address(id)}/similar"


def original_address(sha256: str, id: str) -> str:
    """Return the download of an original file that a document holds."""
    return f"/originals/{sha256}/{quote(id, safe='/')}"


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
