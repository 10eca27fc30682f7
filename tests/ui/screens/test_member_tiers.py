"""The tier of a member on their page: how far to the next, and one given by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.services.saved_accounts import SavedAccounts
from desktop.ui.screens.customers_screen import CustomersScreen
from tests.services.member_desk import MemberShop
from tests.ui.window_harness import Window, a_window


@pytest.fixture
def shop() -> MemberShop:
    shop = MemberShop()
    shop.a_tier("银卡", Money(1000_00))
    return shop


@pytest.fixture
def window(qtbot: QtBot, shop: MemberShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


def build(shop: MemberShop, window: Window) -> CustomersScreen:
    saved = SavedAccounts(shop.ground, shop.rights)
    screen = CustomersScreen(
        window.context,
        shop.customers,
        shop.checkout,
        shop.settings,
        saved,
        shop.ledgers(),
        shop.tiers,
    )
    return window.show(screen)


def words(screen: CustomersScreen) -> list[str]:
    return [label.text() for label in screen.detail.findChildren(QLabel) if label.isVisible()]


def test_the_way_to_the_next_tier_is_shown(shop: MemberShop, window: Window) -> None:
    member = shop.a_member("13900001111")
    card = shop.a_product(cards=5)
    shop.sell(Cart().with_product(card, 2).with_customer(member))
    screen = build(shop, window)
    screen.list.show_customer(member.id)
    window.settle()
    assert "20% · 差 ¥800.00 升银卡" in words(screen)


def test_a_tier_is_given_by_hand(shop: MemberShop, window: Window) -> None:
    shop.a_tier("分销", None)
    member = shop.a_member("13900001111")
    screen = build(shop, window)
    screen.list.show_customer(member.id)
    window.settle()
    screen._give_tier()
    window.settle()
    window.find(QComboBox, "tierChoice").setCurrentText("分销")
    window.type(Qt.Key.Key_Return)
    assert shop.tiers.progress_of(member.id).current == "分销"
    assert screen.detail._tier.isVisible()
    assert screen.detail._tier.badge().text == "分销"
