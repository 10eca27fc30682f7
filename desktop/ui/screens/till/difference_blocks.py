"""差额: cash, collection codes and balances, each with what should be there and what is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.money import ZERO, Money, total_of
from desktop.ui.formatting import amount_text
from desktop.ui.screens.till.day_facts import cash_facts
from desktop.ui.screens.till.left_panels import FactRows
from desktop.ui.screens.till.till_texts import difference_badge, tender_line
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.labels import Badge, PlainLabel, line
from desktop.ui.widgets.painting import BadgeText, rounded
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.table_totals import TableTotals

if TYPE_CHECKING:
    from desktop.domain.day_report import CodeFigures, DayReport, PlatformFigures

_ROW: Final = 36
_CASH_WIDTH, _CASH_NARROW, _WIDE = 340, 256, 860
_SHOWN_ROWS: Final = 4
_CODE: Final = 170
"""What a method and the phone of its code need."""
_RADIUS: Final = 11


class DifferenceFoot(QWidget):
    """差额 at the foot of a block: tinted while it does not agree."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = "raised"
        self._label = PlainLabel(self.tr("差额"))
        self._amount = PlainLabel("", "h1")
        self.setFixedHeight(theme().px(40))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self._label, 1)
        row.addWidget(self._amount)

    def show_difference(self, difference: Money | None) -> None:
        """Show how much is over or short; None was not counted."""
        amount = difference or ZERO
        tone = Tone.DANGER if amount < ZERO else Tone.WARN if amount else Tone.NEUTRAL
        self._ground = tone.tint if amount else "raised"
        self._amount.setText("—" if difference is None else amount_text(amount))
        for label in (self._label, self._amount):
            label.set_tone(tone.value if amount else "")
        self.update()

    def text(self) -> str:
        """Return the amount shown."""
        return self._amount.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and line; the card's lower corners are round."""
        painter, look = QPainter(self), theme()
        box = QRectF(self.rect())
        rounded(painter, box.adjusted(0, -2 * _RADIUS, 0, 0), _RADIUS, fill=self._ground)
        painter.fillRect(QRectF(0, 0, box.width(), 1), look.color("line"))


class Block(Card):
    """A titled card with the state of its difference at the right of its head."""

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__(title, note or " ")
        self.set_flush()
        self.head.setContentsMargins(16, 10, 16, 10)
        self.state = Badge()
        self.head.addWidget(self.state)
        self.body.addWidget(line())


class DifferenceBlocks(QWidget):
    """The three blocks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cash = FactRows()
        self.cash.set_close()
        self.cash_foot, self.code_foot = DifferenceFoot(), DifferenceFoot()
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
        self.codes.drop_when_narrow(("count",), _CODE)
        self.platforms.drop_when_narrow(("rebate", "topped_up", "returned"))
        self._totals = TableTotals(self.platforms, row_height=_ROW)
        for table in (self.codes, self.platforms):
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._build()

    def _build(self) -> None:
        self._cash_card = Block(self.tr("现金"))
        self._cash_card.setFixedWidth(theme().px(_CASH_WIDTH))
        self._cash_card.body.addWidget(self.cash)
        self._cash_card.body.addStretch(1)
        self._cash_card.body.addWidget(self.cash_foot)
        self._code_card = Block(self.tr("收款码"))
        self._code_card.body.addWidget(self.codes, 1)
        self._code_card.body.addWidget(self.code_foot)
        formula = self.tr("期初 − 采购 + 退回 + 加款 + 返点 = 应有")
        self._platform_card = Block(self.tr("货源余额"), formula)
        pages = RoundedPages(is_last=True)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.platforms, 1)
        column.addWidget(self._totals)
        pages.addWidget(held)
        self._platform_card.body.addWidget(pages, 1)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._cash_card)
        top.addWidget(self._code_card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self._platform_card, 1)

    def clear_report(self) -> None:
        """Hold no sum."""
        self.cash.set_facts(())
        self.codes.set_rows(())
        self.platforms.set_rows(())
        self._totals.set_texts({})
        for foot in (self.cash_foot, self.code_foot):
            foot.show_difference(None)

    def show_report(self, report: DayReport, *, sees_balances: bool) -> None:
        """Show the blocks; a cashier sees no balance."""
        self.cash.set_facts(fact for fact in cash_facts(report) if fact.badge is None)
        self.cash_foot.show_difference(report.cash.difference)
        self._cash_card.state.set_badge(difference_badge(report.cash.difference))
        self.codes.set_rows(report.codes)
        _show_some(self.codes)
        codes_off = _difference_of(report.codes)
        self.code_foot.show_difference(codes_off)
        self._code_card.state.set_badge(difference_badge(codes_off))
        platforms = report.platforms if sees_balances else ()
        self.platforms.set_rows(platforms)
        _show_some(self.platforms)
        self._show_platforms(platforms)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the cash gives room to the codes."""
        super().resizeEvent(event)
        look = theme()
        is_wide = self.width() >= look.px(_WIDE)
        self._cash_card.setFixedWidth(look.px(_CASH_WIDTH if is_wide else _CASH_NARROW))

    def _show_platforms(self, platforms: tuple[PlatformFigures, ...]) -> None:
        self._platform_card.setVisible(bool(platforms))
        off = _difference_of(platforms)
        self._platform_card.state.set_badge(difference_badge(off))
        self._platform_card.state.setVisible(off is not None)
        all_reached = all(row.actual is not None for row in platforms)
        self._totals.set_texts(
            {
                "account": self.tr("合计") if all_reached else self.tr("合计，不算连不上的"),
                "opening": _sum_text(platforms, _opening_of),
                "purchased": _sum_text(platforms, _purchased_of),
                "returned": _sum_text(platforms, _returned_of),
                "topped_up": _sum_text(platforms, _topped_up_of),
                "rebate": _sum_text(platforms, _rebate_of),
                "expected": _sum_text(platforms, _expected_of),
                "actual": _sum_text(platforms, _actual_of),
                "difference": "—" if off is None else amount_text(off),
            }
        )

    def _code_columns(self) -> tuple[TableColumn[CodeFigures], ...]:
        return (
            TableColumn("code", self.tr("收款码"), _code_cell),
            TableColumn("count", self.tr("笔数"), _count_cell, 60, is_number=True),
            TableColumn("expected", self.tr("应有"), _expected_cell, 96, is_number=True),
            TableColumn("counted", self.tr("抄数"), _counted_cell, 96, is_number=True),
            TableColumn("difference", self.tr("差额"), _difference_cell, 84, is_number=True),
        )

    def _platform_columns(self) -> tuple[TableColumn[PlatformFigures], ...]:
        def figure(
            key: str, title: str, read: Callable[[PlatformFigures], Money | None], width: int
        ) -> TableColumn[PlatformFigures]:
            def cell(row: PlatformFigures) -> TableCell:
                return _amount_cell(read(row))

            return TableColumn(key, title, cell, width, is_number=True)

        return (
            TableColumn("account", self.tr("货源"), self._account_cell),
            figure("opening", self.tr("期初"), _opening_of, 100),
            figure("purchased", self.tr("− 采购"), _purchased_of, 92),
            figure("returned", self.tr("+ 退回"), _returned_of, 84),
            figure("topped_up", self.tr("+ 加款"), _topped_up_of, 92),
            figure("rebate", self.tr("+ 返点"), _rebate_of, 76),
            TableColumn("expected", self.tr("= 应有"), _expected_cell, 100, is_number=True),
            TableColumn(
                "actual",
                self.tr("实查"),
                self._actual_cell,
                108,
                is_number=True,
                fits_badges=True,
            ),
            TableColumn("difference", self.tr("差额"), _difference_cell, 92, is_number=True),
        )

    def _account_cell(self, row: PlatformFigures) -> TableCell:
        if row.typed_at:
            words = self.tr("{account} · 手填 {at}").format(account=row.account, at=row.typed_at)
            return TableCell(words, is_strong=True)
        return TableCell(row.account, is_strong=True)

    def _actual_cell(self, row: PlatformFigures) -> TableCell:
        if row.actual is None:
            badge = BadgeText(self.tr("连不上"), Tone.NEUTRAL, "cloud-off")
            return TableCell(badges=(badge,))
        return TableCell(amount_text(row.actual), is_strong=True)


def _show_some(table: DataTable[Any]) -> None:
    """Keep the first rows of a table in view; the page scrolls rather than hide them."""
    look, rows = theme(), len(table.table_model().rows())
    table.setMinimumHeight(look.px(_ROW) * (1 + min(rows, _SHOWN_ROWS)) + 1)


def _difference_of(rows: Iterable[CodeFigures | PlatformFigures]) -> Money | None:
    """Return the sum of the differences that are known; None when none is."""
    known = [row.difference for row in rows if row.difference is not None]
    return total_of(known) if known else None


def _sum_text(
    rows: tuple[PlatformFigures, ...], read: Callable[[PlatformFigures], Money | None]
) -> str:
    known = [amount for row in rows if (amount := read(row)) is not None]
    return amount_text(total_of(known)) if known else "—"


def _code_key(row: CodeFigures) -> Any:
    return row.method, row.code_id


def _account_of(row: PlatformFigures) -> str:
    return row.account


def _code_cell(row: CodeFigures) -> TableCell:
    return TableCell(tender_line(row.method, row.label))


def _count_cell(row: CodeFigures) -> str:
    return str(row.count)


def _expected_cell(row: CodeFigures | PlatformFigures) -> TableCell:
    return TableCell("—" if row.expected is None else amount_text(row.expected))


def _counted_cell(row: CodeFigures) -> TableCell:
    return TableCell("—" if row.counted is None else amount_text(row.counted), is_strong=True)


def _difference_cell(row: CodeFigures | PlatformFigures) -> TableCell:
    if row.difference is None:
        return TableCell()
    token = "danger" if row.difference < ZERO else "warn" if row.difference else "text3"
    return TableCell(amount_text(row.difference), token=token, is_strong=bool(row.difference))


def _amount_cell(amount: Money | None) -> TableCell:
    if amount is None:
        return TableCell("—", token="text3")
    return TableCell(amount_text(amount), token="text" if amount else "text3")


def _opening_of(row: PlatformFigures) -> Money | None:
    return row.opening


def _purchased_of(row: PlatformFigures) -> Money | None:
    return row.purchased


def _returned_of(row: PlatformFigures) -> Money | None:
    return row.returned


def _topped_up_of(row: PlatformFigures) -> Money | None:
    return row.topped_up


def _rebate_of(row: PlatformFigures) -> Money | None:
    return row.rebate


def _expected_of(row: PlatformFigures) -> Money | None:
    return row.expected


def _actual_of(row: PlatformFigures) -> Money | None:
    return row.actual
