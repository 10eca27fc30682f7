"""Every component in its states, for the picture test: the same sheets as the specification's.

Screens use these widgets; this file only shows them side by side.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import segno
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.money import Money
from desktop.ui.formatting import amount_text, day_text
from desktop.ui.screens.sale.search_results import SearchResults
from desktop.ui.shortcuts import Action, ActionRegistry, PageKeys
from desktop.ui.theme import Tone
from desktop.ui.widgets.action_menu import ActionMenu, MenuItem
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.banner import Banner, Condition
from desktop.ui.widgets.buttons import ActionButton, IconButton, Segmented, make_button
from desktop.ui.widgets.cards import Card, EmptyState, KeyFigure, NoticeStrip, SummaryStrip
from desktop.ui.widgets.cart_lines import CartLineKeys, CartLineList, CartLineText
from desktop.ui.widgets.charts import Bar, BarChart
from desktop.ui.widgets.command_palette import CommandPalette, KeysOverlay
from desktop.ui.widgets.data_table import TWO_LINES, DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.keypads import Keypad, PinPad, Stepper
from desktop.ui.widgets.labels import (
    Avatar,
    Badge,
    Counter,
    KeyCap,
    PlainLabel,
    SecretLabel,
    Tile,
    TotalLabel,
)
from desktop.ui.widgets.list_rows import Category, CategoryRail, ListRow, RowList
from desktop.ui.widgets.marked_label import Mark, MarkedLabel
from desktop.ui.widgets.month_calendar import DayMark, MonthCalendar
from desktop.ui.widgets.owner_pin import ApprovalRequest, OwnerPinSheet
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.pin_dots import PinDots
from desktop.ui.widgets.product_grid import ProductCard, ProductGrid
from desktop.ui.widgets.progress import DeliverySteps, ProgressBar, StepState
from desktop.ui.widgets.qr_view import QrView
from desktop.ui.widgets.round_mark import RoundMark
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.settings_card import SettingsCard
from desktop.ui.widgets.sheet import Sheet
from desktop.ui.widgets.shell import NavItem, NavRail, StatusBar
from desktop.ui.widgets.switches import Switch, TickBox
from desktop.ui.widgets.tab_bar import TabBar, TabText
from desktop.ui.widgets.table_totals import TableTotals
from desktop.ui.widgets.time_line import TimeLine, TimePoint
from desktop.ui.widgets.toast import Toast, ToastText
from tests.domain.builders import a_product

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = (
    ("默认行", "已到账", Tone.ACCENT, 9500, 10000),
    ("悬停行", "充值中", Tone.INFO, 4760, 4950),
    ("选中行", "待确认", Tone.WARN, 2240, 2500),
)
KEY, CLOUD, ZAP = "key-round", "cloud", "zap"
CARDS = (
    ("云境传说点卡", "100 元", "YJ100", "100.00", "余 128", Tone.ACCENT, KEY, 2),
    ("云境传说点卡", "50 元", "YJ50", "50.00", "余 86", Tone.ACCENT, KEY, 0),
    ("云境传说点卡", "30 元", "YJ30", "30.00", "余 3", Tone.WARN, KEY, 0),
    ("王朝纪元月卡", "30 天", "WC30", "30.00", "有货", Tone.INFO, CLOUD, 0),
    ("手机话费", "100 元", "HF100", "99.80", "直充", Tone.VIOLET, ZAP, 1),
    ("手机话费", "50 元", "HF50", "49.90", "直充", Tone.VIOLET, ZAP, 0),
    ("手机话费", "30 元", "HF30", "29.95", "直充", Tone.VIOLET, ZAP, 0),
    ("流量日包", "1 GB", "LL1", "3.00", "直充", Tone.VIOLET, ZAP, 0),
    ("Q 币", "50 个", "QB50", "49.50", "直充", Tone.VIOLET, ZAP, 1),
    ("Q 币", "10 个", "QB10", "9.90", "直充", Tone.VIOLET, ZAP, 0),
    ("Q 币", "任意数量", "QBN", "0.99", "直充", Tone.VIOLET, ZAP, 0),
    ("Steam 充值码", "100 元", "ST100", "101.00", "余 17", Tone.ACCENT, KEY, 0),
    ("Steam 充值码", "50 元", "ST50", "50.50", "缺货", Tone.DANGER, KEY, 0),
    ("Steam 余额直充", "任意", "STZ", "1.02", "直充", Tone.VIOLET, ZAP, 0),
    ("星幕视频会员", "月卡", "XM30", "25.00", "有货", Tone.INFO, CLOUD, 1),
    ("星幕视频会员", "季卡", "XM90", "68.00", "有货", Tone.INFO, CLOUD, 0),
    ("青柠音乐会员", "月卡", "QN30", "12.00", "有货", Tone.INFO, CLOUD, 0),
    ("四级词汇课", "在线课", "CET4", "39.00", "有货", Tone.INFO, CLOUD, 0),
    ("毕业季游戏包", "点卡+攻略", "TC01", "128.00", "余 22", Tone.ACCENT, KEY, 0),
    ("储值充值", "充 100 送 10", "CZ100", "100.00", "储值", Tone.NEUTRAL, "wallet", 0),
)
CATEGORIES = (
    ("常用", None),
    ("全部", 128),
    ("游戏点卡", 46),
    ("话费流量", 18),
    ("Q 币", 9),
    ("Steam", 14),
    ("视频会员", 22),
    ("教育课程", 8),
    ("套餐", 6),
    ("储值充值", 5),
)
CART = (
    CartLineText(
        1, "云境传说点卡 100 元", 2, "200.00", KEY, Tone.NEUTRAL, caption="本地卡密 · 单价 ¥100.00"
    ),
    CartLineText(
        2,
        "手机话费 100 元",
        1,
        "99.80",
        ZAP,
        Tone.VIOLET,
        "充到",
        "198 0000 2046",
        "移动 · 已核对",
        can_change_quantity=False,
    ),
    CartLineText(3, "Q 币 50 个", 1, "49.50", ZAP, Tone.VIOLET, "充到", "QQ 2849 0017", "已核对"),
    CartLineText(
        4,
        "星幕视频会员 月卡",
        1,
        "22.50",
        CLOUD,
        Tone.INFO,
        "平台库存",
        "",
        "· 单价 ¥25.00",
        (BadgeText("9 折 −2.50", Tone.ACCENT),),
    ),
)
NAV = tuple(
    NavItem(*item)
    for item in (
        ("sale", "收银", "scan-barcode"),
        ("customers", "会员", "users"),
        ("stock", "货源", "package"),
        ("orders", "订单", "receipt-text"),
        ("till", "日结", "calculator"),
    )
)


def page() -> QWidget:
    """Return an empty page ground."""
    widget = QWidget()
    widget.setObjectName("page")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def flow(*widgets: QWidget, spacing: int = 10) -> QWidget:
    """Return widgets in one row."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return row


def hovered(button: ActionButton) -> ActionButton:
    """Return a button as under the mouse."""
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    return button


def pressed(button: ActionButton) -> ActionButton:
    """Return a button as held down."""
    button.setDown(True)
    return button


def disabled(button: ActionButton) -> ActionButton:
    """Return a button that cannot be pressed."""
    button.setEnabled(False)
    return button


def busy(button: ActionButton) -> ActionButton:
    """Return a button at work."""
    button.set_busy("提交中")
    return button


def checked(button: ActionButton) -> ActionButton:
    """Return a chosen button."""
    button.setCheckable(True)
    button.setChecked(True)
    return button


def components() -> QWidget:
    """Return the component sheet."""
    sheet = page()
    sheet.setFixedSize(1366, 1640)
    grid = QGridLayout(sheet)
    grid.setContentsMargins(32, 28, 32, 28)
    grid.setSpacing(20)
    for column in (0, 1):
        grid.setColumnStretch(column, 1)
    grid.addWidget(_buttons(), 0, 0)
    grid.addWidget(_inputs(), 0, 1)
    grid.addWidget(_badges(), 1, 0)
    grid.addWidget(_notices(), 1, 1)
    grid.addWidget(_product_cards(), 2, 0, 1, 2)
    grid.addWidget(_table(), 3, 0)
    grid.addWidget(_progress(), 3, 1)
    grid.addWidget(_figures(), 4, 0)
    grid.addWidget(_details(), 4, 1)
    return sheet


def _boxed(title: str, note: str, *widgets: QWidget) -> Card:
    card = Card(title, note)
    for widget in widgets:
        card.body.addWidget(widget)
    card.body.addStretch(1)
    return card


def _buttons() -> Card:
    make = make_button
    return _boxed(
        "按钮",
        "主要 · 次要 · 文字 · 危险",
        flow(
            make("primary", "确认"),
            hovered(make("primary", "悬停")),
            pressed(make("primary", "按下")),
            disabled(make("primary", "不可用")),
            busy(make("primary", "")),
        ),
        flow(
            make("", "确认"),
            hovered(make("", "悬停")),
            pressed(make("", "按下")),
            disabled(make("", "不可用")),
            checked(make("", "选中")),
            make("", "取消", "Esc"),
        ),
        flow(
            make("ghost", "跳过"),
            make("danger", "删除", "Del", "trash-2"),
            make("dangerFill", "退款 ¥99.80"),
            IconButton("eye", "显示", "V"),
            make("", "大 48", size="lg"),
        ),
    )


def _inputs() -> Card:
    phone = LineInput("", "手机号或姓名")
    wrong = LineInput("")
    wrong.set_text("198 0000 204")
    wrong.set_error("还差 1 位，手机号是 11 位")
    fixed = LineInput("")
    fixed.set_text("只读")
    fixed.editor.setReadOnly(True)
    fixed.set_note("店主才能改")
    on, tick = Switch(), TickBox()
    on.setChecked(True)
    tick.setChecked(True)
    card = _boxed("输入", "高 40，搜索 44，金额 72")
    grid = QGridLayout()
    grid.setSpacing(12)
    grid.addWidget(phone, 0, 0)
    grid.addWidget(ChoiceBox(["30 秒"]), 0, 1)
    grid.addWidget(wrong, 1, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(fixed, 1, 1, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(flow(Segmented(["网格", "列表"]), on, Switch(), tick, TickBox()), 2, 0, 1, 2)
    grid.addWidget(SearchBox("搜索商品、拼音首字母，或直接扫码", "F2"), 3, 0, 1, 2)
    amount = MoneyEdit("amountBox", label="实收现金")
    amount.set_amount(Money(20000))
    amount.deselect()
    grid.addWidget(amount, 4, 0, 1, 2)
    card.body.insertLayout(0, grid)
    return card


def _badges() -> Card:
    def row(*badges: tuple[str, Tone, str]) -> QWidget:
        return flow(*(Badge(*badge) for badge in badges))

    return _boxed(
        "库存与出货徽标",
        "颜色 + 图标 + 文字，三样都在",
        row(
            ("余 128", Tone.ACCENT, KEY),
            ("余 3", Tone.WARN, KEY),
            ("缺货", Tone.DANGER, KEY),
            ("有货", Tone.INFO, CLOUD),
            ("直充", Tone.VIOLET, ZAP),
            ("储值", Tone.NEUTRAL, "wallet"),
            ("数据旧", Tone.NEUTRAL, "clock"),
            ("倒挂", Tone.DANGER, "trending-down"),
        ),
        row(
            ("排队中", Tone.NEUTRAL, "hourglass"),
            ("充值中 00:41", Tone.INFO, "loader"),
            ("已到账", Tone.ACCENT, "check"),
            ("待确认", Tone.WARN, "circle-help"),
            ("失败", Tone.DANGER, "x"),
            ("已退款", Tone.NEUTRAL, "undo-2"),
        ),
        flow(
            Badge("普通会员", Tone.OUTLINE),
            Badge("银卡", Tone.INFO),
            Badge("首单", Tone.ACCENT, "sparkles"),
            Counter(8),
            Counter(3, Tone.WARN),
            Counter(2, Tone.DANGER),
            KeyCap("F9"),
            KeyCap("Ctrl+Enter"),
        ),
    )


def _notices() -> Card:
    card = _boxed(
        "提示条与通知",
        "Banner 占位，不遮内容；Toast 左下，4 秒，最多 2 条",
        NoticeStrip(Tone.WARN, "离线中", "待提交 2 笔", "wifi-off"),
        NoticeStrip(Tone.DANGER, "打印机没纸了", "换纸后点“补打”", "printer-x"),
    )
    first = Toast(ToastText("第 3 号", "已挂单", action="取回"), card)
    second = Toast(ToastText("话费 100 元已到账", icon=ZAP, action="查看"), card)
    card.body.insertWidget(2, flow(first, second))
    return card


def _product_cards() -> Card:
    grid = ProductGrid("商品")
    grid.set_items(tuple(product_cards()[index] for index in (3, 0, 2, 12)))
    grid.setFixedHeight(140)
    return _boxed("商品卡", "默认 / 已加入 / 低库存 / 缺货", grid)


def product_cards() -> tuple[ProductCard, ...]:
    """Return the goods of the sale picture."""
    return tuple(
        ProductCard(
            code, name, face, code, price, BadgeText(words, tone, icon), count, words != "缺货"
        )
        for name, face, code, price, words, tone, icon, count in CARDS
    )


def table() -> DataTable[tuple[str, str, Tone, int, int]]:
    """Return a small table."""
    columns = (
        TableColumn[tuple[str, str, Tone, int, int]]("name", "商品", _name, sort_by=_name),
        TableColumn[tuple[str, str, Tone, int, int]]("state", "状态", _state, 150),
        TableColumn[tuple[str, str, Tone, int, int]](
            "cost", "进价", _cost, 130, is_number=True, sort_by=_fen
        ),
        TableColumn[tuple[str, str, Tone, int, int]]("price", "售价", _price, 140, is_number=True),
    )
    result = DataTable(columns, _name, name="galleryTable", accessible_name="商品")
    result.set_rows(ROWS)
    return result


def _name(row: tuple[str, str, Tone, int, int]) -> str:
    return row[0]


def _state(row: tuple[str, str, Tone, int, int]) -> TableCell:
    return TableCell(badges=(BadgeText(row[1], row[2]),))


def _fen(row: tuple[str, str, Tone, int, int]) -> int:
    return row[3]


def _cost(row: tuple[str, str, Tone, int, int]) -> str:
    return amount_text(Money(row[3]))


def _price(row: tuple[str, str, Tone, int, int]) -> TableCell:
    return TableCell(amount_text(Money(row[4])), is_strong=True)


def _table() -> Card:
    view = table()
    view.select_number(2)
    view.sort_next(1)
    view.setFixedHeight(36 + 3 * 44)
    totals = TableTotals(view)
    totals.set_texts({"name": "合计 3 笔", "cost": "165.00", "price": "174.50"})
    card = _boxed("表格", "行高 44 · 金额右对齐两位小数 · 负数用真减号", view, totals)
    card.body.setSpacing(0)
    return card


def _progress() -> Card:
    sync = ProgressBar("同步价格")
    sync.set_progress(64, 103, "64 / 103")
    expiring = ProgressBar("二维码快过期", Tone.WARN)
    expiring.set_progress(12, 100, "00:18")
    steps = DeliverySteps((StepState.DONE, StepState.UNKNOWN, StepState.OPEN))
    star = IconButton("star", "常用", is_checkable=True)
    star.setChecked(True)
    secret = SecretLabel("YJ7K-••••-••••-••••")
    return _boxed(
        "进度、图标钮、步进",
        "",
        sync,
        expiring,
        flow(steps),
        flow(
            IconButton("eye", "显示"),
            IconButton("qr-code", "二维码"),
            star,
            Avatar("苗小禾"),
            Tile(ZAP, Tone.VIOLET),
            RoundMark(),
            secret,
        ),
        flow(Stepper(2), PinDots("galleryPin")),
    )


def _figures() -> Card:
    strip = SummaryStrip(
        (
            KeyFigure("净销售额", "8,474.75", "比上周四 +12.4%", "accent"),
            KeyFigure("订单", "88", "客单 96.30"),
            KeyFigure("毛利", "486.30", "毛利率 5.7%"),
        )
    )
    hours = (210, 480, 740, 1286, 905, 1120, 640, 500, 610, 930, 690, 350)
    chart = BarChart(
        [Bar(str(9 + index), value, f"¥{value}") for index, value in enumerate(hours)],
        "最高 12 点 ¥1,286",
    )
    tabs = TabBar((TabText("销售单"), TabText("待交付", 8), TabText("待确认", 3, Tone.WARN)))
    tabs.setCurrentIndex(2)
    return _boxed("汇总、柱图、标签", day_text(date(2026, 6, 18)), tabs, strip, chart)


def _details() -> Card:
    today = date(2026, 6, 18)
    month = MonthCalendar(today, today)
    marks = {
        today.replace(day=day): DayMark("已日结", "warn-dot" if day in {5, 12} else "accent")
        for day in range(1, 19)
    }
    month.set_month(today, today, marks)
    month.setFixedWidth(280)
    qr = QrView(110, 8)
    qr.show_matrix(
        [[bool(cell) for cell in row] for row in segno.make("KATAI", micro=False).matrix], "示例"
    )
    times = TimeLine(
        (
            TimePoint("顾客付款 ¥22.50", "14:33:56", "S0618-0042 · 现金 + 微信"),
            TimePoint("15 秒没回话", "14:34:12", "连接中断，不知道对方是否已处理", Tone.WARN),
            TimePoint("下次自动查询", "14:40:12", "间隔会越来越长，也可以现在查", Tone.NEUTRAL),
        )
    )
    right = QWidget()
    column = QVBoxLayout(right)
    column.addWidget(times)
    column.addWidget(qr)
    return _boxed("日历、经过、二维码", "", flow(month, right))


def dialogs() -> QWidget:
    """Return dialogs and empty states side by side."""
    sheet = page()
    sheet.setFixedSize(1366, 1480)
    grid = QGridLayout(sheet)
    grid.setContentsMargins(28, 24, 28, 28)
    grid.setSpacing(18)
    for place, made in enumerate((_account, _discount, _pin, _clear, _unknown, _held)):
        grid.addWidget(made(), place // 3, place % 3, Qt.AlignmentFlag.AlignTop)
    for place, empty in enumerate(empty_states()):
        grid.addWidget(empty, 2 + place // 3, place % 3)
    grid.addWidget(KeysOverlay(registry().list_keys()), 4, 0, 1, 3)
    return sheet


def _account() -> Sheet:
    sheet = Sheet("充到哪个号？")
    sheet.add_text("手机话费 100 元")
    sheet.body.addWidget(LineInput("手机号", "手机号"))
    sheet.body.addWidget(LineInput("再输一遍"))
    sheet.add_cancel()
    sheet.add_confirm("加入").setEnabled(False)
    return sheet


def _discount() -> Sheet:
    sheet = Sheet("折扣 · 星幕视频会员 月卡")
    sheet.body.addWidget(Segmented(["打折", "减钱", "改价"]))
    sheet.body.addWidget(
        flow(
            make_button("", "99"), make_button("", "98"), checked(make_button("", "95")), spacing=8
        )
    )
    sheet.body.addWidget(NoticeStrip(Tone.WARN, "低于 95 折要店主 PIN", icon="shield-alert"))
    sheet.add_cancel()
    sheet.add_confirm("确定")
    return sheet


def _pin() -> Sheet:
    sheet = OwnerPinSheet(
        ApprovalRequest(
            "林小舟 要退款 ¥99.80，手机话费 100 元，货源已确认失败。",
            "退款 ¥99.80",
            "退款原因（必填）",
            4,
        )
    )
    for digit in "12":
        sheet.dots.type_digit(digit)
    return sheet


def _clear() -> Sheet:
    sheet = Sheet("清空这一单？")
    sheet.add_text("5 件商品、¥363.80 会从收银台移走。先挂单的话可以随时取回。")
    sheet.add_button("先挂单", key_cap="F6", is_left=True)
    sheet.add_cancel("保留").set_key_cap("")
    sheet.add_confirm("清空", "danger", is_default=False)
    return sheet


def _unknown() -> Sheet:
    sheet = Sheet("货源没回话", tone=Tone.WARN, icon="circle-help")
    sheet.add_text("可能已经充上，也可能没有。订单放进“待确认”，下次自动查询 14:35:10。")
    sheet.add_text("先别重新下单。", "", "bodyStrong")
    sheet.add_button("去待确认")
    sheet.add_confirm("知道了")
    return sheet


def _held() -> Sheet:
    sheet = Sheet("挂单 2", key_cap="F7")
    rows = RowList(name="heldSales", accessible_name="挂单")
    rows.set_items(
        (
            ListRow(2, "2 号 贺一帆 · 3 件", "14:21 · 等他拿手机", right="¥148.70"),
            ListRow(1, "1 号 散客 · 1 件", "13:58 · 顾晚晴", right="¥30.00"),
        )
    )
    rows.select_number(0)
    rows.setFixedHeight(128)
    sheet.body.setContentsMargins(0, 0, 0, 0)
    sheet.body.addWidget(rows)
    return sheet


def empty_states() -> tuple[QWidget, ...]:
    """Return the six empty and error states."""
    states = (
        EmptyState(
            "search-x",
            "没有“yjz”",
            "换个首字母，或看看停售的商品",
            [make_button("", "清空搜索", "Esc")],
        ),
        EmptyState(
            "package-plus",
            "还没有商品",
            "从货源导入，或自己建一个",
            [make_button("primary", "从货源导入"), make_button("", "新商品")],
        ),
        EmptyState("circle-check", "没有待确认的订单", "今天 7 笔都有结果了"),
        EmptyState(
            "cloud-off",
            "蓝鲸货仓连不上",
            "签名被拒绝，密钥可能换过。本地卡密不受影响。",
            [make_button("primary", "重新填密钥"), make_button("", "停用")],
        ),
        EmptyState(
            "database-zap",
            "数据没写进去",
            "磁盘满了。这一单没有收款，请勿放行。",
            [make_button("primary", "再试一次"), make_button("", "打开日志")],
        ),
        EmptyState(
            "calculator",
            "还没开班",
            "点一下备用金，就可以开始收银",
            [make_button("primary", "开班", "Enter")],
        ),
    )
    return tuple(_in_card(state) for state in states)


def _in_card(state: EmptyState) -> Card:
    card = Card()
    card.set_flush()
    card.body.addWidget(state)
    return card


def _nothing() -> None:
    return None


def registry(ids: tuple[str, ...] = ()) -> ActionRegistry:
    """Return a registry as the sale page fills it."""
    result = ActionRegistry()
    page_ids = ids or (
        "sale.customer",
        "sale.quantity",
        "sale.hold",
        "sale.recall",
        "sale.line_discount",
        "sale.pay",
        "sale.more",
        "sale.delete_line",
        "sale.order_discount",
        "sale.clear",
    )
    everywhere = (
        "help.keys",
        "page.search",
        "sources.sync",
        "window.full",
        "window.lock",
        "page.back",
        "palette.open",
        "delivery.open",
    )
    result.set_everywhere(tuple(Action(each, _nothing) for each in everywhere))
    result.show_page(PageKeys("sale", tuple(Action(each, _nothing) for each in page_ids)))
    return result


def shell() -> QWidget:
    """Return a window like the sale picture, made of the parts the sale screen uses."""
    window = page()
    window.setFixedSize(1366, 768)
    grid = QGridLayout(window)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    rail = NavRail(NAV, "锁屏")
    rail.set_current("sale")
    rail.set_count("orders", 4)
    bar = StatusBar()
    bar.set_sync("货源已同步 · 1 分钟前")
    bar.set_printer("打印机就绪", is_healthy=True)
    bar.set_shift("早班 · 林小舟 · 08:58 开班")
    bar.set_clock("06-18 周四", "14:32")
    bar.set_hints(registry().list_hints())
    grid.addWidget(rail, 0, 0, 2, 1)
    grid.addWidget(_sale_left(), 0, 1)
    grid.addWidget(_cart(), 0, 2)
    grid.addWidget(bar, 1, 1, 1, 2)
    grid.setColumnStretch(1, 1)
    return window


def _sale_left() -> QWidget:
    left = QWidget()
    layout = QVBoxLayout(left)
    layout.setContentsMargins(12, 10, 0, 0)
    layout.setSpacing(10)
    top = QHBoxLayout()
    top.addSpacing(4)
    top.addWidget(SearchBox("搜索商品、拼音首字母，或直接扫码", "F2"), 1)
    top.addSpacing(8)
    top.addWidget(Segmented(["网格", "列表"], ["layout-grid", "list"]))
    top.addSpacing(16)
    layout.addLayout(top)
    middle = QHBoxLayout()
    middle.setSpacing(12)
    rail = CategoryRail("分类")
    rail.setFixedWidth(112)
    rail.set_items(
        Category(name, name, count, "star" if count is None else "") for name, count in CATEGORIES
    )
    rail.select_number(0)
    goods = ProductGrid("商品")
    goods.set_items(product_cards())
    middle.addWidget(rail)
    middle.addWidget(goods, 1)
    layout.addLayout(middle, 1)
    return left


FOUND = tuple(
    a_product(
        number,
        code=f"YJ{face}",
        face_text=f"{face} 元",
        price=Money(face * 100),
        local_cards=cards,
        initials="yjcsdk",
    )
    for number, (face, cards) in enumerate(((100, 128), (50, 86), (30, 3), (10, 0)))
)


def search() -> QWidget:
    """Return the drop-down under the search box."""
    window = page()
    window.setFixedSize(760, 380)
    box = SearchBox("搜索商品、拼音首字母，或直接扫码", "F2")
    layout = QVBoxLayout(window)
    layout.setContentsMargins(16, 10, 16, 10)
    layout.addWidget(box)
    layout.addStretch(1)
    layout.activate()
    box.setText("yj")
    results = SearchResults(window)
    box.setGeometry(16, 10, 728, 44)
    results.move(16, 58)
    results.show_found(FOUND, "yj")
    return window


def _cart() -> QWidget:
    cart = QFrame()
    cart.setObjectName("cartPanel")
    cart.setFixedWidth(440)
    layout = QVBoxLayout(cart)
    layout.setContentsMargins(0, 0, 0, 14)
    layout.setSpacing(0)
    head = flow(
        Avatar("苗小禾"),
        PlainLabel("苗小禾", "strong"),
        Badge("普通会员", Tone.OUTLINE),
        Badge("首单", Tone.ACCENT, "sparkles"),
    )
    head.setFixedHeight(64)
    head.setContentsMargins(14, 0, 8, 0)
    layout.addWidget(head)
    lines = CartLineList("购物车", CartLineKeys("F8", "Del"))
    lines.set_lines(CART, 1)
    layout.addWidget(lines, 1)
    foot = QVBoxLayout()
    foot.setContentsMargins(16, 8, 16, 0)
    foot.setSpacing(10)
    total = QHBoxLayout()
    counted = MarkedLabel(12)
    counted.show_marked("5 件 · 小计 371.80", Mark("371.80"))
    total.addWidget(counted, 1, Qt.AlignmentFlag.AlignBottom)
    total.addWidget(PlainLabel("应收", "", "2"), 0, Qt.AlignmentFlag.AlignBottom)
    total.addWidget(TotalLabel("¥363.80"))
    foot.addLayout(total)
    acts = QHBoxLayout()
    acts.setSpacing(8)
    for words, key in (("挂单", "F6"), ("取单 2", "F7"), ("整单折扣", ""), ("清空", "")):
        acts.addWidget(make_button("", words, key, size="small"), 1)
    foot.addLayout(acts)
    foot.addWidget(make_button("primary", "收款  ¥363.80", "F9", name="payButton", size="pay"))
    layout.addLayout(foot)
    return cart


def more() -> QWidget:
    """Return keypads, tenders, settings, banner and palette."""
    sheet = page()
    sheet.setFixedSize(1366, 1200)
    grid = QGridLayout(sheet)
    grid.setRowMinimumHeight(1, 570)
    grid.setContentsMargins(24, 24, 24, 24)
    grid.setSpacing(16)
    banner = Banner()
    banner.begin(Condition("offline", "离线中", "现金收款和本地卡密照常可售", action="重试连接"))
    grid.addWidget(banner, 0, 0, 1, 3)
    grid.addWidget(Keypad(), 1, 0)
    tenders = QWidget()
    column = QVBoxLayout(tenders)
    cash = checked(make_button("tender", "现金", "X", "banknote"))
    stored = disabled(make_button("tender", "储值", "C", "wallet"))
    stored.set_caption("余额 ¥0.00")
    for button in (cash, make_button("tender", "微信", "W", "message-circle"), stored):
        button.setFixedWidth(188)
        column.addWidget(button)
    column.addWidget(PinPad())
    grid.addWidget(tenders, 1, 1)
    settings = SettingsCard("外观")
    settings.add_row("主题", "跟随系统，或一直浅色、深色", Segmented(["浅色", "深色", "跟随"]))
    settings.add_row("减少动效", "淡入和转动都关掉", Switch())
    grid.addWidget(settings, 1, 2, Qt.AlignmentFlag.AlignTop)
    two = DataTable(
        (
            TableColumn[str]("a", "商品 / 充值账号", _two_lines),
            TableColumn[str]("b", "采购单", _code, 160),
        ),
        str,
        name="twoLines",
        accessible_name="采购",
        row_height=TWO_LINES,
    )
    two.set_rows(("星幕视频会员 月卡", "手机话费 50 元"))
    two.select_number(0)
    menu = ActionMenu(
        (
            MenuItem("改备注", _nothing, "pencil"),
            MenuItem("补打小票", _nothing, "printer", "P"),
            MenuItem("退款", _nothing, "lock", "店主 PIN", is_enabled=False),
            MenuItem("作废", _nothing, "trash-2", is_grave=True),
        )
    )
    menu.setWindowFlags(Qt.WindowType.Widget)
    grid.addWidget(two, 2, 0)
    grid.addWidget(menu, 2, 1, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(CommandPalette(registry().list_offers()), 2, 2)
    return sheet


def _two_lines(row: str) -> TableCell:
    return TableCell(row, "平台库存 ×1", is_strong=True)


def _code(_row: str) -> TableCell:
    return TableCell("P0618-0117", is_code=True)


SHEETS: dict[str, Callable[[], QWidget]] = {
    "components": components,
    "dialogs": dialogs,
    "shell": shell,
    "more": more,
    "search": search,
}
