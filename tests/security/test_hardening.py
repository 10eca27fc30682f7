from __future__ import annotations

import subprocess
import sys

import pytest

from desktop.security.system import SystemClock, SystemRandomness

SCRIPT = """
import ctypes, resource
from desktop.security.hardening import forbid_core_dumps
forbid_core_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
def test_no_core_dump_is_ever_written() -> None:
    finished = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert finished.stdout.strip() == "(0, 0) 0"


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
