"""Reading campaigns and what they spent; writing every use of them, and what comes back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select

from desktop.domain.clock import to_milliseconds
from desktop.domain.drafting import PartFigures, part_of
from desktop.domain.money import ZERO, Money
from desktop.domain.promotion import (
    CampaignState,
    Coupon,
    RecordedPromotion,
    UseKind,
)
from desktop.domain.sale import SaleState
from desktop.models.promotions import campaign, coupon, promotion_claim, promotion_use
from desktop.models.sales import sale, sale_return
from desktop.storage.driver import change_rows, list_rows
from desktop.storage.prepared_insert import PreparedInsert

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.promotion import Value
    from desktop.storage.ground import Ground

INSERT_USE: Final = PreparedInsert(
    promotion_use,
    *("id", "campaign_id", "sale_id", "sale_line_id", "kind", "amount", "reason"),
    *("business_date", "booked_at"),
)
INSERT_CLAIM: Final = PreparedInsert(
    promotion_claim, "id", "campaign_id", "sale_id", "fingerprint", "claims"
)
INSERT_COUPON: Final = PreparedInsert(
    coupon,
    *("id", "code", "campaign_id", "off", "threshold", "issued_sale_id", "customer_id"),
    *("expires_at", "created_at"),
)
_SPENT_SQL: Final = (
    "SELECT campaign_id, sum(amount) FROM promotion_use WHERE kind <> 'redeemed'"
    " GROUP BY campaign_id"
)
_CLAIMS_SQL: Final = (
    "SELECT campaign_id, max(claimed) FROM"
    " (SELECT campaign_id, sum(claims) AS claimed FROM promotion_claim"
    "  WHERE fingerprint IN ({marks}) GROUP BY campaign_id, fingerprint) GROUP BY campaign_id"
)
_USE_COUPON_SQL: Final = (
    "UPDATE coupon SET used_sale_id = ?, used_at = ? WHERE id = ? AND used_sale_id IS NULL"
)


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign as it is stored.

    Attributes:
        spent: what it has given so far, less what came back.
    """

    id: int
    title: str
    rule: str
    values: Mapping[str, Value]
    state: CampaignState
    starts_at: datetime
    ends_at: datetime
    budget: Money | None
    per_person: int
    spent: Money = ZERO

    @property
    def budget_left(self) -> Money | None:
        """What it may still give; None without a budget."""
        return None if self.budget is None else self.budget - self.spent


@dataclass(frozen=True, slots=True)
class FoundCoupon:
    """A coupon with what decides whether it is good."""

    coupon: Coupon
    expires_at: datetime
    is_used: bool
    is_withdrawn: bool


def packed_values(values: Mapping[str, Value]) -> str:
    """Return values as they are stored: amounts as fen beside a mark."""
    return json.dumps({name: _packed(value) for name, value in values.items()}, ensure_ascii=False)


def unpacked_values(text: str) -> dict[str, Value]:
    """Return values that were stored."""
    return {name: _unpacked(value) for name, value in json.loads(text).items()}


def load_campaigns(
    connection: Connection, states: Iterable[CampaignState] = tuple(CampaignState)
) -> tuple[CampaignRow, ...]:
    """Read campaigns in these states with what they spent, the newest last."""
    rows = connection.execute(
        select(campaign).where(campaign.c.state.in_(list(states))).order_by(campaign.c.id)
    ).all()
    spent = dict(list_rows(connection, _SPENT_SQL)) if rows else {}
    return tuple(
        CampaignRow(
            row.id,
            row.title,
            row.rule,
            unpacked_values(row.parameters),
            row.state,
            row.starts_at,
            row.ends_at,
            row.budget,
            row.per_person,
            Money(spent.get(row.id, 0)),
        )
        for row in rows
    )


def claims_of(connection: Connection, fingerprints: Sequence[bytes]) -> dict[int, int]:
    """Return how often the person behind any of these used each campaign."""
    if not fingerprints:
        return {}
    statement = _CLAIMS_SQL.format(marks=", ".join("?" * len(fingerprints)))
    return dict(list_rows(connection, statement, tuple(fingerprints)))


def limited_among(connection: Connection, campaign_ids: Iterable[int]) -> frozenset[int]:
    """Return those of the campaigns that one person may use only so often."""
    wanted = select(campaign.c.id).where(
        campaign.c.id.in_(list(campaign_ids)), campaign.c.per_person > 0
    )
    return frozenset(connection.scalars(wanted))


def is_used_unpaid(connection: Connection, customer_id: int, campaigns: Iterable[int]) -> bool:
    """Whether a sale of a member that awaits its money used one of these campaigns."""
    unpaid = (
        select(sale.c.id)
        .join(promotion_use, promotion_use.c.sale_id == sale.c.id)
        .where(
            sale.c.customer_id == customer_id,
            sale.c.state == SaleState.AWAITING_PAYMENT,
            promotion_use.c.campaign_id.in_(list(campaigns)),
        )
    )
    return connection.execute(unpaid.limit(1)).first() is not None


def find_coupon(connection: Connection, code: str) -> FoundCoupon | None:
    """Return the coupon with this code; one given with a sale is good while that sale stands."""
    row = connection.execute(
        select(coupon, campaign.c.title, campaign.c.rule, sale.c.state.label("sale_state"))
        .join(campaign, campaign.c.id == coupon.c.campaign_id)
        .join(sale, sale.c.id == coupon.c.issued_sale_id, isouter=True)
        .where(coupon.c.code == code)
    ).first()
    if row is None:
        return None
    is_promise = row.issued_sale_id is not None
    is_withdrawn = is_promise and (
        row.sale_state is not SaleState.COMPLETED
        or connection.execute(
            select(sale_return.c.id).where(sale_return.c.sale_id == row.issued_sale_id).limit(1)
        ).first()
        is not None
    )
    found = Coupon(
        row.id,
        row.code,
        row.campaign_id,
        row.title,
        row.off,
        row.threshold,
        row.expires_at,
        is_promise,
    )
    return FoundCoupon(found, row.expires_at, row.used_sale_id is not None, is_withdrawn)


def use_coupon(connection: Connection, coupon_id: int, sale_id: int, at: datetime) -> bool:
    """Use a coupon up; False when somebody did before."""
    used = change_rows(connection, _USE_COUPON_SQL, (sale_id, to_milliseconds(at), coupon_id))
    return used == 1


def give_back(
    connection: Connection,
    ground: Ground,
    line: tuple[int, int, int],
    wanted: int,
    on: date,
    *,
    is_booked: bool = True,
) -> None:
    """Give back what campaigns gave with some pieces of a line, in proportion.

    A coupon that was spent meanwhile is not given back: its money is gone. A bonus that is in
    stored value is not given back here: only what is still there can be (``take_bonus_back``).

    Args:
        connection: the open write transaction.
        ground: for ids and the time.
        line: its id, its pieces, and how many of them came back before.
        wanted: pieces that come back now.
        on: the business date it is booked on.
        is_booked: whether the sale was paid, so that its bonus went into stored value.
    """
    line_id, quantity, already = line
    uses = connection.execute(
        select(promotion_use).where(
            promotion_use.c.sale_line_id == line_id, promotion_use.c.undoes.is_(None)
        )
    ).all()
    rows = []
    for use in uses:
        if use.kind is UseKind.PROMISE and _was_spent(connection, use.sale_id, use.campaign_id):
            continue
        if use.kind is UseKind.BONUS and is_booked:
            continue
        whole = PartFigures(use.amount, ZERO, ZERO, ZERO)
        back = part_of(whole, quantity, already, wanted).gross
        if back:
            rows.append(
                {
                    "id": ground.identifiers.next_id(),
                    "campaign_id": use.campaign_id,
                    "sale_id": use.sale_id,
                    "sale_line_id": line_id,
                    "kind": use.kind,
                    "amount": -back,
                    "reason": use.reason,
                    "undoes": use.id,
                    "business_date": on,
                    "booked_at": ground.now(),
                }
            )
    if rows:
        connection.execute(insert(promotion_use), rows)


def release(connection: Connection, ground: Ground, sale_id: int) -> None:
    """Give back who claimed what, and the coupon that was brought: the sale never was."""
    claims = connection.execute(
        select(promotion_claim).where(
            promotion_claim.c.sale_id == sale_id, promotion_claim.c.claims > 0
        )
    ).all()
    rows = [
        {
            "id": ground.identifiers.next_id(),
            "campaign_id": row.campaign_id,
            "sale_id": sale_id,
            "fingerprint": row.fingerprint,
            "claims": -row.claims,
        }
        for row in claims
    ]
    INSERT_CLAIM.run(connection, rows)
    change_rows(
        connection,
        "UPDATE coupon SET used_sale_id = NULL, used_at = NULL WHERE used_sale_id = ?",
        (sale_id,),
    )


def load_promotions(connection: Connection, sale_id: int) -> tuple[RecordedPromotion, ...]:
    """Read what campaigns did to a sale when it was sold, one entry for each kind of each."""
    rows = connection.execute(
        select(campaign.c.title, promotion_use)
        .join(campaign, campaign.c.id == promotion_use.c.campaign_id)
        .where(promotion_use.c.sale_id == sale_id, promotion_use.c.undoes.is_(None))
        .order_by(promotion_use.c.id)
    ).all()
    found: dict[tuple[int, UseKind], RecordedPromotion] = {}
    for row in rows:
        before = found.get((row.campaign_id, row.kind))
        amount = row.amount + (before.amount if before else ZERO)
        found[row.campaign_id, row.kind] = RecordedPromotion(
            row.title, row.reason, row.kind, amount
        )
    return tuple(found.values())


def _was_spent(connection: Connection, sale_id: int, campaign_id: int) -> bool:
    return (
        connection.execute(
            select(coupon.c.id).where(
                coupon.c.issued_sale_id == sale_id,
                coupon.c.campaign_id == campaign_id,
                coupon.c.used_sale_id.is_not(None),
            )
        ).first()
        is not None
    )


def _packed(value: Any) -> Any:
    if isinstance(value, Money):
        return {"fen": value.fen}
    if isinstance(value, tuple):
        return [_packed(one) if isinstance(one, Money | tuple) else one for one in value]
    return value


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        return Money(value["fen"])
    if isinstance(value, list):
        return tuple(_unpacked(one) for one in value)
    return value
