from __future__ import annotations

import subprocess
import sys

import pytest

from desktop.security.system import SystemClock, SystemRandomness

PROGRAM = """
import atexit, ctypes, resource
def tell():
    print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
atexit.register(tell)
from desktop.cli import run
run(["--help"])
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
def test_no_core_dump_of_the_program_is_ever_written() -> None:
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert finished.stdout.splitlines()[-1] == "(0, 0) 0"


def test_the_clock_is_in_utc_and_the_other_one_grows() -> None:
    clock = SystemClock()
    offset = clock.now().utcoffset()
    assert offset is not None
    assert not offset
    assert clock.monotonic_seconds() <= clock.monotonic_seconds()


def test_chance_gives_what_is_asked_for() -> None:
    chance = SystemRandomness()
    assert len(chance.bytes(16)) == 16
    assert chance.bytes(16) != chance.bytes(16)
    assert {chance.below(3) for _ in range(200)} == {0, 1, 2}
