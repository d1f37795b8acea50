"""The description of the API as a page shows it: what can be asked, and what the answers hold. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from web.api.openapi import openapi
from web.api.shapes.problem import PROBLEM_KINDS

SHOWN_VALUES = 12  # of an enumeration; more would be a column without end


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter or a field: its name, what it holds, and what it means."""

    name: str
    kind: str
    text: str
    shape: str | None = None
    """The shape that it holds one or several of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationView:
    """An endpoint."""

    name: str
    path: str
    summary: str
    description: str
    parameters: tuple[Row, ...]
    shape: str | None
    media_type: str


@dataclass(frozen=True, slots=True)
class ShapeView:
    """An object in an answer."""

    name: str
    description: str
    fields: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A kind of problem."""

    kind: str
    status: int
    phrase: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiView:
    """The whole description."""

    operations: tuple[OperationView, ...]
    shapes: tuple[ShapeView, ...]
    problems: tuple[ProblemView, ...]


def api_view() -> ApiView:
    """Present the OpenAPI document."""
    document = openapi()
    schemas = document["components"]["schemas"]
    operations = tuple(_operation(path, methods["get"]) for path, methods in document["paths"].items())
    return ApiView(
        operations=operations,
        shapes=tuple(_shape(name, schema) for name, schema in schemas.items() if "properties" in schema),
        problems=tuple(_problems(document["paths"])),
    )


def _operation(path: str, operation: Mapping[str, Any]) -> OperationView:
    ((media_type, content),) = operation["responses"]["200"]["content"].items()
    return OperationView(
        name=operation["operationId"],
        path=path,
        summary=operation["summary"],
        description=operation["description"],
        parameters=tuple(_row(each["name"], each["schema"], each["description"]) for each in operation["parameters"]),
        shape=_referred(content.get("schema", {})),
        media_type=media_type,
    )


def _shape(name: str, schema: Mapping[str, Any]) -> ShapeView:
    fields = tuple(_row(field, value, value.get("description", "")) for field, value in schema["properties"].items())
    return ShapeView(name, schema.get("description", ""), fields)


def _problems(paths: Mapping[str, Any]) -> list[ProblemView]:
    told = {str(int(HTTPStatus.METHOD_NOT_ALLOWED)): "Only GET, HEAD and OPTIONS are answered."}
    for methods in paths.values():
        told |= {status: response["description"] for status, response in methods["get"]["responses"].items()}
    kinds = sorted(PROBLEM_KINDS.items())
    return [ProblemView(kind, int(status), HTTPStatus(status).phrase, told.get(str(int(status)), "")) for status, kind in kinds]


def _row(name: str, schema: Mapping[str, Any], text: str) -> Row:
    return Row(name, kind_of(schema), text, _referred(schema))


def kind_of(schema: Mapping[str, Any]) -> str:
    """Return what values a schema allows, in a few words."""
    match schema:
        case {"$ref": str(ref)}:
            return _values(ref) or _name(ref)
        case {"anyOf": list(options)}:
            return " or ".join(kind_of(option) for option in options)
        case {"enum": list(values)}:
            return _some(values)
        case {"type": "array", "prefixItems": list(items)}:
            return f"list of {len(items)}: {', '.join(kind_of(item) for item in items)}"
        case {"type": "array", "items": dict(items)}:
            return f"list of {kind_of(items)}"
        case {"type": "object", "additionalProperties": dict(values)}:
            return f"object of {kind_of(values)}"
        case {"type": "integer", "minimum": lowest, "maximum": highest}:
            return f"integer, {lowest}–{highest}{_default(schema)}"
        case {"type": str(kind)}:
            return kind + _default(schema)
        case _:
            return "anything"


def _values(ref: str) -> str | None:
    schema = openapi()["components"]["schemas"][_name(ref)]
    return _some(schema["enum"]) if "enum" in schema else None


def _some(values: Sequence[object]) -> str:
    more = ", …" if len(values) > SHOWN_VALUES else ""
    return " | ".join(str(value) for value in values[:SHOWN_VALUES]) + more


def _default(schema: Mapping[str, Any]) -> str:
    return f" (default {schema['default']})" if schema.get("default") else ""


def _referred(schema: Mapping[str, Any]) -> str | None:
    """Return the shape that a schema refers to, if it is one that the page describes."""
    match schema:
        case {"$ref": str(ref)}:
            return _name(ref) if "properties" in openapi()["components"]["schemas"][_name(ref)] else None
        case {"items": dict(inner)} | {"additionalProperties": dict(inner)}:
            return _referred(inner)
        case {"anyOf": list(options)}:
            return next(filter(None, map(_referred, options)), None)
        case _:
            return None


def _name(ref: str) -> str:
    return ref.rpartition("/")[2]
