"""常用账号 on the member's page: masked, and forgotten only when somebody means it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.services.customers import Customers
from desktop.services.saved_accounts import SavedAccounts
from desktop.ui.screens.customers_screen import CustomersScreen
from tests.buying import BuyingShop, Goods
from tests.services.test_saved_accounts import WIDGETS, buy
from tests.ui.window_harness import a_window


def test_an_account_is_listed_masked_and_forgotten_by_delete(qtbot: QtBot) -> None:
    shop = BuyingShop()
    shop.connect()
    shop.platform.goods["WZ"] = Goods("WZ", "王朝纪元", "29.00", is_manual=True, widgets=WIDGETS)
    shop.stock_sync.sync()
    _, member = buy(shop)
    saved = SavedAccounts(shop.ground, shop.rights)
    people = Customers(shop.ground, shop.rights)
    with a_window(qtbot, shop) as window:
        screen = CustomersScreen(
            window.context, people, shop.checkout, shop.settings, saved, shop.ledgers()
        )
        window.show(screen)
        for _ in range(2):
            screen.detail.tabs.choose_next()
        model = screen.detail.accounts_table.table_model()
        assert model.index(0, 0).data() == "pl****_1"
        screen.detail.accounts_table.setFocus()
        window.press("Del")
        window.type(Qt.Key.Key_Return)
        window.settle()
        assert len(saved.list_of(member.id)) == 1, "the safe button has the focus"
        window.press("Del")
        window.find(QPushButton, "dialogConfirm").click()
        window.settle()
        assert saved.list_of(member.id) == ()
