"""What the answers of 蓝色兄弟 mean, by closed lists: anything not on them is unknown.

Belongs here: the envelope, the codes, the states of a recharge.
Does not belong here: calls (``lansexiongdi``).

The sheet names the members of an answer, not where they stand: beside the code or one step inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.base import PlatformRefusedError, PlatformSilentError
from desktop.connectors.platforms.json_answers import (
    UnreadableAnswerError,
    entries_of,
    member,
    not_found,
    number_taken,
    refused,
    secret_or_none,
    shown_text,
    text_of,
    unknown,
    unread,
)
from desktop.connectors.platforms.json_objects import read_object
from desktop.domain.purchase import AccountProblem, OutcomeClass
from desktop.domain.purchase_settling import DeliveryProgress, OrderOutcome
from desktop.domain.sourcing import BALANCE_SHORT, INPUT_REFUSED

if TYPE_CHECKING:
    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.platforms.base import OrderRequest, QueryRequest

_TAKEN: Final = "2000"
_OK: Final = "0000"
_REPEATED: Final = "1005"
_NO_SUCH_ORDER: Final = "1012"
_NO_BALANCE: Final = "1008"
FINAL_REFUSALS: Final = frozenset(
    {"1000", "1001", "1002", "1003", "1004", "1006", "1007", _NO_BALANCE, "1009", "1010", "1011"}
)
"""Of these nothing was taken. 1099 (too often) and 1999 (unknown) say nothing about an order."""
_REASONS: Final = {_NO_BALANCE: BALANCE_SHORT, "1001": INPUT_REFUSED, "1011": INPUT_REFUSED}
"""Parameters and the form of the account: what was filled in."""
_PROBLEMS: Final = {
    "1000": AccountProblem.WHITE_LIST,
    "1002": AccountProblem.KEY,
    "1003": AccountProblem.KEY,
    "1004": AccountProblem.CLOCK,
}
_UNSURE: Final = frozenset({"1099", "1999"})
_SUCCESS, _PENDING, _FAILED, _ABNORMAL = "01", "02", "03", "04"
_PLACES: Final = ("result", "data")


def read_order(request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return what an answer to an order says."""
    try:
        body = _read_body(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    code, message = body["code"], _message_in(body)
    if code != _REPEATED and not _is_ours(request.own_number, body):
        return unknown("crossed", message)
    if code == _TAKEN:
        # The platform names no number of its own: an order is known there by ours.
        return OrderOutcome(OutcomeClass.ACCEPTED, upstream_number=request.own_number)
    if code == _REPEATED:
        return number_taken(message)
    if code in FINAL_REFUSALS:
        return refused(message or code, _REASONS.get(code, ""), problem=_PROBLEMS.get(code))
    return unknown("unlisted_text", message)


def read_query(request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return how far a recharge is: only the state 03 is a failure."""
    try:
        body = _read_body(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    code, message = body["code"], _message_in(body)
    if code == _NO_SUCH_ORDER:
        return not_found(message)
    if code != _OK:
        return unknown("query_refused", message or code)
    if not _is_ours(request.own_number, body):
        return unknown("crossed")
    progress = {
        _SUCCESS: DeliveryProgress.DELIVERED,
        _PENDING: DeliveryProgress.PROCESSING,
        _FAILED: DeliveryProgress.UNDELIVERED,  # whether the money came back is not told
        _ABNORMAL: DeliveryProgress.ANSWERED,
    }.get(text_of(told_in(body, "status")))
    if progress is None:
        return unknown("unknown_state", message)
    is_abnormal = progress is DeliveryProgress.ANSWERED
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        message=shown_text(message),
        upstream_number=request.own_number,
        progress=progress,
        text=secret_or_none(message) if is_abnormal else None,
    )


def body_or_raise(answer: HttpOutcome) -> dict[str, Any]:
    """Return the answer to a call that changes nothing.

    Raises:
        PlatformRefusedError: the platform said no.
        PlatformSilentError: nothing usable came, or it wants to be left alone for a while.
    """
    try:
        body = _read_body(answer)
    except UnreadableAnswerError as error:
        raise PlatformSilentError(str(error)) from None
    code = body["code"]
    if code in {_OK, _TAKEN}:
        return body
    if code in _UNSURE:
        raise PlatformSilentError(code)
    text = shown_text(_message_in(body)) or shown_text(code)
    raise PlatformRefusedError(text, _PROBLEMS.get(code))


def products_or_raise(answer: HttpOutcome) -> list[dict[str, Any]]:
    """Return the products of the list. Raises as ``body_or_raise``."""
    body = body_or_raise(answer)
    products = told_in(body, "products")
    if products is None:  # the list itself may be what the answer holds
        products = next((body[key] for key in _PLACES if isinstance(body.get(key), list)), None)
    if not isinstance(products, list):
        raise PlatformSilentError("catalogue_unreadable")
    return entries_of(products)


def told_in(body: dict[str, Any], key: str) -> Any:
    """Return a member from beside the code, or from one step inside."""
    if key in body:
        return body[key]
    inside = (member(body.get(place), key) for place in _PLACES)
    return next((value for value in inside if value is not None), None)


def _read_body(answer: HttpOutcome) -> dict[str, Any]:
    body = read_object(answer)
    if answer.status != 200:
        raise UnreadableAnswerError(f"status_{answer.status}")
    if not isinstance(body.get("code"), str) or not body["code"]:
        raise UnreadableAnswerError("no_envelope")
    return body


def _message_in(body: dict[str, Any]) -> str:
    return text_of(body.get("message")) or text_of(body.get("msg"))


def _is_ours(own_number: str, body: dict[str, Any]) -> bool:
    return text_of(told_in(body, "outTradeNo")) in {"", own_number}
