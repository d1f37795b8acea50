"""Chosen filters read as a sentence, and each chip takes away just itself."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from index.engine import NO_VALUE, FacetField, SearchRequest
from library.vocabulary import Publishers
from tests.index.shelf import PUBLISHERS, TOPICS
from web.labels import Labels
from web.params import parse_search
from web.texts import load_texts
from web.views.chips import clauses

LABELS = Labels(Publishers(PUBLISHERS), TOPICS, load_texts())
CHOSEN = SearchRequest(
    query="by",
    filters={FacetField.PUBLISHER: ("nordregio", "kdd"), FacetField.TOPIC: ("klima",), FacetField.LANGUAGE: ("nn",)},
    year_from=2018,
    year_to=2020,
    offset=40,
)


def sentence(request: SearchRequest, language: str) -> str:
    parts = (
        f"{clause.phrase} {' / '.join(chip.label for chip in clause.chips)}".strip()
        for clause in clauses(request, LABELS, language)
    )
    return ", ".join(parts)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "utgitt av Nordregio / Kommunal- og distriktsdepartementet, om Klima, skrevet på nynorsk, fra årene 2018–2020"),
        ("nn", "utgjevne av Nordregio / Kommunal- og distriktsdepartementet, om Klima, skrivne på nynorsk, frå åra 2018–2020"),
        ("en", "published by Nordregio / Ministry of Local Government, about Climate, written in Norwegian Nynorsk, "
         "from the years 2018–2020"),
    ],
)  # fmt: skip
def test_filters_read_as_a_sentence(language: str, expected: str) -> None:
    assert sentence(CHOSEN, language) == expected


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        pytest.param(SearchRequest(year_from=2018), "fra året 2018 eller senere", id="from"),
        pytest.param(SearchRequest(year_to=2018), "fra året 2018 eller tidligere", id="to"),
        pytest.param(SearchRequest(year_from=2018, year_to=2018), "fra året 2018", id="one year"),
        pytest.param(SearchRequest(filters={FacetField.YEAR: ("2018",)}), "utgitt i 2018", id="a ticked year"),
        pytest.param(SearchRequest(filters={FacetField.PUBLISHER: (NO_VALUE,)}), "Uten utgiver", id="no value needs no phrase"),
        pytest.param(SearchRequest(filters={FacetField.TYPE: ("nou",), FacetField.CONTAINS: ("en",)}),
                     "av typen NOU, med tekst på engelsk", id="type and content"),
        pytest.param(SearchRequest(query="by"), "", id="nothing chosen"),
    ],
)  # fmt: skip
def test_each_kind_of_filter_has_its_words(request_: SearchRequest, expected: str) -> None:
    assert sentence(request_, "nb") == expected


def test_a_chip_takes_away_itself_and_nothing_else() -> None:
    nordregio = next(clauses(CHOSEN, LABELS, "nb")).chips[0]
    address = urlsplit(nordregio.remove)
    wanted = {**CHOSEN.filters, FacetField.PUBLISHER: ("kdd",)}
    assert address.path == "/nb/"
    assert parse_search(parse_qsl(address.query)) == SearchRequest(query="by", filters=wanted, year_from=2018, year_to=2020)
