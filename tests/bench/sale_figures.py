"""G4, G5, G14: how long a customer waits for a sale to be on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.domain.cart import Cart
from desktop.domain.sale import SaleRequest
from tests.bench.floors.sale import RawTill
from tests.bench.measuring import Finding, compare, flush_time
from tests.bench.shops import BenchShop, copied_database, in_two_parts, row_counts

CHECKPOINT_EVERY = 50
"""Sales between two idle moments."""
MEMBERS = 50


class SellingPair:
    """A shop and its raw floor, over equal rows, selling the same cart."""

    def __init__(self, folder: Path, sales: int) -> None:
        self.shop = BenchShop(folder / "profile")
        products = [self.shop.a_product(f"P{number}", cards=sales) for number in range(3)]
        members = [self.shop.a_member(number) for number in range(MEMBERS)]
        path = copied_database(self.shop, folder / "raw.db")
        self.raw = RawTill(path, self.shop.shift_id, self.shop.seller.id, [member.id for member in members])
        cart = Cart()
        for product in products:
            cart = cart.with_product(product)
        self._carts = [cart.with_customer(member) for member in members]
        self._tenders = in_two_parts(self.shop.shop.checkout.price(cart).total)
        self._sold = 0
        self._next = self._request()

    def sell(self) -> None:
        """Sell in the shop; what the payment page prepares is not part of it."""
        self.shop.sell(self._next)

    def prepare(self) -> None:
        """Make the next request, and checkpoint both as an idle moment would."""
        self._sold += 1
        self._next = self._request()
        if self._sold % CHECKPOINT_EVERY == 0:
            self.shop.shop.ground.database.checkpoint_when_idle()
            self.raw.checkpoint()

    def _request(self) -> SaleRequest:
        return self.shop.request(self._carts[self._sold % MEMBERS], *self._tenders)

    def refuse_unequal_rows(self) -> None:
        """Both must have written the same number of rows to every table."""
        self.raw.connection.close()
        self.shop.shop.close()
        mine = row_counts(self.shop.folder / "katai.db")
        raw = row_counts(self.shop.folder.parent / "raw.db")
        assert mine == raw, {name: (mine[name], raw[name]) for name in mine if mine[name] != raw[name]}


def durable_sale(is_full: bool) -> list[Finding]:
    """G4: the whole service against raw SQL that writes the same rows."""
    turns = 400 if is_full else 20
    with TemporaryDirectory() as folder:
        pair = SellingPair(Path(folder), sales=turns * 4)
        found = compare(pair.sell, pair.raw.sell, turns=turns, between=pair.prepare)
        pair.refuse_unequal_rows()
    return [Finding("G4", "sale, p50 ÷ raw SQL, same rows", found.ratio(), 2.0, note=found.note())]
