"""An id never leads to the address of something else: what stands below a document's address in the API is no end of an id."""

from __future__ import annotations

from library.describe import RESERVED
from web.addresses import API_DOCUMENTS
from web.api.operations import operation_routes

BELOW = f"{API_DOCUMENTS}/{{id:path}}/"


def test_every_address_below_a_document_has_a_last_part_that_no_id_may_have() -> None:
    lasts = {route.path.rpartition("/")[2] for route in operation_routes() if route.path.startswith(BELOW)}
    assert lasts == RESERVED
