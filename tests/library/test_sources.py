"""The catalogue tells where its documents are from, and which of them a newsletter mentions."""

import sqlite3

import pytest

from library.catalogue import Catalogue
from library.document import Document, PartialDate, Source
from library.settings import Settings
from library.sources import host_of
from tests.library.documents import document

HOSTS = {
    "a host": ("https://kudos.dfo.no/dokument/1", "kudos.dfo.no"),
    "with and without www": ("https://www.regjeringen.no/a", "regjeringen.no"),
    "in any case, with a port": ("https://WWW.Regjeringen.NO:443/a", "regjeringen.no"),
    "with the root's dot": ("https://nordregio.org./x", "nordregio.org"),
    "no address": (None, None),
    "no host": ("mailto:post@example.org", None),
    "broken": ("http://[", None),
}


def from_source(id: str, *sources: Source, year: int | None = None, title: str = "Tittel") -> Document:
    return document(id, title=title, sources=sources, published=PartialDate(year) if year else None)


def put(catalogue: Catalogue, *some: Document) -> None:
    with catalogue.writing() as writer:
        for one in some:
            writer.put(one, ())


@pytest.mark.parametrize(("address", "host"), HOSTS.values(), ids=HOSTS.keys())
def test_a_source_has_the_host_of_its_page(address: str | None, host: str | None) -> None:
    assert host_of(Source("seed", address)) == host


def test_documents_are_counted_for_each_of_their_sources_once(catalogue: Catalogue) -> None:
    one, two = Source("seed", "https://www.regjeringen.no/1"), Source("seed", "https://regjeringen.no/2")
    put(
        catalogue,
        from_source("a", one, two),
        from_source("b", two, Source("file")),
        from_source("c", Source("file")),
        from_source("d"),
        from_source("e", one),
    )
    coverage = catalogue.coverage()
    assert [(part.key, part.host, part.documents) for part in coverage] == [("seed", "regjeringen.no", 3), ("file", None, 2)]
    assert [part.updated for part in coverage] == [catalogue.get("e").updated, catalogue.get("c").updated]


def test_a_source_is_as_new_as_the_latest_change_of_its_documents(catalogue: Catalogue) -> None:
    put(catalogue, from_source("a", Source("file")), from_source("b", Source("file")))
    put(catalogue, from_source("a", Source("file"), title="En annen tittel"))
    (part,) = catalogue.coverage()
    assert part.updated == catalogue.get("a").updated


def test_a_newsletter_mentions_the_documents_that_name_it_newest_first(catalogue: Catalogue) -> None:
    letter = Source("newsletter", document="brev-3")
    put(
        catalogue,
        document("brev-3"),
        from_source("old", letter, year=2001),
        from_source("b", Source("seed"), letter, year=2020, title="B"),
        from_source("twice", letter, letter, year=2020, title="A"),
        from_source("undated", letter),
        from_source("other", Source("newsletter", document="brev-4")),
    )
    assert [one.id for one in catalogue.mentioned_in("brev-3")] == ["twice", "b", "old", "undated"]
    assert catalogue.mentioned_in("old") == []
    with catalogue.writing() as writer:
        writer.remove("b")
    assert [one.id for one in catalogue.mentioned_in("brev-3")] == ["twice", "old", "undated"]


def test_an_empty_catalogue_has_no_sources(catalogue: Catalogue) -> None:
    assert (catalogue.coverage(), catalogue.series(), catalogue.mentioned_in("a")) == ([], [], [])


def test_a_catalogue_from_before_sources_had_a_table_gets_it_when_it_is_opened(settings: Settings) -> None:
    with Catalogue.open(settings) as catalogue:
        put(catalogue, from_source("a", Source("newsletter", document="brev")), from_source("b", Source("seed", "https://a.no/")))
        expected = catalogue.coverage()
    with sqlite3.connect(settings.database) as connection:
        connection.execute("DROP TABLE series_numbers")
        connection.execute("DROP TABLE sources")
        connection.execute("UPDATE facts SET value = '3' WHERE name = 'schema'")
    connection.close()
    with Catalogue.open(settings) as catalogue:
        assert catalogue.coverage() == expected
        assert [one.id for one in catalogue.mentioned_in("brev")] == ["a"]
