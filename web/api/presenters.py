"""Search results and documents as the API gives them: keys with labels in every language, and whole addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from index.engine import Facet, FacetCount, FacetField, Hit, Notice, PageHit, SearchRequest, SearchResults, Similar, Snippet
from library.citations.apa import apa, plain
from library.contained import languages_in
from library.document import Document, DocumentFile, Page, Source
from web.addresses import api_document_address, api_search_address, document_address, original_address, search_address
from web.api.shapes import (
    DocumentShape,
    FacetShape,
    FacetValueShape,
    FileShape,
    FoundShape,
    FragmentShape,
    Label,
    LanguageShape,
    LinksShape,
    MetaShape,
    Named,
    NoticeShape,
    PageShape,
    QueryShape,
    QueryWordShape,
    ResultShape,
    SearchShape,
    SimilarShape,
    SourceShape,
)
from web.files import page_in_file, safe_address
from web.labels import Labels
from web.params import on_page, page_number
from web.texts import DEFAULT_LANGUAGE
from web.views.cite import referred
from web.views.search import notice_sentence, page_count
from web.views.understanding import ways


def search_shape(
    request: SearchRequest, results: SearchResults, documents: Mapping[str, Document], labels: Labels, base: str
) -> SearchShape:
    """Present the answer to a request; base is the address of the site, without a slash at its end."""
    page, pages = page_number(request), page_count(results.total, request.size)
    return SearchShape(
        meta=MetaShape(total=results.total, page=page, size=request.size, pages=pages, generation=results.generation),
        query=QueryShape(
            text=request.query,
            understood=results.understood,
            words=[QueryWordShape(word.text, word.searched, list(word.also), word.ignored) for word in results.words],
            corrected=results.corrected,
            suggestion=results.suggestion,
            matching=results.matching,
            with_all=results.with_all,
            with_most=results.with_most,
            notices=[_notice(notice, labels) for notice in results.notices],
            filters={field.value: list(keys) for field, keys in request.filters.items()},
            year_from=request.year_from,
            year_to=request.year_to,
            sort=request.sort,
        ),
        results=[_result(hit, documents[hit.id], labels, base) for hit in results.hits if hit.id in documents],
        facets={facet.field.value: _facet(facet, labels) for facet in results.facets},
        links=_links(request, results, base),
    )


def similar_shape(
    id: str, similar: Iterable[Similar], documents: Mapping[str, Document], labels: Labels, base: str
) -> SimilarShape:
    """Present the documents most like one; documents hold those that the catalogue still has."""
    found = [(other.score, documents[other.id]) for other in similar if other.id in documents]
    return SimilarShape(id=id, results=[_found(document, score, labels, base) for score, document in found])


def document_shape(document: Document, pages: Sequence[Page], labels: Labels, base: str) -> DocumentShape:
    """Present all that is known of a document with these pages of text."""
    return DocumentShape(
        id=document.id,
        url=base + document_address(None, document.id),
        title=document.title,
        subtitle=document.subtitle,
        aliases=list(document.aliases),
        abstract=document.abstract,
        type=document.type,
        number=_optional(document.number),
        publishers=_named(document.publishers, labels.publisher),
        commissioners=_named(document.commissioners, labels.publisher),
        authors=list(document.authors),
        committee=document.committee,
        chair=document.chair,
        topics=_named(document.topics, labels.topic),
        keywords=list(document.keywords),
        published=_optional(document.published),
        year=document.year,
        concerns=document.concerns,
        language=_language(document, pages),
        landing_page=safe_address(document.landing_page),
        files=[_file(file, document.id, base) for file in document.files],
        pages=len(pages),
        isbn=document.isbn,
        issn=document.issn,
        doi=document.doi,
        note=document.note,
        citation=plain(apa(referred(document, labels, base), DEFAULT_LANGUAGE)),
        sources=[_source(source) for source in document.sources],
        provenance=dict(document.provenance),
        first_seen=document.first_seen.isoformat() if document.first_seen else None,
        updated=document.updated.isoformat() if document.updated else None,
    )


def label(name: Callable[[str], str]) -> Label:
    """Return what something is called in each interface language."""
    return Label(nb=name("nb"), nn=name("nn"), en=name("en"))


def _result(hit: Hit, document: Document, labels: Labels, base: str) -> ResultShape:
    return ResultShape(
        **msgspec.structs.asdict(_found(document, hit.score, labels, base)),
        title_marked=_fragments(hit.title),
        snippet=_fragments(hit.snippet),
        pages=[_page(page, document, base) for page in hit.pages],
        pages_total=hit.pages_total,
    )


def _found(document: Document, score: float, labels: Labels, base: str) -> FoundShape:
    return FoundShape(
        id=document.id,
        url=base + document_address(None, document.id),
        api_url=base + api_document_address(document.id),
        title=document.title,
        subtitle=document.subtitle,
        type=document.type,
        number=_optional(document.number),
        publishers=_named(document.publishers, labels.publisher),
        topics=_named(document.topics, labels.topic),
        published=_optional(document.published),
        year=document.year,
        language=document.language,
        landing_page=safe_address(document.landing_page),
        score=score,
    )


def _page(page: PageHit, document: Document, base: str) -> PageShape:
    return PageShape(
        number=page.number,
        label=page.label,
        url=base + document_address(None, document.id, page.number),
        file_url=page_in_file(document, page.number, base),
        snippet=_fragments(page.snippet),
    )


def _facet(facet: Facet, labels: Labels) -> FacetShape:
    return FacetShape(
        label=label(lambda language: labels.facet(facet.field, language)),
        values=[_facet_value(facet.field, count, labels) for count in facet.counts],
    )


def _facet_value(field: FacetField, count: FacetCount, labels: Labels) -> FacetValueShape:
    name = label(lambda language: labels.value(field, count.key, language))
    return FacetValueShape(key=count.key, label=name, count=count.count, selected=count.selected)


def _notice(notice: Notice, labels: Labels) -> NoticeShape:
    message = label(lambda language: notice_sentence(notice, labels, language))
    return NoticeShape(code=notice.code, detail=notice.detail, message=message)


def _links(request: SearchRequest, results: SearchResults, base: str) -> LinksShape:
    page, pages, otherwise = page_number(request), page_count(results.total, request.size), ways(request, results)
    return LinksShape(
        self=base + api_search_address(request),
        next=base + api_search_address(on_page(request, page + 1)) if page < pages else None,
        prev=base + api_search_address(on_page(request, min(page - 1, pages))) if page > 1 and pages else None,
        html=base + search_address(None, request),
        exact=base + api_search_address(otherwise.exact) if otherwise.exact else None,
        all=base + api_search_address(otherwise.all) if otherwise.all else None,
        most=base + api_search_address(otherwise.most) if otherwise.most else None,
    )


def _language(document: Document, pages: Sequence[Page]) -> LanguageShape:
    detected = document.detected
    return LanguageShape(
        code=document.language,
        contains=list(languages_in(document, pages)),
        declared=document.declared_language,
        detected=detected.language if detected else None,
        confidence=detected.confidence if detected else None,
        shares={share.language: share.share for share in detected.shares} if detected else {},
    )


def _source(source: Source) -> SourceShape:
    return SourceShape(key=source.key, url=safe_address(source.address), document=source.document, as_written=source.as_written)


def _file(file: DocumentFile, id: str, base: str) -> FileShape:
    return FileShape(
        filename=file.filename,
        media_type=file.media_type,
        sha256=file.sha256,
        size=file.size,
        pages=file.pages,
        primary=file.is_primary,
        version=file.version,
        text=file.text,
        url=base + original_address(file.sha256, id) if file.sha256 else None,
        source_url=safe_address(file.address),
    )


def _named(keys: Iterable[str], name: Callable[[str, str], str]) -> list[Named]:
    return [Named(key, Label(nb=name(key, "nb"), nn=name(key, "nn"), en=name(key, "en"))) for key in keys]


def _fragments(snippet: Snippet) -> list[FragmentShape]:
    return [FragmentShape(fragment.text, fragment.marked) for fragment in snippet]


def _optional(value: object | None) -> str | None:
    return str(value) if value is not None else None
