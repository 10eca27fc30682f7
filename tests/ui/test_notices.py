"""What the window says unasked: orders without a result too long, goods that arrived, the tray."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desktop.domain.cart import Cart
from desktop.domain.changes import Changes, Topic
from desktop.domain.purchase import PurchaseState
from desktop.services.purchase_decisions import Decision, Verdict
from desktop.services.purchasing import PurchaseSnapshot
from desktop.ui.arrivals import Arrivals
from desktop.ui.shortcuts import Action
from desktop.ui.tray import Tray, find_tray
from desktop.ui.unknown_notice import UnknownNotice
from tests.buying import Trouble
from tests.ui.screens.orders_shop import OrdersShop
from tests.ui.window_harness import Window, a_window

QUARTER = timedelta(minutes=15)


class PaperTray(QObject):
    """A tray that writes its notes down."""

    messageClicked = Signal()  # noqa: N815 - Qt's name
    activated = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.notes: list[tuple[str, str]] = []
        self.is_shown = False

    def showMessage(self, title: str, text: str, _kind: object, _milliseconds: int) -> None:
        self.notes.append((title, text))

    def setToolTip(self, _text: str) -> None:
        pass

    def show(self) -> None:
        self.is_shown = True

    def hide(self) -> None:
        self.is_shown = False


@dataclass
class Trays:
    """Finds a paper tray, and remembers it."""

    found: list[PaperTray] = field(default_factory=list)

    def find(self, parent: QObject) -> QSystemTrayIcon:
        self.found.append(PaperTray(parent))
        return self.found[-1]  # type: ignore[return-value]

    @property
    def notes(self) -> list[tuple[str, str]]:
        return [note for tray in self.found for note in tray.notes]


@pytest.fixture
def shop() -> OrdersShop:
    shop = OrdersShop()
    shop.connect()
    return shop


@pytest.fixture(params=["owner"])
def window(qtbot: QtBot, shop: OrdersShop, request: pytest.FixtureRequest) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=getattr(shop, request.param)) as window:
        banner = window.frame.banner
        window.registry.set_everywhere((Action("banner.act", banner.press, banner.has_act),))
        yield window


@pytest.fixture
def trays() -> Trays:
    return Trays()


@pytest.fixture
def look_away(window: Window, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let another window be in front of ours."""

    def away() -> None:
        monkeypatch.setattr(window.frame, "isActiveWindow", lambda: False)

    return away


def a_notice(window: Window, shop: OrdersShop, trays: Trays) -> UnknownNotice:
    notice = UnknownNotice(window.context, shop, Tray(window.frame, trays.find), window.frame)
    notice.refresh()
    window.settle()
    return notice


def an_unknown(shop: OrdersShop) -> PurchaseSnapshot:
    sale = shop.a_bought_sale(shop.adopt(), Trouble.LOST_AFTER)
    purchase = shop.purchase_of(sale)
    assert purchase.state is PurchaseState.UNKNOWN
    return purchase


def banner_of(window: Window) -> str:
    condition = window.frame.banner.current()
    return f"{condition.strong} {condition.text}" if condition is not None else ""


# Orders without a result ------------------------------------------------------------------------


def test_after_a_quarter_of_an_hour_the_owner_is_told_what_is_at_stake(
    window: Window, shop: OrdersShop, trays: Trays
) -> None:
    an_unknown(shop)
    notice = a_notice(window, shop, trays)
    shop.clock.pass_time(timedelta(minutes=13, seconds=59))
    notice.look()
    window.settle()
    assert banner_of(window) == ""
    shop.clock.pass_time(timedelta(seconds=1))
    notice.look()
    window.settle()
    assert banner_of(window) == (
        "15 分钟还没有结果 1 笔，占用货款 ¥91.00。没有确定失败之前，不要重新下单或退款"
    )


def test_one_key_leads_to_it(window: Window, shop: OrdersShop, trays: Trays) -> None:
    an_unknown(shop)
    shop.clock.pass_time(QUARTER)
    a_notice(window, shop, trays)
    window.press("Ctrl+Shift+J")
    assert window.gone_to == [("orders", "unknown")]
    screen = window.show(shop.screen(window.context))
    screen.arrive("unknown")
    window.settle()
    assert window.is_shown("unknownTable")


@pytest.mark.parametrize("window", ["cashier"], indirect=True)
def test_a_cashier_is_asked_to_tell_the_owner_and_sees_no_money(
    window: Window, shop: OrdersShop, trays: Trays
) -> None:
    an_unknown(shop)
    shop.clock.pass_time(QUARTER)
    a_notice(window, shop, trays)
    assert "请告诉店主" in banner_of(window)
    assert "¥" not in banner_of(window)
    window.context.session.sign_in(shop.owner.person)
    assert "占用货款 ¥91.00" in banner_of(window)


def test_the_notice_stays_until_there_is_a_result(
    window: Window, shop: OrdersShop, trays: Trays
) -> None:
    purchase = an_unknown(shop)
    shop.clock.pass_time(QUARTER)
    notice = a_notice(window, shop, trays)
    shop.clock.pass_time(timedelta(hours=5))
    notice.look()
    window.settle()
    assert "15 分钟还没有结果" in banner_of(window)
    settled = shop.settle(purchase.id)
    assert settled.state is PurchaseState.HUMAN, "a person decides; the notice stays for that too"
    nothing = Decision(Verdict.NOT_PLACED)
    shop.purchasing.decide(shop.owner, purchase.id, nothing, "网站上没有这一单")
    window.context.notifier.notify(Changes.of(Topic.PURCHASES))
    window.settle()
    assert banner_of(window) == ""


# The tray ---------------------------------------------------------------------------------------


def test_the_tray_tells_each_order_once_and_nothing_that_is_nobody_s_business(
    window: Window, shop: OrdersShop, trays: Trays, look_away: Callable[[], None]
) -> None:
    an_unknown(shop)
    shop.clock.pass_time(QUARTER)
    look_away()
    notice = a_notice(window, shop, trays)
    for _again in range(3):
        notice.refresh()
        window.settle()
    assert trays.notes == [("15 分钟还没有结果", "1 笔，到“订单 › 待确认”看")]
    assert trays.found[0].is_shown


def test_while_the_window_is_in_front_the_tray_is_silent(
    window: Window, shop: OrdersShop, trays: Trays
) -> None:
    an_unknown(shop)
    shop.clock.pass_time(QUARTER)
    a_notice(window, shop, trays)
    assert trays.found == []


def test_where_there_is_no_tray_nothing_fails(
    window: Window, look_away: Callable[[], None]
) -> None:
    assert find_tray(window.frame) is None, "the offscreen system has none"
    look_away()
    tray = Tray(window.frame)
    tray.tell("到货了", "云境传说点卡 ×1")
    tray.close()


def test_a_click_on_the_note_brings_the_window_forward_and_the_end_takes_the_icon_away(
    window: Window, trays: Trays, look_away: Callable[[], None]
) -> None:
    tray, clicks = Tray(window.frame, trays.find), []
    tray.clicked.connect(lambda: clicks.append(1))
    look_away()
    tray.tell("到货了", "云境传说点卡 ×1")
    trays.found[0].messageClicked.emit()
    assert clicks == [1]
    tray.close()
    assert not trays.found[0].is_shown


# Goods that arrived -----------------------------------------------------------------------------


def some_arrivals(shop: OrdersShop, count: int) -> list[PurchaseSnapshot]:
    product = shop.adopt()
    return [shop.purchase_of(shop.a_bought_sale(product)) for _sale in range(count)]


def test_goods_that_arrive_together_share_one_notice_that_leads_to_telling(
    window: Window, shop: OrdersShop, trays: Trays, look_away: Callable[[], None]
) -> None:
    look_away()
    arrivals = Arrivals(window.context, Tray(window.frame, trays.find), lambda _sale: False)
    bought = some_arrivals(shop, 3)
    for one in bought:
        arrivals.note(one)
    arrivals.tell()
    assert window.toasts() == ["到货了 云境传说点卡 100 元 等 3 笔"]
    assert trays.notes == [("到货了", "云境传说点卡 100 元 等 3 笔")]
    assert window.frame.toasts.press_latest()
    assert window.gone_to == [("orders", ("undelivered", bought[0].sale_line_id))]


def test_one_arrival_is_named_by_its_sale_and_never_by_an_account(
    window: Window, shop: OrdersShop, trays: Trays
) -> None:
    arrivals = Arrivals(window.context, Tray(window.frame, trays.find), lambda _sale: False)
    (one,) = some_arrivals(shop, 1)
    arrivals.note(one)
    arrivals.tell()
    assert window.toasts() == [f"到货了 云境传说点卡 100 元 ×1 · {one.sale_number}"]
    arrivals.tell()
    assert len(window.toasts()) == 1, "said once"


def test_goods_in_front_of_the_cashier_need_no_notice(
    window: Window, shop: OrdersShop, trays: Trays
) -> None:
    first, second = some_arrivals(shop, 2)
    in_front = {first.sale_id}
    arrivals = Arrivals(window.context, Tray(window.frame, trays.find), in_front.__contains__)
    arrivals.note(first)
    arrivals.tell()
    assert window.toasts() == []
    arrivals.note(first)
    arrivals.note(second)
    arrivals.tell()
    assert window.toasts() == [f"到货了 云境传说点卡 100 元 ×1 · {second.sale_number}"]


def test_nothing_pops_up_over_the_lock_screen(
    window: Window, shop: OrdersShop, trays: Trays
) -> None:
    arrivals = Arrivals(window.context, Tray(window.frame, trays.find), lambda _sale: False)
    (one,) = some_arrivals(shop, 1)
    window.context.session.lock()
    arrivals.note(one)
    arrivals.tell()
    assert window.toasts() == []


def test_the_page_of_the_goods_is_known_to_show_them(window: Window, shop: OrdersShop) -> None:
    cart = Cart().with_product(shop.adopt(), 1)
    sale = shop.sell(cart).sale
    screen = window.show(shop.screen(window.context))
    assert not screen.is_showing_sale(sale.id)
    screen.arrive("undelivered")
    window.settle()
    assert screen.is_showing_sale(sale.id)
