"""The report of a day as A4 pages and as a workbook, both from the same blocks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from desktop.domain.day_report import DayReport, DayState
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import Money
from desktop.domain.paper_text import paper_amount
from desktop.domain.receipt import Page, PageTable
from desktop.services.papers import shop_zone
from desktop.services.report_blocks import day_blocks
from desktop.services.table_writing import Sheet
from desktop.translating import sentence, translate

if TYPE_CHECKING:
    from desktop.services.report_block import BlockCell, ReportBlock
    from desktop.services.settings_values import SettingsValues

_NAME_WIDTH: Final = 26
_FIGURE_WIDTH: Final = 13


def day_page(
    report: DayReport, settings: SettingsValues, printed_at: datetime, *, sees_costs: bool = True
) -> Page:
    """Return a day's report for A4 paper; blocks in which nothing moved may be left out."""
    at = printed_at.astimezone(shop_zone(settings))
    facts = (
        settings.text("shop.name"),
        sentence("paper", QT_TRANSLATE_NOOP("paper", "营业日 {day}"), day=report.date.isoformat()),
        sentence("paper", QT_TRANSLATE_NOOP("paper", "打印 {time}"), time=f"{at:%Y-%m-%d %H:%M}"),
    )
    blocks = day_blocks(report, sees_costs=sees_costs)
    return Page(
        _title_of(report),
        facts,
        tuple(_table_of(block) for block in blocks if not (block.is_rare and block.is_quiet)),
        closing=(sentence("paper", _HEAD, head=report.head),),
        signatures=_signatures() if report.state is DayState.CLOSED else (),
    )


def day_sheets(
    report: DayReport, settings: SettingsValues, *, sees_costs: bool = True
) -> tuple[Sheet, ...]:
    """Return a day's report for a workbook: what it is, then a sheet for every block."""
    head = sentence("paper", _HEAD, head=report.head)
    cover = ((_title_of(report),), (settings.text("shop.name"),), (report.date,), (head,))
    return (
        Sheet(translate("paper", QT_TRANSLATE_NOOP("paper", "日报")), (), cover, (40,)),
        *(_sheet_of(block) for block in day_blocks(report, sees_costs=sees_costs)),
    )


_HEAD: Final = QT_TRANSLATE_NOOP("paper", "校验码 {head}")


def _title_of(report: DayReport) -> str:
    if report.state is DayState.CLOSED:
        template = QT_TRANSLATE_NOOP("paper", "日结单 Z 第 {number} 号")
        return sentence("paper", template, number=report.z_number)
    return translate("paper", QT_TRANSLATE_NOOP("paper", "中间报表 X，不清零"))


def _signatures() -> tuple[str, ...]:
    return (
        translate("paper", QT_TRANSLATE_NOOP("paper", "收银员签字")),
        translate("paper", QT_TRANSLATE_NOOP("paper", "店主签字")),
    )


def _table_of(block: ReportBlock) -> PageTable:
    width = max((len(row) for row in block.rows), default=len(block.headers))
    kept = [
        column for column in range(width) if column not in block.rare or block.has_moved(column)
    ]
    shown = [
        index
        for index, row in enumerate(block.rows)
        if index not in block.rare_rows or any(row[1:])
    ]
    headers = tuple(block.headers[column] for column in kept) if block.headers else ()
    rows = tuple(tuple(_text_of(block.rows[index][column]) for column in kept) for index in shown)
    sums = frozenset(place for place, index in enumerate(shown) if index in block.sums)
    return PageTable(block.heading, headers, rows, sums)


def _sheet_of(block: ReportBlock) -> Sheet:
    width = max((len(row) for row in block.rows), default=len(block.headers))
    widths = (_NAME_WIDTH, *([_FIGURE_WIDTH] * (width - 1)))
    return Sheet(block.heading, block.headers, block.rows, widths, block.sums)


def _text_of(cell: BlockCell) -> str:
    if cell is None:
        return "—"
    if isinstance(cell, Money):
        return paper_amount(cell)
    return str(cell)
