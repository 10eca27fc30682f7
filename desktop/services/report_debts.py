"""What members and agents are owed, and owe, as tables: how a day moved it and what stands open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.services.report_block import ReportBlock, labelled

if TYPE_CHECKING:
    from desktop.domain.day_report import DayReport


def points_block(report: DayReport) -> ReportBlock:
    """Return the points that moved, and the most that the open ones are worth."""
    points = report.points
    return labelled(
        QT_TRANSLATE_NOOP("paper", "积分"),
        (QT_TRANSLATE_NOOP("paper", "发出"), points.earned),
        (QT_TRANSLATE_NOOP("paper", "用掉"), -points.spent),
        (QT_TRANSLATE_NOOP("paper", "过期"), -points.expired),
        (QT_TRANSLATE_NOOP("paper", "欠会员的积分"), points.liability),
        (QT_TRANSLATE_NOOP("paper", "最多抵多少钱"), points.liability_worth),
        rare_rows=frozenset({2, 4}),
        is_rare=True,
    )


def stored_value_block(report: DayReport) -> ReportBlock:
    """Return the money that members paid in ahead, and what is left of it."""
    stored = report.stored_value
    return labelled(
        QT_TRANSLATE_NOOP("paper", "储值"),
        (QT_TRANSLATE_NOOP("paper", "收进"), stored.paid_in),
        (QT_TRANSLATE_NOOP("paper", "赠送"), stored.bonus),
        (QT_TRANSLATE_NOOP("paper", "用掉"), -stored.spent),
        (QT_TRANSLATE_NOOP("paper", "退回本金"), -stored.paid_out),
        (QT_TRANSLATE_NOOP("paper", "欠会员的储值"), stored.liability),
        is_rare=True,
    )


def credit_block(report: DayReport) -> ReportBlock:
    """Return what members took on account, paid back and still owe."""
    credit = report.credit
    return labelled(
        QT_TRANSLATE_NOOP("paper", "挂账"),
        (QT_TRANSLATE_NOOP("paper", "新挂"), credit.given),
        (QT_TRANSLATE_NOOP("paper", "收回"), -credit.collected),
        (QT_TRANSLATE_NOOP("paper", "还没收回"), credit.open),
        is_rare=True,
    )


def commissions_block(report: DayReport) -> ReportBlock:
    """Return what agents earned, lost again and were paid, and what they are owed."""
    figures = report.commissions
    return labelled(
        QT_TRANSLATE_NOOP("paper", "佣金"),
        (QT_TRANSLATE_NOOP("paper", "新得"), figures.earned),
        (QT_TRANSLATE_NOOP("paper", "退货扣回"), -figures.taken_back),
        (QT_TRANSLATE_NOOP("paper", "付给代理"), -figures.paid),
        (QT_TRANSLATE_NOOP("paper", "欠代理的佣金"), figures.liability),
        is_rare=True,
    )
