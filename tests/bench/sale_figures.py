"""G4, G5, G14: how long a customer waits for a sale to be on the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from desktop.domain.cart import Cart
from desktop.domain.product import AccountRule
from desktop.domain.sale import SaleRequest
from desktop.domain.top_up import TopUpTarget
from tests.bench.floors.history import write_history
from tests.bench.floors.sale import RawTill
from tests.bench.measuring import (
    ROUNDS,
    Finding,
    at_percentile,
    compare,
    flush_of,
    garbage_kept,
    readable,
    seconds_of,
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

    def _request(self) -> SaleRequest:
        return self.shop.request(self._carts[self._sold % len(self._carts)], *self._tenders)


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
    """G5: the slowest sale in a hundred while checkpoints happen in idle moments."""
    turns = 400 if is_full else 20
    findings = [_tail_after(0, turns)]
    if is_full:
        findings.append(_tail_after(1_000_000, turns))
    return findings


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


def _tail_after(lines: int, turns: int) -> Finding:
    with TemporaryDirectory() as place:
        folder = Path(place)
        selling = card_shop(folder / "profile", sales=turns * 4)
        if lines:
            selling.sell()
            selling.shop.close()
            write_history(folder / "profile" / "katai.db", lines)
            selling.shop.open()
            selling.prepare()
        tails = []
        with flush_of(folder) as flush:
            for _ in range(turns // 10):
                _sell_and_flush(selling, flush)
            for _ in range(ROUNDS):
                with garbage_kept():
                    pairs = [_sell_and_flush(selling, flush) for _ in range(turns)]
                tails.append(
                    (at_percentile([one for one, _ in pairs], 99), median(two for _, two in pairs))
                )
        selling.shop.close()
    ratio = median(sale / floor for sale, floor in tails)
    note = f"{readable(median(sale for sale, _ in tails))} / {readable(median(one for _, one in tails))}"
    return Finding(
        "G5", f"p99 of a sale after {lines:,} lines ÷ p50 of a 24 KiB flush", ratio, 10.0, note=note
    )


def _sell_and_flush(selling: SellingShop, flush: Callable[[], object]) -> tuple[float, float]:
    pair = (seconds_of(selling.sell), seconds_of(flush))
    selling.prepare()
    return pair


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
