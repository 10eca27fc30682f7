"""Writing down what campaigns did to a sale, within the sale's own transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.promotion import RecordedPromotion, Stacking, UseKind
from desktop.storage import promotion_queries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from desktop.domain.promotion import AppliedPromotion, NextCoupon
    from desktop.services.promotions import Promotions
    from desktop.services.sale_drafts import LineDraft, SaleDraft
    from desktop.storage.ground import Ground

CODE_LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that look like another."""
CODE_LENGTH: Final = 8


def coupon_code(ground: Ground) -> str:
    """Return a new code that nobody guesses."""
    return "".join(
        CODE_LETTERS[ground.randomness.below(len(CODE_LETTERS))] for _place in range(CODE_LENGTH)
    )


def write_promotions(
    connection: Connection, ground: Ground, promotions: Promotions, draft: SaleDraft
) -> tuple[RecordedPromotion, ...]:
    """Write the uses of every promotion of a sale whose lines are written.

    Raises:
        BusinessRuleError: the coupon was used by somebody else before; nothing is written.
    """
    applied = draft.priced.applied
    rows = [row for one in applied for row in _rows_of(connection, ground, draft, one)]
    promotion_queries.INSERT_USE.run(connection, rows)
    cart = draft.priced.cart
    used = [one.campaign_id for one in applied if not one.is_promise]
    limited = promotion_queries.limited_among(connection, used)
    claims = [
        {
            "id": ground.identifiers.next_id(),
            "campaign_id": campaign_id,
            "sale_id": draft.sale_id,
            "fingerprint": person,
            "claims": 1,
        }
        for campaign_id in sorted(limited)
        for person in promotions.persons_of(cart)
    ]
    promotion_queries.INSERT_CLAIM.run(connection, claims)
    return _recorded(applied, rows)


def _rows_of(
    connection: Connection, ground: Ground, draft: SaleDraft, one: AppliedPromotion
) -> Iterator[dict[str, Any]]:
    by_key = {line.figures.priced.line.key: line for line in draft.lines}
    if one.coupon_id is not None:
        _use_up(connection, draft, one)
    kind = _kind_of(one)
    common = {
        "campaign_id": one.campaign_id,
        "sale_id": draft.sale_id,
        "reason": str(one.reason),
        "business_date": draft.business_date,
        "booked_at": draft.at,
    }

    def row(line_id: int, what: UseKind, amount: Money, **changes: str) -> dict[str, Any]:
        own = {"id": ground.identifiers.next_id(), "sale_line_id": line_id}
        return {**common, **own, "kind": what, "amount": amount, **changes}

    for key, off in one.by_line:
        yield row(by_key[key].id, kind, off)
    for gift in draft.lines if one.gifts else ():
        if gift.figures.priced.gift_of == one.campaign_id:
            yield row(gift.id, UseKind.GIFT, _cost_of(gift))
    if one.coupon is not None:
        code = _issue(connection, ground, draft, one.campaign_id, one.coupon)
        for line_id, share in _shared(draft, one.coupon.off):
            yield row(line_id, UseKind.PROMISE, share, reason=f"{one.reason}：{code}")
    for line_id, share in _shared(draft, one.bonus):
        yield row(line_id, UseKind.BONUS, share)
    if one.guide and not one.by_line:
        yield row(draft.lines[0].id, kind, Money(0))


def _shared(draft: SaleDraft, gift: Money) -> Iterator[tuple[int, Money]]:
    """Share a gift of money over the lines that were paid, so that it comes back with them."""
    sold = [line for line in draft.lines if line.figures.priced.gift_of is None]
    shares = gift.shared_by([line.figures.net.fen for line in sold])
    return ((line.id, share) for line, share in zip(sold, shares, strict=True) if share)


def _kind_of(one: AppliedPromotion) -> UseKind:
    if one.is_promise:
        return UseKind.REDEEMED
    return UseKind.PRICE if one.stacking is Stacking.PRICE else UseKind.ORDER


def _cost_of(line: LineDraft) -> Money:
    item = line.figures.priced.line
    return item.product.price * item.quantity if line.cost is None else line.cost


def _use_up(connection: Connection, draft: SaleDraft, one: AppliedPromotion) -> None:
    assert one.coupon_id is not None  # noqa: S101 - the caller asked
    if not promotion_queries.use_coupon(connection, one.coupon_id, draft.sale_id, draft.at):
        raise BusinessRuleError(
            "coupon_used",
            QT_TRANSLATE_NOOP("errors", "这张券刚被用掉了。还没有记成收款，请重新确认"),
        )


def _issue(
    connection: Connection,
    ground: Ground,
    draft: SaleDraft,
    campaign_id: int,
    given: NextCoupon,
) -> str:
    code = coupon_code(ground)
    member = draft.priced.cart.customer
    promotion_queries.INSERT_COUPON.run(
        connection,
        [
            {
                "id": ground.identifiers.next_id(),
                "code": code,
                "campaign_id": campaign_id,
                "off": given.off,
                "threshold": given.threshold,
                "issued_sale_id": draft.sale_id,
                "customer_id": member.id if member else None,
                "expires_at": draft.at + timedelta(days=given.days),
                "created_at": draft.at,
            }
        ],
    )
    return code


def _recorded(
    applied: Sequence[AppliedPromotion], rows: Sequence[dict[str, Any]]
) -> tuple[RecordedPromotion, ...]:
    titles = {one.campaign_id: one.title for one in applied}
    found: dict[tuple[int, UseKind], RecordedPromotion] = {}
    for row in rows:
        key = (row["campaign_id"], row["kind"])
        before = found.get(key)
        amount = row["amount"] + (before.amount if before else Money(0))
        found[key] = RecordedPromotion(titles[key[0]], row["reason"], key[1], amount)
    return tuple(found.values())
