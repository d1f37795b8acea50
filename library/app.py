"""What the commands of all packages share: the settings, where to speak, and what follows a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click
from rich.console import Console

from library.catalogue import Catalogue
from library.settings import Settings


@dataclass(frozen=True, slots=True)
class App:
    """What the root gives to every command."""

    settings: Settings
    console: Console
    """Writes to stderr; stdout is for what was asked for."""
    after_write: Callable[[Catalogue], None]
    """Called when a command may have changed the catalogue."""


@contextmanager
def changing(app: App, catalogue: Catalogue) -> Iterator[None]:
    """Call after_write when the block ends, however it ends.

    Also where it changed nothing: an earlier command may have been killed before what follows had followed.
    """
    try:
        yield
    finally:
        app.after_write(catalogue)


def tell(app: App, lines: Iterable[str]) -> None:
    """Print lines on stderr."""
    for line in lines:
        app.console.print(line, markup=False, soft_wrap=True)


def exit_if(failed: int) -> None:
    """End the command with the exit code 1 if something failed."""
    if failed:
        raise click.exceptions.Exit(1)
