"""Two accounts, one dying mid-sale: the sale goes on, and nothing is bought twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop.domain.cart import Cart
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.permissions import Role
from desktop.domain.product import AccountRule
from desktop.domain.purchase import QUIET_SECONDS, PurchaseState
from desktop.domain.top_up import checked_target
from desktop.models.card_secrets import card_secret
from desktop.models.ledger import ledger as ledger_table
from desktop.models.sales import sale_line
from desktop.services.purchase_decisions import Decision, LineDecision, LineVerdict, Verdict
from desktop.services.purchasing import PurchaseSnapshot
from desktop.storage import ledger
from desktop.storage.purchase_lists import PurchaseFilter
from tests.buying import APOLOGY, WAITING, Goods, Trouble
from tests.two_accounts import FIRST, SECOND, DyingShop, TwoAccountShop

S = PurchaseState


@pytest.fixture
def shop() -> TwoAccountShop:
    return TwoAccountShop()


def sell(shop: TwoAccountShop, quantity: int = 1) -> int:
    """Sell and let the machine buy; return the line."""
    product = shop.checkout.get_product(shop.product.id)
    sold = shop.sell(Cart().with_product(product, quantity))
    for purchase_id in sold.purchases_to_start:
        shop.purchasing.advance(purchase_id)
    return sold.sale.lines[0].id


def run(shop: TwoAccountShop, rounds: int = 60) -> None:
    """Let the till run as long as the machine has something to do."""
    for _ in range(rounds):
        due = shop.purchasing.next_due_at()
        if due is None:
            return
        if due > shop.clock.now():
            shop.clock.pass_time(due - shop.clock.now())
        shop.purchasing.advance_due()


def purchases(shop: TwoAccountShop, line_id: int) -> list[PurchaseSnapshot]:
    """The purchases of a line, oldest first."""
    found = shop.purchasing.list_purchases(PurchaseFilter(sale_line_id=line_id))
    return sorted(found, key=lambda one: one.id)


def states(shop: TwoAccountShop, line_id: int) -> list[tuple[str, PurchaseState]]:
    return [(one.account, one.state) for one in purchases(shop, line_id)]


def line_of(shop: TwoAccountShop, line_id: int) -> Any:
    with shop.ground.database.read() as connection:
        return connection.execute(select(sale_line).where(sale_line.c.id == line_id)).one()


def cards_in_store(shop: TwoAccountShop) -> int:
    with shop.ground.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(card_secret)) or 0


# -- the first account dies -------------------------------------------------------------------


def down(first: DyingShop) -> None:
    first.is_down = True


def dies_at(path: str) -> Callable[[DyingShop], None]:
    def die(first: DyingShop) -> None:
        first.dies_before = path

    return die


def answers_no_more(path: str) -> Callable[[DyingShop], None]:
    """It hears the call and dies before its answer is heard; what it did stays done."""

    def die(first: DyingShop) -> None:
        first.dies_after = path

    return die


def says(text: str, at: str = "trade") -> Callable[[DyingShop], None]:
    def refuse(first: DyingShop) -> None:
        honest = first.answer

        def answer(path: str, form: dict[str, str]) -> dict[str, Any] | None:
            return {"code": 0, "msg": text} if path == at else honest(path, form)

        first.answer = answer  # type: ignore[method-assign]

    return refuse


def sold_out(first: DyingShop) -> None:
    first.goods["YJ100"].stock = 0


def without_money(first: DyingShop) -> None:
    first.balance = Decimal(1)


def too_dear(first: DyingShop) -> None:
    first.goods["YJ100"].price = "112.00"


@pytest.mark.parametrize(
    ("happens", "state", "reason"),
    [
        (down, S.CANCELLED, "source_silent"),
        (dies_at("valuation"), S.CANCELLED, "source_silent"),
        (answers_no_more("valuation"), S.CANCELLED, "source_silent"),
        (dies_at("connect"), S.CANCELLED, "source_silent"),
        (answers_no_more("connect"), S.CANCELLED, "source_silent"),
        (dies_at("trade"), S.CANCELLED, "source_silent"),
        (sold_out, S.REJECTED, "listed_text"),
        (without_money, S.REJECTED, "balance"),
        (too_dear, S.CANCELLED, "price_above_ceiling"),
        (says("该商品暂未上架"), S.REJECTED, "listed_text"),
        (says("You have been banned"), S.REJECTED, "account_refused"),
        (says("密钥错误", at="valuation"), S.CANCELLED, "account_refused"),
        (says("商品不存在", at="valuation"), S.CANCELLED, "quote_refused"),
    ],
    ids=lambda value: getattr(value, "__qualname__", str(value)),
)
def test_the_sale_goes_on_at_the_second_account_and_is_bought_once(
    shop: TwoAccountShop,
    happens: Callable[[DyingShop], None],
    state: PurchaseState,
    reason: str,
) -> None:
    happens(shop.first)
    line_id = sell(shop)
    run(shop)
    failed, bought = purchases(shop, line_id)
    assert (failed.account, failed.state, failed.reason_code) == (FIRST, state, reason)
    assert (bought.account, bought.state) == (SECOND, S.FULFILLED)
    assert shop.order_counts() == (0, 1)
    assert (cards_in_store(shop), bought.charged) == (1, Money(92_00))
    line = line_of(shop, line_id)
    assert (line.delivery_state, line.cost) == (DeliveryState.ARRIVED, Money(92_00))


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble.LOST_BEFORE,
        Trouble.LOST_AFTER,
        Trouble.ARRIVES_LATE,
        Trouble.HTML_BEFORE,
        Trouble.HTML_AFTER,
        Trouble.ERROR_500,
        Trouble.CUT_SHORT,
    ],
)
def test_while_nobody_knows_the_second_account_is_not_asked(
    shop: TwoAccountShop, trouble: Trouble
) -> None:
    shop.first.troubles = [trouble, Trouble.LOST_BEFORE]
    line_id = sell(shop)
    shop.first.let_late_ones_arrive()
    run(shop)
    assert states(shop, line_id) == [(FIRST, S.HUMAN)]
    assert shop.second.orders == {}
    assert "trade" not in shop.second.calls
    assert line_of(shop, line_id).delivery_state is DeliveryState.UNKNOWN


def test_a_line_that_dies_in_the_middle_of_the_order_waits_for_a_person(
    shop: TwoAccountShop,
) -> None:
    shop.first.dies_after = "trade"
    line_id = sell(shop)
    run(shop, rounds=20)
    assert shop.order_counts() == (1, 0)
    (purchase,) = purchases(shop, line_id)
    assert purchase.state in {S.UNKNOWN, S.HUMAN}


@pytest.mark.parametrize(
    ("delivered", "state"),
    [(APOLOGY, S.HUMAN), ("AYJ-1----PW1", S.PARTIAL), ("A1----1\nA2----2\nA3----3", S.HUMAN)],
)
def test_what_was_charged_is_never_bought_again_elsewhere(
    shop: TwoAccountShop, delivered: str, state: PurchaseState
) -> None:
    shop.first.deliver = lambda goods, count: delivered
    line_id = sell(shop, 2)
    run(shop)
    assert states(shop, line_id) == [(FIRST, state)]
    assert shop.order_counts() == (1, 0)


def test_an_accepted_order_is_waited_for_however_long(shop: TwoAccountShop) -> None:
    shop.first.deliver = lambda goods, count: WAITING
    line_id = sell(shop)
    run(shop, rounds=500)
    assert states(shop, line_id) == [(FIRST, S.HUMAN)]
    assert purchases(shop, line_id)[0].reason_code == "goods_overdue"
    assert shop.order_counts() == (1, 0)


def test_a_person_s_verdict_that_nothing_was_placed_moves_nothing_by_itself(
    shop: TwoAccountShop,
) -> None:
    shop.first.troubles = [Trouble.LOST_BEFORE, Trouble.LOST_BEFORE]
    line_id = sell(shop)
    run(shop)
    (purchase,) = purchases(shop, line_id)
    shop.clock.pass_time(timedelta(seconds=QUIET_SECONDS))
    shop.purchasing.decide(shop.owner, purchase.id, Decision(Verdict.NOT_PLACED), "网站没有")
    run(shop)
    assert states(shop, line_id) == [(FIRST, S.NOT_PLACED)]
    assert line_of(shop, line_id).delivery_state is DeliveryState.FAILED
    decision = LineDecision(LineVerdict.ACCEPT_PRICE, Money(95_00))
    new_id, _ = shop.purchasing.decide_line(shop.owner, line_id, decision, reason="再买")
    assert new_id is not None
    assert shop.purchasing.advance(new_id).account == SECOND
    assert shop.order_counts() == (0, 1)


# -- which source, how often, at what price ---------------------------------------------------


def test_pinned_sources_wait_for_a_person(shop: TwoAccountShop) -> None:
    shop.stock_sync.order_sources(shop.owner, shop.product.id, shop.goods_ids)
    sold_out(shop.first)
    line_id = sell(shop)
    run(shop)
    assert states(shop, line_id) == [(FIRST, S.REJECTED)]
    assert line_of(shop, line_id).delivery_state is DeliveryState.FAILED
    assert shop.second.orders == {}


def test_a_pinned_source_that_is_away_is_waited_for(shop: TwoAccountShop) -> None:
    shop.stock_sync.order_sources(shop.owner, shop.product.id, shop.goods_ids)
    shop.first.is_down = True
    line_id = sell(shop)
    run(shop, rounds=10)
    assert states(shop, line_id) == [(FIRST, S.PREPARED)]
    shop.first.is_down = False
    run(shop)
    assert states(shop, line_id) == [(FIRST, S.FULFILLED)]


def test_when_every_source_has_failed_a_person_decides(shop: TwoAccountShop) -> None:
    sold_out(shop.first)
    sold_out(shop.second)
    line_id = sell(shop)
    run(shop)
    assert states(shop, line_id) == [(FIRST, S.REJECTED), (SECOND, S.REJECTED)]
    assert line_of(shop, line_id).delivery_state is DeliveryState.FAILED
    run(shop)
    assert len(purchases(shop, line_id)) == 2


def test_the_ceiling_goes_along_and_too_dear_everywhere_is_a_decision_about_the_price(
    shop: TwoAccountShop,
) -> None:
    shop.second.goods["YJ100"].price = "112.00"
    sold_out(shop.first)
    line_id = sell(shop)
    run(shop)
    failed, dear = purchases(shop, line_id)
    assert dear.ceiling_unit == failed.ceiling_unit
    assert (dear.state, dear.reason_code) == (S.CANCELLED, "price_above_ceiling")
    assert line_of(shop, line_id).delivery_state is DeliveryState.NEEDS_DECISION


def test_too_dear_here_and_sold_out_there_is_still_a_decision_about_the_price(
    shop: TwoAccountShop,
) -> None:
    too_dear(shop.first)
    sold_out(shop.second)
    line_id = sell(shop)
    run(shop)
    assert states(shop, line_id) == [(FIRST, S.CANCELLED), (SECOND, S.REJECTED)]
    assert line_of(shop, line_id).delivery_state is DeliveryState.NEEDS_DECISION


def test_a_person_who_accepts_the_price_buys_where_it_was_only_too_dear(
    shop: TwoAccountShop,
) -> None:
    too_dear(shop.first)
    sold_out(shop.second)
    line_id = sell(shop)
    quote = shop.purchasing.quote_again(line_id)
    assert (quote.account_name, quote.unit) == (FIRST, Money(112_00))
    decision = LineDecision(LineVerdict.ACCEPT_PRICE, Money(112_00))
    new_id, _ = shop.purchasing.decide_line(shop.owner, line_id, decision, reason="老顾客")
    assert new_id is not None
    bought = shop.purchasing.advance(new_id)
    assert (bought.account, bought.state) == (FIRST, S.FULFILLED)
    assert shop.order_counts() == (1, 0)


def test_a_person_may_choose_the_source_against_the_rule(shop: TwoAccountShop) -> None:
    too_dear(shop.first)
    sold_out(shop.second)
    line_id = sell(shop)
    run(shop)
    shop.second.goods["YJ100"].stock = 50
    offers = shop.purchasing.sources_again(line_id)
    assert sorted(one.account_name for one in offers) == sorted([FIRST, SECOND])
    wanted = next(one for one in offers if one.account_name == SECOND)
    quote = shop.purchasing.quote_again(line_id, wanted.goods_id)
    assert (quote.account_name, quote.unit) == (SECOND, Money(92_00))
    decision = LineDecision(LineVerdict.ACCEPT_PRICE, Money(92_00), wanted.goods_id)
    new_id, _ = shop.purchasing.decide_line(shop.owner, line_id, decision, reason="那边有货")
    assert new_id is not None
    bought = shop.purchasing.advance(new_id)
    assert (bought.account, bought.state) == (SECOND, S.FULFILLED)
    assert shop.order_counts() == (0, 1)
    with shop.ground.database.read() as connection:
        body = connection.scalar(
            select(ledger_table.c.body).where(ledger_table.c.kind == "line_decided")
        )
    assert body is not None
    assert f'"goods":{wanted.goods_id}' in body.replace(" ", "")


def test_a_source_that_is_held_cannot_be_chosen_and_nothing_is_ordered(
    shop: TwoAccountShop,
) -> None:
    too_dear(shop.first)
    sold_out(shop.second)
    line_id = sell(shop)
    run(shop)
    made = states(shop, line_id)
    decision = LineDecision(LineVerdict.ACCEPT_PRICE, Money(92_00), 12345)
    with pytest.raises(BusinessRuleError) as refused:
        shop.purchasing.decide_line(shop.owner, line_id, decision, reason="那边有货")
    assert refused.value.code == "source_unusable"
    assert states(shop, line_id) == made
    assert line_of(shop, line_id).delivery_state is DeliveryState.NEEDS_DECISION


def test_a_person_who_tries_again_where_all_have_failed_is_not_refused(
    shop: TwoAccountShop,
) -> None:
    sold_out(shop.first)
    sold_out(shop.second)
    line_id = sell(shop)
    shop.first.goods["YJ100"].stock = 50
    decision = LineDecision(LineVerdict.ACCEPT_PRICE, Money(95_00))
    new_id, _ = shop.purchasing.decide_line(shop.owner, line_id, decision, reason="有货了")
    assert new_id is not None
    assert shop.purchasing.advance(new_id).state is S.FULFILLED
    assert states(shop, line_id)[-1] == (FIRST, S.FULFILLED)


def test_both_accounts_away_nothing_is_lost_and_the_first_to_answer_sells(
    shop: TwoAccountShop,
) -> None:
    shop.first.is_down = shop.second.is_down = True
    line_id = sell(shop)
    run(shop, rounds=10)
    assert states(shop, line_id) == [(FIRST, S.CANCELLED), (SECOND, S.PREPARED)]
    assert line_of(shop, line_id).delivery_state is DeliveryState.QUEUED
    shop.second.is_down = False
    run(shop)
    assert states(shop, line_id)[-1] == (SECOND, S.FULFILLED)
    assert shop.order_counts() == (0, 1)


def test_an_account_held_while_its_purchase_waits_is_left(shop: TwoAccountShop) -> None:
    product = shop.checkout.get_product(shop.product.id)
    sold = shop.sell(Cart().with_product(product))
    shop.first.charge = lambda amount: amount + 20
    shop.purchasing.buy_into_stock(
        shop.owner, shop.product.id, 1, Money(95_00), shop.account_ids[0]
    )
    assert shop.accounts.get(shop.account_ids[0]).is_frozen
    shop.purchasing.advance(sold.purchases_to_start[0])
    line_id = sold.sale.lines[0].id
    failed, bought = purchases(shop, line_id)
    assert (failed.state, failed.reason_code) == (S.CANCELLED, "account_frozen")
    assert (bought.account, bought.state) == (SECOND, S.FULFILLED)


def test_what_the_owner_buys_into_stock_stays_where_the_owner_wanted_it(
    shop: TwoAccountShop,
) -> None:
    sold_out(shop.first)
    refused = shop.purchasing.buy_into_stock(shop.owner, shop.product.id, 1, Money(95_00))
    run(shop)
    assert refused.state is S.REJECTED
    assert shop.second.orders == {}


def test_a_customer_who_was_paid_back_meanwhile_is_not_bought_for(shop: TwoAccountShop) -> None:
    product = shop.checkout.get_product(shop.product.id)
    sold = shop.sell(Cart().with_product(product))
    sold_out(shop.first)
    honest = shop.first.answer

    def answer(path: str, form: dict[str, str]) -> dict[str, Any] | None:
        if path == "trade":
            with shop.ground.database.write() as connection:
                connection.execute(sale_line.update().values(delivery_state=DeliveryState.REFUNDED))
        return honest(path, form)

    shop.first.answer = answer  # type: ignore[method-assign]
    shop.purchasing.advance(sold.purchases_to_start[0])
    run(shop)
    assert states(shop, sold.sale.lines[0].id) == [(FIRST, S.REJECTED)]


def test_while_the_network_may_be_gone_no_source_is_blamed(shop: TwoAccountShop) -> None:
    watched = TwoAccountShop(is_watched=True)
    watched.first.is_down = watched.second.is_down = True
    watched.clock.pass_time(timedelta(minutes=1))
    line_id = sell(watched)
    run(watched, rounds=4)
    assert watched.connectivity.is_in_doubt()
    assert states(watched, line_id) == [(FIRST, S.PREPARED)]
    watched.connectivity.check()
    assert watched.connectivity.is_offline()
    run(watched, rounds=4)
    assert states(watched, line_id) == [(FIRST, S.PREPARED)]
    watched.second.is_down = False
    watched.connectivity.check(is_asked_for=True)
    run(watched)
    assert states(watched, line_id) == [(FIRST, S.CANCELLED), (SECOND, S.FULFILLED)]


# -- what is told -----------------------------------------------------------------------------


def test_history_and_ledger_name_from_and_to(shop: TwoAccountShop) -> None:
    sold_out(shop.first)
    line_id = sell(shop)
    failed, bought = purchases(shop, line_id)
    words = f"{FIRST} {failed.number} → {SECOND} {bought.number}"
    for one in (failed, bought):
        assert [event.note for event in one.events if event.code == "source_switched"] == [words]
    with shop.ground.database.read() as connection:
        (body,) = connection.scalars(
            select(ledger_table.c.body).where(ledger_table.c.kind == "source_switched")
        ).all()
        assert ledger.verify(connection, shop.ground.vault).ok
    assert str(failed.id) in body
    assert str(bought.id) in body
    assert failed.number != bought.number


def test_the_next_sale_leaves_the_dead_account_alone(shop: TwoAccountShop) -> None:
    shop.first.is_down = True
    sell(shop)
    run(shop)
    calls = len(shop.first.calls)
    product = shop.checkout.get_product(shop.product.id)
    sold = shop.sell(Cart().with_product(product), request_id="r2")
    shop.purchasing.advance(sold.purchases_to_start[0])
    assert states(shop, sold.sale.lines[0].id) == [(SECOND, S.FULFILLED)]
    assert len(shop.first.calls) == calls


# -- top-ups ----------------------------------------------------------------------------------

PHONE = [
    {"cn": "手机号", "name": "phone", "type": "text", "error": "手机号格式不正确"},
]
MOBILE = [{"cn": "号码", "name": "mobile_no", "type": "text", "error": "号码不对"}]
WITH_SERVER = [*MOBILE, {"cn": "区服", "name": "server", "type": "select", "dict": "一区,二区"}]


def top_up(shop: TwoAccountShop, second_widgets: list[dict[str, str]]) -> int:
    """Sell a top-up that both shops sell, each with a form of its own; return the line."""
    for platform, widgets in ((shop.first, PHONE), (shop.second, second_widgets)):
        platform.goods["HF50"] = Goods(
            "HF50", "手机话费 50 元", "49.20", is_manual=True, widgets=widgets
        )
    shop.stock_sync.sync()
    goods = [shop.stock_sync.find_goods(one, "HF50", "") for one in shop.account_ids]
    assert goods[0] is not None
    assert goods[1] is not None
    product = shop.stock_sync.adopt(shop.owner, goods[0].id, None, Money(50_00)).product
    shop.stock_sync.add_source(shop.owner, product.id, goods[1].id)
    for account_id in shop.account_ids:
        shop.stock_sync.refresh_prices(account_id)
    product = shop.checkout.get_product(product.id)
    assert product.account_rule is AccountRule.PHONE
    cart = Cart().with_product(product, 1, checked_target(AccountRule.PHONE, "19800002046"))
    sold = shop.sell(cart)
    shop.purchasing.advance(sold.purchases_to_start[0])
    return sold.sale.lines[0].id


def test_a_top_up_is_filled_into_the_other_shop_s_own_form(shop: TwoAccountShop) -> None:
    says("库存不足")(shop.first)
    line_id = top_up(shop, MOBILE)
    assert states(shop, line_id) == [(FIRST, S.REJECTED), (SECOND, S.ACCEPTED)]
    (order,) = shop.second.orders.values()
    assert order.form["mobile_no"] == "19800002046"


def test_a_shop_that_asks_for_what_nobody_typed_is_passed_over(shop: TwoAccountShop) -> None:
    says("库存不足")(shop.first)
    line_id = top_up(shop, WITH_SERVER)
    assert states(shop, line_id) == [(FIRST, S.REJECTED)]
    assert line_of(shop, line_id).delivery_state is DeliveryState.FAILED


def test_a_number_that_was_refused_is_not_tried_on_another_shop(shop: TwoAccountShop) -> None:
    says("手机号格式不正确")(shop.first)
    line_id = top_up(shop, MOBILE)
    (refused,) = purchases(shop, line_id)
    assert (refused.state, refused.reason_code) == (S.REJECTED, "input_refused")
    assert shop.second.orders == {}


# -- a crash between any two steps ------------------------------------------------------------


class Crash(BaseException):
    """The program ends here."""


class CrashAt:
    """Ends the program at the n-th fail point after it is armed."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.passed: list[str] = []

    def reached(self, name: str) -> None:
        if self.left is None:
            return
        self.passed.append(name)
        if self.left == 0:
            self.left = None
            raise Crash
        self.left -= 1


def sell_with_a_crash(happens: Callable[[DyingShop], None], step: int) -> bool:
    """Sell with the first account dying and the program ending after so many steps.

    Returns whether it got so far; whatever happened, the line must be bought once or wait for a
    person who can see it.
    """
    crashes = CrashAt()
    shop = TwoAccountShop(fail_points=crashes)
    happens(shop.first)
    product = shop.checkout.get_product(shop.product.id)
    line_id = shop.sell(Cart().with_product(product)).sale.lines[0].id
    crashes.left = step
    has_crashed = False
    try:
        run(shop)
    except Crash:
        has_crashed = True
        shop.open_services()
        shop.recovery.run()
        crashes.left = None
        run(shop)
    made = purchases(shop, line_id)
    line = line_of(shop, line_id)
    if made[-1].state is S.HUMAN:  # the crash came between an order's sending and its answer
        assert has_crashed
        assert line.delivery_state is DeliveryState.UNKNOWN
        assert sum(shop.order_counts()) <= 1
        assert len(made) == 1 or shop.first.orders == {}
    else:
        assert [one.state for one in made[1:]] == [S.FULFILLED], (step, crashes.passed)
        assert line.delivery_state is DeliveryState.ARRIVED
        assert shop.order_counts() == (0, 1), (step, crashes.passed)
    if not has_crashed:
        assert "purchase.source_switched" in crashes.passed
    return has_crashed


@pytest.mark.parametrize("happens", [sold_out, too_dear, down])
def test_a_crash_at_any_step_of_the_switch_loses_nothing_and_buys_once(
    happens: Callable[[DyingShop], None],
) -> None:
    steps = next(step for step in count() if not sell_with_a_crash(happens, step))
    assert steps > 8


def test_a_cashier_s_sale_is_carried_on_in_the_cashier_s_name(shop: TwoAccountShop) -> None:
    assert shop.cashier.role is Role.CASHIER
    sold_out(shop.first)
    line_id = sell(shop)
    assert {one.person_name for one in purchases(shop, line_id)} == {"林小舟"}
