"""Acts with the member who is shown, beyond selling to them: one menu, one sheet each."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.domain.changes import Changes
from desktop.domain.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.customer import CustomerSnapshot
    from desktop.domain.stored_value import Purse
    from desktop.services.credit_ledger import CreditStanding
    from desktop.ui.customer_desk import CustomerDesk
    from desktop.ui.dialogs.agent_code_dialog import AgentCodeSheet


class MemberAct(StrEnum):
    """One act of the menu."""

    TOP_UP = "top_up"
    PAY_OUT = "pay_out"
    COLLECT = "collect"
    CREDIT_LIMIT = "credit_limit"
    GIFT = "gift"
    NEW_GIFT = "new_gift"
    REFERRER = "referrer"
    AGENT = "agent"
    MERGE = "merge"
    CLOSE = "close"
    RATES = "rates"
    ERASE = "erase"


class MemberActs(QObject):
    """Opens the sheet of an act for whoever is shown."""

    def __init__(
        self,
        desk: CustomerDesk,
        current: Callable[[], CustomerSnapshot | None],
        show: Callable[[int], None],
    ) -> None:
        super().__init__(desk.context.messages)
        self._desk, self._current, self._show_customer = desk, current, show

    @Slot(object)
    def run(self, act: MemberAct) -> None:
        """Do what was chosen."""
        customer = self._current()
        if customer is None:
            return
        acts: dict[MemberAct, Callable[[CustomerSnapshot], None]] = {
            MemberAct.TOP_UP: self._top_up,
            MemberAct.PAY_OUT: self._pay_out,
            MemberAct.COLLECT: self._collect,
            MemberAct.CREDIT_LIMIT: self._limit,
            MemberAct.GIFT: self._gift,
            MemberAct.NEW_GIFT: self._new_gift,
            MemberAct.REFERRER: self._referrer,
            MemberAct.AGENT: self._agent,
            MemberAct.MERGE: self._merge,
            MemberAct.CLOSE: self._close,
            MemberAct.RATES: self._rates,
            MemberAct.ERASE: self._erase,
        }
        acts[act](customer)

    def _top_up(self, customer: CustomerSnapshot) -> None:
        from desktop.ui.dialogs.member_money_dialog import MemberMoneySheet, MoneyAct

        self._open(MemberMoneySheet(self._desk, customer, MoneyAct.TOP_UP))

    def _pay_out(self, customer: CustomerSnapshot) -> None:
        from desktop.ui.dialogs.member_money_dialog import MemberMoneySheet, MoneyAct

        self._open(MemberMoneySheet(self._desk, customer, MoneyAct.PAY_OUT))

    def _collect(self, customer: CustomerSnapshot) -> None:
        work = partial(self._desk.ledgers.credit.standing_of, customer.id)
        self._ask(work, partial(self._collect_owed, customer))

    def _collect_owed(self, customer: CustomerSnapshot, standing: CreditStanding) -> None:
        from desktop.ui.dialogs.member_money_dialog import MemberMoneySheet, MoneyAct

        if standing.owed < ZERO:
            self._open(MemberMoneySheet(self._desk, customer, MoneyAct.OVERPAID, -standing.owed))
            return
        self._open(
            MemberMoneySheet(self._desk, customer, MoneyAct.COLLECT, standing.owed, standing.ages)
        )

    def _close(self, customer: CustomerSnapshot) -> None:
        work = partial(self._desk.ledgers.stored_value.purse_of, customer.id)
        self._ask(work, partial(self._close_purse, customer))

    def _close_purse(self, customer: CustomerSnapshot, purse: Purse) -> None:
        from desktop.ui.dialogs.member_money_dialog import MemberMoneySheet, MoneyAct

        sheet = MemberMoneySheet(self._desk, customer, MoneyAct.CLOSE, purse.principal)
        self._open(sheet)

    def _limit(self, customer: CustomerSnapshot) -> None:
        work = partial(self._desk.ledgers.credit.standing_of, customer.id)
        self._ask(work, self._set_limit)

    def _set_limit(self, standing: CreditStanding) -> None:
        from desktop.ui.dialogs.credit_limit_dialog import CreditLimitSheet

        self._open(CreditLimitSheet(self._desk, standing))

    def _gift(self, customer: CustomerSnapshot) -> None:
        from desktop.ui.dialogs.gift_dialog import GiftSheet

        self._open(GiftSheet(self._desk, customer))

    def _new_gift(self, _customer: CustomerSnapshot) -> None:
        from desktop.ui.dialogs.gift_dialog import NewGiftSheet

        self._open(NewGiftSheet(self._desk))

    def _referrer(self, customer: CustomerSnapshot) -> None:
        from desktop.ui.dialogs.customer_picker_dialog import CustomerPickerSheet

        sheet = CustomerPickerSheet(self._desk.context, self._desk.customers)
        sheet.set_title(self.tr("谁推荐了 {name}").format(name=customer.name))
        sheet.decided.connect(partial(self._set_referrer, customer))
        self._open(sheet)

    def _set_referrer(self, customer: CustomerSnapshot, referrer: CustomerSnapshot) -> None:
        desk = self._desk
        desk.context.operations.run_change(
            desk.context.messages,
            partial(desk.ledgers.referrals.set_referrer, desk.actor, customer.id, referrer.id),
            partial(self._tell_referrer, customer.name, referrer.name),
        )

    def _tell_referrer(self, name: str, referrer: str, _changes: Changes) -> None:
        words = self.tr("记下了：{name} 是 {referrer} 推荐的")
        self._desk.context.messages.show_toast(words.format(name=name, referrer=referrer))

    def _agent(self, customer: CustomerSnapshot) -> None:
        from desktop.ui.dialogs.agent_code_dialog import AgentCodeSheet

        sheet = AgentCodeSheet(self.tr("哪位代理带来的 · {name}").format(name=customer.name))
        sheet.decided.connect(partial(self._set_agent, sheet, customer))
        self._open(sheet)

    def _set_agent(self, sheet: AgentCodeSheet, customer: CustomerSnapshot, code: str) -> None:
        desk = self._desk
        desk.context.operations.run_change(
            sheet,
            partial(desk.ledgers.agents.set_member_by_code, desk.actor, customer.id, code),
            partial(self._tell_agent, sheet, customer.name),
            refused=sheet.show_refusal,
        )

    def _tell_agent(self, sheet: AgentCodeSheet, name: str, _changes: Changes) -> None:
        sheet.close_sheet()
        words = self.tr("记下了：{name} 以后的单都算这位代理").format(name=name)
        self._desk.context.messages.show_toast(words, icon="school")

    def _merge(self, customer: CustomerSnapshot) -> None:
        from desktop.ui.dialogs.customer_picker_dialog import CustomerPickerSheet

        sheet = CustomerPickerSheet(self._desk.context, self._desk.customers)
        sheet.set_title(self.tr("哪一位和 {name} 是同一个人").format(name=customer.name))
        sheet.decided.connect(partial(self._ask_merge, customer))
        self._open(sheet)

    def _ask_merge(self, customer: CustomerSnapshot, other: CustomerSnapshot) -> None:
        from desktop.ui.dialogs.merge_members_dialog import MergeMembersSheet

        if other.id == customer.id:
            self._desk.context.messages.show_refusal(self.tr("这是同一位会员，没有什么要合并"))
            return
        self._open(MergeMembersSheet(self._desk, customer, other))

    def _rates(self, _customer: CustomerSnapshot) -> None:
        from desktop.ui.dialogs.points_rates_dialog import PointsRatesSheet

        self._open(PointsRatesSheet(self._desk))

    def _erase(self, customer: CustomerSnapshot) -> None:
        from desktop.ui.dialogs.erase_customer_dialog import EraseCustomerSheet

        sheet = EraseCustomerSheet(self._desk, customer)
        sheet.erased.connect(self._show_customer)
        self._open(sheet)

    def _open(self, sheet: object) -> None:
        self._desk.context.messages.open_sheet(sheet)  # type: ignore[arg-type]

    def _ask(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._desk.context.operations.run_query(self, work, then)
