"""A line per campus agent: orders, money, margin and commission of the days asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.money import Money
from tests.services.agent_desk import AgentShop


@pytest.fixture
def shop() -> AgentShop:
    return AgentShop()


def rows(shop: AgentShop) -> tuple[tuple[object, ...], ...]:
    today = shop.shift.business_date
    return shop.reporting.read_report("agents", today, today).rows


def test_a_line_says_what_an_agent_brought_less_what_came_back(shop: AgentShop) -> None:
    first, second = shop.an_agent(), shop.an_agent("LM02", "李明", 5000)
    product = shop.a_product(cards=6)
    shop.sold_by(None, product)
    shop.take_back(shop.sold_by(first, product, 2))
    shop.sold_by(second, product, 2)
    shop.a_void(shop.sold_by(first, product))
    assert rows(shop) == (
        ("LM02", "李明", 1, Money(200_00), Money(18_00), Money(9_00), 0),
        ("XY01", "夏雨", 1, Money(100_00), Money(9_00), Money(2_70), 0),
    )


def test_a_cost_nobody_knows_is_counted_and_earns_nothing(shop: AgentShop) -> None:
    agent = shop.an_agent()
    shop.sold_by(agent, shop.a_product(cards=1, cost=None), approval=shop.approval)
    assert rows(shop) == (("XY01", "夏雨", 1, Money(100_00), Money(0), Money(0), 1),)


def test_days_that_were_not_asked_for_are_left_out(shop: AgentShop) -> None:
    shop.sold_by(shop.an_agent(), shop.a_product(cards=1))
    yesterday = shop.shift.business_date - timedelta(days=1)
    assert shop.reporting.read_report("agents", yesterday, yesterday).rows == ()
