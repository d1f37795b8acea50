"""What BibTeX's and biblatex's types and fields are to a document; also what JabRef, Zotero and BibDesk add to them."""

from __future__ import annotations

from collections.abc import Mapping

from library.document import DocumentType
from library.lists.reference import Role

TYPES: Mapping[str, DocumentType] = {
    "techreport": DocumentType.REPORT,
    "report": DocumentType.REPORT,
    "article": DocumentType.ARTICLE,
    "legislation": DocumentType.LAW,
    "manual": DocumentType.MANUAL,
}
"""Type of entry → type of document. Of the others (book, misc, online …) no type of ours can be told."""

ROLES: Mapping[str, Role] = {
    "title": Role.TITLE,
    "subtitle": Role.SUBTITLE,
    "shorttitle": Role.SHORT_TITLE,
    "author": Role.AUTHOR,
    "editor": Role.EDITOR,
    "institution": Role.PUBLISHER,
    "publisher": Role.PUBLISHER,
    "organization": Role.PUBLISHER,
    "school": Role.PUBLISHER,
    "series": Role.SERIES,
    "journal": Role.SERIES,
    "journaltitle": Role.SERIES,
    "number": Role.NUMBER,
    "issue": Role.NUMBER,
    "volume": Role.VOLUME,
    "type": Role.TYPE,
    "year": Role.YEAR,
    "date": Role.DATE,
    "keywords": Role.KEYWORD,
    "keyword": Role.KEYWORD,
    "abstract": Role.ABSTRACT,
    "isbn": Role.IDENTIFIER,
    "issn": Role.IDENTIFIER,
    "doi": Role.DOI,
    "url": Role.ADDRESS,
    "langid": Role.LANGUAGE,
    "language": Role.LANGUAGE,
    "note": Role.NOTE,
    "annote": Role.NOTE,
    "annotation": Role.NOTE,
    "comment": Role.NOTE,
    "file": Role.FILE,
}
"""Field → role; of one role, the earlier field is the better."""

REMARKS: Mapping[str, str] = {
    "address": "Place",
    "location": "Place",
    "booktitle": "In",
    "maintitle": "In",
    "crossref": "In",
    "eventtitle": "Event",
    "howpublished": "How published",
    "origdate": "Original date",
    "origtitle": "Original title",
    "pagetotal": "Pages",
    "pubstate": "State",
    "titleaddon": "Addition to the title",
}
"""Field → label of the line that keeps it in the note. A field that is in no table is kept under its own name."""

_WORK = "the work of whoever keeps the list: reading, rating, grouping"
_SORTING = "sorting and citing in LaTeX"
_SHORT = "a name shortened for citing"
_STAMPS = "when and by whom the entry was made or looked up"
_COPY = "the program's own copy of an address or a file"
TECHNICAL: Mapping[str, str] = {
    "__markedentry": _WORK, "groups": _WORK, "priority": _WORK, "printed": _WORK, "qualityassured": _WORK, "ranking": _WORK,
    "rating": _WORK, "read": _WORK, "readstatus": _WORK, "relevance": _WORK,
    "citationkey": _SORTING, "entrysubtype": _SORTING, "execute": _SORTING, "gender": _SORTING, "hyphenation": _SORTING,
    "ids": _SORTING, "indexsorttitle": _SORTING, "indextitle": _SORTING, "key": _SORTING, "label": _SORTING,
    "options": _SORTING, "presort": _SORTING, "sortkey": _SORTING, "sortname": _SORTING, "sorttitle": _SORTING,
    "sortyear": _SORTING, "xdata": _SORTING,
    "journalabbr": _SHORT, "shortauthor": _SHORT, "shortjournal": _SHORT, "shortseries": _SHORT,
    "bibsource": _STAMPS, "biburl": _STAMPS, "creationdate": _STAMPS, "date-added": _STAMPS, "date-modified": _STAMPS,
    "modificationdate": _STAMPS, "owner": _STAMPS, "timestamp": _STAMPS, "urldate": _STAMPS, "username": _STAMPS,
    "bdsk-file-1": _COPY, "bdsk-file-2": _COPY, "bdsk-url-1": _COPY, "bdsk-url-2": _COPY, "local-url": _COPY,
}  # fmt: skip
"""Fields that are left out, and why: what they are for."""
