"""Balances that a person reads off a platform's own page, where the till cannot ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.account_money import BY_HAND
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.storage import close_queries, platform_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sqlalchemy import Connection

    from desktop.domain.day_report import PlatformFigures
    from desktop.domain.permissions import Actor
    from desktop.storage.ground import Ground

MAXIMUM_BALANCE: Final = Money(100_000_000_00)


def keep_typed(
    connection: Connection,
    ground: Ground,
    actor: Actor,
    on: date,
    seen: Mapping[str, Money],
    figures: Iterable[PlatformFigures],
) -> None:
    """Write what was seen of each account, and who saw it.

    Args:
        connection: the open write transaction.
        ground: identifiers, clock, ledger.
        actor: who looked.
        on: the business date that is being closed.
        seen: balances by the account's name.
        figures: how the accounts stand in that date's report.

    Raises:
        BusinessRuleError: ``amount_out_of_range``, ``account_unknown`` or ``balance_is_fetched``.
    """
    standing = {one.account: one for one in figures}
    rows = {row.name: row for row in platform_queries.load_accounts(connection)}
    kept: dict[str, Money] = {}
    for name, balance in seen.items():
        if name not in standing or name not in rows:
            raise BusinessRuleError(
                "account_unknown", QT_TRANSLATE_NOOP("errors", "没有这个货源账号")
            )
        _refuse_told(standing[name], is_by_hand=rows[name].platform == BY_HAND)
        _refuse_odd(balance)
        close_queries.insert_balance_count(
            connection,
            id=ground.identifiers.next_id(),
            business_date=on,
            account_id=rows[name].id,
            counted=balance,
            person_id=actor.id,
            counted_at=ground.now(),
        )
        kept[str(rows[name].id)] = balance
    body = {"date": on.isoformat(), "balances": kept, "person": actor.id}
    ground.record(connection, LedgerEntry("balances_typed", body))


def _refuse_told(figures: PlatformFigures, *, is_by_hand: bool) -> None:
    was_told = figures.actual is not None and not figures.typed_at
    if is_by_hand or was_told:
        raise BusinessRuleError(
            "balance_is_fetched",
            QT_TRANSLATE_NOOP("errors", "{name} 的余额今天已经有了，不用手填，什么都没有记"),
            name=figures.account,
        )


def _refuse_odd(balance: Money) -> None:
    if not ZERO <= balance <= MAXIMUM_BALANCE:
        raise BusinessRuleError(
            "amount_out_of_range",
            QT_TRANSLATE_NOOP("errors", "金额要在 0 到 {maximum} 之间，什么都没有记"),
            maximum=MAXIMUM_BALANCE,
        )
