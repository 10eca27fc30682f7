"""Every shop numbers its purchases by a prefix of its own, and a restored copy by another one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from desktop.assembly import Shop, open_shop
from desktop.domain.money import Money
from desktop.domain.permissions import Actor
from desktop.domain.purchase import PurchaseState
from desktop.domain.secret import Secret
from desktop.services import backups
from desktop.services.accounts import AccountDraft
from desktop.services.profiles import NewProfile, OutsideWorld, create_profile
from desktop.storage import profile_facts
from desktop.storage.purchase_lists import PurchaseFilter
from tests.practice.practice_process import Practice, practice
from tests.shop import FrozenClock, SeededRandomness

PASSPHRASE = Secret("correct horse battery")
PER_SHOP = 6


def world(seed: int) -> OutsideWorld:
    """A machine whose time and chance repeat: two of one seed would give one number twice."""
    return OutsideWorld(FrozenClock(), SeededRandomness(seed))


def create(folder: Path, seed: int = 1) -> str:
    wanted = NewProfile("禾光点卡", "程禾", Secret("280417"), passphrase=PASSPHRASE)
    return " ".join(create_profile(folder, wanted, world(seed)).phrase)


@contextmanager
def opened(folder: Path, seed: int = 7) -> Iterator[Shop]:
    shop = open_shop(folder, world=world(seed), passphrase=PASSPHRASE)
    try:
        yield shop
    finally:
        shop.close()


def back_up(folder: Path, target: Path) -> Path:
    with opened(folder) as shop:
        return shop.backups.backup(owner_of(shop), target).path


def restore(file: Path, folder: Path, phrase: str, seed: int = 1) -> Path:
    restored = backups.restore_shop(file, folder, world(seed), phrase=phrase, passphrase=PASSPHRASE)
    return restored.folder


def owner_of(shop: Shop) -> Actor:
    return Actor(shop.staff.list_people()[0])


def prefixes_of(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "katai.db")) as connection:
        query = "SELECT value FROM profile_fact WHERE key = ?"
        (row,) = connection.execute(query, (profile_facts.NUMBER_PREFIXES,)).fetchall()
    return str(row[0]).split()


def connect(shop: Shop, running: Practice) -> None:
    access = running.access
    draft = AccountDraft("acg_faka", "练习卡盟", access.values, access.secrets)
    account = shop.accounts.add(owner_of(shop), draft).account
    shop.stock_sync.sync()
    goods = shop.stock_sync.find_goods(account.id, "YJ10", "")
    assert goods is not None
    shop.stock_sync.adopt(owner_of(shop), goods.id, "YJ10", Money(11_00))
    shop.stock_sync.refresh_prices(account.id)


def buy(shop: Shop, count: int = PER_SHOP) -> list[str]:
    """Buy one card so many times in one and the same millisecond; return the numbers."""
    product = shop.checkout.find_exact("YJ10")
    assert product is not None
    for _ in range(count):
        bought = shop.purchasing.buy_into_stock(owner_of(shop), product.id, 1, Money(11_00))
        assert bought.state is PurchaseState.FULFILLED, bought
    return [one.number for one in shop.purchasing.list_purchases(PurchaseFilter())]


@pytest.mark.timeout(120)
def test_a_restored_copy_and_the_original_never_send_one_number(tmp_path: Path) -> None:
    state = tmp_path / "practice.db"
    phrase = create(tmp_path / "original")
    with practice("--state", state) as running:
        with opened(tmp_path / "original") as shop:
            connect(shop, running)
        file = back_up(tmp_path / "original", tmp_path / "b.katai")
        restore(file, tmp_path / "copy", phrase)
        with opened(tmp_path / "original") as original, opened(tmp_path / "copy") as copy:
            of_original, of_copy = buy(original), buy(copy)
        with closing(sqlite3.connect(state)) as connection:
            sold = [row[0] for row in connection.execute("SELECT request_no FROM orders")]
    assert len(set(sold)) == len(sold) == 2 * PER_SHOP
    assert set(of_original).isdisjoint(of_copy)
    assert sorted(sold) == sorted(of_original + of_copy)
    assert {number[:2] for number in of_original} == {prefixes_of(tmp_path / "original")[-1]}
    assert {number[:2] for number in of_copy} == {prefixes_of(tmp_path / "copy")[-1]}
    without_prefix = {number[2:] for number in of_original} & {number[2:] for number in of_copy}
    assert without_prefix, "time and chance did not repeat: the prefixes were not what kept apart"


def test_shops_draw_their_prefixes_by_chance(tmp_path: Path) -> None:
    drawn = set()
    for seed in range(4):
        create(tmp_path / str(seed), seed)
        drawn.add(prefixes_of(tmp_path / str(seed))[-1])
    assert len(drawn) > 1
    assert "KT" not in drawn


def test_a_copy_of_a_copy_never_draws_what_any_before_it_had(tmp_path: Path) -> None:
    phrase = create(tmp_path / "0")
    for number in range(1, 4):
        file = back_up(tmp_path / str(number - 1), tmp_path / f"{number}.katai")
        restore(file, tmp_path / str(number), phrase)
    last = prefixes_of(tmp_path / "3")
    assert last[0] == "KT"
    assert [prefixes_of(tmp_path / str(number))[-1] for number in range(4)] == last[1:]
    assert len(set(last)) == len(last) == 5


def test_old_numbers_stay_and_a_shop_from_before_draws_with_its_next_purchase(
    tmp_path: Path,
) -> None:
    create(tmp_path / "shop")
    with closing(sqlite3.connect(tmp_path / "shop" / "katai.db")) as connection, connection:
        connection.execute(
            "DELETE FROM profile_fact WHERE key = ?", (profile_facts.NUMBER_PREFIXES,)
        )
    with practice("--state", tmp_path / "practice.db") as running:
        with opened(tmp_path / "shop") as shop:
            connect(shop, running)
            before = buy(shop, 1)
            _rename(shop, before[0], f"KT{before[0][2:]}")
        with opened(tmp_path / "shop", seed=8) as shop:
            after = buy(shop, 1)
    assert f"KT{before[0][2:]}" in after
    assert {number[:2] for number in after} == {"KT", before[0][:2]}
    assert prefixes_of(tmp_path / "shop") == ["KT", before[0][:2]]


def _rename(shop: Shop, number: str, old: str) -> None:
    with shop.ground.database.write() as connection:
        connection.exec_driver_sql("UPDATE purchase SET number = ? WHERE number = ?", (old, number))
