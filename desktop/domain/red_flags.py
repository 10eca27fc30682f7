"""Red flags on what an account sells: slow top-ups, costs too good to be true, blocked trades.

Cut-price slow top-ups are a known way of laundering money, and a till must not deal in phone cards,
accounts or other people's names. The rules look at names and costs only and are the same for every
account; a flag that a person accepted in writing is still shown.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable


class RedFlag(StrEnum):
    """What speaks against goods; the words stored with them."""

    BLOCKED = "blocked"
    SLOW = "slow"
    FAR_BELOW_FACE = "far_below_face"


RedFlags = frozenset[RedFlag]
NO_FLAGS: Final[RedFlags] = frozenset()

_BLOCKED_WORDS: Final = (
    "物联网卡",
    "sim卡",
    "电话卡",
    "手机卡",
    "流量卡",
    "接码",
    "代收验证码",
    "实名代办",
    "代实名",
    "代办实名",
    "虚拟币",
    "比特币",
    "泰达币",
    "usdt",
    "成品号",
    "成品账号",
    "租号",
    "银行卡出售",
    "支付账户",
)
_ACCOUNT_WORDS: Final = ("账号", "帐号")
_TOPS_UP_WORDS: Final = ("充", "会员", "官方")
"""With one of these an account is what the goods go to, not what is sold."""
_SLOW_WORDS: Final = ("慢充", "72小时", "72h", "48小时", "超值充")
_BILL_WORDS: Final = ("话费", "电费", "油卡", "加油卡")
_BILL_PERCENT: Final = 95
_OTHER_PERCENT: Final = 30
_BLOCKED: Final = re.compile("|".join(map(re.escape, _BLOCKED_WORDS)))
_SLOW: Final = re.compile("|".join(map(re.escape, _SLOW_WORDS)))
"""One search instead of one for each word: a sync judges a hundred thousand names."""
_TELLING: Final = re.compile(
    "["
    + "".join(
        sorted(
            next(sign for sign in word if not sign.isdigit())
            for word in (*_BLOCKED_WORDS, *_ACCOUNT_WORDS, *_SLOW_WORDS, "元")
        )
    )
    + "]"
)
"""The first sign of every word that raises a flag; most names hold none of them."""
_FACE: Final = re.compile(r"(?<![满减\d.])(\d{1,6}(?:\.\d{1,2})?)元")


def red_flags_of(
    name: str, variant: str = "", category: str = "", cost: Money | None = None
) -> RedFlags:
    """Return what speaks against goods. A cost that is not known tells nothing."""
    folded = f"{category} {name} {variant}".casefold()
    if not _TELLING.search(folded):
        return NO_FLAGS
    text = "".join(folded.split())
    found = set()
    if _is_blocked(text):
        found.add(RedFlag.BLOCKED)
    if _SLOW.search(text):
        found.add(RedFlag.SLOW)
    if cost is not None and _is_far_below_face(text, name, variant, cost):
        found.add(RedFlag.FAR_BELOW_FACE)
    return frozenset(found)


def face_value_of(name: str, variant: str = "") -> Money | None:
    """Return the face value that a name tells, such as 100 元; None where it tells none.

    >>> face_value_of("移动话费", "100 元")
    Money(10000)
    """
    for text in (variant, name):
        told = _FACE.search("".join(text.split()))
        if told is not None:
            return Money(round(float(told.group(1)) * 100))
    return None


def is_held(flags: Iterable[RedFlag], accepted: Iterable[RedFlag]) -> bool:
    """Say whether goods must not be bought: a flag was not accepted, or none may accept it."""
    raised = frozenset(flags)
    return RedFlag.BLOCKED in raised or not raised <= frozenset(accepted)


def flags_text(flags: Iterable[RedFlag]) -> str:
    """Return the stored form of flags."""
    return " ".join(sorted(flags)) if flags else ""


def flags_from(text: str) -> RedFlags:
    """Read the stored form of flags."""
    return frozenset(RedFlag(word) for word in text.split()) if text else NO_FLAGS


def _is_blocked(text: str) -> bool:
    if _BLOCKED.search(text):
        return True
    sells_accounts = any(word in text for word in _ACCOUNT_WORDS)
    return sells_accounts and not any(word in text for word in _TOPS_UP_WORDS)


def _is_far_below_face(text: str, name: str, variant: str, cost: Money) -> bool:
    face = face_value_of(name, variant)
    if face is None:
        return False
    is_bill = any(word in text for word in _BILL_WORDS)
    least = _BILL_PERCENT if is_bill else _OTHER_PERCENT
    return cost.fen * 100 < face.fen * least
