"""Training gives the same bytes for the same sentences, in a form that langdetect itself reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from langdetect.detector_factory import DetectorFactory

from library.errors import UnreadableFileError, VocabularyError
from library.language import BORROWED_FROM
from library.profiles import PROFILES, RAREST, TRAINED, count_profile, main, read_profile, read_sentences, train

TINY = {
    "nb": "Kommunen skal ikke vente.\n" * 5,
    "nn": "Kommunen skal ikkje vente, seier dei.\n" * 5,
    "se": "Suohkan galgá veahkehit ássiid.\n" * 5,
}
LARGEST = 200_000  # bytes


@pytest.fixture
def sentences(tmp_path: Path) -> Path:
    folder = tmp_path / "sentences"
    folder.mkdir()
    for language, text in TINY.items():
        (folder / f"{language}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_same_sentences_give_the_same_bytes(sentences: Path, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in train(sentences, tmp_path / "first")]
    second = [path.read_bytes() for path in train(sentences, tmp_path / "second")]
    assert first == second
    assert len(set(first)) == len(TRAINED)


def test_counts_n_grams_within_words_with_a_space_at_the_edges() -> None:
    profile = count_profile("nb", ["Av av"] * RAREST)
    assert profile.freq == {
        " A": 3,
        " Av": 3,
        " a": 3,
        " av": 3,
        "A": 3,
        "Av": 3,
        "Av ": 3,
        "a": 3,
        "av": 3,
        "av ": 3,
        "v": 6,
        "v ": 6,
    }
    assert profile.n_words == (12, 18, 12)


def test_leaves_out_rare_n_grams_capitals_and_addresses() -> None:
    profile = count_profile("nb", ["NAV https://nav.no om"] * RAREST + ["ved"] * (RAREST - 1))
    assert set(profile.freq) == {" o", " om", "o", "om", "om ", "m", "m "}


def test_the_command_trains_what_langdetect_reads(sentences: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(sentences), "--output", str(tmp_path / "profiles")])
    assert result.exit_code == 0, result.output
    factory = DetectorFactory()
    factory.load_profile(str(tmp_path / "profiles"))
    assert sorted(factory.get_lang_list()) == sorted(TRAINED)
    detector = factory.create()
    detector.append("Dei ventar ikkje.")
    assert detector.detect() == "nn"


def test_the_command_says_which_sentences_are_missing(sentences: Path, tmp_path: Path) -> None:
    (sentences / "se.txt").unlink()
    result = CliRunner().invoke(main, [str(sentences), "--output", str(tmp_path / "profiles")])
    assert result.exit_code == 1
    assert "se.txt" in result.output


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe\x00"], ids=["empty", "blank", "not UTF-8"])
def test_sentences_that_cannot_be_read_are_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "nb.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"nb\.txt"):
        read_sentences(path)


@pytest.mark.parametrize("language", TRAINED)
def test_the_shipped_profiles_are_whole_small_and_in_langdetects_form(language: str) -> None:
    path = PROFILES / f"{language}.json"
    profile = read_profile(path, language)
    assert path.stat().st_size < LARGEST
    for length, total in enumerate(profile.n_words, 1):
        assert sum(count for gram, count in profile.freq.items() if len(gram) == length) == total
    assert min(profile.freq.values()) >= RAREST
    assert (
        json.loads(path.read_text(encoding="utf-8")).keys()
        == json.loads((BORROWED_FROM / "da").read_text(encoding="utf-8")).keys()
    )


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"name": "nb", "freq": {"a": "x"}, "n_words": [1, 1, 1]}',
        '{"name": "nn", "freq": {"a": 3}, "n_words": [3, 1, 1]}',
        '{"name": "nb", "freq": {}, "n_words": [0, 0, 0]}',
        '{"name": "nb", "freq": {"a": 3}, "n_words": [3]}',
    ],
    ids=["empty", "no object", "counts that are words", "another language", "nothing counted", "lengths missing"],
)
def test_a_broken_profile_is_named(content: str, tmp_path: Path) -> None:
    path = tmp_path / "nb.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"nb\.json.*python -m library\.profiles"):
        read_profile(path, "nb")
