"""Steps that reach the practice platform: sync, top-up, buying just in time."""

from __future__ import annotations

from desktop.ui.tour.counter_steps import _back_to_sale
from desktop.ui.tour.stage import Script, Stage

_ACCOUNT = "19800002046"


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
    yield from _back_to_sale(stage)
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
    yield from _back_to_sale(stage)
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
