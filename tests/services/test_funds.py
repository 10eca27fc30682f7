"""资金: both sides of the sum agree after anything the shop does, and what does not is a gap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.domain.account_money import EntryKind, MoneyAct
from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.funds import CapitalKind, Funds, MoneyPlace
from desktop.domain.money import ZERO, Money
from desktop.domain.sale import ReturnReason, SaleSnapshot
from desktop.domain.shift import CashReason
from desktop.domain.tender import Tender, TenderMethod
from desktop.models.purchases import purchase
from desktop.services.account_money import AccountMoney
from desktop.services.funds import FundsDesk
from desktop.services.returns import RefundRequest
from desktop.storage import ledger
from tests.services.test_day_findings import ClosingShop


class OwnersShop(ClosingShop):
    """A closing shop with its funds."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.funds = FundsDesk(self.ground, self.settings, self.rights)
        self.money = AccountMoney(self.ground, self.rights)
        self.local = self.a_product("QB50", price=50_00, cost=47_00, cards=30)
        self.shifts.move_cash(self.owner, Money(500_00), CashReason.CHANGE_BROUGHT)
        self.sales: list[SaleSnapshot] = []
        self.number = 0

    def read(self) -> Funds:
        """Ask the accounts, then add up."""
        self.stock_sync.sync([self.account_id])
        return self.funds.read(self.owner)

    def sell_local(self, tender: TenderMethod) -> None:
        """Sell two local cards."""
        self.number += 1
        cart = Cart().with_product(self.checkout.get_product(self.local.id), 2)
        total = self.checkout.price(cart).total
        parts = () if tender is TenderMethod.CASH else (Tender(tender, total),)
        self.sales.append(self.sell(cart, *parts, request_id=f"l{self.number}").sale)

    def give_back(self) -> None:
        """Give back a piece of the last sale that can still be given back."""
        if not self.sales:
            return
        sold = self.sales.pop()
        self.number += 1
        self.returns.refund(
            self.owner,
            RefundRequest(
                f"b{self.number}",
                sold.id,
                {sold.lines[0].id: 1},
                ReturnReason.GOODWILL,
                self.shift.id,
                "好意",
            ),
        )


@pytest.fixture
def shop() -> OwnersShop:
    return OwnersShop()


def test_a_shop_that_did_nothing_has_what_was_put_in(shop: OwnersShop) -> None:
    found = shop.read()
    assert (found.accounts, found.cards) == (Money(5000_00), Money(30 * 47_00))
    assert (found.capital, found.profit.total, found.gap) == (found.there, ZERO, ZERO)


def test_a_bought_card_that_was_sold_is_profit(shop: OwnersShop) -> None:
    before = shop.read()
    shop.sell_one()
    found = shop.read()
    assert found.profit.total - before.profit.total == Money(9_00)
    assert (found.accounts - before.accounts, found.cash) == (Money(-91_00), Money(100_00))
    assert found.gap == ZERO


def test_an_account_charged_twice_is_a_gap_and_no_profit(shop: OwnersShop) -> None:
    shop.sell_one()
    shop.platform.balance -= Decimal("91.00")
    found = shop.read()
    assert found.profit.total == Money(9_00)
    assert found.gap == Money(-91_00)


def test_goods_on_their_way_are_owed_and_paid_for(shop: OwnersShop) -> None:
    cart = Cart().with_product(shop.checkout.get_product(shop.product.id))
    shop.sell(cart, request_id="waiting")
    found = shop.read()
    assert (found.undelivered, found.profit.total, found.gap) == (Money(100_00), ZERO, ZERO)
    with shop.ground.database.read() as connection:
        (waiting,) = connection.scalars(select(purchase.c.id))
    shop.settle(waiting)
    found = shop.read()
    assert (found.undelivered, found.profit.total, found.gap) == (ZERO, Money(9_00), ZERO)


def test_capital_needs_an_amount_and_a_word_and_only_the_owner(shop: OwnersShop) -> None:
    book = shop.funds.book
    put_in, cash = CapitalKind.PUT_IN, MoneyPlace.CASH
    for actor, amount, note, code in (
        (shop.cashier, 100, "开店", "denied"),
        (shop.owner, 0, "开店", "amount_out_of_range"),
        (shop.owner, 100, " ", "needs_reason"),
    ):
        with pytest.raises(BusinessRuleError) as refused:
            book(actor, put_in, cash, Money(amount), note)
        assert refused.value.code == code
    assert shop.funds.entries(shop.owner) == ()


def test_capital_stands_in_the_list_and_in_the_ledger(shop: OwnersShop) -> None:
    shop.funds.book(shop.owner, CapitalKind.TAKEN_OUT, MoneyPlace.CODES, Money(300_00), "生活费")
    (row,) = shop.funds.entries(shop.owner)
    assert (row.kind, row.amount, row.note) == (CapitalKind.TAKEN_OUT, Money(300_00), "生活费")
    found = shop.read()
    assert (found.taken_out, found.codes, found.gap) == (Money(300_00), Money(-300_00), ZERO)
    with shop.ground.database.read() as connection:
        assert not ledger.verify(connection, shop.ground.vault).problems


def test_the_month_is_held_against_the_goal_with_unknown_cost_apart(shop: OwnersShop) -> None:
    shop.settings.change(shop.owner, {"owner.month_goal": Money(3000_00)})
    shop.sell_one()
    unknown = shop.a_product("NOCOST", price=10_00, cost=None, cards=2)
    cart = Cart().with_product(unknown)
    shop.sell(cart, request_id="u1", approval=shop.approval)
    month = shop.funds.month(shop.owner, shop.shifts.business_date_now())
    assert (month.gross, month.unknown_lines, month.goal) == (Money(9_00), 1, Money(3000_00))


ACTS = st.sampled_from(
    ["sell", "sell_code", "local", "local_code", "refund", "capital", "take", "top_up",
     "rebate", "expense", "to_safe", "stock", "buy", "close"]
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ACTS, min_size=1, max_size=9))
def test_whatever_the_shop_does_both_sides_agree(acts: list[str]) -> None:
    shop = OwnersShop()
    for act in acts:
        shop.clock.pass_time(timedelta(minutes=2))
        _do(shop, act)
    found = shop.read()
    assert found.gap == ZERO, (acts, found)


def _do(shop: OwnersShop, act: str) -> None:
    money = {
        "top_up": (MoneyAct(EntryKind.TOP_UP, Money(1000_00), fee=Money(6_00)), "994.00"),
        "rebate": (MoneyAct(EntryKind.REBATE, Money(12_00)), "12.00"),
    }
    acts: dict[str, Callable[[], object]] = {
        "sell": shop.sell_one,
        "sell_code": partial(shop.sell_one, tender=TenderMethod.WECHAT),
        "local": partial(shop.sell_local, TenderMethod.CASH),
        "local_code": partial(shop.sell_local, TenderMethod.WECHAT),
        "refund": shop.give_back,
        "capital": partial(_capital, shop, CapitalKind.PUT_IN, MoneyPlace.CASH),
        "take": partial(_capital, shop, CapitalKind.TAKEN_OUT, MoneyPlace.CODES),
        "expense": partial(
            shop.shifts.move_cash, shop.owner, Money(-5_00), CashReason.EXPENSE, "饮水"
        ),
        "to_safe": partial(shop.shifts.move_cash, shop.owner, Money(-20_00), CashReason.HANDED_IN),
        "stock": partial(_more_cards, shop),
        "buy": partial(_buy, shop),
        "close": partial(_close, shop),
    }
    if act in money:
        typed, arrived = money[act]
        shop.money.book(shop.owner, shop.account_id, typed)
        shop.platform.balance += Decimal(arrived)
        return
    acts[act]()


def _capital(shop: OwnersShop, kind: CapitalKind, place: MoneyPlace) -> None:
    shop.funds.book(shop.owner, kind, place, Money(80_00), "家用")


def _more_cards(shop: OwnersShop) -> None:
    shop.number += 1
    shop.stock(shop.local, [f"MORE-{shop.number}-A", f"MORE-{shop.number}-B"], 46_00)


def _buy(shop: OwnersShop) -> None:
    shop.settle(shop.buy(shop.product, 2).id)


def _close(shop: OwnersShop) -> None:
    shop.sign(short=Money(3_00))
    shop.clock.pass_time(timedelta(days=1))
    shop.open_shift(Money(500_00))
