"""Writes BibTeX for plain styles and biblatex alike, in UTF-8.

Not with pybtex's writer: it leaves braces as they are, refuses those without a mate, and «^» and «--» are not escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from library.citations.latex import to_latex, verbatim_address
from library.citations.names import Name
from library.citations.reference import Reference
from library.document import DocumentType

TYPES: Mapping[DocumentType, str] = {
    DocumentType.ARTICLE: "misc",
    DocumentType.NEWSLETTER: "misc",
    DocumentType.LAW: "misc",
    DocumentType.REGULATION: "misc",
    DocumentType.MANUAL: "manual",
}
"""Types that are no «techreport»; an article in a journal that is known is an «article»."""
PUBLISHER_FIELDS: Mapping[str, str] = {
    "techreport": "institution",
    "article": "publisher",
    "manual": "organization",
    "misc": "organization",
}
"""Type of entry → the field in which styles look for who issued it."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # BibTeX's own names
_NO_KEY = re.compile(r"[^a-z0-9:_-]")


def bibtex_of(reference: Reference) -> str:
    """Write one entry with its line end. Entries can be put one after the other."""
    kind = "article" if reference.is_in_journal else TYPES.get(reference.type, "techreport")
    lines = (f"  {name} = {value},\n" for name, value in _fields(reference, kind))
    return f"@{kind}{{{citation_key(reference.id)},\n{''.join(lines)}}}\n"


def citation_key(id: str) -> str:
    """Return the key of a document: its id with «:» for «/». Ids have no other signs than a-z, 0-9, «-» and «/»."""
    return _NO_KEY.sub("_", id.replace("/", ":"))


def _fields(reference: Reference, kind: str) -> Iterator[tuple[str, str]]:
    """Yield name and value, in braces, of the fields that have one."""
    yield "title", f"{{{{{to_latex(reference.title)}}}}}"  # the inner braces keep capitals and small letters
    if authors := " and ".join([*map(_name, reference.authors), *(["others"] if reference.and_others else [])]):
        yield "author", f"{{{authors}}}"
    if reference.publishers:
        yield PUBLISHER_FIELDS[kind], f"{{{_listed(reference.publishers)}}}"
    if reference.published and reference.published.month:
        yield "month", _MONTHS[reference.published.month - 1]
    for name, text in _texts(reference, kind).items():
        if text:
            yield name, f"{{{to_latex(text)}}}"
    for name, text in (("doi", reference.doi), ("url", reference.address)):
        if text:
            yield name, f"{{{verbatim_address(text)}}}"


def _texts(reference: Reference, kind: str) -> dict[str, str]:
    published = reference.published
    return {
        "shorttitle": reference.short_title,
        "type": reference.genre,
        "journal" if kind == "article" else "series": reference.series,
        "number": reference.number,
        "year": f"{published.year:04}" if published else "",
        "day": str(published.day) if published and published.day else "",
        "isbn": reference.isbn,
        "issn": reference.issn,
        "language": reference.language,
        "keywords": ", ".join(reference.keywords),
        "abstract": reference.abstract,
    }


def _name(name: Name) -> str:
    """Write «van der Family, Jr., Given»; braces keep the name of a body whole."""
    if name.is_whole:
        return f"{{{to_latex(name.family)}}}"
    return ", ".join(to_latex(part) for part in (name.surname, name.suffix, name.given) if part)


def _listed(names: tuple[str, ...]) -> str:
    """Write one name as it is, several as BibTeX's list, where braces keep an «and» of their own."""
    if len(names) == 1:
        return to_latex(names[0])
    return " and ".join(f"{{{to_latex(name)}}}" for name in names)
