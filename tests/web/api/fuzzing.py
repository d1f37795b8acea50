"""Asks the API whatever its description allows and forbids, and holds the answers against the description."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.applications import Starlette

from web.api.operations import Operation
from web.reader import printable

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]


@contextmanager
def described(app: Starlette) -> Iterator[BaseSchema]:
    """Yield what the application says of itself."""
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


def can_be_asked_wrongly(operation: Operation) -> bool:
    """Return whether a question can be against the description: whatever stands in a path is an id."""
    return any(parameter.place == "query" for parameter in operation.parameters)


def ask(schema: BaseSchema, path: str, mode: GenerationMode, examples: int, *, always_alike: bool = True) -> int:
    """Ask one operation so many questions that fit its description, or do not; return how many it was.

    They are the same each time, or else others.
    """
    operation, asked = schema[path]["GET"], 0

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=always_alike,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def question(case: schemathesis.Case[Any]) -> None:
        nonlocal asked
        asked += 1
        response = case.call()
        sent = parse_qsl(urlsplit(str(response.request.url)).query, keep_blank_values=True)
        # An empty value counts as none at all, and space around one does not count; the schema cannot say so.
        is_whole = all(value and printable(value) == value for _, value in sent)
        case.validate_response(response, checks=[check for check in CHECKS if is_whole or check is not negative_data_rejection])

    question()
    return asked
