"""删除会员资料: what goes, what stays, and the owner's PIN before any of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import KataiError
from desktop.ui.dialogs.consent_form import ConsentForm
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.customer import CustomerSnapshot
    from desktop.domain.sale import Approval
    from desktop.services.erasing import Erased
    from desktop.ui.customer_desk import CustomerDesk


class EraseCustomerSheet(ConsentForm):
    """Deletes who a member is. What is still open is told before the PIN is asked for.

    Signals:
        erased: the id of who is nobody now.
    """

    erased = Signal(object)

    def __init__(
        self, desk: CustomerDesk, customer: CustomerSnapshot, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.context, "", icon="trash-2", parent=parent)
        self._desk, self._customer = desk, customer
        self.set_title(self.tr("删除 {name} 的资料？").format(name=customer.name))
        self._add_part(
            self.tr("删掉"),
            self.tr(
                "名字、电话、QQ、微信、卡号、生日、来处、标签和备注；常用账号，充过的完整账号；"
                "售后里和这位说过的话、联系方式；给这位挂的单；货源和收款网关的原始回话。"
            ),
        )
        self._add_part(
            self.tr("留下"),
            self.tr(
                "卖过的单、收的钱、积分和账本，一笔不少，只剩编号和打了码的账号；"
                "店员写在退款、补偿、调整里的原因。"
            ),
        )
        if customer.points:
            words = self.tr("还有 {n} 积分，以后没有人能用。").format(n=f"{customer.points:,}")
            self.add_text(words)
        self.body.addWidget(
            PlainLabel(
                self.tr("删了就找不回来。以前的备份里还有，备份到期才没有。"),
                "body",
                "danger",
                wraps=True,
            )
        )
        self.finish(self.tr("删除资料"), is_grave=True)

    def submit(self) -> None:
        """See that nothing is open; then ask the owner, whoever is at the till."""
        self.confirm_button.set_busy(self.tr("正在核对"))
        self.context.operations.run_query(
            self,
            partial(self._desk.ledgers.erasing.require_nothing_open, self._customer.id),
            self._ask_owner,
            refused=self._refused,
        )

    def work(self, approval: Approval | None) -> Erased:
        """Delete it."""
        erasing = self._desk.ledgers.erasing
        return erasing.erase(self._desk.actor, self._customer.id, approval=approval)

    def reason(self) -> str:
        """Return why: nothing personal, since it stays."""
        return self.tr("删除会员资料")

    def approval_request(self, error: KataiError | None = None) -> ApprovalRequest:
        """Return what the owner is asked."""
        del error
        person = self.context.session.person
        words = self.tr("{who} 要删除 {name} 的资料，删了就找不回来。")
        sentence = words.format(who=person.name if person else "", name=self._customer.name)
        return ApprovalRequest(sentence, self.tr("删除资料"))

    def written(self, outcome: Erased) -> None:
        """Show who is left: nobody, with everything they bought."""
        self.close_sheet()
        self.context.messages.show_toast(self.tr("资料删除了，账一笔没少"))
        self.erased.emit(outcome.customer_id)

    def _ask_owner(self, _nothing: object) -> None:
        self.confirm_button.set_busy("")
        self.context.approvals.ask(self.approval_request(), self.book_if_here)

    def _add_part(self, head: str, text: str) -> None:
        said = PlainLabel(text, "", "2", wraps=True)
        holder = QWidget()
        holder.setLayout(column(PlainLabel(head, "strong"), said, spacing=2))
        self.body.addWidget(holder)
