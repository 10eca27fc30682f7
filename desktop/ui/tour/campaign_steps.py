"""Steps of campaigns of one's own: a gift of ten, a bundle with its guide, a tier's price."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox

from desktop.practice.sample_campaigns import (
    GIFT_CAMPAIGN,
    SET_CAMPAIGN,
    SET_GUIDE,
    TIER_CAMPAIGN,
)
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
    take_cash,
)
from desktop.ui.tour.stage import Script, Stage

_NAME, _PHONE = NEWCOMER
_TABS_TO_TICKETS: Final = 4


def give_ten_for_a_hundred(stage: Stage) -> Script:
    """A campaign typed into its form, and what it gives with the next sale of that size."""
    yield from show_campaigns(stage)
    rule = QCoreApplication.translate("promotions", "消费满赠")
    yield from _make(stage, "gift", rule, GIFT_CAMPAIGN, {"threshold": "100", "coupon": "10"})
    stage.picture("campaign-gift")
    yield from _begin_for_member(stage, "TC01")
    yield stage.reads("totalAmount", "128.00")
    words = QCoreApplication.translate("promotions", "满 {threshold} 送 {gift} 元，进储值")
    yield stage.reads("promotionList", words.format(threshold="100.00", gift="10.00"))
    yield stage.still()
    stage.picture("sale-gift")
    yield from take_cash(stage)
    yield from hand_over(stage)
    yield from find_member(stage, _PHONE)
    yield stage.reads("pages", "10.00")
    yield stage.still()
    stage.picture("customer-gift")
    stage.keyboard.press("Ctrl+A", "Backspace")


def return_half_of_what_points_paid(stage: Stage) -> Script:
    """Two cards, cash first and points for the rest; one comes back, and its points with it."""
    yield from _begin_for_member(stage, "YJ10", "YJ10")
    yield stage.reads("totalAmount", "20.00")
    stage.keyboard.press("F9")
    yield stage.sees("confirmPayment")
    stage.keyboard.type_text("19")
    stage.keyboard.press("Return")
    yield stage.until("that part paid", lambda: "1.00" in stage.text("pages"))
    stage.keyboard.press("J")
    yield stage.reads("memberAmount", "1.00")
    yield stage.focused("memberProof")
    stage.keyboard.type_text(_PHONE[-4:])
    yield stage.still()
    stage.picture("payment-points-rest")
    yield from confirm_payment(stage)
    yield from _give_one_back(stage)
    stage.keyboard.press("Ctrl+1")
    yield stage.sees("nextCustomer")
    stage.keyboard.press("Return")
    yield stage.focused("searchBox")


def sell_bundle_with_guide(stage: Stage) -> Script:
    """Two cards together for less; how to use them goes with the message to the customer."""
    yield from show_campaigns(stage)
    yield from _make(
        stage,
        "bundle",
        QCoreApplication.translate("promotions", "套餐"),
        SET_CAMPAIGN,
        {"items": "YJ50 YJ10", "off": "2", "guide": SET_GUIDE},
    )
    stage.picture("campaign-bundle")
    yield from back_to_sale(stage)
    add_goods(stage, "YJ50", "YJ10")
    yield stage.reads("totalAmount", "58.00")
    words = QCoreApplication.translate("promotions", "套餐 {sets} 份")
    yield stage.reads("promotionList", words.format(sets=1))
    yield stage.still()
    stage.picture("sale-set")
    yield from take_cash(stage)
    stage.keyboard.press("M")
    yield stage.until("the guide in the message", lambda: SET_GUIDE in _copied())
    yield stage.still()
    stage.picture("done-set")
    yield from hand_over(stage)


def sell_at_tier_price(stage: Stage) -> Script:
    """The price of a tier is started, the member is put into it, and pays it at the till."""
    yield from show_campaigns(stage)
    place = next(n for n, row in enumerate(stage.rows("campaignList")) if TIER_CAMPAIGN in row)
    yield stage.focused("campaignList")
    stage.keyboard.press("Home", *["Down"] * place, "F9")
    yield stage.until("the campaign begun", lambda: TIER_CAMPAIGN in stage.toasts())
    yield from _put_into_first_tier(stage)
    yield from _begin_for_member(stage, "YJ100")
    yield stage.reads("totalAmount", "99.00")
    yield stage.still()
    stage.picture("sale-tier")
    stage.keyboard.press("F9")
    yield stage.sees("confirmPayment")
    yield stage.reads("pages", QCoreApplication.translate("promotions", "会员价"))
    stage.picture("payment-tier")
    yield from confirm_payment(stage)
    yield from hand_over(stage)


def _make(stage: Stage, picture: str, rule: str, title: str, texts: dict[str, str]) -> Script:
    """Fill a campaign in, save it, and start it."""
    stage.keyboard.press("Ctrl+N")
    yield stage.focused("campaignRule")
    (rules,) = stage.window.findChildren(QComboBox, "campaignRule")
    stage.keyboard.press(*["Down"] * rules.findText(rule))
    yield from stage.tab_to("campaignTitle")
    stage.keyboard.type_text(title)
    for name, text in texts.items():
        yield from stage.tab_to(f"campaign_{name}")
        stage.keyboard.type_text(text)
    yield stage.still()
    stage.picture(f"campaign-form-{picture}")
    stage.keyboard.press("Return")
    yield stage.until("the draft in the list", lambda: title in str(stage.rows("campaignList")))
    yield stage.sees("startCampaign")
    stage.keyboard.press("F9")
    yield stage.sees("stopCampaign")
    yield stage.still()


def _begin_for_member(stage: Stage, *codes: str) -> Script:
    yield from back_to_sale(stage)
    yield from pick_member(stage, _PHONE)
    add_goods(stage, *codes)


def _give_one_back(stage: Stage) -> Script:
    stage.keyboard.press("A")
    yield stage.sees("salesTable")
    yield stage.reads("detailPanel", "20.00")
    yield from choose_command(stage, QCoreApplication.translate("RefundSheet", "退款"))
    yield stage.focused("returnQuantity0")
    stage.keyboard.press("Ctrl+A")
    stage.keyboard.type_text("1")
    words = QCoreApplication.translate("OrderTexts", "退回付款用掉的 {n} 积分").format(n=100)
    yield stage.reads("dialogSheet", "¥10.00")
    stage.check("the points come back", holds=words in stage.text("dialogSheet"))
    yield stage.still()
    stage.picture("refund-points")
    yield from stage.tab_to("dialogConfirm")
    stage.keyboard.press("Space")
    yield stage.until("no dialog", lambda: stage.find("dialogSheet") is None)
    yield stage.reads("detailPanel", "−9.00")
    yield stage.still()
    stage.picture("refunded-points")
    stage.keyboard.press(*["Ctrl+Tab"] * _TABS_TO_TICKETS)
    yield stage.sees("ticketTable")


def _put_into_first_tier(stage: Stage) -> Script:
    yield from find_member(stage, _PHONE)
    yield from choose_command(stage, QCoreApplication.translate("CustomersScreen", "给会员等级"))
    yield stage.focused("tierChoice")
    stage.keyboard.press("Down")
    yield stage.still()
    stage.picture("give-tier")
    stage.keyboard.press("Return")
    yield stage.until("no sheet", lambda: stage.find("tierChoice") is None)
    stage.keyboard.press("Ctrl+A", "Backspace")


def _copied() -> str:
    return QGuiApplication.clipboard().text()
