"""`make relevance`: asks the running site every judged query, and tells how good the answers are and what has changed."""

from __future__ import annotations

from pathlib import Path

import click

from index.whoosh_engine import WhooshEngine
from library.vocabulary import shipped_topics
from tests.browser.running import running
from tests.relevance.asking import ask
from tests.relevance.holdings import LAWS, SHIPPED, Holding
from tests.relevance.recorded import differences, read_recorded, record
from tests.relevance.scoring import Judged, format_table, measure, read_judged
from tests.relevance.worst import worst
from web.app import create_app


@click.command()
@click.option("--shipped", is_flag=True, help="Measure over what ships with Kartotek, not over the laws.")
@click.option("--home", type=click.Path(path_type=Path), help="Keep the library in this folder.")
@click.option("--set", "judged", type=click.Path(exists=True, path_type=Path), help="Ask the queries of this file.")
@click.option("--queries", "category", help="Ask the queries of this category only.")
@click.option("--fail", "count", type=click.IntRange(0), default=0, help="Tell of so many of the worst queries.")
@click.option("--record", "is_recorded", is_flag=True, help="Record this run, against which later ones are held.")
def main(*, shipped: bool, home: Path | None, judged: Path | None, category: str | None, count: int, is_recorded: bool) -> None:
    """Measure how well the search answers judged queries."""
    holding = SHIPPED if shipped else LAWS
    if is_recorded and (shipped or judged or category):
        raise click.UsageError("Only a run of all the queries over the laws is recorded; leave out the other options.")
    if lacking := holding.lacking:
        click.echo(f"There is nothing to measure, because this file is not here: {lacking}")
        return
    queries = _chosen(read_judged(judged or holding.judged), category)
    _measure(holding, home or holding.home, queries, count, is_recorded)


def _chosen(queries: list[Judged], category: str | None) -> list[Judged]:
    chosen = [judged for judged in queries if category in (None, judged.category)]
    if not chosen:
        categories = ", ".join(dict.fromkeys(judged.category for judged in queries))
        raise click.UsageError(f"There is no category {category!r}; there are {categories}.")
    return chosen


def _measure(holding: Holding, home: Path, queries: list[Judged], count: int, is_recorded: bool) -> None:
    topics = shipped_topics()
    with holding.opened(home) as (settings, catalogue):
        engine = WhooshEngine.open(settings, catalogue, topics)
        with running(create_app(catalogue, engine, topics)) as address:
            asked = ask(address, queries)
        measured = measure(asked.run, queries)
        click.echo(f"{format_table(measured)}\n\n{len(queries)} answers: {asked}.")
        if (recorded := read_recorded()) and recorded.covers(queries):
            click.echo(f"\n{differences(asked.run, recorded, queries)}")
        for paragraph in worst(asked.run, queries, count, engine, catalogue):
            click.echo(f"\n{paragraph}")
        engine.close()
    if is_recorded:
        record(asked.run, measured)


if __name__ == "__main__":
    main()
