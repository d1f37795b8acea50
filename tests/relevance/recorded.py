"""Keeps a run, so that later ones can be held against it. Of the queries it has the ids only."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tests.relevance.scoring import Judged, Measures, Run, categories, compare

RECORDED = Path(__file__).with_name("recorded.json")


class Recorded(msgspec.Struct, frozen=True):
    """A run, when and of what."""

    date: str
    commit: str
    table: tuple[Measures, ...]
    run: dict[str, list[str]]

    def covers(self, queries: list[Judged]) -> bool:
        """Tell whether all these queries were asked then."""
        return all(judged.qid in self.run for judged in queries)


def read_recorded(path: Path = RECORDED) -> Recorded | None:
    """Return the run that was recorded last, if there is one."""
    return msgspec.json.decode(path.read_bytes(), type=Recorded) if path.is_file() else None


def record(run: Run, table: tuple[Measures, ...], path: Path = RECORDED) -> None:
    """Record a run of today, in place of the last."""
    answers = {qid: list(ids) for qid, ids in run.items()}
    recorded = Recorded(datetime.now(UTC).date().isoformat(), _commit(), table, answers)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(recorded), indent=1) + b"\n")


def differences(run: Run, recorded: Recorded, queries: list[Judged]) -> str:
    """Return the paired difference to a recorded run, by category and over all."""
    lines = [f"Difference to the run of {recorded.date} ({recorded.commit}):"]
    for category, group in categories(queries).items():
        lines.append(f"  {category:9} {compare(run, recorded.run, group)}")
    return "\n".join(lines)


def _commit() -> str:
    """Return the short name of the commit that is checked out, marked if there are changes."""
    asked = ["git", "describe", "--always", "--dirty"]
    try:
        return subprocess.run(asked, cwd=RECORDED.parent, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
