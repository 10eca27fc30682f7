"""A source without an interface: to-dos ordered by a person, its money, its price list, its day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.exc import DatabaseError

from desktop.domain.account_money import EntryKind, MoneyAct
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import ReturnReason
from desktop.domain.secret import Secret
from desktop.models.account_entries import account_entry
from desktop.models.card_secrets import card_batch
from desktop.models.purchases import purchase_attempt
from desktop.models.sales import sale_line
from desktop.services.accounts import AccountDraft
from desktop.services.hand_orders import HandResult
from desktop.services.purchase_decisions import Decision, Verdict
from desktop.services.returns import RefundRequest
from tests.hand_kept import PHONE, HandKeptShop

S = PurchaseState


@pytest.fixture
def shop() -> HandKeptShop:
    return HandKeptShop()


def line_of(shop: HandKeptShop):
    with shop.ground.database.read() as connection:
        wanted = sale_line.c.id == shop.sale.lines[0].id
        return connection.execute(select(sale_line).where(wanted)).one()


def sum_of_entries(shop: HandKeptShop) -> Money:
    with shop.ground.database.read() as connection:
        wanted = account_entry.c.account_id == shop.account_id
        return connection.scalar(select(func.sum(account_entry.c.amount)).where(wanted)) or ZERO


def refund(shop: HandKeptShop) -> None:
    line = shop.sale.lines[0].id
    request = RefundRequest(
        "b1",
        shop.sale.id,
        {line: 1},
        ReturnReason.GOODWILL,
        shop.shift.id,
        approval=shop.approval,
    )
    shop.returns.refund(shop.cashier, request)


# -- a top-up -----------------------------------------------------------------------------------


def test_a_sold_top_up_waits_for_a_person_and_nothing_is_sent(shop: HandKeptShop) -> None:
    waiting = shop.sell_top_up()
    assert (waiting.state, waiting.is_by_hand) == (S.PREPARED, True)
    assert shop.purchasing.due_ids() == ()
    assert shop.purchasing.advance_due() == ()
    assert shop.platform.calls == []
    assert shop.hand_orders.count() == 1
    assert line_of(shop).delivery_state is DeliveryState.QUEUED


def test_number_cost_and_time_close_it(shop: HandKeptShop) -> None:
    waiting = shop.sell_top_up()
    shop.clock.pass_time(timedelta(minutes=5))
    task = shop.hand_orders.begin(shop.cashier, waiting.id)
    assert task.fields == (("手机号", PHONE),)
    assert shop.purchasing.get(waiting.id).state is S.SENDING
    arrived_at = shop.clock.now()
    shop.clock.pass_time(timedelta(minutes=30))
    result = HandResult("WX-77", Money(48_40), arrived_at)
    closed = shop.hand_orders.finish(shop.cashier, waiting.id, result)
    assert (closed.state, closed.upstream_number, closed.charged) == (
        S.FULFILLED,
        "WX-77",
        Money(48_40),
    )
    assert shop.states(waiting.id) == [S.PREPARED, S.SENDING, S.FULFILLED]
    line = line_of(shop)
    assert (line.delivery_state, line.cost) == (DeliveryState.ARRIVED, Money(48_40))
    assert line.arrived_at == arrived_at
    assert shop.balance == Money(951_60) == sum_of_entries(shop)
    assert shop.hand_orders.count() == 0
    with shop.ground.database.read() as connection:
        attempts = connection.execute(select(purchase_attempt.c.kind, purchase_attempt.c.outcome))
        assert attempts.all() == [("order", "accepted")]
    assert shop.platform.calls == []


@pytest.mark.parametrize(
    ("number", "charged", "minutes", "code"),
    [
        ("", 48_50, 0, "upstream_number_missing"),
        ("  ", 48_50, 0, "upstream_number_missing"),
        ("WX-1", 0, 0, "charge_missing"),
        ("WX-1", 48_50, 1, "time_wrong"),
        ("WX-1", 48_50, -5, "time_wrong"),
    ],
)
def test_what_is_missing_is_named_and_nothing_moves(
    shop: HandKeptShop, number: str, charged: int, minutes: int, code: str
) -> None:
    waiting = shop.sell_top_up()
    at = shop.clock.now() + timedelta(minutes=minutes)
    with pytest.raises(BusinessRuleError) as refused:
        shop.hand_orders.finish(shop.cashier, waiting.id, HandResult(number, Money(charged), at))
    assert refused.value.code == code
    assert shop.purchasing.get(waiting.id).state is S.PREPARED


def test_sold_closed_and_refunded_the_goods_stay_paid_for(shop: HandKeptShop) -> None:
    waiting = shop.sell_top_up()
    shop.hand_orders.finish(shop.cashier, waiting.id, shop.done())
    refund(shop)
    assert line_of(shop).delivery_state is DeliveryState.REFUNDED
    assert shop.balance == Money(951_50)
    shop.account_money.book(
        shop.owner, shop.account_id, MoneyAct(EntryKind.REFUND, Money(48_50), "老王退回")
    )
    assert shop.balance == Money(1000_00)


def test_refunded_before_anybody_ordered_it_is_no_to_do_any_more(shop: HandKeptShop) -> None:
    waiting = shop.sell_top_up()
    refund(shop)
    assert shop.purchasing.get(waiting.id).state is S.CANCELLED
    assert shop.hand_orders.count() == 0
    with pytest.raises(BusinessRuleError) as refused:
        shop.hand_orders.begin(shop.cashier, waiting.id)
    assert refused.value.code == "hand_order_moved"


def test_ordered_without_a_number_is_unknown_until_somebody_knows(shop: HandKeptShop) -> None:
    waiting = shop.sell_top_up()
    unclear = shop.hand_orders.leave_unknown(shop.cashier, waiting.id, "对方没回", Money(48_50))
    assert unclear.state is S.UNKNOWN
    assert unclear.next_step_at is None
    assert shop.purchasing.unknown_count() == 1
    shop.clock.pass_time(timedelta(days=2))
    assert shop.purchasing.advance_due() == ()
    assert shop.purchasing.recheck() == ()
    assert shop.purchasing.get(waiting.id).state is S.UNKNOWN
    with pytest.raises(BusinessRuleError):
        shop.hand_orders.refuse(shop.cashier, waiting.id, "不办")
    assert shop.balance == Money(1000_00)
    closed = shop.hand_orders.finish(shop.cashier, waiting.id, shop.done())
    assert closed.state is S.FULFILLED
    assert shop.balance == Money(951_50)


@pytest.mark.parametrize(
    ("verdict", "state", "left"),
    [
        (Verdict.NOT_PLACED, S.NOT_PLACED, 1000_00),
        (Verdict.ADOPT, S.ADOPTED, 951_50),
        (Verdict.REFUNDED, S.REFUNDED, 1000_00),
    ],
)
def test_the_owner_decides_about_an_order_without_a_number(
    shop: HandKeptShop, verdict: Verdict, state: PurchaseState, left: int
) -> None:
    waiting = shop.sell_top_up()
    shop.hand_orders.leave_unknown(shop.cashier, waiting.id, "没号", Money(48_50))
    shop.purchasing.decide(shop.owner, waiting.id, Decision(verdict), "问过老王")
    assert shop.purchasing.get(waiting.id).state is state
    assert shop.balance == Money(left) == sum_of_entries(shop)


def test_a_start_finds_an_order_that_was_being_placed_as_unknown(shop: HandKeptShop) -> None:
    waiting = shop.sell_top_up()
    shop.hand_orders.begin(shop.cashier, waiting.id)
    shop.open_services()
    shop.recovery.run()
    assert shop.purchasing.get(waiting.id).state is S.UNKNOWN
    assert shop.purchasing.get(waiting.id).next_step_at is None


def test_put_back_it_can_be_ordered_again(shop: HandKeptShop) -> None:
    waiting = shop.sell_top_up()
    shop.hand_orders.begin(shop.cashier, waiting.id)
    back = shop.hand_orders.put_back(shop.cashier, waiting.id)
    assert back.state is S.PREPARED
    assert shop.hand_orders.finish(shop.cashier, waiting.id, shop.done()).state is S.FULFILLED


def test_a_number_first_and_the_goods_later(shop: HandKeptShop) -> None:
    waiting = shop.sell_top_up()
    taken = shop.hand_orders.finish(
        shop.cashier, waiting.id, HandResult("WX-9", Money(48_50), None)
    )
    assert taken.state is S.ACCEPTED
    assert taken.next_step_at is None
    assert shop.balance == Money(951_50)
    closed = shop.hand_orders.finish(shop.cashier, waiting.id, shop.done("WX-9"))
    assert closed.state is S.FULFILLED
    assert shop.balance == Money(951_50)


def test_what_was_taken_and_not_done_is_paid_back(shop: HandKeptShop) -> None:
    waiting = shop.sell_top_up()
    shop.hand_orders.finish(shop.cashier, waiting.id, HandResult("WX-9", Money(48_50), None))
    back = shop.hand_orders.refuse(shop.cashier, waiting.id, "充不了")
    assert back.state is S.REFUNDED
    assert shop.balance == Money(1000_00)
    assert line_of(shop).delivery_state is DeliveryState.FAILED


def test_dearer_than_the_sale_allows_goes_to_the_owner(shop: HandKeptShop) -> None:
    waiting = shop.sell_top_up()
    kept = shop.hand_orders.finish(shop.cashier, waiting.id, shop.done(charged=60_00))
    assert kept.state is S.HUMAN
    assert "charged_above_ceiling" in kept.reason_code
    assert shop.balance == Money(940_00)
    assert not shop.account.is_frozen


def test_a_platform_with_an_interface_is_not_typed_in(shop: HandKeptShop) -> None:
    shop.connect()
    goods = shop.stock_sync.find_goods(shop.accounts.list_accounts()[1].id, "YJ100", "")
    assert goods is not None
    product = shop.stock_sync.adopt(shop.owner, goods.id, None, Money(100_00)).product
    bought = shop.buy(shop.checkout.get_product(product.id))
    with pytest.raises(BusinessRuleError) as refused:
        shop.hand_orders.begin(shop.owner, bought.id)
    assert refused.value.code == "not_by_hand"


# -- other sources ------------------------------------------------------------------------------


def with_second_supplier(shop: HandKeptShop) -> None:
    """小李 sells the same top-up for 49.00."""
    other = shop.accounts.add(shop.owner, AccountDraft("by_hand", "小李", {})).account
    listing = "编码,名称,类型,进价,充值要填\nH5,话费 50 元,直充,49.00,手机号\n"
    shop.price_lists.import_list(shop.owner, other.id, listing)
    goods = shop.stock_sync.find_goods(other.id, "H5", "")
    assert goods is not None
    shop.stock_sync.add_source(shop.owner, shop.phone.id, goods.id)


def test_a_definite_refusal_goes_on_to_the_next_source(shop: HandKeptShop) -> None:
    with_second_supplier(shop)
    waiting = shop.sell_top_up()
    refused = shop.hand_orders.refuse(shop.cashier, waiting.id, "没货")
    assert refused.state is S.REJECTED
    with shop.ground.database.read() as connection:
        count = connection.scalar(select(func.count()).select_from(purchase_attempt))
    assert count == 1
    assert shop.hand_orders.count() == 1
    assert line_of(shop).delivery_state is DeliveryState.QUEUED


def test_a_wrong_account_and_a_missing_number_go_nowhere(shop: HandKeptShop) -> None:
    with_second_supplier(shop)
    first = shop.sell_top_up()
    shop.hand_orders.refuse(shop.cashier, first.id, "空号", is_account_wrong=True)
    assert shop.hand_orders.count() == 0
    second = shop.sell_top_up()
    shop.hand_orders.leave_unknown(shop.cashier, second.id, "")
    assert shop.hand_orders.count() == 0


# -- cards --------------------------------------------------------------------------------------


def test_cards_bought_just_in_time_are_pasted(shop: HandKeptShop) -> None:
    waiting = shop.sell_video(2)
    with pytest.raises(BusinessRuleError) as refused:
        shop.hand_orders.finish(shop.cashier, waiting.id, shop.done(charged=30_00))
    assert refused.value.code == "cards_missing"
    cards = (Secret("V100001----AAAA1111"), Secret("V100002----BBBB2222"))
    result = HandResult("", Money(30_00), shop.clock.now(), cards)
    closed = shop.hand_orders.finish(shop.cashier, waiting.id, result)
    assert (closed.state, closed.cards) == (S.FULFILLED, 2)
    assert line_of(shop).delivery_state is DeliveryState.ARRIVED
    assert shop.balance == Money(970_00)


def test_too_few_cards_are_kept_and_the_line_waits(shop: HandKeptShop) -> None:
    waiting = shop.sell_video(2)
    result = HandResult("W1", Money(30_00), shop.clock.now(), (Secret("V1----AAAA1111"),))
    assert shop.hand_orders.finish(shop.cashier, waiting.id, result).state is S.PARTIAL


def test_cards_pasted_into_stock_name_their_source_and_cost(shop: HandKeptShop) -> None:
    text = "V200001----AAAA1111\nV200002----BBBB2222\nV200001----AAAA1111\n"
    shop.importing.import_cards(
        shop.owner, text, "VIP1", cost=Money(14_00), account_id=shop.account_id
    )
    assert shop.balance == Money(972_00) == sum_of_entries(shop)
    with shop.ground.database.read() as connection:
        assert connection.scalars(select(card_batch.c.account_id)).all() == [shop.account_id]


# -- the price list -----------------------------------------------------------------------------


def test_a_nought_is_no_cost(shop: HandKeptShop) -> None:
    goods = shop.stock_sync.find_goods(shop.account_id, "QB10", "")
    assert goods is not None
    assert goods.cost is None


def test_a_new_list_replaces_the_one_before(shop: HandKeptShop) -> None:
    listing = "编码,名称,类型,进价,充值要填\nHF50,话费 50 元,直充,48.80,手机号\nNEW,新货,卡密,1,\n"
    seen = shop.price_lists.preview(shop.account_id, listing.encode("gb18030"))
    assert (seen.would_add, seen.would_update, seen.would_remove) == (1, 1, 2)
    done = shop.price_lists.import_list(shop.owner, shop.account_id, listing.encode("gb18030"))
    assert (done.added, done.updated, done.removed) == (1, 1, 2)
    goods = shop.stock_sync.find_goods(shop.account_id, "HF50", "")
    assert goods is not None
    assert goods.cost == Money(48_80)
    assert shop.account.goods_count == 2
    assert shop.checkout.get_product(shop.video.id).can_sell is False
    back = shop.price_lists.import_list(shop.owner, shop.account_id, listing)
    assert (back.added, back.updated, back.removed) == (0, 0, 0)


def test_a_bad_line_is_named_and_nothing_is_written(shop: HandKeptShop) -> None:
    listing = (
        "编码,名称,类型,进价\nHF50,话费,直充,abc\n,套餐一,套餐,1\n,同名,卡密,1\n,同名,卡密,2\n"
    )
    done = shop.price_lists.import_list(shop.owner, shop.account_id, listing)
    assert not done.is_written
    assert [one.line for one in done.errors] == [2, 3, 5]
    assert shop.account.goods_count == 3


def test_the_list_of_a_platform_is_not_imported(shop: HandKeptShop) -> None:
    other = shop.connect()
    with pytest.raises(BusinessRuleError) as refused:
        shop.price_lists.import_list(shop.owner, other, "名称\n货\n")
    assert refused.value.code == "list_is_fetched"


def test_a_sync_has_nothing_to_fetch_and_says_what_is_there(shop: HandKeptShop) -> None:
    imported_at = shop.account.synced_at
    shop.clock.pass_time(timedelta(hours=1))
    (report,) = shop.stock_sync.sync([shop.account_id])
    assert (report.error, report.goods, report.balance) == (None, 3, Money(1000_00))
    assert shop.account.synced_at == imported_at
    assert shop.accounts.test(shop.owner, shop.account_id).is_ok
    assert shop.platform.calls == []


# -- without a network --------------------------------------------------------------------------


def test_it_sells_without_a_network(shop: HandKeptShop) -> None:
    shop.connect()
    shop.unplug()
    assert shop.checkout.is_offline()
    waiting = shop.sell_top_up()
    assert line_of(shop).is_promise is False
    assert shop.purchase_watch.unsent_count() == 0
    assert shop.hand_orders.finish(shop.cashier, waiting.id, shop.done()).state is S.FULFILLED


# -- money --------------------------------------------------------------------------------------


def test_a_top_up_with_its_fee_arrives_less_the_fee(shop: HandKeptShop) -> None:
    act = MoneyAct(EntryKind.TOP_UP, Money(500_00), fee=Money(3_00))
    shop.account_money.book(shop.owner, shop.account_id, act)
    assert shop.balance == Money(1497_00)
    kinds = [one.kind for one in shop.account_money.entries(shop.owner, shop.account_id)]
    assert kinds == [EntryKind.FEE, EntryKind.TOP_UP, EntryKind.OPENING]


def test_of_a_platform_the_fetched_balance_stays_its_word(shop: HandKeptShop) -> None:
    other = shop.connect()
    shop.account_money.book(shop.owner, other, MoneyAct(EntryKind.TOP_UP, Money(500_00)))
    assert shop.accounts.get(other).balance == Money(5000_00)
    (figures,) = [one for one in day(shop) if one.account == "星桥卡盟"]
    assert figures.topped_up == Money(500_00)
    with pytest.raises(BusinessRuleError) as refused:
        shop.account_money.type_balance(shop.owner, other, Money(1), "")
    assert refused.value.code == "balance_is_fetched"


def test_only_the_owner_books_money(shop: HandKeptShop) -> None:
    act = MoneyAct(EntryKind.TOP_UP, Money(500_00))
    with pytest.raises(BusinessRuleError):
        shop.account_money.book(shop.cashier, shop.account_id, act)
    with pytest.raises(BusinessRuleError):
        shop.account_money.entries(shop.cashier, shop.account_id)
    assert shop.balance == Money(1000_00)


def test_a_seen_balance_that_differs_needs_a_reason(shop: HandKeptShop) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        shop.account_money.type_balance(shop.owner, shop.account_id, Money(990_00), " ")
    assert refused.value.code == "reason_missing"
    shop.account_money.type_balance(shop.owner, shop.account_id, Money(990_00), "少记一笔")
    assert shop.balance == Money(990_00)


def test_an_unkept_balance_begins_with_what_is_seen(shop: HandKeptShop) -> None:
    other = shop.accounts.add(shop.owner, AccountDraft("by_hand", "小李", {})).account
    assert other.balance is None
    shop.account_money.type_balance(shop.owner, other.id, Money(80_00), "")
    assert shop.accounts.get(other.id).balance == Money(80_00)


def test_an_entry_is_never_changed(shop: HandKeptShop) -> None:
    with pytest.raises(DatabaseError), shop.ground.database.write() as connection:
        connection.execute(update(account_entry).values(amount=Money(1)))


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("top_up"), st.integers(1, 10_000), st.integers(0, 50)),
        st.tuples(st.just("rebate"), st.integers(1, 10_000), st.just(0)),
        st.tuples(st.just("adjustment"), st.integers(-5_000, 5_000), st.just(0)),
        st.tuples(st.just("seen"), st.integers(-5_000, 200_000), st.just(0)),
        st.tuples(st.just("buy"), st.integers(1, 5_000), st.integers(0, 3)),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(ACTS)
def test_the_balance_is_always_the_sum_of_the_entries(acts: list[tuple[str, int, int]]) -> None:
    shop = HandKeptShop()
    for kind, amount, more in acts:
        try:
            if kind == "seen":
                shop.account_money.type_balance(shop.owner, shop.account_id, Money(amount), "看")
            elif kind == "buy":
                waiting = shop.sell_top_up()
                on_the_way = HandResult("N", Money(amount), None)
                if more:
                    shop.hand_orders.finish(shop.cashier, waiting.id, on_the_way)
                if more > 1:
                    shop.hand_orders.refuse(shop.cashier, waiting.id, "不办")
            else:
                act = MoneyAct(EntryKind(kind), Money(amount), "因为", Money(more))
                shop.account_money.book(shop.owner, shop.account_id, act)
        except BusinessRuleError:
            pass
        assert shop.balance == sum_of_entries(shop)


# -- the day ------------------------------------------------------------------------------------


def day(shop: HandKeptShop):
    return shop.reporting.day_report(shop.shift.business_date).platforms


def test_the_day_holds_the_account_against_its_own_ledger(shop: HandKeptShop) -> None:
    waiting = shop.sell_top_up()
    shop.hand_orders.finish(shop.cashier, waiting.id, shop.done())
    book = shop.account_money.book
    book(
        shop.owner,
        shop.account_id,
        MoneyAct(EntryKind.TOP_UP, Money(200_00), fee=Money(1_00)),
    )
    book(shop.owner, shop.account_id, MoneyAct(EntryKind.REBATE, Money(5_00)))
    book(shop.owner, shop.account_id, MoneyAct(EntryKind.ADJUSTMENT, Money(-2_00), "对不上"))
    (figures,) = day(shop)
    assert (figures.opening, figures.purchased, figures.topped_up) == (
        Money(1000_00),
        Money(48_50),
        Money(200_00),
    )
    assert (figures.fees, figures.rebate, figures.adjusted) == (
        Money(1_00),
        Money(5_00),
        Money(-2_00),
    )
    assert figures.expected == figures.actual == shop.balance == Money(1153_50)
    assert figures.difference == ZERO
    costs = shop.reporting.day_report(shop.shift.business_date).costs
    assert (costs.fees, costs.rebate) == (Money(1_00), Money(5_00))
