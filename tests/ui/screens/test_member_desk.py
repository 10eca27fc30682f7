"""The member page: parts, tags, ledgers apart, and each act in a sheet that says what it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.agent import AgentProfile
from desktop.domain.cart import Cart
from desktop.domain.credit import CreditReason
from desktop.domain.customer import CustomerDraft, CustomerSnapshot
from desktop.domain.money import Money
from desktop.domain.stored_value import Purse, StoredReason
from desktop.services.saved_accounts import SavedAccounts
from desktop.ui.screens.customers.ledger_tables import credit_reason_text, stored_reason_text
from desktop.ui.screens.customers.member_acts import MemberAct
from desktop.ui.screens.customers_screen import CustomersScreen
from tests.services.member_desk import MemberShop, on_credit
from tests.ui.window_harness import Window, a_window

RETURN = Qt.Key.Key_Return


@pytest.fixture
def shop() -> MemberShop:
    shop = MemberShop()
    draft = CustomerDraft("苗小禾", "18600002046", channel="东校区群", tags=("东校区", "云境传说"))
    shop.customers.add_draft(shop.cashier, draft)
    return shop


@pytest.fixture
def window(qtbot: QtBot, shop: MemberShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


def build(shop: MemberShop, window: Window) -> CustomersScreen:
    saved = SavedAccounts(shop.ground, shop.rights)
    screen = CustomersScreen(
        window.context, shop.customers, shop.checkout, shop.settings, saved, shop.ledgers()
    )
    window.show(screen)
    return screen


def member(shop: MemberShop) -> CustomerSnapshot:
    return shop.customers.find("2046")[0]


def act(window: Window, screen: CustomersScreen, wanted: MemberAct) -> None:
    screen.detail.act_wanted.emit(wanted)
    window.settle()


def shown(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_tags_and_the_two_parts_of_stored_value_are_on_the_page(
    shop: MemberShop, window: Window
) -> None:
    shop.top_up(member(shop), 100_00, bonus=10_00)
    screen = build(shop, window)
    words = shown(screen.detail)
    assert "本金 100.00 · 赠送 10.00" in words
    assert "消费先扣本金" in words
    assert [badge.isVisible() for badge in screen.detail._tags] == [True, True, False]
    assert [tab.text for tab in screen.detail.tabs._tabs] == [
        "积分流水", "购买记录", "储值流水", "挂账", "常用账号", "备注",
    ]  # fmt: skip


def test_tabs_of_ledgers_that_are_off_are_not_there(shop: MemberShop, window: Window) -> None:
    shop.settings.change(shop.owner, {"stored.enabled": False, "credit.enabled": False})
    screen = build(shop, window)
    assert [tab.text for tab in screen.detail.tabs._tabs] == [
        "积分流水", "购买记录", "常用账号", "备注",
    ]  # fmt: skip
    assert not screen.detail.top_up_button.isVisible()


def test_money_is_paid_in_by_keyboard(shop: MemberShop, window: Window) -> None:
    build(shop, window)
    window.find(QPushButton, "topUpStored").click()
    window.settle()
    assert window.focus_name() == "memberMoney"
    window.type("100", RETURN)
    window.settle()
    assert shop.stored.purse_of(member(shop).id) == Purse(Money(100_00), Money(0))
    assert any("苗小禾 ¥100.00 记好了" in toast for toast in window.toasts())


def test_what_a_campaign_gives_on_top_is_said_before_and_after(
    shop: MemberShop, window: Window
) -> None:
    shop.a_campaign("stored_value_gift", threshold=Money(100_00), gift=Money(5_00))
    build(shop, window)
    window.find(QPushButton, "topUpStored").click()
    window.settle()
    window.type("10")
    window.settle()
    assert "毕业季" not in shown(window.sheet())
    window.type("0")
    window.settle()
    assert window.find(QLabel, "campaignGift").text() == "毕业季：送 ¥5.00，记在赠送里"
    window.type(RETURN)
    window.settle()
    assert shop.stored.purse_of(member(shop).id) == Purse(Money(100_00), Money(5_00))
    assert any("记好了，毕业季 送 ¥5.00" in toast for toast in window.toasts())


def test_a_gift_that_is_over_meanwhile_is_told_and_nothing_is_taken(
    shop: MemberShop, window: Window
) -> None:
    campaign = shop.a_campaign("stored_value_gift", threshold=Money(100_00), gift=Money(5_00))
    screen = build(shop, window)
    act(window, screen, MemberAct.TOP_UP)
    window.type("100")
    window.settle()
    shop.campaigns.stop(shop.owner, campaign)
    window.type(RETURN)
    window.settle()
    assert "活动刚变了" in shown(window.sheet())
    assert shop.stored.entries(member(shop).id) == ()
    window.type(RETURN)
    window.settle()
    assert shop.stored.purse_of(member(shop).id) == Purse(Money(100_00), Money(0))


def test_nothing_is_booked_without_an_amount_and_it_says_so(
    shop: MemberShop, window: Window
) -> None:
    screen = build(shop, window)
    act(window, screen, MemberAct.TOP_UP)
    window.type(RETURN)
    assert "填金额" in shown(window.sheet())
    assert shop.stored.entries(member(shop).id) == ()


def test_credit_is_collected_with_what_is_owed_filled_in(shop: MemberShop, window: Window) -> None:
    shop.credit.set_limit(shop.owner, member(shop).id, Money(200_00))
    shop.sell_to(member(shop), shop.a_product(cards=1), on_credit(100_00))
    screen = build(shop, window)
    act(window, screen, MemberAct.COLLECT)
    window.type(RETURN)
    window.settle()
    assert shop.credit.standing_of(member(shop).id).owed == Money(0)


def test_a_limit_is_set_and_a_gift_is_given(shop: MemberShop, window: Window) -> None:
    screen = build(shop, window)
    act(window, screen, MemberAct.CREDIT_LIMIT)
    window.type("50", RETURN)
    window.settle()
    assert shop.credit.standing_of(member(shop).id).limit == Money(50_00)
    shop.customers.adjust_points(shop.owner, member(shop).id, 300, "期初")
    act(window, screen, MemberAct.NEW_GIFT)
    for name, text in (
        ("giftName", "钥匙扣"), ("giftPoints", "200"), ("giftCount", "3"), ("giftCost", "3.33"),
    ):  # fmt: skip
        window.find(QLineEdit, name).setText(text)
    window.find(QPushButton, "dialogConfirm").click()
    window.settle()
    screen.refresh()
    window.settle()
    act(window, screen, MemberAct.GIFT)

    window.find(QLineEdit, "memberProof").setText("2046")
    window.find(QPushButton, "dialogConfirm").click()
    window.settle()
    assert shop.gifts.list_gifts()[0].stock == 2
    assert member(shop).points == 100


def test_two_are_merged_with_a_reason(shop: MemberShop, window: Window) -> None:
    from desktop.ui.dialogs.merge_members_dialog import MergeMembersSheet

    other = shop.customers.add(shop.cashier, "小禾", "13700001111").customer
    screen = build(shop, window)
    sheet = MergeMembersSheet(screen._desk, member(shop), other)
    window.context.messages.open_sheet(sheet)
    window.settle()
    window.type(RETURN)
    assert "写一句原因" in shown(window.sheet())
    window.find(QLineEdit, "reasonText").setText("同一个人")
    window.type(RETURN)
    window.settle()
    assert shop.customers.count() == 1


def test_a_chip_shows_its_part_and_all_shows_everybody(shop: MemberShop, window: Window) -> None:
    buyer = shop.customers.add(shop.cashier, "贺一帆", "13700002046").customer
    cart = Cart().with_product(shop.a_product(cards=1)).with_customer(buyer)
    shop.sell(cart)
    screen = build(shop, window)
    window.find(QPushButton, "chip_first_order").click()
    window.settle()
    names = [row.title for row in screen.list.rows.item_model().items()]
    assert names == ["苗小禾"]
    window.find(QPushButton, "chip_None").click()
    window.settle()
    assert len(screen.list.rows.item_model().items()) == 2


def test_rates_of_categories_are_set_in_one_sheet(shop: MemberShop, window: Window) -> None:

    shop.a_product("A", category="游戏")
    screen = build(shop, window)
    act(window, screen, MemberAct.RATES)
    window.find(QLineEdit, "rate_0").setText("50")
    window.find(QPushButton, "dialogConfirm").click()
    window.settle()
    assert shop.loyalty.category_rates()[0][1:] == ("游戏", 50)


def test_however_many_categories_there_are_each_line_is_whole(
    shop: MemberShop, window: Window
) -> None:
    for number in range(14):
        shop.a_product(f"A{number}", category=f"类{number}")
    screen = build(shop, window)
    act(window, screen, MemberAct.RATES)
    assert window.focus_name() == "rate_0"
    lines = [window.find(QLineEdit, f"rate_{number}") for number in range(14)]
    assert {one.height() for one in lines} == {40}
    sheet = window.sheet()
    button = window.find(QPushButton, "dialogConfirm")
    assert sheet.rect().contains(button.geometry())
    assert window.frame.rect().contains(sheet.geometry())


def test_without_gifts_the_sheet_says_what_to_do(shop: MemberShop, window: Window) -> None:
    screen = build(shop, window)
    act(window, screen, MemberAct.GIFT)
    assert "还没有礼品，店主可以在“更多”里添加" in shown(window.sheet())
    assert not window.is_shown("memberProof")
    assert not window.is_shown("dialogConfirm")


def test_closing_pays_the_principal_that_was_filled_in(shop: MemberShop, window: Window) -> None:
    shop.top_up(member(shop), 100_00, bonus=10_00)
    screen = build(shop, window)
    act(window, screen, MemberAct.CLOSE)
    assert window.find(QLineEdit, "memberMoney").text() == "100.00"
    window.find(QLineEdit, "memberProof").setText("2046")
    window.find(QLineEdit, "reasonText").setText("毕业")
    window.find(QPushButton, "dialogConfirm").click()
    window.settle()
    assert shop.stored.purse_of(member(shop).id) == Purse()


def test_what_is_owed_is_told_with_its_age(shop: MemberShop, window: Window) -> None:
    shop.credit.set_limit(shop.owner, member(shop).id, Money(200_00))
    shop.sell_to(member(shop), shop.a_product(cards=1), on_credit(100_00))
    shop.clock.pass_time(timedelta(days=40))
    screen = build(shop, window)
    act(window, screen, MemberAct.COLLECT)
    assert "90 天内 100.00" in shown(window.sheet())


def test_every_reason_of_every_ledger_has_words() -> None:
    assert all(stored_reason_text(reason) for reason in StoredReason)
    assert all(credit_reason_text(reason) for reason in CreditReason)


def test_the_owner_says_by_which_agent_a_member_came(shop: MemberShop, window: Window) -> None:
    shop.settings.change(shop.owner, {"agents.enabled": True})
    agents = shop.ledgers().agents
    agents.save(shop.owner, AgentProfile("夏雨", "XY01", 3000))
    screen = build(shop, window)
    act(window, screen, MemberAct.AGENT)
    window.type("XY02", RETURN)
    window.settle()
    assert "没有代理码 XY02，什么都没有变" in shown(window.sheet())
    window.type("XY01", RETURN)
    window.settle()
    assert "记下了：苗小禾 以后的单都算这位代理" in window.toasts()
    found = member(shop).agent
    assert found is not None
    assert found.name == "夏雨"
