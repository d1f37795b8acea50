"""Tells of the queries that are answered worst: what was wanted and where it stands, and what came first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.engine import SearchRequest
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from tests.relevance.scoring import Judged, Run, score_run

DEPTH = 1_000  # answers among which a wanted document is looked for
_FIRST = 5  # answers that are told
_TITLE = 90  # characters


def worst(run: Run, queries: Sequence[Judged], count: int, engine: WhooshEngine, catalogue: Catalogue) -> Iterator[str]:
    """Yield a paragraph on each of the worst queries, the worst first."""
    scores = score_run(run, queries)
    for judged in sorted(queries, key=lambda judged: (scores[judged.qid].ndcg, judged.qid))[:count]:
        ids = engine.ids(SearchRequest(query=judged.query, size=DEPTH))
        yield "\n".join(
            (
                f"{scores[judged.qid].ndcg:.2f} {judged.qid} «{judged.query}» ({len(ids)} answers)",
                *_wanted(judged, ids, catalogue),
                *_first(judged, run[judged.qid], catalogue),
            )
        )


def _wanted(judged: Judged, ids: Sequence[str], catalogue: Catalogue) -> Iterator[str]:
    for id, grade in sorted(judged.relevant.items(), key=lambda item: -item[1]):
        rank = f"rank {ids.index(id) + 1}" if id in ids else "not found"
        yield f"  wanted ({grade}) {rank:9} {_described(id, catalogue)}"


def _first(judged: Judged, ids: Sequence[str], catalogue: Catalogue) -> Iterator[str]:
    for rank, id in enumerate(ids[:_FIRST], start=1):
        yield f"  {rank}. {'*' if id in judged.relevant else ' '} {_described(id, catalogue)}"


def _described(id: str, catalogue: Catalogue) -> str:
    found = catalogue.get_many([id])
    return f"{id} {found[id].title[:_TITLE] if id in found else '(not held)'}"
