from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.domain.cart import Cart
from desktop.domain.delivery import HandOver
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.sale import SoldLine
from desktop.models.ledger import ledger
from desktop.services.delivery import masked_secret
from desktop.storage.delivery_queries import UndeliveredChip
from tests.shop import RehearsalShop


@pytest.fixture
def shop() -> RehearsalShop:
    rehearsal = RehearsalShop()
    rehearsal.open_shift(Money(100_00))
    return rehearsal


def a_sold_line(shop: RehearsalShop, pieces: int = 1) -> SoldLine:
    return shop.sell(Cart().with_product(shop.a_product(cards=pieces), pieces)).sale.lines[0]


def kinds_in_ledger(shop: RehearsalShop) -> list[str]:
    with shop.ground.database.read() as connection:
        return list(connection.scalars(select(ledger.c.kind)))


def test_goods_wait_until_they_are_shown(shop: RehearsalShop) -> None:
    line = a_sold_line(shop)
    assert shop.delivery.undelivered_count() == 1
    revealed = shop.delivery.reveal(shop.cashier, line.id)
    assert revealed.cards[0].secret.reveal() == "YJ100-CARD-0000-SECRET"
    assert revealed.is_first
    assert shop.delivery.undelivered_count() == 0


def test_a_reveal_stands_in_the_ledger_and_in_no_repr(shop: RehearsalShop) -> None:
    revealed = shop.delivery.reveal(shop.cashier, a_sold_line(shop).id)
    assert "cards_revealed" in kinds_in_ledger(shop)
    assert "SECRET" not in repr(revealed)


def test_one_of_two_cards_leaves_the_line_waiting(shop: RehearsalShop) -> None:
    line = a_sold_line(shop, 2)
    shop.delivery.reveal(shop.cashier, line.id, card_ids=line.card_ids[:1])
    assert shop.delivery.undelivered_count() == 1
    shop.delivery.reveal(shop.cashier, line.id, card_ids=line.card_ids[1:], how=HandOver.COPIED)
    assert shop.delivery.undelivered_count() == 0


def test_seeing_a_card_again_needs_the_owner(shop: RehearsalShop) -> None:
    line = a_sold_line(shop)
    shop.delivery.reveal(shop.cashier, line.id)
    with pytest.raises(BusinessRuleError) as refused:
        shop.delivery.reveal(shop.cashier, line.id)
    assert refused.value.code == "needs_owner"
    assert "right_refused" in kinds_in_ledger(shop)
    again = shop.delivery.reveal(shop.cashier, line.id, approval=shop.approval)
    assert not again.is_first


def test_what_anyone_may_see_hides_the_secret(shop: RehearsalShop) -> None:
    masked = shop.delivery.masked_cards(a_sold_line(shop).id)
    assert [card.masked for card in masked] == ["YJ10•-••••-••••-••••••"]


@given(st.text(min_size=1, max_size=40))
def test_a_mask_shows_at_most_the_first_four(secret: str) -> None:
    masked = masked_secret(secret)
    assert len(masked) == len(secret)
    shown = [a for a, b in zip(secret, masked, strict=True) if a == b and a.isalnum()]
    assert len(shown) <= 4
    if len(secret) < 8:
        assert set(masked) == {"•"}


def test_the_message_to_a_customer_never_holds_a_secret(shop: RehearsalShop) -> None:
    line = a_sold_line(shop)
    message = shop.delivery.message_for(line.id)
    assert "SECRET" not in message
    code = shop.delivery.list_undelivered()[0].claim_code
    assert code in message


def test_undelivered_goods_are_found_by_claim_code_and_number(shop: RehearsalShop) -> None:
    a_sold_line(shop)
    row = shop.delivery.list_undelivered()[0]
    for typed in (row.claim_code.lower(), row.sale_number, "1"):
        found = shop.delivery.list_undelivered(UndeliveredChip.ALL, typed)
        assert [one.line_id for one in found] == [row.line_id], typed
    assert shop.delivery.list_undelivered(UndeliveredChip.ALL, "ZZZ") == ()


def test_a_chat_message_holds_the_secret_and_counts_as_handed_over(shop: RehearsalShop) -> None:
    text, _changes = shop.delivery.chat_text(shop.cashier, a_sold_line(shop).id)
    assert "YJ100-CARD-0000-SECRET" in text.reveal()
    assert shop.delivery.undelivered_count() == 0


def test_what_of_the_days_sales_is_in_the_customers_hands_is_counted_in_pieces(
    shop: RehearsalShop,
) -> None:
    line = a_sold_line(shop, pieces=3)
    today = shop.shifts.business_date_now()
    assert shop.delivery.handed_over_count(today) == 0
    shop.delivery.reveal(shop.cashier, line.id)
    assert shop.delivery.handed_over_count(today) == 3
    assert shop.delivery.handed_over_count(today - timedelta(days=1)) == 0
