"""Finds out what there is to import, one job at a time: files of folders, entries of lists, and what cannot be either."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Self

import msgspec

from library.document import Provenance
from library.errors import InvalidRecordError, UnreadableFileError, UnsupportedFormatError
from library.ingest.folder import Found, find_files, place_of, shown_path
from library.ingest.misnamed import why_no_list
from library.ingest.sidecar import lies_beside, read_sidecar, sidecars_of
from library.layers import Layer
from library.lists import Entry, ListFormat, count_entries, read_entries, recognised_format
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
    listed: Mapping[str, Publisher] = field(default_factory=dict)
    """Of a publisher, all that its list describes, by key."""
    stance: Stance | None = None
    """How it stands to a document that is known; None: not told."""
    problem: str = ""
    is_unsupported: bool = False
    """Whether the problem is that there is nothing to import, as in a table of figures."""
    is_listed: bool = False
    """Whether a list names the file."""
    is_asked_for: bool = True
    """Whether it was named by itself, and not found in a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to import."""

    path: Path
    shown: str
    place: str
    """What a list is remembered by."""
    format: ListFormat | None
    """None: it is no list."""
    is_asked_for: bool

    @classmethod
    def of(cls, path: Path, shown: str, *, is_asked_for: bool) -> Self:
        """Look whether it is a list."""
        return cls(path=path, shown=shown, place=place_of(path), format=listed_format(path), is_asked_for=is_asked_for)


@dataclass(frozen=True, slots=True)
class Todo:
    """Everything to import: the paths that were named, in order, with folders opened."""

    files: Sequence[Source]
    problems: Sequence[Job]

    @classmethod
    def of(cls, paths: Iterable[Path], *, are_asked_for: bool = True, names: Mapping[Path, str] = MappingProxyType({})) -> Todo:
        """Open the folders among the paths. Lists come before other files, which they may describe.

        Whether the paths are asked for by name tells what becomes of those that are no documents. A path with a name of its own
        holds what came from elsewhere, and is shown and remembered by that.
        """
        files, problems = list[Source](), list[Job]()
        for path in paths:
            if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where one may not look
                source = Source.of(path, shown_path(path), is_asked_for=are_asked_for)
                files.append(replace(source, shown=names[path], place=names[path]) if path in names else source)
                continue
            for found in find_files(path):
                if found.problem:
                    problems.append(_told(found))
                else:
                    files.append(Source.of(found.path, found.shown, is_asked_for=False))
        files.sort(key=lambda source: source.format is None)
        return cls(files, problems)

    def count(self) -> int:
        """Return how many jobs there are, as near as can be told without reading all lists."""
        return len(self.problems) + sum(map(_count, self.files))

    def jobs(self, options: Description) -> Iterator[Job]:
        """Yield the jobs; what cannot be read is a job with a problem."""
        yield from self.problems
        for source in self.files:
            if source.format:
                yield from _list_jobs(source, source.format, options)
            elif problem := why_no_list(source.path):
                yield Job(shown=source.shown, problem=problem, is_unsupported=True, is_asked_for=source.is_asked_for)
            else:
                said = _said(Provenance.OPTION, options)
                yield _file_job(source.path, source.shown, said, is_asked_for=source.is_asked_for)


def _told(found: Found) -> Job:
    return Job(shown=found.shown, problem=found.problem, is_unsupported=found.is_harmless, is_asked_for=False)


def listed_format(path: Path) -> ListFormat | None:
    """Tell the format of a list; a sidecar, and what has a list's name and is a pipe, a device or a link to nothing, is none."""
    if lies_beside(path):
        return None
    return recognised_format(path) if os.path.isfile(path) else None  # noqa: PTH113 - Path.is_file raises where one may not look


def _count(source: Source) -> int:
    try:
        return 1 if source.format is None else count_entries(source.path, source.format) or 1
    except UnreadableFileError:
        return 1  # its job will tell


def _list_jobs(source: Source, format: ListFormat, options: Description) -> Iterator[Job]:
    path, shown, is_empty = source.path, source.shown, True
    for sidecar in sidecars_of(path):
        yield Job(shown=shown, problem=f"{sidecar.name}: a list has no sidecar; say it in the list, or as an option.")
    try:
        for entry in read_entries(path, format):
            is_empty = False
            job = _entry_job(entry, source, options)
            yield job
            if job.problem and entry.says and entry.says.title:  # its file is not there; what the list says of it is
                yield _entry_job(replace(entry, file=None), source, options)
        if is_empty:
            yield Job(shown=shown, problem=f"{path.name} lists no document.")
    except UnsupportedFormatError as error:
        yield Job(shown=shown, problem=str(error), is_unsupported=True, is_asked_for=source.is_asked_for)
    except UnreadableFileError as error:
        yield Job(shown=shown, problem=str(error))


def _entry_job(entry: Entry, source: Source, options: Description) -> Job:
    path, shown = source.path, f"{source.shown}, {entry.place}"
    if entry.publisher:
        return Job(shown=shown, publisher=entry.publisher, listed=entry.listed)
    if entry.says is None:
        return Job(shown=shown, problem=entry.problem or "This cannot be read.")
    seen = SourceRecord(shown_path(Path(path.name)))
    is_complete = entry.says.sources or entry.library  # a copy is of another place than the list that it came in
    says = entry.says if is_complete else msgspec.structs.replace(entry.says, sources=[seen])
    layers = (*_said(Provenance.OPTION, options), Layer(Provenance.RECORD, says))
    if entry.file is None:
        return Job(
            shown=shown,
            # A copy is compared whenever it comes, so that a library can be taken back to what it was.
            place="" if entry.library else f"{source.place}#{_hash((entry.says, entry.pages))}",
            list_place=f"{source.place}#",
            layers=layers,
            stamp=_hash(options),
            pages=entry.pages,
            library=entry.library,
            stance=_stance(entry.says, source.format),
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
