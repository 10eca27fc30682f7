"""Reminders, red flags and standing approvals in words. Pure words, shared by sheets and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.alerts import AlertKind, StockAlert
from desktop.domain.red_flags import RedFlag
from desktop.domain.standing import StandingEnd
from desktop.ui.formatting import amount_text, listed_text, percent_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.money import Money

_UNKNOWN: Final = "—"
_LOOKS: Final = {
    AlertKind.INVERTED: (Tone.DANGER, "trending-down"),
    AlertKind.OUT: (Tone.DANGER, "ban"),
    AlertKind.RUNWAY: (Tone.WARN, "wallet"),
    AlertKind.RED_FLAG: (Tone.DANGER, "shield-alert"),
    AlertKind.DELISTED: (Tone.WARN, "cloud-off"),
    AlertKind.RESTOCK_INVERTED: (Tone.WARN, "trending-down"),
    AlertKind.PRICE_UP: (Tone.WARN, "chart-line"),
    AlertKind.LOW: (Tone.WARN, "package-open"),
    AlertKind.PRICE_DOWN: (Tone.ACCENT, "trending-down"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("AlertTexts", text)


def kind_badge(kind: AlertKind) -> BadgeText:
    """Return what a reminder is about, in one word."""
    words = {
        AlertKind.INVERTED: _tr("倒挂"),
        AlertKind.OUT: _tr("缺货"),
        AlertKind.RUNWAY: _tr("余额低"),
        AlertKind.RED_FLAG: _tr("红旗"),
        AlertKind.DELISTED: _tr("下架"),
        AlertKind.RESTOCK_INVERTED: _tr("补货倒挂"),
        AlertKind.PRICE_UP: _tr("涨价"),
        AlertKind.LOW: _tr("低库存"),
        AlertKind.PRICE_DOWN: _tr("降价"),
    }
    tone, icon = _LOOKS[kind]
    return BadgeText(words[kind], tone, icon)


def alert_sentence(alert: StockAlert) -> str:
    """Return what is so, and what it means for the next sale."""
    cause = alert.cause
    if cause.kind in {AlertKind.PRICE_UP, AlertKind.PRICE_DOWN}:
        words = _tr("进价 {was} → {now}（{percent}）")
    elif cause.kind is AlertKind.RUNWAY:
        words = _tr("可用 {now}，每天约花 {was}，该加款了")
    else:
        words = {
            AlertKind.INVERTED: _tr("进价 {now}，售价 {was}，卖一件赚不到钱"),
            AlertKind.RESTOCK_INVERTED: _tr("补货价 {now}，售价 {was}；本地卡密照常卖"),
            AlertKind.DELISTED: _tr("这个货源不卖它了"),
            AlertKind.RED_FLAG: _tr("发现风险，先不从这里进货；看过再决定"),
            AlertKind.OUT: _tr("本地没有卡密，货源也没有货"),
            AlertKind.LOW: _tr("剩得不多了，该补货"),
        }[cause.kind]
    return words.format(
        was=_amount(cause.was), now=_amount(cause.now), percent=moved_text(cause.was, cause.now)
    )


def moved_text(was: Money | None, now: Money | None) -> str:
    """Return how far a cost moved: ``+3.0%``; a dash where one of them is not known."""
    if was is None or now is None or not was:
        return _UNKNOWN
    return percent_text(round(1000 * (now.fen - was.fen) / was.fen), is_signed=True)


def flags_sentence(flags: Iterable[RedFlag]) -> str:
    """Return what speaks against goods, in words."""
    words = {
        RedFlag.BLOCKED: _tr("禁售类目（电话卡、账号、接码、代实名、虚拟币）"),
        RedFlag.SLOW: _tr("慢充（警方多次通报和洗钱有关）"),
        RedFlag.FAR_BELOW_FACE: _tr("进价远低于面值"),
    }
    raised = set(flags)
    return listed_text(text for flag, text in words.items() if flag in raised)


def end_text(end: StandingEnd) -> str:
    """Return why a standing approval is over."""
    return {
        StandingEnd.NONE: _tr("有效"),
        StandingEnd.DATE: _tr("到期了"),
        StandingEnd.LOSS: _tr("亏得比同意的多，停了"),
        StandingEnd.REVOKED: _tr("收回了"),
        StandingEnd.REPLACED: _tr("换成新的了"),
    }[end]


def _amount(money: Money | None) -> str:
    return _UNKNOWN if money is None else amount_text(money)
