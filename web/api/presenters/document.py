"""All that is known of a document, and its text."""

from __future__ import annotations

from collections.abc import Sequence

from library.citations.apa import apa, plain
from library.document import Document, DocumentFile, Page, Source
from web.addresses import api_document_address, api_text_address, document_address, original_address
from web.api.presenters.names import named, optional
from web.api.shapes.document import (
    DocumentShape,
    FileShape,
    LanguageShape,
    SourceShape,
    TextLinksShape,
    TextMetaShape,
    TextPageShape,
    TextShape,
)
from web.files import safe_address
from web.labels import Labels
from web.shared.documents import referred
from web.texts import DEFAULT_LANGUAGE


def document_shape(document: Document, labels: Labels, base: str, *, pages: int, languages: Sequence[str]) -> DocumentShape:
    """Present all that is known of a document that has so many pages of text, in these languages."""
    return DocumentShape(
        id=document.id,
        url=base + document_address(None, document.id),
        title=document.title,
        subtitle=document.subtitle,
        aliases=list(document.aliases),
        abstract=document.abstract,
        type=document.type,
        number=optional(document.number),
        publishers=named(document.publishers, labels.publisher),
        commissioners=named(document.commissioners, labels.publisher),
        authors=list(document.authors),
        committee=document.committee,
        chair=document.chair,
        topics=named(document.topics, labels.topic),
        keywords=list(document.keywords),
        published=optional(document.published),
        year=document.year,
        concerns=document.concerns,
        language=_language(document, languages),
        landing_page=safe_address(document.landing_page),
        files=[_file(file, document.id, base) for file in document.files],
        pages=pages,
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


def text_shape(document: Document, pages: Sequence[Page], base: str, *, total: int, first: int, size: int) -> TextShape:
    """Present some pages of a document's text, of so many in all, from the one with this number."""
    before, after = max(first - size, 1), first + size
    return TextShape(
        id=document.id,
        meta=TextMetaShape(total=total, first=first, size=size),
        pages=[_text_page(page, document.id, base) for page in pages],
        links=TextLinksShape(
            self=base + api_text_address(document.id, first, size),
            next=base + api_text_address(document.id, after, size) if after <= total else None,
            prev=base + api_text_address(document.id, before, size) if first > 1 else None,
            document=base + api_document_address(document.id),
            html=base + document_address(None, document.id, first),
        ),
    )


def _language(document: Document, languages: Sequence[str]) -> LanguageShape:
    detected = document.detected
    return LanguageShape(
        code=document.language,
        contains=list(languages),
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


def _text_page(page: Page, id: str, base: str) -> TextPageShape:
    return TextPageShape(
        number=page.number,
        label=page.label,
        language=page.language,
        headings=list(page.headings),
        text=page.text,
        url=base + document_address(None, id, page.number),
    )
