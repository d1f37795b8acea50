"""The ways out of a search without hits, as a page shows them. No HTML, no HTTP."""

from __future__ import annotations

from dataclasses import dataclass

from index.engine import SearchRequest
from web.addresses import search_address
from web.labels import Labels
from web.shared.ways_out import Way, WayKind, as_asked


@dataclass(frozen=True, slots=True)
class WayView:
    """A way as a page shows it."""

    label: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class WaysView:
    """The ways out of a search without hits, the most fruitful of each sort first."""

    fewer_words: tuple[WayView, ...]
    other_languages: tuple[WayView, ...]
    without_filter: tuple[WayView, ...]
    without_filters: WayView | None


def ways_view(ways: tuple[Way, ...], asked: SearchRequest, labels: Labels, language: str) -> WaysView:
    """Present the ways out of the search that was asked for."""

    def of(kind: WayKind) -> tuple[WayView, ...]:
        return tuple(
            WayView(way.label(labels, language), search_address(language, as_asked(way, asked)), way.count)
            for way in ways
            if way.kind is kind
        )

    return WaysView(
        fewer_words=of(WayKind.FEWER_WORDS),
        other_languages=of(WayKind.OTHER_LANGUAGE),
        without_filter=of(WayKind.WITHOUT_FILTER),
        without_filters=next(iter(of(WayKind.WITHOUT_FILTERS)), None),
    )
