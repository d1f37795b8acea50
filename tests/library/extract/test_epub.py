"""E-books made here are read chapter by chapter; what is missing, locked or hostile is told in one sentence."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from library.extract import MediaType, extract
from tests.library.epubs import METADATA, Item, chapter, contents, epub, ncx, zipped
from tests.library.files import refusal, stored
from tests.library.words import with_parts

CHAPTERS = (
    chapter("text/1.xhtml", "<h1>Innleiing</h1><p>Om <a id='s1'/>bygda.</p>"),
    chapter("text/2.xhtml", "<p>Utan overskrift.</p>"),
    chapter("text/kapittel%203.xhtml", "<p><b>Tredje kapittel</b></p><p>Med tittelen i eit avsnitt.</p>"),
    chapter("text/4.xhtml", "<h1>Slutt</h1><p>Ord.</p><h2>Takk</h2><p>Til alle.</p><ol><li>Note</li></ol>"),
)
LINKS = {
    "text/1.xhtml": "1 Innleiing",
    "text/2.xhtml#s2": "Ein stad i kapitlet",
    "text/2.xhtml": "Andre kapittel",
    "text/kapittel%203.xhtml": "Tredje  kapittel",
}
SECTIONS = [
    ("Innleiing", "Innleiing\n\nOm bygda."),
    ("Andre kapittel", "Andre kapittel\n\nUtan overskrift."),
    ("Tredje kapittel", "Tredje kapittel\n\nMed tittelen i eit avsnitt."),
    ("Slutt", "Slutt\n\nOrd."),
    ("Takk", "Takk\n\nTil alle.\n\n1. Note"),
]


def book(*more: Item, metadata: str = METADATA, version: str = "3.0", package: str = "OEBPS/package.opf") -> bytes:
    stored_names = [Item(item.href.replace("%20", " "), item.content) for item in CHAPTERS]
    made = epub([*CHAPTERS, *more], metadata, version=version, package=package)
    folder = package.rpartition("/")[0]
    return with_parts(made, {f"{folder}/{item.href}".lstrip("/"): item.content for item in stored_names})


@pytest.mark.parametrize("package", ["OEBPS/package.opf", "package.opf", "a/b/c.opf"])
@pytest.mark.parametrize("table", [contents("nav.xhtml", LINKS), ncx("toc.ncx", LINKS)], ids=["epub 3", "epub 2"])
def test_chapters_are_read_in_order_with_the_titles_of_the_contents(tmp_path: Path, table: Item, package: str) -> None:
    read = extract(stored(tmp_path, "a.epub", book(table, package=package)))
    assert read.media_type == MediaType.EPUB
    assert [(part.label, part.text) for part in read.pages] == SECTIONS
    assert [part.number for part in read.pages] == [1, 2, 3, 4, 5]


def test_the_contents_may_lie_in_another_folder(tmp_path: Path) -> None:
    table = contents("nav/nav.xhtml", {f"../{address}": title for address, title in LINKS.items()})
    assert [part.label for part in extract(stored(tmp_path, "a.epub", book(table))).pages] == [label for label, _ in SECTIONS]


def test_the_order_is_that_of_the_spine_and_not_of_the_archive(tmp_path: Path) -> None:
    reversed_chapters = list(reversed([CHAPTERS[0], CHAPTERS[3]]))
    read = extract(stored(tmp_path, "a.epub", epub(reversed_chapters)))
    assert [part.label for part in read.pages] == ["Slutt", "Takk", "Innleiing"]


def test_a_chapter_begins_a_section_without_a_heading(tmp_path: Path) -> None:
    made = epub([chapter("1.xhtml", "<p>Ein.</p>"), chapter("2.xhtml", "<p>To.</p>")])
    assert [(part.label, part.text) for part in extract(stored(tmp_path, "a.epub", made)).pages] == [("", "Ein."), ("", "To.")]


def test_a_cover_of_a_picture_is_no_section(tmp_path: Path) -> None:
    cover = chapter("omslag.xhtml", "<div><svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg></div>")
    assert [part.text for part in extract(stored(tmp_path, "a.epub", epub([cover, CHAPTERS[1]]))).pages] == ["Utan overskrift."]


def test_the_package_says_what_the_book_is(tmp_path: Path) -> None:
    metadata = """
<dc:identifier id="id">urn:uuid:550e8400-e29b-41d4-a716-446655440000</dc:identifier>
<dc:identifier>urn:isbn:978-82-92743-01-0</dc:identifier>
<dc:title id="t1">Bygdebok</dc:title><dc:title id="t2">Frå fjord til fjell</dc:title>
<meta refines="#t2" property="title-type">subtitle</meta>
<dc:creator>Kari Nordmann</dc:creator><dc:creator>Ola Nordmann</dc:creator><dc:contributor>calibre</dc:contributor>
<dc:publisher>Samlaget</dc:publisher><dc:subject>Bygder</dc:subject><dc:subject>Soge; folk</dc:subject>
<dc:description>&lt;p&gt;Om &lt;i&gt;bygda&lt;/i&gt; vår.&lt;/p&gt;</dc:description>
<dc:date opf:event="modification">2024-01-01</dc:date><dc:date opf:event="publication">2019-05</dc:date>
<dc:language>nn-NO</dc:language>"""
    says = extract(stored(tmp_path, "a.epub", book(metadata=metadata))).says
    assert (says.title, says.subtitle, says.authors) == ("Bygdebok", "Frå fjord til fjell", ["Kari Nordmann", "Ola Nordmann"])
    assert (says.publishers, says.keywords, says.abstract) == (["Samlaget"], ["Bygder", "Soge", "folk"], "Om bygda vår.")
    assert (says.published, says.language, says.isbn, says.issn) == ("2019-05", "nn", "9788292743010", None)


def test_without_a_title_the_first_heading_is_it(tmp_path: Path) -> None:
    metadata = "<dc:title>Unknown</dc:title><dc:date>0101-01-01T00:00:00+00:00</dc:date>"  # as Calibre has it
    says = extract(stored(tmp_path, "a.epub", book(metadata=metadata))).says
    assert (says.title, says.published) == ("Innleiing", None)


def test_what_is_missing_and_not_read_is_not_missed(tmp_path: Path) -> None:
    made = with_parts(book(contents("nav.xhtml", LINKS)), {"OEBPS/nav.xhtml": None})
    assert extract(stored(tmp_path, "a.epub", made)).pages[0].label == "Innleiing"


def test_fonts_that_are_scrambled_do_not_lock_a_book(tmp_path: Path) -> None:
    made = with_parts(book(), {"META-INF/encryption.xml": encryption("http://www.idpf.org/2008/embedding")})
    assert extract(stored(tmp_path, "a.epub", made)).has_text


def encryption(method: str) -> bytes:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">'
        f'<EncryptionMethod Algorithm="{method}"/></EncryptedData></encryption>'
    ).encode()


def calling_for(href: str) -> bytes:
    package = epub([chapter("1.xhtml", "<p>Ein.</p>")])
    with zipfile.ZipFile(BytesIO(package)) as archive:
        opf = archive.read("OEBPS/package.opf").replace(b'href="1.xhtml"', f'href="{href}"'.encode())
    return with_parts(package, {"OEBPS/package.opf": opf, "../ute.xhtml": b"<p>Ute</p>", "/etc/passwd": b"<p>Ute</p>"})


EXPLODING = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REFUSED = {
    "locked by its seller": (with_parts(book(), {"META-INF/encryption.xml": encryption("http://x#aes256-cbc")}), "encrypted"),
    "a chapter missing": (with_parts(book(), {"OEBPS/text/4.xhtml": None}), "OEBPS/text/4.xhtml is missing"),
    "the package missing": (with_parts(book(), {"OEBPS/package.opf": None}), "does not say what parts it has"),
    "a container that names nothing": (
        with_parts(book(), {"META-INF/container.xml": b"<container/>"}),
        "does not say what parts",
    ),
    "a package that breaks off": (with_parts(book(), {"OEBPS/package.opf": b"<package>"}), "not XML"),
    "a chapter that the package does not have": (
        with_parts(book(), {"OEBPS/package.opf": b"<package><spine><itemref idref='x'/></spine></package>"}),
        "does not have",
    ),
    "a chapter out of the book": (calling_for("../../ute.xhtml"), "outside"),
    "a chapter at the root of the disk": (calling_for("/etc/passwd"), "outside"),
    "a chapter on another computer": (calling_for("http://x.no/a.xhtml"), "missing"),
    "entities that explode in the package": (
        with_parts(book(), {"OEBPS/package.opf": EXPLODING + b"<package>&b;</package>"}),
        "entities",
    ),
    "entities that explode in a chapter": (
        with_parts(book(), {"OEBPS/text/1.xhtml": EXPLODING + b"<html>&b;</html>"}),
        "entities",
    ),
    "entities from elsewhere": (
        with_parts(book(), {"META-INF/container.xml": OUTSIDE + b"<container>&a;</container>"}),
        "entities",
    ),
    "entities in the contents": (
        with_parts(book(ncx("toc.ncx", LINKS)), {"OEBPS/toc.ncx": EXPLODING + b"<ncx>&b;</ncx>"}),
        "entities",
    ),
    "a chapter that is nested without end": (with_parts(book(), {"OEBPS/text/1.xhtml": b"<div>" * 100_000}), "nested"),
    "a chapter without a byte": (with_parts(book(), {"OEBPS/text/1.xhtml": b""}), "text/1.xhtml is missing"),
    "a container and nothing else": (zipped({"META-INF/container.xml": b""}), "does not say what parts it has"),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_book_that_cannot_be_read_is_told_in_one_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in refusal(stored(tmp_path, "a.epub", content))
