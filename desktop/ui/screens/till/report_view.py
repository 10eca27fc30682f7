"""The middle of the till page: key figures, tenders, hours; at 差额 the three blocks.

While sums may not be seen it holds none of them: what is not shown is not in any widget either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.money import ZERO, Money, total_of
from desktop.ui.formatting import amount_text, money_text
from desktop.ui.screens.till.day_figures import day_figures, hidden_figures
from desktop.ui.screens.till.left_panels import Fact, FactRows
from desktop.ui.screens.till.till_texts import (
    difference_badge,
    open_items_text,
    tender_line,
    tender_text,
)
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.cards import Card, EmptyState, SummaryStrip
from desktop.ui.widgets.charts import Bar, BarChart
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn, TableTotals
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from desktop.domain.day_report import (
        CodeFigures,
        DayReport,
        PlatformFigures,
        TenderFigures,
    )
    from desktop.ui.screens.till.till_view import TillView

_COUNTED = frozenset({"cash", "wechat", "alipay", "qq"})
_HEADER = 36
_ROW = 38


class ReportView(QWidget):
    """Key figures above; below them nothing yet, the overview, or the blocks of a difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = SummaryStrip()
        self.blind = EmptyState(
            "eye-off",
            self.tr("输完再看"),
            self.tr("先点现金、照手机抄，再看系统里的数，这样对账才算数。"),
        )
        hidden = Card()
        hidden.body.addWidget(self.blind)
        self.overview = Overview()
        self.blocks = DifferenceBlocks()
        self._stack = QStackedWidget()
        for part in (hidden, self.overview, self.blocks):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.figures)
        layout.addWidget(self._stack, 1)

    def is_blind(self) -> bool:
        """Whether no sum is on the screen."""
        return self._stack.currentIndex() == 0

    def show_report(
        self, view: TillView, report: DayReport | None, *, compares: bool, is_over: bool
    ) -> None:
        """Show a day; without a report, only that it waits for the counts.

        Args:
            view: the day.
            report: its sums, if they may be seen.
            compares: whether what was counted stands beside what should be there.
            is_over: whether the day is measured against the week before.
        """
        self.figures.set_figures(
            hidden_figures(view) if report is None else day_figures(view, report, is_over=is_over)
        )
        if report is None:
            self.overview.clear_report()
            self.blocks.clear_report()
            self._stack.setCurrentIndex(0)
        elif compares:
            self.blocks.show_report(report, sees_balances=view.sees_costs)
            self._stack.setCurrentWidget(self.blocks)
        else:
            self.overview.show_report(report)
            self._stack.setCurrentWidget(self.overview)


class Overview(QWidget):
    """Tenders and hours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: DataTable[TenderFigures] = DataTable(
            self._columns(),
            _method_of,
            name="tenderTable",
            accessible_name=self.tr("付款方式"),
            row_height=_ROW,
        )
        self.totals = TableTotals(self.table)
        self.chart = BarChart()
        tenders = Card()
        tenders.set_flush()
        tenders.body.addWidget(self.table)
        tenders.body.addWidget(self.totals)
        self._hours = Card(self.tr("每小时销售额"), " ")
        self._hours.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._hours.body.addWidget(self.chart, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(tenders)
        layout.addWidget(self._hours, 1)

    def clear_report(self) -> None:
        """Hold no sum."""
        self.table.set_rows(())
        self.totals.set_texts({})
        self.chart.set_bars(())
        self._hours.note.setText("")

    def show_report(self, report: DayReport) -> None:
        """Show tenders and hours of a day."""
        rows = report.tenders
        self.table.set_rows(rows)
        look = theme()
        self.table.setFixedHeight(look.px(_HEADER) + look.px(_ROW) * max(len(rows), 1) + 2)
        self.totals.set_texts(
            {
                "method": self.tr("合计"),
                "count": str(sum(row.count for row in rows)),
                "received": amount_text(total_of(row.received for row in rows)),
                "refunded": amount_text(-total_of(row.refunded for row in rows)),
                "net": amount_text(total_of(row.net for row in rows)),
            }
        )
        bars = [
            Bar(str(hour.hour), max(hour.net.fen, 0) / 100, money_text(hour.net))
            for hour in report.hours
        ]
        best = max(report.hours, key=_net_of, default=None)
        words = self.tr("还没有销售")
        if best is not None:
            words = self.tr("最高 {hour} 点 · {amount}").format(
                hour=best.hour, amount=money_text(best.net)
            )
        self.chart.set_bars(bars, words)
        self._hours.note.setText(words)

    def _columns(self) -> tuple[TableColumn[TenderFigures], ...]:
        return (
            TableColumn("method", self.tr("付款方式"), _method_cell),
            TableColumn("count", self.tr("笔数"), _count_cell, 64, is_number=True),
            TableColumn("received", self.tr("收款"), _received_cell, 104, is_number=True),
            TableColumn("refunded", self.tr("退款"), _refunded_cell, 92, is_number=True),
            TableColumn("net", self.tr("净额"), _net_cell, 104, is_number=True),
            TableColumn("check", self.tr("核对"), _check_cell, 108),
        )


class DifferenceBlocks(QWidget):
    """Cash, codes and balances, each with what should be there and what is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cash = FactRows()
        self.codes: DataTable[CodeFigures] = DataTable(
            self._code_columns(),
            _code_key,
            name="tenderTable",
            accessible_name=self.tr("收款码"),
            row_height=_ROW,
        )
        self.platforms: DataTable[PlatformFigures] = DataTable(
            self._platform_columns(),
            _account_of,
            name="platformTable",
            accessible_name=self.tr("货源余额"),
            row_height=_ROW,
        )
        cash_card = Card(self.tr("现金"))
        cash_card.setFixedWidth(theme().px(300))
        cash_card.set_flush()
        cash_card.body.addWidget(self.cash)
        cash_card.body.addStretch(1)
        code_card = _table_card(self.tr("收款码"), "", self.codes)
        formula = self.tr("期初 − 采购 + 退回 + 加款 + 返点 = 应有")
        self._platform_card = _table_card(self.tr("货源余额"), formula, self.platforms)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(cash_card)
        top.addWidget(code_card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(top, 1)
        layout.addWidget(self._platform_card, 1)

    def clear_report(self) -> None:
        """Hold no sum."""
        self.cash.set_facts(())
        self.codes.set_rows(())
        self.platforms.set_rows(())

    def show_report(self, report: DayReport, *, sees_balances: bool) -> None:
        """Show the blocks; a cashier sees no balance."""
        self.cash.set_facts(cash_facts(report))
        self.codes.set_rows(report.codes)
        self.platforms.set_rows(report.platforms if sees_balances else ())
        self._platform_card.setVisible(sees_balances and bool(report.platforms))

    def _code_columns(self) -> tuple[TableColumn[CodeFigures], ...]:
        return (
            TableColumn("code", self.tr("收款码"), _code_cell),
            TableColumn("count", self.tr("笔数"), _count_cell, 60, is_number=True),
            TableColumn("expected", self.tr("应有"), _expected_cell, 104, is_number=True),
            TableColumn("counted", self.tr("抄数"), _counted_cell, 104, is_number=True),
            TableColumn("difference", self.tr("差额"), _difference_cell, 92, is_number=True),
        )

    def _platform_columns(self) -> tuple[TableColumn[PlatformFigures], ...]:
        return (
            TableColumn("account", self.tr("货源"), _account_cell),
            TableColumn("opening", self.tr("期初"), _opening_cell, 100, is_number=True),
            TableColumn("purchased", self.tr("− 采购"), _purchased_cell, 92, is_number=True),
            TableColumn("returned", self.tr("+ 退回"), _returned_cell, 84, is_number=True),
            TableColumn("topped_up", self.tr("+ 加款"), _topped_up_cell, 92, is_number=True),
            TableColumn("rebate", self.tr("+ 返点"), _rebate_cell, 76, is_number=True),
            TableColumn("expected", self.tr("= 应有"), _expected_cell, 100, is_number=True),
            TableColumn("actual", self.tr("实查"), self._actual_cell, 108, is_number=True),
            TableColumn("difference", self.tr("差额"), _difference_cell, 92, is_number=True),
        )

    def _actual_cell(self, row: PlatformFigures) -> TableCell:
        if row.actual is None:
            badge = BadgeText(self.tr("连不上"), Tone.NEUTRAL, "cloud-off")
            return TableCell(badges=(badge,))
        return TableCell(amount_text(row.actual), is_strong=True)


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
        Fact(_tr("+ 存入"), amount_text(cash.cash_in)),
        Fact(_tr("− 取出上交"), amount_text(cash.cash_out)),
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
    return (
        Fact(_tr("订单"), _tr("{n} 单").format(n=view.sale_count)),
        Fact(_tr("商品"), _tr("{n} 件").format(n=view.item_count)),
        *tenders,
        Fact(_tr("未结"), open_items_text(view.state.open_items), is_sum=True),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("till", text)


def _table_card(title: str, note: str, table: DataTable[object] | QWidget) -> Card:
    card = Card(title, note or " ")
    card.set_flush()
    card.body.addWidget(table)
    return card


def _net_of(hour: object) -> int:
    net = getattr(hour, "net", ZERO)
    return int(net.fen)


def _method_of(row: TenderFigures) -> str:
    return row.method


def _code_key(row: CodeFigures) -> tuple[str, int | None]:
    return row.method, row.code_id


def _account_of(row: PlatformFigures) -> str:
    return row.account


def _method_cell(row: TenderFigures) -> TableCell:
    return TableCell(tender_text(row.method), is_strong=True)


def _code_cell(row: CodeFigures) -> TableCell:
    return TableCell(tender_line(row.method, row.label))


def _account_cell(row: PlatformFigures) -> TableCell:
    return TableCell(row.account, is_strong=True)


def _count_cell(row: TenderFigures | CodeFigures) -> str:
    return str(row.count)


def _received_cell(row: TenderFigures) -> TableCell:
    return _amount_cell(row.received)


def _refunded_cell(row: TenderFigures) -> TableCell:
    token = "danger" if row.refunded else "text3"
    return TableCell(amount_text(-row.refunded), token=token)


def _net_cell(row: TenderFigures) -> TableCell:
    return TableCell(amount_text(row.net), is_strong=True)


def _check_cell(row: TenderFigures) -> TableCell:
    if row.method not in _COUNTED:
        return TableCell()
    return TableCell(badges=(difference_badge(row.difference),))


def _expected_cell(row: CodeFigures | PlatformFigures) -> TableCell:
    return _known_cell(row.expected)


def _counted_cell(row: CodeFigures) -> TableCell:
    return _known_cell(row.counted, is_strong=True)


def _difference_cell(row: CodeFigures | PlatformFigures) -> TableCell:
    if row.difference is None:
        return TableCell()
    token = "danger" if row.difference < ZERO else "warn" if row.difference else "text3"
    return TableCell(amount_text(row.difference), token=token, is_strong=bool(row.difference))


def _opening_cell(row: PlatformFigures) -> TableCell:
    return _known_cell(row.opening)


def _purchased_cell(row: PlatformFigures) -> TableCell:
    return _amount_cell(row.purchased)


def _returned_cell(row: PlatformFigures) -> TableCell:
    return _amount_cell(row.returned)


def _topped_up_cell(row: PlatformFigures) -> TableCell:
    return _amount_cell(row.topped_up)


def _rebate_cell(row: PlatformFigures) -> TableCell:
    return _amount_cell(row.rebate)


def _amount_cell(amount: Money) -> TableCell:
    return TableCell(amount_text(amount), token="text" if amount else "text3")


def _known_cell(amount: Money | None, *, is_strong: bool = False) -> TableCell:
    return TableCell("—" if amount is None else amount_text(amount), is_strong=is_strong)
