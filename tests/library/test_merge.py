"""A document described anew keeps what was said with more authority, and loses nothing that is held."""

from dataclasses import replace

import pytest
from hypothesis import given

from library.document import Document, DocumentFile, Page, Provenance, Source
from library.merge import merge, merge_pages
from tests.library.documents import document, documents

OPTION, FILE, RECORD, RULE = Provenance.OPTION, Provenance.FILE, Provenance.RECORD, Provenance.RULE


def titled(title: str, provenance: Provenance) -> Document:
    return document(title=title, provenance={} if provenance is RECORD else {"title": provenance})


@pytest.mark.parametrize(
    ("old", "new", "whole", "title"),
    [
        pytest.param(RECORD, RECORD, True, "new", id="a record takes back its own"),
        pytest.param(OPTION, RECORD, True, "old", id="an editor's correction outlives the record"),
        pytest.param(FILE, RECORD, True, "new", id="a record knows better than the file"),
        pytest.param(RULE, RECORD, True, "new", id="a record knows better than a rule"),
        pytest.param(RECORD, OPTION, False, "new", id="an option corrects the record"),
        pytest.param(OPTION, OPTION, False, "new", id="an option corrects an option"),
        pytest.param(RECORD, FILE, False, "old", id="the record knows better than the file"),
        pytest.param(OPTION, FILE, False, "old", id="an option knows better than the file"),
    ],
)
def test_the_stronger_word_counts(old: Provenance, new: Provenance, whole: bool, title: str) -> None:
    merged = merge(titled("old", old), titled("new", new), whole=whole)
    assert merged.title == title
    assert merged.provenance.get("title", RECORD) is (old if title == "old" else new)


def test_what_a_record_no_longer_says_is_gone_but_an_editors_word_stays() -> None:
    old = document(subtitle="Frå kjelda", isbn="1", provenance={"isbn": OPTION})
    merged = merge(old, document(), whole=True)
    assert (merged.subtitle, merged.isbn, merged.provenance) == (None, "1", {"isbn": OPTION})


def test_options_only_add() -> None:
    old = document(subtitle="Frå kjelda", sources=(Source("seed"),))
    merged = merge(old, document(isbn="1", sources=(Source("file"),), provenance={"isbn": OPTION}), whole=False)
    assert (merged.subtitle, merged.isbn, merged.sources) == ("Frå kjelda", "1", (Source("seed"), Source("file")))


def test_files_that_the_library_holds_are_never_lost() -> None:
    held = DocumentFile(filename="a.pdf", media_type="application/pdf", sha256="a" * 64)
    known = DocumentFile(filename="b.pdf", media_type="application/pdf", address="https://example.org/b.pdf")
    brought = DocumentFile(filename="c.pdf", media_type="application/pdf", sha256="c" * 64)
    old = document(files=(held, known))
    assert merge(old, document(), whole=True).files == (held,)
    assert merge(old, document(files=(brought,)), whole=False).files == (
        brought,
        replace(held, is_primary=False),
        replace(known, is_primary=False),
    )
    assert merge(old, document(files=(held,)), whole=False).files[0] == held


def test_text_stays_where_no_new_text_comes() -> None:
    assert merge_pages((Page(1, "gammal"),), ()) == (Page(1, "gammal"),)
    assert merge_pages((Page(1, "gammal"),), (Page(1, "ny"),)) == (Page(1, "ny"),)


@given(old=documents, new=documents)
def test_the_same_description_twice_is_as_once(old: Document, new: Document) -> None:
    once = merge(old, new, whole=True)
    assert merge(once, new, whole=True) == once
