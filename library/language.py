"""Which language a page, and a document, is written in.

The model is langdetect's: its profiles for the languages it knows, ours for nb, nn and se. It is evaluated over every
trigram of a page, once each, instead of a random draw of n-grams: the same answer every time, and faster. Whole words
decide where trigrams leave doubt, between Danish and Norwegian.
How well it does, and why so, is in docs/language.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import langdetect
import msgspec
import numpy as np
from langdetect.detector_factory import DetectorFactory
from langdetect.utils.lang_profile import LangProfile
from numpy.typing import NDArray

from library.document import UNDETERMINED, DetectedLanguage, LanguageShare, Page
from library.errors import VocabularyError
from library.ngrams import LONGEST, count_letters, words_of
from library.profiles import PROFILES, TRAINED, read_profile

# langdetect's own profiles: the Nordic languages it has, and those beside which a text in them must not be taken for Nordic.
# Without Dutch, for one, Dutch reads as Danish. More languages cost no accuracy and next to no time.
BORROWED = ("da", "de", "en", "es", "et", "fi", "fr", "it", "lt", "lv", "nl", "pl", "pt", "sv")
BORROWED_FROM = Path(langdetect.__file__).parent / "profiles"

# Added to every frequency. Ten times langdetect's: our profiles are of fewer sentences than its own, and where they have a
# trigram by chance, that should weigh little. With langdetect's 0.00005, short Danish texts read as bokmål.
SMOOTHING = 0.0005

FOREIGN_WORDS = PROFILES / "foreign_words.json"
# Taken from the evidence (a natural logarithm, as that is) for each word that a language does not have. Of one to three, two
# made the fewest errors on the development passages in Danish, without costing any in Norwegian.
FOREIGN = 2.0

MIN_LETTERS = 200  # of 100 characters one text in 25 is taken wrong, of 250 one in 65; and no title of ours is as long
MIN_LETTER_SHARE = 0.5  # of what is not space; below it a page is a table of numbers
MIN_CONFIDENCE = 0.6  # nearer than this, two languages are a toss-up
PASSAGE = 3_000  # characters judged at a time, about a printed page; a text without pages is judged passage by passage
# Neighbouring trigrams repeat each other's evidence. Dividing it by this number made the confidence truest (least log loss)
# on the development passages of 300 characters, where it matters; on whole pages it is close to 1 in any case.
REDUNDANCY = 2.0
MIN_SHARE_OF_ETH = 0.01  # of the letters; Icelandic and Faroese have 3 to 5 % ð, other languages none but in names


_NARROWER = {"no": ("nb", "nn")}  # «Norwegian» is contradicted by neither of its written forms


class ForeignWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Common words that are never written so in these languages, though they may be in their neighbours."""

    not_in: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """What one page is written in; «und» with confidence 0 where it cannot be told."""

    language: str
    confidence: float
    letters: int
    """The page's weight in the vote."""


class LanguageDetector:
    """Tells languages apart by their trigrams and by words that they lack. Never changes once made, so threads may share one.

    Takes each n-gram's frequency in each of the languages, as langdetect's factory holds them.
    """

    def __init__(
        self, frequencies: Mapping[str, Sequence[float]], languages: Sequence[str], foreign: Iterable[ForeignWords] = ()
    ) -> None:
        trigrams = {gram: chances for gram, chances in frequencies.items() if len(gram) == LONGEST}
        self.languages = tuple(languages)
        self._alphabet = _Alphabet(trigrams)
        # Row 0 is for trigrams that are in no profile: they count for none of the languages.
        self._evidence = np.zeros((len(trigrams) + 1, len(languages)), dtype=np.float32)
        self._evidence[1:] = np.log(np.array(list(trigrams.values())) + SMOOTHING) / REDUNDANCY
        self._rows = np.zeros(self._alphabet.size**LONGEST, dtype=np.int32)
        self._foreign = {
            word: np.array([FOREIGN * (language in group.not_in) for language in languages])
            for group in foreign
            for word in group.words
        }
        self._rows[self._alphabet.trigrams("".join(trigrams))[::LONGEST]] = np.arange(1, len(trigrams) + 1)

    @classmethod
    def load(cls, own: Path = PROFILES) -> LanguageDetector:
        """Read our profiles and langdetect's; raise VocabularyError if one is missing or broken."""
        paths = {language: own / f"{language}.json" for language in TRAINED}
        paths |= {language: BORROWED_FROM / language for language in BORROWED}
        factory = DetectorFactory()
        for number, (language, path) in enumerate(paths.items()):
            profile = read_profile(path, language)
            factory.add_profile(LangProfile(language, profile.freq, list(profile.n_words)), number, len(paths))
        return cls(factory.word_lang_prob_map, factory.langlist, read_foreign_words(FOREIGN_WORDS))

    def page(self, text: str) -> PageLanguage:
        """Detect the language of one page; of several languages on it, the one with most text."""
        words = words_of(text)
        letters = count_letters(words)
        if letters < MIN_LETTERS or letters < MIN_LETTER_SHARE * _count_visible(text):
            return PageLanguage(UNDETERMINED, 0.0, letters)
        language, confidence = _insular(words, letters) or self._likeliest(words)
        if confidence < MIN_CONFIDENCE:
            return PageLanguage(UNDETERMINED, 0.0, letters)
        return PageLanguage(language, confidence, letters)

    def detect_page(self, text: str) -> str:
        """Return the code of one page's language, «und» where it cannot be told."""
        return self.page(text).language

    def detect(self, texts: Iterable[str]) -> DetectedLanguage:
        """Detect the language of a document by the vote of its pages. Give it running text, never a title alone.

        Where every page is too short to be judged, as slides are, they are judged together.
        """
        pages = list(texts)
        voted = vote(self.page(text) for text in pages)
        return voted if voted.language != UNDETERMINED else vote([self.page("\n".join(pages))])

    def mark(self, pages: Sequence[Page]) -> tuple[tuple[Page, ...], DetectedLanguage | None]:
        """Return the pages with the language of each, and the document's; None if there is nothing to judge by."""
        judged = [self.page(page.text) for page in pages]
        marked = tuple(replace(page, language=language.language) for page, language in zip(pages, judged, strict=True))
        voted = vote(judged)
        if voted.language == UNDETERMINED:  # short pages may tell together what none tells alone
            voted = vote([self.page("\n".join(page.text for page in pages))])
        return marked, voted if pages else None

    def chances(self, words: str) -> NDArray[np.float64]:
        """Return each language's chance, in the order of `languages`, for what words_of returns.

        A trigram or word counts once, however often it occurs: what is repeated tells of the subject, not of the language.
        """
        seen = np.unique(self._alphabet.trigrams(words))
        evidence = self._evidence[self._rows[seen]].sum(axis=0, dtype=np.float64)
        for word in self._foreign.keys() & set(words.lower().split()):
            evidence -= self._foreign[word]
        chances: NDArray[np.float64] = np.exp(evidence - evidence.max())
        chances /= chances.sum()
        return chances

    def _likeliest(self, words: str) -> tuple[str, float]:
        passages = [words[start : start + PASSAGE] for start in range(0, len(words), PASSAGE)]
        lengths = [len(passage) for passage in passages]
        chances = np.average([self.chances(passage) for passage in passages], axis=0, weights=lengths)
        best = int(chances.argmax())
        return self.languages[best], float(chances[best])


class _Alphabet:
    """Numbers trigrams over the letters that the profiles know: three digits in base `size`, 0 for all other letters."""

    def __init__(self, grams: Iterable[str]) -> None:
        letters = sorted(set("".join(grams)))
        self.size = len(letters) + 1
        self._digits = np.zeros(ord(letters[-1]) + 2, dtype=np.int32)
        self._digits[[ord(letter) for letter in letters]] = np.arange(1, self.size)

    def trigrams(self, text: str) -> NDArray[np.int32]:
        """Return the number of every trigram of the text, in its order."""
        codes = np.frombuffer(text.encode("utf-32-le", errors="replace"), dtype="<u4")
        digits = self._digits[np.minimum(codes, len(self._digits) - 1)]
        numbers: NDArray[np.int32] = (digits[:-2] * self.size + digits[1:-1]) * self.size + digits[2:]
        return numbers


def read_foreign_words(path: Path) -> list[ForeignWords]:
    """Read the words that tell neighbouring languages apart; raise VocabularyError if the file is missing or broken."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[ForeignWords])
    except (OSError, msgspec.MsgspecError) as error:
        raise VocabularyError(f"The list of words {path} cannot be read: {error}. Install Kartotek anew.") from error


def vote(pages: Iterable[PageLanguage]) -> DetectedLanguage:
    """Return the language that most letters are written in; pages that are «und» do not vote.

    The shares are of the letters on the pages that vote. The confidence is that of the winner's pages, by letters.
    """
    voting = [page for page in pages if page.language != UNDETERMINED]
    letters: Counter[str] = Counter()
    for page in voting:
        letters[page.language] += page.letters
    shares = sorted((-count / letters.total(), language) for language, count in letters.items())
    if not shares:
        return DetectedLanguage(UNDETERMINED, 0.0)
    winner = shares[0][1]
    confidence = sum(page.confidence * page.letters for page in voting if page.language == winner) / letters[winner]
    return DetectedLanguage(winner, confidence, tuple(LanguageShare(language, -share) for share, language in shares))


def language_conflict(declared: str | None, detected: DetectedLanguage | None) -> str | None:
    """Return a sentence on how the text contradicts the declared language, None if it does not; the declared one wins."""
    if not declared or detected is None or detected.language in {UNDETERMINED, declared, *_NARROWER.get(declared, ())}:
        return None
    share = detected.shares[0].share if detected.shares else 1.0
    return f"The document is declared as {declared}, but {share:.0%} of its text reads as {detected.language}; kept {declared}."


def _insular(words: str, letters: int) -> tuple[str, float] | None:
    """Recognise Icelandic and Faroese, for which there are no profiles, by ð, and tell them apart by þ."""
    if words.count("ð") + words.count("þ") < MIN_SHARE_OF_ETH * letters:
        return None
    return ("is" if "þ" in words.lower() else "fo"), 1.0


def _count_visible(text: str) -> int:
    return len("".join(text.split()))
