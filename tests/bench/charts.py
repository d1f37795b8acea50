"""Charts as SVG that are read on light and on dark ground: bars and points over logarithmic scales, lines over sizes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 720
LEFT, RIGHT, TOP, BOTTOM = 130, 28, 44, 46  # margins
BAR, GAP = 20, 12
RADIUS = 3
PLOT = 300  # height of what is drawn between axes
# Colours that differ also for those who do not see all of them, each of enough contrast on white and on GitHub's dark grey.
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328; } .title { font-weight: 600; font-size: 15px; } .small { fill: #59636e; }
.grid { stroke: #d1d9e0; } .tail { opacity: 0.35; } circle { fill-opacity: 0.65; } path { stroke-width: 2; }
.c0 { fill: #0969da; } .c1 { fill: #bc4c00; } .c2 { fill: #1a7f37; } .c3 { fill: #8250df; } .c4 { fill: #6e7781; }
path.c0 { stroke: #0969da; fill: none; }
@media (prefers-color-scheme: dark) { text { fill: #f0f6fc; } .small { fill: #9198a1; } .grid { stroke: #3d444d; }
.c0 { fill: #4493f8; } .c1 { fill: #db6d28; } .c2 { fill: #3fb950; } .c3 { fill: #ab7df8; } .c4 { fill: #9198a1; }
path.c0 { stroke: #4493f8; } }
"""


@dataclass(frozen=True, slots=True)
class Span:
    """A bar: its label, the value to which it is drawn, and a further one to which it fades."""

    label: str
    value: float
    further: float
    style: int


@dataclass(frozen=True, slots=True)
class Scale:
    """A logarithmic scale: which values lie at its two ends, and where these are in the drawing."""

    least: float
    most: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value lies; what is less than the least lies at the start."""
        share = math.log10(max(value, self.least) / self.least) / math.log10(self.most / self.least)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self) -> list[float]:
        """Return the powers of ten."""
        return [10.0**power for power in range(round(math.log10(self.least)), round(math.log10(self.most)) + 1)]


def bars(title: str, unit: str, spans: Sequence[Span]) -> str:
    """Draw a bar for each value, over a logarithmic scale."""
    height = TOP + len(spans) * (BAR + GAP) + BOTTOM
    scale = _scale([value for span in spans for value in (span.value, span.further)], LEFT, WIDTH - RIGHT)
    return _drawing(title, height, [*_columns(scale, height - BOTTOM, unit), *_spans(spans, scale)])


def _spans(spans: Sequence[Span], scale: Scale) -> Iterator[str]:
    for place, span in enumerate(spans):
        y = TOP + place * (BAR + GAP) + GAP / 2
        end, further = scale.at(span.value), scale.at(span.further)
        yield f'<rect class="c{span.style} tail" x="{LEFT}" y="{y + 6}" width="{further - LEFT:.1f}" height="{BAR - 12}"/>'
        yield f'<rect class="c{span.style}" x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="{BAR}"/>'
        yield _text(LEFT - 8, y + 15, span.label, "end")
        yield _text(max(end, further) + 6, y + 15, f"{number(span.value)} · {number(span.further)}", "start", "small")


def points(title: str, across: str, up: str, series: Mapping[str, Iterable[tuple[float, float]]]) -> str:
    """Draw points of several kinds, over logarithmic scales in both directions."""
    held = {name: list(found) for name, found in series.items()}
    height = TOP + 24 + PLOT + BOTTOM
    x = _scale([one for found in held.values() for one, _ in found], LEFT, WIDTH - RIGHT)
    y = _scale([other for found in held.values() for _, other in found], height - BOTTOM, TOP + 24)
    parts = [*_columns(x, height - BOTTOM, across), *_rows(y, up), *_legend(list(held))]
    for style, found in enumerate(held.values()):
        parts.extend(f'<circle class="c{style}" cx="{x.at(one)}" cy="{y.at(other)}" r="{RADIUS}"/>' for one, other in found)
    return _drawing(title, height, parts)


def lines(title: str, panels: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Draw several values over the same sizes, each in a panel of its own from zero."""
    room, height = WIDTH / len(panels), TOP + 200 + BOTTOM
    parts = [part for place, (name, found) in enumerate(panels.items()) for part in _panel(name, found, place * room, room)]
    return _drawing(title, height, parts)


def _panel(name: str, found: Sequence[tuple[float, float]], left: float, room: float) -> Iterator[str]:
    start, end, bottom, top = left + 56, left + room - 24, TOP + 200, TOP + 40
    widest, highest = max(one for one, _ in found), max(other for _, other in found)
    placed = [(start + one / widest * (end - start), bottom - other / highest * (bottom - top)) for one, other in found]
    yield f'<line class="grid" x1="{start:.1f}" x2="{end:.1f}" y1="{bottom}" y2="{bottom}"/>'
    yield _text(left + 12, TOP + 14, name, "start")
    yield f'<path class="c0" d="M {" L ".join(f"{x:.1f} {y:.1f}" for x, y in placed)}"/>'
    for (x, y), (one, other) in zip(placed, found, strict=True):
        yield f'<circle class="c0" cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS + 1}"/>'
        yield _text(x, y - 9, number(other), "middle")
        yield _text(x, bottom + 18, f"{one / 1000:.0f}k", "middle", "small")


def number(value: float) -> str:
    """Write a number with as many digits as tell something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _scale(values: Sequence[float], start: float, end: float) -> Scale:
    """Return a scale from a power of ten below all values to one above; it has at least two."""
    some = [value for value in values if value > 0] or [1.0]
    least, most = math.floor(math.log10(min(some))), math.ceil(math.log10(max(some)))
    return Scale(10.0**least, 10.0 ** max(most, least + 1), start, end)


def _columns(scale: Scale, bottom: float, unit: str) -> Iterator[str]:
    for value in scale.ticks():
        x = scale.at(value)
        yield f'<line class="grid" x1="{x}" x2="{x}" y1="{TOP}" y2="{bottom}"/>'
        yield _text(x, bottom + 18, _tick(value), "middle", "small")
    yield _text((scale.start + scale.end) / 2, bottom + 36, unit, "middle", "small")


def _rows(scale: Scale, unit: str) -> Iterator[str]:
    for value in scale.ticks():
        y = scale.at(value)
        yield f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>'
        yield _text(LEFT - 8, y + 4, f"{_tick(value)} {unit}", "end", "small")


def _tick(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def _legend(names: Sequence[str]) -> Iterator[str]:
    for style, name in enumerate(names):
        x = LEFT + style * 150
        yield f'<circle class="c{style}" cx="{x + 6}" cy="{TOP}" r="5"/>'
        yield _text(x + 16, TOP + 5, name, "start")


def _text(x: float, y: float, text: str, anchor: str, style: str = "") -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _drawing(title: str, height: float, parts: Iterable[str]) -> str:
    label = escape(title)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{label}">',
            f"<style>{_STYLE}</style>",
            _text(12, 24, title, "start", "title"),
            *parts,
            "</svg>\n",
        ]
    )
