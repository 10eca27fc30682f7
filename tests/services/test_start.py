"""What the counter needs before the first keystroke, and what it must not load for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop.domain.secret import Secret
from desktop.security.system import SystemClock, SystemRandomness
from desktop.services.profiles import NewProfile, OutsideWorld, create_profile
from tests.security.memory_keyring import MemoryKeyring

ROOT = Path(__file__).resolve().parents[2]
_ASK = """
import sys
from pathlib import Path
import desktop.ui.screens.sale_screen, desktop.ui.shop_window
from desktop.assembly import open_shop

shop = open_shop(Path(sys.argv[1]), may_unlock_later=True)
assert shop.settings.current.flag("lock.pin_at_start")
assert [one.name for one in shop.staff.list_people()] == ["程禾"]
assert shop.open_shift.current() is None and not shop.open_shift.preset_float()
assert not shop.connectivity.is_offline()
assert shop.goods.list_categories() is not None and not shop.goods.list_products()
assert not shop.goods.find_products("y") and shop.goods.find_exact("y") is None
assert shop.goods.count_products() == 0
heavy = ("sqlalchemy", "alembic", "requests", "keyring", "cryptography", "pypinyin")
print([name for name in heavy if name in sys.modules], shop.profile.is_unlocked)
shop.close()
"""


def test_goods_are_found_without_what_sells_them_and_without_the_key(tmp_path: Path) -> None:
    world = OutsideWorld(SystemClock(), SystemRandomness(), MemoryKeyring())
    create_profile(tmp_path / "profile", NewProfile("禾光点卡", "程禾", Secret("280417")), world)
    asked = subprocess.run(
        [sys.executable, "-c", _ASK, str(tmp_path / "profile")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.stdout.strip() == "[] False", asked.stderr[-2000:]
