"""What a till is killed in the middle of beside selling: orders put aside, files, papers, shifts.

Written as the window works, like ``flows``: run again after a death, a flow finishes what it began.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from desktop.domain.money import Money
from desktop.domain.printing import PrintJobKind, PrintJobState
from desktop.domain.sale import changeable_payments
from desktop.domain.shift import CashReason
from desktop.domain.tender import TenderMethod
from desktop.services.held_sales import HeldSaleRow
from desktop.services.importing import ImportReport
from tests.kills.till import FILED, LOCAL, Till

OTHER_PIECES = 3
"""So many pieces has an order that lay on the counter, and no other."""
FILE_CARDS = 50
FILE_ROWS = 4
KNOWN_ROWS = 2


def hold_and_recall(till: Till, name: str) -> None:
    """An order put aside, taken back in exchange for another, left lying, and sold at last."""
    held = till.shop.held_sales
    if not till.is_sold(name):
        kept = _held(till, name) or _put_aside(till, name)
        other = None if others_held(till) else till.cart(LOCAL, OTHER_PIECES)
        held.recall(till.owner, kept, other)
        till.say("exchanged", request=name)
        held.put_back()  # what the next start of a till does
        kept = _held(till, name) or _put_aside(till, name)
        till.sell(name, held.recall(till.owner, kept).cart)
    till.say("dropping", request=name)
    for row in others_held(till):
        held.drop(till.owner, row.id)
    till.say("dropped", request=name)


def others_held(till: Till) -> list[HeldSaleRow]:
    """Return the orders that were held because another one was taken back."""
    return [row for row in till.shop.held_sales.list_held() if row.item_count == OTHER_PIECES]


def _held(till: Till, name: str) -> int | None:
    return next((row.id for row in till.shop.held_sales.list_held() if row.note == name), None)


def _put_aside(till: Till, name: str) -> int:
    held = till.shop.held_sales.hold(till.owner, till.cart(LOCAL), name)
    till.say("held", request=name)
    return held.id


def import_cards(till: Till, name: str) -> None:
    """A file of cards, in several runs of rows."""
    rows = [f"{name}-{row:03d},IMP-{name}-{row:05d}-XQ,9.10" for row in range(FILE_CARDS)]
    file = till.outside.folder / f"{name}.csv"
    file.write_text("\n".join(["卡号,卡密,进价", *rows]), encoding="utf-8")
    done = till.shop.importing.import_cards(till.owner, file, FILED)
    _expect_whole(till, done.added, done.duplicates, FILE_CARDS)
    till.say("filed", what="cards", request=name)


def import_products(till: Till, name: str) -> None:
    """A file of products, some of them known, all known ones at one new price."""
    number = number_of(name)
    new = [f"NEW-{name}-{row},新品 {name},{row + 10}.00,类 {name}" for row in range(FILE_ROWS)]
    known = [f"KNOWN-{row},老品 {number},{number + 10}.00," for row in range(KNOWN_ROWS)]
    text = "\n".join(["编码,名称,售价,分类", *new, *known])
    done = till.shop.importing.import_products(till.owner, text)
    _expect_all_read(done, FILE_ROWS + KNOWN_ROWS)
    prefix = f"NEW-{name}-"
    found = till.shop.catalog.products_for_command(prefix)
    assert sum(row.product.code.startswith(prefix.upper()) for row in found) == FILE_ROWS
    till.say("filed", what="products", request=name)


def import_customers(till: Till, name: str) -> None:
    """A file of customers, some of them known, with the points they should have."""
    number = number_of(name)
    new = [f"新客 {name},139{number * 10 + row:08d},{row + 1}" for row in range(FILE_ROWS)]
    known = [f"老客 {row},1370000000{row},{number}" for row in range(KNOWN_ROWS)]
    text = "\n".join(["姓名,手机,积分", *new, *known])
    done = till.shop.importing.import_customers(till.owner, text)
    _expect_all_read(done, FILE_ROWS + KNOWN_ROWS)
    assert len(till.shop.customers.find(f"139{number * 10:08d}"[:-1])) == FILE_ROWS
    till.say("filed", what="customers", request=name)


def number_of(name: str) -> int:
    """Return the number within a name; no two names of one run have the same."""
    (digits,) = re.findall(r"\d+", name)
    return int(digits)


def _expect_whole(till: Till, added: int, known: int, whole: int) -> None:
    ends = {(whole, 0), (0, whole)} if till.outside.is_again else {(whole, 0)}
    assert (added, known) in ends, f"half a file was there: {added} new, {known} known"


def _expect_all_read(done: ImportReport, rows: int) -> None:
    assert done.is_written
    assert done.added + done.updated == done.read == rows


def print_receipt(till: Till, name: str) -> None:
    """A receipt: put in the queue, printed, ticked off."""
    sale = till.sell(name, till.cart(LOCAL)).sale
    printing = till.shop.printing
    if not any(job.subject_id == sale.id for job in printing.jobs()):
        printing.enqueue(till.owner, PrintJobKind.RECEIPT, sale.id)
    till.say("queued", request=name, sale=sale.id)
    printing.run_queued()
    (job,) = (job for job in printing.jobs() if job.subject_id == sale.id)
    assert job.state is PrintJobState.PRINTED, job.trouble_text


def correct_payment(till: Till, name: str) -> None:
    """Cash that was typed, and was a transfer."""
    sale = till.sell(name, till.cart(LOCAL)).sale
    (standing,) = changeable_payments(till.shop.checkout.get_sale(sale.id).payments)
    if standing.method == TenderMethod.CASH:
        till.shop.returns.change_payment_method(
            till.owner, standing.id, TenderMethod.WECHAT, "看错了"
        )
    till.say("corrected", request=name, sale=sale.id)


def change_shift(till: Till, name: str) -> None:
    """Change brought to the drawer, the drawer counted and handed over, the next shift opened."""
    shifts = till.shop.shifts
    till.shift_id()
    if not any(row.note == name for row in shifts.movements()):
        shifts.move_cash(till.owner, Money(50_00), CashReason.CHANGE_BROUGHT, name)
    till.say("cash_moved", request=name)
    if not till.is_handed_over(name):
        shifts.close_shift(till.owner, {Money(100_00): 1}, name)
    till.say("handed_over", request=name)
    till.shift_id()


Flow = Callable[[Till, str], None]
PAPERS: dict[str, Flow] = {flow.__name__: flow for flow in (print_receipt, correct_payment)}
DESK: dict[str, Flow] = {
    flow.__name__: flow
    for flow in (hold_and_recall, import_cards, import_products, import_customers, change_shift)
}
