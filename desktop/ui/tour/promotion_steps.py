"""Steps of promotions: a new member's first order, its gift into stored value, posters."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop.practice.sample_campaigns import BUNDLE_CAMPAIGN
from desktop.practice.sample_shop import NEWCOMER
from desktop.ui.tour.moves import (
    add_goods,
    back_to_sale,
    choose_command,
    confirm_payment,
    find_member,
    hand_over,
    pick_member,
    show_campaigns,
    switch_on,
)
from desktop.ui.tour.stage import Script, Stage

_NAME, _PHONE = NEWCOMER
_POSTERS: Final = ("poster-3x4.png", "poster-9x16.png", "poster-a4.png")
_PNG: Final = b"\x89PNG"
_TABS_FROM_POSTERS: Final = 3


def keep_stored_value(stage: Stage) -> Script:
    """Stored value is on from the next cart on."""
    words = QCoreApplication.translate("settings", "会员可以储值")
    yield from switch_on(stage, words, "stored.enabled")
    stage.picture("settings-stored")
    stage.keyboard.press("Esc")


def sell_to_new_member(stage: Stage) -> Script:
    """Somebody new from the group: less for the first order, and a gift into stored value."""
    yield from back_to_sale(stage)
    stage.keyboard.press("F3")
    yield stage.sees("pickerSearch")
    stage.keyboard.type_text(_PHONE)
    yield stage.sees("newCustomer")
    yield from stage.tab_to("newCustomer")
    stage.keyboard.press("Space")
    yield stage.focused("customerName")
    stage.keyboard.type_text(_NAME)
    yield stage.still()
    stage.picture("new-member")
    stage.keyboard.press("Return")
    yield stage.reads("cartPanel", _PHONE[-4:])
    add_goods(stage, "YJ100", "YJ100", "YJ50")
    yield stage.reads("totalAmount", "250.00")
    yield from _choose_channel(stage)
    yield stage.reads("totalAmount", "248.00")
    yield stage.reads("promotionList", _gift())
    yield stage.still()
    stage.picture("sale-first-order")
    stage.keyboard.press("F9")
    yield stage.sees("confirmPayment")
    yield from confirm_payment(stage)
    stage.picture("done-first-order")
    yield from hand_over(stage)


def look_at_gift(stage: Stage) -> Script:
    """The gift stands in the new member's stored value."""
    yield from find_member(stage, _PHONE)
    yield stage.reads("pages", "3.00")
    yield stage.still()
    stage.picture("customer-stored")
    stage.keyboard.press("Ctrl+A", "Backspace")


def spend_the_gift(stage: Stage) -> Script:
    """One card paid by points, by the gift, and by the code of the counter for the rest."""
    yield from back_to_sale(stage)
    yield from pick_member(stage, _PHONE)
    add_goods(stage, "YJ10")
    yield stage.reads("totalAmount", "10.00")
    stage.keyboard.press("F9")
    yield stage.sees("tenderList")
    for key, amount in (("J", "2.48"), ("C", "3.00")):
        stage.keyboard.press(key)
        yield stage.reads("memberAmount", amount)
        yield stage.focused("memberProof")
        stage.keyboard.type_text(_PHONE[-4:])
        yield stage.still()
        stage.picture(f"payment-member-{key.lower()}")
        stage.keyboard.press("Return")
        yield stage.until("that part paid", lambda: stage.find("memberAmount") is None)
    stage.keyboard.press("W")
    yield stage.sees("staticCode")
    yield from confirm_payment(stage)
    stage.picture("done-by-gift")
    yield from hand_over(stage)


def save_posters(stage: Stage) -> Script:
    """One poster in its three sizes, typed to their places."""
    yield from show_campaigns(stage)
    yield stage.still()
    stage.picture("campaigns")
    stage.keyboard.press("Ctrl+Tab")
    yield stage.focused("posterTitle")
    for number, name in enumerate(_POSTERS):
        if number:
            yield from stage.tab_to("posterSize")
            stage.keyboard.press("Right")
        yield stage.until("a poster that may be saved", stage.get("savePoster").isEnabled)
        yield stage.still()
        stage.picture(name.removesuffix(".png"))
        stage.keyboard.press("Ctrl+S")
        yield stage.focused("filePath")
        stage.keyboard.press("Ctrl+A")
        paper = stage.out / name
        stage.keyboard.type_text(str(paper.absolute()))
        stage.keyboard.press("Return")
        yield stage.until(f"{name} on disk as PNG", partial(_is_png, paper))
        yield stage.until("no sheet", lambda: stage.find("filePath") is None)


def recall_after_campaign(stage: Stage) -> Script:
    """A bundle put aside at the campaign's price; the campaign is stopped; both totals are told."""
    yield from back_to_sale(stage)
    add_goods(stage, "TC01")
    yield stage.reads("totalAmount", "125.44")
    yield stage.still()
    stage.picture("sale-bundle")
    stage.keyboard.press("F6")
    yield stage.sees("dialogSheet")
    stage.keyboard.press("Return")
    yield stage.until("an empty cart", lambda: "125.44" not in stage.text("totalAmount"))
    yield from _stop_bundle_campaign(stage)
    yield from back_to_sale(stage)
    stage.keyboard.press("F7")
    yield stage.sees("heldList")
    stage.keyboard.press("Return")
    yield stage.sees("keepOldTotal")
    stage.check("the old total is told", holds="125.44" in stage.text("dialogSheet"))
    stage.check("the new total is told", holds="128.00" in stage.text("dialogSheet"))
    yield stage.still()
    stage.picture("recalled-prices")
    stage.keyboard.press("Return")
    yield stage.reads("totalAmount", "128.00")
    stage.keyboard.press("Ctrl+Shift+Del")
    yield stage.until("an empty cart", lambda: "128.00" not in stage.text("totalAmount"))


def _stop_bundle_campaign(stage: Stage) -> Script:
    """F9 stops the campaign that is chosen."""
    stage.keyboard.press("Ctrl+6", *["Ctrl+Tab"] * _TABS_FROM_POSTERS)
    yield stage.focused("campaignList")
    place = next(
        number for number, row in enumerate(stage.rows("campaignList")) if BUNDLE_CAMPAIGN in row
    )
    stage.keyboard.press("Home", *["Down"] * place, "F9")
    yield stage.until("the campaign stopped", lambda: BUNDLE_CAMPAIGN in stage.toasts())


def _choose_channel(stage: Stage) -> Script:
    """The order came from the group."""
    wanted = QCoreApplication.translate("OrderChannelSheet", "订单来源")
    yield from choose_command(stage, wanted)
    yield stage.focused("channelChoice")
    stage.keyboard.press("Down", "Down")
    yield stage.still()
    stage.picture("channel")
    stage.keyboard.press("Return")


def _gift() -> str:
    words = QCoreApplication.translate("promotions", "满 {threshold} 送 {gift} 元，进储值")
    return words.format(threshold="200.00", gift="3.00")


def _is_png(paper: Path) -> bool:
    return paper.exists() and paper.read_bytes().startswith(_PNG)
