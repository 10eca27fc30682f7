from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerSnapshot
from desktop.domain.day_report import DayReport, from_json, to_json
from desktop.domain.delivery import HandOver
from desktop.domain.errors import UsageError
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.product import ProductKind
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import SaleSnapshot, changeable_payments
from desktop.domain.shift import CashReason
from desktop.domain.tender import TenderMethod
from desktop.models.customers import customer
from desktop.models.ledger import ledger
from desktop.models.platform_accounts import platform_goods
from desktop.models.purchases import purchase, purchase_event
from desktop.services.exporting import Exporting
from desktop.storage.consistency import SUM_CHECKS, closes_check
from desktop.storage.integrity import IntegrityProblem
from desktop.storage.report_queries import DaySpan, list_noted
from tests.factories import TillShop, a_till, in_notes

CASH, WECHAT, ALIPAY = TenderMethod.CASH, TenderMethod.WECHAT, TenderMethod.ALIPAY
TODAY = date(2026, 6, 18)


@pytest.fixture
def shop() -> TillShop:
    return a_till()


def a_member(shop: TillShop) -> int:
    member_id = shop.ground.identifiers.next_id()
    with shop.ground.database.write() as connection:
        row = {"id": member_id, "name": "苏念", "phone": "18612342046", "search_rank": 1}
        connection.execute(insert(customer).values(**row, created_at=shop.clock.now()))
    return member_id


def a_golden_day(shop: TillShop) -> None:
    """A day with a sale, discounts, split tenders, a refund, a void, codes, cash in and out."""
    card = shop.a_product(cards=20)
    service = shop.a_product(
        "GIFT", price=25_00, cost=None, kind=ProductKind.OTHER, name="攻略", face_text=""
    )
    first = shop.a_code(WECHAT, "店长手机")
    shop.a_code(WECHAT, "柜台手机")
    shop.a_sale(card, 2, tenders={CASH: 50_00, WECHAT: 150_00}, code_id=first.id)
    shop.a_sale(card, off=5_00, rounding=50)
    voided = shop.a_sale(card)
    shop.a_void(voided)
    refunded = shop.a_sale(card, 3, tenders={WECHAT: 300_00}, code_id=first.id)
    shop.delivery.reveal(
        shop.cashier, refunded.lines[0].id, card_ids=refunded.lines[0].card_ids[:1]
    )
    shop.a_refund(refunded, 1)
    shop.a_sale(service, 2, tenders={ALIPAY: 50_00})
    cut = Discount(DiscountKind.NEW_PRICE, amount=Money(96_00), reason="老顾客")
    repriced = Cart().with_product(card)
    repriced = repriced.with_line_discount(repriced.lines[0].key, cut)
    shop.clock.pass_time(timedelta(hours=3))
    shop.sell(repriced, request_id="repriced")
    shop.shifts.move_cash(shop.cashier, Money(-200_00), CashReason.HANDED_IN)
    shop.shifts.move_cash(shop.cashier, Money(30_00), CashReason.CHANGE_BROUGHT)


def test_the_golden_day(shop: TillShop) -> None:
    a_golden_day(shop)
    report = to_json(shop.reporting.day_report())
    head = report.pop("head")
    assert len(head) == 16
    assert all(item.pop("key") for item in report["carried"])
    golden = Path(__file__).with_name("golden_day.json")
    assert report == json.loads(golden.read_text("utf-8"))


def test_an_empty_date_is_open_with_zeros(shop: TillShop) -> None:
    report = to_json(shop.reporting.day_report(TODAY - timedelta(days=30)))
    assert report["state"] == "open"
    assert report["sales"]["net"] == "0.00"
    assert report["cash"] == {
        "float": "0.00", "in": "0.00", "out": "0.00", "expected": "0.00", "counted": None,
        "difference": None,
    }  # fmt: skip
    assert [row["method"] for row in report["tenders"]] == ["cash", "wechat", "alipay", "qq"]


def test_the_sales_of_a_date_are_those_of_its_report_signed_or_not(shop: TillShop) -> None:
    a_golden_day(shop)
    live = shop.reporting.sales_of(TODAY)
    assert live == shop.reporting.day_report(TODAY).sales
    assert live.count == 6
    shop.close_day()
    assert shop.reporting.sales_of(TODAY) == live
    assert shop.reporting.sales_of(TODAY - timedelta(days=7)).count == 0


def test_a_date_in_the_future_is_wrong_usage(shop: TillShop) -> None:
    with pytest.raises(UsageError) as refused:
        shop.reporting.day_report(TODAY + timedelta(days=1))
    assert (refused.value.code, refused.value.exit_code) == ("date_in_future", 2)


def test_every_key_of_the_contract_is_there(shop: TillShop) -> None:
    report = to_json(shop.reporting.day_report())
    promised = {
        "date": None,
        "state": None,
        "z_number": None,
        "sales": "count items gross discounts rounding refunds net",
        "profit": "cost gross_profit unknown_cost_lines",
        "cash": "float in out expected counted difference",
        "delivery": "done processing unknown failed undelivered",
        "points": "earned spent liability expired liability_worth",
        "stored_value": "in bonus spent liability paid_out",
        "credit": "given collected open",
        "costs": "gifts compensation fees commission rebate points",
        "tenders": None,
        "platforms": None,
        "exceptions": None,
        "head": None,
    }
    for key, inner in promised.items():
        assert key in report
        if inner:
            assert list(report[key]) == inner.split()
    tender = "method count received refunded net expected counted difference"
    assert list(report["tenders"][0]) == tender.split()


def test_what_is_frozen_reads_back_as_it_was(shop: TillShop) -> None:
    a_golden_day(shop)
    report = shop.reporting.day_report()
    assert from_json(json.loads(json.dumps(to_json(report)))) == report


def test_a_sale_whose_money_came_late_counts_when_it_came(shop: TillShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=2))
    pending = shop.sell(cart, request_id="late", is_awaiting_payment=True).sale
    assert shop.reporting.day_report().sales.count == 0
    shop.close_day()
    shop.next_morning()
    shop.open_shift(Money(100_00))
    total = shop.checkout.price(cart).total
    tenders = shop.request(cart).tenders
    shop.pending_sales.confirm(shop.cashier, pending.id, tenders, shop.shift.id)
    report = shop.reporting.day_report()
    assert (report.date, report.sales.count, report.sales.net) == (date(2026, 6, 19), 1, total)
    assert shop.reporting.day_report(TODAY).sales.count == 0
    with TemporaryDirectory() as folder:
        rows = exported(shop, Path(folder))
    assert [(row["sale_no"], row["business_date"]) for row in rows] == [
        ("S260618-0001", "2026-06-19")
    ]
    lines = shop.reporting.read_report("day", TODAY, date(2026, 6, 19)).rows
    assert [row[0] for row in lines] == ["2026-06-19"]


def test_a_sale_that_was_never_paid_counts_nowhere_but_among_the_exceptions(
    shop: TillShop,
) -> None:
    cart = Cart().with_product(shop.a_product(cards=2))
    pending = shop.sell(cart, request_id="never", is_awaiting_payment=True).sale
    shop.pending_sales.drop(shop.cashier, pending.id, "顾客走了")
    report = shop.reporting.day_report()
    assert (report.sales.count, report.sales.net) == (0, ZERO)
    never = [entry for entry in report.exceptions if entry.kind == "payment_never_seen"]
    assert [(entry.count, entry.amount) for entry in never] == [(1, Money(100_00))]


def test_goods_given_away_are_a_sale_of_nothing(shop: TillShop) -> None:
    product = shop.a_product(cards=2)
    shop.a_sale(product, off=100_00, tenders={})
    report = shop.reporting.day_report()
    assert (report.sales.count, report.sales.discounts) == (1, Money(100_00))
    assert report.profit.gross_profit == Money(-91_00)


def test_a_lost_refund_costs_its_goods_and_a_returned_card_does_not(shop: TillShop) -> None:
    sold = shop.a_sale(shop.a_product(cards=2), 2)
    seen = sold.lines[0].card_ids[:1]
    shop.delivery.reveal(shop.cashier, sold.lines[0].id, card_ids=seen)
    shop.a_refund(sold, 1)
    shop.a_refund(sold, 1)
    report = shop.reporting.day_report()
    assert report.sales.net == ZERO
    assert report.profit.cost == Money(91_00)
    assert report.profit.gross_profit == Money(-91_00)
    assert report.costs.compensation == Money(91_00)


def test_an_unknown_cost_is_counted_and_never_read_as_nothing(shop: TillShop) -> None:
    shop.a_sale(shop.a_product(cards=1, cost=None))
    profit = shop.reporting.day_report().profit
    assert (profit.cost, profit.gross_profit, profit.unknown_cost_lines) == (ZERO, ZERO, 1)


def test_points_given_and_taken_back(shop: TillShop) -> None:
    member = a_member(shop)
    cart = Cart().with_product(shop.a_product(cards=3), 2)
    sold = shop.sell(cart.with_customer(CustomerSnapshot(member, "苏念", "18612342046"))).sale
    assert shop.reporting.day_report().points.earned == 200
    shop.a_refund(sold, 1)
    points = shop.reporting.day_report().points
    assert (points.earned, points.spent, points.liability) == (100, 0, 100)


def test_only_a_second_look_at_a_card_is_an_exception(shop: TillShop) -> None:
    sold = shop.a_sale(shop.a_product(cards=2), 2)
    line = sold.lines[0]
    for card in line.card_ids:
        shop.delivery.reveal(shop.cashier, line.id, card_ids=[card])

    def looked_again() -> int:
        kinds = {entry.kind: entry.count for entry in shop.reporting.day_report().exceptions}
        return kinds.get("reveal_again", 0)

    assert looked_again() == 0
    shop.delivery.reveal(shop.cashier, line.id, how=HandOver.COPIED, approval=shop.approval)
    assert looked_again() == 1
    shop.close_day()
    shop.next_morning()
    shop.open_shift(Money(100_00))
    shop.delivery.reveal(shop.cashier, line.id, approval=shop.approval)
    assert looked_again() == 1


def test_a_refused_right_and_a_clock_turned_back_are_exceptions(shop: TillShop) -> None:
    with pytest.raises(Exception, match="店主"):
        shop.settings.change(shop.cashier, {"close.blind": False})
    shop.clock.pass_time(timedelta(hours=1))
    shop.shifts.move_cash(shop.cashier, Money(1), CashReason.CHANGE_BROUGHT)
    shop.clock.instant -= timedelta(minutes=30)
    shop.shifts.move_cash(shop.cashier, Money(1), CashReason.CHANGE_BROUGHT)
    counts = {entry.kind: entry.count for entry in shop.reporting.day_report().exceptions}
    assert counts["right_refused"] == 1
    assert counts["clock_back"] == 1


def test_a_span_holds_its_first_instant_and_not_its_last(shop: TillShop) -> None:
    for _ in range(5):
        shop.shifts.move_cash(shop.cashier, Money(1), CashReason.CHANGE_BROUGHT)
    with shop.ground.database.read() as connection:
        times = connection.scalars(select(ledger.c.at).order_by(ledger.c.seq)).all()
        span = DaySpan(times[0], times[-1])
        kinds = connection.scalars(select(ledger.c.kind)).all()
        found = list_noted(connection, shop.ground.till, kinds, span)
        rest = list_noted(connection, shop.ground.till, kinds, DaySpan(times[-1], None))
    assert [entry.at for entry in found] == list(times[:-1])
    assert [entry.at for entry in rest] == [times[-1]]


# The wholesale accounts


def a_purchase(shop: TillShop, account_id: int, charged: int, *states: PurchaseState) -> None:
    """Write a purchase and its moves by their rows alone."""
    new_id = shop.ground.identifiers.next_id
    goods_id, purchase_id, now = new_id(), new_id(), shop.clock.now()
    product = shop.a_product(f"P{goods_id % 10**9}")
    with shop.ground.database.write() as connection:
        connection.execute(
            insert(platform_goods).values(
                id=goods_id, account_id=account_id, upstream_id=str(goods_id), name="货",
                kind="card", status="on", row_hash=b"", synced_at=now,
            )
        )  # fmt: skip
        connection.execute(
            insert(purchase).values(
                id=purchase_id, number=str(purchase_id)[-19:], account_id=account_id,
                goods_id=goods_id, product_id=product.id, quantity=1, ceiling_unit=Money(charged),
                state=states[-1], charged=Money(charged), person_id=shop.owner.id, created_at=now,
                changed_at=now,
            )
        )  # fmt: skip
        for state in states:
            connection.execute(
                insert(purchase_event).values(
                    id=new_id(), purchase_id=purchase_id, to_state=state, code="x",
                    happened_at=now,
                )
            )  # fmt: skip


def test_an_account_is_compared_with_what_it_held_at_the_last_z(shop: TillShop) -> None:
    shop.an_account("星桥卡盟", Money(5_000_00))
    shop.close_day()
    shop.next_morning()
    shop.open_shift(Money(100_00))
    account = shop.reporting.day_report().platforms[0]
    assert (account.opening, account.expected, account.actual) == (
        Money(5_000_00), Money(5_000_00), None,
    )  # fmt: skip


def test_what_was_bought_and_given_back_moves_the_account(shop: TillShop) -> None:
    accepted, fulfilled = PurchaseState.ACCEPTED, PurchaseState.FULFILLED
    account_id = shop.an_account("星桥卡盟", Money(500_00))
    a_purchase(shop, account_id, 40_00, accepted, fulfilled)
    a_purchase(shop, account_id, 30_00, accepted, PurchaseState.REFUNDED)
    a_purchase(shop, account_id, 99_00, PurchaseState.UNKNOWN)
    account = shop.reporting.day_report().platforms[0]
    assert (account.purchased, account.returned) == (Money(70_00), Money(30_00))
    assert (account.opening, account.expected, account.difference) == (None, None, None)


# Agreement


def exported(shop: TillShop, folder: Path) -> list[dict[str, str]]:
    target = folder / "sales.csv"
    Exporting(shop.ground, shop.settings, shop.rights).export("sales", target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sum_of(rows: list[dict[str, str]], column: str) -> Money:
    return total_of(Money.from_yuan(row[column]) for row in rows)


def test_the_day_agrees_with_the_exported_lines_to_the_fen(shop: TillShop, tmp_path: Path) -> None:
    a_golden_day(shop)
    report = shop.reporting.day_report()
    rows = exported(shop, tmp_path)
    sold = [row for row in rows if not row["refund_of"]]
    back = [row for row in rows if row["refund_of"]]
    assert sum_of(sold, "gross") == report.sales.gross
    assert sum_of(sold, "discount") + sum_of(sold, "order_discount_share") == report.sales.discounts
    assert sum_of(sold, "rounding_share") == report.sales.rounding
    assert sum_of(back, "net") == -report.sales.refunds
    assert sum_of(rows, "net") == report.sales.net
    assert len({row["sale_no"] for row in sold}) == report.sales.count
    assert sum(int(row["quantity"]) for row in sold) == report.sales.items
    by_tender: Counter[str] = Counter()
    documents = {row["sale_no"]: row["tenders"] for row in rows}
    for part in ";".join(text for text in documents.values() if text).split(";"):
        method, _, amount = part.partition(":")
        by_tender[method] += Money.from_yuan(amount).fen
    assert by_tender == Counter(
        {entry.method: entry.net.fen for entry in report.tenders if entry.net}
    )


def check_sums(report: DayReport) -> None:
    sales = report.sales
    assert sales.net == sales.gross - sales.discounts - sales.rounding - sales.refunds
    assert total_of(entry.net for entry in report.tenders) == sales.net
    for entry in report.tenders:
        assert entry.net == entry.received - entry.refunded
        own = [code for code in report.codes if code.method == entry.method]
        if own:
            assert total_of(code.expected for code in own) == entry.net
            assert sum(code.count for code in own) == entry.count
    cash = next(entry for entry in report.tenders if entry.method == CASH)
    figures = report.cash
    moved = figures.cash_in - figures.cash_out
    assert figures.expected == figures.opening_float + cash.net + moved
    assert sum(hour.count for hour in report.hours) == sales.count
    assert total_of(hour.net for hour in report.hours) == sales.net + sales.refunds
    assert total_of(entry.net for entry in report.best_sellers) <= sales.net + sales.refunds


def uneven(shop: TillShop) -> list[IntegrityProblem]:
    """Return what the checks of ``verify`` find."""
    with shop.ground.database.read() as connection:
        checks = (*SUM_CHECKS, closes_check(shop.ground.vault))
        return [problem for check in checks for problem in check(connection)]


def test_no_ordinary_day_looks_uneven(shop: TillShop) -> None:
    a_golden_day(shop)
    member = CustomerSnapshot(a_member(shop), "苏念", "18612342046")
    product = shop.checkout.find_exact("YJ100")
    assert product is not None
    cart = Cart().with_product(product, 2).with_customer(member)
    shop.a_refund(shop.sell(cart, request_id="member").sale, 1)
    pending = shop.sell(cart, request_id="late", is_awaiting_payment=True).sale
    dropped = shop.sell(cart, request_id="never", is_awaiting_payment=True).sale
    tenders = shop.request(cart).tenders
    shop.pending_sales.confirm(shop.cashier, pending.id, tenders, shop.shift.id)
    shop.pending_sales.drop(shop.cashier, dropped.id, "顾客走了")
    walk_in = shop.a_sale(product)
    shop.returns.attach_customer(shop.cashier, walk_in.id, member.id)
    shop.close_day()
    assert uneven(shop) == []


class BusyDay:
    """Does what a list of acts says."""

    def __init__(self) -> None:
        self.shop = a_till()
        self.product = self.shop.a_product(cards=40)
        self.code = self.shop.a_code()
        self.sold: list[SaleSnapshot] = []

    def sell(self, quantity: int, **how: Any) -> None:
        self.sold.append(self.shop.a_sale(self.product, quantity, **how))

    def cash(self, quantity: int, odd: int) -> None:
        self.sell(quantity)

    def split(self, quantity: int, odd: int) -> None:
        part = max(odd, 10)
        tenders = {CASH: part, WECHAT: 100_00 * quantity - part}
        self.sell(quantity, tenders=tenders, code_id=self.code.id)

    def code_only(self, quantity: int, odd: int) -> None:
        self.sell(quantity, tenders={ALIPAY: 100_00 * quantity})

    def discount(self, quantity: int, odd: int) -> None:
        self.sell(quantity, off=odd, rounding=(100_00 * quantity - odd) % 100)

    def refund(self, quantity: int, odd: int) -> None:
        if self.sold:
            self.shop.a_refund(self.sold.pop(), 1)

    def void(self, quantity: int, odd: int) -> None:
        if self.sold:
            self.shop.a_void(self.sold.pop())

    def change(self, quantity: int, odd: int) -> None:
        if not self.sold:
            return
        recorded = self.shop.checkout.get_sale(self.sold[-1].id).payments
        for entry in changeable_payments(recorded)[:1]:
            other = CASH if entry.method == ALIPAY else ALIPAY
            correct = self.shop.returns.change_payment_method
            correct(self.shop.cashier, entry.id, other, "点错了")

    def move(self, quantity: int, odd: int) -> None:
        self.shop.shifts.move_cash(self.shop.cashier, Money(odd + 10), CashReason.CHANGE_BROUGHT)


_ACTS = ("cash", "split", "code_only", "discount", "refund", "void", "change", "move")


_TENFOLD = (10).__mul__
"""Cash is paid and counted in coins of 0.10."""


@settings(max_examples=12)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(_ACTS), st.integers(1, 3), st.integers(0, 990).map(_TENFOLD)),
        max_size=12,
    )
)
def test_any_day_adds_up_and_agrees_with_its_lines(acts: list[tuple[str, int, int]]) -> None:
    day = BusyDay()
    for name, quantity, odd in acts:
        getattr(day, name)(quantity, odd)
    report = day.shop.reporting.day_report()
    check_sums(report)
    with TemporaryDirectory() as folder:
        rows = exported(day.shop, Path(folder))
    assert sum_of(rows, "net") == report.sales.net
    assert day.shop.close_day().report.sales == report.sales
    assert uneven(day.shop) == []


def test_the_drawer_goes_on_from_shift_to_shift(shop: TillShop) -> None:
    product = shop.a_product(cards=4)
    shop.a_sale(product)
    shop.shifts.close_shift(shop.cashier, in_notes(Money(200_00)))
    shop.shifts.open_shift(shop.senior, Money(150_00))
    shop.a_sale(product)
    cash = shop.reporting.day_report().cash
    assert (cash.opening_float, cash.cash_out, cash.expected) == (
        Money(100_00), Money(50_00), Money(250_00),
    )  # fmt: skip


def test_money_given_back_counts_against_the_code_that_took_it(shop: TillShop) -> None:
    code = shop.a_code()
    sold = shop.a_sale(shop.a_product(cards=2), 2, tenders={WECHAT: 200_00}, code_id=code.id)
    shop.a_refund(sold, 1)
    own = [entry for entry in shop.reporting.day_report().codes if entry.method == WECHAT]
    assert [(entry.code_id, entry.expected, entry.count) for entry in own] == [
        (code.id, Money(100_00), 1)
    ]
