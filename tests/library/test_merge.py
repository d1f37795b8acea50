"""A document described anew keeps what was said with more authority, and loses nothing that is held."""

from dataclasses import replace

import pytest
from hypothesis import given

from library.document import Document, DocumentFile, Provenance, Source
from library.merge import Stance, merge
from tests.library.documents import document, documents

OPTION, FILE, RECORD, RULE = Provenance.OPTION, Provenance.FILE, Provenance.RECORD, Provenance.RULE
WHOLE, CORRECTS, ADDS = Stance.WHOLE, Stance.CORRECTS, Stance.ADDS


def titled(title: str, provenance: Provenance) -> Document:
    return document(title=title, provenance={} if provenance is RECORD else {"title": provenance})


@pytest.mark.parametrize(
    ("old", "new", "stance", "title"),
    [
        pytest.param(RECORD, RECORD, WHOLE, "new", id="a record takes back its own"),
        pytest.param(OPTION, RECORD, WHOLE, "old", id="an editor's correction outlives the record"),
        pytest.param(FILE, RECORD, WHOLE, "new", id="a record knows better than the file"),
        pytest.param(RULE, RECORD, WHOLE, "new", id="a record knows better than a rule"),
        pytest.param(RECORD, OPTION, CORRECTS, "new", id="an option corrects the record"),
        pytest.param(OPTION, OPTION, CORRECTS, "new", id="an option corrects an option"),
        pytest.param(RECORD, FILE, CORRECTS, "old", id="the record knows better than the file"),
        pytest.param(RECORD, RECORD, ADDS, "old", id="another record only adds"),
        pytest.param(RULE, Provenance.MENTION, ADDS, "new", id="a mention knows better than a rule"),
        pytest.param(Provenance.FIRST_PAGES, FILE, ADDS, "new", id="the metadata know better than the first pages"),
        pytest.param(RECORD, Provenance.SIDECAR, ADDS, "new", id="a sidecar knows better than the record"),
        pytest.param(OPTION, FILE, CORRECTS, "old", id="an option knows better than the file"),
    ],
)
def test_the_stronger_word_counts(old: Provenance, new: Provenance, stance: Stance, title: str) -> None:
    merged = merge(titled("old", old), titled("new", new), stance).document
    assert merged.title == title
    assert merged.provenance.get("title", RECORD) is (old if title == "old" else new)


def test_what_a_record_no_longer_says_is_gone_but_an_editors_word_stays() -> None:
    old = document(subtitle="Frå kjelda", isbn="1", provenance={"isbn": OPTION})
    merged = merge(old, document(), WHOLE).document
    assert (merged.subtitle, merged.isbn, merged.provenance) == (None, "1", {"isbn": OPTION})


def test_options_only_add() -> None:
    old = document(subtitle="Frå kjelda", sources=(Source("seed"),))
    merged = merge(old, document(isbn="1", sources=(Source("file"),), provenance={"isbn": OPTION}), CORRECTS).document
    assert (merged.subtitle, merged.isbn, merged.sources) == ("Frå kjelda", "1", (Source("seed"), Source("file")))


def named(provenance: Provenance, *aliases: str) -> Document:
    return document(aliases=aliases, provenance={} if provenance is RECORD else {"aliases": provenance})


@pytest.mark.parametrize(
    ("old", "new", "stance", "aliases"),
    [
        pytest.param(RECORD, RECORD, ADDS, ("a", "b", "c"), id="another record adds"),
        pytest.param(RECORD, OPTION, CORRECTS, ("a", "b", "c"), id="an editor adds to the record"),
        pytest.param(OPTION, RECORD, WHOLE, ("a", "b", "c"), id="the record adds to the editor's"),
        pytest.param(RECORD, RECORD, CORRECTS, ("b", "c"), id="a record corrects its own"),
        pytest.param(RECORD, RECORD, WHOLE, ("b", "c"), id="a record takes back its own"),
    ],
)
def test_aliases_of_two_places_are_united(old: Provenance, new: Provenance, stance: Stance, aliases: tuple[str, ...]) -> None:
    merged = merge(named(old, "a", "b"), named(new, "b", "c"), stance)
    assert merged.document.aliases == aliases
    assert merged.document.provenance.get("aliases", RECORD) is (OPTION if OPTION in {old, new} else RECORD)
    assert not any("not taken" in note for note in merged.notes)


def test_files_that_the_library_holds_are_never_lost() -> None:
    held = DocumentFile(filename="a.pdf", media_type="application/pdf", sha256="a" * 64)
    known = DocumentFile(filename="b.pdf", media_type="application/pdf", address="https://example.org/b.pdf")
    other = DocumentFile(filename="c.pdf", media_type="application/pdf", address="https://example.org/c.pdf")
    old = document(files=(held, known))
    assert merge(old, document(), WHOLE).document.files == (held,)
    assert merge(old, document(), ADDS).document.files == (held, known)
    assert merge(old, document(files=(other,)), ADDS).document.files == (held, known, replace(other, is_primary=False))
    assert merge(old, document(files=(known,)), WHOLE).document.files == (held, known)


def test_what_becomes_another_and_what_is_not_taken_is_noted() -> None:
    old = document(title="Gammal", subtitle="Undertittel", isbn="1", provenance={"isbn": OPTION})
    merged = merge(old, document(title="Ny", subtitle="Anna", isbn="2", provenance={"subtitle": FILE}), CORRECTS)
    assert merged.notes == (
        "title was «Gammal», is now «Ny»",
        "subtitle stays «Undertittel»; not taken: «Anna»",
        "isbn stays «1»; not taken: «2»",
    )


def test_where_a_document_was_seen_is_kept() -> None:
    mention = Source("newsletter", document="brev", as_written="Tittl")
    old = document(sources=(Source("seed"), mention))
    assert merge(old, document(sources=(Source("list.csv"),)), ADDS).document.sources == (*old.sources, Source("list.csv"))
    assert merge(old, document(sources=(Source("kudos"),)), WHOLE).document.sources == (Source("kudos"), mention)


@given(old=documents, new=documents)
def test_the_same_description_twice_is_as_once(old: Document, new: Document) -> None:
    once = merge(old, new, WHOLE).document
    assert merge(once, new, WHOLE).document == once


@given(old=documents, new=documents)
def test_adding_the_same_twice_is_as_once(old: Document, new: Document) -> None:
    once = merge(old, new, ADDS).document
    assert merge(once, new, ADDS).document == once
