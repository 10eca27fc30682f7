"""What campaigns do to the cart on the counter, and to the sale that is being written.

While no campaign runs a cart costs no query: what runs is read once and kept until something
changes it. The till's own process is the only one that writes, so what is kept is true.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, Final

from desktop.domain.cart import Cart
from desktop.domain.clock import zone_named
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.pricing import price_cart
from desktop.domain.promotion import Campaign, CampaignState, Facts, TopUpGift
from desktop.promotions import first_order, stored_value_gift
from desktop.promotions.base import is_meant, several
from desktop.promotions.best import best_for
from desktop.storage import catalog_queries, customer_queries, promotion_queries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.customer import CustomerSnapshot
    from desktop.domain.pricing import PricedCart
    from desktop.domain.product import ProductSnapshot
    from desktop.domain.promotion import Coupon
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground
    from desktop.storage.promotion_queries import CampaignRow

_GIFTS: Final = "gifts"
_GIFTS_KEPT: Final = timedelta(minutes=1)
"""Stock of gifts moves with every import and sale; a sale itself looks anew."""


@dataclass(frozen=True, slots=True)
class _Running:
    """What was read: campaigns that run or will, the goods they give, who used them."""

    rows: tuple[CampaignRow, ...]
    gifts: dict[int, ProductSnapshot]
    read_at: datetime
    claims: dict[tuple[bytes, ...], dict[int, int]] = field(default_factory=dict)


class Promotions:
    """Prices carts with whatever runs at that moment; one object per profile."""

    def __init__(self, ground: Ground, settings: Settings) -> None:
        self._ground = ground
        self._settings = settings
        self._lock = Lock()
        self._kept: _Running | None = None
        self._times_forgotten = 0

    def forget(self) -> None:
        """Read anew next time: a campaign began or ended, was used or given back."""
        self._times_forgotten += 1
        self._kept = None

    def price(self, cart: Cart) -> PricedCart:
        """Price a cart with the promotions that are best for it."""
        kept = self._running()
        if not kept.rows and cart.coupon is None:
            return price_cart(cart)
        return self._priced(cart, kept, None)

    def price_now(self, connection: Connection, cart: Cart) -> PricedCart:
        """Price a cart that is being sold: budgets, limits and gifts as this transaction sees them.

        Raises:
            BusinessRuleError: the coupon was used, or is good no more.
        """
        if not self._running().rows and cart.coupon is None:
            return price_cart(cart)
        if cart.coupon is not None:
            cart = cart.with_coupon(self._found_coupon(connection, cart.coupon.code))
        if cart.customer is not None:
            cart = cart.with_customer(customer_queries.load_customer(connection, cart.customer.id))
        return self._priced(cart, self._read(connection), connection)

    def find_coupon(self, code: str) -> Coupon:
        """Return the coupon with this code.

        Raises:
            BusinessRuleError: there is none, it was used, or it is good no more.
        """
        with self._ground.database.read() as connection:
            return self._found_coupon(connection, code)

    def top_up_gift(
        self, customer_id: int, topped_up: Money, connection: Connection | None = None
    ) -> TopUpGift | None:
        """Return what a member gets on top of stored value paid in now: the most that runs.

        Args:
            customer_id: whose stored value it is.
            topped_up: the money.
            connection: the transaction that books it, so that budget and limit are as it sees them.
        """
        running = self._running() if connection is None else self._read(connection)
        now = self._ground.now()
        rows = [
            row
            for row in running.rows
            if row.rule == stored_value_gift.RULE.name and row.starts_at <= now < row.ends_at
        ]
        if not rows:
            return None
        cart = self._cart_of(customer_id, connection)
        facts = facts_of(cart, 0, self._barred(cart, rows, running, connection))
        gifts = [
            TopUpGift(row.id, row.title, amount)
            for row in rows
            if row.id not in facts.barred and is_meant(row.values, facts)
            for amount in (stored_value_gift.gift_for(row.values, topped_up),)
            if amount and (row.budget_left is None or amount <= row.budget_left)
        ]
        return max(gifts, key=_by_amount, default=None)

    def claimants_of(
        self, campaign_id: int, customer_id: int, connection: Connection
    ) -> tuple[bytes, ...]:
        """Return who uses a campaign up by paying stored value in; nobody without a limit."""
        if not promotion_queries.limited_among(connection, [campaign_id]):
            return ()
        return self.persons_of(self._cart_of(customer_id, connection))

    def persons_of(self, cart: Cart) -> tuple[bytes, ...]:
        """Return by what a person is known again: phone, QQ, WeChat, and accounts topped up."""
        return tuple(
            self._ground.vault.fingerprint("promotion", name.encode())
            for name in sorted(set(_names_of(cart)))
        )

    def _cart_of(self, customer_id: int, connection: Connection | None) -> Cart:
        if connection is not None:
            return Cart().with_customer(customer_queries.load_customer(connection, customer_id))
        with self._ground.database.read() as reading:
            return Cart().with_customer(customer_queries.load_customer(reading, customer_id))

    def _running(self) -> _Running:
        kept = self._kept
        is_old = kept is not None and kept.gifts and self._ground.now() - kept.read_at > _GIFTS_KEPT
        if kept is None or is_old:
            with self._lock:
                before = self._times_forgotten
                with self._ground.database.read() as connection:
                    kept = self._read(connection)
                self._kept = kept
                if before != self._times_forgotten:  # it may be older than what changed
                    self._kept = None
        return kept

    def _read(self, connection: Connection) -> _Running:
        now = self._ground.now()
        rows = promotion_queries.load_campaigns(connection, (CampaignState.RUNNING,))
        ids = {one for row in rows for one in several(row.values, _GIFTS) if isinstance(one, int)}
        if not ids:
            return _Running(rows, {}, now)
        zone = zone_named(self._settings.current.text("day.zone"))
        gifts = catalog_queries.load_products(
            connection, sorted(ids), stale_before=now, today=now.astimezone(zone).date()
        )
        return _Running(rows, gifts, now)

    def _priced(self, cart: Cart, running: _Running, connection: Connection | None) -> PricedCart:
        now = self._ground.now()
        rows = [row for row in running.rows if row.starts_at <= now < row.ends_at]
        barred = self._barred(cart, rows, running, connection)
        barred |= self._had_first(cart, rows, connection)
        campaigns = [
            Campaign(row.id, row.rule, row.title, row.values, row.budget_left) for row in rows
        ]
        zone = zone_named(self._settings.current.text("day.zone"))
        is_stored = self._settings.current.flag("stored.enabled")
        facts = facts_of(cart, now.astimezone(zone).hour, barred, is_stored=is_stored)
        return price_cart(cart, best_for(cart, campaigns, facts, running.gifts))

    def _barred(
        self,
        cart: Cart,
        rows: Sequence[CampaignRow],
        running: _Running,
        connection: Connection | None,
    ) -> frozenset[int]:
        """Return the campaigns used up by this person; whoever is nobody cannot be counted."""
        limits = {row.id: row.per_person for row in rows if row.per_person}
        if not limits:
            return frozenset()
        persons = self.persons_of(cart)
        if not persons:
            return frozenset(limits)
        claims = running.claims.get(persons)
        if claims is None:
            claims = running.claims[persons] = self._read_claims(persons, connection)
        return frozenset(one for one, limit in limits.items() if claims.get(one, 0) >= limit)

    def _had_first(
        self, cart: Cart, rows: Sequence[CampaignRow], connection: Connection | None
    ) -> frozenset[int]:
        """Return the campaigns of first orders, when one that awaits its money had them."""
        firsts = frozenset(row.id for row in rows if row.rule == first_order.RULE.name)
        member = cart.customer
        if not firsts or member is None or not member.is_first_order:
            return frozenset()
        if connection is None:
            with self._ground.database.read() as reading:
                had = promotion_queries.is_used_unpaid(reading, member.id, firsts)
        else:
            had = promotion_queries.is_used_unpaid(connection, member.id, firsts)
        return firsts if had else frozenset()

    def _read_claims(
        self, persons: Sequence[bytes], connection: Connection | None
    ) -> dict[int, int]:
        if connection is not None:
            return promotion_queries.claims_of(connection, persons)
        with self._ground.database.read() as reading:
            return promotion_queries.claims_of(reading, persons)

    def _found_coupon(self, connection: Connection, code: str) -> Coupon:
        typed = code.strip().upper()
        found = promotion_queries.find_coupon(connection, typed)
        if found is None:
            raise BusinessRuleError(
                "coupon_unknown",
                QT_TRANSLATE_NOOP("errors", "没有这张券：{coupon}"),
                coupon=typed[:40],
            )
        if found.is_used:
            raise BusinessRuleError(
                "coupon_used",
                QT_TRANSLATE_NOOP("errors", "券 {coupon} 已经用过了，这一单没有减"),
                coupon=typed,
            )
        if found.is_withdrawn:
            raise BusinessRuleError(
                "coupon_withdrawn",
                QT_TRANSLATE_NOOP("errors", "券 {coupon} 作废了：送它的那一单退了款或作废了"),
                coupon=typed,
            )
        if found.expires_at <= self._ground.now():
            raise BusinessRuleError(
                "coupon_expired", QT_TRANSLATE_NOOP("errors", "券 {coupon} 过期了"), coupon=typed
            )
        return found.coupon


def facts_of(cart: Cart, hour: int, barred: frozenset[int], *, is_stored: bool = False) -> Facts:
    """Return what rules may know of who buys, where and when."""
    member = cart.customer
    return Facts(
        hour=hour,
        is_first_order=member is not None and member.is_first_order,
        tier_id=member.tier.id if member is not None and member.tier else None,
        tags=frozenset(member.tags) if member is not None else frozenset(),
        channel=cart.channel,
        coupon=cart.coupon,
        barred=barred,
        keeps_stored=is_stored and member is not None,
    )


def _by_amount(gift: TopUpGift) -> tuple[int, int]:
    return gift.amount.fen, -gift.campaign_id


def _names_of(cart: Cart) -> Iterator[str]:
    if cart.customer is not None:
        yield from _contacts_of(cart.customer)
    for line in cart.lines:
        if line.target is not None:
            yield f"account:{line.target.sameness}"


def _contacts_of(member: CustomerSnapshot) -> Iterator[str]:
    yield f"member:{member.id}"
    for kind in ("phone", "qq", "wechat"):
        contact = getattr(member, kind)
        if contact:
            yield f"{kind}:{contact}"
