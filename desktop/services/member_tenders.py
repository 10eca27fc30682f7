"""Paying out of a member's ledgers: points, stored value and credit, and giving that back.

Everything happens in the transaction of the sale or the return it belongs to, so that a balance is
read and used under the one write lock. What such a tender paid goes back into its own ledger: it
never becomes money.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from desktop.domain.credit import CreditReason
from desktop.domain.customer import proves
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.loyalty import (
    PointsReason,
    ShortfallPolicy,
    part_back,
    points_needed,
    share_of_points,
    worth_of,
)
from desktop.domain.money import FEN_PER_YUAN, ZERO, Money, total_of
from desktop.domain.sale import PaymentReason, PaymentState
from desktop.domain.stored_value import EMPTY_PURSE, Purse, SpendOrder, StoredReason
from desktop.domain.tender import LEDGER_METHODS, PROVED_METHODS, TenderMethod
from desktop.models.payments import payment
from desktop.services.points_expiry import expire_points
from desktop.storage import customer_queries, member_ledger_queries, points_queries
from desktop.storage.customer_queries import PointsIntent
from desktop.storage.member_ledger_queries import CreditIntent, LedgerMember, StoredIntent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.tender import Tender
    from desktop.services.settings_values import SettingsValues
    from desktop.storage.ground import Ground

BackParts = tuple[tuple[TenderMethod, Money], ...]


@dataclass(frozen=True, slots=True)
class LedgerSale:
    """What a ledger must know of the sale that is paid out of it.

    Attributes:
        lines: id and net of each line; points are booked line by line.
    """

    sale_id: int
    customer_id: int | None
    tenders: Sequence[Tender]
    lines: Sequence[tuple[int, Money]]
    business_date: date


@dataclass(frozen=True, slots=True)
class LedgerBack:
    """What a return gives back into the ledgers of the member.

    Attributes:
        money_back: the whole return by tender, in money.
        settled_money: the part of the return kept for points that were spent before it.
        points: points that had paid and go back.
        settled_points: points given for ``settled_money``.
        stored: stored value that goes back, in its parts.
        credit: how much less the member owes.
        points_after: the member's balance when all of it is done; None for a walk-in.
    """

    money_back: BackParts = ()
    settled_money: Money = ZERO
    points: int = 0
    settled_points: int = 0
    stored: Purse = EMPTY_PURSE
    credit: Money = ZERO
    points_after: int | None = None


NO_LEDGER_BACK: Final = LedgerBack()


class MemberTenders:
    """Books ledger tenders within the transactions of sales and returns."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    # Paying -----------------------------------------------------------------------------------

    def book(
        self, connection: Connection, actor: Actor, sold: LedgerSale, settings: SettingsValues
    ) -> None:
        """Take what ledger tenders pay out of the member's ledgers.

        Raises:
            BusinessRuleError: no member, a wrong proof, or more than there is; nothing is booked.
        """
        used = [tender for tender in sold.tenders if tender.method in LEDGER_METHODS]
        if not used:
            return
        member = self._member_of(connection, sold.customer_id)
        for tender in used:
            if tender.method in PROVED_METHODS:
                refuse_wrong_proof(member, tender.proof)
        sums = {
            method: total_of(one.amount for one in used if one.method is method)
            for method in LEDGER_METHODS
        }
        self._spend_points(connection, actor, sold, member, sums[TenderMethod.POINTS], settings)
        self._spend_stored(connection, actor, sold, member, sums[TenderMethod.STORED], settings)
        self._give_credit(connection, actor, sold, member, sums[TenderMethod.CREDIT])

    def _member_of(self, connection: Connection, customer_id: int | None) -> LedgerMember:
        if customer_id is None:
            raise no_member()
        return member_ledger_queries.load_member(connection, customer_id)

    def _spend_points(
        self,
        connection: Connection,
        actor: Actor,
        sold: LedgerSale,
        member: LedgerMember,
        amount: Money,
        settings: SettingsValues,
    ) -> None:
        if not amount:
            return
        per_yuan = settings.integer("points.per_yuan")
        expire_points(connection, self._ground, settings, member.id)
        balance = customer_queries.points_balance(connection, member.id)
        needed = points_needed(amount, per_yuan)
        if needed > balance:
            raise points_short(member.name, balance, per_yuan)
        shares = share_of_points(needed, [net.fen for _, net in sold.lines])
        customer_queries.add_points(
            connection,
            self._ground,
            [
                PointsIntent(
                    member.id,
                    PointsReason.SPENT,
                    -share,
                    sale_id=sold.sale_id,
                    sale_line_id=line_id,
                    person_id=actor.id,
                )
                for (line_id, _), share in zip(sold.lines, shares, strict=True)
            ],
        )

    def _spend_stored(
        self,
        connection: Connection,
        actor: Actor,
        sold: LedgerSale,
        member: LedgerMember,
        amount: Money,
        settings: SettingsValues,
    ) -> None:
        if not amount:
            return
        purse = member_ledger_queries.purse_of(connection, member.id)
        if amount > purse.total:
            raise stored_short(member.name, purse.total)
        part = purse.part_for(amount, SpendOrder(settings.text("stored.order")))
        member_ledger_queries.add_stored(
            connection,
            self._ground,
            StoredIntent(
                member.id,
                StoredReason.SPENT,
                -part,
                sold.business_date,
                sale_id=sold.sale_id,
                person_id=actor.id,
            ),
        )

    def _give_credit(
        self,
        connection: Connection,
        actor: Actor,
        sold: LedgerSale,
        member: LedgerMember,
        amount: Money,
    ) -> None:
        if not amount:
            return
        owed = member_ledger_queries.owed_by(connection, member.id)
        if owed + amount > member.credit_limit:
            raise credit_short(member.name, member.credit_limit - owed)
        member_ledger_queries.add_credit(
            connection,
            self._ground,
            CreditIntent(
                member.id,
                CreditReason.GIVEN,
                amount,
                sold.business_date,
                sale_id=sold.sale_id,
                person_id=actor.id,
            ),
        )

    # Giving back --------------------------------------------------------------------------------

    def quote_back(
        self,
        connection: Connection,
        sale_id: int,
        customer_id: int | None,
        parts: BackParts,
        points_taken: int,
        settings: SettingsValues,
    ) -> LedgerBack:
        """Work out what a return does to the member's ledgers; reads only.

        Args:
            connection: an open transaction.
            sale_id: what is returned.
            customer_id: whose sale it was.
            parts: the money that goes back, by tender.
            points_taken: points that the return takes back because its lines had earned them.
            settings: what is done about points that were spent already.
        """
        if customer_id is None:
            return LedgerBack(parts)
        by_method = dict(parts)
        points = self._points_back(connection, sale_id, by_method.get(TenderMethod.POINTS, ZERO))
        stored = self._stored_back(connection, sale_id, by_method.get(TenderMethod.STORED, ZERO))
        back = LedgerBack(
            parts, points=points, stored=stored, credit=by_method.get(TenderMethod.CREDIT, ZERO)
        )
        member = member_ledger_queries.load_member(connection, customer_id)
        after = customer_queries.points_balance(connection, member.id) + points - points_taken
        if settings.text("points.after_refund") == ShortfallPolicy.DEDUCT:
            short = min(max(-after, 0), points_taken)
            back = _settled(back, short, settings.integer("points.per_yuan"))
        return replace(back, points_after=after + back.settled_points)

    def give_back(
        self,
        connection: Connection,
        actor: Actor,
        returned: LedgerSale,
        return_id: int,
        back: LedgerBack,
    ) -> None:
        """Put what a return gives back into the member's ledgers."""
        if returned.customer_id is None:
            return
        member = member_ledger_queries.load_member(connection, returned.customer_id)
        weights = [net.fen for _, net in returned.lines]
        for reason, points in (
            (PointsReason.SPENT_BACK, back.points),
            (PointsReason.SETTLED, back.settled_points),
        ):
            customer_queries.add_points(
                connection,
                self._ground,
                [
                    PointsIntent(
                        member.id,
                        reason,
                        share,
                        sale_id=returned.sale_id,
                        sale_line_id=line_id,
                        person_id=actor.id,
                        return_id=return_id,
                    )
                    for (line_id, _), share in zip(
                        returned.lines, share_of_points(points, weights), strict=True
                    )
                ],
            )
        common: dict[str, Any] = {
            "sale_id": returned.sale_id,
            "return_id": return_id,
            "person_id": actor.id,
        }
        member_ledger_queries.add_stored(
            connection,
            self._ground,
            StoredIntent(
                member.id, StoredReason.SPENT_BACK, back.stored, returned.business_date, **common
            ),
        )
        member_ledger_queries.add_credit(
            connection,
            self._ground,
            CreditIntent(
                member.id, CreditReason.GIVEN_BACK, -back.credit, returned.business_date, **common
            ),
        )

    def _points_back(self, connection: Connection, sale_id: int, amount: Money) -> int:
        if not amount:
            return 0
        spent = -points_queries.points_of_sale(connection, sale_id, PointsReason.SPENT)
        already = points_queries.points_of_sale(connection, sale_id, PointsReason.SPENT_BACK)
        return part_back(spent, already, amount, _left(connection, sale_id, TenderMethod.POINTS))

    def _stored_back(self, connection: Connection, sale_id: int, amount: Money) -> Purse:
        if not amount:
            return EMPTY_PURSE
        spent = -member_ledger_queries.stored_of_sale(connection, sale_id, StoredReason.SPENT)
        already = member_ledger_queries.stored_of_sale(connection, sale_id, StoredReason.SPENT_BACK)
        return (spent - already).part_back(amount, _left(connection, sale_id, TenderMethod.STORED))


def _left(connection: Connection, sale_id: int, method: TenderMethod) -> Money:
    """Return what a tender paid of a sale and has not given back yet."""
    left = connection.scalar(
        select(func.sum(payment.c.amount)).where(
            payment.c.sale_id == sale_id,
            payment.c.method == method,
            payment.c.state == PaymentState.CONFIRMED,
            payment.c.reason != PaymentReason.POINTS_OWED,
        )
    )
    return left or ZERO


def _settled(back: LedgerBack, short: int, per_yuan: int) -> LedgerBack:
    """Keep of the money that goes back what the missing points are worth, and give them for it.

    Where the money does not reach for all of them, never more than those are worth that it pays.
    """
    cash_like = total_of(part for method, part in back.money_back if method not in LEDGER_METHODS)
    points = min(short, cash_like.fen * per_yuan // FEN_PER_YUAN)
    kept = worth_of(points, per_yuan)
    if not kept:
        return back
    left = kept
    parts: list[tuple[TenderMethod, Money]] = []
    for method, part in back.money_back:
        taken = ZERO if method in LEDGER_METHODS else min(part, left)
        left = left - taken
        if part - taken:
            parts.append((method, part - taken))
    return replace(back, money_back=tuple(parts), settled_money=kept, settled_points=points)


def refuse_wrong_proof(member: LedgerMember, proof: str) -> None:
    """Refuse unless a member's phone tail, phone or card number was said.

    Raises:
        BusinessRuleError: code ``member_proof_missing``, ``member_proof_wrong`` or
            ``member_without_proof``.
    """
    if not member.phone and not member.card_no:
        raise BusinessRuleError(
            "member_without_proof",
            QT_TRANSLATE_NOOP(
                "errors", "{name} 没留手机号也没有卡号，不能核对。先补上再用，还没有记成收款"
            ),
            name=member.name,
        )
    if not proof.strip():
        raise BusinessRuleError(
            "member_proof_missing",
            QT_TRANSLATE_NOOP("errors", "先问 {name} 的手机尾号或会员卡号，还没有记成收款"),
            name=member.name,
        )
    if not proves(member.phone, member.card_no, proof):
        raise BusinessRuleError(
            "member_proof_wrong",
            QT_TRANSLATE_NOOP("errors", "尾号或卡号和 {name} 的对不上，还没有记成收款"),
            name=member.name,
        )


def no_member() -> BusinessRuleError:
    """Return the refusal of a ledger tender without a member."""
    return BusinessRuleError(
        "tender_needs_member",
        QT_TRANSLATE_NOOP("errors", "储值、积分和挂账要先选会员，还没有记成收款"),
    )


def points_short(name: str, balance: int, per_yuan: int) -> BusinessRuleError:
    """Return the refusal of more points than there are."""
    return BusinessRuleError(
        "points_short_to_pay",
        QT_TRANSLATE_NOOP(
            "errors", "{name} 有 {points} 积分，最多抵 {worth} 元。还没有记成收款，请改金额"
        ),
        name=name,
        points=balance,
        worth=worth_of(balance, per_yuan),
    )


def stored_short(name: str, balance: Money) -> BusinessRuleError:
    """Return the refusal of more stored value than there is."""
    return BusinessRuleError(
        "stored_short",
        QT_TRANSLATE_NOOP("errors", "{name} 的储值只有 {balance} 元。还没有记成收款，请改金额"),
        name=name,
        balance=balance,
    )


def credit_short(name: str, left: Money) -> BusinessRuleError:
    """Return the refusal of credit beyond the member's limit."""
    return BusinessRuleError(
        "credit_short",
        QT_TRANSLATE_NOOP("errors", "{name} 还能挂 {left} 元。还没有记成收款，请改金额"),
        name=name,
        left=max(left, ZERO),
    )
