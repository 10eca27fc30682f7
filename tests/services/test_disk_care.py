"""A disk that fills: what is still sold, what is not bought, what is kept aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.purchase import PurchaseState
from desktop.services.disk_care import DiskCare, DiskLook
from desktop.storage import schema
from desktop.storage.database import Database
from desktop.storage.disk_space import DiskRoom, ProfileDisk
from tests.buying import BuyingShop
from tests.shop import RehearsalShop

MEGABYTE = 1024 * 1024


class Disk(ProfileDisk):
    """A disk that is as full as a test says."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(Path("no such folder"), lambda _folder: self.megabytes * MEGABYTE)
        self.megabytes = megabytes


@pytest.fixture
def shop() -> BuyingShop:
    buying = BuyingShop()
    buying.connect()
    return buying


def fill(shop: BuyingShop, megabytes: int) -> Disk:
    shop.ground.database.disk = disk = Disk(megabytes)
    return disk


def test_what_must_be_bought_is_refused_before_any_money_is_taken(shop: BuyingShop) -> None:
    card = shop.adopt()
    own = shop.a_product("OWN", cards=1)
    fill(shop, 99)
    with pytest.raises(BusinessRuleError, match="只剩 99 MB") as caught:
        shop.checkout.ready_to_pay(Cart().with_product(card))
    assert caught.value.code == "disk_nearly_full"
    with pytest.raises(BusinessRuleError, match="没有收款，也没有下单"):
        shop.buy(card)
    assert not shop.platform.orders
    shop.checkout.ready_to_pay(Cart().with_product(own))
    fill(shop, 100)
    shop.checkout.ready_to_pay(Cart().with_product(card))


def test_an_order_that_is_written_down_leaves_only_when_its_answer_has_room(
    shop: BuyingShop,
) -> None:
    shop.sell(Cart().with_product(shop.adopt()))
    (waiting,) = shop.purchasing.due_ids()
    disk = fill(shop, 99)
    purchase = shop.purchasing.advance(waiting)
    assert (purchase.state, shop.platform.orders) == (PurchaseState.PREPARED, {})
    assert not shop.purchasing.due_ids()
    disk.megabytes = 100
    assert shop.settle(waiting).state is PurchaseState.FULFILLED
    assert len(shop.platform.orders) == 1


def test_room_is_kept_aside_and_a_start_clears_what_a_killed_backup_left(
    tmp_path: Path,
) -> None:
    leftover = tmp_path / "snapshot-00.katai-part"
    leftover.write_text("x")
    database = Database.open(tmp_path / "katai.db")
    with database.write() as connection:
        schema.create_fresh(connection)
    care = DiskCare(RehearsalShop(database=database).ground)
    database.disk = ProfileDisk(tmp_path, lambda _folder: 600 * MEGABYTE)
    assert care.look() == DiskLook(DiskRoom.ENOUGH, 600)
    care.keep_room_aside()
    assert (tmp_path / "ballast").stat().st_size == 20 * MEGABYTE
    assert (care.tidy(), leftover.exists()) == (1, False)
    database.close()
