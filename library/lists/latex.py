"""Turns LaTeX, in which BibTeX is written, into plain text."""

from __future__ import annotations

import re

from pybtex.exceptions import PybtexError  # type: ignore[import-untyped] # ships no types
from pybtex.richtext import Text  # type: ignore[import-untyped]

from library.cleaning import clean_line
from library.errors import InvalidRecordError

# LaTeX reads «%» as the beginning of a comment; in lists that programs and people write it is a per cent sign.
_PER_CENT = re.compile(r"(?<!\\)%")
# Changes of type; their argument is the text. What else the list of commands may hold is left to be seen.
_TYPE = re.compile(
    r"\\(?:emph|enquote|mkbibquote|mkbibemph|text(?:bf|it|sc|sf|sl|tt|rm|up|superscript|subscript|normal)|mbox|url|ensuremath)\s*(?=\{)"
)
_MATHS = re.compile(r"(?<!\\)\$([^$]*[_^\\][^$]*)(?<!\\)\$")  # CO$_2$; without such a sign it may be a sum of dollars
_SPACING = re.compile(r"\\[,;:! ]|\\(?:newline|quad|qquad|thinspace)(?![a-zA-Z])")
# Signs that LaTeX's grammar or maths would take for its own; letters that no text has stand for them meanwhile.
_SIGNS = re.compile(r"\\([${}]|text(?:braceleft|braceright|asciicircum)(?![a-zA-Z]))(?:(?<=[a-z])(?:\{\}| +))?")
_NAMES = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
_STAND_INS = {"$": "\ue000", "{": "\ue001", "}": "\ue002", "^": "\ue003"}  # Unicode's private use area
_MEANT = str.maketrans({stand_in: sign for sign, stand_in in _STAND_INS.items()})
_ADDRESS_SIGNS = re.compile(r"\\([_&%#~$])")
_TILDE = re.compile(r"\\textasciitilde(?:\{\}|\s)?|\\~\{\}")


def plain_text(latex: str) -> str:
    """Return the text on one line, without braces and with accents as letters; raise InvalidRecordError if it is not LaTeX."""
    text = _SIGNS.sub(lambda match: _STAND_INS[_NAMES.get(match[1], match[1])], _SPACING.sub(" ", latex))
    without_maths = _MATHS.sub(lambda match: re.sub(r"[_^]", "", match[1]), text)
    try:
        plain = str(Text.from_latex(_TYPE.sub("", _PER_CENT.sub(r"\\%", without_maths))))
        return clean_line(plain.translate(_MEANT))
    except (PybtexError, UnicodeDecodeError):  # braces without mates; a backslash before nothing
        raise InvalidRecordError(f"{latex!r} is not LaTeX that can be read; look for a brace or a backslash too many.") from None


def plain_address(latex: str) -> str:
    """Return an address; its tildes and underscores are not LaTeX's."""
    plain = _ADDRESS_SIGNS.sub(r"\1", _TILDE.sub("~", latex.replace(r"\url", "")))
    return "".join(plain.replace("{", "").replace("}", "").split())
