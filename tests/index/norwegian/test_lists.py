"""The word lists that ship are whole, in order, and do not contradict each other."""

from collections.abc import Iterator
from graphlib import TopologicalSorter

import pytest

from index.norwegian.analyzer import whole_terms
from index.norwegian.compounds import count_parts
from index.norwegian.lexicon import lexicon
from index.norwegian.synonyms import Entry, read_synonyms
from index.norwegian.variants import count_stems
from index.norwegian.words import NORWEGIAN_DATA, known_stems, known_terms, known_words
from tests.index.norwegian.judged import apart, inflections, meet, pairs, splits

ENTRIES = {"irregular.txt": 1_200, "variants.txt": 12_000, "derivations.txt": 450}  # at least so many
WORDS = {"names.txt": 1_100, "whole.txt": 200, "never_parts.txt": 450, "not_compounds.txt": 150}


@pytest.mark.parametrize(("name", "least"), ENTRIES.items())
def test_a_list_of_entries_reads(name: str, least: int) -> None:
    assert len(list(_entries(name))) >= least


@pytest.mark.parametrize(("name", "least"), WORDS.items())
def test_a_list_of_words_reads(name: str, least: int) -> None:
    words = [word for section in _sections(name) for line in section for word in line.split()]
    assert len(words) >= least


@pytest.mark.parametrize("name", ["whole.txt", "never_parts.txt", "not_compounds.txt"])
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    words = [word for section in _sections(name) for line in section for word in line.split()]
    assert sorted(words) == sorted(set(words))


def test_the_counted_words_read() -> None:
    assert len(known_words().counts) >= 70_000
    assert len(known_stems().nb) >= 50_000
    assert known_stems().in_compounds.keys() <= known_stems().nb.keys()


def test_the_lexicon_reads() -> None:
    assert lexicon().words
    assert all(word == word.lower() for word in lexicon().words)


@pytest.mark.parametrize("name", ENTRIES)
def test_a_word_stands_once_in_a_list(name: str) -> None:
    words = [word for entry in _entries(name) for word in entry.words]
    assert sorted(words) == sorted(set(words))


def test_no_word_of_the_variants_is_on_both_sides() -> None:
    entries = list(_entries("variants.txt"))
    assert {word for entry in entries for word in entry.words}.isdisjoint(base for entry in entries for base in entry.bases)


def test_the_lists_lead_in_no_circle() -> None:
    graph: dict[str, set[str]] = {}
    for name in ENTRIES:
        for entry in _entries(name):
            for word in entry.words:
                graph.setdefault(word, set()).update(entry.bases)
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("name", ENTRIES)
def test_a_search_for_a_word_finds_what_it_stands_for(name: str) -> None:
    """Of words without a hyphen: those that have one are parted before they come here."""
    listed = ((word, base) for entry in _entries(name) for word in entry.words for base in entry.bases)
    tested = [pair for pair in listed if all(map(str.isalpha, pair))]
    assert [pair for pair in tested if not meet(*pair)] == []


@pytest.mark.parametrize("name", ["irregular.txt", "variants.txt", "whole.txt"])
def test_lines_are_in_order_within_a_section(name: str) -> None:
    """Of irregular forms, by the base form; of variants, by the variant."""
    sections = [[_key(line, name) for line in section] for section in _sections(name)]
    assert sections == [sorted(section) for section in sections]


@pytest.mark.parametrize("name", ["never_parts.txt", "not_compounds.txt"])
def test_words_are_in_order_within_a_section(name: str) -> None:
    sections = [" ".join(section).split() for section in _sections(name)]
    assert sections == [sorted(section) for section in sections]


def test_the_computed_list_is_what_the_other_lists_give() -> None:
    """After a change of a list or a rule: python -m index.norwegian.counting."""
    nb, nn, parts, stems = count_stems(known_words().nb), count_stems(known_words().nn), count_parts(), known_stems()
    assert stems.nb.keys() == nb.keys() | nn.keys() | parts.keys()
    assert all(
        (stems.nb[base], stems.nn[base], stems.in_compounds.get(base, 0)) == (nb[base], nn[base], parts[base])
        for base in stems.nb
    )


def test_the_terms_of_known_words_are_what_the_lists_and_rules_give() -> None:
    """After a change of a list or a rule: python -m index.norwegian.counting."""
    assert known_terms() == {form: " ".join(whole_terms(form)) for form in known_words().counts}


def test_the_judged_lists_are_as_long_as_is_told() -> None:
    assert len(pairs()) >= 2_500
    assert len(apart()) >= 500
    assert len(inflections()) >= 290
    assert len(splits()) == 300


def _entries(name: str) -> Iterator[Entry]:
    return read_synonyms((NORWEGIAN_DATA / name).read_text(encoding="utf-8").splitlines(), name)


def _sections(name: str) -> list[list[str]]:
    """Return the lines between comments."""
    sections: list[list[str]] = [[]]
    for line in (NORWEGIAN_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            sections.append([])
        elif line:
            sections[-1].append(line)
    return sections


def _key(line: str, name: str) -> str:
    before, _, after = line.partition("=>")
    return (after if name == "irregular.txt" else before).strip()
