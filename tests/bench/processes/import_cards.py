"""A process that imports a file of cards and prints how many bytes its memory grew at most."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from tests.bench.memory import peak_bytes, resident_bytes
from tests.bench.shops import BenchShop


def main(folder: Path) -> None:
    shop = BenchShop(folder / "profile")
    product = shop.a_product("P0", cards=1)
    before = resident_bytes()
    report = shop.shop.importing.import_cards(shop.seller, folder / "cards.txt", product.code)
    assert report.is_written, report.errors[:3]
    print(peak_bytes() - before)
    shop.close()


main(Path(sys.argv[1]))
