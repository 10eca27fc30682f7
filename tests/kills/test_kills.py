"""The till dies at every named step and at any moment, and the next start puts everything right."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.kills.bugs import BUGS

ROOT = Path(__file__).resolve().parents[2]
ROOM_BYTES = 200_000_000
SEED = "20260618"
KILLS_TO_FIND_A_BUG = 30

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")

ROUNDS: tuple[tuple[str, str, int], ...] = (
    ("counter", "", 90),
    ("desk", "", 50),
    ("closing", "", 16),
    ("buying", "none", 50),
    ("buying", "lost_after", 45),
    ("buying", "lost_before", 45),
    ("buying", "error_500", 35),
    ("asking", "dujiao_next=none", 60),
    ("deciding", "rainbow=none", 60),
    ("gateway", "", 130),
    ("switching", "sold_out+none", 45),
    ("rush", "none+none", 15),
    ("rush", "mixed+none", 15),
    ("rush", "sold_out:0.5+lost_after:0.3", 15),
    ("day", "none", 30),
)
"""What is killed, what is wrong with each platform, and how often in the ordinary run."""
FULL_TIMES, FULL_TIMES_OF_TWO = 8, 3
"""How many times as often in the full run; where each sale needs goods of its own, fewer."""
STEPS = {
    "counter": {
        "sale.begun", "sale.lines_written", "sale.goods_written", "sale.before_commit",
        "sale.committed", "confirm.payments_written", "confirm.before_commit", "confirm.committed",
        "drop.before_commit", "drop.committed", "return.lines_written", "return.goods_written",
        "return.payments_written", "refund.before_commit", "refund.committed",
        "void.before_commit", "void.committed", "method_change.before_commit",
        "method_change.committed", "reveal.before_commit", "reveal.committed",
        "print.before_queued", "print.queued", "print.reveal_committed", "print.on_paper",
        "print.before_finished", "print.finished", "seal.before_commit", "seal.committed",
        "seal.file_written", "seal.before_handed_over", "seal.handed_over",
    },
    "desk": {
        "hold.before_commit", "hold.committed", "recall.before_commit", "recall.committed",
        "put_back.before_commit", "put_back.committed", "discard.before_commit",
        "discard.committed", "cards.chunk_written", "import.products_added",
        "import.products_changed", "import.customers_added", "import.customers_changed",
        "import.points_booked", "import.before_commit", "import.committed",
        "cash_moved.before_commit", "cash_moved.committed", "shift_close.before_commit",
        "shift_close.committed", "shift_open.before_commit", "shift_open.committed",
    },
    "closing": {
        "cash_count.before_commit", "cash_count.committed", "tender_count.before_commit",
        "tender_count.committed", "balance_count.before_commit", "balance_count.committed",
        "close.shift_closed", "close.before_commit", "close.committed",
    },
    "buying": {
        "purchase.prepared", "purchase.attempt_committed", "purchase.sending_committed",
        "purchase.after_send", "purchase.answer_committed", "purchase.parsed",
        "purchase.{state}_committed",
    },
    "switching": {
        "sale.committed", "purchase.sending_committed", "purchase.after_send",
        "purchase.answer_committed", "purchase.parsed", "purchase.source_switched",
        "purchase.{state}_committed",
    },
    "gateway": {
        "gateway.sale_kept", "gateway.payment_written", "gateway.sending_committed",
        "gateway.answer_committed", "gateway.{state}_committed", "gateway.booked",
        "gateway.cancelled", "gateway.stray_committed", "gateway_refund.written",
        "gateway_refund.sending_committed", "gateway_refund.answer_committed",
        "gateway_refund.answer_read", "gateway_refund.{state}_committed",
    },
    "rush": set(),
    "day": set(),
}  # fmt: skip
STEPS |= {"asking": STEPS["buying"] | {"purchase.after_query"}, "deciding": STEPS["buying"]}
_SETTLED = re.compile(
    r"((?:purchase|gateway|gateway_refund)\.)"
    r"(?:fulfilled|unknown|human|rejected|cancelled|waiting|paid|done|by_hand)"
    r"(_committed)"
)
ELSEWHERE = {
    "pin.counted",  # killed in tests/services/test_staff.py
    # killed in tests/services/test_after_sales_watch.py and test_compensations.py
    "ticket_open.before_commit",
    "ticket_open.committed",
    "ticket_reply.before_commit",
    "ticket_late.before_commit",
    "ticket_late.committed",
    "ticket_note.before_commit",
    "compensation.before_commit",
    "compensation.committed",
    # killed in tests/services/test_card_replacements.py
    "replacement.before_commit",
    "replacement.committed",
    # killed in tests/services/test_retention.py
    "retention.piece_committed",
    "retention.member_committed",
    # killed in tests/services/test_owner_writes_cut_off.py
    "bills.before_commit",
    "bills.committed",
    "capital.before_commit",
    "capital.committed",
    "review.before_commit",
    "review.committed",
    # killed in tests/services/test_chain_sales.py
    "chain.paid",
    "chain.sold",
    "chain.noted",
    # killed in tests/services/test_campus_agents.py
    "payout.before_commit",
    "payout.committed",
    # killed in tests/services/test_member_faults.py
    "stored.before_commit",
    "credit.before_commit",
    "merge.before_commit",
}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in memory where there is one.

    A killed process loses nothing that it wrote, synced or not: waiting for a disk proves nothing.
    """
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < ROOM_BYTES:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="katai-kills-", dir=memory) as quick:
        yield Path(quick)


def _harness(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.kills.harness", str(folder), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("flows", "faults", "kills"), ROUNDS)
def test_a_kill_at_each_step_loses_nothing_doubles_nothing_and_leaves_no_half(
    folder: Path, sized: Callable[[int, int], int], flows: str, faults: str, kills: int
) -> None:
    times = FULL_TIMES_OF_TWO if "+" in faults else FULL_TIMES
    count = sized(kills, kills * times)
    finished = _harness(folder, flows, str(count), SEED, faults)
    assert finished.returncode == 0, finished.stderr[-4000:]
    died_at: dict[str, int] = json.loads(finished.stdout)["kills"]
    assert sum(died_at.values()) == count
    steps = {_SETTLED.sub(r"\1{state}\2", name) for name in died_at}
    assert steps >= STEPS[flows]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_put_in_on_purpose_is_found(folder: Path, bug: str) -> None:
    _, flow, faults = BUGS[bug]
    finished = _harness(folder, flow, str(KILLS_TO_FIND_A_BUG), SEED, faults or "", bug)
    assert finished.returncode != 0, "killed at every step of it, and not found"
    assert "AssertionError" in finished.stderr


def test_three_hundred_kills_are_the_ordinary_run() -> None:
    assert sum(kills for _, _, kills in ROUNDS) >= 300


def test_every_step_that_the_program_names_is_killed_at() -> None:
    named = {
        found
        for path in (ROOT / "desktop").rglob("*.py")
        for found in re.findall(r"\.reached\(\s*f?\"([^\"]+)\"", path.read_text(encoding="utf-8"))
    }
    assert named == set().union(*STEPS.values()) | ELSEWHERE
