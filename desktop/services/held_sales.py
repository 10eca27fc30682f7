"""Holding a cart and taking it back: 挂单 and 取单.

A cart that was taken back stays stored until it is sold, held again or thrown away: the sale ends
it in its own transaction, and the next start of a till that died puts it back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.cart import Cart, CartLine
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.pricing import price_cart
from desktop.models.administration import person
from desktop.models.sales import held_sale
from desktop.storage import (
    agent_queries,
    catalog_queries,
    customer_queries,
    promotion_queries,
    sale_queries,
)
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry
from desktop.storage.top_up_targets import packed_target, unpacked_target

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.customer import AgentTag
    from desktop.domain.permissions import Actor
    from desktop.domain.product import ProductSnapshot
    from desktop.domain.promotion import Coupon
    from desktop.services.promotions import Promotions
    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class HeldSaleRow:
    """A held cart as a row of the list.

    Attributes:
        label: the customer's name, or empty for a walk-in.
    """

    id: int
    number: int
    label: str
    item_count: int
    total: Money
    person_name: str
    held_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class HeldOutcome:
    """A cart was put aside under this number."""

    id: int
    number: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class RecalledCart:
    """A held cart, at the prices of then and of now.

    Attributes:
        cart: the cart with today's products; its prices are those of now.
        old_total: what it came to when it was held.
        missing_titles: codes of products that can no longer be sold and were left out.
    """

    held_id: int
    cart: Cart
    old_total: Money
    new_total: Money
    missing_titles: tuple[str, ...]
    changes: Changes

    @property
    def has_new_total(self) -> bool:
        """Whether the cashier must choose between two totals."""
        return self.old_total != self.new_total


class HeldSales:
    """Any number of carts put aside."""

    def __init__(self, ground: Ground, promotions: Promotions | None = None) -> None:
        self._ground = ground
        self._price = promotions.price if promotions else price_cart

    def hold(self, actor: Actor, cart: Cart, note: str = "") -> HeldOutcome:
        """Put a cart aside; its accounts are sealed.

        Raises:
            BusinessRuleError: the cart is empty.
        """
        if cart.is_empty:
            raise BusinessRuleError("cart_empty", QT_TRANSLATE_NOOP("errors", "空单不用挂"))
        with self._ground.database.write(WritePriority.SALE) as connection:
            outcome = self._put_aside(connection, actor, cart, note)
            self._ground.fail_points.reached("hold.before_commit")
        self._ground.fail_points.reached("hold.committed")
        return outcome

    def list_held(self) -> tuple[HeldSaleRow, ...]:
        """Return the held carts that nobody took back, newest first."""
        with self._ground.database.read() as connection:
            rows = connection.execute(
                select(held_sale, person.c.name)
                .join(person, person.c.id == held_sale.c.person_id)
                .where(held_sale.c.taken_at.is_(None))
                .order_by(held_sale.c.held_at.desc())
            ).all()
        return tuple(
            HeldSaleRow(
                row.id,
                row.number,
                row.label,
                row.item_count,
                row.total,
                row.name,
                row.held_at,
                row.note,
            )
            for row in rows
        )

    def recall(self, actor: Actor, held_id: int, open_cart: Cart | None = None) -> RecalledCart:
        """Take a cart back to the counter; nobody else can take it then.

        Args:
            actor: who takes it.
            held_id: which one.
            open_cart: what lies on the counter: held in the other's place, all or nothing.

        Raises:
            BusinessRuleError: somebody else took it back before.
        """
        with self._ground.database.write(WritePriority.SALE) as connection:
            row = connection.execute(
                select(held_sale).where(held_sale.c.id == held_id, held_sale.c.taken_at.is_(None))
            ).first()
            if row is None:
                raise BusinessRuleError(
                    "held_gone", QT_TRANSLATE_NOOP("errors", "这张挂单已经取走了")
                )
            self._clear_counter(connection, actor, open_cart)
            plain = self._ground.vault.open(
                "pii", "held_sale", "cart_sealed", held_id, row.cart_sealed
            )
            cart, missing = self._unpacked(connection, held_id, json.loads(plain))
            connection.execute(
                update(held_sale)
                .where(held_sale.c.id == held_id)
                .values(taken_at=self._ground.now())
            )
            self._ground.record(
                connection, LedgerEntry("cart_recalled", {"held": held_id, "person": actor.id})
            )
            self._ground.fail_points.reached("recall.before_commit")
        self._ground.fail_points.reached("recall.committed")
        new_total = self._price(cart).total
        return RecalledCart(
            held_id, cart, row.total, new_total, missing, Changes.of(Topic.HELD_SALES)
        )

    def drop(self, actor: Actor, held_id: int) -> Changes:
        """Throw a held cart away; the ledger keeps that it was."""
        with self._ground.database.write() as connection:
            if sale_queries.end_held_sale(connection, held_id):
                self._ground.record(
                    connection, LedgerEntry("cart_dropped", {"held": held_id, "person": actor.id})
                )
            self._ground.fail_points.reached("discard.before_commit")
        self._ground.fail_points.reached("discard.committed")
        return Changes.of(Topic.HELD_SALES)

    def put_back(self) -> int:
        """Hold again what lay on the counter when the program ended; return how many carts."""
        with self._ground.database.write() as connection:
            taken = connection.scalars(
                select(held_sale.c.id).where(held_sale.c.taken_at.is_not(None))
            ).all()
            if not taken:
                return 0
            connection.execute(
                update(held_sale).where(held_sale.c.id.in_(taken)).values(taken_at=None)
            )
            self._ground.record(
                connection, *(LedgerEntry("cart_put_back", {"held": one}) for one in taken)
            )
            self._ground.fail_points.reached("put_back.before_commit")
        self._ground.fail_points.reached("put_back.committed")
        return len(taken)

    def _put_aside(
        self, connection: Connection, actor: Actor, cart: Cart, note: str
    ) -> HeldOutcome:
        held_id = self._ground.identifiers.next_id()
        sealed = self._ground.vault.seal("pii", "held_sale", "cart_sealed", held_id, _packed(cart))
        number = (connection.scalar(select(func.max(held_sale.c.number))) or 0) + 1
        _end(connection, cart)
        connection.execute(
            insert(held_sale),
            {
                "id": held_id,
                "number": number,
                "label": cart.customer.name if cart.customer else "",
                "item_count": cart.item_count,
                "total": self._price(cart).total,
                "cart_sealed": sealed,
                "note": note,
                "person_id": actor.id,
                "held_at": self._ground.now(),
            },
        )
        self._ground.record(
            connection, LedgerEntry("cart_held", {"held": held_id, "person": actor.id})
        )
        return HeldOutcome(held_id, number, Changes.of(Topic.HELD_SALES))

    def _clear_counter(self, connection: Connection, actor: Actor, cart: Cart | None) -> None:
        """Hold what lies on the counter; an order that was emptied there is over."""
        if cart is None:
            return
        if cart.is_empty:
            _end(connection, cart)
        else:
            self._put_aside(connection, actor, cart, "")

    def _unpacked(
        self, connection: Connection, held_id: int, packed: dict[str, Any]
    ) -> tuple[Cart, tuple[str, ...]]:
        ids = [line["product"] for line in packed["lines"]]
        products = catalog_queries.load_products(connection, ids, stale_before=self._ground.now())
        lines, missing = [], []
        for line in packed["lines"]:
            product = products.get(line["product"])
            if product is None or not product.is_selling:
                missing.append(line["title"])
                continue
            lines.append(_unpacked_line(line, product))
        customer_id = packed["customer"]
        customer = (
            None if customer_id is None else customer_queries.load_customer(connection, customer_id)
        )
        cart = Cart(
            tuple(lines),
            customer,
            _unpacked_discount(packed["discount"]),
            packed["channel"],
            packed["outside_number"],
            packed["note"],
            held_id,
            _found_coupon(connection, packed.get("coupon"), self._ground.now()),
            _found_agent(connection, packed.get("agent")),
        )
        return cart, tuple(missing)


def carts_of(connection: Connection, ground: Ground, customers: frozenset[int]) -> dict[int, bool]:
    """Return the held carts of these customers, and of each whether it lies on the counter."""
    found = {}
    for row in connection.execute(
        select(held_sale.c.id, held_sale.c.cart_sealed, held_sale.c.taken_at)
    ):
        plain = ground.vault.open("pii", "held_sale", "cart_sealed", row.id, row.cart_sealed)
        if json.loads(plain)["customer"] in customers:
            found[row.id] = row.taken_at is not None
    return found


def _end(connection: Connection, cart: Cart) -> None:
    if cart.held_id is not None:
        sale_queries.end_held_sale(connection, cart.held_id)


def _found_coupon(connection: Connection, code: str | None, now: datetime) -> Coupon | None:
    """Return the coupon of a held cart, unless it is good no more: the total then tells."""
    found = None if code is None else promotion_queries.find_coupon(connection, code)
    if found is None or found.is_used or found.is_withdrawn or found.expires_at <= now:
        return None
    return found.coupon


def _found_agent(connection: Connection, agent_id: int | None) -> AgentTag | None:
    """Return the agent of a held cart, unless they stopped meanwhile."""
    return None if agent_id is None else agent_queries.find_tag(connection, agent_id)


def _packed(cart: Cart) -> bytes:
    return json.dumps(
        {
            "lines": [_packed_line(line) for line in cart.lines],
            "customer": cart.customer.id if cart.customer else None,
            "discount": _packed_discount(cart.order_discount),
            "channel": cart.channel,
            "outside_number": cart.outside_number,
            "note": cart.note,
            "coupon": cart.coupon.code if cart.coupon else None,
            "agent": cart.agent.id if cart.agent else None,
        },
        ensure_ascii=False,
    ).encode()


def _packed_line(line: CartLine) -> dict[str, Any]:
    return {
        "key": line.key,
        "product": line.product.id,
        "title": line.product.title,
        "quantity": line.quantity,
        "discount": _packed_discount(line.discount),
        "target": packed_target(line.target) if line.target else None,
        "note": line.note,
    }


def _unpacked_line(packed: dict[str, Any], product: ProductSnapshot) -> CartLine:
    target = packed["target"]
    return CartLine(
        packed["key"],
        product,
        packed["quantity"],
        _unpacked_discount(packed["discount"]),
        unpacked_target(target) if target else None,
        packed["note"],
    )


def _packed_discount(discount: Discount | None) -> list[Any] | None:
    if discount is None:
        return None
    return [discount.kind, discount.rate_percent, discount.amount.fen, discount.reason]


def _unpacked_discount(packed: list[Any] | None) -> Discount | None:
    if packed is None:
        return None
    return Discount(DiscountKind(packed[0]), packed[1], Money(packed[2]), packed[3])
