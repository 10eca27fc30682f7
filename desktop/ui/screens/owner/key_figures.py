"""The strip of 总览 and the words of its range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import ZERO, Money
from desktop.domain.stretches import Period
from desktop.ui.formatting import HIDDEN, day_text, money_text, percent_text, sales_text
from desktop.ui.screens.owner.stretch_words import compared_text, name_before
from desktop.ui.wallet_texts import runway_text
from desktop.ui.widgets.cards import KeyFigure

if TYPE_CHECKING:
    from desktop.services.funds import MonthProfit
    from desktop.services.owner_cards import Balances
    from desktop.ui.screens.owner.owner_view import OwnerView

_NARROW, _USUAL, _WIDE = 6, 9, 14


def _tr(text: str) -> str:
    return QCoreApplication.translate("owner_figures", text)


def range_text(view: OwnerView) -> str:
    """Return the dates shown and what they stand beside."""
    now = view.compared.now
    before = name_before(view.period, is_present=view.is_present)
    if view.period is Period.DAY:
        return _tr("{date}，和{before}比").format(date=day_text(now.until), before=before)
    form = "%m-%d" if now.since.year == view.today.year else "%Y-%m-%d"
    return _tr("{since} 至 {until}，和{before}比").format(
        since=f"{now.since:{form}}", until=f"{now.until:{form}}", before=before
    )


def key_figures(view: OwnerView, *, hides: bool) -> tuple[KeyFigure, ...]:
    """Return the parts of the strip; profit of unknown cost stands apart."""
    now, before = view.compared.now, view.compared.before
    unknown = _tr("另有 {n} 行不知道成本").format(n=now.unknown_cost_lines)
    profit = _compared(view, now.gross_profit, before.gross_profit, hides=hides)
    return (
        KeyFigure(
            _tr("净销售额"),
            _shown(now.net, hides=hides),
            *_compared(view, now.net, before.net, hides=hides),
            stretch=_USUAL,
        ),
        KeyFigure(
            _tr("毛利"),
            _shown(now.gross_profit, hides=hides),
            *((unknown, "warn") if now.unknown_cost_lines else profit),
            stretch=_USUAL,
        ),
        KeyFigure(_tr("订单"), str(now.sales), _orders_before(view), stretch=_NARROW),
        KeyFigure(
            _tr("本月毛利"),
            _shown(view.month.gross, hides=hides),
            _goal(view.month, hides=hides),
            stretch=_USUAL,
        ),
        _balances(view.balances, hides=hides),
    )


def _compared(view: OwnerView, now: Money, before: Money, *, hides: bool) -> tuple[str, str]:
    return compared_text(
        view.compared, (now, before), view.period, is_present=view.is_present, hides=hides
    )


def _orders_before(view: OwnerView) -> str:
    name = name_before(view.period, is_present=view.is_present)
    count = view.compared.before.sales
    if not count:
        return _tr("{name}没有营业").format(name=name)
    return _tr("{name} {count}").format(name=name, count=sales_text(count))


def _goal(month: MonthProfit, *, hides: bool) -> str:
    if month.goal <= ZERO:
        return _tr("还没有设目标（设置 · 日结）")
    if hides:
        return HIDDEN
    share = percent_text(month.gross.fen * 1000 // month.goal.fen)
    return _tr("目标 {goal}，到了 {share}").format(goal=money_text(month.goal), share=share)


def _balances(found: Balances, *, hides: bool) -> KeyFigure:
    """What lies at the accounts; what is old or was never read is said beside it."""
    said = []
    if found.stale != ZERO:
        said.append(_tr("另有旧的 {amount}").format(amount=_shown(found.stale, hides=hides)))
    if found.unread:
        said.append(_tr("{n} 个账号没查过余额").format(n=found.unread))
    if found.soonest is not None:
        name, runway = found.soonest
        said.append(f"{name} {runway_text(runway)}")
    return KeyFigure(
        _tr("货源余额合计"),
        _shown(found.fresh, hides=hides),
        " · ".join(said) or _tr("最近没有采购，说不出够多久"),
        "warn" if found.stale or found.unread else "3",
        stretch=_WIDE,
    )


def _shown(amount: Money, *, hides: bool) -> str:
    return HIDDEN if hides else money_text(amount)
