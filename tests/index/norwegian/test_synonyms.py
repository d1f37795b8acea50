"""The word lists' format is that of Solr and Elasticsearch."""

import pytest

from index.norwegian.synonyms import Entry, SynonymsError, read_synonyms


@pytest.mark.parametrize(
    ("line", "words", "bases"),
    [
        pytest.param("utgreiing => utredning", ("utgreiing",), ("utredning",), id="arrow"),
        pytest.param("tryggleik => sikkerhet, trygghet", ("tryggleik",), ("sikkerhet", "trygghet"), id="two bases"),
        pytest.param("avløysing, avløsing => avløsning", ("avløysing", "avløsing"), ("avløsning",), id="two words"),
        pytest.param("veg, vei", ("veg",), ("vei",), id="equivalents: the last stands for all"),
        pytest.param("pbl, plan- og bygningsloven", ("pbl",), ("plan- og bygningsloven",), id="several words in one"),
        pytest.param("  Veg ,VEI  ", ("veg",), ("vei",), id="spaces and capitals"),
        pytest.param("a,  b   c", ("a",), ("b c",), id="spaces within"),
        pytest.param(r"1\,5 => halvannen", ("1,5",), ("halvannen",), id="escaped comma"),
        pytest.param("veg, vei # skrivemåte", ("veg",), ("vei",), id="comment after an entry"),
        pytest.param("veg, veg, vei", ("veg",), ("vei",), id="the same word twice"),
    ],
)
def test_an_entry_is_read(line: str, words: tuple[str, ...], bases: tuple[str, ...]) -> None:
    assert list(read_synonyms([line], "list.txt")) == [Entry(words, bases)]


@pytest.mark.parametrize("line", ["", "   ", "# veg, vei", "  # veg => vei"])
def test_comments_and_empty_lines_are_no_entries(line: str) -> None:
    assert list(read_synonyms([line], "list.txt")) == []


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("veg", id="one word alone"),
        pytest.param("veg =>", id="nothing after the arrow"),
        pytest.param("=> vei", id="nothing before the arrow"),
        pytest.param("a => b => c", id="two arrows"),
        pytest.param(",", id="only a comma"),
        pytest.param("veg, veg", id="a word and itself"),
    ],
)
def test_an_error_names_file_and_line(line: str) -> None:
    with pytest.raises(SynonymsError, match=r"list\.txt, line 3: "):
        list(read_synonyms(["# words", "veg, vei", line], "list.txt"))
