"""QR codes as rows of dark and light, before anything draws them."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square of modules without its white margin.

    Attributes:
        rows: True is dark.
        error_level: L, M, Q or H: the strongest that needs no larger code.
    """

    rows: tuple[tuple[bool, ...], ...] = field(repr=False)
    error_level: str

    @property
    def size(self) -> int:
        """Modules along one side."""
        return len(self.rows)

    def module_dots(self, dots: int) -> int:
        """Return how many dots one module gets in a square of ``dots``; at least one."""
        return max(1, dots // self.size)


def qr_code(text: str) -> QrCode:
    """Return the smallest code for a text, in UTF-8 bytes, which every phone reads.

    Raises:
        BusinessRuleError: ``qr_too_long``: no code holds the text, or there is none.
    """
    import segno

    try:
        if not text:
            raise ValueError  # noqa: TRY301 - one refusal for both ends of what a code holds
        code = segno.make(text, error="l", micro=False, boost_error=True, encoding="utf-8")
    except (segno.DataOverflowError, ValueError):
        raise BusinessRuleError(
            "qr_too_long", QT_TRANSLATE_NOOP("errors", "文字太长或是空的，做不成二维码")
        ) from None
    rows = tuple(tuple(bool(module) for module in row) for row in code.matrix)
    return QrCode(rows, str(code.error))
