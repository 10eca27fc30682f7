"""What 卡速售's answers mean, by closed lists: anything not on them is unknown.

Belongs here: the codes, the states of an order, cards, and the fields goods ask for.
Does not belong here: calls (``kasushou``).

There are three codes: 200, 400 with the reason as a text, 500 "unknown error". A repeat of a number
comes as 400 with a text nobody has written down; one that reads like it is taken as it. One that
doubts itself (a time-out behind the platform) is no refusal: the order is asked for by our number.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.base import (
    FieldKind,
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
    refund_progress,
    refused,
    says_it_is_unsure,
    says_number_is_taken,
    says_order_is_missing,
    secret_or_none,
    shown_text,
    state_of,
    text_of,
    text_of_cards,
    unknown,
    unread,
)
from desktop.connectors.strict_json import (
    NotStrictJsonError,
    decimal_of,
    money_of,
    read_strict_json,
)
from desktop.domain.purchase import OutcomeClass
from desktop.domain.purchase_settling import CardParts, DeliveryProgress, OrderOutcome

if TYPE_CHECKING:
    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.platforms.base import OrderRequest, QueryRequest

_YES: Final = 200
_REFUSED: Final = 400
_DONE: Final = 3
_UNDER_WAY: Final = frozenset({-1, 1, 2})
_GIVEN_UP: Final = frozenset({4, 5})
_TYPED: Final = {"text": FieldKind.TEXT, "password": FieldKind.TEXT, "number": FieldKind.NUMBER}
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_order(request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return what an answer to an order says; whether it was a repeat is not judged here."""
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code == _REFUSED and envelope.is_bare_refusal:
        if says_number_is_taken(envelope.message):
            return number_taken(envelope.message)
        if not says_it_is_unsure(envelope.message):
            return refused(envelope.message)
    if envelope.code != _YES:
        return unknown("unlisted_text", envelope.message)
    if member(envelope.data, "external_orderno") != request.own_number:
        return unknown("crossed")
    return accepted(
        member(envelope.data, "ordersn"), money_of(member(envelope.data, "total_price"))
    )


def read_query(request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return how far an order is. An empty list is no failure: it may not be there yet."""
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code == _REFUSED and envelope.is_bare_refusal:
        is_missing = says_order_is_missing(envelope.message)
        return not_found(envelope.message) if is_missing else unknown("query_refused")
    if envelope.code != _YES or not isinstance(envelope.data, list):
        return unknown("no_envelope")
    if not envelope.data:
        return not_found()
    ours = [
        one
        for one in entries_of(envelope.data)
        if one.get("external_orderno") == request.own_number
    ]
    if not ours:
        return unknown("crossed")
    return _read_state(request, ours[0]) if len(ours) == 1 else unknown("two_orders")


def data_or_raise(answer: HttpOutcome) -> Any:
    """Return ``data`` of a call that changes nothing.

    Raises:
        PlatformRefusedError: the platform said no.
        PlatformSilentError: nothing usable came.
    """
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        raise PlatformSilentError(str(error)) from None
    if envelope.code == _REFUSED and envelope.is_bare_refusal:
        raise PlatformRefusedError(shown_text(envelope.message))
    if envelope.code != _YES:
        raise PlatformSilentError(f"code_{envelope.code}")
    return envelope.data


def fields_of(asked: object) -> tuple[GoodsField, ...]:
    """Return what goods ask the buyer for."""
    return tuple(_field_of(one) for one in entries_of(asked) if text_of(one.get("key")))


def _read_state(request: QueryRequest, order: dict[str, Any]) -> OrderOutcome:
    status = state_of(order.get("status"))
    cards = _cards_in(order) if request.kind is GoodsKind.CARD and status == _DONE else ()
    has_goods = bool(cards) or request.kind is not GoodsKind.CARD
    progress = _progress_of(status, order, has_goods=has_goods)
    if progress is None:
        return unknown("unlisted_state")
    is_refunded = progress is DeliveryProgress.REFUNDED
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        message=shown_text(order.get("recharge_hints")) if status in _GIVEN_UP else "",
        upstream_number=order_number(order.get("ordersn")),
        charged=None if is_refunded else money_of(order.get("total_price")),
        progress=progress,
        cards=cards,
        text=text_of_cards(cards),
        note=secret_or_none(order.get("recharge_hints")),
    )


def _progress_of(
    status: int | None, order: dict[str, Any], *, has_goods: bool
) -> DeliveryProgress | None:
    """Return how far an order is; None for a state that is not on the list."""
    if status in _UNDER_WAY:
        return DeliveryProgress.PROCESSING
    if status in _GIVEN_UP:
        return refund_progress(order.get("total_price"), order.get("has_back_money"))
    if status != _DONE:
        return None
    returned = decimal_of(order.get("has_back_money"))
    if returned is not None and returned > 0:
        return DeliveryProgress.PARTLY_REFUNDED
    # Cards may come a moment after the success they belong to.
    return DeliveryProgress.DELIVERED if has_goods else DeliveryProgress.PROCESSING


def _cards_in(order: dict[str, Any]) -> tuple[CardParts, ...]:
    cards = (
        card_of(one.get("card_no"), one.get("card_password"), _day_in(one.get("end_time")))
        for one in entries_of(order.get("card_list"))
    )
    return tuple(card for card in cards if card is not None)


def _day_in(value: object) -> date | None:
    match = _DAY.match(text_of(value))
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


def _field_of(one: dict[str, Any]) -> GoodsField:
    options = _options_in(one.get("options"))
    kind = _TYPED.get(text_of(one.get("type")), FieldKind.CHOICE)
    name = text_of(one.get("key"))
    return GoodsField(
        name=name,
        label=text_of(one.get("name")) or name,
        kind=kind,
        placeholder=text_of(one.get("tip")),
        pattern=text_of(member(options, "preg")),
        choices=_choices_in(options) if kind is FieldKind.CHOICE else (),
        is_secret=text_of(one.get("type")) == "password",
    )


def _options_in(value: object) -> Any:
    """Return the options, which come as JSON text; None for what is none."""
    if not isinstance(value, str):
        return value
    try:
        return read_strict_json(value.encode())
    except NotStrictJsonError:
        return None


def _choices_in(options: Any) -> tuple[str, ...]:
    """Return what can be chosen, where its shape is one that can be read."""
    listed = member(options, "options") if isinstance(options, dict) else options
    if not isinstance(listed, list):
        return ()
    texts = (text_of(one.get("value") if isinstance(one, dict) else one) for one in listed)
    return tuple(text for text in texts if text)
