"""A whole shop in memory, with a clock and a chance of its own, for tests of services."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from desktop.domain.card import BatchOrigin
from desktop.domain.cart import Cart
from desktop.domain.compliance import Answer, AnswerWord
from desktop.domain.customer import CustomerSnapshot
from desktop.domain.fail_points import FailPoints, NoFailPoints
from desktop.domain.identifiers import Identifiers
from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Actor, Person, Role
from desktop.domain.product import ProductKind, ProductSnapshot
from desktop.domain.sale import Approval, CompletedSale, SaleRequest
from desktop.domain.secret import Secret
from desktop.domain.shift import ShiftSnapshot
from desktop.domain.stock import ProductDraft
from desktop.domain.tender import Tender, TenderMethod, cash_tender
from desktop.models.administration import person
from desktop.security.vault import new_vault
from desktop.services.campaign_drafts import CampaignDraft
from desktop.services.campaigns import Campaigns
from desktop.services.campus_agents import CampusAgents
from desktop.services.card_store import CardStore
from desktop.services.catalog import Catalog
from desktop.services.checkout import Checkout
from desktop.services.credit_ledger import CreditLedger
from desktop.services.customers import Customers
from desktop.services.delivery import Delivery
from desktop.services.erasing import Erasing
from desktop.services.gifts import Gifts
from desktop.services.held_sales import HeldSales
from desktop.services.loyalty import Loyalty
from desktop.services.member_ledgers import MemberLedgers
from desktop.services.member_merging import MemberMerging
from desktop.services.pending_sales import PendingSales
from desktop.services.promotions import Promotions
from desktop.services.referrals import Referrals
from desktop.services.returns import Returns
from desktop.services.rights import Rights
from desktop.services.sealed_files import SealedFiles
from desktop.services.settings import Settings
from desktop.services.shifts import Shifts
from desktop.services.stored_value import StoredValue
from desktop.services.table_columns import CardRow
from desktop.services.tiers import Tiers
from desktop.storage.database import Database
from desktop.storage.ground import Ground

__all__ = ["BatchOrigin", "FrozenClock", "RehearsalShop", "SeededRandomness"]

OPENING_DAY = datetime(2026, 6, 18, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
PIN = "280417"
EVERY_ANSWER = (
    Answer("minors", AnswerWord.ADULT),
    Answer("fraud-question", AnswerWord.FOR_ONESELF),
    Answer("real-name", AnswerWord.ID_CHECKED),
    Answer("split-purchase", AnswerWord.ID_CHECKED),
)
"""What a customer answers who gives the rules of the law no trouble."""


@dataclass
class FrozenClock:
    """Time that moves only when told to."""

    instant: datetime = OPENING_DAY
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.instant

    def monotonic_seconds(self) -> float:
        return self.seconds

    def pass_time(self, step: timedelta) -> None:
        self.instant += step
        self.seconds += max(step.total_seconds(), 0)


class SeededRandomness:
    """Chance that repeats."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)

    def bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)

    def below(self, limit: int) -> int:
        return self._random.randrange(limit)


@dataclass
class RehearsalShop:
    """Every service of the counter over one in-memory database, with three people on staff."""

    clock: FrozenClock = field(default_factory=FrozenClock)
    fail_points: FailPoints = field(default_factory=NoFailPoints)
    database: Database | None = None

    def __post_init__(self) -> None:
        randomness = SeededRandomness()
        self.database = self.database or Database.in_memory()
        self.ground = Ground(
            database=self.database,
            vault=new_vault(randomness),
            clock=self.clock,
            randomness=randomness,
            identifiers=Identifiers(self.clock, randomness),
            fail_points=self.fail_points,
        )
        self.rights = Rights(self.ground)
        self.settings = Settings(self.ground, self.rights)
        self.catalog = Catalog(self.ground, self.settings, self.rights)
        self.card_store = CardStore(self.ground, self.rights)
        self.loyalty = Loyalty(self.ground, self.settings, self.rights)
        self.promotions = Promotions(self.ground, self.settings)
        self.checkout = Checkout(
            self.ground, self.settings, self.rights, promotions=self.promotions
        )
        self.pending_sales = PendingSales(
            self.ground, self.settings, self.rights, promotions=self.promotions
        )
        self.held_sales = HeldSales(self.ground, self.promotions)
        self.returns = Returns(self.ground, self.settings, self.rights, self.promotions)
        self.campaigns = Campaigns(self.ground, self.settings, self.rights, self.promotions)
        self.tiers = Tiers(self.ground, self.rights)
        self.delivery = Delivery(self.ground, self.settings, self.rights)
        self.sealed_files = SealedFiles(self.ground, self.settings, self.rights)
        self.shifts = Shifts(self.ground, self.settings, self.rights)
        self.owner = self.a_person("程禾", Role.OWNER)
        self.senior = self.a_person("顾晚晴", Role.SENIOR)
        self.cashier = self.a_person("林小舟", Role.CASHIER)
        self.approval = Approval(self.owner.id, "老顾客")

    def ledgers(self) -> MemberLedgers:
        """Return every ledger of members."""
        door = (self.ground, self.settings, self.rights)
        return MemberLedgers(
            self.loyalty,
            StoredValue(*door, self.promotions),
            CreditLedger(*door),
            Gifts(*door),
            MemberMerging(*door),
            Referrals(*door),
            self.shifts,
            Erasing(self.ground, self.rights),
            CampusAgents(*door),
        )

    def a_person(self, name: str, role: Role) -> Actor:
        """Add someone to the staff; the PIN is never checked here."""
        person_id = self.ground.identifiers.next_id()
        with self.ground.database.write() as connection:
            row = {
                "id": person_id,
                "name": name,
                "role": role,
                "pin_verifier": b"",
                "position": 0,
                "created_at": self.clock.now(),
            }
            connection.execute(insert(person), row)
        return Actor(Person(person_id, name, role))

    def a_campaign(self, rule: str, **changes: Any) -> int:
        """Start a campaign of a rule now, for ten days; return its id."""
        limits = {name: changes.pop(name) for name in ("budget", "per_person") if name in changes}
        now = self.clock.now()
        draft = CampaignDraft("毕业季", rule, changes, now, now + timedelta(days=10), **limits)
        campaign_id = self.campaigns.save(self.owner, draft)
        self.campaigns.start(self.owner, campaign_id)
        return campaign_id

    def a_tier(self, name: str, spent_from: Money | None) -> int:
        """Add a tier; return its id."""
        self.tiers.add_tier(self.owner, name, spent_from)
        return next(one.id for one in self.tiers.list_tiers() if one.name == name)

    def a_member(self, phone: str = "13800002046") -> CustomerSnapshot:
        """Add a member without a sale."""
        added = Customers(self.ground, self.rights).add(self.cashier, "周宁", phone)
        return added.customer

    def open_shift(self, opening_float: Money = ZERO) -> ShiftSnapshot:
        """Open the shift of the cashier."""
        return self.shifts.open_shift(self.cashier, opening_float).shift

    @property
    def shift(self) -> ShiftSnapshot:
        """The open shift."""
        current = self.shifts.current()
        assert current is not None
        return current

    def a_product(
        self,
        code: str = "YJ100",
        *,
        price: int = 100_00,
        cost: int | None = 91_00,
        cards: int = 0,
        kind: ProductKind = ProductKind.CARD,
        name: str = "云境传说点卡",
        face_text: str = "100 元",
        **changes: object,
    ) -> ProductSnapshot:
        """Add a product, with some cards in stock at its cost."""
        draft = ProductDraft(
            code,
            name,
            kind,
            Money(price),
            face_text=face_text,
            **changes,  # type: ignore[arg-type]
        )
        product = self.catalog.add_product(self.owner, draft).product
        if cards:
            self.stock(
                product, [f"{code}-CARD-{number:04d}-SECRET" for number in range(cards)], cost
            )
        return self.checkout.get_product(product.id)

    def stock(
        self, product: ProductSnapshot, secrets: Sequence[str], cost: int | None = 91_00
    ) -> None:
        """Put cards into stock."""
        amount = None if cost is None else Money(cost)
        rows = [
            CardRow(line, None, Secret(text), None, amount) for line, text in enumerate(secrets)
        ]
        self.card_store.import_cards(self.owner, product.id, rows)

    def request(
        self, cart: Cart, *tenders: Tender, request_id: str = "r1", **changes: object
    ) -> SaleRequest:
        """Return a request that pays the cart in exact cash unless told otherwise."""
        total = self.checkout.price(cart).total
        changes.setdefault("answers", EVERY_ANSWER)
        return SaleRequest(
            request_id=request_id,
            cart=cart,
            shown_total=total,
            tenders=tenders or (cash_tender(total, total),),
            shift_id=self.shift.id,
            cashier_id=self.cashier.id,
            **changes,  # type: ignore[arg-type]
        )

    def sell(self, cart: Cart, *tenders: Tender, **changes: object) -> CompletedSale:
        """Sell a cart as the cashier."""
        return self.checkout.complete_sale(self.cashier, self.request(cart, *tenders, **changes))  # type: ignore[arg-type]


def by_code(method: TenderMethod, amount: Money, tail: str = "") -> Tender:
    """Return a payment by one of the shop's static codes."""
    return Tender(method, amount, bill_tail=tail)
