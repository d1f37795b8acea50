"""Asks a running Kartotek every judged query, as a program anywhere would, and takes the time."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median
from time import perf_counter
from urllib.parse import urlencode, urlsplit

import msgspec

from tests.relevance.scoring import CUT_OFF, Judged

PATH = "/api/v1/search"
PATIENCE = 30  # seconds that an answer may take; the first that corrects a word waits for the speller


class _Result(msgspec.Struct, frozen=True):
    id: str


class _Answer(msgspec.Struct, frozen=True):
    results: list[_Result]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was answered, and in how many milliseconds, by qid."""

    run: dict[str, list[str]]
    times: dict[str, float]

    def __str__(self) -> str:
        slowest = max(self.times, key=lambda qid: self.times[qid])
        return f"{median(self.times.values()):.0f} ms in the median, {self.times[slowest]:.0f} ms for the slowest ({slowest})"


def ask(address: str, queries: Iterable[Judged]) -> Asked:
    """Return the answers of the server at an address; raise RuntimeError where it does not answer a query."""
    asked = Asked({}, {})
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)) as connection:
        for judged in queries:
            started = perf_counter()
            asked.run[judged.qid] = _ids(connection, judged.query)
            asked.times[judged.qid] = (perf_counter() - started) * 1000
    return asked


def _ids(connection: HTTPConnection, query: str) -> list[str]:
    connection.request("GET", f"{PATH}?{urlencode({'q': query, 'size': CUT_OFF})}")
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{response.status} for {query!r}: {body.decode(errors='replace')}")
    return [result.id for result in msgspec.json.decode(body, type=_Answer).results]
