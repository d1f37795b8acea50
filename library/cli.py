"""The commands that fill, show and correct the library. The root command of web/cli.py puts them under one name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from library.adding import Options, add_file
from library.catalogue import Catalogue
from library.document import DocumentType
from library.errors import InvalidRecordError, UnreadableFileError
from library.extract import extract
from library.ingest import import_jsonl
from library.intake import Tools
from library.language import LanguageDetector
from library.lock import writer_lock
from library.progress import progress_bar
from library.report import Tally
from library.settings import Settings
from library.showing import as_json, describe_language, describe_report, describe_taken, list_lines, show_lines, statistics_lines
from library.vocabulary import Topics, shipped_topics

_FILE = click.Path(path_type=Path, dir_okay=False)
_TYPES = click.Choice([type.value for type in DocumentType])


@dataclass(frozen=True, slots=True)
class App:
    """What the root gives to every command."""

    settings: Settings
    console: Console
    """Writes to stderr; stdout is for what was asked for."""
    after_write: Callable[[Catalogue], None]
    """Called when a command has changed the catalogue."""


@click.command("import", epilog="Example: kartotek import reports.jsonl")
@click.argument("file", type=_FILE)
@click.pass_obj
def import_command(app: App, file: Path) -> None:
    """Import the records in FILE, one JSON object on each line.

    A line that is no record is told with its number, and the others are imported; the exit code is then 1.
    """
    with Catalogue.open(app.settings) as catalogue, _changing(app, catalogue):
        with progress_bar(app.console, "Importing") as progress:
            report = import_jsonl(app.settings, catalogue, file, progress)
        _tell(app, describe_report(report))
    _exit_if(report.failed)


@click.command(
    "add",
    epilog='Example: kartotek add report.pdf --publisher Nordregio --year 2020 --topic boligpolitikk --title "Compact cities"',
)
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--title", help="The title; taken from the file if it says what it is called.")
@click.option("--subtitle", help="The subtitle.")
@click.option("--publisher", "publishers", multiple=True, help="A publisher's name or key; can be given several times.")
@click.option("--topic", "topics", multiple=True, help="A topic's label or key; can be given several times.")
@click.option("--type", "type", type=_TYPES, help="The type of document.")
@click.option("--year", "published", help="When it was published: 2020, 2020-10 or 2020-10-28.")
@click.option("--language", help="The language: nb, nn, se, sv, da, fi, en …; detected if it is not given.")
@click.option("--author", "authors", multiple=True, help="An author; can be given several times.")
@click.option("--number", help='The number in its series, such as "NOU 2020: 12" or "Nordregio Report 2020:7".')
@click.option("--address", "landing_page", help="The address of the web page where it was published.")
@click.option("--id", "id", help="The document's id; one that is known gets the file added to it.")
@click.pass_obj
def add_command(app: App, /, files: tuple[Path, ...], type: str | None, **given: Any) -> None:
    """Add FILES (PDF, Markdown or plain text) with their text.

    A file that is known, or whose number or id is, is added to the document that is in the library already.
    """
    options = Options(type=DocumentType(type) if type else None, **given)
    if len(files) > 1 and (options.title or options.subtitle or options.number or options.id):
        raise click.UsageError("--title, --subtitle, --number and --id belong to one document; give one file with them.")
    tally = Tally()
    with Catalogue.open(app.settings) as catalogue, _changing(app, catalogue):
        _add_all(app, catalogue, files, options, tally)
    _exit_if(tally.report().failed)


@click.command("show", epilog="Example: kartotek show nou-2020-12 --provenance")
@click.argument("id")
@click.option("--json", "json", is_flag=True, help="Print the record with its text as one line that `kartotek import` reads.")
@click.option("--provenance", is_flag=True, help="Tell of each field where its value came from.")
@click.pass_obj
def show_command(app: App, id: str, json: bool, provenance: bool) -> None:
    """Show all that is known of the document ID."""
    with Catalogue.open(app.settings) as catalogue:
        document, publishers = catalogue.get(id), catalogue.publishers()
        pages = catalogue.pages(id)
    if json:
        click.echo(as_json(document, pages, publishers))
    else:
        _print(show_lines(document, pages, publishers, shipped_topics(), provenance=provenance))


@click.command("list", epilog="Example: kartotek list --publisher nordregio --year 2020")
@click.option("--publisher", help="Only this publisher's, by name or key.")
@click.option("--topic", help="Only on this topic and those below it, by label or key.")
@click.option("--type", "type", type=_TYPES, help="Only of this type.")
@click.option("--language", help="Only in this language: nb, nn, en …; und for not known.")
@click.option("--year", type=click.IntRange(min=1), help="Only of this year.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@click.pass_obj
def list_command(
    app: App,
    /,
    *,
    publisher: str | None,
    topic: str | None,
    type: str | None,
    language: str | None,
    year: int | None,
    limit: int | None,
) -> None:
    """List documents, newest first: id, year, publisher and title, parted by tabs where it is not a terminal that reads."""
    with Catalogue.open(app.settings) as catalogue:
        publishers = catalogue.publishers()
        found = catalogue.list_documents(
            publisher=publishers.resolve(publisher, year).key if publisher else None,
            topic=_with_descendants(topic, shipped_topics()) if topic else None,
            type=type,
            language=language,
            year=year,
            limit=limit,
        )
    stdout = Console(highlight=False)
    _print(list_lines(found, publishers, width=stdout.width if stdout.is_terminal else None))
    app.console.print(f"{len(found)} documents.")


@click.command("remove", epilog="Example: kartotek remove report-2020 other-report-2019")
@click.argument("ids", nargs=-1, required=True)
@click.pass_obj
def remove_command(app: App, ids: tuple[str, ...]) -> None:
    """Remove the documents IDS with their text and their files; all of them or, if one is not known, none."""
    with Catalogue.open(app.settings) as catalogue, _changing(app, catalogue):
        _remove_all(app, catalogue, ids)
    app.console.print(f"Removed {', '.join(dict.fromkeys(ids))}.")


@click.command("stats", epilog="Example: kartotek stats")
@click.pass_obj
def stats_command(app: App) -> None:
    """Count what the library holds."""
    with Catalogue.open(app.settings) as catalogue:
        _print(statistics_lines(catalogue.statistics(), catalogue.publishers()))


@click.command("language", epilog="Example: kartotek language report.pdf")
@click.argument("file", type=_FILE)
def language_command(file: Path) -> None:
    """Tell which language FILE is written in, page by page where it is more than one."""
    pages = extract(file).pages
    if not pages:
        raise UnreadableFileError(f"{file.name} has no text layer, so its language cannot be told.")
    detector = LanguageDetector.load()
    _print(describe_language(detector.detect(page.text for page in pages), [detector.detect_page(page.text) for page in pages]))


COMMANDS: tuple[click.Command, ...] = (
    import_command,
    add_command,
    show_command,
    list_command,
    remove_command,
    stats_command,
    language_command,
)


def _add_all(app: App, catalogue: Catalogue, files: tuple[Path, ...], options: Options, tally: Tally) -> None:
    tools = Tools.load()
    for file in files:
        try:
            taken = add_file(app.settings, catalogue, file, options, tools)
        except (UnreadableFileError, InvalidRecordError) as error:
            tally.fail(file.name, str(error))
            _tell(app, [f"Error: {error}"])
        else:
            tally.count(taken)
            _tell(app, describe_taken(taken, file.name))


def _remove_all(app: App, catalogue: Catalogue, ids: tuple[str, ...]) -> None:
    with writer_lock(app.settings, "remove"), catalogue.writing() as writer:
        for id in dict.fromkeys(ids):
            writer.remove(id)


@contextmanager
def _changing(app: App, catalogue: Catalogue) -> Iterator[None]:
    """Call after_write if the block, however it ended, has changed the catalogue."""
    before = catalogue.revision()
    try:
        yield
    finally:
        if catalogue.revision() != before:
            app.after_write(catalogue)


def _with_descendants(name: str, topics: Topics) -> list[str]:
    wanted = topics.resolve(name).key
    return [topic.key for topic in topics if wanted in topics.lineage(topic.key)]


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line)


def _tell(app: App, lines: Iterator[str] | list[str]) -> None:
    for line in lines:
        app.console.print(line, markup=False, soft_wrap=True)


def _exit_if(failed: int) -> None:
    if failed:
        raise click.exceptions.Exit(1)
