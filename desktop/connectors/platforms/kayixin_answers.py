"""What 卡易信's answers mean, by closed lists: anything not on them is unknown.

Belongs here: refusals, the states of an order, cards.
Does not belong here: calls (``kayixin``), goods (``kayixin_goods``).

1000 is the only code with a meaning; all others are failures whose reason is a text, and no list of
either is published. A refusal counts where its text can only mean that nothing was bought. Any
other is unknown, and the order is asked for by our number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.base import (
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
    says_balance_is_short,
    says_it_is_unsure,
    says_number_is_taken,
    says_order_is_missing,
    secret_or_none,
    shown_text,
    state_of,
    text_of_cards,
    unknown,
    unread,
)
from desktop.connectors.strict_json import decimal_of, money_of
from desktop.domain.purchase import OutcomeClass
from desktop.domain.purchase_settling import DeliveryProgress, OrderOutcome

if TYPE_CHECKING:
    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.platforms.base import OrderRequest, QueryRequest
    from desktop.connectors.platforms.json_answers import Envelope
    from desktop.domain.purchase_settling import CardParts

_P = DeliveryProgress
_YES: Final = 1000
_NOTHING_BOUGHT: Final = re.compile(
    r"库存不[足够]|缺货|商品(?:编号)?(?:不存在|错误|无效)|下架|停售|停止销售|暂停销售|禁售|禁止购买"
    r"|规格(?:编码)?(?:不存在|错误|无效|不能为空)"
    r"|签名(?:错误|失败|不正确|无效|不匹配)|验签失败|密钥(?:错误|无效)|时间戳(?:错误|无效|过期|已过期)"
    r"|(?:客户|商户|用户|账户|账号)(?:编号)?(?:不存在|错误|无效|(?:已被?|被)?(?:禁用|冻结|停用))"
    r"|白名单|(?:没有|无)(?:购买|下单|操作|访问|对接)?权限"
    r"|(?:成本|安全价|进价|限价).{0,8}(?:低于|高于|大于|小于|超[过出])"
    r"|(?:低于|高于|大于|小于|超[过出]).{0,8}(?:成本|安全价|进价|限价)"
    r"|(?:最[低高少多大小]|超[过出]).{0,6}(?:下单|购买|订购)|(?:下单|购买)数量.{0,8}(?:错误|超[过出]|[大小]于)"
    r"|充值.{0,12}(?:错误|不正确|不能为空|必填|不合法)|参数(?:错误|有误|缺失|不能为空)"
)
_UNDER_WAY: Final = frozenset({0, 1, 2, 7, 8, 9})
"""9 too: a refund is being decided, and the order will be done or refunded after that."""
_DONE: Final = 3
_WITHDRAWN: Final = 4
"""Always with the whole amount back."""
_REFUNDED: Final = 5
"""With nothing, a part or the whole amount back."""
_GOOD_CARDS: Final = frozenset({None, 0, 1})
"""Delivered and unused; all other states of a card are void, used or about to be void."""


def read_order(request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return what an answer to an order says; whether it was a repeat is not judged here."""
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code != _YES:
        return _read_refusal(envelope)
    if (member(envelope.data, "outerNumber") or request.own_number) != request.own_number:
        return unknown("crossed")
    return accepted(member(envelope.data, "orderNumber"))


def _read_refusal(envelope: Envelope) -> OrderOutcome:
    text = envelope.message
    if not envelope.is_bare_refusal:
        return unknown("no_envelope")
    if says_number_is_taken(text):
        return number_taken(text)
    if says_it_is_unsure(text):
        return unknown("unlisted_text", text)
    if says_balance_is_short(text) or _NOTHING_BOUGHT.search(text):
        return refused(text)
    return unknown("unlisted_text", text)


def read_query(request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return how far an order is. One that is not found may not be there yet."""
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code != _YES:
        is_missing = envelope.is_bare_refusal and says_order_is_missing(envelope.message)
        return not_found(envelope.message) if is_missing else unknown("query_refused")
    order = envelope.data
    if not isinstance(order, dict) or order.get("outerNumber") != request.own_number:
        return unknown("crossed")
    return _read_state(request, order)


def data_or_raise(answer: HttpOutcome) -> Any:
    """Return ``data`` of a call that changes nothing.

    Raises:
        PlatformRefusedError: the platform said no.
        PlatformSilentError: nothing usable came, or only that something is the matter there.
    """
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        raise PlatformSilentError(str(error)) from None
    if envelope.code == _YES:
        return envelope.data
    if not envelope.is_bare_refusal or says_it_is_unsure(envelope.message):
        raise PlatformSilentError(f"code_{envelope.code}")
    raise PlatformRefusedError(shown_text(envelope.message))


def _read_state(request: QueryRequest, order: dict[str, Any]) -> OrderOutcome:
    is_card = request.kind is GoodsKind.CARD
    cards = _cards_in(order) if is_card else ()
    progress = _progress_of(order, has_goods=bool(cards) or not is_card)
    if progress is None:
        return unknown("unlisted_state")
    is_delivered = progress is _P.DELIVERED
    is_ended_badly = progress not in {_P.DELIVERED, _P.PROCESSING}
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        message=shown_text(order.get("result")) if is_ended_badly else "",
        upstream_number=order_number(order.get("orderNumber")),
        charged=None if progress is _P.REFUNDED else money_of(order.get("money")),
        progress=progress,
        cards=cards if is_delivered else (),
        text=text_of_cards(cards) if is_delivered else None,
        note=secret_or_none(order.get("result")),
    )


def _progress_of(order: dict[str, Any], *, has_goods: bool) -> DeliveryProgress | None:
    """Return how far an order is; None for a state that is not on the list."""
    status = state_of(order.get("status"))
    if status in _UNDER_WAY:
        return _P.PROCESSING
    if status == _WITHDRAWN:
        return _P.REFUNDED
    if status == _REFUNDED:
        return refund_progress(order.get("money"), order.get("retMoney"))
    return _progress_of_done(order, has_goods=has_goods) if status == _DONE else None


def _progress_of_done(order: dict[str, Any], *, has_goods: bool) -> DeliveryProgress:
    returned = decimal_of(order.get("retMoney"))
    if returned is not None and returned > 0:
        return _P.PARTLY_REFUNDED
    states = (state_of(one.get("status")) for one in entries_of(order.get("cards")))
    if any(state not in _GOOD_CARDS for state in states):
        return _P.UNDELIVERED
    # Cards may come a moment after the success they belong to.
    return _P.DELIVERED if has_goods else _P.PROCESSING


def _cards_in(order: dict[str, Any]) -> tuple[CardParts, ...]:
    cards = (
        card_of(one.get("cardNo"), one.get("cardPwd")) for one in entries_of(order.get("cards"))
    )
    return tuple(card for card in cards if card is not None)
