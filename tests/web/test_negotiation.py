"""What a client accepts is read as RFC 9110 has it; what it does not accept is refused with what there is."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.index.shelf import TOPICS, Shelf
from web.app import create_site
from web.errors import HANDLERS
from web.negotiation import preferred, refuse_unless_accepted

JSON, HTML, CSV = "application/json", "text/html", "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        pytest.param("", JSON, id="says nothing"),
        pytest.param("*/*", JSON, id="everything"),
        pytest.param("application/json", JSON, id="one"),
        pytest.param("APPLICATION/JSON", JSON, id="in capitals"),
        pytest.param("application/*", JSON, id="all of a kind"),
        pytest.param("text/html,application/xhtml+xml,*/*;q=0.8", HTML, id="a browser"),
        pytest.param("text/html;q=0.5, application/json;q=0.7", JSON, id="weighed"),
        pytest.param("text/*;q=0.5, text/html;q=0.1, application/*;q=0.2", CSV, id="the closest range counts"),
        pytest.param("*/*, application/json;q=0", HTML, id="all but one"),
        pytest.param("application/json;charset=utf-8", JSON, id="with a parameter"),
        pytest.param('application/json;a="x,text/html;q=1";q=1.000', JSON, id="with a comma in quotes"),
        pytest.param("application/json ; Q=0.3 , text/csv ; q=0.4", CSV, id="with spaces"),
        pytest.param("application/json;q=0", None, id="not this"),
        pytest.param("image/png", None, id="something else"),
        pytest.param("image/*, application/xml", None, id="other kinds"),
        pytest.param("*/*;q=0", None, id="nothing"),
        pytest.param("application/json;q=2, text/csv", CSV, id="a weight that is none"),
        pytest.param("json, , ;q=1", JSON, id="no media range at all"),
    ],
)
def test_the_type_that_is_liked_best_is_taken(accept: str, expected: str | None) -> None:
    assert preferred(accept, (JSON, HTML, CSV)) == expected


@pytest.fixture
def door(shelf: Shelf) -> TestClient:
    def endpoint(request: Request) -> Response:
        refuse_unless_accepted(request, (JSON, CSV))
        return JSONResponse({})

    app = Starlette(routes=[Route("/api/v1/door", endpoint)], exception_handlers=dict(HANDLERS))
    engine = shelf.open()
    app.state.site = create_site(shelf.catalogue, engine, TOPICS)
    engine.close()
    return TestClient(app)


def test_what_nobody_has_is_refused_with_what_there_is(door: TestClient) -> None:
    answer = door.get("/api/v1/door", headers={"Accept": "image/png"})
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")
    assert answer.headers["vary"] == "Accept"
    assert JSON in answer.json()["detail"]
    assert CSV in answer.json()["detail"]


@pytest.mark.parametrize("accept", ["text/html, */*;q=0.1", "application/json", ""])
def test_what_there_is_is_given(door: TestClient, accept: str) -> None:
    assert door.get("/api/v1/door", headers={"Accept": accept}).status_code == 200


def test_a_header_in_two_lines_is_one(door: TestClient) -> None:
    assert door.get("/api/v1/door", headers=[("Accept", "image/png"), ("Accept", JSON)]).status_code == 200
