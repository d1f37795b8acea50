"""The examples in docs/api.md do what is written there, against a real server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.seed import fill
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.web.served import served
from web.app import create_app

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
ELSEWHERE = "https://kartotek.example.org"
_BLOCK = re.compile(r"^```(sh|python|js)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of code from the page."""

    language: str
    code: str


EXAMPLES = [Example(*match.groups()) for match in _BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]
# What each must have printed, in the order of the page.
PRINTED = {
    "sh": ['"total":', '"kind":"added"', "304", '"status":422'],
    "python": ["documents", "NOU 2020: 12", "documents; next time: "],
}

ANOTHER_SITE = Starlette(routes=[Route("/", lambda _: HTMLResponse("<!doctype html><title>Another site</title>"))])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings, topics = Settings(home=tmp_path_factory.mktemp("examples")), shipped_topics()
    with Catalogue.open(settings) as catalogue:
        fill(settings, catalogue)
        update_index(settings, catalogue, topics)
        engine = WhooshEngine.open(settings, catalogue, topics)
        with served(create_app(catalogue, engine, topics)) as port:
            yield f"http://127.0.0.1:{port}"
        engine.close()


def of(language: str) -> list[str]:
    return [example.code for example in EXAMPLES if example.language == language]


def test_every_example_is_run_here() -> None:
    assert {example.language for example in EXAMPLES} == {"sh", "python", "js"}
    assert {language: len(of(language)) for language in PRINTED} == {language: len(texts) for language, texts in PRINTED.items()}
    assert len(of("js")) == 1


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
@pytest.mark.parametrize("number", range(len(PRINTED["sh"])))
def test_commands(site: str, tmp_path: Path, number: int) -> None:
    code = of("sh")[number].replace(ELSEWHERE, site)
    ran = subprocess.run(["bash", "-euc", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr if "-sS" in code else "") == (0, "")
    assert PRINTED["sh"][number] in ran.stdout
    for written in tmp_path.glob("*.jsonl"):
        assert all({"title", "publisher"} & json.loads(line).keys() for line in written.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("number", range(len(PRINTED["python"])))
def test_python(site: str, number: int) -> None:
    code = of("python")[number].replace(ELSEWHERE, site)
    ran = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert PRINTED["python"][number] in ran.stdout


def test_javascript_from_another_origin(site: str, browser: Browser) -> None:
    (code,) = of("js")
    with served(ANOTHER_SITE) as port:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.evaluate(f"async () => {{ {code.replace(ELSEWHERE, site)} }}")
        assert page.locator("a mark").count() > 0
        assert str(page.locator("a").first.get_attribute("href")).startswith(f"{site}/documents/")
