"""An index is a page that every sale writes: those that are left serve whoever asks, never a scan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection

from desktop.domain.sale import SaleSnapshot
from desktop.domain.tender import TenderMethod
from desktop.reports import day_carried
from desktop.storage import (
    after_sales_queries,
    close_queries,
    delivery_queries,
    owner_queries,
    sale_queries,
    shift_queries,
)
from desktop.storage.delivery_queries import UndeliveredChip
from tests.factories import TillShop, a_till

TODAY = date(2026, 6, 18)
NUMBER = "S260618-0001"
IN_SHIFT = "SEARCH payment USING INDEX ix_payment_date (business_date=? AND shift_id=?)"
ON_DAY = "SEARCH payment USING INDEX ix_payment_date (business_date=?)"
BY_NUMBER = "SEARCH sale USING INDEX uq_sale_sequence (business_date=? AND sequence=?)"
BY_SALE = "SEARCH points_entry USING INDEX ix_points_entry_sale (sale_id=?)"
OPEN_LINES = "sale_line USING INDEX ix_sale_line_undelivered (delivery_state=?)"
_SCAN = re.compile(r"SCAN (?:payment|sale|sale_line|points_entry)\b")


@pytest.fixture
def shop() -> Iterator[TillShop]:
    shop = a_till()
    yield shop
    shop.ground.database.close()


@pytest.fixture
def sold(shop: TillShop) -> SaleSnapshot:
    return shop.a_sale(shop.a_product(cards=9), 2, tenders={TenderMethod.CASH: 200_00})


@pytest.mark.parametrize(
    ("read", "plan"),
    [
        (lambda one, shop: shift_queries.shift_totals(one, shop.shift.id), IN_SHIFT),
        (lambda one, _: shift_queries.day_cash(one, TODAY), ON_DAY),
        (lambda one, _: sale_queries.find_sale_by_number(one, NUMBER), BY_NUMBER),
        (lambda one, _: owner_queries.find_sale_of(one, NUMBER), BY_NUMBER),
    ],
)
def test_a_reader_finds_its_rows_by_an_index_that_another_needs_too(
    shop: TillShop, sold: SaleSnapshot, read: Callable[[Connection, TillShop], object], plan: str
) -> None:
    assert sold.number == NUMBER
    with shop.ground.database.read() as connection:
        found: list[object] = []
        plans = plans_of(connection, lambda: found.append(read(connection, shop)))
    assert found[0]
    assert any(plan in one for one in plans), plans
    assert not [one for one in plans if _SCAN.search(one)]


def test_what_a_return_takes_back_is_found_by_the_sale(shop: TillShop, sold: SaleSnapshot) -> None:
    with shop.ground.database.write() as connection:
        plans = plans_of(connection, lambda: shop.returns.quote(sold.id, {sold.lines[0].id: 1}))
    assert any(BY_SALE in one for one in plans)
    assert not [one for one in plans if _SCAN.search(one)]


def test_the_report_of_a_day_reads_no_payment_of_another(
    shop: TillShop, sold: SaleSnapshot
) -> None:
    with shop.ground.database.write() as connection:
        plans = plans_of(connection, lambda: shop.reporting.day_report(TODAY))
    assert sold.lines
    assert any(ON_DAY in one for one in plans)
    assert not [one for one in plans if "SCAN payment" in _SCAN.findall(one)]


@pytest.mark.parametrize(
    "read",
    [
        delivery_queries.count_undelivered,
        close_queries.open_items,
        partial(day_carried.read_carried, before=()),
        after_sales_queries.list_waiting_lines,
        *(partial(delivery_queries.list_undelivered, chip=chip) for chip in UndeliveredChip),
    ],
)
def test_whoever_asks_for_open_lines_reads_no_other(
    shop: TillShop, sold: SaleSnapshot, read: Callable[[Connection], object]
) -> None:
    assert sold.lines
    with shop.ground.database.read() as connection:
        plans = plans_of(connection, lambda: read(connection))
    assert any(OPEN_LINES in one.replace("COVERING ", "") for one in plans), plans
    assert not [one for one in plans if "SCAN sale_line" in _SCAN.findall(one)]


def plans_of(connection: Connection, work: Callable[[], object]) -> list[str]:
    """Return the plan of every query that some work runs on a connection."""
    raw: Any = connection.connection.dbapi_connection
    statements: list[str] = []
    raw.set_trace_callback(statements.append)
    try:
        work()
    finally:
        raw.set_trace_callback(None)
    queries = [one for one in statements if one.startswith(("SELECT", "WITH"))]
    return [
        " / ".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {query}"))
        for query in queries
    ]
