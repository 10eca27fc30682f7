"""付佣金: what a campus agent is paid, by which way; the owner's PIN before any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.agent import PayoutWay
from desktop.domain.errors import KataiError
from desktop.domain.money import ZERO
from desktop.services.campus_agents import PayoutRequest
from desktop.services.payout_papers import way_word
from desktop.ui.dialogs.consent_form import ConsentForm
from desktop.ui.formatting import money_text
from desktop.ui.order_desk import new_request_id
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import PRIMARY
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.domain.sale import Approval
    from desktop.services.campus_agents import AgentView, CampusAgents, PayoutOutcome
    from desktop.ui.screen import WindowContext

WAYS: Final = tuple(PayoutWay)


class AgentPayoutSheet(ConsentForm):
    """Pays one agent out.

    Signals:
        paid: the payout's id, whose slip is asked for next.
    """

    paid = Signal(object)

    def __init__(
        self,
        context: WindowContext,
        agents: CampusAgents,
        view: AgentView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "", icon="banknote", parent=parent)
        self._agents, self._view = agents, view
        self._request_id = new_request_id()
        self.set_title(self.tr("付佣金 · {name}").format(name=view.profile.name))
        self._money = MoneyEdit("payoutAmount", accessible_name=self.tr("金额"))
        self.amount = LineInput(self.tr("金额"), editor=self._money, name="payoutAmount")
        self.way = ChoiceBox(
            [way_word(way) for way in WAYS], name="payoutWay", accessible_name=self.tr("付款方式")
        )
        self.note = LineInput(self.tr("备注"), self.tr("没有就空着"), name="payoutNote")
        self._said = PlainLabel("", "caption", "2", wraps=True)
        for part in (self.amount, self.way, self.note, self._said):
            self.body.addWidget(part)
        self._money.set_amount(max(view.owed, ZERO))
        self.finish(self.tr("付佣金"), name="payCommission")
        self.set_first_focus(self._money)
        self.way.currentIndexChanged.connect(self._say)
        self._say()

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {"amount_not_positive": self.amount, "commission_not_owed": self.amount}

    def submit(self) -> None:
        """Pay it."""
        amount, owed = self._money.amount(), self._view.owed
        if amount is not None and ZERO < amount <= owed:
            self.book()
            return
        most = self.tr("最多付 {owed}").format(owed=money_text(owed))
        self.amount.set_error(most if amount else self.tr("填金额"))
        self._money.setFocus()
        self._money.selectAll()

    def work(self, approval: Approval | None) -> PayoutOutcome:
        """Pay it, off the window's thread."""
        request = PayoutRequest(
            self._request_id,
            self._view.id,
            self._typed(),
            WAYS[self.way.currentIndex()],
            self.note.text(),
            approval,
        )
        return self._agents.pay_out(self.context.session.actor, request)

    def reason(self) -> str:
        """Return why: nothing else is asked."""
        return self.note.text() or self.tr("付佣金")

    def approval_request(self, error: KataiError) -> ApprovalRequest:
        """Return what the owner is asked."""
        del error
        words = self.tr("付给代理 {name} 佣金 {amount}，{way}。").format(
            name=self._view.profile.name,
            amount=money_text(self._typed()),
            way=way_word(WAYS[self.way.currentIndex()]),
        )
        button = self.tr("付 {amount}").format(amount=money_text(self._typed()))
        return ApprovalRequest(words, button, kind=PRIMARY)

    def written(self, outcome: PayoutOutcome) -> None:
        """Say what was paid, and let the slip be printed."""
        self.close_sheet()
        payout = outcome.payout
        words = self.tr("付了 {amount}，单号 {number}").format(
            amount=money_text(payout.amount), number=payout.number
        )
        self.context.messages.show_toast(words, icon="banknote")
        self.paid.emit(payout.id)

    def _typed(self) -> Money:
        return self._money.amount() or ZERO

    def _say(self, _index: int = 0) -> None:
        owed = self.tr("现在欠 {owed}。").format(owed=money_text(self._view.owed))
        is_cash = WAYS[self.way.currentIndex()] is PayoutWay.CASH
        drawer = self.tr("现金从当班钱箱取出，记在日结里。")
        elsewhere = self.tr("不动钱箱，你自己转给代理。")
        self._said.setText(owed + (drawer if is_cash else elsewhere))
