"""Puts together what several places say of one document: for each field, the strongest that says something counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Any

import msgspec

from library.cleaning import clean_line
from library.document import TYPE_OF_SERIES, DocumentType, Provenance
from library.identifiers import parse_series_number
from library.record import MAX_TITLE, Description, Record
from library.text import fold_name

# Fields of a description that are one thing: a number means nothing without its series.
_TOGETHER = (("series", "number", "session"),)
# What a description's field is called in a document, where it is another name; a topic that is not known becomes a keyword.
_FIELDS_OF_DOCUMENT = {
    "series": ("number",),
    "session": ("number",),
    "language": ("declared_language",),
    "topics": ("topics", "keywords"),
}
_WITHOUT_PROVENANCE = frozenset({"id", "files", "sources"})


@dataclass(frozen=True, slots=True)
class Layer:
    """What one place says."""

    provenance: Provenance
    says: Description


@dataclass(frozen=True, slots=True)
class Settled:
    """A whole record, and where each of its fields comes from (by the name of the document's field)."""

    record: Record
    provenance: Mapping[str, Provenance]


def settle(layers: Iterable[Layer]) -> Settled:
    """Return the record that the layers make; the strongest layer that has a field gives it. A subtitle goes with its title.

    A title and a type must be in one of them; by_rule() sees to that where nobody says so.
    """
    values: dict[str, Any] = {}
    provenance: dict[str, Provenance] = {}
    layers = sorted(layers, key=lambda layer: list(Provenance).index(layer.provenance))
    for layer in layers:
        for fields in _groups():
            said = {field: getattr(layer.says, field) for field in fields if getattr(layer.says, field)}
            if said and not any(field in values for field in fields):
                values |= said
                provenance |= {
                    name: layer.provenance
                    for field in said
                    if field not in _WITHOUT_PROVENANCE
                    for name in _FIELDS_OF_DOCUMENT.get(field, (field,))
                }
    if _is_of_another_title(values, provenance, layers):
        del values["subtitle"], provenance["subtitle"]
    return Settled(Record(**values), provenance)


def _is_of_another_title(values: Mapping[str, Any], provenance: Mapping[str, Provenance], layers: Iterable[Layer]) -> bool:
    """Tell whether the subtitle goes with a title that a stronger layer has set aside."""
    giver = next((layer.says for layer in layers if layer.says.subtitle and layer.says.subtitle == values.get("subtitle")), None)
    if giver is None or provenance["subtitle"] is provenance["title"] or not giver.title:
        return False
    return fold_name(giver.title) != fold_name(values["title"])


def by_rule(layers: Iterable[Layer], name: str) -> Layer:
    """Return the layer of last resort: a title made of the file's name, a type that goes with the series, else a report."""
    numbers = (" ".join(filter(None, (layer.says.series, layer.says.number))) for layer in layers)
    parsed = (parse_series_number(number) for number in numbers)
    series = next((number.series for number in parsed if number), "")
    title = clean_line(PurePath(name).stem.replace("_", " "))[:MAX_TITLE]
    return Layer(
        Provenance.RULE,
        Description(title=title[:1].upper() + title[1:] or None, type=TYPE_OF_SERIES.get(series, DocumentType.REPORT)),
    )


@cache
def _groups() -> list[tuple[str, ...]]:
    together = {name for names in _TOGETHER for name in names}
    return [*_TOGETHER, *((field.name,) for field in msgspec.structs.fields(Description) if field.name not in together)]
