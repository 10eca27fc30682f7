"""The sale by keyboard alone: the same end at any speed, nothing paid twice, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.screens.counter import Counter, CounterShop, a_counter

ENTER, F9 = Qt.Key.Key_Return, "F9"
GAPS = (None, 0, 100)


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.a_product("YJ100", cards=5)
    shop.a_product("YJ50", price=50_00, cost=45_00, cards=5, face_text="50 元")
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


@pytest.mark.parametrize("gap_ms", GAPS)
def test_a_day_begins_with_the_float_and_the_first_sale_is_five_keys(
    counter: Counter, shop: CounterShop, gap_ms: int | None
) -> None:
    assert counter.window.focus_name() == "floatAmount"
    counter.window.type("200", ENTER, "YJ100", ENTER, F9, ENTER, ENTER, gap_ms=gap_ms)
    counter.window.settle()
    assert counter.page == "sale"
    assert counter.window.focus_name() == "searchBox"
    sale = shop.last_sale()
    assert [(line.product_code, line.quantity) for line in sale.lines] == [("YJ100", 1)]
    assert [(part.method, str(part.amount)) for part in sale.payments] == [("cash", "100.00")]
    assert str(shop.shift.opening_float) == "200.00"
    assert shop.sale_count() == 1
