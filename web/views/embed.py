"""The search that other sites show, and the page that makes the code for it: labels and addresses. No HTML, no HTTP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.engine import NO_VALUE, FacetCount, FacetField, SearchRequest, SearchResults
from library.document import Document
from library.text import sort_key
from web.addresses import search_address
from web.embedding import SIZES, Embedding, EmbedKind, Theme, frame_address
from web.labels import Labels
from web.params import on_page, query_items
from web.shared.notices import notice_sentence
from web.shared.paging import neighbours
from web.texts import INTERFACE_LANGUAGES, LANGUAGE_NAMES, mark
from web.views.chips import clauses
from web.views.hits import HitView, hit_view

KINDS: Mapping[EmbedKind, str] = {
    EmbedKind.ELEMENT: mark("A search box with hits in your page"),
    EmbedKind.FRAME: mark("A frame with a search box and hits"),
    EmbedKind.FORM: mark("A search box that leads to Kartotek"),
}
THEMES: Mapping[Theme, str] = {
    Theme.AUTO: mark("Light or dark, as the reader's system is"),
    Theme.LIGHT: mark("Always light"),
    Theme.DARK: mark("Always dark"),
}
SEARCH = mark("Search Kartotek")
SEARCH_WITHIN = mark("Search Kartotek: documents %(clauses)s")
OR = mark("or")
USUAL = mark("The usual number")
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
    themes: tuple[Option, ...]
    choices: tuple[Choice, ...]
    sizes: tuple[Option, ...]
    others: tuple[tuple[str, str], ...]
    """What else the address narrows by, to be kept."""


def search_label(request: SearchRequest, labels: Labels, language: str) -> str:
    """Return what a search box is called that searches within a part of the library, or the whole of it."""
    texts = labels.texts
    either = f" {texts.get(language, OR)} "
    said = ((clause.phrase, either.join(chip.label for chip in clause.chips)) for clause in clauses(request, labels, language))
    joined = ", ".join(" ".join(filter(None, parts)) for parts in said)
    return texts.get(language, SEARCH_WITHIN) % {"clauses": joined} if joined else texts.get(language, SEARCH)


def embed_view(
    request: SearchRequest,
    results: SearchResults,
    documents: Mapping[str, Document],
    labels: Labels,
    language: str,
    *,
    theme: Theme = Theme.AUTO,
) -> EmbedView:
    """Present the answer to a request; documents hold those of the hits that the catalogue still has."""
    before, after = neighbours(request, results.total)
    hits = [(hit, documents[hit.id]) for hit in results.hits if hit.id in documents]
    return EmbedView(
        query=request.query,
        corrected=results.corrected,
        total=results.total,
        hits=tuple(hit_view(hit, document, request.query, labels, language) for hit, document in hits),
        notices=tuple(notice_sentence(notice, labels, language) for notice in results.notices),
        previous=frame_address(language, before, theme) if before else None,
        next=frame_address(language, after, theme) if after else None,
        whole=search_address(language, on_page(request, 1)),
    )


def builder_view(
    wanted: Embedding,
    counts: Mapping[FacetField, Sequence[FacetCount]],
    labels: Labels,
    language: str,
    kinds: Iterable[EmbedKind] = EmbedKind,
) -> BuilderView:
    """Present the choices with those that are made; counts are those of all documents, by facet. Kinds are those to be had."""
    request, texts = wanted.request, labels.texts
    return BuilderView(
        query=request.query,
        kinds=tuple(Option(kind, texts.get(language, KINDS[kind]), kind is wanted.kind) for kind in kinds),
        languages=tuple(Option(code, LANGUAGE_NAMES[code], code == wanted.language) for code in INTERFACE_LANGUAGES),
        themes=tuple(Option(theme, texts.get(language, THEMES[theme]), theme is wanted.theme) for theme in Theme),
        choices=tuple(_choice(field, counts[field], request.filters.get(field, ()), labels, language) for field in OFFERED),
        sizes=tuple(_sizes(wanted, texts.get(language, USUAL))),
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


def _sizes(wanted: Embedding, usual: str) -> Iterator[Option]:
    """Yield the numbers of hits: the usual one of each way, which follows when another way is chosen, and those by name."""
    yield Option("", usual, not wanted.has_size)
    for size in sorted({*SIZES, wanted.request.size} if wanted.has_size else SIZES):
        yield Option(str(size), str(size), wanted.has_size and size == wanted.request.size)


def _choice(field: FacetField, counts: Iterable[FacetCount], chosen: Sequence[str], labels: Labels, language: str) -> Choice:
    keys = {*(count.key for count in counts if count.key != NO_VALUE), *chosen}
    names = {key: labels.value(field, key, language) for key in keys}
    borne = Counter(names.values())
    named = {key: name if borne[name] == 1 else f"{name} ({_apart(key, labels)})" for key, name in names.items()}
    options = tuple(Option(key, named[key], key in chosen) for key in sorted(keys, key=lambda key: sort_key(named[key])))
    return Choice(field, labels.facet(field, language), options)


def _apart(key: str, labels: Labels) -> str:
    """Return what tells apart two of one name: the years of a publisher, as ministries follow each other, else the key."""
    publisher = labels.publishers.get(key)
    years = (publisher.first_year, publisher.last_year) if publisher else (None, None)
    return "–".join(str(year or "") for year in years) if any(years) else key
