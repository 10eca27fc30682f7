"""One seed, one history, for each kind of platform: a till that buys, a line that lies, crashes.

A world may have a second account at a platform of another kind that sells the same goods: then the
till goes on there when the first has definitely failed, and both may be down for a while.

Real services and a real database; chance, time, the line, the platform and the owner are made up.
After a while faults stop, what was on its way arrives, and everything must come to rest.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, Self, cast

from sqlalchemy import bindparam, func, select

from desktop.connectors.http_client import HttpClient
from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.purchase import QUIET_SECONDS, PurchaseState, UpstreamKind
from desktop.domain.secret import Secret
from desktop.models.purchases import purchase
from desktop.services.accounts import AccountDraft, Accounts
from desktop.services.purchase_decisions import Decision, Verdict
from desktop.services.purchasing import Purchasing
from desktop.services.recovery import Recovery
from desktop.services.sourcing import PlatformShelf
from desktop.services.stock_sync import StockSync
from desktop.storage import ledger, schema
from desktop.storage.database import Database
from desktop.storage.prepared_statement import PreparedQuery
from desktop.storage.purchase_queries import count_cards_of
from tests.shop import RehearsalShop
from tests.simulation.purchase_world import BrokenPromiseError, Crash, Crashes
from tests.simulation.upstreams import (
    GOODS,
    TROUBLES,
    UNIT,
    Doors,
    NeutralPlatform,
    Order,
    Upstream,
)

S = PurchaseState
# A disk that needs no waiting, where there is one.
_MEMORY_DISK = Path("/dev/shm")
_NEVER_BOUGHT = frozenset({S.CANCELLED, S.REJECTED, S.NOT_PLACED})
_WITH_CARDS = frozenset({S.FULFILLED, S.ADOPTED})
_AT_REST = frozenset(PurchaseState) - {S.PREPARED, S.SENDING, S.UNKNOWN, S.ACCEPTED, S.HUMAN}
_INTENSITIES = (0.13, 0.45, 0.81)
_CRASH_CHANCES = (0.0, 0.02, 0.06, 0.15)
BENCH_SIZE = 40
"""Histories lived in one shop; a seed tells the same history only after those before it there."""
_MOST_ROUNDS = 1_000
_REFUSALS = frozenset({"out_of_stock", "balance_short", "below_floor", "no_source"})


class _Row(NamedTuple):
    """What the promises ask about a purchase."""

    id: int
    number: str
    state: PurchaseState
    account_id: int
    sale_line_id: int | None


_NEW_PURCHASES = PreparedQuery(
    select(*(purchase.c[name] for name in _Row._fields))
    .where(purchase.c.id > bindparam("before"))
    .order_by(purchase.c.id)
)


@dataclass(frozen=True)
class World:
    """What kind of platform there is and how bad the line is.

    Attributes:
        late_seconds: lost orders may arrive so much later; never later than the quiet time, because
            then a person who looks cannot see that they will.
        is_shared: other tills buy from the same account, and somebody tops it up.
        order_troubles: what may happen to an order on its way.
        partner: the platform of the second account, if there is one.
    """

    name: str
    kind: UpstreamKind
    is_askable: bool
    is_dated: bool = False
    lag_seconds: int = 0
    late_seconds: int = 590
    is_shared: bool = False
    order_troubles: tuple[str, ...] = TROUBLES
    partner: World | None = None

    @property
    def platforms(self) -> tuple[World, ...]:
        """The platforms with an account."""
        return (self,) if self.partner is None else (self, self.partner)


WORLDS = (
    World("A, asked by number", UpstreamKind.SAME_ORDER, is_askable=True, lag_seconds=240),
    World("A, asked by repeating", UpstreamKind.SAME_ORDER, is_askable=False, is_dated=True),
    World("B, asked by number", UpstreamKind.REFUSES_REPEAT, is_askable=True, lag_seconds=240),
    World("C, only this till", UpstreamKind.NO_NUMBER, is_askable=False, late_seconds=500),
    World(
        "C, shared account",
        UpstreamKind.NO_NUMBER,
        is_askable=False,
        late_seconds=500,
        is_shared=True,
    ),
    World(
        "A, then B",
        UpstreamKind.SAME_ORDER,
        is_askable=True,
        lag_seconds=240,
        partner=World("B", UpstreamKind.REFUSES_REPEAT, is_askable=True, lag_seconds=240),
    ),
    World(
        "C, then A",
        UpstreamKind.NO_NUMBER,
        is_askable=False,
        late_seconds=500,
        partner=World("A", UpstreamKind.SAME_ORDER, is_askable=False),
    ),
)


class KindShop(RehearsalShop):
    """A shop with an account at each made-up platform of its world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.crashes = Crashes()
        self._folder = TemporaryDirectory(dir=_MEMORY_DISK if _MEMORY_DISK.is_dir() else None)
        database = Database.open(Path(self._folder.name) / "katai.db")
        with database.write() as connection:
            schema.create_fresh(connection)
        super().__init__(fail_points=self.crashes, database=database)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.upstreams = tuple(
            Upstream(
                self.clock.now,
                one.kind,
                one.is_askable,
                name=f"neutral{number}",
                lag_seconds=one.lag_seconds,
                late_seconds=one.late_seconds,
                order_troubles=one.order_troubles,
            )
            for number, one in enumerate(self.world.platforms)
        )
        self.shelf = PlatformShelf(
            [
                NeutralPlatform(upstream, is_dated=one.is_dated)
                for upstream, one in zip(self.upstreams, self.world.platforms, strict=True)
            ]
        )
        self.open_services()
        self.open_shift()
        self.account_ids = tuple(self._connect(upstream.name) for upstream in self.upstreams)
        goods = [self.stock_sync.find_goods(one, GOODS, "") for one in self.account_ids]
        goods_ids = [one.id for one in goods if one is not None]
        adopted = self.stock_sync.adopt(self.owner, goods_ids[0], None, Money(100_00))
        self.product = adopted.product
        for goods_id in goods_ids[1:]:
            self.stock_sync.add_source(self.owner, self.product.id, goods_id)

    def close(self) -> None:
        """Close the database and take its folder away."""
        self.ground.database.close()
        self._folder.cleanup()

    def _connect(self, platform: str) -> int:
        secrets = {"app_key": Secret("0123456789ABCDEF")}
        draft = AccountDraft(platform, f"账号 {platform}", {}, secrets)
        account_id = self.accounts.add(self.owner, draft).account.id
        self.stock_sync.sync([account_id])
        return account_id

    def open_services(self) -> None:
        """Make the services anew, as a restart does; the database stays."""
        door = cast(HttpClient, Doors(self.upstreams))
        self.accounts = Accounts(self.ground, self.rights, door, self.shelf)
        self.stock_sync = StockSync(self.ground, self.rights, self.catalog, door, self.shelf)
        self.purchasing = Purchasing(self.ground, self.rights, door, self.shelf)
        self.recovery = Recovery(self.ground, self.purchasing)


class History:
    """One seed lived in a shop."""

    def __init__(self, shop: KindShop, seed: int) -> None:
        self.shop, self.seed = shop, seed
        self.draw = random.Random(f"{shop.world.name} {seed}")
        self.upstreams = shop.upstreams
        for upstream in self.upstreams:
            upstream.fresh(self.draw)
            upstream.balance = self.draw.choice([150_00, 400_00, 5_000_00])
            upstream.stock = self.draw.choice([1, 3, 40, 40])
            upstream.trouble_share = self.draw.choice(_INTENSITIES)
        shop.crashes.random, shop.crashes.count = self.draw, 0
        self.before = self._newest_id()

    # -- living -------------------------------------------------------------------------------

    def live(self) -> None:
        """Live it; raises ``BrokenPromiseError``."""
        self.shop.crashes.chance = self.draw.choice(_CRASH_CHANCES)
        needs = self.draw.randrange(1, 13)
        for _ in range(self.draw.randrange(40, 160)):
            before = (self.calls, self.shop.crashes.count)
            self._guarded(self._something, needs)
            if before != (self.calls, self.shop.crashes.count):
                self._check()
        self._calm_down()

    @property
    def calls(self) -> int:
        """How many calls reached a platform or were lost."""
        return sum(upstream.calls for upstream in self.upstreams)

    def _something(self, needs: int) -> None:
        choice = self.draw.random()
        if choice < 0.2 and len(self._rows()) < needs:
            self._need_something()
        elif choice < 0.52:
            self.shop.purchasing.advance_due()
        elif choice < 0.6:
            self.shop.purchasing.recheck()
        elif choice < 0.63:
            self._restart()
        elif choice < 0.66:
            self._any_upstream().unit = self.draw.choice([UNIT, UNIT, 94_00, 120_00])
        elif choice < 0.69 and self.shop.world.is_shared:
            self._others_use_the_account()
        elif choice < 0.72:
            self._owner_decides()
        elif choice < 0.76 and len(self.upstreams) > 1:
            upstream = self._any_upstream()
            upstream.is_down = not upstream.is_down
        else:
            self._wait()

    def _wait(self) -> None:
        """Let some time pass; more often than not, until the machine has something to do."""
        due = self.shop.purchasing.next_due_at()
        if due is not None and self.draw.random() < 0.6:
            step = max(due - self.shop.clock.now(), timedelta(seconds=1))
        else:
            step = timedelta(seconds=self.draw.choice([1, 3, 30, 400, 700]))
        self.shop.clock.pass_time(step)

    def _any_upstream(self) -> Upstream:
        return self.upstreams[0] if len(self.upstreams) == 1 else self.draw.choice(self.upstreams)

    def _need_something(self) -> None:
        quantity = self.draw.randrange(1, 4)
        try:
            if self.draw.random() < 0.5:
                product = self.shop.checkout.get_product(self.shop.product.id)
                cart = Cart().with_product(product, quantity)
                sold = self.shop.sell(cart, request_id=f"{self.seed}-{self.draw.random()}")
                for purchase_id in sold.purchases_to_start:
                    self.shop.purchasing.advance(purchase_id)
            else:
                buy = self.shop.purchasing.buy_into_stock
                buy(self.shop.owner, self.shop.product.id, quantity, Money(95_00))
        except BusinessRuleError as refused:
            if refused.code not in _REFUSALS:
                raise

    def _others_use_the_account(self) -> None:
        (upstream,) = self.upstreams
        if self.draw.random() < 0.3:
            upstream.balance += 500_00
            return
        asked = {"own_number": "", "trace": "", "quantity": 1, "ceiling": 200_00}
        upstream.answer("order", asked)

    def _owner_decides(self) -> None:
        """The owner looks at the platform's website, which shows what is there now."""
        for upstream in self.upstreams:
            upstream.let_late_ones_arrive()
        for row in self._rows():
            if row.state is S.HUMAN:
                self._decide(row)

    def _decide(self, row: Any) -> None:
        found = self._orders_of(row.number)
        decision = Decision(Verdict.NOT_PLACED)
        if found and found[0].state == "refunded":
            decision = Decision(Verdict.REFUNDED)
        elif found:
            cards = tuple(Secret(card) for card in found[0].cards)
            decision = Decision(Verdict.ADOPT, cards, found[0].number, Money(found[0].amount))
        try:
            self.shop.purchasing.decide(self.shop.owner, row.id, decision, "看过网站")
        except BusinessRuleError as refused:
            if refused.code == "order_may_arrive":
                return
            found_out = f"{row.number}: what the owner found was refused"
            raise self._violation(found_out) from refused

    def _guarded(self, act: Callable[..., None], *arguments: object) -> None:
        try:
            act(*arguments)
        except Crash:
            self._restart()

    def _restart(self) -> None:
        chance, self.shop.crashes.chance = self.shop.crashes.chance, 0.0
        self.shop.open_services()
        self.shop.recovery.run()
        self.shop.crashes.chance = chance

    def _calm_down(self) -> None:
        self.shop.crashes.chance = 0.0
        for upstream in self.upstreams:
            upstream.trouble_share, upstream.is_down = 0.0, False
        self._restart()
        for _ in range(_MOST_ROUNDS):
            self._owner_decides()
            due = self.shop.purchasing.next_due_at()
            if due is None:
                break
            step = max(due - self.shop.clock.now(), timedelta(seconds=1))
            self.shop.clock.pass_time(step)
            self.shop.purchasing.advance_due()
            self._check()
        self.shop.clock.pass_time(timedelta(seconds=QUIET_SECONDS))
        for upstream in self.upstreams:
            upstream.let_late_ones_arrive(all_of_them=True)
        self._owner_decides()
        self._check()
        for row in self._rows():
            if row.state not in _AT_REST:
                raise self._violation(f"{row.number} never settled: {row.state}")
        self._check_at_rest()

    # -- promises -----------------------------------------------------------------------------

    def _rows(self) -> list[Any]:
        with self.shop.ground.database.read() as connection:
            return [_Row(*row) for row in _NEW_PURCHASES.rows(connection, before=self.before)]

    def _newest_id(self) -> int:
        with self.shop.ground.database.read() as connection:
            return connection.scalar(select(func.max(purchase.c.id))) or 0

    def _orders_of(self, number: str) -> list[Order]:
        return [one for one in self._orders() if one.trace == number]

    def switches(self) -> int:
        """How often a line went on to another source."""
        rows = [row for row in self._rows() if row.sale_line_id is not None]
        return len(rows) - len({row.sale_line_id for row in rows})

    def lived(self) -> Lived:
        """Count what happened."""
        faults = sum(upstream.faults for upstream in self.upstreams)
        return Lived(self.calls, faults, self.shop.crashes.count, self.switches())

    def _orders(self) -> list[Order]:
        return [order for upstream in self.upstreams for order in upstream.orders]

    def _check(self) -> None:
        """Nothing bought twice, no order without a purchase, none called unbought."""
        counts = Counter(one.trace for one in self._orders() if one.trace)
        if any(count > 1 for count in counts.values()):
            raise self._violation("an order was bought twice")
        rows = {row.number: row for row in self._rows()}
        for number in counts:
            if number not in rows:
                raise self._violation(f"order {number} belongs to no purchase")
            self._check_bought(rows[number])
        for row in rows.values():
            if row.state in _WITH_CARDS and row.number not in counts:
                raise self._violation(f"{row.number} is called {row.state}, and no order exists")

        self._check_lines(rows, counts)
        for account_id, one in zip(self.shop.account_ids, self.shop.world.platforms, strict=True):
            unclear = [
                row
                for row in rows.values()
                if row.account_id == account_id and row.state in {S.SENDING, S.UNKNOWN}
            ]
            if one.kind is UpstreamKind.NO_NUMBER and len(unclear) > 1:
                raise self._violation("two orders without a number are unclear at once")

    def _check_lines(self, rows: dict[str, Any], counts: Counter[str]) -> None:
        """One order for a line, wherever it is, and one purchase that may still become one."""
        ordered = Counter(rows[number].sale_line_id for number in counts)
        del ordered[None]
        if any(count > 1 for count in ordered.values()):
            raise self._violation("a sale line was bought twice")
        alive = Counter(
            row.sale_line_id
            for row in rows.values()
            if row.sale_line_id is not None and row.state not in {S.REJECTED, S.CANCELLED}
        )
        if any(count > 1 for count in alive.values()):
            raise self._violation("a sale line has two purchases that may both be bought")

    def _check_bought(self, row: Any) -> None:
        (order,) = self._orders_of(row.number)
        if row.state in _NEVER_BOUGHT:
            raise self._violation(f"order {row.number} exists and is called {row.state}")
        if row.state is S.REFUNDED and order.state != "refunded":
            raise self._violation(f"{row.number} is called refunded, and is not")
        if row.state in _WITH_CARDS and self._cards_of(row.id) != order.quantity:
            raise self._violation(f"{row.number}: cards that were paid for are not in the store")

    def _cards_of(self, purchase_id: int) -> int:
        with self.shop.ground.database.read() as connection:
            return count_cards_of(connection, purchase_id)

    def _check_at_rest(self) -> None:
        with self.shop.ground.database.read() as connection:
            if not ledger.verify(connection, self.shop.ground.vault).ok:
                raise self._violation("the ledger does not verify")
        if len(self.upstreams) > 1:
            self._check_that_every_source_was_tried()

    def _check_that_every_source_was_tried(self) -> None:
        """A line whose source failed is given up only when the other one failed as well."""
        by_line: dict[int, list[Any]] = {}
        for row in sorted(self._rows(), key=lambda one: one.id):
            if row.sale_line_id is not None:
                by_line.setdefault(row.sale_line_id, []).append(row)
        for made in by_line.values():
            is_failed = made[-1].state in {S.REJECTED, S.CANCELLED}
            if is_failed and {row.account_id for row in made} != set(self.shop.account_ids):
                raise self._violation(f"{made[-1].number} failed and nobody else was asked")
            if len({row.account_id for row in made}) != len(made):
                raise self._violation(f"{made[-1].number}: a source was tried twice for a line")

    def _violation(self, what: str) -> BrokenPromiseError:
        return BrokenPromiseError(f"world={self.shop.world.name} seed={self.seed}: {what}")


@dataclass
class Lived:
    """What happened in many histories."""

    calls: int = 0
    faults: int = 0
    crashes: int = 0
    switches: int = 0

    def __iadd__(self, other: Lived) -> Self:
        self.calls += other.calls
        self.faults += other.faults
        self.crashes += other.crashes
        self.switches += other.switches
        return self

    def __str__(self) -> str:
        share = 100 * self.faults / max(1, self.calls)
        return f"{self.calls} calls, {share:.1f} % faulted, {self.crashes} crashes"


def stretches(first_seed: int = 0) -> Iterator[range]:
    """Give seeds without end, as many at a time as are lived in one shop."""
    while True:
        yield range(first_seed, first_seed + BENCH_SIZE)
        first_seed += BENCH_SIZE


def live(world: World, seeds: range) -> Lived:
    """Live histories. Raises ``BrokenPromiseError`` naming its world and seed."""
    lived = Lived()
    for first in range(seeds.start, seeds.stop, BENCH_SIZE):
        with closing(KindShop(world)) as shop:
            for seed in range(first, min(first + BENCH_SIZE, seeds.stop)):
                history = History(shop, seed)
                history.live()
                lived += history.lived()
    return lived
