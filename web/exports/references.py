"""Documents as reference managers read them: RIS, BibTeX and CSL-JSON, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from library.citations.bibtex import bibtex_of
from library.citations.csl import csl_of
from library.citations.reference import Reference
from library.citations.ris import ris_of
from web.exports.formats import Format
from web.exports.selection import Batches
from web.labels import Labels
from web.shared.documents import referred


def references(batches: Batches, format: Format, labels: Labels, base: str, remark: str = "") -> Iterator[bytes]:
    """Yield the whole file in UTF-8; the remark stands at its head where the format has comments."""
    write = _WRITERS[format]
    return write(([referred(document, labels, base) for document in batch] for batch in batches), remark)


def _ris(batches: Iterator[list[Reference]], _: str) -> Iterator[bytes]:
    for batch in batches:
        yield "".join(map(ris_of, batch)).encode()


def _bibtex(batches: Iterator[list[Reference]], remark: str) -> Iterator[bytes]:
    """BibTeX passes over everything that stands outside its entries."""
    if remark:
        yield f"% {remark}\n\n".encode()
    for batch in batches:
        yield "".join(f"{bibtex_of(entry)}\n" for entry in batch).encode()


def _csl(batches: Iterator[list[Reference]], _: str) -> Iterator[bytes]:
    """Write one JSON list; it has no end, and so is no JSON, if writing stopped half-way."""
    yield b"["
    before = b"\n"
    for batch in filter(None, batches):
        yield before + b",\n".join(msgspec.json.encode(csl_of(entry)) for entry in batch)
        before = b",\n"
    yield b"\n]\n"


_WRITERS: Mapping[Format, Callable[[Iterator[list[Reference]], str], Iterator[bytes]]] = {
    Format.RIS: _ris,
    Format.BIBTEX: _bibtex,
    Format.CSL: _csl,
}
