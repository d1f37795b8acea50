"""Answers a request: the six verbs (section 4 of the protocol) and the frame around their answers. Knows nothing of HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from library.states import State
from web.exports.naming import SITE
from web.oai.arguments import TOKEN, OaiRequest, Verb, read_arguments
from web.oai.faults import Code, RefusedError, refused
from web.oai.formats import add_formats, check_format
from web.oai.lists import add_resumption, read_part
from web.oai.names import id_of
from web.oai.records import add_header, add_record
from web.oai.repository import Repository
from web.oai.sets import add_set, sets
from web.oai.tokens import unknown_token
from web.oai.xml import OAI, OAI_SCHEMA, SCHEMA_LOCATION, XSI, add, written

# Of a request with one of these faults the answer repeats no argument (3.6): it might not fit where it would stand.
_UNREADABLE = frozenset({Code.BAD_VERB, Code.BAD_ARGUMENT})


def oai_answer(pairs: Sequence[tuple[str, str]], repository: Repository) -> bytes:
    """Return the answer to the arguments of a request, in UTF-8; whatever is wrong with them is told in it."""
    try:
        asked = read_arguments(pairs)
        content = etree.Element(f"{{{OAI}}}{asked.verb}")
        _VERBS[asked.verb](content, asked, repository)
        contents, attributes = [content], {"verb": asked.verb.value, **asked.arguments}
    except RefusedError as refusal:
        contents = [_error(fault.code, fault.message) for fault in refusal.faults]
        attributes = {} if _UNREADABLE & {fault.code for fault in refusal.faults} else dict(pairs)
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(SCHEMA_LOCATION, f"{OAI} {OAI_SCHEMA}")
    add(root, "responseDate", written(repository.seen_until))
    add(root, "request", repository.address, **attributes)
    root.extend(contents)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _error(code: Code, message: str) -> etree._Element:
    error = etree.Element(f"{{{OAI}}}error", code=code)
    error.text = message
    return error


def _identify(content: etree._Element, _: OaiRequest, repository: Repository) -> None:
    earliest = repository.catalogue.first_change() or repository.seen_until
    for name, text in {
        "repositoryName": SITE,
        "baseURL": repository.address,
        "protocolVersion": "2.0",
        "adminEmail": repository.mail,
        "earliestDatestamp": written(earliest),
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }.items():
        add(content, name, text)


def _list_formats(content: etree._Element, asked: OaiRequest, repository: Repository) -> None:
    if identifier := asked.arguments.get("identifier"):
        _state(identifier, repository)
    add_formats(content)


def _list_sets(content: etree._Element, asked: OaiRequest, repository: Repository) -> None:
    """All come at once, so there is no token that could be right."""
    if TOKEN in asked.arguments:
        raise unknown_token()
    for one in sets(repository):
        add_set(content, one)


def _get_record(content: etree._Element, asked: OaiRequest, repository: Repository) -> None:
    state = _state(asked.arguments["identifier"], repository)
    check_format(asked.arguments["metadataPrefix"])
    add_record(content, state, repository)


def _list_of(add_one: Callable[[etree._Element, State, Repository], None]) -> _Answering:
    def list_all(content: etree._Element, asked: OaiRequest, repository: Repository) -> None:
        part = read_part(asked, repository)
        for state in part.states:
            add_one(content, state, repository)
        if part.resumption:
            add_resumption(content, part.resumption)

    return list_all


def _state(identifier: str, repository: Repository) -> State:
    id = id_of(repository.identity, identifier)
    state = repository.catalogue.state(id) if id else None
    if state is None:
        raise refused(Code.NO_SUCH_RECORD, "There is no record with this identifier, and never was.")
    return state


_Answering = Callable[[etree._Element, OaiRequest, Repository], None]
_VERBS: Mapping[Verb, _Answering] = {
    Verb.IDENTIFY: _identify,
    Verb.FORMATS: _list_formats,
    Verb.SETS: _list_sets,
    Verb.HEADERS: _list_of(add_header),
    Verb.RECORDS: _list_of(add_record),
    Verb.RECORD: _get_record,
}
