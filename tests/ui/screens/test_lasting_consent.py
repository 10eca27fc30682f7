"""An owner's consent at the counter that holds for some days, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.services.standing_approvals import StandingApprovals
from tests.ui.screens.counter import OWNER_PIN, Counter, CounterShop, a_counter

ENTER, SPACE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.a_product("LOSS", cards=9, price=90_00)
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


def test_one_tick_and_the_next_customer_needs_no_owner(counter: Counter, shop: CounterShop) -> None:
    counter.window.type("LOSS", ENTER, "F9")
    assert counter.window.is_shown("ownerPin")
    assert counter.window.is_shown("lastingConsent")
    counter.window.type(OWNER_PIN, "offer", TAB, SPACE, ENTER)
    counter.window.type(ENTER)
    assert shop.sale_count() == 1
    (given,) = StandingApprovals(shop.ground, shop.rights).list_all()
    assert given.row.approval.largest_loss == Money(1_00)
    counter.window.type(ENTER)
    counter.window.type("LOSS", ENTER, "F9")
    assert not counter.window.is_shown("ownerPin")
    counter.window.type(ENTER)
    assert shop.sale_count() == 2
    assert StandingApprovals(shop.ground, shop.rights).list_all()[0].row.uses == 1


def test_without_the_tick_the_owner_is_called_again(counter: Counter, shop: CounterShop) -> None:
    counter.window.type("LOSS", ENTER, "F9", OWNER_PIN, "offer", ENTER, ENTER)
    assert shop.sale_count() == 1
    counter.window.type(ENTER)
    counter.window.type("LOSS", ENTER, "F9")
    assert counter.window.is_shown("ownerPin")


def test_no_cost_is_said_at_the_counter(counter: Counter) -> None:
    counter.window.type("LOSS", ENTER, "F9")
    words = " ".join(counter.texts())
    assert "91" not in words
    assert "1.00" not in words


def test_a_large_discount_offers_no_lasting_consent(counter: Counter, shop: CounterShop) -> None:
    shop.a_product("GOOD", cards=3, price=200_00)
    counter.window.type("GOOD", ENTER, "F8", "9", ENTER)
    assert counter.window.is_shown("ownerPin")
    assert not counter.window.is_shown("lastingConsent")
