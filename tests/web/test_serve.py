"""`kartotek serve` as its users start it: a real process, a real port, a real folder."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READING_DOCUMENTS = {"library.ingest.run", "library.extract.pdf", "trafilatura", "mammoth", "pypdfium2"}
PATIENCE = 60  # seconds; a first start takes three on a small machine, more beside other work


def command(*arguments: str, **environment: str) -> list[str]:
    return ["env", *(f"{name}={value}" for name, value in environment.items()), sys.executable, "-m", "web", *arguments]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments, **environment), cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


@contextmanager
def serving(home: Path) -> Iterator[tuple[str, str]]:
    """Serve in a process of its own; yield the address and what was printed until then."""
    process = subprocess.Popen(
        command("serve", KARTOTEK_HOME=str(home), HOST="127.0.0.1", PORT="0"), cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr is not None
        printed = ""
        for line in process.stderr:
            printed += line
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield found.group(), printed
                break
        else:
            pytest.fail(f"the server ended: {printed}")
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        assert process.stderr.read() == ""
    finally:
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        text: str = answer.read().decode()
        return text


def test_the_first_start_fills_and_indexes_and_the_second_only_answers(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as (address, printed):
        assert "Filled the empty library" in printed
        assert "Rebuilt the index" in printed
        assert '"id":"nou-2020-12"' in get(f"{address}/api/v1/search?q=NOU2020:12&size=1")
        assert "<html" in get(f"{address}/nb/")
    with serving(tmp_path / "home") as (address, printed):
        assert "Filled" not in printed
        assert "Rebuilt" not in printed
        assert '"id":"nou-2020-12"' in get(f"{address}/api/v1/search?q=NOU2020:12&size=1")


def test_a_running_server_follows_what_a_command_adds(tmp_path: Path) -> None:
    home, report = tmp_path / "home", tmp_path / "report.md"
    report.write_text("# Tidevannskraft i fjordene\n\nTidevannet driver turbiner.\n", encoding="utf-8")
    with serving(home) as (address, _):
        assert '"total":0' in get(f"{address}/api/v1/search?q=tidevannskraft")
        added = run("add", str(report), "--type", "report", "--year", "2024", KARTOTEK_HOME=str(home))
        assert (added.returncode, "Updated the index: 1 indexed" in added.stderr) == (0, True), added.stderr
        assert '"total":1' in get(f"{address}/api/v1/search?q=tidevannskraft")


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", KARTOTEK_HOME=str(tmp_path), HOST="127.0.0.1", PORT=port)
    assert result.returncode == 1
    assert result.stderr.strip().splitlines() == [
        f"Error: Port {port} on 127.0.0.1 is in use by another program; choose another with: PORT={int(port) + 1} make serve"
    ]


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        pytest.param({"PORT": "http"}, "PORT must be a whole number", id="port that is no number"),
        pytest.param({"PORT": "70000"}, "PORT must be a whole number", id="port out of range"),
        pytest.param({"HOST": "no.such.host.invalid", "PORT": "0"}, "cannot answer on no.such.host.invalid", id="host not known"),
        pytest.param({"KARTOTEK_HOME": "{file}", "PORT": "0"}, "KARTOTEK_HOME", id="home is a file"),
        pytest.param({"KARTOTEK_HOME": "/proc/kartotek", "PORT": "0"}, "KARTOTEK_HOME", id="home cannot be written"),
    ],
)
def test_settings_that_cannot_be_used_are_one_sentence(tmp_path: Path, environment: dict[str, str], sentence: str) -> None:
    (tmp_path / "file").touch()
    given = {"KARTOTEK_HOME": str(tmp_path / "home"), **environment}
    result = run("serve", **{name: value.format(file=tmp_path / "file") for name, value in given.items()})
    assert result.returncode == 1
    (line,) = result.stderr.strip().splitlines()
    assert sentence in line


def test_a_traceback_comes_with_debug_only(tmp_path: Path) -> None:
    assert "Traceback" not in run("show", "finnes-ikke", KARTOTEK_HOME=str(tmp_path)).stderr
    result = run("--debug", "show", "finnes-ikke", KARTOTEK_HOME=str(tmp_path))
    assert "Traceback" in result.stderr
    assert result.returncode == 1


def test_an_error_that_nobody_foresaw_is_a_sentence_too(tmp_path: Path) -> None:
    (tmp_path / "index" / "current").mkdir(parents=True)
    result = run("search", "klima", KARTOTEK_HOME=str(tmp_path))
    assert result.returncode == 1
    (line,) = result.stderr.strip().splitlines()
    assert "IsADirectoryError" in line
    assert "--debug" in line


def test_a_server_loads_nothing_that_reads_documents() -> None:
    script = f"import sys, web.cli; print(*sorted({READING_DOCUMENTS} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert ran.stdout.strip() == ""


def test_every_command_has_an_example() -> None:
    listed = re.findall(r"^  (\w+)  ", run("--help").stdout.split("Commands:")[1], re.MULTILINE)
    assert {"import", "add", "show", "list", "remove", "stats", "index", "search", "serve", "language"} <= set(listed)
    for name in listed:
        assert "Example: " in run(name, "--help").stdout


def test_search_and_index_commands(tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    missing = run("search", "klima", KARTOTEK_HOME=home)
    assert (missing.returncode, "kartotek index" in missing.stderr) == (1, True)
    records = tmp_path / "records.jsonl"
    records.write_text('{"title": "Klimaplan", "type": "report", "publishers": ["Nordregio"], "published": "2021"}\n{"oops"\n')
    imported = run("import", str(records), KARTOTEK_HOME=home)
    assert imported.returncode == 1
    assert "line 2" in imported.stderr
    found = run("search", "klimaplan", "--publisher", "nordregio", "--facets", KARTOTEK_HOME=home)
    assert found.returncode == 0
    assert "1 documents for klimaplan" in found.stdout
    assert "publisher: *nordregio 1" in found.stdout
    misspelt = run("search", "klimapln", KARTOTEK_HOME=home)
    assert ("1 documents for klimaplan" in misspelt.stdout, "--match exact" in misspelt.stderr) == (True, True)
    assert "0 documents for klimapln" in run("search", "klimapln", "--match", "exact", KARTOTEK_HOME=home).stdout
    assert "up to date" in run("index", KARTOTEK_HOME=home).stderr
    assert "1 indexed" in run("index", "--rebuild", KARTOTEK_HOME=home).stderr
