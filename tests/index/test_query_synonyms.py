"""Lists of names: the one that ships can be read whole, and an adopter's is read as it is, or refused in one sentence."""

from pathlib import Path

import pytest

from index.norwegian.synonyms import Entry, SynonymsError, read_synonyms
from index.synonyms import SHIPPED, Synonyms, load_synonyms
from index.tokens import words
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.errors import KartotekError
from library.settings import Settings
from library.text import fold
from tests.index.shelf import TOPICS

ENTRIES = tuple(read_synonyms(SHIPPED.read_text(encoding="utf-8").splitlines(), SHIPPED.name))


def of(synonyms: Synonyms, text: str) -> set[str]:
    return {" ".join(name) for name in synonyms.of(words(text))}


def own(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "own.txt"
    path.write_text(text, encoding=encoding)
    return path


def test_the_list_that_ships_is_read() -> None:
    synonyms = load_synonyms()
    assert len(synonyms.others) > 300
    assert "plan og bygningsloven" in of(synonyms, "pbl")


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.words[0]) for entry in ENTRIES])
def test_both_sides_of_every_entry_that_ships_have_words_and_find_each_other(entry: Entry) -> None:
    synonyms = load_synonyms()
    for name in entry.words:
        for base in entry.bases:
            assert words(name)
            assert words(base)
            assert tuple(words(base)) in synonyms.of(words(name))
            assert tuple(words(name)) in synonyms.of(words(base))


def test_no_name_is_its_own_other_name_or_given_twice() -> None:
    for name, others in load_synonyms().others.items():
        folded = [tuple(map(fold, other)) for other in others]
        assert name not in folded
        assert len(set(others)) == len(others)


def test_names_that_mean_the_same_are_names_of_each_other(tmp_path: Path) -> None:
    synonyms = load_synonyms([own(tmp_path, "abx, aby => alfa beta\naxz => alfa beta, gamma")])
    assert of(synonyms, "abx") == {"alfa beta", "aby", "axz"}
    assert of(synonyms, "axz") == {"alfa beta", "gamma", "abx", "aby"}
    assert of(synonyms, "alfa beta") == {"abx", "aby", "axz", "gamma"}


def test_names_are_found_whatever_their_case_and_letters(tmp_path: Path) -> None:
    synonyms = load_synonyms([own(tmp_path, "ØKX => Økoløft i Kommuner")])
    assert of(synonyms, "oekx") == of(synonyms, "Økx") == {"økoløft i kommuner"}
    assert of(synonyms, "OEKOLØFT i kommuner") == {"økx"}


def test_names_that_differ_only_in_letters_that_meet_are_one(tmp_path: Path) -> None:
    """As «åp» and «aap», which a query cannot tell apart."""
    synonyms = load_synonyms([own(tmp_path, "åpx => alfa\naapx => beta")])
    assert of(synonyms, "åpx") >= {"alfa", "beta"}
    assert of(synonyms, "aapx") >= {"alfa", "beta"}


def test_a_name_is_shown_as_the_lists_write_it(tmp_path: Path) -> None:
    synonyms = load_synonyms([own(tmp_path, "abx => alfa-beta\\, gamma")])
    assert {synonyms.shown(name) for name in synonyms.of(["abx"])} == {"alfa-beta, gamma"}
    assert synonyms.shown(("plan", "og", "bygningsloven")) == "plan- og bygningsloven"
    assert synonyms.shown(("ukjent", "navn")) == "ukjent navn"


def test_the_longest_name_at_a_place_is_found(tmp_path: Path) -> None:
    synonyms = load_synonyms([own(tmp_path, "abx => alfa\naby => alfa beta\nabz => beta gamma delta")])
    texts = ["alfa", "beta", "gamma", "delta"]
    assert [synonyms.longest_at(texts, start) for start in range(4)] == [2, 3, 0, 0]
    assert synonyms.longest_at([], 0) == 0
    assert Synonyms({}, {}).longest_at(texts, 0) == 0


def test_lists_are_added_up(tmp_path: Path) -> None:
    first, second = tmp_path / "en.txt", tmp_path / "to.txt"
    first.write_text("abx => alfa", encoding="utf-8")
    second.write_text("abx => beta", encoding="utf-8")
    synonyms = load_synonyms([first, second])
    assert of(synonyms, "abx") == {"alfa", "beta"}
    assert of(synonyms, "pbl") == of(load_synonyms(), "pbl")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param("åbx => alfa ære", "utf-8", id="plain"),
        pytest.param("åbx => alfa ære", "utf-8-sig", id="with a byte order mark, as Windows writes it"),
        pytest.param("# våre navn\n\n  åbx => alfa ære  # så lenge\r\n", "utf-8", id="comments, spaces and Windows line ends"),
        pytest.param("åbx, alfa ære", "utf-8", id="without an arrow"),
        pytest.param("åbx => alfa ære\n...\t, ??? => !!!", "utf-8", id="a name without words is passed over"),
    ],
)
def test_an_own_list_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    assert of(load_synonyms([own(tmp_path, text, encoding)]), "åbx") == {"alfa ære"}


def test_an_empty_list_adds_nothing(tmp_path: Path) -> None:
    assert load_synonyms([own(tmp_path, "# ingenting ennå\n")]) == load_synonyms()


@pytest.mark.parametrize("line", ["abx", "abx =>", "=> alfa", "abx => alfa => beta", "abx, abx"])
def test_a_line_that_is_no_entry_is_named_with_its_file(tmp_path: Path, line: str) -> None:
    with pytest.raises(SynonymsError, match=r"own\.txt, line 3: "):
        load_synonyms([own(tmp_path, f"# navn\naby => alfa\n{line}\n")])


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SynonymsError, match=r"missing\.txt cannot be read"):
        load_synonyms([tmp_path / "missing.txt"])


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(SynonymsError, match="cannot be read"):
        load_synonyms([tmp_path])


def test_a_list_in_another_encoding_is_named(tmp_path: Path) -> None:
    with pytest.raises(SynonymsError, match=r"own\.txt cannot be read"):
        load_synonyms([own(tmp_path, "åbx => alfa", "latin-1")])


def test_an_engine_whose_list_cannot_be_read_does_not_open(catalogue: Catalogue, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", synonyms=(tmp_path / "missing.txt",))
    with pytest.raises(KartotekError, match=r"missing\.txt"):
        WhooshEngine.open(settings, catalogue, TOPICS)
