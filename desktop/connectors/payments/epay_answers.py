"""Reading what an Epay gateway answers, in both versions of its protocol.

Belongs here: what proves that a number was paid, and what proves nothing.
Does not belong here: signatures and paths (``epay``, ``epay_rsa``).

A page, a time-out, an unknown code, a wrong amount or another order's answer says nothing. Money is
there only if the code, the state, the amount and our own number all agree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.http_call import Transport
from desktop.connectors.platforms.json_answers import (
    Envelope,
    UnreadableAnswerError,
    order_number,
    read_envelope,
    shown_text,
    state_of,
    text_of,
)
from desktop.connectors.strict_json import decimal_of
from desktop.domain.gateway_payment import (
    PaymentOutcome,
    PaymentVerdict,
    RefundAnswer,
    RefundVerdict,
    is_right_amount,
)
from desktop.domain.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.payments.base import CodeRequest, PaymentQuery

NO_SUCH_ORDER: Final = -1
CHANNEL_TROUBLE: Final = -2
_MAXIMUM_CODE: Final = 1_000
_CODE: Final = re.compile(r"[!-~]+")
"""A code is an address: printable ASCII without a space."""
_PAYER: Final = re.compile(r"[!-)+-~]{8,128}")
"""Who paid, as WeChat or Alipay know them: printable ASCII without a space. A star is what a masked
account has in it, and masked ones of two people look alike."""
_ORDER_EXISTS: Final = re.compile(
    r"已完成支付|参数有变化|已存在|重复|exist|duplicate", re.IGNORECASE
)
_VERDICTS: Final = {
    0: PaymentVerdict.UNPAID,
    1: PaymentVerdict.PAID,
    2: PaymentVerdict.REFUNDED,
}
"""3 is frozen and 4 authorised: neither is money."""


def unread(answer: HttpOutcome, error: UnreadableAnswerError) -> PaymentOutcome:
    """Return what an answer that could not be read says of a payment: nothing."""
    is_unsent = answer.transport is Transport.NOT_SENT
    verdict = PaymentVerdict.NOT_SENT if is_unsent else PaymentVerdict.UNKNOWN
    return PaymentOutcome(verdict, str(error))


def unknown(reason: str, message: str = "") -> PaymentOutcome:
    """Return that nothing is proved."""
    return PaymentOutcome(PaymentVerdict.UNKNOWN, reason, shown_text(message))


def read_code(
    request: CodeRequest, answer: HttpOutcome, success: int, places: Sequence[str]
) -> PaymentOutcome:
    """Return the code, a refusal, or that nothing is known.

    Args:
        request: what was asked.
        answer: what came.
        success: the code that means yes: 1 in the first version, 0 in the second.
        places: the members that may hold the code, the best first.
    """
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code != success:
        return _refused(request, envelope)
    number = order_number(envelope.whole.get("trade_no"))
    code = next((text for text in map(_code_text, _values(envelope, places)) if text), "")
    if number is None or not code:
        return unknown("no_code")
    return PaymentOutcome(PaymentVerdict.READY, upstream_number=number, code_text=code)


def read_scan(answer: HttpOutcome, success: int) -> PaymentOutcome:
    """Return what the answer to a scanned code says: taken, or nothing that is certain.

    A no is never final here: the gateway made an order before its channel said it, and a customer
    who is still typing a password is answered with a no as well. Only a query knows.
    """
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code != success:
        return unknown("scan_said_no", envelope.message)
    number = order_number(envelope.whole.get("trade_no"))
    if number is None:
        return unknown("no_number")
    return PaymentOutcome(PaymentVerdict.READY, upstream_number=number)


def read_query(query: PaymentQuery, envelope: Envelope, pid: str, success: int) -> PaymentOutcome:
    """Return what a readable answer to a query says of our number.

    Args:
        query: what was asked.
        envelope: the answer.
        pid: our account there: the answer must be about it.
        success: the code that means yes.
    """
    if envelope.code == NO_SUCH_ORDER and success != NO_SUCH_ORDER:
        message = shown_text(envelope.message)
        return PaymentOutcome(PaymentVerdict.NOT_FOUND, "not_found", message)
    if envelope.code != success:
        return unknown(f"code_{envelope.code}", envelope.message)
    reason = _why_not_ours(query, envelope.whole, pid)
    state = state_of(envelope.whole.get("status"))
    verdict = None if state is None else _VERDICTS.get(state)
    if reason or verdict is None:
        return unknown(reason or "state")
    number = order_number(envelope.whole.get("trade_no")) or ""
    payer = _payer_of(envelope) if verdict is PaymentVerdict.PAID else None
    return PaymentOutcome(verdict, upstream_number=number, payer=payer)


def read_refund(answer: HttpOutcome, successes: frozenset[int]) -> RefundAnswer:
    """Return what the answer to a refund says; a query has the last word on it."""
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        is_unsent = answer.transport is Transport.NOT_SENT
        verdict = RefundVerdict.NOT_SENT if is_unsent else RefundVerdict.UNKNOWN
        return RefundAnswer(verdict, str(error))
    message = shown_text(envelope.message)
    if envelope.code in successes:
        return RefundAnswer(RefundVerdict.SAID_DONE, message=message)
    if envelope.code < 0 and envelope.is_bare_refusal:
        return RefundAnswer(RefundVerdict.SAID_NO, f"code_{envelope.code}", message)
    return RefundAnswer(RefundVerdict.UNKNOWN, f"code_{envelope.code}", message)


def _why_not_ours(query: PaymentQuery, whole: Mapping[str, Any], pid: str) -> str:
    """Return why an answer is not about our payment, or nothing when number and amount agree."""
    number = order_number(whole.get("trade_no")) or ""
    is_other = not number or (query.upstream_number and number != query.upstream_number)
    if whole.get("out_trade_no") != query.own_number or is_other:
        return "other_order"
    if "pid" in whole and text_of(whole["pid"]) != pid:
        return "other_merchant"
    is_right = is_right_amount(decimal_of(whole.get("money")), query.amount)
    return "" if is_right else "other_amount"


def _refused(request: CodeRequest, envelope: Envelope) -> PaymentOutcome:
    """Say no for good only to a number that was never sent before and is not known there."""
    message = shown_text(envelope.message)
    if envelope.code == CHANNEL_TROUBLE:
        return PaymentOutcome(PaymentVerdict.UNKNOWN, "channel_trouble", message)
    is_plain = envelope.code < 0 and bool(message) and "trade_no" not in envelope.whole
    if _ORDER_EXISTS.search(envelope.message):
        return PaymentOutcome(PaymentVerdict.UNKNOWN, "number_used", message)
    if is_plain and request.is_first:
        return PaymentOutcome(PaymentVerdict.REFUSED, "said_no", message)
    return PaymentOutcome(PaymentVerdict.UNKNOWN, f"code_{envelope.code}", message)


def _payer_of(envelope: Envelope) -> Secret | None:
    """Return from which account it was paid; whatever is odd is not known, and money all the same.

    Sites and channels that do not tell leave it out, empty or null.
    """
    told = envelope.whole.get("buyer")
    return Secret(told) if isinstance(told, str) and _PAYER.fullmatch(told) else None


def _values(envelope: Envelope, places: Sequence[str]) -> list[Any]:
    return [envelope.whole.get(place) for place in places]


def _code_text(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    return text if len(text) <= _MAXIMUM_CODE and _CODE.fullmatch(text) else ""
