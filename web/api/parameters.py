"""What can be asked of each endpoint, as the OpenAPI document tells it. The limits are those that the parsers hold to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.engine import FacetField, Matching, Sort
from index.query import MAX_CHARACTERS
from web.api.asking import (
    DEFAULT_CHANGES,
    DEFAULT_TEXT_PAGES,
    FACETS,
    MAX_CHANGES,
    MAX_PAGE_NUMBER,
    MAX_REVISION,
    MAX_TEXT_PAGES,
    RESULT_FIELDS,
)
from web.api.cursor import START
from web.params import DEFAULT_SIMILAR, DEFAULT_SIZE, DEFAULT_SUGGESTIONS, MAX_DEPTH, MAX_FEW, MAX_SIZE, MAX_VALUES

Schema = Mapping[str, object]
_YEAR: Schema = {"type": "string", "pattern": "^[0-9]{4}$"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One thing that can be asked for."""

    name: str
    schema: Schema
    """Of one value."""
    description: str
    place: str = "query"
    most: int = 1
    """How many values it may have: those above one are given by repeating it."""
    has_commas: bool = False
    """Whether several values may stand in one, with commas between them."""
    example: object | None = None


def number(lowest: int, highest: int, default: int) -> Schema:
    """Return the schema of a whole number within limits."""
    return {"type": "integer", "minimum": lowest, "maximum": highest, "default": default}


ID = Parameter(
    name="id",
    schema={"type": "string", "minLength": 1},
    place="path",
    description="The document's id. A slash in it may be written as it is or as %2F.",
    example="nou-2020-12",
)
_FILTERS: Mapping[FacetField, str] = {
    FacetField.PUBLISHER: "Only documents of this publisher, by key (see /api/v1/publishers). Repeat it for any of several.",
    FacetField.TOPIC: "Only documents on this topic or one below it, by key (see /api/v1/topics).",
    FacetField.TYPE: "Only documents of this type.",
    FacetField.LANGUAGE: "Only documents whose main language this is: nb, nn, se, sv, da, fi, en …; no is nb and nn.",
    FacetField.CONTAINS: "Only documents of which a part is in this language.",
    FacetField.YEAR: "Only documents published in this year (four digits).",
}
SEARCH: tuple[Parameter, ...] = (
    Parameter(
        name="q",
        schema={"type": "string", "maxLength": MAX_CHARACTERS},
        description='What is looked for: words (all wanted, in any form, bokmål and nynorsk alike), "exact phrases", OR between'
        " alternatives, -without, begin*, title:word. Without it, everything answers.",
        example="barnehage kvalitet",
    ),
    Parameter(
        name="match",
        schema={"type": "string", "enum": list(Matching), "default": Matching.AUTO},
        description="How many of the words a document must have: all of them and, where few have, most (auto); all; most; or"
        " all just as written (exact).",
    ),
    *(
        Parameter(
            name=field,
            schema={"type": "string"},
            most=MAX_VALUES,
            description=f"{told} «none» is for those without a value.",
        )
        for field, told in _FILTERS.items()
    ),
    Parameter(name="year_from", schema=_YEAR, description="Only documents published in this year or later.", example="2015"),
    Parameter(name="year_to", schema=_YEAR, description="Only documents published in this year or earlier."),
    Parameter(
        name="sort",
        schema={"type": "string", "enum": list(Sort), "default": Sort.RELEVANCE},
        description="The order of results. Equal ones come newest first, then by id, so the order is always the same.",
    ),
    Parameter(
        name="page",
        schema=number(1, MAX_DEPTH, 1),
        description=f"The page of results, as far as the first {MAX_DEPTH:,} of them; whoever wants more reads with a cursor.",
    ),
    Parameter(
        name="size",
        schema=number(0, MAX_SIZE, DEFAULT_SIZE),
        description="Results a page; 0 for the number and the facets only.",
    ),
    Parameter(
        name="fields",
        schema={"type": "string", "enum": list(RESULT_FIELDS)},
        most=len(RESULT_FIELDS),
        has_commas=True,
        description="The fields of each result that are wanted; «id» always comes. All of them, if it is left out. Leaving out"
        " title_marked, snippet, pages and pages_total makes an answer several times faster.",
        example="title,url,year",
    ),
    Parameter(
        name="facets",
        schema={"type": "string", "enum": list(FACETS)},
        most=len(FACETS),
        has_commas=True,
        description="The facets that are wanted, or «none». All of them, if it is left out.",
        example="publisher,year",
    ),
    Parameter(
        name="cursor",
        schema={"type": "string"},
        description=f"Reads a whole result, however deep: begin with {START}, go on with meta.next_cursor until there is none."
        " A reading holds to one state of the index; if that changes, the answer is 410, and one begins again.",
        example=START,
    ),
)
SUGGEST = (
    Parameter(
        name="q",
        schema={"type": "string", "maxLength": MAX_CHARACTERS},
        description="What has been typed so far.",
        example="komm",
    ),
    Parameter(name="size", schema=number(1, MAX_FEW, DEFAULT_SUGGESTIONS), description="How many suggestions at most."),
)
SIMILAR = (ID, Parameter(name="size", schema=number(1, MAX_FEW, DEFAULT_SIMILAR), description="How many documents at most."))
TEXT = (
    ID,
    Parameter(name="first", schema=number(1, MAX_PAGE_NUMBER, 1), description="The first page of the text that is wanted."),
    Parameter(name="size", schema=number(1, MAX_TEXT_PAGES, DEFAULT_TEXT_PAGES), description="How many pages."),
)
CHANGES = (
    Parameter(
        name="since",
        schema={"type": "string", "default": "0"},
        description="What happened after this: what an earlier answer named (in links.later), a revision, or a time in ISO 8601"
        " (2026-11-25, 2026-11-25T10:00:00Z). 0 is the beginning.",
        example="0",
    ),
    Parameter(
        name="after",
        schema=number(0, MAX_REVISION, 0),
        description="Only changes after this revision, without changing what they are seen from: how links.next goes on.",
    ),
    Parameter(name="size", schema=number(1, MAX_CHANGES, DEFAULT_CHANGES), description="How many changes at most."),
)
