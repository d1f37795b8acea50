"""Asks a catalogue as a harvester does, without a network; every answer is checked for its structure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from library.catalogue import Catalogue
from library.document import Document
from tests.index.shelf import TOPICS
from web.exports.xml import DUBLIN_CORE
from web.labels import Labels
from web.oai.repository import PAGE_SIZE, Repository
from web.oai.verbs import oai_answer
from web.oai.xml import OAI
from web.texts import load_texts

BASE = "https://bibliotek.example"
NAMES = {"oai": OAI, "dc": DUBLIN_CORE}
LIST = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
_TEXTS = load_texts()
_STRUCTURE = etree.RelaxNG(etree.parse(Path(__file__).with_name("answers.rng")))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose structure is right."""

    root: etree._Element

    @property
    def codes(self) -> list[str]:
        """What is wrong with the request."""
        return [str(error.get("code")) for error in self.root.iterfind("oai:error", NAMES)]

    @property
    def ids(self) -> list[str]:
        """The ids of the documents, with «removed» behind those of removed ones."""
        headers = self.root.iterfind(".//oai:header", NAMES)
        return [
            f"{header.findtext('oai:identifier', '', NAMES).split(':', 2)[2]}{' removed' if header.get('status') else ''}"
            for header in headers
        ]

    @property
    def token(self) -> etree._Element | None:
        """What stands at the end of a part of a list."""
        return self.root.find(".//oai:resumptionToken", NAMES)

    def texts(self, name: str) -> list[str]:
        """Return the texts of all elements of this name (oai:setSpec, dc:title …)."""
        return [element.text or "" for element in self.root.iterfind(f".//{name}", NAMES)]


def checked(content: bytes) -> Answer:
    """Read an answer; fail if its structure is wrong."""
    root = etree.fromstring(content)
    _STRUCTURE.assertValid(root)
    return Answer(root)


def repository(catalogue: Catalogue, *, page_size: int = PAGE_SIZE, base: str = BASE, contact: str | None = None) -> Repository:
    """Return the catalogue as harvesters see it now."""
    return Repository(
        catalogue=catalogue,
        identity=catalogue.identity(),
        labels=Labels(catalogue.publishers(), TOPICS, _TEXTS),
        base=base,
        contact=contact,
        now=datetime.now(UTC),
        page_size=page_size,
    )


def ask(catalogue: Catalogue, /, **arguments: str) -> Answer:
    """Ask with these arguments."""
    return ask_part(catalogue, PAGE_SIZE, **arguments)


def ask_part(catalogue: Catalogue, size: int, /, **arguments: str) -> Answer:
    """Ask a repository that answers with so many records at a time."""
    return checked(oai_answer(list(arguments.items()), repository(catalogue, page_size=size)))


def ask_pairs(catalogue: Catalogue, pairs: Sequence[tuple[str, str]]) -> Answer:
    """Ask with any arguments, in order."""
    return checked(oai_answer(pairs, repository(catalogue)))


def put(catalogue: Catalogue, *documents: Document) -> None:
    """Put documents into the catalogue."""
    with catalogue.writing() as writer:
        for document in documents:
            writer.put(document, ())


def remove(catalogue: Catalogue, *ids: str) -> None:
    """Remove documents from the catalogue."""
    with catalogue.writing() as writer:
        for id in ids:
            writer.remove(id)
