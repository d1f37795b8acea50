"""The register of publishers A–Å, all of them or those of one kind, with what each was called before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.engine import NO_VALUE, FacetCount, FacetField
from library.text import sort_key
from library.vocabulary import Predecessor, Publisher
from web.addresses import publishers_address, value_address
from web.files import safe_address
from web.labels import KINDS, Labels
from web.views.collation import by_initial
from web.views.links import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherView:
    """One publisher with documents."""

    name: str
    short: str | None
    address: str
    count: int
    facts: tuple[str, ...]
    """The kind, unless all that are shown have it, and the years of one that is no more."""
    homepage: Link | None
    predecessors: tuple[Link, ...]
    successor: Link | None


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of publishers and how many there are; its register, unless that is shown."""

    link: Link
    publishers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """Publishers in Norwegian alphabetical order under their initials, and the kinds of all publishers."""

    groups: tuple[tuple[str, tuple[PublisherView, ...]], ...]
    shown: int
    total: int
    kinds: tuple[KindView, ...]
    kind: str | None
    """What those shown have in common."""
    all: str
    """The register of all kinds."""


def register_view(counts: Sequence[FacetCount], kind: str | None, labels: Labels, language: str) -> RegisterView:
    """Present the publishers that have documents; those of one kind if a key of KINDS is given."""
    counted = {count.key: count.count for count in counts if count.key != NO_VALUE}
    known = [publisher for key in counted if (publisher := labels.publishers.get(key))]
    views = [_view(publisher, counted, kind, labels, language) for publisher in known if kind in {None, publisher.kind}]
    return RegisterView(
        groups=tuple((initial, tuple(group)) for initial, group in by_initial(views, lambda view: view.name)),
        shown=len(views),
        total=len(known),
        kinds=_kinds(known, kind, labels, language),
        kind=labels.kind(kind, language) if kind else None,
        all=publishers_address(language),
    )


def _kinds(publishers: Sequence[Publisher], shown: str | None, labels: Labels, language: str) -> tuple[KindView, ...]:
    counts = Counter(publisher.kind for publisher in publishers if publisher.kind in KINDS)
    views = [
        KindView(Link(labels.kind(kind, language), publishers_address(language, kind) if kind != shown else None), count)
        for kind, count in counts.items()
    ]
    return tuple(sorted(views, key=lambda view: sort_key(view.link.label)))


def _view(publisher: Publisher, counted: Mapping[str, int], kind: str | None, labels: Labels, language: str) -> PublisherView:
    def link(key: str, years: str = "") -> Link:
        name = f"{labels.publisher(key, language)} {years}".strip()
        return Link(name, value_address(language, FacetField.PUBLISHER, key) if key in counted else None)

    name = publisher.names.in_language(language)
    return PublisherView(
        name=name,
        short=publisher.short if publisher.short and publisher.short not in name else None,
        address=value_address(language, FacetField.PUBLISHER, publisher.key),
        count=counted[publisher.key],
        facts=tuple(_facts(publisher, kind, labels, language)),
        homepage=_homepage(publisher),
        predecessors=tuple(link(before.key, _bracketed(before)) for before in publisher.predecessors),
        successor=link(publisher.successor) if publisher.successor else None,
    )


def _facts(publisher: Publisher, shown: str | None, labels: Labels, language: str) -> Iterator[str]:
    if publisher.kind in KINDS and publisher.kind != shown:
        yield labels.kind(publisher.kind, language)
    if publisher.last_year:
        yield _years(publisher.first_year, publisher.last_year)


def _homepage(publisher: Publisher) -> Link | None:
    address = safe_address(publisher.homepage)
    return Link((urlsplit(address).hostname or address).removeprefix("www."), address) if address else None


def _bracketed(predecessor: Predecessor) -> str:
    years = _years(predecessor.first_year, predecessor.last_year)
    return f"({years})" if years else ""


def _years(first: int | None, last: int | None) -> str:
    return f"{first or ''}–{last or ''}" if first or last else ""
