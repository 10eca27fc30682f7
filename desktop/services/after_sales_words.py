"""What after-sales says: names of kinds and states, the till's own entries, quick replies.

The till's entries are stored by name and said in the language of whoever reads them. Quick replies
are the owner's own words from the settings, with fields filled from the line; nothing that fills
them is a secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.after_sales import TicketAct, TicketKind, TicketState
from desktop.domain.clock import zone_named
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.services.settings_catalog import SETTING_BY_KEY
from desktop.translating import sentence, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.after_sales import Ticket
    from desktop.services.settings import SettingsValues

CONTEXT: Final = "after_sales"
KIND_WORDS: Final = {
    TicketKind.NOT_ARRIVED: QT_TRANSLATE_NOOP("after_sales", "没到账"),
    TicketKind.CARD_USED: QT_TRANSLATE_NOOP("after_sales", "卡密提示已被使用"),
    TicketKind.WRONG_ACCOUNT: QT_TRANSLATE_NOOP("after_sales", "充错账号"),
    TicketKind.SHORT: QT_TRANSLATE_NOOP("after_sales", "少给了"),
    TicketKind.SWAP: QT_TRANSLATE_NOOP("after_sales", "想换一种"),
    TicketKind.OTHER: QT_TRANSLATE_NOOP("after_sales", "其他"),
    TicketKind.QUESTION: QT_TRANSLATE_NOOP("after_sales", "咨询"),
}
STATE_WORDS: Final = {
    TicketState.OPEN: QT_TRANSLATE_NOOP("after_sales", "待回复"),
    TicketState.ANSWERED: QT_TRANSLATE_NOOP("after_sales", "处理中"),
    TicketState.WAITING_SOURCE: QT_TRANSLATE_NOOP("after_sales", "等货源"),
    TicketState.WAITING_CUSTOMER: QT_TRANSLATE_NOOP("after_sales", "等顾客"),
    TicketState.DECIDED: QT_TRANSLATE_NOOP("after_sales", "已处理"),
    TicketState.CLOSED: QT_TRANSLATE_NOOP("after_sales", "已结"),
}
PROMISE_PASSED: Final = "promise_passed"
ESCALATED: Final = "escalated"
ASKED_CUSTOMER: Final = "asked_customer"
CLOSED: Final = "closed"
CLOSED_BY_ITSELF: Final = "closed_by_itself"
REOPENED: Final = "reopened"
CARD_REPLACED: Final = "card_replaced"
COMPENSATED: Final = "compensated"
DECIDED: Final = "decided"
_SENTENCES: Final = {
    PROMISE_PASSED: QT_TRANSLATE_NOOP(
        "after_sales", "承诺 {value} 分钟内到账，时间过了还没到，自动建了这张单。"
    ),
    ESCALATED: QT_TRANSLATE_NOOP("after_sales", "催了货源：{value}"),
    ASKED_CUSTOMER: QT_TRANSLATE_NOOP("after_sales", "等顾客补材料"),
    CLOSED: QT_TRANSLATE_NOOP("after_sales", "结单"),
    CLOSED_BY_ITSELF: QT_TRANSLATE_NOOP("after_sales", "没有人动过，货已到账，自动结单。"),
    REOPENED: QT_TRANSLATE_NOOP("after_sales", "重开"),
    CARD_REPLACED: QT_TRANSLATE_NOOP("after_sales", "换了一张卡，旧卡作废：{value}"),
    COMPENSATED: QT_TRANSLATE_NOOP("after_sales", "补偿 {value}"),
    DECIDED: QT_TRANSLATE_NOOP("after_sales", "定了：{value}"),
    f"act_{TicketAct.SHOW_AGAIN}": QT_TRANSLATE_NOOP("after_sales", "再给看了一次卡密"),
    f"act_{TicketAct.OTHER_SOURCE}": QT_TRANSLATE_NOOP("after_sales", "换货源重新买了"),
    f"act_{TicketAct.REFUND}": QT_TRANSLATE_NOOP("after_sales", "退款了"),
    f"line_{DeliveryState.AWAITING_PAYMENT}": QT_TRANSLATE_NOOP("after_sales", "等付款"),
    f"line_{DeliveryState.QUEUED}": QT_TRANSLATE_NOOP("after_sales", "排队中，还没提交给货源"),
    f"line_{DeliveryState.PROCESSING}": QT_TRANSLATE_NOOP("after_sales", "货源显示处理中"),
    f"line_{DeliveryState.UNKNOWN}": QT_TRANSLATE_NOOP(
        "after_sales", "货源没回话，不知道办没办，正在查"
    ),
    f"line_{DeliveryState.NEEDS_DECISION}": QT_TRANSLATE_NOOP(
        "after_sales", "货源涨价或少给了，没有买成，要定怎么办"
    ),
    f"line_{DeliveryState.ARRIVED}": QT_TRANSLATE_NOOP("after_sales", "已到账"),
    f"line_{DeliveryState.HANDED_OVER}": QT_TRANSLATE_NOOP("after_sales", "已到账，交给顾客了"),
    f"line_{DeliveryState.FAILED}": QT_TRANSLATE_NOOP("after_sales", "货源确认没有买成，没有扣款"),
    f"line_{DeliveryState.REFUNDED}": QT_TRANSLATE_NOOP("after_sales", "已退款"),
}
_ESCALATION: Final = QT_TRANSLATE_NOOP(
    "after_sales",
    "麻烦查一下这单：\n你们的单号 {upstream}\n我的单号 {own}\n商品 {goods} ×{quantity}\n"
    "充值账号 {account}\n{time} 下单，到现在没到账，顾客在等，请尽快处理或告诉我结果。",
)
_NO_NUMBER: Final = QT_TRANSLATE_NOOP("after_sales", "（没有给）")
_REPLY_KEYS: Final = ("late", "picture", "done", "failed", "own")


@dataclass(frozen=True, slots=True)
class QuickReply:
    """A template with its fields filled, ready to copy."""

    key: str
    label: str
    text: str


def said(template: str) -> str:
    """Return a name or sentence of after-sales in the current language."""
    return translate(CONTEXT, template)


def line_entry(state: DeliveryState) -> str:
    """Return the name of the entry that says how far a line is."""
    return f"line_{state}"


def act_entry(act: TicketAct) -> str:
    """Return the name of the entry that says what was done."""
    return f"act_{act}"


def entry_text(name: str, value: str = "") -> str:
    """Return what one of the till's own entries says; an unknown name stands as it is."""
    template = _SENTENCES.get(name, name)
    return sentence(CONTEXT, template, value=value)


def title_of(ticket: Ticket) -> str:
    """Return what a ticket is about, in a few words."""
    return said(KIND_WORDS[ticket.kind])


def quick_replies(ticket: Ticket, settings: SettingsValues) -> tuple[QuickReply, ...]:
    """Return the owner's templates filled for a ticket, the fitting one first."""
    filled = _fields_of(ticket, settings)
    replies = []
    for key in _REPLY_KEYS:
        setting = SETTING_BY_KEY[f"after_sales.reply_{key}"]
        own = settings.text(setting.key)
        words = translate("settings", own) if own == setting.default else own
        if words.strip():
            label = translate("settings", setting.label)
            replies.append(QuickReply(key, label, _fill(words, filled)))
    fitting = _fitting(ticket)
    return tuple(sorted(replies, key=lambda reply: reply.key != fitting))


def escalation_text(ticket: Ticket, settings: SettingsValues) -> str:
    """Return what the source is asked; the account is masked, the numbers name the order."""
    line = ticket.line
    assert line is not None  # noqa: S101 - only a ticket about a line is escalated
    zone = zone_named(settings.text("day.zone"))
    return sentence(
        CONTEXT,
        _ESCALATION,
        upstream=line.upstream_number or said(_NO_NUMBER),
        own=line.purchase_number,
        goods=line.title,
        quantity=line.quantity,
        account=line.target_masked or "—",
        time=f"{line.sold_at.astimezone(zone):%m-%d %H:%M}",
    )


def _fitting(ticket: Ticket) -> str:
    if ticket.line is None:
        return "own"
    if ticket.has_arrived:
        return "done"
    if ticket.line.state in {DeliveryState.FAILED, DeliveryState.NEEDS_DECISION}:
        return "failed"
    return "late"


def _fields_of(ticket: Ticket, settings: SettingsValues) -> Mapping[str, str]:
    zone = zone_named(settings.text("day.zone"))
    line = ticket.line
    at = ticket.opened_at if line is None else line.sold_at
    return {
        "商品": said(KIND_WORDS[TicketKind.QUESTION]) if line is None else line.title,
        "账号": (line.target_masked if line else "") or "—",
        "单号": line.sale_number if line else ticket.number,
        "时间": f"{at.astimezone(zone):%m-%d %H:%M}",
        "店名": settings.text("shop.name"),
        "联系": settings.text("shop.contact"),
    }


def _fill(words: str, values: Mapping[str, str]) -> str:
    """Put values in place of ``{商品}`` and its like; anything else in braces stays as typed.

    Never ``str.format``: the words come from a person, and what they name is looked up nowhere.
    """
    for name, value in values.items():
        words = words.replace("{" + name + "}", value)
    return words.replace("（—）", "")
