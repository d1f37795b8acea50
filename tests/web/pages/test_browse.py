"""The ways through the library: every page sound in every language, its numbers those of the catalogue, its links unbroken."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from library.catalogue import Catalogue
from library.document import Document, DocumentType, PartialDate, Source
from library.identifiers import SeriesNumber
from library.settings import Settings
from library.vocabulary import Names, Predecessor, Publisher
from tests.index.shelf import TOPICS, Shelf
from tests.web.html import Page, get, read
from web.app import create_app
from web.labels import KINDS
from web.texts import INTERFACE_LANGUAGES
from web.views.series import PAGE

PATHS = ("browse", "publishers", "publishers?kind=ministry", "topics", "years", "series", "series/nou", "about", "help")
HEAVIEST = 100_000  # bytes of a page, uncompressed
HEAVIEST_REGISTER = 300_000  # of 600 publishers with all that can be known of them, some 25 kB on the wire
NOUS = 2_000  # more than have been published since 1972
A_YEAR = 40
MANY = 600  # publishers: more than any library of policy documents here has
CONTACT = "bibliotek+feil@example.org"
TITLE = "En tittel som er så lang som titlene på offentlige utredninger pleier å være når de er lange"


def hrefs(page: Page) -> list[str]:
    return [str(link.attributes.get("href")) for link in page.all("a")]


def charted(page: Page) -> dict[str, int]:
    """Return what the bars of a page are called, and the number beside each."""
    names = [" ".join(name.text.split()) for name in page.all("th", scope="row")]
    return dict(zip(names, map(int, page.texts("span", "bars__count")), strict=True))


def nou(place: int) -> Document:
    year, number = 1972 + place // A_YEAR, place % A_YEAR + 1
    return Document(
        id=f"nou-{year}-{number}",
        title=TITLE,
        type=DocumentType.NOU,
        number=SeriesNumber("NOU", f"{year}:{number}"),
        publishers=(f"p{place}",) if place < MANY else (),
        published=PartialDate(year),
        declared_language="nn",
        sources=(Source("seed", f"https://www.regjeringen.no/{year}/{number}"),),
    )


def publisher(place: int) -> Publisher:
    kinds = [kind for kind in KINDS if kind]
    return Publisher(
        key=f"p{place}",
        names=Names(nb=f"{'ABDEFHIKLMNORSTUVØÅ'[place % 19]}{place}-direktoratet for offentlige undersøkelser"),
        kind=kinds[place % len(kinds)],
        homepage=f"https://www.p{place}.example.org/",
        predecessors=(Predecessor(key=f"p{place - 1}", first_year=1972, last_year=1999),) if place % 2 else (),
        successor=None if place % 2 else f"p{place + 1}",
    )


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(home=tmp_path_factory.mktemp("large"))
    with Catalogue.open(settings) as catalogue:
        with catalogue.writing() as writer:
            writer.put_publishers(map(publisher, range(MANY)))
            for place in range(NOUS):
                writer.put(nou(place), ())
        shelf = Shelf(settings, catalogue)
        shelf.index()
        with closing(shelf.open()) as engine, TestClient(create_app(catalogue, engine, TOPICS)) as client:
            yield client


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(home=tmp_path / "empty")
    with Catalogue.open(settings) as catalogue:
        shelf = Shelf(settings, catalogue)
        shelf.index()
        with closing(shelf.open()) as engine, TestClient(create_app(catalogue, engine, TOPICS)) as client:
            yield client


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_well_formed_and_says_its_language(client: TestClient, path: str, language: str) -> None:
    page = get(client, f"/{language}/{path}")
    assert page.all("html", lang=language)
    assert len(page.all("main")) == len(page.all("h1")) == 1


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("path", [path for path in PATHS if path != "series/nou"])
def test_every_page_of_an_empty_library_is_sound(empty: TestClient, path: str, language: str) -> None:
    page = get(empty, f"/{language}/{path}")
    assert page.all("rect") == []


@pytest.mark.parametrize("path", PATHS)
def test_no_link_within_the_site_is_broken(client: TestClient, path: str) -> None:
    links = {href.partition("#")[0] for href in hrefs(get(client, f"/nb/{path}"))}
    for link in sorted(link for link in links if link.startswith("/")):
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("path", PATHS)
def test_every_link_to_a_place_on_another_page_finds_it(client: TestClient, path: str) -> None:
    placed = {href for href in hrefs(get(client, f"/nn/{path}")) if href.startswith("/") and "#" in href}
    for address, _, place in (href.partition("#") for href in placed):
        assert [element for element in get(client, address).elements if element.attributes.get("id") == place], (address, place)


def test_old_places_of_the_page_about_the_library_are_still_there(client: TestClient) -> None:
    about = {element.attributes.get("id") for element in get(client, "/nb/about").elements}
    assert {"search", "documents", "json", "privacy"} <= about
    assert {"search", "filters", "json"} <= {element.attributes.get("id") for element in get(client, "/nb/help").elements}


@pytest.mark.parametrize("path", ["browse", "publishers", "topics", "years", "series", "series/nou"])
def test_the_menu_says_where_the_reader_is(client: TestClient, path: str) -> None:
    page = get(client, f"/en/{path}")
    marked = {
        href: str(link.attributes["aria-current"])
        for link, href in zip(page.all("a"), hrefs(page), strict=True)
        if "aria-current" in link.attributes
    }
    assert marked["/en/browse"] == ("page" if path == "browse" else "true")
    assert marked[f"/en/{path.partition('/')[0]}"] == ("true" if path == "series/nou" else "page")


def test_the_publishers_are_told_with_their_counts(client: TestClient, shelf: Shelf) -> None:
    page = get(client, "/nb/publishers")
    held = shelf.catalogue.statistics().by_publisher
    names = {key: shelf.catalogue.publishers().get(key) for key in held}
    told = page.texts("p", "register__name")
    for key, found in names.items():
        assert found is not None
        (line,) = [line for line in told if line.startswith(found.names.in_language("nb"))]
        assert line.split()[-1] == str(held[key])
    assert len(told) == len(held)


def test_the_publishers_of_one_kind_are_a_page_of_their_own(large: TestClient) -> None:
    page = get(large, "/nb/publishers?kind=ministry")
    kinds = [kind for kind in KINDS if kind]
    names = page.texts("p", "register__name")
    expected = [place for place in range(MANY) if kinds[place % len(kinds)] == "ministry"]
    assert sorted(name.split("-")[0][1:] for name in names) == sorted(map(str, expected))
    assert "/nb/publishers" in hrefs(page)
    assert "/nb/publishers?kind=agency" in hrefs(page)
    (chosen,) = [element for element in page.all("span") if element.attributes.get("aria-current") == "true"]
    assert chosen.text == "Departement"
    get(large, "/nb/publishers?kind=hexenring", 422)


def test_six_hundred_publishers_are_one_light_page(large: TestClient) -> None:
    answer = large.get("/nb/publishers")
    assert len(read(answer.text).texts("p", "register__name")) == MANY
    assert len(answer.content) <= HEAVIEST_REGISTER
    letters = [href for href in hrefs(read(answer.text)) if href.startswith("#letter-")]
    assert len(letters) == 19


def test_the_years_are_told_with_their_counts(client: TestClient, shelf: Shelf) -> None:
    page = get(client, "/en/years")
    held = [document.year for document in shelf.catalogue.list_documents()]
    told = {year: count for year, count in charted(page).items() if year.isdigit()}
    assert told == {str(year): held.count(year) for year in held if year}
    for year in told:
        assert f"/en/?year={year}" in hrefs(page)
    assert "/en/?year=none" in hrefs(page)


def test_decades_lead_to_their_documents(client: TestClient) -> None:
    page = get(client, "/en/years")
    counts = charted(page)
    for decade in ("2010–2019", "2020–2029"):
        first, last = decade.split("–")
        address = f"/en/?year_from={first}&year_to={last}"
        assert address in hrefs(page)
        found = client.get(f"/api/v1/search?year_from={first}&year_to={last}").json()["meta"]["total"]
        assert counts[decade] == found > 0


def test_every_series_is_listed_with_its_count_and_span(client: TestClient, shelf: Shelf) -> None:
    page = get(client, "/en/series")
    for series in shelf.catalogue.series():
        (line,) = [line for line in page.all("li") if line.text.strip().startswith(f"{series.name} ")]
        assert line.text.split()[-1] in {
            f"{series.span[0]}–{series.span[1]}" if series.span else "",
            str(series.span and series.span[0]),
        }
        assert f" {series.documents}" in line.text
        assert f"/en/series/{series.key}" in hrefs(page)


@pytest.mark.parametrize("key", ["finnes-ikke", "NOU", "%00", "x" * 500])
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_series_that_is_not_known_is_not_found(client: TestClient, key: str, language: str) -> None:
    page = get(client, f"/{language}/series/{key}", 404)
    assert page.all("html", lang=language)


@pytest.mark.parametrize("query", ["page=0", "page=2", "page=x", "page=-1", "side=1", "page=9999999"])
def test_a_page_of_a_series_that_is_not_there_is_told(client: TestClient, query: str) -> None:
    get(client, f"/nb/series/nou?{query}", 422)


def test_a_large_series_is_told_in_order_page_by_page_without_losing_any(large: TestClient) -> None:
    pages = [get(large, f"/nb/series/nou?page={number}") for number in range(1, NOUS // PAGE + 1)]
    told = [number for page in pages for number in page.texts("span", "entries__number")]
    places = sorted(range(NOUS), key=lambda place: (-(place // A_YEAR), place))
    assert told == [str(nou(place).number) for place in places]
    assert max(len(large.get(f"/nn/series/nou?page={number}").content) for number in (1, 5, NOUS // PAGE)) <= HEAVIEST
    get(large, f"/nb/series/nou?page={NOUS // PAGE + 1}", 422)


def test_every_year_of_a_large_series_can_be_gone_to(large: TestClient) -> None:
    years = [href for href in hrefs(get(large, "/nb/series/nou")) if "#year-" in href]
    assert len(years) == NOUS // A_YEAR
    for href in years[::7]:
        address, _, place = href.partition("#")
        assert [element.text for element in get(large, address).all("h2", id=place)] == [place.removeprefix("year-")]


def test_a_title_says_its_language(client: TestClient) -> None:
    page = get(client, "/en/series/nou")
    links = [link for link in page.all("a") if (link.attributes.get("href") or "").startswith("/en/documents/")]
    assert {link.attributes.get("lang") for link in links} == {"nb"}


def test_the_newest_additions_are_those_of_the_search(client: TestClient) -> None:
    page = get(client, "/nb/browse")
    assert "/nb/?sort=added" in hrefs(page)
    shown = [href for href in hrefs(page) if href.startswith("/nb/documents/")]
    newest = client.get("/api/v1/search?sort=added&size=6").json()["results"]
    assert shown == [f"/nb/documents/{hit['id']}" for hit in newest]
    assert len(shown) == 6


def test_what_the_library_holds_is_what_the_catalogue_counts(client: TestClient, shelf: Shelf) -> None:
    page = get(client, "/en/about")
    held = shelf.catalogue.statistics()
    assert [number.text for number in page.all("dd")] == [
        str(held.documents),
        str(held.with_text),
        str(held.pages),
        str(held.files),
    ]
    charts = charted(page)
    assert charts["Nordregio"] == held.by_publisher["nordregio"]
    assert charts["Norwegian Bokmål"] == held.by_language["nb"]
    assert charts["White paper"] == held.by_type["white-paper"]
    assert charts["2020–2029"] == client.get("/api/v1/search?year_from=2020&year_to=2029").json()["meta"]["total"]


def test_the_sources_are_told_with_their_counts(large: TestClient) -> None:
    page = get(large, "/en/about")
    assert [cell.text.split()[0] for cell in page.all("td") if cell.text.startswith("regjeringen")] == ["regjeringen.no"]
    assert page.texts("td", "figure") == [f"{NOUS:,}"]


def test_bars_have_their_numbers_beside_them_and_are_not_spoken_twice(client: TestClient) -> None:
    page = get(client, "/en/about")
    drawings = page.all("svg")
    assert len(drawings) == len(page.all("rect")) > 0
    assert {drawing.attributes.get("aria-hidden") for drawing in drawings} == {"true"}
    assert {float(str(bar.attributes["width"])) > 0 for bar in page.all("rect")} == {True}


@pytest.mark.parametrize(
    ("contact", "address"),
    [(CONTACT, "mailto:bibliotek%2Bfeil@example.org"), ("https://example.org/feil", "https://example.org/feil")],
)
def test_readers_are_told_whom_to_tell_of_errors(shelf: Shelf, contact: str, address: str) -> None:
    settings = Settings(contact=contact)
    with closing(shelf.open()) as engine, TestClient(create_app(shelf.catalogue, engine, TOPICS, settings)) as site:
        page = get(site, "/nb/about")
    assert hrefs(page).count(address) == 2
    assert page.all("h2", id="errors")


def test_without_a_contact_none_is_promised(client: TestClient) -> None:
    assert not get(client, "/nb/about").all("h2", id="errors")
