"""The running site and a browser that notes everything that should not happen on it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import CHROMIUM, chromium
from tests.browser.library import furnished
from tests.browser.running import running
from tests.index.shelf import TOPICS
from tests.web.shelf import stocked
from web.app import create_app

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with stocked(tmp_path_factory.mktemp("site")) as shelf:
        engine = shelf.open()
        with running(create_app(shelf.catalogue, engine, TOPICS)) as address:
            yield address
        engine.close()


@pytest.fixture(scope="session")
def furnished_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site over a library that is large enough for every type of page."""
    with furnished(tmp_path_factory.mktemp("furnished")) as app, running(app) as address:
        yield address


@pytest.fixture(scope="session")
def desk(browser: Browser, furnished_site: str) -> Iterator[Page]:
    """A page that is used again and again, as starting a browser anew takes longer than what is looked at."""
    context = browser.new_context(base_url=furnished_site, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("There is no program «chromium» on this machine.")
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """Return a function that opens a page of the site; afterwards nothing may have been complained of."""
    complaints: list[str] = []
    with ExitStack() as stack:

        def opened(path: str, **options: object) -> Page:
            context = stack.enter_context(browser.new_context(base_url=site, **options))  # type: ignore[arg-type]  # passed on as they are
            page = context.new_page()
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(site) else None)
            page.goto(path)
            return page

        yield opened
        assert complaints == []
