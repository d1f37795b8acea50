"""Counts how often each word form stands in bokmål and in nynorsk: makes data/norwegian/words.tsv, and from it the others.

Usage: python -m index.norwegian.counting CORPUS SENTENCES, with a gzipped file of laws (one JSON object a line) and the folder
of nb.txt and nn.txt, of which nothing but the counts is kept; or without arguments, to make stems.tsv and terms.tsv anew after
a change of the lists or the rules.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from index.norwegian.analyzer import whole_terms
from index.norwegian.compounds import count_parts
from index.norwegian.variants import bases, count_stems
from index.norwegian.words import STEMS_FILE, TERMS_FILE, WORDS_FILE, known_stems, known_words
from library.training import read_laws

LEAST = 5  # occurrences; of rarer forms, half are misprints, names and words parted at the end of a line
# Words that only one standard has.
_BOKMAL = frozenset(["ikke", "en", "et", "fra", "blir", "hva", "hvordan", "bare", "noe", "kommer", "være", "hvis", "jeg", "hvor"])
_NYNORSK = frozenset(
    ["ikkje", "ein", "eit", "frå", "vert", "kva", "korleis", "berre", "noko", "kjem", "vere", "viss", "eg", "kor"]
)
_LETTERS = re.compile(r"[^\W\d_]+")
_NORWEGIAN = re.compile(r"[a-zæøåéèêóòôü]{2,40}")
_HEADER = """\
# Word forms, and how often each stands in bokmål and in nynorsk. Made by python -m index.norwegian.counting from Norwegian laws
# and regulations (Lovdata, NLOD 2.0) and the sentences of the Universal Dependencies treebanks Bokmål and Nynorsk (CC BY-SA 4.0).
"""
_COMPUTED_HEADER = "# Computed from words.tsv and the lists beside it by python -m index.norwegian.counting; not to be edited.\n"
Counts = dict[str, Counter[str]]


def count_words(laws: Iterable[str], sentences: dict[str, str]) -> Counts:
    """Count the forms in each standard: a law's paragraphs by the words that tell, else as the whole law; sentences as given."""
    counts: Counts = {"nb": Counter(), "nn": Counter()}
    for law in laws:
        whole = _standard(law, "nb")
        for paragraph in law.split("\n\n"):
            counts[_standard(paragraph, whole)].update(_forms(paragraph))
    for standard, text in sentences.items():
        counts[standard].update(_forms(text))
    return counts


def write_stems() -> None:
    """Write stems.tsv; first without the parts of compounds, since what a word stands for depends on the other counts."""
    for is_whole in (False, True):
        parts = count_parts() if is_whole else Counter[str]()
        STEMS_FILE.write_text("".join(stem_lines(parts)), encoding="utf-8")
        known_stems.cache_clear()
        bases.cache_clear()


def stem_lines(parts: Counter[str]) -> Iterator[str]:
    """Yield the lines of stems.tsv: stem, count in bokmål, count in nynorsk, count as a part of compounds."""
    yield _COMPUTED_HEADER
    nb, nn = count_stems(known_words().nb), count_stems(known_words().nn)
    for base in sorted(nb.keys() | nn.keys() | parts.keys()):
        yield f"{base}\t{nb[base]}\t{nn[base]}\t{parts[base]}\n"


def term_lines() -> Iterator[str]:
    """Yield the lines of terms.tsv: form, and its terms."""
    yield _COMPUTED_HEADER
    for form in known_words().counts:
        yield f"{form}\t{' '.join(whole_terms(form))}\n"


def lines(counts: Counts) -> Iterator[str]:
    """Yield the file's lines: form, count in bokmål, count in nynorsk."""
    yield _HEADER
    for form in sorted(counts["nb"].keys() | counts["nn"].keys()):
        nb, nn = counts["nb"][form], counts["nn"][form]
        if nb + nn >= LEAST:
            yield f"{form}\t{nb}\t{nn}\n"


def _standard(text: str, otherwise: str) -> str:
    """Return the standard that more of the telling words are in."""
    words = _LETTERS.findall(text.lower())
    nb, nn = (sum(word in telling for word in words) for telling in (_BOKMAL, _NYNORSK))
    return otherwise if nb == nn else "nb" if nb > nn else "nn"


def _forms(text: str) -> Iterator[str]:
    return (word for word in _LETTERS.findall(text.lower()) if _NORWEGIAN.fullmatch(word))


def main(arguments: Sequence[str]) -> None:
    """Write the files."""
    if arguments:
        corpus, folder = map(Path, arguments)
        sentences = {form: (folder / f"{form}.txt").read_text(encoding="utf-8") for form in ("nb", "nn")}
        WORDS_FILE.write_text("".join(lines(count_words((law.text for law in read_laws(corpus)), sentences))), encoding="utf-8")
    write_stems()
    TERMS_FILE.write_text("".join(term_lines()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
