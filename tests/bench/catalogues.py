"""Made-up catalogues behind the HTTP door: one that answers whole, and one in pages.

The connectors are the real ones; only the network is made up, so that what is timed is our own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from desktop.connectors.http_call import HttpOutcome, PreparedCall, Transport
from desktop.connectors.http_client import HttpClient
from desktop.domain.secret import Secret
from desktop.services.accounts import AccountDraft
from desktop.services.stock_sync import StockSync, SyncReport
from tests.bench.shops import BenchShop
from tests.connectors.fakes.wholesale_server import Asked, Reply, WholesaleServer

CATEGORIES = 200
_PAGE_ROWS = 100
_DESCRIPTION = "自动发货，收到后请尽快使用。售后请联系客服。"
_BALANCE = {"acg_faka": {"balance": "5000.00", "shopName": "星桥"}, "kasushou": {"balance": "5000"}}
_ACCOUNTS = {
    "acg_faka": ({"app_id": "1001"}, {"app_key": Secret("0123456789ABCDEF")}),
    "kasushou": ({"app_id": "1001"}, {"api_key": Secret("0123456789ABCDEF")}),
}


CHANGES_OFTEN = 100
"""Every so-manieth of the goods has a cost that goes with the hours."""


def cost_of(number: int, day: int, hour: int = 0) -> str:
    """Return what goods cost: all change with the day, one in a hundred with the hour too."""
    fen = 1_000 + number % 9_000 + day + (0 if number % CHANGES_OFTEN else hour)
    return f"{fen // 100}.{fen % 100:02d}"


def name_of(number: int) -> str:
    """Return a name as platforms write them."""
    return f"云境传说点卡 {number:06d} 号 官方直充"


def whole_body(goods: int, day: int, hour: int = 0) -> bytes:
    """Return an ``items`` answer, about 235 bytes for each of the goods."""
    per_category = max(1, goods // CATEGORIES)
    categories = [
        {
            "id": start,
            "name": f"分类 {start // per_category}",
            "children": [
                _whole_entry(number, day, hour)
                for number in range(start, min(goods, start + per_category))
            ],
        }
        for start in range(0, goods, per_category)
    ]
    return json.dumps({"code": 200, "msg": "ok", "data": categories}, ensure_ascii=False).encode()


def _whole_entry(number: int, day: int, hour: int) -> dict[str, Any]:
    return {
        "id": number,
        "code": f"C{number:015d}",
        "name": name_of(number),
        "description": _DESCRIPTION,
        "user_price": cost_of(number, day, hour),
        "delivery_way": 0,
        "stock": number % 500,
        "minimum": 1,
        "maximum": 0,
        "status": 1,
        "widget": None,
        "config": "",
    }


class WholeDoor:
    """The door to a platform that answers its catalogue in one body."""

    platform = "acg_faka"

    def __init__(self) -> None:
        self.body_file = Path()

    def send(self, _call: PreparedCall) -> HttpOutcome:
        """Answer every other call like the balance."""
        return _answer({"code": 200, "msg": "ok", "data": _BALANCE[self.platform]})

    @contextmanager
    def send_to_file(
        self, _call: PreparedCall, on_progress: Callable[[int], bool] | None = None
    ) -> Iterator[HttpOutcome]:
        """Answer the catalogue."""
        if on_progress is not None:
            on_progress(self.body_file.stat().st_size)
        yield HttpOutcome(Transport.ANSWERED, "ok", 200, _JSON, body_file=self.body_file)


class PagedDoor:
    """The door to a platform that answers a hundred goods at a time."""

    platform = "kasushou"

    def __init__(self, goods: int) -> None:
        self.goods = goods
        self.day = 0

    def send(self, call: PreparedCall) -> HttpOutcome:
        """Answer a page, or the balance."""
        if not urlsplit(call.url).path.endswith("goods/list"):
            return _answer({"code": 200, "msg": "ok", "data": _BALANCE[self.platform]})
        start = (json.loads(call.body)["page"] - 1) * _PAGE_ROWS
        entries = [
            {
                "id": number + 1,
                "goods_name": name_of(number),
                "goods_price": cost_of(number, self.day),
                "stock_num": number % 500,
                "goods_type": 1,
                "status": 1,
                "goods_info": _DESCRIPTION,
            }
            for number in range(start, min(self.goods, start + _PAGE_ROWS))
        ]
        return _answer({"code": 200, "msg": "", "data": {"list": entries, "total": self.goods}})


_JSON = "application/json"


def _answer(value: object) -> HttpOutcome:
    body = json.dumps(value, ensure_ascii=False).encode()
    return HttpOutcome(Transport.ANSWERED, "ok", 200, _JSON, body)


class SyncingShop:
    """A shop with one account behind a made-up door."""

    def __init__(self, shop: BenchShop, door: WholeDoor | PagedDoor) -> None:
        self.shop = shop
        self._door = door
        self.account_id = add_account(self.shop, door.platform, "https://made-up.example")

    @property
    def stock_sync(self) -> StockSync:
        """The desk, with the made-up door in place of the network."""
        shop = self.shop.shop
        return StockSync(shop.ground, shop.rights, shop.catalog, cast(HttpClient, self._door))

    def sync(self) -> SyncReport:
        """Sync once, and refuse one that did not finish."""
        (report,) = self.stock_sync.sync([self.account_id])
        assert report.error is None, report.error
        return report


def add_account(shop: BenchShop, platform: str, base_url: str) -> int:
    """Add an account as the owner does; the platform is not asked."""
    values, secrets = _ACCOUNTS[platform]
    draft = AccountDraft(platform, "星桥", {"base_url": base_url, **values}, secrets)
    return shop.shop.accounts.add(shop.seller, draft).account.id


class WholeServer(WholesaleServer):
    """The same platform as ``WholeDoor`` on loopback, for a program of its own."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self._body = body

    def is_order(self, asked: Asked) -> bool:
        """Sell nothing."""
        del asked
        return False

    def answer(self, asked: Asked) -> Reply:
        """Answer the catalogue, or the balance."""
        if asked.path.endswith("/items"):
            return Reply(self._body)
        return Reply({"code": 200, "msg": "ok", "data": _BALANCE["acg_faka"]})
