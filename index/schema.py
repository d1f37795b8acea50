"""The fields of the index, what each weighs in ranking, and how values become postings and columns."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass

from whoosh import columns, fields, formats

from index.engine import FacetField
from index.postings import POSITIONS, Posting

SCHEMA_VERSION = 7
"""Raise whenever fields or their formats change: an index of another version is rebuilt."""

Postings = Generator[Posting, None, None]


@dataclass(frozen=True, slots=True)
class TextField:
    """A searchable field: what an occurrence in it counts, and B, how far a long text is held back (0 to 1).

    The title's occurrences are not added to the others'; what it gives stands in index/ranking.py.
    """

    name: str
    weight: float
    b: float


# Titles are short by nature, so their length tells little (low B); a report's length tells more (Lucene's usual 0.75).
TITLE = TextField("title", 1.0, 0.4)
ALIASES = TextField("aliases", 4.0, 0.3)  # short titles and popular names
AUTHORS = TextField("authors", 1.0, 0.3)  # authors, committee, its chair
BODY = TextField("body", 1.0, 0.75)
TEXT_FIELDS = (
    TITLE,
    ALIASES,
    TextField("lead", 2.0, 0.6),  # subtitle and abstract
    TextField("headings", 1.5, 0.6),  # headings in the text and its outline; their words stand in the body as well
    TextField("subjects", 1.5, 0.3),  # labels of topics, subject words of the source
    TextField("bodies", 1.0, 0.3),  # names of publishers and commissioners, the series' name and number
    AUTHORS,
    BODY,
)
SEPARATOR = "\x1f"  # the ASCII unit separator; no key holds it


class AnalysedText(fields.FieldType):
    """The postings of a text that was analysed before; a field's length counts words, not terms."""

    def __init__(self) -> None:
        self.format = POSITIONS
        self.scorable = True

    def index(self, value: Sequence[Posting], **kwargs: object) -> Postings:  # noqa: ARG002 - whoosh's signature
        """Yield the postings."""
        yield from value


class Keys(fields.FieldType):
    """A list of keys → one posting each, without positions, and all of them in the document's column."""

    def __init__(self, *, column: bool = True) -> None:
        self.format = formats.Existence()
        if column:
            self.set_sortable(columns.RefBytesColumn())

    def index(self, value: Iterable[str], **kwargs: object) -> Postings:  # noqa: ARG002 - whoosh's signature
        """Yield a posting for each key."""
        for key in dict.fromkeys(value):
            yield key.encode(), 1, 1.0, b""

    def to_column_value(self, value: Iterable[str]) -> bytes:
        """Return the keys in one string."""
        return SEPARATOR.join(value).encode()


def make_schema() -> fields.Schema:
    """Return the schema of a new index."""
    schema = fields.Schema(
        id=fields.ID(unique=True, sortable=True),
        number=Keys(column=False),
        name=Keys(column=False),
        pages=fields.STORED(),
        gist=fields.STORED(),
        published=fields.COLUMN(columns.VarBytesColumn()),
        added=fields.COLUMN(columns.VarBytesColumn()),
        sort_title=fields.COLUMN(columns.VarBytesColumn()),
    )
    for text_field in TEXT_FIELDS:
        schema.add(text_field.name, AnalysedText())
    for facet in FacetField:
        schema.add(facet.value, Keys())
    return schema
