"""挂账额度: how much a member may take along unpaid; only the owner sets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.errors import KataiError
from desktop.domain.money import ZERO
from desktop.ui.dialogs.consent_form import ConsentForm
from desktop.ui.formatting import money_text
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import PRIMARY
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.domain.money import Money
    from desktop.domain.sale import Approval
    from desktop.services.credit_ledger import CreditStanding
    from desktop.ui.customer_desk import CustomerDesk


class CreditLimitSheet(ConsentForm):
    """Sets what one member may owe."""

    def __init__(
        self, desk: CustomerDesk, standing: CreditStanding, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.context, "", icon="credit-card", parent=parent)
        self._desk, self._standing = desk, standing
        self.set_title(self.tr("挂账额度 · {name}").format(name=standing.name))
        self._limit = MoneyEdit("creditLimit", accessible_name=self.tr("额度"))
        self.limit = LineInput(self.tr("最多欠多少"), editor=self._limit, name="creditLimit")
        owed = self.tr("现在欠 {owed}。额度是 0 就不能再挂。")
        self.limit.set_note(owed.format(owed=money_text(standing.owed)))
        self._limit.set_amount(standing.limit)
        self.body.addWidget(self.limit)
        self.finish(self.tr("保存"))
        self.set_first_focus(self._limit)

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {"credit_limit_out_of_range": self.limit}

    def submit(self) -> None:
        """Set it."""
        self.book()

    def work(self, approval: Approval | None) -> Changes:
        """Set it, off the window's thread."""
        return self._desk.ledgers.credit.set_limit(
            self._desk.actor, self._standing.customer_id, self._typed(), approval
        )

    def approval_request(self, error: KataiError) -> ApprovalRequest:
        """Return what the owner is asked."""
        del error
        words = self.tr("{name} 以后最多可以挂 {limit}。").format(
            name=self._standing.name, limit=money_text(self._typed())
        )
        return ApprovalRequest(words, self.tr("同意"), self.tr("原因（必填）"), kind=PRIMARY)

    def written(self, _changes: Changes) -> None:
        """Say what holds now."""
        self.close_sheet()
        words = self.tr("{name} 最多可以挂 {limit}")
        self.context.messages.show_toast(
            words.format(name=self._standing.name, limit=money_text(self._typed()))
        )

    def _typed(self) -> Money:
        return self._limit.amount() or ZERO
