"""An editor's desk: a folder to put files in, and a library to import them into."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from library.catalogue import Catalogue
from library.document import Document
from library.ingest.run import Order, ingest
from library.record import Description
from library.report import ImportReport
from library.settings import Settings

NYNORSK = (
    "Kommunane i distrikta har lenge merka at ungdommen flyttar, og at dei som blir att, er eldre enn før. "
    "Utvalet meiner likevel at det finst gode grunnar til å tru at fleire vil busetje seg der dersom det er "
    "arbeid å få, ein stad å bu og skular som held fram. Difor bør staten ikkje berre telje innbyggjarar, men "
    "òg spørje kva dei treng for å leve godt i bygda, no og i åra som kjem."
)


class Desk:
    """Writes files and imports them."""

    def __init__(self, settings: Settings, catalogue: Catalogue, folder: Path) -> None:
        self.settings, self.catalogue, self.folder = settings, catalogue, folder

    def write(self, name: str, content: bytes | str) -> Path:
        """Put a file on the desk."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def take(self, *paths: Path, says: Description | None = None, **order: Any) -> ImportReport:
        """Import paths."""
        return ingest(self.settings, self.catalogue, Order(paths=paths, says=says or Description(), **order))

    def add(self, content: bytes, says: Description | None = None, name: str = "bok.pdf", **order: Any) -> ImportReport:
        """Import one file; nothing may fail."""
        report = self.take(self.write(name, content), says=says, **order)
        assert not report.problems, report.problems
        return report

    def only(self) -> Document:
        """Return the one document there is."""
        (id,) = self.catalogue.ids()
        return self.catalogue.get(id)
