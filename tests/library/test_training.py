"""Which laws may be trained on, and how their written form is told."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from library.errors import UnreadableFileError
from library.profiles import main, read_profile
from library.training import (
    OLDEST_LAW,
    PASSAGE,
    Law,
    Part,
    limited,
    norwegian_form,
    part_of,
    passages,
    read_laws,
    training_passages,
)

BOKMAL = "Kommunen skal ikke gi tillatelse hvis det er til skade for noen som bor i et område fra før. "
NYNORSK = "Kommunen skal ikkje gje løyve dersom det er til skade for nokon som bur i eit område frå før. "
BY_PART = {part: next(name for name in map(str, range(100)) if part_of(name) is part) for part in Part}


def law(part: Part, text: str, year: int = 2005) -> Law:
    return Law(id=BY_PART[part], year=year, text=text)


def write(path: Path, laws: list[Law]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"id": law.id, "year": law.year, "text": law.text, "title": "Lov"}) + "\n" for law in laws)
    return path


@pytest.mark.parametrize(
    ("text", "form"),
    [
        pytest.param(BOKMAL, "nb", id="bokmål"),
        pytest.param(NYNORSK, "nn", id="nynorsk"),
        pytest.param(BOKMAL + NYNORSK, None, id="a mixture"),
        pytest.param("Taxt og tariff for Oslo kommune. " * 10, None, id="too few telling words"),
        pytest.param(BOKMAL + "Forordning af 1687. ", None, id="old or Danish"),
        pytest.param(BOKMAL + "The Convention of 1951. ", None, id="with English"),
        pytest.param("kVA " * 10, None, id="a unit is not a word"),
    ],
)
def test_the_written_form_is_told_by_function_words(text: str, form: str | None) -> None:
    assert norwegian_form(text) == form


def test_only_laws_set_aside_for_it_are_trained_on() -> None:
    laws = [law(part, BOKMAL * 20) for part in Part]
    chosen = training_passages(laws)
    assert list(chosen) == ["nb"]
    assert len(chosen["nb"]) == 1


def test_the_order_of_laws_does_not_matter() -> None:
    laws = [Law(id=str(number), year=2000, text=f"{number} {BOKMAL * 12}") for number in range(60)]
    chosen = training_passages(laws)
    assert 1 < len(chosen["nb"]) < len(laws)
    assert chosen == training_passages(reversed(laws))


def test_passages_are_cut_at_spaces_and_the_rest_left_out() -> None:
    found = list(passages(BOKMAL * 25, PASSAGE))
    assert len(found) == 2
    assert all(PASSAGE <= len(passage) < PASSAGE + 20 for passage in found)
    assert (BOKMAL * 25).startswith(" ".join(found))


def test_no_more_is_taken_than_allowed() -> None:
    assert list(limited(["aaaa", "bbbb", "cc"], 9)) == ["aaaa", "bbbb"]
    assert list(limited(["aaaa"], 3)) == []


def test_old_laws_are_left_out(tmp_path: Path) -> None:
    source = write(tmp_path / "laws.jsonl.gz", [law(Part.TRAINING, BOKMAL, OLDEST_LAW - 1), law(Part.MEASURED, BOKMAL)])
    assert [law.year for law in read_laws(source)] == [2005]


@pytest.mark.parametrize(
    "content",
    [b"no gzip", gzip.compress(b"no json\n"), gzip.compress(b'{"id": "a"}\n'), gzip.compress(b"{}")[:9]],
    ids=["not gzipped", "no JSON", "no law", "cut off"],
)
def test_a_file_that_is_no_collection_of_laws_is_named(content: bytes, tmp_path: Path) -> None:
    source = tmp_path / "laws.jsonl.gz"
    source.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"laws\.jsonl\.gz"):
        list(read_laws(source))


def test_laws_enter_the_profile_of_their_form(tmp_path: Path) -> None:
    sentences = {"nb": "Barna leker ute.\n", "nn": "Borna leikar ute.\n", "se": "Mánát stohket olgun.\n"}
    for language, text in sentences.items():
        (tmp_path / f"{language}.txt").write_text(text * 500, encoding="utf-8")
    source = write(tmp_path / "laws.jsonl.gz", [law(Part.TRAINING, NYNORSK * 12)])
    result = CliRunner().invoke(main, [str(tmp_path), "--laws", str(source), "--output", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert "kkj" in read_profile(tmp_path / "out" / "nn.json", "nn").freq
    assert "kkj" not in read_profile(tmp_path / "out" / "nb.json", "nb").freq
