"""Orders, returns, voids, top-ups and closings in any order while campaigns give into stored value.

What must hold at every step; bugs put in on purpose must be found.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.promotion import UseKind
from desktop.domain.sale import SaleSnapshot
from desktop.domain.stored_value import StoredReason
from desktop.domain.tender import Tender, TenderMethod
from desktop.models.member_ledgers import stored_value_entry
from desktop.models.promotions import promotion_claim, promotion_use
from desktop.services import pending_sales, return_recording
from desktop.services.promotion_bonuses import book_sale_bonus, take_bonus_back
from desktop.services.promotions import Promotions
from desktop.storage import bonus_queries
from desktop.storage.bonus_queries import list_due
from desktop.storage.consistency import SUM_CHECKS
from tests.services.member_desk import MemberShop, by_stored

PEOPLE = 2
OFTEN = 2


class GivingShop(RuleBasedStateMachine):
    """A shop whose campaigns give money into stored value."""

    def __init__(self) -> None:
        super().__init__()
        self.shop = MemberShop()
        self.shop.settings.change(
            self.shop.owner, {"sale.floor": "0", "stored.order": "bonus_first"}
        )
        self.product = self.shop.a_product("P", price=33_33, cost=1_00, cards=200)
        self.shop.a_campaign(
            "spend_gift", threshold=Money(60_00), coupon=Money(7_01), budget=Money(50_00)
        )
        self.topping = self.shop.a_campaign(
            "stored_value_gift",
            threshold=Money(50_00),
            gift=Money(5_00),
            times=2,
            budget=Money(60_00),
            per_person=OFTEN,
        )
        self.people = [
            self.shop.a_member(f"会员{number}", f"1360000{number}{number:03d}")
            for number in range(PEOPLE)
        ]
        self.sales: list[tuple[int, SaleSnapshot]] = []
        self.back: dict[int, int] = {}
        self.gifts = [0] * PEOPLE
        self.number = 0

    @rule(
        who=st.integers(0, PEOPLE - 1),
        pieces=st.integers(1, 4),
        stored=st.integers(0, 10),
        is_paid_later=st.booleans(),
    )
    def sell(self, who: int, pieces: int, stored: int, is_paid_later: bool) -> None:
        member = self.shop.customers.get(self.people[who].id)
        cart = Cart().with_product(self.product, pieces).with_customer(member)
        total = self.shop.checkout.price(cart).total
        if is_paid_later:
            self.number += 1
            seen = Tender(TenderMethod.WECHAT, total, bill_tail="1234")
            name = f"late{self.number}"
            sold = self.shop.sell(cart, seen, request_id=name, is_awaiting_payment=True).sale
            if stored < 4:
                self.shop.pending_sales.drop(self.shop.owner, sold.id, "没付")
                return
            self.shop.pending_sales.confirm(self.shop.cashier, sold.id, [seen], self.shop.shift.id)
        else:
            purse = self.shop.stored.purse_of(member.id).total
            share = min(purse.fen * stored // 10, total.fen)
            tenders = (by_stored(share, member.phone[-4:]),) if share else ()
            sold = self.shop.sell_to(member, self.product, *tenders, pieces=pieces)
        self.sales.append((who, sold))
        self.back[sold.id] = 0

    @precondition(lambda self: self.sales)
    @rule(which=st.integers(0, 99), pieces=st.integers(1, 4), voids=st.booleans())
    def take_back(self, which: int, pieces: int, voids: bool) -> None:
        who, sold = self.sales[which % len(self.sales)]
        left = sold.lines[0].quantity - self.back[sold.id]
        if not left:
            return
        pieces = left if voids and left == sold.lines[0].quantity else min(pieces, left)
        if voids and left == sold.lines[0].quantity:
            self.shop.returns.void(
                self.shop.cashier,
                sold.id,
                "点错",
                request_id=f"v{sold.id}",
                shift_id=self.shop.shift.id,
            )
        else:
            self.shop.take_back(sold, pieces)
        self.back[sold.id] += pieces
        self._keeps_nothing_that_is_due(who)

    @rule(who=st.integers(0, PEOPLE - 1), fen=st.sampled_from([1, 49_99, 50_00, 100_00, 120_00]))
    def top_up(self, who: int, fen: int) -> None:
        member = self.people[who]
        told = self.shop.stored.gift_for(member.id, Money(fen))
        said = told.amount if told else ZERO
        before = self.shop.stored.purse_of(member.id)
        request = self.shop.money(member, fen, approval=self.shop.approval)
        try:
            self.shop.stored.top_up(self.shop.cashier, request, said_gift=said)
        except BusinessRuleError as refused:
            if refused.code != "stored_limit":
                raise
            assert self.shop.stored.purse_of(member.id) == before
            return
        after = self.shop.stored.purse_of(member.id) - before
        assert (after.principal.fen, after.bonus) == (fen, said)
        self.gifts[who] += said > ZERO
        assert self.gifts[who] <= OFTEN

    @rule(who=st.integers(0, PEOPLE - 1))
    def close(self, who: int) -> None:
        self.shop.clock.pass_time(timedelta(minutes=1))
        purse = self.shop.stored.purse_of(self.people[who].id)
        request = self.shop.money(self.people[who], purse.principal.fen, note="不玩了")
        self.shop.stored.close(self.shop.owner, request)
        assert not self.shop.stored.purse_of(self.people[who].id)
        self.shop.clock.pass_time(timedelta(minutes=1))

    @invariant()
    def nothing_is_below_zero_and_no_budget_is_overdrawn(self) -> None:
        for one in self.people:
            purse = self.shop.stored.purse_of(one.id)
            assert purse.principal >= ZERO
            assert purse.bonus >= ZERO
        for view in self.shop.campaigns.list_campaigns():
            assert view.row.budget is not None
            assert ZERO <= view.row.spent <= view.row.budget

    @invariant()
    def campaigns_count_what_the_ledger_holds(self) -> None:
        with self.shop.ground.database.read() as connection:
            entry, use = stored_value_entry.c, promotion_use.c
            gifted = (StoredReason.GIFTED, StoredReason.GIFT_BACK)
            booked = dict(
                connection.execute(
                    select(entry.sale_id, func.sum(entry.bonus))
                    .where(entry.reason.in_(gifted))
                    .group_by(entry.sale_id)
                ).all()
            )
            counted = dict(
                connection.execute(
                    select(use.sale_id, func.sum(use.amount))
                    .where(use.kind == UseKind.BONUS, use.sale_id.is_not(None))
                    .group_by(use.sale_id)
                ).all()
            )
            on_top = connection.scalar(
                select(func.sum(entry.bonus)).where(entry.reason == StoredReason.TOP_UP)
            )
            counted_on_top = connection.scalar(
                select(func.sum(use.amount)).where(use.receipt_id.is_not(None))
            )
            most = connection.scalars(
                select(func.sum(promotion_claim.c.claims)).group_by(promotion_claim.c.fingerprint)
            ).all()
            uneven = [problem for check in SUM_CHECKS for problem in check(connection)]
        assert {one: sum_ for one, sum_ in counted.items() if sum_} == {
            one: sum_ for one, sum_ in booked.items() if sum_
        }
        assert (on_top or ZERO) == (counted_on_top or ZERO)
        assert all(claims <= OFTEN for claims in most)
        assert not uneven

    def teardown(self) -> None:
        """When everything came back, no gift of an order is left with anybody."""
        for who, sold in self.sales:
            left = sold.lines[0].quantity - self.back[sold.id]
            if left:
                self.shop.take_back(sold, left)
                self._keeps_nothing_that_is_due(who)
        self.nothing_is_below_zero_and_no_budget_is_overdrawn()
        self.campaigns_count_what_the_ledger_holds()
        self.shop.ground.database.close()

    def _keeps_nothing_that_is_due(self, who: int) -> None:
        member = self.people[who]
        with self.shop.ground.database.read() as connection:
            due = list_due(connection, member.id)
        assert not due or self.shop.stored.purse_of(member.id).bonus == ZERO


def _run(count: int) -> None:
    machine = settings(
        max_examples=count,
        stateful_step_count=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
        derandomize=True,
    )
    run_state_machine_as_test(GivingShop, settings=machine)


@pytest.mark.timeout(3600)
def test_no_gift_leaks(sized: Callable[[int, int], int]) -> None:
    _run(sized(25, 1000))


def _taken_only_from_the_sale_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bonuses spent in another order and given back with that one would be kept."""
    right, every = take_bonus_back, list_due

    def own_only(*given: Any) -> None:
        sale_id = given[3].sale_id

        def own(*asked: Any) -> tuple[bonus_queries.BonusDue, ...]:
            return tuple(one for one in every(*asked) if one.sale_id == sale_id)

        monkeypatch.setattr(bonus_queries, "list_due", own)
        right(*given)

    monkeypatch.setattr(return_recording, "take_bonus_back", own_only)


def _never_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(return_recording, "take_bonus_back", lambda *_given: None)


def _booked_twice_when_paid_late(monkeypatch: pytest.MonkeyPatch) -> None:
    right = book_sale_bonus

    def twice(*given: Any) -> None:
        right(*given)
        right(*given)

    monkeypatch.setattr(pending_sales, "book_sale_bonus", twice)


def _nobody_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Promotions, "claimants_of", lambda *_given: ())


@pytest.mark.parametrize(
    "bug",
    [
        _taken_only_from_the_sale_itself,
        _never_taken_back,
        _booked_twice_when_paid_late,
        _nobody_is_counted,
    ],
)
def test_a_bug_put_in_on_purpose_is_found(
    monkeypatch: pytest.MonkeyPatch, bug: Callable[[pytest.MonkeyPatch], None]
) -> None:
    bug(monkeypatch)
    with pytest.raises((AssertionError, BusinessRuleError)):
        _run(40)
