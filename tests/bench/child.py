"""Looks at processes while they work: what they and their children take of memory and processors, and what they say."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from tempfile import TemporaryFile

import psutil

SAMPLE = 0.02  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Ran:
    """What a process said, the most bytes that it held with its children, and the seconds that these worked, without itself."""

    said: bytes
    memory: int
    helped: float


def run_module(name: str, arguments: Sequence[str]) -> Ran:
    """Run a module of ours in a new Python to its end; raise CalledProcessError if it fails. Its errors are shown."""
    command, most, worked = [sys.executable, "-m", name, *arguments], 0, dict[int, float]()
    with TemporaryFile() as output:
        process = psutil.Popen(command, stdout=output)
        while process.poll() is None:
            most = max(most, memory(process))
            worked |= dict(_working(process))
            time.sleep(SAMPLE)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        output.seek(0)
        return Ran(output.read(), most, sum(worked.values()))


def memory(process: psutil.Process) -> int:
    """Return the bytes that a process and its descendants hold now; pages that they share count once where the system tells."""
    try:
        family = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(map(_memory_of_one, family))


def own_memory() -> int:
    """Return the bytes that this process alone holds: files that are mapped into memory do not count."""
    return int(psutil.Process().memory_full_info().uss)


def _working(process: psutil.Process) -> Iterator[tuple[int, float]]:
    """Yield each descendant with the seconds that processors have worked for it until now."""
    with suppress(psutil.NoSuchProcess):
        for child in process.children(recursive=True):
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):  # it has ended meanwhile
                times = child.cpu_times()
                yield child.pid, times.user + times.system


def _memory_of_one(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss if psutil.LINUX else process.memory_info().rss)
    except (psutil.NoSuchProcess, psutil.AccessDenied):  # it has ended meanwhile
        return 0
