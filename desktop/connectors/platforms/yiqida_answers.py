"""What 亿奇达's answers mean. Its refusals are on no list, so none of them is final.

Belongs here: the envelope, the states of an order, reading deliveries.
Does not belong here: calls (``yiqida``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.base import (
    GoodsKind,
    PlatformRefusedError,
    PlatformSilentError,
)
from desktop.connectors.platforms.json_answers import (
    UnreadableAnswerError,
    accepted,
    entries_of,
    member,
    not_found,
    number_taken,
    order_number,
    says_it_is_unsure,
    says_number_is_taken,
    says_order_is_missing,
    shown_text,
    state_of,
    text_of,
    text_of_cards,
    unknown,
    unread,
)
from desktop.connectors.platforms.json_objects import read_object
from desktop.domain.purchase import OutcomeClass
from desktop.domain.purchase_settling import DeliveryProgress, OrderOutcome
from desktop.domain.secret import Secret

if TYPE_CHECKING:
    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.platforms.base import OrderRequest, QueryRequest

_OK: Final = 200
_UNDER_WAY: Final = frozenset({0, 2, 3, 6})
"""3 is shipped: of goods that travel, and these do not."""
_DONE: Final = 4
_EXCEPTION: Final = 5
_OUR_NUMBER: Final = ("external_orderno", "externalOrderno")


@dataclass(frozen=True, slots=True)
class _Envelope:
    code: int | None
    message: str = field(repr=False)
    data: Any = field(repr=False)


def read_order(request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return what an answer to an order says: taken, or unknown."""
    try:
        envelope = _read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code != _OK:
        if says_number_is_taken(envelope.message):
            return number_taken(envelope.message)
        return unknown("unlisted_text", envelope.message)
    if not _is_ours(request.own_number, envelope.data):
        return unknown("crossed")
    return accepted(member(envelope.data, "orderNo"))


def read_query(request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return how far the goods of an order are."""
    try:
        envelope = _read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code != _OK:
        is_missing = says_order_is_missing(envelope.message)
        return not_found(envelope.message) if is_missing else unknown("query_refused")
    if not envelope.data:
        return not_found(envelope.message)
    order = envelope.data if isinstance(envelope.data, dict) else {}
    number = order_number(order.get("orderNo")) or request.upstream_number
    is_asked_for = request.upstream_number in {None, number}
    if not order or not is_asked_for or not _is_ours(request.own_number, order):
        return unknown("crossed")
    return _read_state(request, order, number)


def data_or_raise(answer: HttpOutcome) -> Any:
    """Return ``data`` of a call that changes nothing.

    Raises:
        PlatformRefusedError: the platform said no.
        PlatformSilentError: nothing usable came, or it has a fault of its own.
    """
    try:
        envelope = _read_envelope(answer)
    except UnreadableAnswerError as error:
        raise PlatformSilentError(str(error)) from None
    if envelope.code == _OK:
        return envelope.data
    if envelope.code is None or says_it_is_unsure(envelope.message):
        raise PlatformSilentError("no_envelope" if envelope.code is None else "unsure")
    raise PlatformRefusedError(shown_text(envelope.message) or str(envelope.code))


def _read_envelope(answer: HttpOutcome) -> _Envelope:
    body = read_object(answer)
    if answer.status != _OK:
        raise UnreadableAnswerError(f"status_{answer.status}")
    if "code" not in body:
        raise UnreadableAnswerError("no_envelope")
    message = text_of(body.get("msg")) or text_of(body.get("message"))
    return _Envelope(state_of(body["code"]), message, body.get("data"))


def _is_ours(own_number: str, data: object) -> bool:
    return all(text_of(member(data, key)) in {"", own_number} for key in _OUR_NUMBER)


def _read_state(request: QueryRequest, order: dict[str, Any], number: str | None) -> OrderOutcome:
    state = state_of(order.get("status"))
    lines = order.get("carmi")
    texts = map(text_of, lines) if isinstance(lines, list) else ()
    cards = tuple(Secret(line) for line in texts if line)
    if state in _UNDER_WAY:
        progress = DeliveryProgress.PROCESSING
    elif state == _DONE:
        is_there = bool(cards) or request.kind is not GoodsKind.CARD
        progress = DeliveryProgress.DELIVERED if is_there else DeliveryProgress.PROCESSING
    elif state == _EXCEPTION:
        progress = DeliveryProgress.UNDELIVERED  # and whether the money came back is not told
    else:
        return OrderOutcome(OutcomeClass.UNKNOWN, "unknown_state", upstream_number=number)
    is_card = request.kind is GoodsKind.CARD and progress is DeliveryProgress.DELIVERED
    said = "\n".join(
        filter(
            None, (text_of(one.get("message")) for one in entries_of(order.get("sellerMessage")))
        )
    )
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        message=shown_text(said),
        upstream_number=number,
        progress=progress,
        cards=cards if is_card else (),
        text=text_of_cards(cards) or (Secret(said) if said else None),
    )
