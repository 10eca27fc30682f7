from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.bill_matching import BillMatching, BillRow, BookedPayment, match_bills
from desktop.domain.money import ZERO, Money
from desktop.domain.tender import TenderMethod

NOON = datetime(2026, 6, 18, 4, 0, tzinfo=UTC)
WECHAT, ALIPAY = TenderMethod.WECHAT, TenderMethod.ALIPAY


def paid(
    key: int, minute: float, yuan: int = 95, tail: str = "", method: TenderMethod = WECHAT
) -> BookedPayment:
    at = NOON + timedelta(minutes=minute)
    return BookedPayment(key, method, f"0618-{key:04}", at, Money(yuan * 100), tail)


def came(
    key: int, minute: float, yuan: int = 95, number: str = "", method: TenderMethod = WECHAT
) -> BillRow:
    at = NOON + timedelta(minutes=minute)
    return BillRow(key, method, number or f"1000050{key:05}", at, Money(yuan * 100), ZERO)


def pairs_of(found: BillMatching) -> set[tuple[int, int]]:
    return {(payment.id, row.id) for payment, row in found.matched}


def test_one_sale_and_its_money_are_paired() -> None:
    found = match_bills([paid(1, 0)], [came(11, 1)])
    assert pairs_of(found) == {(1, 11)}
    assert found.is_even


def test_another_amount_another_tender_or_another_hour_is_not_its_money() -> None:
    rows = [came(11, 1, 94), came(12, 1, method=ALIPAY), came(13, 41)]
    found = match_bills([paid(1, 0)], rows)
    assert [each.id for each in found.sales_without_money] == [1]
    assert {each.id for each in found.money_without_sale} == {11, 12, 13}


def test_the_typed_tail_decides_between_equal_amounts() -> None:
    payments = [paid(1, 0, tail="7777"), paid(2, 1, tail="8888")]
    rows = [came(11, 0, number="10008888"), came(12, 1, number="10007777")]
    assert pairs_of(match_bills(payments, rows)) == {(1, 12), (2, 11)}


def test_a_tail_finds_its_money_hours_away_and_refuses_any_other() -> None:
    late = match_bills([paid(1, 0, tail="7777")], [came(11, 300, number="10007777")])
    assert pairs_of(late) == {(1, 11)}
    other = match_bills([paid(1, 0, tail="7777")], [came(11, 0, number="10001234")])
    assert (len(other.sales_without_money), len(other.money_without_sale)) == (1, 1)


def test_a_refund_is_paired_with_a_refund_only() -> None:
    found = match_bills([paid(1, 0), paid(2, 5, -95)], [came(11, 0), came(12, 6, -95)])
    assert pairs_of(found) == {(1, 11), (2, 12)}
    lone = match_bills([paid(2, 5, -95)], [came(11, 5, 95)])
    assert not lone.matched


def test_equal_amounts_that_come_out_even_are_paired_in_order_of_time() -> None:
    found = match_bills(
        [paid(1, 0), paid(2, 2), paid(3, 4)], [came(i, i - 10) for i in (11, 12, 13)]
    )
    assert pairs_of(found) == {(1, 11), (2, 12), (3, 13)}


def test_where_one_of_equal_amounts_lacks_its_money_a_person_chooses() -> None:
    payments, rows = [paid(1, 0), paid(2, 1)], [came(11, 0.5)]
    (knot,) = match_bills(payments, rows).ambiguous
    assert ([each.id for each in knot.payments], [each.id for each in knot.rows]) == ([1, 2], [11])
    decided = match_bills(payments, rows, {11: 2})
    assert pairs_of(decided) == {(2, 11)}
    assert [each.id for each in decided.sales_without_money] == [1]


def test_a_missing_one_does_not_tie_up_what_lies_close_together() -> None:
    payments = [paid(1, 0), paid(2, 10), paid(3, 20)]
    found = match_bills(payments, [came(11, 0), came(13, 20)])
    assert pairs_of(found) == {(1, 11), (3, 13)}
    assert [each.id for each in found.sales_without_money] == [2]


minutes = st.integers(0, 90)
yuan = st.sampled_from([95, 96, -95])
tails = st.sampled_from(["", "", "", "1111", "2222"])
numbers = st.sampled_from(["90001111", "90002222", "90003333"])


@st.composite
def days(draw: st.DrawFn) -> tuple[list[BookedPayment], list[BillRow], dict[int, int]]:
    payments = [
        paid(i, draw(minutes), draw(yuan), draw(tails)) for i in range(1, draw(st.integers(1, 9)))
    ]
    rows = [
        came(i, draw(minutes), draw(yuan), draw(numbers))
        for i in range(101, 100 + draw(st.integers(1, 9)))
    ]
    chosen = draw(st.dictionaries(st.integers(101, 110), st.integers(1, 10), max_size=2))
    return payments, rows, chosen


@given(days())
def test_every_row_and_payment_is_in_exactly_one_place(
    day: tuple[list[BookedPayment], list[BillRow], dict[int, int]],
) -> None:
    payments, rows, chosen = day
    found = match_bills(payments, rows, chosen)
    placed_payments = [
        *(each.id for each, _ in found.matched),
        *(each.id for each in found.sales_without_money),
        *(each.id for knot in found.ambiguous for each in knot.payments),
    ]
    placed_rows = [
        *(row.id for _, row in found.matched),
        *(row.id for row in found.money_without_sale),
        *(row.id for knot in found.ambiguous for row in knot.rows),
    ]
    assert sorted(placed_payments) == [each.id for each in payments]
    assert sorted(placed_rows) == [row.id for row in rows]
    for payment, row in found.matched:
        if chosen.get(row.id) != payment.id:
            assert payment.amount == row.amount
            assert row.number.endswith(payment.tail)


@given(days(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    day: tuple[list[BookedPayment], list[BillRow], dict[int, int]], chance: object
) -> None:
    payments, rows, chosen = day
    shuffled_payments, shuffled_rows = payments[:], rows[:]
    chance.shuffle(shuffled_payments)  # type: ignore[attr-defined]
    chance.shuffle(shuffled_rows)  # type: ignore[attr-defined]
    assert match_bills(shuffled_payments, shuffled_rows, chosen) == match_bills(
        payments, rows, chosen
    )


@given(st.lists(st.tuples(minutes, st.integers(-2, 2)), max_size=12))
def test_where_every_sale_has_its_money_nothing_is_left_over(
    sales: list[tuple[int, int]],
) -> None:
    payments = [paid(i, minute) for i, (minute, _) in enumerate(sales, 1)]
    rows = [came(100 + i, minute + late) for i, (minute, late) in enumerate(sales, 1)]
    found = match_bills(payments, rows)
    assert found.is_even
    assert len(found.matched) == len(sales)
