"""The exchange format is read line by line, and one bad line is one bad line."""

from pathlib import Path

import pytest

from library.document import DocumentType
from library.errors import UnreadableFileError
from library.lists import ListFormat, read_entries
from library.lists.jsonl import MAX_LINE
from library.record import Description, PageRecord
from tests.library.lists.listing import entries, only, problems, stored

LINE = '{"title": "Å bu i bygda", "type": "report", "pages": [{"text": "side", "label": "i"}]}'


def test_a_record_is_a_description_and_its_pages(tmp_path: Path) -> None:
    [entry] = entries(stored(tmp_path, "a.jsonl", LINE))
    assert (entry.place, entry.pages, entry.file) == ("line 1", (PageRecord("side", "i"),), None)
    assert type(entry.says) is Description
    assert (entry.says.title, entry.says.type) == ("Å bu i bygda", "report")


def test_a_byte_order_mark_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    read = entries(stored(tmp_path, "a.jsonl", f"\ufeff{LINE}\r\n\r\n  \n{LINE}"))
    assert [(entry.place, entry.problem) for entry in read] == [("line 1", None), ("line 4", None)]


BAD = {
    "no JSON": (b"{", "This is not JSON"),
    "other encoding": (LINE.encode("cp1252"), "This is not in UTF-8"),
    "misspelt field": (b'{"title": "x", "type": "report", "publisher": "y"}', "publisher"),
    "no type": (b'{"title": "x"}', "type"),
    "names a file of ours": (b'{"title": "x", "type": "report", "text_file": "a"}', "text_file: only the catalogue"),
}


@pytest.mark.parametrize(("line", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_bad_line_is_told_and_the_others_read(tmp_path: Path, line: bytes, sentence: str) -> None:
    path = stored(tmp_path, "a.jsonl", b"\n".join((LINE.encode(), line, LINE.encode())))
    [(place, problem)] = problems(path)
    assert place == "line 2"
    assert sentence in problem
    assert len(entries(path)) == 3


def test_a_line_of_endless_length_is_one_bad_line(tmp_path: Path) -> None:
    path = stored(tmp_path, "a.jsonl", b"x" * (2 * MAX_LINE + 5) + b"\n" + LINE.encode())
    assert problems(path) == [("line 1", "The line is longer than 50 MB; part the document.")]
    assert len(entries(path)) == 2


def test_utf_16_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="is not text in UTF-8"):
        read_entries(stored(tmp_path, "a.jsonl", LINE.encode("utf-16")), ListFormat.JSONL)


def test_the_least_is_a_title_and_a_type(tmp_path: Path) -> None:
    assert only(stored(tmp_path, "a.jsonl", '{"title": "x", "type": "nou"}')) == Description(title="x", type=DocumentType.NOU)
