"""Stored value is a debt to the member in two parts; it is never revenue and never leaks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.stored_value import EMPTY_PURSE, Purse, SpendOrder, StoredReason
from desktop.domain.tender import TenderMethod
from desktop.storage.member_consistency import MEMBER_CHECKS
from tests.services.member_desk import MemberShop, by_stored


@pytest.fixture
def shop() -> MemberShop:
    return MemberShop()


def refused_code(act: object) -> str:
    with pytest.raises(BusinessRuleError) as refused:
        act()  # type: ignore[operator]
    return refused.value.code


def test_a_top_up_is_a_receipt_and_a_debt_and_no_sale(shop: MemberShop) -> None:
    member = shop.a_member()
    shop.top_up(member, 100_00, bonus=10_00)
    assert shop.stored.purse_of(member.id) == Purse(Money(100_00), Money(10_00))
    after = shop.customers.get(member.id)
    assert (after.points, after.spent, after.is_first_order) == (0, ZERO, True)
    report = shop.reporting.day_report()
    assert (report.sales.count, report.sales.net, report.profit.gross_profit) == (0, ZERO, ZERO)
    stored = report.stored_value
    assert (stored.paid_in, stored.bonus, stored.liability) == (
        Money(100_00),
        Money(10_00),
        Money(110_00),
    )
    assert report.cash.expected == Money(200_00)
    assert {one.method: one.received.fen for one in report.tenders}["cash"] == 100_00


def test_it_pays_goods_principal_first_and_comes_back_as_it_went(shop: MemberShop) -> None:
    member, product = shop.a_member(), shop.a_product(price=120_00, cards=3)
    shop.top_up(member, 100_00, bonus=50_00)
    sold = shop.sell_to(member, product, by_stored(120_00))
    assert shop.stored.purse_of(member.id) == Purse(ZERO, Money(30_00))
    assert sold.points_earned == 120
    assert shop.reporting.day_report().stored_value.spent == Money(120_00)
    shop.take_back(sold)
    assert shop.stored.purse_of(member.id) == Purse(Money(100_00), Money(50_00))
    assert shop.reporting.day_report().stored_value.spent == ZERO
    assert {row.reason for row in shop.stored.entries(member.id)} == {
        StoredReason.TOP_UP,
        StoredReason.SPENT,
        StoredReason.SPENT_BACK,
    }


def test_it_comes_back_whole_though_the_money_beside_it_went_back_another_way(
    shop: MemberShop,
) -> None:
    member = shop.a_member()
    shop.top_up(member, 100_00, bonus=10_00)
    product = shop.a_product("双份", price=60_00, cost=1, cards=2)
    sold = shop.sell_to(member, product, by_stored(50_00), pieces=2)
    shop.take_back(sold, 1, TenderMethod.WECHAT)
    shop.take_back(sold, 1)
    assert shop.stored.purse_of(member.id) == Purse(Money(100_00), Money(10_00))


def test_the_shop_may_declare_that_the_bonus_goes_first(shop: MemberShop) -> None:
    shop.settings.change(shop.owner, {"stored.order": "bonus_first"})
    member, product = shop.a_member(), shop.a_product(price=120_00, cards=1)
    shop.top_up(member, 100_00, bonus=50_00)
    shop.sell_to(member, product, by_stored(120_00))
    assert shop.stored.purse_of(member.id) == Purse(Money(30_00), ZERO)


@pytest.mark.parametrize(
    ("fen", "proof", "code"),
    [
        (100_01, "2046", "stored_short"),
        (50_00, "9999", "member_proof_wrong"),
        (50_00, "", "member_proof_missing"),
    ],
)
def test_what_may_not_be_spent_books_nothing(
    shop: MemberShop, fen: int, proof: str, code: str
) -> None:
    member, product = shop.a_member(), shop.a_product(price=120_00, cards=1)
    shop.top_up(member, 100_00)
    assert refused_code(lambda: shop.sell_to(member, product, by_stored(fen, proof))) == code
    assert shop.stored.purse_of(member.id) == Purse(Money(100_00), ZERO)


def test_while_it_is_off_nothing_is_taken_but_what_is_there_can_be_spent(shop: MemberShop) -> None:
    member, product = shop.a_member(), shop.a_product(cards=1)
    shop.top_up(member, 100_00)
    shop.settings.change(shop.owner, {"stored.enabled": False})
    assert refused_code(lambda: shop.top_up(member, 1_00)) == "stored_value_off"
    shop.sell_to(member, product, by_stored(100_00))
    assert shop.stored.purse_of(member.id) == EMPTY_PURSE


@pytest.mark.parametrize(
    ("fen", "taken"), [(1_000_00 - 1, True), (1_000_00, True), (1_000_00 + 1, False)]
)
def test_an_unknown_member_stores_up_to_the_limit(shop: MemberShop, fen: int, taken: bool) -> None:
    member = shop.a_member()
    if taken:
        shop.stored.top_up(shop.cashier, shop.money(member, fen))
    else:
        code = refused_code(lambda: shop.stored.top_up(shop.cashier, shop.money(member, fen)))
        assert code == "stored_limit_unchecked"
    assert shop.stored.purse_of(member.id).total == Money(fen if taken else 0)


def test_the_limit_cannot_be_split_over_a_day_nor_spent_away(shop: MemberShop) -> None:
    member, product = shop.a_member(), shop.a_product(price=900_00, cost=800_00, cards=1)
    for _ in range(2):
        shop.stored.top_up(shop.cashier, shop.money(member, 450_00))
        shop.clock.pass_time(timedelta(hours=1))
    shop.sell_to(member, product, by_stored(900_00))
    over = shop.money(member, 100_01)
    assert refused_code(lambda: shop.stored.top_up(shop.cashier, over)) == "stored_limit_unchecked"
    shop.clock.pass_time(timedelta(hours=23))
    shop.stored.top_up(shop.cashier, shop.money(member, 100_01))


def test_the_owner_may_check_who_it_is_but_not_without_end(shop: MemberShop) -> None:
    member = shop.a_member()
    shop.top_up(member, 5_000_00)
    assert refused_code(lambda: shop.top_up(member, 1)) == "stored_limit"
    assert shop.stored.purse_of(member.id).total == Money(5_000_00)


def test_a_bonus_needs_the_owner(shop: MemberShop) -> None:
    member = shop.a_member()
    request = shop.money(member, 100_00)
    assert refused_code(lambda: shop.stored.top_up(shop.cashier, request, Money(1))) == (
        "needs_owner"
    )
    assert shop.stored.purse_of(member.id) == EMPTY_PURSE


@pytest.mark.parametrize(
    ("fen", "method", "tail", "code"),
    [
        (0, TenderMethod.CASH, "", "amount_not_positive"),
        (-5_00, TenderMethod.CASH, "", "amount_not_positive"),
        (5_00, TenderMethod.POINTS, "", "tender_not_money"),
        (5_00, TenderMethod.CREDIT, "", "tender_not_money"),
        (5_00, TenderMethod.EPAY, "", "tender_not_money"),
        (200_00, TenderMethod.WECHAT, "", "bill_tail_missing"),
        (200_00, TenderMethod.WECHAT, "12a4", "bill_tail_malformed"),
    ],
)
def test_money_that_cannot_be_is_refused(
    shop: MemberShop, fen: int, method: TenderMethod, tail: str, code: str
) -> None:
    member = shop.a_member()
    request = shop.money(member, fen, method, bill_tail=tail)
    assert refused_code(lambda: shop.stored.top_up(shop.cashier, request)) == code
    assert shop.stored.entries(member.id) == ()


def test_the_same_request_twice_takes_money_once(shop: MemberShop) -> None:
    request = shop.money(shop.a_member(), 100_00)
    first = shop.stored.top_up(shop.cashier, request)
    again = shop.stored.top_up(shop.cashier, request)
    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert first.receipt == again.receipt
    assert shop.reporting.day_report().cash.expected == Money(200_00)


def test_change_is_kept_once_and_stays_in_the_drawer(shop: MemberShop) -> None:
    from desktop.domain.cart import Cart
    from desktop.domain.tender import cash_tender

    member, product = shop.a_member(), shop.a_product(price=99_40, cards=1)
    cart = Cart().with_product(product).with_customer(member)
    sold = shop.sell(cart, cash_tender(Money(100_00), Money(99_40))).sale
    wrong = refused_code(
        lambda: shop.stored.keep_change(shop.cashier, sold.id, Money(61), shop.shift.id)
    )
    assert wrong == "no_change_to_keep"
    shop.stored.keep_change(shop.cashier, sold.id, Money(60), shop.shift.id)
    again = shop.stored.keep_change(shop.cashier, sold.id, Money(60), shop.shift.id)
    assert again.is_repeat
    assert shop.stored.purse_of(member.id) == Purse(Money(60), ZERO)
    assert shop.reporting.day_report().cash.expected == Money(200_00)


def test_only_principal_is_paid_out_and_only_by_who_may(shop: MemberShop) -> None:
    member = shop.a_member()
    shop.top_up(member, 100_00, bonus=10_00)
    assert (
        refused_code(lambda: shop.stored.pay_out(shop.cashier, shop.money(member, 10_00)))
        == "needs_owner"
    )
    over = shop.money(member, 100_01, note="不玩了")
    assert refused_code(lambda: shop.stored.pay_out(shop.owner, over)) == "principal_short"
    stranger = shop.money(member, 10_00, note="不玩了", proof="9999")
    assert refused_code(lambda: shop.stored.pay_out(shop.owner, stranger)) == "member_proof_wrong"
    shop.stored.pay_out(shop.owner, shop.money(member, 40_00, note="不玩了"))
    assert shop.stored.purse_of(member.id) == Purse(Money(60_00), Money(10_00))
    report = shop.reporting.day_report()
    assert report.stored_value.paid_out == Money(40_00)
    assert report.cash.expected == Money(160_00)


def test_closing_pays_the_principal_and_lets_the_bonus_go(shop: MemberShop) -> None:
    member = shop.a_member()
    shop.top_up(member, 100_00, bonus=10_00)
    stale = shop.money(member, 99_00, note="毕业")
    assert refused_code(lambda: shop.stored.close(shop.owner, stale)) == "principal_short"
    shop.stored.close(shop.owner, shop.money(member, 100_00, note="毕业"))
    assert shop.stored.purse_of(member.id) == EMPTY_PURSE
    stored = shop.reporting.day_report().stored_value
    assert (stored.bonus, stored.liability) == (ZERO, ZERO)


def test_money_by_a_code_counts_on_that_code(shop: MemberShop) -> None:
    code = shop.a_code()
    member = shop.a_member()
    request = shop.money(member, 50_00, TenderMethod.WECHAT, collection_code_id=code.id)
    shop.stored.top_up(shop.cashier, request)
    codes = {one.code_id: one.expected for one in shop.reporting.day_report().codes}
    assert codes[code.id] == Money(50_00)


steps = st.tuples(
    st.sampled_from(["top_up", "spend", "back", "pay_out", "close"]),
    st.integers(1, 300_00),
    st.integers(0, 50_00),
)


@given(plan=st.lists(steps, max_size=12), order=st.sampled_from(list(SpendOrder)))
@settings(max_examples=40, deadline=None)
def test_a_balance_is_the_sum_of_its_entries_and_nothing_leaks(
    plan: list[tuple[str, int, int]], order: SpendOrder
) -> None:
    shop = MemberShop()
    shop.settings.change(shop.owner, {"stored.order": str(order)})
    member = shop.a_member()
    products: dict[int, object] = {}
    sold = []
    refusals: set[str] = set()
    for number, (act, fen, bonus) in enumerate(plan):
        purse = shop.stored.purse_of(member.id)
        try:
            if act == "top_up":
                shop.top_up(member, fen, bonus)
            elif act == "spend" and purse.total:
                due = min(fen, purse.total.fen)
                product = shop.a_product(f"P{number}", price=due, cost=1, cards=1)
                products[number] = product
                sold.append(shop.sell_to(member, product, by_stored(due)))
            elif act == "back" and sold:
                shop.take_back(sold.pop())
            elif act == "pay_out" and purse.principal:
                out = min(fen, purse.principal.fen)
                shop.stored.pay_out(shop.owner, shop.money(member, out, note="退"))
            elif act == "close":
                whole = shop.money(member, purse.principal.fen, note="退")
                shop.stored.close(shop.owner, whole)
        except BusinessRuleError as refusal:
            refusals.add(refusal.code)
        now = shop.stored.purse_of(member.id)
        assert now.principal >= ZERO
        assert now.bonus >= ZERO
        entries = shop.stored.entries(member.id)
        assert sum(row.part.principal.fen for row in entries) == now.principal.fen
        assert sum(row.part.bonus.fen for row in entries) == now.bonus.fen
        stored = shop.reporting.day_report().stored_value
        moved = stored.paid_in + stored.bonus - stored.spent - stored.paid_out
        assert moved == stored.liability == now.total
    assert refusals <= {"stored_limit"}


def test_a_changed_ledger_is_found_when_the_books_are_checked(shop: MemberShop) -> None:
    member, product = shop.a_member(), shop.a_product(cards=1)
    shop.top_up(member, 100_00)
    shop.sell_to(member, product, by_stored(50_00))
    with shop.ground.database.write() as connection:
        for check in MEMBER_CHECKS:
            assert list(check(connection)) == []
        with pytest.raises(IntegrityError):
            connection.exec_driver_sql("UPDATE stored_value_entry SET principal = principal + 1")
    with shop.ground.database.write() as connection:
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            " AND tbl_name = 'stored_value_entry'"
        ).fetchall():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE stored_value_entry SET principal = principal + 1")
        codes = [problem.code for check in MEMBER_CHECKS for problem in check(connection)]
    assert codes == ["receipt_entries", "ledger_payments"]
