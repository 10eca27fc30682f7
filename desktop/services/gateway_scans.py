"""我扫顾客: what keeps a code on a customer's phone from taking money twice.

A code is sent once and never again. While one may still take the money of a sale, neither another
code nor a code to show is made for that sale: the customer would pay both.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.gateway_payment import GatewayState
from desktop.domain.payment_code import UNFINISHED_SECONDS
from desktop.storage import gateway_queries, sale_queries

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from desktop.domain.secret import Secret
    from desktop.storage.ground import Ground


def is_code_of(ground: Ground, row: Row[Any], scanned: Secret | None) -> bool:
    """Say whether a code is the very one that a payment was written down with."""
    if scanned is None or row.scanned_fingerprint is None:
        return False
    mark = gateway_queries.scan_fingerprint(ground, scanned)
    return hmac.compare_digest(mark, bytes(row.scanned_fingerprint))


def refuse_used(
    connection: Connection, ground: Ground, scanned: Secret | None, request_id: str = ""
) -> None:
    """Refuse a code that was scanned before, but for the very request that did it.

    Raises:
        BusinessRuleError: code ``code_used``.
    """
    if scanned is None:
        return
    if request_id and sale_queries.find_sale_by_request(connection, request_id) is not None:
        return
    if gateway_queries.was_scanned(connection, gateway_queries.scan_fingerprint(ground, scanned)):
        raise BusinessRuleError(
            "code_used",
            QT_TRANSLATE_NOOP(
                "errors", "这个付款码扫过了，没有再发一次，也没有再收钱。请顾客刷新付款码再扫"
            ),
        )


def refuse_unfinished(connection: Connection, sale_id: int, now: datetime) -> None:
    """Refuse another way to pay while a scanned code may still take the money of the sale.

    It may until the gateway itself says that nothing was paid, long enough after it was sent.

    Raises:
        BusinessRuleError: code ``scan_unfinished``.
    """
    for row in gateway_queries.scanned_of_sale(connection, sale_id):
        age = (now - row.created_at).total_seconds()
        is_told_unpaid = row.state is GatewayState.WAITING and not row.reason_code
        if is_told_unpaid and row.query_count and age >= UNFINISHED_SECONDS:
            continue
        raise BusinessRuleError(
            "scan_unfinished",
            QT_TRANSLATE_NOOP(
                "errors",
                "上一个付款码还没有结果，可能正在扣款。等通道说没有扣到（扫完 {seconds} 秒以后）再"
                "换码。没有再收一次",
            ),
            seconds=UNFINISHED_SECONDS,
        )
