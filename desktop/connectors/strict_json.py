"""JSON from outside, read so that nothing in it is quietly changed.

Belongs here: the strict reading. Numbers stay decimal; what JSON does not know (NaN), what has two
meanings (a key twice) and what would break the reader (depth, thousands of digits) is refused.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from desktop.domain.money import Money, NotAnAmountError

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_PLAIN_YUAN: Final = re.compile(r"[0-9]{1,10}\.[0-9]{2}")
_MAXIMUM_NUMBER_LENGTH: Final = 40
_MAXIMUM_COUNT: Final = 10**12


class NotStrictJsonError(ValueError):
    """The body is not JSON as we accept it. Holds nothing of the body."""


def read_strict_json(body: bytes) -> Any:
    """Return the value of a UTF-8 body; numbers with a fraction come as ``Decimal``.

    Raises:
        NotStrictJsonError: not UTF-8, not JSON, NaN or Infinity, a key twice, too deep, a number
            longer than any amount.
    """
    try:
        value = json.loads(
            body.decode("utf-8-sig"),
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_no_constant,
            object_pairs_hook=_mapping,
        )
        return _scrubbed(value)
    except (ValueError, RecursionError, InvalidOperation) as error:
        kind = type(error).__name__
    # Outside of the block: an error of decoding holds the whole body, and would go along.
    raise NotStrictJsonError(kind)


def without_lone_surrogates(text: str) -> str:
    """Return the text with halves of characters, which no database takes, replaced by ``�``."""
    try:
        text.encode()  # refuses just them
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub("\ufffd", text)
    return text


def decimal_of(value: object) -> Decimal | None:
    """Return a number or a numeric text as a finite decimal, or None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if not isinstance(value, str) or len(value) > _MAXIMUM_NUMBER_LENGTH:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def money_of(value: object) -> Money | None:
    """Return a cost, rounded up to a fen, or None for what is no amount or below nothing."""
    if type(value) is str and _PLAIN_YUAN.fullmatch(value):  # what a catalogue is full of
        return Money(int(value.replace(".", "")))
    number = decimal_of(value)
    if number is None or number < 0:
        return None
    try:
        return Money.from_decimal_rounded_up(number)
    except NotAnAmountError:
        return None


def whole_number(value: object) -> int | None:
    """Return a count that came as a number or as a text, or None."""
    if type(value) is int and abs(value) < _MAXIMUM_COUNT:  # what a catalogue is full of
        return value
    number = decimal_of(value) if not isinstance(value, float) else decimal_of(repr(value))
    if number is None or abs(number) >= _MAXIMUM_COUNT:
        return None
    return int(number)


def _decimal(text: str) -> Decimal:
    if len(text) > _MAXIMUM_NUMBER_LENGTH:
        raise NotStrictJsonError("number")
    return Decimal(text)


def _integer(text: str) -> int:
    if len(text) > _MAXIMUM_NUMBER_LENGTH:
        raise NotStrictJsonError("number")
    return int(text)


def _no_constant(name: str) -> Any:
    raise NotStrictJsonError(name)


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return without_lone_surrogates(value)
    if isinstance(value, list):
        return [_scrubbed(item) for item in value]
    return value  # a mapping was scrubbed when it was made


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = {without_lone_surrogates(key): _scrubbed(value) for key, value in pairs}
    if len(mapping) != len(pairs):
        raise NotStrictJsonError("key twice")
    return mapping
