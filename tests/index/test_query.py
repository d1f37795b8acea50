"""The query language: what is understood, what is said about the rest, and that nothing a user writes can break it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import Notice, NoticeCode
from index.query import MAX_ITEMS, And, Fielded, Node, Not, Number, Or, Phrase, Prefix, QueryField, Row, Same, Word, parse_query
from library.identifiers import SeriesNumber

NOU = Number(SeriesNumber("NOU", "2020:12"), ("nou", "2020", "12"))


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        pytest.param("", (), id="nothing wants everything"),
        pytest.param("levende distrikt", (Word("levende"), Word("distrikt")), id="words"),
        pytest.param('"levende distrikt"', (Phrase(("levende", "distrikt")),), id="phrase"),
        pytest.param("«levende distrikt»", (Phrase(("levende", "distrikt")),), id="guillemets"),
        pytest.param("kommun*", (Prefix("kommun"),), id="prefix"),
        pytest.param("klima -olje", (Word("klima"), Not(Word("olje"))), id="minus"),
        pytest.param("regional- og", (Word("regional"), Word("og")), id="a hyphen at the end is no minus"),
        pytest.param(
            "klima OR miljø politikk", (Or((Word("klima"), Word("miljø"))), Word("politikk")), id="or binds its neighbours"
        ),
        pytest.param("a ELLER b OR c", (Or((Word("a"), Word("b"), Word("c"))),), id="three alternatives"),
        pytest.param("OR klima OR", (Word("klima"),), id="stray or"),
        pytest.param("klima or miljø", (Word("klima"), Word("or"), Word("miljø")), id="or in lower case is a word"),
        pytest.param("utgiver:nordregio", (Fielded(QueryField.PUBLISHER, "nordregio"),), id="field in Norwegian"),
        pytest.param(
            'title:"rural housing"', (Fielded(QueryField.TITLE, "rural housing", is_phrase=True),), id="phrase in a field"
        ),
        pytest.param("-Språk:nn", (Not(Fielded(QueryField.LANGUAGE, "nn")),), id="field with capital, diacritic and minus"),
        pytest.param("inneholder:nynorsk", (Fielded(QueryField.CONTAINS, "nynorsk"),), id="a language that it contains"),
        pytest.param("Inneheld:nn", (Fielded(QueryField.CONTAINS, "nn"),), id="the same in nynorsk"),
        pytest.param("contains:nn", (Fielded(QueryField.CONTAINS, "nn"),), id="the same in English"),
        pytest.param("år:2018..2020", (Fielded(QueryField.YEAR, "2018..2020"),), id="years"),
        pytest.param("NOU 2020: 12 distrikt", (NOU, Word("distrikt")), id="series number among words"),
        pytest.param("nou2020-12", (NOU,), id="series number in one word"),
        pytest.param("(NOU 2020: 12)", (NOU,), id="series number in parentheses"),
        pytest.param('"NOU 2020: 12"', (Phrase(("nou", "2020", "12")),), id="a quoted number is exact words"),
        pytest.param("-NOU 2020:12", (Not(NOU),), id="without a number"),
        pytest.param("e-post", (Same((Row(("e", "post")), Word("epost"))),), id="a hyphen joins words, or is left out"),
        pytest.param("2010–2011", (Row(("2010", "2011"), "–"),), id="words joined by another sign stay together"),
        pytest.param("TEK17 § 3 S", (Word("tek17"), Word("§"), Word("3"), Word("s")), id="numbers and single letters are kept"),
        pytest.param("EU’s klimamål", (Word("eu"), Word("klimamål")), id="genitive"),
        pytest.param("kl\xadi\x00ma\tmål", (Word("klima"), Word("mål")), id="signs that no one sees are dropped"),
    ],
)
def test_understands(text: str, nodes: tuple[Node, ...]) -> None:
    assert parse_query(text).root == And(nodes)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        pytest.param('"levende distrikt', Notice(NoticeCode.UNBALANCED_QUOTE), id="quote without its mate"),
        pytest.param("*", Notice(NoticeCode.NOTHING_TO_SEARCH, "*"), id="only a star"),
        pytest.param("?!", Notice(NoticeCode.NOTHING_TO_SEARCH, "?!"), id="only signs"),
        pytest.param("k*", Notice(NoticeCode.PREFIX_TOO_SHORT, "k"), id="prefix of one letter"),
        pytest.param("klima " * 2000, Notice(NoticeCode.TOO_LONG, str(MAX_ITEMS)), id="12,000 characters"),
        pytest.param("x" * 10_000, Notice(NoticeCode.TOO_LONG, "1"), id="one endless word"),
    ],
)
def test_says_what_it_left_out(text: str, notice: Notice) -> None:
    assert parse_query(text).notices == (notice,)


def test_says_nothing_about_a_query_it_understood() -> None:
    assert parse_query('kommun* "levende distrikt" -by år:2018.. NOU 2020:12 OR klima').notices == ()


@given(st.text(alphabet=st.characters() | st.sampled_from('"«»-*:. ORNOU2012'), max_size=200))
def test_never_raises_and_prints_what_it_reads_back(text: str) -> None:
    """parse ∘ print is stable: what is shown as understood means the same when it is sent again."""
    understood = str(parse_query(text))
    assert str(parse_query(understood)) == understood
