"""A document as a reference to it: names in its own language, authors by their parts, one line for each value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from library.citations.genres import GENRES
from library.citations.names import Name, split_name
from library.cleaning import clean_line
from library.document import UNDETERMINED, Document, DocumentType, PartialDate
from library.vocabulary import Publishers

ET_AL = frozenset({"et al.", "et al", "m.fl.", "mfl.", "m. fl."})
"""What stands last among authors where more are not named."""
ACTS = frozenset({DocumentType.LAW, DocumentType.REGULATION})
"""Are cited by their title: the ministry that issued them is not their author."""
_ENDS = (".", "?", "!", ":", "–", "—")
_OPENINGS = ("–", "—", "-", "(")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What every way of citing a document is made of. No value has a line break or a control character."""

    id: str
    type: DocumentType
    genre: str
    """What the type is called."""
    title: str
    """With the subtitle."""
    address: str
    """The page where the document was published, else its page at our site."""
    short_title: str = ""
    authors: tuple[Name, ...] = ()
    """Persons and bodies; where none are named, the committee, else the publishers."""
    and_others: bool = False
    """Whether there are more authors who are not named."""
    publishers: tuple[str, ...] = ()
    series: str = ""
    number: str = ""
    """In the series: «2020: 12», «5 (2019–2020)»."""
    cited_number: str = ""
    """The series with its number: «NOU 2020: 12»."""
    published: PartialDate | None = None
    language: str = ""
    """BCP 47; empty where it is not known."""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    isbn: str = ""
    issn: str = ""
    doi: str = ""

    @property
    def is_in_journal(self) -> bool:
        """Tell whether this is an article whose journal is known."""
        return self.type is DocumentType.ARTICLE and bool(self.series)

    @property
    def all_authors(self) -> tuple[str, ...]:
        """Each author's name as it is spoken."""
        return tuple(map(str, self.authors))


def reference(document: Document, publishers: Publishers, address: str) -> Reference:
    """Make a reference to a document; address is the lasting one of its page at our site."""
    named = tuple(filter(None, (_publisher(key, publishers, document.language) for key in document.publishers)))
    persons = [text for author in document.authors if (text := clean_line(author))]
    series, number, cited_number = _numbered(document)
    return Reference(
        id=document.id,
        type=document.type,
        genre=GENRES[document.type].in_language(document.language),
        title=whole_title(clean_line(document.title), clean_line(document.subtitle or "")),
        short_title=next(filter(None, map(clean_line, document.aliases)), ""),
        address=document.landing_page or address,
        authors=tuple(_authors(document, persons, named, publishers)),
        and_others=any(text.lower() in ET_AL for text in persons),
        publishers=named,
        series=series,
        number=number,
        cited_number=cited_number,
        published=document.published,
        language="" if document.language == UNDETERMINED else document.language,
        abstract=clean_line(document.abstract or ""),
        keywords=tuple(filter(None, map(clean_line, document.keywords))),
        isbn=clean_line(document.isbn or ""),
        issn=clean_line(document.issn or ""),
        doi=clean_line(document.doi or ""),
    )


def whole_title(title: str, subtitle: str) -> str:
    """Return title and subtitle as one, with a colon between unless one of them brings a sign of its own."""
    if not (title and subtitle):
        return title or subtitle
    return f"{title} {subtitle}" if title.endswith(_ENDS) or subtitle.startswith(_OPENINGS) else f"{title}: {subtitle}"


def _authors(document: Document, persons: list[str], named: tuple[str, ...], publishers: Publishers) -> Iterator[Name]:
    if persons:
        for text in persons:
            if text.lower() not in ET_AL:
                yield Name(text) if publishers.named(text) else split_name(text)
    elif committee := clean_line(document.committee or ""):
        yield Name(committee)
    elif document.type not in ACTS:
        yield from map(Name, named)


def _publisher(key: str, publishers: Publishers, language: str) -> str:
    publisher = publishers.get(key)
    return clean_line(publisher.names.in_language(language) if publisher else key)


def _numbered(document: Document) -> tuple[str, str, str]:
    """Return series, number in it, and both as they are cited."""
    if document.number is None:
        return "", "", ""
    series, whole = clean_line(document.number.series), clean_line(str(document.number))
    return series, whole.removeprefix(series).strip(), whole
