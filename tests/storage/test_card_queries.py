"""A card is claimed once, the soonest to expire first; a card known over all history never comes in again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, select

from desktop.domain.card import BatchOrigin, CardState
from desktop.domain.money import Money
from desktop.domain.product import ProductSnapshot
from desktop.domain.secret import Secret
from desktop.models.card_secrets import card_secret
from desktop.storage import card_queries
from desktop.storage.card_queries import BatchIntent, PlainCard, claim_cards
from tests.shop import RehearsalShop


@pytest.fixture
def shop() -> RehearsalShop:
    return RehearsalShop()


@pytest.fixture
def product(shop: RehearsalShop) -> ProductSnapshot:
    return shop.a_product()


def put(shop: RehearsalShop, product: ProductSnapshot, *cards: PlainCard) -> tuple[int, ...]:
    intent = BatchIntent(product.id, BatchOrigin.IMPORT, shop.owner.id)
    with shop.ground.database.write() as connection:
        return card_queries.store_cards(connection, shop.ground, intent, cards).card_ids


def card(text: str, expires_on: date | None = None, cost: int | None = None) -> PlainCard:
    return PlainCard(
        Secret(text), expires_on=expires_on, cost=None if cost is None else Money(cost)
    )


def claimed(
    connection: Connection, shop: RehearsalShop, product: ProductSnapshot, count: int
) -> list[int]:
    line_id = shop.ground.identifiers.next_id()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    cards = claim_cards(connection, product.id, line_id, count, at=shop.clock.now())
    return [one.id for one in cards]


class NeverWrittenError(Exception):
    """Leaves a write transaction without keeping what was tried in it."""


def test_cards_are_claimed_soonest_to_expire_first_then_oldest_first(
    shop: RehearsalShop, product: ProductSnapshot
) -> None:
    day = date(2026, 12, 1)
    first, second, third, fourth = put(
        shop, product, card("A"), card("B", day + timedelta(1)), card("C", day), card("D")
    )
    with pytest.raises(NeverWrittenError), shop.ground.database.write() as connection:
        assert claimed(connection, shop, product, 3) == [third, second, first]
        assert claimed(connection, shop, product, 3) == [fourth]
        assert claimed(connection, shop, product, 3) == []
        raise NeverWrittenError


def test_a_card_is_sold_on_its_last_day_and_never_after_it(
    shop: RehearsalShop, product: ProductSnapshot
) -> None:
    today = shop.clock.now().date()
    _, last_day = put(shop, product, card("gone", today - timedelta(1)), card("last", today))
    assert shop.checkout.get_product(product.id).local_cards == 1
    with pytest.raises(NeverWrittenError), shop.ground.database.write() as connection:
        assert claimed(connection, shop, product, 9) == [last_day]
        raise NeverWrittenError


def test_a_claim_takes_cards_of_that_product_only_and_keeps_their_costs(
    shop: RehearsalShop, product: ProductSnapshot
) -> None:
    other = shop.a_product("OTHER")
    put(shop, other, card("X"))
    put(shop, product, card("A", cost=91_00), card("B"))
    with pytest.raises(NeverWrittenError), shop.ground.database.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        cards = claim_cards(connection, product.id, 77, 5, at=shop.clock.now())
        assert [one.cost for one in cards] == [Money(91_00), None]
        states = connection.execute(
            select(card_secret.c.state, card_secret.c.sale_line_id, card_secret.c.sold_at).where(
                card_secret.c.product_id == product.id
            )
        ).all()
        assert {tuple(row) for row in states} == {(CardState.SOLD, 77, shop.clock.now())}
        raise NeverWrittenError


def test_a_claim_reads_and_writes_by_index(shop: RehearsalShop, product: ProductSnapshot) -> None:
    with shop.ground.database.read() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN " + card_queries.NEXT_CARDS_SQL, (product.id, "2026-01-01", 5)
        ).fetchall()
    text = " ".join(row[3] for row in plan)
    assert "ix_card_secret_next" in text
    assert "TEMP B-TREE" not in text


def test_a_card_that_was_ever_here_is_counted_as_a_duplicate_and_left_out(
    shop: RehearsalShop, product: ProductSnapshot
) -> None:
    put(shop, product, card("A"), card("B"))
    other = shop.a_product("OTHER")
    intent = BatchIntent(other.id, BatchOrigin.IMPORT, shop.owner.id)
    with shop.ground.database.write() as connection:
        stored = card_queries.store_cards(
            connection, shop.ground, intent, [card("B"), card("C"), card("C"), card("A")]
        )
    assert (len(stored.card_ids), stored.duplicates) == (1, 3)


def test_the_same_password_under_two_numbers_is_two_cards(
    shop: RehearsalShop, product: ProductSnapshot
) -> None:
    one = PlainCard(Secret("123456"), Secret("N1"))
    two = PlainCard(Secret("123456"), Secret("N2"))
    assert len(put(shop, product, one, two)) == 2


def test_a_stored_secret_opens_only_at_its_own_row(
    shop: RehearsalShop, product: ProductSnapshot
) -> None:
    from desktop.domain.errors import ProfileError

    first, second = put(shop, product, card("FIRST"), card("SECOND"))
    with shop.ground.database.read() as connection:
        found = connection.execute(select(card_secret.c.id, card_secret.c.secret_sealed))
        rows = {row.id: row.secret_sealed for row in found}
    vault = shop.ground.vault
    assert vault.open("secret", "card_secret", "secret_sealed", first, rows[first]) == b"FIRST"
    with pytest.raises(ProfileError):
        vault.open("secret", "card_secret", "secret_sealed", first, rows[second])
    assert b"FIRST" not in rows[first]


def test_bought_cards_fill_the_line_and_what_is_left_over_goes_into_stock(
    shop: RehearsalShop, product: ProductSnapshot
) -> None:
    put(shop, product, card("known"))
    intent = BatchIntent(product.id, BatchOrigin.PURCHASE, None, sale_line_id=8, line_quantity=2)
    cards = [card("known"), card("P1"), card("P2"), card("P3")]
    with pytest.raises(NeverWrittenError), shop.ground.database.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        stored = card_queries.store_cards(connection, shop.ground, intent, cards)
        assert stored.duplicates == 1
        found = connection.execute(select(card_secret.c.id, card_secret.c.sale_line_id))
        lines = {row.id: row.sale_line_id for row in found}
        assert [lines[one] for one in stored.card_ids] == [8, 8, None]
        raise NeverWrittenError


def test_voided_cards_leave_the_stock_and_stay_known(
    shop: RehearsalShop, product: ProductSnapshot
) -> None:
    from desktop.domain.errors import BusinessRuleError

    first, second = put(shop, product, card("A"), card("B"))
    shop.card_store.void_cards(shop.owner, [first], "坏卡")
    assert shop.checkout.get_product(product.id).local_cards == 1
    with pytest.raises(BusinessRuleError) as refusal:
        shop.card_store.void_cards(shop.owner, [first, second], "坏卡")
    assert refusal.value.code == "cards_not_in_stock"
    assert shop.checkout.get_product(product.id).local_cards == 1
    assert put(shop, product, card("A")) == ()


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        ("SELECT count(*) FROM card_secret WHERE batch_id = 1", "ix_card_secret_batch"),
        ("SELECT id FROM card_batch WHERE purchase_id = 1", "ix_card_batch_purchase"),
        ("SELECT count(*) FROM card_secret WHERE state = 'to_check'", "ix_card_secret_to_check"),
    ],
)
def test_what_is_asked_while_somebody_waits_never_walks_over_every_card(
    shop: RehearsalShop, statement: str, index: str
) -> None:
    with shop.ground.database.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
    assert index in str(plan)
