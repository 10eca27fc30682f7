"""校园代理 by keyboard: somebody added, what they earned looked at, paid out, stopped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.money import ZERO, Money
from desktop.services.campaign_reading import CampaignReader
from desktop.services.marketing import Marketing
from desktop.ui.dialogs.agent_form_dialog import AgentFormSheet
from desktop.ui.dialogs.agent_payout_dialog import AgentPayoutSheet
from desktop.ui.screens.promotions.agents_tab import AgentsTab, _write_slip
from desktop.ui.screens.promotions_screen import PromotionsScreen
from tests.factories import RIGHT_PIN
from tests.services.agent_desk import AgentShop
from tests.ui.screens.promotion_desk import a_printing
from tests.ui.window_harness import Window, a_window

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
PIN = RIGHT_PIN.reveal()


@pytest.fixture
def shop() -> AgentShop:
    shop = AgentShop()
    shop.give_pin(shop.owner)
    return shop


@pytest.fixture
def window(qtbot: QtBot, shop: AgentShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


@pytest.fixture
def screen(window: Window, shop: AgentShop) -> PromotionsScreen:
    return window.show(
        PromotionsScreen(
            window.context,
            shop.campaigns,
            CampaignReader(shop.ground, shop.settings),
            shop.tiers,
            shop.settings,
            Marketing(shop.ground, shop.settings, shop.rights, shop.campaigns),
            shop.agents,
            a_printing(shop),
        )
    )


@pytest.fixture
def tab(window: Window, screen: PromotionsScreen) -> AgentsTab:
    screen.arrive("agents")
    window.settle()
    return screen.agents_tab


def cells(tab: AgentsTab) -> list[list[str]]:
    model = tab.table.table_model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def ledger(tab: AgentsTab) -> list[list[str]]:
    model = tab.entries.table_model()
    return [
        [str(model.index(row, column).data() or "") for column in range(1, model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_somebody_is_added_by_keyboard(window: Window, tab: AgentsTab, shop: AgentShop) -> None:
    assert cells(tab) == []
    shop.a_member("夏雨", "18612342046")
    window.press("Ctrl+N")
    sheet = window.sheet()
    assert isinstance(sheet, AgentFormSheet)
    window.type("XIA", TAB, "xy01", TAB, TAB, TAB, "25", TAB, "13900000000", ENTER)
    window.settle()
    assert sheet.member.error() == "没有手机号 13900000000 的会员，什么都没有存"
    window.type("18612342046", ENTER)
    window.settle()
    assert cells(tab) == [["XIA", "XY01", "25%", "—", "—", "—", "—"]]
    assert tab._facts.text() == "XY01 · 会员 夏雨"


def test_a_code_that_is_taken_is_told_beside_it(
    window: Window, tab: AgentsTab, shop: AgentShop
) -> None:
    shop.an_agent()
    window.press("Ctrl+N")
    sheet = window.sheet()
    assert isinstance(sheet, AgentFormSheet)
    window.type("LI", TAB, "XY01", ENTER)
    window.settle()
    assert sheet.code.error() == "代理码 XY01 是 夏雨 的，换一个。什么都没有存"
    assert len(shop.agents.list_agents()) == 1


def test_what_was_earned_is_paid_with_the_owners_pin(
    window: Window, tab: AgentsTab, shop: AgentShop
) -> None:
    agent = shop.an_agent()
    sold = shop.sold_by(agent, shop.a_product(cards=3), 2)
    tab.refresh()
    window.settle()
    assert cells(tab) == [["夏雨", "XY01", "30%", "—", "1", "18.00", "5.40"]]
    assert ledger(tab) == [["云境传说点卡 100 元 到货", sold.number, "+5.40", "5.40"]]
    assert window.find(QLabel, "agentsOwed").text() == "一共欠佣金 ¥5.40"
    window.press("F8")
    sheet = window.sheet()
    assert isinstance(sheet, AgentPayoutSheet)
    window.type("6.00", ENTER)
    window.settle()
    assert sheet.amount.error() == "最多付 ¥5.40"
    assert not window.is_shown("ownerPin")
    window.type("5.00", ENTER)
    window.settle()
    window.type(PIN, ENTER)
    window.settle()
    assert shop.owed(agent) == Money(40)
    assert "付了 ¥5.00，单号 D260618-0001" in window.toasts()
    assert ledger(tab)[0] == ["付佣金 · 程禾", "D260618-0001", "−5.00", "0.40"]
    assert shop.reporting.day_report().cash.cash_out == Money(5_00)


def test_a_return_after_the_payout_shows_what_is_owed_back(
    window: Window, tab: AgentsTab, shop: AgentShop
) -> None:
    agent = shop.an_agent()
    sold = shop.sold_by(agent, shop.a_product(cards=1))
    shop.pay(agent, 2_70)
    shop.take_back(sold)
    tab.refresh()
    window.settle()
    assert cells(tab)[0][-1] == "−2.70"
    assert "退货多付的，下次佣金里扣" in tab._facts.text()
    assert not window.find(QAbstractButton, "payAgent").isEnabled()
    window.press("F8")
    assert not window.is_shown("payoutAmount")


def test_a_code_is_stopped_and_counts_again(
    window: Window, tab: AgentsTab, shop: AgentShop
) -> None:
    shop.an_agent()
    tab.refresh()
    window.settle()
    window.press("F9")
    window.settle()
    assert shop.agents.find_tag("XY01") is None
    assert window.find(QAbstractButton, "stopAgent").text().startswith("重新启用")
    window.press("F9")
    window.settle()
    assert shop.agents.find_tag("XY01") is not None


def test_while_agents_are_off_it_is_said_and_what_is_owed_can_be_paid(
    window: Window, tab: AgentsTab, shop: AgentShop
) -> None:
    agent = shop.an_agent()
    shop.sold_by(agent, shop.a_product(cards=1))
    shop.settings.change(shop.owner, {"agents.enabled": False})
    tab.refresh()
    window.settle()
    assert window.is_shown("agentsOff")
    assert window.find(QAbstractButton, "payAgent").isEnabled()
    shop.pay(agent, 2_70)
    assert shop.owed(agent) == ZERO


def test_a_poster_carries_the_agents_code(
    window: Window, screen: PromotionsScreen, tab: AgentsTab, shop: AgentShop
) -> None:
    shop.an_agent()
    tab.refresh()
    window.settle()
    window.find(QAbstractButton, "agentPoster").click()
    window.settle()
    made = screen.poster_tab.poster()
    assert made is not None
    assert (made.referral_code, made.call) == ("XY01", "扫码加群，报推荐码")


def test_the_slip_says_what_was_paid_and_what_is_left(
    window: Window, tab: AgentsTab, shop: AgentShop, tmp_path: Path
) -> None:
    del window, tab
    agent = shop.an_agent()
    product = shop.a_product(cards=2)
    shop.sold_by(agent, product)
    paid = shop.pay(agent, 2_00).payout
    shop.clock.pass_time(timedelta(minutes=1))
    shop.sold_by(agent, product)
    printing = a_printing(shop)
    words = " ".join(
        str(getattr(block, part))
        for block in printing.documents.payout_document(paid.id).blocks
        for part in ("text", "left", "right", "label")
        if hasattr(block, part)
    )
    for part in ("佣金付款单", "D260618-0001", "夏雨 XY01", "现金", "2.00", "0.70", "代理签字"):
        assert part in words
    _write_slip(tmp_path / "slip.pdf", paid.id, printing)
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
