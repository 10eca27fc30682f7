"""A campus agent: added, named at the counter, and paid what the sale earned them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop.practice.sample_shop import OWNER_PIN
from desktop.ui.tour.stage import Script, Stage

CODE: Final = "XY01"
_TABS_TO_AGENTS: Final = 3


def pay_an_agent(stage: Stage) -> Script:
    """Agents are switched on, one is added, brings an order, and gets part of it in cash."""
    yield from _switch_on(stage)
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


def _switch_on(stage: Stage) -> Script:
    stage.keyboard.press("Esc", "Ctrl+8")
    yield stage.focused("settingsSearch")
    stage.keyboard.type_text(QCoreApplication.translate("settings", "校园代理"))
    yield stage.sees("setting_agents.enabled")
    yield from stage.tab_to("setting_agents.enabled")
    stage.keyboard.press("Space", "Ctrl+S")
    yield stage.still()
    stage.keyboard.press("Esc")


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
    stage.keyboard.type_text("YJ50")
    stage.keyboard.press("Return")
    yield stage.reads("totalAmount", "50.00")
    stage.keyboard.type_text(CODE)
    stage.keyboard.press("Return")
    yield stage.reads("cartAgent", CODE)
    yield stage.still()
    stage.picture("sale-agent")
    stage.keyboard.press("F9")
    yield stage.sees("confirmPayment")
    stage.keyboard.press("Return")
    yield stage.sees("nextCustomer")
    yield stage.masked()
    stage.keyboard.press("V")
    yield stage.readable()
    stage.keyboard.press("Return")
    yield stage.focused("searchBox")
