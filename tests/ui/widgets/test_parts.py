"""Inputs, tables, lists, grid, cart, shell: what they do, beyond how they look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.ui.shortcuts import Action, ActionRegistry, PageKeys
from desktop.ui.theme import Theme, Tone, apply_theme
from desktop.ui.widgets.action_menu import ActionMenu, MenuItem
from desktop.ui.widgets.amount_inputs import DigitsEdit, MoneyEdit
from desktop.ui.widgets.buttons import Segmented
from desktop.ui.widgets.cards import KeyFigure, NoticeStrip, SummaryStrip
from desktop.ui.widgets.cart_lines import CartLineKeys, CartLineList, CartLineText
from desktop.ui.widgets.charts import Bar, BarChart
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.keypads import Keypad, Stepper
from desktop.ui.widgets.labels import ElideLabel, PlainLabel, TotalLabel
from desktop.ui.widgets.list_rows import ListRow, RowList
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.pin_dots import PinDots
from desktop.ui.widgets.product_grid import ProductCard, ProductGrid
from desktop.ui.widgets.shell import NavItem, NavRail, StatusBar
from desktop.ui.widgets.switches import Switch
from desktop.ui.widgets.tab_bar import TabBar, TabText


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    apply_theme(qapp, Theme.LIGHT, has_motion=False)


def shown(widget: QWidget, qtbot: QtBot, width: int = 600, height: int = 400) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def type_in(edit: QLineEdit, text: str) -> None:
    """Type characters one by one; QTest itself knows ASCII only."""
    for character in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(edit, event)


@pytest.mark.parametrize(
    ("typed", "text", "fen"),
    [
        ("95", "95", 9500),
        ("95.5", "95.5", 9550),
        ("1.2.3", "1.23", 123),
        ("12.345", "12.34", 1234),
        ("９５．５", "95.5", 9550),
        ("95。5", "95.5", 9550),
        ("-5", "5", 500),
        ("abc", "", None),
        (".5", ".5", 50),
        ("1e9", "19", 1900),
    ],
)
def test_only_an_amount_can_be_typed(typed: str, text: str, fen: int | None, qtbot: QtBot) -> None:
    edit = MoneyEdit("amountBox")
    shown(edit, qtbot)
    type_in(edit, typed)
    assert edit.text() == text
    assert edit.amount() == (None if fen is None else Money(fen))


def test_the_preset_amount_is_replaced_by_typing(qtbot: QtBot) -> None:
    edit = MoneyEdit("amountBox")
    shown(edit, qtbot)
    edit.set_amount(Money(36380))
    assert edit.text() == "363.80"
    QTest.keyClicks(edit, "400")
    assert edit.amount() == Money(40000)


def test_digits_fold_full_width_and_refuse_the_rest(qtbot: QtBot) -> None:
    edit = DigitsEdit("billTail", 4, "尾号")
    shown(edit, qtbot)
    type_in(edit, "２a0-4678")
    assert edit.text() == "2046"


def test_an_error_goes_when_the_text_changes(qtbot: QtBot) -> None:
    line = LineInput("手机号")
    shown(line, qtbot)
    line.set_error("还差 1 位")
    assert line.editor.accessibleDescription() == "还差 1 位"
    QTest.keyClicks(line.editor, "1")
    assert line.error() == ""


def test_pin_dots_take_six_digits_and_nothing_else(qtbot: QtBot) -> None:
    dots = PinDots()
    shown(dots, qtbot)
    with qtbot.waitSignal(dots.completed) as caught:
        QTest.keyClicks(dots, "12a34 567")
    assert caught.args == ["123456"]
    assert dots.digits() == "123456"
    QTest.keyClick(dots, Qt.Key.Key_Backspace)
    assert dots.digits() == "12345"


def test_the_whole_row_of_a_switch_toggles(qtbot: QtBot) -> None:
    switch = Switch("减少动效")
    shown(switch, qtbot, 300, 60)
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())
    assert switch.isChecked()


def test_a_label_shows_markup_as_it_is(qtbot: QtBot) -> None:
    label = PlainLabel("<b>免费</b><img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>免费</b><img src=x>"


def test_a_long_name_is_cut_and_told_by_its_tooltip(qtbot: QtBot) -> None:
    label = ElideLabel("云境传说点卡一百元整" * 8)
    shown(label, qtbot, 120, 30)
    assert label.text().endswith("…")
    assert label.toolTip() == "云境传说点卡一百元整" * 8


def test_a_tip_shows_markup_as_it_is(qtbot: QtBot) -> None:
    label = ElideLabel("<b>免费</b><img src='/etc/x.png'>" * 4)
    shown(label, qtbot, 60, 30)
    document = QTextDocument()
    document.setHtml(label.toolTip())
    assert document.toPlainText() == label.whole_text()


def test_the_total_keeps_its_text(qtbot: QtBot) -> None:
    total = TotalLabel()
    qtbot.addWidget(total)
    total.show_amount("¥363.80")
    assert total.text() == total.accessibleName() == "¥363.80"


def test_segments_tell_a_persons_choice_only(qtbot: QtBot) -> None:
    segments = Segmented(["网格", "列表"])
    qtbot.addWidget(segments)
    with qtbot.assertNotEmitted(segments.chosen):
        segments.set_current(1)
    with qtbot.waitSignal(segments.chosen) as caught:
        segments.buttons()[0].click()
    assert caught.args == [0]


def test_the_edge_of_a_segment_is_clickable(qtbot: QtBot) -> None:
    segments = Segmented(["网格", "列表"])
    shown(segments, qtbot)
    second = segments.buttons()[1]
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=second.rect().topLeft())
    assert segments.current() == 1


def test_the_stepper_stays_in_its_limits(qtbot: QtBot) -> None:
    stepper = Stepper(1, 1, 3)
    shown(stepper, qtbot)
    told: list[int] = []
    stepper.stepped.connect(told.append)
    stepper.line().setFocus()
    stepper.line().selectAll()
    QTest.keyClicks(stepper.line(), "99")
    QTest.keyClick(stepper.line(), Qt.Key.Key_Return)
    assert stepper.value() == 3
    assert told == [3]


def test_the_keypad_sends_what_the_keys_send(qtbot: QtBot) -> None:
    pad = Keypad()
    shown(pad, qtbot)
    sent: list[str] = []
    pad.pressed.connect(sent.append)
    for value in ("7", "00", ".", "backspace", "clear", "+50"):
        key = pad.findChild(QWidget, f"padKey_{value}")
        assert key is not None
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert sent == ["7", "00", ".", "backspace", "clear", "+50"]


Product = tuple[str, int]


def product_table(qtbot: QtBot) -> DataTable[Product]:
    columns = (
        TableColumn[Product]("name", "商品", lambda row: row[0], sort_by=lambda row: row[0]),
        TableColumn[Product](
            "mark", "状态", lambda _row: TableCell(badges=(BadgeText("有货"),)), 80
        ),
        TableColumn[Product](
            "price", "售价", lambda row: str(row[1]), 90, is_number=True, sort_by=lambda row: row[1]
        ),
    )
    table = DataTable(columns, lambda row: row[0], name="stockTable", accessible_name="商品")
    shown(table, qtbot)
    return table


def test_the_table_model_keeps_qts_rules(qtbot: QtBot) -> None:
    table = product_table(qtbot)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(table.table_model(), fatal)
    table.set_rows([("c", 1), ("a", 3), ("b", 2)])
    table.sort_next(1)
    table.set_rows([("a", 3)])
    assert tester.failureReportingMode() == fatal


def test_the_selected_row_stays_selected_over_refresh_and_sort(qtbot: QtBot) -> None:
    table = product_table(qtbot)
    table.set_rows([("c", 1), ("a", 3), ("b", 2)])
    table.select_key("b")
    table.sort_next(1)
    assert [row[0] for row in table.table_model().rows()] == ["a", "b", "c"]
    assert table.current_row() == ("b", 2)
    table.set_rows([("z", 9), ("b", 5)])
    assert table.current_row() == ("b", 5)


def test_the_next_row_is_selected_when_the_selected_one_goes(qtbot: QtBot) -> None:
    table = product_table(qtbot)
    table.set_rows([("a", 1), ("b", 2), ("c", 3)])
    table.select_number(1)
    table.set_rows([("a", 1), ("c", 3)])
    assert table.current_row() == ("c", 3)
    table.set_rows([("a", 1)])
    assert table.current_row() == ("a", 1)


def test_ctrl_arrows_sort_by_every_sortable_column_up_and_down(qtbot: QtBot) -> None:
    table = product_table(qtbot)
    table.set_rows([("b", 1), ("a", 2)])
    control = Qt.KeyboardModifier.ControlModifier
    orders = []
    for _ in range(4):
        QTest.keyClick(table, Qt.Key.Key_Right, control)
        orders.append([row[0] for row in table.table_model().rows()])
    assert orders == [["a", "b"], ["b", "a"], ["b", "a"], ["a", "b"]]


def test_rows_are_read_out_with_badges(qtbot: QtBot) -> None:
    table = product_table(qtbot)
    table.set_rows([("云境", 100)])
    model = table.table_model()
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [model.data(model.index(0, column), role) for column in range(3)]
    assert spoken == ["商品 云境", "状态 有货", "售价 100"]
    assert model.rowCount(QModelIndex()) == 1


def test_every_row_is_equally_high(qtbot: QtBot) -> None:
    table = product_table(qtbot)
    table.set_rows([(f"第 {number} 行", number) for number in range(2000)])
    assert {table.rowHeight(number) for number in (0, 1, 1999)} == {44}


def test_a_list_keeps_its_selection_and_picks_by_enter(qtbot: QtBot) -> None:
    rows = RowList(name="customerList", accessible_name="会员")
    shown(rows, qtbot)
    rows.set_items([ListRow(1, "苗小禾", "186****2046"), ListRow(2, "贺一帆")])
    rows.select_key(2)
    rows.set_items([ListRow(3, "顾晚晴"), ListRow(2, "贺一帆", "更新")])
    item = rows.current_item()
    assert item is not None
    assert item.key == 2
    with qtbot.waitSignal(rows.picked) as caught:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert caught.args[0].second == "更新"


def test_a_menu_does_its_acts_and_claims_no_keys(qtbot: QtBot) -> None:
    done: list[str] = []
    menu = ActionMenu(
        (
            MenuItem("补打小票", lambda: done.append("print"), "printer", "P"),
            MenuItem("A&B", lambda: done.append("void"), is_grave=True),
        )
    )
    qtbot.addWidget(menu)
    first, separator, last = menu.actions()
    first.trigger()
    assert done == ["print"]
    assert separator.isSeparator()
    assert first.shortcut().isEmpty()
    assert last.text() == "A&&B"


@pytest.mark.parametrize(("width", "columns"), [(300, 3), (560, 3), (714, 4), (1144, 6)])
def test_the_grid_shows_as_many_columns_as_fit(width: int, columns: int, qtbot: QtBot) -> None:
    grid = ProductGrid("商品")
    grid.set_items(ProductCard(n, "云境传说点卡", "100 元", f"YJ{n}", "100.00") for n in range(24))
    shown(grid, qtbot, width, 500)
    lefts = {grid.visualRect(grid.item_model().index(number)).left() for number in range(24)}
    assert len(lefts) == grid.column_count() == columns


def test_a_card_says_everything(qtbot: QtBot) -> None:
    card = ProductCard(
        1, "云境传说点卡", "100 元", "YJ100", "100.00", BadgeText("余 128", Tone.ACCENT), 2
    )
    grid = ProductGrid("商品")
    qtbot.addWidget(grid)
    grid.set_items([card])
    spoken = grid.item_model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "云境传说点卡 100 元，YJ100，¥100.00，余 128，×2"


def test_a_click_in_the_grid_leaves_the_focus_at_home(qtbot: QtBot) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    home, grid = MoneyEdit("home"), ProductGrid("商品")
    layout.addWidget(home)
    layout.addWidget(grid)
    grid.set_items([ProductCard(1, "云境传说点卡", "100 元", "YJ100", "100.00")])
    shown(window, qtbot)
    home.setFocus()
    with qtbot.waitSignal(grid.picked):
        QTest.mouseClick(
            grid.viewport(),
            Qt.MouseButton.LeftButton,
            pos=grid.visualRect(grid.item_model().index(0)).center(),
        )
    assert home.hasFocus()


def test_cart_lines_keep_their_widgets_and_selection(qtbot: QtBot) -> None:
    lines = CartLineList("购物车", CartLineKeys("F8", "Del"))
    shown(lines, qtbot)
    lines.set_lines([CartLineText(1, "点卡", 1, "100.00"), CartLineText(2, "话费", 1, "99.80")], 2)
    before = lines.lines()
    lines.set_lines([CartLineText(1, "点卡", 3, "300.00"), CartLineText(2, "话费", 1, "99.80")], 1)
    assert lines.lines() == before
    assert [line.is_selected() for line in lines.lines()] == [True, False]
    assert before[0].content().quantity == 3
    lines.set_lines([CartLineText(2, "话费", 1, "99.80")], 1)
    assert lines.selected() is None
    lines.move_selection(1)
    assert lines.selected() == 2


def test_the_buttons_of_a_cart_line_name_their_line(qtbot: QtBot) -> None:
    lines = CartLineList("购物车", CartLineKeys("F8", "Del"))
    shown(lines, qtbot)
    lines.set_lines([CartLineText(7, "点卡", 1, "100.00")], 7)
    line = lines.selected_line()
    assert line is not None
    button = line.findChild(QWidget, "deleteLine")
    assert button is not None
    with qtbot.waitSignal(lines.deletion_wanted) as caught:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert caught.args == [7]


def test_a_cart_line_fits_its_panel_at_the_largest_scale(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, Theme.LIGHT, 1.25, has_motion=False)
    lines = CartLineList("购物车", CartLineKeys("F8", "Del"))
    shown(lines, qtbot, 400, 300)
    lines.set_lines([CartLineText(7, "云境传说点卡 100 元", 1, "100.00")], 7)
    line = lines.selected_line()
    assert line is not None
    qtbot.waitUntil(lambda: line.width() <= lines.viewport().width())
    assert line.stepper() is not None
    apply_theme(qapp, Theme.LIGHT, has_motion=False)


def test_figures_change_without_new_widgets(qtbot: QtBot) -> None:
    strip = SummaryStrip([KeyFigure("应收", "363.80"), KeyFigure("待收", "¥363.80", is_due=True)])
    qtbot.addWidget(strip)
    strip.set_figures([KeyFigure("应收", "363.80"), KeyFigure("待收", "¥163.80", is_due=True)])
    assert strip.values() == ("363.80", "¥163.80")


def test_tabs_show_counts_and_go_round(qtbot: QtBot) -> None:
    tabs = TabBar([TabText("销售单"), TabText("待确认", 3, Tone.WARN)])
    qtbot.addWidget(tabs)
    tabs.choose_next()
    assert tabs.currentIndex() == 1
    assert tabs.accessibleTabName(1) == "待确认 3"
    tabs.choose_next()
    assert tabs.currentIndex() == 0


def test_the_chart_reads_values_out_by_keyboard(qtbot: QtBot) -> None:
    chart = BarChart([Bar("9", 210, "¥210"), Bar("10", 480, "¥480")], "最高 10 点")
    shown(chart, qtbot)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.readout() == "10 · ¥480"
    assert chart.accessibleDescription() == "10 · ¥480"


def test_the_rail_shows_only_its_persons_pages(qtbot: QtBot) -> None:
    rail = NavRail(
        [NavItem("sale", "收银", "scan-barcode"), NavItem("till", "日结", "calculator")], "锁屏"
    )
    shown(rail, qtbot, 76, 600)
    rail.set_current("till")
    rail.set_items(
        [
            NavItem("sale", "收银", "scan-barcode"),
            NavItem("till", "日结", "calculator"),
            NavItem("owner", "总览", "chart-line"),
        ]
    )
    assert rail.pages() == ("sale", "till", "owner")
    assert rail.current() == "till"
    with qtbot.waitSignal(rail.chosen) as caught:
        button = rail.findChild(QWidget, "nav_owner")
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert caught.args == ["owner"]


def test_the_status_bar_drops_parts_in_their_order(qtbot: QtBot) -> None:
    bar = StatusBar()
    shown(bar, qtbot, 1400, 40)
    registry = ActionRegistry()
    ids = (
        "sale.customer",
        "sale.quantity",
        "sale.hold",
        "sale.recall",
        "sale.line_discount",
        "sale.pay",
    )
    registry.show_page(PageKeys("sale", tuple(Action(each, bar.update) for each in ids)))
    bar.set_hints(registry.list_hints())
    bar.set_sync("货源已同步 · 1 分钟前")
    bar.set_printer("打印机就绪", is_healthy=True)
    bar.set_shift("早班 · 林小舟 · 08:58 开班")
    bar.set_clock("06-18 周四", "14:32")
    bar.set_undelivered(2, "待交付 2")

    def state() -> tuple[bool, bool, int]:
        printer = bar.findChild(QWidget, "printerState")
        clock = bar.findChild(QWidget, "clockState")
        assert printer is not None
        assert clock is not None
        return printer.isVisible(), "周四" in clock.accessibleName(), len(bar.shown_hints())

    states = []
    for width in range(1400, 500, -20):
        bar.resize(width, 40)
        states.append(state())
    assert states[0] == (True, True, 6)
    assert states == sorted(states, reverse=True)
    assert states[-1][2] < 3
    for name in ("undeliveredCount", "syncState", "shiftState"):
        part = bar.findChild(QWidget, name)
        assert part is not None
        assert part.isVisible()


def test_an_unhealthy_printer_is_not_dropped(qtbot: QtBot) -> None:
    bar = StatusBar()
    shown(bar, qtbot, 300, 40)
    bar.set_shift("早班 · 林小舟 · 08:58 开班")
    bar.set_clock("06-18 周四", "14:32")
    bar.set_printer("打印机没纸了", is_healthy=False)
    printer = bar.findChild(QWidget, "printerState")
    assert printer is not None
    assert printer.isVisible()


class WindowWatch(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_of_a_notice_is_ever_a_window_of_its_own(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert application is not None
    watch = WindowWatch()
    application.installEventFilter(watch)
    try:
        for strong, text, is_stacked in (("先看", "再做", True), ("", "只有这一句", False)):
            strip = NoticeStrip(Tone.INFO, strong, text, is_stacked=is_stacked)
            qtbot.addWidget(strip)
            strip.set_words("先看", "再做")
    finally:
        application.removeEventFilter(watch)
    assert not watch.shown
