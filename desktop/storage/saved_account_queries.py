"""Accounts that goods of a customer arrived at, kept for the next time (常用账号)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, insert, select, update

from desktop.domain.product import AccountRule
from desktop.models.catalog import product
from desktop.models.customers import saved_account
from desktop.models.sales import sale, sale_line
from desktop.storage.ledger import LedgerEntry
from desktop.storage.top_up_targets import open_line_target, sealed_text, unpacked_target

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from desktop.domain.top_up import TopUpTarget
    from desktop.storage.ground import Ground

_SEALED_AT: Final = ("pii", "saved_account", "account_sealed")
_GOOD_FOR_ALL: Final = frozenset({AccountRule.PHONE, AccountRule.QQ})
MAXIMUM_KEPT: Final = 50
"""Of one customer; the one not used for the longest time makes room."""


@dataclass(frozen=True, slots=True)
class SavedAccountRow:
    """A kept account as it stands in its table.

    Attributes:
        family: the product's name without its face value; empty where any product may use it.
    """

    id: int
    customer_id: int
    rule: AccountRule
    family: str
    account_sealed: bytes = field(repr=False)
    masked: str
    label: str
    use_count: int
    used_at: datetime


def family_of(rule: AccountRule, product_name: str) -> str:
    """Return for which products an account is good: a phone is one everywhere, a UID is not."""
    return "" if rule in _GOOD_FOR_ALL else product_name


def list_accounts(
    connection: Connection, customer_id: int, limit: int = MAXIMUM_KEPT
) -> tuple[SavedAccountRow, ...]:
    """Read a customer's accounts, the one used last first."""
    rows = connection.execute(
        select(saved_account)
        .where(saved_account.c.customer_id == customer_id)
        .order_by(saved_account.c.used_at.desc(), saved_account.c.id.desc())
        .limit(limit)
    )
    return tuple(_row_of(row) for row in rows)


def load_account(connection: Connection, account_id: int) -> SavedAccountRow:
    """Read one.

    Raises:
        KeyError: it was removed.
    """
    row = connection.execute(
        select(saved_account).where(saved_account.c.id == account_id)
    ).one_or_none()
    if row is None:
        raise KeyError(account_id)
    return _row_of(row)


def open_account(ground: Ground, row: SavedAccountRow) -> TopUpTarget:
    """Open the account and its answers."""
    return unpacked_target(json.loads(ground.vault.open(*_SEALED_AT, row.id, row.account_sealed)))


def rename_account(connection: Connection, account_id: int, label: str) -> None:
    """Call it something else."""
    connection.execute(
        update(saved_account).where(saved_account.c.id == account_id).values(label=label)
    )


def remove_account(connection: Connection, account_id: int) -> None:
    """Forget it; nothing of the account stays."""
    connection.execute(delete(saved_account).where(saved_account.c.id == account_id))


def keep_account_of_line(connection: Connection, ground: Ground, sale_line_id: int) -> None:
    """Keep what a member's line was topped up to, in the transaction in which it arrived."""
    row = connection.execute(
        select(sale_line.c.target_sealed, sale.c.customer_id, product.c.name)
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .join(product, product.c.id == sale_line.c.product_id)
        .where(sale_line.c.id == sale_line_id)
    ).one()
    if row.target_sealed is None or row.customer_id is None:
        return
    target = open_line_target(ground, sale_line_id, row.target_sealed).without_secrets()
    family = family_of(target.rule, row.name)
    print_of_account = _fingerprint_of(ground, target)
    known = connection.execute(
        update(saved_account)
        .where(
            saved_account.c.customer_id == row.customer_id,
            saved_account.c.family == family,
            saved_account.c.fingerprint == print_of_account,
        )
        .values(use_count=saved_account.c.use_count + 1, used_at=ground.now())
    )
    if known.rowcount == 0:
        _keep_new(connection, ground, row.customer_id, family, target, print_of_account)


def _keep_new(
    connection: Connection,
    ground: Ground,
    customer_id: int,
    family: str,
    target: TopUpTarget,
    print_of_account: bytes,
) -> None:
    for oldest in list_accounts(connection, customer_id, -1)[MAXIMUM_KEPT - 1 :]:
        remove_account(connection, oldest.id)
    account_id = ground.identifiers.next_id()
    connection.execute(
        insert(saved_account).values(
            id=account_id,
            customer_id=customer_id,
            rule=target.rule,
            family=family,
            account_sealed=ground.vault.seal(*_SEALED_AT, account_id, sealed_text(target)),
            fingerprint=print_of_account,
            masked=target.masked,
            used_at=ground.now(),
        )
    )
    ground.record(
        connection,
        LedgerEntry("account_kept", {"saved_account": account_id, "customer": customer_id}),
    )


def _fingerprint_of(ground: Ground, target: TopUpTarget) -> bytes:
    """The same role on another server is another account to choose from."""
    answers = [f"{one.label}\x1f{one.value}" for one in target.answers]
    return ground.vault.fingerprint("saved", "\x1e".join([target.sameness, *answers]).encode())


def _row_of(row: Row[Any]) -> SavedAccountRow:
    return SavedAccountRow(
        id=row.id,
        customer_id=row.customer_id,
        rule=row.rule,
        family=row.family,
        account_sealed=row.account_sealed,
        masked=row.masked,
        label=row.label,
        use_count=row.use_count,
        used_at=row.used_at,
    )
