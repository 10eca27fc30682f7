"""The middle of the till page: key figures, tenders, hours; at 差额 the three blocks.

While sums may not be seen it holds none of them: what is not shown is not in any widget either.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.day_close import CloseStep
from desktop.domain.money import ZERO, Money, total_of
from desktop.ui.formatting import amount_text, money_text
from desktop.ui.screens.till.day_figures import day_figures, hidden_figures
from desktop.ui.screens.till.difference_blocks import DifferenceBlocks
from desktop.ui.screens.till.till_texts import difference_badge, step_title, tender_text
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.cards import Card, EmptyState, SummaryStrip
from desktop.ui.widgets.charts import Bar, BarChart
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.labels import Badge
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.table_totals import TableTotals

if TYPE_CHECKING:
    from desktop.domain.day_close import DayCloseState
    from desktop.domain.day_report import DayReport, HourFigures, TenderFigures
    from desktop.ui.screens.till.till_view import TillView

_COUNTED = frozenset({"cash", "wechat", "alipay", "qq"})
_HEADER = 36
_ROW = 38
_TENDER = 96
"""What the name of a tender needs."""


class _Pages(QStackedWidget):
    """Asks for the room of the page in front only."""

    def minimumSizeHint(self) -> QSize:
        """What the page in front needs."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()


class ReportView(QWidget):
    """Key figures above; below them nothing yet, the overview, or the blocks of a difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = SummaryStrip()
        self._steps = {CloseStep.CASH: Badge(), CloseStep.CODES: Badge()}
        self.blind = EmptyState(
            "eye-off",
            self.tr("输完再看"),
            self.tr("先点现金、照手机抄，再看系统里的数，这样对账才算数。"),
            self._steps.values(),
        )
        hidden = Card()
        hidden.body.addWidget(self.blind)
        self.overview = Overview()
        self.blocks = DifferenceBlocks()
        self._stack = _Pages()
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
            self._show_missing(view.state)
            self.overview.clear_report()
            self.blocks.clear_report()
            self._stack.setCurrentIndex(0)
        elif compares:
            self.blocks.show_report(report, sees_balances=view.sees_costs)
            self._stack.setCurrentWidget(self.blocks)
        else:
            self.overview.show_report(report)
            self._stack.setCurrentWidget(self.overview)

    def _show_missing(self, state: DayCloseState) -> None:
        """Say which of the two counts is done and which is under way."""
        for step, badge in self._steps.items():
            name = step_title(step)
            if step in state.done:
                badge.set_badge(BadgeText(name, Tone.ACCENT, "check"))
            elif step is state.current:
                words = self.tr("{step} 正在输").format(step=name)
                badge.set_badge(BadgeText(words, Tone.WARN, "clock"))
            else:
                words = self.tr("{step} 还没输").format(step=name)
                badge.set_badge(BadgeText(words, Tone.NEUTRAL, "clock"))


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
        self.table.drop_when_narrow(("refunded", "received"), _TENDER)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addWidget(self.totals)
        pages = RoundedPages(is_last=True)
        pages.addWidget(inner)
        tenders = Card()
        tenders.set_flush()
        tenders.body.addWidget(pages)
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
        self.table.setFixedHeight(look.px(_HEADER) + look.px(_ROW) * max(len(rows), 1))
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
            Bar(str(hour), max(net.fen, 0) / 100, money_text(net))
            for hour, net in _every_hour(report.hours)
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
            TableColumn("count", self.tr("笔数"), _count_cell, 52, is_number=True),
            TableColumn("received", self.tr("收款"), _received_cell, 92, is_number=True),
            TableColumn("refunded", self.tr("退款"), _refunded_cell, 82, is_number=True),
            TableColumn("net", self.tr("净额"), _net_cell, 92, is_number=True),
            TableColumn("check", self.tr("核对"), _check_cell, 106, fits_badges=True),
        )


def _every_hour(hours: tuple[HourFigures, ...]) -> Iterator[tuple[int, Money]]:
    """Yield the hours from the first sale to the last, quiet ones too: time has no gaps."""
    net_of = {each.hour: each.net for each in hours}
    if net_of:
        for hour in range(min(net_of), max(net_of) + 1):
            yield hour, net_of.get(hour, ZERO)


def _net_of(hour: object) -> int:
    net = getattr(hour, "net", ZERO)
    return int(net.fen)


def _method_of(row: TenderFigures) -> str:
    return row.method


def _method_cell(row: TenderFigures) -> TableCell:
    return TableCell(tender_text(row.method))


def _count_cell(row: TenderFigures) -> str:
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


def _amount_cell(amount: Money) -> TableCell:
    return TableCell(amount_text(amount), token="text" if amount else "text3")
