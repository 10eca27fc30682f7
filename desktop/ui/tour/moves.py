"""What the steps of the tour do again and again, by the keys a cashier uses."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.ui.tour.stage import Script, Stage


def back_to_sale(stage: Stage) -> Script:
    """To an empty search line at the counter."""
    stage.keyboard.press("Esc", "Ctrl+1")
    yield stage.sees("searchBox")
    stage.keyboard.press("Esc")
    yield stage.focused("searchBox")


def add_goods(stage: Stage, *codes: str) -> None:
    """Type codes, each with Enter."""
    for code in codes:
        stage.keyboard.type_text(code)
        stage.keyboard.press("Return")


def pick_member(stage: Stage, phone: str) -> Script:
    """Give the order its member, found by the whole phone."""
    stage.keyboard.press("F3")
    yield stage.sees("pickerSearch")
    stage.keyboard.type_text(phone)
    yield stage.until("the member alone", lambda: len(stage.rows("pickerList")) == 1)
    stage.keyboard.press("Return")
    yield stage.reads("cartPanel", phone[-4:])


def find_member(stage: Stage, phone: str) -> Script:
    """Open the page of a member, found by the whole phone."""
    stage.keyboard.press("Ctrl+2")
    yield stage.sees("customerSearch")
    stage.keyboard.type_text(phone)
    yield stage.until("the member alone", lambda: len(stage.rows("customerList")) == 1)


def take_cash(stage: Stage) -> Script:
    """Pay exactly, in cash."""
    stage.keyboard.press("F9")
    yield stage.sees("confirmPayment")
    yield from confirm_payment(stage)


def confirm_payment(stage: Stage) -> Script:
    """Enter books what is on the payment page; the goods are there, masked."""
    stage.keyboard.press("Return")
    yield stage.sees("nextCustomer")
    yield stage.masked()


def hand_over(stage: Stage) -> Script:
    """Show the cards, then the next customer."""
    stage.keyboard.press("V")
    yield stage.readable()
    stage.keyboard.press("Return")
    yield stage.focused("searchBox")


def call_palette(stage: Stage, wanted: str) -> Script:
    """Type a command's words into the palette until it is offered; Enter is left to the step."""
    stage.keyboard.press("Ctrl+K")
    yield stage.sees("commandPalette")
    stage.keyboard.type_text(wanted)
    yield stage.until(f"{wanted} offered", partial(_is_offered, stage, wanted))


def choose_command(stage: Stage, wanted: str) -> Script:
    """Do what a command's words stand for."""
    yield from call_palette(stage, wanted)
    stage.keyboard.press("Return")


def switch_on(stage: Stage, words: str, setting: str) -> Script:
    """Find a switch of the settings by its words, turn it on, and save."""
    stage.keyboard.press("Esc", "Ctrl+8")
    yield stage.focused("settingsSearch")
    stage.keyboard.type_text(words)
    yield stage.sees(f"setting_{setting}")
    yield from stage.tab_to(f"setting_{setting}")
    stage.keyboard.press("Space", "Ctrl+S")
    yield stage.still()


def show_campaigns(stage: Stage) -> Script:
    """To the list of campaigns."""
    stage.keyboard.press("Esc", "Ctrl+6")
    yield stage.sees("campaignList")
    yield stage.until("campaigns in the list", lambda: bool(stage.rows("campaignList")))


def _is_offered(stage: Stage, wanted: str) -> bool:
    return wanted in str(stage.rows("commandList"))
