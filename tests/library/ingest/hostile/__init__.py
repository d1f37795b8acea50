"""A corpus of hostile files, made here: what each is, and what the report of an import must say of it."""

from __future__ import annotations

from tests.library.ingest.hostile.archives import ARCHIVES
from tests.library.ingest.hostile.case import Fate, Hostile
from tests.library.ingest.hostile.descriptions import DESCRIPTIONS
from tests.library.ingest.hostile.listings import LISTINGS
from tests.library.ingest.hostile.pdfs import PDFS
from tests.library.ingest.hostile.places import PLACES
from tests.library.ingest.hostile.texts import TEXTS

__all__ = ["CORPUS", "Fate", "Hostile"]

CORPUS = (*PDFS, *ARCHIVES, *TEXTS, *DESCRIPTIONS, *LISTINGS, *PLACES)
