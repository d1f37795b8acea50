"""The commands that fill, show and correct the library. The root command of web/cli.py puts them under one name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console

from library.app import App, changing
from library.catalogue import Catalogue
from library.document import DocumentType
from library.errors import UnreadableFileError
from library.export_cli import export_command
from library.exporting import document_line
from library.ingest.cli import COMMANDS as IMPORT_COMMANDS
from library.ingest.reading import Question, Reader
from library.lock import writer_lock
from library.showing import describe_language, list_lines, show_lines, statistics_lines
from library.topics_cli import topics_command
from library.vocabulary import Topics, shipped_topics

_FILE = click.Path(path_type=Path, dir_okay=False)
_TYPES = click.Choice([type.value for type in DocumentType])


@click.command("show", epilog="Example: kartotek show nou-2020-12 --provenance")
@click.argument("id")
@click.option("--json", "json", is_flag=True, help="Print it with its text as one line that `kartotek import` reads.")
@click.option("--provenance", is_flag=True, help="Tell of each field where its value came from.")
@click.pass_obj
def show_command(app: App, id: str, json: bool, provenance: bool) -> None:
    """Show all that is known of the document ID."""
    with Catalogue.open(app.settings) as catalogue:
        document, publishers = catalogue.get(id), catalogue.publishers()
        pages = catalogue.pages(id)
    if json:
        click.echo(document_line(document, publishers, pages), nl=False)
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
    with Catalogue.open(app.settings) as catalogue, changing(app, catalogue):
        _remove_all(app, catalogue, ids)
    app.console.print(f"Removed {', '.join(dict.fromkeys(ids))}.")


@click.command("stats", epilog="Example: kartotek stats")
@click.pass_obj
def stats_command(app: App) -> None:
    """Count what the library holds."""
    with Catalogue.open(app.settings) as catalogue:
        _print(statistics_lines(catalogue.statistics(), catalogue.publishers(), catalogue.last_import()))


@click.command("language", epilog="Example: kartotek language report.pdf")
@click.argument("file", type=_FILE)
def language_command(file: Path) -> None:
    """Tell which language FILE is written in, page by page where it is more than one."""
    with Reader() as reader:
        (answer,) = reader.read([Question(file, file)])
    if answer.reading is None:
        raise UnreadableFileError(answer.problem)
    if answer.reading.detected is None:
        raise UnreadableFileError(f"{file.name} has no text layer, so its language cannot be told.")
    _print(describe_language(answer.reading.detected, [page.language for page in answer.reading.extracted.pages]))


COMMANDS: tuple[click.Command, ...] = (
    *IMPORT_COMMANDS,
    export_command,
    show_command,
    list_command,
    remove_command,
    stats_command,
    language_command,
    topics_command,
)


def _remove_all(app: App, catalogue: Catalogue, ids: tuple[str, ...]) -> None:
    with writer_lock(app.settings, "remove"), catalogue.writing() as writer:
        for id in dict.fromkeys(ids):
            writer.remove(id)


def _with_descendants(name: str, topics: Topics) -> list[str]:
    wanted = topics.resolve(name).key
    return [topic.key for topic in topics if wanted in topics.lineage(topic.key)]


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line)
