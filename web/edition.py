"""What tells one version of the program from another, however little was changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_PARTS = ("library", "index", "web", "data")
_LEFT_OUT = frozenset({".pyc"})


def edition(lists: Iterable[Path] = ()) -> str:
    """Return a digest of what answers are made of beside the library itself: code, texts, what ships, lists of synonyms."""
    digest = hashlib.sha256(_program())
    for path in lists:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _program() -> bytes:
    digest = hashlib.sha256()
    for part in _PARTS:
        for path in sorted((_ROOT / part).rglob("*")):
            if path.is_file() and path.suffix not in _LEFT_OUT:
                digest.update(path.read_bytes())
    return digest.digest()
