"""The search that other sites show, and the page that makes the code for it: labels and addresses. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.engine import NO_VALUE, FacetCount, FacetField, SearchRequest, SearchResults
from library.document import Document
from library.text import sort_key
from web.addresses import embed_address, search_address
from web.embedding import SIZES, Embedding, EmbedKind
from web.labels import Labels
from web.params import on_page, page_number, query_items
from web.texts import INTERFACE_LANGUAGES, LANGUAGE_NAMES, mark
from web.views.hits import HitView, hit_view
from web.views.search import notice_sentence, page_count

KINDS: Mapping[EmbedKind, str] = {
    EmbedKind.ELEMENT: mark("A search box with hits in your page"),
    EmbedKind.FRAME: mark("A frame with a search box and hits"),
    EmbedKind.FORM: mark("A search box that leads to Kartotek"),
}
OFFERED = (FacetField.PUBLISHER, FacetField.TOPIC, FacetField.TYPE)
"""The fields that the page offers to narrow by; an address may name any."""
_CHOSEN_APART = {"q", "page", "size", *(field.value for field in OFFERED)}


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedView:
    """A page of results in a frame."""

    query: str
    corrected: str | None
    total: int
    hits: tuple[HitView, ...]
    notices: tuple[str, ...]
    previous: str | None
    next: str | None
    whole: str
    """The same search on our site."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A field to narrow by."""

    field: FacetField
    label: str
    options: tuple[Option, ...]

    @property
    def is_multiple(self) -> bool:
        """Whether more than one value is chosen, which only an address can do."""
        return sum(option.is_chosen for option in self.options) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BuilderView:
    """All that can be chosen for the code."""

    query: str
    kinds: tuple[Option, ...]
    languages: tuple[Option, ...]
    choices: tuple[Choice, ...]
    sizes: tuple[Option, ...]
    others: tuple[tuple[str, str], ...]
    """What else the address narrows by, to be kept."""


def embed_view(
    request: SearchRequest, results: SearchResults, documents: Mapping[str, Document], labels: Labels, language: str
) -> EmbedView:
    """Present the answer to a request; documents hold those of the hits that the catalogue still has."""
    page, pages = page_number(request), page_count(results.total, request.size)
    hits = [(hit, documents[hit.id]) for hit in results.hits if hit.id in documents]
    return EmbedView(
        query=request.query,
        corrected=results.corrected,
        total=results.total,
        hits=tuple(hit_view(hit, document, request.query, labels, language) for hit, document in hits),
        notices=tuple(notice_sentence(notice, labels, language) for notice in results.notices),
        previous=embed_address(language, on_page(request, min(page - 1, pages))) if page > 1 and pages else None,
        next=embed_address(language, on_page(request, page + 1)) if page < pages else None,
        whole=search_address(language, on_page(request, 1)),
    )


def builder_view(
    wanted: Embedding, counts: Mapping[FacetField, Sequence[FacetCount]], labels: Labels, language: str
) -> BuilderView:
    """Present the choices with those that are made; counts are those of all documents, by facet."""
    request, texts = wanted.request, labels.texts
    sizes = sorted({*SIZES, request.size})
    return BuilderView(
        query=request.query,
        kinds=tuple(Option(kind, texts.get(language, KINDS[kind]), kind is wanted.kind) for kind in EmbedKind),
        languages=tuple(Option(code, LANGUAGE_NAMES[code], code == wanted.language) for code in INTERFACE_LANGUAGES),
        choices=tuple(_choice(field, counts[field], request.filters.get(field, ()), labels, language) for field in OFFERED),
        sizes=tuple(Option(str(size), str(size), size == request.size) for size in sizes),
        others=tuple((name, value) for name, value in query_items(request) if name not in _CHOSEN_APART),
    )


def attributes(request: SearchRequest) -> list[tuple[str, str]]:
    """Return the attributes of the element: those of a search, with spaces between several values of one."""
    items = [item for item in query_items(request) if item[0] not in {"q", "page", "size"}]
    grouped = groupby(items, key=lambda item: item[0])
    fixed = [(name, " ".join(value for _, value in values)) for name, values in grouped]
    query = [("query", request.query)] if request.query else []
    return [*query, *fixed, ("size", str(request.size))]


def fixed_items(request: SearchRequest) -> list[tuple[str, str]]:
    """Return the parameters that a form carries along hidden: all but the query and the page."""
    return [item for item in query_items(request) if item[0] not in {"q", "page"}]


def form_items(wanted: Embedding) -> list[tuple[str, str]]:
    """Return what a form that leads to our own page carries along: how many hits the element shows is nothing to that page."""
    return [item for item in fixed_items(wanted.request) if item[0] != "size" or wanted.kind is EmbedKind.FORM]


def _choice(field: FacetField, counts: Iterable[FacetCount], chosen: Sequence[str], labels: Labels, language: str) -> Choice:
    keys = {*(count.key for count in counts if count.key != NO_VALUE), *chosen}
    named = sorted(((labels.value(field, key, language), key) for key in keys), key=lambda item: sort_key(item[0]))
    options = tuple(Option(key, label, key in chosen) for label, key in named)
    return Choice(field, labels.facet(field, language), options)
