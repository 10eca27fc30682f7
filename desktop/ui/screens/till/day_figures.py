"""The key figures above a day: net sales, orders, profit for who may see it, discounts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import ZERO, Money
from desktop.ui.formatting import HIDDEN, amount_text, key_figure_text, percent_text
from desktop.ui.screens.till.till_texts import compared_note
from desktop.ui.widgets.cards import KeyFigure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.day_report import DayReport
    from desktop.ui.screens.till.till_view import TillView

_OUTER: Final = 5
_INNER: Final = 4


def hidden_figures(view: TillView) -> tuple[KeyFigure, ...]:
    """Return the figures of a day whose sums may not be seen: counts only."""
    later = _tr("输完再看")
    figures = [
        KeyFigure(_tr("净销售额"), HIDDEN, later),
        KeyFigure(_tr("订单"), str(view.sale_count), _tr("{n} 件").format(n=view.item_count)),
        KeyFigure(_tr("优惠合计"), HIDDEN, later),
    ]
    if view.sees_costs:
        figures.insert(2, KeyFigure(_tr("毛利"), HIDDEN, later))
    return _spread(figures)


def day_figures(view: TillView, report: DayReport, *, is_over: bool) -> tuple[KeyFigure, ...]:
    """Return the figures of a day; ``is_over`` measures it against the week before."""
    sales = report.sales
    average = Money(sales.net.fen // sales.count) if sales.count else ZERO
    refunds = _tr("退款 {amount}").format(amount=amount_text(sales.refunds))
    rounding = _tr("抹零 {amount}").format(amount=amount_text(sales.rounding))
    each = _tr("客单 {amount}").format(amount=amount_text(average))
    compared, tone = compared_note(report, view.week_before, is_over=is_over)
    net, discounts = key_figure_text(sales.net), key_figure_text(sales.discounts + sales.rounding)
    figures = [
        KeyFigure(_tr("净销售额"), net, compared or refunds, tone or "3"),
        KeyFigure(_tr("订单"), str(sales.count), each),
        KeyFigure(_tr("优惠合计"), discounts, rounding),
    ]
    if view.sees_costs:
        gross = key_figure_text(report.profit.gross_profit)
        figures.insert(2, KeyFigure(_tr("毛利"), gross, _profit_note(report)))
    return _spread(figures)


def _profit_note(report: DayReport) -> str:
    """Return the share of profit, or what is left of it where fees and the like came off."""
    gross, net_sales = report.profit.gross_profit, report.sales.net
    if report.net_profit != gross:
        return _tr("净利 {amount}").format(amount=amount_text(report.net_profit))
    share = gross.times_ratio(1000, net_sales.fen).fen if net_sales > ZERO else 0
    return _tr("毛利率 {rate}").format(rate=percent_text(share))


def _spread(figures: Sequence[KeyFigure]) -> tuple[KeyFigure, ...]:
    """The first and the last have the longest notes."""
    outer = {0, len(figures) - 1}
    return tuple(
        replace(figure, stretch=_OUTER if place in outer else _INNER)
        for place, figure in enumerate(figures)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("till", text)
