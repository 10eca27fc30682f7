"""What 订单 says about sales, goods and purchases: pure words, shared by its tabs and dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.delivery import WAITING_STATES, DeliveryState, Supply
from desktop.domain.money import ZERO
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import ReturnReason, SaleState
from desktop.domain.tender import TenderMethod
from desktop.translating import translate
from desktop.ui.formatting import amount_text, duration_text, money_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from desktop.domain.money import Money
    from desktop.domain.sale import SaleSnapshot, SoldLine
    from desktop.services.member_tenders import LedgerBack
    from desktop.services.order_lists import SaleRow, UndeliveredRow
    from desktop.services.purchasing import PurchaseSnapshot

_MINUTE: Final = 60
_HOUR: Final = 3600
SUPPLY_LOOKS: Final = {
    Supply.LOCAL: ("key-round", Tone.ACCENT),
    Supply.PLATFORM: ("cloud", Tone.INFO),
    Supply.TOPUP: ("zap", Tone.VIOLET),
    Supply.SERVICE: ("package", Tone.NEUTRAL),
}
_SILENCES: Final = frozenset({"deadline", "connection_lost", "reset"})
_UNREADABLE: Final = frozenset({"html_page", "not_json", "unlisted_text"})


def _tr(text: str) -> str:
    return QCoreApplication.translate("OrderTexts", text)


def method_text(method: TenderMethod | str) -> str:
    """Return the name of a way to pay."""
    names = {
        "cash": _tr("现金"),
        "wechat": _tr("微信"),
        "alipay": _tr("支付宝"),
        "qq": _tr("QQ 钱包"),
        "epay": _tr("易支付"),
        "stored": _tr("储值"),
        "points": _tr("积分"),
        "credit": _tr("挂账"),
    }
    return names.get(str(method), str(method))


def methods_text(methods: Iterable[str]) -> str:
    """Return 微信 + 现金."""
    return " + ".join(method_text(method) for method in methods)


def reason_text(reason: ReturnReason) -> str:
    """Return why money goes back."""
    names = {
        ReturnReason.WRONG_ACCOUNT: _tr("充错账号"),
        ReturnReason.MINOR: _tr("家长来退（未成年）"),
        ReturnReason.GOODWILL: _tr("好意退"),
        ReturnReason.NOT_DELIVERED: _tr("没到货"),
        ReturnReason.FAULTY: _tr("卡密不能用"),
        ReturnReason.OTHER: _tr("其他"),
    }
    return names[reason]


def ledger_effects(back: LedgerBack) -> list[str]:
    """Return what a return does to the member's ledgers, one sentence each."""
    effects = []
    if back.points:
        effects.append(_tr("退回付款用掉的 {n} 积分").format(n=back.points))
    if back.stored:
        effects.append(
            _tr("退回储值：本金 {principal}，赠送 {bonus}").format(
                principal=money_text(back.stored.principal), bonus=money_text(back.stored.bonus)
            )
        )
    if back.credit:
        effects.append(_tr("挂的账少 {amount}").format(amount=money_text(back.credit)))
    if back.settled_points:
        effects.append(
            _tr("得过的积分已经花掉，退款里扣 {amount}，补回 {n} 积分").format(
                amount=money_text(back.settled_money), n=back.settled_points
            )
        )
    if back.points_after is not None and back.points_after < 0:
        effects.append(
            _tr("得过的积分已经花掉，收回后是 {n} 分，以后的积分先补上").format(n=back.points_after)
        )
    return effects


def money_back_text(parts: Iterable[tuple[TenderMethod, Money]]) -> str:
    """Return 微信 200.00 + 现金 163.00."""
    return " + ".join(f"{method_text(method)} {amount_text(amount)}" for method, amount in parts)


def waited_text(seconds: float) -> str:
    """Return 4 分, 1 小时 06 分, 2 天 3 小时: how long a customer has waited."""
    minutes = max(0, int(seconds)) // _MINUTE
    hours, minutes = divmod(minutes, _MINUTE)
    days, hours_left = divmod(hours, 24)
    if days:
        return _tr("{d} 天 {h} 小时").format(d=days, h=hours_left)
    if hours:
        return _tr("{h} 小时 {m} 分").format(h=hours, m=f"{minutes:02d}")
    return _tr("{m} 分").format(m=minutes)


def long_duration_text(seconds: float) -> str:
    """Return ``00:04:12``: where minutes and hours stand below one another."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours:02d}:{minutes:02d}:{left:02d}"


def customer_text(name: str, phone: str) -> str:
    """Return the customer's name, or their phone tail, or 散客."""
    if name:
        return name
    return tail_text(phone) if phone else _tr("散客")


def tail_text(phone: str) -> str:
    """Return 尾号 3360, or 没留电话."""
    return _tr("尾号 {tail}").format(tail=phone[-4:]) if phone else _tr("没留电话")


# Sales ------------------------------------------------------------------------------------------


def sale_badges(row: SaleRow) -> tuple[BadgeText, ...]:
    """Return the one badge of a sale's row."""
    if row.state is SaleState.VOIDED:
        return (BadgeText(_tr("已作废"), Tone.NEUTRAL),)
    if row.state is SaleState.AWAITING_PAYMENT:
        return (BadgeText(_tr("待付款"), Tone.WARN),)
    if row.unknown_count:
        waiting = row.undelivered_count - row.unknown_count
        if waiting > 0:
            words = _tr("待交付 {n} · 待确认 {m}").format(n=waiting, m=row.unknown_count)
        else:
            words = _tr("待确认 {n}").format(n=row.unknown_count)
        return (BadgeText(words, Tone.WARN),)
    if row.undelivered_count:
        return (BadgeText(_tr("待交付 {n}").format(n=row.undelivered_count), Tone.WARN),)
    if row.returned > ZERO:
        whole = row.returned >= row.total
        return (BadgeText(_tr("已退款") if whole else _tr("退了一部分"), Tone.DANGER),)
    return (BadgeText(_tr("已完成"), Tone.ACCENT),)


def sale_state_badge(sale: SaleSnapshot) -> BadgeText:
    """Return the badge in the head of a sale's detail."""
    if sale.state is SaleState.VOIDED:
        return BadgeText(_tr("已作废"), Tone.NEUTRAL, "ban")
    if sale.state is SaleState.AWAITING_PAYMENT:
        return BadgeText(_tr("待付款"), Tone.WARN, "clock")
    unknown = sum(line.delivery_state is DeliveryState.UNKNOWN for line in sale.lines)
    if unknown:
        return BadgeText(_tr("待确认 {n}").format(n=unknown), Tone.WARN)
    waiting = sum(is_undelivered(line.delivery_state) for line in sale.lines)
    if waiting:
        return BadgeText(_tr("待交付 {n}").format(n=waiting), Tone.WARN)
    if sale.returned > ZERO:
        whole = sale.returned >= sale.total
        return BadgeText(_tr("已退款") if whole else _tr("退了一部分"), Tone.DANGER)
    return BadgeText(_tr("已完成"), Tone.ACCENT)


def is_undelivered(state: DeliveryState) -> bool:
    """Whether goods in this state are paid for and not handed over."""
    return state in WAITING_STATES | {DeliveryState.ARRIVED, DeliveryState.FAILED}


def delivery_badge(state: DeliveryState, supply: Supply) -> BadgeText:
    """Return how far a sold line is."""
    is_card = supply in {Supply.LOCAL, Supply.PLATFORM}
    looks = {
        DeliveryState.AWAITING_PAYMENT: (_tr("待付款"), Tone.WARN, "clock"),
        DeliveryState.QUEUED: (_tr("排队中"), Tone.NEUTRAL, "hourglass"),
        DeliveryState.PROCESSING: (
            _tr("出卡中") if is_card else _tr("充值中"),
            Tone.INFO,
            "loader",
        ),
        DeliveryState.UNKNOWN: (_tr("待确认"), Tone.WARN, "circle-help"),
        DeliveryState.NEEDS_DECISION: (_tr("待店主定"), Tone.DANGER, "git-compare"),
        DeliveryState.ARRIVED: (_tr("待交付"), Tone.WARN, "package-open")
        if is_card
        else (_tr("已到账"), Tone.ACCENT, "check"),
        DeliveryState.HANDED_OVER: (
            _tr("已交付") if is_card else _tr("已到账"),
            Tone.ACCENT,
            "check",
        ),
        DeliveryState.FAILED: (_tr("失败"), Tone.DANGER, "x"),
        DeliveryState.REFUNDED: (_tr("已退款"), Tone.NEUTRAL, "undo-2"),
    }
    if state is DeliveryState.HANDED_OVER and supply is Supply.SERVICE:
        return BadgeText(_tr("已办好"), Tone.ACCENT, "check")
    return BadgeText(*looks[state])


def sold_line_caption(line: SoldLine) -> str:
    """Return the second line of a sold line: where its goods are; never a secret or a cost."""
    parts = [_goods_text(line)]
    if line.replaced_count:
        parts.append(_tr("换过 {n} 张卡").format(n=line.replaced_count))
    if line.returned_quantity:
        parts.append(_tr("已退 {n} 件").format(n=line.returned_quantity))
    if line.note:
        parts.append(line.note)
    return " · ".join(part for part in parts if part)


def _goods_text(line: SoldLine) -> str:
    if line.target_masked:
        return line.target_masked
    if not line.card_ids:
        return supply_text(line.supply)
    count, seen = len(line.card_ids), line.seen_count
    if seen:
        words = _tr("卡密 {n} 张 · 给看过") if seen == count else _tr("卡密 {n} 张 · 给看过 {m} 张")
    elif line.delivery_state is DeliveryState.AWAITING_PAYMENT:
        words = _tr("卡密 {n} 张 · 收到钱才给")
    else:
        words = _tr("卡密 {n} 张 · 还没给看过")
    return words.format(n=count, m=seen)


def supply_text(supply: Supply) -> str:
    """Return where goods come from."""
    names = {
        Supply.LOCAL: _tr("本地卡密"),
        Supply.PLATFORM: _tr("平台库存"),
        Supply.TOPUP: _tr("直充"),
        Supply.SERVICE: _tr("现办"),
    }
    return names[supply]


# 待交付 -----------------------------------------------------------------------------------------


def undelivered_badge(row: UndeliveredRow, now: datetime) -> BadgeText:
    """Return the state of a line that waits."""
    if row.state is DeliveryState.ARRIVED:
        return _arrived_badge(row)
    if row.state is DeliveryState.HANDED_OVER:
        return BadgeText(_tr("给看了"), Tone.ACCENT, "eye")
    if row.is_promise and row.state is DeliveryState.QUEUED:
        return BadgeText(_tr("离线时答应"), Tone.NEUTRAL, "wifi-off")
    badge = delivery_badge(row.state, row.supply)
    if row.state is DeliveryState.PROCESSING:
        seconds = (now - row.sold_at).total_seconds()
        return BadgeText(f"{badge.text} {duration_text(seconds)}", badge.tone, badge.icon)
    return badge


def _arrived_badge(row: UndeliveredRow) -> BadgeText:
    if row.told_at is not None:
        return BadgeText(_tr("到货 · 已告诉"), Tone.ACCENT, "check")
    if row.supply is Supply.LOCAL:
        return BadgeText(_tr("没给看过"), Tone.WARN, "eye-off")
    if row.supply is Supply.TOPUP:
        return BadgeText(_tr("到账 · 没告诉"), Tone.ACCENT, "check")
    return BadgeText(_tr("到货 · 没告诉"), Tone.ACCENT, "check")


def goods_caption(row: UndeliveredRow) -> str:
    """Return the second line of the goods: masked account, or source and pieces."""
    if row.target_masked:
        return row.target_masked
    return f"{supply_text(row.supply)} ×{row.quantity}"


# Purchases --------------------------------------------------------------------------------------


def purchase_badge(purchase: PurchaseSnapshot) -> BadgeText:
    """Return how far a purchase is; what is unknown is never called failed."""
    if purchase.is_by_hand and purchase.state is PurchaseState.PREPARED:
        return BadgeText(_tr("待手工下单"), Tone.WARN, "pencil")
    if purchase.is_by_hand and purchase.state is PurchaseState.SENDING:
        return BadgeText(_tr("有人在下单"), Tone.WARN, "pencil")
    is_card = not purchase.target_masked
    delivered = _tr("已出卡") if is_card else _tr("已到账")
    looks = {
        PurchaseState.PREPARED: (_tr("排队中"), Tone.NEUTRAL, "hourglass"),
        PurchaseState.SENDING: (_tr("提交中"), Tone.INFO, "loader"),
        PurchaseState.ACCEPTED: (
            _tr("出卡中") if is_card else _tr("充值中"),
            Tone.INFO,
            "loader",
        ),
        PurchaseState.FULFILLED: (delivered, Tone.ACCENT, "check"),
        PurchaseState.ADOPTED: (delivered, Tone.ACCENT, "check"),
        PurchaseState.PARTIAL: (_tr("少给了"), Tone.WARN, "git-compare"),
        PurchaseState.REFUNDED: (_tr("失败 · 已退回"), Tone.DANGER, "x"),
        PurchaseState.REVERSED: (_tr("到账后被收回"), Tone.DANGER, "x"),
        PurchaseState.REJECTED: (_tr("失败 · 没扣款"), Tone.DANGER, "x"),
        PurchaseState.CANCELLED: (_tr("没有下单"), Tone.NEUTRAL, "ban"),
        PurchaseState.UNKNOWN: (_silence_text(purchase.reason_code), Tone.WARN, "circle-help"),
        PurchaseState.HUMAN: (_tr("要店主决定"), Tone.DANGER, "git-compare"),
        PurchaseState.WRITTEN_OFF: (_tr("失败 · 已核销"), Tone.DANGER, "x"),
        PurchaseState.NOT_PLACED: (_tr("失败 · 没下单"), Tone.DANGER, "x"),
    }
    return BadgeText(*looks[purchase.state])


def _silence_text(code: str) -> str:
    if code in _SILENCES:
        return _tr("没回话")
    if code in _UNREADABLE:
        return _tr("回话看不懂")
    return _tr("待确认")


def purchase_goods_caption(purchase: PurchaseSnapshot) -> str:
    """Return the masked account or the pieces."""
    return purchase.target_masked or _tr("卡密 ×{n}").format(n=purchase.quantity)


def purchase_sentences(sentences: Iterable[str]) -> str:
    """Return what a purchase's code says, in the language of the person."""
    return " · ".join(translate("purchasing", sentence) for sentence in sentences)


def known_cost(purchase: PurchaseSnapshot) -> Money:
    """Return what it cost, or may have cost: charged, else quoted, else the ceiling."""
    if purchase.charged is not None:
        return purchase.charged
    if purchase.quoted_total is not None:
        return purchase.quoted_total
    return purchase.ceiling_unit * purchase.quantity
