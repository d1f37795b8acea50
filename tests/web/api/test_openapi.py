"""The description of the API holds: it is valid, complete, and the answers are as it says, whatever is asked."""

from collections.abc import Iterator

import jsonschema_rs
import pytest
from schemathesis import GenerationMode
from schemathesis.schemas import BaseSchema
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.index.shelf import TOPICS, Shelf
from tests.web.api.fuzzing import ask, can_be_asked_wrongly, described
from tests.web.html import get
from web.api.openapi import openapi
from web.api.operations import OPERATIONS, Operation
from web.app import create_app, routes

EXAMPLES = 40  # of each operation and kind; `make soak` asks thousands
QUESTIONS = [
    pytest.param(operation, mode, id=f"{operation.name}-{mode}")
    for operation in OPERATIONS
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or can_be_asked_wrongly(operation)
]


@pytest.fixture(scope="module")
def schema(shelf: Shelf) -> Iterator[BaseSchema]:
    engine = shelf.open()
    with described(create_app(shelf.catalogue, engine, TOPICS)) as schema:
        yield schema
    engine.close()


@pytest.mark.parametrize(("operation", "mode"), QUESTIONS)
def test_answers_are_as_described_whatever_is_asked(schema: BaseSchema, operation: Operation, mode: GenerationMode) -> None:
    assert ask(schema, operation.path, mode, EXAMPLES) >= 1


def test_every_address_of_the_api_is_described(shelf: Shelf) -> None:
    paths = {route.path.replace("{id:path}", "{id}") for route in routes() if isinstance(route, Route)}
    assert {path for path in paths if path.startswith("/api/")} == {*openapi()["paths"], "/api/v1", "/api/v1/openapi.json"}


def test_every_field_is_told_of_in_the_readable_page(client: TestClient) -> None:
    page = get(client, "/en/api")
    named = {element.text for element in page.all("code")}
    for schema in openapi()["components"]["schemas"].values():
        assert schema.get("properties", {}).keys() <= named
    for methods in openapi()["paths"].values():
        assert {parameter["name"] for parameter in methods["get"]["parameters"]} <= named


def test_the_description_is_what_is_served_with_our_address(client: TestClient) -> None:
    served = client.get("/api/v1/openapi.json").json()
    assert served["servers"] == [{"url": "http://testserver"}]
    assert served["paths"].keys() == openapi()["paths"].keys()
    for schema in served["components"]["schemas"].values():
        jsonschema_rs.validator_for({**schema, "components": served["components"]})  # raises where it is no schema
