"""留底和返点: what the owner types about a wholesale account, and where its month stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.domain.money import ZERO
from desktop.domain.rebate import MOST_STEPS, RebateStep
from desktop.services.wallets import AccountTerms
from desktop.ui.formatting import amount_text, key_figure_text, short_money_text
from desktop.ui.theme import theme
from desktop.ui.wallet_texts import rate_text
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import GHOST, IconButton, make_button
from desktop.ui.widgets.cards import KeyFigure, SummaryStrip, column
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.domain.rebate import RebateStanding

_SHOWN: Final = 3
"""So many empty steps stand ready: most accounts have no more."""


class _StepRow:
    """One step: from how much on, how many per cent."""

    def __init__(self, number: int, volume_name: str, rate_name: str) -> None:
        self.volume = MoneyEdit(f"rebateVolume{number}", accessible_name=volume_name, has_sign=True)
        # Two decimals of a per cent are basis points, as two decimals of a yuan are fen.
        self.rate = MoneyEdit(f"rebateRate{number}", accessible_name=rate_name)
        self.volume.setFixedWidth(theme().px(150))
        self.rate.setFixedWidth(theme().px(84))

    def step(self) -> RebateStep | None:
        """Return the step, or None of an empty row."""
        volume, rate = self.volume.amount(), self.rate.amount()
        if volume is None and rate is None:
            return None
        return RebateStep(volume or ZERO, 0 if rate is None else rate.fen)


class AccountTermsFields(QWidget):
    """The fields, and above them the figures of the month.

    Signals:
        edited: a person typed.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_StepRow] = []
        self.figures = SummaryStrip()
        self.note = PlainLabel("", "caption", "2", wraps=True)
        self.reserve = MoneyEdit("accountReserve", accessible_name=self.tr("留底"), has_sign=True)
        self.reserve.setFixedWidth(theme().px(150))
        self.reserve.textEdited.connect(self._tell)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self.add_button = make_button(GHOST, self.tr("加一档"), icon_name="plus", name="addStep")
        self.add_button.clicked.connect(self._add_by_hand)
        whole = column(self.figures, self.note, self._lower(), spacing=10)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_terms(self, terms: AccountTerms) -> None:
        """Show what is kept."""
        self.reserve.setText(_typed(terms.reserve) if terms.reserve else "")
        while len(self._rows) < max(_SHOWN, len(terms.steps)):
            self._add_row()
        for number, row in enumerate(self._rows):
            step = terms.steps[number] if number < len(terms.steps) else None
            row.volume.setText("" if step is None else _typed(step.volume))
            rate = "" if step is None else rate_text(step.basis_points).removesuffix("%")
            row.rate.setText(rate)

    def show_standing(self, rebate: RebateStanding | None) -> None:
        """Show where the month stands; nothing where the account gives nothing back."""
        self.figures.setVisible(rebate is not None)
        if rebate is None:
            self.note.setText(self.tr("平台按月交易额返点的，把各档写在下面；没有就空着。"))
            return
        self.figures.set_figures(self._figures_of(rebate))
        self.note.setText(self._note_of(rebate))

    def typed(self) -> AccountTerms:
        """Return what stands in the fields; empty rows are no steps."""
        steps = [row.step() for row in self._rows]
        return AccountTerms(
            self.reserve.amount() or ZERO, tuple(step for step in steps if step is not None)
        )

    def _lower(self) -> QWidget:
        steps, reserve, lower = QWidget(), QWidget(), QWidget()
        steps.setLayout(self._grid)
        title, left = QHBoxLayout(), QWidget()
        title.addWidget(PlainLabel(self.tr("返点各档"), "table", "2"), 1)
        title.addWidget(self.add_button)
        stack = column(steps, spacing=2)
        stack.insertLayout(0, title)
        left.setLayout(stack)
        why = PlainLabel(
            self.tr("账上至少留这么多。可用余额不算它，卖东西也不动它。"),
            "caption",
            wraps=True,
        )
        label = PlainLabel(self.tr("留底"), "table", "2")
        reserve.setLayout(column(label, self.reserve, why, spacing=6))
        row = QHBoxLayout(lower)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        row.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(reserve, 1, Qt.AlignmentFlag.AlignTop)
        return lower

    def _add_row(self) -> _StepRow:
        number = len(self._rows) + 1
        row = _StepRow(
            number,
            self.tr("第 {n} 档 月交易额").format(n=number),
            self.tr("第 {n} 档 返点").format(n=number),
        )
        clear = IconButton("x", self.tr("去掉第 {n} 档").format(n=number), is_ghost=True)
        clear.clicked.connect(row.volume.clear)
        clear.clicked.connect(row.rate.clear)
        clear.clicked.connect(self._tell)
        parts = (
            PlainLabel(self.tr("满"), "table", "2"),
            row.volume,
            PlainLabel(self.tr("返"), "table", "2"),
            row.rate,
            PlainLabel("%", "table", "2"),
            clear,
        )
        for place, part in enumerate(parts):
            self._grid.addWidget(part, number, place)
        row.volume.textEdited.connect(self._tell)
        row.rate.textEdited.connect(self._tell)
        self._rows.append(row)
        self.add_button.setEnabled(len(self._rows) < MOST_STEPS)
        return row

    @Slot()
    def _add_by_hand(self) -> None:
        self._add_row().volume.setFocus()

    @Slot()
    def _tell(self, *_text: str) -> None:
        self.edited.emit()

    def _figures_of(self, rebate: RebateStanding) -> tuple[KeyFigure, ...]:
        reached = self.tr("还没到第一档")
        if rebate.step is not None:
            reached = self.tr("已到 {rate} 档").format(rate=rate_text(rebate.step.basis_points))
        missing, at_next = "—", self.tr("已是最高一档")
        if rebate.next_step is not None:
            missing = key_figure_text(rebate.missing)
            at_next = self.tr("到 {rate} 档").format(rate=rate_text(rebate.next_step.basis_points))
        received = self.tr("本月已到账 {amount}").format(amount=amount_text(rebate.received))
        projected = self.tr("返点约 {amount}").format(
            amount=key_figure_text(rebate.projected_rebate)
        )
        tone = "accent" if rebate.reaches_next else "3"
        return (
            KeyFigure(self.tr("本月采购"), key_figure_text(rebate.volume), reached),
            KeyFigure(self.tr("差到下一档"), missing, at_next),
            KeyFigure(self.tr("照这样到月底"), key_figure_text(rebate.projected), projected, tone),
            KeyFigure(self.tr("本月返点"), amount_text(rebate.accrued), received),
        )

    def _note_of(self, rebate: RebateStanding) -> str:
        apart = self.tr("返点另算，不进进价和毛利；到账了再记一笔返点到账。")
        if rebate.next_step is None:
            return apart
        words = self.tr("再买 {missing}，这个月多返 {gain}。{apart}")
        return words.format(
            missing=amount_text(rebate.missing), gain=amount_text(rebate.gain), apart=apart
        )


def _typed(amount: Money) -> str:
    """Return an amount as a person would type it."""
    return short_money_text(amount).replace(",", "")
