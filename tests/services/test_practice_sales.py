"""Whole sales against the practice shop in each of its interfaces, over real sockets.

The till is the real one: a product adopted from a synced account, sold at the counter, bought just
in time. One sale of each kind loses its answer once the order is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.money import Money
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import CompletedSale
from desktop.domain.secret import Secret
from desktop.practice.server.dialects import DIALECTS
from desktop.services.purchase_decisions import Decision, Verdict
from desktop.services.purchasing import PurchaseSnapshot
from tests.kills import checks
from tests.kills.till import BOUGHT, LOSING, Outside, Till, make_till
from tests.practice.practice_process import Practice, Seen, orders_seen, practice

S = PurchaseState
LOST_COST = Money(9_50)


@dataclass
class Counter:
    """A till with one account, at a practice shop."""

    till: Till
    running: Practice

    def orders(self) -> list[Seen]:
        return orders_seen(self.running.first_line["base_url"])

    def sell(self, code: str) -> CompletedSale:
        if self.till.shop.checkout.find_exact(code) is None:
            self.till.adopt_from_each(code)
        return self.till.sell(code, self.till.cart(code))

    def advance(self) -> PurchaseSnapshot:
        self.till.shop.purchasing.advance_due()
        return self.purchase()

    def settle(self) -> PurchaseSnapshot:
        self.till.settle()
        return self.purchase()

    def purchase(self) -> PurchaseSnapshot:
        (one,) = self.till.purchases()
        return one

    def adopt(self, decision: Decision) -> PurchaseSnapshot:
        return self.till.shop.purchasing.decide(
            self.till.owner, self.purchase().id, decision, "网站上有这一单"
        )

    def cards_to_hand_over(self, sale: CompletedSale) -> list[str]:
        line = sale.sale.lines[0]
        seen = self.till.shop.delivery.reveal(self.till.owner, line.id)
        return [card.secret.reveal() for card in seen.cards]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def counter_at(dialect: str, tmp_path: Path, stack: ExitStack) -> Counter:
    state = tmp_path / "practice.db"
    running = stack.enter_context(practice("--state", state, "--dialect", dialect))
    outside = Outside(tmp_path)
    make_till(outside, [running.first_line], cards=1)
    outside.pass_a_second()
    outside.starts += 1
    till = Till(outside)
    stack.callback(till.close)
    return Counter(till, running)


def secret_in(card: str) -> str:
    return card.partition("----")[2]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_card_is_bought_for_the_customer_who_waits(
    dialect: str, tmp_path: Path, opened: ExitStack
) -> None:
    counter = counter_at(dialect, tmp_path, opened)
    sale = counter.sell(BOUGHT)
    bought = counter.settle()
    (order,) = counter.orders()
    assert (bought.state, bought.charged) == (S.FULFILLED, Money(9_55))
    assert order.our_number == bought.number
    assert counter.cards_to_hand_over(sale) == [secret_in(order.cards[0])]
    checks.check_whole(counter.till)


def test_a_lost_answer_is_asked_for_by_a_repeat_and_the_order_is_found_once(
    tmp_path: Path, opened: ExitStack
) -> None:
    counter = counter_at("dujiao_next", tmp_path, opened)
    sale = counter.sell(LOSING)
    assert counter.advance().state is S.UNKNOWN
    (order,) = counter.orders()
    found = counter.settle()
    assert (found.state, found.charged) == (S.FULFILLED, LOST_COST)
    assert counter.orders() == [order], "bought again"
    assert counter.cards_to_hand_over(sale) == [secret_in(order.cards[0])]


def test_a_refused_repeat_tells_that_it_was_bought_and_its_number_fetches_the_card(
    tmp_path: Path, opened: ExitStack
) -> None:
    counter = counter_at("acg_faka", tmp_path, opened)
    sale = counter.sell(LOSING)
    assert counter.advance().state is S.UNKNOWN
    known = counter.settle()
    assert (known.state, known.reason_code) == (S.HUMAN, "fetch_by_hand")
    (order,) = counter.orders()
    adopted = counter.adopt(Decision(Verdict.ADOPT, upstream_number=order.trade_no))
    assert (adopted.state, adopted.charged) == (S.ADOPTED, LOST_COST)
    assert counter.orders() == [order], "bought again"
    assert counter.cards_to_hand_over(sale) == [secret_in(order.cards[0])]


def test_without_a_number_nothing_is_repeated_and_a_person_copies_the_card(
    tmp_path: Path, opened: ExitStack
) -> None:
    counter = counter_at("rainbow", tmp_path, opened)
    sale = counter.sell(LOSING)
    assert counter.advance().state is S.UNKNOWN
    unclear = counter.settle()
    assert (unclear.state, unclear.reason_code) == (S.HUMAN, "compare_balance")
    assert unclear.changed_at - unclear.created_at >= timedelta(minutes=10)
    counter.till.shop.purchasing.recheck([unclear.id])
    assert counter.settle().state is S.HUMAN
    (order,) = counter.orders()
    assert order.our_number == unclear.number, "the website shows whose it is"
    copied = tuple(Secret(card) for card in order.cards)
    adopted = counter.adopt(Decision(Verdict.ADOPT, copied, order.trade_no))
    assert (adopted.state, adopted.charged) == (S.ADOPTED, LOST_COST)
    assert counter.orders() == [order], "bought again"
    assert counter.cards_to_hand_over(sale) == [secret_in(order.cards[0])]
