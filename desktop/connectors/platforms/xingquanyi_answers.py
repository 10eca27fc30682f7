"""What the answers of the 星权益 dialect mean, by closed lists: anything not on them is unknown.

Belongs here: the envelope, the final refusals, the states of an order, cards and tickets.
Does not belong here: calls (``xingquanyi``).

``error`` says no without saying why. Its texts are not listed anywhere: one that speaks of an order
number that is taken, or that doubts itself, is no refusal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.base import (
    GoodsKind,
    PlatformRefusedError,
    PlatformSilentError,
)
from desktop.connectors.platforms.json_answers import (
    UnreadableAnswerError,
    card_of,
    entries_of,
    known_cost,
    number_taken,
    order_number,
    refund_progress,
    refused,
    says_it_is_unsure,
    says_number_is_taken,
    shown_text,
    state_of,
    text_of,
    text_of_cards,
    unknown,
    unread,
)
from desktop.connectors.platforms.json_objects import read_object
from desktop.connectors.strict_json import decimal_of, whole_number
from desktop.domain.purchase import AccountProblem, OutcomeClass
from desktop.domain.purchase_settling import CardParts, DeliveryProgress, OrderOutcome
from desktop.domain.secret import Secret

if TYPE_CHECKING:
    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.platforms.base import OrderRequest, QueryRequest

_OK: Final = "ok"
_ERROR: Final = "error"
FINAL_REFUSALS: Final = frozenset(
    {_ERROR, "invalid_parameters", "invalid_sign", "disabled_customer"}
)
_PROBLEMS: Final = {
    "invalid_sign": AccountProblem.KEY,
    "disabled_customer": AccountProblem.DISABLED,
}
_SILENT: Final = frozenset({"request_frequency", "server_error"})
"""Neither says what became of an order: not on the list of refusals."""
_UNDER_WAY: Final = frozenset({100, 101})
_SUCCESS: Final = 200
_FAILED: Final = 500
_STATE_UNKNOWN: Final = 501
_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")


@dataclass(frozen=True, slots=True)
class _Envelope:
    code: str
    message: str = field(repr=False)
    data: Any = field(repr=False)


def read_order(request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return what an answer to an order says."""
    try:
        envelope = _read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code != _OK:
        return _read_refusal(envelope)
    order = envelope.data if isinstance(envelope.data, dict) else {}
    number = order_number(order.get("order_id"))
    if number is None:
        return unknown("no_order_number")
    state = state_of(order.get("state"))
    if state == _STATE_UNKNOWN:
        return _unsettled(order, number)
    # A failure says nothing about the money here; the order itself is asked for at once.
    is_done = state == _SUCCESS
    return _accepted(order, number, request.kind, DeliveryProgress.PROCESSING, is_done=is_done)


def read_query(request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return how far the goods of an order are."""
    try:
        envelope = _read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code != _OK:
        return OrderOutcome(
            OutcomeClass.UNKNOWN,
            "query_refused",
            message=shown_text(envelope.message) or shown_text(envelope.code),
            is_not_found=envelope.code == _ERROR and not says_it_is_unsure(envelope.message),
        )
    order = envelope.data if isinstance(envelope.data, dict) else {}
    number = order_number(order.get("id"))
    if number is None or not _is_ours(request, order, number):
        return unknown("crossed")
    return _read_state(request, order, number)


def data_or_raise(answer: HttpOutcome) -> Any:
    """Return ``data`` of a call that changes nothing.

    Raises:
        PlatformRefusedError: the platform said no.
        PlatformSilentError: nothing usable came, or it wants to be left alone for a while.
    """
    try:
        envelope = _read_envelope(answer)
    except UnreadableAnswerError as error:
        raise PlatformSilentError(str(error)) from None
    if envelope.code == _OK:
        return envelope.data
    if envelope.code not in FINAL_REFUSALS:
        raise PlatformSilentError(envelope.code if envelope.code in _SILENT else "unlisted_code")
    text = shown_text(envelope.message) or envelope.code
    raise PlatformRefusedError(text, _PROBLEMS.get(envelope.code))


def _read_envelope(answer: HttpOutcome) -> _Envelope:
    body = read_object(answer)
    if answer.status != 200:
        raise UnreadableAnswerError(f"status_{answer.status}")
    code = body.get("code")
    if not isinstance(code, str) or not code:
        raise UnreadableAnswerError("no_envelope")
    return _Envelope(code, text_of(body.get("message")), body.get("data"))


def _read_refusal(envelope: _Envelope) -> OrderOutcome:
    message = envelope.message
    if envelope.code == _ERROR and says_number_is_taken(message):
        return number_taken(message)
    is_bare = not envelope.data
    is_clear = bool(message) and not says_it_is_unsure(message)
    if envelope.code in FINAL_REFUSALS and is_bare and (is_clear or envelope.code != _ERROR):
        return refused(message or envelope.code, problem=_PROBLEMS.get(envelope.code))
    return unknown("unlisted_text", message)


def _is_ours(request: QueryRequest, order: dict[str, Any], number: str) -> bool:
    """Say whether the order is the one asked for, as far as it tells."""
    echoed = text_of(order.get("outer_order_id"))
    quantity = whole_number(order.get("quantity"))
    if request.upstream_number is None and not echoed:
        return False
    return (
        number == (request.upstream_number or number)
        and echoed in {"", request.own_number}
        and quantity in {None, request.quantity}
    )


def _read_state(request: QueryRequest, order: dict[str, Any], number: str) -> OrderOutcome:
    state = state_of(order.get("state"))
    back = decimal_of(order.get("refunded_amount"))
    processing = DeliveryProgress.PROCESSING
    if state in _UNDER_WAY:
        return _accepted(order, number, request.kind, processing, is_done=False)
    if state == _FAILED:
        progress = refund_progress(order.get("total_price"), order.get("refunded_amount"))
        return _accepted(order, number, request.kind, progress, is_done=False)
    if state == _SUCCESS and back is not None and back > 0:
        partly = DeliveryProgress.PARTLY_REFUNDED
        return _accepted(order, number, request.kind, partly, is_done=False)
    if state == _SUCCESS:
        return _accepted(order, number, request.kind, processing, is_done=True)
    return _unsettled(order, number)


def _unsettled(order: dict[str, Any], number: str) -> OrderOutcome:
    """Return an order whose outcome the platform itself does not know."""
    return OrderOutcome(
        OutcomeClass.UNKNOWN,
        "state_unknown",
        message=shown_text(order.get("recharge_info")),
        upstream_number=number,
        charged=known_cost(order.get("total_price")),
    )


def _accepted(
    order: dict[str, Any],
    number: str,
    kind: GoodsKind,
    progress: DeliveryProgress,
    *,
    is_done: bool,
) -> OrderOutcome:
    cards = _cards_of(order)
    if is_done and (cards or kind is not GoodsKind.CARD):
        progress = DeliveryProgress.DELIVERED
    has_cards = kind is GoodsKind.CARD and progress is DeliveryProgress.DELIVERED
    words = (text_of(order.get(key)) for key in ("recharge_info", "recharge_url"))
    said = "\n".join(filter(None, words))
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        message=shown_text(order.get("recharge_info")),
        upstream_number=number,
        charged=known_cost(order.get("total_price")),
        progress=progress,
        cards=cards if has_cards else (),
        text=text_of_cards(cards) or (Secret(said) if said else None),
    )


def _cards_of(order: dict[str, Any]) -> tuple[CardParts, ...]:
    """Return cards and tickets; a purchase and a query call their parts by different names."""
    read = [
        card_of(
            entry.get("card_no") or entry.get("no"),
            entry.get("card_password") or entry.get("password") or entry.get("ticket"),
            _date_of(entry.get("expired_at")),
        )
        for key in ("cards", "tickets")
        for entry in entries_of(order.get(key))
    ]
    return tuple(card for card in read if card is not None)


def _date_of(value: object) -> date | None:
    match = _DATE.fullmatch(text_of(value))
    try:
        return None if match is None else date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
