"""A document in unqualified Dublin Core (oai_dc). What is not known is left out; of rights nothing is said that nobody stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from library.citations.reference import Reference
from library.cleaning import clean_line, clean_text
from library.document import UNDETERMINED, Document, DocumentType
from web.exports.xml import DUBLIN_CORE, LANG, add_element
from web.files import safe_address
from web.labels import Labels
from web.oai.xml import OAI_DC, SCHEMA_LOCATION
from web.shared.documents import lasting_address, period, referred
from web.texts import INTERFACE_LANGUAGES

OURS = INTERFACE_LANGUAGES[0]  # in which labels stand that are no words of the document's own
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_TEXT = "Text"  # DCMI Type Vocabulary
_REPORT, _OTHER = "info:eu-repo/semantics/report", "info:eu-repo/semantics/other"
# The vocabulary of publication types that European repositories share; what is not named here is a report.
_SEMANTICS: Mapping[DocumentType, str] = {
    DocumentType.ARTICLE: "info:eu-repo/semantics/article",
    DocumentType.NEWSLETTER: _OTHER,
    DocumentType.LAW: _OTHER,
    DocumentType.REGULATION: _OTHER,
    DocumentType.GUIDE: _OTHER,
    DocumentType.MANUAL: _OTHER,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One element of Dublin Core: its name, its text and, where it is known, the language of the text."""

    name: str
    text: str
    language: str = ""


def add_description(parent: etree._Element, statements: Iterable[Statement]) -> None:
    """Add an oai_dc:dc element with these statements, each once and none without text."""
    root = etree.SubElement(parent, f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DUBLIN_CORE})
    root.set(SCHEMA_LOCATION, f"{OAI_DC} {SCHEMA}")
    for statement in dict.fromkeys(statements):
        if clean_text(statement.text):
            language = {LANG: statement.language} if statement.language else {}
            add_element(root, statement.name, statement.text, DUBLIN_CORE, **language)


def describe(document: Document, labels: Labels, base: str) -> Iterator[Statement]:
    """Yield what is known of a document; base is the address of the site."""
    cited = referred(document, labels, base)
    own = "" if document.language == UNDETERMINED else document.language
    yield Statement("title", cited.title, own)
    yield from (Statement("title", alias, own) for alias in map(clean_line, document.aliases))
    yield from (Statement("creator", str(name)) for name in cited.authors if document.authors)
    yield Statement("contributor", clean_line(document.committee or ""))
    yield from (Statement("publisher", name) for name in cited.publishers)
    yield Statement("date", str(document.published or ""))
    yield from _subjects(document, labels)
    yield Statement("description", document.abstract or "", own)
    yield Statement("type", labels.type(document.type, OURS), OURS)
    yield Statement("type", _TEXT)
    yield Statement("type", _SEMANTICS.get(document.type, _REPORT))
    yield from (Statement("format", file.media_type) for file in document.files if file.is_primary)
    yield Statement("language", own)
    yield from _identifiers(document, cited, base)
    yield from _related(cited)
    yield Statement("coverage", period(document))


def _subjects(document: Document, labels: Labels) -> Iterator[Statement]:
    """Our topics, and the words of the source that say something else."""
    topics = [labels.topic(key, OURS) for key in document.topics]
    known = {topic.casefold() for topic in topics}
    yield from (Statement("subject", topic, OURS) for topic in topics)
    yield from (Statement("subject", word) for word in document.keywords if word.casefold() not in known)


def _identifiers(document: Document, cited: Reference, base: str) -> Iterator[Statement]:
    """Addresses first, and of them ours, since harvesters lead their readers to the first."""
    yield Statement("identifier", lasting_address(document, base))
    yield Statement("identifier", safe_address(document.landing_page) or "")
    yield Statement("identifier", f"https://doi.org/{cited.doi}" if cited.doi else "")
    yield Statement("identifier", f"urn:isbn:{cited.isbn}" if cited.isbn else "")


def _related(cited: Reference) -> Iterator[Statement]:
    """The journal that an article is from, else the series; an ISSN names either. Where the description was seen is no source."""
    yield Statement("source" if cited.is_in_journal else "relation", cited.cited_number)
    yield Statement("relation", f"urn:issn:{cited.issn}" if cited.issn else "")
