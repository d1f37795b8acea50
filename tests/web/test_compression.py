"""Answers are packed as the client knows, streams stay streams, and an answer that breaks off is not made whole by packing."""

import asyncio
import gzip
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import IncompleteRead
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # has no types
import pytest
from starlette.testclient import TestClient
from starlette.types import Message
from zstandard import ZstdDecompressor

from index.engine import SearchRequest
from library.exporting import BATCH
from tests.asynchronous import run
from tests.index.shelf import TOPICS, Shelf
from tests.web.exports.library import many, put
from tests.web.served import ask, served
from tests.web.shelf import stocked
from web.app import create_app
from web.exports.formats import Format

UNPACK: Mapping[str, Callable[[bytes], bytes]] = {
    "zstd": lambda content: ZstdDecompressor().decompressobj().decompress(content),
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}
FILES = tuple(format for format in Format if format is not Format.ATOM)
BATCHES = 3
FILE = "/nb/?q=tidevannskraft&format={}"


@contextmanager
def filled(home: Path, spoilt: bool = False) -> Iterator[Shelf]:
    """Make a library with so many batches of documents about the same, the last of which cannot be read if it is to be spoilt."""
    with stocked(home) as shelf:
        put(shelf, many(BATCH * (BATCHES - 1) + 1))
        if spoilt:
            spoil(shelf)
        yield shelf


def spoil(shelf: Shelf) -> None:
    engine = shelf.open()
    last = engine.ids(SearchRequest(query="tidevannskraft", size=BATCH * BATCHES))[-1]
    engine.close()
    with sqlite3.connect(shelf.settings.database) as database:
        database.execute("UPDATE documents SET description = '{' WHERE id = ?", (last,))
    database.close()


@contextmanager
def serving(shelf: Shelf) -> Iterator[int]:
    engine = shelf.open()
    with served(create_app(shelf.catalogue, engine, TOPICS)) as port:
        yield port
    engine.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with filled(tmp_path_factory.mktemp("full")) as shelf:
        yield shelf


@pytest.fixture(scope="module")
def port(full: Shelf) -> Iterator[int]:
    with serving(full) as port:
        yield port


@pytest.fixture(scope="module")
def spoilt_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with filled(tmp_path_factory.mktemp("spoilt"), spoilt=True) as shelf, serving(shelf) as port:
        yield port


@pytest.mark.parametrize("encoding", UNPACK)
@pytest.mark.parametrize("address", ["/nb/", "/api/v1/search?size=20", "/nb/?format=atom", *map(FILE.format, FILES)])
def test_what_is_packed_is_the_same(port: int, address: str, encoding: str) -> None:
    whole = ask(port, address, {"Accept-Encoding": "identity"})
    packed = ask(port, address, {"Accept-Encoding": encoding})
    assert (whole.headers["content-encoding"], packed.headers["content-encoding"]) == (None, encoding)
    assert UNPACK[encoding](packed.content) == whole.content
    assert len(packed.content) < len(whole.content) / 2
    assert {answer.headers["vary"] for answer in (whole, packed)} == {"Accept-Encoding"}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, br", "br"),
        ("gzip", "gzip"),
        ("zstd;q=0, gzip", "gzip"),
        ("deflate", None),
        ("", None),
    ],
)
def test_the_best_of_what_the_client_knows_is_taken(client: TestClient, accepted: str, encoding: str | None) -> None:
    assert client.get("/nb/", headers={"Accept-Encoding": accepted}).headers.get("content-encoding") == encoding


def test_problems_are_packed_where_that_helps_only(client: TestClient) -> None:
    headers = {"Accept-Encoding": "gzip"}
    assert "content-encoding" not in client.get("/api/v1/finnes-ikke", headers=headers).headers
    many_problems = "&".join(f"ukjent{number}=1" for number in range(50))
    assert client.get(f"/api/v1/search?{many_problems}", headers=headers).headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("encoding", [*UNPACK, "identity"])
@pytest.mark.parametrize("format", FILES)
def test_a_file_is_sent_a_batch_at_a_time(full: Shelf, format: Format, encoding: str) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    engine = full.open()
    query = f"q=tidevannskraft&format={format}".encode()
    scope = {"type": "http", "asgi": {}, "method": "GET", "path": "/nb/", "query_string": query, "server": ("localhost", 80)}
    headers = [(b"accept-encoding", encoding.encode()), (b"host", b"localhost")]
    app = create_app(full.catalogue, engine, TOPICS)
    run(app({**scope, "headers": headers, "scheme": "http"}, receive, send))
    assert sent[0]["status"] == 200
    assert len([message for message in sent if message.get("body")]) >= BATCHES
    assert not sent[-1].get("more_body")
    engine.close()


@pytest.mark.parametrize("encoding", UNPACK)
@pytest.mark.parametrize("format", FILES)
def test_an_error_on_the_way_is_no_complete_answer(spoilt_port: int, format: Format, encoding: str) -> None:
    with pytest.raises(IncompleteRead):
        ask(spoilt_port, FILE.format(format), {"Accept-Encoding": encoding})
