"""What promotions are called and why they hold, in the language of the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import ZERO, Money
from desktop.domain.promotion import Stacking
from desktop.translating import sentence, translate
from desktop.ui.formatting import MINUS, amount_text, listed_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.pricing import PricedCart, PricedLine
    from desktop.domain.promotion import AppliedPromotion, RecordedPromotion, Sentence
    from desktop.services.campaign_trials import CampaignPreview

PROMOTIONS = "promotions"


def _tr(text: str) -> str:
    return QCoreApplication.translate("PromotionTexts", text)


@dataclass(frozen=True, slots=True)
class PromotionRow:
    """One row above the total: what it is, why, and what it takes off or gives."""

    words: str
    amount: str
    icon: str = "ticket-percent"
    is_removable: bool = False


def reason_text(reason: Sentence) -> str:
    """Return why a promotion holds; amounts as they are shown everywhere."""
    values = {
        name: amount_text(value) if isinstance(value, Money) else value
        for name, value in reason.values
    }
    return sentence(PROMOTIONS, reason.template, **values)


def label_text(source: str) -> str:
    """Return the name of a rule or of one of its parameters."""
    return translate(PROMOTIONS, source)


def line_savings(priced: PricedLine) -> tuple[str, ...]:
    """Return what promotions took off the price of a line: 打 9 折 −2.50."""
    return tuple(
        f"{reason_text(share.reason)} {MINUS}{amount_text(share.amount)}"
        for share in priced.promotions
        if share.is_price
    )


def promotion_rows(priced: PricedCart) -> tuple[PromotionRow, ...]:
    """Return the promotions of the whole order and the gifts, in the order of their counting."""
    rows = [
        row for one in priced.applied if one.stacking is not Stacking.PRICE for row in _rows_of(one)
    ]
    brought = priced.cart.coupon
    if brought is not None and not any(one.coupon_id for one in priced.applied):
        words = _tr("券 {code} 这一单没用上：满 {threshold} 可用，或已有更合算的")
        said = words.format(code=brought.code, threshold=amount_text(brought.threshold))
        rows.append(PromotionRow(said, "", is_removable=True))
    return tuple(rows)


def order_deductions(priced: PricedCart, by_hand: str) -> list[tuple[str, str]]:
    """Return what was taken off the order, each with its name; the rest was given by hand."""
    found = [
        (one.title, f"{MINUS}{amount_text(one.off)}")
        for one in priced.applied
        if one.stacking is not Stacking.PRICE and one.off
    ]
    if priced.agreed_order_discount:
        found.append((by_hand, f"{MINUS}{amount_text(priced.agreed_order_discount)}"))
    return found


def recorded_text(promotions: Iterable[RecordedPromotion]) -> str:
    """Return which campaigns a recorded sale had, and why."""
    words = _tr("{title}：{reason}")
    return listed_text(words.format(title=one.title, reason=one.reason) for one in promotions)


def preview_text(found: CampaignPreview) -> str:
    """Return what the last days would have been, in a sentence or two."""
    if not found.is_foreseeable:
        return _tr("过去的单里没有券码和充值，这种活动没法预估")
    if not found.sales:
        return _tr("最近 {days} 天没有销售，没法预估").format(days=found.days)
    told = _tr(
        "最近 {days} 天 {sales} 单，会用上 {used} 单：毛利 {before}，花掉 {cost}，剩 {after}"
    ).format(
        days=found.days,
        sales=found.sales,
        used=found.used,
        before=amount_text(found.margin_before),
        cost=amount_text(found.cost),
        after=amount_text(found.margin_after),
    )
    if found.unknown:
        told += _tr("。有 {n} 单的货不知道成本，没算进毛利").format(n=found.unknown)
    if found.below_floor:
        told += _tr("。有 {n} 单会不到底线，收银会拦下").format(n=found.below_floor)
    return told


def is_losing(found: CampaignPreview) -> bool:
    """Whether the preview is bad news."""
    return bool(found.sales) and (found.margin_after < ZERO or found.below_floor > 0)


def _rows_of(one: AppliedPromotion) -> list[PromotionRow]:
    is_coupon = one.coupon_id is not None
    name = _tr("{title} · {reason}").format(title=one.title, reason=reason_text(one.reason))
    rows = []
    if one.off or one.guide:
        off = f"{MINUS}{amount_text(one.off)}" if one.off else ""
        rows.append(PromotionRow(name, off, is_removable=is_coupon))
    if one.gifts:
        goods = listed_text(tuple(f"{gift.product.title} ×{gift.quantity}" for gift in one.gifts))
        rows.append(
            PromotionRow(_tr("{name} · {goods}").format(name=name, goods=goods), _tr("赠"), "gift")
        )
    if one.coupon is not None:
        given = _tr("赠 {amount}").format(amount=amount_text(one.coupon.off))
        rows.append(PromotionRow(name, given, "gift"))
    if one.bonus:
        given = _tr("赠 {amount}").format(amount=amount_text(one.bonus))
        rows.append(PromotionRow(name, given, "gift"))
    return rows
