"""Every link of the site leads somewhere, and every page that is met on the way is whole."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from starlette.testclient import TestClient

from tests.browser.crawl import Crawl, forms_of
from tests.browser.library import furnished
from tests.browser.pages import PAGES
from tests.web.html import read
from web.texts import INTERFACE_LANGUAGES

MANY = 1_000  # pages and files that a walk must have met, or it did not walk
KINDS = (
    "{}/?",
    "{}/documents?",
    "{}/facets?q",
    "{}/browse?",
    "{}/publishers?",
    "{}/topics?",
    "{}/years?",
    "{}/series?",
    "{}/about?",
    "{}/help?",
    "{}/?atom",
    "{}/?csv",
    "{}/?ris",
    "{}/?bibtex",
    "{}/?csl",
    "{}/documents?ris",
    "{}/opensearch.xml?",
    "originals?",
    "static?",
    "api?q",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with furnished(tmp_path_factory.mktemp("linked")) as app, TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def crawled(client: TestClient) -> Crawl:
    crawl = Crawl()
    for language in INTERFACE_LANGUAGES:
        for kind in PAGES:
            if kind.status == HTTPStatus.OK:
                crawl.follow(client, kind.address(language))
    return crawl


def test_every_link_leads_somewhere(crawled: Crawl) -> None:
    assert crawled.missing_fragments() == []
    assert crawled.faults == []


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_the_walk_goes_everywhere(crawled: Crawl, language: str) -> None:
    assert crawled.kinds.total() > MANY
    assert [kind for kind in KINDS if not any(met.startswith(kind.format(language)) for met in crawled.kinds)] == []


def test_every_page_has_a_heading_a_title_and_a_language(crawled: Crawl) -> None:
    for address, page in crawled.pages.items():
        named = address.split("/")[1]
        own = named if named in INTERFACE_LANGUAGES else INTERFACE_LANGUAGES[0]  # what is told who names no language
        assert (len(page.all("html", lang=own)), len(page.all("h1")), len(page.all("main"))) == (1, 1, 1), address
        assert [heading for level in ("h1", "h2", "h3") for heading in page.all(level) if not heading.text.strip()] == [], address


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_type_of_page_has_a_title_of_its_own(client: TestClient, language: str) -> None:
    titles = {kind.name: read(client.get(kind.address(language)).text).all("title")[0].text for kind in PAGES}
    same = [name for name, title in titles.items() if list(titles.values()).count(title) > 1]
    assert [name for name in same if not name.startswith(("document-marked", "document-not-found"))] == []
    assert all(title.removesuffix(" – Kartotek").strip() for title in titles.values())


def test_a_document_names_the_one_address_that_it_is_kept_under(crawled: Crawl) -> None:
    found = {address.partition("?")[0]: page for address, page in crawled.pages.items()}
    documents = {address: page for address, page in found.items() if address[3:].startswith("/documents/")}
    assert documents
    for address, page in documents.items():
        (canonical,) = page.all("link", rel="canonical")
        assert str(canonical.attributes["href"]).endswith(address)


def test_addresses_without_a_language_are_answered(client: TestClient) -> None:
    for address in ("/", "/documents/skrift", "/?q=kommune&format=atom"):
        answer = client.get(address, follow_redirects=True)
        assert (address, answer.status_code) == (address, HTTPStatus.OK)


def test_a_form_is_answered_as_a_reader_finds_it(crawled: Crawl, client: TestClient) -> None:
    forms = {form.address: form for page in crawled.pages.values() for form in forms_of(page)}
    assert len(forms) > len(INTERFACE_LANGUAGES)
    for form in forms.values():
        answer = client.get(form.address, params=form.fields, follow_redirects=True)
        assert (form.address, answer.status_code) == (form.address, HTTPStatus.OK)
