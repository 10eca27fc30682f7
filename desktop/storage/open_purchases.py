"""Purchases that somebody still has to do something about."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, func, select

from desktop.domain.purchase import OPEN_STATES, PurchaseState
from desktop.models.purchases import MAY_BE_OPEN, purchase
from desktop.storage.prepared_statement import PreparedQuery
from desktop.storage.purchase_queries import PURCHASES, PurchaseRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_UNCLEAR_ORDER: Final = PreparedQuery(
    select(purchase.c.id)
    .where(
        MAY_BE_OPEN,
        purchase.c.account_id == bindparam("account"),
        purchase.c.id != bindparam("besides"),
        purchase.c.state.in_([PurchaseState.SENDING, PurchaseState.UNKNOWN])
        | (
            (purchase.c.state == PurchaseState.HUMAN)
            & (purchase.c.upstream_number == "")
            & purchase.c.charged.is_(None)
        ),
    )
    .limit(1)
)


class AccountTakenError(Exception):
    """The account has another order whose outcome is not known; nothing may leave now."""


def load_open_purchases(
    connection: Connection, states: Iterable[PurchaseState] = OPEN_STATES
) -> tuple[PurchaseRow, ...]:
    """Read what somebody still has to do something about, oldest first."""
    rows = _query_of_states(tuple(sorted(states))).rows(connection)
    return tuple(PurchaseRow(*row) for row in rows)


@cache
def _query_of_states(states: tuple[PurchaseState, ...]) -> PreparedQuery:
    is_wanted = purchase.c.state.in_(states)
    return PreparedQuery(PURCHASES.where(MAY_BE_OPEN, is_wanted).order_by(purchase.c.id))


def count_by_state(connection: Connection, *states: PurchaseState) -> int:
    """Count the purchases in these states, each of them open."""
    counted = connection.scalar(
        select(func.count()).select_from(purchase).where(MAY_BE_OPEN, purchase.c.state.in_(states))
    )
    return counted or 0


def has_unclear_order(connection: Connection, account_id: int, *, besides: int) -> bool:
    """Say whether another order of the account is on its way or its outcome is not known.

    Where nothing can be asked by a number, two orders of the same goods cannot be told apart
    afterwards, and the balance tells only of both together.
    """
    found = _UNCLEAR_ORDER.first(connection, account=account_id, besides=besides)
    return found is not None


def count_open_of_account(connection: Connection, account_id: int) -> int:
    """Count what is still open at an account."""
    counted = connection.scalar(
        select(func.count())
        .select_from(purchase)
        .where(
            MAY_BE_OPEN,
            purchase.c.account_id == account_id,
            purchase.c.state.in_(list(OPEN_STATES)),
        )
    )
    return counted or 0
