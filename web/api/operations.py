"""The endpoints of the API as data: where each is, what can be asked of it and what it answers. Routes and OpenAPI come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from web.addresses import (
    API_CHANGES,
    API_DOCUMENTS,
    API_EXPORT,
    API_HEALTH,
    API_PUBLISHERS,
    API_SEARCH,
    API_STATUS,
    API_SUGGEST,
    API_TOPICS,
)
from web.api import parameters
from web.api.answering import MEDIA_TYPE
from web.api.endpoints import changes, documents, export, search, status, vocabulary
from web.api.parameters import Parameter
from web.api.shapes.changes import ChangesShape
from web.api.shapes.document import DocumentShape, TextShape
from web.api.shapes.found import SimilarShape
from web.api.shapes.search import SearchShape
from web.api.shapes.status import HealthShape, StatusShape
from web.api.shapes.suggest import SuggestShape
from web.api.shapes.vocabulary import PublishersShape, TopicsShape
from web.negotiation import refuse_unless_accepted

Endpoint = Callable[[Request], Response]
_ONE_DOCUMENT = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that can be asked by GET (and HEAD)."""

    path: str
    name: str
    summary: str
    description: str = ""
    endpoint: Endpoint
    answer: type[msgspec.Struct] | None
    """What a JSON answer holds; None for another media type."""
    media_type: str = MEDIA_TYPE
    parameters: tuple[Parameter, ...] = ()
    is_kept: bool = True
    """Whether a client may keep the answer, and ask whether it has changed."""
    has_total: bool = False
    """Whether X-Total-Count tells how many there are in all."""
    errors: tuple[HTTPStatus, ...] = ()
    """What can go wrong besides what always can."""


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        path=API_SEARCH,
        name="search",
        summary="Search",
        description="Documents that answer, with the pages on which the words stand, and facets to narrow the search by. Each"
        " facet counts as if its own filter were off.",
        endpoint=search.search,
        answer=SearchShape,
        has_total=True,
        parameters=parameters.SEARCH,
        errors=(HTTPStatus.GONE,),
    ),
    Operation(
        path=API_SUGGEST,
        name="suggest",
        summary="Suggest",
        description="What a query that is being typed may become: documents by number or title, publishers, topics and words.",
        endpoint=search.suggest,
        answer=SuggestShape,
        parameters=parameters.SUGGEST,
    ),
    Operation(
        path=f"{API_DOCUMENTS}/{{id}}/similar",
        name="similar",
        summary="Similar documents",
        description="The documents that share with this one what few others have.",
        endpoint=documents.similar,
        answer=SimilarShape,
        parameters=parameters.SIMILAR,
        errors=_ONE_DOCUMENT,
    ),
    Operation(
        path=f"{API_DOCUMENTS}/{{id}}/text",
        name="text",
        summary="A document's text",
        description="The text page by page, some pages at a time.",
        endpoint=documents.text,
        answer=TextShape,
        has_total=True,
        parameters=parameters.TEXT,
        errors=_ONE_DOCUMENT,
    ),
    Operation(
        path=f"{API_DOCUMENTS}/{{id}}",
        name="document",
        summary="A document",
        description="All that is known of a document, and where each thing is known from.",
        endpoint=documents.document,
        answer=DocumentShape,
        parameters=(parameters.ID,),
        errors=_ONE_DOCUMENT,
    ),
    Operation(
        path=API_PUBLISHERS,
        name="publishers",
        summary="Publishers",
        description="All bodies that publish documents, with their names, predecessors and number of documents.",
        endpoint=vocabulary.publishers,
        answer=PublishersShape,
        has_total=True,
    ),
    Operation(
        path=API_TOPICS,
        name="topics",
        summary="Topics",
        description="The tree of topics. A document on a topic is on all those above it too.",
        endpoint=vocabulary.topics,
        answer=TopicsShape,
        has_total=True,
    ),
    Operation(
        path=API_CHANGES,
        name="changes",
        summary="Changes",
        description="What was added, changed and removed, for those who keep a copy. Each document comes once, with its"
        " latest change.",
        endpoint=changes.changes,
        answer=ChangesShape,
        parameters=parameters.CHANGES,
    ),
    Operation(
        path=API_EXPORT,
        name="export",
        summary="Everything",
        description="All that is known of all documents, without their text: one JSON object on each line, publishers before the"
        " documents that name them. `kartotek import` reads it back.",
        endpoint=export.export,
        answer=None,
        media_type=export.MEDIA_TYPE,
        has_total=True,
    ),
    Operation(
        path=API_STATUS,
        name="status",
        summary="Status",
        description="What the library holds and how current its index is.",
        endpoint=status.status,
        answer=StatusShape,
    ),
    Operation(
        path=API_HEALTH,
        name="health",
        summary="Health",
        description="Whether questions are answered, for those who watch the service. Not limited in number.",
        endpoint=status.health,
        answer=HealthShape,
        is_kept=False,
    ),
)
"""Longer paths come before those that they begin with, since ids may hold slashes."""


def operation_routes() -> list[Route]:
    """Return the routes of all operations."""
    return [
        Route(operation.path.replace("{id}", "{id:path}"), _accepted(operation), name=operation.name) for operation in OPERATIONS
    ]


def _accepted(operation: Operation) -> Endpoint:
    """Return an endpoint that refuses those who do not accept what it has."""

    def endpoint(request: Request) -> Response:
        refuse_unless_accepted(request, [operation.media_type])
        return operation.endpoint(request)

    return endpoint
