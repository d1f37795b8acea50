"""What v1 of the API has promised, as it was recorded. `python -m tests.web.api.contract` records what is added to it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from web.api.openapi import openapi

RECORDED = Path(__file__).parent / "contract.json"
Promises = dict[str, str]
"""What is promised, by where it is found: «Search.meta» → «Meta, always»."""


def promises() -> Promises:
    """Return what the API promises now."""
    document = openapi()
    return dict([*_of_shapes(document["components"]["schemas"]), *_of_operations(document["paths"])])


def recorded() -> Promises:
    """Return what was promised when it was recorded last."""
    found: Promises = json.loads(RECORDED.read_text(encoding="utf-8"))
    return found


def broken(before: Promises, now: Promises) -> dict[str, tuple[str, str | None]]:
    """Return the promises that are kept no more: what each was, and what there is instead."""
    return {place: (was, now.get(place)) for place, was in before.items() if now.get(place) != was}


def _of_shapes(schemas: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, schema in schemas.items():
        for field, value in schema.get("properties", {}).items():
            always = "always" if field in schema.get("required", ()) else "sometimes"
            yield f"{name}.{field}", f"{_kind(value)}, {always}"
        for value in schema.get("enum", ()):
            yield f"{name}={value}", "a value"


def _of_operations(paths: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for path, methods in paths.items():
        operation = methods["get"]
        for parameter in operation["parameters"]:
            yield f"GET {path} ? {parameter['name']}", _kind({**parameter["schema"], "default": None})
            if "default" in parameter["schema"]:
                yield f"GET {path} ? {parameter['name']} by default", str(parameter["schema"]["default"])
        for status, response in operation["responses"].items():
            for media_type, content in response.get("content", {"": {}}).items():
                yield f"GET {path} → {status}", " ".join(filter(None, (media_type, _kind(content.get("schema", {})))))


def _kind(schema: Mapping[str, Any]) -> str:
    """Return what a schema allows, without what is only said of it."""
    said = {"description", "title", "default", "examples"}
    kept = {key: value for key, value in schema.items() if key not in said}
    if "$ref" in kept:
        return str(kept["$ref"]).rpartition("/")[2]
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else ""


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
