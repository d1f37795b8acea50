"""The pages that people read: complete, escaped, in three languages, and alike the JSON."""

import json
import re
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from index.engine import FacetField
from index.query import MAX_CHARACTERS
from tests.index.shelf import Shelf
from tests.web.html import Page, get
from tests.web.shelf import LONG_PAGES, ORIGINAL, PAPER_FILE
from web.texts import INTERFACE_LANGUAGES

PAGES = (
    "",
    "?q=kommuner",
    "?q=zzz&topic=klima",
    "?q=oppdrettsanleg+berekraftig+i&match=all",
    "?q=kommuner&match=exact",
    "?q=kommuner+små+samarbeide+bygdene",
    "documents/nou-1",
    "documents/nasty?page=30",
    "publishers",
    "topics",
    "years",
    "series",
    "series/nou",
    "browse",
    "help",
    "facets/publisher",
    "about",
)
CHOICES = (
    "",
    "?q=kommuner",
    "?q=kommuner+små+samarbeide+bygdene",
    "?q=kommuner+små+samarbeide+bygdene&match=all",
    "?q=kommuner&match=exact",
    "?publisher=kdd",
    "?topic=regioner&topic=klima",
    "?language=nn&type=report",
    "?contains=nn&contains=en&language=nb",
    "?year=2020&year_from=2000",
)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_well_formed_and_says_its_language(client: TestClient, path: str, language: str) -> None:
    page = get(client, f"/{language}/{path}")
    assert page.all("html", lang=language)
    assert len(page.all("main")) == len(page.all("h1")) == 1


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "nb"), ("nn-NO,nn;q=0.9,en;q=0.5", "nn"), ("en-GB", "en"), ("de,no;q=0.4", "nb"), ("sv-SE", "nb"), (";;q=x,nn", "nn")],
)
def test_an_address_without_language_leads_to_the_readers(client: TestClient, accepted: str, language: str) -> None:
    answer = client.get("/?q=by+og+land", headers={"Accept-Language": accepted})
    assert (answer.status_code, answer.headers["location"]) == (302, f"/{language}/?q=by+og+land")
    assert answer.headers["vary"] == "Accept-Language"
    cited = client.get("/documents/nou-1?page=2", headers={"Accept-Language": accepted})
    assert cited.headers["location"] == f"/{language}/documents/nou-1?page=2"


def test_switching_language_keeps_the_search(client: TestClient) -> None:
    page = get(client, "/nb/?q=kommuner&topic=regioner&page=1")
    switches = [link.attributes["href"] for link in page.all("a") if link.attributes.get("hreflang")]
    assert switches == [f"/{language}/?q=kommuner&topic=regioner&page=1" for language in INTERFACE_LANGUAGES]


def test_a_result_shows_what_is_known_of_it(client: TestClient) -> None:
    page = get(client, "/nb/?q=kommuner")
    assert "Næringslivet i distriktene" in page.texts("h3", "hit__title")
    place = page.texts("h3", "hit__title").index("Næringslivet i distriktene")
    meta = page.texts("p", "meta")[place]
    assert all(part in meta for part in ("NOU 2020: 12", "2020", "Bokmål"))
    assert any("kommunene" in mark.text.lower() for mark in page.all("mark"))
    pages = [link.attributes["href"] for link in page.all("a") if "#side-" in (link.attributes.get("href") or "")]
    assert "/nb/documents/nou-1?q=kommuner&page=2#side-2" in pages


def told(page: Page) -> str:
    """Return all that a page says of how the query was understood."""
    return " ".join(page.texts("div", "understanding"))


def address_of(page: Page, text: str) -> str | None:
    """Return where the one link with this text leads."""
    (link,) = [link for link in page.all("a") if " ".join(link.text.split()) == text]
    return link.attributes["href"]


@pytest.mark.parametrize(
    ("language", "showing", "instead", "also"),
    [
        ("nb", "Viser treff for oppdrettsanlegg berekraftig.", "Søk i stedet etter", "Også søkt etter: bærekraftig."),
        ("nn", "Viser treff for oppdrettsanlegg berekraftig.", "Søk heller etter", "Søkt òg etter: bærekraftig."),
        ("en", "Showing hits for oppdrettsanlegg berekraftig.", "Search instead for", "Also searched for: bærekraftig."),
    ],
)
def test_a_correction_is_told_once_and_can_be_declined(
    client: TestClient, language: str, showing: str, instead: str, also: str
) -> None:
    page = get(client, f"/{language}/?q=oppdrettsanleg+berekraftig&year=2021&size=5")
    assert [told(page).count(sentence) for sentence in (showing, also)] == [1, 1]
    exact = address_of(page, f"{instead} oppdrettsanleg berekraftig")
    assert exact == f"/{language}/?q=oppdrettsanleg+berekraftig&match=exact&year=2021&size=5"
    assert not get(client, str(exact)).texts("h3", "hit__title")


def test_what_may_have_been_meant_is_offered(client: TestClient) -> None:
    page = get(client, "/nb/?q=havbruk+berekraftg")
    (link,) = [link for link in page.all("a") if link.text.startswith(("havbruk berekraft", "havbruk bærekraft"))]
    assert f"Mente du {link.text}?" in told(page)
    assert get(client, str(link.attributes["href"])).texts("h3", "hit__title") == ["Havbruk langs kysten"]


def test_a_wider_answer_says_so_once_and_leads_both_ways(client: TestClient) -> None:
    wide = get(client, "/nb/?q=kommuner+små+samarbeide+bygdene")
    assert "1 dokument har alle ordene; her er også de som har de fleste." in told(wide)
    assert not wide.texts("p", "notice")
    narrow = get(client, str(address_of(wide, "Bare dem som har alle ordene")))
    assert narrow.texts("h3", "hit__title") == ["Næringslivet i distriktene"]
    assert len(wide.texts("h3", "hit__title")) == 2
    back = address_of(narrow, "Vis også 1 dokument som har de fleste av ordene")
    assert get(client, str(back)).texts("h3", "hit__title") == wide.texts("h3", "hit__title")


def test_no_document_with_all_words_is_said_in_plain_words(client: TestClient) -> None:
    page = get(client, "/nn/?q=oppdrettsanlegg+kommunar")
    assert "Ingen dokument har alle orda. Desse har dei fleste." in told(page)


def test_words_are_searched_exactly_as_written_and_back(client: TestClient) -> None:
    ordinary = get(client, "/nb/?q=kommuner&sort=title")
    exact = get(client, str(address_of(ordinary, "Søk nøyaktig som skrevet")))
    assert "Bare dokumenter med ordene nøyaktig slik de er skrevet." in told(exact)
    assert address_of(exact, "Søk i alle former og skrivemåter") == "/nb/?q=kommuner&sort=title"
    assert len(exact.texts("h3", "hit__title")) < len(ordinary.texts("h3", "hit__title"))


def test_a_way_to_match_is_kept_by_form_filters_pages_and_languages(client: TestClient) -> None:
    page = get(client, "/nb/?q=kommuner&match=most&year_from=2000&size=1")
    assert [box.attributes["value"] for box in page.all("input", type="hidden", name="match")] == ["most"]
    (following,) = page.all("a", rel="next")
    assert following.attributes["href"] == "/nb/?q=kommuner&match=most&year_from=2000&page=2&size=1"
    (chip,) = page.all("a", **{"class": "chip"})
    assert chip.attributes["href"] == "/nb/?q=kommuner&match=most&size=1"
    assert page.all("a", hreflang="nn")[0].attributes["href"] == "/nn/?q=kommuner&match=most&year_from=2000&size=1"
    assert not get(client, "/nb/?q=kommuner").all("input", name="match")


def test_what_was_left_out_of_account_is_folded_away(client: TestClient) -> None:
    html = client.get("/nb/?q=samarbeid+om+kommuner").text
    assert html.index('<details id="understood">') < html.index("Uten vekt") < html.index("<dd>om</dd>")


@pytest.mark.parametrize(
    ("language", "line"),
    [("nb", "side ii, 1, 2 og 2 til"), ("nn", "side ii, 1, 2 og 2 til"), ("en", "pages ii, 1, 2 and 2 more")],
)
def test_the_pages_of_a_hit_stand_in_one_line(client: TestClient, language: str, line: str) -> None:
    page = get(client, f"/{language}/?q=oppdrettsanlegg")
    (shown,) = page.texts("div", "hit__pages")
    shown = re.sub(r" PDF – \w+ \w+", "", shown)
    assert shown.startswith(line)
    links = [str(link.attributes["href"]) for link in page.all("a")]
    assert links.count(f"/{language}/documents/skrift?q=oppdrettsanlegg&page=2#side-2") == 1
    files = [link for link in links if link.startswith("/originals/")]
    assert [link.partition("#")[2] for link in files] == ["page=2", "page=3", "page=4"]
    assert client.get(files[0]).content == PAPER_FILE


def test_an_extract_is_not_told_twice(client: TestClient) -> None:
    page = get(client, "/nb/?q=oppdrettsanlegg")
    text = " ".join(page.texts("li", "hit"))
    assert text.count("i fjordane skal vere berekraftige") == 1
    assert text.count("nummer 3 er bærekraftig") == text.count("nummer 4 er bærekraftig") == 1


def test_similar_documents_stand_on_the_page_of_one(client: TestClient) -> None:
    told = client.get("/api/v1/documents/nou-1/similar").json()["results"]
    page = get(client, "/nn/documents/nou-1")
    assert [heading.text for heading in page.all("h2") if heading.attributes.get("id") == "similar"] == ["Liknande dokument"]
    (similar,) = page.texts("ul", "similar")
    assert all(result["title"] in similar and str(result["year"]) in similar for result in told)
    assert not get(client, "/nn/documents/udatert").texts("ul", "similar")


def test_markup_in_a_document_or_query_is_text(client: TestClient) -> None:
    for address in ("/nb/?q=bygdeutvikling", "/nb/documents/nasty", "/nb/?q=" + quote('"><script>alert(1)</script>')):
        page = get(client, address)
        scripts = [script for script in page.all("script") if script.attributes.get("type") != "application/ld+json"]
        assert all(_is_ours(script.attributes.get("src")) for script in scripts)
        assert not page.all("img", src="x")
        assert not page.all("b")
    assert '<script>alert("title")</script>' in get(client, "/nb/documents/nasty").all("h1")[0].text


def _is_ours(address: str | None) -> bool:
    return bool(re.fullmatch(r"/static/[0-9a-f]{12}/[a-z]+\.js", address or ""))


def test_only_addresses_of_the_web_become_links(client: TestClient) -> None:
    links = [str(link.attributes.get("href")) for link in get(client, "/en/documents/nasty").all("a")]
    assert not [link for link in links if not link.startswith(("/", "#", "https://example.org/", "https://doi.org/"))]
    assert "https://example.org/rapport.pdf" in links


@pytest.mark.parametrize("choice", CHOICES)
def test_page_and_json_count_the_same(client: TestClient, choice: str) -> None:
    page, answer = get(client, f"/en/{choice}"), client.get(f"/api/v1/search{choice}").json()
    shown = counted(page)
    for link in page.all("a"):
        if link.attributes.get("data-facet"):  # the whole facet has a page of its own
            shown |= counted(get(client, str(link.attributes["href"])))
    told = {
        (field, value["key"]): (value["count"], value["selected"])
        for field, facet in answer["facets"].items()
        for value in facet["values"]
    }
    assert shown == told
    assert {field for field, _ in told} == set(FacetField)
    head = next(element for element in page.all("h2") if element.attributes.get("id") == "count").text.split()
    assert head[0] == str(answer["meta"]["total"]) or (head[0], answer["meta"]["total"]) == ("No", 0)


def counted(page: Page) -> dict[tuple[str, str], tuple[int, bool]]:
    """Return the count of each value with a box on a page, and whether it is ticked."""
    labels = [label.text.split()[-2] for label in page.all("label", **{"class": "tick"})]
    boxes = page.all("input", type="checkbox")
    years = [box for box in boxes if box.attributes["name"] == "year"]
    counts = [*zip([box for box in boxes if box not in years], labels, strict=True)]
    if page.all("table"):
        counts += zip(years, [cell.text for cell in page.all("td")], strict=True)
    return {
        (str(box.attributes["name"]), str(box.attributes["value"])): (int(count), "checked" in box.attributes)
        for box, count in counts
    }


def test_contained_languages_are_folded_away_until_one_is_chosen(client: TestClient) -> None:
    box = _contains_box(client.get("/nb/?language=nb").text)
    assert "Inneholder språk" in box
    assert "checkbox" not in box
    assert 'href="/nb/facets/contains?language=nb"' in box
    box = _contains_box(client.get("/nb/?language=nb&contains=nn").text)
    assert box.count("checkbox") == box.count('value="nn" checked') == 1


def _contains_box(html: str) -> str:
    return html.partition('id="facet-contains"')[2].partition("</fieldset>")[0]


def test_a_contained_language_is_kept_in_every_link_and_can_be_taken_away(client: TestClient) -> None:
    page = get(client, "/nn/?contains=nn&contains=en&size=1&sort=title")
    chips = {" ".join(chip.text.split()): chip.attributes["href"] for chip in page.all("a", **{"class": "chip"})}
    assert chips == {
        "nynorsk× – fjern dette filteret": "/nn/?contains=en&sort=title&size=1",
        "engelsk× – fjern dette filteret": "/nn/?contains=nn&sort=title&size=1",
    }
    (following,) = page.all("a", rel="next")
    assert following.attributes["href"] == "/nn/?contains=nn&contains=en&sort=title&page=2&size=1"


def test_a_topics_children_stand_below_it(client: TestClient) -> None:
    html = client.get("/nb/?topic=distrikt").text
    assert html.index('value="regioner"') < html.index('class="below" open>') < html.index('value="distrikt"')


def test_a_chip_takes_its_filter_away(client: TestClient) -> None:
    page = get(client, "/nn/?q=by&topic=klima&publisher=kdd&year_from=2010")
    chips = {" ".join(chip.text.split()): chip.attributes["href"] for chip in page.all("a", **{"class": "chip"})}
    assert list(chips.values()) == [
        "/nn/?q=by&topic=klima&year_from=2010",
        "/nn/?q=by&publisher=kdd&year_from=2010",
        "/nn/?q=by&publisher=kdd&topic=klima",
    ]
    assert "utgjevne av Kommunal- og distriktsdepartementet" in page.texts("p", "sentence")[0]
    assert page.all("a", **{"class": "sentence__clear"})[0].attributes["href"] == "/nn/?q=by"


def test_an_unknown_value_shows_and_finds_nothing(client: TestClient) -> None:
    page = get(client, "/nb/?publisher=finnes-ikke")
    assert "finnes-ikke" in page.all("a", **{"class": "chip"})[0].text
    assert page.all("input", value="finnes-ikke")[0].attributes.keys() >= {"checked"}
    assert page.texts("div", "empty")


def test_paging_reaches_every_document_once(client: TestClient) -> None:
    address, seen = "/nb/?size=3", list[str]()
    while address:
        page = get(client, address)
        seen += [str(link.attributes["href"]) for link in page.all("a") if "/documents/" in str(link.attributes.get("href"))]
        address = str(next((link.attributes["href"] for link in page.all("a", rel="next")), ""))
    assert len(seen) == len(set(seen)) == client.get("/api/v1/search").json()["meta"]["total"]


def test_a_page_past_the_end_leads_back(client: TestClient) -> None:
    page = get(client, "/nb/?size=5&page=99")
    back = [link for link in page.all("a") if str(link.attributes.get("href", "")).startswith("/nb/?page=3")]
    assert back


def test_a_long_text_comes_in_slices_with_lasting_anchors(client: TestClient) -> None:
    page = get(client, "/nn/documents/nasty?page=30")
    anchors = [str(leaf.attributes["id"]) for leaf in page.all("section", **{"class": "leaf"})]
    assert anchors == [f"side-{number}" for number in range(21, 41)]
    slices = [
        link.attributes["href"] for link in page.all("a") if str(link.attributes.get("href")).endswith(("#side-1", "#side-41"))
    ]
    assert slices == ["/nn/documents/nasty?page=1#side-1", "/nn/documents/nasty?page=41#side-41"] * 2
    assert f"{LONG_PAGES} " in page.texts("section", "text")[0]


def test_words_on_either_side_of_a_line_end_stay_apart(client: TestClient) -> None:
    page = get(client, "/nn/documents/nasty")
    assert "om bygdeutvikling" in " ".join(page.texts("section", "leaf")[0].split())


def test_metadata_is_in_the_readers_language(client: TestClient) -> None:
    facts = " ".join(get(client, "/nn/documents/nasty").texts("aside", "document__facts"))
    for expected in ("mai 2019", "2015–2019", "Nynorsk", "med engelsk (10 %)", "Kari <i>Nordmann</i>", "10.1000/182"):
        assert expected in facts.replace("\xa0", " ")
    assert "May 2019" in " ".join(get(client, "/en/documents/nasty").texts("aside", "document__facts"))


@pytest.mark.parametrize(
    ("language", "others"),
    [
        ("nb", ["med nynorsk (4 %)", "med engelsk (4 %)"]),
        ("nn", ["med nynorsk (4 %)", "med engelsk (4 %)"]),
        ("en", ["with Norwegian Nynorsk (4%)", "with English (4%)"]),
    ],
)
def test_the_other_languages_of_a_report_lead_to_all_that_contains_them(
    client: TestClient, language: str, others: list[str]
) -> None:
    links = get(client, f"/{language}/documents/blandet").all("a")
    by_text = {link.text.replace("\xa0", " "): link.attributes["href"] for link in links}
    addresses = [by_text.get(text) for text in others]
    assert set(addresses) == {f"/{language}/?contains=nn", f"/{language}/?contains=en"}
    assert f"/{language}/?contains=da" not in by_text.values()
    for address in addresses:
        assert "Fagrapport fra to fylker" in get(client, str(address)).texts("h3", "hit__title")


def test_an_original_is_saved_and_never_run(client: TestClient, shelf: Shelf) -> None:
    link = next(link for link in get(client, "/nb/documents/nasty").all("a") if "download" in link.attributes)
    answer = client.get(str(link.attributes["href"]))
    assert answer.content == ORIGINAL
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert client.get(str(link.attributes["href"]).replace("nasty", "nou-1")).status_code == 404
    assert client.get(f"/originals/{'../' * 3}etc/passwd").status_code == 404


def test_publishers_stand_in_norwegian_order_with_their_counts(client: TestClient) -> None:
    page = get(client, "/nb/publishers")
    names = page.texts("p", "register__name")
    assert [name.split()[0] for name in names] == ["Kommunal-", "Nordregio", "Statistisk"]
    counts = {value["key"]: value["count"] for value in client.get("/api/v1/search").json()["facets"]["publisher"]["values"]}
    assert [f" {counts[key]} " in f"{name} " for key, name in zip(("kdd", "nordregio", "ssb"), names, strict=True)] == [True] * 3


@pytest.mark.parametrize("path", ["", "publishers", "topics", "about", "documents/nou-1", "documents/nasty", "?q=kommuner"])
def test_no_link_within_the_site_is_broken(client: TestClient, path: str) -> None:
    links = {str(link.attributes.get("href")).partition("#")[0] for link in get(client, f"/nb/{path}").all("a")}
    for link in sorted(link for link in links if link.startswith("/")):
        assert client.get(link).status_code in {200, 302}, link


@pytest.mark.parametrize(
    "query",
    [
        "x" * 10_000,
        "æ" * 3_000,
        '"',
        "*",
        "og",
        "\x00\x1b",
        "%ff%fe",
        "((((",
        "<script>",
        "-",
        "år:2020..",
        "utgiver:",
        "\u202e",
        "🦌",
    ],
    ids=lambda query: repr(query)[:20],
)
def test_any_query_gets_an_answer(client: TestClient, query: str) -> None:
    address = quote(query, safe="%") if "%ff" in query else quote(query)
    assert get(client, f"/nb/?q={address}")
    answer = client.get(f"/api/v1/search?q={address}")
    refused = "too-long" if len(query) > MAX_CHARACTERS else "not-text" if query in {"\x00\x1b", "%ff%fe"} else None
    if refused:  # what programs are better told than helped with
        assert [(wrong["name"], wrong["code"]) for wrong in answer.json()["invalid_params"]] == [("q", refused)]
    else:
        assert json.loads(answer.content)["meta"]["total"] >= 0


@pytest.mark.parametrize("path", ["", "documents/nou-1", "series/nou", "facets/publisher", "embed", "embed/builder"])
@pytest.mark.parametrize("hung_on", ["utm_source=nyhetsbrev&utm_medium=e-post", "fbclid=IwAR0", "gclid=x&mc_cid=1"])
def test_what_others_hang_on_a_link_does_no_harm(client: TestClient, path: str, hung_on: str) -> None:
    assert client.get(
        f"/nb/{path}?q=kommuner&{hung_on}" if path in {"", "documents/nou-1"} else f"/nb/{path}?{hung_on}"
    ).is_success
    assert client.get(f"/api/v1/search?q=kommuner&{hung_on}").status_code == 422  # a program knows what it asks


def test_a_feed_that_is_held_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/nb/?q=kommuner&format=atom")
    again = client.get("/nb/?q=kommuner&format=atom", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert client.get("/nn/?q=kommuner&format=atom").headers["etag"] != first.headers["etag"]
