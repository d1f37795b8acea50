"""The commands do what their help says, print what was asked for on stdout and tell the rest on stderr."""

import json
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from library.app import App
from library.catalogue import Catalogue
from library.cli import COMMANDS
from library.errors import KartotekError, LockedError, UnknownDocumentError, UnknownKeyError, UnreadableFileError
from library.lock import writer_lock
from library.settings import Settings
from tests.library.desk import NYNORSK
from tests.library.documents import write_lines
from tests.library.pdfs import pdf, scan

RECORDS = [
    {
        "id": "nou-2020-12",
        "title": "Ei oppdikta utgreiing",
        "type": "nou",
        "series": "NOU",
        "number": "2020:12",
        "publishers": ["Nordregio", "Ei bygd"],
        "topics": ["klimapolitikk"],
        "published": "2020-10-28",
        "language": "nn",
        "landing_page": "https://example.org/nou",
        "pages": [{"text": NYNORSK}, {"text": "Andre side"}],
    },
    {
        "id": "boligrapport",
        "title": "Boliger i bygda",
        "type": "report",
        "publishers": ["Ei bygd"],
        "published": "2019",
        "language": "nb",
    },
]


class Terminal:
    """Gives commands to the library, and notes what they say and how often the index is told to follow."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.said = StringIO()
        self.followed: list[int] = []
        console = Console(file=self.said, width=200, highlight=False)
        app = App(settings=settings, console=console, after_write=lambda catalogue: self.followed.append(catalogue.revision()))
        self._app, self._group = app, click.Group("kartotek", commands=COMMANDS)

    def run(self, *arguments: str | Path, code: int = 0) -> Result:
        result = CliRunner().invoke(self._group, [str(argument) for argument in arguments], obj=self._app, catch_exceptions=False)
        assert result.exit_code == code, result.output + self.said.getvalue()
        return result

    def lines(self, *arguments: str | Path) -> list[str]:
        return self.run(*arguments).stdout.splitlines()


@pytest.fixture
def terminal(settings: Settings) -> Terminal:
    return Terminal(settings)


@pytest.fixture
def filled(terminal: Terminal, tmp_path: Path) -> Terminal:
    terminal.run("import", write_lines(tmp_path / "a.jsonl", *RECORDS))
    return terminal


def test_import_tells_what_it_did_and_lets_the_index_follow(filled: Terminal) -> None:
    assert "2 added, 0 changed, 0 unchanged." in filled.said.getvalue()
    assert "New publishers: Ei bygd." in filled.said.getvalue()
    assert filled.followed == [2]


def test_the_index_follows_an_import_that_changed_nothing_for_an_earlier_one_may_have_been_killed(
    filled: Terminal, tmp_path: Path
) -> None:
    filled.run("import", tmp_path / "a.jsonl")
    assert "0 added, 0 changed, 2 unchanged." in filled.said.getvalue()
    assert filled.followed == [2, 2]


def test_the_index_does_not_follow_a_dry_run(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("import", "--dry-run", write_lines(tmp_path / "a.jsonl", *RECORDS))
    assert "Nothing is changed; this would be: 2 added, 0 changed, 0 unchanged." in terminal.said.getvalue()
    assert terminal.followed == []


def test_import_of_a_bad_line_exits_with_1_after_the_others_are_in(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("import", write_lines(tmp_path / "a.jsonl", "{", *RECORDS), code=1)
    assert "a.jsonl, line 1: This is not JSON" in terminal.said.getvalue()
    assert "2 added, 0 changed, 0 unchanged, 1 failed." in terminal.said.getvalue()
    assert terminal.followed == [2]


def test_add_stores_what_it_can_and_exits_with_1_for_the_rest(terminal: Terminal, tmp_path: Path) -> None:
    for name, content in {"god.pdf": pdf([NYNORSK], title="God bok"), "dårlig.pdf": b"%PDF-1.4", "skann.pdf": scan()}.items():
        (tmp_path / name).write_bytes(content)
    terminal.run("add", tmp_path / "god.pdf", tmp_path / "dårlig.pdf", "--publisher", "Nordregio", "--year", "2020", code=1)
    assert "god.pdf: added as god-bok-2020." in terminal.said.getvalue()
    assert "dårlig.pdf: dårlig.pdf is damaged" in terminal.said.getvalue()
    terminal.run("add", tmp_path / "skann.pdf", "--title", "Skannet", "--language", "nb")
    assert "No text (scans): skannet." in terminal.said.getvalue()
    assert terminal.lines("list") == ["god-bok-2020\t2020\tNordregio\tGod bok", "skannet\t\t\tSkannet"]


@pytest.mark.parametrize("option", ["--title", "--subtitle", "--number", "--id"])
def test_add_refuses_one_title_for_many_files(terminal: Terminal, option: str) -> None:
    assert "tells of one document" in terminal.run("add", "a.pdf", "b.pdf", option, "x", code=2).stderr


LISTS: dict[str, tuple[Sequence[str], list[str]]] = {
    "all": ([], ["nou-2020-12", "boligrapport"]),
    "publisher by name": (["--publisher", "nordregio"], ["nou-2020-12"]),
    "publisher by another spelling": (["--publisher", "EI BYGD"], ["nou-2020-12", "boligrapport"]),
    "topic": (["--topic", "klimapolitikk"], ["nou-2020-12"]),
    "a topic above it": (["--topic", "klima-og-miljo"], ["nou-2020-12"]),
    "type": (["--type", "report"], ["boligrapport"]),
    "language": (["--language", "nn"], ["nou-2020-12"]),
    "year": (["--year", "2019"], ["boligrapport"]),
    "limit": (["--limit", "1"], ["nou-2020-12"]),
}


@pytest.mark.parametrize(("options", "ids"), LISTS.values(), ids=LISTS.keys())
def test_list_narrows_by_its_options(filled: Terminal, options: Sequence[str], ids: list[str]) -> None:
    assert [line.split("\t")[0] for line in filled.lines("list", *options)] == ids


def test_show_tells_all_that_is_known(filled: Terminal) -> None:
    shown = filled.run("show", "nou-2020-12").stdout
    for line in (
        "Series number:  NOU 2020: 12",
        "Publishers:     Nordregio",
        "Published:      2020-10-28",
        "Language:       nn (declared, detected too)",
        "Topics:         Climate policy (klimapolitikk)",
        "Web page:       https://example.org/nou",
        "Text:           2 pages or sections",
    ):
        assert line in shown.splitlines()
    assert "Subtitle" not in shown


def test_show_tells_where_fields_came_from(filled: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# Boligpolitikk i bygda\n\n{NYNORSK}\n", encoding="utf-8")
    filled.run("add", tmp_path / "a.md", "--publisher", "Nordregio", "--year", "2018")
    lines = filled.lines("show", "boligpolitikk-i-bygda-2018", "--provenance")
    origins = {line.split(":")[0]: line.rsplit("[", 1)[1].rstrip("]") for line in lines if line.endswith("]")}
    assert origins.keys().isdisjoint({"Files", "Sources"})
    assert origins["Title"] == "file"
    assert origins["Publishers"] == origins["Published"] == "option"
    assert origins["Topics"] == origins["Type"] == "rule"
    assert origins["Language"] == "library"


def test_what_show_prints_as_json_can_be_imported_elsewhere(filled: Terminal, tmp_path: Path) -> None:
    printed = filled.run("show", "nou-2020-12", "--json").stdout
    assert json.loads(printed)["publishers"] == ["Nordregio", "Ei bygd"]
    (tmp_path / "b.jsonl").write_text(printed, encoding="utf-8")
    other = Terminal(Settings(home=tmp_path / "other"))
    other.run("import", tmp_path / "b.jsonl")
    with Catalogue.open(filled.settings) as here, Catalogue.open(other.settings) as there:
        assert here.pages("nou-2020-12") == there.pages("nou-2020-12")
    assert other.run("show", "nou-2020-12", "--json").stdout == printed


def test_remove_takes_all_or_none(filled: Terminal) -> None:
    with pytest.raises(UnknownDocumentError, match="'finnes-ikke'"):
        filled.run("remove", "boligrapport", "finnes-ikke")
    assert len(filled.lines("list")) == 2
    filled.run("remove", "boligrapport", "nou-2020-12")
    assert filled.lines("list") == []
    assert filled.followed[-1] == 4


def test_stats_count_what_there_is(filled: Terminal) -> None:
    lines = filled.lines("stats")
    assert lines[:3] == ["Documents:      2", "With text:      1", "Pages:          2"]
    assert "      2  Ei bygd" in lines


def test_language_tells_the_share_and_the_pages(terminal: Terminal, tmp_path: Path) -> None:
    english = (
        "The committee finds that people in rural municipalities have good reasons to stay, if there is work to be had. " * 4
    )
    (tmp_path / "a.txt").write_text(f"{NYNORSK}\f{NYNORSK}\f{english}", encoding="utf-8")
    lines = terminal.lines("language", tmp_path / "a.txt")
    assert lines[0].startswith("nn (confidence")
    assert lines[-2:] == ["page 1–2: nn", "page 3: en"]


ERRORS: dict[str, tuple[Sequence[str], type[KartotekError], str]] = {
    "show": (["show", "finnes-ikke"], UnknownDocumentError, "no document with the id 'finnes-ikke'"),
    "list of no publisher": (["list", "--publisher", "Ingen"], UnknownKeyError, "No publisher is called 'Ingen'"),
    "list of no topic": (["list", "--topic", "Sild"], UnknownKeyError, "No topic is called 'Sild'"),
    "language of nothing": (["language", "borte.pdf"], UnreadableFileError, "borte.pdf cannot be read"),
}


@pytest.mark.parametrize(("arguments", "error", "sentence"), ERRORS.values(), ids=ERRORS.keys())
def test_errors_are_one_sentence(terminal: Terminal, arguments: Sequence[str], error: type[KartotekError], sentence: str) -> None:
    with pytest.raises(error, match=sentence) as caught:
        terminal.run(*arguments)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")
    assert terminal.followed == []


def test_the_second_writer_is_told_who_writes(filled: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Bok", encoding="utf-8")
    with writer_lock(filled.settings, "import"):
        for arguments in (["add", tmp_path / "a.md"], ["remove", "boligrapport"], ["import", tmp_path / "a.jsonl"]):
            with pytest.raises(LockedError, match="«kartotek import»"):
                filled.run(*arguments)
    assert len(filled.lines("list")) == 2


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_every_command_has_an_example_in_its_help(terminal: Terminal, command: click.Command) -> None:
    assert f"Example: kartotek {command.name}" in terminal.run(str(command.name), "--help").stdout
