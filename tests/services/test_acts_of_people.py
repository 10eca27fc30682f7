"""What people can do against a shop: each act leaves its entry, and its line on the owner's page."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.shift import CashReason
from desktop.domain.tender import TenderMethod, cash_tender
from tests.factories import WRONG_PIN, TillShop
from tests.services.test_printing import PrintingShop
from tests.services.test_role_matrix import adjust_points


def guess_a_pin(shop: TillShop) -> None:
    for _ in range(10):
        shop.staff.sign_in(shop.cashier.id, WRONG_PIN)
        shop.clock.pass_time(timedelta(minutes=6))


def void_a_sale(shop: TillShop) -> None:
    shop.a_void(shop.a_sale(shop.a_product(cards=1)))


def return_what_was_seen(shop: TillShop) -> None:
    sold = shop.a_sale(shop.a_product(cards=1))
    shop.delivery.reveal(shop.cashier, sold.lines[0].id)
    shop.a_refund(sold)


def void_what_was_seen(shop: TillShop) -> None:
    sold = shop.a_sale(shop.a_product(cards=1))
    shop.delivery.reveal(shop.cashier, sold.lines[0].id)
    with pytest.raises(BusinessRuleError) as refused:
        shop.returns.void(shop.cashier, sold.id, "按错了", request_id="v", shift_id=shop.shift.id)
    assert refused.value.code


def sell_far_below_the_price(shop: TillShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=1, cost=10_00))
    cart = cart.with_order_discount(Discount(DiscountKind.RATE, 80, reason="熟人"))
    total = shop.checkout.price(cart).total
    request = shop.request(cart, cash_tender(total, total), approval=shop.approval)
    shop.checkout.complete_sale(shop.cashier, request)


def try_a_price_below_cost(shop: TillShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=1, cost=101_00))
    with pytest.raises(BusinessRuleError):
        shop.checkout.complete_sale(shop.cashier, shop.request(cart))


def open_the_drawer(shop: TillShop) -> None:
    assert isinstance(shop, PrintingShop)
    shop.printing.open_drawer(shop.cashier, "换零钱", None)


def refund_in_cash(shop: TillShop) -> None:
    shop.a_refund(shop.a_sale(shop.a_product(cards=1)))


def change_the_method(shop: TillShop) -> None:
    entry = shop.a_sale(shop.a_product(cards=1)).payments[0]
    shop.returns.change_payment_method(shop.cashier, entry.id, TenderMethod.WECHAT, "按错了")


def give_points(shop: TillShop) -> None:
    adjust_points(shop, shop.cashier, shop.approval)


def turn_the_clock_back(shop: TillShop) -> None:
    shop.clock.instant -= timedelta(days=1)
    shop.shifts.move_cash(shop.cashier, Money(1), CashReason.CHANGE_BROUGHT)


def look_again(shop: TillShop) -> None:
    line = shop.a_sale(shop.a_product(cards=1)).lines[0]
    shop.delivery.reveal(shop.cashier, line.id)
    shop.delivery.reveal(shop.cashier, line.id, approval=shop.approval)


def try_to_look_again(shop: TillShop) -> None:
    line = shop.a_sale(shop.a_product(cards=1)).lines[0]
    shop.delivery.reveal(shop.cashier, line.id)
    with pytest.raises(BusinessRuleError):
        shop.delivery.reveal(shop.cashier, line.id)


@dataclass(frozen=True)
class Act:
    """Something a person does.

    Attributes:
        kind: the entry of the ledger.
        line: what the day report counts it as; empty where the report shows it elsewhere.
    """

    name: str
    commit: Callable[[TillShop], None]
    kind: str
    line: str
    times: int = 1


ACTS = (
    Act("F1 guess a PIN", guess_a_pin, "pin_locked", "pin_locked", 2),
    Act("F3 void before it was seen", void_a_sale, "sale_voided", "void"),
    Act("F3 return after it was seen", return_what_was_seen, "sale_refunded", "refund"),
    Act("F4 sell far below the price", sell_far_below_the_price, "sale_completed", "above_limit"),
    Act("F4 consent to it", sell_far_below_the_price, "right_approved", "above_limit"),
    Act("F4 try a price below cost", try_a_price_below_cost, "sale_refused", "sale_refused"),
    Act("F5 open the drawer", open_the_drawer, "drawer_opened", "drawer_opened"),
    Act("F6 refund in cash", refund_in_cash, "sale_refunded", "refund"),
    Act("F6 change the method", change_the_method, "payment_method_changed", "method_change"),
    Act("F7 give points", give_points, "points_adjusted", "points_by_hand"),
    Act("F8 turn the clock back", turn_the_clock_back, "clock_back", "clock_back"),
    Act("F9 look again", look_again, "cards_revealed", "reveal_again", 2),
    Act("F9 try to look again", try_to_look_again, "right_refused", "right_refused"),
)


@pytest.fixture
def shop() -> PrintingShop:
    shop = PrintingShop()
    shop.set_up()
    shop.give_pin(shop.cashier)
    shop.open_shift(Money(100_00))
    return shop


def noted(shop: TillShop, kind: str) -> int:
    query = "SELECT count(*) FROM ledger WHERE kind = ?"
    with shop.ground.database.read() as connection:
        return int(connection.exec_driver_sql(query, (kind,)).scalar() or 0)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_an_act_leaves_its_entry_and_its_line_on_the_owners_page(
    shop: PrintingShop, act: Act
) -> None:
    before = {each.kind: each.count for each in shop.reporting.day_report().exceptions}
    entries = noted(shop, act.kind)
    act.commit(shop)
    assert noted(shop, act.kind) - entries == act.times
    after = {each.kind: each.count for each in shop.reporting.day_report().exceptions}
    assert after[act.line] > before.get(act.line, 0)


def test_what_was_seen_is_never_undone_and_no_sale_moves_when_the_clock_does(
    shop: PrintingShop,
) -> None:
    void_what_was_seen(shop)
    first = shop.a_sale(shop.a_product("N1", cards=1))
    turn_the_clock_back(shop)
    second = shop.a_sale(shop.a_product("N2", cards=1))
    assert second.business_date_text == first.business_date_text
    with shop.ground.database.read() as connection:
        times = connection.exec_driver_sql("SELECT at FROM ledger ORDER BY seq").scalars().all()
    assert list(times) == sorted(set(times))


def test_the_z_says_that_the_ledger_was_checked_and_whether_it_held(shop: PrintingShop) -> None:
    shop.a_sale(shop.a_product(cards=1))
    closed = shop.close_day()
    assert "ledger_broken" not in {each.kind for each in closed.report.exceptions}
    shop.next_morning()
    shop.open_shift(Money(100_00))
    with shop.ground.database.write() as connection:
        triggers = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger'"
        )
        for (name,) in triggers.fetchall():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE ledger SET body = '{}' WHERE seq = 3")
    broken = [each for each in shop.close_day().report.exceptions if each.kind == "ledger_broken"]
    assert [each.count for each in broken] == [1]
    with shop.ground.database.read() as connection:
        bodies = (
            connection.exec_driver_sql(
                "SELECT body FROM ledger WHERE kind = 'day_closed' ORDER BY seq"
            )
            .scalars()
            .all()
        )
    assert [json.loads(body)["ledger"]["bad_entry"] for body in bodies] == [0, 3]
