from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.acg_faka import ACG_FAKA
from desktop.connectors.platforms.acg_faka_goods import (
    CatalogueUnreadableError,
    read_catalogue,
    sections_of,
    widget_fields,
)
from desktop.connectors.platforms.base import (
    AccountAccess,
    FieldKind,
    GoodsKind,
    GoodsStatus,
    PlatformSilentError,
)
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from tests.connectors.fault_server import fault_server, response
from tests.connectors.platform_contract import noon
from tests.connectors.replay_server import captured


def catalogue_of(*goods: dict[str, Any]) -> bytes:
    children = [{"code": "A", "name": "a", "status": 1, "delivery_way": 0} | one for one in goods]
    data = [{"name": "类", "children": children}]
    return json.dumps({"code": 200, "data": data}, ensure_ascii=False).encode()


def cost_in(raw: bytes) -> Money | None:
    body = catalogue_of({"user_price": "@"}).replace(b'"@"', raw)
    return next(iter(read_catalogue(body))).cost


def test_the_recorded_catalogue_is_read_without_the_owners_own_cost():
    rows = list(read_catalogue(captured("items")["response"]["body"].encode()))
    costs = [(row.upstream_id, row.variant, row.cost) for row in rows]
    assert costs == [
        ("CARD10AUTO", None, Money(950)),
        ("RACE20AUTO", "月卡", None),
        ("RACE20AUTO", "年卡", None),
        ("LASTONE", None, Money(950)),
        ("PRICEY", None, Money(999900)),
        ("TOPUP50", None, Money(4900)),
    ]
    assert [row.stock for row in rows] == [6, None, None, 1, 1, 5]
    assert Money(800) not in {row.cost for row in rows}
    assert {row.category for row in rows} == {"游戏点卡", "话费充值"}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"9.5", Money(950)),
        (b'"9.5"', Money(950)),
        (b"9.5001", Money(951)),
        (b"0.29", Money(29)),
        (b"1.005", Money(101)),
        (b"90071992547409.93", None),
        (b"-1", None),
        (b"null", None),
        (b'"free"', None),
        (b"[]", None),
        (b"1e2", Money(10000)),
    ],
)
def test_a_cost_is_read_as_a_decimal_and_rounded_up(raw: bytes, expected: Money | None):
    assert cost_in(raw) == expected


def test_a_goods_row_carries_limits_status_and_kind():
    body = catalogue_of(
        {"delivery_way": 1, "minimum": "2", "maximum": 9, "status": 0, "stock": "7"},
        {"code": "", "name": "no code"},
        {"code": 55, "delivery_way": 1, "widget": [{"name": "qq", "cn": "QQ"}]},
    )
    first, second = read_catalogue(body)
    assert (first.kind, first.minimum, first.maximum) == (GoodsKind.OTHER, 2, 9)
    assert (first.status, first.stock) == (GoodsStatus.STOPPED, 7)
    assert (second.upstream_id, second.kind) == ("55", GoodsKind.TOPUP)


def test_goods_with_attributes_have_no_cost_until_asked_and_ask_for_a_choice():
    config = "[sku]\n颜色.红=1.00\n颜色.蓝=0\n尺寸.大=2"
    (row,) = read_catalogue(catalogue_of({"user_price": 5, "config": config}))
    assert row.cost is None
    assert row.fields is not None
    assert [(field.name, field.kind, field.choices) for field in row.fields] == [
        ("sku[颜色]", FieldKind.CHOICE, ("红", "蓝")),
        ("sku[尺寸]", FieldKind.CHOICE, ("大",)),
    ]


def test_a_list_that_php_wrote_as_a_mapping_is_read():
    body = b'{"code":200,"data":{"3":{"name":"c","children":{"7":{"code":"A","name":"a"}}}}}'
    assert [row.upstream_id for row in read_catalogue(body)] == ["A"]


def test_half_a_character_costs_one_name_not_the_catalogue():
    body = catalogue_of({"name": "@"}, {"code": "B"}).replace(b'"@"', b'"x\\ud83dy \\\\ud83d"')
    rows = list(read_catalogue(body))
    assert [row.name for row in rows] == ["x\ufffdy \\ud83d", "a"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"code":200}',
        b'{"code":200,"data":"x"}',
        b'{"code":200,"data":[5]}',
        b'{"code":200,"data":[{"children":"x"}]}',
        b'{"code":200,"data":[{"name":NaN}]}',
        b'{"code":200,"data":[{"children":[{"code":"A"}]}',
        b'{"code":200,"data":' + b"[" * 100_000,
    ],
)
def test_another_shape_is_unreadable_before_the_first_row(body: bytes):
    with pytest.raises(CatalogueUnreadableError):
        read_catalogue(body)


def test_the_shapes_of_items_and_item_mean_the_same():
    ini = sections_of("[category]\n月卡=15.00\n年卡=150.00\n[wholesale]\n")
    parsed = sections_of({"category": {"月卡": "15.00", "年卡": "150.00"}, "wholesale": []})
    assert ini["category"] == parsed["category"] == {"月卡": "15.00", "年卡": "150.00"}
    assert sections_of({"sku": {"颜色": {"红": "1"}}}) == {"sku": {"颜色.红": "1"}}
    assert sections_of([]) == sections_of(None) == {}


def test_own_fields_of_a_plugin_and_broken_widgets_are_left_out():
    entries = [
        {"name": "a", "cn": "甲", "type": "select", "dict": "一,二"},
        {"name": "b", "type": "number"},
        {"name": "c", "type": "custom"},
        {"cn": "no name"},
        5,
    ]
    fields = widget_fields(json.dumps(entries))
    assert [(field.name, field.label, field.kind, field.choices) for field in fields] == [
        ("a", "甲", FieldKind.CHOICE, ("一", "二")),
        ("b", "b", FieldKind.NUMBER, ()),
    ]
    assert widget_fields("not json") == widget_fields(None) == widget_fields({"a": 1}) == ()


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(body: bytes):
    with pytest.raises(CatalogueUnreadableError):
        list(read_catalogue(body))


@given(st.text(max_size=200))
def test_no_configuration_breaks_the_reading(text: str):
    sections_of(text)
    widget_fields(text)


@pytest.mark.parametrize(
    ("whole", "reason"),
    [
        (response(b"<html>", content_type="text/html"), "html_page"),
        (response(b"{}", "500 Broken"), "status_500"),
        (response(b'{"code":200,"data":5}'), "catalogue_unreadable"),
        (response(b"{{"), "not_json"),
        (response(b"", "302 Found", extra="Location: http://127.0.0.1:1/\r\n"), "redirect"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_one_clear_error(whole: bytes, reason: str):
    with fault_server(whole) as server:
        access = AccountAccess(
            {"base_url": server.url, "app_id": "1"}, {"app_key": Secret("0123456789ABCDEF")}, noon
        )
        with pytest.raises(PlatformSilentError) as silent:
            ACG_FAKA.fetch_goods(HttpClient(), access)
    assert silent.value.values["reason"] == reason


def test_an_entry_that_is_no_goods_ends_the_list_instead_of_seeming_gone() -> None:
    body = b'{"code":200,"data":[{"name":"a","children":[{"code":"A"},7,{"code":"B"}]}]}'
    rows = iter(read_catalogue(body))
    assert next(rows).upstream_id == "A"
    with pytest.raises(PlatformSilentError):
        next(rows)
