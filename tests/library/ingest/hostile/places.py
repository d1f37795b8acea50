"""Names that are not what they seem, links that lead round, and things that have a name and are no files."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.library.ingest.hostile.case import Fate, Hostile, write

_LONGEST = 255  # bytes of a name
_NO_FILE = "is no file but a folder, a pipe or a device"


def _named(name: bytes, sidecar: str = "") -> Callable[[Path], None]:
    """Return what puts a text in a folder under this name, and perhaps a sidecar beside it."""

    def put(folder: Path) -> None:
        write(folder, os.fsdecode(name), f"Tekst om {folder.name}.")
        if sidecar:
            write(folder, os.fsdecode(name + b".yaml"), sidecar)

    return put


def _link(name: str, to: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).symlink_to(to)


def _pipe(name: str) -> Callable[[Path], None]:
    return lambda folder: os.mkfifo(folder / name)


def _socket(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        held = os.open(folder, os.O_DIRECTORY)
        made.bind(f"/proc/self/fd/{held}/socket.txt")  # the whole path may be longer than a socket's may be
        os.close(held)


PLACES = (
    Hostile("name with a line end", _named(b"fyrste\nandre.txt"), "Tekst om", Fate.TAKEN),
    Hostile("name with dots", _named(b"opp..%2e%2e..ned...txt"), "Tekst om", Fate.TAKEN),
    Hostile("name that is no text", _named(b"bl\xe5b\xe6r.txt"), "Tekst om", Fate.TAKEN),
    Hostile("name as long as can be", _named(b"n" * (_LONGEST - 4) + b".txt"), "Tekst om", Fate.TAKEN),
    Hostile("name written backwards", _named("rapport\u202efdp.txt".encode()), "Tekst om", Fate.TAKEN),
    Hostile("name that looks like an option", _named(b"--title=Kapra.txt"), "Tekst om", Fate.TAKEN),
    Hostile("name with control characters", _named(b"raud\x1b[31m\x07\x7f.txt"), "Tekst om", Fate.TAKEN),
    Hostile("name with markup", _named(b"<script>[red]%s{x}'\".txt"), "Tekst om", Fate.TAKEN),
    Hostile("name of blanks", _named(b" \t.txt"), "neither the file nor its name has one"),
    Hostile("strange name with a bad sidecar", _named(b"a\nb\xff.txt", "tittel: Bok"), "there is no field tittel"),
    Hostile("strange name of a list", _named(b"a\nb\xff.csv"), "has no header that we know", Fate.SKIPPED),
    Hostile(
        "strange name of a sidecar of nothing",
        _named(b"a\nb\xff.pdf.yaml"),
        "This describes a file that is not there",
        Fate.SKIPPED,
    ),
    Hostile(
        "folder that leads to its parent", _link("inn", ".."), "This is a link to a folder that is read already.", Fate.SKIPPED
    ),
    Hostile("folder that leads to itself", _link("inn", "."), "This is a link to a folder that is read already.", Fate.SKIPPED),
    Hostile("link to itself", _link("inn.pdf", "inn.pdf"), "cannot be read: Too many levels"),
    Hostile("link to nothing", _link("inn.pdf", "borte.pdf"), "cannot be read: No such file"),
    Hostile("list that is a link to itself", _link("inn.csv", "inn.csv"), "cannot be read: Too many levels"),
    Hostile("link to a device without end", _link("inn.txt", "/dev/zero"), _NO_FILE),
    Hostile("pipe", _pipe("inn.pdf"), _NO_FILE),
    Hostile("pipe that is called a list", _pipe("inn.jsonl"), _NO_FILE),
    Hostile("socket", _socket, _NO_FILE),
)
