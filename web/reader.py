"""Takes typed values out of a query string and keeps account of what is wrong with it. Knows nothing of HTTP."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TypeVar

from library.errors import KartotekError

_DIGITS = re.compile(r"[0-9]{1,9}")  # longer numbers are out of every range that we have
_YEAR = re.compile(r"[0-9]{4}")
# Parameters that are read: as many values as all filters together may have are 600, and nothing else is repeated.
MAX_PARAMETERS = 1_000
MAX_TOLD = 20  # problems that are told: more help nobody, and an answer must not be a hundred times as long as what was asked
_LONGEST_NAME = 50  # characters of a name that is not known; ours have twenty at most
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")  # control characters, and what stands for bytes that are not UTF-8
Choice = TypeVar("Choice", bound=StrEnum)


class Reason(StrEnum):
    """What is wrong with a parameter."""

    UNKNOWN_PARAMETER = "unknown-parameter"
    REPEATED = "repeated"
    NOT_IN_RANGE = "not-in-range"
    NOT_A_YEAR = "not-a-year"
    YEARS_REVERSED = "years-reversed"
    NOT_ALLOWED = "not-allowed"
    TOO_MANY_VALUES = "too-many-values"
    TOO_DEEP = "too-deep"
    UNKNOWN_KEY = "unknown-key"
    ONLY_FOR_CSV = "only-for-csv"
    TOO_LONG = "too-long"
    TOO_MANY_WORDS = "too-many-words"
    PREFIX_TOO_WIDE = "prefix-too-wide"
    NOT_A_CURSOR = "not-a-cursor"
    CURSOR_OF_ANOTHER_SEARCH = "cursor-of-another-search"
    NOT_WITH_CURSOR = "not-with-cursor"
    NOT_A_TIME = "not-a-time"
    TOO_MANY_PARAMETERS = "too-many-parameters"
    NOT_TEXT = "not-text"


@dataclass(frozen=True, slots=True)
class Problem:
    """One parameter that cannot be used, and what could stand there instead."""

    name: str
    reason: Reason
    value: str = ""
    allowed: tuple[str, ...] = ()


class InvalidParametersError(KartotekError):
    """A query string asks for something that cannot be answered: the first MAX_TOLD problems, and how many more there are."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        every = tuple(problems)
        self.problems, self.untold = every[:MAX_TOLD], len(every[MAX_TOLD:])
        names = dict.fromkeys(problem.name for problem in self.problems)
        more = f" Problems that are not told: {self.untold}." if self.untold else ""
        super().__init__(f"These parameters cannot be used: {', '.join(names)}.{more}")


class Reader:
    """Takes typed values out of a query string and keeps account of what is wrong with it."""

    def __init__(self, parameters: Iterable[tuple[str, str]], known: Collection[str], *, is_strict: bool = False) -> None:
        """Take the parameters, and the names that are known. Empty values count as absent, as an HTML form sends empty fields.

        A strict reader refuses values with bytes that are no text, which another passes over.
        """
        self.problems: list[Problem] = []
        self._is_strict = is_strict
        self._given = self._of(parameters, known)

    def one(self, name: str) -> str | None:
        """Return the value of a parameter that may be given once."""
        values = self._given.get(name, ())
        if len(values) > 1:
            self.problems.append(Problem(name, Reason.REPEATED))
        return values[0] if values else None

    def has(self, name: str) -> bool:
        """Tell whether a parameter has a value."""
        return name in self._given

    def one_of(self, name: str, allowed: Sequence[Choice]) -> Choice | None:
        """Return the value of a parameter that can have these only."""
        text = self.one(name)
        chosen = next((choice for choice in allowed if choice == text), None)
        if text is not None and chosen is None:
            self.problems.append(Problem(name, Reason.NOT_ALLOWED, text, tuple(allowed)))
        return chosen

    def number(self, name: str, *, default: int, highest: int, lowest: int = 1) -> int:
        """Return a whole number within limits."""
        text = self.one(name)
        if text is None:
            return default
        if _DIGITS.fullmatch(text) and lowest <= int(text) <= highest:
            return int(text)
        self.problems.append(Problem(name, Reason.NOT_IN_RANGE, text, (f"{lowest}–{highest}",)))
        return default

    def year(self, name: str) -> int | None:
        """Return a year of four digits."""
        text = self.one(name)
        if text is None or _YEAR.fullmatch(text):
            return int(text) if text else None
        self.problems.append(Problem(name, Reason.NOT_A_YEAR, text))
        return None

    def choice(self, name: str, default: Choice) -> Choice:
        """Return one of the values that the default is one of."""
        return self.one_of(name, tuple(type(default))) or default

    def many(self, name: str, most: int) -> tuple[str, ...]:
        """Return the different values of a parameter that may be repeated."""
        values = self._given.get(name, ())
        if len(values) > most:
            self.problems.append(Problem(name, Reason.TOO_MANY_VALUES, str(len(values)), (f"1–{most}",)))
        return tuple(dict.fromkeys(values))

    def some_of(self, name: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """Return the different values of a parameter that may be repeated, or hold several with commas between them."""
        given = self._given.get(name, [])
        parts = (part.strip() for value in given for part in value.split(","))
        values = tuple(dict.fromkeys(part for part in parts if part)) or tuple(given[:1])
        self.problems.extend(Problem(name, Reason.NOT_ALLOWED, value, tuple(allowed)) for value in values if value not in allowed)
        return values

    def refuse_problems(self) -> None:
        """Raise InvalidParametersError if anything was wrong."""
        if self.problems:
            raise InvalidParametersError(self.problems)

    def _of(self, parameters: Iterable[tuple[str, str]], known: Collection[str]) -> Mapping[str, list[str]]:
        read = list(islice(parameters, MAX_PARAMETERS + 1))
        if len(read) > MAX_PARAMETERS:
            name = _shortened(read[MAX_PARAMETERS][0])
            self.problems.append(Problem(name, Reason.TOO_MANY_PARAMETERS, allowed=(f"≤ {MAX_PARAMETERS}",)))
            return {}
        given: dict[str, list[str]] = {}
        unknown: dict[str, str] = {}
        for name, raw in read:
            if name not in known:
                unknown.setdefault(_shortened(name), printable(raw))
            elif self._is_strict and _NO_TEXT.search(raw):
                self.problems.append(Problem(name, Reason.NOT_TEXT, printable(raw)))
            elif value := printable(raw):
                given.setdefault(name, []).append(value)
        self.problems.extend(Problem(name, Reason.UNKNOWN_PARAMETER, value, tuple(known)) for name, value in unknown.items())
        return given


def _shortened(name: str) -> str:
    """Return a name as it is told: enough to know it again."""
    return printable(name[:_LONGEST_NAME])


def printable(text: str) -> str:
    """Return the text with control characters and broken code points as spaces, trimmed: HTML has no place for them."""
    return "".join(" " if unicodedata.category(letter) in {"Cc", "Cs"} else letter for letter in text).strip()
