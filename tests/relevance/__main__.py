"""`make relevance`: asks the running site every judged query, and tells how good the answers are and what has changed."""

from __future__ import annotations

from pathlib import Path

import click

from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.browser.running import running
from tests.relevance.asking import ask
from tests.relevance.holdings import LAWS, SHIPPED
from tests.relevance.recorded import differences, read_recorded, record
from tests.relevance.scoring import Judged, Run, measure, read_judged, table
from tests.relevance.worst import worst
from web.app import create_app


@click.command()
@click.option("--shipped", is_flag=True, help="Measure over what ships with Kartotek, not over the laws.")
@click.option("--home", type=click.Path(path_type=Path), help="Keep the library in this folder.")
@click.option("--set", "judged", type=click.Path(exists=True, path_type=Path), help="Ask the queries of this file.")
@click.option("--queries", "category", help="Ask the queries of this category only.")
@click.option("--fail", "count", type=click.IntRange(0), default=0, help="Tell of so many of the worst queries.")
@click.option("--rebuild", is_flag=True, help="Index anew first, as must be after a change of the rules of the analysis.")
@click.option("--record", "is_recorded", is_flag=True, help="Record this run, against which later ones are held.")
def main(
    *, shipped: bool, home: Path | None, judged: Path | None, category: str | None, count: int, rebuild: bool, is_recorded: bool
) -> None:
    """Measure how well the search answers judged queries."""
    holding = SHIPPED if shipped else LAWS
    if is_recorded and (shipped or judged or category):
        raise click.UsageError("Only a run of all the queries over the laws is recorded; leave out the other options.")
    if lacking := holding.lacking:
        click.echo(f"There is nothing to measure, because this file is not here: {lacking}")
        return
    queries = _chosen(read_judged(judged or holding.judged), category)
    with holding.opened(home or holding.home, rebuild=rebuild) as (settings, catalogue):
        run = _measure(settings, catalogue, queries, count)
    if is_recorded:
        record(run, measure(run, queries))


def _chosen(queries: list[Judged], category: str | None) -> list[Judged]:
    chosen = [judged for judged in queries if category in (None, judged.category)]
    if not chosen:
        categories = ", ".join(dict.fromkeys(judged.category for judged in queries))
        raise click.UsageError(f"There is no category {category!r}; there are {categories}.")
    return chosen


def _measure(settings: Settings, catalogue: Catalogue, queries: list[Judged], count: int) -> Run:
    topics = shipped_topics()
    engine = WhooshEngine.open(settings, catalogue, topics)
    with running(create_app(catalogue, engine, topics)) as address:
        asked = ask(address, queries)
    click.echo(f"{table(asked.run, queries)}\n\n{len(queries)} answers: {asked}.")
    if (recorded := read_recorded()) and recorded.covers(queries):
        click.echo(f"\n{differences(asked.run, recorded, queries)}")
    for paragraph in worst(asked.run, queries, count, engine, catalogue):
        click.echo(f"\n{paragraph}")
    engine.close()
    return asked.run


if __name__ == "__main__":
    main()
