"""The page that makes the code for other sites."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.test_safety import WATCH
from web.texts import INTERFACE_LANGUAGES, load_texts

STALE = ["#code", "[data-copy]", ".builder__preview"]
HITS = {"element": "kartotek-search li", "iframe": "h3"}


def test_the_builder_works_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/nn/embed/builder")
    page.locator("[name=kind][value=form]").check()
    page.get_by_label("Utgjevar").select_option(label="Nordregio")
    page.locator("main form button").first.click()
    assert page.url.endswith("#code-title"), "the code is what was asked for"
    expect(page.locator("#code")).to_contain_text('name="publisher" value="nordregio"')
    expect(page.locator(".builder__preview form")).to_be_visible()
    expect(page.locator("[data-copy]")).to_be_hidden()
    context.close()


def test_the_code_can_be_copied(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/nb/embed/builder?kind=form")
    page.locator("[data-copy]").click()
    expect(page.locator("#status")).to_have_text(load_texts().get("nb", "The code is copied."))
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#code").inner_text().strip()
    context.close()


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_code_that_is_no_longer_what_is_chosen_cannot_be_copied(browser: Browser, site: str, has_script: bool) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=has_script)
    page = context.new_page()
    page.goto("/nb/embed/builder?kind=form")
    for part in STALE if has_script else ():
        expect(page.locator(part).first).to_be_visible()
    page.get_by_label(load_texts().get("nb", "Publisher")).select_option(label="Nordregio")
    for part in STALE if has_script else ():
        expect(page.locator(part).first).to_be_hidden()
    page.locator("main form button").first.click()
    expect(page.locator("#code")).to_contain_text('value="nordregio"')
    expect(page.locator("#code-title")).to_be_in_viewport()
    context.close()


def test_what_is_typed_in_the_preview_leaves_the_code_alone(browser: Browser, site: str) -> None:
    page = browser.new_page(base_url=site)
    page.goto("/nb/embed/builder?kind=form")
    page.locator(".builder__preview [name=q]").fill("by")
    expect(page.locator("#code")).to_be_visible()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("kind", HITS)
def test_the_builder_shows_the_code_at_work(browser: Browser, site: str, kind: str, language: str, scheme: str) -> None:
    context = browser.new_context(base_url=site, color_scheme="dark" if scheme == "dark" else "light")
    page, complaints = context.new_page(), list[str]()
    page.add_init_script(WATCH)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"/{language}/embed/builder?kind={kind}&q=kommuner")
    place = page.frame_locator("iframe") if kind == "iframe" else page
    expect(place.locator(HITS[kind]).first).to_be_visible()
    assert violations(page) == []
    assert complaints == []
    context.close()
