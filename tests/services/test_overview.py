"""总览's figures: stretches beside those before, charts, the best; none of it walks all sales."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, update

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.stretches import Period, last_date_of, step_from, stretch_before, stretch_of
from desktop.models.sales import sale_line
from desktop.services.overview import Overview, RankedBy
from tests.factories import TillShop, a_till

TODAY = date(2026, 6, 18)
LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def shop() -> TillShop:
    """A shop that sold two pieces today; the clock begins a week before."""
    return a_till()


@pytest.fixture
def overview(shop: TillShop) -> Overview:
    return Overview(shop.ground, shop.rights, shop.reporting)


def a_week_of_two_days(shop: TillShop) -> date:
    """Sell once, close, and twice a week later; return the later date."""
    product = shop.a_product(cards=9)
    shop.a_sale(product)
    shop.close_day()
    for _ in range(7):
        shop.next_morning()
    shop.open_shift()
    shop.a_sale(product, 2)
    return shop.day_close.closing_date()


@pytest.mark.parametrize(
    ("period", "on", "now", "before"),
    [
        (Period.DAY, (6, 18), ((6, 18), (6, 18)), ((6, 11), (6, 11))),
        (Period.WEEK, (6, 18), ((6, 15), (6, 18)), ((6, 8), (6, 11))),
        (Period.MONTH, (6, 18), ((6, 1), (6, 18)), ((5, 1), (5, 18))),
        (Period.MONTH, (6, 30), ((6, 1), (6, 30)), ((5, 1), (5, 31))),
        (Period.MONTH, (3, 30), ((3, 1), (3, 30)), ((2, 1), (2, 28))),
    ],
)
def test_a_stretch_stands_beside_as_much_of_the_one_before(
    period: Period, on: Any, now: Any, before: Any
) -> None:
    day = date(2026, *on)
    assert stretch_of(period, day) == tuple(date(2026, *each) for each in now)
    assert stretch_before(period, day) == tuple(date(2026, *each) for each in before)


def test_a_year_stands_beside_the_year_before_up_to_the_same_date() -> None:
    leap = date(2028, 2, 29)
    assert stretch_of(Period.YEAR, leap) == (date(2028, 1, 1), leap)
    assert stretch_before(Period.YEAR, leap) == (date(2027, 1, 1), date(2027, 2, 28))
    whole = (date(2025, 1, 1), date(2025, 12, 31))
    assert stretch_before(Period.YEAR, date(2026, 12, 31)) == whole


@pytest.mark.parametrize("period", list(Period))
def test_a_step_back_shows_a_whole_period_and_a_step_on_comes_home(period: Period) -> None:
    back = step_from(period, TODAY, -1, TODAY)
    assert back == last_date_of(period, back) < stretch_of(period, TODAY)[0]
    assert step_from(period, back, 1, TODAY) == TODAY
    assert step_from(period, TODAY, 1, TODAY) == TODAY


def test_a_day_goes_by_hours_and_ends_with_its_last_sale(
    shop: TillShop, overview: Overview
) -> None:
    on = a_week_of_two_days(shop)
    points = overview.trend(shop.owner, Period.DAY, on)
    assert [point.net for point in points if point.net] == [Money(200_00)]
    assert [point.before for point in points if point.before] == [Money(100_00)]
    assert points[-1].net is None
    past = overview.trend(shop.owner, Period.DAY, on - timedelta(days=7))
    assert past[-1].net == ZERO


def test_a_week_goes_by_dates_and_agrees_with_its_sum(shop: TillShop, overview: Overview) -> None:
    on = a_week_of_two_days(shop)
    points = overview.trend(shop.owner, Period.WEEK, on)
    assert [point.at for point in points] == [
        on - timedelta(days=on.weekday() - index) for index in range(on.weekday() + 1)
    ]
    assert (points[-1].net, points[-1].before) == (Money(200_00), Money(100_00))
    told = overview.compare(shop.owner, Period.WEEK, on)
    assert sum(point.net.fen for point in points if point.net) == told.now.net.fen


def test_the_best_come_first_and_unknown_cost_stands_apart(
    shop: TillShop, overview: Overview
) -> None:
    dear, cheap = shop.a_product(cards=3), shop.a_product("QB50", price=50_00, cards=3)
    shop.a_sale(cheap)
    unknown = shop.a_sale(dear)
    with shop.ground.database.write() as connection:
        connection.execute(
            update(sale_line).where(sale_line.c.sale_id == unknown.id).values(cost=None)
        )
    first, second = overview.ranking(shop.owner, RankedBy.PRODUCT, TODAY, TODAY)
    assert (first.key, first.amount, first.unknown_cost_lines) == (dear.code, Money(100_00), 1)
    assert first.gross_profit == ZERO
    assert (second.key, second.pieces) == ("QB50", 1)
    for ranked_by in (RankedBy.CATEGORY, RankedBy.CASHIER, RankedBy.CHANNEL):
        (line,) = overview.ranking(shop.owner, ranked_by, TODAY, TODAY)
        assert (line.amount, line.pieces) == (Money(150_00), 2)


def test_what_came_back_is_taken_off_the_product(shop: TillShop, overview: Overview) -> None:
    shop.a_refund(shop.a_sale(shop.a_product(cards=3), 2))
    (line,) = overview.ranking(shop.owner, RankedBy.PRODUCT, TODAY, TODAY)
    assert (line.pieces, line.amount) == (1, Money(100_00))


def test_the_overview_is_the_owners(shop: TillShop, overview: Overview) -> None:
    for ask in (
        lambda: overview.compare(shop.cashier, Period.DAY, TODAY),
        lambda: overview.trend(shop.cashier, Period.DAY, TODAY),
        lambda: overview.ranking(shop.cashier, RankedBy.PRODUCT, TODAY, TODAY),
    ):
        with pytest.raises(BusinessRuleError):
            ask()


def test_nothing_here_walks_over_every_sale(shop: TillShop, overview: Overview) -> None:
    asked: list[tuple[str, Any]] = []
    with shop.ground.database.read() as connection:
        engine = connection.engine

    def note(_c: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        for period in Period:
            overview.compare(shop.owner, period, TODAY)
            overview.trend(shop.owner, period, TODAY)
        for ranked_by in RankedBy:
            overview.ranking(shop.owner, ranked_by, TODAY.replace(day=1), TODAY)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    large = ("sale", "sale_line", "payment", "sale_return", "sale_return_line", "purchase")
    with shop.ground.database.read() as connection:
        for statement, values in asked:
            if not statement.lstrip().upper().startswith(("SELECT", "WITH")):
                continue
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            steps = [str(row[3]) for row in plan]
            scanned = {step.split()[1] for step in steps if step.startswith("SCAN")}
            assert not scanned & set(large), (steps, statement)
    assert asked
