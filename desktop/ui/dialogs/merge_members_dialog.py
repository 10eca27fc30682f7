"""合并会员: what two cards of one person become, the owner's consent, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.errors import KataiError
from desktop.ui.dialogs.consent_form import ConsentForm
from desktop.ui.formatting import money_text
from desktop.ui.widgets.buttons import PRIMARY
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.customer import CustomerSnapshot
    from desktop.domain.sale import Approval
    from desktop.services.customers import CustomerOutcome
    from desktop.ui.customer_desk import CustomerDesk


class MergeMembersSheet(ConsentForm):
    """Makes one member of two."""

    def __init__(
        self,
        desk: CustomerDesk,
        kept: CustomerSnapshot,
        gone: CustomerSnapshot,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.context, "", icon="users", parent=parent)
        self._desk, self._kept, self._gone = desk, kept, gone
        self.set_title(self.tr("把 {gone} 并到 {kept}").format(gone=gone.name, kept=kept.name))
        words = self.tr(
            "合起来 {points} 积分，储值 {stored}，{sales} 单，累计 {spent}。"
            "两边的电话、QQ、微信以后都能找到这一位。合并以后不能拆开。"
        )
        said = words.format(
            points=f"{kept.points + gone.points:,}",
            stored=money_text(kept.stored + gone.stored),
            sales=kept.sale_count + gone.sale_count,
            spent=money_text(kept.spent + gone.spent),
        )
        self._why = LineInput(self.tr("原因"), self.tr("例如 同一个人办了两次"), name="reasonText")
        self.body.addWidget(PlainLabel(said, "", "2", wraps=True))
        self.body.addWidget(self._why)
        self.finish(self.tr("合并"))
        self.set_first_focus(self._why.editor)

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {"needs_reason": self._why}

    def submit(self) -> None:
        """Merge; a reason is always asked for."""
        if self._why.text():
            self.book()
            return
        self._why.set_error(self.tr("写一句原因，会留在账里"))
        self._why.editor.setFocus()

    def work(self, approval: Approval | None) -> CustomerOutcome:
        """Merge them."""
        return self._desk.ledgers.merging.merge(
            self._desk.actor, self._kept.id, self._gone.id, self._why.text(), approval
        )

    def reason(self) -> str:
        """Return why, as typed."""
        return self._why.text()

    def approval_request(self, error: KataiError) -> ApprovalRequest:
        """Return what the owner is asked."""
        del error
        person = self.context.session.person
        words = self.tr("{who} 要把 {gone} 并到 {kept}，原因：{reason}。")
        sentence = words.format(
            who=person.name if person else "",
            gone=self._gone.name,
            kept=self._kept.name,
            reason=self._why.text(),
        )
        return ApprovalRequest(sentence, self.tr("同意合并"), kind=PRIMARY)

    def written(self, outcome: CustomerOutcome) -> None:
        """Say who it is now."""
        self.close_sheet()
        words = self.tr("合并好了，现在是 {name}，{n} 积分")
        self.context.messages.show_toast(
            words.format(name=outcome.customer.name, n=outcome.customer.points)
        )
