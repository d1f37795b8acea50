"""Style, script and pictures, held in memory under addresses that carry a hash of their content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "static"
_HASH_LENGTH = 12  # hexadecimal digits: 48 bits, ample for telling a handful of files and their versions apart
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the pages need."""

    content: bytes
    media_type: str
    address: str


def load_statics(folder: Path = FOLDER) -> Mapping[str, Asset]:
    """Read every asset, by name; other kinds of files are not served."""
    files = (path for path in sorted(folder.iterdir()) if path.suffix in _MEDIA_TYPES)
    return {path.name: _asset(path) for path in files}


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    digest = sha256(content).hexdigest()[:_HASH_LENGTH]
    return Asset(content, _MEDIA_TYPES[path.suffix], f"/static/{digest}/{path.name}")
