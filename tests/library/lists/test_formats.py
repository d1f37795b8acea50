"""A list is told by its ending; what is no list at all is refused before the first entry."""

from pathlib import Path

import pytest

from library.errors import UnreadableFileError
from library.lists import ListFormat, count_entries, list_format, read_entries
from library.lists.source import MAX_LIST
from tests.library.lists.listing import entries, stored

ENDINGS = {
    "a.csv": ListFormat.TABLE,
    "a.CSV": ListFormat.TABLE,
    "a.tsv": ListFormat.TABLE,
    "a.tab": ListFormat.TABLE,
    "a.jsonl": ListFormat.JSONL,
    "a.ndjson": ListFormat.JSONL,
    "a.ris": ListFormat.RIS,
    "a.bib": ListFormat.BIBTEX,
    "a.bibtex": ListFormat.BIBTEX,
    "a.pdf": None,
    "a.json": None,
    "csv": None,
}


@pytest.mark.parametrize(("name", "format"), ENDINGS.items(), ids=ENDINGS.keys())
def test_the_ending_tells_the_format(name: str, format: ListFormat | None) -> None:
    assert list_format(Path(name)) is format


NO_LISTS: dict[str, tuple[bytes, str]] = {
    "zero bytes": (b"", "is empty"),
    "byte order mark alone": (b"\xef\xbb\xbf", "is empty"),
    "blank lines": (b"\r\n \n\t\n", "is empty"),
    "pictures": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not text"),
}


@pytest.mark.parametrize("format", ListFormat)
@pytest.mark.parametrize(("content", "sentence"), NO_LISTS.values(), ids=NO_LISTS.keys())
def test_what_is_no_list_is_refused_at_once(tmp_path: Path, format: ListFormat, content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFileError, match=sentence) as caught:
        read_entries(stored(tmp_path, "liste", content), format)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize("format", ListFormat)
def test_a_missing_file_is_refused_at_once(tmp_path: Path, format: ListFormat) -> None:
    with pytest.raises(UnreadableFileError, match=r"cannot be read: No such file"):
        read_entries(tmp_path / "borte", format)


@pytest.mark.parametrize("format", sorted(set(ListFormat) - {ListFormat.JSONL}))
def test_a_list_too_large_for_memory_is_refused_unread(tmp_path: Path, format: ListFormat) -> None:
    path = stored(tmp_path, "liste", b"")
    with path.open("r+b") as file:
        file.truncate(MAX_LIST + 1)
    with pytest.raises(UnreadableFileError, match="Part it"):
        read_entries(path, format)


LISTS = {
    "a.csv": 'title,note\n\nA,"to\nlinjer"\n,\nB,x,for mye\n"C\nD,y\n',
    "a.jsonl": '{"title": "A", "type": "report"}\n\n{}\n',
    "a.ris": "AU  - bort\nTY  - RPRT\nTI  - A\nER  - \n\nTY  - RPRT\nTI  - B\n",
}


@pytest.mark.parametrize(("name", "content"), LISTS.items(), ids=LISTS.keys())
def test_the_count_is_of_entries_good_and_bad(tmp_path: Path, name: str, content: str) -> None:
    path = stored(tmp_path, name, content)
    format = list_format(path)
    assert format is not None
    assert count_entries(path, format) == len(list(read_entries(path, format))) > 1


def test_entries_of_bibtex_are_not_counted_beforehand(tmp_path: Path) -> None:
    assert count_entries(stored(tmp_path, "a.bib", "@misc{a, title={A}}"), ListFormat.BIBTEX) is None


EXAMPLES = {
    "csv": [["Gerd Wikan"], ["Frank Egil Holm", "Mariann Villa"]],
    "json": [[]],
    "ris": [["Bent Aslak Brandtzæg", "Ailin Aastvedt"]],
    "bibtex": [["Linda Randall", "Louise Ormstrup Vestergård", "Mari Wøien Meijer"]],
}


@pytest.mark.parametrize(("name", "authors"), EXAMPLES.items(), ids=EXAMPLES.keys())
def test_the_examples_for_editors_can_be_imported(tmp_path: Path, name: str, authors: list[list[str]]) -> None:
    page = (Path(__file__).parents[3] / "docs" / "lists.md").read_text(encoding="utf-8")
    example = page.split(f"```{name}\n")[1].split("```")[0]
    read = entries(stored(tmp_path, f"a.{name.replace('json', 'jsonl')}", example))
    assert [entry.problem or (entry.says and entry.says.authors) for entry in read] == authors
