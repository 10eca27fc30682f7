"""Looking at cards that were not sold: who may, how many, and what becomes of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.errors import BusinessRuleError
from desktop.services.card_taking import MOST_A_DAY, CardTaking
from tests.services.test_day_findings import ClosingShop


@pytest.fixture
def shop() -> ClosingShop:
    return ClosingShop()


def taking(shop: ClosingShop) -> CardTaking:
    return CardTaking(shop.ground, shop.rights)


def refusal(shop: ClosingShop, product_id: int, count: int) -> str:
    with pytest.raises(BusinessRuleError) as caught:
        taking(shop).take_out(shop.owner, product_id, count, shop.approval)
    return caught.value.code


def test_only_the_owner_with_pin_and_reason_and_every_refusal_is_noted(shop: ClosingShop) -> None:
    product = shop.a_product(cards=1)
    for actor, approval, code in (
        (shop.cashier, shop.approval, "denied"),
        (shop.senior, shop.approval, "denied"),
        (shop.owner, None, "needs_owner"),
    ):
        with pytest.raises(BusinessRuleError) as caught:
            taking(shop).take_out(actor, product.id, 1, approval)
        assert caught.value.code == code
    assert shop.checkout.get_product(product.id).local_cards == 1


def test_what_was_seen_is_never_sold_and_the_day_names_it(shop: ClosingShop) -> None:
    product = shop.a_product(cards=3)
    taken = taking(shop).take_out(shop.owner, product.id, 2, shop.approval)
    assert len({card.secret.reveal() for card in taken.cards}) == 2
    assert shop.checkout.get_product(product.id).local_cards == 1
    (row,) = (one for one in shop.card_store.counts() if one.product == product.code)
    assert (row.available, row.void) == (1, 2)
    found = [one.kind for one in shop.reporting.day_report(None).findings]
    assert found == ["reveal_without_sale"] * 2


def test_a_look_that_was_cut_off_can_be_had_again_for_a_day(shop: ClosingShop) -> None:
    product = shop.a_product(cards=2)
    first = taking(shop).take_out(shop.owner, product.id, 1, shop.approval)
    again = taking(shop).take_out(shop.owner, product.id, 0, shop.approval)
    assert [one.id for one in again.cards] == [one.id for one in first.cards]
    assert not again.changes.topics
    shop.clock.pass_time(timedelta(days=1, seconds=1))
    assert refusal(shop, product.id, 0) == "nothing_taken_out"


def test_no_more_than_the_store_has_and_a_few_a_day(shop: ClosingShop) -> None:
    product = shop.a_product(cards=MOST_A_DAY + 5)
    small = shop.a_product("SMALL", cards=1)
    assert refusal(shop, small.id, 2) == "cards_short"
    taking(shop).take_out(shop.owner, product.id, MOST_A_DAY - 1, shop.approval)
    assert refusal(shop, small.id, 2) == "too_many_taken_out"
    taking(shop).take_out(shop.owner, small.id, 1, shop.approval)
    assert refusal(shop, product.id, 1) == "too_many_taken_out"
    assert shop.checkout.get_product(product.id).local_cards == 6
