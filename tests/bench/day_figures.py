"""G9, G10: what a hand-over and the chart of a year read, and what keeping their sums costs a sale.

The years are sums alone: a year of dates over as many sales as the figure says, written by SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.domain.shift import ShiftSnapshot
from desktop.storage import kept_totals, open_shift_queries, shift_queries
from tests.bench.floors.history import write_history
from tests.bench.floors.year import RawYear
from tests.bench.measuring import Comparison, Finding, compare, seconds_of
from tests.bench.sale_figures import card_shop
from tests.bench.shops import BenchShop

YEAR_DAYS = 365
FULL_LINES = (1_000_000, 10_000_000)
SMALL_LINES = (3_000, 30_000)


def shift_close(*, is_full: bool) -> list[Finding]:
    """G9: the cash a shift should have, beside reading one row; it grows with nothing."""
    turns = 400 if is_full else 40
    few, many = (_read_shift(lines, turns) for lines in _sizes(is_full=is_full))
    growth = many.ratio() / few.ratio()
    note = f"{many.note()} and {few.note()}"
    return [
        Finding(
            "G9", "what a hand-over adds up ÷ one row, p50", many.ratio(), 3.0, note=many.note()
        ),
        Finding("G9", _grown("a hand-over", is_full=is_full), growth, 1.2, note=note),
        _kept_in_a_sale(turns),
    ]


def year_chart(*, is_full: bool) -> list[Finding]:
    """G10: the sums of a year by its dates, beside adding every sale up."""
    turns = 100 if is_full else 20
    small, large = _sizes(is_full=is_full)
    few, _ = _read_year(small, turns)
    many, aggregate = _read_year(large, turns)
    growth = many.ratio() / few.ratio()
    mine = middle_of(many)
    share = mine / aggregate
    note = f"{many.note()} and {few.note()}"
    claim = f"a year of dates ÷ adding up {large:,} lines"
    told = f"{mine * 1e6:.0f} µs / {aggregate * 1e3:.1f} ms"
    goal = 0.001 if is_full else 1.0
    return [
        Finding("G10", _grown("a year's chart", is_full=is_full), growth, 1.2, note=note),
        Finding("G10", claim, share, goal, note=told),
    ]


def middle_of(found: Comparison) -> float:
    """Return the median of the subject's turns."""
    turns = sorted(turn for turns in found.subject for turn in turns)
    return turns[len(turns) // 2]


def _read_shift(lines: int, turns: int) -> Comparison:
    with _old_shop(lines) as (shop, raw):
        with shop.shop.ground.database.read() as connection:
            held = open_shift_queries.find_open_shift(connection)
        assert held is not None
        with shop.shop.ground.database.read() as connection:

            def read() -> None:
                shift_queries.shift_cash(connection, held)

            found = compare(read, raw.one_row, turns=turns)
            _refuse_wrong_cash(raw, held, shift_queries.shift_cash(connection, held).received.fen)
        return found


def _read_year(lines: int, turns: int) -> tuple[Comparison, float]:
    with _old_shop(lines) as (shop, raw):
        until = raw.last_day()
        since = date.fromordinal(until.toordinal() - YEAR_DAYS + 1)
        with shop.shop.ground.database.read() as connection:

            def read() -> None:
                kept_totals.nets_by_date(connection, since, until)

            found = compare(read, raw.one_row, turns=turns)
            nets = kept_totals.nets_by_date(connection, since, until)
        aggregate = min(seconds_of(raw.aggregate_year) for _ in range(3))
        kept = {on: net.fen for on, net in nets.items()}
        assert kept == raw.aggregate_year(), "a kept year is not the year of the rows"
        return found, aggregate


@contextmanager
def _old_shop(lines: int) -> Iterator[tuple[BenchShop, RawYear]]:
    """Open a shop with so many lines sold over a year, their sums kept."""
    with TemporaryDirectory() as place:
        selling = card_shop(Path(place) / "profile", sales=6)
        selling.sell()
        shop = selling.shop
        shop.close()
        write_history(shop.database_file, lines, days=YEAR_DAYS)
        shop.open()
        with shop.shop.ground.database.write() as connection:
            kept_totals.rebuild(connection)
        raw = RawYear(shop.database_file)
        yield shop, raw
        raw.close()
        shop.close()


def _kept_in_a_sale(turns: int) -> Finding:
    """What keeping the sums adds to a sale: the sums alone beside the whole sale."""
    with TemporaryDirectory() as place:
        selling = card_shop(Path(place) / "profile", sales=turns * 4)
        shop = selling.shop
        today = shop.shop.shifts.business_date_now()
        priced = shop.shop.checkout.price(selling.next_cart())
        lines = [(line.net, line.cost) for line in priced.lines]
        tenders = [(str(one.method), one.amount) for one in selling.tenders]
        database = shop.shop.ground.database

        def sell() -> None:
            selling.sell()

        times: list[float] = []
        sales: list[float] = []
        for _ in range(turns):
            selling.prepare()
            sales.append(seconds_of(sell))
            with database.write() as connection:

                def keep() -> None:
                    kept_totals.add_sale(connection, today, shop.shift_id, lines, tenders)

                times.append(seconds_of(keep))
        shop.close()
    mine, whole = sorted(times)[len(times) // 2], sorted(sales)[len(sales) // 2]
    note = f"{mine * 1e6:.0f} µs / {whole * 1e6:.0f} µs"
    return Finding(
        "G9", "keeping the sums ÷ the sale that keeps them, p50", mine / whole, 0.05, note=note
    )


def _refuse_wrong_cash(raw: RawYear, held: ShiftSnapshot, received: int) -> None:
    assert received == raw.cash_of_shift(held.id), "kept cash is not that of the rows"


def _sizes(*, is_full: bool) -> tuple[int, int]:
    return FULL_LINES if is_full else SMALL_LINES


def _grown(what: str, *, is_full: bool) -> str:
    small, large = _sizes(is_full=is_full)
    return f"{what} after {large:,} lines ÷ after {small:,}, p50 against one row"
