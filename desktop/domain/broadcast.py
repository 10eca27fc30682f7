"""群发: ready words for a chat group or a market place, and the lines of a price list.

Belongs here: putting words together. Does not belong here: choosing goods and customers
(``services``), drawing (``ui/rendering``). What is put together is plain text without links of our
own: there is no server behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.errors import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from desktop.domain.poster import PosterCoupon, PosterGoods


class BroadcastKind(StrEnum):
    """What a message is for."""

    SALE = "sale"
    NEW_GOODS = "new_goods"
    COME_BACK = "come_back"
    PRICE_LIST = "price_list"
    LISTING = "listing"


_HEADS = {
    BroadcastKind.SALE: QT_TRANSLATE_NOOP("broadcast", "【限时】{shop} 这几样现在便宜"),
    BroadcastKind.NEW_GOODS: QT_TRANSLATE_NOOP("broadcast", "【上新】{shop} 新到了这些"),
    BroadcastKind.COME_BACK: QT_TRANSLATE_NOOP("broadcast", "好久不见，{shop} 给老朋友留了价"),
    BroadcastKind.PRICE_LIST: QT_TRANSLATE_NOOP("broadcast", "{shop} 今天的价"),
    BroadcastKind.LISTING: QT_TRANSLATE_NOOP("broadcast", "{shop} 面交 当面充"),
}


@dataclass(frozen=True, slots=True)
class Broadcast:
    """What a message tells.

    Attributes:
        until: the last day of the prices; None without an end.
        contact: how to find the shop, in the owner's words.
    """

    kind: BroadcastKind
    shop: str
    goods: tuple[PosterGoods, ...] = ()
    coupons: tuple[PosterCoupon, ...] = ()
    until: date | None = None
    contact: str = ""
    referral_code: str = ""


def broadcast_text(told: Broadcast, translate: Callable[[str, str], str]) -> str:
    """Return the message, a line for each thing; empty lines between its parts."""

    def words(source: str) -> str:
        return translate("broadcast", source)

    parts = [[words(_HEADS[told.kind]).format(shop=told.shop)]]
    parts.append([_goods_line(one, words) for one in told.goods])
    parts.append([_coupon_line(one) for one in told.coupons])
    last = []
    if told.until is not None:
        last.append(
            words(QT_TRANSLATE_NOOP("broadcast", "到 {day} 为止")).format(day=f"{told.until:%m-%d}")
        )
    if told.referral_code:
        code = words(QT_TRANSLATE_NOOP("broadcast", "报推荐码 {code}"))
        last.append(code.format(code=told.referral_code))
    if told.contact:
        last.append(told.contact)
    parts.append(last)
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _goods_line(goods: PosterGoods, words: Callable[[str], str]) -> str:
    if goods.struck is None:
        return f"{goods.title}  ¥{goods.now}"
    was = words(QT_TRANSLATE_NOOP("broadcast", "原价 {price}")).format(price=goods.struck)
    return f"{goods.title}  ¥{goods.now}（{was}）"


def _coupon_line(coupon: PosterCoupon) -> str:
    terms = f"（{coupon.terms}）" if coupon.terms else ""
    return f"{coupon.head} {coupon.offer}{terms}"


@dataclass(frozen=True, slots=True)
class PriceGroup:
    """A heading of a price list and what stands under it."""

    heading: str
    goods: Sequence[PosterGoods]
