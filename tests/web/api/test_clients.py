"""Many clients at once are all answered rightly, also while the index changes."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from library.document import Document, DocumentType
from tests.index.shelf import TOPICS, Shelf
from tests.web.api.clients import ask_at_once
from tests.web.served import ask, served
from tests.web.shelf import stocked
from web.app import create_app

CLIENTS = 200
ADDRESSES = (
    "/api/v1/search?q=kommuner&size=3",
    "/api/v1/search?type=report&size=0",
    "/api/v1/search?q=oppdrettsanleg+berekraftig",
    "/api/v1/documents/nou-1",
    "/api/v1/documents/nasty/text?size=2",
    "/api/v1/search?finnes=ikke",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shelf, int]]:
    with stocked(tmp_path_factory.mktemp("many")) as shelf:
        engine = shelf.open()
        with served(create_app(shelf.catalogue, engine, TOPICS)) as port:
            yield shelf, port
        engine.close()


def test_two_hundred_clients_at_once_all_get_the_right_answers(library: tuple[Shelf, int]) -> None:
    _, port = library
    right = {address: (answer.status, answer.content) for address in ADDRESSES for answer in [ask(port, address)]}
    answers = ask_at_once(port, ADDRESSES, CLIENTS)
    assert len(answers) == CLIENTS * len(ADDRESSES)
    wrong = [(address, status) for address, status, content in answers if (status, content) != right[address]]
    assert wrong == []


def test_clients_see_the_library_as_it_was_or_as_it_is_while_it_changes(library: tuple[Shelf, int]) -> None:
    shelf, port = library
    address = "/api/v1/search?q=nordlysforskning&size=1&facets=none&fields=id"
    right = {found(ask(port, address).content)}
    with ThreadPoolExecutor() as threads:
        asking = threads.submit(ask_at_once, port, [address] * 20, 20)
        shelf.put(Document(id="nordlys", title="Nordlysforskning", type=DocumentType.REPORT))
        shelf.index()
        answers = asking.result()
    right.add(found(ask(port, address).content))
    assert right == {(), ("nordlys",)}
    assert {status for _, status, _ in answers} == {200}
    assert {found(content) for _, _, content in answers} <= right


def found(content: bytes) -> tuple[str, ...]:
    body = json.loads(content)
    ids = tuple(result["id"] for result in body["results"])
    assert body["meta"]["total"] == len(ids)
    return ids
