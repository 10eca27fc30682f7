"""What the practice shop remembers: one member, goods, orders. On disk before it is answered.

Belongs here: the SQLite file and the one transaction of an order.
Does not belong here: wording of answers (``dialect``), faults.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.practice.server.goods import GOODS, generated_goods

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.practice.server.goods import SeedGoods

APP_ID: Final = "1001"
SHOP_NAME: Final = "练习卡盟"
WAITING_TEXT: Final = "正在发货中，请耐心等待，如有疑问，请联系客服。"
_OPENING_BALANCE_FEN: Final = 500_000
_VARIANTS_PER_GOODS: Final = 100
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS goods (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, category TEXT NOT NULL, name TEXT NOT NULL,
    fen INTEGER NOT NULL, stock INTEGER NOT NULL, is_manual INTEGER NOT NULL,
    widgets TEXT NOT NULL, minimum INTEGER NOT NULL, maximum INTEGER NOT NULL,
    is_on_sale INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS races (
    code TEXT NOT NULL, race TEXT NOT NULL, position INTEGER NOT NULL, fen INTEGER NOT NULL,
    stock INTEGER NOT NULL, PRIMARY KEY (code, race)) STRICT;
CREATE TABLE IF NOT EXISTS member (
    app_id TEXT PRIMARY KEY, app_key TEXT NOT NULL, fen INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT, trade_no TEXT NOT NULL UNIQUE, request_no TEXT UNIQUE,
    code TEXT NOT NULL, race TEXT NOT NULL, num INTEGER NOT NULL, fen INTEGER NOT NULL,
    secret TEXT NOT NULL, widget TEXT, done_text TEXT, done_at REAL,
    placed_at REAL NOT NULL) STRICT;
"""


class NumberExistsError(Exception):
    """The request number was used before."""


class NotEnoughBalanceError(Exception):
    """The member cannot pay; nothing was written."""


class NotEnoughStockError(Exception):
    """Somebody else was faster; nothing was written."""


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods as they stand now; ``races`` are (name, price in fen, stock)."""

    id: int
    code: str
    category: str
    name: str
    fen: int
    stock: int
    is_manual: bool
    widgets: tuple[dict[str, str], ...]
    minimum: int
    maximum: int
    is_on_sale: bool
    races: tuple[tuple[str, int, int], ...]

    def unit_fen(self, race: str) -> int:
        """Return the member's price of one."""
        return next((fen for name, fen, _ in self.races if name == race), self.fen)

    def stock_of(self, race: str) -> int:
        """Return what is left of a race, or of everything."""
        if self.races and not race:
            return sum(stock for _, _, stock in self.races)
        return next((stock for name, _, stock in self.races if name == race), self.stock)

    def variants(self) -> tuple[tuple[int, str], ...]:
        """Return a number of its own and the race of all that can be bought of these goods."""
        races = [name for name, _, _ in self.races] or [""]
        first = self.id * _VARIANTS_PER_GOODS
        return tuple((first + position, race) for position, race in enumerate(races))


@dataclass(frozen=True, slots=True)
class NewOrder:
    """What is bought, after every check that does not need the transaction."""

    goods: Goods
    race: str
    num: int
    fen: int
    request_no: str | None
    widget: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the member may see it.

    Attributes:
        secret: what was delivered, or the text that is shown until something is.
        is_done: it is delivered.
    """

    id: int
    trade_no: str
    request_no: str | None
    code: str
    race: str
    num: int
    fen: int
    secret: str
    widget: dict[str, Any] | None
    is_done: bool
    placed_at: float


class Store:
    """The shop's memory. One connection behind one lock; several threads may call."""

    def __init__(self, path: Path | None, seed: int, catalogue: int, manual_seconds: float) -> None:
        self._lock = threading.Lock()
        self._manual_seconds = manual_seconds
        self._connection = sqlite3.connect(
            path or ":memory:", check_same_thread=False, isolation_level=None
        )
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.executescript(_SCHEMA)
        with self._lock:
            if self._member() is None:
                self._fill(seed, catalogue)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @property
    def app_key(self) -> str:
        """Return the member's key; it stays the same as long as the state is kept."""
        with self._lock:
            row = self._connection.execute("SELECT app_key FROM member").fetchone()
            return str(row[0])

    def balance_fen(self) -> int:
        """Return the member's balance."""
        with self._lock:
            return int(self._connection.execute("SELECT fen FROM member").fetchone()[0])

    def list_goods(self) -> tuple[Goods, ...]:
        """Return everything on sale, by category."""
        with self._lock:
            rows = self._connection.execute("SELECT * FROM goods WHERE is_on_sale ORDER BY id")
            races = self._races_by_code()
            return tuple(_goods_of(row, races.get(row[1], ())) for row in rows)

    def category_numbers(self) -> dict[str, int]:
        """Return the categories of what is on sale, numbered in their order."""
        names = dict.fromkeys(goods.category for goods in self.list_goods())
        return {name: number for number, name in enumerate(names, start=1)}

    def find_goods(self, code: str) -> Goods | None:
        """Return the goods with this code, on sale or not, or None."""
        with self._lock:
            return self._goods(code)

    def place(self, order: NewOrder) -> Order:
        """Charge, take from stock and deliver in one transaction that is on disk when this returns.

        Raises:
            NumberExistsError: looked at first, as the real shop does inside its transaction.
            NotEnoughBalanceError: then the balance.
            NotEnoughStockError: another order took the last one since the check.
        """
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                placed = self._place(order)
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
            return placed

    def find_variant(self, number: int) -> tuple[Goods, str] | None:
        """Return the goods and the race with this number of a variant, or None."""
        with self._lock:
            row = self._connection.execute(
                "SELECT code FROM goods WHERE id = ?", (number // _VARIANTS_PER_GOODS,)
            ).fetchone()
            goods = self._goods(row[0]) if row else None
        races = dict(goods.variants()) if goods is not None else {}
        return (goods, races[number]) if goods is not None and number in races else None

    def find_order(self, trade_no: str) -> Order | None:
        """Return an order with the text it shows now, or None."""
        return next(iter(self._orders("SELECT * FROM orders WHERE trade_no = ?", trade_no)), None)

    def find_order_by_id(self, order_id: int) -> Order | None:
        """Return the same by the order's short number."""
        return next(iter(self._orders("SELECT * FROM orders WHERE id = ?", order_id)), None)

    def find_order_by_request(self, request_no: str) -> Order | None:
        """Return the same by the member's own number."""
        return next(
            iter(self._orders("SELECT * FROM orders WHERE request_no = ?", request_no)), None
        )

    def list_orders(self, limit: int) -> tuple[Order, ...]:
        """Return the newest orders, the newest first."""
        return self._orders("SELECT * FROM orders ORDER BY id DESC LIMIT ?", limit)

    def _place(self, order: NewOrder) -> Order:
        execute = self._connection.execute
        used = execute("SELECT 1 FROM orders WHERE request_no = ?", (order.request_no,)).fetchone()
        if used:
            raise NumberExistsError
        if execute("SELECT fen FROM member").fetchone()[0] < order.fen:
            raise NotEnoughBalanceError
        execute("UPDATE member SET fen = fen - ?", (order.fen,))
        if not order.goods.is_manual:
            self._take_stock(order)
        number = execute("SELECT count(*) FROM orders").fetchone()[0] + 1
        placed_at = time.time()
        trade_no = f"{100_000_000_000_000_000 + int(placed_at * 1000) * 1000 + number % 1000}"
        secret, done_text, done_at = self._delivery(order, trade_no)
        widget = json.dumps(order.widget, ensure_ascii=False) if order.widget else None
        kept = execute(
            "INSERT INTO orders (trade_no, request_no, code, race, num, fen, secret, widget,"
            " done_text, done_at, placed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (trade_no, order.request_no, order.goods.code, order.race, order.num, order.fen,
             secret, widget, done_text, done_at, placed_at),
        )  # fmt: skip
        row = execute("SELECT * FROM orders WHERE id = ?", (kept.lastrowid,)).fetchone()
        return _order_of(row, placed_at)

    def _orders(self, statement: str, value: str | int) -> tuple[Order, ...]:
        with self._lock:
            rows = self._connection.execute(statement, (value,)).fetchall()
        now = time.time()
        return tuple(_order_of(row, now) for row in rows)

    def _take_stock(self, order: NewOrder) -> None:
        if order.race:
            statement = (
                "UPDATE races SET stock = stock - :n"
                " WHERE code = :code AND race = :race AND stock >= :n"
            )
        else:
            statement = "UPDATE goods SET stock = stock - :n WHERE code = :code AND stock >= :n"
        values = {"n": order.num, "code": order.goods.code, "race": order.race}
        if self._connection.execute(statement, values).rowcount != 1:
            raise NotEnoughStockError

    def _delivery(self, order: NewOrder, trade_no: str) -> tuple[str, str | None, float | None]:
        if order.goods.is_manual:
            done = f"充值成功 流水 {_digits(trade_no, 8)}" if order.widget else "已安排，请留意消息"
            return WAITING_TEXT, done, time.time() + self._manual_seconds
        return "\n".join(_card_text(trade_no, index) for index in range(order.num)), None, None

    def _member(self) -> Any:
        return self._connection.execute("SELECT app_id FROM member").fetchone()

    def _goods(self, code: str) -> Goods | None:
        row = self._connection.execute("SELECT * FROM goods WHERE code = ?", (code,)).fetchone()
        return _goods_of(row, self._races_by_code(code).get(code, ())) if row else None

    def _races_by_code(
        self, code: str | None = None
    ) -> dict[str, tuple[tuple[str, int, int], ...]]:
        statement = (
            "SELECT code, race, fen, stock FROM races"
            " WHERE code = ?1 OR ?1 IS NULL ORDER BY position"
        )
        races: dict[str, tuple[tuple[str, int, int], ...]] = {}
        for row in self._connection.execute(statement, (code,)):
            races[row[0]] = (*races.get(row[0], ()), (row[1], row[2], row[3]))
        return races

    def _fill(self, seed: int, catalogue: int) -> None:
        app_key = hashlib.sha256(f"practice {seed}".encode()).hexdigest()[:16].upper()
        self._connection.execute("BEGIN IMMEDIATE")
        self._insert_goods(GOODS)
        self._insert_goods(generated_goods(catalogue))
        self._connection.execute(
            "INSERT INTO member VALUES (?, ?, ?)", (APP_ID, app_key, _OPENING_BALANCE_FEN)
        )
        self._connection.execute("COMMIT")

    def _insert_goods(self, goods: Iterable[SeedGoods]) -> None:
        self._connection.executemany(
            "INSERT INTO goods (code, category, name, fen, stock, is_manual, widgets, minimum,"
            " maximum, is_on_sale) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_row_of(one) for one in goods),
        )
        self._connection.executemany(
            "INSERT INTO races VALUES (?, ?, ?, ?, ?)",
            (
                (one.code, name, position, fen, stock)
                for one in GOODS
                for position, (name, fen, stock) in enumerate(one.races)
                if goods is GOODS
            ),
        )


def _row_of(goods: SeedGoods) -> tuple[Any, ...]:
    widgets = json.dumps([widget.as_entry() for widget in goods.widgets], ensure_ascii=False)
    return (
        goods.code, goods.category, goods.name, goods.fen, goods.stock, int(goods.is_manual),
        widgets, goods.minimum, goods.maximum, int(goods.is_on_sale),
    )  # fmt: skip


def _order_of(row: tuple[Any, ...], now: float) -> Order:
    done_text, done_at = row[9], row[10]
    is_by_hand = done_at is not None
    has_arrived = is_by_hand and now >= done_at
    return Order(
        id=row[0],
        trade_no=row[1],
        request_no=row[2],
        code=row[3],
        race=row[4],
        num=row[5],
        fen=row[6],
        secret=done_text if has_arrived else row[7],
        widget=json.loads(row[8]) if row[8] else None,
        is_done=has_arrived or not is_by_hand,
        placed_at=row[11],
    )


def _goods_of(row: tuple[Any, ...], races: tuple[tuple[str, int, int], ...]) -> Goods:
    return Goods(
        id=row[0],
        code=row[1],
        category=row[2],
        name=row[3],
        fen=row[4],
        stock=row[5],
        is_manual=bool(row[6]),
        widgets=tuple(json.loads(row[7])),
        minimum=row[8],
        maximum=row[9],
        is_on_sale=bool(row[10]),
        races=races,
    )


def _card_text(trade_no: str, index: int) -> str:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    digest = hashlib.sha256(f"card {trade_no} {index}".encode()).digest()
    secret = "".join(letters[byte % len(letters)] for byte in digest[:16])
    return f"{_digits(f'{trade_no} {index}', 12)}----{secret}"


def _digits(text: str, count: int) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    return f"{number:020d}"[-count:]
