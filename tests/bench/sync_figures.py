"""G11, G12: fetching a catalogue of 100,000 goods, and selling while that goes on."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.catalogues import CHANGES_OFTEN, SyncingShop, WholeDoor, whole_body
from tests.bench.floors.goods import RawGoods
from tests.bench.measuring import (
    ROUNDS,
    Comparison,
    Finding,
    garbage_kept,
    seconds_of,
)
from tests.bench.shops import copied_database, row_counts


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


def _times_of_syncs(folder: Path, goods: int) -> tuple[Comparison, Comparison]:
    door = WholeDoor()
    syncing = SyncingShop(folder / "profile", door)
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
        self._day = 0

    def next_with_all_changed(self) -> Path:
        """Change every cost."""
        self._day = next(self._turns)
        return self._written(whole_body(self._goods, self._day))

    def next_with_few_changed(self) -> Path:
        """Change one in a hundred, and leave the others as they were."""
        return self._written(whole_body(self._goods, self._day, next(self._turns)))

    def _written(self, body: bytes) -> Path:
        file = self._folder / "body.json"
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
