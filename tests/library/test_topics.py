import re

import pytest

from library.document import Document, DocumentType, Provenance
from library.errors import VocabularyError
from library.topics import TopicRules, assign_topics, with_topics
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
    ]
)


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
    ],
)
def test_triggers_give_topics(title: str, expected: tuple[str, ...]) -> None:
    assert assign_topics(document(title), TREE) == expected


def test_subtitle_and_abstract_are_read_too_but_a_phrase_does_not_cross_from_one_to_the_next() -> None:
    assert assign_topics(document("Rom for alle", subtitle="Om boligmarkedet"), TREE) == ("bolig",)
    assert assign_topics(document("Rom for alle", abstract="Rapporten drøfter arv."), TREE) == ("arv",)
    assert assign_topics(document("A second", subtitle="Homes for all"), TREE) == ()


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
    assert set(assign_topics(document(title), shipped_topics())) == expected
