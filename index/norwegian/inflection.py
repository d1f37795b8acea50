"""Takes the inflection off a Norwegian word, in either written standard: kommunenes, kommunane and kommuner are «kommun».

Snowball's rules know no words: they make «bol» of bolig, and have one stem for universitet and another for universitetet. Here an
ending is taken off where other forms of the same word are known; only words that are unknown are cut by rule alone.
"""

from __future__ import annotations

from functools import lru_cache

from index.norwegian.lexicon import lexicon
from index.norwegian.words import known_words

# Endings of nouns, adjectives and verbs in either standard, with the genitive's s; the shortest that leaves a stem is taken.
_ENDINGS = (
    *("s", "e", "a", "t", "d"),
    *("en", "et", "er", "ar", "ne", "as", "es", "te", "de", "st"),
    *("ene", "ane", "ens", "ets", "ers", "ars", "nes", "ast", "est", "ste", "ere", "are", "dde"),
    *("enes", "anes", "este", "aste", "erne"),
)
# «brukerne» is of bruker, though «brukern» would take some endings too.
_THE_AGENTS, _OF_THE_AGENTS, _THE_AGENTS_LONGER_THAN = ("erne", "arne"), ("ne", "erne", "arne"), 5
# What shows that a word is a base form, and its last letters no ending: it takes an ending that only base forms take.
_OF_BASE_FORMS = ("en", "et", "er", "ar", "ene", "ane")
_OF_AGENTS = ("en", "et", "ene")  # «rapporterer» does not show that «rapporter» is a base form
# What else shows that a stem is one.
_OF_STEMS = (*_OF_BASE_FORMS, "e", "a", "es", "ast")
# Other forms say something of a word if they are met twice and, where the stem is short and so like many others, in a hundredth
# as many places as the word.
_LEAST_COUNT, _LEAST_SHARE, _SHORT = 2, 0.01, 5
# A word that is met more often than this and has no other form is all stem.
_RARE = 50
# Of unknown words, which are mostly compounds and names, only the endings that hardly anything else looks like are taken.
_OF_UNKNOWN = ("enes", "anes", "ene", "ane", "ens", "ets", "en", "et", "er", "ar", "e", "a", "s")
_CACHED = 50_000  # words and parts of words
_LEAST_STEM = 2  # letters that must be left of a known word: «by» of byen
_LEAST_UNKNOWN_STEM = 4
_LOOK_LIKE_ENDINGS = ("er", "ar", "en", "or")  # of words such as «eigar», «våpen»; a listed «utarbeidet» is a form all the same
_VOWELS = frozenset("aeiouyæøå")


@lru_cache(maxsize=_CACHED)
def stem(word: str) -> str:
    """Return a normalized word without its endings: kommunenes → kommunene → kommunen → kommun."""
    if len(word) <= _LEAST_STEM or not word.isalpha():
        return word
    base = _known_stem(word)
    if base == word and known_words().count(word) <= _RARE and not is_base_form(word) and word not in lexicon().words:
        base = _cut(word)
    return base[:-1] if base.endswith("mm") else base  # eiendommen is of eiendom


def _known_stem(word: str) -> str:
    """Take endings off as long as other known forms show that what remains is a stem."""
    if len(word) <= _LEAST_STEM or is_base_form(word):
        return word
    for ending in _OF_THE_AGENTS if len(word) > _THE_AGENTS_LONGER_THAN and word.endswith(_THE_AGENTS) else _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and _is_word(rest) and _is_stem(rest, word):
            return _known_stem(rest)
    return word


def lemma(word: str) -> str:
    """Return the base form of a known word, which is its stem with or without e; the word itself if neither is known."""
    words, base = known_words(), stem(word)
    return next((form for form in (base, base + "e") if words.count(form)), word)


def is_base_form(word: str) -> bool:
    """Tell whether the word is listed, or takes the endings of base forms, as «leder» does (lederen) and «kommuner» does not."""
    count, lists = known_words().counts.get, lexicon()
    if word in lists.whole or (word in lists.words and word.endswith(_LOOK_LIKE_ENDINGS)):
        return True
    if word.endswith("er") and count(word + "ing") and not (count(word[:-2] + "en") or count(word[:-2] + "et")):
        return True  # the verb of registrering
    endings = _OF_AGENTS if word.endswith(("er", "ar")) else _OF_BASE_FORMS
    found = sum([count(word + ending, 0) for ending in endings])
    return found >= _LEAST_COUNT and found >= _LEAST_SHARE * count(word, 0)


def _is_stem(rest: str, word: str) -> bool:
    """Tell whether other forms than this one show that the rest is a word's stem."""
    count, lists = known_words().counts.get, lexicon()
    if rest in lists.stems or rest in lists.whole:
        return True
    found = sum([count(form, 0) for ending in ("", *_OF_STEMS) if (form := rest + ending) != word])
    return found >= _LEAST_COUNT and (len(rest) >= _SHORT or found >= _LEAST_SHARE * count(word, 0))


def _is_word(rest: str) -> bool:
    return len(rest) >= _LEAST_STEM and not _VOWELS.isdisjoint(rest)


def _cut(word: str) -> str:
    for ending in _OF_UNKNOWN:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _LEAST_UNKNOWN_STEM and not (ending == "s" and rest[-1] in "sxz"):
            return rest
    return word
