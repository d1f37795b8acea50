"""What the page about the library tells of its sources and of whom to reach."""

from datetime import UTC, datetime

import pytest

from library.catalogue import Statistics
from library.sources import SourceCoverage
from library.vocabulary import Publishers
from tests.index.shelf import TOPICS
from web.labels import Labels
from web.texts import load_texts
from web.views.about import SHOWN_SOURCES, about_view, contact_link

LABELS = Labels(Publishers([]), TOPICS, load_texts())
NOTHING = Statistics(documents=0, with_text=0, pages=0, files=0, bytes=0, by_type={}, by_language={}, by_publisher={})
AT = datetime(2026, 1, 2, tzinfo=UTC)


def test_a_source_is_called_by_its_site_else_by_what_it_is() -> None:
    coverage = [
        SourceCoverage(key=key, host=host, documents=1, updated=AT)
        for key, host in (("seed", "regjeringen.no"), ("file", None), ("liste.csv", None), ("kudos", "kudos.dfo.no"))
    ]
    view = about_view(NOTHING, {}, coverage, LABELS, "en")
    assert [(source.name, source.kind) for source in view.sources] == [
        ("regjeringen.no", "the catalogue that ships with Kartotek"),
        ("The file itself", None),
        ("liste.csv", None),
        ("kudos.dfo.no", "kudos"),
    ]


def test_sources_beyond_the_first_are_folded_away_and_none_is_lost() -> None:
    coverage = [SourceCoverage(key="seed", host=f"h{number}.no", documents=1, updated=AT) for number in range(SHOWN_SOURCES + 3)]
    view = about_view(NOTHING, {}, coverage, LABELS, "nb")
    assert [source.name for source in (*view.sources, *view.sources_more)] == [part.host for part in coverage]
    assert len(view.sources) == SHOWN_SOURCES


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("post@example.org", "mailto:post@example.org"),
        ("post+feil@example.org", "mailto:post%2Bfeil@example.org"),
        ("https://example.org/feil?x=1", "https://example.org/feil?x=1"),
    ],
)
def test_a_contact_is_a_mail_address_or_a_page(contact: str, address: str) -> None:
    link = contact_link(contact)
    assert link is not None
    assert (link.label, link.address) == (contact, address)
    assert contact_link(None) is None
