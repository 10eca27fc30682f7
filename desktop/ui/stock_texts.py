"""What 货源 says about goods: kinds, stock, reminders. Pure words, shared by its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.product import (
    UNLIMITED_STOCK,
    AccountRule,
    ProductKind,
    ProductSnapshot,
    StockBadge,
)
from desktop.domain.stock import StockFlag, StockRow
from desktop.ui.formatting import age_text, amount_text, percent_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from desktop.domain.sourcing import SourceRecord

NOTHING: Final = "—"
_MANY: Final = 999
_MINUTE: Final = 60
_HOUR: Final = 3600
_ARROW: Final = " → "
_KIND_LOOKS: Final = {
    ProductKind.CARD: (Tone.ACCENT, "key-round"),
    ProductKind.TOPUP: (Tone.VIOLET, "zap"),
    ProductKind.BUNDLE: (Tone.NEUTRAL, "package"),
    ProductKind.OTHER: (Tone.NEUTRAL, "package"),
}
_KIND_WORDS: Final = {
    ProductKind.CARD: QT_TRANSLATE_NOOP("StockTexts", "卡密"),
    ProductKind.TOPUP: QT_TRANSLATE_NOOP("StockTexts", "直充"),
    ProductKind.BUNDLE: QT_TRANSLATE_NOOP("StockTexts", "套餐"),
    ProductKind.OTHER: QT_TRANSLATE_NOOP("StockTexts", "其他"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("StockTexts", text)


def kind_words() -> dict[ProductKind, str]:
    """Return every kind of goods in words, in the order in which they are offered."""
    return {kind: _tr(word) for kind, word in _KIND_WORDS.items()}


def account_rule_words() -> dict[AccountRule, str]:
    """Return what kinds of account a top-up can go to."""
    return {
        AccountRule.NONE: _tr("不用账号"),
        AccountRule.PHONE: _tr("手机号"),
        AccountRule.QQ: _tr("QQ 号"),
        AccountRule.UID: _tr("游戏或平台账号"),
    }


def kind_badge(product: ProductSnapshot) -> BadgeText:
    """Return where the next piece comes from: 卡密, 平台, 直充."""
    is_from_platform = (
        product.kind is ProductKind.CARD and product.has_source and not product.local_cards
    )
    if is_from_platform:
        return BadgeText(_tr("平台"), Tone.INFO, "cloud")
    tone, icon = _KIND_LOOKS[product.kind]
    return BadgeText(_tr(_KIND_WORDS[product.kind]), tone, icon)


def plain_kind_badge(kind: ProductKind) -> BadgeText:
    """Return the badge of a kind by itself."""
    tone, icon = _KIND_LOOKS[kind]
    return BadgeText(_tr(_KIND_WORDS[kind]), tone, icon)


def sources_text(row: StockRow) -> str:
    """Return the order of sources: 本地 → 星桥 → 聚源."""
    names = [source.account_name for source in row.sources]
    if row.product.kind is ProductKind.CARD and (row.product.local_cards or not names):
        names.insert(0, _tr("本地"))
    return _ARROW.join(dict.fromkeys(names)) or NOTHING


def local_text(product: ProductSnapshot) -> str:
    """Return how many cards lie in stock; a dash where cards are not its way."""
    is_stocked = product.kind is ProductKind.CARD and not product.has_source
    if not product.local_cards and not is_stocked:
        return NOTHING
    if product.kept_for_chains:
        words = _tr("{n} · 接龙 {kept}")
        kept = min(product.kept_for_chains, product.local_cards)
        return words.format(n=product.local_cards, kept=kept)
    return str(product.local_cards)


def platform_text(row: StockRow, now: datetime, zone: tzinfo) -> str:
    """Return what the best source has, and how old the answer is when it is old."""
    product = row.product
    words = _platform_words(product)
    if not product.has_source or not product.is_stale:
        return words
    times = [source.synced_at for source in row.sources if source.is_usable]
    if not times:
        return words
    return _tr("{stock} · {age}").format(stock=words, age=age_text(max(times), now, zone))


def stock_words(stock: int | None) -> str:
    """Return what a source says it has."""
    if stock is None:
        return _tr("没说")
    if stock == UNLIMITED_STOCK:
        return _tr("有货")
    if stock > _MANY:
        return _tr("有货 999+")
    return _tr("有货 {n}").format(n=stock) if stock else _tr("缺货")


def success_text(record: SourceRecord) -> str:
    """Return how many of a source's purchases arrived: ``95.0%``; a dash before any is over."""
    if not record.tries:
        return NOTHING
    return percent_text(1000 * record.arrived // record.tries)


def arrival_text(seconds: int) -> str:
    """Return how long goods of a source take: ``6 秒``, ``4 分``, ``2 小时``."""
    if seconds < _MINUTE:
        return _tr("{n} 秒").format(n=seconds)
    if seconds < _HOUR:
        return _tr("{n} 分").format(n=round(seconds / _MINUTE))
    return _tr("{n} 小时").format(n=round(seconds / _HOUR))


def _platform_words(product: ProductSnapshot) -> str:
    if product.platform_stock is None:
        is_out = product.kind is ProductKind.CARD and not product.local_cards
        return _tr("缺货") if is_out else NOTHING
    if product.kind is ProductKind.TOPUP and product.platform_stock:
        return _tr("可充")
    return stock_words(product.platform_stock)


def flag_badges(row: StockRow) -> tuple[BadgeText, ...]:
    """Return the reminders of a row for the owner, worst first; at most two fit."""
    if not row.product.is_selling:
        return (BadgeText(_tr("停售"), Tone.NEUTRAL, "ban"),)
    return tuple(_flag_badge(flag, row) for flag in row.flags[:2])


def _flag_badge(flag: StockFlag, row: StockRow) -> BadgeText:
    if flag is StockFlag.INVERTED:
        return BadgeText(_tr("倒挂"), Tone.DANGER, "trending-down")
    if flag is StockFlag.OUT:
        return BadgeText(_tr("缺货"), Tone.DANGER, "ban")
    if flag is StockFlag.LOW:
        words = _tr("低于 {n}").format(n=row.product.low_stock)
        return BadgeText(words, Tone.WARN, "package-open")
    if flag is StockFlag.EXPIRING:
        return BadgeText(_tr("将到期"), Tone.WARN, "timer")
    if flag is StockFlag.STALE:
        return BadgeText(_tr("数据旧"), Tone.NEUTRAL, "clock")
    words = _tr("补货倒挂 {amount}").format(amount=restock_margin_text(row))
    return BadgeText(words, Tone.WARN, "trending-down")


def restock_margin_text(row: StockRow) -> str:
    """Return what the next purchase would lose: −1.30."""
    if row.restock_cost is None:
        return ""
    return amount_text(row.product.price - row.restock_cost)


def can_sell_badge(row: StockRow) -> BadgeText:
    """Return the answer to 现在能卖吗: never why something was stopped."""
    product = row.product
    if product.badge is StockBadge.STOPPED:
        return BadgeText(_tr("停售"), Tone.NEUTRAL, "ban")
    free = row.free
    if free.badge is StockBadge.OUT:
        is_kept = product.badge is not StockBadge.OUT
        out = BadgeText(_tr("缺货"), Tone.DANGER, "ban")
        return BadgeText(_tr("接龙留着"), Tone.WARN, "list") if is_kept else out
    if free.badge is StockBadge.LOW:
        return BadgeText(_tr("快没了"), Tone.WARN, "package-open")
    if free.badge is StockBadge.STALE:
        return BadgeText(_tr("数据旧，先问再卖"), Tone.NEUTRAL, "clock")
    if StockFlag.RESTOCK_INVERTED in row.flags:
        words = _tr("能卖 · 本地 {n} 张").format(n=free.local_cards)
        return BadgeText(words, Tone.ACCENT, "check")
    return BadgeText(_tr("能卖"), Tone.ACCENT, "check")
