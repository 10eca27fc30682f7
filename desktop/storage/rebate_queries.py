"""Reading and writing the steps of 返点, and what of it came."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from desktop.domain.account_money import EntryKind
from desktop.domain.money import ZERO, Money
from desktop.domain.rebate import RebateStep
from desktop.models.account_entries import account_entry
from desktop.models.platform_accounts import rebate_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.storage.ground import Ground


def load_steps(connection: Connection) -> Mapping[int, tuple[RebateStep, ...]]:
    """Read the steps of every account that has any, the lowest first."""
    steps: defaultdict[int, list[RebateStep]] = defaultdict(list)
    rows = connection.execute(
        select(rebate_step.c.account_id, rebate_step.c.volume, rebate_step.c.basis_points).order_by(
            rebate_step.c.account_id, rebate_step.c.volume
        )
    )
    for account_id, volume, basis_points in rows:
        steps[account_id].append(RebateStep(volume, basis_points))
    return {account_id: tuple(found) for account_id, found in steps.items()}


def write_steps(
    connection: Connection, ground: Ground, account_id: int, steps: Iterable[RebateStep]
) -> None:
    """Let these be the steps of an account, and no others."""
    connection.execute(delete(rebate_step).where(rebate_step.c.account_id == account_id))
    rows = [
        {
            "id": ground.identifiers.next_id(),
            "account_id": account_id,
            "volume": step.volume,
            "basis_points": step.basis_points,
        }
        for step in steps
    ]
    if rows:
        connection.execute(insert(rebate_step), rows)


def received_since(connection: Connection, since: datetime) -> dict[int, Money]:
    """Sum what each account gave back since an instant."""
    rows = connection.execute(
        select(account_entry.c.account_id, func.sum(account_entry.c.amount))
        .where(account_entry.c.kind == EntryKind.REBATE, account_entry.c.booked_at >= since)
        .group_by(account_entry.c.account_id)
    )
    return {account_id: amount or ZERO for account_id, amount in rows}
