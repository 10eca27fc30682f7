from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.sale import Approval
from desktop.services.setting_declaration import SettingGroup, SettingKind
from desktop.services.settings import Settings
from desktop.services.settings_catalog import SETTINGS
from desktop.services.settings_values import SettingsValues, checked, from_stored, stored
from desktop.storage import setting_queries
from tests.factories import TillShop

PROMISED_DEFAULTS = {
    "sale.rounding": "none",
    "sale.rounding_maximum": Money(100),
    "sale.floor": Money(0),
    "points.enabled": True,
    "points.fen_per_point": 100,
    "printer.kind": "none",
    "lock.pin_at_start": True,
    "lock.idle_minutes": 5,
    "secret.reveal_seconds": 30,
    "secret.clipboard_seconds": 60,
    "day.zone": "Asia/Shanghai",
    "day.starts_at_minutes": 0,
    "tender.enabled": ("cash", "wechat", "alipay", "qq"),
    "tender.bill_tail_from": Money(200_00),
    "stock.low": 5,
    "close.difference_limit": Money(10_00),
    "appearance.language": "zh",
    "appearance.theme": "light",
    "appearance.scale": "1",
}


@pytest.fixture
def shop() -> TillShop:
    return TillShop()


@pytest.mark.parametrize(("key", "value"), PROMISED_DEFAULTS.items())
def test_a_new_profile_has_the_promised_default(key: str, value: object) -> None:
    assert SettingsValues().by_key[key] == value


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_default_passes_its_own_check_and_comes_back_from_its_stored_form(setting) -> None:
    assert checked(setting.key, setting.default) == setting.default
    assert from_stored(setting, stored(setting.default)) == setting.default


def test_no_key_is_declared_twice() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)


@pytest.mark.parametrize("group", SettingGroup)
def test_a_group_of_the_page_is_a_file_and_all_of_it_is_in_the_catalogue(group) -> None:
    declared = import_module(f"desktop.services.setting_groups.{group}")
    in_the_file = getattr(declared, group.name)
    assert in_the_file == tuple(setting for setting in SETTINGS if setting.group is group)


def test_a_change_is_there_at_once_and_after_a_restart(shop: TillShop) -> None:
    changes = shop.settings.change(
        shop.owner, {"shop.name": "程禾卡铺", "sale.rounding_maximum": "2.50"}
    )
    assert changes == Changes.of(Topic.SETTINGS)
    restarted = Settings(shop.ground, shop.rights)
    for settings in (shop.settings, restarted):
        assert settings.current.text("shop.name") == "程禾卡铺"
        assert settings.current.money("sale.rounding_maximum") == Money(250)


def test_rates_are_kept_by_name_and_none_costs_nothing(shop: TillShop) -> None:
    typed = {"wechat": "38", "alipay": 60, "qq": 0}
    shop.settings.change(shop.owner, {"tender.fees": typed, "sale.channel_fees": {"闲鱼": 60}})
    values = Settings(shop.ground, shop.rights).current
    assert values.rates("tender.fees").by_name() == {"alipay": 60, "wechat": 38}
    assert values.rates("sale.channel_fees").rate("闲鱼") == 60
    assert values.rates("sale.channel_fees").rate("counter") == 0
    assert shop.settings.change(shop.owner, {"tender.fees": {"alipay": 60, "wechat": 38}}) == (
        Changes()
    )


def test_a_value_that_is_the_same_changes_nothing(shop: TillShop) -> None:
    assert shop.settings.change(shop.owner, {"stock.low": 5}) == Changes()


def test_all_or_none_is_changed(shop: TillShop) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        shop.settings.change(shop.owner, {"shop.name": "新店名", "stock.low": -1})
    assert refused.value.code == "setting_invalid"
    assert shop.settings.current.text("shop.name") == ""


def test_a_cashier_changes_the_look_alone_and_the_rest_with_the_owner(shop: TillShop) -> None:
    shop.settings.change(shop.cashier, {"appearance.theme": "dark"})
    with pytest.raises(BusinessRuleError) as refused:
        shop.settings.change(shop.cashier, {"close.blind": False})
    assert refused.value.code == "needs_owner"
    assert shop.settings.current.flag("close.blind")
    shop.settings.change(
        shop.cashier, {"close.blind": False}, Approval(shop.owner.id, "今天不盲点")
    )
    assert not shop.settings.current.flag("close.blind")


def test_the_ledger_keeps_which_keys_changed_and_not_to_what(shop: TillShop) -> None:
    shop.settings.change(shop.owner, {"shop.contact": "微信 canary-6174"})
    with shop.ground.database.read() as connection:
        bodies = connection.exec_driver_sql("SELECT body FROM ledger").scalars().all()
    assert any("shop.contact" in body for body in bodies)
    assert not any("canary-6174" in body for body in bodies)


def test_what_the_first_paint_needs_lies_beside_the_database(
    shop: TillShop, tmp_path: Path
) -> None:
    file = tmp_path / "appearance.json"
    settings = Settings(shop.ground, shop.rights, file)
    settings.change(shop.owner, {"appearance.theme": "dark", "shop.name": "程禾卡铺"})
    mirrored = json.loads(file.read_text("utf-8"))
    assert mirrored["appearance.theme"] == "dark"
    assert mirrored["shop.name"] == "程禾卡铺"
    assert set(mirrored) == {setting.key for setting in SETTINGS if setting.is_mirrored}
    assert list(tmp_path.iterdir()) == [file]


def test_a_disk_that_refuses_the_copy_does_not_undo_the_change(
    shop: TillShop, tmp_path: Path
) -> None:
    settings = Settings(shop.ground, shop.rights, tmp_path / "gone" / "appearance.json")
    settings.change(shop.owner, {"appearance.theme": "dark"})
    assert settings.current.text("appearance.theme") == "dark"


def test_a_stored_value_that_no_longer_fits_reads_as_the_default(shop: TillShop) -> None:
    with shop.ground.database.write() as connection:
        rows = {"stock.low": "99999999", "printer.kind": '"papyrus"', "gone.key": "1"}
        setting_queries.save_settings(connection, rows, shop.clock.now())
    shop.settings.reload()
    assert shop.settings.current.integer("stock.low") == 5
    assert shop.settings.current.text("printer.kind") == "none"


def test_an_unknown_key_is_refused_and_a_wrong_kind_is_our_fault(shop: TillShop) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        shop.settings.change(shop.owner, {"sale.surprise": 1})
    assert refused.value.code == "setting_unknown"
    with pytest.raises(TypeError):
        shop.settings.current.money("shop.name")
    with pytest.raises(KeyError):
        shop.settings.current.text("sale.surprise")


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("sale.rounding_maximum", "-1"),
        ("sale.rounding_maximum", "0.123"),
        ("sale.rounding_maximum", "NaN"),
        ("stock.low", True),
        ("stock.low", "five"),
        ("secret.clipboard_seconds", 600),
        ("tender.enabled", ()),
        ("tender.enabled", ("cash", "cash")),
        ("tender.enabled", ("cash", "bitcoin")),
        ("shop.name", "x" * 501),
        ("shop.name", "a\0b"),
        ("close.blind", "yes"),
        ("tender.fees", {"cash": 38}),
        ("tender.fees", {"wechat": -1}),
        ("tender.fees", {"wechat": 3001}),
        ("tender.fees", {"wechat": True}),
        ("tender.fees", "wechat"),
        ("sale.channel_fees", {"": 60}),
        ("sale.channel_fees", {" xianyu": 60, "xianyu": 70}),
        ("sale.channel_fees", {"xianyu": "0.6"}),
        ("keys.overrides", "[1]"),
        ("keys.overrides", '{"pay": 7}'),
        ("keys.overrides", "{"),
    ],
)
def test_what_does_not_fit_is_refused(key: str, typed: object) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        checked(key, typed)
    assert refused.value.code == "setting_invalid"


_ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text(max_size=5)),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip


@given(setting=st.sampled_from(SETTINGS), typed=_ANYTHING)
def test_anything_typed_is_refused_or_survives_being_stored(setting, typed) -> None:
    try:
        value = checked(setting.key, typed)
    except BusinessRuleError as refused:
        event(refused.code)
        return
    assert from_stored(setting, stored(value)) == value


@given(setting=st.sampled_from(SETTINGS), text=st.text())
def test_anything_stored_can_be_read(setting, text: str) -> None:
    value = from_stored(setting, text)
    if setting.kind is SettingKind.MONEY:
        assert isinstance(value, Money)
