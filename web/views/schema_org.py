"""A document in the words of schema.org, as JSON-LD that can stand in a page. Knows no HTML."""

from __future__ import annotations

import json
from collections.abc import Mapping

from library.citations.names import Name
from library.citations.reference import Reference
from library.document import Document, DocumentFile, DocumentType
from web.files import file_address, safe_address
from web.labels import Labels
from web.shared.documents import period

REPORT = "Report"
TYPES: Mapping[DocumentType, str] = {
    DocumentType.ARTICLE: "Article",
    DocumentType.NEWSLETTER: "PublicationIssue",
    DocumentType.LAW: "Legislation",
    DocumentType.REGULATION: "Legislation",
    DocumentType.GUIDE: "CreativeWork",
    DocumentType.MANUAL: "CreativeWork",
}
"""What documents that are no report are."""
# Signs that could end the element in which the JSON stands, or that old scripts take for line ends; JSON can do without them.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def json_ld(cited: Reference, document: Document, labels: Labels, *, lasting: str, base: str) -> str:
    """Return the document as JSON-LD, safe to stand in a script element as it is; what is not known is left out.

    Lasting is its whole lasting address, base the address of the site.
    """
    kind = TYPES.get(document.type, REPORT)
    told: dict[str, object] = {
        "name": cited.title,
        "alternateName": list(document.aliases),
        "url": lasting,
        "sameAs": safe_address(document.landing_page),
        "author": [_agent(name) for name in cited.authors],
        "publisher": [_body(name) for name in cited.publishers],
        "datePublished": str(document.published or ""),
        "inLanguage": cited.language,
        "reportNumber": cited.cited_number if kind == REPORT else "",
        "identifier": [{"@type": "PropertyValue", "propertyID": name, "value": text} for name, text in numbers(cited).items()],
        "isPartOf": {"@type": "CreativeWorkSeries", "name": cited.series} if cited.series else None,
        "abstract": cited.abstract,
        "keywords": list(cited.keywords),
        "about": [labels.topic(key, cited.language) for key in document.topics],
        "temporalCoverage": period(document),
        "encoding": [_media(file, address) for file in document.files if (address := whole_address(file, document.id, base))],
    }
    known = {name: value for name, value in told.items() if value}
    return json.dumps({"@context": "https://schema.org", "@type": kind, "@id": lasting, **known}, ensure_ascii=False).translate(
        _UNSAFE
    )


def whole_address(file: DocumentFile, id: str, base: str) -> str:
    """Return the whole address of a document's file; nothing if it is not known."""
    address = file_address(file, id)
    return f"{base if file.sha256 else ''}{address}" if address else ""


def numbers(cited: Reference) -> Mapping[str, str]:
    """Return the numbers by which a publication is known everywhere, by the name of their system."""
    return {name: text for name, text in (("ISBN", cited.isbn), ("ISSN", cited.issn), ("DOI", cited.doi)) if text}


def _agent(name: Name) -> Mapping[str, str]:
    return _body(str(name)) if name.is_whole else {"@type": "Person", "name": str(name)}


def _body(name: str) -> Mapping[str, str]:
    return {"@type": "Organization", "name": name}


def _media(file: DocumentFile, address: str) -> Mapping[str, str]:
    size = {"contentSize": f"{file.size} B"} if file.size is not None else {}
    digest = {"sha256": file.sha256} if file.sha256 else {}
    told = {"name": file.filename, "encodingFormat": file.media_type, "contentUrl": address}
    return {"@type": "MediaObject", **told, **size, **digest}
