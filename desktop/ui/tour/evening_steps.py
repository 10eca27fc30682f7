"""Steps of the evening: refund, orders, settings, languages, and the close of the day."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from desktop.practice.sample_shop import OWNER_PIN
from desktop.ui.theme import theme
from desktop.ui.tour.moves import call_palette
from desktop.ui.tour.stage import Script, Stage, Wanted

_SALES: Final = 7
_DRAWER: Final = ((13, 0), (2, 1), (1, 1), (1, 2), (1, 1), (1, 1), (3, 1))
"""500 float and cash sales less refunds and a yuan of commission: 13 × 100, 2 × 50, 20, 5, 1, 0.5,
3 × 0.1."""
_CODES: Final = ("54.52", "0", "0", "0")
"""What the collecting phones show: one sale and the rest of another by WeChat on the first."""


def refund(stage: Stage) -> Script:
    """Give the last sale back against the original, the way the money came."""
    yield from _open(stage, "Ctrl+4", "salesTable")
    yield stage.until("sales in the table", lambda: len(stage.rows("salesTable")) >= _SALES)
    yield stage.reads("detailPanel", "50.00")
    yield stage.still()
    stage.picture("orders-sales")
    yield from call_palette(stage, QCoreApplication.translate("RefundSheet", "退款"))
    yield stage.still()
    stage.picture("palette")
    stage.keyboard.press("Return")
    yield stage.sees("returnReason")
    yield stage.reads("dialogSheet", "50.00")
    yield stage.still()
    stage.picture("refund")
    yield from stage.tab_to("dialogConfirm")
    stage.keyboard.press("Space")
    yield stage.until("no dialog", lambda: stage.find("dialogSheet") is None)
    yield stage.reads("detailPanel", "−50.00")
    stage.picture("refunded")


def visit_orders(stage: Stage) -> Script:
    """Walk through the tabs."""
    for name, table in (
        ("purchases", "purchaseTable"),
        ("undelivered", "undeliveredTable"),
        ("unknown", "unknownTable"),
    ):
        stage.keyboard.press("Ctrl+Tab")
        yield stage.sees(table)
        yield _detail_shown(stage)
        yield stage.still()
        stage.picture(f"orders-{name}")


def go_dark(stage: Stage) -> Script:
    """Appearance changes at once when it is saved."""
    yield from _open(stage, "Ctrl+8", "settingsSearch")
    yield stage.still()
    stage.picture("settings")
    yield from stage.tab_to("setting_appearance.theme")
    stage.keyboard.press("Right", "Ctrl+S")
    yield stage.until("a dark window", lambda: theme().name == "dark")
    stage.picture("dark-settings")


def walk_in_the_dark(stage: Stage) -> Script:
    """Every main page once more."""
    for keys, widget, name in (
        ("Ctrl+1", "searchBox", "sale"),
        ("Ctrl+3", "stockTable", "stock"),
        ("Ctrl+4", "ticketTable", "orders"),
        ("Ctrl+7", "reviewTable", "owner"),
    ):
        yield from _open(stage, keys, widget)
        yield _detail_shown(stage)
        yield stage.still()
        stage.picture(f"dark-{name}")


def speak_english(stage: Stage) -> Script:
    """Light again, and another language without a restart."""
    yield from _open(stage, "Ctrl+8", "settingsSearch")
    yield from stage.tab_to("setting_appearance.theme")
    stage.keyboard.press("Left")
    yield from stage.tab_to("setting_appearance.language")
    stage.keyboard.press("Right", "Ctrl+S")
    yield stage.until("English in the rail", lambda: "Sale" in stage.text("navRail"))
    stage.picture("english-settings")
    for keys, widget, name in (
        ("Ctrl+1", "searchBox", "sale"),
        ("Ctrl+7", "reviewTable", "owner"),
        ("Ctrl+4", "salesTable", "orders"),
    ):
        yield from _open(stage, keys, widget)
        yield _detail_shown(stage)
        yield stage.still()
        stage.picture(f"english-{name}")


def close_day(stage: Stage) -> Script:
    """Six steps from open items to the signature; the drawer holds what the day says."""
    yield from _open(stage, "Ctrl+5", "closeDay")
    yield stage.sees("seeToOpenItems")
    stage.picture("till-open-items")
    stage.keyboard.press("Return")
    yield stage.sees("cashCount")
    for pieces, moves in _DRAWER:
        stage.keyboard.press(*["Down"] * moves)
        stage.keyboard.type_text(str(pieces))
    yield stage.reads("countedTotal", "1,426.80")
    stage.picture("till-cash")
    stage.keyboard.press("Return")
    yield stage.until("the counts are kept", lambda: stage.find("cashCount") is None)
    *first_codes, last_code = _CODES
    for amount in first_codes:
        stage.keyboard.type_text(amount)
        stage.keyboard.press("Return")
    stage.keyboard.type_text(last_code)
    yield stage.until("every code typed", partial(_are_codes_typed, stage))
    stage.picture("till-codes")
    stage.keyboard.press("Return")
    yield stage.until("sums are shown", lambda: "•••" not in stage.text("pages"))
    stage.keyboard.press("Return")
    yield stage.sees("platformTable")
    stage.picture("till-differences")
    stage.keyboard.press("Return")
    yield stage.sees("ownerPin")
    stage.keyboard.type_text(OWNER_PIN)
    yield stage.until("the owner's signature", lambda: stage.get("closeDay").isEnabled())
    stage.picture("till-signed")
    stage.keyboard.press("Ctrl+Return")
    signed = QCoreApplication.translate("LeftSide", "Z 第 {n} 号").format(n=1)
    yield stage.until("the signed day", lambda: signed in stage.text("pages"))
    stage.picture("till-closed")


def _are_codes_typed(stage: Stage) -> bool:
    fields = [
        line
        for line in stage.window.findChildren(QLineEdit)
        if line.isVisible() and line.objectName().startswith("codeTotal_")
    ]
    return len(fields) == len(_CODES) and all(line.text() for line in fields)


def export_day(stage: Stage) -> Script:
    """The signed day as a paper, typed to its place."""
    yield from stage.tab_to("exportDay")
    stage.keyboard.press("Space")
    yield from stage.saves("Z-1.pdf")


def _open(stage: Stage, keys: str, widget: str) -> Script:
    stage.keyboard.press("Esc", keys)
    yield stage.sees(widget)


def _detail_shown(stage: Stage) -> Wanted:
    """Wait until a page that has a detail shows what is selected there."""
    return stage.until(
        "the detail of what is selected",
        lambda: all(
            stage.find(name) is None or bool(stage.text(name)) for name in ("detailPanel", "range")
        ),
    )
