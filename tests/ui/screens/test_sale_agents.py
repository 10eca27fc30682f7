"""What the cashier sees of campus agents at the counter, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.domain.agent import AgentProfile
from desktop.domain.customer import CustomerDraft
from desktop.domain.money import Money
from desktop.services.campus_agents import CampusAgents
from desktop.ui.dialogs.agent_code_dialog import AgentCodeSheet
from tests.ui.screens.counter import Counter, CounterShop, a_counter

ENTER = Qt.Key.Key_Return


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.a_product("YJ100", cards=9, cost=50_00)
    shop.settings.change(shop.owner, {"agents.enabled": True})
    agents = CampusAgents(shop.ground, shop.settings, shop.rights)
    agents.save(shop.owner, AgentProfile("夏雨", "XY01", 3000))
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


def begin(counter: Counter) -> None:
    counter.window.type("0", ENTER, "YJ100", ENTER)
    counter.window.settle()


def said(counter: Counter) -> str:
    return counter.screen.sale_page.cart.agent.words()


def owed(shop: CounterShop) -> Money:
    (only,) = CampusAgents(shop.ground, shop.settings, shop.rights).list_agents()
    return only.owed


def test_a_code_typed_into_the_search_names_the_agent(counter: Counter, shop: CounterShop) -> None:
    begin(counter)
    assert said(counter) == ""
    counter.window.type("xy01", ENTER)
    counter.window.settle()
    assert said(counter) == "代理 夏雨 · XY01"
    assert counter.screen.sale_page.search.text() == ""
    counter.window.type("F9", ENTER, ENTER)
    counter.window.settle()
    assert shop.last_sale().agent == "夏雨"
    assert owed(shop) == Money(15_00)


def test_a_key_asks_for_the_code_and_says_what_is_wrong_with_it(counter: Counter) -> None:
    begin(counter)
    counter.window.type("Ctrl+Shift+D")
    sheet = counter.window.sheet()
    assert isinstance(sheet, AgentCodeSheet)
    counter.window.type("NOBODY", ENTER)
    counter.window.settle()
    assert sheet.code.error() == "没有代理码 NOBODY，什么都没有变"
    counter.window.type("XY01", ENTER)
    counter.window.settle()
    assert said(counter) == "代理 夏雨 · XY01"
    counter.window.find(QToolButton, "removeAgent").click()
    counter.window.settle()
    assert said(counter) == ""
    counter.window.type("Ctrl+Z")
    counter.window.settle()
    assert said(counter) == "代理 夏雨 · XY01"


def test_a_member_brings_their_agent_along(counter: Counter, shop: CounterShop) -> None:
    agents = CampusAgents(shop.ground, shop.settings, shop.rights)
    agent = agents.find_by_code("XY01")
    draft = CustomerDraft("周宁", "13800002046")
    member = shop.customers.add_draft(shop.owner, draft).customer
    agents.set_member(shop.owner, member.id, agent.id)
    begin(counter)
    counter.screen.sale_page._desk.set_customer(shop.customers.get(member.id))
    counter.window.settle()
    assert said(counter) == "代理 夏雨 · 带来的会员"


def test_nothing_of_it_stands_there_while_agents_are_off(
    counter: Counter, shop: CounterShop
) -> None:
    shop.settings.change(shop.owner, {"agents.enabled": False})
    begin(counter)
    counter.window.type("Ctrl+Shift+D")
    assert not counter.window.is_shown("agentCode")
    counter.window.type("XY01", ENTER)
    counter.window.settle()
    assert said(counter) == ""


def test_an_agent_who_was_stopped_meanwhile_is_told_before_paying(
    counter: Counter, shop: CounterShop
) -> None:
    begin(counter)
    counter.window.type("XY01", ENTER)
    counter.window.settle()
    agents = CampusAgents(shop.ground, shop.settings, shop.rights)
    agents.set_stopped(shop.owner, agents.find_by_code("XY01").id, is_stopped=True)
    counter.window.type("F9")
    counter.window.settle()
    assert "代理 夏雨 已经停了，先从单里拿掉。还没有收款" in counter.window.toasts()
    counter.window.find(QToolButton, "removeAgent").click()
    counter.window.type("F9", ENTER, ENTER)
    counter.window.settle()
    assert shop.last_sale().agent == ""
