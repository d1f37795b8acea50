"""What files say of themselves is read in one way, whatever the file."""

import pytest

from library.errors import UnreadableFileError
from library.extract.properties import completed, describe, language_code, parse_xml, real_title, terms
from library.record import MAX_TITLE, Description

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "Microsoft Word - rapport",
        "Microsoft PowerPoint - foiler",
        "PowerPoint-presentasjon",
        "Word Document",
        "Dokument1",
        "Untitled-1",
        "Uten navn",
        "Lysbilde 1",
        "rapport_endelig_v3",
        "rapport.indd",
        "Rapport ferdig.docx",
        "x" * (MAX_TITLE + 1),
    ],
)
def test_a_programs_title_is_none(text: str) -> None:
    assert real_title(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Dokumentasjon av tiltak",
        "Dokument for dokument",
        "Microsoft og kommunane",
        "Documenting change",
        "NOU 2020: 12",
        "Unknown territory",
        "Kva er snake_case i forvaltninga",
    ],
)
def test_a_title_that_somebody_wrote_is_kept(text: str) -> None:
    assert real_title(f" {text}\n") == text


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("nb-NO", "nb"),
        ("nn_NO", "nn"),
        ("nob", "nb"),
        ("no-nyn", "nn"),
        ("EN", "en"),
        ("swe", "sv"),
        ("no", None),
        ("nor", None),
        ("mul", None),
        ("x-default", None),
        ("", None),
        ("Norsk", None),
    ],
)
def test_a_language_tag_gives_one_language(tag: str, code: str | None) -> None:
    assert language_code(tag) == code


def test_terms_may_be_written_in_any_case_and_others_are_passed_over() -> None:
    assert describe([("Title", "Ja"), ("type", "Text"), ("rights", "Alle"), ("title", "Nei")]) == Description(title="Ja")


def test_names_are_parted_by_semicolons_and_programs_are_no_authors() -> None:
    pairs = [("creator", "Nordmann, Kari; Nordmann, Ola"), ("creator", "Administrator"), ("creator", "Nordmann, Kari")]
    assert describe(pairs).authors == ["Nordmann, Kari", "Nordmann, Ola"]


def test_identifiers_are_told_by_their_checksums() -> None:
    says = describe([("identifier", "978-82-92743-01-1"), ("identifier", "ISBN 82-92743-01-4"), ("identifier", "1403-2503")])
    assert (says.isbn, says.issn, says.doi) == ("9788292743010", "1403-2503", None)


def test_what_is_weaker_only_completes() -> None:
    strong, weak = Description(title="A", authors=["B"]), Description(title="C", published="2020")
    assert completed(strong, weak) == Description(title="A", authors=["B"], published="2020")


def test_lists_in_rdf_are_values() -> None:
    rdf = f"""<x xmlns:dc="{DUBLIN_CORE}" xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><dc:creator><r:Seq>
<r:li>Kari</r:li><r:li>Ola</r:li></r:Seq></dc:creator><dc:title>Bok</dc:title><other>nei</other></x>"""
    root = parse_xml(rdf.encode(), "a.pdf")
    assert terms(root, [DUBLIN_CORE]) == [("creator", "Kari"), ("creator", "Ola"), ("title", "Bok")]


XML = {
    "breaks off": (b"<a><b>", "not XML"),
    "no bytes": (b"", "not XML"),
    "an encoding that there is not": (b'<?xml version="1.0" encoding="x-norsk"?><a/>', "not XML"),
    "a billion laughs": (b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>', "entities of its own"),
    "an entity that is not called for": (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a/>', "entities of its own"),
    "an entity for what is to come": (b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://x.no/a.dtd">%b;]><a/>', "entities of its own"),
    "nested without end": (b"<a>" * 100_000, "not XML"),
}


@pytest.mark.parametrize(("content", "reason"), XML.values(), ids=XML.keys())
def test_xml_that_is_damaged_or_hostile_is_told(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        parse_xml(content, "a.epub")
    assert "\n" not in str(caught.value)


def test_a_document_type_without_entities_is_allowed() -> None:
    content = b'<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx>a</ncx>'
    assert parse_xml(content, "a.epub").text == "a"
