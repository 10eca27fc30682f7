"""What 会员 says about people: contacts, last visits, why points were booked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.loyalty import PointsReason
from desktop.domain.sale import SaleState
from desktop.ui.formatting import group_account, masked_account, masked_phone

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from desktop.domain.customer import CustomerSnapshot, PointsRow

NOTHING: Final = "—"


def _tr(text: str) -> str:
    return QCoreApplication.translate("CustomerTexts", text)


def contact_text(customer: CustomerSnapshot, *, is_masked: bool) -> str:
    """Return the first contact there is; a cashier sees numbers masked."""
    if customer.phone:
        return masked_phone(customer.phone) if is_masked else group_account(customer.phone)
    if customer.qq:
        number = masked_account(customer.qq) if is_masked else customer.qq
        return _tr("QQ {number}").format(number=number)
    if customer.wechat:
        name = masked_account(customer.wechat) if is_masked else customer.wechat
        return _tr("微信 {name}").format(name=name)
    return _tr("卡号 {number}").format(number=customer.card_no) if customer.card_no else NOTHING


def visit_text(at: datetime | None, now: datetime, zone: tzinfo) -> str:
    """Return how long ago they bought: 今天, 昨天, 26 天前."""
    if at is None:
        return _tr("还没买过")
    days = (now.astimezone(zone).date() - at.astimezone(zone).date()).days
    if days <= 0:
        return _tr("今天来过")
    return _tr("昨天来过") if days == 1 else _tr("{n} 天前来过").format(n=days)


def reason_text(row: PointsRow) -> str:
    """Return why points were booked."""
    words = {
        PointsReason.EARNED: _tr("消费得积分"),
        PointsReason.RETURNED: _tr("退款扣回"),
        PointsReason.VOIDED: _tr("作废扣回"),
        PointsReason.IMPORTED: _tr("导入"),
        PointsReason.BY_HAND: _tr("手工调整"),
        PointsReason.SPENT: _tr("积分抵扣"),
        PointsReason.SPENT_BACK: _tr("退款退回积分"),
        PointsReason.SETTLED: _tr("退款里补的积分"),
        PointsReason.GIFT: _tr("换礼品"),
        PointsReason.GIFT_BACK: _tr("礼品退回"),
        PointsReason.EXPIRED: _tr("过期"),
        PointsReason.REFERRAL: _tr("推荐奖励"),
        PointsReason.MERGED: _tr("会员合并"),
    }[row.reason]
    if not row.note:
        return words
    return _tr("{reason} · {note}").format(reason=words, note=row.note)


def sale_state_text(state: SaleState) -> str:
    """Return where a sale stands."""
    return {
        SaleState.COMPLETED: _tr("已完成"),
        SaleState.AWAITING_PAYMENT: _tr("待付款"),
        SaleState.VOIDED: _tr("已作废"),
    }[state]
