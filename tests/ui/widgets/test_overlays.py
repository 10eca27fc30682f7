"""Sheets, owner's PIN, toasts, banner, palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.messages import Messages
from desktop.ui.shortcuts import Action, ActionRegistry, PageKeys
from desktop.ui.theme import Theme, Tone, apply_theme
from desktop.ui.widgets.banner import Banner, Condition
from desktop.ui.widgets.buttons import ActionButton
from desktop.ui.widgets.command_palette import CommandPalette, KeysOverlay
from desktop.ui.widgets.fitting_scroll import add_scrolling
from desktop.ui.widgets.owner_pin import ApprovalRequest, OwnerPinSheet
from desktop.ui.widgets.sheet import Sheet, SheetHost
from desktop.ui.widgets.toast import MAXIMUM_TOASTS, ToastHost

REQUEST = ApprovalRequest("林小舟 要退款 ¥99.80。", "退款 ¥99.80", "退款原因（必填）", 4)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QWidget:
    apply_theme(qapp, Theme.LIGHT, has_motion=False)
    window = QWidget()
    window.resize(1180, 680)
    layout = QVBoxLayout(window)
    home = QLineEdit()
    home.setObjectName("home")
    layout.addWidget(QLineEdit())
    layout.addWidget(home)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    home.setFocus()
    return window


@pytest.fixture
def messages(window: QWidget) -> Messages:
    banner = Banner(window)
    return Messages(SheetHost(window), ToastHost(window), banner)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def commit(text: str) -> None:
    """Type through the input method: QTest knows ASCII only."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus(), event)


def test_a_sheet_takes_the_focus_to_its_first_field_and_gives_it_back(window: QWidget) -> None:
    host = SheetHost(window)
    sheet = Sheet("充到哪个号？")
    field = QLineEdit()
    sheet.body.addWidget(field)
    sheet.add_cancel()
    sheet.add_confirm("加入")
    host.open(sheet)
    assert focus() is field
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert focus().objectName() == "home"
    assert host.current() is None


def test_tab_stays_inside_the_sheet_in_both_directions(window: QWidget) -> None:
    host = SheetHost(window)
    sheet = Sheet("折扣")
    sheet.body.addWidget(QLineEdit())
    sheet.add_cancel()
    sheet.add_confirm("确定")
    host.open(sheet)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        visited = []
        for _ in range(7):
            QTest.keyClick(focus(), key)
            assert sheet.isAncestorOf(focus())
            visited.append(focus())
        assert len(set(visited)) == 3


def test_enter_presses_the_default_button_from_a_field(window: QWidget, qtbot: QtBot) -> None:
    host = SheetHost(window)
    sheet = Sheet("折扣")
    sheet.body.addWidget(QLineEdit())
    sheet.add_confirm("确定")
    host.open(sheet)
    with qtbot.waitSignal(sheet.accepted):
        QTest.keyClick(focus(), Qt.Key.Key_Return)


def test_a_second_sheet_waits_for_the_first(window: QWidget) -> None:
    host = SheetHost(window)
    first, second = Sheet("一"), Sheet("二")
    host.open(first)
    host.open(second)
    assert host.current() is first
    first.reject()
    assert host.current() is second
    second.reject()
    assert host.current() is None


def test_only_the_pin_lies_on_another_sheet(window: QWidget) -> None:
    host = SheetHost(window)
    first, pin = Sheet("折扣"), OwnerPinSheet(REQUEST)
    host.open(first)
    host.open(pin)
    assert host.current() is pin
    pin.reject()
    assert host.current() is first


def test_locking_closes_every_sheet(window: QWidget) -> None:
    host = SheetHost(window)
    host.open(Sheet("一"))
    host.open(Sheet("二"))
    host.open(OwnerPinSheet(REQUEST))
    host.close_all()
    assert host.current() is None


def test_a_sheet_is_never_larger_than_its_window(window: QWidget) -> None:
    host = SheetHost(window)
    sheet = Sheet("很长", width=820)
    for _ in range(60):
        sheet.add_text("数据没写进去。磁盘满了。这一单没有收款，请勿放行。" * 3)
    host.open(sheet)
    window.resize(700, 500)
    assert sheet.width() <= 700
    assert sheet.height() <= 500


def test_a_long_paragraph_is_shown_whole(window: QWidget) -> None:
    host = SheetHost(window)
    sheet = Sheet("货源没回话", tone=Tone.WARN, icon="circle-help")
    text = sheet.add_text("可能已经充上，也可能没有。订单放进“待确认”，下次自动查询 14:35:10。" * 4)
    sheet.add_confirm("知道了")
    host.open(sheet)
    assert text.height() >= text.heightForWidth(text.width())


def test_a_long_question_is_shown_whole(window: QWidget) -> None:
    host = SheetHost(window)
    sheet = Sheet("云境传说点卡 100 元: none of the 115 codes sold before the restore?")
    sheet.add_cancel()
    host.open(sheet)
    (title,) = [label for label in sheet.findChildren(QLabel) if "115" in label.text()]
    assert title.fontMetrics().horizontalAdvance(title.text()) > title.width()
    assert title.height() >= 2 * title.fontMetrics().height()


def test_a_sheet_is_as_tall_as_its_words_need_at_its_width(window: QWidget) -> None:
    host = SheetHost(window)
    sheet = Sheet("货源没回话", width=640)
    sheet.add_text("可能已经充上，也可能没有。订单放进“待确认”，下次自动查询 14:35:10。" * 4)
    sheet.add_confirm("知道了")
    host.open(sheet)
    assert sheet.height() == sheet.heightForWidth(sheet.width())


def test_fields_that_find_no_room_scroll_and_tab_brings_them_into_view(window: QWidget) -> None:
    host = SheetHost(window)
    sheet, form = Sheet("添加货源账号"), QWidget()
    fields = [QLineEdit() for _ in range(40)]
    layout = QVBoxLayout(form)
    for field in fields:
        field.setMinimumHeight(40)
        layout.addWidget(field)
    add_scrolling(sheet, form)
    save = sheet.add_confirm("保存")
    host.open(sheet)
    assert window.rect().contains(sheet.geometry())
    assert save.visibleRegion().boundingRect() == save.rect()
    assert fields[-1].visibleRegion().isEmpty()
    fields[-2].setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert focus() is fields[-1]
    assert fields[-1].visibleRegion().boundingRect() == fields[-1].rect()


def test_the_destructive_question_starts_on_the_safe_button(messages: Messages) -> None:
    cleared: list[bool] = []
    sheet = messages.ask_destructive(
        "清空这一单？", "5 件商品。", keep="保留", destroy="清空", act=lambda: cleared.append(True)
    )
    assert focus().objectName() == "dialogCancel"
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert cleared == []
    assert messages.sheets.current() is not sheet


def test_the_destructive_question_does_it_when_asked_to(messages: Messages) -> None:
    cleared: list[bool] = []
    sheet = messages.ask_destructive(
        "清空这一单？", "5 件商品。", keep="保留", destroy="清空", act=lambda: cleared.append(True)
    )
    button = sheet.findChild(QWidget, "dialogConfirm")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert cleared == [True]


def test_a_notice_about_an_unknown_outcome_has_no_retry(messages: Messages) -> None:
    sheet = messages.tell("货源没回话", "可能已经充上。", tone=Tone.WARN, icon="circle-help")
    words = [button.label() for button in sheet.findChildren(ActionButton)]
    assert words == ["知道了"]


def test_the_pin_is_submitted_with_its_reason_and_shown_nowhere(
    messages: Messages, qtbot: QtBot
) -> None:
    sheet = messages.ask_owner(REQUEST)
    QTest.keyClicks(focus(), "123456")
    assert focus().objectName() == "reasonText"
    commit("货源确认失败")
    with qtbot.waitSignal(sheet.submitted) as caught:
        QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert caught.args == ["123456", "货源确认失败"]
    shown = [str(label.property("text")) for label in sheet.findChildren(QWidget)]
    assert not any("123456" in text for text in shown)


def test_a_required_reason_is_not_skipped(messages: Messages, qtbot: QtBot) -> None:
    sheet = messages.ask_owner(REQUEST)
    QTest.keyClicks(focus(), "123456")
    with qtbot.assertNotEmitted(sheet.submitted):
        QTest.keyClick(focus(), Qt.Key.Key_Return)


def test_a_wrong_pin_clears_the_dots_and_tells_the_attempts_left(messages: Messages) -> None:
    sheet = messages.ask_owner(REQUEST)
    QTest.keyClicks(focus(), "123456")
    sheet.show_wrong(3)
    assert sheet.dots.digits() == ""
    texts = [str(label.property("text")) for label in sheet.findChildren(QWidget)]
    assert any("3" in text and "PIN" in text for text in texts)
    assert focus() is sheet.dots


def test_at_most_two_toasts_and_the_newest_stay(messages: Messages) -> None:
    for number in range(4):
        messages.show_toast(f"第 {number} 号")
    shown = [toast.content.text for toast in messages.toasts.list_shown()]
    assert shown == ["第 2 号", "第 3 号"]
    assert len(shown) == MAXIMUM_TOASTS


def test_the_key_of_a_toast_presses_its_button(messages: Messages) -> None:
    undone: list[bool] = []
    messages.show_toast("删了 1 行", action="撤销", act=lambda: undone.append(True))
    messages.show_toast("已同步")
    assert messages.toasts.press_latest()
    assert undone == [True]
    assert not messages.toasts.press_latest()


def test_the_most_severe_condition_wins_and_comes_back(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.begin(Condition("offline", "离线中", "排队"))
    banner.begin(Condition("disk", "磁盘满了", "不能收款", severity=100))
    assert banner.property("tone") == "danger"
    banner.end("disk")
    current = banner.current()
    assert current is not None
    assert current.key == "offline"
    banner.end("offline")
    assert banner.isHidden()


def test_the_palette_finds_by_words_and_does_the_act(window: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    registry = ActionRegistry()
    registry.show_page(
        PageKeys(
            "sale",
            (
                Action("sale.hold", lambda: done.append("hold")),
                Action("orders.refund", lambda: done.append("refund"), text="退款"),
            ),
        )
    )
    host = SheetHost(window, registry)
    palette = CommandPalette(registry.list_offers())
    host.open(palette)
    commit("zz")
    assert palette.titles() == ()
    assert any(label.isVisible() and "zz" in label.text() for label in palette.findChildren(QLabel))
    palette.box().clear()
    commit("退")
    assert palette.titles() == ("退款",)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: done == ["refund"])
    assert host.current() is None


def test_the_overlay_closes_with_enter(window: QWidget) -> None:
    registry = ActionRegistry()
    registry.show_page(PageKeys("sale", (Action("sale.hold", lambda: None),)))
    host = SheetHost(window)
    host.open(KeysOverlay(registry.list_keys()))
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert host.current() is None
