"""What the cashier sees of promotions at the counter, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.ui.dialogs.coupon_dialog import CouponSheet
from desktop.ui.dialogs.recall_prices_dialog import RecallPricesSheet
from tests.ui.screens.counter import Counter, CounterShop, a_counter

ENTER = Qt.Key.Key_Return


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.a_product("YJ100", cards=9, cost=50_00)
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


def begin(counter: Counter) -> None:
    counter.window.type("0", ENTER, "YJ100", ENTER)
    counter.window.settle()


def rows(counter: Counter) -> tuple[str, ...]:
    return counter.screen.sale_page.cart._applied.words()


def badges(counter: Counter) -> list[str]:
    (shown,) = counter.screen.sale_page.cart.lines.lines()
    return [badge.text for badge in shown.content().badges]


def test_a_cheaper_price_says_why_on_its_line(counter: Counter, shop: CounterShop) -> None:
    shop.a_campaign("percent_off", rate=90)
    begin(counter)
    assert badges(counter) == ["打 9 折 −10.00"]
    assert counter.screen.sale_page.cart.total.text() == "¥90.00"
    assert rows(counter) == ()


def test_promotions_of_the_order_and_gifts_stand_above_the_total(
    counter: Counter, shop: CounterShop
) -> None:
    gift = shop.a_product("GIFT", price=8_00, cost=6_00, cards=2, name="攻略卡", face_text="")
    shop.a_campaign("spend_and_save", threshold=Money(100_00), off=Money(5_00))
    shop.a_campaign("spend_gift", threshold=Money(50_00), gifts=(gift.id,))
    begin(counter)
    assert rows(counter) == (
        "毕业季 · 满 100.00 减 5.00 −5.00",
        "毕业季 · 满 50.00 送赠品 · 攻略卡 ×1 赠",
    )
    counter.window.type("F9", ENTER, ENTER)
    counter.window.settle()
    sold = shop.last_sale()
    assert (sold.total, len(sold.lines)) == (Money(95_00), 2)


def test_a_coupon_is_typed_used_and_taken_away(counter: Counter, shop: CounterShop) -> None:
    campaign = shop.a_campaign("coupon", off=Money(10_00), threshold=Money(50_00))
    (code,) = shop.campaigns.make_coupons(shop.owner, campaign, 1)
    begin(counter)
    counter.window.type("Ctrl+U")
    sheet = counter.window.sheet()
    assert isinstance(sheet, CouponSheet)
    counter.window.type("NOBODY", ENTER)
    counter.window.settle()
    assert sheet.code.error() == "没有这张券：NOBODY"
    counter.window.type(code, ENTER)
    counter.window.settle()
    assert counter.screen.sale_page.cart.total.text() == "¥90.00"
    assert rows(counter) == (f"毕业季 · 券 {code}，满 50.00 减 10.00 −10.00",)
    counter.window.find(QToolButton, "removeCoupon").click()
    counter.window.settle()
    assert counter.screen.sale_page.cart.total.text() == "¥100.00"
    assert rows(counter) == ()


def test_a_recall_after_a_campaign_ended_shows_both_totals(
    counter: Counter, shop: CounterShop
) -> None:
    shop.a_campaign("percent_off", rate=90)
    begin(counter)
    counter.window.type("F6", ENTER)
    counter.window.settle()
    view = shop.campaigns.list_campaigns()[0]
    shop.campaigns.stop(shop.owner, view.row.id)
    counter.window.type("F7", ENTER)
    counter.window.settle()
    assert isinstance(counter.window.sheet(), RecallPricesSheet)
    counter.window.find(QPushButton, "keepOldTotal").click()
    counter.window.settle()
    assert counter.screen.sale_page.cart.total.text() == "¥90.00"
