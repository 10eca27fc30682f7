"""A till with two accounts at two made-up shops that sell the same goods."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import cast
from urllib.parse import urlsplit

from desktop.connectors.http_call import HttpOutcome, PreparedCall, Transport
from desktop.connectors.http_client import HttpClient
from desktop.domain.fail_points import FailPoints, NoFailPoints
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from desktop.services.accounts import AccountDraft, Accounts
from desktop.services.connectivity import Connectivity
from desktop.services.purchasing import Purchasing
from desktop.services.recovery import Recovery
from desktop.services.stock_sync import StockSync
from tests.buying import APP_ID, APP_KEY, BuyingShop, Goods, ScriptedShop
from tests.shop import FrozenClock

FIRST, SECOND = "星桥卡盟", "聚源卡盟"


class DyingShop(ScriptedShop):
    """A shop that can be down, take its time, and die before or after a call of a kind.

    Attributes:
        is_down: nothing reaches it.
        dies_before: the call (its path) at which it goes down without seeing it.
        dies_after: the call that it still answers to itself, and nobody hears.
    """

    def __init__(self, clock: FrozenClock, prefix: str) -> None:
        super().__init__()
        self._clock = clock
        self._prefix = prefix
        self.is_down = False
        self.dies_before = ""
        self.dies_after = ""
        self.takes_seconds = 0

    def send(self, call: PreparedCall) -> HttpOutcome:
        path = urlsplit(call.url).path.rpartition("/")[2]
        if path == self.dies_before:
            self.is_down = True
        if self.is_down:
            return HttpOutcome(Transport.NOT_SENT, "refused")
        answer = super().send(call)
        if path == "trade":
            self._clock.pass_time(timedelta(seconds=self.takes_seconds))
        if path == self.dies_after:
            self.is_down = True
            return HttpOutcome(Transport.SENT_UNKNOWN, "reset")
        return answer

    def _delivery(self, goods: Goods, quantity: int) -> str:
        text = super()._delivery(goods, quantity)
        return text if goods.is_manual else text.replace(goods.code, f"{self._prefix}{goods.code}")


class TwoDoors:
    """Brings each call to the shop whose address it has."""

    def __init__(self, shops: dict[str, ScriptedShop]) -> None:
        self._shops = shops
        self.note: Callable[[PreparedCall, HttpOutcome], None] | None = None

    def send(self, call: PreparedCall) -> HttpOutcome:
        outcome = self._shop_of(call).send(call)
        if self.note is not None:
            self.note(call, outcome)
        return outcome

    @contextmanager
    def send_to_file(
        self, call: PreparedCall, on_progress: Callable[[int], bool] | None = None
    ) -> Iterator[HttpOutcome]:
        with self._shop_of(call).send_to_file(call, on_progress) as answer:
            yield answer

    def _shop_of(self, call: PreparedCall) -> ScriptedShop:
        return self._shops[urlsplit(call.url).hostname or ""]


class TwoAccountShop(BuyingShop):
    """One product, two sources: the first costs 91.00, the second 92.00.

    Args:
        fail_points: where the program may end.
        is_watched: the till listens to its calls for whether the network is there.
    """

    def __init__(self, fail_points: FailPoints | None = None, *, is_watched: bool = False) -> None:
        self.is_watched = is_watched
        super().__init__(fail_points=fail_points or NoFailPoints())

    def __post_init__(self) -> None:
        self.first = DyingShop(self.clock, "A")
        self.second = DyingShop(self.clock, "B")
        self.second.goods["YJ100"].price = "92.00"
        super().__post_init__()
        self.account_ids = (
            self.connect_to("first.example", FIRST),
            self.connect_to("second.example", SECOND),
        )
        found = [self.stock_sync.find_goods(one, "YJ100", "") for one in self.account_ids]
        self.goods_ids = tuple(goods.id for goods in found if goods is not None)
        product = self.stock_sync.adopt(self.owner, self.goods_ids[0], None, Money(100_00)).product
        self.stock_sync.add_source(self.owner, product.id, self.goods_ids[1])
        for account_id in self.account_ids:
            self.stock_sync.refresh_prices(account_id)
        self.product = self.checkout.get_product(product.id)

    def open_services(self) -> None:
        shops: dict[str, ScriptedShop] = {
            "first.example": self.first,
            "second.example": self.second,
        }
        doors = TwoDoors(shops)
        door = cast(HttpClient, doors)
        self.connectivity = Connectivity(self.ground, door)
        watch = self.connectivity if self.is_watched else None
        if self.is_watched:
            doors.note = self.connectivity.note
        self.accounts = Accounts(self.ground, self.rights, door)
        self.stock_sync = StockSync(self.ground, self.rights, self.catalog, door)
        self.purchasing = Purchasing(self.ground, self.rights, door, watch=watch)
        self.recovery = Recovery(self.ground, self.purchasing)

    def connect_to(self, host: str, name: str) -> int:
        draft = AccountDraft(
            "acg_faka",
            name,
            {"base_url": f"https://{host}", "app_id": APP_ID},
            {"app_key": Secret(APP_KEY)},
        )
        account_id = self.accounts.add(self.owner, draft).account.id
        self.stock_sync.sync([account_id])
        return account_id

    def source_names(self) -> list[str]:
        """The sources as the lists show them."""
        row = self.catalog.stock_row(self.product.id)
        return [source.account_name for source in row.sources]

    def order_counts(self) -> tuple[int, int]:
        """How many orders each shop really has."""
        return len(self.first.orders), len(self.second.orders)
