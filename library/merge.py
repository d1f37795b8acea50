"""What becomes of a document that is described anew: who said it decides, and nothing that was held is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from library.document import Document, DocumentFile, Page, Provenance

_STRENGTH = {provenance: strength for strength, provenance in enumerate(reversed(Provenance))}
# Fields that are the library's own, or that are put together from both descriptions.
_APART = frozenset({"id", "files", "sources", "detected", "provenance", "first_seen", "updated"})

_OUTLIVES_RECORDS = frozenset({Provenance.OPTION, Provenance.FILE})


def merge(old: Document, new: Document, *, whole: bool) -> Document:
    """Return the old document as the new description has it; a field of stronger provenance stays as it was.

    A whole description (a record) takes back what the old one said from the same sort of source; one that is not whole
    (options of a command) only adds.
    """
    kept = {name for name in _names() if _keeps(old, new, name, whole=whole)}
    values: dict[str, Any] = {name: getattr(old if name in kept else new, name) for name in _names()}
    provenance = {name: given for name, given in new.provenance.items() if name not in kept}
    provenance |= {name: given for name, given in old.provenance.items() if name in kept}
    return replace(
        new,
        **values,
        files=_files(old.files, new.files, whole=whole),
        sources=new.sources if whole else tuple(dict.fromkeys((*old.sources, *new.sources))),
        detected=new.detected or old.detected,
        provenance=provenance,
    )


def merge_pages(old: Sequence[Page], new: Sequence[Page]) -> tuple[Page, ...]:
    """Return the new text; the old where the new description brings none."""
    return tuple(new or old)


def _names() -> list[str]:
    return [field.name for field in fields(Document) if field.name not in _APART]


def _keeps(old: Document, new: Document, name: str, *, whole: bool) -> bool:
    was, is_now = (document.provenance.get(name, Provenance.RECORD) for document in (old, new))
    if not getattr(old, name) or (whole and was not in _OUTLIVES_RECORDS):
        return False
    return not getattr(new, name) or _STRENGTH[was] > _STRENGTH[is_now]


def _files(old: Sequence[DocumentFile], new: Sequence[DocumentFile], *, whole: bool) -> tuple[DocumentFile, ...]:
    """The new files, then those of the old that the library holds (or, of a description that is not whole, knows)."""
    brought = {file.sha256 or file.address for file in new}
    stays = [file for file in old if (file.sha256 or not whole) and (file.sha256 or file.address) not in brought]
    has_primary = any(file.is_primary for file in new)
    return (*new, *(replace(file, is_primary=file.is_primary and not has_primary) for file in stays))
