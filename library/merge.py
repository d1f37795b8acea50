"""What becomes of a document that is described anew: who said it decides, and nothing that was held is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum, auto
from typing import Any

from library.document import Document, DocumentFile, Provenance, TextOrigin

_STRENGTH = {provenance: strength for strength, provenance in enumerate(reversed(Provenance))}
# Fields that are the library's own, or that are put together from both descriptions.
_APART = frozenset({"id", "files", "sources", "detected", "provenance", "first_seen", "updated"})
DESCRIBED = tuple(field.name for field in fields(Document) if field.name not in _APART)
"""The fields that a place gives a document; each has a provenance."""
# Names that two places give do not contradict each other.
_UNITED = frozenset({"aliases"})
_UNTOLD = frozenset({"file"})  # that it has a file now is told by the file
EXCERPT = 2  # a file with less than one page for so many of another's is its summary or a chapter of it
_SHOWN = 60  # characters of a value in a note


class Stance(Enum):
    """How a new description stands to what is known."""

    WHOLE = auto()
    """It is all that its source says: what it leaves out is gone, what it says replaces what another record said."""
    CORRECTS = auto()
    """It adds, and replaces what was said with the same authority: a later version, the same list again."""
    RETELLS = auto()
    """The same file tells its story anew: as CORRECTS, and what its sidecar no longer says is gone."""
    ADDS = auto()
    """It adds what is not known, and replaces only what was said with less authority."""


# What is gone when the new description does not say it again; other places still say what they said.
_TAKEN_BACK = {
    Stance.WHOLE: frozenset({Provenance.RECORD, Provenance.RULE}),
    Stance.RETELLS: frozenset({Provenance.SIDECAR}),
}


@dataclass(frozen=True, slots=True)
class Merged:
    """The document as it is now, and what an editor should know of how it came to be."""

    document: Document
    notes: tuple[str, ...]


def merge(old: Document, new: Document, stance: Stance) -> Merged:
    """Return the old document as the new description has it; a field of stronger provenance stays as it was."""
    kept = {name for name in DESCRIBED if _keeps(old, new, name, stance)}
    values: dict[str, Any] = {name: getattr(old if name in kept else new, name) for name in DESCRIBED}
    united = [name for name in _UNITED if _unites(old, new, name, stance)]
    values |= {name: tuple(dict.fromkeys((*getattr(old, name), *getattr(new, name)))) for name in united}
    provenance = {name: given for name, given in new.provenance.items() if name not in kept}
    provenance |= {name: given for name, given in old.provenance.items() if name in kept}
    document = replace(
        new,
        id=old.id,
        **values,
        files=_files(old.files, new.files, stance),
        sources=_sources(old, new, stance),
        detected=new.detected or old.detected,
        provenance=provenance,
    )
    return Merged(document, tuple(_notes(old, new, document)))


def with_file(files: Sequence[DocumentFile], file: DocumentFile, *, may_be_excerpt: bool = False) -> tuple[DocumentFile, ...]:
    """Return a document's files with one more; one that is held already changes nothing.

    One that another library told of is held from now on. A file of the same media type as one that is held is a later
    version of it. The new file becomes the primary one if it
    is a version of that, or if it has text, or pages, and that has not. One that may be an excerpt does not if it has far
    fewer pages.
    """
    if any(held.sha256 == file.sha256 for held in files):
        return tuple(files)
    if any(known.sha256_elsewhere == file.sha256 for known in files):
        return tuple(_arrived(known, file) if known.sha256_elsewhere == file.sha256 else known for known in files)
    primary = next((held for held in files if held.is_primary and held.sha256), None)
    versions = [known.version for known in files if _digest(known) and known.media_type == file.media_type]
    is_version = primary is not None and primary.media_type == file.media_type
    is_excerpt = primary is not None and may_be_excerpt and EXCERPT * (file.pages or 0) < (primary.pages or 0)
    is_primary = primary is None or (is_version and not is_excerpt) or _reads_better(file, primary)
    added = replace(file, version=max(versions, default=0) + 1, is_primary=is_primary)
    return (added, *(replace(held, is_primary=held.is_primary and not is_primary) for held in files))


def _arrived(known: DocumentFile, file: DocumentFile) -> DocumentFile:
    """Return a file that another library told of, now that it is here: with its place among the others."""
    return replace(file, address=known.address, version=known.version, is_primary=known.is_primary)


def _digest(file: DocumentFile) -> str | None:
    return file.sha256 or file.sha256_elsewhere


def _reads_better(one: DocumentFile, other: DocumentFile) -> bool:
    def worth(file: DocumentFile) -> tuple[bool, bool]:
        return file.text is not TextOrigin.NONE, file.pages is not None

    return worth(one) > worth(other)


def _keeps(old: Document, new: Document, name: str, stance: Stance) -> bool:
    was, is_now = _given(old, name), _given(new, name)
    if not getattr(old, name) or was in _TAKEN_BACK.get(stance, ()):
        return False
    if not getattr(new, name):
        return True
    return _STRENGTH[was] > _STRENGTH[is_now] or (was is is_now and stance is Stance.ADDS)


def _unites(old: Document, new: Document, name: str, stance: Stance) -> bool:
    """Tell whether both count: not where the same place corrects what it said, or takes it back."""
    was, is_now = _given(old, name), _given(new, name)
    return was not in _TAKEN_BACK.get(stance, ()) and (was is not is_now or stance is Stance.ADDS)


def _given(document: Document, name: str) -> Provenance:
    return document.provenance.get(name, Provenance.RECORD)


def _files(old: Sequence[DocumentFile], new: Sequence[DocumentFile], stance: Stance) -> tuple[DocumentFile, ...]:
    """The old files that the library holds or held elsewhere (or, unless a whole record takes them back, knows), then the new."""
    brought = {_key(file): file for file in new}
    stays = [
        brought.pop(key, file)
        for file in old
        for key in [_key(file)]
        if _digest(file) or stance is not Stance.WHOLE or key in brought
    ]
    has_primary = any(file.is_primary and _digest(file) for file in stays)
    return (*stays, *(replace(file, is_primary=file.is_primary and not has_primary) for file in brought.values()))


def _key(file: DocumentFile) -> str:
    return _digest(file) or file.address or file.filename


def _sources(old: Document, new: Document, stance: Stance) -> tuple[Any, ...]:
    """All sources; a whole record gives its own anew, and those that are documents of this library stay."""
    stays = [source for source in old.sources if stance is not Stance.WHOLE or source.document]
    return tuple(dict.fromkeys((*new.sources, *stays) if stance is Stance.WHOLE else (*stays, *new.sources)))


def _notes(old: Document, new: Document, merged: Document) -> Iterator[str]:
    added = [source.key for source in merged.sources if source not in old.sources and source.key not in _UNTOLD]
    if old.sources and added:
        yield f"also described by {', '.join(dict.fromkeys(added))}"
    for name in DESCRIBED:
        was, said, now = (getattr(document, name) for document in (old, new, merged))
        if Provenance.RULE in {old.provenance.get(name), new.provenance.get(name)}:
            continue
        if was and now != was:
            yield f"{name} was {_shown(was)}, is now {_shown(now)}" if now else f"{name} was {_shown(was)}, is now empty"
        elif said and said != now and name not in _UNITED:
            yield f"{name} stays {_shown(now)}; not taken: {_shown(said)}"


def _shown(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"«{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}»"
