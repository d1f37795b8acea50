"""What happened to the library since a time or a revision, for those who keep a copy."""

from __future__ import annotations

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from library.catalogue import Catalogue
from library.history import settled
from web.api.answering import answer, json_response
from web.api.asking import AskedChanges, parse_changes
from web.api.cursor import CursorGoneError
from web.api.presenters.changes import changes_shape
from web.conditional import library_state
from web.reader import InvalidParametersError, Problem, Reason
from web.site import base_of, site_of


def changes(request: Request) -> Response:
    """GET /api/v1/changes."""
    catalogue, asked = site_of(request).catalogue, parse_changes(request.query_params.multi_items())
    state = library_state(site_of(request))
    until = catalogue.revision()  # before the changes are read: what happens between is told twice rather than never
    since = catalogue.revision_at(settled(asked.since)) if isinstance(asked.since, datetime) else asked.since
    _check(catalogue, asked, since, until)

    def listed() -> Response:
        found = catalogue.changes(since, asked.size + 1, after=asked.after)
        reached = found[asked.size - 1].revision if len(found) > asked.size else max((until, *(one.revision for one in found)))
        shape = changes_shape(
            found[: asked.size],
            base_of(request),
            since=since,
            after=asked.after,
            size=asked.size,
            reached=reached,
            marks={number: catalogue.revision_mark(number) for number in (since, reached)},
            has_more=len(found) > asked.size,
        )
        return json_response(shape, request, {"next": shape.links.next})

    return answer(request, listed, state=state, modified=catalogue.last_change(), max_age=0)


def _check(catalogue: Catalogue, asked: AskedChanges, since: int, until: int) -> None:
    """Refuse a place in a history that is not, or is no longer, this library's."""
    if asked.mark and asked.mark != catalogue.revision_mark(since):
        raise CursorGoneError(
            "This library was set back to an older copy and has gone another way since; begin again with since=0."
        )
    ahead = [(name, number) for name, number in (("since", since), ("after", asked.after)) if number > until]
    if ahead:
        raise InvalidParametersError(Problem(name, Reason.NOT_IN_RANGE, str(number), (f"0–{until}",)) for name, number in ahead)
