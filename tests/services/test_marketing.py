"""Posters of live prices, codes that run out, messages and what came after them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.broadcast import BroadcastKind
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.poster import Poster
from desktop.services.marketing import Marketing
from tests.factories import TillShop

PAYLOAD = "https://weixin.qq.com/g/A"


class PromotingShop(TillShop):
    """A till with the desk of posters."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.marketing = Marketing(self.ground, self.settings, self.rights, self.campaigns)
        self.settings.change(self.owner, {"shop.name": "禾光点卡"})


@pytest.fixture
def shop() -> PromotingShop:
    shop = PromotingShop()
    shop.a_product("HF100", name="手机话费", face_text="100 元", price=99_80, cards=5)
    shop.a_product("HF50", name="手机话费", face_text="50 元", price=51_60)
    shop.a_product("YY", name="青柠音乐会员", face_text="月卡", price=10_80)
    return shop


def refusal(call: object, *args: object, **named: object) -> str:
    with pytest.raises(BusinessRuleError) as refused:
        call(*args, **named)  # type: ignore[operator]
    return refused.value.code


def a_poster(shop: PromotingShop) -> tuple[Poster, tuple[int, ...]]:
    code = shop.marketing.add_code(shop.owner, "群码", PAYLOAD, date(2026, 6, 25))
    goods = shop.marketing.facts().goods
    poster = Poster("禾光点卡", "当面充", goods=tuple(one.goods for one in goods), code=code)
    return poster, tuple(one.product_id for one in goods)


def test_goods_are_offered_with_their_face_value_and_never_above_it(shop: PromotingShop) -> None:
    facts = shop.marketing.facts()
    goods = {one.goods.title: one.goods for one in facts.goods}
    assert set(goods) == {"手机话费 100 元", "青柠音乐会员 月卡"}
    assert goods["手机话费 100 元"].struck == Money(100_00)
    assert goods["青柠音乐会员 月卡"].struck is None
    assert facts.shop == "禾光点卡"


def test_a_price_that_moved_since_stops_the_poster(shop: PromotingShop) -> None:
    poster, ids = a_poster(shop)
    assert shop.marketing.check(poster, ids) == ()
    product = shop.checkout.find_products("HF100")[0]
    shop.catalog.change_prices(shop.owner, {product.id: Money(98_00)})
    problems = shop.marketing.check(poster, ids)
    assert [one.code for one in problems] == ["poster_price_moved"]
    assert problems[0].values["name"] == "手机话费 100 元"
    assert refusal(shop.marketing.refuse_unfit, poster, ids) == "poster_price_moved"


def test_a_forbidden_word_stops_a_poster_and_a_missing_code_only_warns(shop: PromotingShop) -> None:
    poster, ids = a_poster(shop)
    shop.marketing.refuse_unfit(replace(poster, code=None), ids)
    loud = replace(poster, title="全网最低价")
    assert refusal(shop.marketing.refuse_unfit, loud, ids) == "poster_words_forbidden"


@pytest.mark.parametrize(
    ("label", "payload", "expires_on", "code"),
    [
        ("", PAYLOAD, None, "contact_code_malformed"),
        ("群码", "  ", None, "contact_code_malformed"),
        ("群" * 21, PAYLOAD, None, "contact_code_malformed"),
        ("群码", "x" * 501, None, "contact_code_malformed"),
        ("群码", PAYLOAD, date(2026, 6, 17), "contact_code_expired"),
    ],
)
def test_a_code_that_will_not_do_is_not_kept(
    shop: PromotingShop, label: str, payload: str, expires_on: date | None, code: str
) -> None:
    assert refusal(shop.marketing.add_code, shop.owner, label, payload, expires_on) == code
    assert shop.marketing.facts().codes == ()


def test_a_removed_code_is_offered_no_more(shop: PromotingShop) -> None:
    code = shop.marketing.add_code(shop.owner, "群码", PAYLOAD, None)
    shop.marketing.remove_code(shop.owner, code.id)
    shop.marketing.remove_code(shop.owner, code.id)
    assert shop.marketing.facts().codes == ()


def test_a_cashier_gives_nothing_out(shop: PromotingShop) -> None:
    assert refusal(shop.marketing.add_code, shop.cashier, "群码", PAYLOAD, None) == "needs_owner"
    kind = BroadcastKind.SALE
    assert refusal(shop.marketing.note_push, shop.cashier, kind, "群", "话") == "needs_owner"


def test_a_message_is_followed_by_what_two_days_sold_beside_the_two_before(
    shop: PromotingShop,
) -> None:
    shop.open_shift(Money(100_00))
    product = shop.checkout.find_products("HF100")[0]
    shop.a_sale(product, 1)
    shop.clock.pass_time(timedelta(hours=1))
    shop.marketing.note_push(shop.owner, BroadcastKind.SALE, "东门群", "限时", reached=200)
    shop.clock.pass_time(timedelta(hours=1))
    shop.a_sale(product, 2)
    (result,) = shop.marketing.pushes()
    assert (result.push.audience, result.push.reached) == ("东门群", 200)
    assert (result.before.total, result.after.total) == (Money(99_80), Money(199_60))
    assert not result.is_over
    shop.clock.pass_time(timedelta(hours=48))
    assert shop.marketing.pushes()[0].is_over


def test_a_planned_message_is_sent_or_dropped_once(shop: PromotingShop) -> None:
    tomorrow = shop.marketing.today() + timedelta(days=1)
    for words in ("上新", "再见"):
        shop.marketing.note_push(
            shop.owner, BroadcastKind.NEW_GOODS, "", words, planned_on=tomorrow
        )
    first, second = shop.marketing.pushes()
    assert first.push.sent_at is None
    shop.marketing.mark_sent(shop.owner, first.push.id)
    shop.marketing.drop_push(shop.owner, second.push.id)
    (left,) = shop.marketing.pushes()
    assert left.push.sent_at is not None
    for act in (shop.marketing.mark_sent, shop.marketing.drop_push):
        assert refusal(act, shop.owner, first.push.id) == "push_not_planned"


def test_a_message_of_nothing_or_for_yesterday_is_refused(shop: PromotingShop) -> None:
    yesterday = shop.marketing.today() - timedelta(days=1)
    note, kind = shop.marketing.note_push, BroadcastKind.SALE
    assert refusal(note, shop.owner, kind, "", " ") == "push_malformed"
    assert refusal(note, shop.owner, kind, "", "话", planned_on=yesterday) == "push_in_the_past"
    assert shop.marketing.pushes() == ()
