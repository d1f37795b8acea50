"""RIS, BibTeX and CSL-JSON of whole results, read by readers that are not ours."""

import json
from pathlib import Path

import pytest
import rispy  # type: ignore[import-untyped] # ships no types
from pybtex.database import parse_string  # type: ignore[import-untyped] # ships no types
from starlette.testclient import TestClient

from index.engine import SearchRequest, Sort
from tests.index.shelf import Shelf
from tests.library.lists.listing import entries, stored
from tests.web.exports.library import WHOLE
from web.exports.formats import Format

REFERENCES = (Format.RIS, Format.BIBTEX, Format.CSL)


def ids_in(format: Format, written: str) -> list[str]:
    """Return the ids in a file, in its order."""
    if format is Format.RIS:
        return [entry["id"] for entry in rispy.loads(written)]
    if format is Format.BIBTEX:
        return [key.replace(":", "/") for key in parse_string(written, "bibtex").entries]
    return [item["id"] for item in json.loads(written)]


@pytest.mark.parametrize("format", REFERENCES)
def test_a_file_holds_the_whole_result_in_its_order_whatever_stands_in_the_documents(
    client: TestClient, shelf: Shelf, format: Format
) -> None:
    written = client.get(f"/nb/?sort=title&page=2&size=5&format={format}").text
    engine = shelf.open()
    expected = engine.ids(SearchRequest(sort=Sort.TITLE, size=1_000))
    engine.close()
    assert tuple(ids_in(format, written)) == expected
    assert sorted(expected) == shelf.catalogue.ids()
    assert "javascript:" not in written


@pytest.mark.parametrize("format", REFERENCES)
def test_filters_narrow_a_file_as_they_narrow_a_page(client: TestClient, format: Format) -> None:
    assert ids_in(format, client.get(f"/en/?type=nou&year_from=2020&format={format}").text) == ["nou-1"]


@pytest.mark.parametrize("format", REFERENCES)
def test_nothing_found_is_an_empty_file_that_can_be_read(client: TestClient, format: Format) -> None:
    answer = client.get(f"/nb/?q=zzzzzz&match=all&format={format}")
    assert (answer.status_code, answer.headers["x-total-count"]) == (200, "0")
    assert ids_in(format, answer.text) == []


@pytest.mark.parametrize("format", REFERENCES)
def test_one_document_has_its_reference_at_its_own_address(client: TestClient, format: Format) -> None:
    answer = client.get(f"/nb/documents/{WHOLE.id}?format={format}&q=planer&page=2")
    assert ids_in(format, answer.text) == [WHOLE.id]
    assert 'filename="tf-2020-549.' in answer.headers["content-disposition"]
    assert answer.headers["link"] == f'<http://testserver/documents/{WHOLE.id}>; rel="canonical"'
    assert answer.text == client.get(f"/en/documents/{WHOLE.id}?format={format}").text


def test_a_document_without_a_page_elsewhere_is_cited_by_its_address_here(client: TestClient) -> None:
    (item,) = client.get("/nb/documents/nou-1?format=csl").json()
    assert item["URL"] == "http://testserver/documents/nou-1"


@pytest.mark.parametrize("format", [Format.RIS, Format.BIBTEX])
def test_our_own_import_takes_references_back(client: TestClient, format: Format, tmp_path: Path) -> None:
    written = client.get(f"/nb/?q=%22store+planer%22&format={format}").text
    (entry,) = entries(stored(tmp_path, {"ris": "a.ris", "bibtex": "a.bib"}[format], written))
    assert entry.says is not None, entry.problem
    assert (entry.says.title, entry.says.series, entry.says.number) == (f"{WHOLE.title}: {WHOLE.subtitle}", "TF-rapport", "549")
    assert tuple(entry.says.authors) == WHOLE.authors
