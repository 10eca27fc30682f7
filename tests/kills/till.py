"""A till on disk as one process of it sees it: opened anew by each child of the harness."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop.assembly import Shop
from desktop.connectors.http_client import HttpClient
from desktop.domain.cart import Cart
from desktop.domain.fail_points import FailPoints, NoFailPoints
from desktop.domain.money import Money
from desktop.domain.permissions import Actor, Role
from desktop.domain.product import ProductKind, ProductSnapshot
from desktop.domain.sale import Approval, CompletedSale, SaleRequest
from desktop.domain.secret import Secret
from desktop.domain.stock import ProductDraft
from desktop.domain.tender import Tender, cash_tender
from desktop.models.shifts import shift
from desktop.practice.practice_platform import address_of
from desktop.practice.server.goods import generated_goods
from desktop.services.accounts import AccountDraft
from desktop.services.profiles import NewProfile, OutsideWorld, create_profile, open_profile
from desktop.services.purchasing import PurchaseSnapshot
from desktop.services.table_columns import CardRow
from desktop.storage import sale_queries
from desktop.storage.purchase_lists import PurchaseFilter
from tests.connectors.platform_contract import no_wait
from tests.practice.practice_process import upstream_id
from tests.security.memory_keyring import MemoryKeyring
from tests.shop import FrozenClock, SeededRandomness

LOCAL, BOUGHT, STOCKED, FILED = "DK10", "YJ10", "YJ30", "DK20"
"""Sold from stock, bought for the customer, bought into stock, and filled from files."""
LOSING = "DD10"
"""Bought for the customer too, from goods whose answer the practice platform always loses."""
ACCOUNT_NAMES = ("练习卡盟", "聚源卡盟")
"""In the order in which they are asked where both have what is wanted."""
FURTHER_GOODS = 3000
"""How many more a platform has where a purchase goes from one to the next."""
FURTHER = [
    goods.code
    for goods in generated_goods(FURTHER_GOODS)
    if goods.fen < 30_00 and goods.stock and not goods.is_manual
]
"""Those of them that are cheap enough to be bought often."""
STOCK_FILES = 1
"""How many imports the till is made with."""
MEMBER = "13800000618"
MORNING = datetime(2026, 6, 18, 1, 0, tzinfo=UTC)
MOST_STEPS = 40
_ACCEPTED = "谈过了，能退"
"""What an owner writes where goods carry a red flag."""


@dataclass
class Outside:
    """What outlives a process: the keyring, the time, and a number that makes chance differ.

    ``is_again`` tells a flow that an earlier process died in it.
    """

    folder: Path
    keyring: dict[str, str] = field(default_factory=dict)
    instant: datetime = MORNING
    starts: int = 0
    is_again: bool = False

    @property
    def paper(self) -> Path:
        return self.folder / "paper.bin"

    def file_of(self, request: str) -> Path:
        """Where the cards of a sale are saved as a file."""
        return self.folder / f"{request}.xlsx"

    @property
    def profile(self) -> Path:
        return self.folder / "profile"

    def pass_a_second(self) -> None:
        """No two starts are at one moment: ids are unique by their millisecond."""
        self.instant += timedelta(seconds=1)

    def told(self) -> dict[str, Any]:
        return {"keyring": self.keyring, "instant": self.instant.isoformat()}

    def learn(self, told: dict[str, Any]) -> None:
        self.keyring = told["keyring"]
        self.instant = datetime.fromisoformat(told["instant"])


class Till:
    """One running program: the whole shop, its owner, and a pipe to say what was acknowledged."""

    def __init__(
        self, outside: Outside, fail_points: FailPoints | None = None, said: int | None = None
    ) -> None:
        self._said = said
        self.spoken: list[dict[str, Any]] = []
        self.outside = outside
        self.clock = FrozenClock(outside.instant)
        self.keyring = MemoryKeyring()
        self.keyring.kept = dict(outside.keyring)
        randomness = SeededRandomness(outside.starts)
        world = OutsideWorld(self.clock, randomness, self.keyring, fail_points or NoFailPoints())
        self.shop = Shop(open_profile(outside.profile, world), HttpClient(wait=no_wait))
        people = {person.role: person for person in self.shop.staff.list_people()}
        self.owner = Actor(people[Role.OWNER])

    # -- what it says -------------------------------------------------------------------------

    def say(self, kind: str, **content: Any) -> None:
        """Acknowledge: what is said here must never be lost."""
        self.spoken.append({"kind": kind, **content})
        if self._said is not None:
            os.write(self._said, json.dumps({"kind": kind, **content}).encode() + b"\n")

    def close(self) -> None:
        self.shop.close()
        self.remember_outside()

    def remember_outside(self) -> None:
        """Let the world outside know what it would know if the process died now."""
        self.outside.keyring = self.keyring.kept
        self.outside.instant = self.clock.now()

    # -- what flows ask for -------------------------------------------------------------------

    def product(self, code: str) -> ProductSnapshot:
        found = self.shop.checkout.find_exact(code)
        assert found is not None, code
        return found

    def shift_id(self) -> int:
        current = self.shop.shifts.current()
        if current is None:
            approval = Approval(self.owner.id, "又开一班")
            current = self.shop.shifts.open_shift(
                self.owner, Money(100_00), approval=approval
            ).shift
        return current.id

    def is_sold(self, request_id: str) -> bool:
        with self.shop.ground.database.read() as connection:
            return sale_queries.find_sale_by_request(connection, request_id) is not None

    def is_handed_over(self, note: str) -> bool:
        with self.shop.ground.database.read() as connection:
            query = select(shift.c.id).where(shift.c.note == note, shift.c.closed_at.is_not(None))
            return connection.scalar(query) is not None

    def cart(self, code: str, quantity: int = 1) -> Cart:
        (member,) = self.shop.customers.find(MEMBER)
        return Cart().with_product(self.product(code), quantity).with_customer(member)

    def adopt_from_each(self, code: str) -> None:
        """Sell goods with a source at every account, as far as it is not done yet."""
        buying = self.shop.stock_sync
        for account in self.shop.accounts.list_accounts():
            goods = buying.find_goods(account.id, upstream_id(account.platform, code), "")
            assert goods is not None, code
            sold = self.shop.checkout.find_exact(code)
            if sold is None:
                buying.adopt(self.owner, goods.id, code, Money(33_00), acceptance=_ACCEPTED)
                continue
            sources = self.shop.catalog.stock_row(sold.id).sources
            if account.name not in {source.account_name for source in sources}:
                buying.add_source(self.owner, sold.id, goods.id, acceptance=_ACCEPTED)

    def sell(
        self, request_id: str, cart: Cart, *tenders: Tender, is_awaiting: bool = False
    ) -> CompletedSale:
        """Complete a sale and acknowledge it."""
        total = self.shop.checkout.price(cart).total
        request = SaleRequest(
            request_id=request_id,
            cart=cart,
            shown_total=total,
            tenders=tenders or (cash_tender(total, total),),
            shift_id=self.shift_id(),
            cashier_id=self.owner.id,
            is_awaiting_payment=is_awaiting,
        )
        completed = self.shop.checkout.complete_sale(self.owner, request)
        sale = completed.sale
        cards = [card for line in sale.lines for card in line.card_ids]
        self.say("sale", request=request_id, number=sale.number, fen=sale.total.fen, cards=cards)
        return completed

    def purchases(self) -> tuple[PurchaseSnapshot, ...]:
        return self.shop.purchasing.list_purchases(PurchaseFilter(limit=100_000))

    def settle(self) -> None:
        """Let time pass and the machine run until nothing moves by itself any more."""
        buying = self.shop.purchasing
        for _ in range(MOST_STEPS):
            due_at = buying.next_due_at()
            if due_at is None:
                return
            self.pass_time_to(due_at)
            for snapshot in buying.advance_due():
                self.say("purchase", id=snapshot.id, state=snapshot.state)
        raise AssertionError("a purchase never settles")

    def pass_time_to(self, instant: datetime) -> None:
        if instant > self.clock.now():
            self.clock.pass_time(instant - self.clock.now())

    def pass_time(self, **span: int) -> None:
        self.clock.pass_time(timedelta(**span))


def make_till(outside: Outside, platforms: Sequence[dict[str, str]], cards: int) -> None:
    """Make the profile: local cards, a member, a file printer, and an account at each platform."""
    keyring = MemoryKeyring()
    world = OutsideWorld(FrozenClock(outside.instant), SeededRandomness(0), keyring)
    wanted = NewProfile("禾光点卡", "程禾", Secret("280417"))
    create_profile(outside.profile, wanted, world)
    outside.keyring = keyring.kept
    till = Till(outside)
    shop, owner = till.shop, till.owner
    shop.settings.change(owner, {"printer.kind": "file", "printer.target": str(outside.paper)})
    shop.customers.add(owner, "苗小禾", MEMBER)
    filed = ProductDraft(FILED, "整箱点卡", ProductKind.CARD, Money(20_00))
    shop.catalog.add_product(owner, filed)
    draft = ProductDraft(LOCAL, "点卡", ProductKind.CARD, Money(10_00))
    product_id = shop.catalog.add_product(owner, draft).product.id
    rows = [
        CardRow(line, None, Secret(f"DK10-{line:06d}-{line * 7919 % 99991:05d}"), None, Money(9_10))
        for line in range(cards)
    ]
    if rows:
        shop.card_store.import_cards(owner, product_id, rows)
    for name, platform in zip(ACCOUNT_NAMES, platforms, strict=False):
        _connect(till, name, platform)
    till.shift_id()
    till.close()


def _connect(till: Till, name: str, platform: dict[str, str]) -> None:
    """Add an account; what another one sells already gets a further source."""
    shop, owner = till.shop, till.owner
    address = address_of(json.dumps(platform))
    draft = AccountDraft(address.platform, name, address.fields, address.secrets)
    account = shop.accounts.add(owner, draft).account
    (report,) = shop.stock_sync.sync([account.id])
    assert report.error is None, report.error
    for code, price in ((BOUGHT, Money(11_00)), (STOCKED, Money(33_00))):
        goods = shop.stock_sync.find_goods(account.id, upstream_id(address.platform, code), "")
        assert goods is not None
        sold = shop.checkout.find_exact(code)
        if sold is None:
            shop.stock_sync.adopt(owner, goods.id, code, price)
        else:
            shop.stock_sync.add_source(owner, sold.id, goods.id)
    shop.stock_sync.refresh_prices(account.id)
