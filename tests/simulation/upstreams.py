"""Made-up wholesale platforms of each kind, behind the HTTP door, and the line to them that lies.

One neutral dialect serves all kinds: what differs is what the platform does with our number. A
``trace`` travels with each order that no kind looks at; by it the tests know whose order it is.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from desktop.connectors.http_call import HttpOutcome, PreparedCall, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.base import (
    AccountAccess,
    Balance,
    Capabilities,
    CardDelivery,
    ConnectorField,
    Evidence,
    GoodsKind,
    GoodsPrice,
    GoodsRow,
    OrderRequest,
    PlatformRefusedError,
    PlatformSilentError,
    PriceGuard,
    QueryRequest,
    Quote,
    QuoteRequest,
    Repeat,
)
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass, UpstreamKind
from desktop.domain.purchase_settling import (
    CardParts,
    DeliveryProgress,
    OrderOutcome,
    UpstreamRules,
)
from desktop.domain.secret import Secret

GOODS: Final = "G1"
UNIT: Final = 91_00
_A_DAY: Final = 86_400
_LOST: Final = HttpOutcome(Transport.SENT_UNKNOWN, "deadline")
_PAGE: Final = HttpOutcome(Transport.ANSWERED, "ok", 200, "text/html", b"<html>fault</html>")
_BROKEN: Final = HttpOutcome(Transport.ANSWERED, "ok", 500, "text/html", b"oops")
_NOT_SENT: Final = HttpOutcome(Transport.NOT_SENT, "refused")

_BEFORE: Final = ("not_sent", "lost_before", "late", "page_before", "broken_before")
_AFTER: Final = ("lost_after", "page_after", "broken_after", "cut", "crossed", "crossed_before")
TROUBLES: Final = (*_BEFORE, *_AFTER)
QUIET_TROUBLES: Final = ("not_sent", "lost_before", "lost_after", "page_before", "cut")
"""What happens to calls that change nothing."""


@dataclass
class Order:
    """An order that the platform really has."""

    number: str
    own_number: str
    trace: str
    quantity: int
    amount: int
    visible_at: datetime
    cards: tuple[str, ...]
    state: str = "processing"
    asked: int = 0


@dataclass
class Upstream:
    """One platform and the line to it; stands in for ``HttpClient``.

    Attributes:
        kind: what a repeat of a number does; ``NO_NUMBER`` buys again.
        is_askable: orders can be asked for by our number, from replicas that lag.
        lag_seconds: the longest time until a replica shows a new order.
        late_seconds: the longest time a lost order may still be on its way.
        order_troubles: what may happen to an order on its way.
        is_down: nothing reaches it.
    """

    now: Callable[[], datetime]
    kind: UpstreamKind
    is_askable: bool
    name: str = "neutral"
    is_down: bool = False
    draw: random.Random = field(default_factory=random.Random)
    balance: int = 5_000_00
    stock: int = 50
    unit: int = UNIT
    trouble_share: float = 0.0
    lag_seconds: int = 0
    late_seconds: int = 0
    order_troubles: tuple[str, ...] = TROUBLES
    orders: list[Order] = field(default_factory=list)
    late: list[tuple[datetime, dict[str, Any]]] = field(default_factory=list)
    calls: int = 0
    faults: int = 0
    _cards: int = 0

    def fresh(self, seed: random.Random) -> None:
        """Forget everything but the cards already made, which must never repeat."""
        self.draw = seed
        self.orders, self.late = [], []
        self.calls = self.faults = 0
        self.unit = UNIT
        self.is_down = False

    # -- the line -----------------------------------------------------------------------------

    def send(self, call: PreparedCall) -> HttpOutcome:
        self.let_late_ones_arrive()
        self.calls += 1
        asked = json.loads(call.body)
        trouble = self._trouble(call.purpose)
        if trouble == "late":
            delay = timedelta(seconds=self.draw.randint(1, max(1, self.late_seconds)))
            self.late.append((self.now() + delay, asked))
        if trouble in _BEFORE:
            answers = (_NOT_SENT, _LOST, _LOST, _PAGE, _BROKEN)
            return answers[_BEFORE.index(trouble)]
        if trouble == "crossed_before":
            return self._crossed()
        body = json.dumps(self.answer(call.purpose, asked)).encode()
        if trouble == "crossed":
            return self._crossed()
        if trouble == "cut":
            return HttpOutcome(Transport.ANSWERED, "ok", 200, "application/json", body[:-3])
        if trouble:
            return (_LOST, _PAGE, _BROKEN)[_AFTER.index(trouble)]
        return HttpOutcome(Transport.ANSWERED, "ok", 200, "application/json", body)

    @contextmanager
    def send_to_file(
        self, call: PreparedCall, on_progress: Callable[[int], bool] | None = None
    ) -> Iterator[HttpOutcome]:
        raise NotImplementedError
        yield

    def let_late_ones_arrive(self, *, all_of_them: bool = False) -> None:
        """Let the orders arrive whose time has come."""
        due = [one for one in self.late if all_of_them or one[0] <= self.now()]
        self.late = [one for one in self.late if one not in due]
        for _, asked in due:
            self.answer("order", asked)

    def _trouble(self, purpose: str) -> str:
        if self.is_down:
            self.faults += 1
            return "not_sent"
        if self.draw.random() >= self.trouble_share:
            return ""
        self.faults += 1
        kinds = self.order_troubles if purpose == "order" else QUIET_TROUBLES
        return self.draw.choice(kinds)

    def _crossed(self) -> HttpOutcome:
        """Answer with some order's body, where the platform's answers say whose they are."""
        known = [one for one in self.orders if one.own_number]
        if not known:
            return _LOST
        body = json.dumps(self._told(self.draw.choice(known))).encode()
        return HttpOutcome(Transport.ANSWERED, "ok", 200, "application/json", body)

    # -- the platform -------------------------------------------------------------------------

    def answer(self, purpose: str, asked: dict[str, Any]) -> dict[str, Any]:
        if purpose == "balance":
            return {"ok": True, "balance": self.balance}
        if purpose == "quote":
            return {"ok": True, "total": self.unit * asked["quantity"]}
        return self._order(asked) if purpose == "order" else self._query(asked)

    def _order(self, asked: dict[str, Any]) -> dict[str, Any]:
        known = self._find(asked["own_number"])
        if known is not None and self.kind is UpstreamKind.SAME_ORDER:
            return self._told(known)
        if known is not None and self.kind is UpstreamKind.REFUSES_REPEAT:
            return {"ok": False, "code": "exists"}
        quantity, amount = asked["quantity"], self.unit * asked["quantity"]
        if self.unit > asked["ceiling"]:
            return {"ok": False, "code": "price"}
        if self.stock < quantity:
            return {"ok": False, "code": "stock"}
        if self.balance < amount:
            return {"ok": False, "code": "balance"}
        self.balance -= amount
        self.stock -= quantity
        lag = timedelta(seconds=self.draw.randint(0, self.lag_seconds))
        order = Order(
            number=f"U{len(self.orders) + 1:06d}",
            own_number=asked["own_number"] if self.kind is not UpstreamKind.NO_NUMBER else "",
            trace=asked["trace"],
            quantity=quantity,
            amount=amount,
            visible_at=self.now() + lag,
            cards=self._made(quantity),
        )
        self.orders.append(order)
        if self.kind is UpstreamKind.NO_NUMBER:
            order.state = "done"
        return self._told(order)

    def _query(self, asked: dict[str, Any]) -> dict[str, Any]:
        order = self._find(asked["own_number"]) if self.is_askable else None
        if order is None and asked["number"]:
            order = next((one for one in self.orders if one.number == asked["number"]), None)
        if order is None or order.visible_at > self.now():
            return {"ok": False, "code": "not_found"}
        order.asked += 1
        if order.state == "processing" and order.asked > self.draw.randint(0, 3):
            self._finish(order)
        return self._told(order)

    def _finish(self, order: Order) -> None:
        if self.draw.random() < 0.1:
            order.state = "refunded"
            self.balance += order.amount
        else:
            order.state = "done"

    def _find(self, own_number: str) -> Order | None:
        return next((one for one in self.orders if one.own_number == own_number != ""), None)

    def _made(self, quantity: int) -> tuple[str, ...]:
        self._cards += quantity
        made = range(self._cards, self._cards - quantity, -1)
        return tuple(f"SIM-{self.name}-{number:010d}" for number in made)

    def _told(self, order: Order) -> dict[str, Any]:
        is_done = order.state == "done"
        return {
            "ok": True,
            "own_number": order.own_number,
            "number": order.number,
            "state": order.state,
            "charged": order.amount,
            "cards": list(order.cards) if is_done else [],
        }


class Doors:
    """Brings each call to the platform whose address it has; stands in for ``HttpClient``."""

    def __init__(self, upstreams: Iterable[Upstream]) -> None:
        self._by_host = {f"{one.name}.example": one for one in upstreams}

    def send(self, call: PreparedCall) -> HttpOutcome:
        return self._by_host[urlsplit(call.url).hostname or ""].send(call)

    @contextmanager
    def send_to_file(
        self, call: PreparedCall, on_progress: Callable[[int], bool] | None = None
    ) -> Iterator[HttpOutcome]:
        raise NotImplementedError
        yield


class NeutralPlatform:
    """The connector of the neutral dialect; its rules are those of the kind it is made for."""

    def __init__(self, upstream: Upstream, *, is_dated: bool = False) -> None:
        self.key = upstream.name
        self.name = "中性平台"
        self.fields = (ConnectorField("app_key", "密钥", is_secret=True),)
        self.tried = Evidence.DOCUMENTS
        has_number = upstream.kind is not UpstreamKind.NO_NUMBER
        repeats = {
            UpstreamKind.SAME_ORDER: Repeat.SAME_ORDER,
            UpstreamKind.REFUSES_REPEAT: Repeat.ERROR,
            UpstreamKind.NO_NUMBER: Repeat.BUYS_AGAIN,
        }
        self.capabilities = Capabilities(
            has_own_number=has_number,
            can_query_by_own_number=upstream.is_askable,
            price_guard=PriceGuard.UNIT,
            delivery=CardDelivery.QUERY if has_number else CardDelivery.INLINE,
            repeat=repeats[upstream.kind],
            has_echoes=has_number,
            own_number_length=19 if has_number else 0,
        )
        self.rules = UpstreamRules(
            kind=upstream.kind,
            can_find_by_own_number=upstream.is_askable,
            is_repeat_harmless=has_number,
            repeat_window_seconds=_A_DAY,
            is_call_dated=is_dated,
        )

    def check_access(self, access: AccountAccess) -> None:
        del access

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        return Balance(Money(self._ask(door, access, "balance", {})["balance"]), "中性平台")

    def fetch_goods(
        self,
        door: HttpClient,
        access: AccountAccess,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        del door, access, on_progress
        return (GoodsRow(GOODS, None, "云境传说点卡 100 元", GoodsKind.CARD, Money(UNIT), 50),)

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        del door, access, upstream_id, variant
        return GoodsPrice(Money(UNIT), 50, GoodsKind.CARD)

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        total = self._ask(door, access, "quote", {"quantity": request.quantity})["total"]
        return Quote(Money(total), Money(-(-total // request.quantity)))

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        has_number = self.capabilities.has_own_number
        asked = {
            "own_number": request.own_number if has_number else "",
            "trace": request.own_number,
            "quantity": request.quantity,
            "ceiling": request.ceiling_unit.fen if request.ceiling_unit else None,
            "at": access.now().isoformat() if self.rules.is_call_dated else "",
        }
        return self._call("order", asked)

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        if answer.transport is Transport.NOT_SENT:
            return OrderOutcome(OutcomeClass.NOT_SENT, answer.reason)
        said = _said(answer)
        if said is None:
            return OrderOutcome(OutcomeClass.UNKNOWN, answer.reason)
        if said["ok"]:
            return self._read(said, request.own_number)
        if said["code"] == "exists":
            return OrderOutcome(OutcomeClass.DUPLICATE, "exists")
        return OrderOutcome(OutcomeClass.REJECTED, said["code"])

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall | None:
        del access
        is_askable = self.capabilities.can_query_by_own_number
        if request.upstream_number is None and not is_askable:
            return None
        number = request.own_number if is_askable else ""
        return self._call("query", {"own_number": number, "number": request.upstream_number})

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        said = _said(answer)
        if said is None:
            return OrderOutcome(OutcomeClass.UNKNOWN, answer.reason)
        if not said["ok"]:
            return OrderOutcome(OutcomeClass.UNKNOWN, "not_found", is_not_found=True)
        return self._read(said, request.own_number)

    def _read(self, said: dict[str, Any], own_number: str) -> OrderOutcome:
        if self.capabilities.has_echoes and said["own_number"] != own_number:
            return OrderOutcome(OutcomeClass.UNKNOWN, "crossed")
        progress = {
            "processing": DeliveryProgress.PROCESSING,
            "done": DeliveryProgress.DELIVERED,
            "refunded": DeliveryProgress.REFUNDED,
        }[said["state"]]
        return OrderOutcome(
            OutcomeClass.ACCEPTED,
            upstream_number=said["number"],
            charged=Money(said["charged"]),
            progress=progress,
            cards=tuple(CardParts(Secret(card)) for card in said["cards"]),
        )

    def _ask(
        self, door: HttpClient, access: AccountAccess, purpose: str, asked: dict[str, Any]
    ) -> dict[str, Any]:
        del access
        said = _said(door.send(self._call(purpose, asked)))
        if said is None:
            raise PlatformSilentError("garbage")
        if not said["ok"]:
            raise PlatformRefusedError(said["code"])
        return said

    def _call(self, purpose: str, asked: dict[str, Any]) -> PreparedCall:
        body = json.dumps(asked, sort_keys=True).encode()
        return PreparedCall(purpose, f"https://{self.key}.example/api", body)


def _said(answer: HttpOutcome) -> dict[str, Any] | None:
    if answer.transport is not Transport.ANSWERED:
        return None
    try:
        said = json.loads(answer.body)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None
