"""Tells how far a long piece of work has come: with a bar on a terminal, else not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar


class Progress(Protocol):
    """Is told how many things are done of how many, and of how many pages that was."""

    def __call__(self, done: int, total: int, pages: int = 0) -> None:
        """Tell it."""


def silent(done: int, total: int, pages: int = 0) -> None:
    """Tell nobody of the progress."""


@contextmanager
def progress_bar(console: Console, what: str) -> Iterator[Progress]:
    """Show a bar for the length of the block; it is gone afterwards."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Bar(*columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None, rate="")
        start = monotonic()

        def tell(done: int, total: int, pages: int = 0) -> None:
            rate = f"{pages:,} pages, {pages / (monotonic() - start):,.0f}/s" if pages else ""
            bar.update(task, completed=done, total=max(done, total), rate=rate)

        yield tell
