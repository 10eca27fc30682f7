"""Large and suspicious sales: what an authority may ask for under the law against money laundering.

A sale stands here by the rule of its day, once for each it met. Questions about age and fraud are
not suspicion and are left out; so are customers: whoever asks names the sale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from desktop.domain.compliance import AnswerWord
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.models.compliance import rule_decision
from desktop.models.sales import sale
from desktop.reports.base import ColumnKind, Report, ReportColumn, ReportRange, rows_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.reports.base import Cell

_TELLING: Final = (AnswerWord.LISTED, AnswerWord.OWNER, AnswerWord.ID_CHECKED)
"""What is answered to sums, to splitting, to many sales in a row and to slow top-ups."""


def _read(connection: Connection, wanted: ReportRange) -> tuple[tuple[Cell, ...], ...]:
    made, whole = rule_decision.c, sale.c
    query = (
        select(
            whole.business_date,
            whole.number,
            whole.total,
            made.rule_id,
            made.rule_version,
            made.amount,
            made.limit_amount,
            made.answer,
        )
        .join(sale, whole.id == made.sale_id)
        .where(
            whole.business_date.between(wanted.since, wanted.until),
            made.answer.in_([str(word) for word in _TELLING]),
        )
        .order_by(whole.business_date, whole.sequence, made.id)
    )
    return tuple((str(on), *rest) for on, *rest in rows_of(connection, query))


REPORT: Final = Report(
    "large_and_suspicious",
    QT_TRANSLATE_NOOP("reports", "大额和可疑的单"),
    (
        ReportColumn("date", QT_TRANSLATE_NOOP("reports", "日期"), ColumnKind.DAY),
        ReportColumn("sale", QT_TRANSLATE_NOOP("reports", "单号"), ColumnKind.TEXT),
        ReportColumn("total", QT_TRANSLATE_NOOP("reports", "实付"), ColumnKind.MONEY),
        ReportColumn("rule", QT_TRANSLATE_NOOP("reports", "规则"), ColumnKind.TEXT),
        ReportColumn("rule_version", QT_TRANSLATE_NOOP("reports", "规则版本"), ColumnKind.COUNT),
        ReportColumn("amount", QT_TRANSLATE_NOOP("reports", "按多少判的"), ColumnKind.MONEY),
        ReportColumn("limit", QT_TRANSLATE_NOOP("reports", "限额"), ColumnKind.MONEY),
        ReportColumn("answer", QT_TRANSLATE_NOOP("reports", "处理"), ColumnKind.TEXT),
    ),
    _read,
)
