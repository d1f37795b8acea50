"""Index generations on disk: each in a folder of its own, the current one named by a file that is switched in one rename.

KARTOTEK_HOME/index/
    current       name of the folder in use
    g0001/        whoosh's files, stamp.json and columns.bin
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import msgspec
from whoosh import index as whoosh_index

from index.analysis import analysis_version
from index.mapped import MappedIndex
from index.schema import SCHEMA_VERSION, make_schema
from library.errors import KartotekError
from library.vocabulary import Topics

_GENERATION = re.compile(r"g[0-9]+")


class IndexMissingError(KartotekError):
    """There is no index that can be used: none at all, a damaged one, or one of another version or catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What an index was made from; any difference but the revision calls for a rebuild."""

    schema: int
    analysis: str
    vocabulary: str
    catalogue: str
    revision: int

    def fits(self, other: Stamp) -> bool:
        """Tell whether both were made in the same way from the same catalogue."""
        return self == Stamp(
            schema=other.schema,
            analysis=other.analysis,
            vocabulary=other.vocabulary,
            catalogue=other.catalogue,
            revision=self.revision,
        )


def make_stamp(catalogue: str, revision: int, topics: Topics) -> Stamp:
    """Return the stamp of an index made now: the topic tree is in it, because documents count for their topics' ancestors."""
    vocabulary = hashlib.sha256(msgspec.json.encode(list(topics))).hexdigest()
    return Stamp(
        schema=SCHEMA_VERSION, analysis=analysis_version(), vocabulary=vocabulary, catalogue=catalogue, revision=revision
    )


class IndexStore:
    """The folder of generations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Path | None:
        """Return the folder of the generation in use; None if there is none."""
        try:
            name = (self.folder / "current").read_text(encoding="ascii").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        generation = self.folder / name
        return generation if _GENERATION.fullmatch(name) and generation.is_dir() else None

    def create(self) -> tuple[Path, MappedIndex]:
        """Make an empty generation beside those that exist; an abandoned one of an interrupted build is cleared away."""
        current = self.current()
        number = int(current.name[1:]) + 1 if current else 1
        generation = self.folder / f"g{number:04}"
        shutil.rmtree(generation, ignore_errors=True)
        generation.mkdir(parents=True)
        whoosh_index.create_in(str(generation), make_schema())
        return generation, MappedIndex(generation)

    def switch(self, generation: Path) -> None:
        """Put a finished generation in use and delete the others. Readers that have one of them open may go on."""
        _replace(self.folder / "current", generation.name)
        self.sweep(generation)

    def sweep(self, generation: Path) -> None:
        """Delete all generations but the one in use, such as that of a build that was killed; only the writer may."""
        for other in self.folder.glob("g*"):
            if other != generation:
                shutil.rmtree(other, ignore_errors=True)


def open_index(generation: Path) -> MappedIndex:
    """Open a generation; raise IndexMissingError if one of its files is damaged or gone."""
    try:
        index = MappedIndex(generation)
        index.reader().close()
    except Exception as error:  # damaged files make whoosh raise whatever their bytes lead to
        raise IndexMissingError("The search index is damaged; make it anew with: kartotek index") from error
    return index


def write_stamp(generation: Path, stamp: Stamp) -> None:
    """Write a generation's stamp."""
    _replace(generation / "stamp.json", msgspec.json.encode(stamp).decode())


def read_stamp(generation: Path) -> Stamp | None:
    """Read a generation's stamp; None if it has none that can be read."""
    try:
        return msgspec.json.decode((generation / "stamp.json").read_bytes(), type=Stamp)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def _replace(path: Path, text: str) -> None:
    """Write a small file in one step, so that nobody ever reads half of it."""
    temporary = path.with_suffix(".new")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
