"""Web pages: the main text without menus, what the head says in its order of strength, any encoding, any damage."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from library.extract import MediaType, extract
from library.extract.blocks import read_blocks
from library.extract.markup import parse_html
from tests.library.files import refusal, stored
from tests.library.webpages import page, paragraph
from tests.shared import SHARED

FIXTURES = SHARED / "fixtures" / "regjeringen"
MENUS = ("Til framsida", "Kontakt oss", "Les også", "Noko heilt anna", "Ansvarleg redaktør", "skript", "color")
LISTED = "<ul><li>Helse<ul><li>Fastlegar</li></ul></li><li>Skule</li></ul>"
TABLE = "<table><tr><th>År</th><th>Tal</th></tr><tr><td>2020</td><td>5</td></tr><tr><td>2021</td><td></td></tr></table>"


def test_the_main_text_is_read_and_the_menus_are_not(tmp_path: Path) -> None:
    main = f"<h1>Fleire hender</h1>{paragraph()}<h2>Tenester</h2>{paragraph()}{LISTED}{TABLE}<h3>Drift</h3>{paragraph()}"
    read = extract(stored(tmp_path, "a.html", page(main).encode()))
    text = "\n".join(part.text for part in read.pages)
    assert read.media_type == MediaType.HTML
    assert [(part.label, part.headings) for part in read.pages] == [
        ("Fleire hender", ("Fleire hender",)),
        ("Tenester", ("Tenester", "Drift")),
    ]
    assert "- Helse\n  - Fastlegar\n- Skule\n\n- År · Tal\n- 2020 · 5\n- 2021\n\nDrift" in text
    assert [menu for menu in MENUS if menu in text] == []


@pytest.mark.parametrize("main", ["<p>Kort.</p>", "Kort.", "<div><div>Kort.</div></div>", "<h1>Kort.</h1>"])
def test_a_short_page_is_read(tmp_path: Path, main: str) -> None:
    text = "\n".join(part.text for part in extract(stored(tmp_path, "a.html", page(main).encode())).pages)
    assert text.strip() == "Kort."


def test_a_page_of_nothing_but_a_menu_is_its_menu(tmp_path: Path) -> None:
    content = b"<html><body><nav><ul><li><a href='/a'>Tema</a></li></ul></nav></body></html>"
    assert [part.text for part in extract(stored(tmp_path, "a.html", content)).pages] == ["- Tema"]


def test_a_page_of_pictures_has_no_text(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.html", b"<html><title>Kart</title><body><img src='k.png'></body></html>"))
    assert (read.pages, read.has_text, read.says.title) == ((), False, "Kart")


STRONGEST_FIRST = {
    "citation_title": "Frå Highwire",
    "DC.Title": "Frå Dublin Core",
    "og:title": "Frå Open Graph",
}


@pytest.mark.parametrize("count", range(len(STRONGEST_FIRST) + 1))
def test_the_strongest_title_wins(tmp_path: Path, count: int) -> None:
    weakest = dict(list(STRONGEST_FIRST.items())[count:])
    made = page(paragraph(), meta=dict(reversed(weakest.items())), head="<title>Tittelen - nettstad.no</title>")
    expected = next(iter(weakest.values()), "Tittelen - nettstad.no")
    assert extract(stored(tmp_path, "a.html", made.encode())).says.title == expected


HIGHWIRE = {
    "citation_title": "Småsamfunn &amp; tenester",
    "citation_author": "Nordmann, Kari",
    "citation_author2": "Nordmann, Ola",
    "citation_publication_date": "2019/3/7",
    "citation_technical_report_institution": "Nordregio",
    "citation_technical_report_number": "NOU 2020: 12",
    "citation_isbn": "978-82-92743-01-0 ",
    "citation_issn": "1403-2503",
    "citation_doi": "https://doi.org/10.6027/R2019:1.1403-2503",
    "citation_language": "en",
    "citation_keywords": "busetjing; tenester",
}


def test_citation_tags_are_read(tmp_path: Path) -> None:
    says = extract(stored(tmp_path, "a.html", page(paragraph(), meta=HIGHWIRE).encode())).says
    assert (says.title, says.authors) == ("Småsamfunn & tenester", ["Nordmann, Kari", "Nordmann, Ola"])
    assert (says.published, says.publishers, says.number) == ("2019-03-07", ["Nordregio"], "NOU 2020: 12")
    assert (says.isbn, says.issn, says.doi) == ("9788292743010", "1403-2503", "10.6027/r2019:1.1403-2503")
    assert (says.language, says.keywords) == ("en", ["busetjing", "tenester"])


META: dict[str, tuple[Mapping[str, str], str, object]] = {
    "issued is stronger than date": ({"DC.date": "2020-01-02", "DCTERMS.issued": "2019"}, "published", "2019"),
    "a qualified date that is no publication": ({"DC.Date.Modified": "2024-01-01"}, "published", None),
    "a qualified date that is": ({"DC.Date.Issued": "2018-05-01"}, "published", "2018-05-01"),
    "a date as Norwegians write it": ({"DC.Date": "3.7.2019"}, "published", "2019-07-03"),
    "a date with time": ({"DC.Date": "2019-07-03T12:00:00Z"}, "published", "2019-07-03"),
    "a date that cannot be": ({"DC.Date": "2019-02-31"}, "published", "2019-02"),
    "a date that says nothing": ({"DC.Date": "0001-01-01"}, "published", None),
    "an alternative title": ({"DC.Title.Alternative": "Annan"}, "title", None),
    "a colon for a point": ({"dc:creator": "Kari Nordmann"}, "authors", ["Kari Nordmann"]),
    "an abstract": ({"DCTERMS.abstract": "Om folk."}, "abstract", "Om folk."),
    "a description that is none of DC": ({"description": "Om folk."}, "abstract", "Om folk."),
    "a language of three letters": ({"DC.language": "nob"}, "language", "nb"),
    "norwegian that does not say which": ({"DC.language": "no"}, "language", "nn"),
    "a number in no known series": ({"citation_technical_report_number": "12/2020"}, "number", None),
    "an author stronger than another": ({"DC.Creator": "Kari", "author": "admin"}, "authors", ["Kari"]),
}


@pytest.mark.parametrize(("meta", "field", "value"), META.values(), ids=META.keys())
def test_a_meta_element_means_what_its_terms_mean(tmp_path: Path, meta: Mapping[str, str], field: str, value: object) -> None:
    says = extract(stored(tmp_path, "a.html", page(paragraph(), meta=meta).encode())).says
    assert getattr(says, field) == value


LINKS = {
    "canonical": ('<link rel="canonical" href="https://x.no/a">', "https://x.no/a"),
    "among others": (
        '<link rel="stylesheet" href="https://x.no/b"><link href=" https://x.no/a " rel="x Canonical">',
        "https://x.no/a",
    ),
    "not absolute": ('<link rel="canonical" href="/a">', None),
    "a script": ('<link rel="canonical" href="javascript:alert(1)">', None),
    "without a host": ('<link rel="canonical" href="https://">', None),
    "broken": ('<link rel="canonical" href="http://[x">', None),
    "open graph's": ('<link rel="canonical" href="/a"><meta property="og:url" content="http://x.no/b">', "http://x.no/b"),
}


@pytest.mark.parametrize(("head", "address"), LINKS.values(), ids=LINKS.keys())
def test_the_canonical_link_is_the_landing_page(tmp_path: Path, head: str, address: str | None) -> None:
    assert extract(stored(tmp_path, "a.html", page(paragraph(), head=head).encode())).says.landing_page == address


ENCODED = {
    "declared utf-8": page("<p>Blåbær</p>").encode(),
    "utf-8 declared as such, in which a byte is broken": page("<p>Blåbær</p>").encode() + "<!-- æ ".encode() + b"\xe6 -->",
    "utf-8 declared latin-1 with a mark": b"\xef\xbb\xbf" + page("<p>Blåbær</p>", charset="iso-8859-1").encode(),
    "latin-1": page("<p>Blåbær</p>", charset="iso-8859-1").encode("latin-1"),
    "windows-1252 that says utf-8": page("<p>Blåbær</p>").encode("cp1252"),
    "utf-16 with a mark": page("<p>Blåbær</p>").encode("utf-16"),
    "utf-8 that says utf-16": page("<p>Blåbær</p>", charset="utf-16").encode(),
    "macintosh": page("<p>Blåbær</p>", charset="macintosh").encode("mac-roman"),
    "an encoding that there is not": page("<p>Blåbær</p>", charset="x-norsk").encode("cp1252"),
    "an encoding that is not of text": page("<p>Blåbær</p>", charset="rot13").encode(),
    "of an xml declaration": b'<?xml version="1.0" encoding="ISO-8859-1"?><html><body><p>Bl\xe5b\xe6r</p></body></html>',
    "none declared": "<html><body><p>Blåbær</p></body></html>".encode("cp1252"),
}


@pytest.mark.parametrize("content", ENCODED.values(), ids=ENCODED.keys())
def test_a_page_is_read_in_its_encoding(tmp_path: Path, content: bytes) -> None:
    assert [part.text for part in extract(stored(tmp_path, "side.html", content)).pages] == ["Blåbær"]


RECOGNISED = {
    "doctype": b"<!DOCTYPE html><p>Hei</p>",
    "tag": b"<HTML><p>Hei</p></HTML>",
    "after a mark and space": b"\xef\xbb\xbf \n\t<html><p>Hei</p>",
    "after a declaration": b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "a" "b">\n<html xmlns="x"><p>Hei</p></html>',
    "after comments": b"<!-- lagra\n> fr\xc3\xa5 nett --><!-- og meir --><!doctype html><p>Hei</p>",
}


@pytest.mark.parametrize("content", RECOGNISED.values(), ids=RECOGNISED.keys())
def test_a_page_is_recognised_by_its_beginning(tmp_path: Path, content: bytes) -> None:
    read = extract(stored(tmp_path, "side", content))
    assert (read.media_type, read.pages[0].text) == (MediaType.HTML, "Hei")


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml"])
def test_text_is_a_page_if_its_name_says_so(tmp_path: Path, name: str) -> None:
    read = extract(stored(tmp_path, name, b"<p>Hei <b>du</b></p>"))
    assert (read.media_type, read.pages[0].text) == (MediaType.HTML, "Hei du")


@pytest.mark.parametrize("comment", ["<!-- a --> ", "<!-- a "])
def test_comments_without_end_do_not_delay_recognition(tmp_path: Path, comment: str) -> None:
    assert extract(stored(tmp_path, "a.txt", (comment * 20_000).encode())).media_type == MediaType.TEXT


def test_elements_that_xml_closes_at_once_hold_nothing(tmp_path: Path) -> None:
    content = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head>'
        '<body><p>Hei<a id="x"/> <i/>du<br/>der</p></body></html>'
    )
    assert [part.text for part in extract(stored(tmp_path, "a.xhtml", content.encode())).pages] == ["Hei du\nder"]


def test_tables_that_only_place_text_keep_their_headings(tmp_path: Path) -> None:
    cells = f"<td><h1>Tittel</h1>{paragraph()}</td><td><h2>Del</h2>{paragraph()}</td>"
    read = extract(stored(tmp_path, "a.html", f"<html><body><table><tr>{cells}</tr></table></body></html>".encode()))
    assert [heading for part in read.pages for heading in part.headings] == ["Tittel", "Del"]


def test_a_book_in_a_page_is_read_whole(tmp_path: Path) -> None:
    main = "".join(f"<h2>Kapittel {number}</h2><p>En <b>setning</b> om <i>noe</i>.</p>" for number in range(15_000))
    read = extract(stored(tmp_path, "a.html", page(main).encode()))
    assert (len(read.pages), read.pages[-1].text) == (15_000, "Kapittel 14999\n\nEn setning om noe.")


BROKEN = {
    "never closed": "<html><body><p>Hei<b>du<i>der<table><tr><td>ja",
    "closed in disorder": "<html><b><p>Hei</b></i></p></html></body>",
    "an end without a beginning": "<html></table></ul></p>Hei</html>",
    "markup that breaks off": "<html><body><p>Hei</p><div class='",
    "two bodies": "<html><body>Hei</body><body>du</body></html>",
    "a frame of frames": "<html><frameset><frame src='a'><noframes>Hei</noframes></frameset></html>",
    "numbers of no character": "<html><p>Hei&#0;&#xD800;&#x110000;&#xFFFE;</p></html>",
    "a list numbered without end": "<html><ol start='99999999999999999999'><li>Hei</ol></html>",
    "attributes twice": "<html lang=nb lang=nn><p id=a id=b>Hei</p></html>",
    "a comment that is not closed": "<html><p>Hei</p><!-- og så",
    "entities of its own": "<!DOCTYPE html [<!ENTITY a 'b'>]><html><p>Hei &a;</p></html>",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_page_gives_the_text_that_there_is(tmp_path: Path, text: str) -> None:
    assert "Hei" in "\n".join(part.text for part in extract(stored(tmp_path, "a.html", text.encode())).pages)


HOSTILE = {
    "nested thousands deep": (b"<html>" + b"<div>" * 2_000_000, "nested"),
    "lists nested thousands deep": (b"<html>" + b"<ul><li>a" * 1_000_000, "nested"),
    "zero bytes": (b"<!DOCTYPE html><html><p>Hei\x00du</p>", "not text"),
    "nothing but a comment": (b"<!-- html -->", "is empty"),
}


@pytest.mark.parametrize(("content", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_page_is_told_in_one_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in refusal(stored(tmp_path, "a.html", content))


REAL = {
    "horing-id3167072-nb.html": ("Kort høring - Avskogingsforordningen", "Klima- og miljødepartementet", "nb", "Økokrim"),
    "horing-id3168423-nb.html": ("Høring av forslag til endringer i forskrift", "Energidepartementet", "nb", "Østfold Energi AS"),
    "horing-id3168525-nn.html": ("Høyring – framlegg om presiseringar", "Finansdepartementet", "nn", "Folketrygdfondet"),
}


@pytest.mark.parametrize(("name", "expected"), REAL.items(), ids=REAL.keys())
@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the government's pages are not beside the checkout")
def test_pages_of_the_government_are_read_with_their_dublin_core(name: str, expected: tuple[str, str, str, str]) -> None:
    title, author, language, last = expected
    read = extract(FIXTURES / name)
    text = "\n".join(part.text for part in read.pages)
    says = read.says
    assert says.title is not None
    assert says.title.startswith(title)
    assert (says.authors, says.language, says.published) == ([author], language, "2026-07-03")
    assert says.abstract is not None
    assert says.landing_page is not None
    assert says.landing_page.startswith("https://www.regjeringen.no/no/dokumenter/")
    assert (says.title in text, last in text, "Hopp til innhold" in text, "Personvern" in text) == (True, True, False, False)


def element(node: tuple[str, list[str]]) -> str:
    tag, inner = node
    return f"<{tag}>{''.join(inner)}</{tag}>"


TAGS = st.sampled_from(["ul", "ol", "li", "table", "tr", "td", "pre", "p", "h2", "div"])
TREES = st.recursive(
    st.sampled_from([f"ord{letter} " for letter in "abcdefgh"]),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(element),
)


@given(TREES)
@example("<table><tr><td>a<td><ol><li>x<tr><td>b</td></tr></ol></td></tr></table>")
def test_no_tree_is_too_strange_and_no_word_is_lost(tree: str) -> None:
    root = parse_html(f"<html><body>{tree} slutt</body></html>", "a.html")
    text = " ".join(block.text for block in read_blocks(root))
    assert sorted(re.findall(r"ord\w", text)) == sorted(re.findall(r"ord\w", tree))
