"""Which PINs are allowed, and how long wrong ones lock a person out."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from desktop.domain.clock import Clock

PIN_LENGTH: Final = 6
FIRST_LOCK_TRIES: Final = 5
LONG_LOCK_TRIES: Final = 10
FIRST_LOCK: Final = timedelta(minutes=5)
LONG_LOCK: Final = timedelta(minutes=30)

_RUNS: Final = "01234567890123456789"
_KEYPAD: Final = frozenset({"147258", "258369", "159753", "753159", "147852", "963852", "789456"})
_BIRTH_YEARS: Final = frozenset((*range(40, 100), *range(13)))
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def check_new_pin(pin: str, known_numbers: Iterable[str] = ()) -> None:
    """Refuse a PIN that is not six digits or that others guess first.

    Args:
        pin: as typed.
        known_numbers: telephone numbers on the shop's papers; their ends are no PIN.

    Raises:
        BusinessRuleError: code ``pin_shape`` or ``pin_weak``.
    """
    if len(pin) != PIN_LENGTH or not (pin.isascii() and pin.isdigit()):
        raise BusinessRuleError("pin_shape", QT_TRANSLATE_NOOP("errors", "PIN 要 6 位数字"))
    if is_weak_pin(pin) or any(number.endswith(pin) for number in known_numbers):
        raise BusinessRuleError(
            "pin_weak",
            QT_TRANSLATE_NOOP(
                "errors", "这个 PIN 太好猜（连号、重复、生日、手机尾号都不行），换一个"
            ),
        )


def is_weak_pin(pin: str) -> bool:
    """Tell whether six digits are a run, a repetition, a keypad path or a birthday."""
    return (
        len(set(pin)) <= 2
        or pin in _RUNS
        or pin in _RUNS[::-1]
        or pin[:3] == pin[3:]
        or pin == pin[:2] * 3
        or pin in _KEYPAD
        or _is_doubled_run(pin)
        or _is_birthday(pin)
    )


def lock_for(failed_tries: int) -> timedelta | None:
    """Return how long so many wrong tries in a row lock a person out; None for not at all."""
    if failed_tries >= LONG_LOCK_TRIES:
        return LONG_LOCK
    return FIRST_LOCK if failed_tries == FIRST_LOCK_TRIES else None


def locked_until_after(failed_tries: int, now: datetime) -> datetime | None:
    """Return when the next try is allowed, after a try that was counted before it was verified."""
    lock = lock_for(failed_tries)
    return None if lock is None else now + lock


class LockOuts:
    """How long each person still waits, measured so that turning the clock changes nothing.

    The stored end decides after a restart; while the program runs the monotonic clock does.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ends: dict[int, tuple[datetime, float]] = {}

    def seconds_left(self, person_id: int, locked_until: datetime | None) -> int:
        """Return the whole seconds until the next try; 0 when it is allowed.

        Args:
            person_id: who.
            locked_until: as stored; None when nothing locks.
        """
        if locked_until is None:
            self._ends.pop(person_id, None)
            return 0
        known = self._ends.get(person_id)
        if known is None or known[0] != locked_until:
            remaining = (locked_until - self._clock.now()).total_seconds()
            longest = LONG_LOCK.total_seconds()
            end = self._clock.monotonic_seconds() + min(max(0.0, remaining), longest)
            known = self._ends[person_id] = (locked_until, end)
        return max(0, math.ceil(known[1] - self._clock.monotonic_seconds()))


def _is_doubled_run(pin: str) -> bool:
    """Tell ``112233`` and ``332211``."""
    halves = pin[::2]
    return halves == pin[1::2] and (halves in _RUNS or halves in _RUNS[::-1])


def _is_birthday(pin: str) -> bool:
    year, month, day = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    return year in _BIRTH_YEARS and 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]
