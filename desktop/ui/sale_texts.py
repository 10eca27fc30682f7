"""What the counter says about goods, lines, tenders: pure words, shared by its three pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.delivery import Supply, supply_of
from desktop.domain.errors import BusinessRuleError, KataiError
from desktop.domain.margin import may_last
from desktop.domain.product import AccountRule, ProductKind, ProductSnapshot, StockBadge
from desktop.domain.standing import LASTING_DAYS
from desktop.domain.tender import RoundingMode, TenderMethod
from desktop.domain.top_up import TopUpTarget, find_operator
from desktop.ui.formatting import MINUS, amount_text, money_text
from desktop.ui.goods_terms import limit_text, terms_tip
from desktop.ui.promotion_texts import line_savings
from desktop.ui.theme import Tone
from desktop.ui.widgets.cart_lines import CartLineText
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.product_grid import ProductCard

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.domain.pricing import PricedLine

KEY: Final = "key-round"
CLOUD: Final = "cloud"
ZAP: Final = "zap"

_BADGE_LOOKS: Final = {
    StockBadge.LOCAL: (Tone.ACCENT, KEY),
    StockBadge.LOW: (Tone.WARN, KEY),
    StockBadge.PLATFORM: (Tone.INFO, CLOUD),
    StockBadge.TOPUP: (Tone.VIOLET, ZAP),
    StockBadge.SERVICE: (Tone.NEUTRAL, "package"),
    StockBadge.STALE: (Tone.NEUTRAL, "clock"),
    StockBadge.OUT: (Tone.DANGER, KEY),
    StockBadge.STOPPED: (Tone.NEUTRAL, "ban"),
}
_BOUGHT_BADGES: Final = frozenset({StockBadge.PLATFORM, StockBadge.TOPUP, StockBadge.STALE})
_SUPPLY_LOOKS: Final = {
    Supply.LOCAL: (KEY, Tone.NEUTRAL),
    Supply.PLATFORM: (CLOUD, Tone.INFO),
    Supply.TOPUP: (ZAP, Tone.VIOLET),
    Supply.SERVICE: ("package", Tone.NEUTRAL),
}
_BOUGHT_SUPPLIES: Final = frozenset({Supply.PLATFORM, Supply.TOPUP})
TENDER_ICONS: Final = {
    TenderMethod.CASH: "banknote",
    TenderMethod.WECHAT: "message-circle",
    TenderMethod.ALIPAY: "scan-qr-code",
    TenderMethod.QQ: "circle-dollar-sign",
    TenderMethod.STORED: "wallet",
    TenderMethod.POINTS: "coins",
    TenderMethod.CREDIT: "credit-card",
    TenderMethod.EPAY: "qr-code",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("SaleTexts", text)


def lasting_label(refusal: KataiError | None) -> str:
    """Return what an owner may let pass for some days beside this once; empty for nothing."""
    if refusal is None or not may_last(refusal):
        return ""
    words = _tr("以后 {days} 天也准，每件亏得不超过这一次")
    return words.format(days=LASTING_DAYS)


def badge_text(product: ProductSnapshot, *, is_offline: bool = False) -> BadgeText:
    """Return the one state a product's card shows; offline, what must be bought is queued."""
    if is_offline and product.badge in _BOUGHT_BADGES:
        return queued_badge()
    tone, icon = _BADGE_LOOKS[product.badge]
    return BadgeText(_badge_words(product), tone, icon)


def queued_badge() -> BadgeText:
    """Return 排队: sold as a promise, bought when the network is back."""
    return BadgeText(_tr("排队"), Tone.NEUTRAL, "hourglass")


def _badge_words(product: ProductSnapshot) -> str:
    words = {
        StockBadge.PLATFORM: _tr("有货"),
        StockBadge.TOPUP: _tr("直充"),
        StockBadge.SERVICE: _tr("现办"),
        StockBadge.STALE: _tr("数据旧"),
        StockBadge.OUT: _tr("接龙留 {n}").format(n=product.kept_for_chains)
        if product.kept_for_chains
        else _tr("缺货"),
        StockBadge.STOPPED: _tr("停售"),
    }
    return words.get(product.badge) or _tr("余 {n}").format(n=product.local_cards)


def product_card(
    product: ProductSnapshot, in_cart: int, *, is_offline: bool = False
) -> ProductCard:
    """Return a product as a card of the grid."""
    return ProductCard(
        product.id,
        product.name,
        product.face_text,
        product.code,
        amount_text(product.price),
        badge_text(product, is_offline=is_offline),
        in_cart,
        product.can_sell,
        product.region,
        product.usage_limit,
        product,
    )


def product_tip(product: ProductSnapshot) -> str:
    """Return what a product's tooltip says: where it holds, what it cannot be used for."""
    return terms_tip(product.title, product.region, product.usage_limit)


def needs_account(product: ProductSnapshot) -> bool:
    """Whether the counter must ask 充到哪个号 before the product enters the cart."""
    return product.kind is ProductKind.TOPUP and product.account_rule is not AccountRule.NONE


def find_supply(product: ProductSnapshot, quantity: int) -> Supply | None:
    """Return where so many pieces would come from, or None when there are not enough."""
    try:
        return supply_of(product, quantity)
    except BusinessRuleError:
        return None


def is_bought_now(product: ProductSnapshot, quantity: int) -> bool:
    """Whether selling it means buying it from a source at that moment."""
    return find_supply(product, quantity) in _BOUGHT_SUPPLIES


def cart_line_text(priced: PricedLine, *, is_offline: bool = False) -> CartLineText:
    """Return a line of the cart in words; never its cost. Offline it says what is a promise."""
    line = priced.line
    supply = find_supply(line.product, line.quantity)
    icon, tone = _SUPPLY_LOOKS.get(supply, (KEY, Tone.DANGER)) if supply else (KEY, Tone.DANGER)
    lead, strong, caption = _line_caption(priced, supply)
    caption = _with_region(caption, line.product.region)
    return CartLineText(
        line.key,
        line.product.title,
        line.quantity,
        amount_text(priced.amount),
        icon,
        tone,
        lead,
        strong,
        caption,
        _line_badges(priced, is_promise=is_offline and supply in _BOUGHT_SUPPLIES),
        can_change_quantity=line.target is None,
        limit=limit_text(line.product.usage_limit),
    )


def _with_region(caption: str, region: str) -> str:
    """Put the region first: a caption is cut at its end."""
    if not region:
        return caption
    lead = "· " if caption.startswith("·") else ""
    return lead + " · ".join(filter(None, (region, caption.removeprefix("· "))))


def _line_caption(priced: PricedLine, supply: Supply | None) -> tuple[str, str, str]:
    line = priced.line
    unit = money_text(line.product.price)
    note = _tr(" · {note}").format(note=line.note) if line.note else ""
    if supply is None:
        left = line.product.local_cards + max(line.product.platform_stock or 0, 0)
        kept = line.product.kept_for_chains
        words = _tr("· 能卖 {n} 件，接龙留 {kept}") if kept else _tr("· 剩 {n} 件")
        return _tr("库存不足"), "", words.format(n=left, kept=kept) + note
    if line.target is not None:
        return _tr("充到"), line.target.grouped, _target_caption(line.target) + note
    if supply is Supply.PLATFORM:
        return _tr("平台库存"), "", _tr("· 单价 {price}").format(price=unit) + note
    if supply is Supply.LOCAL:
        return "", "", _tr("本地卡密 · 单价 {price}").format(price=unit) + note
    return "", "", _tr("单价 {price}").format(price=unit) + note


def _target_caption(target: TopUpTarget) -> str:
    operator = " · ".join([operator_text(target), *_public_answers(target)]).strip(" ·")
    if operator and target.is_read_back:
        return _tr("{operator} · 已核对").format(operator=operator)
    return _tr("已核对") if target.is_read_back else operator


def _public_answers(target: TopUpTarget) -> list[str]:
    return [one.value for one in target.answers if not one.is_secret]


def operator_text(target: TopUpTarget) -> str:
    """Return the operator a phone number began at: a hint, numbers are carried over."""
    if target.rule is not AccountRule.PHONE:
        return ""
    names = {
        "mobile": _tr("移动"),
        "unicom": _tr("联通"),
        "telecom": _tr("电信"),
        "broadnet": _tr("广电"),
    }
    return names.get(find_operator(target.account) or "", "")


def _line_badges(priced: PricedLine, *, is_promise: bool) -> tuple[BadgeText, ...]:
    discount = priced.line.discount
    promise = (queued_badge(),) if is_promise else ()
    saved = tuple(BadgeText(words, Tone.ACCENT) for words in line_savings(priced))
    if discount is None:
        return (*saved, *promise)
    return (BadgeText(discount_text(discount, priced.discount), Tone.ACCENT), *promise)


def discount_text(discount: Discount, off: Money) -> str:
    """Return 9 折 −2.50, 减钱 −2.50 or 改价 −2.50: always both the way and the amount."""
    amount = f"{MINUS}{amount_text(off)}"
    if discount.kind is DiscountKind.RATE:
        return _tr("{rate} 折 {amount}").format(
            rate=rate_text(discount.rate_percent),
            percent=100 - discount.rate_percent,
            amount=amount,
        )
    if discount.kind is DiscountKind.AMOUNT:
        return _tr("减钱 {amount}").format(amount=amount)
    if not off:
        return _tr("改价")
    return _tr("改价 {amount}").format(amount=amount)


def rate_text(rate_percent: int) -> str:
    """Return 9 for 90 per cent and 95 for 95, as 折 is said."""
    tens, ones = divmod(rate_percent, 10)
    return str(rate_percent) if ones else str(tens)


def tender_text(method: TenderMethod | str) -> str:
    """Return the name of a way to pay."""
    names = {
        "cash": _tr("现金"),
        "wechat": _tr("微信"),
        "alipay": _tr("支付宝"),
        "qq": _tr("QQ 钱包"),
        "stored": _tr("储值"),
        "points": _tr("积分抵扣"),
        "credit": _tr("挂账"),
        "epay": _tr("易支付"),
    }
    return names.get(str(method), str(method))


def rounding_text(mode: RoundingMode) -> str:
    """Return 抹零（抹到元）: the name of its own line."""
    names = {
        RoundingMode.NONE: _tr("抹零"),
        RoundingMode.TO_JIAO: _tr("抹零（抹到角）"),
        RoundingMode.TO_YUAN: _tr("抹零（抹到元）"),
    }
    return names[mode]


def channel_text(channel: str) -> str:
    """Return where an order came from; a word of the shop's own stays as it is."""
    return _channel_names().get(channel, channel)


def channel_named(text: str) -> str:
    """Return the channel that is called so; a word of the shop's own is its own channel."""
    by_name = {name: channel for channel, name in _channel_names().items()}
    return by_name.get(text, text)


def _channel_names() -> dict[str, str]:
    return {
        "counter": _tr("柜台"),
        "wechat": QCoreApplication.translate("channels", "微信"),
        "qq_group": _tr("QQ 群"),
        "xianyu": _tr("闲鱼"),
        "taobao": _tr("淘宝"),
        "moments": _tr("朋友圈"),
        "douyin": _tr("抖音"),
    }
