"""Trains language profiles: counts n-grams in sentences and writes them in langdetect's own format.

Run as `python -m library.profiles TRAINING_DIR --laws LAWS`, where TRAINING_DIR holds nb.txt, nn.txt and se.txt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import click
import msgspec

from library.errors import UnreadableFileError, VocabularyError
from library.ngrams import LONGEST, ngrams, words_of
from library.shipped import DATA
from library.training import LAW_SHARE, limited, read_laws, training_passages

TRAINED = ("nb", "nn", "se")
PROFILES = DATA / "language"
_REPAIR = "Install Kartotek anew, or train our profiles with: python -m library.profiles TRAINING_DIR --laws LAWS."
_NO_LAWS: Mapping[str, Sequence[str]] = MappingProxyType({})
RAREST = 3  # an n-gram seen less often tells of the sample, not of the language; langdetect draws the line here too


@dataclass(frozen=True, slots=True)
class Profile:
    """How often each n-gram occurs in a language; n_words holds the sum of counts for each length."""

    name: str
    freq: Mapping[str, int]
    n_words: tuple[int, ...]


def count_profile(language: str, sentences: Iterable[str]) -> Profile:
    """Count the n-grams of the sentences, leaving out the rare ones, in the order of the alphabet."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(ngrams(words_of(sentence)))
    freq = {gram: counts[gram] for gram in sorted(counts) if counts[gram] >= RAREST}
    sums = (sum(count for gram, count in freq.items() if len(gram) == length) for length in range(1, LONGEST + 1))
    return Profile(language, freq, tuple(sums))


def read_profile(path: Path, language: str) -> Profile:
    """Read a profile, of ours or of langdetect's; raise VocabularyError if it is not a usable one of this language."""
    try:
        profile = msgspec.json.decode(path.read_bytes(), type=Profile)
    except (OSError, msgspec.MsgspecError) as error:
        raise VocabularyError(f"The language profile {path} cannot be read: {error}. {_REPAIR}") from error
    if profile.name != language or len(profile.n_words) != LONGEST or min((*profile.n_words, *profile.freq.values())) <= 0:
        raise VocabularyError(f"The language profile {path} has no counts for {language}. {_REPAIR}")
    return profile


def read_sentences(path: Path) -> list[str]:
    """Read one sentence per line; raise UnreadableFileError if there are none to read."""
    try:
        sentences = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"{path} cannot be read as UTF-8 text: {error}.") from error
    if not sentences:
        raise UnreadableFileError(f"{path} holds no sentences to train on.")
    return sentences


def train(training: Path, output: Path = PROFILES, laws: Mapping[str, Sequence[str]] = _NO_LAWS) -> list[Path]:
    """Write a profile for each language from training/LANGUAGE.txt; same sentences, same laws, same bytes.

    Of the passages of laws in a language, as many are taken as LAW_SHARE allows beside its sentences.
    """
    output.mkdir(parents=True, exist_ok=True)
    return [_train_one(language, training / f"{language}.txt", laws.get(language, ()), output) for language in TRAINED]


def _train_one(language: str, source: Path, laws: Sequence[str], output: Path) -> Path:
    sentences = read_sentences(source)
    taken = limited(laws, LAW_SHARE * sum(map(len, sentences)))
    target = output / f"{language}.json"
    target.write_bytes(msgspec.json.encode(count_profile(language, [*sentences, *taken])) + b"\n")
    return target


@click.command()
@click.argument("training", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--laws", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Laws, as JSON lines, gzipped.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), default=PROFILES, help="Folder to write to.")
def main(training: Path, laws: Path | None, output: Path) -> None:
    """Train the profiles from TRAINING/nb.txt, nn.txt and se.txt (one sentence per line), and from some of the laws.

    Example: python -m library.profiles ../shared/language --laws ../shared/corpus/norwegian-laws.jsonl.gz
    """
    try:
        written = train(training, output, training_passages(read_laws(laws)) if laws else _NO_LAWS)
    except UnreadableFileError as error:
        raise click.ClickException(str(error)) from error
    for path in written:
        click.echo(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
