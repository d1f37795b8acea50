"""What is measured: documents with judged queries over them. The law corpus lies beside the project; the other ships with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.update import update_index
from library.catalogue import Catalogue
from library.lock import writer_lock
from library.seed import fill as fill_with_what_ships
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.relevance import citations, corpus
from tests.shared import SHARED

_FILLED = "relevance-laws"
"""The fact that remembers from which corpus, read in which way, a catalogue was filled."""
_HERE = Path(__file__).parent
HOMES = _HERE.parents[1] / "var"  # git does not see it


@dataclass(frozen=True, slots=True)
class Holding:
    """Documents, queries, and the folder where the library of them is kept from one run to the next."""

    home: Path
    judged: Path
    needed: Path
    """The file of documents."""
    fill: Callable[[Settings, Catalogue], object]

    @property
    def lacking(self) -> Path | None:
        """The file that is not here, if one is not."""
        return next((path for path in (self.needed, self.judged) if not path.is_file()), None)

    @contextmanager
    def opened(self, home: Path, *, rebuild: bool = False) -> Iterator[tuple[Settings, Catalogue]]:
        """Open the library in this folder, filled and indexed; all is indexed anew only if asked for, or if the lists changed."""
        settings = Settings(home=home)
        with Catalogue.open(settings) as catalogue:
            self.fill(settings, catalogue)
            update_index(settings, catalogue, shipped_topics(), rebuild=rebuild)
            yield settings, catalogue


def fill_with_laws(settings: Settings, catalogue: Catalogue) -> None:
    """Take the law corpus into a library, unless it was filled from the same corpus in the same way."""
    made_from = _digest(corpus.CORPUS, Path(corpus.__file__), Path(citations.__file__))
    if catalogue.fact(_FILLED) == made_from:
        return
    corpus.fill(settings, corpus.read_corpus(), corpus.read_aliases(corpus.read_corpus()))
    with writer_lock(settings, "import"), catalogue.writing() as writer:
        writer.set_fact(_FILLED, made_from)


def _digest(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


LAWS = Holding(HOMES / "relevance", SHARED / "relevance" / "dev.jsonl", corpus.CORPUS, fill_with_laws)
SHIPPED_QUERIES = _HERE / "shipped.jsonl"
SHIPPED = Holding(HOMES / "relevance-shipped", SHIPPED_QUERIES, SHIPPED_QUERIES, fill_with_what_ships)
