"""What v1 of the API has promised, as it was recorded. `python -m tests.web.api.contract` records what is added to it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from web.api.openapi import openapi
from web.api.shapes.problem import PROBLEM_KINDS

RECORDED = Path(__file__).parent / "contract.json"
_LIMITS = {"minimum": " at least", "maximum": " at most", "maxLength": " letters at most", "maxItems": " values at most"}
_SAID = frozenset({"description", "title", "default", "examples"})  # of a schema, without changing what it allows
Promises = dict[str, str]
"""What is promised, by where it is found: «Search.meta» → «always»."""


def promises() -> Promises:
    """Return what the API promises now."""
    document = openapi()
    kinds = ((f"problem of status {int(status)}", kind) for status, kind in PROBLEM_KINDS.items())
    return dict([*_of_shapes(document["components"]["schemas"]), *_of_operations(document["paths"]), *kinds])


def recorded() -> Promises:
    """Return what was promised when it was recorded last."""
    found: Promises = json.loads(RECORDED.read_text(encoding="utf-8"))
    return found


def broken(before: Promises, now: Promises) -> dict[str, tuple[str, str | None]]:
    """Return the promises that are kept no more: what each was, and what there is instead. A limit may be raised."""
    return {place: (was, now.get(place)) for place, was in before.items() if not _kept(place, was, now.get(place))}


def _kept(place: str, was: str, now: str | None) -> bool:
    if now is None or not place.endswith(tuple(_LIMITS.values())):
        return now == was
    return float(now) <= float(was) if place.endswith(_LIMITS["minimum"]) else float(now) >= float(was)


def _of_shapes(schemas: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, schema in schemas.items():
        for field, value in schema.get("properties", {}).items():
            yield f"{name}.{field}", "always" if field in schema.get("required", ()) else "sometimes"
            yield from _of_schema(f"{name}.{field}", value)
        yield from _of_schema(name, {key: value for key, value in schema.items() if key == "enum"})


def _of_operations(paths: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for path, methods in paths.items():
        operation = methods["get"]
        for parameter in operation["parameters"]:
            yield from _of_schema(f"GET {path} ? {parameter['name']}", parameter["schema"])
        for status, response in operation["responses"].items():
            yield f"GET {path} → {status}", " ".join(response.get("content", {}))
            for content in response.get("content", {}).values():
                yield from _of_schema(f"GET {path} → {status}", content.get("schema", {}))


def _of_schema(place: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a schema promises: its type, each value of an enumeration, its default and its limits, each by itself."""
    inner = {key: value for key, value in schema.items() if key in {"items", "additionalProperties"} and isinstance(value, dict)}
    for value in inner.values():
        yield from _of_schema(f"{place}[]", value)
    for value in schema.get("enum", ()):
        yield f"{place}={value}", "a value"
    if "default" in schema:
        yield f"{place} by default", str(schema["default"])
    for key, name in _LIMITS.items():
        if key in schema:
            yield f"{place}{name}", str(schema[key])
    kept = {key: value for key, value in schema.items() if key not in {*_SAID, *_LIMITS, *inner, "enum"}}
    if kept:
        yield f"{place} is", json.dumps(kept, ensure_ascii=False, sort_keys=True)


def main() -> None:
    """Record what has been added; refuse if something is gone."""
    before, now = recorded() if RECORDED.exists() else {}, promises()
    if gone := broken(before, now):
        sys.exit(
            "Version 1 promised this, and it would be gone:\n" + "\n".join(f"  {place}: {was}" for place, was in gone.items())
        )
    RECORDED.write_text(json.dumps(dict(sorted(now.items())), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(now) - len(before)} promises added; {len(now)} in all.")


if __name__ == "__main__":
    main()
