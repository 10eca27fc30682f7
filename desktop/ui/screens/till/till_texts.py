"""What the till page says about steps, tenders and differences: pure words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.comparison import change_permille
from desktop.domain.day_close import CloseStep, Difference, DifferenceKind, OpenItems
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.tender import TenderMethod
from desktop.ui.formatting import amount_text, percent_text, weekday_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from desktop.domain.day_close import TenderToCount
    from desktop.domain.day_report import DayReport, SalesFigures
    from desktop.ui.screens.till.till_view import TillView

TENDER_ICONS = {
    "cash": "banknote",
    "wechat": "message-circle",
    "alipay": "scan-qr-code",
    "qq": "circle-dollar-sign",
    "stored": "wallet",
    "points": "coins",
    "credit": "receipt-text",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("till", text)


def tender_text(method: str) -> str:
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


def step_title(step: CloseStep) -> str:
    """Return the name of a step."""
    return {
        CloseStep.OPEN_ITEMS: _tr("未结"),
        CloseStep.CASH: _tr("现金"),
        CloseStep.CODES: _tr("收款码"),
        CloseStep.PLATFORMS: _tr("货源余额"),
        CloseStep.DIFFERENCES: _tr("差额"),
        CloseStep.SIGN: _tr("签字"),
    }[step]


def open_items_text(items: OpenItems) -> str:
    """Return 待确认 3 · 待交付 8, or that nothing is open."""
    parts = [
        _tr("{name} {n}").format(name=name, n=count)
        for name, count in open_item_rows(items)
        if count
    ]
    return " · ".join(parts) if parts else _tr("没有未结的事")


def open_item_rows(items: OpenItems) -> tuple[tuple[str, int], ...]:
    """Return each kind of open item with its count."""
    return (
        (_tr("待确认"), items.unknown),
        (_tr("待交付"), items.undelivered),
        (_tr("待付款"), items.awaiting_payment),
        (_tr("挂单"), items.held),
        (_tr("售后"), items.tickets),
        (_tr("售后超时"), items.overdue_tickets),
    )


def code_text(code: TenderToCount) -> str:
    """Return 微信 · 柜台手机, or 微信 for what came without a code."""
    return tender_line(code.method, code.label)


def tender_line(method: TenderMethod | str, label: str) -> str:
    """Return a tender with the label of its code."""
    name = tender_text(str(method))
    return _tr("{tender} · {label}").format(tender=name, label=label) if label else name


def difference_badge(difference: Money | None) -> BadgeText:
    """Return 一致, 短 3.00, 长 3.00, or that it was not counted."""
    if difference is None:
        return BadgeText(_tr("没点"), Tone.NEUTRAL)
    if difference == ZERO:
        return BadgeText(_tr("一致"), Tone.ACCENT, "check")
    amount = amount_text(Money(abs(difference.fen)))
    if difference < ZERO:
        return BadgeText(_tr("短 {amount}").format(amount=amount), Tone.DANGER, "circle-minus")
    return BadgeText(_tr("长 {amount}").format(amount=amount), Tone.WARN, "circle-plus")


def compared_note(report: DayReport, before: SalesFigures, *, is_over: bool) -> tuple[str, str]:
    """Return how net sales compare with the week before, and its tone; nothing after a day off.

    A day that still goes on is not measured against a whole one: it says what that one sold.
    """
    weekday = weekday_text(report.date)
    change = change_permille(report.sales.net, before.net)
    if change is None:
        return "", ""
    if not is_over:
        words = _tr("上{weekday}全天 {amount}")
        return words.format(weekday=weekday, amount=amount_text(before.net)), "3"
    told = percent_text(change, is_signed=True)
    words = _tr("比上{weekday} {change}").format(weekday=weekday, change=told)
    return words, "accent" if change >= 0 else "2"


def difference_text(found: Difference) -> str:
    """Return 现金短 3.00, 星桥卡盟少 19.80: what a reason is asked for."""
    amount = amount_text(Money(abs(found.amount.fen)))
    is_short = found.amount < ZERO
    if found.kind is DifferenceKind.PLATFORM:
        template = _tr("{name} 少 {amount}") if is_short else _tr("{name} 多 {amount}")
        return template.format(name=found.label, amount=amount)
    name = _tr("现金")
    if found.kind is DifferenceKind.CODE:
        name = tender_line(found.key.partition(":")[0], found.label)
    template = _tr("{name} 短 {amount}") if is_short else _tr("{name} 长 {amount}")
    return template.format(name=name, amount=amount)


def step_captions(view: TillView, current: CloseStep) -> dict[CloseStep, str]:
    """Return what is known of each step; what is counted is no secret to who counted it."""
    state = view.state
    captions = {
        CloseStep.OPEN_ITEMS: open_items_text(state.open_items),
        CloseStep.CODES: _tr("打开收款 App，照抄今天的净额"),
        CloseStep.PLATFORMS: _tr("{n} 个货源").format(n=view.account_count),
        CloseStep.DIFFERENCES: "",
        CloseStep.SIGN: _tr("收银员、店主"),
    }
    if state.cash_counted is not None:
        counted = amount_text(state.cash_counted)
        captions[CloseStep.CASH] = _tr("已点 {amount}").format(amount=counted)
    if state.tenders and all(code.counted is not None for code in state.tenders):
        copied = amount_text(total_of(code.counted or ZERO for code in state.tenders))
        if current is not CloseStep.CODES:
            captions[CloseStep.CODES] = _tr("已抄 {amount}").format(amount=copied)
    if current is CloseStep.DIFFERENCES:
        count = len(view.differences)
        captions[CloseStep.DIFFERENCES] = (
            _tr("{n} 处不平，写上原因再签字").format(n=count) if count else _tr("都对得上")
        )
    return captions
