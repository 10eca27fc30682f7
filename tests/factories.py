"""Makers of what a test needs to exist: a till with its back office, people with PINs, days of sales.

``RehearsalShop`` (tests/shop.py) is the counter; ``TillShop`` adds staff, counts, closes and reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from sqlalchemy import insert, update

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.cart import Cart
from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Actor, Role
from desktop.domain.product import ProductSnapshot
from desktop.domain.sale import ReturnReason, SaleSnapshot
from desktop.domain.secret import Secret
from desktop.domain.shift import DENOMINATIONS
from desktop.domain.tender import Tender, TenderMethod, cash_tender
from desktop.models.administration import person
from desktop.models.platform_accounts import platform_account
from desktop.security.argon import HashingCost
from desktop.security.pins import make_pin_verifier
from desktop.services.collection_codes import CollectionCode, CollectionCodes
from desktop.services.day_close import DayClose, DayClosed
from desktop.services.reporting import Reporting
from desktop.services.returns import RefundRequest, ReturnOutcome
from desktop.services.staff import Staff
from tests.shop import RehearsalShop

CHEAP = HashingCost(memory_kib=8, iterations=1, lanes=1)
"""Hashing that costs nothing: the stored verifier says what it cost."""
RIGHT_PIN = Secret("280417")
WRONG_PIN = Secret("905172")
SMALLEST_COIN = DENOMINATIONS[-1]


def in_notes(amount: Money) -> dict[Money, int]:
    """Return a count of notes and coins that makes an amount; it must be a multiple of 0.10."""
    counts: dict[Money, int] = {}
    left = amount.fen
    for note in DENOMINATIONS:
        counts[note], left = divmod(left, note.fen)
    assert left == 0, f"no coins for {amount}"
    return counts


@dataclass
class TillShop(RehearsalShop):
    """A shop with everything from the lock screen to the Z."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.staff = Staff(self.ground, self.rights)
        self.codes = CollectionCodes(self.ground, self.rights)
        self.reporting = Reporting(self.ground, self.settings)
        self.day_close = DayClose(
            self.ground, self.settings, self.rights, self.shifts, self.reporting
        )
        self._requests = count(1)

    def give_pin(self, actor: Actor, pin: Secret = RIGHT_PIN) -> None:
        """Set a person's PIN without the time a real hash takes."""
        verifier = make_pin_verifier(self.ground.vault, pin, self.ground.randomness, CHEAP)
        with self.ground.database.write() as connection:
            connection.execute(
                update(person).where(person.c.id == actor.id).values(pin_verifier=verifier)
            )

    def another_owner(self, name: str, pin: Secret) -> Actor:
        """Add a further owner with a PIN of their own."""
        owner = self.a_person(name, Role.OWNER)
        self.give_pin(owner, pin)
        return owner

    def a_code(
        self, method: TenderMethod = TenderMethod.WECHAT, label: str = "店长手机"
    ) -> CollectionCode:
        """Add a collection code."""
        return self.codes.add(self.owner, method, label, None, f"wxp://{label}").code

    def an_account(self, name: str, balance: Money | None = None) -> int:
        """Add a wholesale account by its row alone; no platform is behind it."""
        account_id = self.ground.identifiers.next_id()
        with self.ground.database.write() as connection:
            connection.execute(
                insert(platform_account).values(
                    id=account_id,
                    name=name,
                    platform="acg_faka",
                    fields="{}",
                    secrets_sealed=b"",
                    position=1,
                    balance=balance,
                    balance_at=self.clock.now() if balance is not None else None,
                    created_at=self.clock.now(),
                )
            )
        return account_id

    def a_sale(
        self,
        product: ProductSnapshot,
        quantity: int = 1,
        *,
        tenders: Mapping[TenderMethod, int] | None = None,
        off: int = 0,
        code_id: int | None = None,
        rounding: int = 0,
    ) -> SaleSnapshot:
        """Sell a product as the cashier.

        Args:
            product: what.
            quantity: pieces.
            tenders: fen by method; everything in exact cash by default.
            off: fen taken off the whole order.
            code_id: the collection code of every non-cash part.
            rounding: fen rounded off.
        """
        cart = Cart().with_product(product, quantity)
        if off:
            cart = cart.with_order_discount(Discount(DiscountKind.AMOUNT, amount=Money(off)))
        total = self.checkout.price(cart).total
        due = total - Money(rounding)
        parts = [
            cash_tender(Money(fen), Money(fen))
            if method is TenderMethod.CASH
            else Tender(method, Money(fen), collection_code_id=code_id, bill_tail="1234")
            for method, fen in (tenders or {TenderMethod.CASH: due.fen}).items()
        ]
        self.clock.pass_time(timedelta(minutes=1))
        return self.sell(
            cart,
            *parts,
            request_id=f"sale-{next(self._requests)}",
            rounding=Money(rounding),
            approval=self.approval,
        ).sale

    def a_refund(self, sale: SaleSnapshot, quantity: int = 1) -> ReturnOutcome:
        """Give back pieces of a sale's first line, with the owner's consent."""
        self.clock.pass_time(timedelta(minutes=1))
        return self.returns.refund(
            self.cashier,
            RefundRequest(
                f"refund-{next(self._requests)}",
                sale.id,
                {sale.lines[0].id: quantity},
                ReturnReason.GOODWILL,
                self.shift.id,
                "好意",
                approval=self.approval,
            ),
        )

    def a_void(self, sale: SaleSnapshot) -> ReturnOutcome:
        """Undo a sale before anything of it was seen."""
        self.clock.pass_time(timedelta(minutes=1))
        return self.returns.void(
            self.cashier,
            sale.id,
            "按错了",
            request_id=f"void-{next(self._requests)}",
            shift_id=self.shift.id,
            approval=self.approval,
        )

    def count_everything(self, *, short: Money = ZERO, on: date | None = None) -> None:
        """Type counts that agree with the books, but for cash that is short."""
        report = self.reporting.day_report(on or self.day_close.closing_date())
        there = report.cash.expected - short
        in_coins = Money(there.fen - there.fen % SMALLEST_COIN.fen)
        self.day_close.record_cash_count(self.cashier, in_notes(in_coins), on)
        totals: dict[TenderMethod | int, Money] = {
            TenderMethod(code.method) if code.code_id is None else code.code_id: code.expected
            for code in report.codes
        }
        self.day_close.record_tender_counts(self.cashier, totals, on)

    def close_day(self, **reasons: str) -> DayClosed:
        """Count everything and sign the Z as the owner; fen that no coin can pay are excused."""
        self.count_everything()
        return self.day_close.close_day(self.owner, {"cash": "没有分币", **reasons})

    def next_morning(self) -> None:
        """Let the night pass."""
        self.clock.pass_time(timedelta(hours=24))


def a_till() -> TillShop:
    """Return a shop with an open shift of 100 yuan change and PINs for its three people."""
    shop = TillShop()
    for actor, pin in (
        (shop.owner, RIGHT_PIN),
        (shop.senior, Secret("582093")),
        (shop.cashier, Secret("417305")),
    ):
        shop.give_pin(actor, pin)
    shop.open_shift(Money(100_00))
    return shop
