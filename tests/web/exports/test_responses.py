"""Files as answers: their headers, their limit, and what becomes of them when something goes wrong on the way."""

import http.client
import json
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import signature
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.testclient import TestClient

from index.engine import SearchRequest
from library.errors import UnknownDocumentError
from library.exporting import BATCH
from tests.index.shelf import TOPICS, Shelf
from tests.web.exports.library import BASE, CountingCatalogue, many, put, site_of
from tests.web.exports.test_references import ids_in
from tests.web.exports.test_table import rows
from tests.web.html import read
from tests.web.shelf import stocked
from web.app import create_app
from web.exports.formats import MEDIA_TYPES, Export, Format
from web.exports.responses import document_response, export_response
from web.exports.selection import read_in_batches, select_documents
from web.params import MAX_DEPTH
from web.texts import INTERFACE_LANGUAGES

FILES = tuple(format for format in Format if format is not Format.ATOM)
MANY = 2 * BATCH + 50
PATIENCE = 60  # seconds; none of these answers takes one


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A library with more documents than three batches hold two of."""
    with stocked(tmp_path_factory.mktemp("full")) as shelf:
        put(shelf, many(MANY))
        yield shelf


@contextmanager
def serving(app: Starlette) -> Iterator[int]:
    """Serve on a real port; yield it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
        assert not thread.is_alive()


@pytest.mark.parametrize("format", Format)
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_headers_say_what_a_file_is(client: TestClient, format: Format, language: str) -> None:
    headers = client.get(f"/{language}/?q=små+kommuner&topic=distrikt&format={format}").headers
    assert headers["content-type"] == MEDIA_TYPES[format]
    assert headers["content-language"] == language
    assert headers["x-robots-tag"] == "noindex"
    assert headers["x-total-count"] == "2"
    assert "x-export-limit" not in headers
    kind, plain, written = headers["content-disposition"].split("; ")
    assert kind == ("inline" if format is Format.ATOM else "attachment")
    assert plain.startswith('filename="kartotek-sma-kommuner-distrikt.')
    assert written.startswith("filename*=UTF-8''kartotek-sm%C3%A5-kommuner-distrikt.")
    assert headers["content-disposition"].isascii()
    assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "kartotek.csv"),
        ('"../../etc/passwd"', "kartotek-etc-passwd.csv"),
        ('x"; filename=ond.exe; y="', "kartotek-x-filename-ond-exe-y.csv"),
        ("a\r\nSet-Cookie: b=c", "kartotek-a-set-cookie-b-c.csv"),
        ("ord " * 100, "kartotek-ord-ord-ord-ord-ord-ord-ord-ord-ord-ord-ord-ord-ord.csv"),
    ],
    ids=["nothing", "a path", "a parameter", "a header", "long"],
)
def test_a_query_makes_a_harmless_name(client: TestClient, query: str, name: str) -> None:
    answer = client.get("/nb/", params={"q": query, "format": "csv"})
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("format", Format)
def test_head_tells_the_same_without_writing_the_file(full: Shelf, format: Format) -> None:
    engine, catalogue = full.open(), CountingCatalogue.opened(full.settings)
    with TestClient(create_app(catalogue, engine, TOPICS)) as client:
        head = client.head(f"/nb/?q=tidevannskraft&format={format}")
        counted = list(catalogue.asked)
        whole = client.get(f"/nb/?q=tidevannskraft&format={format}")
    assert (head.status_code, head.content) == (200, b"")
    assert [head.headers[name] for name in ("content-type", "content-disposition", "x-total-count")] == [
        whole.headers[name] for name in ("content-type", "content-disposition", "x-total-count")
    ]
    if format is not Format.ATOM:
        assert counted == []
    catalogue.close()
    engine.close()


@pytest.mark.parametrize("format", FILES)
def test_a_file_ends_at_the_limit_and_says_so(client: TestClient, full: Shelf, format: Format) -> None:
    engine = full.open()
    request = SearchRequest(query="tidevannskraft", offset=40, size=20)
    answer = export_response(site_of(full, engine), request, Export(format), "nb", BASE, most=7)
    assert isinstance(answer, StreamingResponse)
    app = Starlette()
    app.add_route("/", lambda _: answer)
    with TestClient(app) as reader:
        written = reader.get("/")
    found = (
        [row["Dokument-id"] if "Dokument-id" in row else row["Document id"] for row in rows(written.content)]
        if format is Format.CSV
        else ids_in(format, written.text)
    )
    assert tuple(found) == engine.ids(SearchRequest(query="tidevannskraft", size=7))
    assert (written.headers["x-total-count"], written.headers["x-export-limit"]) == (str(MANY), "7")
    if format is Format.BIBTEX:
        assert written.text.startswith(f"% The first 7 of {MANY} documents; ")
    engine.close()


def test_the_limit_is_as_deep_as_pages_go(full: Shelf) -> None:
    engine = full.open()
    exactly = select_documents(engine, SearchRequest(query="tidevannskraft"), MANY)
    assert (len(exactly.ids), exactly.total, exactly.is_cut) == (MANY, MANY, False)
    assert select_documents(engine, SearchRequest(query="tidevannskraft"), MANY - 1).is_cut
    engine.close()
    assert signature(export_response).parameters["most"].default == MAX_DEPTH


def test_documents_are_read_as_they_are_written(full: Shelf) -> None:
    catalogue = CountingCatalogue.opened(full.settings)
    ids = catalogue.ids()
    batches = read_in_batches(catalogue, ids)
    first = next(batches)
    assert ([document.id for document in first], catalogue.asked) == (ids[:BATCH], [BATCH])
    rest = [document.id for batch in batches for document in batch]
    assert rest == ids[BATCH:]
    assert catalogue.asked == [BATCH, BATCH, len(ids) - 2 * BATCH]
    catalogue.close()


@pytest.mark.parametrize("format", FILES)
def test_a_whole_file_is_read_in_batches(full: Shelf, format: Format) -> None:
    engine, catalogue = full.open(), CountingCatalogue.opened(full.settings)
    with TestClient(create_app(catalogue, engine, TOPICS)) as client:
        assert client.get(f"/nb/?q=tidevannskraft&format={format}").status_code == 200
    assert catalogue.asked == [BATCH, BATCH, MANY - 2 * BATCH]
    catalogue.close()
    engine.close()


@pytest.mark.parametrize("format", Format)
def test_a_document_that_was_removed_a_moment_ago_is_left_out(tmp_path: Path, format: Format) -> None:
    with stocked(tmp_path) as shelf:
        engine = shelf.open()
        shelf.remove("nou-2")
        with TestClient(create_app(shelf.catalogue, engine, TOPICS)) as client:
            answer = client.get(f"/nb/?type=nou&format={format}")
            assert client.get(f"/nb/documents/nou-2?format={Format.RIS}").status_code == 410
        assert "nou-1" in answer.text
        assert "nou-2" not in answer.text
        assert "Klimarisiko" not in answer.text
        engine.close()


@pytest.mark.parametrize("format", FILES)
def test_an_error_on_the_way_is_no_complete_answer(tmp_path: Path, format: Format) -> None:
    with stocked(tmp_path) as shelf:
        put(shelf, many(MANY))
        engine = shelf.open()
        last = engine.ids(SearchRequest(query="tidevannskraft", size=MANY))[-1]
        with sqlite3.connect(shelf.settings.database) as database:
            database.execute("UPDATE documents SET description = '{' WHERE id = ?", (last,))
        database.close()
        with serving(create_app(shelf.catalogue, engine, TOPICS)) as port:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", f"/nb/?q=tidevannskraft&format={format}")
            answer = connection.getresponse()
            with pytest.raises(http.client.IncompleteRead):
                answer.read()
            connection.close()
        engine.close()


def test_an_error_before_the_first_batch_is_a_page(tmp_path: Path) -> None:
    with stocked(tmp_path) as shelf:
        with sqlite3.connect(shelf.settings.database) as database:
            database.execute("UPDATE documents SET description = '{' WHERE id = 'nou-1'")
        database.close()
        engine = shelf.open()
        with TestClient(create_app(shelf.catalogue, engine, TOPICS), raise_server_exceptions=False) as client:
            answer = client.get("/nb/?format=ris")
        assert (answer.status_code, answer.headers["content-type"]) == (500, "text/html; charset=utf-8")
        assert "content-disposition" not in answer.headers
        engine.close()


def test_a_reader_who_leaves_half_way_harms_nobody(full: Shelf) -> None:
    engine, catalogue = full.open(), CountingCatalogue.opened(full.settings)
    with serving(create_app(catalogue, engine, TOPICS)) as port:
        for _ in range(5):
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as leaving:
                leaving.sendall(b"GET /nb/?q=tidevannskraft&format=csl HTTP/1.1\r\nHost: x\r\n\r\n")
                assert leaving.recv(100).startswith(b"HTTP/1.1 200")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", "/nb/?q=tidevannskraft&format=csl")
        assert len(json.loads(connection.getresponse().read())) == MANY
        connection.close()
    catalogue.close()
    engine.close()


@pytest.mark.parametrize(
    ("address", "possible"),
    [
        ("/nb/?format=xlsx", "atom, csv, ris, bibtex, csl"),
        ("/nb/?format=csv&separator=tab", "comma, semicolon"),
        ("/nb/?format=ris&separator=comma", "format=csv"),
        ("/nb/?separator=comma", "format=csv"),
        ("/nb/documents/nou-1?format=csv", "ris, bibtex, csl"),
    ],
)
def test_what_is_no_format_is_refused_with_those_that_are(client: TestClient, address: str, possible: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    assert possible in answer.text
    assert read(answer.text).faults == []


def test_an_empty_format_is_the_page(client: TestClient) -> None:
    assert client.get("/nb/?q=kommuner&format=").headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["search", "documents/nou-1"])
def test_the_api_has_a_format_of_its_own(client: TestClient, path: str) -> None:
    assert client.get(f"/api/v1/{path}?format=csv").status_code == 422


@pytest.mark.parametrize("path", ["/", "/documents/nou-1"])
def test_an_address_without_language_leads_to_the_file_in_the_readers(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}?q=by&format=ris", headers={"Accept-Language": "nn"})
    assert (answer.status_code, answer.headers["location"]) == (302, f"/nn{path}?q=by&format=ris")


def test_a_document_that_there_is_not_has_no_reference(shelf: Shelf, client: TestClient) -> None:
    engine = shelf.open()
    with pytest.raises(UnknownDocumentError):
        document_response(site_of(shelf, engine), "finnes-ikke", Format.RIS, "nb", BASE)
    engine.close()
    assert client.get("/nb/documents/finnes-ikke?format=ris").status_code == 404
