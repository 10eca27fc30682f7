"""Random days of members: sales, returns, voids, ledgers of all kinds, agents, merging, lapsing.

After every step the books are added up from the outside; a sale that came back whole must have left
no trace in any ledger. Bugs put in on purpose must be found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from desktop.domain.customer import AgentTag, CustomerSnapshot
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.sale import SaleSnapshot
from desktop.domain.stored_value import EMPTY_PURSE, Purse
from desktop.models.customers import points_entry
from desktop.models.member_ledgers import credit_entry, stored_value_entry
from desktop.services import member_tenders
from desktop.storage import agent_queries, commission_ledger
from desktop.storage.consistency import SUM_CHECKS
from tests.services.agent_desk import AgentShop
from tests.services.member_desk import by_points, by_stored, on_credit

PIECES = st.integers(1, 3)
SHARE = st.sampled_from([0, 0, 3, 10])
PER_YUAN = 100
REFUSALS_THAT_MAY_BE = frozenset(
    {"stored_limit", "points_short", "points_short_for_gift", "gift_short", "out_of_stock"}
)


@dataclass
class Sold:
    """A sale, who bought, and what of it is still out."""

    snapshot: SaleSnapshot
    buyer: int
    pieces: int
    back: int = 0
    is_void: bool = False


@dataclass
class Book:
    """What the test itself wrote down about money and who is who."""

    sales: list[Sold] = field(default_factory=list)
    gifts: list[int] = field(default_factory=list)
    members: list[CustomerSnapshot] = field(default_factory=list)
    now_is: dict[int, int] = field(default_factory=dict)
    cash: int = 100_00
    agents: list[AgentTag] = field(default_factory=list)
    commission_paid: dict[int, int] = field(default_factory=dict)


class MemberDays(RuleBasedStateMachine):
    """One shop, three members, and whatever may happen to them."""

    @initialize(
        deducts=st.booleans(),
        bonus_first=st.booleans(),
        expires=st.booleans(),
        price=st.integers(101, 400),
    )
    def open(self, deducts: bool, bonus_first: bool, expires: bool, price: int) -> None:
        self.shop = AgentShop()
        self.book = Book()
        self.shop.settings.change(
            self.shop.owner,
            {
                "points.after_refund": "deduct" if deducts else "negative",
                "stored.order": "bonus_first" if bonus_first else "principal_first",
                "points.expire_months": 2 if expires else 0,
                "points.per_yuan": PER_YUAN,
                "points.fen_per_point": 2,
            },
        )
        self.product = self.shop.a_product("P", price=price, cost=1, cards=90)
        self.gift = self.shop.gifts.add(self.shop.owner, "贴纸", 50).gift
        self.shop.gifts.stock(self.shop.owner, self.gift.id, 5, Money(3_33))
        self.book.agents = [
            self.shop.an_agent("XY01", "夏雨", share=3333),
            self.shop.an_agent("LM02", "李明", share=1250, keeps_members=False),
        ]
        for number in range(3):
            one = self.shop.a_member(f"会员{number}", f"1360000{number}{number:03d}")
            self.shop.credit.set_limit(self.shop.owner, one.id, Money(200_00))
            self.book.members.append(one)
            self.shop.customers.adjust_points(self.shop.owner, one.id, 400, "期初")
            self.shop.top_up(one, 2_00, bonus=1_50)
            self.book.cash += 2_00

    # What happens -----------------------------------------------------------------------------

    @rule(who=st.integers(0, 2), pieces=PIECES, points=SHARE, stored=SHARE, credit=SHARE)
    def sell_first(self, who: int, pieces: int, points: int, stored: int, credit: int) -> None:
        self.sell(who, pieces, points, stored, credit)

    @rule(
        who=st.integers(0, 2),
        pieces=PIECES,
        points=SHARE,
        stored=SHARE,
        credit=SHARE,
        agent=st.integers(0, 1),
    )
    def sell_for_an_agent(
        self, who: int, pieces: int, points: int, stored: int, credit: int, agent: int
    ) -> None:
        self.sell(who, pieces, points, stored, credit, self.book.agents[agent])

    def sell(
        self,
        who: int,
        pieces: int,
        points: int,
        stored: int,
        credit: int,
        agent: AgentTag | None = None,
    ) -> None:
        member = self._member(who)
        standing = self.shop.customers.standing_of(member.id)
        left = self.product.price.fen * pieces
        parts = []
        for share, most, make in (
            (points, max(standing.points, 0) * 100 // PER_YUAN, by_points),
            (stored, standing.purse.total.fen, by_stored),
            (credit, standing.credit_left.fen, None),
        ):
            fen = min(most, left) * share // 10
            if fen:
                tail = member.phone[-4:]
                parts.append(on_credit(fen) if make is None else make(fen, tail))
                left -= fen
        try:
            sold = self.shop.sell_to(member, self.product, *parts, pieces=pieces, agent=agent)
        except BusinessRuleError as refusal:
            self._may_be(refusal, "points_short_to_pay")
            return
        self.book.cash += left
        self.book.sales.append(Sold(sold, member.id, pieces))

    @precondition(lambda self: self._open_sales())
    @rule(which=st.integers(0, 99), pieces=PIECES, is_whole=st.booleans())
    def take_back(self, which: int, pieces: int, is_whole: bool) -> None:
        sold = self._open_sales()[which % len(self._open_sales())]
        wanted = sold.pieces - sold.back if is_whole else min(pieces, sold.pieces - sold.back)
        line = sold.snapshot.lines[0].id
        quote = self.shop.returns.quote(sold.snapshot.id, {line: wanted})
        self.shop.take_back(sold.snapshot, wanted)
        sold.back += wanted
        self.book.cash -= sum(part.fen for method, part in quote.money_back if method == "cash")

    @precondition(lambda self: any(not sold.back for sold in self._open_sales()))
    @rule(which=st.integers(0, 99))
    def void(self, which: int) -> None:
        whole = [sold for sold in self._open_sales() if not sold.back]
        sold = whole[which % len(whole)]
        line = sold.snapshot.lines[0].id
        quote = self.shop.returns.quote(sold.snapshot.id, {line: sold.pieces})
        name, shift = f"v{sold.snapshot.id}", self.shop.shift.id
        self.shop.returns.void(
            self.shop.cashier, sold.snapshot.id, "点错", request_id=name, shift_id=shift
        )
        sold.back, sold.is_void = sold.pieces, True
        self.book.cash -= sum(part.fen for method, part in quote.money_back if method == "cash")

    def top_up(self, who: int, fen: int, bonus: int) -> None:
        try:
            self.shop.top_up(self._member(who), fen, bonus)
        except BusinessRuleError as refusal:
            self._may_be(refusal)
        else:
            self.book.cash += fen

    def pay_out(self, who: int, share: int, *, closes: bool) -> None:
        member = self._member(who)
        purse = self.shop.stored.purse_of(member.id)
        fen = purse.principal.fen if closes else purse.principal.fen * share // 10
        request = self.shop.money(member, fen, note="不玩了")
        if closes:
            self.shop.stored.close(self.shop.owner, request)
        elif fen:
            self.shop.stored.pay_out(self.shop.owner, request)
        self.book.cash -= fen

    def settle_credit(self, who: int, share: int) -> None:
        member = self._member(who)
        owed = self.shop.credit.standing_of(member.id).owed.fen
        fen = abs(owed) * share // 10
        if not fen:
            return
        request = self.shop.money(member, fen, note="结账")
        if owed > 0:
            self.shop.credit.collect(self.shop.cashier, request)
            self.book.cash += fen
        else:
            self.shop.credit.pay_out_overpaid(self.shop.owner, request)
            self.book.cash -= fen

    def pay_commission(self, who: int, share: int) -> None:
        agent = self.book.agents[who % 2]
        fen = max(self._expected_commission(agent), 0) * share // 10
        if fen:
            self.shop.pay(agent, fen)
            self.book.commission_paid[agent.id] = self.book.commission_paid.get(agent.id, 0) + fen
            self.book.cash -= fen

    def award(self, who: int, points: int) -> None:
        try:
            self.shop.customers.adjust_points(self.shop.owner, self._member(who).id, points, "活动")
        except BusinessRuleError as refusal:
            self._may_be(refusal)

    def give_gift(self, who: int) -> None:
        member = self._member(who)
        try:
            done = self.shop.gifts.redeem(
                self.shop.cashier,
                member.id,
                self.gift.id,
                shift_id=self.shop.shift.id,
                proof=member.phone[-4:],
            )
        except BusinessRuleError as refusal:
            self._may_be(refusal)
        else:
            assert done.entry_id is not None
            self.book.gifts.append(done.entry_id)

    def take_gift_back(self) -> None:
        if not self.book.gifts:
            return
        entry = self.book.gifts.pop()
        self.shop.gifts.give_back(self.shop.owner, entry, "坏的", shift_id=self.shop.shift.id)

    def let_time_pass(self, days: int) -> None:
        self.shop.clock.pass_time(timedelta(days=days))
        self.shop.loyalty.expire_due()

    def merge(self) -> None:
        if len(self._living()) < 3:
            return
        kept, gone = self._living()[:2]
        self.shop.merging.merge(self.shop.owner, kept.id, gone.id, "同一个人")
        self.book.now_is[gone.id] = kept.id

    @rule(
        act=st.sampled_from(
            [
                "top_up",
                "pay_out",
                "close",
                "credit",
                "credit",
                "commission",
                "award",
                "gift",
                "gift_back",
                "wait",
                "merge",
            ]
        ),
        who=st.integers(0, 2),
        fen=st.integers(1, 5_00),
        share=st.integers(1, 10),
    )
    def do_something_else(self, act: str, who: int, fen: int, share: int) -> None:
        acts: dict[str, Callable[[], None]] = {
            "top_up": partial(self.top_up, who, fen, fen // 3),
            "pay_out": partial(self.pay_out, who, share, closes=False),
            "close": partial(self.pay_out, who, share, closes=True),
            "credit": partial(self.settle_credit, who, share),
            "commission": partial(self.pay_commission, who, share),
            "award": partial(self.award, who, fen - 250 or 1),
            "gift": partial(self.give_gift, who),
            "gift_back": self.take_gift_back,
            "wait": partial(self.let_time_pass, 4 * share),
            "merge": self.merge,
        }
        acts[act]()

    # What must always hold --------------------------------------------------------------------

    @invariant()
    def books_add_up(self) -> None:
        if not hasattr(self, "book"):
            return
        report = self.shop.reporting.day_report(self.shop.shift.business_date)
        assert report.cash.expected.fen == self.book.cash
        taken = sum(one.net.fen for one in report.tenders)
        stored, credit = report.stored_value, report.credit
        outside_sales = stored.paid_in - stored.paid_out + credit.collected
        assert taken == (report.sales.net + outside_sales).fen
        standings = [self.shop.customers.standing_of(one.id) for one in self._living()]
        assert report.points.liability == sum(one.points for one in standings)
        assert stored.liability.fen == sum(one.purse.total.fen for one in standings)
        assert credit.open.fen == sum(one.owed.fen for one in standings)
        points = report.points
        assert points.earned - points.spent - points.expired == points.liability
        assert stored.paid_in + stored.bonus - stored.spent - stored.paid_out == stored.liability
        assert credit.given - credit.collected == credit.open
        expected = [self._expected_commission(agent) for agent in self.book.agents]
        with self.shop.ground.database.read() as connection:
            owed = [agent_queries.owed_to(connection, one.id).fen for one in self.book.agents]
        assert owed == expected
        figures = report.commissions
        assert figures.liability.fen == sum(expected)
        assert figures.paid.fen == sum(self.book.commission_paid.values())
        assert figures.earned - figures.taken_back - figures.paid == figures.liability
        for one in standings:
            assert one.purse.principal >= ZERO
            assert one.purse.bonus >= ZERO

    def teardown(self) -> None:
        """At the end of a day every sum of the books agrees."""
        if not hasattr(self, "book"):
            return
        with self.shop.ground.database.read() as connection:
            for check in SUM_CHECKS:
                assert list(check(connection)) == []
        self.shop.ground.database.close()

    @invariant()
    def what_came_back_whole_left_no_trace(self) -> None:
        if not hasattr(self, "book"):
            return
        for sold in self.book.sales:
            if sold.back == sold.pieces:
                self._leaves_no_trace(sold.snapshot.id)

    def _leaves_no_trace(self, sale_id: int) -> None:
        with self.shop.ground.database.read() as connection:
            reasons = ["earned", "returned", "voided", "spent", "spent_back"]
            points = connection.scalar(
                select(func.coalesce(func.sum(points_entry.c.points), 0)).where(
                    points_entry.c.sale_id == sale_id, points_entry.c.reason.in_(reasons)
                )
            )
            parts = connection.execute(
                select(
                    func.sum(stored_value_entry.c.principal), func.sum(stored_value_entry.c.bonus)
                ).where(stored_value_entry.c.sale_id == sale_id)
            ).one()
            owed = connection.scalar(
                select(func.sum(credit_entry.c.amount)).where(credit_entry.c.sale_id == sale_id)
            )
            settled = connection.scalar(
                select(func.coalesce(func.sum(points_entry.c.points), 0)).where(
                    points_entry.c.sale_id == sale_id, points_entry.c.reason == "settled"
                )
            )
        assert points == 0
        assert (parts[0] or ZERO, parts[1] or ZERO) == (EMPTY_PURSE.principal, EMPTY_PURSE.bonus)
        assert not owed
        paid: dict[str, int] = {}
        for one in self.shop.checkout.get_sale(sale_id).payments:
            paid[one.method] = paid.get(one.method, 0) + one.amount.fen
        kept = -paid.get("points", 0)
        assert kept * PER_YUAN // 100 == settled
        assert paid.get("cash", 0) == kept
        assert not any(paid.get(method, 0) for method in ("stored", "credit"))

    def _expected_commission(self, agent: AgentTag) -> int:
        """Work out what an agent is owed from the test's own book: all goods are here at once."""
        owed = -self.book.commission_paid.get(agent.id, 0)
        for sold in self.book.sales:
            if sold.snapshot.agent != agent.name:
                continue
            line = sold.snapshot.lines[0]
            points = sold.snapshot.points_earned * 100 // PER_YUAN
            margin = line.net.fen - sold.pieces - points
            whole = (margin * agent.share * 2 + 10_000) // 20_000 if margin > 0 else 0
            owed += whole - whole * sold.back // sold.pieces
        return owed

    # What the rules ask -----------------------------------------------------------------------

    def _living(self) -> list[CustomerSnapshot]:
        return [one for one in self.book.members if one.id not in self.book.now_is]

    def _member(self, who: int) -> CustomerSnapshot:
        living = self._living()
        return self.shop.customers.get(living[who % len(living)].id)

    def _open_sales(self) -> list[Sold]:
        return [sold for sold in self.book.sales if sold.back < sold.pieces]

    def _may_be(self, refusal: BusinessRuleError, *more: str) -> None:
        if refusal.code not in REFUSALS_THAT_MAY_BE | set(more):
            raise refusal


def _run(count: int) -> None:
    machine = settings(
        max_examples=count,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
        derandomize=True,
    )
    run_state_machine_as_test(MemberDays, settings=machine)


@pytest.mark.timeout(3600)
def test_no_day_leaks_points_or_money(sized: Callable[[int, int], int]) -> None:
    _run(sized(50, 2000))


def _points_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(member_tenders, "part_back", lambda whole, _already, _amount, _left: whole)


def _bonus_becomes_principal(monkeypatch: pytest.MonkeyPatch) -> None:
    def all_principal(self: Purse, amount: Money, _left: Money) -> Purse:
        del self
        return Purse(amount, ZERO)

    monkeypatch.setattr(Purse, "part_back", all_principal)


def _settled_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    right = member_tenders._settled

    def wrong(back: object, short: int, per_yuan: int) -> object:
        from dataclasses import replace

        done = right(back, short, per_yuan)  # type: ignore[arg-type]
        return replace(done, settled_points=done.settled_points * 2)

    monkeypatch.setattr(member_tenders, "_settled", wrong)


def _commission_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commission_ledger, "due_now", lambda _line, whole: whole)


def _commission_without_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commission_ledger, "worth_of", lambda _points, _per_yuan: ZERO)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "bug",
    [_points_twice, _bonus_becomes_principal, _commission_stays, _commission_without_points],
)
def test_a_bug_put_in_on_purpose_is_found(
    monkeypatch: pytest.MonkeyPatch, bug: Callable[[pytest.MonkeyPatch], None]
) -> None:
    bug(monkeypatch)
    with pytest.raises((AssertionError, BusinessRuleError)):
        _run(60)


def _a_day_that_settles_points() -> None:
    """Earn points, spend them all, give the goods that earned them back."""
    day = MemberDays()
    day.open(deducts=True, bonus_first=False, expires=False, price=400)
    day.sell(0, pieces=3, points=0, stored=0, credit=0)
    day.sell(0, pieces=3, points=10, stored=0, credit=0)
    day.take_back(0, pieces=3, is_whole=True)
    day.books_add_up()
    day.what_came_back_whole_left_no_trace()
    day.teardown()


def test_points_settled_for_nothing_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Random days come to it too seldom to wait for."""
    _a_day_that_settles_points()
    _settled_for_nothing(monkeypatch)
    with pytest.raises(AssertionError):
        _a_day_that_settles_points()


def test_money_kept_for_points_does_not_come_back_in_place_of_points() -> None:
    """A sale paid four ways comes back in two parts; its points were gone before the first."""
    day = MemberDays()
    day.open(deducts=True, bonus_first=True, expires=False, price=343)
    day.sell(0, pieces=2, points=3, stored=3, credit=3)
    day.award(0, -day.shop.customers.standing_of(day.book.members[0].id).points)
    day.take_back(0, pieces=1, is_whole=False)
    kept = [
        part.amount.fen
        for part in day.shop.checkout.get_sale(day.book.sales[0].snapshot.id).payments
        if part.reason == "points_owed"
    ]
    assert kept
    day.take_back(0, pieces=1, is_whole=True)
    day.books_add_up()
    day.what_came_back_whole_left_no_trace()
    day.teardown()
