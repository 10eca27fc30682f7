"""The right column of the till page: the month, what sold best, what is open, who signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.ui.formatting import amount_text, pieces_text
from desktop.ui.icons import SMALL_PX, pixmap
from desktop.ui.screens.till.left_panels import Fact, FactRows, scrolled
from desktop.ui.screens.till.till_texts import open_items_text
from desktop.ui.theme import theme
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.labels import ElideLabel, PlainLabel, line
from desktop.ui.widgets.month_panel import MonthPanel

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from desktop.domain.day_report import DayReport
    from desktop.ui.screens.till.till_view import TillView

_MOST = 5
_DISC = 32
_LEAST_BEST = 96
"""Less room than this shows none of the best sellers."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody who signs the day.

    Attributes:
        name: role and name.
        state: what is waited for, or that it was signed.
    """

    name: str
    state: str
    is_signed: bool


class SignatureRow(QWidget):
    """A disc, who signs, and whether they did."""

    def __init__(self, signature: Signature, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signature = signature
        self.setAccessibleName(f"{signature.name} {signature.state}")
        row = QVBoxLayout(self)
        row.setContentsMargins(theme().px(_DISC + 8), 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(ElideLabel(signature.name, "table"))
        tone = "accent" if signature.is_signed else "2"
        row.addWidget(ElideLabel(signature.state, "caption", tone))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc: a pen while it waits, a check when it is signed."""
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(_DISC)
        disc = QRectF(0.5, (self.height() - side) / 2 + 0.5, side - 1, side - 1)
        is_signed = self._signature.is_signed
        token = "accent-line" if is_signed else "line2"
        style = Qt.PenStyle.SolidLine if is_signed else Qt.PenStyle.DashLine
        painter.setPen(QPen(look.color(token), 1, style))
        painter.setBrush(look.color("accent-tint") if is_signed else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        name, ink = ("check", "accent-text") if is_signed else ("pen-line", "text2")
        half = look.px(SMALL_PX) / 2
        painter.drawPixmap(disc.center() - QPointF(half, half), pixmap(name, ink, SMALL_PX))


class SideColumn(QWidget):
    """Month, best sellers, open items.

    Signals:
        day_chosen: a day of the month.
        month_turned: the first date of another month, whose days are not known here.
    """

    day_chosen = Signal(object)
    month_turned = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month_panel = MonthPanel(today, "closeCalendar")
        self.month = self.month_panel.month
        self.best = FactRows()
        self._later = EmptyState("eye-off", self.tr("输完再看"))
        self.open_words = PlainLabel("", "bodyStrong", "warn", wraps=True)
        self._signature_rows: list[SignatureRow] = []
        self._month_card = Card()
        self._month_card.body.setContentsMargins(16, 6, 16, 10)
        self._month_card.body.addWidget(self.month_panel)
        self._best_card = Card(self.tr("卖得最多"))
        self._best_card.set_flush()
        best = QWidget()
        column = QVBoxLayout(best)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.best)
        column.addWidget(self._later)
        column.addStretch(1)
        self._best_card.body.addWidget(scrolled(best), 1)
        self._open_card = self._build_open()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self.stand(is_lying=False)
        self.month_panel.chosen.connect(self.day_chosen)
        self.month_panel.turned.connect(self.month_turned)

    def stand(self, *, is_lying: bool) -> None:
        """Stand as a column, or lie below the report: the month beside the rest."""
        cards = (self._month_card, self._best_card, self._open_card)
        for card in cards:
            self._grid.removeWidget(card)
        if is_lying:
            self._grid.addWidget(self._month_card, 0, 0, 2, 1)
            self._grid.addWidget(self._best_card, 0, 1)
            self._grid.addWidget(self._open_card, 1, 1)
        else:
            for number, card in enumerate(cards):
                self._grid.addWidget(card, number, 0)
        self._is_lying = is_lying
        self._grid.setRowStretch(0, 1 if is_lying else 0)
        self._grid.setRowStretch(1, 0 if is_lying else 1)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if is_lying or column == 0 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Cut no week off: where the height is short the best sellers go first, then the legend."""
        panel, gap = self.month_panel, self._grid.verticalSpacing()
        panel.show_legend(is_shown=True)
        needed = self._month_card.sizeHint().height() + gap + self._open_card.sizeHint().height()
        left = self.height() - needed
        self._best_card.setVisible(self._is_lying or left >= gap + theme().px(_LEAST_BEST))
        panel.show_legend(is_shown=self._is_lying or left >= 0)

    def show_view(self, view: TillView, report: DayReport | None) -> None:
        """Show month, best sellers and open items of a day."""
        self.month_panel.show_days(view.on, view.today, view.month)
        self.best.setVisible(report is not None)
        self._later.setVisible(report is None)
        best = () if report is None else report.best_sellers[:_MOST]
        self.best.set_facts(
            Fact(
                self.tr("{n}  {name} · {pieces}").format(
                    n=number, name=each.name, pieces=pieces_text(each.count)
                ),
                amount_text(each.net),
            )
            for number, each in enumerate(best, start=1)
        )
        items = view.state.open_items
        self.open_words.setText(open_items_text(items))
        self.open_words.set_tone("3" if items.is_empty else "warn")
        self._fit()

    def show_signatures(self, signatures: tuple[Signature, ...]) -> None:
        """Show who signs; nobody hides the line above them too."""
        for row in self._signature_rows:
            self._open_card.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._signature_rows = [SignatureRow(each) for each in signatures]
        for row in self._signature_rows:
            self._open_card.body.addWidget(row)
        self._signature_line.setVisible(bool(signatures))
        self._fit()

    def _build_open(self) -> Card:
        card = Card()
        card.body.addWidget(PlainLabel(self.tr("未结事项"), "table", "2"))
        card.body.addWidget(self.open_words)
        words = self.tr("可以日结。之后的结果记到下一天，写明原单。")
        card.body.addWidget(PlainLabel(words, "caption", wraps=True))
        self._signature_line = line()
        card.body.addWidget(self._signature_line)
        return card
