"""The form in a page of another site, by itself and inside the element, for readers without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.embedding.conftest import Visit


@pytest.mark.parametrize(("path", "fixed"), [("/form", "&publisher=kdd"), ("/element", "")], ids=["form", "element"])
def test_without_script_the_form_leads_to_our_search(visit: Visit, site: str, path: str, fixed: str) -> None:
    page = visit(path, java_script_enabled=False)
    page.get_by_role("searchbox").fill("kommuner")
    page.get_by_role("button", name="Søk").click()
    page.wait_for_url(f"{site}/nb/?q=kommuner{fixed}")
    expect(page.locator(".hit").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_page_with_the_form(visit: Visit, scheme: str) -> None:
    assert violations(visit("/form", color_scheme=scheme)) == []
