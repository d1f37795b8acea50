"""Finds out what there is to import, one job at a time: files of folders, entries of lists, and what cannot be either."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import msgspec

from library.document import Provenance
from library.errors import InvalidRecordError, UnreadableFileError, UnsupportedFormatError
from library.ingest.folder import Found, find_files, place_of, shown_path
from library.ingest.sidecar import read_sidecar, sidecars_of
from library.layers import Layer
from library.lists import Entry, ListFormat, count_entries, list_format, read_entries
from library.merge import Stance
from library.record import Description, LibraryRecord, PageRecord, SourceRecord
from library.vocabulary import Publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to import, or a place where there is none."""

    shown: str
    """How reports name it."""
    place: str = ""
    """What it is remembered by when it comes again; empty if it is not."""
    list_place: str = ""
    """Of an entry of a list, what the places of all its entries begin with."""
    layers: tuple[Layer, ...] = ()
    """What is said of it from outside: options, sidecar, list."""
    path: Path | None = None
    """The file to read."""
    stamp: str = ""
    """Changes when the file does, or what is said of it from outside: by others, and (after the colon) by its sidecar."""
    digest: str = ""
    size: int = 0
    """Bytes of the file."""
    pages: tuple[PageRecord, ...] = ()
    """The text that a list brings."""
    library: LibraryRecord | None = None
    """Of a copy that a library wrote: what it knew of the document."""
    publisher: Publisher | None = None
    """Instead of a document, a publisher that a list describes."""
    stance: Stance | None = None
    """How it stands to a document that is known; None: not told."""
    problem: str = ""
    is_unsupported: bool = False
    """Whether the problem is that there is nothing to import, as in a table of figures."""
    is_listed: bool = False
    """Whether a list names the file."""
    is_asked_for: bool = True
    """Whether it was named by itself, and not found in a folder."""


@dataclass(frozen=True, slots=True)
class Todo:
    """Everything to import: the paths that were named, in order, with folders opened."""

    files: Sequence[tuple[Path, str, bool]]
    """Path, how it is shown, and whether it was asked for by name."""
    problems: Sequence[Job]

    @classmethod
    def of(cls, paths: Iterable[Path], *, are_asked_for: bool = True) -> Todo:
        """Open the folders among the paths. Lists come before other files, which they may describe.

        Whether the paths are asked for by name tells what becomes of those that are no documents.
        """
        files, problems = list[tuple[Path, str, bool]](), list[Job]()
        for path in paths:
            if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where one may not look
                files.append((path, shown_path(path), are_asked_for))
                continue
            for found in find_files(path):
                if found.problem:
                    problems.append(_told(found))
                else:
                    files.append((found.path, found.shown, False))
        files.sort(key=lambda file: _list_format(file[0]) is None)
        return cls(files, problems)

    def count(self) -> int:
        """Return how many jobs there are, as near as can be told without reading all lists."""
        return len(self.problems) + sum(_count(path) for path, _, _ in self.files)

    def jobs(self, options: Description) -> Iterator[Job]:
        """Yield the jobs; what cannot be read is a job with a problem."""
        yield from self.problems
        for path, shown, is_asked_for in self.files:
            if format := _list_format(path):
                yield from _list_jobs(path, format, shown, options, is_asked_for=is_asked_for)
            else:
                yield _file_job(path, shown, _said(Provenance.OPTION, options), is_asked_for=is_asked_for)


def _told(found: Found) -> Job:
    return Job(shown=found.shown, problem=found.problem, is_unsupported=found.is_harmless, is_asked_for=False)


def _list_format(path: Path) -> ListFormat | None:
    """Tell the format of a list; what has the name of one and is a pipe, a device or a link to nothing is none."""
    return list_format(path) if os.path.isfile(path) else None  # noqa: PTH113 - Path.is_file raises where one may not look


def _count(path: Path) -> int:
    format = _list_format(path)
    try:
        return 1 if format is None else count_entries(path, format) or 1
    except UnreadableFileError:
        return 1  # its job will tell


def _list_jobs(path: Path, format: ListFormat, shown: str, options: Description, *, is_asked_for: bool) -> Iterator[Job]:
    is_empty = True
    for sidecar in sidecars_of(path):
        yield Job(shown=shown, problem=f"{sidecar.name}: a list has no sidecar; say it in the list, or as an option.")
    try:
        for entry in read_entries(path, format):
            is_empty = False
            job = _entry_job(entry, path, shown, options)
            yield job
            if job.problem and entry.says and entry.says.title:  # its file is not there; what the list says of it is
                yield _entry_job(replace(entry, file=None), path, shown, options)
        if is_empty:
            yield Job(shown=shown, problem=f"{path.name} lists no document.")
    except UnsupportedFormatError as error:
        yield Job(shown=shown, problem=str(error), is_unsupported=True, is_asked_for=is_asked_for)
    except UnreadableFileError as error:
        yield Job(shown=shown, problem=str(error))


def _entry_job(entry: Entry, path: Path, shown: str, options: Description) -> Job:
    shown = f"{shown}, {entry.place}"
    if entry.publisher:
        return Job(shown=shown, publisher=entry.publisher)
    if entry.says is None:
        return Job(shown=shown, problem=entry.problem or "This cannot be read.")
    source = SourceRecord(shown_path(Path(path.name)))
    is_complete = entry.says.sources or entry.library  # a copy is of another place than the list that it came in
    says = entry.says if is_complete else msgspec.structs.replace(entry.says, sources=[source])
    layers = (*_said(Provenance.OPTION, options), Layer(Provenance.RECORD, says))
    if entry.file is None:
        return Job(
            shown=shown,
            # A copy is compared whenever it comes, so that a library can be taken back to what it was.
            place="" if entry.library else f"{place_of(path)}#{_hash((entry.says, entry.pages))}",
            list_place=f"{place_of(path)}#",
            layers=layers,
            stamp=_hash(options),
            pages=entry.pages,
            library=entry.library,
            stance=_stance(entry.says, list_format(path)),
        )
    try:
        file = _listed_file(entry.file, path.resolve())
    except InvalidRecordError as error:
        return Job(shown=shown, problem=f"file: {error}")
    return replace(_file_job(file, shown, layers, is_asked_for=True), is_listed=True)


def _listed_file(name: str, source: Path) -> Path:
    """Return the file that a list names; raise InvalidRecordError if it must not be read."""
    try:
        file = Path(os.path.realpath(source.parent / name))  # Path.resolve fails at a link that leads to itself
    except ValueError:  # a zero in the name
        raise InvalidRecordError(f"{name!r} is not the name of a file.") from None
    if not file.is_relative_to(source.parent):
        raise InvalidRecordError(f"{name!r} leads out of the folder that the list lies in.")
    if file == source:
        raise InvalidRecordError(f"{name!r} is the list itself.")
    return file


def _file_job(path: Path, shown: str, layers: tuple[Layer, ...], *, is_asked_for: bool) -> Job:
    try:
        sidecar = _said(Provenance.SIDECAR, read_sidecar(path))
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # before it is opened: a pipe would wait for its other end
            raise InvalidRecordError(f"{shown_path(Path(path.name))} is no file but a folder, a pipe or a device.")
    except InvalidRecordError as error:
        return Job(shown=shown, problem=str(error), is_asked_for=is_asked_for)
    except OSError as error:
        return Job(
            shown=shown, problem=f"{shown_path(Path(path.name))} cannot be read: {error.strerror}.", is_asked_for=is_asked_for
        )
    return Job(
        shown=shown,
        place=place_of(path),
        layers=(*layers, *sidecar),
        path=path,
        size=status.st_size,
        stamp=f"{status.st_size}-{status.st_mtime_ns}-{_hash(layers)}:{_hash(sidecar)}",
        is_asked_for=is_asked_for,
    )


def _stance(says: Description, format: ListFormat | None) -> Stance | None:
    """A record with an id is all that its source knows of a document; a row of a table with one corrects what it gives."""
    if says.id is None:
        return None
    return Stance.WHOLE if format is ListFormat.JSONL else Stance.CORRECTS


def _hash(said: object) -> str:
    return sha256(msgspec.json.encode(said)).hexdigest()


def _said(provenance: Provenance, says: Description) -> tuple[Layer, ...]:
    return () if says == Description() else (Layer(provenance, says),)
