"""What the library offers for others to fetch, and what each is called. Addresses are those of the site, without its host."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.engine import SearchRequest
from web.addresses import API, API_EXPORT, API_OPENAPI, API_ROOT, OAI_PMH, export_address
from web.exports.formats import Format
from web.texts import mark

PROTOCOL = "http://www.openarchives.org/OAI/openarchivesprotocol.html"
_ANY = SearchRequest()


class FileType(StrEnum):
    """Formats, as the Publications Office of the EU names them (authority table «file-type»)."""

    ATOM = "ATOM"
    CSV = "CSV"
    JSON = "JSON"
    XML = "XML"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that is told of in every language of the interface."""

    name: str
    title: str
    """A message, as is the description, which may hold `most`: the number of documents that a file may have."""
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File(Told):
    """The descriptions, in one format."""

    address: str
    format: FileType
    media_type: str | None
    """As it is registered with IANA."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Told):
    """An interface for programs."""

    address: str
    described_at: str
    """Where it describes itself to programs."""
    format: FileType
    documented_at: str | None = None
    """The page of it for people."""
    standard: str | None = None
    """The address of what it conforms to."""


CATALOG = Told(
    name="catalog",
    title=mark("Data from Kartotek"),
    description=mark("The descriptions of all documents in Kartotek, as files and through interfaces for other programs."),
)
DATASET = Told(
    name="documents",
    title=mark("Descriptions of policy documents"),
    description=mark(
        "What Kartotek knows of each document: title, publishers, authors, type, series and number, date, language and topics, "
        "and where it was published. The texts of the documents are not part of it."
    ),
)
FILES = (
    File(
        name="jsonl",
        title=mark("All descriptions (JSON Lines)"),
        description=mark("One document on each line."),
        address=API_EXPORT,
        format=FileType.JSON,
        media_type=None,  # JSON Lines has none that is registered
    ),
    File(
        name="csv",
        title=mark("Table (CSV with commas)"),
        description=mark("The newest documents, %(most)s at most."),
        address=export_address(None, _ANY, Format.CSV),
        format=FileType.CSV,
        media_type="text/csv",
    ),
    File(
        name="feed",
        title=mark("Feed of new documents (Atom)"),
        description=mark("All documents, those that came last first."),
        address=export_address(None, _ANY, Format.ATOM),
        format=FileType.ATOM,
        media_type="application/atom+xml",
    ),
)
SERVICES = (
    Service(
        name="api",
        title=mark("Search interface (JSON)"),
        description=mark("Searches the library, and gives documents, publishers and topics."),
        address=API_ROOT,
        described_at=API_OPENAPI,
        documented_at=API,
        format=FileType.JSON,
    ),
    Service(
        name="oai",
        title=mark("Harvesting interface (OAI-PMH)"),
        description=mark("Lets other libraries fetch all descriptions, and later what has changed."),
        address=OAI_PMH,
        described_at=f"{OAI_PMH}?verb=Identify",
        format=FileType.XML,
        standard=PROTOCOL,
    ),
)
