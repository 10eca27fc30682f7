"""收银: finding and adding goods, changing the order, holding and recalling, asking the owner."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind
from desktop.ui.dialogs.top_up_account_dialog import TopUpAccountSheet
from desktop.ui.screens.sale.sale_page import TypedSearch
from desktop.ui.widgets.buttons import ActionButton
from desktop.ui.widgets.product_grid import ProductGrid
from tests.buying import Trouble
from tests.ui.screens.counter import OWNER_PIN, Counter, CounterShop, a_counter

ENTER, DOWN, UP, ESC = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.a_product("YJ100", cards=9, barcode="6901000020467")
    shop.a_product("YJ50", price=50_00, cost=45_00, cards=9, face_text="50 元")
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


def lines(counter: Counter) -> list[tuple[str, int]]:
    return [(line.product.code, line.quantity) for line in counter.cart.lines]


# Finding ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "quantity", "text"),
    [("yj", 1, "yj"), ("3*yj", 3, "yj"), ("12×690", 12, "690"), ("3*", 3, ""), ("0*yj", 1, "0*yj")],
)
def test_a_number_and_a_star_before_the_text_is_a_quantity(
    typed: str, quantity: int, text: str
) -> None:
    assert TypedSearch.of(typed) == TypedSearch(quantity, text)


def test_the_list_opens_while_typing_and_closes_with_escape(counter: Counter) -> None:
    counter.window.type("yj")
    results = counter.screen.sale_page.results
    assert [row.product.code for row in results.rows.item_model().items()] == ["YJ100", "YJ50"]
    assert counter.window.is_shown("searchResults")
    counter.window.type(ESC)
    assert not counter.window.is_shown("searchResults")
    assert counter.window.find(QLineEdit, "searchBox").text() == ""
    assert counter.window.focus_name() == "searchBox"


class PaintCount(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.paints = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.paints += event.type() == QEvent.Type.Paint
        return False


def test_a_further_letter_paints_the_results_and_nothing_behind_them(counter: Counter) -> None:
    counter.window.type("y")
    results = PaintCount(counter.screen.sale_page.results.rows.viewport())
    behind = PaintCount(counter.window.find(ProductGrid, "productGrid").viewport())
    counter.window.type("j")
    QApplication.sendPostedEvents()
    assert results.paints
    assert not behind.paints


@pytest.mark.parametrize("gap_ms", [None, 0])
def test_the_arrow_chooses_another_row_at_any_speed(counter: Counter, gap_ms: int | None) -> None:
    counter.window.type("yj", DOWN, ENTER, gap_ms=gap_ms)
    counter.window.settle()
    assert lines(counter) == [("YJ50", 1)]


def test_unfinished_input_of_an_input_method_is_searched_too(counter: Counter) -> None:
    box = counter.window.find(QLineEdit, "searchBox")
    QApplication.sendEvent(box, QInputMethodEvent("yj5", []))
    counter.window.settle()
    rows = counter.screen.sale_page.results.rows.item_model().items()
    assert [row.product.code for row in rows] == ["YJ50"]


@pytest.mark.parametrize("focus", ["searchBox", "productGrid"])
def test_a_scanned_barcode_adds_wherever_the_focus_is(counter: Counter, focus: str) -> None:
    if focus == "productGrid":
        counter.window.find(ProductGrid, focus).setFocus()
    counter.window.type("6901000020467", ENTER, gap_ms=0)
    counter.window.settle()
    assert lines(counter) == [("YJ100", 1)]
    assert counter.window.find(QLineEdit, "searchBox").text() == ""


def test_a_quantity_typed_before_the_scan_counts(counter: Counter) -> None:
    counter.window.type("3*")
    counter.window.clock.seconds += 5  # a person types, then scans
    counter.window.type("6901000020467", ENTER, gap_ms=0)
    counter.window.settle()
    assert lines(counter) == [("YJ100", 3)]


def test_an_unknown_code_says_so_and_leaves_the_order_alone(counter: Counter) -> None:
    counter.window.type("YJ100", ENTER, "6909999999999", ENTER, gap_ms=0)
    counter.window.settle()
    assert any("没有这个条码" in toast for toast in counter.window.toasts())
    assert lines(counter) == [("YJ100", 1)]


def test_goods_that_ran_out_are_explained_not_added(counter: Counter, shop: CounterShop) -> None:
    shop.a_product("ST50", price=50_50, cards=0, name="Steam 充值码")
    counter.window.type("ST50", ENTER)
    assert counter.cart.is_empty
    assert any("缺货" in toast for toast in counter.window.toasts())


def test_a_click_on_a_card_adds_and_leaves_the_caret_at_home(
    counter: Counter, qtbot: QtBot
) -> None:
    grid = counter.window.find(ProductGrid, "productGrid")
    place = grid.visualRect(grid.model().index(0, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    counter.window.settle()
    assert lines(counter) == [("YJ100", 1)]
    assert counter.window.focus_name() == "searchBox"
    assert grid.item_model().items()[0].in_cart == 1


def test_grid_and_list_change_places_by_key(counter: Counter) -> None:
    counter.window.press("Ctrl+G")
    assert counter.window.is_shown("productList")
    counter.window.press("Ctrl+G")
    assert counter.window.is_shown("productGrid")


def test_favourites_come_first_when_there_are_any(qtbot: QtBot, shop: CounterShop) -> None:
    favourite = shop.checkout.find_exact("YJ50")
    assert favourite is not None
    shop.catalog.set_favourite(shop.owner, favourite.id, True)
    with a_counter(qtbot, shop) as counter:
        shown = [card.code for card in counter.screen.sale_page.shelf.grid.item_model().items()]
        assert shown == ["YJ50"]
        counter.window.type(Qt.Key.Key_PageDown)
        shown = [card.code for card in counter.screen.sale_page.shelf.grid.item_model().items()]
        assert shown == ["YJ100", "YJ50"]


def test_a_shop_without_goods_says_where_they_come_from(qtbot: QtBot) -> None:
    shop = CounterShop()
    shop.open_shift()
    with a_counter(qtbot, shop) as counter:
        assert counter.says("还没有商品")


# Changing -----------------------------------------------------------------------------------


def test_plus_minus_and_delete_act_on_the_line_while_the_search_is_empty(counter: Counter) -> None:
    counter.window.type("YJ100", ENTER, "YJ50", ENTER, "+", "+", "-")
    assert lines(counter) == [("YJ100", 1), ("YJ50", 2)]
    counter.window.type(UP, "+")
    assert lines(counter) == [("YJ100", 2), ("YJ50", 2)]
    counter.window.type(Qt.Key.Key_Delete)
    assert lines(counter) == [("YJ50", 2)]


def test_delete_and_clear_are_taken_back_by_undo(counter: Counter) -> None:
    counter.window.type("2*YJ100", ENTER, Qt.Key.Key_Delete)
    assert counter.cart.is_empty
    counter.window.press("Ctrl+Z")
    assert lines(counter) == [("YJ100", 2)]
    counter.window.press("Ctrl+Shift+Del")
    assert counter.cart.is_empty
    assert any("已清空" in toast for toast in counter.window.toasts())
    counter.window.press("Ctrl+Z")
    assert lines(counter) == [("YJ100", 2)]


def test_a_quantity_is_typed_over_the_old_one(counter: Counter) -> None:
    counter.window.type("YJ100", ENTER, "F4", "7", ENTER)
    assert lines(counter) == [("YJ100", 7)]
    assert counter.total() == "¥700.00"
    assert counter.window.focus_name() == "searchBox"


def test_a_discount_within_the_limit_needs_nobody(counter: Counter) -> None:
    counter.window.type("YJ100", ENTER, "F8", "95", ENTER)
    assert counter.total() == "¥95.00"
    (line,) = counter.screen.sale_page.cart.lines.lines()
    assert [badge.text for badge in line.content().badges] == ["95 折 −5.00"]


def test_a_discount_above_the_limit_needs_the_owner(counter: Counter, shop: CounterShop) -> None:
    counter.window.type("YJ50", ENTER, "F8", "9", ENTER)
    assert counter.total() == "¥50.00"
    assert counter.window.is_shown("ownerPin")
    counter.window.type(OWNER_PIN, "regular", ENTER)
    assert counter.total() == "¥45.00"
    counter.window.type("F9", ENTER)
    assert str(shop.last_sale().total) == "45.00"


def test_an_order_discount_shows_both_rate_and_amount(counter: Counter) -> None:
    counter.window.type("YJ100", ENTER)
    counter.window.press("Ctrl+D")
    counter.window.type("97", ENTER)
    assert counter.total() == "¥97.00"
    assert counter.says("整单折扣 · 97 折 −3.00")


def test_below_the_floor_the_owner_is_asked_without_a_cost_on_the_screen(
    counter: Counter, shop: CounterShop
) -> None:
    shop.a_product("LOSS", price=90_00, cost=91_37, cards=2, name="亏本卡", face_text="")
    counter.window.type("LOSS", ENTER, "F9")
    assert counter.page == "sale"
    assert any("亏本卡" in text and "底线" in text for text in counter.texts())
    assert not any("91.37" in text or "1.37" in text for text in counter.texts())
    counter.window.type(OWNER_PIN, "ok", ENTER)
    assert counter.page == "payment"
    counter.window.type(ENTER)
    assert str(shop.last_sale().total) == "90.00"


def test_only_the_owner_sees_the_margin_and_only_while_the_key_is_down(
    qtbot: QtBot, shop: CounterShop
) -> None:
    with a_counter(qtbot, shop, actor=shop.owner) as counter:
        counter.window.type("YJ100", ENTER)
        control = Qt.KeyboardModifier.ControlModifier
        target = counter.window.find(QLineEdit, "searchBox")
        QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_M, control))
        assert counter.says("毛利 9.00")
        QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_M, control))
        assert not counter.says("毛利")


def test_a_cashier_presses_the_margin_key_in_vain(counter: Counter) -> None:
    counter.window.type("YJ100", ENTER)
    control = Qt.KeyboardModifier.ControlModifier
    target = counter.window.find(QLineEdit, "searchBox")
    QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_M, control))
    assert not counter.says("毛利")


# Holding, customers, channels ---------------------------------------------------------------


def test_an_order_is_held_and_taken_back(counter: Counter) -> None:
    counter.window.type("2*YJ100", ENTER, "F6", "waits", ENTER)
    assert counter.cart.is_empty
    assert any("第 1 号" in toast for toast in counter.window.toasts())
    recall = counter.window.find(QPushButton, "recallEmpty")
    assert isinstance(recall, ActionButton)
    assert recall.label() == "取单 1"
    counter.window.type("F7", ENTER)
    assert lines(counter) == [("YJ100", 2)]


def test_taking_one_back_holds_the_order_that_is_open(counter: Counter, shop: CounterShop) -> None:
    counter.window.type("YJ100", ENTER, "F6", ENTER, "YJ50", ENTER, "F7", ENTER)
    assert lines(counter) == [("YJ100", 1)]
    (held,) = shop.held_sales.list_held()
    assert str(held.total) == "50.00"


def test_an_order_taken_back_ends_with_its_sale(counter: Counter, shop: CounterShop) -> None:
    counter.window.type("2*YJ100", ENTER, "F6", ENTER, "F7", ENTER, "F9", ENTER, ENTER)
    assert shop.last_sale().total == Money(200_00)
    assert shop.held_sales.put_back() == 0


def test_an_order_taken_back_and_not_sold_waits_for_the_next_start(
    counter: Counter, shop: CounterShop
) -> None:
    counter.window.type("2*YJ100", ENTER, "F6", ENTER, "F7", ENTER)
    assert shop.held_sales.list_held() == ()
    assert shop.held_sales.put_back() == 1


def test_after_a_price_change_both_totals_are_shown_and_one_is_chosen(
    counter: Counter, shop: CounterShop
) -> None:
    counter.window.type("YJ50", ENTER, "F6", ENTER)
    dearer(shop, "YJ50", 52_00)
    counter.window.type("F7", ENTER)
    assert counter.says("挂单时 ¥50.00，按现在的价 ¥52.00。")
    keep = counter.window.find(QPushButton, "keepOldTotal")
    keep.click()
    counter.window.settle()
    assert counter.total() == "¥50.00"


def dearer(shop: CounterShop, code: str, price: int) -> None:
    from sqlalchemy import update

    from desktop.models.catalog import product

    with shop.ground.database.write() as connection:
        connection.execute(update(product).where(product.c.code == code).values(price=Money(price)))


def test_a_price_that_moved_is_told_at_payment(counter: Counter, shop: CounterShop) -> None:
    counter.window.type("YJ50", ENTER)
    dearer(shop, "YJ50", 52_00)
    counter.window.type("F9")
    assert any("原来 ¥50.00，现在 ¥52.00" in toast for toast in counter.window.toasts())
    counter.window.type(ENTER)
    assert str(shop.last_sale().total) == "52.00"


@pytest.mark.parametrize("gap_ms", [None, 0])
def test_a_customer_is_found_by_the_tail_and_shown_masked(
    counter: Counter, shop: CounterShop, gap_ms: int | None
) -> None:
    shop.customers.add(shop.cashier, "苗小禾", "18600002046")
    shop.customers.add(shop.cashier, "贺一帆", "18600007777")
    counter.window.type("F3", "2046", ENTER, gap_ms=gap_ms)
    counter.window.settle()
    assert counter.cart.customer is not None
    assert counter.cart.customer.name == "苗小禾"
    assert counter.says("186****2046 · 积分 0")


def test_a_customer_nobody_knows_is_made_of_two_fields(counter: Counter, shop: CounterShop) -> None:
    counter.window.type("F3", "18600002046")
    counter.window.find(QPushButton, "newCustomer").click()
    counter.window.type("Miao", ENTER)
    assert counter.cart.customer is not None
    assert (counter.cart.customer.name, counter.cart.customer.phone) == ("Miao", "18600002046")
    assert shop.customers.count() == 1


def test_the_channel_stays_for_the_next_customer(counter: Counter, shop: CounterShop) -> None:
    counter.window.type("YJ100", ENTER)
    counter.desk.set_channel("xianyu", "XY-1")
    counter.window.type("F9", ENTER, ENTER)
    sale = shop.last_sale()
    assert (sale.channel, sale.outside_number) == ("xianyu", "XY-1")
    assert (counter.cart.channel, counter.cart.outside_number) == ("xianyu", "")


def test_the_last_order_is_repeated_at_today_s_prices(counter: Counter) -> None:
    counter.window.type("2*YJ100", ENTER, "F9", ENTER, ENTER)
    counter.window.find(QPushButton, "repeatLast").click()
    counter.window.settle()
    assert lines(counter) == [("YJ100", 2)]


# Top-ups and bought goods -------------------------------------------------------------------


@pytest.fixture
def top_up(shop: CounterShop) -> None:
    shop.from_platform(
        "HF100", "手机话费", price=99_80, cost="95.00", kind=ProductKind.TOPUP,
        rule=AccountRule.PHONE, is_manual=True, face_text="100 元",
    )  # fmt: skip


@pytest.mark.usefixtures("top_up")
@pytest.mark.parametrize("gap_ms", [None, 0])
def test_an_account_typed_twice_enters_the_order_in_full(
    counter: Counter, gap_ms: int | None
) -> None:
    counter.window.type("HF100", ENTER, gap_ms=gap_ms)
    counter.window.settle()
    counter.window.type("19800002046", ENTER, "19800002046", gap_ms=gap_ms)
    sheet = counter.window.sheet()
    assert isinstance(sheet, TopUpAccountSheet)
    assert sheet.first.text() == "198 •••• 2046"
    assert counter.says("198 0000 2046")
    counter.window.type(ENTER)
    (line,) = counter.screen.sale_page.cart.lines.lines()
    assert (line.content().strong, line.content().caption) == ("198 0000 2046", "移动 · 已核对")
    assert not line.content().can_change_quantity


@pytest.mark.usefixtures("top_up")
def test_two_different_accounts_are_refused(counter: Counter) -> None:
    counter.window.type("HF100", ENTER, "19800002046", ENTER, "19800002047", ENTER)
    assert counter.cart.is_empty
    assert counter.says("两遍不一样")


@pytest.mark.usefixtures("top_up")
def test_a_number_too_short_is_refused_with_what_is_expected(counter: Counter) -> None:
    counter.window.type("HF100", ENTER, "1980000204", ENTER)
    assert counter.says("手机号要 11 位")


@pytest.mark.usefixtures("top_up")
def test_a_pasted_account_needs_no_second_typing(counter: Counter) -> None:
    counter.window.type("HF100", ENTER)
    QApplication.clipboard().setText("198 0000 2046")
    counter.window.press("Ctrl+V")
    counter.window.type(ENTER)
    assert counter.cart.lines[0].target is not None
    assert counter.cart.lines[0].target.account == "19800002046"


@pytest.mark.usefixtures("top_up")
def test_the_customer_s_own_number_is_one_click(counter: Counter, shop: CounterShop) -> None:
    counter.desk.set_customer(shop.customers.add(shop.cashier, "苗", "18600002046").customer)
    counter.window.type("HF100", ENTER)
    counter.window.find(QPushButton, "knownAccount").click()
    counter.window.type(ENTER)
    assert counter.cart.lines[0].target is not None
    assert counter.cart.lines[0].target.grouped == "186 0000 2046"


@pytest.mark.parametrize("gap_ms", [None, 0])
def test_goods_bought_now_are_priced_before_they_are_paid(
    counter: Counter, shop: CounterShop, gap_ms: int | None
) -> None:
    shop.from_platform("XM30", "星幕视频会员", price=25_00, cost="22.00", face_text="月卡")
    shop.platform.calls.clear()
    counter.window.type("XM30", ENTER, "F9", ENTER, gap_ms=gap_ms)
    counter.window.settle()
    assert "valuation" in shop.platform.calls
    assert counter.page == "done"
    assert str(shop.last_sale().total) == "25.00"


def test_a_source_that_does_not_answer_holds_up_no_local_card(
    counter: Counter, shop: CounterShop
) -> None:
    shop.from_platform("XM30", "星幕视频会员", price=25_00, cost="22.00", face_text="月卡")
    shop.platform.line_troubles = [Trouble.LOST_BEFORE] * 9
    shop.platform.calls.clear()
    counter.window.type("YJ100", ENTER, "F9", ENTER)
    assert counter.page == "done"
    assert shop.platform.calls == []


def test_after_the_day_s_close_selling_again_needs_the_owner(qtbot: QtBot) -> None:
    shop = CounterShop()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.close_day()
    with a_counter(qtbot, shop) as counter:
        counter.window.type("100", ENTER)
        assert counter.window.is_shown("ownerPin")
        counter.window.type(OWNER_PIN, "evening", ENTER)
        assert counter.window.focus_name() == "searchBox"
        assert shop.shift.business_date.isoformat() == "2026-06-19"


@pytest.mark.usefixtures("top_up")
def test_the_list_is_closed_while_something_is_asked_about_its_choice(counter: Counter) -> None:
    counter.window.type("HF100", ENTER)
    assert isinstance(counter.window.sheet(), TopUpAccountSheet)
    assert not counter.screen.sale_page.results.isVisible()
    counter.window.type(ESC)
    assert counter.screen.sale_page.search.text() == "HF100"
    counter.window.type(ENTER)
    assert isinstance(counter.window.sheet(), TopUpAccountSheet)
    counter.window.type(ESC, "YJ50", ENTER)
    assert lines(counter) == [("YJ50", 1)]


def test_where_the_list_is_narrow_the_name_says_the_face_value(
    qtbot: QtBot, shop: CounterShop
) -> None:
    for size, scale, expected in (
        ((1366, 768), 1.0, "云境传说点卡"),
        ((1366, 768), 1.25, "云境传说点卡 100 元"),
    ):
        with a_counter(qtbot, shop, size=size, scale=scale) as counter:
            counter.window.press("Ctrl+G")
            table = counter.screen.sale_page.shelf.table
            assert table.table_model().index(0, 0).data() == expected


def test_tab_goes_through_the_order_as_it_is_read(counter: Counter) -> None:
    counter.window.type("YJ50", ENTER, "YJ100", ENTER)
    stops = []
    for _step in range(16):
        counter.window.type(Qt.Key.Key_Tab)
        stops.append(counter.window.focus_name() or type(QApplication.focusWidget()).__name__)
        if stops[-1] == "payButton":
            break
    lines_ = ["CartLine", "CartLine", "QToolButton", "quantity", "QToolButton", "lineDiscount"]
    if "QToolButton" in stops and stops.count("QToolButton") == 1:  # one piece: no less to take
        lines_.remove("QToolButton")
    tail = [*lines_, "deleteLine", "holdButton", "orderDiscount", "clearCart", "payButton"]
    assert stops[-len(tail) :] == tail
