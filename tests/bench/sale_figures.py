"""G4, G5, G6, G14: how long a customer waits for a sale to be on the disk."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.domain.cart import Cart
from desktop.domain.product import AccountRule
from desktop.domain.sale import SaleRequest
from desktop.domain.tender import Tender
from desktop.domain.top_up import TopUpTarget
from tests.bench.floors.history import write_history
from tests.bench.floors.sale import RawTill
from tests.bench.measuring import (
    ROUNDS,
    Comparison,
    Finding,
    compare,
    flush_of,
    usual_of,
    wait_for_calm_disk,
)
from tests.bench.shops import BenchShop, copied_database, in_two_parts, row_counts

CHECKPOINT_EVERY = 50
"""Sales between two idle moments."""
MEMBERS = 50


class SellingShop:
    """A shop that sells the same three goods to one member after the other."""

    def __init__(self, shop: BenchShop, carts: list[Cart]) -> None:
        self.shop = shop
        self._carts = carts
        self._tenders = in_two_parts(shop.shop.checkout.price(carts[0]).total)
        self._sold = 0
        self._next = self._request()

    def sell(self) -> None:
        """Record the sale; what the payment page has prepared is no part of it."""
        self.shop.sell(self._next)

    def prepare(self) -> None:
        """Make the next request, and checkpoint when an idle moment would come."""
        self._sold += 1
        self._next = self._request()
        if self._sold % CHECKPOINT_EVERY == 0:
            self.shop.shop.ground.database.checkpoint_when_idle()

    @property
    def tenders(self) -> tuple[Tender, Tender]:
        """How each of them is paid."""
        return self._tenders

    def next_cart(self) -> Cart:
        """Return what is sold next."""
        return self._carts[self._sold % len(self._carts)]

    def _request(self) -> SaleRequest:
        return self.shop.request(self.next_cart(), *self._tenders)


def card_shop(folder: Path, sales: int) -> SellingShop:
    """Return a shop with enough cards for so many sales of three, and members."""
    shop = BenchShop(folder)
    cart = Cart()
    for number in range(3):
        cart = cart.with_product(shop.a_product(f"P{number}", cards=sales))
    return SellingShop(shop, [cart.with_customer(shop.a_member(one)) for one in range(MEMBERS)])


def durable_sale(*, is_full: bool) -> list[Finding]:
    """G4: the whole service against raw SQL that writes the same rows."""
    turns = 400 if is_full else 20
    with TemporaryDirectory() as place:
        folder = Path(place)
        selling = card_shop(folder / "profile", sales=turns * 4)
        raw_file = copied_database(selling.shop, folder / "raw.db")
        raw = RawTill(raw_file, selling.shop.shift_id, selling.shop.seller.id)

        def prepare() -> None:
            selling.prepare()
            if raw.sold % CHECKPOINT_EVERY == 0:
                raw.checkpoint()

        found = compare(selling.sell, raw.sell, turns=turns, between=prepare)
        raw.connection.close()
        selling.shop.close()
        _refuse_unequal_rows(selling.shop.database_file, raw_file)
    claim = "a sale on the disk (3 lines, 2 tenders, member) ÷ raw SQL, p50"
    return [Finding("G4", claim, found.ratio(), 2.0, note=found.note())]


def sale_tail(*, is_full: bool) -> list[Finding]:
    """G5, G6: the slowest sale in a hundred with idle checkpoints, and what years of sales add."""
    turns = 400 if is_full else 20
    lines = 10_000_000 if is_full else 3_000
    fresh, old = _against_flush(0, turns), _against_flush(lines, turns)
    growth = old.ratio() / fresh.ratio()
    note = f"{old.note()} and {fresh.note()}"
    return [
        _tail_finding(fresh, 0),
        _tail_finding(old, lines),
        Finding("G6", f"p50 of a sale ÷ flush, {lines:,} lines ÷ none", growth, 1.5, note=note),
    ]


def sealed_sale(*, is_full: bool) -> list[Finding]:
    """G14: a sale whose accounts are sealed against the same with nothing sealed."""
    turns = 300 if is_full else 10
    with TemporaryDirectory() as place:
        sealing = _top_up_shop(Path(place) / "sealing", is_sealing=True)
        plain = _top_up_shop(Path(place) / "plain", is_sealing=False)

        def prepare() -> None:
            sealing.prepare()
            plain.prepare()

        found = compare(sealing.sell, plain.sell, turns=turns, between=prepare)
        sealing.shop.close()
        plain.shop.close()
        _refuse_unequal_rows(sealing.shop.database_file, plain.shop.database_file)
    claim = "a sale of 3 top-ups (6 sealed columns) ÷ the same with a vault that seals nothing, p50"
    return [Finding("G14", claim, found.ratio(), 1.15, note=found.note())]


def _tail_finding(found: Comparison, lines: int) -> Finding:
    claim = f"p99 of a sale after {lines:,} lines ÷ p50 of a 24 KiB flush"
    return Finding("G5", claim, found.ratio(99, 50), 10.0, note=found.note(99, 50))


def _against_flush(lines: int, turns: int) -> Comparison:
    with TemporaryDirectory() as place:
        folder = Path(place)
        selling = card_shop(folder / "profile", sales=turns * 4)
        with flush_of(folder) as flush:
            usual = usual_of(flush)
            if lines:
                selling.sell()
                selling.shop.close()
                write_history(selling.shop.database_file, lines)
                wait_for_calm_disk(flush, usual)
                selling.shop.open()
                selling.prepare()
            found = compare(selling.sell, flush, turns=turns, between=selling.prepare)
        selling.shop.close()
        sold = row_counts(selling.shop.database_file)["sale_line"]
    assert sold >= lines + 3 * turns * ROUNDS, sold
    return found


def _top_up_shop(folder: Path, *, is_sealing: bool) -> SellingShop:
    shop = BenchShop(folder, is_sealing=is_sealing)
    account_id = shop.an_account()
    cart = Cart()
    for number in range(3):
        product = shop.a_top_up(f"T{number}", account_id)
        target = TopUpTarget(AccountRule.PHONE, f"1390000{number:04d}", is_read_back=True)
        cart = cart.with_product(product, target=target)
    return SellingShop(shop, [cart])


def _refuse_unequal_rows(mine: Path, raw: Path) -> None:
    """Both must have written the same number of rows to every table."""
    counted, raw_counted = row_counts(mine), row_counts(raw)
    unequal = {
        name: (counted[name], raw_counted[name])
        for name in counted
        if counted[name] != raw_counted[name]
    }
    assert not unequal, unequal
