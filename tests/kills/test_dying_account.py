"""Two accounts, one dying in the middle of a sale: the day goes on, and nothing is bought twice.

Both are practice platforms in processes of their own; the one that dies is killed as a machine
loses its power, and comes back with what it had written down.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop.domain.purchase import OPEN_STATES, PurchaseState
from desktop.domain.sale import CompletedSale
from tests.kills import checks
from tests.kills.till import ACCOUNT_NAMES, BOUGHT, STOCKED, Outside, Till, make_till
from tests.practice.practice_process import Practice, practice

S = PurchaseState
DRIPPING = "slow_drip"
"""How the first one answers: it has bought, and says so a few bytes at a time."""
PATIENCE_SECONDS = 30.0


@dataclass
class Two:
    """Two platforms with their own books, and a till with an account at each."""

    till: Till
    states: list[Path]
    platforms: list[Practice]
    stack: ExitStack

    def orders(self) -> list[int]:
        return [len(checks.orders_in(state)) for state in self.states]

    def kill_first(self) -> None:
        self.platforms[0].process.kill()
        self.platforms[0].process.wait()

    def bring_first_back(self) -> None:
        """Start it on the same address and the same book, well again."""
        port = urlsplit(self.platforms[0].first_line["base_url"]).port
        again = practice("--state", self.states[0], "--port", port, "--seed", 1)
        self.platforms[0] = self.stack.enter_context(again)

    def states_of(self, sale: CompletedSale) -> list[PurchaseState]:
        lines = {line.id for line in sale.sale.lines}
        return [one.state for one in self.till.purchases() if one.sale_line_id in lines]

    def accounts_of(self, sale: CompletedSale) -> list[str]:
        lines = {line.id for line in sale.sale.lines}
        return [one.account for one in self.till.purchases() if one.sale_line_id in lines]

    def check(self) -> dict[str, int]:
        checks.check_whole(self.till)
        return checks.check_needs(self.till, self.states)


def _two(tmp_path: Path, faults: str, stack: ExitStack) -> Two:
    states = [tmp_path / f"practice{at}.db" for at in range(2)]
    platforms = [
        stack.enter_context(practice("--state", state, "--seed", at + 1, "--faults", fault))
        for at, (state, fault) in enumerate(zip(states, (faults, "none"), strict=True))
    ]
    outside = Outside(tmp_path)
    make_till(outside, [one.first_line for one in platforms], cards=1)
    outside.pass_a_second()
    outside.starts += 1
    till = Till(outside)
    stack.callback(till.close)
    return Two(till, states, platforms, stack)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as kept:
        yield kept


def _advance_all(two: Two) -> None:
    for snapshot in two.till.shop.purchasing.advance_due():
        two.till.say("purchase", id=snapshot.id, state=snapshot.state)


def _wait_for_order(two: Two) -> None:
    """Wait until the first platform has written the order down; its answer is on its way."""
    ends_at = time.monotonic() + PATIENCE_SECONDS
    while two.orders()[0] == 0:
        assert time.monotonic() < ends_at, "the order never came"
        time.sleep(0.01)


@pytest.mark.timeout(300)
def test_an_account_that_dies_while_it_answers_keeps_its_line_and_the_others_go_on(
    tmp_path: Path, stack: ExitStack
) -> None:
    two = _two(tmp_path, DRIPPING, stack)
    first = two.till.sell("first", two.till.cart(BOUGHT))
    machine = threading.Thread(target=_advance_all, args=(two,))
    machine.start()
    _wait_for_order(two)
    two.kill_first()
    machine.join()
    assert two.states_of(first) == [S.UNKNOWN]
    assert two.orders() == [1, 0], "bought elsewhere while nothing was known"

    second = two.till.sell("second", two.till.cart(STOCKED))
    two.till.settle()  # while the first is away: its own line waits, nothing else is tried for it
    assert sorted(two.states_of(second)) == [S.CANCELLED, S.FULFILLED]
    assert sorted(two.accounts_of(second)) == sorted(ACCOUNT_NAMES)
    assert len(two.states_of(first)) == 1
    assert set(two.states_of(first)) <= OPEN_STATES
    assert two.orders() == [1, 1]
    two.bring_first_back()
    two.till.settle()
    assert two.orders() == [1, 1]
    assert two.accounts_of(first) == [ACCOUNT_NAMES[0]]
    assert two.check() == {"human": 1, "cancelled": 1, "fulfilled": 1}


@pytest.mark.timeout(300)
def test_an_account_that_died_before_the_order_left_hands_its_line_on(
    tmp_path: Path, stack: ExitStack
) -> None:
    two = _two(tmp_path, "none", stack)
    two.kill_first()
    sold = two.till.sell("sold", two.till.cart(BOUGHT))
    two.till.settle()
    assert two.accounts_of(sold) == [*reversed(ACCOUNT_NAMES)]
    assert sorted(two.states_of(sold)) == [S.CANCELLED, S.FULFILLED]
    assert two.orders() == [0, 1]
    two.bring_first_back()
    two.till.settle()
    assert two.check() == {"cancelled": 1, "fulfilled": 1}


@pytest.mark.timeout(300)
def test_an_account_that_is_back_before_the_repeat_says_that_it_has_sold(
    tmp_path: Path, stack: ExitStack
) -> None:
    two = _two(tmp_path, DRIPPING, stack)
    sold = two.till.sell("sold", two.till.cart(BOUGHT))
    machine = threading.Thread(target=_advance_all, args=(two,))
    machine.start()
    _wait_for_order(two)
    two.kill_first()
    machine.join()
    two.bring_first_back()
    two.till.settle()
    assert two.orders() == [1, 0]
    (one,) = two.till.purchases()
    assert (one.state, one.reason_code) == (S.HUMAN, "fetch_by_hand")
    assert two.accounts_of(sold) == [ACCOUNT_NAMES[0]]
    assert two.check() == {"human": 1}
