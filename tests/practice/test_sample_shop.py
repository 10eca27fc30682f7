"""The sample shop and its practice sources: one of each kind, there again at every start."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop.assembly import SampleShop, Shop, open_shop, system_world
from desktop.domain.cart import Cart
from desktop.domain.errors import OutsideError
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from desktop.practice.practice_platform import PracticePlatform, PracticeWish
from desktop.practice.sample_shop import LOST_NAME, PRACTICE_KINDS, PracticeKind
from desktop.services.profiles import OutsideWorld
from tests.practice.practice_process import orders_seen


def reopened(profile: Path, passphrase: Secret) -> Shop:
    machine = system_world()
    world = OutsideWorld(machine.clock, machine.randomness)
    return open_shop(profile, passphrase=passphrase, world=world)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Secret]:
    profile = tmp_path_factory.mktemp("sample") / "profile"
    with SampleShop(profile) as sample:
        sample.build()
        return profile, sample.passphrase


@pytest.fixture
def shop(built: tuple[Path, Secret]) -> Iterator[Shop]:
    opened = reopened(*built)
    yield opened
    opened.close()


def test_it_has_a_synced_source_of_each_kind_marked_as_practice(shop: Shop) -> None:
    accounts = shop.accounts.list_accounts()
    assert {one.platform for one in accounts} == {"acg_faka", "dujiao_next", "rainbow"}
    assert all(one.is_practice and one.synced_at is not None for one in accounts)
    assert all("练习" in one.name for one in accounts)


@pytest.mark.parametrize("kind", PRACTICE_KINDS, ids=lambda kind: kind.dialect)
def test_each_source_sells_goods_whose_answer_is_lost(shop: Shop, kind: PracticeKind) -> None:
    lost = shop.checkout.find_exact(kind.lost_code)
    assert lost is not None
    assert lost.name == LOST_NAME
    (source,) = shop.catalog.stock_row(lost.id).sources
    assert source.account_name == kind.account


def test_its_sources_answer_again_where_the_accounts_look_for_them(shop: Shop) -> None:
    before = {one.platform: one.fields["base_url"] for one in shop.accounts.list_accounts()}
    shop.start_practice()
    after = {one.platform: one.fields["base_url"] for one in shop.accounts.list_accounts()}
    assert after == before
    for url in after.values():
        assert orders_seen(url) == []


def test_a_taken_port_gives_another_one_and_the_account_follows(shop: Shop) -> None:
    (rainbow,) = (one for one in shop.accounts.list_accounts() if one.platform == "rainbow")
    taken = urlsplit(rainbow.fields["base_url"]).port
    with socket.socket() as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        squatter.bind(("127.0.0.1", taken or 0))
        squatter.listen()
        shop.start_practice()
    (moved,) = (one for one in shop.accounts.list_accounts() if one.platform == "rainbow")
    assert moved.fields["base_url"] != rainbow.fields["base_url"]
    assert orders_seen(moved.fields["base_url"]) == []


def test_where_one_cannot_start_none_is_left_running(tmp_path: Path) -> None:
    wishes = [PracticeWish(tmp_path / "a.db"), PracticeWish(tmp_path / "no" / "b.db")]
    with pytest.raises(OutsideError) as failed:
        PracticePlatform.start_each(wishes)
    assert failed.value.code == "practice_not_started"
    # The first one has let go of its book: another can be started on it.
    with PracticePlatform.start(tmp_path / "a.db") as again:
        assert orders_seen(again.address.base_url) == []


def test_its_campaigns_run_and_earn(shop: Shop) -> None:
    views = shop.campaigns.list_campaigns()
    assert sorted(one.phase for one in views) == ["draft", "running", "running", "running"]
    assert [one.name for one in shop.tiers.list_tiers()] == ["银卡", "金卡", "分销"]
    bundle = shop.checkout.find_exact("TC01")
    assert bundle is not None
    priced = shop.checkout.price(Cart().with_product(bundle))
    assert priced.promoted == Money.from_yuan("2.56")
    assert shop.checkout.judge(priced, Money(0), ()).is_above_floor
