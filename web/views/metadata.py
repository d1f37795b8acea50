"""What machines read in the head of a document's page: Highwire tags, Dublin Core and Open Graph. No HTML, no HTTP.

Highwire: the tags that Google Scholar asks for and by which Zotero tells a report from an article.
Dublin Core: DCMI Metadata Terms in HTML (DC-HTML). Values are those of `library.citations.reference`, in the document's language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from library.citations.reference import ACTS, Reference
from library.document import Document, DocumentFile, DocumentType
from web.addresses import document_address
from web.files import PDF
from web.labels import Labels
from web.shared.documents import lasting_address, period, referred
from web.views.schema_org import json_ld, numbers, whole_address

_RESOLVERS = {"ISBN": "urn:isbn:", "ISSN": "urn:issn:", "DOI": "https://doi.org/"}
_NO_REPORT = ACTS | {DocumentType.ARTICLE, DocumentType.NEWSLETTER}


@dataclass(frozen=True, slots=True)
class Entry:
    """One meta element: a name, or in Open Graph a property, and its content."""

    name: str
    content: str

    @property
    def is_property(self) -> bool:
        """Whether the name stands in the attribute «property» (RDFa), as Open Graph wants it."""
        return self.name.startswith("og:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A document as its page tells it to machines."""

    canonical: str
    """The address of the page in this interface language, without what is looked for."""
    lasting: str
    entries: tuple[Entry, ...]
    json_ld: str
    """Safe to stand in a script element as it is."""


def description(document: Document, labels: Labels, language: str, base: str) -> Description:
    """Describe a document for machines; base is the address of the site, without a slash at its end."""
    lasting, canonical = lasting_address(document, base), base + document_address(language, document.id)
    cited = referred(document, labels, base)
    groups = (_highwire(cited, document, lasting, base), _dublin_core(cited, document, lasting), _open_graph(cited))
    return Description(
        canonical=canonical,
        lasting=lasting,
        entries=tuple(Entry(name, content) for group in groups for name, content in group if content),
        json_ld=json_ld(cited, document, labels, lasting=lasting, base=base),
    )


def _highwire(cited: Reference, document: Document, lasting: str, base: str) -> Iterator[tuple[str, str]]:
    yield "citation_title", cited.title
    yield from (("citation_author", name) for name in _creators(cited))
    yield "citation_publication_date", str(document.published or "").replace("-", "/")
    if cited.is_in_journal:
        yield "citation_journal_title", cited.series
        yield "citation_issue", cited.number
    elif document.type not in _NO_REPORT:
        yield "citation_technical_report_institution", "; ".join(cited.publishers)
        yield "citation_technical_report_number", cited.cited_number
    elif document.type in ACTS:
        yield "z:itemType", "statute"  # Highwire has no word for it, and Zotero would save an article
    yield "citation_language", cited.language
    yield "citation_isbn", cited.isbn
    yield "citation_issn", cited.issn
    yield "citation_doi", cited.doi
    yield "citation_keywords", "; ".join(cited.keywords)
    yield "citation_abstract_html_url", lasting
    yield "citation_pdf_url", next((whole_address(file, document.id, base) for file in document.files if _is_text(file)), "")


def _dublin_core(cited: Reference, document: Document, lasting: str) -> Iterator[tuple[str, str]]:
    yield "DC.title", cited.title
    yield from (("DCTERMS.alternative", name) for name in document.aliases)
    yield from (("DC.creator", name) for name in _creators(cited))
    yield from (("DC.publisher", name) for name in cited.publishers)
    yield "DCTERMS.issued", str(document.published or "")
    yield "DC.language", cited.language
    yield "DC.type", cited.genre  # of a report, Zotero shows it as what sort of report it is
    yield from (("DC.subject", word) for word in cited.keywords)
    yield "DCTERMS.abstract", cited.abstract
    yield "DCTERMS.isPartOf", cited.series
    yield "DCTERMS.temporal", period(document)
    yield "DC.identifier", lasting
    yield from (("DC.identifier", text) for text in _identifiers(cited).values())


def _open_graph(cited: Reference) -> Iterator[tuple[str, str]]:
    """Yield the least: Zotero would take a short description for the abstract, and the site's name for a journal."""
    yield "og:type", "article"
    yield "og:title", cited.title


def _creators(cited: Reference) -> Iterator[str]:
    """Yield the authors that readers of these tags get right.

    They take the last word of a name for the family's, and would make «Economics, Menon» of a body.
    """
    return (str(name) for name in cited.authors if not name.is_whole or " " not in name.family)


def _is_text(file: DocumentFile) -> bool:
    return file.is_primary and file.media_type == PDF


def _identifiers(cited: Reference) -> Mapping[str, str]:
    """Return the numbers as addresses (RFC 8141 for ISBN and ISSN, the DOI Handbook for DOI)."""
    return {name: _RESOLVERS[name] + text for name, text in numbers(cited).items()}
