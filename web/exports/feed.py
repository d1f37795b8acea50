"""A search as a feed (Atom, RFC 4287): what came into the library last, first; in pages (RFC 5005, 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from lxml import etree

from index.engine import FacetField, SearchRequest, Sort
from library.citations.reference import reference, whole_title
from library.cleaning import clean_line, clean_text
from library.document import UNDETERMINED, Document
from web.addresses import document_address, facet_address, feed_address, opensearch_address, search_address
from web.exports.formats import FEED_SIZE, MEDIA_TYPES, Format
from web.exports.naming import SITE, search_title
from web.exports.xml import ATOM, DUBLIN_CORE, LANG, OPENSEARCH, add_element
from web.files import safe_address
from web.labels import SORTS, Labels
from web.params import DEFAULT_SIZE, page_number, query_string

_NAMESPACES = {None: ATOM, "opensearch": OPENSEARCH, "dc": DUBLIN_CORE}
_FIRST = SearchRequest()
_NEVER = datetime.fromtimestamp(0, UTC)  # a feed must say when it changed; one that has had no entry yet never did


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One page of the feed of a search."""

    request: SearchRequest
    total: int
    identity: str
    """The catalogue's: with it, ids stay the same wherever the site is and whenever its index is made."""
    labels: Labels
    language: str
    base: str

    @property
    def pages(self) -> int:
        """How many pages the feed has; one at least."""
        return max(1, -(-self.total // FEED_SIZE))


def feed_request(request: SearchRequest) -> SearchRequest:
    """Return the page of a search that a page of its feed shows."""
    return replace(request, sort=Sort.ADDED, size=FEED_SIZE, offset=(page_number(request) - 1) * FEED_SIZE)


def write_feed(feed: Feed, documents: Sequence[Document]) -> bytes:
    """Return the feed with these documents, in UTF-8."""
    root = etree.Element(f"{{{ATOM}}}feed", {LANG: feed.language}, nsmap=_NAMESPACES)
    add_element(root, "id", feed_id(feed))
    add_element(root, "title", search_title(feed.request, feed.labels, feed.language))
    add_element(root, "subtitle", feed.labels.texts.get(feed.language, SORTS[Sort.ADDED]))
    add_element(root, "updated", _time(max((document.updated or _NEVER for document in documents), default=_NEVER)))
    _person(root, SITE, f"{feed.base}/")
    add_element(root, "generator", SITE)
    for relation, address, media_type in _links(feed):
        add_element(root, "link", rel=relation, href=address, type=media_type)
    add_element(root, "totalResults", str(feed.total), OPENSEARCH)
    add_element(root, "startIndex", str(feed.request.offset + 1), OPENSEARCH)
    add_element(root, "itemsPerPage", str(FEED_SIZE), OPENSEARCH)
    for document in documents:
        _entry(etree.SubElement(root, f"{{{ATOM}}}entry"), document, feed)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def feed_id(feed: Feed) -> str:
    """Return what names the feed of this search in this language, the same on all its pages and in any order of its filters."""
    filters = {field: tuple(sorted(keys)) for field in FacetField if (keys := feed.request.filters.get(field))}
    whole = replace(feed.request, filters=filters, sort=Sort.RELEVANCE, offset=0, size=DEFAULT_SIZE)
    return _urn(feed.identity, f"{feed.language}?{query_string(whole)}")


def entry_id(identity: str, id: str) -> str:
    """Return what names a document of a catalogue, the same in every feed and language."""
    return _urn(identity, f"documents/{id}")


def _urn(identity: str, name: str) -> str:
    return uuid5(uuid5(NAMESPACE_URL, f"urn:uuid:{UUID(identity)}"), name).urn


def _links(feed: Feed) -> Iterator[tuple[str, str, str]]:
    """Yield relation, address and media type."""
    page, media_type = page_number(feed.request), MEDIA_TYPES[Format.ATOM]
    places = {
        "self": page,
        "first": 1,
        "previous": min(page - 1, feed.pages),
        "next": page + 1 if page < feed.pages else 0,
        "last": feed.pages,
    }
    for relation, number in places.items():
        if number:
            yield relation, feed.base + feed_address(feed.language, feed.request, number), media_type
    shown = replace(feed.request, offset=0, size=DEFAULT_SIZE)
    yield "alternate", feed.base + search_address(feed.language, shown), "text/html"
    yield "search", feed.base + opensearch_address(feed.language), "application/opensearchdescription+xml"


def _entry(entry: etree._Element, document: Document, feed: Feed) -> None:
    own = {} if document.language == UNDETERMINED else {LANG: document.language}
    cited = reference(document, feed.labels.publishers, "")
    kind = feed.labels.type(document.type, feed.language)
    add_element(entry, "id", entry_id(feed.identity, document.id))
    title = whole_title(clean_line(document.title), clean_line(document.subtitle or ""))
    add_element(entry, "title", f"{title} ({cited.cited_number or kind})", **own)
    add_element(entry, "published", _time(document.first_seen or _NEVER))
    add_element(entry, "updated", _time(document.updated or _NEVER))
    for name in cited.all_authors:
        _person(entry, name)
    for key in document.publishers:
        add_element(entry, "publisher", feed.labels.publisher(key, feed.language), DUBLIN_CORE)
    if document.published:
        add_element(entry, "date", str(document.published), DUBLIN_CORE)
    _entry_links(entry, document, feed)
    _categories(entry, document, kind, feed)
    if abstract := clean_text(document.abstract or ""):
        add_element(entry, "summary", abstract, **own)


def _entry_links(entry: etree._Element, document: Document, feed: Feed) -> None:
    here = feed.base + document_address(feed.language, document.id)
    add_element(entry, "link", rel="alternate", type="text/html", hreflang=feed.language, href=here)
    if source := safe_address(document.landing_page):
        add_element(entry, "link", rel="via", href=source)


def _categories(entry: etree._Element, document: Document, kind: str, feed: Feed) -> None:
    """A scheme is the page with all the values of its field."""
    topics = [(key, feed.labels.topic(key, feed.language)) for key in document.topics]
    for field, values in ((FacetField.TYPE, [(document.type.value, kind)]), (FacetField.TOPIC, topics)):
        scheme = feed.base + facet_address(feed.language, field, _FIRST)
        for key, label in values:
            add_element(entry, "category", term=key, scheme=scheme, label=label)


def _person(parent: etree._Element, name: str, address: str | None = None) -> None:
    author = etree.SubElement(parent, f"{{{ATOM}}}author")
    add_element(author, "name", name)
    if address:
        add_element(author, "uri", address)


def _time(moment: datetime) -> str:
    """Return a moment as RFC 3339 has it, in seconds and in UTC."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
