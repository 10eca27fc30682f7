"""What 卡卡云's answers mean, by closed lists: anything not on them is unknown.

Belongs here: the codes, the states of an order, cards, and the fields goods ask for.
Does not belong here: calls (``kakayun``).

The platform's own rule: JSON with a code other than 1 and 9999 is a failure, and what is not JSON
never is one. Here only the codes it has written down count, and none that an order cannot meet.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.base import (
    GoodsField,
    GoodsKind,
    PlatformRefusedError,
    PlatformSilentError,
)
from desktop.connectors.platforms.json_answers import (
    UnreadableAnswerError,
    accepted,
    card_of,
    entries_of,
    member,
    not_found,
    number_taken,
    order_number,
    read_envelope,
    refused,
    says_it_is_unsure,
    secret_or_none,
    shown_text,
    state_of,
    text_of,
    text_of_cards,
    unknown,
    unread,
)
from desktop.connectors.strict_json import decimal_of, money_of, whole_number
from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.purchase import AccountProblem, OutcomeClass
from desktop.domain.purchase_settling import DeliveryProgress, OrderOutcome
from desktop.domain.secret import Secret
from desktop.domain.sourcing import BALANCE_SHORT, INPUT_REFUSED

if TYPE_CHECKING:
    from datetime import date

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.platforms.base import OrderRequest, QueryRequest
    from desktop.connectors.platforms.json_answers import Envelope
    from desktop.domain.purchase_settling import DeliveredCard

_P = DeliveryProgress
_YES: Final = 1
_NUMBER_TAKEN: Final = 1205
_NO_SUCH_ORDER: Final = 1301
_NO_BALANCE: Final = 1213
_OTHER: Final = -1
"""Whatever has no code of its own: out of stock, for one. Its text must sound sure."""
_REFUSALS: Final = frozenset(
    {_OTHER, 401, 402, 403, 404, 1000, 1001, 1002, 1200, 1201, 1202, 1203, 1204}
    | {1206, 1207, 1208, 1209, 1210, 1211, 1212, _NO_BALANCE, 1214}
)
_PROBLEMS: Final = {
    401: AccountProblem.KEY,
    402: AccountProblem.WHITE_LIST,
    403: AccountProblem.CLOCK,
    1000: AccountProblem.KEY,
    1001: AccountProblem.DISABLED,
    1002: AccountProblem.RIGHT,
}
_ABOUT_INPUT: Final = frozenset({1208, 1211, 1212})
_NOT_NOW: Final = frozenset({404, 9999})
"""Asked too often, and a fault of the platform: worth another try where nothing is bought."""
_UNPAID: Final = 2
_FAILED: Final = 4
_DONE: Final = 5
_PAID_OR_DONE: Final = 1
"""Done for cards, only paid for top-ups."""
_UNDER_WAY: Final = frozenset({0, 3})
_ALL_BACK: Final = frozenset({1, 4})
_PART_BACK: Final = 2
_INSTANTS: Final = range(1_000_000_000, 10_000_000_000)


def read_order(request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return what an answer to an order says; whether it was a repeat is not judged here."""
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code == _YES:
        if member(envelope.data, "usorderno") != request.own_number:
            return unknown("crossed")
        return accepted(member(envelope.data, "orderno"))
    if not envelope.is_bare_refusal:
        return unknown("no_envelope")
    return _read_refusal(envelope)


def _read_refusal(envelope: Envelope) -> OrderOutcome:
    code, text = envelope.code, envelope.message
    if code == _NUMBER_TAKEN:
        return number_taken(text)
    if code not in _REFUSALS or (code == _OTHER and says_it_is_unsure(text)):
        return unknown("unlisted_text", text)
    if code in _ABOUT_INPUT:
        return refused(text, INPUT_REFUSED)
    if code == _NO_BALANCE:
        return refused(text, BALANCE_SHORT)
    return refused(text, problem=_PROBLEMS.get(code))


def read_query(request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return how far an order is. One that is not found may not be there yet."""
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code == _NO_SUCH_ORDER and envelope.is_bare_refusal:
        return not_found(envelope.message)
    if envelope.code != _YES:
        return unknown("query_refused")
    order = envelope.data
    if not isinstance(order, dict) or order.get("usorderno") != request.own_number:
        return unknown("crossed")
    if whole_number(order.get("buynum")) not in {None, request.quantity}:
        return unknown("crossed")
    return _read_state(request, order)


def envelope_or_raise(answer: HttpOutcome) -> Envelope:
    """Return the envelope of a call that changes nothing.

    Raises:
        PlatformRefusedError: the platform said no.
        PlatformSilentError: nothing usable came, or not now.
    """
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        raise PlatformSilentError(str(error)) from None
    if envelope.code == _YES:
        return envelope
    if envelope.code in _NOT_NOW or not envelope.is_bare_refusal:
        raise PlatformSilentError(f"code_{envelope.code}")
    raise PlatformRefusedError(shown_text(envelope.message), _PROBLEMS.get(envelope.code))


def fields_of(template: object) -> tuple[GoodsField, ...]:
    """Return what goods ask the buyer for; the name of a field is its sort."""
    fields: list[GoodsField] = []
    for one in entries_of(template):
        sort = text_of(one.get("type"))
        if not sort:
            continue
        count = sum(sort_of_field(field.name) == sort for field in fields)
        name = f"{sort}.{count + 1}" if count else sort
        label = text_of(one.get("title")) or name
        fields.append(GoodsField(name, label, placeholder=text_of(one.get("desc"))))
    return tuple(fields)


def sort_of_field(name: str) -> str:
    """Return the sort of a field, which is sent; two of one sort have different names."""
    return name.partition(".")[0]


def _read_state(request: QueryRequest, order: dict[str, Any]) -> OrderOutcome:
    is_card = request.kind is GoodsKind.CARD
    cards = _cards_in(order) if is_card else ()
    progress = _progress_of(request, order, len(cards))
    if progress is None:
        return unknown("unlisted_state")
    is_delivered = progress is _P.DELIVERED
    is_ended_badly = progress not in {_P.DELIVERED, _P.PROCESSING}
    receipt = order.get("receipt") or order.get("refundreceipt")
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        message=shown_text(receipt) if is_ended_badly else "",
        upstream_number=order_number(order.get("orderno")),
        charged=None if progress is _P.REFUNDED else money_of(order.get("money")),
        progress=progress,
        cards=cards if is_delivered else (),
        text=text_of_cards(cards) if is_delivered else None,
        note=secret_or_none(receipt),
    )


def _progress_of(
    request: QueryRequest, order: dict[str, Any], card_count: int
) -> DeliveryProgress | None:
    """Return how far an order is; None for a state that is not on the list."""
    status = state_of(order.get("status"))
    is_card = request.kind is GoodsKind.CARD
    if status in _UNDER_WAY:
        return _P.PROCESSING
    if status == _UNPAID:
        return _P.REFUNDED  # it failed before anything was charged
    if status == _FAILED:
        return _progress_of_failed(order)
    if status == _PAID_OR_DONE:
        is_done = is_card and card_count >= request.quantity
        return _progress_of_done(order) if is_done else _P.PROCESSING
    if status != _DONE:
        return None
    # Cards may come a moment after the success they belong to.
    return _progress_of_done(order) if card_count or not is_card else _P.PROCESSING


def _progress_of_failed(order: dict[str, Any]) -> DeliveryProgress:
    """A failure and the return of the money are two facts; only both together are a refund."""
    refund = state_of(order.get("refundstatus"))
    paid, back = decimal_of(order.get("money")), decimal_of(order.get("refundmoney"))
    is_less = paid is not None and back is not None and 0 < back < paid
    if refund == _PART_BACK or (refund in _ALL_BACK and is_less):
        return _P.PARTLY_REFUNDED
    return _P.REFUNDED if refund in _ALL_BACK else _P.UNDELIVERED


def _progress_of_done(order: dict[str, Any]) -> DeliveryProgress:
    """Goods and money both: a person must look."""
    is_returned = state_of(order.get("refundstatus")) in {*_ALL_BACK, _PART_BACK}
    return _P.PARTLY_REFUNDED if is_returned else _P.DELIVERED


def _cards_in(order: dict[str, Any]) -> tuple[DeliveredCard, ...]:
    parts = (
        card_of(one.get("card_no"), one.get("card_pwd"), _day_of(one.get("card_expire_at")))
        for one in entries_of(order.get("cards"))
    )
    named = tuple(card for card in parts if card is not None)
    if named:
        return named
    lines = order.get("cardlist")
    texts = (text_of(line) for line in lines) if isinstance(lines, list) else ()
    return tuple(Secret(text) for text in texts if text)


def _day_of(value: object) -> date | None:
    seconds = whole_number(value)
    if seconds is None or seconds not in _INSTANTS:
        return None
    return datetime.fromtimestamp(seconds, CHINA_STANDARD_TIME).date()
