"""Turtle that any reader of RDF understands, whatever stands in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from library.cleaning import clean_line
from web.discovery.turtle import Resource, Term, iri, moment, text, write_turtle

PREFIXES = {"e": "https://example.org/", "xsd": str(XSD)}


def said(term: Term) -> URIRef | Literal:
    """Read back what a statement says."""
    resource = Resource(address="https://example.org/a", type="e:Thing", statements=[("e:says", term)])
    graph = Graph().parse(data=write_turtle(PREFIXES, [resource]).encode(), format="turtle")
    assert len(graph) == 2
    (found,) = graph.objects(URIRef("https://example.org/a"), URIRef("https://example.org/says"))
    assert isinstance(found, (URIRef, Literal))
    return found


@given(st.text())
def test_any_text_is_read_back_as_it_was(value: str) -> None:
    assert said(text(value, "nb")) == Literal(clean_line(value), lang="nb")


@pytest.mark.parametrize(
    "value",
    ['He said "no"', r"C:\nb\temp", "ends in \\", '""" . <a> <b> <c> .', "\\u0041", "linje\nto", "\ud800 halv", "«ja» 😀"],
)
def test_no_text_gets_out_of_its_quotes(value: str) -> None:
    assert said(text(value)) == Literal(clean_line(value))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("https://example.org/å?a=b&c#d", "https://example.org/å?a=b&c#d", id="as it is"),
        pytest.param('http://a"b>c <d> <e', "http://a%22b%3Ec%20%3Cd%3E%20%3Ce", id="a host that tries to get out"),
        pytest.param("mailto:a\\u003e{b}|^`@x.no", "mailto:a%5Cu003e%7Bb%7D%7C%5E%60@x.no", id="signs that no IRI has"),
        pytest.param("http://x/\n\x00\ud800", "http://x/%0A%00%3F", id="no signs at all"),
    ],
)
def test_every_address_is_one(address: str, expected: str) -> None:
    assert said(iri(address)) == URIRef(expected)


def test_a_moment_is_in_utc_and_in_seconds() -> None:
    local = datetime(2024, 5, 17, 1, 2, 3, 456789, tzinfo=timezone(timedelta(hours=2)))
    found = said(moment(local))
    assert isinstance(found, Literal)
    assert moment(local) == '"2024-05-16T23:02:03Z"^^xsd:dateTime'
    assert found.datatype == XSD.dateTime
    assert found.toPython() == datetime(2024, 5, 16, 23, 2, 3, tzinfo=UTC)
