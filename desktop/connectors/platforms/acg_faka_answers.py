"""What acg-faka's answers mean, by closed lists: anything not on them is unknown.

Belongs here: the envelope, the texts of refusals, and reading deliveries.
Does not belong here: calls (``acg_faka``).

The platform has no numeric codes and cannot be asked by our number. A repeat of the same number is
harmless, but reading it needs care: the server looks at stock and goods before it looks at the
number, so only 余额不足, which comes after, proves that an earlier try did not happen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.http_call import HttpOutcome, Transport
from desktop.connectors.platforms.base import (
    GoodsKind,
    PlatformRefusedError,
    PlatformSilentError,
)
from desktop.connectors.platforms.json_answers import (
    UnreadableAnswerError,
    member,
    order_number,
    refused,
    secret_or_none,
    shown_text,
    unread,
)
from desktop.connectors.strict_json import (
    NotStrictJsonError,
    money_of,
    read_strict_json,
    whole_number,
)
from desktop.domain.purchase import AccountProblem, OutcomeClass
from desktop.domain.purchase_settling import DeliveryProgress, OrderOutcome
from desktop.domain.secret import Secret
from desktop.domain.sourcing import BALANCE_SHORT, INPUT_REFUSED

if TYPE_CHECKING:
    from desktop.connectors.platforms.base import FieldValue, OrderRequest, QueryRequest
    from desktop.domain.money import Money

Fields = list[tuple[str, str]]

_DUPLICATE_TEXT: Final = "The request ID already exists"
_NO_BALANCE_TEXT: Final = "余额不足"
_NO_SUCH_ORDER_TEXT: Final = "订单不存在"
_APOLOGY_TEXT: Final = "很抱歉，有人在你付款之前抢走了商品"
_WAITING_TEXT: Final = "正在发货中，请耐心等待，如有疑问，请联系客服。"
_FIRST_TRY_TEXTS: Final = frozenset(
    {
        "商户ID不存在",
        "密钥错误",
        "商品代码不能为空",
        "对接CODE不能为空",
        "商品不存在",
        "该商品暂未上架",
        "当前商品已停售",
        "请选择商品类型",
        "库存不足",
        "You have been banned",
    }
)
_PROBLEMS: Final = {
    "商户ID不存在": AccountProblem.KEY,
    "密钥错误": AccountProblem.KEY,
    "You have been banned": AccountProblem.DISABLED,
}
_QUANTITY_TEXT: Final = re.compile(
    r"本商品最少购买\d{1,9}个|本商品单次最多购买\d{1,9}个|至少购买1个|该商品每人只能购买\d{1,9}件"
)
_FILTER_TEXT_START: Final = "The current session is not secure"


@dataclass(frozen=True, slots=True)
class _Envelope:
    """A readable answer: ``data`` where it said yes, ``refusal`` where it said no."""

    data: Any = None
    refusal: str | None = None


def read_order(request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return what an answer to an order says; whether it was a repeat is not judged here."""
    envelope = _envelope_or_unknown(answer)
    if isinstance(envelope, OrderOutcome):
        return envelope
    if envelope.refusal is not None:
        return _read_refusal(request, envelope.refusal)
    number = order_number(member(envelope.data, "tradeNo"))
    if number is None:
        return OrderOutcome(OutcomeClass.UNKNOWN, "no_order_number")
    return _read_delivery(
        member(envelope.data, "secret"),
        request.kind,
        waiting_text=None,
        is_first_answer=True,
        upstream_number=number,
        charged=money_of(member(envelope.data, "amount")),
        note=secret_or_none(member(envelope.data, "leave_message")),
        stock_left=whole_number(member(envelope.data, "stock")),
    )


def read_query(request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return how far the goods of an order are."""
    envelope = _envelope_or_unknown(answer)
    if isinstance(envelope, OrderOutcome):
        return envelope
    if envelope.refusal is not None:
        return OrderOutcome(
            OutcomeClass.UNKNOWN,
            "query_refused",
            message=shown_text(envelope.refusal),
            is_not_found=envelope.refusal == _NO_SUCH_ORDER_TEXT,
        )
    if whole_number(member(envelope.data, "status")) != 1:
        return OrderOutcome(OutcomeClass.UNKNOWN, "not_paid")
    return _read_delivery(
        member(envelope.data, "secret"),
        request.kind,
        waiting_text=request.waiting_text,
        is_first_answer=False,
        upstream_number=request.upstream_number,
    )


def attributes(fields: Iterable[FieldValue]) -> Fields:
    """Return the chosen attributes, which are sent nested: ``sku[颜色]``."""
    return [(field.name, field.value) for field in fields if field.name.startswith("sku[")]


def check_page(answer: HttpOutcome) -> None:
    """Raise unless the answer is a JSON page with status 200."""
    if answer.transport is not Transport.ANSWERED:
        raise UnreadableAnswerError(answer.reason)
    if "html" in answer.content_type.lower() and answer.status in {200, 404}:
        # How the shop answers a path it does not know, or a fault of its own.
        raise UnreadableAnswerError("html_page")
    if answer.status != 200:
        raise UnreadableAnswerError(f"status_{answer.status}")
    if answer.content_type.partition(";")[0].strip().lower() != "application/json":
        raise UnreadableAnswerError("not_json")


def _read_envelope(answer: HttpOutcome) -> _Envelope:
    check_page(answer)
    try:
        value = read_strict_json(answer.body)
    except NotStrictJsonError:
        raise UnreadableAnswerError("not_json") from None
    if not isinstance(value, dict):
        raise UnreadableAnswerError("no_envelope")
    code = value.get("code")
    if type(code) is int and code == 200 and "data" in value:
        return _Envelope(data=value["data"])
    message = value.get("msg")
    is_refusal = type(code) is int and code == 0 and isinstance(message, str) and bool(message)
    if not is_refusal or value.get("data"):
        raise UnreadableAnswerError("no_envelope")
    return _Envelope(refusal=message)


def _envelope_or_unknown(answer: HttpOutcome) -> _Envelope | OrderOutcome:
    try:
        return _read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)


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
    if envelope.refusal is not None:
        problem = _PROBLEMS.get(envelope.refusal)
        raise PlatformRefusedError(shown_text(envelope.refusal), problem)
    return envelope.data


def _read_refusal(request: OrderRequest, text: str) -> OrderOutcome:
    if text == _DUPLICATE_TEXT:
        return OrderOutcome(OutcomeClass.DUPLICATE, "number_exists", message=text)
    if text == _NO_BALANCE_TEXT:
        return OrderOutcome(
            OutcomeClass.REJECTED, BALANCE_SHORT, message=text, holds_on_repeat=True
        )
    if text in request.refusal_texts or text.startswith(_FILTER_TEXT_START):
        return refused(text, INPUT_REFUSED)
    if _is_listed(request, text):
        return refused(text, problem=_PROBLEMS.get(text))
    return OrderOutcome(OutcomeClass.UNKNOWN, "unlisted_text", message=shown_text(text))


def _is_listed(request: OrderRequest, text: str) -> bool:
    unchosen = {f"请选择{name[4:-1]}" for name, _ in attributes(request.fields)}
    return (
        text in _FIRST_TRY_TEXTS
        or text in unchosen
        or text == f"此商品类型不存在[{request.variant or ''}]"
        or _QUANTITY_TEXT.fullmatch(text) is not None
    )


def _read_delivery(
    delivered: object,
    kind: GoodsKind,
    *,
    waiting_text: Secret | None,
    is_first_answer: bool,
    upstream_number: str | None,
    charged: Money | None = None,
    note: Secret | None = None,
    stock_left: int | None = None,
) -> OrderOutcome:
    text = delivered if isinstance(delivered, str) else ""
    progress = _progress_of(text, kind, waiting_text, is_first_answer=is_first_answer)
    has_cards = progress is DeliveryProgress.DELIVERED
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        upstream_number=upstream_number,
        charged=charged,
        progress=progress,
        cards=_cards_in(text) if has_cards else (),
        text=secret_or_none(text),
        note=note,
        stock_left=stock_left,
    )


def _progress_of(
    text: str, kind: GoodsKind, waiting_text: Secret | None, *, is_first_answer: bool
) -> DeliveryProgress:
    if _APOLOGY_TEXT in text:
        return DeliveryProgress.UNDELIVERED
    is_waiting = not text.strip() or text.strip() == _WAITING_TEXT or Secret(text) == waiting_text
    if is_waiting or (is_first_answer and kind is not GoodsKind.CARD):
        return DeliveryProgress.PROCESSING
    return DeliveryProgress.DELIVERED if kind is GoodsKind.CARD else DeliveryProgress.ANSWERED


def _cards_in(text: str) -> tuple[Secret, ...]:
    return tuple(Secret(line.strip()) for line in text.split("\n") if line.strip())
