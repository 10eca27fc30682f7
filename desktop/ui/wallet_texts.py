"""What 货源 says about the money of accounts: how long it lasts. Words only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.ui.formatting import short_money_text

if TYPE_CHECKING:
    from desktop.domain.runway import Runway

_A_DAY: Final = 24


def _tr(text: str) -> str:
    return QCoreApplication.translate("WalletTexts", text)


def runway_text(runway: Runway) -> str:
    """Return 约够 2 小时, 还够 8 天, or that it lasts longer than can be said."""
    if runway.is_longest:
        return _tr("还够 {n} 天以上").format(n=runway.days)
    if runway.hours >= 2 * _A_DAY:
        return _tr("还够 {n} 天").format(n=runway.days)
    if runway.hours:
        return _tr("约够 {n} 小时").format(n=runway.hours)
    return _tr("不够 1 小时")


def top_up_advice(runway: Runway, days: int) -> str:
    """Return what an account that is low asks for."""
    words = _tr("{runway}，建议补到 ¥{amount} 以上")
    amount = short_money_text(runway.sum_for(max(days, 1)))
    return words.format(runway=runway_text(runway), amount=amount)
