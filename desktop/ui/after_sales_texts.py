"""What after-sales looks like in words: clocks that count down, badges, who and what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.after_sales import ClockKind, TicketState
from desktop.domain.delivery import DeliveryState
from desktop.services.after_sales_words import STATE_WORDS, said, title_of
from desktop.ui.formatting import duration_text
from desktop.ui.order_texts import customer_text, delivery_badge
from desktop.ui.theme import Tone
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.domain.after_sales import Ticket, TicketClock, TicketLine

_SOON_SECONDS: Final = 300
_STATE_TONES: Final = {
    TicketState.OPEN: Tone.WARN,
    TicketState.DECIDED: Tone.ACCENT,
    TicketState.CLOSED: Tone.NEUTRAL,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("AfterSalesTexts", text)


def clock_figure(clock: TicketClock | None, now: datetime) -> str:
    """Return 02:18, 1:12:08, or 超 01:05 once it is overdue; empty when nothing runs."""
    if clock is None:
        return ""
    left = clock.seconds_left(now)
    if left >= 0:
        return duration_text(left)
    return _tr("超 {time}").format(time=duration_text(-left))


def clock_tone(clock: TicketClock | None, now: datetime) -> Tone:
    """Return calm above five minutes, warning below, danger once overdue."""
    if clock is None:
        return Tone.NEUTRAL
    if clock.is_overdue(now):
        return Tone.DANGER
    return Tone.WARN if clock.seconds_left(now) <= _SOON_SECONDS else Tone.NEUTRAL


def clock_words(clock: TicketClock | None, now: datetime) -> str:
    """Return what has to happen until then."""
    if clock is None:
        return ""
    if clock.kind is ClockKind.ANSWER:
        return _tr("已超时") if clock.is_overdue(now) else _tr("内回复")
    return {
        ClockKind.ESCALATE: _tr("内催货源"),
        ClockKind.SOURCE: _tr("等货源回复"),
        ClockKind.CUSTOMER: _tr("等顾客补材料"),
        ClockKind.DECIDE: _tr("内要有结果"),
        ClockKind.CLOSE: _tr("等结单"),
    }[clock.kind]


def clock_badge(clock: TicketClock | None, now: datetime) -> BadgeText | None:
    """Return the badge beside a ticket's title: 还剩 02:18 首次回复."""
    if clock is None:
        return None
    step = {
        ClockKind.ANSWER: _tr("回复顾客"),
        ClockKind.ESCALATE: _tr("催货源"),
        ClockKind.SOURCE: _tr("货源回复"),
        ClockKind.CUSTOMER: _tr("顾客补材料"),
        ClockKind.DECIDE: _tr("处理结果"),
        ClockKind.CLOSE: _tr("结单"),
    }[clock.kind]
    left = clock.seconds_left(now)
    words = _tr("还剩 {time} {step}") if left >= 0 else _tr("超 {time} {step}")
    return BadgeText(
        words.format(time=duration_text(abs(left)), step=step), clock_tone(clock, now), "timer"
    )


def ticket_badges(ticket: Ticket) -> tuple[BadgeText, ...]:
    """Return how far a ticket is, and whether its goods have come."""
    tone = _STATE_TONES.get(ticket.state, Tone.INFO)
    badges = [BadgeText(said(STATE_WORDS[ticket.state]), tone)]
    if ticket.line is not None and ticket.has_arrived and not ticket.is_closed:
        badges.append(BadgeText(_tr("已到账"), Tone.ACCENT, "check"))
    return tuple(badges)


def ticket_caption(ticket: Ticket) -> str:
    """Return the order, the customer and the goods in one line."""
    whose = ticket_customer(ticket)
    if ticket.line is None:
        return f"{ticket.number} · {whose}"
    return f"{ticket.line.sale_number} · {whose} · {ticket.line.title}"


def ticket_customer(ticket: Ticket) -> str:
    """Return who asks: the member, else the contact that was left."""
    if ticket.contact and not (ticket.customer_name or ticket.customer_phone):
        return ticket.contact
    return customer_text(ticket.customer_name, ticket.customer_phone)


def line_state_text(line: TicketLine, now: datetime) -> str:
    """Return how far the goods are, and for how long while they are on their way."""
    words = delivery_badge(line.state, line.supply).text
    if line.state is DeliveryState.PROCESSING:
        minutes = max(0, int((now - line.sold_at).total_seconds())) // 60
        return _tr("{state} {n} 分").format(state=words, n=minutes)
    return words


def line_state_tone(line: TicketLine) -> str:
    """Return the colour of that state: unknown is amber wherever it stands."""
    tone = delivery_badge(line.state, line.supply).tone
    return "" if tone is Tone.NEUTRAL else tone.value


__all__ = [
    "clock_badge",
    "clock_figure",
    "clock_tone",
    "clock_words",
    "line_state_text",
    "line_state_tone",
    "ticket_badges",
    "ticket_caption",
    "ticket_customer",
    "title_of",
]
