"""A whole shop on the disk, as it is opened at work, with as many goods as a figure asks for."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import contextmanager
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from desktop.assembly import Shop, open_shop
from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerSnapshot
from desktop.domain.money import Money
from desktop.domain.permissions import Actor, Role
from desktop.domain.product import AccountRule, ProductKind, ProductSnapshot
from desktop.domain.sale import SaleRequest
from desktop.domain.secret import Secret
from desktop.domain.stock import ProductDraft
from desktop.domain.tender import Tender, TenderMethod, cash_tender
from desktop.security.system import SystemClock, SystemRandomness
from desktop.services.profiles import NewProfile, OutsideWorld, create_profile
from desktop.services.table_columns import CardRow
from tests.security.memory_keyring import MemoryKeyring

OWNER_NAME = "程禾"
OWNER_PIN = Secret("280417")
CODES_OF_TRADE = ("云境传说点卡", "星河音乐会员", "极光视频月卡", "千寻直充金币", "山海游戏礼包")


class BenchShop:
    """The services of an open profile, an owner who sells, and an open shift."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._world = OutsideWorld(SystemClock(), SystemRandomness(), MemoryKeyring())
        created = create_profile(folder, NewProfile("快店", OWNER_NAME, OWNER_PIN), self._world)
        self.seller = Actor(created.owner)
        self.shop: Shop = open_shop(folder, world=self._world)
        self.shop.profile.note_phrase_checked()
        self.shift_id = self.shop.shifts.open_shift(self.seller, Money(0)).shift.id
        self._requests = count(1)

    def reopen(self) -> None:
        """Close the shop and open it again, with everything moved into the database file."""
        self.shop.close()
        self.shop = open_shop(self.folder, world=self._world)

    def a_product(
        self, code: str, *, cards: int = 0, price: int = 100_00, kind: ProductKind = ProductKind.CARD
    ) -> ProductSnapshot:
        draft = ProductDraft(code, "云境传说点卡", kind, Money(price), face_text="100 元")
        product = self.shop.catalog.add_product(self.seller, draft).product
        rows = (
            CardRow(number, None, Secret(f"{code}-{number:08d}-SECRET"), None, Money(91_00))
            for number in range(cards)
        )
        if cards:
            self.shop.card_store.import_cards(self.seller, product.id, rows)
        return self.shop.checkout.get_product(product.id)

    def a_member(self, number: int) -> CustomerSnapshot:
        return self.shop.customers.add(self.seller, "宋予安", f"139{number:08d}").customer

    def import_products(self, how_many: int) -> None:
        """Add goods whose names share their first words, as those of one trade do."""
        lines = ["编码,名称,类型,售价,面额,条码"]
        lines += [
            f"B{number:06d},{CODES_OF_TRADE[number % 5]}{_in_words(number)},卡密,"
            f"{number % 500 + 1}.00,{number % 100 + 1} 元,69{number:011d}"
            for number in range(how_many)
        ]
        report = self.shop.importing.import_products(self.seller, "\n".join(lines))
        assert not report.errors, report.errors[:3]

    def request(self, cart: Cart, *tenders: Tender) -> SaleRequest:
        """Return a request with a number of its own that pays the cart."""
        total = self.shop.checkout.price(cart).total
        return SaleRequest(
            request_id=f"bench-{next(self._requests):08d}",
            cart=cart,
            shown_total=total,
            tenders=tenders or (cash_tender(total, total),),
            shift_id=self.shift_id,
            cashier_id=self.seller.id,
        )

    def sell(self, request: SaleRequest) -> None:
        self.shop.checkout.complete_sale(self.seller, request)


def in_two_parts(total: Money) -> tuple[Tender, Tender]:
    """Return a payment by a static code below the sum that needs a bill's tail, and cash."""
    by_code = Money(100_00)
    rest = total - by_code
    return Tender(TenderMethod.WECHAT, by_code), cash_tender(rest, rest)


def copied_database(shop: BenchShop, target: Path) -> Path:
    """Copy the shop's database as it is now for a floor that works on the same rows."""
    shop.reopen()
    shutil.copyfile(shop.folder / "katai.db", target)
    return target


def row_counts(path: Path) -> dict[str, int]:
    """Return how many rows each table has."""
    connection = sqlite3.connect(path)
    try:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"
            )
        ]
        return {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names
        }
    finally:
        connection.close()


def _in_words(number: int) -> str:
    digits = "零一二三四五六七八九"
    return "".join(digits[int(digit)] for digit in str(number))
