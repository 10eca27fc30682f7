"""The step of after-sales: a late top-up becomes a ticket by itself and is answered in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.after_sales import TicketKind, TicketState
from desktop.services.after_sales_words import KIND_WORDS, STATE_WORDS, said
from desktop.ui.tour.stage import Script, Stage

_PROMISE_AND_A_LITTLE: Final = timedelta(minutes=11)


def answer_late_top_up(stage: Stage) -> Script:
    """Eleven minutes later it is not there: its ticket opens, Y copies, R notes the answer."""
    stage.clock.put_forward(_PROMISE_AND_A_LITTLE)
    stage.keyboard.press("Ctrl+Tab")
    late, unanswered = said(KIND_WORDS[TicketKind.NOT_ARRIVED]), said(STATE_WORDS[TicketState.OPEN])
    yield stage.until("the late top-up as a ticket", lambda: late in str(stage.rows("ticketTable")))
    yield stage.until("the comfort text ready", lambda: bool(stage.text("draftBubble")))
    stage.check("it waits for an answer", holds=unanswered in str(stage.rows("ticketTable")))
    stage.check("money is locked", holds=not stage.get("ticketRefund").isEnabled())
    yield stage.still()
    stage.picture("after-sales")
    stage.keyboard.press("Y")
    stage.keyboard.press("R")
    answered = said(STATE_WORDS[TicketState.ANSWERED])
    yield stage.until("answered", lambda: answered in str(stage.rows("ticketTable")))
    in_time = QCoreApplication.translate("AfterSalesTab", "达标 {n}%").format(n=100)
    yield stage.until("answered in time", lambda: in_time in stage.text("pages"))
    yield stage.still()
    stage.picture("after-sales-answered")
