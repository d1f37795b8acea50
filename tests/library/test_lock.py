"""There is one writer at a time, and the second is told who the first is."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from library.errors import HomeError, LockedError
from library.lock import writer_lock
from library.settings import Settings

HOLD = (
    "import sys, time; from pathlib import Path; from library.lock import writer_lock; from library.settings import Settings\n"
    "with writer_lock(Settings(home=Path(sys.argv[1])), 'import'):\n"
    "    print('held', flush=True); time.sleep(60)"
)


def holder(settings: Settings) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(settings.home)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_process_is_told_who_holds_the_lock_and_a_kill_frees_it(settings: Settings) -> None:
    with holder(settings) as first:
        with pytest.raises(LockedError) as caught, writer_lock(settings, "add"):
            pass
        sentence = str(caught.value)
        assert "«kartotek import»" in sentence
        assert f"process {first.pid}" in sentence
        assert re.search(r"since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d", sentence)
        os.kill(first.pid, signal.SIGKILL)
        first.wait(timeout=10)
        with writer_lock(settings, "add"):
            pass


def test_the_lock_is_free_after_an_error(settings: Settings) -> None:
    with pytest.raises(RuntimeError), writer_lock(settings, "import"):
        raise RuntimeError
    with writer_lock(settings, "import"):
        pass


def test_a_thread_of_the_same_process_is_refused_too(settings: Settings) -> None:
    with (
        writer_lock(settings, "import"),
        pytest.raises(LockedError, match=f"process {os.getpid()}"),
        writer_lock(settings, "add"),
    ):
        pass


def test_a_holder_that_has_not_signed_is_still_a_holder(settings: Settings) -> None:
    with writer_lock(settings, "import"):
        settings.lock.write_bytes(b"")
        with pytest.raises(LockedError, match="Another process is writing"), writer_lock(settings, "add"):
            pass


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HomeError, match="cannot be written"), writer_lock(Settings(home=tmp_path / "file" / "home"), "add"):
        pass
