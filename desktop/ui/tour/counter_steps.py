"""Steps at the counter: shift, sales, hand-over, held carts, members."""

from __future__ import annotations

from desktop.ui.tour.moves import back_to_sale
from desktop.ui.tour.stage import Script, Stage


def open_shift(stage: Stage) -> Script:
    """Type the float and start the day."""
    yield stage.sees("openShift")
    yield stage.focused("floatAmount")
    stage.picture("open-shift")
    stage.keyboard.type_text("500")
    stage.keyboard.press("Return")
    yield stage.focused("searchBox")
    yield stage.until("goods in the grid", lambda: bool(stage.rows("productGrid")))
    stage.picture("sale-empty")


def sell_for_cash(stage: Stage) -> Script:
    """A usual sale: four keys plus the code."""
    yield from back_to_sale(stage)
    stage.keyboard.type_text("YJ100")
    yield stage.until("a drop-down with YJ100", lambda: "YJ100" in str(stage.rows("searchResults")))
    stage.picture("sale-search")
    stage.keyboard.press("Return")
    yield stage.reads("totalAmount", "100.00")
    stage.picture("sale-cart")
    stage.keyboard.press("F9")
    yield stage.sees("confirmPayment")
    stage.picture("payment-cash")
    stage.keyboard.press("Return")
    yield stage.sees("nextCustomer")
    yield stage.masked()
    stage.picture("done")
    stage.keyboard.press("S")
    yield from stage.saves("receipt.pdf")
    yield stage.focused("nextCustomer")


def reveal(stage: Stage) -> Script:
    """Show the card, then let the next customer come."""
    stage.keyboard.press("V")
    yield stage.readable()
    stage.picture("done-revealed")
    stage.keyboard.press("Return")
    yield stage.focused("searchBox")
    stage.check("the cart is empty again", holds=stage.find("nextCustomer") is None)


def sell_by_static_code(stage: Stage) -> Script:
    """W before the Enter that confirms."""
    yield from back_to_sale(stage)
    stage.keyboard.type_text("YJ50")
    stage.keyboard.press("Return", "F9")
    yield stage.sees("tenderList")
    stage.keyboard.press("W")
    yield stage.sees("staticCode")
    stage.picture("payment-static")
    stage.keyboard.press("Return")
    yield stage.sees("nextCustomer")
    stage.keyboard.press("V")
    yield stage.readable()
    stage.keyboard.press("Return")
    yield stage.focused("searchBox")


def sell_by_gateway(stage: Stage) -> Script:
    """E and Enter bring a code; the practice gateway says by itself that it was paid."""
    yield from back_to_sale(stage)
    stage.keyboard.type_text("YJ50")
    stage.keyboard.press("Return", "F9")
    yield stage.sees("tenderList")
    stage.keyboard.press("E")
    yield stage.sees("gatewayPanel")
    stage.keyboard.press("Return")
    yield stage.sees("gatewayCode")
    yield stage.still()
    stage.picture("payment-gateway")
    stage.keyboard.press("T")
    yield stage.sees("customerPage")
    stage.picture("customer-page")
    stage.keyboard.press("Esc")
    yield stage.sees("nextCustomer")
    yield stage.masked()
    stage.picture("done-gateway")
    stage.keyboard.press("V")
    yield stage.readable()
    stage.keyboard.press("Return")
    yield stage.focused("searchBox")


def hurry(stage: Stage) -> Script:
    """Type everything at once and one Enter too many: the goods are one key away."""
    yield from back_to_sale(stage)
    stage.keyboard.type_text("YJ100")
    stage.keyboard.press("Return", "F9", "Return", "Return", "Return", "Return")
    yield stage.until(
        "the goods to hand over counted", lambda: "1" in stage.text("undeliveredCount")
    )
    stage.picture("undelivered-toast")
    stage.keyboard.press("Ctrl+J")
    yield stage.until(
        "the goods in front again",
        lambda: bool(stage.find("undeliveredTable") or stage.find("secretList")),
    )
    stage.picture("undelivered")
    stage.keyboard.press("V")
    yield stage.until("nothing left to hand over", lambda: stage.find("undeliveredCount") is None)
    if stage.find("nextCustomer") is not None:
        stage.keyboard.press("Return")
        yield stage.focused("searchBox")


def hold_and_recall(stage: Stage) -> Script:
    """Put a cart aside for another customer, and take it back."""
    yield from back_to_sale(stage)
    stage.keyboard.type_text("YJ30")
    stage.keyboard.press("Return")
    yield stage.reads("totalAmount", "30.00")
    stage.keyboard.press("F6")
    yield stage.sees("dialogSheet")
    stage.keyboard.press("Return")
    yield stage.until("an empty cart", lambda: "30.00" not in stage.text("totalAmount"))
    stage.keyboard.press("F7")
    yield stage.until(
        "the cart back or a list of held carts",
        lambda: "30.00" in stage.text("totalAmount") or stage.find("heldList") is not None,
    )
    if stage.find("heldList") is not None:
        stage.picture("held")
        stage.keyboard.press("Return")
    yield stage.reads("totalAmount", "30.00")
    stage.keyboard.press("Ctrl+Shift+Del")
    yield stage.until("an empty cart", lambda: "30.00" not in stage.text("totalAmount"))


def new_member(stage: Stage) -> Script:
    """A member in two fields, taken into the sale, earning points."""
    yield from back_to_sale(stage)
    stage.keyboard.press("F3")
    yield stage.sees("pickerSearch")
    stage.keyboard.type_text("2046")
    yield stage.until("members with that tail", lambda: len(stage.rows("pickerList")) >= 2)
    yield stage.still()
    stage.picture("member-picker")
    stage.keyboard.press("Return")
    yield stage.reads("cartPanel", "2046")
    stage.keyboard.type_text("YJ50")
    stage.keyboard.press("Return")
    yield stage.reads("totalAmount", "50.00")
    stage.picture("sale-member")
    stage.keyboard.press("F9")
    yield stage.sees("confirmPayment")
    stage.keyboard.press("Return")
    yield stage.sees("nextCustomer")
    yield stage.reads("pages", "50")
    yield stage.masked()
    stage.picture("done-member")
    stage.keyboard.press("V")
    yield stage.readable()
    stage.keyboard.press("Return")
    yield stage.focused("searchBox")


def visit_customers(stage: Stage) -> Script:
    """The member's profile with the points just earned."""
    stage.keyboard.press("Ctrl+2")
    yield stage.sees("customerSearch")
    stage.keyboard.type_text("2046")
    yield stage.until("members found", lambda: len(stage.rows("customerList")) >= 2)
    yield stage.until("50 points booked", lambda: "50" in str(stage.rows("pointsTable")), 5.0)
    stage.picture("customers")
