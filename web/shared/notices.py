"""What a search tells of how it was carried out, in words."""

from __future__ import annotations

from index.engine import Notice
from web.labels import NOTICES, Labels


def notice_sentence(notice: Notice, labels: Labels, language: str) -> str:
    """Return a notice as a sentence for the reader."""
    return labels.texts.get(language, NOTICES[notice.code]) % {"detail": notice.detail}
