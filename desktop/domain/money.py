"""Money as a whole number of fen (分), and its text forms.

Belongs here: the amount type, parsing what a person or a platform wrote, sharing an amount out.
Does not belong here: prices, discounts or rounding policy (``pricing``, ``tender``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEN_PER_YUAN: Final = 100
MAXIMUM_FEN: Final = 10**12
"""Ten billion yuan: larger amounts in this trade are typing or platform faults."""

_YUAN_TEXT = re.compile(r"(?P<sign>-?)(?P<yuan>\d{1,10})(?:\.(?P<fraction>\d{1,2}))?")
_FOLDED = str.maketrans("０１２３４５６７８９．－−，", "0123456789.--,")


class NotAnAmountError(ValueError):
    """The text is not an amount in yuan with at most two decimals."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of renminbi in fen.

    >>> Money.from_yuan("95.5") + Money(50)
    Money(fen=9600)
    >>> str(Money(-1234))
    '-12.34'
    """

    fen: int

    @classmethod
    def from_yuan(cls, text: str) -> Money:
        """Read what a person typed: ``95``, ``95.5``, ``¥1,234.50``, full-width digits.

        Raises:
            NotAnAmountError: other text, more than two decimals, or beyond ``MAXIMUM_FEN``.
        """
        folded = text.translate(_FOLDED).strip().lstrip("¥￥").replace(",", "").strip()
        match = _YUAN_TEXT.fullmatch(folded)
        if match is None:
            raise NotAnAmountError(text[:40])
        fen = int(match["yuan"]) * FEN_PER_YUAN + int((match["fraction"] or "0").ljust(2, "0"))
        if fen > MAXIMUM_FEN:
            raise NotAnAmountError(text[:40])
        return cls(-fen if match["sign"] else fen)

    @classmethod
    def from_decimal_rounded_up(cls, yuan: Decimal) -> Money:
        """Turn a platform's decimal yuan into fen, a fraction of a fen counting as a whole one.

        A cost is never understated: platforms quote up to four decimals (protocols: rule 8).

        Raises:
            NotAnAmountError: not finite, or beyond ``MAXIMUM_FEN``.
        """
        if not yuan.is_finite() or abs(yuan) > MAXIMUM_FEN // FEN_PER_YUAN:
            raise NotAnAmountError(str(yuan)[:40])
        return cls(int((yuan * FEN_PER_YUAN).to_integral_value(rounding="ROUND_CEILING")))

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def __neg__(self) -> Money:
        return Money(-self.fen)

    def __mul__(self, count: int) -> Money:
        return Money(self.fen * count)

    def __lt__(self, other: Money) -> bool:
        return self.fen < other.fen

    def __le__(self, other: Money) -> bool:
        return self.fen <= other.fen

    def __gt__(self, other: Money) -> bool:
        return self.fen > other.fen

    def __ge__(self, other: Money) -> bool:
        return self.fen >= other.fen

    def __bool__(self) -> bool:
        return self.fen != 0

    def __str__(self) -> str:
        """Yuan with two decimals and an ASCII minus: the form of files and the command line."""
        sign = "-" if self.fen < 0 else ""
        yuan, fraction = divmod(abs(self.fen), FEN_PER_YUAN)
        return f"{sign}{yuan}.{fraction:02d}"

    def times_ratio(self, numerator: int, denominator: int) -> Money:
        """Return this × numerator ÷ denominator, half a fen rounded away from zero."""
        product = self.fen * numerator
        quotient, remainder = divmod(abs(product), denominator)
        rounded = quotient + (2 * remainder >= denominator)
        return Money(rounded if product >= 0 else -rounded)

    def shared_by(self, weights: Sequence[int]) -> tuple[Money, ...]:
        """Share out in proportion to non-negative weights; the parts always sum to the whole.

        The fen left over go to the largest remainders, earlier parts first. All weights zero
        counts as equal weights.
        """
        if not self.fen:
            return (ZERO,) * len(weights)
        if not weights:
            return ()
        total = sum(weights)
        if total == 0:
            return self.shared_by([1] * len(weights))
        sign = -1 if self.fen < 0 else 1
        exact = [divmod(abs(self.fen) * weight, total) for weight in weights]
        parts = [quotient for quotient, _ in exact]
        left_over = abs(self.fen) - sum(parts)
        by_remainder = sorted(range(len(weights)), key=lambda index: -exact[index][1])
        for index in by_remainder[:left_over]:
            parts[index] += 1
        return tuple(Money(sign * part) for part in parts)


ZERO: Final = Money(0)


def total_of(amounts: Iterable[Money]) -> Money:
    """Sum amounts; nothing sums to zero."""
    return Money(sum([amount.fen for amount in amounts]))
