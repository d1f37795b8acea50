"""The types of page that the site has, one address of each. A new page is added here and is then looked at from all sides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageType:
    """An address below the interface language, and the status that it is answered with."""

    name: str
    path: str
    status: int = 200
    languages: int = 3
    """In how many of the interface's languages it is looked at, where another address shows the same templates in all."""

    def address(self, language: str) -> str:
        """Return the address in an interface language."""
        return f"/{language}/{self.path}"


START = PageType("start", "")
SEARCH = PageType("search", "?q=kommunne+oppdrettsanlegg&type=report&type=nou&language=nb&year_from=2000&match=most")
"""With hits, chips, a correction and how it was understood."""
NO_HITS = PageType("no-hits", "?q=klimarisiko+havbruk+xyzzy&type=guide&language=da&match=all")
TEXT = PageType("document-text", "documents/kartotek-brukerhandbok-nb")
MARKED = PageType("document-marked", "documents/nasty?q=bygdeutvikling&hit=3")
FACET = PageType("facet", "facets/publisher?q=kommune&type=nou")
PAGES = (
    START,
    SEARCH,
    PageType("later-results", "?page=3&sort=newest&size=5", languages=1),
    NO_HITS,
    FACET,
    PageType("facet-found", "facets/topic?find=o", languages=1),
    TEXT,
    MARKED,
    PageType("document-not-found", "documents/nasty?q=xyzzy", languages=1),
    PageType("document-without-text", "documents/omtalt"),
    PageType("document-pdf", "documents/skrift?q=oppdrettsanlegg"),
    PageType("document-languages", "documents/blandet"),
    PageType("newsletter", "documents/brev"),
    PageType("browse", "browse"),
    PageType("publishers", "publishers"),
    PageType("publishers-kind", "publishers?kind=ministry", languages=1),
    PageType("topics", "topics"),
    PageType("years", "years"),
    PageType("series-list", "series"),
    PageType("series", "series/nou"),
    PageType("about", "about"),
    PageType("help", "help"),
    PageType("api", "api", languages=1),
    PageType("embed", "embed?q=oppdrettsanlegg&type=report&size=5"),
    PageType("builder", "embed/builder?kind=form&publisher=nordregio&q=by"),
    PageType("not-found", "finnes-ikke", 404),
    PageType("refused", "?page=0&foo=1", 422),
    PageType("taken-out", "documents/gone", 410),
)
