"""Points, stored value and credit pay at the counter by key, alone and split; each asks what it must."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop.domain.customer import CustomerDraft, CustomerSnapshot
from desktop.domain.money import Money
from desktop.domain.tender import TenderMethod
from desktop.services.credit_ledger import CreditLedger
from desktop.services.customer_receipts import MoneyRequest
from desktop.services.stored_value import StoredValue
from desktop.ui.widgets.buttons import ActionButton
from desktop.ui.widgets.labels import TotalLabel
from tests.ui.screens.counter import Counter, CounterShop, a_counter

ENTER = Qt.Key.Key_Return


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.open_shift(Money(100_00))
    shop.settings.change(shop.owner, {"stored.enabled": True, "credit.enabled": True})
    shop.a_product("YJ100", price=100_00, cards=9)
    return shop


@pytest.fixture
def member(shop: CounterShop) -> CustomerSnapshot:
    draft = CustomerDraft("苗小禾", "13800002046", card_no="88001")
    one = shop.customers.add_draft(shop.cashier, draft).customer
    shop.customers.adjust_points(shop.owner, one.id, 300, "期初")
    request = MoneyRequest("t1", one.id, Money(40_00), shop.shift.id, approval=shop.approval)
    StoredValue(shop.ground, shop.settings, shop.rights).top_up(shop.cashier, request, Money(10_00))
    CreditLedger(shop.ground, shop.settings, shop.rights).set_limit(
        shop.owner, one.id, Money(60_00)
    )
    return shop.customers.get(one.id)


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


def pay(counter: Counter, customer: CustomerSnapshot | None) -> None:
    counter.window.type("YJ100", ENTER)
    counter.desk.set_customer(customer)
    counter.window.settle()
    counter.window.press("F9")
    counter.window.settle()
    assert counter.page == "payment"


def parts(shop: CounterShop) -> list[tuple[str, str]]:
    return [(part.method, str(part.amount)) for part in shop.last_sale().payments]


def amount(counter: Counter) -> str:
    return counter.window.find(TotalLabel, "memberAmount").text()


def offered(counter: Counter) -> list[str]:
    return [str(method) for method in counter.screen.payment_page.tenders.methods()]


def hints(counter: Counter) -> set[str]:
    return {offer.hint for offer in counter.window.registry.list_hints()}


def test_the_keys_of_a_members_ledgers_are_hinted_at(
    counter: Counter, member: CustomerSnapshot
) -> None:
    pay(counter, member)
    assert {"现金", "积分", "储值"} <= hints(counter)


def test_one_key_of_the_sale_pays_with_points_first(
    counter: Counter, shop: CounterShop, member: CustomerSnapshot
) -> None:
    counter.window.type("YJ100", ENTER)
    counter.window.press("F10")
    counter.window.settle()
    assert counter.page == "sale"
    counter.desk.set_customer(member)
    counter.window.settle()
    counter.window.press("F10")
    counter.window.settle()
    assert (counter.page, amount(counter)) == ("payment", "¥3.00")
    counter.window.type("2046", ENTER, ENTER)
    assert parts(shop) == [("points", "3.00"), ("cash", "97.00")]
    counter.window.type(ENTER)
    pay(counter, shop.customers.get(member.id))
    assert counter.screen.payment_page.draft.method is TenderMethod.CASH


def points_row(counter: Counter) -> str:
    return counter.screen.sale_page.cart.points.words()


def test_the_cart_says_what_a_members_points_would_pay(
    counter: Counter, shop: CounterShop, member: CustomerSnapshot
) -> None:
    counter.window.type("YJ100", ENTER)
    assert points_row(counter) == ""
    counter.desk.set_customer(member)
    counter.window.settle()
    assert points_row(counter) == "积分抵扣 · 有 300 分，最多抵 3.00"
    assert counter.screen.sale_page.cart.total.text() == "¥100.00", "nothing is taken off yet"
    counter.window.find(QToolButton, "usePoints").click()
    counter.window.settle()
    assert (counter.page, amount(counter)) == ("payment", "¥3.00")


def test_points_never_pay_more_than_the_order_and_nothing_while_they_are_off(
    counter: Counter, shop: CounterShop, member: CustomerSnapshot
) -> None:
    shop.customers.adjust_points(shop.owner, member.id, 49_700, "活动")
    counter.window.type("YJ100", ENTER)
    counter.desk.set_customer(shop.customers.get(member.id))
    counter.window.settle()
    assert points_row(counter) == "积分抵扣 · 有 50,000 分，最多抵 100.00"
    shop.settings.change(shop.owner, {"points.redeem": False})
    counter.window.type("+")
    assert points_row(counter) == ""


def test_a_member_without_points_has_no_row(
    counter: Counter, shop: CounterShop, member: CustomerSnapshot
) -> None:
    shop.customers.adjust_points(shop.owner, member.id, -300, "用完")
    counter.window.type("YJ100", ENTER)
    counter.desk.set_customer(shop.customers.get(member.id))
    counter.window.settle()
    assert points_row(counter) == ""


def test_a_walk_in_is_offered_no_ledger(counter: Counter) -> None:
    pay(counter, None)
    assert offered(counter) == ["cash", "wechat", "alipay", "qq"]
    counter.window.type("J")
    assert not counter.window.is_shown("memberProof")
    assert not {"积分", "储值"} & hints(counter)


def test_points_stored_value_credit_and_cash_together_by_keyboard_alone(
    counter: Counter, shop: CounterShop, member: CustomerSnapshot
) -> None:
    pay(counter, member)
    assert offered(counter)[4:] == ["stored", "points", "credit"]
    counter.window.type("J")
    assert counter.window.focus_name() == "memberProof"
    assert amount(counter) == "¥3.00"
    counter.window.type("2046", ENTER)
    counter.window.type("C")
    assert amount(counter) == "¥50.00"
    assert "本金 ¥40.00，赠送 ¥10.00" in counter.window.find(QLabel, "memberBalance").text()
    counter.window.type("88001", ENTER)
    counter.window.press("Ctrl+Backspace")
    counter.window.type("20", "G")
    assert amount(counter) == "¥20.00"
    counter.window.type(ENTER, ENTER)
    assert parts(shop) == [
        ("points", "3.00"),
        ("stored", "50.00"),
        ("credit", "20.00"),
        ("cash", "27.00"),
    ]
    standing = shop.customers.standing_of(member.id)
    assert (standing.points, standing.purse.total, standing.owed) == (97, Money(0), Money(20_00))


@pytest.mark.parametrize(
    ("said", "words"), [("", "先问手机尾号或会员卡号"), ("9999", "和会员资料对不上，什么都没有扣")]
)
def test_a_wrong_or_missing_proof_is_told_at_the_line(
    counter: Counter, shop: CounterShop, member: CustomerSnapshot, said: str, words: str
) -> None:
    pay(counter, member)
    counter.window.type("J", said, ENTER)
    assert counter.screen.payment_page.member.proof.error() == words
    assert counter.window.focus_name() == "memberProof"
    assert shop.sale_count() == 0
    counter.window.type("2046", ENTER)
    assert not counter.screen.payment_page.member.isVisible()
    assert str(counter.screen.payment_page.draft.missing) == "97.00"


def test_an_empty_ledger_says_why_it_cannot_pay(counter: Counter, shop: CounterShop) -> None:
    poor = shop.customers.add(shop.cashier, "闻子墨", "15900002046").customer
    pay(counter, poor)
    for name in ("tender_stored", "tender_points"):
        assert not counter.window.find(ActionButton, name).isEnabled()
    counter.window.type("J")
    assert not counter.window.is_shown("memberProof")


def test_a_ledger_pays_once_up_to_what_is_left(
    counter: Counter, shop: CounterShop, member: CustomerSnapshot
) -> None:
    pay(counter, member)
    counter.window.type("C", "2046", ENTER)
    assert not counter.window.find(ActionButton, "tender_stored").isEnabled()
    assert str(counter.screen.payment_page.draft.missing) == "50.00"


def test_a_part_that_is_given_up_is_there_again(
    counter: Counter, shop: CounterShop, member: CustomerSnapshot
) -> None:
    pay(counter, member)
    counter.window.type("C", "2046", ENTER)
    counter.screen.payment_page._give_back(0)
    assert counter.window.find(ActionButton, "tender_stored").isEnabled()
    assert shop.customers.standing_of(member.id).purse.total == Money(50_00)


def test_change_is_left_with_the_shop_by_one_button(
    counter: Counter, shop: CounterShop, member: CustomerSnapshot
) -> None:
    pay(counter, member)
    counter.window.type("101", ENTER)
    counter.window.settle()
    assert counter.window.find(TotalLabel, "changeDue").text() == "¥1.00"
    counter.window.find(QPushButton, "keepChange").click()
    counter.window.settle()
    assert counter.window.find(TotalLabel, "changeDue").text() == "¥0.00"
    assert not counter.window.is_shown("keepChange")
    assert shop.customers.standing_of(member.id).purse.principal == Money(41_00)


def test_a_walk_in_gets_the_change_in_the_hand(counter: Counter) -> None:
    pay(counter, None)
    counter.window.type("101", ENTER)
    assert not counter.window.is_shown("keepChange")
