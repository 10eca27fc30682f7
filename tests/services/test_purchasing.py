from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from desktop.domain.cart import Cart
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule
from desktop.domain.purchase import QUIET_SECONDS, PurchaseState
from desktop.domain.secret import Secret
from desktop.domain.top_up import checked_target
from desktop.models.card_secrets import card_secret
from desktop.models.catalog import product as product_table
from desktop.models.purchases import purchase, purchase_answer, purchase_attempt
from desktop.models.sales import sale_line
from desktop.services.purchase_decisions import Decision, LineDecision, LineVerdict, Verdict
from desktop.storage import ledger
from desktop.storage.purchase_lists import PurchaseFilter
from tests.buying import APOLOGY, BuyingShop, Goods, Trouble

S = PurchaseState


@pytest.fixture
def shop() -> BuyingShop:
    buying = BuyingShop()
    buying.connect()
    return buying


def cards_in_store(shop: BuyingShop, product_id: int) -> int:
    with shop.ground.database.read() as connection:
        rows = connection.execute(select(card_secret).where(card_secret.c.product_id == product_id))
        return len(rows.all())


def line_of(shop: BuyingShop, line_id: int):
    with shop.ground.database.read() as connection:
        return connection.execute(select(sale_line).where(sale_line.c.id == line_id)).one()


def sell_one(shop: BuyingShop, quantity: int = 1):
    product = shop.adopt()
    sold = shop.sell(Cart().with_product(product, quantity))
    return sold.sale.lines[0].id, sold.purchases_to_start[0]


# -- what goes well ---------------------------------------------------------------------------


def test_cards_bought_into_stock_can_be_sold_and_cost_what_was_charged(shop: BuyingShop) -> None:
    product = shop.adopt()
    bought = shop.buy(product, 3)
    assert (bought.state, bought.cards, bought.charged) == (S.FULFILLED, 3, Money(273_00))
    assert bought.upstream_number == "260618000000000000"
    assert bought.balance_before == Money(5000_00)
    assert shop.checkout.get_product(product.id).local_cards == 3
    assert shop.platform.calls[-3:] == ["valuation", "connect", "trade"]
    assert shop.accounts.list_accounts()[0].balance == Money(4727_00)


def test_a_charge_that_does_not_divide_is_shared_over_the_cards_to_the_fen(
    shop: BuyingShop,
) -> None:
    shop.platform.goods["YJ100"].price = "33.333"
    product = shop.adopt()
    bought = shop.buy(product, 3)
    with shop.ground.database.read() as connection:
        costs = connection.scalars(select(card_secret.c.cost)).all()
    assert bought.charged == Money(100_00)
    assert sum(cost.fen for cost in costs) == 100_00
    assert len(costs) == 3


def test_a_sale_of_platform_goods_arrives_and_knows_its_cost(shop: BuyingShop) -> None:
    line_id, purchase_id = sell_one(shop)
    assert line_of(shop, line_id).delivery_state is DeliveryState.QUEUED
    shop.platform.goods["YJ100"].price = "92.50"
    bought = shop.purchasing.advance(purchase_id)
    line = line_of(shop, line_id)
    assert bought.state is S.FULFILLED
    assert (line.delivery_state, line.cost) == (DeliveryState.ARRIVED, Money(92_50))
    assert len(shop.delivery.masked_cards(line_id)) == 1


def test_every_call_stands_in_the_database_before_it_is_made(shop: BuyingShop) -> None:
    product = shop.adopt()
    seen: list[tuple[str, str]] = []
    honest = shop.platform.send

    def watching(call):
        with shop.ground.database.read() as connection:
            row = connection.execute(select(purchase.c.state, purchase.c.request_sealed)).first()
            last = connection.scalar(
                select(purchase_attempt.c.kind).order_by(purchase_attempt.c.id.desc()).limit(1)
            )
        assert row is not None
        seen.append((row.state, str(last)))
        return honest(call)

    shop.platform.send = watching  # type: ignore[method-assign]
    shop.buy(product)
    assert seen == [(S.PREPARED, "quote"), (S.PREPARED, "balance"), (S.SENDING, "order")]


def test_the_stored_answer_is_sealed(shop: BuyingShop) -> None:
    shop.buy(shop.adopt())
    with shop.ground.database.read() as connection:
        (stored,) = connection.scalars(select(purchase_answer.c.body_sealed)).all()
        requests = connection.scalars(select(purchase.c.request_sealed)).all()
    assert b"PW0000" not in stored
    assert all(b"request_no" not in sealed for sealed in requests)


# -- the price --------------------------------------------------------------------------------


def test_above_the_ceiling_nothing_is_sent_and_the_line_waits_for_a_decision(
    shop: BuyingShop,
) -> None:
    line_id, purchase_id = sell_one(shop)
    shop.platform.goods["YJ100"].price = "112.00"
    stopped = shop.purchasing.advance(purchase_id)
    assert (stopped.state, stopped.reason_code) == (S.CANCELLED, "price_above_ceiling")
    assert "trade" not in shop.platform.calls
    assert line_of(shop, line_id).delivery_state is DeliveryState.NEEDS_DECISION


def test_accepting_the_new_price_buys_with_a_new_number(shop: BuyingShop) -> None:
    line_id, purchase_id = sell_one(shop)
    shop.platform.goods["YJ100"].price = "112.00"
    first = shop.purchasing.advance(purchase_id)
    decision = LineDecision(LineVerdict.ACCEPT_PRICE, Money(112_00))
    new_id, _ = shop.purchasing.decide_line(shop.owner, line_id, decision, reason="老顾客")
    assert new_id is not None
    second = shop.purchasing.advance(new_id)
    assert second.state is S.FULFILLED
    assert second.number != first.number
    assert line_of(shop, line_id).delivery_state is DeliveryState.ARRIVED
    assert line_of(shop, line_id).cost == Money(112_00)


def test_giving_a_line_up_leaves_it_to_the_refund(shop: BuyingShop) -> None:
    line_id, purchase_id = sell_one(shop)
    shop.platform.goods["YJ100"].price = "112.00"
    shop.purchasing.advance(purchase_id)
    shop.purchasing.decide_line(
        shop.owner, line_id, LineDecision(LineVerdict.REFUND), reason="太贵"
    )
    assert line_of(shop, line_id).delivery_state is DeliveryState.FAILED


def test_a_charge_above_the_ceiling_holds_the_account_and_waits_for_a_person(
    shop: BuyingShop,
) -> None:
    product = shop.adopt()
    shop.platform.charge = lambda amount: amount + Decimal(20)
    bought = shop.buy(product)
    assert (bought.state, bought.reason_code) == (S.HUMAN, "charged_above_ceiling")
    assert bought.charged == Money(111_00)
    account = shop.accounts.list_accounts()[0]
    assert account.is_frozen
    with pytest.raises(BusinessRuleError) as refused:
        shop.buy(product)
    assert refused.value.code == "no_source"
    shop.accounts.release(shop.owner, account.id)
    adopted = shop.purchasing.decide(shop.owner, bought.id, Decision(Verdict.ADOPT), "认了")
    assert (adopted.state, adopted.cards) == (S.ADOPTED, 1)


def test_a_quote_is_kept_for_a_moment_and_asked_again_later(shop: BuyingShop) -> None:
    product = shop.adopt()
    first = shop.purchasing.quote(product.id, 1)
    shop.platform.goods["YJ100"].price = "93.00"
    shop.clock.pass_time(timedelta(seconds=4))
    assert shop.purchasing.quote(product.id, 1) == first
    shop.clock.pass_time(timedelta(seconds=2))
    assert shop.purchasing.quote(product.id, 1).unit == Money(93_00)
    assert (first.unit, first.balance, first.account_name) == (
        Money(91_00),
        Money(5000_00),
        "星桥卡盟",
    )


def test_a_quote_nobody_answers_is_a_sentence_and_no_error(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.platform.line_troubles = [Trouble.LOST_BEFORE]
    quote = shop.purchasing.quote(product.id, 1)
    assert quote.unit is None
    assert quote.last_unit == Money(91_00)
    assert quote.trouble is not None
    assert "什么都没有买" in str(quote.trouble)


# -- refusals and silence ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stock", "balance", "text"), [(0, "5000", "库存不足"), (50, "10", "余额不足")]
)
def test_an_explicit_refusal_of_the_first_try_is_final_and_takes_no_money(
    shop: BuyingShop, stock: int, balance: str, text: str
) -> None:
    line_id, purchase_id = sell_one(shop)
    shop.platform.goods["YJ100"].stock = stock
    shop.platform.balance = Decimal(balance)
    refused = shop.purchasing.advance(purchase_id)
    assert (refused.state, refused.reason_text, refused.charged) == (S.REJECTED, text, None)
    assert line_of(shop, line_id).delivery_state is DeliveryState.FAILED
    told = shop.delivery.message_for(line_id)
    assert "没有买成" in told, "the customer is not promised what will not come"
    assert "正在处理" not in told


@pytest.mark.parametrize("trouble", [Trouble.LOST_BEFORE, Trouble.HTML_BEFORE, Trouble.ERROR_500])
def test_a_first_try_that_never_arrived_is_repeated_once_with_the_same_bytes(
    shop: BuyingShop, trouble: Trouble
) -> None:
    shop.platform.troubles = [trouble]
    line_id, purchase_id = sell_one(shop)
    unknown = shop.purchasing.advance(purchase_id)
    assert unknown.state is S.UNKNOWN
    assert line_of(shop, line_id).delivery_state is DeliveryState.UNKNOWN
    settled = shop.settle(purchase_id)
    assert settled.state is S.FULFILLED
    assert [order.request_no for order in shop.platform.orders.values()] == [settled.number]
    assert line_of(shop, line_id).delivery_state is DeliveryState.ARRIVED


@pytest.mark.parametrize("trouble", [Trouble.LOST_AFTER, Trouble.HTML_AFTER, Trouble.CUT_SHORT])
def test_a_lost_answer_to_an_order_that_exists_is_fetched_by_hand(
    shop: BuyingShop, trouble: Trouble
) -> None:
    shop.platform.troubles = [trouble]
    bought = shop.buy(shop.adopt())
    settled = shop.settle(bought.id)
    assert (settled.state, settled.reason_code) == (S.HUMAN, "fetch_by_hand")
    assert len(shop.platform.orders) == 1
    assert shop.platform.calls.count("trade") == 2


def test_the_second_try_waits_and_is_the_last(shop: BuyingShop) -> None:
    shop.platform.troubles = [Trouble.LOST_BEFORE, Trouble.LOST_BEFORE]
    bought = shop.buy(shop.adopt())
    assert shop.purchasing.advance(bought.id).state is S.UNKNOWN
    assert shop.purchasing.recheck([bought.id])[0].state is S.UNKNOWN
    assert shop.platform.calls.count("trade") == 1, "a person's click repeated the order"
    settled = shop.settle(bought.id)
    assert (settled.state, settled.reason_code) == (S.HUMAN, "compare_balance")
    assert shop.platform.calls.count("trade") == 2
    assert any(event.code == "balance_compared" for event in settled.events)


def test_a_repeat_that_says_out_of_stock_says_nothing_about_the_first(shop: BuyingShop) -> None:
    shop.platform.goods["YJ100"].stock = 1
    shop.platform.troubles = [Trouble.LOST_AFTER]
    settled = shop.settle(shop.buy(shop.adopt()).id)
    assert (settled.state, settled.reason_code) == (S.HUMAN, "compare_balance")
    assert "5000.00 → 4909.00" in [event.note for event in settled.events]


def test_a_repeat_that_lacks_balance_proves_that_nothing_was_placed(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.platform.troubles = [Trouble.LOST_BEFORE]
    bought = shop.buy(product)
    shop.platform.balance = Decimal(1)
    assert shop.settle(bought.id).state is S.NOT_PLACED


def test_what_was_not_sent_waits_and_is_sent_later(shop: BuyingShop) -> None:
    shop.platform.troubles = [Trouble.NOT_SENT, Trouble.NOT_SENT]
    bought = shop.buy(shop.adopt())
    assert bought.state is S.PREPARED
    assert bought.next_step_at is not None
    settled = shop.settle(bought.id)
    assert settled.state is S.FULFILLED
    assert len(shop.platform.orders) == 1


def test_a_repeat_that_did_not_leave_may_be_tried_again(shop: BuyingShop) -> None:
    shop.platform.troubles = [Trouble.LOST_BEFORE, Trouble.NOT_SENT]
    settled = shop.settle(shop.buy(shop.adopt()).id)
    assert settled.state is S.FULFILLED
    assert len(shop.platform.orders) == 1


def test_an_unreachable_shop_leaves_the_purchase_prepared_and_says_so(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.platform.line_troubles = [Trouble.LOST_BEFORE]
    bought = shop.buy(product)
    assert bought.state is S.PREPARED
    assert shop.accounts.list_accounts()[0].trouble_code == "platform_silent"
    assert shop.settle(bought.id).state is S.FULFILLED


@pytest.mark.parametrize(
    ("refused_at", "state"),
    [("valuation", S.CANCELLED), ("connect", S.CANCELLED), ("trade", S.REJECTED)],
)
def test_a_key_that_was_changed_is_noted_on_the_account_with_what_to_do(
    shop: BuyingShop, refused_at: str, state: PurchaseState
) -> None:
    product = shop.adopt()
    honest = shop.platform.answer

    def answer(path: str, form: dict[str, str]):
        return {"code": 0, "msg": "密钥错误"} if path == refused_at else honest(path, form)

    shop.platform.answer = answer  # type: ignore[method-assign]
    refused = shop.buy(product)
    assert (refused.state, refused.reason_code) == (state, "account_refused")
    account = shop.accounts.list_accounts()[0]
    assert account.trouble_code == "platform_refused"
    assert "重新填写" in account.trouble_text


def test_goods_that_are_refused_are_no_trouble_of_the_account(shop: BuyingShop) -> None:
    product = shop.adopt()
    del shop.platform.goods["YJ100"]
    refused = shop.buy(product)
    assert (refused.state, refused.reason_code) == (S.CANCELLED, "quote_refused")
    assert shop.accounts.list_accounts()[0].trouble_code == ""


# -- goods that are not as promised -----------------------------------------------------------


def test_an_apology_instead_of_a_card_is_charged_and_nothing_delivered(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.platform.deliver = lambda goods, count: APOLOGY
    bought = shop.buy(product)
    assert (bought.state, bought.reason_code) == (S.HUMAN, "nothing_delivered")
    assert (bought.charged, cards_in_store(shop, product.id)) == (Money(91_00), 0)


def test_fewer_cards_are_kept_and_the_rest_is_a_claim(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.platform.deliver = lambda goods, count: "AAA1----BBB1"
    bought = shop.buy(product, 2)
    assert (bought.state, bought.cards) == (S.PARTIAL, 1)


def test_more_cards_than_paid_for_wait_for_a_person(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.platform.deliver = lambda goods, count: "AAA1----BBB1\nAAA2----BBB2"
    bought = shop.buy(product)
    assert (bought.state, bought.reason_code) == (S.HUMAN, "cards_extra")


def test_a_card_seen_before_is_not_sold_again(shop: BuyingShop) -> None:
    shop.platform.deliver = lambda goods, count: "AAA1----BBB1"
    line_id, purchase_id = sell_one(shop)
    first = shop.purchasing.advance(purchase_id)
    assert first.state is S.FULFILLED
    again = shop.purchasing.buy_into_stock(shop.owner, first.product_id, 1, Money(95_00))
    assert (again.state, again.reason_code, again.cards) == (S.HUMAN, "cards_known", 0)
    assert cards_in_store(shop, first.product_id) == 1
    assert line_of(shop, line_id).delivery_state is DeliveryState.ARRIVED


# -- top-ups ----------------------------------------------------------------------------------


@pytest.fixture
def top_up(shop: BuyingShop):
    widget = {
        "cn": "手机号",
        "name": "phone",
        "type": "text",
        "regex": "",
        "error": "手机号格式不正确",
    }
    shop.platform.goods["HF50"] = Goods(
        "HF50", "手机话费 50 元", "49.20", is_manual=True, widgets=[widget]
    )
    shop.stock_sync.sync()
    product = shop.adopt("HF50", price=50_00)
    assert product.account_rule is AccountRule.PHONE
    cart = Cart().with_product(product, 1, checked_target(AccountRule.PHONE, "19800002046"))
    sold = shop.sell(cart)
    return sold.sale.lines[0].id, sold.purchases_to_start[0]


def test_a_top_up_sends_the_account_and_is_processing_until_the_text_changes(
    shop: BuyingShop, top_up: tuple[int, int]
) -> None:
    line_id, purchase_id = top_up
    accepted = shop.purchasing.advance(purchase_id)
    assert accepted.state is S.ACCEPTED
    (order,) = shop.platform.orders.values()
    assert order.form["phone"] == "19800002046"
    assert accepted.target_masked == "198****2046"
    shop.clock.pass_time(timedelta(seconds=30))
    assert shop.purchasing.advance(purchase_id).state is S.ACCEPTED
    assert line_of(shop, line_id).delivery_state is DeliveryState.PROCESSING
    order.secret = "充值成功 14:37"
    shop.clock.pass_time(timedelta(minutes=6))
    answered = shop.purchasing.advance(purchase_id)
    assert (answered.state, answered.reason_code) == (S.HUMAN, "read_text")
    done = shop.purchasing.decide(shop.owner, purchase_id, Decision(Verdict.ADOPT), "网站写成功")
    assert done.state is S.ADOPTED
    line = line_of(shop, line_id)
    assert (line.delivery_state, line.cost) == (DeliveryState.ARRIVED, Money(49_20))


def ask_until(shop: BuyingShop, purchase_id: int, limit: timedelta):
    """Let the machine ask when it wants to, for so long."""
    end = shop.clock.now() + limit
    snapshot = shop.purchasing.get(purchase_id)
    while snapshot.next_step_at is not None and snapshot.next_step_at <= end:
        shop.clock.pass_time(snapshot.next_step_at - shop.clock.now())
        snapshot = shop.purchasing.advance(purchase_id)
    return snapshot


def test_an_order_whose_goods_never_come_goes_to_a_person_and_is_no_failure(
    shop: BuyingShop, top_up: tuple[int, int]
) -> None:
    line_id, purchase_id = top_up
    shop.purchasing.advance(purchase_id)
    assert ask_until(shop, purchase_id, timedelta(minutes=55)).state is S.ACCEPTED
    overdue = ask_until(shop, purchase_id, timedelta(minutes=10))
    assert (overdue.state, overdue.reason_code) == (S.HUMAN, "goods_overdue")
    assert "不要重买或退款" in overdue.reason_sentences[0]
    assert overdue.charged == Money(49_20)
    assert line_of(shop, line_id).delivery_state is DeliveryState.UNKNOWN
    assert shop.purchasing.unknown_count() == 1
    assert overdue.next_step_at is None
    done = shop.purchasing.decide(shop.owner, purchase_id, Decision(Verdict.ADOPT), "网站写成功")
    assert line_of(shop, line_id).delivery_state is DeliveryState.ARRIVED
    assert done.state is S.ADOPTED


def test_the_promise_of_the_product_says_how_long_is_too_long(
    shop: BuyingShop, top_up: tuple[int, int]
) -> None:
    _, purchase_id = top_up
    with shop.ground.database.write() as connection:
        connection.execute(update(product_table).values(arrival_minutes=60))
    shop.purchasing.advance(purchase_id)
    assert ask_until(shop, purchase_id, timedelta(hours=5, minutes=55)).state is S.ACCEPTED
    assert ask_until(shop, purchase_id, timedelta(minutes=10)).state is S.HUMAN


def test_silence_about_an_accepted_order_is_borne_for_a_day(
    shop: BuyingShop, top_up: tuple[int, int]
) -> None:
    _, purchase_id = top_up
    shop.purchasing.advance(purchase_id)
    shop.platform.line_troubles = [Trouble.LOST_BEFORE] * 400
    assert ask_until(shop, purchase_id, timedelta(hours=23, minutes=50)).state is S.ACCEPTED
    overdue = ask_until(shop, purchase_id, timedelta(minutes=15))
    assert (overdue.state, overdue.reason_code) == (S.HUMAN, "goods_overdue")


def test_goods_that_came_while_the_till_was_off_are_found_before_anything_is_overdue(
    shop: BuyingShop, top_up: tuple[int, int]
) -> None:
    _, purchase_id = top_up
    shop.purchasing.advance(purchase_id)
    (order,) = shop.platform.orders.values()
    order.secret = "充值成功 23:10"
    shop.clock.pass_time(timedelta(hours=30))
    shop.open_services()
    shop.recovery.run()
    assert shop.purchasing.advance(purchase_id).reason_code == "read_text"


def test_the_account_of_a_top_up_is_nowhere_in_the_clear(
    shop: BuyingShop, top_up: tuple[int, int]
) -> None:
    shop.purchasing.advance(top_up[1])
    with shop.ground.database.read() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        file = raw.serialize()
    assert b"198****2046" in file
    assert b"19800002046" not in file


def test_a_field_nobody_filled_in_is_refused_before_the_sale(shop: BuyingShop) -> None:
    widgets = [
        {"cn": "账号", "name": "account", "type": "text"},
        {"cn": "区服", "name": "server", "type": "select", "dict": "一区,二区"},
    ]
    shop.platform.goods["WZ"] = Goods(
        "WZ", "王朝纪元充值", "29.00", is_manual=True, widgets=widgets
    )
    shop.stock_sync.sync()
    product = shop.adopt("WZ", price=30_00)
    cart = Cart().with_product(product, 1, checked_target(AccountRule.UID, "player_1"))
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(cart)
    assert refused.value.code == "goods_fields_unfilled"
    assert shop.purchasing.list_purchases(PurchaseFilter()) == ()


# -- people -----------------------------------------------------------------------------------


def test_a_pasted_number_fetches_the_card(shop: BuyingShop) -> None:
    shop.platform.troubles = [Trouble.LOST_AFTER]
    line_id, purchase_id = sell_one(shop)
    shop.purchasing.advance(purchase_id)
    settled = shop.settle(purchase_id)
    (order,) = shop.platform.orders.values()
    decision = Decision(Verdict.ADOPT, upstream_number=order.trade_no)
    adopted = shop.purchasing.decide(shop.owner, settled.id, decision, "购买记录里有")
    assert (adopted.state, adopted.cards) == (S.ADOPTED, 1)
    assert line_of(shop, line_id).delivery_state is DeliveryState.ARRIVED
    assert line_of(shop, line_id).cost == Money(91_00)


def test_pasted_cards_are_taken_in(shop: BuyingShop) -> None:
    shop.platform.troubles = [Trouble.LOST_AFTER]
    settled = shop.settle(shop.buy(shop.adopt()).id)
    decision = Decision(Verdict.ADOPT, cards=(Secret("YJ100-000001----PW00007919"),))
    adopted = shop.purchasing.decide(shop.owner, settled.id, decision, "购买记录里有")
    assert (adopted.state, adopted.cards, adopted.charged) == (S.ADOPTED, 1, Money(91_00))


def test_a_decision_needs_the_owner_and_what_was_seen(shop: BuyingShop) -> None:
    shop.platform.troubles = [Trouble.LOST_AFTER]
    settled = shop.settle(shop.buy(shop.adopt()).id)
    decision = Decision(Verdict.NOT_PLACED)
    with pytest.raises(BusinessRuleError) as refused:
        shop.purchasing.decide(shop.cashier, settled.id, decision, "没看到")
    assert refused.value.code == "needs_owner"
    with pytest.raises(BusinessRuleError) as refused:
        shop.purchasing.decide(shop.owner, settled.id, decision, " ")
    assert refused.value.code in {"evidence_missing", "needs_reason"}
    shop.clock.pass_time(timedelta(seconds=QUIET_SECONDS))
    done = shop.purchasing.decide(shop.owner, settled.id, decision, "网站没有这单")
    assert done.state is S.NOT_PLACED
    assert done.events[-1].person_name == "程禾"
    assert done.events[-1].note == "网站没有这单"


def test_an_order_that_may_still_arrive_is_not_called_unplaced(shop: BuyingShop) -> None:
    shop.platform.troubles = [Trouble.ARRIVES_LATE]
    bought = shop.buy(shop.adopt())
    shop.platform.goods["YJ100"].stock = 0  # so that the repeat is refused, and says nothing
    settled = shop.settle(bought.id)
    assert settled.state is S.HUMAN
    with pytest.raises(BusinessRuleError) as refused:
        shop.purchasing.decide(shop.owner, settled.id, Decision(Verdict.NOT_PLACED), "网站没有这单")
    assert refused.value.code == "order_may_arrive"
    assert shop.purchasing.get(settled.id).state is S.HUMAN


def test_what_the_machine_still_works_on_cannot_be_decided(shop: BuyingShop) -> None:
    shop.platform.troubles = [Trouble.LOST_BEFORE]
    bought = shop.buy(shop.adopt())
    with pytest.raises(BusinessRuleError) as refused:
        shop.purchasing.decide(shop.owner, bought.id, Decision(Verdict.NOT_PLACED), "急")
    assert refused.value.code == "nothing_to_decide"


def test_a_cashier_cannot_buy_into_stock(shop: BuyingShop) -> None:
    product = shop.adopt()
    with pytest.raises(BusinessRuleError) as refused:
        shop.purchasing.buy_into_stock(shop.cashier, product.id, 1, Money(95_00))
    assert refused.value.code == "needs_owner"
    assert "trade" not in shop.platform.calls


def test_a_line_refunded_before_sending_is_never_bought(shop: BuyingShop) -> None:
    from desktop.storage.purchase_queries import cancel_prepared

    line_id, purchase_id = sell_one(shop)
    with shop.ground.database.write() as connection:
        assert cancel_prepared(connection, shop.ground, line_id, shop.owner.id) == 1
    assert shop.purchasing.advance(purchase_id).state is S.CANCELLED
    assert "trade" not in shop.platform.calls


def test_a_refund_while_the_price_is_asked_stops_the_order(shop: BuyingShop) -> None:
    from desktop.storage.purchase_queries import cancel_prepared

    line_id, purchase_id = sell_one(shop)
    honest = shop.platform.send

    def meanwhile(call):
        shop.platform.send = honest  # type: ignore[method-assign]
        with shop.ground.database.write() as connection:
            cancel_prepared(connection, shop.ground, line_id, shop.owner.id)
        return honest(call)

    shop.platform.send = meanwhile  # type: ignore[method-assign]
    assert shop.purchasing.advance(purchase_id).state is S.CANCELLED
    assert "trade" not in shop.platform.calls


# -- the frame --------------------------------------------------------------------------------


def test_the_database_itself_refuses_an_illegal_move(shop: BuyingShop) -> None:
    bought = shop.buy(shop.adopt())
    with pytest.raises(Exception, match="illegal move"):
        with shop.ground.database.write() as connection:
            connection.execute(
                update(purchase).where(purchase.c.id == bought.id).values(state=S.PREPARED)
            )


def test_moves_stand_in_the_ledger_and_the_history(shop: BuyingShop) -> None:
    bought = shop.buy(shop.adopt())
    assert [event.state for event in bought.events] == [S.PREPARED, S.SENDING, S.FULFILLED]
    with shop.ground.database.read() as connection:
        assert ledger.verify(connection, shop.ground.vault).ok


def test_unknown_and_human_are_counted(shop: BuyingShop) -> None:
    product = shop.adopt()
    assert shop.purchasing.unknown_count() == 0
    shop.platform.troubles = [Trouble.LOST_BEFORE]
    shop.buy(product)
    assert shop.purchasing.unknown_count() == 1
    (listed,) = shop.purchasing.list_purchases(PurchaseFilter(is_open=True))
    assert "不会买两次" in listed.capability_sentence


def test_the_same_purchase_is_worked_on_by_one_at_a_time(shop: BuyingShop) -> None:
    line_id, purchase_id = sell_one(shop)
    honest = shop.platform.send
    inner: list[PurchaseState] = []

    def meanwhile(call):
        shop.platform.send = honest  # type: ignore[method-assign]
        inner.append(shop.purchasing.advance(purchase_id).state)
        return honest(call)

    shop.platform.send = meanwhile  # type: ignore[method-assign]
    assert shop.purchasing.advance(purchase_id).state is S.FULFILLED
    assert inner == [S.PREPARED]
    assert len(shop.platform.orders) == 1
    del line_id


def test_recovery_settles_what_was_on_its_way(shop: BuyingShop) -> None:
    product = shop.adopt()

    class Crash(BaseException):
        pass

    def crash(call):
        honest(call)
        raise Crash

    honest = shop.platform.send
    answers = iter([honest, honest, crash])

    def send(call):
        return next(answers)(call)

    shop.platform.send = send  # type: ignore[method-assign]
    with pytest.raises(Crash):
        shop.buy(product)
    shop.platform.send = honest  # type: ignore[method-assign]
    shop.open_services()
    report = shop.recovery.run()
    assert (report.interrupted, report.unknown) == (1, 1)
    assert [sentence.count for sentence in report.sentences] == [1, 1]
    (listed,) = shop.purchasing.list_purchases(PurchaseFilter())
    settled = shop.settle(listed.id)
    assert (settled.state, settled.reason_code) == (S.HUMAN, "fetch_by_hand")
    assert len(shop.platform.orders) == 1


def test_a_purchase_names_the_face_value_and_what_the_goods_were_sold_for(shop: BuyingShop) -> None:
    product = shop.adopt()
    draft = replace(shop.catalog.get_draft(product.id), name="云境传说点卡", face_text="100 元")
    shop.catalog.change_product(shop.owner, product.id, draft)
    sold = shop.sell(Cart().with_product(shop.checkout.get_product(product.id), 1))
    into_stock = shop.buy(product)
    for_sale = shop.purchasing.get(sold.purchases_to_start[0])
    assert for_sale.product_title == "云境传说点卡 100 元"
    assert (for_sale.sale_price, into_stock.sale_price) == (Money(100_00), None)
