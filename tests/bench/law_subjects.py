"""Laws as documents, and which parts of our topic tree their fields of law and their ministries' duties correspond to."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from library.document import Document, DocumentType, Page
from library.text import slugify
from library.vocabulary import Topics
from tests.relevance.corpus import read_corpus

PAGE = 3_000  # characters; about a printed page
OLDEST = 1950  # before that the spelling is halfway to Danish
_HEADING = re.compile(r"^#+ +(.*\S)", re.MULTILINE)

FIELDS = {
    "Anskaffelser, avtaler, bygg og entrepriser": "naeringsliv plan-bygg-og-eiendom",
    "Arbeidsrett": "arbeidsliv",
    "Bank, finans og regnskapsrett": "okonomi-og-budsjett selskap-og-regnskap",
    "EU/EØS-rett": "eu-og-eos",
    "Energirett": "energi",
    "Erstatnings- og forsikringsrett": "finansmarkeder lov-og-rett velferd",
    "Familie-, person- og barnerett": "familie-og-barn",
    "Fast eiendoms rettsforhold": "plan-bygg-og-eiendom",
    "Fiskeri- og fangstrett og havbruk": "mat-fiske-og-landbruk vann-og-hav",
    "Forbruker-, kjøps- og konkurranserett": "naeringsliv",
    "Forurensninger, klima og utslipp": "klima-og-miljo",
    "Forvaltnings- og kommunalrett": "stat-og-forvaltning kommuner-og-regioner",
    "HMS og beredskaps- og sikkerhetsrett": "samfunnssikkerhet-og-beredskap arbeidsmiljo forurensning",
    "Helse- og omsorgsrett": "helse-og-omsorg velferd",
    "IKT- og medierett": "digitalisering medier",
    "Immaterialrett": "naeringsliv kultur-idrett-og-fritid",
    "Internasjonal rett": "utenrikssaker",
    "Konkurs, gjeld og pant": "okonomi-og-budsjett lov-og-rett",
    "Kultur, idrett og underholdning": "kultur-idrett-og-fritid",
    "Landbruk, jakt og skogbruk": "mat-fiske-og-landbruk friluftsliv-og-utmark naturmangfold",
    "Menneskerettigheter": "likestilling-og-inkludering lov-og-rett utenrikssaker",
    "Miljøvern, natur og friluftsliv": "klima-og-miljo",
    "Næringsrett": "naeringsliv",
    "Pensjons- og trygderett": "velferd",
    "Samerett": "samer-og-urfolk",
    "Selskaper, fond og foreninger": "naeringsliv finansmarkeder",
    "Sivil- og straffeprosess": "lov-og-rett",
    "Skatte- og avgiftsrett": "okonomi-og-budsjett",
    "Skoler, universiteter og forskning": "utdanning-og-forskning barnehage",
    "Stats-, statsforfatnings- og statsborgerrett": "stat-og-forvaltning innvandring-og-integrering forsvar",
    "Strafferett": "lov-og-rett",
    "Svalbard og biland": "nordomradene",
    "Transport og kommunikasjoner": "transport digitalisering medier",
    "Tvangsfullbyrdelse": "lov-og-rett",
    "Utlendingsrett": "innvandring-og-integrering",
}
MINISTRIES = {
    "Arbeids- og inkluderingsdepartementet": "arbeidsliv velferd likestilling-og-inkludering",
    "Barne- og familiedepartementet": "familie-og-barn likestilling-og-inkludering forbrukerpolitikk",
    "Digitaliserings- og forvaltningsdepartementet": "digitalisering stat-og-forvaltning offentlige-anskaffelser",
    "Energidepartementet": "energi",
    "Finansdepartementet": "okonomi-og-budsjett selskap-og-regnskap statistikk pensjon-og-trygd",
    "Forsvarsdepartementet": "forsvar",
    "Helse- og omsorgsdepartementet": "helse-og-omsorg",
    "Justis- og beredskapsdepartementet": (
        "lov-og-rett samfunnssikkerhet-og-beredskap innvandring-og-integrering familie-og-barn nordomradene"
    ),
    "Klima- og miljødepartementet": "klima-og-miljo",
    "Kommunal- og distriktsdepartementet": "kommuner-og-regioner plan-bygg-og-eiendom samer-og-urfolk valg-og-demokrati",
    "Kultur- og likestillingsdepartementet": "kultur-idrett-og-fritid likestilling-og-inkludering",
    "Kunnskapsdepartementet": "utdanning-og-forskning barnehage",
    "Landbruks- og matdepartementet": "mat-fiske-og-landbruk",
    "Nærings- og fiskeridepartementet": "naeringsliv mat-fiske-og-landbruk sjofart vann-og-hav",
    "Samferdselsdepartementet": "transport",
    "Utenriksdepartementet": "utenrikssaker",
}


@dataclass(frozen=True, slots=True)
class Law:
    """A law without declared topics, and what others say that it is about."""

    document: Document
    pages: tuple[Page, ...]
    has_fields: bool
    expected: frozenset[str]
    """Topics; those below and above them are expected too."""
    is_held_out: bool
    """Whether nothing was chosen by it."""

    def expects(self, topic: str, topics: Topics) -> bool:
        """Tell whether this topic lies in or above what the law is said to be about."""
        return bool(self.expected.intersection(topics.lineage(topic))) or any(
            topic in topics.lineage(key) for key in self.expected
        )


def read_laws() -> Iterator[Law]:
    """Yield the modern laws and regulations."""
    for law in read_corpus():
        if int(law.date[:4]) >= OLDEST:
            yield _law(law.id, law.title, law.text, law.publisher, law.topics)


def _law(id: str, title: str, text: str, publisher: str, fields: list[str]) -> Law:
    duties = [keys for ministry, keys in MINISTRIES.items() if ministry in publisher]  # several stand side by side
    return Law(
        document=Document(id=slugify(id), title=title, type=DocumentType.LAW),
        pages=tuple(_page(number, text[start : start + PAGE]) for number, start in enumerate(range(0, len(text), PAGE), start=1)),
        has_fields=bool(fields),
        expected=frozenset(" ".join([*duties, *(FIELDS[field] for field in fields)]).split()),
        is_held_out=bool(zlib.crc32(id.encode()) % 2),
    )


def _page(number: int, text: str) -> Page:
    return Page(number, text, headings=tuple(_HEADING.findall(text)))
