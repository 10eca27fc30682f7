"""Forgetting the sealed bodies of orders and payments that are over; their rows and sums stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.clock import to_milliseconds
from desktop.domain.gateway_payment import GatewayState, RefundState
from desktop.domain.purchase import TERMINAL_STATES
from desktop.storage.driver import change_rows, list_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.storage.ground import Ground

ANSWER_KIND: Final = "raw answer"
"""The kind of the fingerprint that stays of a body."""


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


_ENDED: Final = _quoted(TERMINAL_STATES)
_PAID_OR_OVER: Final = _quoted(
    {GatewayState.BOOKED, GatewayState.REFUSED, GatewayState.LAPSED, GatewayState.SETTLED}
)
_MONEY_BACK_OPEN: Final = _quoted({RefundState.PREPARED, RefundState.SENDING, RefundState.BY_HAND})
_PURCHASE_OVER: Final = f"p.state IN ({_ENDED}) AND p.request_sealed IS NOT NULL"
"""The request goes together with the answers, so its absence marks what was cleared."""
_PAYMENT_OVER: Final = (
    f"g.state IN ({_PAID_OR_OVER}) AND NOT EXISTS (SELECT 1 FROM gateway_refund r"  # noqa: S608 - constants only
    f" WHERE r.payment_id = g.id AND r.state IN ({_MONEY_BACK_OPEN}))"
    " AND (g.request_sealed IS NOT NULL OR EXISTS (SELECT 1 FROM gateway_answer a"
    "  WHERE a.payment_id = g.id AND a.answer_sealed IS NOT NULL) OR EXISTS (SELECT 1"
    "  FROM gateway_refund r WHERE r.payment_id = g.id AND r.request_sealed IS NOT NULL))"
)
_OLD_PURCHASES_SQL: Final = (
    f"SELECT p.id FROM purchase p WHERE {_PURCHASE_OVER} AND p.changed_at < ?"  # noqa: S608 - constants only
    " AND NOT EXISTS (SELECT 1 FROM sale_line l WHERE l.id = p.sale_line_id AND l.delivery_state"
    "  IN ('awaiting_payment','queued','processing','unknown','needs_decision','arrived','failed')"
    "  AND l.state = 'sold')"
    " ORDER BY p.id LIMIT ?"
)
_OLD_PAYMENTS_SQL: Final = (
    f"SELECT g.id FROM gateway_payment g WHERE {_PAYMENT_OVER} AND g.changed_at < ?"  # noqa: S608 - constants only
    " AND NOT EXISTS (SELECT 1 FROM gateway_refund r WHERE r.payment_id = g.id"
    "  AND r.changed_at >= ?) ORDER BY g.id LIMIT ?"
)
_PURCHASE_SQL: Final = f"SELECT p.id FROM purchase p WHERE p.id = ? AND {_PURCHASE_OVER}"  # noqa: S608 - constants only
_PAYMENT_SQL: Final = f"SELECT g.id FROM gateway_payment g WHERE g.id = ? AND {_PAYMENT_OVER}"  # noqa: S608 - constants only
_PURCHASE_BODIES_SQL: Final = (
    "SELECT a.id, a.body_sealed FROM purchase_answer a JOIN purchase_attempt t"
    " ON t.id = a.attempt_id WHERE t.purchase_id = ? AND a.body_sealed IS NOT NULL"
)
_FORGET_PAYMENT_SQL: Final = (
    "UPDATE gateway_payment SET request_sealed = NULL, payer_fingerprint = NULL WHERE id = ?"
)
_PAYMENT_BODIES_SQL: Final = (
    "SELECT id, answer_sealed FROM gateway_answer"
    " WHERE payment_id = ? AND answer_sealed IS NOT NULL"
)


def list_old_purchases(connection: Connection, before: datetime, limit: int) -> tuple[int, ...]:
    """Return purchases that ended before then, whose goods are with the customer or the shop."""
    rows = list_rows(connection, _OLD_PURCHASES_SQL, (to_milliseconds(before), limit))
    return tuple(row[0] for row in rows)


def list_old_payments(connection: Connection, before: datetime, limit: int) -> tuple[int, ...]:
    """Return payments of gateways that were over before then, with no money on its way back."""
    at = to_milliseconds(before)
    rows = list_rows(connection, _OLD_PAYMENTS_SQL, (at, at, limit))
    return tuple(row[0] for row in rows)


def clear_purchases(connection: Connection, ground: Ground, ids: Iterable[int]) -> int:
    """Forget request and answers of those of these purchases that are over; returns how many."""
    cleared = 0
    for purchase_id in ids:
        if not list_rows(connection, _PURCHASE_SQL, (purchase_id,)):
            continue
        place = ("secret", "purchase_answer", "body_sealed")
        for answer_id, sealed in list_rows(connection, _PURCHASE_BODIES_SQL, (purchase_id,)):
            known = _fingerprint(ground, place, answer_id, sealed)
            change_rows(
                connection,
                "UPDATE purchase_answer SET body_sealed = NULL, body_fingerprint = ? WHERE id = ?",
                (known, answer_id),
            )
        change_rows(
            connection, "UPDATE purchase SET request_sealed = NULL WHERE id = ?", (purchase_id,)
        )
        cleared += 1
    return cleared


def clear_payments(connection: Connection, ground: Ground, ids: Iterable[int]) -> int:
    """Forget requests, answers and payers of those of these payments that are over.

    Returns how many. By whom it was paid is asked within days, never after the shortest time that
    answers are kept.
    """
    cleared = 0
    for payment_id in ids:
        if not list_rows(connection, _PAYMENT_SQL, (payment_id,)):
            continue
        place = ("secret", "gateway_answer", "answer_sealed")
        for answer_id, sealed in list_rows(connection, _PAYMENT_BODIES_SQL, (payment_id,)):
            known = _fingerprint(ground, place, answer_id, sealed)
            change_rows(
                connection,
                "UPDATE gateway_answer SET answer_sealed = NULL, answer_fingerprint = ?"
                " WHERE id = ?",
                (known, answer_id),
            )
        for statement in (
            _FORGET_PAYMENT_SQL,
            "UPDATE gateway_refund SET request_sealed = NULL WHERE payment_id = ?",
        ):
            change_rows(connection, statement, (payment_id,))
        cleared += 1
    return cleared


def _fingerprint(ground: Ground, place: tuple[str, str, str], row_id: int, sealed: bytes) -> bytes:
    return ground.vault.fingerprint(ANSWER_KIND, ground.vault.open(*place, row_id, sealed))
