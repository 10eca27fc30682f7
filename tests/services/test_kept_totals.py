"""Kept sums are those of the rows, whatever happened: sold, given back, undone, paid late, cost late.

The other side is worked out by the reports, which read rows and know nothing of what is kept.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from desktop.domain.cart import Cart
from desktop.domain.money import ZERO, Money
from desktop.domain.sale import PaymentState, SaleSnapshot
from desktop.domain.shift import CashReason
from desktop.domain.stretches import Period
from desktop.domain.tender import TenderMethod
from desktop.models.kept_totals import day_total
from desktop.models.payments import payment
from desktop.models.sales import sale_line
from desktop.reports.day_sales import read_profit
from desktop.services.overview import Overview
from desktop.storage import kept_totals, open_shift_queries, shift_queries
from desktop.storage.consistency import SUM_CHECKS
from desktop.storage.kept_totals import find_uneven_totals, moving_totals
from tests.buying import BuyingShop
from tests.factories import TillShop, a_till
from tests.shop import by_code

OPENED = 100_00
WHOLE_YEAR = (date(2026, 1, 1), date(2026, 12, 31))
ACTS = st.sampled_from(
    (
        *("sell", "sell_unknown", "give_away", "wait", "confirm", "drop", "refund", "void"),
        *("change", "cost", "night", "cash_in", "cash_out"),
    )
)


class Days:
    """A till on which anything may happen; what cannot be done now is left out."""

    def __init__(self) -> None:
        self.shop = a_till()
        self.known = self.shop.a_product(cards=60)
        self.unknown = self.shop.a_product("QB50", price=50_01, cost=None, cards=60)
        self.sold: list[SaleSnapshot] = []
        self.waiting: list[SaleSnapshot] = []
        self.requests = 0

    def act(self, name: str, at: int) -> None:
        getattr(self, f"_{name}")(at)

    def _sell(self, at: int) -> None:
        self.sold.append(self.shop.a_sale(self.known, at % 3 + 1, rounding=at % 2))

    def _sell_unknown(self, at: int) -> None:
        tenders = {TenderMethod.WECHAT: 20_00, TenderMethod.CASH: 30_01}
        self.sold.append(self.shop.a_sale(self.unknown, tenders=tenders))

    def _give_away(self, at: int) -> None:
        self.sold.append(self.shop.a_sale(self.known, off=100_00, tenders={}))

    def _wait(self, at: int) -> None:
        cart = Cart().with_product((self.known, self.unknown)[at % 2])
        code = by_code(TenderMethod.WECHAT, self.shop.checkout.price(cart).total, "1234")
        self.requests += 1
        pending = self.shop.sell(
            cart, code, is_awaiting_payment=True, request_id=f"wait-{self.requests}"
        )
        self.waiting.append(pending.sale)

    def _confirm(self, at: int) -> None:
        if self.waiting:
            one = self.waiting.pop(at % len(self.waiting))
            code = by_code(TenderMethod.ALIPAY, one.total, "4321")
            paid = self.shop.pending_sales.confirm(
                self.shop.cashier, one.id, [code], self.shop.shift.id
            )
            self.sold.append(paid.sale)

    def _drop(self, at: int) -> None:
        if self.waiting:
            one = self.waiting.pop(at % len(self.waiting))
            self.shop.pending_sales.drop(self.shop.cashier, one.id, "顾客走了")

    def _refund(self, at: int) -> None:
        if self.sold:
            self.shop.a_refund(self.sold.pop(at % len(self.sold)))

    def _void(self, at: int) -> None:
        own = [one for one in self.sold if one.business_date_text == str(self._today())]
        if own:
            one = own[at % len(own)]
            self.sold.remove(one)
            self.shop.a_void(one)

    def _change(self, at: int) -> None:
        with self.shop.ground.database.read() as connection:
            row = connection.execute(
                select(payment.c.id, payment.c.method)
                .where(
                    payment.c.shift_id == self.shop.shift.id,
                    payment.c.state == PaymentState.CONFIRMED,
                    payment.c.amount > ZERO,
                    payment.c.reason == "sale",
                )
                .order_by(payment.c.id.desc())
            ).first()
        if row is not None and row.method is TenderMethod.CASH and at % 2:
            self.shop.returns.change_payment_method(
                self.shop.senior, row.id, TenderMethod.QQ, "按错了"
            )

    def _cost(self, at: int) -> None:
        if self.sold:
            self.know_cost(self.sold[at % len(self.sold)], Money(40_00 + at))

    def know_cost(self, sale: SaleSnapshot, cost: Money) -> None:
        with self.shop.ground.database.write() as connection, moving_totals(connection, sale.id):
            connection.execute(
                update(sale_line).where(sale_line.c.sale_id == sale.id).values(cost=cost)
            )

    def _night(self, _at: int) -> None:
        self.shop.close_day(**{f"{kind}": "差一点" for kind in ("wechat", "alipay", "qq", "cash")})
        self.shop.next_morning()
        self.shop.open_shift(Money(OPENED))

    def _cash_in(self, _at: int) -> None:
        self.shop.shifts.move_cash(self.shop.owner, Money(5_00), CashReason.OTHER, "零钱")

    def _cash_out(self, _at: int) -> None:
        self.shop.shifts.move_cash(self.shop.owner, Money(-7_00), CashReason.OTHER, "水")

    def _today(self) -> date:
        return self.shop.shifts.business_date_now()

    def refuse_difference(self) -> None:
        """Hold everything that is kept to what reports work out of the rows."""
        since, until = self._today() - timedelta(days=60), self._today()
        told = {
            str(row[0]): row for row in self.shop.reporting.read_report("day", since, until).rows
        }
        with self.shop.ground.database.read() as connection:
            nets = kept_totals.nets_by_date(connection, since, until)
            assert list(find_uneven_totals(connection)) == []
            for on in {*map(date.fromisoformat, told), *nets}:
                row, day = told.get(str(on)), kept_totals.total_between(connection, on, on)
                profit = read_profit(connection, on)
                assert (day.sales, day.net) == ((row[1], row[-1]) if row else (0, ZERO)), on
                assert day.net == nets[on]
                assert (day.cost, day.gross_profit) == (profit.cost, profit.gross_profit), on
                assert day.unknown_lines == profit.unknown_cost_lines, on
            shift = open_shift_queries.find_open_shift(connection)
            assert shift is not None
            mine = shift_queries.shift_cash(connection, shift)
            if len(shift_queries.list_shifts(connection, shift.business_date)) == 1:
                assert mine == shift_queries.day_cash(connection, shift.business_date)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.tuples(ACTS, st.integers(0, 9)), min_size=6, max_size=18))
def test_what_is_kept_is_what_the_rows_add_up_to(acts: list[tuple[str, int]]) -> None:
    days = Days()
    for name, at in acts:
        days.act(name, at)
        days.refuse_difference()


def test_a_cost_that_comes_late_moves_the_day_it_was_sold_and_the_day_it_came_back() -> None:
    days = Days()
    days.act("sell_unknown", 0)
    (sold,) = days.sold
    first = days._today()
    days.act("night", 0)
    days.shop.a_refund(sold)
    days.know_cost(sold, Money(45_00))
    with days.shop.ground.database.read() as connection:
        one = kept_totals.total_between(connection, first, first)
        other = kept_totals.total_between(connection, days._today(), days._today())
    assert (one.cost, one.known_net, one.unknown_lines) == (Money(45_00), Money(50_01), 0)
    assert (other.net, other.known_net) == (-Money(50_01), -Money(50_01))
    days.refuse_difference()


def test_goods_bought_for_a_sale_bring_their_cost_into_its_day() -> None:
    shop = BuyingShop()
    shop.connect()
    product = shop.adopt()
    sold = shop.sell(Cart().with_product(product))
    with shop.ground.database.write() as connection:
        connection.execute(update(sale_line).values(cost=None))
        kept_totals.rebuild(connection)
        before = kept_totals.total_between(connection, *WHOLE_YEAR)
    shop.settle(sold.purchases_to_start[0])
    with shop.ground.database.read() as connection:
        day = kept_totals.total_between(connection, *WHOLE_YEAR)
        assert list(find_uneven_totals(connection)) == []
    assert (before.unknown_lines, before.cost) == (1, ZERO)
    assert (day.unknown_lines, day.cost) == (0, Money(91_00))


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE day_total SET net = net + 1", "day_total_uneven"),
        ("DELETE FROM day_total", "day_total_uneven"),
        ("UPDATE shift_total SET received = received - 1", "shift_total_uneven"),
    ],
)
def test_a_kept_sum_that_is_wrong_shows_and_can_be_made_anew(statement: str, code: str) -> None:
    days = Days()
    days.act("sell", 1)
    with days.shop.ground.database.write() as connection:
        connection.exec_driver_sql(statement)
        assert code in [one.code for check in SUM_CHECKS for one in check(connection)]
        kept_totals.rebuild(connection)
        assert list(find_uneven_totals(connection)) == []


def test_a_year_goes_by_months_beside_the_year_before() -> None:
    days = Days()
    shop = days.shop
    days.act("sell", 0)
    today = days._today()
    _move(shop, today, today.replace(year=today.year - 1))
    days.act("sell", 0)
    overview = Overview(shop.ground, shop.rights, shop.reporting)
    points = overview.trend(shop.owner, Period.YEAR, today)
    assert [point.at for point in points] == [
        date(today.year, month, 1) for month in range(1, today.month + 1)
    ]
    assert (points[-1].net, points[-1].before) == (Money(100_00), Money(100_00))
    assert {point.net for point in points[:-1]} == {ZERO}
    told = overview.compare(shop.owner, Period.YEAR, today)
    assert (told.now.net, told.before.net) == (Money(100_00), Money(100_00))
    assert (told.before.since, told.before.until) == (
        date(today.year - 1, 1, 1),
        today.replace(year=today.year - 1),
    )


def _move(shop: TillShop, old: date, new: date) -> None:
    """Say that what was kept of a date happened on another."""
    with shop.ground.database.write() as connection:
        values: dict[str, Any] = {"business_date": new}
        connection.execute(
            update(day_total).where(day_total.c.business_date == old).values(**values)
        )
