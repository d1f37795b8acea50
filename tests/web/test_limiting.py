"""Who asks too often or at too great a length is told so, and nobody evades it by saying to be someone else."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from library.settings import DEFAULTS, Settings
from tests.asynchronous import run
from tests.index.shelf import TOPICS, Shelf
from tests.web.html import read
from tests.web.served import ask, served
from web.addresses import API_HEALTH
from web.app import create_app
from web.clients import NOBODY, client_of, is_among
from web.limiting import MAX_TARGET, RateLimit

RATE = 3
# One window of counting may end while a test asks; more than this is never let through.
ENOUGH = 2 * RATE + 1
LIMITED = Settings(requests_per_minute=RATE)
DOOR = "/api/v1/suggest?q=kom"


@contextmanager
def limited(shelf: Shelf, settings: Settings = LIMITED) -> Iterator[TestClient]:
    engine = shelf.open()
    with TestClient(create_app(shelf.catalogue, engine, TOPICS, settings), follow_redirects=False) as client:
        yield client
    engine.close()


@contextmanager
def limited_server(shelf: Shelf, settings: Settings) -> Iterator[int]:
    engine = shelf.open()
    with served(create_app(shelf.catalogue, engine, TOPICS, settings), settings) as port:
        yield port
    engine.close()


def test_whoever_asks_too_often_is_told_when_to_come_back(shelf: Shelf) -> None:
    with limited(shelf) as client:
        answers = [client.get(DOOR) for _ in range(ENOUGH)]
    statuses = [answer.status_code for answer in answers]
    assert statuses[:RATE] == [200] * RATE
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["status"] == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["access-control-allow-origin"] == "*"
    assert "Retry-After" in refused.headers["access-control-expose-headers"]


@pytest.mark.parametrize(
    "address",
    ["/api/v1/finnes-ikke", "/oai", "/catalog.ttl", "/nb/?q=by&format=ris", "/nb/?q=by&f%6Frmat=csv", "/nb/?format=&format=csv"],
)
def test_every_door_for_programs_is_counted(shelf: Shelf, address: str) -> None:
    with limited(shelf) as client:
        refused = next(answer for answer in (client.get(address) for _ in range(ENOUGH)) if answer.status_code >= 429)
    assert refused.status_code == (503 if address == "/oai" else 429)  # OAI-PMH, 3.1.2.2
    assert int(refused.headers["retry-after"]) >= 1


@pytest.mark.parametrize(
    "address",
    [
        "/nb/?q=by",
        "/nb/documents/nou-1",
        "/nb/?q=by&format=",
        "/nb/?q=by&format=%20",
        "/robots.txt",
        "/sitemap.xml",
        "/sitemaps/1.xml",
        "/.well-known/api-catalog",
        API_HEALTH,
    ],
)
def test_pages_health_and_what_programs_read_first_are_not(shelf: Shelf, address: str) -> None:
    with limited(shelf) as client:
        assert 429 not in [client.get(address).status_code for _ in range(ENOUGH)]


def test_a_reader_who_fetches_too_many_files_is_told_in_a_page(shelf: Shelf) -> None:
    with limited(shelf) as client:
        answers = [client.get("/nn/?q=by&format=ris") for _ in range(ENOUGH)]
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert read(refused.text).all("html", lang="nn")
    assert read(refused.text).faults == []
    assert int(refused.headers["retry-after"]) >= 1
    assert refused.headers["access-control-allow-origin"] == "*"


def test_without_a_limit_nobody_is_counted(shelf: Shelf) -> None:
    with limited(shelf, DEFAULTS) as client:
        assert {client.get(DOOR).status_code for _ in range(ENOUGH)} == {200}


@pytest.mark.parametrize(
    ("host", "client"),
    [
        pytest.param("192.0.2.7", "192.0.2.7", id="IPv4"),
        pytest.param("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::", id="IPv6 is its network"),
        pytest.param("2001:DB8:1:2::9", "2001:db8:1:2::", id="however it is written"),
        pytest.param("::ffff:192.0.2.7", "192.0.2.7", id="IPv4 in IPv6"),
        pytest.param("fe80::1%eth0", "fe80::", id="with a zone"),
        pytest.param("192.0.2.7:55", "192.0.2.7", id="IPv4 with a port"),
        pytest.param("[2001:db8:1:2::9]:55", "2001:db8:1:2::", id="IPv6 with a port"),
        pytest.param("[2001:db8:1:2::9]", "2001:db8:1:2::", id="IPv6 in brackets"),
        pytest.param("unknown", NOBODY, id="no address"),
        pytest.param("_hidden-7", NOBODY, id="a name that a proxy made up"),
        pytest.param("192.0.2.7:x", NOBODY, id="something else after the colon"),
        pytest.param("192.0.2:55", NOBODY, id="no address with a port"),
        pytest.param("[]:55", NOBODY, id="only a port"),
    ],
)
def test_a_client_is_its_address_or_network(host: str, client: str) -> None:
    assert client_of({"client": (host, 0)}) == client
    assert client_of({"client": None}) == NOBODY


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("10.1.2.3", True),
        ("::ffff:10.1.2.3", True),
        ("::1", True),
        ("11.1.2.3", False),
        ("2001:db8::1", False),
        ("unknown", False),
    ],
)
def test_an_address_is_found_in_networks(host: str, expected: bool) -> None:
    assert is_among(host, ("10.0.0.0/8", "::1")) is expected


def test_what_is_counted_is_bounded_however_many_ask() -> None:
    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        await Response()(scope, receive, send)

    async def nothing(*_: object) -> None:
        pass

    async def ask_from_everywhere() -> int:
        most = 0
        for number in range(500):
            scope = {
                "type": "http",
                "method": "GET",
                "path": "/api/",
                "query_string": b"",
                "client": (f"10.0.{number // 250}.{number % 250}", 0),
            }
            await limit(scope, nothing, nothing)  # type: ignore[arg-type]  # nothing is received
            most = max(most, *(len(held) for held in (limit.counts.storage, limit.counts.expirations, limit.counts.locks)))
        return most

    limit = RateLimit(door, RATE, most_counts=100)
    assert run(ask_from_everywhere()) == 100


def statuses(port: int, forwarded: Iterator[str]) -> list[int]:
    return [ask(port, DOOR, {"X-Forwarded-For": value}).status for value in forwarded]


def test_who_is_no_trusted_proxy_is_not_believed(shelf: Shelf) -> None:
    settings = Settings(requests_per_minute=RATE, trusted_proxies=("192.0.2.1",))
    with limited_server(shelf, settings) as port:
        assert 429 in statuses(port, (f"203.0.113.{number}" for number in range(ENOUGH)))


def test_each_client_of_a_trusted_proxy_has_a_limit_of_its_own(shelf: Shelf) -> None:
    with limited_server(shelf, LIMITED) as port:
        assert set(statuses(port, (f"203.0.113.{number}" for number in range(ENOUGH)))) == {200}
        assert 429 in statuses(port, ("203.0.113.250" for _ in range(ENOUGH)))


@pytest.mark.parametrize(
    "forwarded",
    [
        pytest.param("198.51.100.{}, 203.0.113.9", id="said by the client before the proxy adds its address"),
        pytest.param("127.0.0.1, 198.51.100.{}, 203.0.113.9", id="with an address that is trusted"),
        pytest.param("198.51.100.{}, 203.0.113.9, 10.1.2.3", id="through two proxies"),
        pytest.param("2001:db8:0:1::{}", id="from one network"),
        pytest.param("203.0.113.9:{}", id="from one port after the other"),
        pytest.param("[2001:db8:0:1::9]:{}", id="from one port of IPv6 after the other"),
        pytest.param("_hidden{}", id="under a name each time"),
    ],
)
def test_a_client_cannot_say_to_be_another(shelf: Shelf, forwarded: str) -> None:
    settings = Settings(requests_per_minute=RATE, trusted_proxies=("127.0.0.1", "10.0.0.0/8"))
    with limited_server(shelf, settings) as port:
        assert 429 in statuses(port, (forwarded.format(number) for number in range(1, ENOUGH + 1)))


def test_only_a_trusted_proxy_tells_the_scheme(shelf: Shelf) -> None:
    for trusted, scheme in ((("127.0.0.1",), "https"), (("192.0.2.1",), "http")):
        with limited_server(shelf, Settings(trusted_proxies=trusted)) as port:
            answer = ask(port, "/nb/?format=atom", {"X-Forwarded-Proto": "https", "Host": "bibliotek.example"})
            assert f'href="{scheme}://bibliotek.example/'.encode() in answer.content


@pytest.fixture(scope="module")
def port(shelf: Shelf) -> Iterator[int]:
    with limited_server(shelf, DEFAULTS) as port:
        yield port


REFUSED = 20_000  # bytes of a refusal at most: a page with the site's head and foot is the longest


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("&".join(["a=b"] * 31_000), id="one name again and again"),
        pytest.param("&".join(f"a{number}=b" for number in range(900)), id="many names"),
        pytest.param("a" * 120_000, id="a long name"),
        pytest.param(f"a={'b' * 120_000}", id="a long value"),
        pytest.param("fields=" + ",".join(map(str, range(21_000))), id="many values in one"),
        pytest.param("&".join(f"fields={number}" for number in range(900)), id="one value after another"),
        pytest.param("&".join(f"year={number}" for number in range(900)), id="values of a filter"),
        pytest.param("&".join(["q=b"] * 31_000), id="a name that is known"),
    ],
)
@pytest.mark.parametrize("path", ["/nb/", "/api/v1/search", "/api/v1/health", "/api/v1/publishers", "/nb/embed/builder"])
def test_a_refusal_is_short_however_much_is_wrong(port: int, path: str, query: str) -> None:
    answer = ask(port, f"{path}?{query}")
    assert answer.status == 422
    assert len(answer.content) < REFUSED, len(answer.content)


def too_long(path: str) -> list[str]:
    return [f"{path}?q={'x' * MAX_TARGET}", f"{path}/{'x' * MAX_TARGET}"]


@pytest.mark.parametrize("target", too_long("/api/v1/search"), ids=["query", "path"])
def test_an_address_that_is_too_long_is_a_problem(port: int, target: str) -> None:
    answer = ask(port, target)
    assert (answer.status, answer.json()["status"]) == (414, 414)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert len(answer.content) < 1000


@pytest.mark.parametrize("target", too_long("/nn/documents"), ids=["query", "path"])
def test_an_address_that_is_too_long_for_a_page_is_told_in_one(port: int, target: str) -> None:
    answer = ask(port, target)
    page = read(answer.content.decode())
    assert (answer.status, page.faults) == (414, [])
    assert page.all("html", lang="nn")
    assert len(answer.content) < 20_000


@pytest.mark.parametrize(("path", "statuses"), [("/nb/", {200}), ("/api/v1/search", {200, 422})])
def test_the_longest_query_comes_to_the_search_whatever_it_is_written_in(port: int, path: str, statuses: set[int]) -> None:
    query = quote("\N{MATHEMATICAL BOLD FRAKTUR SMALL A}") * 10_000
    assert len(query) == 120_000
    assert ask(port, f"{path}?q={query}").status in statuses
