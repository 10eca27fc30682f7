"""Where a payment at a gateway stands, as screens show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.domain.changes import Changes
from desktop.domain.gateway_payment import CODE_SECONDS, GatewayState
from desktop.storage import gateway_queries

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.domain.money import Money
    from desktop.domain.sale import CompletedSale
    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class GatewayPayment:
    """A payment at a gateway as screens show it.

    Attributes:
        number: our own, under which the gateway knows it.
        expires_at: when the cashier is offered a new code; money may come later all the same.
        query_count: how often the gateway was asked.
        reason: why the last answer proved nothing, a word; empty when it did.
        message: the gateway's own words, fit to be shown.
        code_text: what the customer scans; only straight after it came.
        completed: the sale, if this very call completed it.
        is_scanned: the cashier scanned the customer's code; there is none to show.
        notice: what the cashier is told of who paid; with ``completed``, and empty mostly.
    """

    id: int
    number: str
    gateway_name: str
    sale_id: int
    sale_number: str
    channel: str
    amount: Money
    state: GatewayState
    created_at: datetime
    expires_at: datetime
    paid_at: datetime | None = None
    query_count: int = 0
    reason: str = ""
    message: str = ""
    code_text: str = field(default="", repr=False)
    completed: CompletedSale | None = None
    changes: Changes = field(default_factory=Changes)
    is_scanned: bool = False
    notice: str = ""


def payment_standing(
    ground: Ground,
    payment_id: int,
    reason: str = "",
    message: str = "",
    code_text: str = "",
    *,
    completed: CompletedSale | None = None,
    changes: Changes | None = None,
    notice: str = "",
) -> GatewayPayment:
    """Read where a payment stands, with what this very call learned of it."""
    with ground.database.read() as connection:
        row = gateway_queries.load_payment(connection, payment_id)
    return GatewayPayment(
        id=row.id,
        number=row.number,
        gateway_name=row.gateway_name,
        sale_id=row.sale_id,
        sale_number=row.sale_number,
        channel=row.channel,
        amount=row.amount,
        state=row.state,
        created_at=row.created_at,
        expires_at=row.created_at + timedelta(seconds=CODE_SECONDS),
        paid_at=row.paid_at,
        query_count=row.query_count,
        reason=reason,
        message=message,
        code_text=code_text,
        completed=completed,
        changes=changes or Changes(),
        is_scanned=row.is_scanned,
        notice=notice,
    )
