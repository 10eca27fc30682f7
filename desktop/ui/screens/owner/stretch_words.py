"""How 总览 names a stretch and the one it stands beside, and what it says of the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import ZERO
from desktop.domain.stretches import Period
from desktop.ui.formatting import HIDDEN, money_text, percent_text

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.services.overview import Comparison


def _tr(text: str) -> str:
    return QCoreApplication.translate("owner_stretch", text)


def name_now(period: Period, *, is_present: bool) -> str:
    """Return 本月, or for one that is over 这个月."""
    if is_present:
        return {
            Period.DAY: _tr("今天"),
            Period.WEEK: _tr("本周"),
            Period.MONTH: _tr("本月"),
            Period.YEAR: _tr("今年"),
        }[period]
    return {
        Period.DAY: _tr("这一天"),
        Period.WEEK: _tr("这一周"),
        Period.MONTH: _tr("这个月"),
        Period.YEAR: _tr("这一年"),
    }[period]


def name_before(period: Period, *, is_present: bool) -> str:
    """Return 上月同期; of a month that is over 前一个月."""
    if is_present:
        return {
            Period.DAY: _tr("上周同日"),
            Period.WEEK: _tr("上周同期"),
            Period.MONTH: _tr("上月同期"),
            Period.YEAR: _tr("去年同期"),
        }[period]
    return {
        Period.DAY: _tr("前一周同日"),
        Period.WEEK: _tr("前一周"),
        Period.MONTH: _tr("前一个月"),
        Period.YEAR: _tr("前一年"),
    }[period]


def compared_text(
    compared: Comparison,
    amounts: tuple[Money, Money],
    period: Period,
    *,
    is_present: bool,
    hides: bool,
) -> tuple[str, str]:
    """Return what is said of an amount beside the one before, and its tone.

    A day off is a day off: nothing fell, and nothing is red. The present day has hours to go, so
    it is not measured against a whole one.
    """
    now, before = amounts
    name = name_before(period, is_present=is_present)
    if not compared.before.sales:
        return _tr("{name}没有营业").format(name=name), "3"
    if hides:
        return HIDDEN, "3"
    if not compared.now.sales:
        words = _tr("还没有卖，{name} {amount}") if is_present else _tr("没有营业，{name} {amount}")
        return words.format(name=name, amount=money_text(before)), "3"
    if period is Period.DAY and is_present:
        return _tr("{name}全天 {amount}").format(name=name, amount=money_text(before)), "3"
    if before <= ZERO:
        return _tr("{name} {amount}").format(name=name, amount=money_text(before)), "3"
    permille = (now.fen - before.fen) * 1000 // before.fen
    words = _tr("{change}，{name} {amount}").format(
        change=percent_text(permille, is_signed=True), name=name, amount=money_text(before)
    )
    return words, "accent" if permille > 0 else "danger" if permille < 0 else "3"
