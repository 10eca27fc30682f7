"""The written forms of the specification: money, time, durations, masks.

Pure text in, pure text out; what a screen shows and what a slip prints agree because both ask here.
Files and the command line use the ASCII forms of ``domain.money`` instead.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.money import Money

MINUS: Final = "\N{MINUS SIGN}"
HIDDEN: Final = "•••"

_MINUTE: Final = 60
_HOUR: Final = 3600
_PHONE_DIGITS: Final = 11
_KEY_FIGURE_FEN: Final = 1_000_000
"""From ¥10,000 a key figure shows no fen."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("formatting", text)


def amount_text(money: Money, *, is_signed: bool = False) -> str:
    """Return ``1,234.50`` for columns; a true minus, and a plus too when ``is_signed``."""
    yuan, fen = divmod(abs(money.fen), 100)
    sign = MINUS if money.fen < 0 else "+" if is_signed and money.fen > 0 else ""
    return f"{sign}{yuan:,}.{fen:02d}"


def money_text(money: Money, sign: bool = False) -> str:
    """Return ``¥1,234.50``, ``−¥1.25`` and, when ``sign``, ``+¥3.00``."""
    text = amount_text(money, is_signed=sign)
    mark = text[0] if text[0] in (MINUS, "+") else ""
    return f"{mark}¥{text[len(mark) :]}"


def key_figure_text(money: Money) -> str:
    """Return a key figure: without fen from ten thousand yuan on."""
    text = amount_text(money)
    return text if abs(money.fen) < _KEY_FIGURE_FEN else text[:-3]


def short_money_text(money: Money) -> str:
    """Return an amount without needless fen, for quick-cash buttons: ``165``, ``163.50``."""
    text = amount_text(money)
    return text.removesuffix(".00")


def percent_text(permille: int, *, is_signed: bool = False) -> str:
    """Return ``5.7%``, ``−3.0%``; ``+12.4%`` when ``is_signed``; told in tenths of a percent."""
    sign = MINUS if permille < 0 else "+" if is_signed and permille else ""
    return f"{sign}{abs(permille) // 10}.{abs(permille) % 10}%"


def clock_text(at: datetime, zone: tzinfo) -> str:
    """Return ``14:32``."""
    return f"{at.astimezone(zone):%H:%M}"


def second_text(at: datetime, zone: tzinfo) -> str:
    """Return ``14:32:05``: where an order of events must be read off."""
    return f"{at.astimezone(zone):%H:%M:%S}"


def moment_text(at: datetime, now: datetime, zone: tzinfo) -> str:
    """Return ``14:32`` today, ``06-18 14:34`` this year, ``2025-06-18 14:34`` before."""
    local, today = at.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return f"{local:%H:%M}"
    return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d %H:%M}"


def age_text(at: datetime, now: datetime, zone: tzinfo) -> str:
    """Return 刚刚, 3 分钟前 within the hour, then the time itself."""
    seconds = (now - at).total_seconds()
    if 0 <= seconds < _MINUTE:
        return _tr("刚刚")
    if 0 <= seconds < _HOUR:
        return _tr("{n} 分钟前").format(n=int(seconds // _MINUTE))
    return moment_text(at, now, zone)


def weekday_text(day: date) -> str:
    """Return 周四."""
    names = (
        _tr("周一"),
        _tr("周二"),
        _tr("周三"),
        _tr("周四"),
        _tr("周五"),
        _tr("周六"),
        _tr("周日"),
    )
    return names[day.weekday()]


def weekday_letter(day: date) -> str:
    """Return 四: the head of a calendar's column."""
    letters = (
        QCoreApplication.translate("weekday_letter", "一"),
        QCoreApplication.translate("weekday_letter", "二"),
        QCoreApplication.translate("weekday_letter", "三"),
        QCoreApplication.translate("weekday_letter", "四"),
        QCoreApplication.translate("weekday_letter", "五"),
        QCoreApplication.translate("weekday_letter", "六"),
        QCoreApplication.translate("weekday_letter", "日"),
    )
    return letters[day.weekday()]


def day_text(day: date) -> str:
    """Return ``2026-06-18 周四``."""
    return f"{day:%Y-%m-%d} {weekday_text(day)}"


def status_clock_text(now: datetime, zone: tzinfo) -> str:
    """Return ``06-18 周四 14:32``: the clock of the status bar."""
    local = now.astimezone(zone)
    return f"{local:%m-%d} {weekday_text(local.date())} {local:%H:%M}"


def duration_text(seconds: float) -> str:
    """Return ``00:41`` below the hour, ``1:12:08`` from there; negative counts as zero."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes:02d}:{left:02d}"


def cards_text(count: int) -> str:
    """Return ``2 张``: card secrets."""
    if count == 1:
        return QCoreApplication.translate("formatting_one", "{n} 张").format(n=count)
    return _tr("{n} 张").format(n=count)


def orders_text(count: int) -> str:
    """Return ``3 笔``: purchases and payments."""
    return _tr("{n} 笔").format(n=count)


def pieces_text(count: int) -> str:
    """Return ``5 件``: goods in a cart."""
    if count == 1:
        return QCoreApplication.translate("formatting_one", "{n} 件").format(n=count)
    return _tr("{n} 件").format(n=count)


def sales_text(count: int) -> str:
    """Return ``88 单``: sales."""
    return _tr("{n} 单").format(n=count)


def listed_text(words: Iterable[str]) -> str:
    """Return 甲、乙: things side by side."""
    return _tr("、").join(words)


def spoken_text(words: Iterable[str]) -> str:
    """Return 甲，乙: what a screen reader says of one thing, empty words left out."""
    return _tr("，").join(word for word in words if word)


def masked_phone(phone: str) -> str:
    """Return ``186****2046``; other numbers keep at most their first and last third."""
    digits = phone.replace(" ", "")
    if len(digits) == _PHONE_DIGITS:
        return f"{digits[:3]}****{digits[-4:]}"
    return masked_account(digits)


def masked_account(account: str) -> str:
    """Return ``28****17``: what lists and prints show of a QQ number or another account."""
    keep = min(2, len(account) // 3)
    return f"{account[:keep]}****{account[len(account) - keep :]}" if keep else "****"


def masked_secret(secret: str) -> str:
    """Return the first group and dots: ``YJ7K-••••-••••-••••``.

    A secret without groups keeps a quarter, at most four characters; a short one shows nothing.
    """
    groups = secret.split("-")
    if len(groups) > 1:
        return "-".join([groups[0], *("•" * len(group) for group in groups[1:])])
    keep = min(4, len(secret) // 4)
    return secret[:keep] + "•" * (len(secret) - keep)


def group_account(account: str) -> str:
    """Return an account in groups to be read back: ``198 0000 2046``, ``QQ 2849 0017``.

    Letters are left alone: only a run of digits is grouped.
    """
    digits = account.replace(" ", "")
    if not digits.isascii() or not digits.isdigit():
        return account
    if len(digits) == _PHONE_DIGITS:
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    head = len(digits) % 4
    groups = [digits[:head]] if head else []
    groups += [digits[at : at + 4] for at in range(head, len(digits), 4)]
    return " ".join(groups)
