"""What crawlers, registers of data and programs ask for to find out what is here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from itertools import count

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from library.catalogue import Catalogue
from web.conditional import conditional
from web.discovery.api_catalog import LINKSET, api_catalog_link, write_api_catalog
from web.discovery.data_catalog import TURTLE, LibraryFacts, write_data_catalog
from web.discovery.robots import write_robots
from web.discovery.sitemap import DOCUMENTS_PER_FILE, Update, files_updated, write_file, write_index
from web.site import base_of, site_of

_XML = "application/xml"
_NUMBER = re.compile(r"[1-9][0-9]{0,4}")  # an index may name 50,000 files


def robots(request: Request) -> Response:
    """What crawlers may read."""
    return conditional(request, (), lambda: PlainTextResponse(write_robots(base_of(request))))


def sitemap(request: Request) -> Response:
    """The index of the files of the sitemap."""
    catalogue = site_of(request).catalogue

    def index() -> Response:
        return Response(write_index(files_updated(_all_updates(catalogue)), base_of(request)), media_type=_XML)

    return conditional(request, [catalogue.revision()], index, modified=catalogue.last_change())


def sitemap_file(request: Request) -> Response:
    """One file of the sitemap; 404 past the last."""
    catalogue, number = site_of(request).catalogue, _number(request.path_params["number"])
    revision, changed = catalogue.revision(), catalogue.last_change()
    updates = _updates(catalogue, number)
    if not updates and number > 1:
        raise HTTPException(HTTPStatus.NOT_FOUND)

    def file() -> Response:
        return Response(write_file(number, updates, base_of(request)), media_type=_XML)

    return conditional(request, [revision], file, modified=changed)


def data_catalog(request: Request) -> Response:
    """What there is to fetch, as RDF."""
    site = site_of(request)
    revision = site.catalogue.revision()
    library = LibraryFacts(
        base=base_of(request),
        texts=site.texts,
        topics=site.topics,
        operator=site.settings.operator,
        contact=site.settings.contact,
        begun=site.catalogue.first_change(),
        changed=site.catalogue.last_change(),
    )
    return conditional(
        request,
        [revision, library.operator, library.contact],
        lambda: Response(write_data_catalog(library), media_type=TURTLE),
        modified=library.changed,
    )


def api_catalog(request: Request) -> Response:
    """The interfaces for programs."""
    base = base_of(request)
    headers = {"Link": api_catalog_link(base)}
    return conditional(request, (), lambda: Response(write_api_catalog(base), headers=headers, media_type=LINKSET))


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return int(text)


def _updates(catalogue: Catalogue, number: int) -> list[Update]:
    """Return the documents of a file of the sitemap; none for one past the last."""
    return catalogue.updates(limit=DOCUMENTS_PER_FILE, offset=(number - 1) * DOCUMENTS_PER_FILE)


def _all_updates(catalogue: Catalogue) -> Iterator[list[Update]]:
    for number in count(1):
        if not (updates := _updates(catalogue, number)):
            return
        yield updates
