"""Files are read by child processes; answers come in the order of the questions, and the processes end with their reader."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psutil
import pytest

from library.document import DocumentType, TextOrigin
from library.extract.ocr import can_read_pictures
from library.ingest.reading import AHEAD, Answer, Limits, Question, Reader, read_file
from tests.library.desk import NYNORSK
from tests.library.pdfs import pdf, scan

TWO = Limits(processes=2)
LETTER = """Nytt frå fjorden

Fra Nordregio

Rural housing challenges in the Nordic region
Planning for sustainable tourism in the Nordic region

Andre rapporter

Sild og samfunn langs kysten (Telemarksforsking)
Ta kontakt med oss
"""
ONE_LIST = """Rapportar om bygda

Fra Nordregio

Rural housing challenges in the Nordic region
"""


def store(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


def text_of(answer: Answer[int]) -> str:
    return answer.reading.extracted.pages[0].text if answer.reading else answer.problem


def test_answers_come_in_the_order_of_the_questions(tmp_path: Path) -> None:
    """The long file comes first, and others are read before it is done."""
    long = store(tmp_path / "lang.txt", "Lang. " + f"{NYNORSK}\n" * 5_000)
    short = [store(tmp_path / f"{number}.txt", f"Nr. {number}") for number in range(20)]
    questions: list[Question[int]] = [Question(number, path) for number, path in enumerate([long, *short])]
    with Reader(TWO) as reader:
        answers = list(reader.read(questions))
    assert [answer.job for answer in answers] == list(range(21))
    assert [text_of(answer)[:5] for answer in answers] == ["Lang.", *(f"Nr. {number}"[:5] for number in range(20))]


def test_what_has_nothing_to_read_passes_through_in_its_place(tmp_path: Path) -> None:
    file = store(tmp_path / "a.txt", "Tekst")
    with Reader(TWO) as reader:
        answers = list(reader.read([Question("a"), Question("b", file), Question("c")]))
    assert [(answer.job, answer.reading is None, answer.problem) for answer in answers] == [
        ("a", True, ""),
        ("b", False, ""),
        ("c", True, ""),
    ]


def test_questions_are_asked_as_answers_are_taken() -> None:
    asked: list[int] = []

    def endless() -> Iterator[Question[int]]:
        for number in count():
            asked.append(number)
            yield Question(number)

    with Reader(TWO) as reader:
        answers = reader.read(endless())
        for number in range(10):
            assert next(answers).job == number
            assert len(asked) <= number + AHEAD * TWO.processes


def test_no_question_has_no_answer() -> None:
    with Reader(TWO) as reader:
        assert list(reader.read([])) == []


def test_what_cannot_be_read_is_told_in_its_place(tmp_path: Path) -> None:
    files = {"a.txt": b"Tekst", "b.pdf": b"%PDF-1.4", "c.png": b"\x89PNG\r\n\x1a\n" + bytes(100), "d.txt": b"Meir"}
    questions = [Question(name, store(tmp_path / name, content)) for name, content in files.items()]
    with Reader(TWO) as reader:
        answers = list(reader.read([*questions, Question("e", tmp_path / "borte.txt")]))
    assert [bool(answer.problem) for answer in answers] == [False, True, True, False, True]
    assert [answer.is_unsupported for answer in answers] == [False, False, True, False, False]
    assert all(answer.problem.endswith(".") and "\n" not in answer.problem for answer in answers if answer.problem)


@pytest.mark.parametrize("is_broken_off", [False, True], ids=["done", "broken off"])
def test_the_processes_end_with_the_reader(tmp_path: Path, is_broken_off: bool) -> None:
    file = store(tmp_path / "a.txt", f"{NYNORSK}\n" * 200)
    with Reader(TWO) as reader:  # what the system keeps for all readers to come is started with the first
        list(reader.read([Question(0, file)]))
    before = children()
    try:
        with Reader(TWO) as reader:
            answers = reader.read([Question(number, file) for number in range(50)])
            next(answers)
            assert children() > before
            if is_broken_off:
                raise KeyboardInterrupt
            assert len(list(answers)) == 49
    except KeyboardInterrupt:
        assert is_broken_off
    assert children() == before


SAID: dict[str, tuple[str, bool | None, int]] = {
    "looks like one": (LETTER, None, 3),
    "is said to be one": (LETTER, True, 3),
    "is said to be none": (LETTER, False, 0),
    "does not look like one": (ONE_LIST, None, 0),
    "does not look like one, and is said to be": (ONE_LIST, True, 1),
    "lists nothing": (NYNORSK, True, 0),
    "is too long to be taken for one": (LETTER + f"{NYNORSK}\n\n" * 200, None, 0),
    "is long and said to be one": (f"{NYNORSK}\n\n" * 200 + LETTER, True, 3),
}


@pytest.mark.parametrize(("text", "is_newsletter", "items"), SAID.values(), ids=SAID.keys())
def test_a_newsletter_is_one_by_its_look_or_by_word(tmp_path: Path, text: str, is_newsletter: bool | None, items: int) -> None:
    reading = read_file(store(tmp_path / "a.txt", text), is_newsletter=is_newsletter)
    assert len(reading.items) == items
    assert bool(reading.leftovers) is (items > 1)


def test_a_reading_tells_all_that_a_file_tells_by_itself(tmp_path: Path) -> None:
    text = "NOU 2020: 12\n" + NYNORSK.replace(". ", ".\n")
    reading = read_file(store(tmp_path / "a.pdf", pdf([text, "12 13"], title="Levande bygder")))
    assert (reading.first_pages.number, reading.extracted.says.title) == ("2020:12", "Levande bygder")
    assert [page.language for page in reading.extracted.pages] == ["nn", "und"]
    assert reading.detected is not None
    assert reading.detected.language == "nn"
    assert DocumentType.NEWSLETTER not in {reading.first_pages.type, reading.extracted.says.type}


@pytest.mark.skipif(not can_read_pictures(), reason="the extra ocr or tesseract is not installed")
def test_a_scan_that_takes_too_long_to_read_is_still_a_scan(tmp_path: Path) -> None:
    file = store(tmp_path / "a.pdf", scan(3))
    with Reader(Limits(processes=1, ocr_seconds=0.01)) as reader:
        (answer,) = reader.read([Question(0, file)])
    assert answer.problem == ""
    assert answer.reading is not None
    assert (answer.reading.extracted.page_count, answer.reading.extracted.origin) == (3, TextOrigin.NONE)
