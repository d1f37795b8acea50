"""Names of persons as reference managers write them."""

from __future__ import annotations

from collections.abc import Sequence


def given_first(parts: Sequence[str], *, junior_last: bool) -> str:
    """Return «Given Family» for the parts of a name between its commas: family, given.

    Of three parts one is «Jr.», in RIS the last, in BibTeX the second.
    What goes on in small letters after a comma is the name of a body («Norsk institutt for oppvekst, velferd og aldring»).
    """
    match [part.strip() for part in parts if part.strip()]:
        case [family, given] if not given[0].islower():
            return f"{given} {family}"
        case [family, given, junior] if junior_last and not given[0].islower():
            return f"{given} {family} {junior}"
        case [family, junior, given] if not junior_last and not given[0].islower():
            return f"{given} {family} {junior}"
        case whole:
            return ", ".join(whole)
