"""A made-up acg-faka shop behind the HTTP door, and a till that buys from it.

The connector is the real one: only the network between it and the shop is made up, so every answer
goes through signing, strict reading and the closed lists. What the shop did is asked of the shop.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from desktop.connectors.http_call import HttpOutcome, PreparedCall, Transport
from desktop.connectors.http_client import HttpClient
from desktop.domain.connection import FRESH_SECONDS, KNOCK_SECONDS
from desktop.domain.money import Money
from desktop.domain.product import ProductSnapshot
from desktop.domain.purchase import PurchaseState
from desktop.domain.secret import Secret
from desktop.services.accounts import AccountDraft, Accounts
from desktop.services.checkout import Checkout
from desktop.services.connectivity import Connectivity
from desktop.services.pending_sales import PendingSales
from desktop.services.purchase_watch import PurchaseWatch
from desktop.services.purchasing import PurchaseSnapshot, Purchasing
from desktop.services.recovery import Recovery
from desktop.services.stock_sync import StockSync
from tests.shop import RehearsalShop

APP_ID = "1001"
APP_KEY = "0123456789ABCDEF"
WAITING = "正在发货中，请耐心等待，如有疑问，请联系客服。"
APOLOGY = "很抱歉，有人在你付款之前抢走了商品，请联系客服。"


class Trouble(StrEnum):
    """What happens to one call on its way."""

    NONE = "none"
    NOT_SENT = "not_sent"
    LOST_BEFORE = "lost_before"
    LOST_AFTER = "lost_after"
    ARRIVES_LATE = "arrives_late"
    HTML_BEFORE = "html_before"
    HTML_AFTER = "html_after"
    ERROR_500 = "error_500"
    CUT_SHORT = "cut_short"


PAGE = HttpOutcome(Transport.ANSWERED, "ok", 200, "text/html", b"<html>fault</html>")
_BEFORE_THE_SHOP_ACTS = {
    Trouble.NOT_SENT: HttpOutcome(Transport.NOT_SENT, "refused"),
    Trouble.LOST_BEFORE: HttpOutcome(Transport.SENT_UNKNOWN, "deadline"),
    Trouble.ARRIVES_LATE: HttpOutcome(Transport.SENT_UNKNOWN, "deadline"),
    Trouble.HTML_BEFORE: PAGE,
    Trouble.ERROR_500: HttpOutcome(Transport.ANSWERED, "ok", 500, "text/html", b"oops"),
}


@dataclass
class Goods:
    """Something the made-up shop sells."""

    code: str = "YJ100"
    name: str = "云境传说点卡 100 元"
    price: str = "91.00"
    stock: int = 50
    is_manual: bool = False
    races: dict[str, str] = field(default_factory=dict)
    widgets: list[dict[str, str]] = field(default_factory=list)
    status: int = 1
    description: str = ""


@dataclass
class Order:
    """An order the made-up shop really has."""

    request_no: str
    trade_no: str
    code: str
    quantity: int
    amount: Decimal
    secret: str
    form: dict[str, str]


class ScriptedShop:
    """The shop's side: goods, balance, orders; and the troubles of the line to it.

    Attributes:
        troubles: what happens to the next orders, in turn; empty means nothing.
        line_troubles: the same for every other call.
        is_unplugged: no call gets out of this machine.
        calls: paths in the order in which they arrived or were lost.
    """

    def __init__(self) -> None:
        self.goods = {"YJ100": Goods()}
        self.balance = Decimal("5000.00")
        self.orders: dict[str, Order] = {}
        self.troubles: list[Trouble] = []
        self.line_troubles: list[Trouble] = []
        self.is_unplugged = False
        self.late: list[dict[str, str]] = []
        self.calls: list[str] = []
        self.forms: list[dict[str, str]] = []
        self.deliver: Callable[[Goods, int], str] | None = None
        self.charge: Callable[[Decimal], Decimal] | None = None
        self._cards = 0
        self._listener: Callable[[PreparedCall, HttpOutcome], None] | None = None

    # -- the line -----------------------------------------------------------------------------

    def tell_outcomes_to(self, listener: Callable[[PreparedCall, HttpOutcome], None]) -> None:
        self._listener = listener

    def send(self, call: PreparedCall) -> HttpOutcome:
        outcome = self._carried(call)
        if self._listener is not None:
            self._listener(call, outcome)
        return outcome

    def _carried(self, call: PreparedCall) -> HttpOutcome:
        path = urlsplit(call.url).path.rpartition("/")[2]
        form = dict(parse_qsl(call.body.decode(), keep_blank_values=True))
        self.calls.append(path)
        if self.is_unplugged:
            return _BEFORE_THE_SHOP_ACTS[Trouble.NOT_SENT]
        troubles = self.troubles if path == "trade" else self.line_troubles
        trouble = troubles.pop(0) if troubles else Trouble.NONE
        if trouble is Trouble.ARRIVES_LATE:
            self.late.append(form)
        if trouble in _BEFORE_THE_SHOP_ACTS:
            return _BEFORE_THE_SHOP_ACTS[trouble]
        envelope = self.answer(path, form)
        if envelope is None or trouble is Trouble.HTML_AFTER:
            return PAGE
        if trouble is Trouble.LOST_AFTER:
            return HttpOutcome(Transport.SENT_UNKNOWN, "deadline")
        body = json.dumps(envelope, ensure_ascii=False, default=_number).encode()
        if trouble is Trouble.CUT_SHORT:
            body = body[: len(body) // 2]
        return HttpOutcome(Transport.ANSWERED, "ok", 200, "application/json", body)

    @contextmanager
    def send_to_file(
        self, call: PreparedCall, on_progress: Callable[[int], bool] | None = None
    ) -> Iterator[HttpOutcome]:
        outcome = self.send(call)
        if on_progress is not None and not on_progress(len(outcome.body)):
            yield HttpOutcome(Transport.SENT_UNKNOWN, "stopped")
            return
        with TemporaryDirectory() as folder:
            path = Path(folder) / "body"
            path.write_bytes(outcome.body)
            is_answered = outcome.transport is Transport.ANSWERED
            yield HttpOutcome(
                outcome.transport,
                outcome.reason,
                outcome.status,
                outcome.content_type,
                body_file=path if is_answered else None,
            )

    def let_late_ones_arrive(self) -> None:
        while self.late:
            self.answer("trade", self.late.pop(0))

    # -- the shop -----------------------------------------------------------------------------

    def answer(self, path: str, form: dict[str, str]) -> dict[str, Any] | None:
        self.forms.append(form)
        doors = {
            "connect": self._connect,
            "items": self._items,
            "inventory": self._inventory,
            "valuation": self._valuation,
            "trade": self._trade,
            "query": self._query,
        }
        return doors[path](form) if path in doors else None

    def _connect(self, form: dict[str, str]) -> dict[str, Any]:
        return _yes({"shopName": "星桥卡盟", "balance": self.balance})

    def _items(self, form: dict[str, str]) -> dict[str, Any]:
        return _yes([{"id": 1, "name": "点卡", "children": self._children()}])

    def _valuation(self, form: dict[str, str]) -> dict[str, Any]:
        goods = self.goods.get(form["code"])
        if goods is None:
            return _no("商品不存在")
        return _yes({"price": str(self._unit(goods, form) * int(form["num"]))})

    def _query(self, form: dict[str, str]) -> dict[str, Any]:
        order = next((o for o in self.orders.values() if o.trade_no == form["tradeNo"]), None)
        if order is None:
            return _no("订单不存在")
        return _yes({"secret": order.secret, "widget": [], "status": 1})

    def _unit(self, goods: Goods, form: dict[str, str]) -> Decimal:
        return Decimal(goods.races.get(form.get("race", ""), goods.price))

    def _children(self) -> list[dict[str, Any]]:
        return [
            {
                "code": goods.code,
                "name": goods.name,
                "description": goods.description,
                "user_price": goods.price,
                "factory_price": "0.01",
                "delivery_way": int(goods.is_manual),
                "stock": goods.stock,
                "minimum": 0,
                "maximum": 0,
                "status": goods.status,
                "widget": json.dumps(goods.widgets, ensure_ascii=False) if goods.widgets else None,
                "config": _races_text("category", goods),
            }
            for goods in self.goods.values()
        ]

    def _inventory(self, form: dict[str, str]) -> dict[str, Any]:
        goods = self.goods.get(form["sharedCode"])
        if goods is None:
            return _no("商品不存在")
        config = _races_text("category", goods) + _races_text("category_factory", goods)
        return _yes(
            {
                "count": goods.stock,
                "delivery_way": int(goods.is_manual),
                "draft_status": 0,
                "price": goods.price,
                "user_price": goods.price,
                "config": config,
                "factory_price": Decimal(goods.price),
                "is_category": bool(goods.races),
            }
        )

    def _trade(self, form: dict[str, str]) -> dict[str, Any]:
        goods = self.goods.get(form["shared_code"])
        quantity = int(form["num"])
        if goods is None:
            return _no("商品不存在")
        if goods.stock < quantity:
            return _no("库存不足")
        if form["request_no"] in self.orders:
            return _no("The request ID already exists")
        amount = self._unit(goods, form) * quantity
        amount = self.charge(amount) if self.charge else amount
        if self.balance < amount:
            return _no("余额不足")
        self.balance -= amount
        goods.stock -= quantity
        order = Order(
            request_no=form["request_no"],
            trade_no=f"{260618000000000000 + len(self.orders)}",
            code=goods.code,
            quantity=quantity,
            amount=amount,
            secret=self._delivery(goods, quantity),
            form=form,
        )
        self.orders[order.request_no] = order
        return _yes(
            {
                "url": "https://shop.example/order",
                "amount": amount,
                "tradeNo": order.trade_no,
                "secret": order.secret,
                "leave_message": None,
                "stock": str(goods.stock),
            }
        )

    def _delivery(self, goods: Goods, quantity: int) -> str:
        if self.deliver is not None:
            return self.deliver(goods, quantity)
        if goods.is_manual:
            return WAITING
        cards = []
        for _ in range(quantity):
            self._cards += 1
            cards.append(f"{goods.code}-{self._cards:06d}----PW{self._cards * 7919:08d}")
        return "\n".join(cards)


def _yes(data: object) -> dict[str, Any]:
    return {"code": 200, "msg": "success", "data": data}


def _no(text: str) -> dict[str, Any]:
    return {"code": 0, "msg": text}


def _number(value: object) -> float:
    assert isinstance(value, Decimal)
    return float(value)


def _races_text(section: str, goods: Goods) -> str:
    if not goods.races:
        return ""
    lines = "".join(f"{race}={price}\n" for race, price in goods.races.items())
    return f"[{section}]\n{lines}"


class BuyingShop(RehearsalShop):
    """The shop with an account at the made-up platform, synced, and its goods adopted."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.platform = ScriptedShop()
        self.open_services()
        self.open_shift()

    def open_services(self) -> None:
        """Make the services anew, as a restart does; the database stays."""
        door = cast(HttpClient, self.platform)
        self.connectivity = Connectivity(self.ground, door)
        self.platform.tell_outcomes_to(self.connectivity.note)
        watch = self.connectivity
        self.checkout = Checkout(self.ground, self.settings, self.rights, watch, self.promotions)
        self.pending_sales = PendingSales(
            self.ground, self.settings, self.rights, watch, self.promotions
        )
        self.accounts = Accounts(self.ground, self.rights, door)
        self.stock_sync = StockSync(self.ground, self.rights, self.catalog, door)
        self.purchasing = Purchasing(self.ground, self.rights, door, watch=watch)
        self.purchase_watch = PurchaseWatch(self.ground)
        self.recovery = Recovery(self.ground, self.purchasing)

    def connect(self, name: str = "星桥卡盟") -> int:
        """Add the account and fetch its goods."""
        draft = AccountDraft(
            "acg_faka",
            name,
            {"base_url": "https://shop.example", "app_id": APP_ID},
            {"app_key": Secret(APP_KEY)},
        )
        account_id = self.accounts.add(self.owner, draft).account.id
        self.stock_sync.sync([account_id])
        return account_id

    def adopt(
        self, upstream_id: str = "YJ100", variant: str = "", price: int = 100_00
    ) -> ProductSnapshot:
        """Make a product of goods of the first account."""
        account = self.accounts.list_accounts()[0]
        goods = self.stock_sync.find_goods(account.id, upstream_id, variant)
        assert goods is not None
        product = self.stock_sync.adopt(self.owner, goods.id, None, Money(price)).product
        self.stock_sync.refresh_prices(account.id)
        return self.checkout.get_product(product.id)

    def unplug(self) -> None:
        """Pull the cable and let the shop find out, as the window does after a call that failed."""
        self.platform.is_unplugged = True
        self.clock.pass_time(timedelta(seconds=FRESH_SECONDS))
        self.connectivity.check(is_asked_for=True)

    def plug_in(self) -> None:
        """Put the cable back and let the shop find out at its next knock."""
        self.platform.is_unplugged = False
        self.clock.pass_time(timedelta(seconds=KNOCK_SECONDS[-1]))
        self.connectivity.check()

    def buy(
        self, product: ProductSnapshot, quantity: int = 1, ceiling: int = 95_00
    ) -> PurchaseSnapshot:
        """Buy into stock as the owner."""
        return self.purchasing.buy_into_stock(self.owner, product.id, quantity, Money(ceiling))

    def settle(self, purchase_id: int, rounds: int = 20) -> PurchaseSnapshot:
        """Let time pass and the machine run until it stops by itself or needs a person."""
        snapshot = self.purchasing.get(purchase_id)
        for _ in range(rounds):
            if snapshot.next_step_at is None and snapshot.state is not PurchaseState.PREPARED:
                return snapshot
            if snapshot.next_step_at is not None and snapshot.next_step_at > self.clock.now():
                self.clock.pass_time(snapshot.next_step_at - self.clock.now())
            snapshot = self.purchasing.advance(purchase_id)
        return snapshot
