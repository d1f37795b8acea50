"""Tells how far a long piece of work has come: with a bar on a terminal, else not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

Progress = Callable[[int, int], None]
"""Called with the number of things done and their total."""


def silent(done: int, total: int) -> None:
    """Tell nobody of the progress."""


@contextmanager
def progress_bar(console: Console, what: str) -> Iterator[Progress]:
    """Show a bar for the length of the block; it is gone afterwards."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
