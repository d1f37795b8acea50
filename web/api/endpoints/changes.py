"""What happened to the library since a time or a revision, for those who keep a copy."""

from __future__ import annotations

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from web.api.answering import answer, json_response
from web.api.asking import parse_changes
from web.api.presenters.changes import changes_shape
from web.reader import InvalidParametersError, Problem, Reason
from web.site import base_of, site_of


def changes(request: Request) -> Response:
    """GET /api/v1/changes."""
    catalogue, asked = site_of(request).catalogue, parse_changes(request.query_params.multi_items())
    until = catalogue.revision()  # before the changes are read: what happens between is told twice rather than never
    since = catalogue.revision_at(asked.since) if isinstance(asked.since, datetime) else asked.since
    ahead = [(name, number) for name, number in (("since", since), ("after", asked.after)) if number > until]
    if ahead:  # it was told by another library, or by this one before it was restored
        raise InvalidParametersError(Problem(name, Reason.NOT_IN_RANGE, str(number), (f"0–{until}",)) for name, number in ahead)

    def listed() -> Response:
        found = catalogue.changes(since, asked.size + 1, after=asked.after)
        shape = changes_shape(found, base_of(request), since=since, after=asked.after, size=asked.size, until=until)
        return json_response(shape, request, {"next": shape.links.next})

    return answer(request, listed, modified=catalogue.last_change(), max_age=0)
