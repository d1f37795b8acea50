"""The commands `kartotek index` and `kartotek search`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import click
import msgspec
from rich.console import Console

from index.engine import NO_VALUE, FacetField, Matching, SearchRequest, SearchResults, Snippet, Sort
from index.update import UpdateReport, update_index
from index.whoosh_engine import WhooshEngine
from library.app import App
from library.catalogue import Catalogue
from library.document import Document
from library.errors import LockedError
from library.lock import Holder
from library.progress import progress_bar
from library.settings import Settings
from library.vocabulary import Topics, shipped_topics

_MAX_FACET_VALUES = 12  # a screen's worth for each facet
_INDEXING = "index"  # as update_index() signs the lock
_PAUSE = 0.5  # seconds between looks at whether another process has done the indexing


def bring_up_to_date(
    settings: Settings, catalogue: Catalogue, topics: Topics, console: Console, *, rebuild: bool = False
) -> UpdateReport:
    """Update the index with a progress bar, and say what was done; waits where another process does the same.

    Raises LockedError if another process is writing to the library.
    """
    while True:
        try:
            with progress_bar(console, "Indexing") as progress:
                report = update_index(settings, catalogue, topics, rebuild=rebuild, progress=progress)
        except LockedError:
            if not _is_being_indexed(settings):
                raise
            time.sleep(_PAUSE)
        else:
            tell_update(report, console)
            return report


def tell_update(report: UpdateReport, console: Console) -> None:
    """Say what an update did, if it did anything."""
    if report.rebuilt or report.indexed or report.removed:
        how = "Rebuilt the index" if report.rebuilt else "Updated the index"
        console.print(f"{how}: {report.indexed} indexed, {report.removed} removed.")


def _is_being_indexed(settings: Settings) -> bool:
    """Tell whether who writes only indexes, as a server does that finds the index behind the catalogue."""
    try:
        return msgspec.json.decode(settings.lock.read_bytes(), type=Holder).purpose == _INDEXING
    except msgspec.MsgspecError:  # it has not signed yet, or has just let go: the next look tells
        return True


@click.command("index", epilog="Example: kartotek index --rebuild")
@click.option("--rebuild", is_flag=True, help="Build the whole index anew beside the old one, and switch.")
@click.pass_obj
def index_command(app: App, rebuild: bool) -> None:
    """Bring the search index up to date with the catalogue."""
    with Catalogue.open(app.settings) as catalogue:
        report = bring_up_to_date(app.settings, catalogue, shipped_topics(), app.console, rebuild=rebuild)
    if not (report.rebuilt or report.indexed or report.removed):
        app.console.print("The index is up to date.")


def _facet_options(command: Callable[..., None]) -> Callable[..., None]:
    for field in reversed(FacetField):
        what = "what has text in this language" if field is FacetField.CONTAINS else f"this {field.value}"
        text = f"Only {what}, by key; several are alternatives, «{NO_VALUE}» means without."
        command = click.option(f"--{field.value}", multiple=True, help=text)(command)
    return command


@click.command("search", epilog='Example: kartotek search "levende lokalsamfunn" --publisher nordregio --facets')
@click.argument("query", nargs=-1)
@_facet_options
@click.option(
    "--match",
    "matching",
    type=click.Choice([one.value for one in Matching]),
    default=Matching.AUTO.value,
    show_default=True,
    help="Documents with all the words, with most of them, or with the words exactly as typed.",
)
@click.option("--sort", type=click.Choice([sort.value for sort in Sort]), default=Sort.RELEVANCE.value, show_default=True)
@click.option("--size", type=click.IntRange(0, 100), default=10, show_default=True, help="Hits to show.")
@click.option("--facets", "show_facets", is_flag=True, help="Also count the hits by each field that they can be narrowed by.")
@click.pass_obj
def search_command(
    app: App, /, query: tuple[str, ...], *, matching: str, sort: str, size: int, show_facets: bool, **facets: tuple[str, ...]
) -> None:
    """Search the library.

    QUERY takes words (all wanted), "phrases", OR, -without, prefix* and fields such as title: or year:2018..2020.
    Put -- before a query that begins with a minus sign.
    """
    filters: Mapping[FacetField, tuple[str, ...]] = {FacetField(name): keys for name, keys in facets.items() if keys}
    request = SearchRequest(query=" ".join(query), filters=filters, matching=Matching(matching), sort=Sort(sort), size=size)
    with Catalogue.open(app.settings) as catalogue:
        engine = WhooshEngine.open(app.settings, catalogue, shipped_topics())
        results = engine.search(request)
        _print(results, catalogue.get_many([hit.id for hit in results.hits]), show_facets=show_facets)
        engine.close()


def _print(results: SearchResults, documents: Mapping[str, Document], *, show_facets: bool) -> None:
    click.echo(f"{results.total} documents" + (f" for {results.understood}" if results.understood else ""))
    if results.corrected:
        click.echo("(corrected; search as typed with --match exact)", err=True)
    if results.suggestion:
        click.echo(f"(did you mean: {results.suggestion})", err=True)
    for notice in results.notices:
        click.echo(f"({notice.code}{': ' + notice.detail if notice.detail else ''})", err=True)
    for place, hit in enumerate(results.hits, start=1):
        document = documents[hit.id]
        about = ", ".join(filter(None, (*document.publishers, str(document.published or ""), document.type, document.language)))
        click.echo(f"\n{place:3}. {_plain(hit.title)}\n     {hit.id}: {about}")
        if hit.snippet:
            click.echo(f"     {_plain(hit.snippet)}")
        if hit.pages:
            click.echo(f"     pages {', '.join(str(page.number) for page in hit.pages)} (of {hit.pages_total} that match)")
    for facet in results.facets if show_facets else ():
        values = [f"{'*' if value.selected else ''}{value.key} {value.count}" for value in facet.counts[:_MAX_FACET_VALUES]]
        click.echo(f"\n{facet.field}: {', '.join(values) or '-'}")


def _plain(snippet: Snippet) -> str:
    """Return a snippet for a terminal, its marked words in bold where the terminal can."""
    return "".join(click.style(fragment.text, bold=True) if fragment.marked else fragment.text for fragment in snippet)


COMMANDS: tuple[click.Command, ...] = (index_command, search_command)
