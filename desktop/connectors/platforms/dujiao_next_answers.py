"""What dujiao-next's answers mean, by closed lists: anything not on them is unknown.

Belongs here: the envelope, the final refusals, the states of an order, reading deliveries.
Does not belong here: calls (``dujiao_next``).

``ok: true`` is not a success by itself: a repeat returns the order that exists, whatever became of
it. Refusals of a repeat are left to a person: they come after the number was looked up, but the
server goes on where that look-up itself fails.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.base import (
    GoodsKind,
    PlatformRefusedError,
    PlatformSilentError,
)
from desktop.connectors.platforms.json_answers import (
    UnreadableAnswerError,
    entries_of,
    known_cost,
    member,
    refund_progress,
    refused,
    secret_or_none,
    shown_text,
    text_of,
    unknown,
    unread,
)
from desktop.connectors.platforms.json_objects import read_object
from desktop.connectors.strict_json import whole_number
from desktop.domain.purchase import AccountProblem, OutcomeClass
from desktop.domain.purchase_settling import DeliveryProgress, OrderOutcome
from desktop.domain.secret import Secret
from desktop.domain.sourcing import BALANCE_SHORT, INPUT_REFUSED

if TYPE_CHECKING:
    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.platforms.base import OrderRequest, QueryRequest

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,19}")
_CURRENCY: Final = "CNY"
_RATE_LIMITED: Final = 429
FINAL_REFUSALS: Final = frozenset(
    {
        (400, "bad_request"),
        (400, "invalid_callback_url"),
        (400, "sku_unavailable"),
        (400, "product_unavailable"),
        (401, "missing_auth_headers"),
        (401, "invalid_timestamp"),
        (401, "timestamp_expired"),
        (401, "invalid_signature"),
        (402, "insufficient_balance"),
        (403, "invalid_api_key"),
        (403, "user_disabled"),
        (404, "product_not_found"),
        (409, "insufficient_stock"),
    }
)
"""HTTP status and code together: the server never gives the one without the other."""
_NO_BALANCE: Final = "insufficient_balance"
_PROBLEMS: Final = {
    "missing_auth_headers": AccountProblem.KEY,
    "invalid_signature": AccountProblem.KEY,
    "invalid_api_key": AccountProblem.KEY,
    "invalid_timestamp": AccountProblem.CLOCK,
    "timestamp_expired": AccountProblem.CLOCK,
    "user_disabled": AccountProblem.DISABLED,
}
_REASONS: Final = {_NO_BALANCE: BALANCE_SHORT, "bad_request": INPUT_REFUSED}
"""A form that was filled in wrongly is a bad request there, as is anything malformed."""
_PAYMENT_FAILED: Final = "payment_failed"
_NOT_FOUND: Final = (404, "order_not_found")
_UNDER_WAY: Final = frozenset({"pending_payment", "paid", "fulfilling", "partially_delivered"})
_DONE: Final = frozenset({"delivered", "completed"})
_CANCELED: Final = "canceled"
_REFUNDED: Final = "refunded"
_PARTLY_REFUNDED: Final = "partially_refunded"
_UNPAID: Final = frozenset({"pending_payment", _CANCELED})


def read_order(request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return what an answer to an order says, or to a repeat, which asks for it."""
    del request
    try:
        body = read_object(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if is_rate_limited(body):
        # The limiter stands before everything else: nothing was processed.
        return OrderOutcome(OutcomeClass.NOT_SENT, "rate_limited")
    if body.get("ok") is True and answer.status == 200:
        return _read_existing(body)
    if body.get("ok") is False:
        return _read_refusal(answer.status, body)
    return unknown("no_envelope")


def read_query(request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return how far the goods of an order are."""
    try:
        body = read_object(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if body.get("ok") is not True or answer.status != 200:
        code = body.get("error_code")
        return OrderOutcome(
            OutcomeClass.UNKNOWN,
            "rate_limited" if is_rate_limited(body) else "query_refused",
            message=shown_text(body.get("error_message")) or shown_text(code),
            is_not_found=body.get("ok") is False and (answer.status, code) == _NOT_FOUND,
        )
    number = _number_of(body)
    if number is None or number != request.upstream_number or not _is_whole(request, body):
        return unknown("crossed")
    return _read_progress(request, body, number)


def object_or_raise(answer: HttpOutcome) -> dict[str, Any]:
    """Return the answer to a call that changes nothing.

    Raises:
        PlatformRefusedError: the shop said no.
        PlatformSilentError: nothing usable came, or the shop wants to be left alone for a while.
    """
    try:
        body = read_object(answer)
    except UnreadableAnswerError as error:
        raise PlatformSilentError(str(error)) from None
    if body.get("ok") is True:
        return body
    if is_rate_limited(body):
        raise PlatformSilentError("rate_limited")
    code = text_of(body.get("error_code"))
    if body.get("ok") is not False or not code or code == "internal_error":
        raise PlatformSilentError(shown_text(code) or "no_envelope")
    text = shown_text(body.get("error_message")) or shown_text(code)
    raise PlatformRefusedError(text, _PROBLEMS.get(code))


def is_rate_limited(body: dict[str, Any]) -> bool:
    """Say whether this is the limiter's answer: another shape, and with HTTP status 200."""
    code = body.get("status_code")
    return "ok" not in body and type(code) is int and code == _RATE_LIMITED


def check_currency(body: dict[str, Any]) -> None:
    """Raise ``PlatformSilentError`` for a shop whose amounts are not yuan."""
    if not _is_yuan(body):
        raise PlatformSilentError(f"currency {text_of(body.get('currency'))[:8]}")


def _is_yuan(body: dict[str, Any]) -> bool:
    return text_of(body.get("currency")).upper() in {"", _CURRENCY}


def _read_existing(body: dict[str, Any]) -> OrderOutcome:
    number = _number_of(body)
    if number is None:
        return unknown("no_order_number")
    status = text_of(body.get("status"))
    if status == _CANCELED:
        return _refunded(number, "canceled")
    # Refunds and cards are told by the query only, which follows at once.
    charged = known_cost(body.get("amount")) if _is_yuan(body) and status not in _UNPAID else None
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        upstream_number=number,
        charged=charged,
        progress=DeliveryProgress.PROCESSING,
    )


def _read_refusal(status: int, body: dict[str, Any]) -> OrderOutcome:
    code = text_of(body.get("error_code"))
    message = text_of(body.get("error_message")) or code
    number = _number_of(body)
    is_payment = status == 200 and code == _PAYMENT_FAILED and body.get("status") == _CANCELED
    if is_payment and number is not None:
        return _refunded(number, _PAYMENT_FAILED, message)
    if (status, code) in FINAL_REFUSALS and number is None:
        return refused(message, _REASONS.get(code, ""), problem=_PROBLEMS.get(code))
    return unknown("unlisted_text", message)


def _number_of(body: dict[str, Any]) -> str | None:
    """Return the shop's number: a whole number above nothing, the only one it can be asked by."""
    text = text_of(body.get("order_id"))
    return text if _NUMBER.fullmatch(text) else None


def _refunded(number: str, reason: str, message: str = "") -> OrderOutcome:
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        reason,
        message=shown_text(message),
        upstream_number=number,
        progress=DeliveryProgress.REFUNDED,
    )


def _is_whole(request: QueryRequest, body: dict[str, Any]) -> bool:
    """Say whether the order is of our quantity, where it tells one."""
    counts = [whole_number(item.get("quantity")) for item in entries_of(body.get("items"))]
    return not counts or sum(count or 0 for count in counts) == request.quantity


def _read_progress(request: QueryRequest, body: dict[str, Any], number: str) -> OrderOutcome:
    status = text_of(body.get("status"))
    delivered = _delivered_text(body)
    progress = _progress_of(status, body, has_goods=delivered is not None)
    if progress is None:
        return OrderOutcome(OutcomeClass.UNKNOWN, "unknown_state", upstream_number=number)
    if progress is DeliveryProgress.REFUNDED:
        return _refunded(number, "refunded")
    is_card = request.kind is GoodsKind.CARD
    has_cards = is_card and progress is DeliveryProgress.DELIVERED
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        upstream_number=number,
        charged=known_cost(body.get("amount"))
        if _is_yuan(body) and status not in _UNPAID
        else None,
        progress=progress,
        cards=_cards_in(delivered) if has_cards else (),
        text=delivered,
    )


def _progress_of(status: str, body: dict[str, Any], *, has_goods: bool) -> DeliveryProgress | None:
    if status in _UNDER_WAY:
        return DeliveryProgress.PROCESSING
    if status in _DONE:
        return DeliveryProgress.DELIVERED if has_goods else DeliveryProgress.PROCESSING
    if status == _CANCELED:
        return DeliveryProgress.REFUNDED
    if status == _REFUNDED:
        return refund_progress(body.get("amount"), body.get("refunded_amount"))
    return DeliveryProgress.PARTLY_REFUNDED if status == _PARTLY_REFUNDED else None


def _delivered_text(body: dict[str, Any]) -> Secret | None:
    """Return what was handed over: a text, or for goods made by hand sometimes only details."""
    handed_over = body.get("fulfillment")
    if member(handed_over, "status") != "delivered":
        return None
    details = member(handed_over, "delivery_data")
    if isinstance(details, dict) and details:
        details = json.dumps(details, ensure_ascii=False, default=str)
    return secret_or_none(member(handed_over, "payload")) or secret_or_none(details)


def _cards_in(delivered: Secret | None) -> tuple[Secret, ...]:
    text = delivered.reveal() if delivered is not None else ""
    return tuple(Secret(line.strip()) for line in text.split("\n") if line.strip())
