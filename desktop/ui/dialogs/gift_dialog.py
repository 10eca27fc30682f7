"""换礼品: the gifts a member's points are enough for, one key away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.gifts import GiftSnapshot
from desktop.domain.money import ZERO
from desktop.services.gifts import GiftOutcome
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.theme import theme
from desktop.ui.widgets.amount_inputs import DigitsEdit, MoneyEdit
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.list_rows import ListRow, RowList
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.domain.customer import CustomerSnapshot
    from desktop.ui.customer_desk import CustomerDesk

_ROW = 60
_SHOWN = 4


class GiftSheet(WritingForm):
    """Hands one gift out for points."""

    def __init__(
        self, desk: CustomerDesk, customer: CustomerSnapshot, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.context, "", width=MEDIUM, icon="gift", parent=parent)
        self._desk, self._customer = desk, customer
        self._gifts: dict[int, GiftSnapshot] = {}
        self.set_title(self.tr("换礼品 · {name}").format(name=customer.name))
        words = self.tr("有 {points} 积分").format(points=f"{customer.points:,}")
        self.rows = RowList(name="giftList", accessible_name=self.tr("礼品"), row_height=_ROW)
        self.rows.setFixedHeight(theme().px(_ROW) * _SHOWN)
        self.none = EmptyState("gift", self.tr("还没有礼品，店主可以在“更多”里添加"))
        self.none.hide()
        self.proof = LineInput(self.tr("手机尾号或会员卡号"), name="memberProof")
        self.body.addWidget(PlainLabel(words, "", "2"))
        self.body.addWidget(self.rows)
        self.body.addWidget(self.none)
        self.body.addWidget(self.proof)
        self.finish(self.tr("换"))
        self.set_first_focus(self.rows)
        self.context.operations.run_query(
            self, partial(desk.ledgers.gifts.list_gifts, offered_only=True), self._show
        )

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        codes = ("member_proof_missing", "member_proof_wrong", "member_without_proof")
        return dict.fromkeys(codes, self.proof)

    def submit(self) -> None:
        """Hand the chosen gift out."""
        row = self.rows.current_item()
        if row is not None:
            self.write(partial(self._redeem, row.key), self._redeemed)

    def _redeem(self, gift_id: int) -> GiftOutcome:
        ledgers = self._desk.ledgers
        return ledgers.gifts.redeem(
            self._desk.actor,
            self._customer.id,
            gift_id,
            shift_id=ledgers.open_shift_id(),
            proof=self.proof.text(),
        )

    def _show(self, gifts: tuple[GiftSnapshot, ...]) -> None:
        self._gifts = {gift.id: gift for gift in gifts}
        self.rows.set_items(self._row_of(gift) for gift in gifts)
        self.rows.select_number(0)
        for part in (self.rows, self.proof, self.confirm_button):
            part.setVisible(bool(gifts))
        self.none.setVisible(not gifts)
        self.context.messages.sheets.place_again()

    def _row_of(self, gift: GiftSnapshot) -> ListRow:
        left = self.tr("剩 {n} 件").format(n=gift.stock)
        short = gift.points - self._customer.points
        lacking = self.tr("还差 {n} 积分").format(n=f"{short:,}") if short > 0 else ""
        return ListRow(
            gift.id,
            gift.name,
            lacking or left,
            right=self.tr("{n} 分").format(n=f"{gift.points:,}"),
            right_second=left if lacking else "",
            initial=gift.name,
        )

    def _redeemed(self, outcome: GiftOutcome) -> None:
        self.close_sheet()
        words = self.tr("{gift} 给 {name}，用掉 {n} 积分")
        self.context.messages.show_toast(
            words.format(gift=outcome.gift.name, name=self._customer.name, n=outcome.gift.points),
            icon="gift",
        )


class NewGiftSheet(WritingForm):
    """Adds a gift with its first stock; the owner's."""

    def __init__(self, desk: CustomerDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk.context, "", icon="gift", parent=parent)
        self._desk = desk
        self.set_title(self.tr("添加礼品"))
        self._points, self._pieces = DigitsEdit("giftPoints", 7, ""), DigitsEdit("giftCount", 5, "")
        self._cost = MoneyEdit("giftCost", accessible_name=self.tr("每件成本"))
        self.name = LineInput(self.tr("名称"), name="giftName")
        self.points = LineInput(self.tr("要多少积分"), editor=self._points, name="giftPoints")
        self.pieces = LineInput(self.tr("几件"), editor=self._pieces, name="giftCount")
        self.cost = LineInput(self.tr("每件成本"), editor=self._cost, name="giftCost")
        for part in (self.name, self.points, self.pieces, self.cost):
            self.body.addWidget(part)
        self.finish(self.tr("添加"))
        self.set_first_focus(self.name.editor)

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {
            "gift_name_missing": self.name,
            "gift_name_taken": self.name,
            "gift_points_out_of_range": self.points,
            "gift_pieces_out_of_range": self.pieces,
        }

    def submit(self) -> None:
        """Add it."""
        self.write(self._make, self._added)

    def _make(self) -> GiftOutcome:
        gifts, actor = self._desk.ledgers.gifts, self._desk.actor
        made = gifts.add(actor, self.name.text(), self._points.number())
        if not self._pieces.number():
            return made
        return gifts.stock(actor, made.gift.id, self._pieces.number(), self._cost.amount() or ZERO)

    def _added(self, outcome: GiftOutcome) -> None:
        self.close_sheet()
        words = self.tr("{name} 可以换了，有 {n} 件")
        self.context.messages.show_toast(
            words.format(name=outcome.gift.name, n=outcome.gift.stock), icon="gift"
        )
