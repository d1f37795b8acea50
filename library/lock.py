"""One writer at a time, and one opener: the writer holds a file locked, and says in it who it is."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec

from library.errors import HomeError, LockedError
from library.settings import Settings


class Holder(msgspec.Struct, frozen=True):
    """Who holds the lock."""

    purpose: str
    process: int
    since: datetime


@contextmanager
def writer_lock(settings: Settings, purpose: str) -> Iterator[None]:
    """Be the one writer for the length of the block; raise LockedError at once if there is one already.

    The system lets go of the lock when the process ends, however it ends.
    """
    with _open(settings) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise LockedError(_refusal(file.read())) from None
        _sign(file, Holder(purpose=purpose, process=os.getpid(), since=datetime.now(UTC)))
        try:
            yield
        finally:
            file.truncate(0)


@contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """Have the folder to oneself for a short block, waiting while another process has it; writer_lock is not concerned."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _open(settings: Settings) -> IO[bytes]:
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        return settings.lock.open("a+b", buffering=0)
    except OSError as error:
        raise HomeError(f"KARTOTEK_HOME ({settings.home}) cannot be written: {error.strerror}.") from error


def _sign(file: IO[bytes], holder: Holder) -> None:
    file.truncate(0)
    file.write(msgspec.json.encode(holder))


def _refusal(signature: bytes) -> str:
    try:
        holder = msgspec.json.decode(signature, type=Holder)
    except msgspec.MsgspecError:  # the holder has the lock, but has not signed yet
        return "Another process is writing to the library; try again when it is done."
    since = holder.since.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return (
        f"The library is being written to by «kartotek {holder.purpose}» (process {holder.process}, since {since}); "
        "try again when it is done."
    )
