"""Describes the API as OpenAPI 3.1 has it, from the types of its answers and the table of its operations."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

import msgspec

from web.api.operations import OPERATIONS, Operation
from web.api.parameters import Parameter
from web.api.shapes.found import ResultShape
from web.api.shapes.problem import PROBLEM, ProblemShape

OPENAPI = "3.1.0"
_SUFFIX = re.compile(r"Shape\b")
_REFS = "#/components/schemas/{name}"
_DESCRIPTION = (
    "Search a library of Norwegian and Nordic policy documents. Any site may ask, without a key. Fields and parameters are"
    " added to this version and never removed or renamed; be prepared for fields that you do not know."
    " A parameter without a value counts as left out."
)
_ALWAYS: Mapping[HTTPStatus, str] = {
    HTTPStatus.NOT_ACCEPTABLE: "The client accepts nothing that there is.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "The address is too long.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "A parameter is unknown or cannot be used; invalid_params tells which, and what could be.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests from one address; Retry-After tells when to come again (seconds).",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something failed on our side.",
    HTTPStatus.SERVICE_UNAVAILABLE: "It took too long, or too many are waiting; Retry-After tells when to come again (seconds).",
}
_MORE: Mapping[HTTPStatus, str] = {
    HTTPStatus.NOT_FOUND: "There is no such document.",
    HTTPStatus.GONE: "What was here once: a document that was removed, or the state of the index that a cursor is of.",
}
_LATER = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_HEADERS: Mapping[str, str] = {
    "ETag": "Send it back as If-None-Match to be told 304 where nothing has changed.",
    "X-Total-Count": "How many there are in all.",
    "Retry-After": "Whole seconds to wait before asking again.",
    "Link": "Neighbours (next, prev), the same for people (alternate) and this description (service-desc), as RFC 8288 has it.",
}


@cache
def openapi() -> Mapping[str, Any]:
    """Return the description; its servers are left to whoever serves it."""
    return {
        "openapi": OPENAPI,
        "info": {
            "title": "Kartotek",
            "version": version("kartotek"),
            "summary": "A searchable library of Norwegian and Nordic policy documents",
            "description": _DESCRIPTION,
        },
        "paths": {operation.path: {"get": _get(operation)} for operation in OPERATIONS},
        "components": {"schemas": schemas()},
    }


@cache
def schemas() -> Mapping[str, Any]:
    """Return the JSON schema of every shape by its name."""
    shapes = [operation.answer for operation in OPERATIONS if operation.answer]
    _, found = msgspec.json.schema_components([*shapes, ProblemShape], ref_template=_REFS)
    assert len({_SUFFIX.sub("", name) for name in found}) == len(found), "two shapes go by one name"
    described = {
        name: _described(name, schema, _field_docs(_structs()[name])) for name, schema in found.items() if name in _structs()
    }
    named = {_SUFFIX.sub("", name): schema for name, schema in {**found, **described}.items()}
    # Which of its fields a result has, the parameter «fields» decides.
    named[_SUFFIX.sub("", ResultShape.__name__)]["required"] = ["id"]
    return {name: _renamed(schema) for name, schema in named.items()}


def _get(operation: Operation) -> Mapping[str, Any]:
    errors = {**{status: _MORE[status] for status in operation.errors}, **_ALWAYS}
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": operation.description,
        "parameters": [_parameter(parameter) for parameter in operation.parameters],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": _headers(name for name in _HEADERS if _has(operation, name)),
                "content": {operation.media_type: _content(operation)},
            },
            **(
                {"304": {"description": "Nothing has changed since the answer whose ETag was sent."}} if operation.is_kept else {}
            ),
            **{str(int(status)): _problem(status, told) for status, told in sorted(errors.items())},
        },
    }


def _content(operation: Operation) -> Mapping[str, Any]:
    return {"schema": {"$ref": _ref(operation.answer)}} if operation.answer else {}


def _problem(status: HTTPStatus, told: str) -> Mapping[str, Any]:
    headers = {"headers": _headers(["Retry-After"])} if status in _LATER else {}
    return {"description": told, **headers, "content": {PROBLEM: {"schema": {"$ref": _ref(ProblemShape)}}}}


def _has(operation: Operation, header: str) -> bool:
    return {"ETag": operation.is_kept, "X-Total-Count": operation.has_total, "Link": operation.answer is not None}.get(
        header, False
    )


def _headers(names: Iterable[str]) -> Mapping[str, Any]:
    return {name: {"description": _HEADERS[name], "schema": {"type": "string"}} for name in names}


def _ref(shape: type[msgspec.Struct]) -> str:
    return _REFS.format(name=_SUFFIX.sub("", shape.__name__))


def _parameter(parameter: Parameter) -> Mapping[str, Any]:
    is_list = parameter.most > 1
    # Where values are joined by commas, doubles do no harm and are not counted.
    bound = {} if parameter.has_commas else {"maxItems": parameter.most}
    schema = {"type": "array", "items": parameter.schema, **bound} if is_list else parameter.schema
    return {
        "name": parameter.name,
        "in": parameter.place,
        "description": parameter.description,
        "schema": schema,
        **({"required": True} if parameter.place == "path" else {}),
        **({"style": "form", "explode": not parameter.has_commas} if is_list else {}),
        **({"example": _example(parameter)} if parameter.example is not None else {}),
    }


def _example(parameter: Parameter) -> object:
    return str(parameter.example).split(",") if parameter.most > 1 else parameter.example


def _described(name: str, schema: dict[str, Any], docs: Mapping[str, str]) -> dict[str, Any]:
    """Add to a struct's schema what is written below its fields."""
    properties = {
        field: {**value, "description": docs[field]} if field in docs else value for field, value in schema["properties"].items()
    }
    return {**schema, "title": _SUFFIX.sub("", name), "properties": properties}


def _renamed(value: Any) -> Any:
    """Leave the ending off the names of shapes, wherever they are referred to."""
    if isinstance(value, dict):
        return {key: _SUFFIX.sub("", item) if key == "$ref" else _renamed(item) for key, item in value.items()}
    return [_renamed(item) for item in value] if isinstance(value, list | tuple) else value


@cache
def _structs() -> Mapping[str, type[msgspec.Struct]]:
    def below(kind: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
        for each in kind.__subclasses__():
            if each.__module__.startswith("web.api.shapes"):
                yield each
            yield from below(each)

    return {each.__name__: each for each in below(msgspec.Struct)}


def _field_docs(shape: type[msgspec.Struct]) -> Mapping[str, str]:
    """Return the strings that stand after a struct's fields, with those of what it extends."""
    docs: dict[str, str] = {}
    for kind in reversed([each for each in shape.__mro__ if each.__module__.startswith("web.api.shapes")]):
        (body,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
        assert isinstance(body, ast.ClassDef)
        for field, told in zip(body.body, body.body[1:], strict=False):
            match field, told:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    docs[name] = inspect.cleandoc(text)
    return docs
