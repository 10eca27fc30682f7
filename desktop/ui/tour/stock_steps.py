"""Steps of the owner in 货源: an account with all that is known of it, the pack for a booth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.translating import translate
from desktop.ui.tour.moves import choose_command

if TYPE_CHECKING:
    from desktop.ui.tour.stage import Script, Stage


def look_at_account(stage: Stage) -> Script:
    """Through the palette to the account: its figures, and a reserve that is typed and kept."""
    yield from _from_palette(stage, translate("StockScreen", "账号详情"))
    yield stage.sees("accountMenuOfAll")
    stage.keyboard.press("Down", "Return")
    yield stage.sees("accountTabs")
    yield stage.until("a tried platform", lambda: "100.0%" in stage.text("dialogSheet"))
    yield stage.still()
    stage.picture("account")
    stage.keyboard.press("Ctrl+Tab")
    yield stage.sees("accountReserve")
    yield from stage.tab_to("accountReserve")
    stage.keyboard.type_text("300")
    stage.picture("account-terms")
    stage.keyboard.press("Return")
    yield stage.until("no sheet", lambda: stage.find("dialogSheet") is None)
    yield stage.reads(
        "accountCards", translate("AccountCard", "可用 {amount}").format(amount="").strip()
    )


def pack_for_booth(stage: Stage) -> Script:
    """What a day takes along: typed on the first line, bought into stock by Enter."""
    yield from _from_palette(stage, translate("StockScreen", "出摊备货"))
    yield stage.sees("boothTable")
    yield stage.until("the pack", lambda: len(stage.rows("boothTable")) > 3)
    yield from stage.tab_to("boothTable")
    stage.keyboard.press("2")
    yield stage.until("a sum", lambda: "¥" in stage.text("buyPack"))
    yield stage.still()
    stage.picture("booth")
    stage.keyboard.press("Return")
    yield stage.until(
        "two cards in stock", lambda: "2" in stage.rows("boothTable")[0].split(), 40.0
    )
    stage.picture("booth-bought")
    stage.keyboard.press("Esc")
    yield stage.until("no sheet", lambda: stage.find("dialogSheet") is None)


def _from_palette(stage: Stage, name: str) -> Script:
    stage.keyboard.press("Ctrl+3")
    yield stage.sees("stockTable")
    yield from choose_command(stage, name)
