"""What an editor writes beside a file is taken as written, and what is wrong with it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.document import DocumentType
from library.errors import InvalidRecordError
from library.ingest.sidecar import MAX_SIZE, is_sidecar, read_sidecar, sidecars_of
from library.record import Description


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A file to describe."""
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"%PDF-1.4")
    return path


def beside(path: Path, ending: str, content: str | bytes) -> Path:
    sidecar = path.with_name(path.name + ending)
    sidecar.write_bytes(content if isinstance(content, bytes) else content.encode())
    return sidecar


SAYS: dict[str, tuple[str, Description]] = {
    "text": ("title: Bustader\nabstract: |\n  To\n  linjer\n", Description(title="Bustader", abstract="To\nlinjer")),
    "a list": ("publishers: [Nordregio, NIBR]", Description(publishers=["Nordregio", "NIBR"])),
    "one of a list": ("publishers: Nordregio", Description(publishers=["Nordregio"])),
    "one alias": ("aliases: oljefondet", Description(aliases=["oljefondet"])),
    "a year": ("published: 2020", Description(published="2020")),
    "a month": ("published: 2020-10", Description(published="2020-10")),
    "a day": ("published: 2020-10-28", Description(published="2020-10-28")),
    "a number that looks like a time": ("series: NOU\nnumber: 2020:12", Description(series="NOU", number="2020:12")),
    "a number that looks like a fraction": ("number: 1.10", Description(number="1.10")),
    "a number with a zero before it": ("number: 0012", Description(number="0012")),
    "an ISBN": ("isbn: 9788258314438", Description(isbn="9788258314438")),
    "years": ("concerns: [2015, 2019]", Description(concerns=(2015, 2019))),
    "a title that YAML takes for something else": ("title: Yes", Description(title="Yes")),
    "a title that is a number": ("title: 2020", Description(title="2020")),
    "a keyword that is a year": ("keywords: [2020, bygd]", Description(keywords=["2020", "bygd"])),
    "language no, which is refused later": ("language: no", Description(language="no")),
    "a type": ("type: policy-brief", Description(type=DocumentType.POLICY_BRIEF)),
    "nothing": ("", Description()),
    "a comment": ("# enno ikkje\n", Description()),
    "a field without value": ("title:\nsubtitle: ~\nisbn: null", Description()),
    "JSON": ('{"title": "Bustader", "keywords": ["a"], "isbn": null, "concerns": [2015, 2019]}',
             Description(title="Bustader", keywords=["a"], concerns=(2015, 2019))),
    "a mark of byte order": ("\ufefftitle: Bustader", Description(title="Bustader")),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), SAYS.values(), ids=SAYS.keys())
def test_values_are_taken_as_they_are_written(report: Path, content: str, expected: Description) -> None:
    beside(report, ".yaml", content)
    assert read_sidecar(report) == expected


@pytest.mark.parametrize("ending", [".yaml", ".yml", ".json", ".YAML", ".JSON"])
def test_every_ending_is_read_and_is_no_document(report: Path, ending: str) -> None:
    sidecar = beside(report, ending, '{"title": "Bustader"}')
    assert sidecars_of(report) == [sidecar]
    assert read_sidecar(report) == Description(title="Bustader")
    assert is_sidecar(sidecar)


def test_a_file_without_sidecar_is_not_described(report: Path) -> None:
    assert read_sidecar(report) == Description()


@pytest.mark.parametrize("name", ["notat.yaml", "data.json", "rapport.pdf", "yaml", "rapport.pdf.Yaml"])
def test_what_has_no_other_ending_before_its_own_is_no_sidecar(name: str) -> None:
    assert not is_sidecar(Path(name))


WRONG: dict[str, tuple[str | bytes, str]] = {
    "a field that is not known": ("tittel: Bustader", "there is no field tittel"),
    "a list for a text": ("title: [a, b]", "title: "),
    "a bare text": ("Bustader i bygda", "rapport.pdf.yaml: "),
    "a list": ("- title: Bustader", "rapport.pdf.yaml: "),
    "no YAML": ("title: [a", "neither YAML nor JSON"),
    "two documents": ("title: a\n---\ntitle: b", "neither YAML nor JSON"),
    "a Python object": ("title: !!python/object/apply:os.system [ls]", "title: "),
    "another encoding": ("title: Blåbær".encode("cp1252"), "not in UTF-8"),
    "too deep": ("title: " + "[" * 20_000, "nested without end"),
    "too large": ("#" * (MAX_SIZE + 1), "more than 250 kB"),
    "a control character": ("title: a\x01b", "neither YAML nor JSON"),
}


@pytest.mark.parametrize(("content", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_told_in_one_sentence(report: Path, content: str | bytes, sentence: str) -> None:
    beside(report, ".yaml", content)
    with pytest.raises(InvalidRecordError) as caught:
        read_sidecar(report)
    told = str(caught.value)
    assert told.startswith("rapport.pdf.yaml")
    assert sentence in told
    assert told.endswith(".")
    assert "\n" not in told


def test_a_bomb_of_references_is_harmless(report: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    beside(report, ".yaml", "\n".join([*lines, "keywords: *a11"]))
    with pytest.raises(InvalidRecordError):
        read_sidecar(report)


def test_two_sidecars_are_one_too_many(report: Path) -> None:
    beside(report, ".yaml", "title: a")
    beside(report, ".json", "{}")
    with pytest.raises(InvalidRecordError, match=r"has two sidecars, .* keep one\."):
        read_sidecar(report)
