"""How the money of a return goes back: the way it came, or another way that stands in for it.

What a ledger paid goes back into that ledger, and what was kept for missing points is gone: neither
ever becomes money, and no money comes back twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.sale import PaymentReason, PaymentState
from desktop.domain.tender import LEDGER_METHODS, TenderMethod, refuse_gateway_method
from desktop.models.payments import payment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from desktop.services.member_tenders import BackParts, LedgerBack


def money_back(
    connection: Connection, sale_id: int, amount: Money, method_back: TenderMethod | None
) -> BackParts:
    """Give back the way it came, the last tender first, never more than came that way.

    Another way may stand in for money only: what a ledger paid goes back into that ledger.
    """
    refuse_gateway_method(method_back)
    if method_back in LEDGER_METHODS:
        raise BusinessRuleError(
            "method_back_not_money",
            QT_TRANSLATE_NOOP("errors", "只能改退成钱的方式：储值、积分、挂账付的会自己退回去"),
        )
    rows = connection.execute(
        select(payment.c.method, func.sum(payment.c.amount).label("left"), func.max(payment.c.id))
        .where(
            payment.c.sale_id == sale_id,
            payment.c.state == PaymentState.CONFIRMED,
            payment.c.reason != PaymentReason.POINTS_OWED,
        )
        .group_by(payment.c.method)
        .order_by(func.max(payment.c.id).desc())
    ).all()
    money_left = [row.left for row in rows if row.method not in LEDGER_METHODS]
    gone = _money_gone_elsewhere(connection, sale_id, money_left)
    parts: list[tuple[TenderMethod, Money]] = []
    for row in rows:
        left = row.left
        if row.method not in LEDGER_METHODS:
            elsewhere = min(max(left, ZERO), gone)
            left, gone = left - elsewhere, gone - elsewhere
        part = min(left, amount)
        if part > ZERO:
            parts.append((row.method, part))
            amount = amount - part
    return tuple(parts) if method_back is None else _by_other_way(parts, method_back)


def _money_gone_elsewhere(
    connection: Connection, sale_id: int, money_left: Sequence[Money]
) -> Money:
    """Return the money that left a sale by another way than the one that it had come by.

    It was kept for missing points, or went back by a way that stood in. Without it the next
    return would give that money back a second time, in place of the points or stored value.
    """
    kept = connection.scalar(
        select(func.sum(payment.c.amount)).where(
            payment.c.sale_id == sale_id,
            payment.c.state == PaymentState.CONFIRMED,
            payment.c.reason == PaymentReason.POINTS_OWED,
        )
    )
    stood_in = (left for left in money_left if left < ZERO)
    return -total_of((kept or ZERO, *stood_in))


def _by_other_way(parts: list[tuple[TenderMethod, Money]], method_back: TenderMethod) -> BackParts:
    money = total_of(amount for method, amount in parts if method not in LEDGER_METHODS)
    kept = [part for part in parts if part[0] in LEDGER_METHODS]
    return (*kept, (method_back, money)) if money else tuple(kept)


def rows_back(
    back: LedgerBack, reason: PaymentReason
) -> tuple[tuple[TenderMethod, Money, PaymentReason], ...]:
    """Return the payment rows of a return; what was kept for missing points is one of its own."""
    rows = [(method, amount, reason) for method, amount in back.money_back]
    if back.settled_money:
        rows.append((TenderMethod.POINTS, back.settled_money, PaymentReason.POINTS_OWED))
    return tuple(rows)
