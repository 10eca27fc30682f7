"""The promotions of a day: what each campaign took off, gave away and promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.domain.day_report import PromotionFigures
from desktop.domain.money import ZERO
from desktop.domain.promotion import UseKind
from desktop.models.promotions import campaign, promotion_use

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

_TAKEN_OFF = (UseKind.PRICE, UseKind.ORDER, UseKind.REDEEMED)
_TO_BE_SPENT = (UseKind.PROMISE, UseKind.BONUS)


def read_promotions(connection: Connection, on: date) -> tuple[PromotionFigures, ...]:
    """Add up what campaigns gave on a business date, in the order in which they were made."""
    use = promotion_use.c
    rows = connection.execute(
        select(
            campaign.c.title,
            func.count(func.coalesce(use.sale_id, use.receipt_id).distinct()).filter(
                use.undoes.is_(None)
            ),
            func.sum(use.amount).filter(use.kind.in_(_TAKEN_OFF)),
            func.sum(use.amount).filter(use.kind == UseKind.GIFT),
            func.sum(use.amount).filter(use.kind.in_(_TO_BE_SPENT)),
        )
        .join(campaign, campaign.c.id == use.campaign_id)
        .where(use.business_date == on)
        .group_by(campaign.c.id)
        .order_by(campaign.c.id)
    )
    return tuple(
        PromotionFigures(title, orders, *(amount or ZERO for amount in amounts))
        for title, orders, *amounts in rows
    )
