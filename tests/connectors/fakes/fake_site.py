"""A made-up wholesale site on loopback: goods, a balance, orders, and a line that can break.

What it sells and charges is kept in memory whatever happens to the answer, as a real site does. How
it speaks is each platform's own fake: written from the sheet, with a signature check of its own.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, TypeVar

SiteT = TypeVar("SiteT", bound="FakeSite")
PAGE = "<html><body>502 Bad Gateway</body></html>"


class Trouble(StrEnum):
    """What happens to one order call on its way."""

    NONE = "none"
    LOST_BEFORE = "lost_before"
    LOST_AFTER = "lost_after"
    PAGE_BEFORE = "page_before"
    PAGE_AFTER = "page_after"
    FAULT_AFTER = "fault_after"
    """The site has acted, and says in its own words that it does not know."""


class Fate(StrEnum):
    """How the site will end an order."""

    DONE = "done"
    REFUNDED = "refunded"
    PARTLY_REFUNDED = "partly_refunded"
    FAILED = "failed"
    """Given up, and the money stays there."""
    SHORT = "short"
    """Done with a card less than was paid for."""


@dataclass
class Goods:
    """Something the site sells.

    Attributes:
        fields: what it asks the buyer for, in the site's own words.
        details: whatever else the site's own answers hold about it.
    """

    number: int
    name: str
    price: str
    is_card: bool = True
    stock: int = 50
    is_on_sale: bool = True
    least: int = 1
    most: int = 10
    fields: list[dict[str, Any]] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)


@dataclass
class Order:
    """An order the site really has.

    Attributes:
        polls: how often it was asked for; the goods come while it is being asked for.
    """

    number: str
    own_number: str
    goods: Goods
    quantity: int
    charged: Decimal
    fate: Fate
    filled_in: Any = None
    polls: int = 0
    cards: list[tuple[str, str]] = field(default_factory=list)

    @property
    def returned(self) -> Decimal:
        """How much went back to the account."""
        if self.fate is Fate.REFUNDED:
            return self.charged
        return self.charged / 2 if self.fate is Fate.PARTLY_REFUNDED else Decimal(0)


class RefusedError(Exception):
    """The site says no: its code and its words."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class FakeSite:
    """One site. A subclass gives ``routes`` and the words.

    Attributes:
        order_path: where orders are taken; only there are troubles met.
        fault: how the site says that it does not know what became of a call.
        troubles: what happens to the next orders, in turn; empty means nothing.
        received: every body, as it came, by path.
    """

    order_path = ""
    fault: ClassVar[Mapping[str, Any]] = {}
    number_prefix = "API0919526"

    def __init__(self) -> None:
        self.goods: dict[int, Goods] = {}
        self.balance = Decimal("5000.0000")
        self.orders: list[Order] = []
        self.fate = Fate.DONE
        self.troubles: list[Trouble] = []
        self.received: list[tuple[str, dict[str, Any]]] = []
        self.url = ""
        self._lock = threading.Lock()

    def sell(self, goods: Goods) -> None:
        self.goods[goods.number] = goods

    def paths(self) -> list[str]:
        """Return what was asked for, in order."""
        return [path for path, _ in self.received]

    def orders_of(self, own_number: str) -> list[Order]:
        """Return the orders under a number of ours: a second one would be a double purchase."""
        return [order for order in self.orders if order.own_number == own_number]

    # -- what each platform says ----------------------------------------------------------------

    @property
    def routes(self) -> Mapping[str, Callable[[dict[str, Any]], Any]]:
        raise NotImplementedError

    def check_signature(self, headers: Mapping[str, str], body: bytes) -> None:
        """Raise ``RefusedError`` for a call that is not signed as the sheet says."""
        raise NotImplementedError

    def say_yes(self, data: Any) -> dict[str, Any]:
        raise NotImplementedError

    def say_no(self, refusal: RefusedError) -> dict[str, Any]:
        return {"code": refusal.code, "msg": refusal.text, "data": []}

    # -- the line -------------------------------------------------------------------------------

    def respond(self, path: str, headers: Mapping[str, str], body: bytes) -> str | None:
        """Return the page to answer with, or None to hang up."""
        is_order = path == self.order_path
        with self._lock:
            trouble = self.troubles.pop(0) if is_order and self.troubles else Trouble.NONE
            if trouble in {Trouble.LOST_BEFORE, Trouble.PAGE_BEFORE}:
                return None if trouble is Trouble.LOST_BEFORE else PAGE
            answer = self.answer(path, headers, body)
        if trouble is Trouble.LOST_AFTER:
            return None
        if trouble is Trouble.FAULT_AFTER:
            return as_json(self.fault)
        return PAGE if answer is None or trouble is Trouble.PAGE_AFTER else as_json(answer)

    def answer(self, path: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any] | None:
        if path not in self.routes:
            return None
        try:
            self.check_signature(headers, body)
            asked = json.loads(body or b"{}")
            self.received.append((path, asked))
            return self.say_yes(self.routes[path](asked))
        except RefusedError as refusal:
            return self.say_no(refusal)

    # -- selling --------------------------------------------------------------------------------

    def take_order(
        self, goods: Goods, own_number: str, quantity: int, charge: Decimal, filled_in: Any = None
    ) -> Order:
        """Charge and keep an order that has passed every check."""
        self.balance -= charge
        goods.stock -= quantity
        order = Order(
            number=f"{self.number_prefix}{len(self.orders):05d}",
            own_number=own_number,
            goods=goods,
            quantity=quantity,
            charged=charge,
            fate=self.fate,
            filled_in=filled_in,
        )
        count = quantity - (self.fate is Fate.SHORT)
        order.cards = [
            (f"{goods.number}-{len(self.orders)}-{at}", f"PW{len(self.orders)}x{at}")
            for at in range(count)
        ]
        if order.fate in {Fate.REFUNDED, Fate.PARTLY_REFUNDED}:
            self.balance += order.returned
        self.orders.append(order)
        return order


def as_json(value: Any) -> str:
    """Return JSON with decimals as the digits they have; some are texts, some are numbers."""

    def plain(one: Any) -> Any:
        if isinstance(one, Decimal):
            return float(one)
        raise TypeError(one)

    return json.dumps(value, ensure_ascii=False, default=plain)


def _handler_for(site: FakeSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            page = site.respond(self.path, dict(self.headers.items()), body)
            if page is None:
                self.close_connection = True
                return
            content = page.encode()
            is_json = not page.startswith("<")
            kind = "application/json;charset=utf-8" if is_json else "text/html"
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

    return Handler


@contextmanager
def running(site: SiteT) -> Iterator[SiteT]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(site))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
