"""How the money of a day came in, as tables: by tender, by collection code, by gateway, in cash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO
from desktop.reports.day_tenders import WITHOUT_CODE
from desktop.services.papers import tender_word
from desktop.services.report_block import ReportBlock, labelled, paper_word
from desktop.translating import translate

if TYPE_CHECKING:
    from desktop.domain.day_report import DayReport


def tenders_block(report: DayReport) -> ReportBlock:
    """Return what each tender took in and gave back, and what was counted."""
    headers = (
        QT_TRANSLATE_NOOP("paper", "付款方式"),
        QT_TRANSLATE_NOOP("paper", "笔数"),
        QT_TRANSLATE_NOOP("paper", "收款"),
        QT_TRANSLATE_NOOP("paper", "退款"),
        QT_TRANSLATE_NOOP("paper", "净额"),
        QT_TRANSLATE_NOOP("paper", "应有"),
        QT_TRANSLATE_NOOP("paper", "实点"),
        QT_TRANSLATE_NOOP("paper", "差额"),
    )
    rows = tuple(
        (
            tender_word(entry.method),
            entry.count,
            entry.received,
            -entry.refunded,
            entry.net,
            entry.expected,
            entry.counted,
            entry.difference,
        )
        for entry in report.tenders
    )
    heading = paper_word(QT_TRANSLATE_NOOP("paper", "收款方式"))
    return ReportBlock(heading, tuple(map(paper_word, headers)), rows)


def codes_block(report: DayReport) -> ReportBlock:
    """Return what each of the shop's own codes should have taken, beside what its phone says."""
    headers = (
        QT_TRANSLATE_NOOP("paper", "收款码"),
        QT_TRANSLATE_NOOP("paper", "笔数"),
        QT_TRANSLATE_NOOP("paper", "应有"),
        QT_TRANSLATE_NOOP("paper", "抄数"),
        QT_TRANSLATE_NOOP("paper", "差额"),
    )
    rows = tuple(
        (
            f"{tender_word(code.method)} · {code.label or translate('reports', WITHOUT_CODE)}",
            code.count,
            code.expected,
            code.counted,
            code.difference,
        )
        for code in report.codes
    )
    heading = paper_word(QT_TRANSLATE_NOOP("paper", "收款码"))
    return ReportBlock(heading, tuple(map(paper_word, headers)), rows, is_rare=True)


def gateways_block(report: DayReport) -> ReportBlock:
    """Return what each gateway took, what it says itself, and its money without a sale."""
    headers = (
        QT_TRANSLATE_NOOP("paper", "支付通道"),
        QT_TRANSLATE_NOOP("paper", "笔数"),
        QT_TRANSLATE_NOOP("paper", "收款"),
        QT_TRANSLATE_NOOP("paper", "退款"),
        QT_TRANSLATE_NOOP("paper", "应有"),
        QT_TRANSLATE_NOOP("paper", "通道说"),
        QT_TRANSLATE_NOOP("paper", "差额"),
        QT_TRANSLATE_NOOP("paper", "没单的笔数"),
        QT_TRANSLATE_NOOP("paper", "没单的钱"),
    )
    rows = tuple(
        (
            one.gateway,
            one.count,
            one.received,
            one.refunded,
            one.net,
            one.proved,
            one.difference,
            one.stray_count,
            one.strays,
        )
        for one in report.gateways
    )
    heading = paper_word(QT_TRANSLATE_NOOP("paper", "支付通道"))
    rare = frozenset({3, 6, 7, 8})
    return ReportBlock(heading, tuple(map(paper_word, headers)), rows, rare=rare, is_rare=True)


def cash_block(report: DayReport) -> ReportBlock:
    """Return how the drawer came to what should lie in it, and what lay there."""
    cash = report.cash
    taken = next((entry for entry in report.tenders if entry.method == "cash"), None)
    return labelled(
        QT_TRANSLATE_NOOP("paper", "现金"),
        (QT_TRANSLATE_NOOP("paper", "备用金"), cash.opening_float),
        (QT_TRANSLATE_NOOP("paper", "现金收款"), taken.received if taken else ZERO),
        (QT_TRANSLATE_NOOP("paper", "现金退款"), -taken.refunded if taken else ZERO),
        (QT_TRANSLATE_NOOP("paper", "存入"), cash.cash_in),
        (QT_TRANSLATE_NOOP("paper", "取出"), -cash.cash_out),
        (QT_TRANSLATE_NOOP("paper", "应有现金"), cash.expected),
        (QT_TRANSLATE_NOOP("paper", "实点现金"), cash.counted),
        (QT_TRANSLATE_NOOP("paper", "差额"), cash.difference),
        sums=frozenset({5, 6, 7}),
    )
