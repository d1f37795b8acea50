"""Documents in lists: what a search finds, and what is like a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from index.engine import Hit, PageHit, SearchRequest, Similar, Snippet
from library.document import Document
from web.addresses import api_document_address, document_address
from web.api.presenters.names import named, optional
from web.api.shapes.found import FoundShape, FragmentShape, PageShape, ResultShape, SimilarShape
from web.files import page_in_file, safe_address
from web.labels import Labels


def result_shape(hit: Hit, document: Document, request: SearchRequest, labels: Labels, base: str) -> ResultShape:
    """Present a hit; base is the address of the site, without a slash at its end."""
    return ResultShape(
        **msgspec.structs.asdict(found_shape(document, hit.score, labels, base)),
        title_marked=fragments(hit.title),
        snippet=fragments(hit.snippet),
        pages=[_page(page, document, request, base) for page in hit.pages],
        pages_total=hit.pages_total,
    )


def found_shape(document: Document, score: float, labels: Labels, base: str) -> FoundShape:
    """Present a document of a list."""
    return FoundShape(
        id=document.id,
        url=base + document_address(None, document.id),
        api_url=base + api_document_address(document.id),
        title=document.title,
        subtitle=document.subtitle,
        type=document.type,
        number=optional(document.number),
        publishers=named(document.publishers, labels.publisher),
        topics=named(document.topics, labels.topic),
        published=optional(document.published),
        year=document.year,
        language=document.language,
        landing_page=safe_address(document.landing_page),
        score=score,
    )


def similar_shape(
    id: str, similar: Iterable[Similar], documents: Mapping[str, Document], labels: Labels, base: str
) -> SimilarShape:
    """Present the documents most like one; documents hold those that the catalogue still has."""
    found = [(other.score, documents[other.id]) for other in similar if other.id in documents]
    return SimilarShape(id=id, results=[found_shape(document, score, labels, base) for score, document in found])


def fragments(snippet: Snippet) -> list[FragmentShape]:
    """Present a marked text."""
    return [FragmentShape(fragment.text, fragment.marked) for fragment in snippet]


def _page(page: PageHit, document: Document, request: SearchRequest, base: str) -> PageShape:
    return PageShape(
        number=page.number,
        label=page.label,
        url=base + document_address(None, document.id, page.number, request.query, matching=request.matching),
        file_url=page_in_file(document, page.number, base),
        snippet=fragments(page.snippet),
    )
