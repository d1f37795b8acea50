"""The sets by which a part of the library can be harvested: types of documents and publishers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from index.engine import FacetField
from library.listing import ListedBy, Listing
from web.labels import Labels
from web.oai.dublin_core import OURS, Statement, add_description
from web.oai.names import set_of
from web.oai.repository import Repository
from web.oai.xml import add
from web.texts import INTERFACE_LANGUAGES

_FACETS = {ListedBy.TYPE: FacetField.TYPE, ListedBy.PUBLISHER: FacetField.PUBLISHER}


@dataclass(frozen=True, slots=True)
class Set:
    """A set, and what it is called in each language in which it has a name."""

    spec: str
    names: Mapping[str, str]

    @property
    def name(self) -> str:
        """The one name that the protocol has room for."""
        return self.names.get(OURS) or next(iter(self.names.values()))


def sets(repository: Repository) -> Iterator[Set]:
    """Yield all sets, each after the one that it is part of."""
    used, labels = repository.catalogue.listings(), repository.labels
    for by in ListedBy:
        yield Set(by, {language: labels.facet(_FACETS[by], language) for language in INTERFACE_LANGUAGES})
        for listing in used:
            if listing.by is by and (spec := set_of(listing)):
                yield Set(spec, _names(listing, labels))


def add_set(parent: etree._Element, one: Set) -> None:
    """Add a set with its name, and a description where it has names in several languages."""
    element = add(parent, "set")
    add(element, "setSpec", one.spec)
    add(element, "setName", one.name)
    if len(one.names) > 1:
        titles = (Statement("title", name, language) for language, name in one.names.items())
        add_description(add(element, "setDescription"), titles)


def _names(listing: Listing, labels: Labels) -> dict[str, str]:
    if listing.by is ListedBy.TYPE:
        return {language: labels.type(listing.key, language) for language in INTERFACE_LANGUAGES}
    publisher = labels.publishers.get(listing.key)
    if publisher is None:
        return {OURS: listing.key}
    named = {language: getattr(publisher.names, language) for language in INTERFACE_LANGUAGES}
    return {language: name for language, name in named.items() if name}
