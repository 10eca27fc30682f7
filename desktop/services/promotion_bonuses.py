"""Bonuses of campaigns in stored value: booked with what earned them, taken back with a return.

Everything happens in the transaction of the sale, return or receipt it belongs to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.money import ZERO
from desktop.domain.promotion import UseKind
from desktop.domain.stored_value import Purse, StoredReason
from desktop.storage import bonus_queries, member_ledger_queries
from desktop.storage.member_ledger_queries import StoredIntent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.promotion import TopUpGift
    from desktop.services.member_tenders import LedgerSale
    from desktop.storage.bonus_queries import BonusDue
    from desktop.storage.ground import Ground
    from desktop.storage.member_ledger_queries import ReceiptSnapshot


def book_sale_bonus(
    connection: Connection, ground: Ground, actor: Actor, sale_id: int, on: date
) -> None:
    """Put what campaigns give with a paid sale into the member's stored value."""
    customer_id, bonus = bonus_queries.bonus_of_sale(connection, sale_id)
    if customer_id is None or not bonus:
        return
    member = member_ledger_queries.load_member(connection, customer_id)
    intent = StoredIntent(
        member.id,
        StoredReason.GIFTED,
        Purse(ZERO, bonus),
        on,
        sale_id=sale_id,
        person_id=actor.id,
    )
    member_ledger_queries.add_stored(connection, ground, intent)


def take_bonus_back(
    connection: Connection, ground: Ground, actor: Actor, returned: LedgerSale, return_id: int
) -> None:
    """Take back what came with returned goods, as far as it is still there.

    A bonus never falls below zero. What was spent stays due, and campaigns count it as given; when
    a later return puts a bonus back, it is taken then: nobody keeps a gift by returning in turns.

    Args:
        connection: the transaction of the return, whose pieces and ledgers are written.
        ground: for ids and the time.
        actor: who takes the goods back.
        returned: whose sale, and the business date.
        return_id: the return.
    """
    if returned.customer_id is None:
        return
    member = member_ledger_queries.load_member(connection, returned.customer_id)
    due = bonus_queries.list_due(connection, member.id)
    left = member_ledger_queries.purse_of(connection, member.id).bonus if due else ZERO
    rows: list[dict[str, Any]] = []
    for one in due:
        taken = min(one.amount, left)
        if taken <= ZERO:
            break
        left = left - taken
        rows.append(_undone(ground, one, returned.business_date) | {"amount": -taken})
        intent = StoredIntent(
            member.id,
            StoredReason.GIFT_BACK,
            Purse(ZERO, -taken),
            returned.business_date,
            sale_id=one.sale_id,
            return_id=return_id,
            person_id=actor.id,
        )
        member_ledger_queries.add_stored(connection, ground, intent)
    bonus_queries.insert_uses(connection, rows)


def write_top_up_gift(
    connection: Connection,
    ground: Ground,
    gift: TopUpGift,
    receipt: ReceiptSnapshot,
    on: date,
    persons: Sequence[bytes],
) -> None:
    """Write that a campaign gave something on top of stored value that was paid in.

    Args:
        connection: the transaction of the receipt.
        ground: for ids and the time.
        gift: what is given.
        receipt: the money that was paid in.
        on: the business date.
        persons: who used the campaign up by it; nobody where it has no limit for each person.
    """
    use = {
        "id": ground.identifiers.next_id(),
        "campaign_id": gift.campaign_id,
        "receipt_id": receipt.id,
        "kind": UseKind.BONUS,
        "amount": gift.amount,
        "reason": gift.title,
        "business_date": on,
        "booked_at": receipt.issued_at,
    }
    bonus_queries.insert_uses(connection, [use])
    claims = [
        {
            "id": ground.identifiers.next_id(),
            "campaign_id": gift.campaign_id,
            "receipt_id": receipt.id,
            "fingerprint": person,
            "claims": 1,
        }
        for person in persons
    ]
    bonus_queries.insert_claims(connection, claims)


def _undone(ground: Ground, one: BonusDue, on: date) -> dict[str, Any]:
    return {
        "id": ground.identifiers.next_id(),
        "campaign_id": one.campaign_id,
        "sale_id": one.sale_id,
        "sale_line_id": one.line_id,
        "kind": UseKind.BONUS,
        "reason": one.reason,
        "undoes": one.use_id,
        "business_date": on,
        "booked_at": ground.now(),
    }
