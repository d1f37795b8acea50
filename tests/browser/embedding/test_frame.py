"""The page for frames in a page of another site, and who may show it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from library.settings import Settings
from tests.browser.embedding.conftest import Visit, built
from tests.browser.embedding.host import host, policy
from tests.browser.running import HOST, running
from tests.index.shelf import TOPICS
from tests.web.shelf import stocked
from web.app import create_app


def framed(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_a_frame_searches_and_turns_pages_within_itself(visit: Visit, has_script: bool) -> None:
    page = visit("/frame", java_script_enabled=has_script)
    frame = framed(page)
    expect(frame.locator("mark").first).to_be_visible()
    title = frame.locator("h3").first.inner_text()
    frame.get_by_role("link", name="Neste").click()
    expect(frame.locator("h3").first).not_to_have_text(title)
    frame.get_by_role("searchbox").fill("klimarisiko")
    frame.get_by_role("button", name="Søk").click()
    expect(frame.get_by_role("link", name="Klimarisiko og norsk økonomi")).to_be_visible()
    assert page.url.endswith("/frame")


def test_a_hit_in_a_frame_opens_beside_the_other_site(visit: Visit, site: str) -> None:
    page = visit("/frame")
    with page.expect_popup() as opening:
        framed(page).get_by_role("link", name="Næringslivet i distriktene").click()
    expect(opening.value.locator("h1")).to_have_text("Næringslivet i distriktene")
    assert opening.value.url == f"{site}/nb/documents/nou-1?q=kommuner"
    assert opening.value.evaluate("opener") is None
    assert page.url.endswith("/frame")


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Our site where only one other may frame it."""
    with stocked(tmp_path_factory.mktemp("strict")) as shelf:
        engine = shelf.open()
        settings = Settings(frame_ancestors=("http://localhost:*",))
        with running(create_app(shelf.catalogue, engine, TOPICS, settings)) as address:
            yield address
        engine.close()


@pytest.mark.parametrize(("name", "is_shown"), [("localhost", True), (HOST, False)], ids=["allowed", "another"])
def test_only_the_sites_of_the_setting_show_the_frame(browser: Browser, strict: str, name: str, is_shown: bool) -> None:
    with running(host({"/": built(strict, "kind=iframe&lang=nb")}, policy(strict))) as address:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(address.replace(HOST, name), wait_until="load")
        assert framed(page).get_by_role("searchbox").is_visible() == is_shown
        assert any("frame-ancestors" in text for text in said) != is_shown
        page.close()


def test_an_address_without_language_leads_to_the_readers_within_the_frame(browser: Browser, site: str) -> None:
    pages = {"/": f'<iframe title="search" src="{site}/embed?q=kommuner"></iframe>'}
    with running(host(pages, policy(site))) as address:
        page = browser.new_page(locale="nn-NO")
        page.goto(address)
        expect(framed(page).get_by_role("button", name="Søk")).to_be_visible()
        assert framed(page).locator("html").get_attribute("lang") == "nn"
        page.close()


def test_no_other_page_of_ours_can_be_framed(browser: Browser, site: str) -> None:
    pages = {"/": f'<iframe title="start" src="{site}/nb/"></iframe>'}
    with running(host(pages, policy(site))) as address:
        page = browser.new_page()
        page.goto(address)
        assert not framed(page).get_by_role("searchbox").is_visible()
        page.close()
