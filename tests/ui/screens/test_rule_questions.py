"""What the law asks before money is taken: read by the cashier, answered by a digit, kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.product import ProductKind
from desktop.storage.compliance_queries import list_decisions
from desktop.ui.widgets.labels import PlainLabel
from tests.ui.screens.counter import OWNER_PIN, Counter, CounterShop, a_counter

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.a_product("GAME", price=1_000_00, cost=900_00, cards=9, name="云境游戏点券", face_text="")
    shop.a_product("CARD", price=2_000_00, cost=1_900_00, cards=9, name="礼品", face_text="")
    shop.a_product("SLOW", price=99_00, cost=90_00, cards=9, name="话费慢充", face_text="")
    other: dict[str, Any] = {"typed_cost": Money(1), "kind": ProductKind.OTHER, "face_text": ""}
    shop.a_product("BIG", price=10_000_00, name="代充", **other)
    shop.a_product("USDT", price=10_00, name="USDT 代购", **other)
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


def question(counter: Counter) -> str:
    """Return everything the sheet in front says; empty without one."""
    found = [
        sheet for sheet in counter.window.frame.findChildren(QWidget, "ruleQuestion")
        if sheet.isVisible()
    ]  # fmt: skip
    return " ".join(label.text() for sheet in found for label in sheet.findChildren(PlainLabel))


def pay(counter: Counter, code: str) -> None:
    counter.window.type(code, ENTER, "F9")


def answers(shop: CounterShop) -> list[tuple[str, str]]:
    with shop.ground.database.read() as connection:
        return [row[:2] for row in list_decisions(connection, shop.last_sale().id)]


def test_games_above_the_sum_are_paid_only_after_the_answer(
    counter: Counter, shop: CounterShop
) -> None:
    pay(counter, "GAME")
    assert "顾客成年了吗" in question(counter)
    assert "1,000.00" in question(counter)
    assert counter.page == "sale"
    counter.window.press("2")
    assert question(counter) == ""
    assert counter.page == "payment"
    counter.window.type("1000", ENTER)
    assert answers(shop) == [("minors", "guardian")]


def test_an_enter_of_habit_answers_nothing_and_esc_goes_back_to_the_order(
    counter: Counter,
) -> None:
    pay(counter, "GAME")
    counter.window.press("Esc")
    assert question(counter) == ""
    assert counter.page == "sale"
    counter.window.press("F9")
    assert "顾客成年了吗" in question(counter)
    counter.window.type(ENTER)
    assert counter.page == "sale"


def test_a_changed_order_is_asked_about_anew(counter: Counter) -> None:
    pay(counter, "GAME")
    counter.window.press("1")
    assert counter.page == "payment"
    counter.window.press("Esc")
    counter.window.press("F9")
    assert counter.page == "payment"
    counter.window.press("Esc")
    counter.window.type("GAME", ENTER, "F9")
    assert "2,000.00" in question(counter)


def test_a_new_customer_of_cards_is_asked_who_told_him_to_buy(
    counter: Counter, shop: CounterShop
) -> None:
    pay(counter, "CARD")
    assert "是有人让他来买的吗" in question(counter)
    counter.window.press("1")
    counter.window.type("2000", ENTER)
    assert answers(shop) == [("fraud-question", "for_oneself")]


def test_a_sum_that_needs_a_name_asks_for_the_customer_first(
    counter: Counter, shop: CounterShop
) -> None:
    pay(counter, "BIG")
    assert question(counter) == ""
    assert counter.page == "sale"
    assert "要实名" in " ".join(counter.window.toasts())


def test_slow_top_ups_wait_for_the_owner(counter: Counter, shop: CounterShop) -> None:
    pay(counter, "SLOW")
    assert counter.page == "sale"
    counter.window.type(OWNER_PIN, "fine", ENTER)
    assert counter.page == "payment"
    counter.window.type("99", ENTER)
    assert answers(shop) == [("slow-top-up", "owner")]


def test_what_the_law_forbids_is_never_paid(counter: Counter) -> None:
    pay(counter, "USDT")
    assert counter.page == "sale"
    assert "不能卖" in " ".join(counter.window.toasts())
