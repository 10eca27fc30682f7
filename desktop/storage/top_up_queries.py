"""What was topped up to an account before, found by its fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import or_, select

from desktop.domain.delivery import DeliveryState
from desktop.domain.earlier_top_up import NOT_OVER, EarlierTopUp
from desktop.domain.sale import LineState
from desktop.models.sales import sale, sale_line

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_CAME_TO_NOTHING: Final = (DeliveryState.FAILED, DeliveryState.REFUNDED)


def find_earlier(
    connection: Connection, product_id: int, fingerprint: bytes, since: datetime
) -> EarlierTopUp | None:
    """Return the last one since then, or an older one that is not over; those first."""
    rows = connection.execute(
        select(
            sale_line.c.id,
            sale_line.c.title,
            sale_line.c.quantity,
            sale_line.c.delivery_state,
            sale.c.number,
            sale.c.sold_at,
        )
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(
            sale_line.c.target_fingerprint == fingerprint,
            sale_line.c.product_id == product_id,
            sale_line.c.state == LineState.SOLD,
            sale_line.c.delivery_state.not_in(_CAME_TO_NOTHING),
            or_(sale.c.sold_at >= since, sale_line.c.delivery_state.in_(NOT_OVER)),
        )
        .order_by(sale.c.sold_at.desc())
        .limit(50)
    )
    found = [
        EarlierTopUp(row.id, row.title, row.quantity, row.number, row.sold_at, row.delivery_state)
        for row in rows
    ]
    return next((one for one in found if not one.is_over), next(iter(found), None))
