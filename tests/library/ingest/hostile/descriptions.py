"""Sidecars that explode, call for code, or say what no description says; each beside a file that would be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from library.ingest.sidecar import MAX_SIZE
from tests.library.ingest.hostile.case import Fate, Hostile, write

_LEVELS = range(9)
_LISTS = "- &e0 [sild]\n" + "".join(f"- &e{n + 1} [{', '.join([f'*e{n}'] * 10)}]\n" for n in _LEVELS)
_MERGED = "e0: &e0 {sild: laks}\n" + "".join(f"e{n + 1}: &e{n + 1} {{<<: [{', '.join([f'*e{n}'] * 10)}]}}\n" for n in _LEVELS)
_FULL = MAX_SIZE - 100  # bytes
_NESTED = "is nested without end"


def _beside(ending: str, content: bytes | str) -> Callable[[Path], None]:
    """Return what puts a text in a folder, and this for its sidecar."""

    def put(folder: Path) -> None:
        write(folder, f"{folder.name}.txt", f"Tekst om {folder.name}.")
        write(folder, f"{folder.name}.txt{ending}", content)

    return put


def _calling(folder: Path) -> None:
    _beside(".yaml", f"title: !!python/object/apply:os.system ['touch {folder}/called']")(folder)


def _two(folder: Path) -> None:
    _beside(".yaml", "title: Eitt")(folder)
    write(folder, f"{folder.name}.txt.json", '{"title": "Anna"}')


def _of_nothing(folder: Path) -> None:
    write(folder, "borte.pdf.yaml", "title: Ei bok")


DESCRIPTIONS = (
    Hostile("sidecar bomb", _beside(".yaml", f"keywords:\n{_LISTS}"), "keywords[0]: Expected str, got array"),
    Hostile("sidecar bomb of merged mappings", _beside(".yaml", _MERGED), "there is no field"),
    Hostile("sidecar that calls a program", _calling, "title: Expected str | null, got array"),
    Hostile("sidecar of wrong types", _beside(".yaml", "concerns: [sild, laks]\n"), "concerns"),
    Hostile("sidecar that is a text", _beside(".yaml", "berre tekst\n"), "Expected object, got str"),
    Hostile("sidecar with a strange field", _beside(".json", '{"a\\nb\\u202ec": 1}'), "there is no field a bc"),
    Hostile("sidecar with half a letter", _beside(".json", '{"title": "Halv \\ud800 bokstav"}'), "Tekst om", Fate.TAKEN),
    Hostile("sidecar with an endless alias", _beside(".yaml", "title: *" + "a" * _FULL), "aaaa (and so on)"),
    Hostile("sidecar nested deep", _beside(".json", "[" * _FULL), _NESTED),
    Hostile("sidecar of lists in lists", _beside(".yaml", "- " * (_FULL // 2)), _NESTED),
    Hostile("sidecar with an endless number", _beside(".yaml", "title: 0x" + "F" * _FULL), "title: Expected str of length"),
    Hostile("sidecar with an endless time", _beside(".yaml", "title: 1" + ":1" * (_FULL // 2)), "title: Expected str of length"),
    Hostile("sidecar of binary", _beside(".yaml", bytes(range(256))), "is not in UTF-8"),
    Hostile("sidecar that is too large", _beside(".json", " " * (MAX_SIZE + 1)), "which no description has"),
    Hostile("sidecar of nothing", _of_nothing, "This describes a file that is not there: borte.pdf.", Fate.SKIPPED),
    Hostile("sidecar beside another", _two, "has two sidecars"),
)
