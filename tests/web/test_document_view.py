"""Dates, addresses and references on a document's page."""

import pytest

from library.document import PartialDate
from web.document_view import partial_date, safe_address


@pytest.mark.parametrize(
    ("date", "language", "expected"),
    [
        ("2020", "nb", "2020"),
        ("2020-10", "nb", "oktober 2020"),
        ("2020-10-28", "nn", "28. oktober 2020"),
        ("2020-05-01", "en", "1 May 2020"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(date: str, language: str, expected: str) -> None:
    assert partial_date(PartialDate.parse(date), language) == expected


@pytest.mark.parametrize(
    "address", [None, "", "javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//x.no", "http://[", "ftp://x.no/"]
)
def test_only_whole_web_addresses_are_followed(address: str | None) -> None:
    assert safe_address(address) is None
    assert safe_address("https://www.regjeringen.no/") == "https://www.regjeringen.no/"
