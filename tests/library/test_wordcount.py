"""Counting words fast gives what folding the whole text and cutting it up would give."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from library.text import fold_name
from library.wordcount import WordCount
from tests.library.documents import texts

# Words that fold alike, signs of all sorts between them, and letters that are no ASCII even when folded.
WORDS = ("økonomi", "ØKONOMI", "oekonomi", "plan", "og", "Ålesund", "aalesund", "é", "αβγ", "άβγ", "22", "m²", "_")
ASCII_AND_LATIN = (" ", "  ", "\n", "-", "- ", ", ", "–", "‑", "«", "» ", "\u00a0", " … ")
running_texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(ASCII_AND_LATIN)), max_size=30).map(
    lambda pairs: "".join(word + sign for word, sign in pairs)
)


@given(st.lists(texts | running_texts, max_size=4))
@example(["a \u0301", "blå \u0301"])
@example(["a→b", "x\u0323y", "İ", "ﬁ", "\ud800a"])
def test_words_are_counted_as_folding_the_whole_text_would_count_them(parts: list[str]) -> None:
    counted = WordCount.of(parts)
    expected = Counter(word for part in parts for word in fold_name(part).split())
    assert counted.counts == expected
    assert counted.total == expected.total()


@given(st.lists(running_texts, max_size=3), st.lists(st.sampled_from(WORDS), min_size=2, max_size=3, unique_by=fold_name))
def test_phrases_are_counted_as_in_the_folded_text(parts: list[str], words: list[str]) -> None:
    phrase = fold_name(" ".join(words)).split()
    assert WordCount.of(parts).phrase(phrase) == sum(_in_a_row(fold_name(part).split(), phrase) for part in parts)


def _in_a_row(words: list[str], phrase: list[str]) -> int:
    return sum(words[start : start + len(phrase)] == phrase for start in range(len(words)))


@pytest.mark.parametrize(
    ("parts", "count"),
    [
        pytest.param(["Plan- og bygningsloven, plan‑ og\nbygningsloven"], 2, id="whatever-stands-between"),
        pytest.param(["plan og bygningsloven plan og bygningsloven"], 2, id="one-right-after-the-other"),
        pytest.param(["Plan og", "bygningsloven"], 0, id="not-from-one-text-to-the-next"),
        pytest.param(["byplan og bygningslovene"], 0, id="whole-words"),
        pytest.param([], 0, id="nothing"),
    ],
)
def test_a_phrase_is_words_in_a_row(parts: list[str], count: int) -> None:
    assert WordCount.of(parts).phrase(("plan", "og", "bygningsloven")) == count
