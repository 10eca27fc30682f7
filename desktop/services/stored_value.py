"""Stored value (储值): paying in, keeping change, paying the principal out, closing.

Limits follow the rules for prepaid value: up to one sum for whoever is unknown, up to a higher one
for whom the owner has checked, counted over a day so that it cannot be split.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from desktop.domain.changes import Changes, Topic
from desktop.domain.credit import ReceiptKind
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Action
from desktop.domain.stored_value import Purse, StoredReason, StoredRow
from desktop.models.sales import sale
from desktop.services.customer_receipts import (
    MoneyRequest,
    ReceiptCounter,
    ReceiptOutcome,
    issue_receipt,
    refuse_missing_tail,
    refuse_odd_money,
)
from desktop.services.member_tenders import refuse_wrong_proof
from desktop.services.promotion_bonuses import write_top_up_gift
from desktop.services.promotions import Promotions
from desktop.services.rights import is_owner
from desktop.storage import member_ledger_queries, sale_queries, shift_queries
from desktop.storage.ledger import LedgerEntry
from desktop.storage.member_ledger_queries import LedgerMember, StoredIntent

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.promotion import TopUpGift
    from desktop.domain.shift import ShiftSnapshot
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

LOOK_BACK: Final = timedelta(hours=24)
TOPICS: Final = (Topic.CUSTOMERS, Topic.SHIFT)


class StoredValue:
    """Everything the stored-value tab and sheet ask for."""

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        rights: Rights,
        promotions: Promotions | None = None,
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._promotions = promotions or Promotions(ground, settings)

    def purse_of(self, customer_id: int) -> Purse:
        """Return a member's stored value."""
        with self._ground.database.read() as connection:
            return member_ledger_queries.purse_of(connection, customer_id)

    def entries(self, customer_id: int, limit: int = 200) -> tuple[StoredRow, ...]:
        """Return a member's entries, newest first, each with the balance after it."""
        with self._ground.database.read() as connection:
            return member_ledger_queries.list_stored(connection, customer_id, limit)

    def gift_for(self, customer_id: int, amount: Money) -> TopUpGift | None:
        """Return what a campaign would give on top of so much; said before it is confirmed."""
        return self._promotions.top_up_gift(customer_id, amount)

    def top_up(
        self,
        actor: Actor,
        request: MoneyRequest,
        bonus: Money = ZERO,
        said_gift: Money | None = None,
    ) -> ReceiptOutcome:
        """Take money in: a receipt and a debt to the member, never a sale.

        Args:
            actor: who takes it.
            request: whose and how much.
            bonus: given by hand, with consent.
            said_gift: what the member was told a campaign gives; a different gift is refused.

        Raises:
            BusinessRuleError: stored value is off, beyond a limit, a bonus without consent,
                another gift than was said, or money that cannot be. Nothing was booked.
        """
        self._rights.require(actor, Action.SELL)
        settings = self._settings.current
        if not settings.flag("stored.enabled"):
            raise BusinessRuleError(
                "stored_value_off",
                QT_TRANSLATE_NOOP("errors", "储值没有启用，还没有收款。店主可以在设置里打开"),
            )
        refuse_odd_money(request, settings)
        refuse_missing_tail(request, settings)
        if bonus:
            self._rights.require(
                actor, Action.POINTS_BY_HAND, approval=request.approval, reason=request.note
            )
        if bonus < ZERO:
            raise BusinessRuleError(
                "amount_not_positive", QT_TRANSLATE_NOOP("errors", "金额要大于 0，什么都没有记")
            )
        paid = Purse(request.amount, bonus)
        outcome = self._take(
            actor, ReceiptKind.TOP_UP, StoredReason.TOP_UP, request, paid, said_gift=said_gift
        )
        self._promotions.forget()
        return outcome

    def keep_change(
        self, actor: Actor, sale_id: int, amount: Money, shift_id: int
    ) -> ReceiptOutcome:
        """Keep the change of a cash sale for its member (存零); once for each sale.

        Raises:
            BusinessRuleError: stored value is off, the sale has no member or not so much change.
        """
        self._rights.require(actor, Action.SELL)
        if not self._settings.current.flag("stored.enabled"):
            raise BusinessRuleError(
                "stored_value_off",
                QT_TRANSLATE_NOOP("errors", "储值没有启用，还没有收款。店主可以在设置里打开"),
            )
        with self._ground.database.read() as connection:
            sold = sale_queries.load_sale(connection, sale_id)
        if sold.customer_id is None or not ZERO < amount <= sold.change_due:
            raise BusinessRuleError(
                "no_change_to_keep",
                QT_TRANSLATE_NOOP("errors", "这一单没有会员，或者没有这么多找零，零钱照找"),
            )
        request = MoneyRequest(f"change-{sale_id}", sold.customer_id, amount, shift_id)
        kept = Purse(amount, ZERO)
        return self._take(
            actor, ReceiptKind.KEPT_CHANGE, StoredReason.KEPT_CHANGE, request, kept, sale_id
        )

    def pay_out(self, actor: Actor, request: MoneyRequest) -> ReceiptOutcome:
        """Give principal back; a bonus is never paid out.

        Raises:
            BusinessRuleError: a right is missing, a wrong proof, or more than the principal.
        """
        return self._give(actor, request, closes=False)

    def close(self, actor: Actor, request: MoneyRequest) -> ReceiptOutcome:
        """Give all principal back and let the bonus go; without principal there is no receipt.

        Args:
            actor: who does it.
            request: its amount is the principal as it was shown; a different one is refused.
        """
        return self._give(actor, request, closes=True)

    def _take(
        self,
        actor: Actor,
        kind: ReceiptKind,
        reason: StoredReason,
        request: MoneyRequest,
        part: Purse,
        sale_id: int | None = None,
        said_gift: Money | None = None,
    ) -> ReceiptOutcome:
        settings = self._settings.current
        with self._ground.database.write() as connection:
            earlier = member_ledger_queries.find_receipt(connection, request.request_id)
            if earlier is not None:
                return ReceiptOutcome(earlier, True, Changes())
            shift = shift_queries.get_open_shift(connection, request.shift_id)
            if sale_id is not None:
                _refuse_other_shift(connection, sale_id, shift)
            member = member_ledger_queries.load_member(connection, request.customer_id)
            gift = None
            if kind is ReceiptKind.TOP_UP:
                gift = self._promotions.top_up_gift(member.id, request.amount, connection)
                _refuse_other_gift(gift, said_gift)
            given = gift.amount if gift else ZERO
            part = part + Purse(ZERO, given)
            self._refuse_beyond_limits(connection, actor, member, request, part)
            counter = ReceiptCounter(member, shift, settings)
            receipt = issue_receipt(connection, self._ground, actor, kind, request, counter)
            intent = StoredIntent(
                member.id,
                reason,
                part,
                shift.business_date,
                sale_id=sale_id,
                receipt_id=receipt.id,
                person_id=actor.id,
                note=request.note.strip()[:200],
            )
            member_ledger_queries.add_stored(connection, self._ground, intent)
            if gift is not None:
                persons = self._promotions.claimants_of(gift.campaign_id, member.id, connection)
                write_top_up_gift(
                    connection, self._ground, gift, receipt, shift.business_date, persons
                )
            self._ground.fail_points.reached("stored.before_commit")
        return ReceiptOutcome(receipt, False, Changes.of(*TOPICS), gift)

    def _give(self, actor: Actor, request: MoneyRequest, *, closes: bool) -> ReceiptOutcome:
        self._rights.require(actor, Action.REFUND, approval=request.approval, reason=request.note)
        settings = self._settings.current
        if request.amount or not closes:
            refuse_odd_money(request, settings)
        with self._ground.database.write() as connection:
            earlier = member_ledger_queries.find_receipt(connection, request.request_id)
            if earlier is not None:
                return ReceiptOutcome(earlier, True, Changes())
            shift = shift_queries.get_open_shift(connection, request.shift_id)
            member = member_ledger_queries.load_member(connection, request.customer_id)
            refuse_wrong_proof(member, request.proof)
            purse = member_ledger_queries.purse_of(connection, member.id)
            is_whole = request.amount == purse.principal
            if request.amount > purse.principal or (closes and not is_whole):
                raise BusinessRuleError(
                    "principal_short",
                    QT_TRANSLATE_NOOP(
                        "errors", "{name} 的本金是 {principal} 元，赠送不能退。没有退款"
                    ),
                    name=member.name,
                    principal=purse.principal,
                )
            receipt = None
            note = request.note.strip()[:200]
            if request.amount:
                receipt = issue_receipt(
                    connection,
                    self._ground,
                    actor,
                    ReceiptKind.PAID_OUT,
                    request,
                    ReceiptCounter(member, shift, settings),
                    is_paid_out=True,
                )
                paid = StoredIntent(
                    member.id,
                    StoredReason.PAID_OUT,
                    Purse(-request.amount, ZERO),
                    shift.business_date,
                    receipt_id=receipt.id,
                    person_id=actor.id,
                    note=note,
                )
                member_ledger_queries.add_stored(connection, self._ground, paid)
            if closes:
                gone = StoredIntent(
                    member.id,
                    StoredReason.CLOSED,
                    Purse(ZERO, -purse.bonus),
                    shift.business_date,
                    receipt_id=None if receipt is None else receipt.id,
                    person_id=actor.id,
                    note=note,
                )
                member_ledger_queries.add_stored(connection, self._ground, gone)
                body = {"customer": member.id, "bonus": purse.bonus.fen, "person": actor.id}
                self._ground.record(connection, LedgerEntry("stored_value_closed", body))
            self._ground.fail_points.reached("stored.before_commit")
        return ReceiptOutcome(receipt, False, Changes.of(*TOPICS))

    def _refuse_beyond_limits(
        self,
        connection: Connection,
        actor: Actor,
        member: LedgerMember,
        request: MoneyRequest,
        part: Purse,
    ) -> None:
        settings = self._settings.current
        balance = member_ledger_queries.purse_of(connection, member.id).total
        since = self._ground.now() - LOOK_BACK
        _, paid_today = member_ledger_queries.paid_in_since(connection, member.id, since)
        may_be_checked = request.approval is not None or is_owner(actor)
        limit = settings.money("stored.limit_checked" if may_be_checked else "stored.limit")
        left = min(limit - balance - part.bonus, limit - paid_today)
        if request.amount <= left:
            return
        sentence = (
            QT_TRANSLATE_NOOP("errors", "{name} 最多存 {limit} 元，现在还能存 {left} 元。没有收款")
            if may_be_checked
            else QT_TRANSLATE_NOOP(
                "errors",
                "{name} 最多存 {limit} 元（24 小时内的算在一起），现在还能存 {left} 元。没有收款；"
                "再多要店主核过身份后同意",
            )
        )
        raise BusinessRuleError(
            "stored_limit" if may_be_checked else "stored_limit_unchecked",
            sentence,
            name=member.name,
            limit=limit,
            left=max(left, ZERO),
        )


def _refuse_other_gift(gift: TopUpGift | None, said: Money | None) -> None:
    given = gift.amount if gift else ZERO
    if said is not None and said != given:
        raise BusinessRuleError(
            "top_up_gift_changed",
            QT_TRANSLATE_NOOP(
                "errors", "活动刚变了：现在充值送 {given} 元，不是 {said} 元。没有收款，请重新确认"
            ),
            given=given,
            said=said,
        )


def _refuse_other_shift(connection: Connection, sale_id: int, shift: ShiftSnapshot) -> None:
    shift_id = connection.scalar(select(sale.c.shift_id).where(sale.c.id == sale_id))
    if shift_id != shift.id:
        raise BusinessRuleError(
            "no_change_to_keep",
            QT_TRANSLATE_NOOP("errors", "这一单没有会员，或者没有这么多找零，零钱照找"),
        )
