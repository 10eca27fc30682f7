"""A counter to test on: a shop with goods and a source, the real sale screen in a window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.cart import Cart
from desktop.domain.permissions import Actor
from desktop.domain.product import AccountRule, ProductKind, ProductSnapshot
from desktop.domain.sale import SaleSnapshot
from desktop.services.after_sales import AfterSales
from desktop.services.chain_sales import ChainSales
from desktop.services.customers import Customers
from desktop.services.printing import Printing
from desktop.services.top_ups import TopUps
from desktop.ui.screens.sale.cart_desk import CartDesk
from desktop.ui.screens.sale_screen import SaleScreen
from desktop.ui.theme import Theme
from desktop.ui.widgets.labels import TotalLabel
from tests.buying import BuyingShop, Goods, ScriptedShop
from tests.factories import RIGHT_PIN, TillShop
from tests.ui.window_harness import Window, a_window

OWNER_PIN = RIGHT_PIN.reveal()
ACCOUNT_FIELD = {"cn": "账号", "name": "account", "type": "text", "regex": "", "error": ""}


class CounterShop(BuyingShop, TillShop):
    """A shop with every service of the sale screen; no shift is open yet."""

    def __post_init__(self) -> None:
        TillShop.__post_init__(self)
        self.platform = ScriptedShop()
        self.open_services()
        self.customers = Customers(self.ground, self.rights)
        self.after_sales = AfterSales(self.ground, self.settings, self.reporting)
        self.printing = Printing(
            self.ground, self.settings, self.rights, self.reporting, self.day_close
        )

    def give_owner_pin(self) -> None:
        """Let the owner consent."""
        self.give_pin(self.owner)

    def from_platform(
        self,
        code: str,
        name: str,
        *,
        price: int,
        cost: str = "9.00",
        kind: ProductKind = ProductKind.CARD,
        rule: AccountRule = AccountRule.NONE,
        is_manual: bool = False,
        face_text: str = "",
        widgets: list[dict[str, str]] | None = None,
    ) -> ProductSnapshot:
        """Add a product that is bought at the moment of sale."""
        if widgets is None:
            widgets = [ACCOUNT_FIELD] if kind is ProductKind.TOPUP else []
        self.platform.goods[code] = Goods(code, name, cost, is_manual=is_manual, widgets=widgets)
        accounts = self.accounts.list_accounts()
        if accounts:
            self.stock_sync.sync([accounts[0].id])
        else:
            self.connect()
        account = self.accounts.list_accounts()[0]
        goods = self.stock_sync.find_goods(account.id, code, "")
        assert goods is not None
        product = self.a_product(
            code,
            price=price,
            cost=None,
            name=name,
            kind=kind,
            face_text=face_text,
            account_rule=rule,
        )
        self.stock_sync.add_source(self.owner, product.id, goods.id)
        self.stock_sync.refresh_prices(account.id)
        return self.checkout.get_product(product.id)

    def last_sale(self) -> SaleSnapshot:
        """Return the newest recorded sale."""
        from desktop.storage.sale_queries import SalesFilter

        rows = self.checkout.list_sales(SalesFilter())
        assert rows, "nothing was recorded"
        return self.checkout.get_sale(rows[0].id)

    def sale_count(self) -> int:
        """Return how many sales are recorded."""
        from desktop.storage.sale_queries import SalesFilter

        return len(self.checkout.list_sales(SalesFilter(limit=1000)))


@dataclass
class Counter:
    """The sale screen in front of a person."""

    shop: CounterShop
    window: Window
    screen: SaleScreen

    @property
    def desk(self) -> CartDesk:
        """The open cart."""
        return self.screen._desk

    @property
    def cart(self) -> Cart:
        """What lies in it."""
        return self.desk.cart

    @property
    def page(self) -> str:
        """Which of the three pages is in front."""
        return self.screen.page_keys().page

    def total(self) -> str:
        """What 应收 shows."""
        return self.window.find(TotalLabel, "totalAmount").text()

    def texts(self) -> list[str]:
        """Return every text that can be seen."""
        labels = self.window.frame.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def says(self, text: str) -> bool:
        """Whether some visible label holds this text."""
        return any(text in shown for shown in self.texts())


@contextmanager
def a_counter(
    qtbot: QtBot,
    shop: CounterShop,
    *,
    actor: Actor | None = None,
    theme: Theme = Theme.LIGHT,
    size: tuple[int, int] = (1366, 768),
    scale: float = 1.0,
) -> Iterator[Counter]:
    """Open the sale screen of a shop."""
    with a_window(qtbot, shop, actor=actor, theme=theme, size=size, scale=scale) as window:
        top_ups = TopUps(shop.ground, shop.settings)
        screen = SaleScreen(
            window.context,
            shop.checkout,
            shop.shifts,
            shop.connectivity,
            shop.checkout,
            shop.pending_sales,
            shop.held_sales,
            shop.delivery,
            shop.customers,
            shop.purchasing,
            shop.printing,
            shop.codes,
            shop.shifts,
            shop.settings,
            top_ups,
            shop.sealed_files,
            getattr(shop, "gateway_accounts", None),
            getattr(shop, "gateway_payments", None),
            shop.ledgers().stored_value,
            ChainSales(shop.ground, shop.settings, shop.checkout, shop.delivery, top_ups),
        )
        window.show(screen)
        yield Counter(shop, window, screen)
