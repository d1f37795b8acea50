"""The register of publishers A–Å, with what each was called before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.engine import NO_VALUE, FacetCount, FacetField
from library.vocabulary import Predecessor, Publisher
from web.addresses import value_address
from web.files import safe_address
from web.labels import KINDS, Labels
from web.views.collation import by_initial
from web.views.links import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherView:
    """One publisher with documents."""

    name: str
    short: str | None
    kind: str | None
    address: str
    count: int
    homepage: str | None
    years: str
    predecessors: tuple[Link, ...]
    successor: Link | None


def publisher_groups(counts: Sequence[FacetCount], labels: Labels, language: str) -> list[tuple[str, list[PublisherView]]]:
    """Return the publishers that have documents, in Norwegian alphabetical order under their initials."""
    counted = {count.key: count.count for count in counts if count.key != NO_VALUE}
    known = ((labels.publishers.get(key), count) for key, count in counted.items())
    views = [_view(publisher, count, counted, labels, language) for publisher, count in known if publisher]
    return by_initial(views, lambda view: view.name)


def _view(publisher: Publisher, count: int, counted: dict[str, int], labels: Labels, language: str) -> PublisherView:
    def link(key: str, years: str = "") -> Link:
        name = f"{labels.publisher(key, language)} {years}".strip()
        return Link(name, value_address(language, FacetField.PUBLISHER, key) if key in counted else None)

    name = publisher.names.in_language(language)
    return PublisherView(
        name=name,
        short=publisher.short if publisher.short and publisher.short not in name else None,
        kind=labels.kind(publisher.kind, language) if publisher.kind in KINDS else None,
        address=value_address(language, FacetField.PUBLISHER, publisher.key),
        count=count,
        homepage=safe_address(publisher.homepage),
        years=_years(publisher.first_year, publisher.last_year) if publisher.last_year else "",
        predecessors=tuple(link(before.key, _bracketed(before)) for before in publisher.predecessors),
        successor=link(publisher.successor) if publisher.successor else None,
    )


def _bracketed(predecessor: Predecessor) -> str:
    years = _years(predecessor.first_year, predecessor.last_year)
    return f"({years})" if years else ""


def _years(first: int | None, last: int | None) -> str:
    return f"{first or ''}–{last or ''}" if first or last else ""
