"""Steps that reach the practice platform: sync, top-up, buying just in time."""

from __future__ import annotations

from datetime import timedelta

from desktop.practice.sample_shop import LOST_NAME
from desktop.ui.tour.moves import back_to_sale
from desktop.ui.tour.stage import Script, Stage

_ACCOUNT = "19800002046"
_LOST = "DDA"
"""Its source keeps the order and loses the answer; asked again, it tells of the same order."""
_FIRST_TRY_OVER = timedelta(seconds=36)
"""The order is not sent again beside a first try that may still be on its way."""


def sync(stage: Stage) -> Script:
    """F5 fetches goods, prices and balance."""
    stage.keyboard.press("Ctrl+3")
    yield stage.sees("stockTable")
    stage.keyboard.press("F5")
    yield stage.until("sync has begun or is done", lambda: stage.find("syncButton") is not None)
    yield stage.reads("accountCards", "5,000.00", 40.0)
    yield stage.until("goods in the table", lambda: len(stage.rows("stockTable")) > 10)
    stage.picture("stock")


def sell_top_up(stage: Stage) -> Script:
    """The account twice, read back, then sold; the platform works on it."""
    yield from back_to_sale(stage)
    stage.keyboard.type_text("HF100")
    stage.keyboard.press("Return")
    yield stage.sees("dialogSheet")
    stage.keyboard.type_text(_ACCOUNT)
    stage.keyboard.press("Return")
    stage.keyboard.type_text(_ACCOUNT)
    yield stage.until("the account in groups", lambda: "198 0000 2046" in stage.text("dialogSheet"))
    yield stage.still()
    stage.picture("top-up")
    stage.keyboard.press("Return")
    yield stage.reads("totalAmount", "99.80")
    stage.picture("sale-top-up")
    stage.keyboard.press("F9")
    yield stage.sees("confirmPayment")
    stage.keyboard.type_text("100")
    yield stage.reads("changeDue", "0.20")
    stage.keyboard.press("Return")
    yield stage.sees("nextCustomer")
    stage.picture("done-top-up")
    stage.keyboard.press("Return")
    yield stage.focused("searchBox")


def sell_just_in_time(stage: Stage) -> Script:
    """Nothing in stock: bought when paid, and handed over when it arrives."""
    yield from back_to_sale(stage)
    stage.keyboard.type_text("XM30")
    stage.keyboard.press("Return")
    yield stage.reads("totalAmount", "25.00")
    stage.keyboard.press("F9")
    yield stage.sees("confirmPayment")
    stage.keyboard.press("Return")
    yield stage.sees("nextCustomer")
    yield stage.masked()
    stage.picture("done-bought")
    stage.keyboard.press("V")
    yield stage.readable()
    stage.keyboard.press("Return")
    yield stage.focused("searchBox")


def lose_an_answer(stage: Stage) -> Script:
    """The source has sold it and its answer never comes: the sale stands, the order is unclear."""
    yield from back_to_sale(stage)
    stage.keyboard.type_text(_LOST)
    stage.keyboard.press("Return")
    yield stage.reads("totalAmount", "10.00")
    stage.keyboard.press("F9")
    yield stage.sees("confirmPayment")
    stage.keyboard.press("Return")
    yield stage.sees("nextCustomer")
    yield stage.sees("checkResult")
    yield stage.still()
    stage.picture("done-unclear")
    stage.keyboard.press("Return")
    yield stage.focused("searchBox")


def find_the_lost_order(stage: Stage) -> Script:
    """The first try is over, Enter asks: it is the same order, and its card is handed over."""
    yield stage.until("it among the unclear", lambda: LOST_NAME in str(stage.rows("unknownTable")))
    stage.clock.put_forward(_FIRST_TRY_OVER)
    stage.keyboard.press("Return")
    yield stage.until("the order found", lambda: LOST_NAME not in str(stage.rows("unknownTable")))
    yield stage.still()
    stage.picture("orders-found")
    stage.keyboard.press("Ctrl+J")
    yield stage.focused("undeliveredTable")
    yield stage.until("it on top", lambda: LOST_NAME in str(stage.rows("undeliveredTable")[:1]))
    yield stage.still()
    stage.keyboard.press("Up")
    yield stage.reads("detailPanel", LOST_NAME)
    stage.keyboard.press("V")
    yield stage.until("it handed over", lambda: "2" not in stage.text("undeliveredCount"))
    yield stage.still()
    stage.picture("found-card")
    stage.keyboard.press("Ctrl+Tab")
    yield stage.sees("unknownTable")
