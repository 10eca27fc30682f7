"""What the answers of Rainbow shops mean, by closed lists: anything not on them is unknown.

Belongs here: the envelope, the texts of refusals, the states of an order.
Does not belong here: calls (``rainbow``).

Old shops on new PHP answer with status 500 and a good body: there the body counts. No other status
of a fault is believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
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
    order_number,
    refused,
    says_order_is_missing,
    shown_text,
    state_of,
    text_of,
    text_of_cards,
    unknown,
    unread,
)
from desktop.connectors.platforms.json_objects import read_object_of_any_status
from desktop.domain.purchase import OutcomeClass
from desktop.domain.purchase_settling import DeliveryProgress, OrderOutcome
from desktop.domain.secret import Secret
from desktop.domain.sourcing import BALANCE_SHORT, INPUT_REFUSED

if TYPE_CHECKING:
    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.platforms.base import OrderRequest, QueryRequest

_BELIEVED: Final = frozenset({200, 500})
_OK: Final = 0
_REFUSED: Final = frozenset({-1, -2})
FINAL_TEXTS: Final = frozenset(
    {
        "用户名或密码不正确",
        "该账户已被封禁",
        "商品不存在",
        "商品ID不存在",
        "当前商品维护中，停止下单！",
        "你所购买的数量超过库存数量！",
        "首个参数值不能为空",
        "请确保各项不能为空",
        "验证失败",
    }
)
_ABOUT_INPUT: Final = frozenset({"首个参数值不能为空", "请确保各项不能为空", "验证失败"})
_FINAL_PATTERN: Final = re.compile(
    r"该商品库存卡密不足.{0,60}|当前商品最[小大]下单数量为\d{1,9}.{0,4}"
)
_NO_BALANCE: Final = re.compile(r"余额不足，购买此商品还差\d{1,9}(\.\d{1,4})?元.{0,4}")
_WAITING: Final = frozenset({0, 2})
_DONE: Final = 1
_EXCEPTION: Final = 3
_WITHDRAWN: Final = 4
_TAG: Final = re.compile(r"<[^<>]*>")
_BREAK: Final = re.compile(r"<br\s*/?>|</p>|</div>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Envelope:
    code: int
    message: str = field(repr=False)
    whole: dict[str, Any] = field(repr=False)


def read_order(request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return what an answer to an order says. What says nothing clear is for a person."""
    try:
        envelope = _read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    number = order_number(envelope.whole.get("orderid"))
    if envelope.code in _REFUSED and "orderid" not in envelope.whole:
        return _read_refusal(envelope.message)
    if envelope.code != _OK:
        return unknown("unlisted_text", envelope.message)
    if number is None:
        return unknown("no_order_number", envelope.message)
    read = (card_of(one.get("card"), one.get("pass")) for one in _cards_in(envelope.whole))
    cards = tuple(card for card in read if card is not None)
    is_delivered = bool(cards) and request.kind is GoodsKind.CARD
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        upstream_number=number,
        progress=DeliveryProgress.DELIVERED if is_delivered else DeliveryProgress.PROCESSING,
        cards=cards if is_delivered else (),
        text=text_of_cards(cards),
    )


def read_query(request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return how far an order is. Cards are told here as a page of text, for a person to read."""
    try:
        envelope = _read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code != _OK:
        return OrderOutcome(
            OutcomeClass.UNKNOWN,
            "query_refused",
            message=shown_text(envelope.message),
            is_not_found=says_order_is_missing(envelope.message),
        )
    said = _plain_text(envelope.whole.get("data"))
    progress = _progress_of(request, state_of(envelope.whole.get("status")), said)
    if progress is None:
        return unknown("unknown_state")
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        upstream_number=request.upstream_number,
        progress=progress,
        text=said,
    )


def data_or_raise(answer: HttpOutcome) -> Any:
    """Return ``data`` of a call that changes nothing.

    Raises:
        PlatformRefusedError: the shop said no.
        PlatformSilentError: nothing usable came.
    """
    try:
        envelope = _read_envelope(answer)
    except UnreadableAnswerError as error:
        raise PlatformSilentError(str(error)) from None
    if envelope.code != _OK:
        raise PlatformRefusedError(shown_text(envelope.message) or str(envelope.code))
    return envelope.whole.get("data")


def _read_envelope(answer: HttpOutcome) -> _Envelope:
    body = read_object_of_any_status(answer)
    if answer.status not in _BELIEVED:
        raise UnreadableAnswerError(f"status_{answer.status}")
    code = body.get("code")
    if type(code) is not int:
        raise UnreadableAnswerError("no_envelope")
    return _Envelope(code, text_of(body.get("message")) or text_of(body.get("msg")), body)


def _cards_in(body: dict[str, Any]) -> list[dict[str, Any]]:
    return entries_of(body.get("kmdata"))


def _read_refusal(text: str) -> OrderOutcome:
    if _NO_BALANCE.fullmatch(text):
        return refused(text, BALANCE_SHORT)
    if text in _ABOUT_INPUT:
        return refused(text, INPUT_REFUSED)
    if text in FINAL_TEXTS or _FINAL_PATTERN.fullmatch(text):
        return refused(text)
    return unknown("unlisted_text", text)


def _progress_of(
    request: QueryRequest, state: int | None, said: Secret | None
) -> DeliveryProgress | None:
    if state in _WAITING:
        return DeliveryProgress.PROCESSING
    if state == _DONE and request.kind is not GoodsKind.CARD:
        return DeliveryProgress.DELIVERED
    if state == _DONE:
        return DeliveryProgress.PROCESSING if said is None else DeliveryProgress.ANSWERED
    if state in {_EXCEPTION, _WITHDRAWN}:
        # Withdrawn is often paid back, and nothing here says so: a person looks at the balance.
        return DeliveryProgress.UNDELIVERED
    return None


def _plain_text(data: object) -> Secret | None:
    """Return what the shop wrote about an order, without its markup."""
    if not isinstance(data, dict):
        return None
    lines = [f"{key}：{_without_tags(text_of(value))}" for key, value in data.items() if value]
    text = "\n".join(lines).strip()
    return Secret(text) if text else None


def _without_tags(text: str) -> str:
    return unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip()
