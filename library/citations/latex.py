"""Writes plain text as LaTeX, for BibTeX: signs with a meaning there as commands, all other characters as they are."""

from __future__ import annotations

import re

# Braces have names because BibTeX counts them even behind a backslash: one without its mate would swallow the next entries.
_SIGNS = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "&%#_$"},
    }
)
# Two signs that TeX would join into another: -- –, '' ”, `` “, << «, >> », ,, „, ?` ¿, !` ¡.
_JOINED = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=[`?!])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)")
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def to_latex(text: str) -> str:
    """Return LaTeX that sets this text sign for sign."""
    return _JOINED.sub("{}", text.translate(_SIGNS))


def verbatim_address(address: str) -> str:
    """Return an address for a field that is taken as it stands; what would break the field is percent-encoded (RFC 3986)."""
    return address.translate(_IN_ADDRESS)
