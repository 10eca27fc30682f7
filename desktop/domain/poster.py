"""推广海报: what a poster says, and what must not stand on one.

Belongs here: the contents of a poster in its sizes, the words that the law on advertising forbids,
prices that are not the live ones.
Does not belong here: drawing (``ui/rendering``), reading prices and campaigns (``services``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.money import Money

MOST_COUPONS: Final = 2
MOST_TITLE: Final = 16
FORBIDDEN_WORDS: Final = (
    *("国家级", "世界级", "最高级", "顶级", "顶尖", "极品", "极致", "王牌", "冠军"),
    *("最佳", "最好", "最低", "最便宜", "最优惠", "最划算", "最快", "最强", "最大"),
    *("第一", "唯一", "首选", "独家", "全网最", "全国最", "史上最", "史无前例", "绝无仅有"),
    *("绝对", "万能", "永久", "100%", "百分之百", "零风险", "稳赚", "保赚", "国家机关"),
)
"""Words of the kind that article 9 (3) of the law on advertising (广告法, 2021) forbids, and
promises that article 28 calls misleading. A first list of our own: whoever is in doubt asks a
lawyer."""

_FIRST_OF_SOME: Final = "单次件笔天张步年月周个名位批"
"""第一 before one of these counts (第一单) and does not boast."""
_FORBIDDEN: Final = tuple(
    (word, re.compile(f"第一(?![{_FIRST_OF_SOME}])" if word == "第一" else re.escape(word)))
    for word in FORBIDDEN_WORDS
)


class PosterSize(StrEnum):
    """What a poster is for."""

    GROUP = "group"
    """3:4, for a chat group."""
    STORY = "story"
    """9:16, for the whole screen of a phone."""
    PAPER = "paper"
    """A4, to hang up."""


class PosterStyle(StrEnum):
    """The colours of a poster; they never follow the theme."""

    JADE = "jade"
    INK = "ink"
    PAPER = "cream"


MOST_GOODS: Final = {PosterSize.GROUP: 6, PosterSize.STORY: 12, PosterSize.PAPER: 8}


@dataclass(frozen=True, slots=True)
class PosterGoods:
    """A line of goods.

    Attributes:
        before: the face value or official price; None where there is none to compare with.
        now: what it sells for.
    """

    title: str
    now: Money
    before: Money | None = None

    @property
    def is_above_face(self) -> bool:
        """Whether it would ask more than it is worth: such goods are not offered."""
        return self.before is not None and self.now > self.before

    @property
    def struck(self) -> Money | None:
        """Return the price to strike out; None where nothing is saved."""
        return self.before if self.before is not None and self.before > self.now else None


@dataclass(frozen=True, slots=True)
class PosterCoupon:
    """A campaign in three lines: 新会员第一单, 立减 ¥5, 满 30 元可用 · 每人一次."""

    head: str
    offer: str
    terms: str = ""


@dataclass(frozen=True, slots=True)
class ContactCode:
    """The owner's own group or contact code.

    Attributes:
        payload: what the code says.
        expires_on: the last day it can be scanned; None when it stays good.
    """

    id: int
    label: str
    payload: str
    expires_on: date | None = None

    def is_good_on(self, day: date) -> bool:
        """Say whether it can still be scanned."""
        return self.expires_on is None or day <= self.expires_on


@dataclass(frozen=True, slots=True)
class Poster:
    """Everything that stands on a poster.

    Attributes:
        until: the last day of what it offers; None without an end.
        referral_code: what a newcomer names, or empty.
    """

    shop: str
    title: str
    subtitle: str = ""
    coupons: tuple[PosterCoupon, ...] = ()
    goods: tuple[PosterGoods, ...] = ()
    code: ContactCode | None = None
    call: str = ""
    lines: tuple[str, ...] = ()
    referral_code: str = ""
    until: date | None = None
    size: PosterSize = PosterSize.GROUP
    style: PosterStyle = PosterStyle.JADE

    def texts(self) -> tuple[str, ...]:
        """Return every text that people read."""
        coupons = (text for one in self.coupons for text in (one.head, one.offer, one.terms))
        goods = (one.title for one in self.goods)
        label = "" if self.code is None else self.code.label
        words = (self.call, *self.lines, self.referral_code, label)
        return (self.shop, self.title, self.subtitle, *coupons, *goods, *words)


def forbidden_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the forbidden words that stand in texts, each once.

    >>> forbidden_in(["全网最低价", "当面充"])
    ('最低', '全网最')
    """
    whole = "\n".join("".join(text.split()) for text in texts)
    return tuple(word for word, pattern in _FORBIDDEN if pattern.search(whole))


def poster_problems(poster: Poster, today: date) -> tuple[BusinessRuleError, ...]:
    """Return what should be put right before a poster goes out, the gravest first."""
    found: list[BusinessRuleError] = []
    words = forbidden_in(poster.texts())
    if words:
        found.append(
            BusinessRuleError(
                "poster_words_forbidden",
                QT_TRANSLATE_NOOP("errors", "广告法不许说“{words}”，换个说法再存"),
                words="、".join(words),
            )
        )
    dear = [one.title for one in poster.goods if one.is_above_face]
    if dear:
        found.append(
            BusinessRuleError(
                "poster_above_face",
                QT_TRANSLATE_NOOP("errors", "{name} 卖得比面值贵，不要放上海报"),
                name="、".join(dear),
            )
        )
    if poster.until is not None and poster.until < today:
        found.append(
            BusinessRuleError(
                "poster_over",
                QT_TRANSLATE_NOOP("errors", "活动 {day} 就结束了，海报没有用了"),
                day=poster.until.isoformat(),
            )
        )
    code = poster.code
    if code is None:
        found.append(
            BusinessRuleError(
                "poster_without_code",
                QT_TRANSLATE_NOOP("errors", "海报上没有二维码，看的人找不到你"),
            )
        )
    elif not code.is_good_on(today):
        found.append(
            BusinessRuleError(
                "contact_code_expired",
                QT_TRANSLATE_NOOP("errors", "{label} {day} 就过期了，换一张新的码"),
                label=code.label,
                day="" if code.expires_on is None else code.expires_on.isoformat(),
            )
        )
    elif poster.until is not None and not code.is_good_on(poster.until):
        found.append(
            BusinessRuleError(
                "contact_code_ends_first",
                QT_TRANSLATE_NOOP("errors", "{label} 比活动先过期（{day}），过期后扫不了"),
                label=code.label,
                day="" if code.expires_on is None else code.expires_on.isoformat(),
            )
        )
    return tuple(found)


STOPPING: Final = frozenset({"poster_words_forbidden", "poster_above_face", "contact_code_expired"})
"""With one of these a poster is not given out."""
