"""Purchases that wait: for the network before they are sent, for a result after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select, update

from desktop.domain.account_money import BY_HAND
from desktop.domain.purchase import PurchaseState
from desktop.models.platform_accounts import platform_account
from desktop.models.purchases import purchase, purchase_event
from desktop.storage.prepared_statement import PreparedQuery

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.money import Money

_UNCLEAR: Final = (PurchaseState.UNKNOWN, PurchaseState.HUMAN)
_BY_HAND_ACCOUNTS: Final = PreparedQuery(
    select(platform_account.c.id).where(platform_account.c.platform == BY_HAND)
)


@dataclass(frozen=True, slots=True)
class UnclearPurchase:
    """A purchase without a result.

    Attributes:
        sent_at: when its order left for the first time.
        at_stake: what it cost, or may have cost: charged, else quoted, else the ceiling.
    """

    id: int
    sent_at: datetime
    at_stake: Money


def practice_account_ids(connection: Connection) -> frozenset[int]:
    """Read which accounts are on the practice platform, and so need no network."""
    rows = connection.scalars(
        select(platform_account.c.id).where(platform_account.c.is_practice == True)  # noqa: E712 - SQL
    )
    return frozenset(rows)


def by_hand_account_ids(connection: Connection) -> frozenset[int]:
    """Read which accounts have no interface: what is open there is for people, not the machine."""
    return frozenset(account_id for (account_id,) in _BY_HAND_ACCOUNTS.rows(connection))


def count_to_do(connection: Connection) -> int:
    """Count the orders that a person still has to place."""
    counted = connection.scalar(
        select(func.count())
        .select_from(purchase)
        .join(platform_account, platform_account.c.id == purchase.c.account_id)
        .where(
            purchase.c.state.in_([PurchaseState.PREPARED, PurchaseState.SENDING]),
            platform_account.c.platform == BY_HAND,
        )
    )
    return counted or 0


def count_unsent(connection: Connection) -> int:
    """Count the purchases that are written down and need a network to be sent."""
    counted = connection.scalar(
        select(func.count())
        .select_from(purchase)
        .join(platform_account, platform_account.c.id == purchase.c.account_id)
        .where(
            purchase.c.state == PurchaseState.PREPARED,
            platform_account.c.is_practice == False,  # noqa: E712 - SQL
            platform_account.c.platform != BY_HAND,
        )
    )
    return counted or 0


def hasten_unsent(connection: Connection) -> int:
    """Let every unsent purchase go on at once; return how many had been told to wait."""
    hastened = connection.execute(
        update(purchase)
        .where(purchase.c.state == PurchaseState.PREPARED, purchase.c.next_step_at.is_not(None))
        .values(next_step_at=None)
    )
    return hastened.rowcount


def list_unclear(connection: Connection) -> tuple[UnclearPurchase, ...]:
    """Read the purchases without a result, the one sent first on top."""
    sent_at = func.min(purchase_event.c.happened_at).label("sent_at")
    rows = connection.execute(
        select(
            purchase.c.id,
            sent_at,
            func.coalesce(
                purchase.c.charged,
                purchase.c.quoted_total,
                purchase.c.ceiling_unit * purchase.c.quantity,
            ).label("at_stake"),
        )
        .join(purchase_event, purchase_event.c.purchase_id == purchase.c.id)
        .where(purchase.c.state.in_(_UNCLEAR), purchase_event.c.to_state == PurchaseState.SENDING)
        .group_by(purchase.c.id)
        .order_by(sent_at)
    )
    return tuple(UnclearPurchase(*row) for row in rows)
