"""Credit (挂账): a limit for each member, how old what they owe is, and collecting it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.credit import CreditAges, CreditReason, CreditRow, ReceiptKind, ages_of
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Action
from desktop.services.customer_receipts import (
    MoneyRequest,
    ReceiptCounter,
    ReceiptOutcome,
    issue_receipt,
    refuse_missing_tail,
    refuse_odd_money,
)
from desktop.storage import customer_queries, member_ledger_queries, shift_queries
from desktop.storage.ledger import LedgerEntry
from desktop.storage.member_ledger_queries import CreditIntent

if TYPE_CHECKING:
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

MAXIMUM_LIMIT: Final = Money(100_000_00)
TOPICS: Final = (Topic.CUSTOMERS, Topic.SHIFT)


@dataclass(frozen=True, slots=True)
class CreditStanding:
    """What a member owes.

    Attributes:
        owed: below zero they paid more than they owed.
        left: what may still be given.
    """

    customer_id: int
    name: str
    limit: Money
    owed: Money
    ages: CreditAges

    @property
    def left(self) -> Money:
        """What may still be given."""
        return max(self.limit - self.owed, ZERO)


class CreditLedger:
    """Everything the credit tab asks for."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def standing_of(self, customer_id: int) -> CreditStanding:
        """Return what a member owes, and how old it is."""
        with self._ground.database.read() as connection:
            member = member_ledger_queries.load_member(connection, customer_id)
            moves = member_ledger_queries.list_credit_moves(connection, member.id)
            owed = member_ledger_queries.owed_by(connection, member.id)
        ages = ages_of(moves, self._ground.now())
        return CreditStanding(member.id, member.name, member.credit_limit, owed, ages)

    def entries(self, customer_id: int, limit: int = 200) -> tuple[CreditRow, ...]:
        """Return a member's entries, newest first, each with what is owed after it."""
        with self._ground.database.read() as connection:
            return member_ledger_queries.list_credit(connection, customer_id, limit)

    def list_debtors(self) -> tuple[CreditStanding, ...]:
        """Return who owes anything, the largest sum first."""
        with self._ground.database.read() as connection:
            ids = [row[0] for row in member_ledger_queries.list_debtors(connection)]
        return tuple(self.standing_of(customer_id) for customer_id in ids)

    def set_limit(
        self, actor: Actor, customer_id: int, limit: Money, approval: Approval | None = None
    ) -> Changes:
        """Let a member take so much along unpaid; zero ends it, what is owed stays owed.

        Raises:
            KeyError: there is no such member.
            BusinessRuleError: code ``credit_limit_out_of_range``, or a right is missing.
        """
        self._rights.require(actor, Action.ADMINISTER, approval=approval)
        if not ZERO <= limit <= MAXIMUM_LIMIT:
            raise BusinessRuleError(
                "credit_limit_out_of_range",
                QT_TRANSLATE_NOOP("errors", "额度是 0 到 {maximum} 元，什么都没有改"),
                maximum=MAXIMUM_LIMIT,
            )
        with self._ground.database.write() as connection:
            member = member_ledger_queries.load_member(connection, customer_id)
            customer_queries.change_customers(connection, {member.id: {"credit_limit": limit}})
            body = {"customer": member.id, "limit": limit.fen, "person": actor.id}
            self._ground.record(connection, LedgerEntry("credit_limit_set", body))
        return Changes.of(Topic.CUSTOMERS)

    def collect(self, actor: Actor, request: MoneyRequest) -> ReceiptOutcome:
        """Take money for what a member owes: a receipt of its own.

        Raises:
            BusinessRuleError: code ``credit_not_owed``, or money that cannot be.
        """
        self._rights.require(actor, Action.SELL)
        refuse_odd_money(request, self._settings.current)
        refuse_missing_tail(request, self._settings.current)
        return self._book(actor, request, is_paid_out=False)

    def pay_out_overpaid(self, actor: Actor, request: MoneyRequest) -> ReceiptOutcome:
        """Give back what a member paid beyond what they owed, after a return.

        Raises:
            BusinessRuleError: code ``credit_not_overpaid``, or a right is missing.
        """
        self._rights.require(actor, Action.REFUND, approval=request.approval, reason=request.note)
        refuse_odd_money(request, self._settings.current)
        return self._book(actor, request, is_paid_out=True)

    def _book(self, actor: Actor, request: MoneyRequest, *, is_paid_out: bool) -> ReceiptOutcome:
        with self._ground.database.write() as connection:
            earlier = member_ledger_queries.find_receipt(connection, request.request_id)
            if earlier is not None:
                return ReceiptOutcome(earlier, True, Changes())
            shift = shift_queries.get_open_shift(connection, request.shift_id)
            member = member_ledger_queries.load_member(connection, request.customer_id)
            owed = member_ledger_queries.owed_by(connection, member.id)
            most = -owed if is_paid_out else owed
            if request.amount > most:
                raise _too_much(member.name, max(most, ZERO), is_paid_out=is_paid_out)
            receipt = issue_receipt(
                connection,
                self._ground,
                actor,
                ReceiptKind.OVERPAID_OUT if is_paid_out else ReceiptKind.COLLECTION,
                request,
                ReceiptCounter(member, shift, self._settings.current),
                is_paid_out=is_paid_out,
            )
            intent = CreditIntent(
                member.id,
                CreditReason.OVERPAID_OUT if is_paid_out else CreditReason.COLLECTED,
                request.amount if is_paid_out else -request.amount,
                shift.business_date,
                receipt_id=receipt.id,
                person_id=actor.id,
                note=request.note.strip()[:200],
            )
            member_ledger_queries.add_credit(connection, self._ground, intent)
            self._ground.fail_points.reached("credit.before_commit")
        return ReceiptOutcome(receipt, False, Changes.of(*TOPICS))


def _too_much(name: str, most: Money, *, is_paid_out: bool) -> BusinessRuleError:
    if is_paid_out:
        return BusinessRuleError(
            "credit_not_overpaid",
            QT_TRANSLATE_NOOP("errors", "{name} 多付的是 {most} 元，没有退款"),
            name=name,
            most=most,
        )
    return BusinessRuleError(
        "credit_not_owed",
        QT_TRANSLATE_NOOP("errors", "{name} 还欠 {most} 元，没有收款，请改金额"),
        name=name,
        most=most,
    )
