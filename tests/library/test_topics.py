import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.document import Document, DocumentType, Page, Provenance
from library.errors import VocabularyError
from library.text import fold_name
from library.topics import MAX_FROM_TEXT, MIN_COUNT, MIN_HEADINGS, Evidence, TopicReason, TopicRules, with_topics
from library.vocabulary import Names, Topic, Topics, shipped_topics


def topic(key: str, *triggers: str, parent: str | None = None) -> Topic:
    return Topic(key=key, labels=Names(nb=key), parent=parent, triggers=triggers)


def document(title: str, subtitle: str | None = None, abstract: str | None = None, topics: tuple[str, ...] = ()) -> Document:
    return Document(id="d", title=title, subtitle=subtitle, abstract=abstract, type=DocumentType.REPORT, topics=topics)


TREE = Topics(
    [
        topic("arv", "arv"),
        topic("bolig", "bolig*", "bustad*"),
        topic("hytter", "hytte*", "second homes", parent="bolig"),
        topic("plan", "plan- og bygningslov*"),
        topic("sjøfart", "sjøvei*"),
        topic("uten ord"),
        topic("kommuner", "title: kommunen", "kommuner"),
        topic("strøm", "strøm*", parent="energi"),
        topic("energi", "energi*"),
        topic("vindkraft", "vindkraft*", parent="strøm"),
    ]
)
RULES = TopicRules.of(TREE)
FILLER = "Her står ord som ikke gir noe emne. "  # eight words


def pages(*texts: str, headings: Sequence[str] = ()) -> list[Page]:
    """Return pages, the headings on the first."""
    return [Page(number, text, headings=tuple(headings) if number == 1 else ()) for number, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Om arv", ("arv",), id="whole-word"),
        pytest.param("Arvelige sykdommer", (), id="a-word-is-no-prefix"),
        pytest.param("Jordarv", (), id="nor-an-ending"),
        pytest.param("Boligpolitikk i endring", ("bolig",), id="prefix"),
        pytest.param("Studentboliger", (), id="a-prefix-does-not-begin-inside-a-word"),
        pytest.param("BUSTADER FOR ALLE", ("bolig",), id="case"),
        pytest.param("Sjoeveien videre", ("sjøfart",), id="ø-written-oe"),
        pytest.param("Om plan‑ og bygningsloven", ("plan",), id="phrase-with-another-hyphen-and-an-ending"),
        pytest.param("Plan for bygningsloven", (), id="phrase-in-order"),
        pytest.param("Second homes, second thoughts", ("hytter",), id="phrase-before-a-comma"),
        pytest.param("Boliger og hytter", ("hytter",), id="only-the-most-specific"),
        pytest.param("Hytter og arv", ("arv", "hytter"), id="in-the-order-of-the-tree"),
        pytest.param("Blindsonen", (), id="a-title-that-says-nothing"),
        pytest.param("Kommunen som arbeidsgiver", ("kommuner",), id="a-trigger-for-titles-only"),
        pytest.param("Vindkraft, strøm og energi", ("vindkraft",), id="only-the-most-specific-of-three"),
    ],
)
def test_triggers_give_topics(title: str, expected: tuple[str, ...]) -> None:
    assert TopicRules.of(TREE).assign(document(title)) == expected


def test_subtitle_and_abstract_are_read_too_but_a_phrase_does_not_cross_from_one_to_the_next() -> None:
    assert TopicRules.of(TREE).assign(document("Rom for alle", subtitle="Om boligmarkedet")) == ("bolig",)
    assert TopicRules.of(TREE).assign(document("Rom for alle", abstract="Rapporten drøfter arv.")) == ("arv",)
    assert TopicRules.of(TREE).assign(document("A second", subtitle="Homes for all")) == ()


def test_declared_topics_stay_and_rule_given_topics_are_marked_as_such() -> None:
    rules = TopicRules.of(TREE)
    declared = document("Om arv", topics=("bolig",))
    assert with_topics(declared, rules) is declared
    given = with_topics(document("Om arv"), rules)
    assert (given.topics, given.provenance) == (("arv",), {"topics": Provenance.RULE})
    unknown = document("Blindsonen")
    assert with_topics(unknown, rules) is unknown


@pytest.mark.parametrize("trigger", ["*", " – ", ""])
def test_a_trigger_that_would_match_everything_is_refused(trigger: str) -> None:
    with pytest.raises(VocabularyError, match=re.escape("'arv'")):
        TopicRules.of(Topics([topic("arv", trigger)]))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("På vei mot en ny region?", {"kommunestruktur"}),
        ("Investering i vei – blir næringslivet mer produktivt?", {"vei", "naeringsliv", "produktivitet"}),
        ("Energi til arbeid – langsiktig verdiskaping fra norske energiressurser", {"energi", "verdiskaping"}),
        ("Ny lov om sameige", set()),
        ("Om samepolitikken", {"samer-og-urfolk"}),
        ("Medieval towns", set()),
        ("Felles ansvar for eit godt og anstendig arbeidsliv. Arbeidsforhold, arbeidsmiljø og sikkerheit", {"arbeidsmiljo"}),
        ("Rapport frå arbeidsgruppe om vidare utvikling av norsk jernbane", {"jernbane"}),
        ("Nye mål på busetjingsmønsteret i kommunane", {"befolkning-og-bosetting"}),
        ("Om Forsvaret si bustadverksemd", {"forsvar", "bolig"}),
        ("Skaper kultur attraktive steder?", {"attraktivitet", "kultur-idrett-og-fritid"}),
        ("Rural housing challenges", {"bygdeutvikling", "boliger-i-distriktene"}),
        ("Compact cities trigger high use of second homes", {"stedsutvikling", "fritidsboliger"}),
        ("Betænkning om forurenet jord", {"forurensning"}),
        ("Miljödifferentiering av det svenska sjöfartsstödet", {"klima-og-miljo", "sjofart"}),
        ("Uppföljning av den sammanhållna landsbygdspolitiken", {"bygdeutvikling", "regional-og-distriktspolitikk"}),
        ("Etihkalaš njuolggadusat sámi dearvvašvuođadutkama várás", {"samer-og-urfolk", "helse-og-omsorg"}),
        ("Lik og likskap", set()),
    ],
)
def test_the_shipped_triggers_read_titles_as_a_librarian_would(title: str, expected: set[str]) -> None:
    assert set(TopicRules.of(shipped_topics()).assign(document(title))) == expected


HALF = MIN_COUNT // 2
TEXTS = {
    "often enough": (["arv " * MIN_COUNT], ("arv",)),
    "once too seldom": (["arv " * (MIN_COUNT - 1)], ()),
    "pages together": (["arv " * HALF, "arv " * (MIN_COUNT - HALF)], ("arv",)),
    "words of one topic together": (["bolig bustad " * HALF], ("bolig",)),
    "often, but lost among all the rest": (["arv " * MIN_COUNT + FILLER * 1_000], ()),
    "all through a long text": ([("arv " + FILLER) * 300], ("arv",)),
    "half as often as the strongest": (["arv " * 2 * MIN_COUNT + "bolig " * MIN_COUNT], ("arv", "bolig")),
    "less than half as often": (["arv " * 2 * (MIN_COUNT + 1) + "bolig " * MIN_COUNT], ("arv",)),
    "phrases": (["Second homes. " * MIN_COUNT], ("hytter",)),
    "a phrase does not cross pages": (["second", "homes"] * MIN_COUNT, ()),
    "only the most specific": (["bolig hytte " * MIN_COUNT], ("hytter",)),
    "a word that counts in titles only": (["kommunen " * 5 * MIN_COUNT], ()),
    "a ministry is no subject": (["Energidepartementet og Boligdirektoratets " * MIN_COUNT], ()),
}


@pytest.mark.parametrize(("texts", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_a_text_gives_the_topics_that_it_keeps_coming_back_to(texts: list[str], expected: tuple[str, ...]) -> None:
    assert RULES.assign(document("Blindsonen"), pages(*texts)) == expected


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        pytest.param([f"Arv {number}" for number in range(MIN_HEADINGS)], ("arv",), id="enough"),
        pytest.param([f"Arv {number}" for number in range(1, MIN_HEADINGS)], (), id="one-too-few"),
        pytest.param(["Arv"] * MIN_HEADINGS, (), id="the-same-again-and-again"),
        pytest.param([f"{'Arv' if n < MIN_HEADINGS else 'Annet'} {n}" for n in range(100)], (), id="few-of-very-many"),
        pytest.param([f"Kommunen {number}" for number in range(MIN_HEADINGS)], (), id="a-word-for-titles-only"),
    ],
)
def test_headings_give_a_topic_that_many_of_them_name(headings: list[str], expected: tuple[str, ...]) -> None:
    assert RULES.assign(document("Blindsonen"), pages("", headings=headings)) == expected


def test_a_text_adds_no_more_topics_than_a_reader_can_use_and_the_strongest_first() -> None:
    words = {"kommuner": 0, "arv": 3, "hytte": 2, "sjøvei": 1, "vindkraft": 0}
    text = " ".join(f"{word} " * (MIN_COUNT + extra) for word, extra in words.items())
    assert RULES.assign(document("Blindsonen"), pages(text)) == ("arv", "hytter", "sjøfart")
    assert MAX_FROM_TEXT == 3
    assert RULES.assign(document("Kommuner"), pages(text)) == ("arv", "hytter", "sjøfart", "kommuner")


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Boliger", "hytte ", ("bolig",)),
        ("Hytter", "bolig ", ("hytter",)),
        ("Energi", "vindkraft ", ("energi",)),
        ("Energi", "arv ", ("arv", "energi")),
    ],
)
def test_what_the_title_says_is_neither_widened_nor_narrowed_by_the_text(
    title: str, text: str, expected: tuple[str, ...]
) -> None:
    assert RULES.assign(document(title), pages(text * 2 * MIN_COUNT)) == expected


def test_the_reasons_name_each_word_its_place_and_how_often_it_stands_there() -> None:
    read = pages("bolig bustad bustader " * MIN_COUNT, headings=["Bolig", "Bustader og boliger"])
    assert RULES.explain(document("Om boliger", abstract="Bolig, bolig."), read) == tuple(
        TopicReason(topic="bolig", term=term, place=place, count=count)
        for place, term, count in [
            (Evidence.TITLE, "bolig*", 1),
            (Evidence.ABSTRACT, "bolig*", 2),
            (Evidence.HEADINGS, "bolig*", 2),
            (Evidence.HEADINGS, "bustad*", 1),
            (Evidence.TEXT, "bustad*", 2 * MIN_COUNT),
            (Evidence.TEXT, "bolig*", MIN_COUNT),
        ]
    )


def test_topics_that_were_met_too_seldom_are_told_the_strongest_first() -> None:
    read = pages("arv arv hytte bolig sjøveien sjøvei sjøveier " + FILLER)
    told = [(reason.topic, reason.count) for reason in RULES.passed_over(document("Hytter"), read)]
    assert told == [("sjøfart", 3), ("arv", 2)], "and neither a given topic nor one above it"


SHIPPED = shipped_topics()
SHIPPED_RULES = TopicRules.of(SHIPPED)
# Words and phrases that trigger something, whole and begun, and some that do not; so that every rule comes to be used.
_terms = st.sampled_from([term.removeprefix("title: ") for topic in SHIPPED for term in topic.triggers] + ["en", "om", "– "])
_words = _terms.map(lambda term: term.replace("*", "en"))
_texts = st.lists(_words, max_size=12).map(" ".join)
_long = st.tuples(_texts, st.integers(1, 2 * MIN_COUNT)).map(lambda pair: f"{pair[0]} " * pair[1])
_documents = st.builds(document, _texts, st.none() | _texts, st.none() | _texts)
_pages = st.lists(st.builds(Page, st.just(1), _long, headings=st.lists(_texts, max_size=8).map(tuple)), max_size=3)


@given(_documents, _pages)
def test_a_declared_topic_always_wins(document: Document, pages: list[Page]) -> None:
    declared = Document(id="d", title=document.title, type=document.type, abstract=document.abstract, topics=("arv",))
    assert with_topics(declared, SHIPPED_RULES, pages) is declared


@given(_documents, _pages)
def test_rules_never_give_a_topic_and_one_above_it(document: Document, pages: list[Page]) -> None:
    topics = SHIPPED_RULES.assign(document, pages)
    assert not {ancestor for topic in topics for ancestor in SHIPPED.lineage(topic)[1:]}.intersection(topics)


@given(_documents, _pages)
def test_every_topic_given_has_a_reason_and_no_other_has(document: Document, pages: list[Page]) -> None:
    given_topics = SHIPPED_RULES.assign(document, pages)
    assert tuple(dict.fromkeys(reason.topic for reason in SHIPPED_RULES.explain(document, pages))) == given_topics
    passed_over = SHIPPED_RULES.passed_over(document, pages)
    assert not {reason.topic for reason in passed_over}.intersection(given_topics)
    assert all(reason.count > 0 for reason in (*SHIPPED_RULES.explain(document, pages), *passed_over))


@given(_documents, _pages)
def test_a_text_takes_nothing_away_from_what_the_title_gives(document: Document, pages: list[Page]) -> None:
    assert set(SHIPPED_RULES.assign(document)) <= set(SHIPPED_RULES.assign(document, pages))


@given(_documents)
def test_without_text_the_topics_are_those_whose_triggers_a_search_of_title_and_abstract_finds(document: Document) -> None:
    said = [fold_name(text) for text in (document.title, document.subtitle, document.abstract) if text]
    met = [topic.key for topic in SHIPPED if any(_stands(term, text) for term in topic.triggers for text in said)]
    covered = {ancestor for key in met for ancestor in SHIPPED.lineage(key)[1:]}
    assert SHIPPED_RULES.assign(document) == tuple(key for key in met if key not in covered)


def _stands(term: str, text: str) -> bool:
    end = "" if term.endswith("*") else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(fold_name(term.removeprefix('title: ')))}{end}", text) is not None
