"""A whole shop on the disk, opened as it is at work, with as many goods as a figure asks for."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, cast

from sqlalchemy import insert

from desktop.assembly import Shop
from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerSnapshot
from desktop.domain.money import Money
from desktop.domain.permissions import Actor
from desktop.domain.product import AccountRule, ProductKind, ProductSnapshot
from desktop.domain.sale import SaleRequest
from desktop.domain.secret import Secret
from desktop.domain.stock import ProductDraft
from desktop.domain.tender import Tender, TenderMethod, cash_tender
from desktop.domain.top_up_form import AskedField
from desktop.models.catalog import product_source
from desktop.models.platform_accounts import platform_account, platform_goods
from desktop.security.argon import HashingCost
from desktop.security.slots import make_passphrase_slot
from desktop.security.system import SystemClock, SystemRandomness
from desktop.security.vault import Vault
from desktop.services.profiles import NewProfile, OutsideWorld, create_profile, open_profile
from desktop.services.table_columns import CardRow
from desktop.storage.platform_queries import asked_fields_text
from desktop.storage.vault_slots import save_slot
from tests.security.memory_keyring import MemoryKeyring

PASSPHRASE = "nothing real in here"
_OWNER_PIN = Secret("280417")
_FAST = HashingCost(memory_kib=8, iterations=1, lanes=1)
_MAKERS = [
    "云境",
    "星河",
    "极光",
    "千寻",
    "山海",
    "长歌",
    "青锋",
    "玄铁",
    "飞鸢",
    "赤焰",
    "北辰",
    "南柯",
    "东篱",
    "西窗",
    "明月",
    "清风",
    "听雨",
    "踏雪",
    "观潮",
    "望岳",
]
_WORKS = [
    "传说",
    "音乐",
    "视频",
    "直播",
    "争霸",
    "物语",
    "学堂",
    "快递",
    "出行",
    "外卖",
    "影院",
    "阅读",
    "漫画",
    "棋牌",
    "赛车",
    "农场",
    "医馆",
    "商城",
    "天气",
    "地图",
]
_WARES = ["点卡", "月卡", "季卡", "年卡", "金币", "礼包", "会员"]


class UnsealingVault:
    """Stores what it is given, as long as a sealed value would be; signs like a vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def seal(self, purpose: str, table: str, column: str, row_id: int, plaintext: bytes) -> bytes:
        return bytes(29) + plaintext

    def __getattr__(self, name: str) -> Any:
        return getattr(self._vault, name)


class BenchShop:
    """The services of an open profile, an owner who sells, and an open shift."""

    def __init__(self, folder: Path, *, is_sealing: bool = True) -> None:
        self.folder = folder
        self._is_sealing = is_sealing
        self.keyring = MemoryKeyring()
        self._world = OutsideWorld(SystemClock(), SystemRandomness(), self.keyring)
        created = create_profile(folder, NewProfile("快店", "程禾", _OWNER_PIN), self._world)
        self.seller = Actor(created.owner)
        self._requests = count(1)
        self.open()
        self.shop.profile.note_phrase_checked()
        self.shift_id = self.shop.shifts.open_shift(self.seller, Money(0)).shift.id

    @property
    def database_file(self) -> Path:
        return self.folder / "katai.db"

    def open(self) -> None:
        """Open the profile with the keyring of this process."""
        profile = open_profile(self.folder, self._world)
        if not self._is_sealing:
            vault = cast(Vault, UnsealingVault(profile.ground.vault))
            profile.ground = replace(profile.ground, vault=vault)
        self.shop = Shop(profile)

    def close(self) -> None:
        """Close the shop, with everything moved into the database file."""
        self.shop.close()

    def open_to_windows(self) -> None:
        """Let a process of its own open the shop: by a passphrase that costs nothing to check.

        Without a PIN at the start, as a shop with a keyring does.
        """
        vault = self.shop.ground.vault
        slot = make_passphrase_slot(vault, Secret(PASSPHRASE), SystemRandomness(), _FAST)
        with self.shop.ground.database.write() as connection:
            save_slot(connection, slot, self.shop.ground.now())
        self.shop.settings.change(self.seller, {"lock.pin_at_start": False})

    def a_product(self, code: str, *, cards: int = 0, price: int = 100_00) -> ProductSnapshot:
        """Add a product with cards in stock."""
        draft = ProductDraft(
            code, "云境传说点卡", ProductKind.CARD, Money(price), face_text="100 元"
        )
        product = self.shop.catalog.add_product(self.seller, draft).product
        if cards:
            rows = (
                CardRow(number, None, Secret(f"{code}-{number:08d}-SECRET"), None, Money(91_00))
                for number in range(cards)
            )
            self.shop.card_store.import_cards(self.seller, product.id, rows)
        return self.shop.checkout.get_product(product.id)

    def a_member(self, number: int) -> CustomerSnapshot:
        """Add a customer."""
        return self.shop.customers.add(self.seller, "宋予安", f"139{number:08d}").customer

    def an_account(self) -> int:
        """Add a wholesale account by its row alone; no platform is behind it."""
        ground = self.shop.ground
        account_id = ground.identifiers.next_id()
        row = {
            "id": account_id,
            "name": "星桥",
            "platform": "acg_faka",
            "fields": "{}",
            "secrets_sealed": b"",
            "position": 1,
            "balance": Money(10**10),
            "balance_at": ground.now(),
            "created_at": ground.now(),
        }
        with ground.database.write() as connection:
            connection.execute(insert(platform_account).values(row))
        return account_id

    def a_top_up(self, code: str, account_id: int) -> ProductSnapshot:
        """Add a product that is bought from the account for each sale."""
        draft = ProductDraft(
            code, "话费直充", ProductKind.TOPUP, Money(100_00), account_rule=AccountRule.PHONE
        )
        product = self.shop.catalog.add_product(self.seller, draft).product
        ground = self.shop.ground
        goods_id = ground.identifiers.next_id()
        goods = {
            "id": goods_id,
            "account_id": account_id,
            "upstream_id": code,
            "name": "话费直充",
            "kind": "topup",
            "cost": Money(91_00),
            "stock": None,
            "status": "on_sale",
            "fields": asked_fields_text([AskedField("account", "手机号")]),
            "row_hash": b"",
            "synced_at": ground.now(),
        }
        source = {
            "id": ground.identifiers.next_id(),
            "product_id": product.id,
            "goods_id": goods_id,
            "position": 1,
            "created_at": ground.now(),
        }
        with ground.database.write() as connection:
            connection.execute(insert(platform_goods).values(goods))
            connection.execute(insert(product_source).values(source))
        return self.shop.checkout.get_product(product.id)

    def import_products(self, how_many: int) -> None:
        """Add goods of twenty makers with twenty works each, and barcodes of two hundred firms."""
        lines = ["编码,名称,类型,售价,面额,条码"]
        lines += [
            f"B{number:06d},{_name_of(number)},卡密,"
            f"{number % 500 + 1}.00,{number % 100 + 1} 元,69{number % 200 * 311:05d}{number * 7919 % 10**6:06d}"
            for number in range(how_many)
        ]
        report = self.shop.importing.import_products(self.seller, "\n".join(lines))
        assert not report.errors, report.errors[:3]

    def request(self, cart: Cart, *tenders: Tender) -> SaleRequest:
        """Return a request of its own that pays the cart."""
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
        """Record a sale."""
        self.shop.checkout.complete_sale(self.seller, request)


def in_two_parts(total: Money) -> tuple[Tender, Tender]:
    """Return a payment by a static code below the sum that needs a bill's tail, and cash."""
    by_code = Money(100_00)
    rest = total - by_code
    return Tender(TenderMethod.WECHAT, by_code), cash_tender(rest, rest)


def copied_database(shop: BenchShop, target: Path) -> Path:
    """Copy the shop's database as it is now, for a floor that works on the same rows."""
    shop.close()
    shutil.copyfile(shop.database_file, target)
    shop.open()
    return target


def row_counts(path: Path) -> dict[str, int]:
    """Return how many rows each table has."""
    connection = sqlite3.connect(path)
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"
    ).fetchall()
    counts = {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in tables
    }
    connection.close()
    return counts


def _name_of(number: int) -> str:
    maker, work = _MAKERS[number % 20], _WORKS[number // 20 % 20]
    return f"{maker}{work}{_WARES[number // 400 % 7]}{_in_words(number)}"


def _in_words(number: int) -> str:
    digits = "零一二三四五六七八九"
    return "".join(digits[int(digit)] for digit in str(number))
