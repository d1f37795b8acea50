"""Finds out what there is to import, one job at a time: files of folders, entries of lists, and what cannot be either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from library.document import Provenance
from library.errors import InvalidRecordError, UnreadableFileError
from library.folder import find_files, shown_path
from library.layers import Layer
from library.lists import Entry, ListFormat, count_entries, list_format, read_entries
from library.merge import Stance
from library.record import Description, PageRecord, SourceRecord
from library.sidecar import read_sidecar, sidecars_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to import, or a place where there is none."""

    shown: str
    """How reports name it."""
    place: str = ""
    """What it is remembered by when it comes again."""
    layers: tuple[Layer, ...] = ()
    """What is said of it from outside: options, sidecar, list."""
    path: Path | None = None
    """The file to read."""
    stamp: str = ""
    """Changes when the file, its sidecar or what is said of it does."""
    digest: str = ""
    size: int = 0
    """Bytes of the file."""
    pages: tuple[PageRecord, ...] = ()
    """The text that a list brings."""
    stance: Stance | None = None
    """How it stands to a document that is known; None: not told."""
    problem: str = ""
    is_asked_for: bool = True
    """Whether it was named by itself, and not found in a folder."""


@dataclass(frozen=True, slots=True)
class Todo:
    """Everything to import: the paths that were named, in order, with folders opened."""

    files: Sequence[tuple[Path, str, bool]]
    """Path, how it is shown, and whether it was asked for by name."""
    problems: Sequence[Job]

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Todo:
        """Open the folders among the paths. Lists come before other files, which they may describe."""
        files, problems = list[tuple[Path, str, bool]](), list[Job]()
        for path in paths:
            if not path.is_dir():
                files.append((path, shown_path(path), True))
                continue
            for found in find_files(path):
                if found.problem:
                    problems.append(Job(shown=found.shown, problem=found.problem, is_asked_for=False))
                else:
                    files.append((found.path, found.shown, False))
        files.sort(key=lambda file: list_format(file[0]) is None)
        return cls(files, problems)

    def count(self) -> int:
        """Return how many jobs there are, as near as can be told without reading all lists."""
        return len(self.problems) + sum(_count(path) for path, _, _ in self.files)

    def jobs(self, options: Description) -> Iterator[Job]:
        """Yield the jobs; what cannot be read is a job with a problem."""
        yield from self.problems
        for path, shown, is_asked_for in self.files:
            if list_format(path) is None:
                yield _file_job(path, shown, _said(Provenance.OPTION, options), is_asked_for=is_asked_for)
            else:
                yield from _list_jobs(path, shown, options)


def _count(path: Path) -> int:
    format = list_format(path)
    try:
        return 1 if format is None else count_entries(path, format) or 1
    except UnreadableFileError:
        return 1  # its job will tell


def _list_jobs(path: Path, shown: str, options: Description) -> Iterator[Job]:
    format = list_format(path)
    assert format is not None  # the caller has seen to it
    try:
        for entry in read_entries(path, format):
            yield _entry_job(entry, path, shown, options)
    except UnreadableFileError as error:
        yield Job(shown=shown, problem=str(error))


def _entry_job(entry: Entry, path: Path, shown: str, options: Description) -> Job:
    shown = f"{shown}, {entry.place}"
    if entry.says is None:
        return Job(shown=shown, problem=entry.problem or "This cannot be read.")
    says = entry.says if entry.says.sources else msgspec.structs.replace(entry.says, sources=[SourceRecord(path.name)])
    layers = (*_said(Provenance.OPTION, options), Layer(Provenance.RECORD, says))
    if entry.file is None:
        digest = sha256(msgspec.json.encode((entry.says, entry.pages))).hexdigest()
        place = f"{shown_path(path.resolve())}#{digest}"
        return Job(shown=shown, place=place, layers=layers, pages=entry.pages, stance=_stance(entry.says, list_format(path)))
    file = path.resolve().parent / entry.file
    if not file.resolve().is_relative_to(path.resolve().parent):
        return Job(shown=shown, problem=f"file: {entry.file!r} leads out of the folder that the list lies in.")
    return _file_job(file.resolve(), shown, layers, is_asked_for=True)


def _file_job(path: Path, shown: str, layers: tuple[Layer, ...], *, is_asked_for: bool) -> Job:
    try:
        layers = (*layers, *_said(Provenance.SIDECAR, read_sidecar(path)))
        status = path.stat()
        seen = [status.st_size, status.st_mtime_ns, *(beside.stat().st_mtime_ns for beside in sidecars_of(path))]
        stamp = sha256(msgspec.json.encode((seen, [(layer.provenance, layer.says) for layer in layers]))).hexdigest()
    except InvalidRecordError as error:
        return Job(shown=shown, problem=str(error), is_asked_for=is_asked_for)
    except OSError as error:
        return Job(shown=shown, problem=f"{shown_path(path)} cannot be read: {error.strerror}.", is_asked_for=is_asked_for)
    return Job(
        shown=shown,
        place=shown_path(path.resolve()),
        layers=layers,
        path=path,
        size=status.st_size,
        stamp=stamp,
        is_asked_for=is_asked_for,
    )


def _stance(says: Description, format: ListFormat | None) -> Stance | None:
    """A record with an id is all that its source knows of a document; a row of a table with one corrects what it gives."""
    if says.id is None:
        return None
    return Stance.WHOLE if format is ListFormat.JSONL else Stance.CORRECTS


def _said(provenance: Provenance, says: Description) -> tuple[Layer, ...]:
    return () if says == Description() else (Layer(provenance, says),)
