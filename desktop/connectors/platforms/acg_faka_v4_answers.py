"""What the answers of V4 shops mean, by closed lists: anything not on them is unknown.

Belongs here: the envelope, the texts of refusals, reading deliveries.
Does not belong here: calls, and where each fact is from (``acg_faka_v4``).

A yes is no delivery: goods that were not there are charged and answered with words in place of
cards. There is nobody to ask later, so such an order is a person's at once.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.base import (
    GoodsKind,
    PlatformRefusedError,
    PlatformSilentError,
)
from desktop.connectors.platforms.json_answers import (
    UnreadableAnswerError,
    read_envelope,
    refused,
    secret_or_none,
    shown_text,
    unknown,
    unread,
)
from desktop.domain.purchase import AccountProblem, OutcomeClass
from desktop.domain.purchase_settling import DeliveryProgress, OrderOutcome
from desktop.domain.secret import Secret
from desktop.domain.sourcing import BALANCE_SHORT, INPUT_REFUSED

if TYPE_CHECKING:
    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.platforms.base import OrderRequest, QueryRequest
    from desktop.connectors.platforms.json_answers import Envelope

NUMBER_LENGTH: Final = 24
"""The shop takes a number of exactly so many characters."""
_OK: Final = 200
_REFUSED: Final = 0
FINAL_TEXTS: Final = frozenset(
    {"订单号不能低于24位", "用户不存在", "SKU 不存在", "商品不存在", "商品未上架", "余额不足"}
)
"""Each is said before anything is charged."""
_NO_BALANCE: Final = "余额不足"
_PROBLEMS: Final = {"用户不存在": AccountProblem.KEY}
_EMPTY_FIELD: Final = re.compile(r"\S.{0,60} 不能为空")
NOTHING_CAME: Final = ("申请售后", "发货失败", "没有发货信息", "正在发货中", "库存不足")
"""Words in place of the goods, found anywhere in what was delivered."""


def trade_number(own_number: str) -> str:
    """Return how the shop knows our number: the beginning of its digest."""
    digest = hashlib.md5(own_number.encode(), usedforsecurity=False).hexdigest()
    return digest[:NUMBER_LENGTH]


def read_order(request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return what an answer to an order says. What says nothing clear is for a person."""
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code == _REFUSED and envelope.is_bare_refusal:
        return _read_refusal(request, envelope.message)
    if envelope.code != _OK or not isinstance(envelope.data, dict):
        return unknown("unlisted_text", envelope.message)
    return _read_delivery(request, envelope.data.get("contents"))


def read_query(request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return that nothing is known, whatever came: there is no such call."""
    del request
    try:
        read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    return unknown("cannot_be_asked")


def data_or_raise(answer: HttpOutcome) -> Any:
    """Return ``data`` of a call that changes nothing.

    Raises:
        PlatformRefusedError: the shop said no.
        PlatformSilentError: nothing usable came.
    """
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        raise PlatformSilentError(str(error)) from None
    if envelope.code == _OK:
        return envelope.data
    raise _refusal_of(envelope)


def _refusal_of(envelope: Envelope) -> PlatformRefusedError | PlatformSilentError:
    text = shown_text(envelope.message)
    if not text:
        return PlatformSilentError("no_envelope")
    return PlatformRefusedError(text, _PROBLEMS.get(envelope.message))


def _read_refusal(request: OrderRequest, text: str) -> OrderOutcome:
    if text == _NO_BALANCE:
        return refused(text, BALANCE_SHORT)
    if text in request.refusal_texts or _EMPTY_FIELD.fullmatch(text):
        return refused(text, INPUT_REFUSED)
    if text in FINAL_TEXTS:
        return refused(text, problem=_PROBLEMS.get(text))
    return unknown("unlisted_text", text)


def _read_delivery(request: OrderRequest, contents: object) -> OrderOutcome:
    text = contents if isinstance(contents, str) else ""
    progress = _progress_of(request, text)
    cards = text.split("\n") if progress is DeliveryProgress.DELIVERED else []
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        upstream_number=trade_number(request.own_number),
        progress=progress,
        cards=tuple(Secret(line.strip()) for line in cards if line.strip()),
        text=secret_or_none(text),
    )


def _progress_of(request: OrderRequest, text: str) -> DeliveryProgress:
    if not text.strip() or any(words in text for words in NOTHING_CAME):
        return DeliveryProgress.UNDELIVERED
    is_card = request.kind is GoodsKind.CARD
    return DeliveryProgress.DELIVERED if is_card else DeliveryProgress.ANSWERED
