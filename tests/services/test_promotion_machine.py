"""Carts, sales, refunds and voids in any order while campaigns run: what must hold at every step."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import func, select

from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.promotion import UseKind
from desktop.domain.sale import ReturnReason, SaleSnapshot
from desktop.models.promotions import coupon, promotion_claim, promotion_use
from desktop.models.sales import sale_line
from desktop.services.returns import RefundRequest
from desktop.storage import consistency
from desktop.storage.customer_queries import load_customer
from tests.shop import RehearsalShop

CAMPAIGNS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("percent_off", {"rate": 90, "per_person": 2}),
    ("nth_piece", {"n": 2, "rate": 50, "budget": Money(60_00)}),
    ("spend_and_save", {"threshold": Money(100_00), "off": Money(7_01), "budget": Money(20_00)}),
    ("first_order", {"off": Money(5_00)}),
    ("spend_gift", {"threshold": Money(150_00), "coupon": Money(9_00), "budget": Money(30_00)}),
)
PEOPLE = 3


class PromotedShop(RuleBasedStateMachine):
    """A shop in which anything that a counter does may come next."""

    def __init__(self) -> None:
        super().__init__()
        self.shop = RehearsalShop()
        self.shop.open_shift()
        self.shop.settings.change(self.shop.owner, {"sale.floor": "0"})
        self.goods = [
            self.shop.a_product("A", price=100_00, cost=30_00, cards=60),
            self.shop.a_product("B", price=33_33, cost=9_00, cards=60, face_text="B"),
        ]
        gift = self.shop.a_product("G", price=8_00, cost=3_00, cards=20, face_text="G")
        self.campaigns = [self.shop.a_campaign(kind, **values) for kind, values in CAMPAIGNS]
        self.campaigns.append(
            self.shop.a_campaign(
                "spend_gift", threshold=Money(60_00), gifts=(gift.id,), budget=Money(12_00)
            )
        )
        self.people = [self.shop.a_member(f"1380000{number:04d}") for number in range(PEOPLE)]
        self.sales: list[SaleSnapshot] = []
        self.voided: set[int] = set()
        self.number = 0

    def _next(self) -> str:
        self.number += 1
        return f"r{self.number}"

    @rule(
        pieces=st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any),
        who=st.integers(0, PEOPLE),
        uses_coupon=st.booleans(),
    )
    def sell(self, pieces: tuple[int, int], who: int, uses_coupon: bool) -> None:
        cart = Cart()
        for product, count in zip(self.goods, pieces, strict=True):
            if count:
                cart = cart.with_product(product, count)
        if who < PEOPLE:
            with self.shop.ground.database.read() as connection:
                cart = cart.with_customer(load_customer(connection, self.people[who].id))
        code = self._a_code() if uses_coupon else None
        if code is not None:
            cart = cart.with_coupon(self.shop.checkout.find_coupon(code))
        priced = self.shop.checkout.price(cart)
        assert ZERO <= priced.total <= priced.gross
        sold = self.shop.sell(cart, request_id=self._next()).sale
        assert sold.total == priced.total
        assert self.shop.checkout.get_sale(sold.id) == sold
        self.sales.append(sold)

    @precondition(lambda self: self.sales)
    @rule(data=st.data())
    def refund(self, data: st.DataObject) -> None:
        sold = data.draw(st.sampled_from(self.sales))
        line = data.draw(st.sampled_from(sold.lines))
        pieces = data.draw(st.integers(1, line.quantity))
        wanted = RefundRequest(
            self._next(),
            sold.id,
            {line.id: pieces},
            ReturnReason.OTHER,
            self.shop.shift.id,
            approval=self.shop.approval,
        )
        try:
            self.shop.returns.refund(self.shop.cashier, wanted)
        except BusinessRuleError as refused:
            if refused.code not in {"too_many_returned", "not_refundable"}:
                raise

    @precondition(lambda self: self.sales)
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        sold = data.draw(st.sampled_from(self.sales))
        if sold.id in self.voided:
            return
        try:
            self.shop.returns.void(
                self.shop.cashier,
                sold.id,
                "打错了",
                request_id=self._next(),
                shift_id=self.shop.shift.id,
            )
        except BusinessRuleError as refused:
            if refused.code not in {"too_late_to_void", "too_many_returned"}:
                raise
        else:
            self.voided.add(sold.id)

    @invariant()
    def no_budget_is_overdrawn_or_paid_twice(self) -> None:
        for view in self.shop.campaigns.list_campaigns():
            assert view.row.spent >= ZERO
            assert view.row.budget is None or view.row.spent <= view.row.budget

    @invariant()
    def what_uses_say_is_in_the_lines(self) -> None:
        with self.shop.ground.database.read() as connection:
            taken = connection.execute(
                select(
                    sale_line.c.discount,
                    sale_line.c.order_share,
                    func.sum(promotion_use.c.amount).filter(promotion_use.c.kind == UseKind.PRICE),
                    func.sum(promotion_use.c.amount).filter(
                        promotion_use.c.kind.in_([UseKind.ORDER, UseKind.REDEEMED])
                    ),
                )
                .join(promotion_use, promotion_use.c.sale_line_id == sale_line.c.id)
                .where(promotion_use.c.undoes.is_(None))
                .group_by(sale_line.c.id)
            ).all()
            assert all((row[2] or ZERO, row[3] or ZERO) == (row[0], row[1]) for row in taken)
            assert not list(consistency.find_uneven_sales(connection))

    @invariant()
    def lines_that_came_back_whole_cost_no_campaign_anything(self) -> None:
        with self.shop.ground.database.read() as connection:
            left = connection.execute(
                select(func.sum(promotion_use.c.amount))
                .join(sale_line, sale_line.c.id == promotion_use.c.sale_line_id)
                .where(
                    sale_line.c.returned_quantity == sale_line.c.quantity,
                    promotion_use.c.kind != UseKind.PROMISE,
                )
                .group_by(sale_line.c.id)
            ).scalars()
            assert all(amount == ZERO for amount in left)

    @invariant()
    def nobody_used_a_campaign_more_often_than_they_may(self) -> None:
        with self.shop.ground.database.read() as connection:
            most = connection.execute(
                select(func.sum(promotion_claim.c.claims)).group_by(
                    promotion_claim.c.fingerprint, promotion_claim.c.campaign_id
                )
            ).scalars()
            assert all(0 <= claims <= 2 for claims in most)

    @invariant()
    def no_coupon_was_used_in_two_standing_sales(self) -> None:
        with self.shop.ground.database.read() as connection:
            used = connection.scalar(select(func.count()).where(coupon.c.used_sale_id.is_not(None)))
            redeemed = connection.scalar(
                select(func.count(promotion_use.c.sale_id.distinct())).where(
                    promotion_use.c.kind == UseKind.REDEEMED,
                    promotion_use.c.sale_id.not_in(self.voided),
                )
            )
        assert used == redeemed

    def teardown(self) -> None:
        self.shop.ground.database.close()

    def _a_code(self) -> str | None:
        with self.shop.ground.database.read() as connection:
            codes = connection.scalars(
                select(coupon.c.code).where(coupon.c.used_sale_id.is_(None))
            ).all()
        for code in codes:
            try:
                self.shop.checkout.find_coupon(code)
            except BusinessRuleError:
                continue
            return str(code)
        return None


PromotedShop.TestCase.settings = settings(max_examples=12, stateful_step_count=10, deadline=None)
TestPromotedShop = PromotedShop.TestCase
