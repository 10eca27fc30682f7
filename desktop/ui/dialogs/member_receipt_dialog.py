"""What a receipt of a member's money says, with its paper one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.member_receipt import receipt_name
from desktop.domain.money import ZERO, Money
from desktop.services.papers import tender_word
from desktop.translating import translate
from desktop.ui.formatting import MINUS, amount_text, moment_text, money_text
from desktop.ui.shortcuts import Action
from desktop.ui.widgets.labels import ElideLabel, PlainLabel
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from datetime import tzinfo

    from desktop.domain.member_receipt import ReceiptFacts
    from desktop.ui.screen import WindowContext


class MemberReceiptSheet(Sheet):
    """A receipt: money, its parts, what is there after it.

    Signals:
        print_wanted: onto paper.
        save_wanted: into a PDF file; the sheet has closed.
    """

    print_wanted = Signal()
    save_wanted = Signal()

    def __init__(
        self,
        context: WindowContext,
        facts: ReceiptFacts,
        zone: tzinfo,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", icon="receipt-text", name="memberReceipt", parent=parent)
        self.set_title(f"{receipt_name(facts.kind, translate)} {facts.number}")
        self.body.setSpacing(8)
        when = moment_text(facts.issued_at, context.clock.now(), zone)
        self._add_fact(self.tr("会员"), facts.customer_name)
        self._add_fact(self.tr("时间"), f"{when} · {facts.cashier_name}")
        self._show_money(facts)
        if facts.note:
            self._add_fact(self.tr("备注"), facts.note)
        save = self.add_button(
            self.tr("存 PDF"),
            key_cap=context.registry.key_text("customers.save_receipt"),
            name="saveMemberReceipt",
            is_left=True,
        )
        save.clicked.connect(self._save)
        self.add_cancel(self.tr("关闭"))
        self.add_confirm(self.tr("打印收据")).setObjectName("printMemberReceipt")
        self.accepted.connect(self._print)

    def sheet_actions(self) -> tuple[Action, ...]:
        """The keys of papers hold here."""
        return (
            Action("page.print", self._print),
            Action("customers.save_receipt", self._save),
        )

    def _show_money(self, facts: ReceiptFacts) -> None:
        is_taken = facts.amount > ZERO
        label = self.tr("收款") if is_taken else self.tr("退款")
        amount = money_text(facts.amount if is_taken else -facts.amount)
        self._add_fact(label, f"{amount} · {tender_word(facts.method)}", is_strong=True)
        if facts.purse_after is not None:
            self._add_fact(self.tr("本金"), _signed(facts.part.principal))
            if facts.part.bonus:
                gone = self.tr("赠送作废")
                bonus = self.tr("赠送") if facts.part.bonus > ZERO else gone
                self._add_fact(bonus, _signed(facts.part.bonus))
            words = self.tr("{total}（本金 {principal} · 赠送 {bonus}）").format(
                total=money_text(facts.purse_after.total),
                principal=amount_text(facts.purse_after.principal),
                bonus=amount_text(facts.purse_after.bonus),
            )
            self._add_fact(self.tr("记完之后的储值"), words, is_strong=True)
        if facts.owed_after is not None:
            self._add_fact(self.tr("记完之后还欠"), money_text(facts.owed_after), is_strong=True)

    def _add_fact(self, label: str, value: str, *, is_strong: bool = False) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        said = PlainLabel(label, "caption", "2")
        said.setMinimumWidth(96)
        shown = ElideLabel(value, "bodyStrong" if is_strong else "")
        shown.setAccessibleName(f"{label} {value}")
        row.addWidget(said)
        row.addWidget(shown, 1)
        self.body.addLayout(row)

    @Slot()
    def _print(self) -> None:
        self.close_sheet()
        self.print_wanted.emit()

    @Slot()
    def _save(self) -> None:
        self.close_sheet()
        self.save_wanted.emit()


def _signed(amount: Money) -> str:
    sign = "+" if amount > ZERO else MINUS
    return f"{sign}{amount_text(max(amount, -amount))}" if amount else amount_text(ZERO)
