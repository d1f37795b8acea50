"""The library of the tests of the site: the index's shelf, what tries to break its pages, a report in several languages, and one
that is held as PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from starlette.testclient import TestClient

from library.catalogue import Catalogue
from library.document import DetectedLanguage, Document, DocumentFile, DocumentType, LanguageShare, Page, PartialDate, Source
from library.settings import Settings
from tests.index.shelf import MIXED, MIXED_PAGES, TOPICS, Shelf, fill
from tests.library.files import digest_of
from tests.library.pdfs import pdf
from web.app import create_app

ORIGINAL = b"<script>alert('from a file')</script>"
LONG_PAGES = 45
NASTY = Document(
    id="nasty",
    title='<script>alert("title")</script> & «ondskap»',
    subtitle="<b>fet</b>",
    abstract="<img src=x onerror=alert(1)> bygdeutvikling",
    type=DocumentType.REPORT,
    publishers=("nordregio",),
    authors=("Kari <i>Nordmann</i>", "Ola Nordmann"),
    published=PartialDate(2019, 5),
    concerns=(2015, 2019),
    declared_language="nn",
    detected=DetectedLanguage("nn", 0.9, (LanguageShare("nn", 0.9), LanguageShare("en", 0.1))),
    landing_page="javascript:alert(1)",
    files=(
        DocumentFile(filename="ond.html", media_type="text/html", sha256=digest_of(ORIGINAL), size=len(ORIGINAL)),
        DocumentFile(filename="rapport.pdf", media_type="application/pdf", address="https://example.org/rapport.pdf", pages=45),
    ),
    doi="10.1000/182",
    sources=(Source("seed", "http://["), Source("seed", "https://example.org/om")),
)
LONG_TEXT = tuple(Page(number, f"<em>Side</em> {number} om\nbygdeutvikling.", "", "nn") for number in range(1, LONG_PAGES + 1))
GONE = "gone"
PAPER_PAGES = (
    Page(1, "Forside", "i", "nb"),
    Page(2, "Oppdrettsanlegg i fjordane skal vere berekraftige.", "ii", "nn"),
    *(Page(number, f"Oppdrettsanlegg nummer {number} er bærekraftig.", str(number - 2), "nb") for number in range(3, 7)),
)
PAPER_FILE = pdf([page.text for page in PAPER_PAGES], title="Havbruk")
PAPER = Document(
    id="skrift",
    title="Havbruk langs kysten",
    type=DocumentType.REPORT,
    published=PartialDate(2021),
    declared_language="nb",
    files=(
        DocumentFile(
            filename="skrift.pdf", media_type="application/pdf", sha256=digest_of(PAPER_FILE), size=len(PAPER_FILE), pages=6
        ),
    ),
)
"""A report that is held as PDF; its second and later pages tell of fish farms, in either written standard."""


@contextmanager
def asked(shelf: Shelf) -> Iterator[TestClient]:
    """Yield what asks the site over a library without a network."""
    engine = shelf.open()
    with TestClient(create_app(shelf.catalogue, engine, TOPICS), follow_redirects=False) as client:
        yield client
    engine.close()


@contextmanager
def stocked(home: Path) -> Iterator[Shelf]:
    """Make a library in this folder, with one document that was removed, and index it."""
    settings = Settings(home=home)
    with Catalogue.open(settings) as catalogue:
        shelf = Shelf(settings, catalogue)
        fill(shelf)
        with catalogue.writing() as writer:
            writer.keep(BytesIO(ORIGINAL), digest_of(ORIGINAL))
            writer.keep(BytesIO(PAPER_FILE), digest_of(PAPER_FILE))
            writer.put(NASTY, LONG_TEXT)
            writer.put(PAPER, PAPER_PAGES)
            writer.put(MIXED, MIXED_PAGES)
            writer.put(Document(id=GONE, title="Borte", type=DocumentType.REPORT), [])
        shelf.remove(GONE)
        shelf.index()
        yield shelf
