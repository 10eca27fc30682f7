"""A process that syncs a catalogue and prints how many bytes its memory grew at most.

Run as ``sync_goods.py <folder> <goods> whole|paged``.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from tests.bench.catalogues import PagedDoor, SyncingShop, WholeDoor
from tests.bench.memory import forget_peak, peak_bytes, resident_bytes
from tests.bench.shops import BenchShop


def main(folder: Path, goods: int, sort: str) -> None:
    warm, real = folder / "warm.json", folder / "whole.json"
    door: WholeDoor | PagedDoor
    if sort == "whole":
        door = WholeDoor()
        door.body_file = warm
    else:
        door = PagedDoor(200)
    syncing = SyncingShop(BenchShop(folder / "profile"), door)
    syncing.sync()  # what is loaded once is no part of it
    if isinstance(door, WholeDoor):
        door.body_file = real
    else:
        door.goods = goods
    forget_peak()
    before = resident_bytes()
    report = syncing.sync()
    assert report.added >= goods - 200, report
    print(peak_bytes() - before)
    syncing.shop.close()


main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
