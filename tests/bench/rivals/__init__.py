"""The engines that are measured side by side: ours and those that one would take instead. One file for each."""

from importlib import import_module

from tests.bench.rivals.engine import Engine

# An engine is imported by name, so that the memory of a process is that of one engine.
_PLACES = {
    "ours": "ours.Ours",
    "whoosh": "plain_whoosh.PlainWhoosh",
    "fts5": "fts5.Fts5",
    "fts5-tuned": "fts5.TunedFts5",
    "tantivy": "tantivy_py.Tantivy",
}
NAMES = tuple(_PLACES)


def make_engine(name: str) -> Engine:
    """Return an engine, not open yet; raise ImportError if it is not installed."""
    module, _, kind = _PLACES[name].partition(".")
    made: Engine = getattr(import_module(f"{__name__}.{module}"), kind)()
    return made
