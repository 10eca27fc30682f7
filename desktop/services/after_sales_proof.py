"""The proof of an order for a dispute: who sold what to which account, when, and how it went.

It goes into chats, so it never holds a secret: neither a card nor a whole account. It is laid out
as a paper of the shop; ``ui/rendering`` makes a picture or a PDF of it, without a network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.clock import zone_named
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.purchase import PurchaseState
from desktop.domain.receipt import (
    Align,
    Blank,
    Columns,
    Cut,
    PaperWidth,
    Receipt,
    Rule,
    Text,
    Title,
)
from desktop.services import after_sales_words as words
from desktop.services.papers import masked_customer
from desktop.storage import after_sales_queries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from desktop.domain.after_sales import Ticket, TicketLine
    from desktop.domain.receipt import Block
    from desktop.services.settings import Settings
    from desktop.storage.after_sales_queries import ProofEvent
    from desktop.storage.ground import Ground

_EVENT_WORDS: Final = {
    PurchaseState.PREPARED: QT_TRANSLATE_NOOP("after_sales", "记下订单"),
    PurchaseState.SENDING: QT_TRANSLATE_NOOP("after_sales", "提交给货源"),
    PurchaseState.ACCEPTED: QT_TRANSLATE_NOOP("after_sales", "货源接单，处理中"),
    PurchaseState.FULFILLED: QT_TRANSLATE_NOOP("after_sales", "货源完成"),
    PurchaseState.PARTIAL: QT_TRANSLATE_NOOP("after_sales", "货源部分完成"),
    PurchaseState.REFUNDED: QT_TRANSLATE_NOOP("after_sales", "货源退款"),
    PurchaseState.REVERSED: QT_TRANSLATE_NOOP("after_sales", "货源撤回"),
    PurchaseState.REJECTED: QT_TRANSLATE_NOOP("after_sales", "货源拒绝"),
    PurchaseState.CANCELLED: QT_TRANSLATE_NOOP("after_sales", "没有提交，取消了"),
    PurchaseState.UNKNOWN: QT_TRANSLATE_NOOP("after_sales", "货源没回话，查询中"),
    PurchaseState.HUMAN: QT_TRANSLATE_NOOP("after_sales", "转人工核对"),
    PurchaseState.ADOPTED: QT_TRANSLATE_NOOP("after_sales", "人工核对：已到账"),
    PurchaseState.WRITTEN_OFF: QT_TRANSLATE_NOOP("after_sales", "人工核对：没有办成"),
    PurchaseState.NOT_PLACED: QT_TRANSLATE_NOOP("after_sales", "货源没有这单"),
}


class AfterSalesProof:
    """Lays proofs out."""

    def __init__(self, ground: Ground, settings: Settings) -> None:
        self._ground = ground
        self._settings = settings

    def proof_of(self, ticket_id: int) -> Receipt:
        """Return the proof of the line a ticket is about.

        Raises:
            BusinessRuleError: ``no_such_ticket``, or ``nothing_to_prove`` for a 咨询.
        """
        with self._ground.database.read() as connection:
            found = after_sales_queries.find_ticket(connection, ticket_id)
            if found is None or found.line is None:
                raise BusinessRuleError(
                    "nothing_to_prove",
                    QT_TRANSLATE_NOOP("errors", "这张单没有对应的商品，没有订单可以证明"),
                )
            events = after_sales_queries.list_proof_events(connection, found.line.id)
        settings = self._settings.current
        zone = zone_named(settings.text("day.zone"))
        blocks = [
            Title(words.said(QT_TRANSLATE_NOOP("after_sales", "订单凭证"))),
            Text(settings.text("shop.name"), Align.CENTRE),
            Rule(),
            *_order_blocks(found, found.line),
            Rule(),
            *_event_blocks(found.line, events, zone),
            Rule(),
            *self._foot(zone),
        ]
        return Receipt(PaperWidth.MM_80, tuple(blocks))

    def _foot(self, zone: tzinfo) -> Iterator[Block]:
        made = words.said(QT_TRANSLATE_NOOP("after_sales", "{time} 由卡台生成"))
        yield Text(made.format(time=_moment(self._ground.now(), zone)), Align.CENTRE)
        contact = self._settings.current.text("shop.contact")
        if contact:
            yield Text(contact, Align.CENTRE)
        none = QT_TRANSLATE_NOOP("after_sales", "本凭证不含卡密")
        yield Text(words.said(none), Align.CENTRE)
        yield Blank()
        yield Cut()


def _order_blocks(found: Ticket, line: TicketLine) -> Iterator[Block]:
    said = words.said
    yield Columns(said(QT_TRANSLATE_NOOP("after_sales", "订单号")), line.sale_number)
    yield Columns(said(QT_TRANSLATE_NOOP("after_sales", "售后单")), found.number)
    yield Text(f"{line.title} ×{line.quantity}", is_bold=True)
    if line.target_masked:
        yield Columns(said(QT_TRANSLATE_NOOP("after_sales", "充值账号")), line.target_masked)
    if found.customer_name or found.customer_phone:
        whose = masked_customer(found.customer_name, found.customer_phone)
        yield Columns(said(QT_TRANSLATE_NOOP("after_sales", "顾客")), whose)
    yield Columns(said(QT_TRANSLATE_NOOP("after_sales", "实付")), str(line.net))
    if line.upstream_number:
        yield Columns(said(QT_TRANSLATE_NOOP("after_sales", "货源单号")), line.upstream_number)


def _event_blocks(
    line: TicketLine, events: tuple[ProofEvent, ...], zone: tzinfo
) -> Iterator[Block]:
    paid = words.said(QT_TRANSLATE_NOOP("after_sales", "付款"))
    yield Columns(_moment(line.sold_at, zone), paid)
    for event in events:
        yield Columns(_moment(event.at, zone), words.said(_EVENT_WORDS[event.state]))
    if line.arrived_at is not None:
        arrived = words.said(QT_TRANSLATE_NOOP("after_sales", "到账"))
        yield Columns(_moment(line.arrived_at, zone), arrived)
    now = words.said(QT_TRANSLATE_NOOP("after_sales", "现在"))
    yield Columns(now, _state_said(line.state), is_bold=True)


def _state_said(state: DeliveryState) -> str:
    return words.entry_text(words.line_entry(state))


def _moment(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
