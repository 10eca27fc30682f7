"""G11, G12: fetching a catalogue of 100,000 goods, and selling while that goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count, cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

from tests.bench.catalogues import (
    CHANGES_OFTEN,
    SyncingShop,
    WholeDoor,
    WholeServer,
    add_account,
    whole_body,
)
from tests.bench.floors.goods import RawGoods
from tests.bench.measuring import (
    ROUNDS,
    Comparison,
    Finding,
    garbage_kept,
    readable,
    seconds_of,
)
from tests.bench.sale_figures import SellingShop, card_shop
from tests.bench.shops import PASSPHRASE, BenchShop, copied_database, row_counts
from tests.bench.window_figures import watched_window
from tests.connectors.fakes.wholesale_server import serving


def sync(*, is_full: bool) -> list[Finding]:
    """G11: all changed and one in a hundred, against decoding and one raw upsert; memory alone."""
    goods = 100_000 if is_full else 600
    with TemporaryDirectory() as place:
        whole, few = _times_of_syncs(Path(place), goods)
    claim = f"a sync of {goods:,} goods"
    raw = "÷ msgspec + raw upsert of all"
    findings = [
        Finding("G11", f"{claim}, all changed, {raw}", whole.ratio(), 1.3, note=whole.note()),
        Finding("G11", f"{claim}, 1 % changed, {raw}", few.ratio(), 0.3, note=few.note()),
    ]
    own = median(one[0] for one in few.subject) / median(one[0] for one in whole.subject)
    findings.append(Finding("G11", f"{claim}, 1 % changed ÷ all changed", own, 0.3))
    if sys.platform == "linux":
        for sort, goal in (("paged", 16.0), ("whole", 100.0)):
            grown = _memory_of_sync(goods, sort)
            text = f"memory of a first sync of {goods:,} goods above start, {sort} catalogue"
            findings.append(Finding("G11", text, grown, goal, "MiB"))
    return findings


def sale_beside_sync(*, is_full: bool) -> list[Finding]:
    """G12: a sale while a catalogue is fetched and written without a pause, against an idle shop."""
    goods = 100_000 if is_full else 600
    turns = 300 if is_full else 10
    with TemporaryDirectory() as place:
        folder = Path(place)
        selling = card_shop(folder / "profile", sales=turns * ROUNDS * 2 + 10)
        door = WholeDoor()
        syncing = SyncingShop(selling.shop, door)
        bodies = _Bodies(folder, goods)
        door.body_file = bodies.next_with_all_changed()
        syncing.sync()
        found = _idle_and_beside(selling, syncing, door, bodies, turns)
        selling.shop.close()
    claim = f"a sale while {goods:,} goods are synced ÷ the same in an idle shop"
    return [
        Finding("G12", f"{claim}, p50", found.ratio(), 1.5, note=found.note()),
        Finding("G12", f"{claim}, p99", found.ratio(99), 6.0, note=found.note(99)),
    ]


def window_beside_sync(*, is_full: bool) -> list[Finding]:
    """How long the window is silent at most while its program takes 100,000 goods."""
    goods = 100_000 if is_full else 600
    answers = [_watched_sync(goods) for _ in range(ROUNDS if is_full else 1)]
    longest = sorted(answers, key=lambda one: one["syncing"][0])[len(answers) // 2]
    claim = f"the longest wait of the window's event loop while {goods:,} goods are synced"
    note = f"idle {readable(longest['idle'][0])}; next {readable(longest['syncing'][1])}"
    return [Finding("loop", claim, longest["syncing"][0] * 1000, 100, "ms", note)]


def _watched_sync(goods: int) -> dict[str, Any]:
    with (
        TemporaryDirectory() as place,
        serving(WholeServer(whole_body(goods, 1))) as server,
    ):
        shop = BenchShop(Path(place) / "profile")
        shop.a_product("D0", cards=1)
        add_account(shop, "acg_faka", server.url)
        shop.open_to_windows()
        shop.close()
        (Path(place) / "passphrase").write_text(PASSPHRASE, "utf-8")
        answer = watched_window(Path(place), "sync")
    assert answer["error"] is None, answer
    assert answer["goods"] == goods, answer
    return answer


def _idle_and_beside(
    selling: SellingShop, syncing: SyncingShop, door: WholeDoor, bodies: _Bodies, turns: int
) -> Comparison:
    idle, beside = [], []
    for _ in range(ROUNDS):
        with garbage_kept():
            idle.append(_times_of_sales(selling, turns))
            with _syncing_all_the_time(syncing, door, bodies):
                beside.append(_times_of_sales(selling, turns))
    return Comparison(tuple(beside), tuple(idle))


def _times_of_sales(selling: SellingShop, turns: int) -> tuple[float, ...]:
    times = []
    for _ in range(turns):
        times.append(seconds_of(selling.sell))
        selling.prepare()
    return tuple(times)


@contextmanager
def _syncing_all_the_time(syncing: SyncingShop, door: WholeDoor, bodies: _Bodies) -> Iterator[None]:
    """Sync in a thread, as the window does, all goods changed each time, until the block ends."""
    files = [bodies.next_with_all_changed(), bodies.next_with_all_changed()]
    troubles: list[BaseException] = []
    stop, runs = Event(), Event()

    def work() -> None:
        try:
            for file in cycle(files):
                door.body_file = file
                (report,) = syncing.stock_sync.sync(
                    [syncing.account_id],
                    lambda told: runs.set() if told.phase == "goods" else None,
                    stop.is_set,
                )
                assert report.error is None, report.error
                if stop.is_set():
                    return
        except BaseException as error:
            troubles.append(error)
            runs.set()

    thread = Thread(target=work)
    thread.start()
    runs.wait()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    assert not troubles, troubles


def _times_of_syncs(folder: Path, goods: int) -> tuple[Comparison, Comparison]:
    door = WholeDoor()
    syncing = SyncingShop(BenchShop(folder / "profile"), door)
    bodies = _Bodies(folder, goods)
    door.body_file = bodies.next_with_all_changed()
    assert syncing.sync().added == goods
    raw_file = copied_database(syncing.shop, folder / "raw.db")
    raw = RawGoods(raw_file, syncing.account_id)
    times: dict[str, list[tuple[float, float]]] = {"all": [], "few": []}
    for _ in range(ROUNDS):
        for sort, next_body in (
            ("all", bodies.next_with_all_changed),
            ("few", bodies.next_with_few_changed),
        ):
            door.body_file = next_body()
            with garbage_kept():
                floor = seconds_of(partial(raw.sync, door.body_file))
                mine = seconds_of(syncing.sync)
            times[sort].append((mine, floor))
    raw.connection.close()
    syncing.shop.close()
    counted, raw_counted = row_counts(syncing.shop.database_file), row_counts(raw_file)
    for table in ("platform_goods", "goods_price"):
        assert counted[table] == raw_counted[table], table
    assert counted["goods_price"] == ROUNDS * (goods + len(range(0, goods, CHANGES_OFTEN)))
    return _compared(times["all"]), _compared(times["few"])


def _compared(pairs: list[tuple[float, float]]) -> Comparison:
    """Each round has one turn."""
    return Comparison(tuple((mine,) for mine, _ in pairs), tuple((raw,) for _, raw in pairs))


class _Bodies:
    """Writes bodies, each with other costs than the one before."""

    def __init__(self, folder: Path, goods: int) -> None:
        self._folder = folder
        self._goods = goods
        self._turns = count(1)
        self._files = count()
        self._day = 0

    def next_with_all_changed(self) -> Path:
        """Change every cost."""
        self._day = next(self._turns)
        return self._written(whole_body(self._goods, self._day))

    def next_with_few_changed(self) -> Path:
        """Change one in a hundred, and leave the others as they were."""
        return self._written(whole_body(self._goods, self._day, next(self._turns)))

    def _written(self, body: bytes) -> Path:
        file = self._folder / f"body{next(self._files) % 2}.json"
        file.write_bytes(body)
        return file


def _memory_of_sync(goods: int, sort: str) -> float:
    with TemporaryDirectory() as place:
        (Path(place) / "warm.json").write_bytes(whole_body(200, 0))
        (Path(place) / "whole.json").write_bytes(whole_body(goods, 1))
        script = Path(__file__).with_name("processes") / "sync_goods.py"
        done = subprocess.run(
            [sys.executable, str(script), place, str(goods), sort],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parents[2],
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return float(done.stdout) / 2**20
