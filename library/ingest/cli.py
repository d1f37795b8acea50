"""The commands `kartotek import` and `kartotek add`: the same work, on folders and lists or on files with a description."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import msgspec

from library.app import App, changing, exit_if, tell
from library.catalogue import Catalogue
from library.cleaning import clean_line
from library.document import DocumentType
from library.errors import HomeError, InvalidRecordError, LockedError
from library.ingest.folder import shown_path
from library.ingest.jobs import listed_format
from library.ingest.piped import PIPE, PIPED, spooled
from library.ingest.run import Order, ingest
from library.ingest.watch import watch
from library.intake import OnDuplicate
from library.lists import list_format
from library.progress import progress_bar
from library.record import Description, sentence_of
from library.report import ImportReport, report_as_json
from library.showing import describe_report

_PATH = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, dir_okay=False)
_TYPES = click.Choice([type.value for type in DocumentType])
_OF_ONE = ("id", "title", "subtitle", "number", "doi", "isbn")
Command = Callable[..., None]
_DESCRIBING = (
    click.option("--title", help="The title; taken from the file, its first page or its name if it is not given."),
    click.option("--subtitle", help="The subtitle."),
    click.option("--publisher", "publishers", multiple=True, help="A publisher's name or key; can be given several times."),
    click.option("--topic", "topics", multiple=True, help="A topic's label or key; can be given several times."),
    click.option("--type", type=_TYPES, help="The type of document."),
    click.option("--year", "published", help="When it was published: 2020, 2020-10 or 2020-10-28."),
    click.option("--language", help="The language: nb, nn, se, sv, da, fi, en …; detected if it is not given."),
    click.option("--author", "authors", multiple=True, help="An author; can be given several times."),
    click.option("--number", help='The number in its series, such as "NOU 2020: 12".'),
    click.option("--isbn", help="The ISBN."),
    click.option("--doi", help="The DOI."),
    click.option("--address", "landing_page", help="The address of the web page where it was published."),
    click.option("--id", help="The document's id; one that is known gets the file as a later version."),
)
_DOING = (
    click.option(
        "--on-duplicate",
        type=click.Choice([choice.value for choice in OnDuplicate]),
        default=OnDuplicate.MERGE.value,
        show_default=True,
        help="What to do with a document that is known from elsewhere: merge the two, skip the new one, or keep both.",
    ),
    click.option("--dry-run", is_flag=True, help="Tell what would be added, changed or skipped, and why; change nothing."),
    click.option("--again", is_flag=True, help="Read files anew that are unchanged since they were imported."),
    click.option(
        "--report", "report_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the report as JSON too."
    ),
)


def _with_options(command: Command) -> Command:
    for option in reversed((*_DESCRIBING, *_DOING)):
        command = option(command)
    return command


@click.command(
    "import", epilog="Example: kartotek import reports/ list.csv newsletter.txt --publisher Nordregio --report import.json"
)
@click.argument("paths", nargs=-1, required=True, type=_PATH)
@_with_options
@click.option("--watch", "watches", is_flag=True, help="Go on, and import new and changed files until you press Ctrl-C.")
@click.pass_obj
def import_command(app: App, /, paths: tuple[Path, ...], watches: bool, **given: Any) -> None:
    """Import PATHS: folders with all below them, files, and lists (CSV, TSV, JSONL, RIS, BibTeX); - is JSONL from standard input.

    PDF, Word, web pages, e-books, Markdown and plain text are read. A description may lie beside a file, as report.pdf.yaml. What
    was imported just so before is passed over. What fails is told, and the rest is imported; the exit code is then 1.
    """
    order, report_file = _order(paths, given)
    if watches and report_file:
        raise click.UsageError("--report tells of one import and --watch makes many; give one of them.")
    if watches and PIPE in paths:
        raise click.UsageError("- is standard input, which ends; --watch is for folders.")
    with _without_pipe(order) as order, Catalogue.open(app.settings) as catalogue:
        tell(app, _recognised(order))
        news = watch(paths) if watches else None  # looks first, so that what comes during a long import is not missed
        failed = _import(app, catalogue, order, report_file)
        if news:
            tell(app, [f"Watching {', '.join(map(str, paths))}; press Ctrl-C to end."])
            failed += _import_news(app, catalogue, order, news)
    exit_if(failed)


@click.command(
    "add",
    epilog='Example: kartotek add report.pdf --publisher Nordregio --year 2020 --topic boligpolitikk --title "Compact cities"',
)
@click.argument("files", nargs=-1, required=True, type=_FILE)
@_with_options
@click.pass_obj
def add_command(app: App, /, files: tuple[Path, ...], **given: Any) -> None:
    """Add FILES (PDF, Word, web page, e-book, Markdown or plain text) with their text.

    A file that is known, or whose number or id is, is added to the document that is in the library already.
    """
    if PIPE in files:
        raise click.UsageError("A list of documents from standard input goes to: kartotek import -")
    order, report_file = _order(files, given)
    with Catalogue.open(app.settings) as catalogue:
        failed = _import(app, catalogue, order, report_file)
    exit_if(failed)


def _order(paths: tuple[Path, ...], given: dict[str, Any]) -> tuple[Order, Path | None]:
    report_file: Path | None = given.pop("report_file")
    on_duplicate, dry_run, again = OnDuplicate(given.pop("on_duplicate")), given.pop("dry_run"), given.pop("again")
    of_one = [f"--{name}" for name in _OF_ONE if given[name]]
    are_many = len(paths) > 1 or paths[0] == PIPE or os.path.isdir(paths[0]) or listed_format(paths[0])  # noqa: PTH112 - Path.is_dir raises for some names
    if are_many and of_one:
        raise click.UsageError(f"{' and '.join(of_one)} tells of one document; give one file with it.")
    try:
        says = msgspec.convert({name: _clean(value) for name, value in given.items() if value}, Description)
    except msgspec.ValidationError as error:
        raise InvalidRecordError(sentence_of(error)) from None
    return Order(paths=paths, says=says, on_duplicate=on_duplicate, dry_run=dry_run, again=again), report_file


@contextmanager
def _without_pipe(order: Order) -> Iterator[Order]:
    """Yield the order with a file in the place of standard input, which can be read once only."""
    if PIPE not in order.paths:
        yield order
        return
    with spooled(sys.stdin.buffer) as file:
        paths = [file if path == PIPE else path for path in dict.fromkeys(order.paths)]
        yield replace(order, paths=paths, names={file: PIPED})


def _recognised(order: Order) -> list[str]:
    """Tell of files that are lists by what is in them and not by their names."""
    named = [path for path in order.paths if path not in order.names and not list_format(path) and listed_format(path)]
    return [f"{shown_path(path)} is read as a list in JSONL, a record on each line." for path in named]


def _clean(value: str | tuple[str, ...]) -> str | list[str]:
    """Return what was given as text that can be stored; a terminal may send bytes that are none."""
    return clean_line(value) if isinstance(value, str) else [clean_line(one) for one in value]


def _import_news(app: App, catalogue: Catalogue, order: Order, news: Iterator[list[Path]]) -> int:
    """Import what is new until Ctrl-C; return how much failed."""
    failed, waiting = 0, list[Path]()
    try:
        for new in news:
            waiting = list(dict.fromkeys((*waiting, *new)))
            try:
                with _followed(app, catalogue, order):
                    report = _with_progress(app, catalogue, replace(order, paths=waiting, are_asked_for=False))
                    failed, waiting = failed + report.failed, []
                    tell(app, describe_report(report, dry_run=order.dry_run))
            except LockedError as error:
                tell(app, [f"{error} What is new is imported with what comes next."])
    except KeyboardInterrupt:
        tell(app, ["Watching has ended."])
    return failed


def _import(app: App, catalogue: Catalogue, order: Order, report_file: Path | None) -> int:
    """Import, tell what was done, and return how much failed."""
    with _followed(app, catalogue, order):
        report = _with_progress(app, catalogue, order)
        tell(app, describe_report(report, dry_run=order.dry_run))
        if report_file:
            _write(report, report_file)
    return report.failed


def _followed(app: App, catalogue: Catalogue, order: Order) -> AbstractContextManager[None]:
    return nullcontext() if order.dry_run else changing(app, catalogue)


def _with_progress(app: App, catalogue: Catalogue, order: Order) -> ImportReport:
    try:
        with progress_bar(app.console, "Importing") as progress:
            return ingest(app.settings, catalogue, order, progress)
    except KeyboardInterrupt:
        tell(app, ["Interrupted. What is imported so far is kept; the same command, given again, goes on from there."])
        raise


def _write(report: ImportReport, file: Path) -> None:
    try:
        file.write_bytes(report_as_json(report))
    except OSError as error:
        raise HomeError(f"The report cannot be written to {file}: {error.strerror}.") from error


COMMANDS: tuple[click.Command, ...] = (import_command, add_command)
