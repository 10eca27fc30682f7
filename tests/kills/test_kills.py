"""The till dies at every named step and at any moment, and the next start puts everything right."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")

ROUNDS: tuple[tuple[str, str | None, int], ...] = (
    ("counter", None, 100),
    ("closing", None, 20),
    ("buying", "none", 55),
    ("buying", "lost_after", 45),
    ("buying", "lost_before", 45),
    ("buying", "error_500", 35),
    ("day", "none", 30),
)
"""What is killed, what is wrong with the platform, and how often in the ordinary run."""
STEPS = {
    "counter": {
        "sale.begun", "sale.lines_written", "sale.goods_written", "sale.before_commit",
        "sale.committed", "confirm.before_commit", "confirm.committed", "drop.before_commit",
        "refund.before_commit", "refund.committed", "void.before_commit", "void.committed",
        "reveal.committed", "print.reveal_committed",
    },
    "closing": {"close.shift_closed", "close.before_commit", "close.committed"},
    "buying": {
        "purchase.prepared", "purchase.attempt_committed", "purchase.sending_committed",
        "purchase.after_send", "purchase.answer_committed", "purchase.parsed",
        "purchase.{state}_committed",
    },
    "day": set(),
}  # fmt: skip
_SETTLED = re.compile(r"(purchase\.)(?:fulfilled|unknown|human|rejected|cancelled)(_committed)")
ELSEWHERE = {
    "pin.counted",  # killed in tests/services/test_staff.py
    "purchase.after_query",  # acg-faka has no way to ask for an order without its number
}


def _run(folder: Path, *arguments: str) -> dict[str, dict[str, int]]:
    finished = subprocess.run(
        [sys.executable, "-m", "tests.kills.harness", str(folder), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr[-4000:]
    result: dict[str, dict[str, int]] = json.loads(finished.stdout)
    return result


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("flows", "faults", "kills"), ROUNDS)
def test_a_kill_at_each_step_loses_nothing_doubles_nothing_and_leaves_no_half(
    tmp_path: Path,
    sized: Callable[[int, int], int],
    flows: str,
    faults: str | None,
    kills: int,
) -> None:
    count = sized(kills, kills * 8)
    arguments = (flows, str(count), "20260618", *([faults] if faults else []))
    result = _run(tmp_path, *arguments)
    assert sum(result["kills"].values()) == count
    died_at = set(result["kills"])
    died_at |= {_SETTLED.sub(r"\1{state}\2", name) for name in died_at}
    assert died_at >= STEPS[flows]


def test_three_hundred_kills_are_the_ordinary_run() -> None:
    assert sum(kills for _, _, kills in ROUNDS) >= 300


def test_every_step_that_the_program_names_is_killed_at() -> None:
    named = {
        found
        for path in (ROOT / "desktop").rglob("*.py")
        for found in re.findall(r"\.reached\(\s*f?\"([^\"]+)\"", path.read_text(encoding="utf-8"))
    }
    assert named == set().union(*STEPS.values()) | ELSEWHERE
