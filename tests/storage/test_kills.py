from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")


def _run(module: str, *arguments: str) -> dict[str, object]:
    finished = subprocess.run(
        [sys.executable, "-m", f"tests.storage.{module}", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr[-3000:]
    result: dict[str, object] = json.loads(finished.stdout)
    return result


@pytest.mark.timeout(1200)
def test_a_kill_at_any_moment_loses_no_acknowledged_sale_and_leaves_no_half(
    tmp_path: Path, sized: Callable[[int, int], int]
) -> None:
    rounds = sized(100, 2000)
    result = _run("kill_harness", str(tmp_path), str(rounds), "20260618")
    assert result["rounds"] == rounds
    assert int(str(result["sales"])) >= rounds


def test_a_disk_that_takes_no_more_refuses_whole_sales_and_keeps_the_rest(tmp_path: Path) -> None:
    result = _run("full_disk_harness", str(tmp_path), str(2_500_000))
    sold = int(str(result["sold"]))
    assert result["codes"] == ["disk_failing"] * 3
    assert sold > 10
    assert result["full"] == {"goods": sold, "money": sold, "entries": sold, "ok": True}
    later = sold + 1
    assert result["after"] == {"goods": later, "money": later, "entries": later, "ok": True}


def test_a_really_full_disk_refuses_whole_sales_and_keeps_the_rest(tmp_path: Path) -> None:
    script = (
        f"mount -t tmpfs -o size=3m none {tmp_path} && head -c 1000000 /dev/zero > "
        f"{tmp_path}/filler && {sys.executable} -m tests.storage.full_disk_harness {tmp_path} -"
    )
    probe = subprocess.run(
        ["unshare", "-rm", "sh", "-c", f"mount -t tmpfs none {tmp_path}"],
        capture_output=True,
        check=False,
    )
    if probe.returncode != 0:
        pytest.skip("this machine lets nobody mount a small disk")
    finished = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr[-3000:]
    result = json.loads(finished.stdout)
    sold = result["sold"]
    assert set(result["codes"]) <= {"disk_full", "disk_failing"}
    assert result["full"] == {"goods": sold, "money": sold, "entries": sold, "ok": True}
    assert result["after"]["goods"] == sold + 1
    assert result["after"]["ok"]
