"""Reading and writing the money ledger of wholesale accounts.

Belongs here: every statement on its table; and keeping the balance of an account that is kept by
hand equal to the sum of its entries, within the very write that adds one.
Does not belong here: who may book what (``services.account_money``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from desktop.domain.account_money import BY_HAND, EntryKind
from desktop.domain.money import ZERO, Money
from desktop.domain.purchase import NOTHING_SPENT
from desktop.models.account_entries import account_entry
from desktop.models.administration import person
from desktop.models.card_secrets import card_secret
from desktop.models.platform_accounts import platform_account
from desktop.models.purchases import purchase
from desktop.storage import platform_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class EntryIntent:
    """An entry that is about to be written.

    Attributes:
        amount: signed; what is spent is below zero.
        person_id: who booked it; None for what the machine did.
    """

    account_id: int
    kind: EntryKind
    amount: Money
    person_id: int | None
    reason: str = ""
    purchase_id: int | None = None
    batch_id: int | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as lists show it.

    Attributes:
        purchase_number: ours, of the purchase it belongs to; empty without one.
    """

    id: int
    kind: EntryKind
    amount: Money
    reason: str
    purchase_number: str
    person_name: str
    booked_at: datetime


def add_entry(connection: Connection, ground: Ground, intent: EntryIntent) -> None:
    """Write an entry and, where the sum is the balance, the balance with it."""
    entry_id = ground.identifiers.next_id()
    now = ground.now()
    connection.execute(
        insert(account_entry).values(
            id=entry_id,
            account_id=intent.account_id,
            kind=intent.kind,
            amount=intent.amount,
            purchase_id=intent.purchase_id,
            batch_id=intent.batch_id,
            reason=intent.reason,
            person_id=intent.person_id,
            booked_at=now,
        )
    )
    account = platform_queries.load_account(connection, intent.account_id)
    if account.platform == BY_HAND and has_opening(connection, account.id):
        balance = sum_of(connection, account.id)
        platform_queries.change_account(connection, account.id, balance=balance, balance_at=now)
    body = {
        "entry": entry_id,
        "account": intent.account_id,
        "entry_kind": str(intent.kind),
        "amount_fen": intent.amount.fen,
        "purchase": intent.purchase_id,
        "batch": intent.batch_id,
        "reason": intent.reason,
        "person": intent.person_id,
    }
    ground.record(connection, LedgerEntry("account_money", body))


def settle_purchase(
    connection: Connection, ground: Ground, purchase_id: int, person_id: int | None
) -> None:
    """Book what a purchase at an account kept by hand came to, or took back, since last booked."""
    row = connection.execute(
        select(purchase.c.account_id, purchase.c.state, purchase.c.charged)
        .join(platform_account, platform_account.c.id == purchase.c.account_id)
        .where(purchase.c.id == purchase_id, platform_account.c.platform == BY_HAND)
    ).first()
    if row is None:
        return
    is_spent = row.state not in NOTHING_SPENT and row.charged is not None
    wanted = -row.charged if is_spent else ZERO
    booked = connection.scalar(
        select(func.sum(account_entry.c.amount)).where(account_entry.c.purchase_id == purchase_id)
    )
    missing = wanted - (booked or ZERO)
    if missing == ZERO:
        return
    kind = EntryKind.PURCHASE if missing < ZERO else EntryKind.REFUND
    intent = EntryIntent(row.account_id, kind, missing, person_id, purchase_id=purchase_id)
    add_entry(connection, ground, intent)


def sum_of(connection: Connection, account_id: int, before: datetime | None = None) -> Money:
    """Return the sum of an account's entries, of those before an instant where one is given."""
    query = select(func.sum(account_entry.c.amount)).where(account_entry.c.account_id == account_id)
    if before is not None:
        query = query.where(account_entry.c.booked_at < before)
    return connection.scalar(query) or ZERO


def has_opening(connection: Connection, account_id: int, before: datetime | None = None) -> bool:
    """Say whether anybody ever wrote down what the account held."""
    query = select(account_entry.c.id).where(
        account_entry.c.account_id == account_id, account_entry.c.kind == EntryKind.OPENING
    )
    if before is not None:
        query = query.where(account_entry.c.booked_at < before)
    return connection.execute(query.limit(1)).first() is not None


def cost_of_batch(connection: Connection, batch_id: int) -> Money:
    """Return what the cards of a batch cost, as far as their costs are known."""
    return (
        connection.scalar(
            select(func.sum(card_secret.c.cost)).where(card_secret.c.batch_id == batch_id)
        )
        or ZERO
    )


def list_entries(connection: Connection, account_id: int, limit: int) -> tuple[EntryRow, ...]:
    """Read the newest entries of an account, the newest first."""
    rows = connection.execute(
        select(
            account_entry.c.id,
            account_entry.c.kind,
            account_entry.c.amount,
            account_entry.c.reason,
            func.coalesce(purchase.c.number, ""),
            func.coalesce(person.c.name, ""),
            account_entry.c.booked_at,
        )
        .join(purchase, purchase.c.id == account_entry.c.purchase_id, isouter=True)
        .join(person, person.c.id == account_entry.c.person_id, isouter=True)
        .where(account_entry.c.account_id == account_id)
        .order_by(account_entry.c.booked_at.desc(), account_entry.c.id.desc())
        .limit(limit)
    )
    return tuple(EntryRow(*row) for row in rows)
