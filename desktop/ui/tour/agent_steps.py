"""A campus agent: added, named at the counter, and paid what the sale earned them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop.practice.sample_shop import OWNER_PIN
from desktop.ui.tour.moves import add_goods, hand_over, switch_on, take_cash
from desktop.ui.tour.stage import Script, Stage

CODE: Final = "XY01"
_TABS_TO_AGENTS: Final = 3


def pay_an_agent(stage: Stage) -> Script:
    """Agents are switched on, one is added, brings an order, and gets part of it in cash."""
    words = QCoreApplication.translate("settings", "校园代理")
    yield from switch_on(stage, words, "agents.enabled")
    stage.keyboard.press("Esc")
    yield from _add(stage)
    yield from _sell(stage)
    stage.keyboard.press("Ctrl+6")
    yield stage.reads("agentsOwed", "1.35")
    yield stage.still()
    stage.picture("agents")
    stage.keyboard.press("F8")
    yield stage.focused("payoutAmount")
    stage.keyboard.type_text("1")
    yield stage.still()
    stage.picture("agent-payout")
    stage.keyboard.press("Return")
    yield stage.sees("ownerPin")
    stage.keyboard.type_text(OWNER_PIN)
    stage.keyboard.press("Return")
    yield stage.reads("agentsOwed", "0.35")
    yield stage.still()
    stage.picture("agent-paid")


def _add(stage: Stage) -> Script:
    stage.keyboard.press("Ctrl+6")
    yield stage.sees("campaignList")
    stage.keyboard.press(*["Ctrl+Tab"] * _TABS_TO_AGENTS)
    yield stage.sees("newAgent")
    stage.keyboard.press("Ctrl+N")
    yield stage.focused("agentName")
    stage.keyboard.type_text("Xia Yu")
    stage.keyboard.press("Tab")
    stage.keyboard.type_text(CODE)
    yield stage.still()
    stage.picture("agent-form")
    stage.keyboard.press("Return")
    yield stage.until("the agent in the table", lambda: CODE in str(stage.rows("agentTable")))


def _sell(stage: Stage) -> Script:
    """What the code stands for is shown before the order is paid."""
    stage.keyboard.press("Ctrl+1")
    yield stage.focused("searchBox")
    add_goods(stage, "YJ50")
    yield stage.reads("totalAmount", "50.00")
    add_goods(stage, CODE)
    yield stage.reads("cartAgent", CODE)
    yield stage.still()
    stage.picture("sale-agent")
    yield from take_cash(stage)
    yield from hand_over(stage)
