"""`make soak`: the API asked thousands of questions, right and wrong, and by hundreds of clients at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from schemathesis import GenerationMode
from starlette.applications import Starlette

from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.seed import fill
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.web.api.clients import ask_at_once
from tests.web.api.fuzzing import ask, can_be_asked_wrongly, described
from tests.web.served import ask as ask_one
from tests.web.served import served
from web.api.operations import OPERATIONS
from web.app import create_app

QUESTIONS = 1_000  # of each operation and kind that there are so many different of
CLIENTS = 200
QUERIES = (
    "barnehage",
    "distrikt næringsliv",
    "klima*",
    '"små samfunn"',
    "kommunane OR fylka",
    "oppdrettsanleg",
    "utgiver:nordregio år:2018..2020",
    "",
)


def main() -> None:
    """Ask, and tell how much was asked; whatever is answered wrongly raises."""
    with TemporaryDirectory() as home, library(Path(home)) as app:
        asked = fuzz(app)
        answered = crowd(app)
    print(f"{asked:,} generated questions and {answered:,} from {CLIENTS} clients at once: all answered as described.")


@contextmanager
def library(home: Path) -> Iterator[Starlette]:
    """Yield the application over the library that ships."""
    settings, topics = Settings(home=home), shipped_topics()
    with Catalogue.open(settings) as catalogue:
        fill(settings, catalogue)
        update_index(settings, catalogue, topics)
        engine = WhooshEngine.open(settings, catalogue, topics)
        yield create_app(catalogue, engine, topics)
        engine.close()


def fuzz(app: Starlette) -> int:
    """Ask every operation what its description allows and what it does not; return how many questions that were."""
    total = 0
    with described(app) as schema:
        for operation in OPERATIONS:
            for mode in GenerationMode:
                if mode is GenerationMode.POSITIVE or can_be_asked_wrongly(operation):
                    asked = ask(schema, operation.path, mode, QUESTIONS, always_alike=False)
                    total += asked
                    print(f"{operation.name:12} {mode:9} {asked:6,}", flush=True)
    return total


def crowd(app: Starlette) -> int:
    """Let many clients ask the same searches at once, and compare with what one is answered; return the number of answers."""
    addresses = [f"/api/v1/search?{urlencode({'q': query, 'size': 5})}" for query in QUERIES]
    with served(app) as port:
        right = {address: ask_one(port, address).content for address in addresses}
        answers = ask_at_once(port, addresses * 5, CLIENTS)
    wrong = [(address, status) for address, status, content in answers if (status, content) != (200, right[address])]
    if wrong:
        sys.exit(f"{len(wrong)} of {len(answers)} answers were wrong, such as {wrong[0]}.")
    return len(answers)


main()
