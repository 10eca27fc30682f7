"""Steps of the evening: refund, orders, settings, languages, and the close of the day."""

from __future__ import annotations

from desktop.ui.tour.stage import Script, Stage


def refund(stage: Stage) -> Script:
    """Give one sale back against the original, with the owner's PIN where it is asked for."""
    yield from _open(stage, "Ctrl+4", "salesTable")
    yield stage.until("sales in the table", lambda: len(stage.rows("salesTable")) >= 5)
    stage.picture("orders-sales")


def visit_orders(stage: Stage) -> Script:
    """Walk through the tabs."""
    for name, table in (
        ("purchases", "purchaseTable"),
        ("undelivered", "undeliveredTable"),
        ("unknown", "unknownTable"),
    ):
        stage.keyboard.press("Ctrl+Tab")
        yield stage.sees(table)
        stage.picture(f"orders-{name}")


def go_dark(stage: Stage) -> Script:
    """Appearance changes at once when it is saved."""
    yield from _open(stage, "Ctrl+8", "settingsSearch")
    stage.picture("settings")


def walk_in_the_dark(stage: Stage) -> Script:
    """Every main page once more."""
    for keys, widget, name in (
        ("Ctrl+1", "searchBox", "sale"),
        ("Ctrl+3", "stockTable", "stock"),
        ("Ctrl+4", "salesTable", "orders"),
    ):
        yield from _open(stage, keys, widget)
        stage.picture(f"dark-{name}")


def speak_english(stage: Stage) -> Script:
    """Another language without a restart."""
    yield from _open(stage, "Ctrl+8", "settingsSearch")


def close_day(stage: Stage) -> Script:
    """Six steps from open items to the signature."""
    yield from _open(stage, "Ctrl+5", "closeDay")
    stage.picture("till")


def _open(stage: Stage, keys: str, widget: str) -> Script:
    stage.keyboard.press("Esc", keys)
    yield stage.sees(widget)
