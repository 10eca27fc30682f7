from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.connectors.strict_json import (
    NotStrictJsonError,
    decimal_of,
    money_of,
    read_strict_json,
    whole_number,
)
from desktop.domain.money import Money

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def test_a_fraction_stays_decimal():
    assert read_strict_json(b'{"a":0.1,"b":[1.10]}') == {
        "a": Decimal("0.1"),
        "b": [Decimal("1.10")],
    }


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"NaN",
        b"[Infinity]",
        b'{"a":-Infinity}',
        b'{"a":1,"a":2}',
        b'{"x":{"a":1,"\\u0061":2}}',
        b"[" * 100_000,
        b"1" * 5000,
        b"0." + b"1" * 5000,
        b"\xff",
        b"{} {}",
        b"{'a':1}",
    ],
)
def test_what_is_not_strict_is_refused(body: bytes):
    with pytest.raises(NotStrictJsonError) as refused:
        read_strict_json(body)
    assert len(str(refused.value)) < 40


def test_halves_of_characters_are_replaced_everywhere():
    body = b'{"\\ud800":["\\udfff",[["\\ud83d"]],{"a":"\\ud83d\\ude00"}]}'
    assert read_strict_json(body) == {"\ufffd": ["\ufffd", [["\ufffd"]], {"a": "😀"}]}
    assert read_strict_json(b'"\\ud800"') == "\ufffd"


@given(VALUES)
def test_every_ordinary_document_comes_back_as_it_was(value: Any):
    assert read_strict_json(json.dumps(value).encode()) == value


@given(st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(body: bytes):
    try:
        read_strict_json(body)
    except NotStrictJsonError:
        return


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("9.50", Decimal("9.50")),
        (9, Decimal(9)),
        (Decimal("0.1"), Decimal("0.1")),
        (True, None),
        (None, None),
        ("", None),
        ("NaN", None),
        ("Infinity", None),
        ("1" * 41, None),
        ([], None),
    ],
)
def test_only_numbers_are_numbers(value: object, expected: Decimal | None):
    assert decimal_of(value) == expected


def test_money_is_rounded_up_and_never_negative_or_absurd():
    assert money_of("9.501") == Money(951)
    assert money_of("-0.01") is None
    assert money_of("1e30") is None


@given(st.decimals(0, 10**10, places=2), st.sampled_from(["{}", "0{}", "{}0", "{}1", "+{}"]))
def test_an_amount_is_the_same_however_it_is_written(amount: Decimal, shape: str) -> None:
    text = shape.format(amount)
    exact = Decimal(text)
    expected = None if exact > 10**10 else Money.from_decimal_rounded_up(exact)
    assert money_of(text) == money_of(exact) == expected


def test_a_count_may_come_as_text():
    assert (whole_number("6"), whole_number(6), whole_number(6.0)) == (6, 6, 6)
    assert (whole_number("x"), whole_number("1e20"), whole_number(None)) == (None, None, None)
