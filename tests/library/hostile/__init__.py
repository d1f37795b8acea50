"""A corpus of hostile files, made here: what each is, and what the report of an import must say of it."""

from __future__ import annotations

from tests.library.hostile.archives import ARCHIVES
from tests.library.hostile.case import Fate, Hostile
from tests.library.hostile.descriptions import DESCRIPTIONS
from tests.library.hostile.listings import LISTINGS
from tests.library.hostile.pdfs import PDFS
from tests.library.hostile.places import PLACES
from tests.library.hostile.texts import TEXTS

__all__ = ["CORPUS", "Fate", "Hostile"]

CORPUS = (*PDFS, *ARCHIVES, *TEXTS, *DESCRIPTIONS, *LISTINGS, *PLACES)
