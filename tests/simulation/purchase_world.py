"""One seed, one history: a till that buys over a line that lies, and crashes where it hurts.

Real services, a real database, the real connector; chance, time, the line and the shop are made up.
Single thread. After a while faults stop, and everything must settle.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from desktop.domain.cart import Cart
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import ProductSnapshot
from desktop.domain.purchase import PurchaseState
from desktop.models.card_secrets import card_batch, card_secret
from desktop.models.platform_accounts import platform_account
from desktop.models.purchases import purchase
from desktop.models.sales import sale_line
from desktop.storage import ledger
from tests.buying import APOLOGY, WAITING, BuyingShop, Goods, Order, ScriptedShop, Trouble

S = PurchaseState
NEVER_BOUGHT = {S.PREPARED, S.CANCELLED, S.REJECTED, S.NOT_PLACED}
SETTLED = frozenset(PurchaseState) - {S.PREPARED, S.SENDING, S.UNKNOWN}
INTENSITIES = (0.13, 0.45, 0.81)
CRASH_CHANCES = (0.0, 0.01, 0.05, 0.15)
_FROZEN = select(platform_account.c.id).where(platform_account.c.is_frozen)
_ORDER_TROUBLES = [one for one in Trouble if one is not Trouble.NONE]
_LINE_TROUBLES = [Trouble.NOT_SENT, Trouble.LOST_BEFORE, Trouble.HTML_BEFORE, Trouble.ERROR_500]


class Crash(BaseException):
    """The program ends here."""


class BrokenPromiseError(AssertionError):
    """A promise was broken."""


@dataclass
class Crashes:
    """Fail points that end the program by chance."""

    chance: float = 0.0
    random: random.Random = field(default_factory=random.Random)
    count: int = 0

    def reached(self, name: str) -> None:
        del name
        if self.chance and self.random.random() < self.chance:
            self.count += 1
            raise Crash


class FaultyLine(list[Trouble]):
    """Draws a trouble whenever one is asked for, as long as there are faults."""

    def __init__(self, chance: float, kinds: Sequence[Trouble], draw: random.Random) -> None:
        super().__init__()
        self.chance = chance
        self._kinds = kinds
        self._draw = draw

    def __bool__(self) -> bool:
        return True

    def pop(self, index: int = 0) -> Trouble:  # type: ignore[override]
        del index
        if self._draw.random() < self.chance:
            return self._draw.choice(self._kinds)
        return Trouble.NONE


@dataclass
class Bench:
    """A shop used for many histories, because making one takes longer than living one."""

    def __post_init__(self) -> None:
        self.crashes = Crashes()
        self.shop = BuyingShop(fail_points=self.crashes)
        self.shop.platform.goods["HF50"] = Goods("HF50", "手机话费 50 元", "49.20", is_manual=True)
        self.shop.connect()
        self.card = self.shop.adopt()
        self.by_hand = self.shop.adopt("HF50", price=50_00)
        self.cards_made = 0


class History:
    """One seed lived on a bench."""

    def __init__(self, bench: Bench, seed: int) -> None:
        self.draw = random.Random(seed)
        self.seed = seed
        self.bench = bench
        self.shop = bench.shop
        self.platform = self._fresh_platform()
        self.crashes = bench.crashes
        self.crashes.random = self.draw
        self.crashes.count = 0
        self.bought: set[int] = set()
        self.calls = 0

    def _fresh_platform(self) -> ScriptedShop:
        platform = self.shop.platform
        platform.orders.clear()
        platform.late.clear()
        platform.calls.clear()
        platform.forms.clear()
        platform.goods["YJ100"].stock = self.draw.choice([1, 3, 40, 40])
        platform.goods["YJ100"].price = "91.00"
        platform.balance = Decimal(self.draw.choice([150, 400, 5000, 5000]))
        intensity = self.draw.choice(INTENSITIES)
        platform.troubles = FaultyLine(intensity, _ORDER_TROUBLES, self.draw)
        platform.line_troubles = FaultyLine(intensity / 3, _LINE_TROUBLES, self.draw)
        platform.deliver = self._deliver
        platform.charge = self._charge
        return platform

    def _deliver(self, goods: Goods, quantity: int) -> str:
        if goods.is_manual:
            return WAITING
        if self.draw.random() < 0.03:
            return APOLOGY
        short = 1 if quantity > 1 and self.draw.random() < 0.05 else 0
        cards = []
        for _ in range(quantity - short):
            self.bench.cards_made += 1
            cards.append(f"{goods.code}-{self.bench.cards_made:09d}----{self.bench.cards_made}")
        return "\n".join(cards)

    def _charge(self, amount: Decimal) -> Decimal:
        return amount + 30 if self.draw.random() < 0.02 else amount

    # -- living -------------------------------------------------------------------------------

    def live(self) -> None:
        self.crashes.chance = self.draw.choice(CRASH_CHANCES)
        needs = self.draw.randrange(1, 5)
        for _ in range(self.draw.randrange(10, 30)):
            before = len(self.platform.forms), self.crashes.count
            self._guarded(self._something, needs)
            if before != (len(self.platform.forms), self.crashes.count):
                self._check()
        self._calm_down()

    def _something(self, needs: int) -> None:
        choice = self.draw.random()
        if choice < 0.3 and len(self.bought) < needs:
            self._need_something()
        elif choice < 0.7:
            self.shop.purchasing.advance_due()
        elif choice < 0.8:
            self.shop.purchasing.recheck()
        elif choice < 0.85:
            self.platform.let_late_ones_arrive()
        elif choice < 0.88:
            self._restart()
        elif choice < 0.91:
            self.platform.goods["YJ100"].price = self.draw.choice(["91.00", "94.00", "120.00"])
        elif choice < 0.94:
            self._answer_by_hand()
        else:
            self.shop.clock.pass_time(timedelta(seconds=self.draw.choice([1, 3, 30, 400])))
        self._release()

    def _need_something(self) -> None:
        before = self._all_ids()
        try:
            self._order_something()
        finally:
            self.bought |= self._all_ids() - before

    def _order_something(self) -> None:
        kind = self.draw.random()
        try:
            if kind < 0.4:
                self._sell(self.bench.card, self.draw.randrange(1, 3))
            elif kind < 0.55:
                self._sell(self.bench.by_hand, 1)
            else:
                quantity = self.draw.randrange(1, 4)
                self.shop.purchasing.buy_into_stock(
                    self.shop.owner, self.bench.card.id, quantity, Money(95_00)
                )
        except BusinessRuleError as refused:
            if refused.code not in {"out_of_stock", "balance_short", "below_floor", "no_source"}:
                raise

    def _sell(self, product: ProductSnapshot, quantity: int) -> None:
        product = self.shop.checkout.get_product(product.id)
        request_id = f"{self.seed}-{self.draw.random()}"
        sold = self.shop.sell(Cart().with_product(product, quantity), request_id=request_id)
        for purchase_id in sold.purchases_to_start:
            self.shop.purchasing.advance(purchase_id)

    def _answer_by_hand(self) -> None:
        for order in self.platform.orders.values():
            if order.secret == WAITING:
                order.secret = "充值成功"

    def _release(self) -> None:
        with self.shop.ground.database.read() as connection:
            frozen = connection.scalars(_FROZEN).all()
        for account_id in frozen:
            self.shop.accounts.release(self.shop.owner, account_id)

    def _guarded(self, act, *arguments: object) -> None:
        try:
            act(*arguments)
        except Crash:
            self._restart()

    def _restart(self) -> None:
        chance, self.crashes.chance = self.crashes.chance, 0.0
        self.calls += len(self.platform.calls)
        self.platform.calls.clear()
        self.shop.open_services()
        self.shop.recovery.run()
        self.crashes.chance = chance

    def _calm_down(self) -> None:
        """Faults stop; what was on its way arrives; everything must come to rest."""
        self.crashes.chance = 0.0
        self.platform.troubles.chance = 0.0  # type: ignore[attr-defined]
        self.platform.line_troubles.chance = 0.0  # type: ignore[attr-defined]
        self.platform.let_late_ones_arrive()
        self._restart()
        self._release()
        for _ in range(12):
            due = self.shop.purchasing.next_due_at()
            if due is None:
                break
            self.shop.clock.pass_time(max(due - self.shop.clock.now(), timedelta(seconds=1)))
            self.shop.purchasing.advance_due()
            self._release()
            self._check()
        for row in self._rows():
            if row.state not in SETTLED:
                raise self._violation(f"{row.number} never settled: {row.state}")
        self._check()
        self._check_at_rest()

    # -- promises -----------------------------------------------------------------------------

    def _rows(self):
        with self.shop.ground.database.read() as connection:
            wanted = purchase.c.id.in_(list(self.bought))
            return connection.execute(select(purchase).where(wanted)).all()

    def _all_ids(self) -> set[int]:
        with self.shop.ground.database.read() as connection:
            return set(connection.scalars(select(purchase.c.id)))

    def _check(self) -> None:
        """No order without a purchase, none called unbought, no need bought twice."""
        rows = self._rows()
        by_number = {row.number: row for row in rows}
        by_line: dict[int, int] = {}
        for number, order in self.platform.orders.items():
            row = by_number.get(number)
            if row is None:
                raise self._violation(f"order {number} belongs to no purchase")
            if row.state in NEVER_BOUGHT and self._was_told(row):
                raise self._violation(f"order {number} was charged and is called {row.state}")
            if row.sale_line_id is not None:
                by_line[row.sale_line_id] = by_line.get(row.sale_line_id, 0) + 1
            self._check_cards(row, order)
        if any(count > 1 for count in by_line.values()):
            raise self._violation("a sale line was bought twice")
        for row in rows:
            if row.state is S.FULFILLED and row.number not in self.platform.orders:
                raise self._violation(f"{row.number} is called fulfilled, and no order exists")

    def _was_told(self, row) -> bool:
        """A purchase that is prepared may be about to learn of its order; a final one may not."""
        return row.state is not S.PREPARED or row.send_count == 0

    def _check_cards(self, row, order: Order) -> None:
        if row.state not in {S.FULFILLED, S.PARTIAL} or order.code != "YJ100":
            return
        with self.shop.ground.database.read() as connection:
            ids = connection.scalars(
                select(card_secret.c.id)
                .join(card_batch, card_batch.c.id == card_secret.c.batch_id)
                .where(card_batch.c.purchase_id == row.id)
            ).all()
        if len(ids) != len(order.secret.split("\n")):
            raise self._violation(f"{row.number}: cards that were paid for are not in the store")

    def _check_at_rest(self) -> None:
        with self.shop.ground.database.read() as connection:
            if not ledger.verify(connection, self.shop.ground.vault).ok:
                raise self._violation("the ledger does not verify")
            for row in self._rows_of_lines(connection):
                self._check_line(row)

    def _rows_of_lines(self, connection):
        return connection.execute(
            select(sale_line.c.delivery_state, purchase.c.state, purchase.c.number)
            .join(purchase, purchase.c.sale_line_id == sale_line.c.id)
            .where(purchase.c.id.in_(list(self.bought)))
        ).all()

    def _check_line(self, row) -> None:
        has_goods = row.state in {S.FULFILLED, S.ADOPTED}
        if has_goods != (row.delivery_state is DeliveryState.ARRIVED):
            raise self._violation(
                f"line of {row.number}: {row.delivery_state}, purchase {row.state}"
            )
        if row.state is S.HUMAN and row.delivery_state is not DeliveryState.UNKNOWN:
            raise self._violation(f"line of {row.number} is called {row.delivery_state}")

    def _violation(self, what: str) -> BrokenPromiseError:
        return BrokenPromiseError(f"seed={self.seed}: {what}")


def live(seeds: range, *, bench_size: int = 40) -> tuple[int, int]:
    """Live histories; return platform calls and crashes. Raises ``BrokenPromiseError`` naming its seed."""
    calls = crashes = 0
    bench = Bench()
    for position, seed in enumerate(seeds):
        if position % bench_size == 0:
            bench = Bench()
        history = History(bench, seed)
        history.live()
        calls += history.calls + len(history.platform.calls)
        crashes += history.crashes.count
    return calls, crashes
