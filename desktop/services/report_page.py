"""The report of a day as A4 pages, in the order an owner reads it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from desktop.domain.day_report import DayReport, DayState
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.receipt import Page, PageTable
from desktop.services.papers import shop_zone, tender_word
from desktop.translating import sentence, translate

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.services.settings_values import SettingsValues

_Z_TITLE: Final = QT_TRANSLATE_NOOP("paper", "日结单 Z 第 {number} 号")
_X_TITLE: Final = QT_TRANSLATE_NOOP("paper", "中间报表 X，不清零")


def day_page(report: DayReport, settings: SettingsValues, printed_at: datetime) -> Page:
    """Return a day's report for A4 paper, in the order an owner reads it."""
    is_closed = report.state is DayState.CLOSED
    title = (
        sentence(
            "paper", QT_TRANSLATE_NOOP("paper", "日结单 Z 第 {number} 号"), number=report.z_number
        )
        if is_closed
        else translate("paper", QT_TRANSLATE_NOOP("paper", "中间报表 X，不清零"))
    )
    at = printed_at.astimezone(shop_zone(settings))
    facts = (
        settings.text("shop.name"),
        sentence("paper", QT_TRANSLATE_NOOP("paper", "营业日 {day}"), day=report.date.isoformat()),
        sentence("paper", QT_TRANSLATE_NOOP("paper", "打印 {time}"), time=f"{at:%Y-%m-%d %H:%M}"),
    )
    head = sentence("paper", QT_TRANSLATE_NOOP("paper", "校验码 {head}"), head=report.head)
    return Page(
        title,
        facts,
        (
            _sales_table(report),
            _tender_table(report),
            _cash_table(report),
            *_platform_tables(report),
        ),
        closing=(head,),
        signatures=(
            translate("paper", QT_TRANSLATE_NOOP("paper", "收银员签字")),
            translate("paper", QT_TRANSLATE_NOOP("paper", "店主签字")),
        ),
    )


def _sales_table(report: DayReport) -> PageTable:
    sales, profit = report.sales, report.profit
    rows = (
        (QT_TRANSLATE_NOOP("paper", "订单"), str(sales.count)),
        (QT_TRANSLATE_NOOP("paper", "件数"), str(sales.items)),
        (QT_TRANSLATE_NOOP("paper", "原价合计"), str(sales.gross)),
        (QT_TRANSLATE_NOOP("paper", "优惠"), str(-sales.discounts)),
        (QT_TRANSLATE_NOOP("paper", "抹零"), str(-sales.rounding)),
        (QT_TRANSLATE_NOOP("paper", "退款"), str(-sales.refunds)),
        (QT_TRANSLATE_NOOP("paper", "净销售额"), str(sales.net)),
        (QT_TRANSLATE_NOOP("paper", "进货成本"), str(profit.cost)),
        (QT_TRANSLATE_NOOP("paper", "毛利"), str(profit.gross_profit)),
        (QT_TRANSLATE_NOOP("paper", "成本未知的行"), str(profit.unknown_cost_lines)),
    )
    said = tuple((translate("paper", label), value) for label, value in rows)
    heading = translate("paper", QT_TRANSLATE_NOOP("paper", "销售"))
    return PageTable(heading, (), said, frozenset({6}))


def _tender_table(report: DayReport) -> PageTable:
    headers = (
        QT_TRANSLATE_NOOP("paper", "付款方式"),
        QT_TRANSLATE_NOOP("paper", "笔数"),
        QT_TRANSLATE_NOOP("paper", "收款"),
        QT_TRANSLATE_NOOP("paper", "退款"),
        QT_TRANSLATE_NOOP("paper", "应有"),
        QT_TRANSLATE_NOOP("paper", "实点"),
        QT_TRANSLATE_NOOP("paper", "差额"),
    )
    rows = tuple(
        (
            tender_word(entry.method),
            str(entry.count),
            str(entry.received),
            str(-entry.refunded),
            str(entry.expected),
            _known(entry.counted),
            _known(entry.difference),
        )
        for entry in report.tenders
    )
    heading = translate("paper", QT_TRANSLATE_NOOP("paper", "收款方式"))
    return PageTable(heading, tuple(translate("paper", each) for each in headers), rows)


def _cash_table(report: DayReport) -> PageTable:
    cash = report.cash
    rows = (
        (QT_TRANSLATE_NOOP("paper", "备用金"), str(cash.opening_float)),
        (QT_TRANSLATE_NOOP("paper", "存入"), str(cash.cash_in)),
        (QT_TRANSLATE_NOOP("paper", "取出"), str(-cash.cash_out)),
        (QT_TRANSLATE_NOOP("paper", "应有现金"), str(cash.expected)),
        (QT_TRANSLATE_NOOP("paper", "实点现金"), _known(cash.counted)),
        (QT_TRANSLATE_NOOP("paper", "差额"), _known(cash.difference)),
    )
    said = tuple((translate("paper", label), value) for label, value in rows)
    heading = translate("paper", QT_TRANSLATE_NOOP("paper", "现金"))
    return PageTable(heading, (), said, frozenset({3, 4, 5}))


def _platform_tables(report: DayReport) -> tuple[PageTable, ...]:
    if not report.platforms:
        return ()
    headers = (
        QT_TRANSLATE_NOOP("paper", "货源"),
        QT_TRANSLATE_NOOP("paper", "期初"),
        QT_TRANSLATE_NOOP("paper", "采购"),
        QT_TRANSLATE_NOOP("paper", "退回"),
        QT_TRANSLATE_NOOP("paper", "应有"),
        QT_TRANSLATE_NOOP("paper", "实查"),
        QT_TRANSLATE_NOOP("paper", "差额"),
    )
    rows = tuple(
        (
            entry.account,
            _known(entry.opening),
            str(-entry.purchased),
            str(entry.returned),
            _known(entry.expected),
            _known(entry.actual),
            _known(entry.difference),
        )
        for entry in report.platforms
    )
    heading = translate("paper", QT_TRANSLATE_NOOP("paper", "货源余额"))
    return (PageTable(heading, tuple(translate("paper", each) for each in headers), rows),)


def _known(amount: Money | None) -> str:
    return "—" if amount is None else str(amount)
