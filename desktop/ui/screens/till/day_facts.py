"""The cash of a day line by line, and what may be said of a day before it is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import ZERO
from desktop.ui.formatting import amount_text
from desktop.ui.screens.till.left_panels import Fact
from desktop.ui.screens.till.till_texts import (
    difference_badge,
    difference_text,
    open_item_rows,
    tender_text,
)

if TYPE_CHECKING:
    from desktop.domain.day_close import Signing
    from desktop.domain.day_report import DayReport
    from desktop.ui.screens.till.till_view import TillView


def cash_facts(report: DayReport) -> tuple[Fact, ...]:
    """Return the cash side of a day, line by line."""
    cash = report.cash
    taken = next((entry for entry in report.tenders if entry.method == "cash"), None)
    received = taken.received if taken else ZERO
    refunded = taken.refunded if taken else ZERO
    facts = [
        Fact(_tr("备用金"), amount_text(cash.opening_float)),
        Fact(_tr("+ 现金收款"), amount_text(received)),
        Fact(_tr("− 现金退款"), amount_text(refunded)),
        *((Fact(_tr("+ 存入"), amount_text(cash.cash_in)),) if cash.cash_in else ()),
        Fact(_tr("− 取出"), amount_text(cash.cash_out)),
        Fact(_tr("应有现金"), amount_text(cash.expected), is_sum=True),
    ]
    if cash.counted is not None:
        facts.append(Fact(_tr("实点现金"), amount_text(cash.counted), is_sum=True))
        badge = difference_badge(cash.difference)
        difference = amount_text(cash.difference or ZERO)
        facts.append(Fact(_tr("差额"), difference, is_sum=True, badge=badge))
    return tuple(facts)


def open_facts(view: TillView) -> tuple[Fact, ...]:
    """Return what a look shows when no sum may be seen: counts only."""
    tenders = tuple(
        Fact(tender_text(method), _tr("{n} 笔").format(n=count))
        for method, count in view.tender_counts
    )
    open_items = tuple(
        Fact(name, str(count), is_sum=number == 0)
        for number, (name, count) in enumerate(open_item_rows(view.state.open_items))
    )
    return (
        Fact(_tr("订单"), _tr("{n} 单").format(n=view.sale_count)),
        Fact(_tr("商品"), _tr("{n} 件").format(n=view.item_count)),
        *tenders,
        *open_items,
    )


def reason_lines(signing: Signing | None) -> tuple[str, ...]:
    """Return each difference of a signed day with the reason that was written."""
    if signing is None:
        return ()
    template = _tr("{difference}：{reason}")
    return tuple(
        template.format(difference=difference_text(found), reason=reason)
        for found, reason in signing.reasons
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("till", text)
