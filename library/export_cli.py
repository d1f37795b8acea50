"""The command `kartotek export`: the whole catalogue on stdout or in a file, which is then there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

import click

from library.app import App, tell
from library.catalogue import Catalogue
from library.exporting import export_catalogue

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("export", epilog="Example: kartotek export catalogue.jsonl --text")
@click.argument("file", required=False, type=_FILE)
@click.option("--text", is_flag=True, help="With the full text of each document.")
@click.pass_obj
def export_command(app: App, file: Path | None, text: bool) -> None:
    """Write the whole catalogue to FILE, or to stdout, in lines that `kartotek import` takes back.

    Publishers come first, then documents by id, with all that is known of them. The original files stay where they are.
    """
    with Catalogue.open(app.settings) as catalogue:
        pieces = export_catalogue(catalogue, text=text)
        if file is None:
            for piece in pieces:
                click.echo(piece, nl=False)
        else:
            _write(file, pieces)
            tell(app, [f"Wrote {file}."])


def _write(file: Path, pieces: Iterable[bytes]) -> None:
    try:
        if file.exists() and not file.is_file():
            _write_into(file, pieces)
        else:
            _write_whole(Path(os.path.realpath(file)), pieces)  # a link stays one, and leads to what is new
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from error


def _write_into(file: Path, pieces: Iterable[bytes]) -> None:
    """Write to a pipe or a device; put in its place, a file would take it away from whoever uses it."""
    with file.open("wb") as written:
        written.writelines(pieces)


def _write_whole(file: Path, pieces: Iterable[bytes]) -> None:
    """Write beside the file and put it in its place at the end, on disk."""
    unfinished = file.with_name(f".kartotek-{uuid4()}.part")
    try:
        with unfinished.open("xb") as written:
            written.writelines(pieces)
            written.flush()
            os.fsync(written.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
