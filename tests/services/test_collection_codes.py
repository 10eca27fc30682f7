from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.tender import TenderMethod
from tests.factories import TillShop, a_till

WECHAT, ALIPAY = TenderMethod.WECHAT, TenderMethod.ALIPAY


@pytest.fixture
def shop() -> TillShop:
    return a_till()


def refusal_of(call: Callable[[], object]) -> str:
    with pytest.raises(BusinessRuleError) as refused:
        call()
    return refused.value.code


def test_a_code_is_kept_with_its_picture_and_what_it_says(shop: TillShop) -> None:
    added = shop.codes.add(
        shop.owner, WECHAT, " 店长手机 ", b"\x89PNG", "wxp://f2f0", daily_limit=Money(5_000_00)
    ).code
    assert shop.codes.list_codes(WECHAT) == (added,)
    assert (added.label, added.picture, added.payload) == ("店长手机", b"\x89PNG", "wxp://f2f0")
    assert shop.codes.list_codes(ALIPAY) == ()


def test_a_removed_code_takes_no_more_money_and_keeps_its_past(shop: TillShop) -> None:
    code = shop.a_code()
    shop.a_sale(shop.a_product(cards=1), tenders={WECHAT: 100_00}, code_id=code.id)
    shop.codes.remove(shop.owner, code.id)
    assert shop.codes.list_codes() == ()
    kept = [entry for entry in shop.reporting.day_report().codes if entry.method == WECHAT]
    assert [(entry.label, entry.expected) for entry in kept if entry.code_id] == [
        ("店长手机", Money(100_00))
    ]


def test_a_swapped_code_can_be_proved_by_the_ledger(shop: TillShop) -> None:
    code = shop.a_code()
    shop.codes.change(shop.owner, code.id, "店长手机", None, "wxp://somebody-else")
    shop.codes.change(shop.owner, code.id, "店长手机", None, code.payload)
    with shop.ground.database.read() as connection:
        bodies = connection.exec_driver_sql(
            "SELECT body FROM ledger WHERE kind LIKE 'collection_code_%' ORDER BY seq"
        ).scalars()
        prints = [body.split('"fingerprint":"')[1][:32] for body in bodies]
    assert prints[0] == prints[2] != prints[1]


@pytest.mark.parametrize(
    ("label", "picture", "payload"),
    [
        ("", b"x", ""),
        ("  ", b"x", ""),
        ("码", None, ""),
        ("码" * 41, b"x", ""),
        ("码", b"x" * 2_000_001, ""),
        ("码", None, "x" * 2_001),
    ],
)
def test_what_is_no_code_is_refused(
    shop: TillShop, label: str, picture: bytes | None, payload: str
) -> None:
    add = shop.codes.add
    assert refusal_of(lambda: add(shop.owner, WECHAT, label, picture, payload)) == "code_malformed"
    assert shop.codes.list_codes() == ()


def test_cash_has_no_code(shop: TillShop) -> None:
    add = shop.codes.add
    code = refusal_of(lambda: add(shop.owner, TenderMethod.CASH, "钱箱", b"x"))
    assert code == "not_a_code_method"
