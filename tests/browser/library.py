"""The library of the proofs: what ships with Kartotek, and beside it what a site must bear.

There are a report that tries to break out of its page, one held as PDF, one in several languages, a newsletter with what it
lists, and one that was taken out. Their texts are from tests/web/shelf.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from starlette.applications import Starlette

from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue, Writer
from library.document import Document, DocumentType, Page, PartialDate, Source
from library.seed import fill
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.index.shelf import MIXED, MIXED_PAGES
from tests.library.files import digest_of
from tests.web.shelf import GONE, LONG_TEXT, NASTY, ORIGINAL, PAPER, PAPER_FILE, PAPER_PAGES
from web.app import create_app

CONTACT = "rettelser@example.org"
LETTER = Document(
    id="brev",
    title="Nytt fra distriktene",
    type=DocumentType.NEWSLETTER,
    publishers=("distriktssenteret",),
    published=PartialDate(2018, 3),
    declared_language="nb",
)
LETTER_PAGES = (Page(1, "To rapporter om oppdrettsanlegg og bygdeutvikling.", "", "nb"),)
LISTED = Document(
    id="omtalt",
    title="Bustad og busetjing i bygdene",
    type=DocumentType.REPORT,
    published=PartialDate(2018),
    declared_language="nn",
    sources=(Source("newsletter", document=LETTER.id),),
)


@contextmanager
def furnished(home: Path) -> Iterator[Starlette]:
    """Make the library in this folder and yield the application over it."""
    settings, topics = Settings(home=home), shipped_topics()
    with Catalogue.open(settings) as catalogue:
        fill(settings, catalogue)
        with catalogue.writing() as writer:
            _add(writer)
        with catalogue.writing() as writer:
            writer.remove(GONE)
        update_index(settings, catalogue, topics)
        engine = WhooshEngine.open(settings, catalogue, topics)
        yield create_app(catalogue, engine, topics, Settings(contact=CONTACT))
        engine.close()


def _add(writer: Writer) -> None:
    for original in (ORIGINAL, PAPER_FILE):
        writer.keep(BytesIO(original), digest_of(original))
    writer.put(NASTY, LONG_TEXT)
    writer.put(PAPER, PAPER_PAGES)
    writer.put(MIXED, MIXED_PAGES)
    writer.put(LETTER, LETTER_PAGES)
    writer.put(LISTED, [])
    writer.put(Document(id=GONE, title="Borte", type=DocumentType.REPORT), [])
