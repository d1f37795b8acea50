"""What tells one version of the program from another, however little was changed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGES = Path(__file__).resolve().parent.parent
_PARTS = ("library", "index", "web")
_ENDINGS = frozenset({".py", ".html", ".po", ".css", ".js", ".ttl", ".xml"})


@cache
def edition() -> str:
    """Return a digest of all code, templates and texts: answers may differ between any two of them."""
    digest = hashlib.sha256()
    for part in _PARTS:
        for path in sorted((_PACKAGES / part).rglob("*")):
            if path.suffix in _ENDINGS:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
