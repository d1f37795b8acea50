"""Chooses passages of laws to train language profiles on, and keeps the other laws out of their reach.

A law's id alone decides whether it may be trained on, tuned on or measured; its passages are labelled by function
words, never by a detector.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

from library.errors import UnreadableFileError

# Words that are written in one way in bokmål and in another in nynorsk; «af» is neither, but Danish or old.
_BOKMAL = frozenset({"ikke", "jeg", "fra", "de", "en", "noen", "hvis", "hvor", "hvilken", "være", "mer", "uten", "et"})
_NYNORSK = frozenset({"ikkje", "eg", "frå", "dei", "ein", "nokon", "kor", "kva", "vere", "meir", "utan", "eit"})
_NEITHER = frozenset({"af", "the", "of", "and"})
_WORD = re.compile(r"[^\W\d_]+")
MAX_MIXTURE = 0.05  # of the telling words may be the other form's; more is a quotation or a name in the other form
TELLING_PER_LETTERS = 120  # one telling word in so many characters, or it is a table or a list of names
OLDEST_LAW = 1960  # earlier laws are in a spelling halfway to Danish
PASSAGE = 1_000  # characters; long enough for its words to tell the form, short enough to take many laws
# Of the sentences' characters. More of it made whole pages worse (bokmål on studies read as nynorsk, since the few laws in
# nynorsk are on few subjects) and drew Danish towards bokmål; without it, short bokmål passages of laws were worse.
LAW_SHARE = 0.15


class Part(StrEnum):
    """What a source may be used for."""

    TRAINING = "training"
    DEVELOPMENT = "development"  # constants are chosen by it
    MEASURED = "measured"


_PARTS = {0: Part.TRAINING, 1: Part.TRAINING, 4: Part.DEVELOPMENT, 5: Part.DEVELOPMENT}  # by tenths; the others are measured


class Law(msgspec.Struct, frozen=True):
    """A law or regulation, as far as we use it."""

    id: str
    year: int
    text: str


def part_of(name: str) -> Part:
    """Return what the source of this name may be used for: the same on every machine, and no matter what else there is."""
    return _PARTS.get(_digest(name) % 10, Part.MEASURED)


def read_laws(corpus: Path) -> Iterator[Law]:
    """Yield the modern laws of a gzipped file with one JSON object per line; raise UnreadableFileError if it is not one."""
    try:
        with gzip.open(corpus, "rb") as lines:
            laws = (msgspec.json.decode(line, type=Law) for line in lines)
            yield from (law for law in laws if law.year >= OLDEST_LAW)
    except (OSError, EOFError, msgspec.MsgspecError) as error:
        raise UnreadableFileError(f"{corpus} cannot be read as laws, one JSON object per line, gzipped: {error}.") from error


def training_passages(laws: Iterable[Law]) -> dict[str, list[str]]:
    """Return the first plain passage of each law that may be trained on, by written form, in an order that no subject governs."""
    chosen: dict[str, list[str]] = defaultdict(list)
    for law in sorted((law for law in laws if part_of(law.id) is Part.TRAINING), key=lambda law: _digest(law.id)):
        told = ((norwegian_form(passage), passage) for passage in passages(law.text, PASSAGE))
        for form, passage in ((form, passage) for form, passage in told if form):
            chosen[form].append(passage)
            break
    return dict(chosen)


def limited(sentences: Iterable[str], characters: float) -> Iterator[str]:
    """Yield texts from the start until there would be more characters than this."""
    for sentence in sentences:
        characters -= len(sentence)
        if characters < 0:
            return
        yield sentence


def passages(text: str, length: int) -> Iterator[str]:
    """Cut running text into passages of at least this many characters, at spaces; the remainder is left out."""
    words = text.split()
    start = size = 0
    for end, word in enumerate(words, 1):
        size += len(word) + 1
        if size > length:
            yield " ".join(words[start:end])
            start, size = end, 0


def norwegian_form(text: str) -> str | None:
    """Return nb or nn by the words that differ, None where they are few or mixed."""
    words = [word.lower() for word in _WORD.findall(text) if word[1:].islower() or len(word) == 1]  # «kVA» is not «kva»
    bokmal = sum(word in _BOKMAL for word in words)
    nynorsk = sum(word in _NYNORSK for word in words)
    telling = bokmal + nynorsk
    if telling * TELLING_PER_LETTERS < len(text) or min(bokmal, nynorsk) > MAX_MIXTURE * telling or _NEITHER & set(words):
        return None
    return "nb" if bokmal > nynorsk else "nn"


def _digest(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)
