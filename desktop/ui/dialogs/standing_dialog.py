"""长期同意: what an owner let be sold at a loss; one is given, and any is taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Slot

from desktop.domain.money import ZERO, Money
from desktop.ui.alert_texts import end_text
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import amount_text, moment_text
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.sheet import LARGE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.stock import StockRow
    from desktop.services.standing_approvals import StandingState
    from desktop.ui.stock_desk import StockDesk

_ROWS: Final = 6
_DAYS: Final = "7"


class StandingFormSheet(WritingForm):
    """Lets a product be sold at a loss for some days, in writing."""

    def __init__(self, desk: StockDesk, row: StockRow, parent: QWidget | None = None) -> None:
        super().__init__(desk.context, "", icon="shield-check", parent=parent)
        self.set_title(self.tr("长期同意亏卖 · {name}").format(name=row.product.title))
        self._desk = desk
        self._row = row
        words = self.tr("在期限内，每件亏得不超过这个数，收银员不用再叫店主；每次用都留记录")
        self.add_text(words)
        self.loss = LineInput(
            self.tr("每件最多亏（元）"), editor=MoneyEdit("standingLoss"), name="standingLoss"
        )
        self.days = LineInput(self.tr("几天内有效"), name="standingDays")
        self.days.set_text(_DAYS)
        self.reason = LineInput(self.tr("原因（必填）"), name="standingReason")
        for part in (self.loss, self.days, self.reason):
            self.body.addWidget(part)
        self._suggest_loss()
        self.finish(self.tr("同意"))
        self.set_first_focus(self.loss.editor)

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {
            "standing_loss": self.loss,
            "standing_days": self.days,
            "needs_reason": self.reason,
        }

    def submit(self) -> None:
        """Give it; the service says what is odd."""
        editor = self.loss.editor
        loss = editor.amount() if isinstance(editor, MoneyEdit) else None
        days = self.days.text().strip()
        work = partial(
            self._desk.standing_approvals.give,
            self._desk.actor,
            self._row.product.id,
            ZERO if loss is None else loss,
            int(days) if days.isdecimal() else 0,
            self.reason.text(),
        )
        self.write(work, self._given)

    def _suggest_loss(self) -> None:
        """Start from what the next piece loses now."""
        margin = self._row.margin
        editor = self.loss.editor
        if margin is not None and isinstance(editor, MoneyEdit):
            if margin < ZERO:
                editor.set_amount(-margin)
            words = self.tr("现在一件的毛利 {margin}")
            self.loss.set_note(words.format(margin=amount_text(margin, is_signed=True)))

    def _given(self, _changes: object) -> None:
        self.close_sheet()
        words = self.tr("{name} 可以亏着卖了，随时能收回")
        self._desk.toast(words.format(name=self._row.product.title))


class StandingListSheet(WritingForm):
    """Every standing approval with what came of it; Enter takes the selected one back."""

    def __init__(self, desk: StockDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk.context, "", width=LARGE, icon="shield-check", parent=parent)
        self.set_title(self.tr("长期同意亏卖"))
        self._desk = desk
        self.table: DataTable[StandingState] = DataTable(
            (
                TableColumn("product", self.tr("商品"), _product_cell),
                TableColumn("loss", self.tr("每件最多亏"), _loss_cell, 96, is_number=True),
                TableColumn("until", self.tr("到"), self._until_cell, 120),
                TableColumn("uses", self.tr("用过"), self._uses_cell, 130),
                TableColumn("state", self.tr("状态"), _state_cell, 190, fits_badges=True),
            ),
            _key_of,
            name="standingTable",
            accessible_name=self.tr("长期同意亏卖"),
        )
        self._pages = RoundedPages(is_last=True, wanted_height=36 + 44 * _ROWS)
        self._pages.addWidget(self.table)
        self._pages.addWidget(
            EmptyState(
                "shield-check",
                self.tr("没有长期同意"),
                self.tr("在货源对比里给一个商品；没有的，亏着卖每次都要店主 PIN"),
            )
        )
        card = Card()
        card.set_flush()
        card.body.addWidget(self._pages)
        self.body.addWidget(card)
        self.finish(self.tr("收回"), name="revokeStanding", cancel=self.tr("关闭"))
        self.confirm_button.setMinimumWidth(theme().px(96))
        self.set_first_focus(self.table)
        self.table.row_chosen.connect(self._offer)
        self.table.row_activated.connect(self.accept)
        self._read()

    def submit(self) -> None:
        """Take the selected one back."""
        state = self.table.current_row()
        if state is None or not state.is_valid:
            return
        revoke = self._desk.standing_approvals.revoke
        work = partial(revoke, self._desk.actor, state.row.approval.id)
        self.write(work, partial(self._revoked, state.row.product_title))

    def _read(self) -> None:
        self._desk.read(self, self._desk.standing_approvals.list_all, self._show)

    def _show(self, states: tuple[StandingState, ...]) -> None:
        self.table.set_rows(states)
        if self.table.current_row() is None:
            self.table.select_number(0)
        self._pages.setCurrentIndex(0 if states else 1)
        self._offer(self.table.current_row())

    @Slot(object)
    def _offer(self, state: StandingState | None) -> None:
        self.confirm_button.setEnabled(state is not None and state.is_valid)

    def _revoked(self, title: str, _changes: object) -> None:
        self._desk.toast(self.tr("{name} 的长期同意收回了").format(name=title))
        self._read()

    def _until_cell(self, state: StandingState) -> str:
        return moment_text(state.row.approval.valid_until, self._desk.now(), self._desk.zone())

    def _uses_cell(self, state: StandingState) -> str:
        if not state.row.uses:
            return self.tr("还没用过")
        words = self.tr("{n} 单，亏 {loss}")
        return words.format(n=state.row.uses, loss=amount_text(state.row.loss or Money(0)))


def _key_of(state: StandingState) -> Any:
    return state.row.approval.id


def _product_cell(state: StandingState) -> TableCell:
    return TableCell(
        state.row.product_title, is_strong=state.is_valid, aside=state.row.approval.reason
    )


def _loss_cell(state: StandingState) -> str:
    return amount_text(state.row.approval.largest_loss)


def _state_cell(state: StandingState) -> TableCell:
    tone = Tone.ACCENT if state.is_valid else Tone.NEUTRAL
    return TableCell(badges=(BadgeText(end_text(state.end), tone),))
