"""The purchase machine against the practice platform, a process of its own on loopback."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.connectors.http_client import HttpClient
from desktop.domain.purchase import PurchaseState
from desktop.services.accounts import AccountDraft, Accounts
from desktop.services.purchasing import PurchaseSnapshot, Purchasing
from desktop.services.recovery import Recovery
from desktop.services.stock_sync import StockSync
from tests.buying import BuyingShop
from tests.practice.practice_process import Practice, practice

S = PurchaseState
CARD = "YJ100"


class PracticeShop(BuyingShop):
    """The till with an account at a running practice platform."""

    def open_services(self) -> None:
        door = HttpClient()
        self.accounts = Accounts(self.ground, self.rights, door)
        self.stock_sync = StockSync(self.ground, self.rights, self.catalog, door)
        self.purchasing = Purchasing(self.ground, self.rights, door)
        self.recovery = Recovery(self.ground, self.purchasing)

    def join(self, running: Practice) -> None:
        access = running.access
        draft = AccountDraft("acg_faka", "练习卡盟", access.values, access.secrets)
        self.accounts.add(self.owner, draft)
        (report,) = self.stock_sync.sync()
        assert report.error is None

    def buy_settled(self, code: str, ceiling: int = 99_00, quantity: int = 1) -> PurchaseSnapshot:
        product = self.adopt(code)
        return self.settle(self.buy(product, quantity, ceiling).id)


@contextmanager
def running_shop(state: Path, *arguments: object):
    with practice("--state", state, *arguments) as running:
        shop = PracticeShop()
        shop.join(running)
        yield shop


def orders_in(state: Path) -> list[str]:
    with sqlite3.connect(f"file:{state}?mode=ro", uri=True) as connection:
        return [row[0] for row in connection.execute("SELECT request_no FROM orders")]


@pytest.mark.parametrize(
    ("profile", "state_after", "orders"),
    [
        ("none", S.FULFILLED, 1),
        ("lost_before", S.HUMAN, 0),
        ("lost_after", S.HUMAN, 1),
        ("error_500", S.HUMAN, None),
        ("sold_out", S.REJECTED, 0),
        ("html", S.HUMAN, None),
    ],
)
def test_each_fault_ends_as_the_table_says_and_never_in_two_orders(
    tmp_path: Path, profile: str, state_after: PurchaseState, orders: int | None
) -> None:
    state = tmp_path / "shop.db"
    with running_shop(state, "--faults", profile, "--seed", 3) as shop:
        settled = shop.buy_settled(CARD)
        numbers = orders_in(state)
    assert settled.state is state_after, settled.events
    assert set(numbers) <= {settled.number}
    assert len(numbers) <= 1
    if orders is not None:
        assert len(numbers) == orders


def test_a_price_jump_sends_nothing(tmp_path: Path) -> None:
    state = tmp_path / "shop.db"
    with running_shop(state, "--faults", "price_jump") as shop:
        stopped = shop.buy(shop.adopt(CARD), 1, 96_00)
    assert (stopped.state, stopped.reason_code) == (S.CANCELLED, "price_above_ceiling")
    assert orders_in(state) == []


@pytest.mark.parametrize("seed", [0, 1, pytest.param(2, marks=pytest.mark.full), 3])
def test_half_the_orders_meet_any_fault_and_each_number_is_bought_once(
    tmp_path: Path, seed: int
) -> None:
    state = tmp_path / "shop.db"
    with running_shop(state, "--faults", "mixed:0.5", "--seed", seed) as shop:
        product = shop.adopt(CARD)
        bought = []
        for _ in range(8):
            purchase = shop.buy(product, 1, 99_00)
            bought.append(shop.settle(purchase.id))
            for account in shop.accounts.list_accounts():
                if account.is_frozen:  # it charged more than it had said
                    shop.accounts.release(shop.owner, account.id)
    numbers = orders_in(state)
    assert len(numbers) == len(set(numbers))
    by_number = {one.number: one for one in bought}
    for number in numbers:
        assert by_number[number].state in {S.FULFILLED, S.HUMAN}, "an order was forgotten"
    for one in bought:
        if one.state is S.FULFILLED:
            assert one.number in numbers
        assert one.state in {S.FULFILLED, S.HUMAN, S.REJECTED, S.CANCELLED, S.NOT_PLACED}


def test_a_shop_that_is_gone_leaves_the_purchase_prepared(tmp_path: Path) -> None:
    state = tmp_path / "shop.db"
    with running_shop(state) as shop:
        product = shop.adopt(CARD)
    waiting = shop.buy(product, 1, 99_00)
    assert waiting.state is S.PREPARED
    assert shop.accounts.list_accounts()[0].trouble_code == "platform_silent"
    assert orders_in(state) == []
