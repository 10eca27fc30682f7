"""完成: what is seen, copied, printed and sent, what still runs, and what is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.changes import Changes, Topic
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind
from desktop.ui.rendering.qr_matrix import qr_matrix
from desktop.ui.screens.sale.delivery_rows import DeliveryRow
from desktop.ui.screens.sale.secret_cards import COPY, button_places
from desktop.ui.tour.keyboard import Keyboard
from desktop.ui.widgets.labels import Badge
from tests.buying import Trouble
from tests.ui.screens.counter import OWNER_PIN, Counter, CounterShop, a_counter

ENTER, DOWN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape
SECRET = "YJ100-CARD-0000-SECRET"
MASK = "YJ10•-••••-••••-••••••"


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.a_product("YJ100", cards=9)
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


def sell(counter: Counter, typed: str = "2*YJ100", cash: str = "") -> None:
    counter.window.type(typed, ENTER, "F9", cash, ENTER)
    assert counter.page == "done"


def shown(counter: Counter) -> list[str]:
    return [row.text for row in counter.screen.done_page.secrets.list.item_model().items()]


def spoken(counter: Counter) -> list[str]:
    model = counter.screen.done_page.secrets.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def ledger_kinds(shop: CounterShop) -> list[str]:
    with shop.ground.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT kind FROM ledger ORDER BY seq")
        return [row[0] for row in rows]


def tick(counter: Counter, seconds: int) -> None:
    for _second in range(seconds):
        counter.screen.done_page._keeper._tick()


# Seeing -------------------------------------------------------------------------------------


def test_the_page_names_change_and_claim_code(counter: Counter, shop: CounterShop) -> None:
    sell(counter, cash="300")
    assert counter.screen.done_page.change.text() == "¥100.00"
    assert counter.says(f"取货码 {shop.last_sale().claim_code}")
    assert counter.window.focus_name() == "nextCustomer"


def test_nothing_is_seen_unasked(counter: Counter, shop: CounterShop) -> None:
    sell(counter)
    assert len(shown(counter)) == 2
    assert not any("SECRET" in text for text in shown(counter) + counter.texts())
    assert all("已隐藏" in text and "SECRET" not in text for text in spoken(counter))
    assert shop.delivery.undelivered_count() == 1


def test_v_shows_all_for_thirty_seconds(counter: Counter, shop: CounterShop) -> None:
    sell(counter)
    counter.window.type("V")
    assert shown(counter) == [SECRET, "YJ100-CARD-0001-SECRET"]
    assert ledger_kinds(shop).count("cards_revealed") == 1
    assert shop.delivery.undelivered_count() == 0
    tick(counter, 29)
    assert shown(counter)[0] == SECRET
    tick(counter, 1)
    assert not any("SECRET" in text for text in shown(counter))


def test_the_reveal_is_in_the_ledger_before_anything_is_seen(
    counter: Counter, shop: CounterShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter)
    seen_in_ledger: list[bool] = []
    keeper = counter.screen.done_page._keeper
    keeper.changed.connect(lambda: seen_in_ledger.append("cards_revealed" in ledger_kinds(shop)))
    counter.window.type("V")
    assert seen_in_ledger
    assert all(seen_in_ledger)


def test_an_arrow_chooses_one_card(counter: Counter) -> None:
    sell(counter)
    counter.window.type(DOWN, DOWN, "V")
    assert shown(counter)[1] == "YJ100-CARD-0001-SECRET"
    assert "SECRET" not in shown(counter)[0]


def test_v_again_hides_at_once(counter: Counter) -> None:
    sell(counter)
    counter.window.type("V", "V")
    assert not any("SECRET" in text for text in shown(counter))


def test_a_second_look_needs_the_owner(counter: Counter, shop: CounterShop) -> None:
    sell(counter)
    counter.window.type("V", "V", "V")
    assert counter.window.is_shown("ownerPin")
    assert not any("SECRET" in text for text in shown(counter))
    counter.window.type(OWNER_PIN, "again", ENTER)
    assert shown(counter)[0] == SECRET


def test_everything_hides_when_another_window_comes_in_front(counter: Counter) -> None:
    sell(counter)
    counter.window.type("V")
    page = counter.screen.done_page
    page.isActiveWindow = lambda: False  # type: ignore[method-assign]
    QApplication.sendEvent(page, QEvent(QEvent.Type.ActivationChange))
    assert not any("SECRET" in text for text in shown(counter))


def test_everything_hides_on_lock(counter: Counter) -> None:
    sell(counter)
    counter.window.type("V")
    counter.window.context.session.lock()
    assert not any("SECRET" in text for text in shown(counter))


# Copying and showing ------------------------------------------------------------------------


def test_copying_what_is_shown_needs_no_second_consent(counter: Counter, shop: CounterShop) -> None:
    sell(counter, "YJ100")
    counter.window.type("V", "Y")
    assert QGuiApplication.clipboard().text() == SECRET
    assert not counter.window.is_shown("ownerPin")
    assert ledger_kinds(shop)[-1] == "cards_copied"


def test_copying_unseen_cards_counts_as_handing_over(counter: Counter, shop: CounterShop) -> None:
    sell(counter, "YJ100")
    counter.window.type("Y")
    assert QGuiApplication.clipboard().text() == SECRET
    assert "SECRET" not in shown(counter)[0]
    assert shop.delivery.undelivered_count() == 0


def test_the_clipboard_is_cleared_only_if_it_is_still_ours(counter: Counter) -> None:
    sell(counter, "YJ100")
    counter.window.type("Y")
    clipboard = counter.window.context.clipboard
    for _second in range(60):
        clipboard._tick()
    assert QGuiApplication.clipboard().text() == ""
    counter.window.context.clipboard.copy_plain("mine")
    for _second in range(3):
        clipboard._tick()
    assert QGuiApplication.clipboard().text() == "mine"


def test_a_click_on_a_row_s_button_is_about_that_card(counter: Counter, qtbot: QtBot) -> None:
    sell(counter)
    rows = counter.screen.done_page.secrets.list
    box = QRectF(rows.visualRect(rows.model().index(1, 0)))
    place: QPointF = button_places(box)[COPY].center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place.toPoint())
    counter.window.settle()
    assert QGuiApplication.clipboard().text() == "YJ100-CARD-0001-SECRET"


def test_t_shows_one_code_to_the_customer(counter: Counter) -> None:
    sell(counter, "YJ100")
    counter.window.type("T")
    page = counter.screen.done_page.customer_page
    assert page.isVisible()
    assert page.view().rows == qr_matrix(SECRET)
    counter.window.type(ESC)
    assert not page.isVisible()


def test_the_receipt_s_code_never_holds_a_secret(counter: Counter, shop: CounterShop) -> None:
    sell(counter)
    facts = counter.screen.done_page._facts
    assert facts is not None
    assert shop.last_sale().number in facts.receipt_text
    assert "SECRET" not in facts.receipt_text


# Paper and messages -------------------------------------------------------------------------


def test_without_a_printer_nothing_fails_and_it_says_so(counter: Counter) -> None:
    sell(counter)
    counter.window.type("P")
    assert any("没有打印机" in toast for toast in counter.window.toasts())


def test_a_message_with_cards_goes_to_the_clipboard(counter: Counter, shop: CounterShop) -> None:
    sell(counter)
    counter.window.type("M")
    text = QGuiApplication.clipboard().text()
    assert SECRET in text
    assert "YJ100-CARD-0001-SECRET" in text
    assert shop.delivery.undelivered_count() == 0


def test_s_saves_the_receipt_as_pdf(counter: Counter, shop: CounterShop, tmp_path: Path) -> None:
    sell(counter)
    counter.window.type("S")
    path = counter.window.find(QLineEdit, "filePath")
    assert path.text().endswith(f"小票 {shop.last_sale().number}.pdf")
    target = tmp_path / "receipt.pdf"
    path.setText(str(target))
    counter.window.type(ENTER)
    assert target.read_bytes().startswith(b"%PDF")
    assert counter.window.toasts() == [f"小票存到 {target}"]
    assert not counter.window.is_shown("dialogSheet")
    assert counter.page == "done"


def test_the_button_saves_it_too_and_a_folder_that_is_not_there_is_said_in_the_sheet(
    counter: Counter, tmp_path: Path
) -> None:
    sell(counter)
    counter.window.find(QPushButton, "saveReceipt").click()
    counter.window.find(QLineEdit, "filePath").setText(str(tmp_path / "gone" / "receipt.pdf"))
    counter.window.type(ENTER)
    assert counter.window.is_shown("dialogSheet")
    assert counter.says("没写成")
    counter.window.find(QLineEdit, "filePath").setText(str(tmp_path / "receipt.pdf"))
    counter.window.type(ENTER)
    assert (tmp_path / "receipt.pdf").exists()


# Going on -----------------------------------------------------------------------------------


def test_next_leaves_at_once_and_says_what_was_not_given(
    counter: Counter, shop: CounterShop
) -> None:
    sell(counter)
    counter.window.type(DOWN, "V", ENTER)
    assert counter.page == "sale"
    assert counter.window.focus_name() == "searchBox"
    (toast,) = counter.window.toasts()
    assert toast.startswith("还有 1 张没给")
    counter.window.press("Ctrl+J")
    assert counter.page == "done"
    assert counter.screen.done_page.sale_id == shop.last_sale().id


def test_the_notice_goes_when_its_cards_are_in_front_again_and_does_not_come_back(
    counter: Counter,
) -> None:
    sell(counter)
    counter.window.type(ENTER)
    assert counter.window.toasts() == ["还有 2 张没给 散客 · 云境传说点卡 100 元"]
    counter.window.press("Ctrl+J")
    assert counter.window.toasts() == []
    counter.window.type("V", ENTER)
    assert counter.page == "sale"
    assert counter.window.toasts() == []


def elsewhere(counter: Counter) -> None:
    """Tell the window what another page has just written."""
    counter.window.context.notifier.notify(Changes.of(Topic.DELIVERY, Topic.SALES))
    counter.window.settle()


def test_the_notice_goes_when_the_cards_are_handed_over_on_another_page(
    counter: Counter, shop: CounterShop
) -> None:
    sell(counter)
    counter.window.type(ENTER)
    line = shop.last_sale().lines[0]
    shop.delivery.reveal(shop.cashier, line.id, card_ids=line.card_ids[:1])
    elsewhere(counter)
    assert counter.window.toasts() == ["还有 1 张没给 散客 · 云境传说点卡 100 元"]
    shop.delivery.reveal(shop.cashier, line.id, card_ids=line.card_ids[1:])
    elsewhere(counter)
    assert counter.window.toasts() == []
    counter.window.press("Ctrl+J")
    assert counter.window.gone_to == [("orders", "undelivered")]


def test_the_notice_goes_when_the_sale_is_given_back(counter: Counter, shop: CounterShop) -> None:
    sell(counter)
    counter.window.type(ENTER)
    shop.a_refund(shop.last_sale(), 2)
    elsewhere(counter)
    assert counter.window.toasts() == []


def test_another_customer_s_sale_leaves_the_notice_of_the_first_alone(
    counter: Counter, shop: CounterShop
) -> None:
    sell(counter)
    first = shop.last_sale()
    counter.window.type(ENTER)
    sell(counter, "YJ100")
    counter.window.type("V", ENTER)
    assert counter.window.toasts() == ["还有 2 张没给 散客 · 云境传说点卡 100 元"]
    counter.window.frame.toasts.press_latest()
    counter.window.settle()
    assert counter.screen.done_page.sale_id == first.id
    assert counter.window.toasts() == []


def test_the_notice_s_button_never_throws_away_money_that_came_in(counter: Counter) -> None:
    sell(counter)
    counter.window.type(ENTER, "3*YJ100", ENTER, "F9", "100", "W", ENTER)
    assert counter.screen.payment_page.has_received()
    counter.window.frame.toasts.press_latest()
    counter.window.settle()
    assert counter.page == "payment"
    assert counter.screen.payment_page.has_received()
    assert counter.says("已经收了 ¥100.00")


def test_the_notice_s_button_leaves_a_payment_that_has_not_begun(counter: Counter) -> None:
    sell(counter)
    counter.window.type(ENTER, "3*YJ100", ENTER, "F9")
    counter.window.frame.toasts.press_latest()
    counter.window.settle()
    assert counter.page == "done"
    assert counter.cart.item_count == 3


def test_closing_the_window_asks_about_what_is_open(counter: Counter) -> None:
    assert counter.screen.open_work() == ""
    counter.window.type("YJ100", ENTER)
    assert counter.screen.open_work() == "有一单没收款"
    counter.window.type("F9")
    assert "正在收款" in counter.screen.open_work()
    counter.window.type(ENTER)
    assert counter.screen.open_work() == "还有货没给顾客"
    counter.window.type("V")
    assert counter.screen.open_work() == ""


def test_when_everything_was_given_nothing_is_said(counter: Counter) -> None:
    sell(counter)
    counter.window.type("V", ENTER)
    assert counter.window.toasts() == []
    counter.window.press("Ctrl+J")
    assert counter.window.gone_to == [("orders", "undelivered")]


def test_the_next_sale_shows_nothing_of_the_one_before(counter: Counter) -> None:
    sell(counter)
    counter.window.type("V", ENTER)
    sell(counter, "YJ100")
    assert len(shown(counter)) == 1
    assert "SECRET" not in shown(counter)[0]


# What still runs ----------------------------------------------------------------------------


def states(counter: Counter) -> list[str]:
    rows = counter.screen.done_page.deliveries.findChildren(DeliveryRow)
    return [row.findChildren(Badge)[0].badge().text for row in rows if row.isVisible()]


@pytest.fixture
def bought(shop: CounterShop) -> None:
    shop.from_platform("XM30", "星幕视频会员", price=25_00, cost="22.00", face_text="月卡")
    shop.from_platform(
        "HF100", "手机话费", price=99_80, cost="95.00", kind=ProductKind.TOPUP,
        rule=AccountRule.PHONE, is_manual=True, face_text="100 元",
    )  # fmt: skip


def advance(counter: Counter, shop: CounterShop) -> None:
    """Do what the window's timer does."""
    shop.purchasing.advance_due()
    counter.window.context.notifier.notify(Changes.of(Topic.PURCHASES, Topic.DELIVERY))
    counter.window.settle()


@pytest.mark.usefixtures("bought")
def test_a_bought_card_comes_live_and_can_be_shown(counter: Counter, shop: CounterShop) -> None:
    sell(counter, "XM30")
    assert states(counter) == ["排队中"]
    assert shown(counter) == []
    advance(counter, shop)
    assert states(counter) == ["已出卡"]
    assert len(shown(counter)) == 1
    counter.window.type("V")
    assert shown(counter) == ["PW00007919"]


@pytest.mark.usefixtures("bought")
def test_a_top_up_runs_with_its_account_in_full(counter: Counter, shop: CounterShop) -> None:
    counter.window.type("HF100", ENTER, "19800002046", ENTER, "19800002046", ENTER, "F9", ENTER)
    advance(counter, shop)
    shop.clock.pass_time(timedelta(seconds=41))
    counter.screen.done_page.refresh()
    counter.window.settle()
    assert states(counter) == ["充值中 00:41"]
    assert counter.says("198 0000 2046")
    counter.window.type(ENTER)
    (toast,) = counter.window.toasts()
    assert toast.startswith("还有 1 笔没到")


@pytest.mark.usefixtures("bought")
def test_no_answer_is_unknown_and_offers_only_to_ask(counter: Counter, shop: CounterShop) -> None:
    shop.platform.troubles = [Trouble.LOST_AFTER]
    sell(counter, "XM30")
    advance(counter, shop)
    assert states(counter) == ["待确认"]
    assert counter.says("货源没回话，先别重复下单")
    assert counter.says("下次自动查询")
    assert counter.window.is_shown("checkResult")
    orders_before = len(shop.platform.orders)
    counter.window.find(QPushButton, "checkResult").click()
    counter.window.settle()
    assert len(shop.platform.orders) == orders_before
    assert shop.platform.calls.count("trade") == 1


@pytest.mark.parametrize("keys", [("V", "Y"), ("V", "T")])
def test_two_looks_without_a_pause_are_one_and_ask_nobody(
    counter: Counter, shop: CounterShop, keys: tuple[str, ...]
) -> None:
    sell(counter)
    Keyboard(counter.window.frame).press(*keys)
    counter.window.settle()
    assert counter.window.frame.sheets.current() is None
    assert shown(counter)[0] == SECRET
    assert ledger_kinds(shop).count("cards_revealed") == 1


def test_show_pressed_twice_at_once_shows_and_hides(counter: Counter) -> None:
    sell(counter)
    Keyboard(counter.window.frame).press("V", "V")
    counter.window.settle()
    assert counter.window.frame.sheets.current() is None
    assert not any("SECRET" in text for text in shown(counter))
