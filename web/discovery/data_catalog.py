"""What there is to fetch here, told to registers of data such as data.norge.no, by DCAT-AP-NO 2.

Each class has the properties that the profile demands, and those that it recommends and that are known. No licence: the
descriptions are from many sources, and what each allows is not ours to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from babel.numbers import format_decimal

from library.vocabulary import Topics
from web.addresses import API, DATA_CATALOG
from web.discovery.offers import CATALOG, DATASET, FILES, PROTOCOL, SERVICES, File, FileType, Service, Told
from web.discovery.turtle import Resource, Term, iri, moment, text, write_turtle
from web.exports.naming import SITE
from web.exports.selection import MAX_EXPORT
from web.files import safe_address
from web.shared.contact import contact_address
from web.texts import INTERFACE_LANGUAGES, Texts, locale_of

TURTLE = "text/turtle"
PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority"
_PUBLIC = iri(f"{_EU}/access-right/PUBLIC")
_THEMES = (iri(f"{_EU}/data-theme/GOVE"), iri(f"{_EU}/data-theme/REGI"))  # government and public sector; regions and cities
_LANGUAGES = {"nb": iri(f"{_EU}/language/NOB"), "nn": iri(f"{_EU}/language/NNO"), "en": iri(f"{_EU}/language/ENG")}

Statements = Iterator[tuple[str, Term]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFacts:
    """What is told of the library as a whole."""

    base: str
    """The address of the site, without a slash at its end."""
    texts: Texts
    topics: Topics
    operator: str | None
    contact: str | None
    begun: datetime | None
    """When the first document came; None as long as there has been none."""
    changed: datetime | None

    def part(self, name: str) -> str:
        """Return the address of something that the catalogue describes."""
        return f"{self.base}{DATA_CATALOG}#{name}"


def write_data_catalog(library: LibraryFacts) -> str:
    """Return the catalogue in Turtle."""
    return write_turtle(PREFIXES, _resources(library))


def _resources(library: LibraryFacts) -> Iterator[Resource]:
    yield Resource(address=library.part(CATALOG.name), type="dcat:Catalog", statements=[*_catalog(library)])
    yield Resource(address=library.part(DATASET.name), type="dcat:Dataset", statements=[*_dataset(library)])
    for file in FILES:
        yield Resource(address=library.part(file.name), type="dcat:Distribution", statements=[*_distribution(file, library)])
    for service in SERVICES:
        yield Resource(address=library.part(service.name), type="dcat:DataService", statements=[*_service(service, library)])
    name = text(library.operator or SITE)
    yield Resource(address=library.part("publisher"), type="foaf:Agent", statements=[("foaf:name", name)])
    if library.contact:
        contact = contact_address(library.contact)
        how = [
            ("vcard:fn", name),
            ("vcard:hasURL" if safe_address(contact) else "vcard:hasEmail", iri(contact)),
        ]
        yield Resource(address=library.part("contact"), type="vcard:Organization", statements=how)
    for page in (library.base + "/", library.base + API):
        yield Resource(address=page, type="foaf:Document", statements=[])
    yield Resource(address=PROTOCOL, type="dct:Standard", statements=[("dct:title", text("OAI-PMH 2.0", "en"))])


def _catalog(library: LibraryFacts) -> Statements:
    yield from _told(CATALOG, library)
    yield from _published(CATALOG.name, library)
    yield "foaf:homepage", iri(library.base + "/")
    yield "dcat:themeTaxonomy", iri(f"{_EU}/data-theme")
    yield from (("dct:language", _LANGUAGES[language]) for language in INTERFACE_LANGUAGES)
    yield from _dated(library)
    yield "dcat:dataset", iri(library.part(DATASET.name))
    yield from (("dcat:service", iri(library.part(service.name))) for service in SERVICES)


def _dataset(library: LibraryFacts) -> Statements:
    yield from _told(DATASET, library)
    yield from _published(DATASET.name, library)
    yield "dct:accessRights", _PUBLIC
    yield from (("dcat:theme", theme) for theme in _THEMES)
    for topic in library.topics.children(None):
        yield from (("dcat:keyword", text(topic.labels.in_language(language), language)) for language in INTERFACE_LANGUAGES)
    yield "dcat:landingPage", iri(library.base + "/")
    yield from _dated(library)
    yield from (("dcat:distribution", iri(library.part(file.name))) for file in FILES)


def _distribution(file: File, library: LibraryFacts) -> Statements:
    yield from _told(file, library)
    address = iri(library.base + file.address)
    yield "dcat:accessURL", address
    yield "dcat:downloadURL", address
    yield "dct:format", _format(file.format)
    if file.media_type:
        yield "dcat:mediaType", iri(f"https://www.iana.org/assignments/media-types/{file.media_type}")


def _service(service: Service, library: LibraryFacts) -> Statements:
    yield from _told(service, library)
    yield from _published(service.name, library)
    yield "dcat:endpointURL", iri(library.base + service.address)
    yield "dcat:endpointDescription", iri(library.base + service.described_at)
    yield "dcat:servesDataset", iri(library.part(DATASET.name))
    yield "dct:accessRights", _PUBLIC
    yield from (("dcat:theme", theme) for theme in _THEMES)
    yield "dct:format", _format(service.format)
    if service.documented_at:
        yield "foaf:page", iri(library.base + service.documented_at)
    if service.standard:
        yield "dct:conformsTo", iri(service.standard)


def _told(thing: Told, library: LibraryFacts) -> Statements:
    for language in INTERFACE_LANGUAGES:
        yield "dct:title", text(library.texts.get(language, thing.title), language)
    for language in INTERFACE_LANGUAGES:
        most = format_decimal(MAX_EXPORT, locale=locale_of(language))
        yield "dct:description", text(library.texts.get(language, thing.description) % {"most": most}, language)


def _published(name: str, library: LibraryFacts) -> Statements:
    """Yield what identifies a thing, who publishes it, and whom to ask if that is known."""
    yield "dct:identifier", text(library.part(name))
    yield "dct:publisher", iri(library.part("publisher"))
    if library.contact:
        yield "dcat:contactPoint", iri(library.part("contact"))


def _dated(library: LibraryFacts) -> Statements:
    if library.begun and library.changed:
        yield "dct:issued", moment(library.begun)
        yield "dct:modified", moment(library.changed)


def _format(type: FileType) -> Term:
    return iri(f"{_EU}/file-type/{type}")
