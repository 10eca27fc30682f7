"""``buy purchases``: card secrets into stock, and what became of every order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from desktop.cli.answers import Answer
from desktop.cli.wholesale_commands import UNANSWERED, account_of, product_id_of, read_money
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.permissions import Action
from desktop.domain.purchase import PurchaseState
from desktop.storage.purchase_lists import PurchaseFilter
from desktop.translating import sentence, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.cli.invocation import Invocation
    from desktop.services.purchasing import PurchaseSnapshot

REFUSED: Final = 1
_UNSETTLED: Final = frozenset(
    {
        PurchaseState.PREPARED,
        PurchaseState.SENDING,
        PurchaseState.ACCEPTED,
        PurchaseState.UNKNOWN,
        PurchaseState.HUMAN,
    }
)
_EVERYTHING: Final = 1_000_000


def buy(invocation: Invocation) -> Answer:
    """Buy cards into stock; 0 fulfilled, 1 refused, 4 unknown or still processing."""
    words = invocation.words
    ceiling = read_money(words.ceiling)
    with invocation.opened() as (shop, actor):
        account_id = account_of(shop, words.account).id if words.account else None
        product_id = product_id_of(shop, words.product)
        bought = shop.purchasing.buy_into_stock(
            actor, product_id, words.quantity, ceiling, account_id
        )
        content = purchase_content(bought)
        exit_code = _purchase_exit(bought)
        if exit_code:
            content["error"] = _purchase_error(bought)
        messages = (content["error"]["message"],) if exit_code else ()
        return Answer(content, exit_code, messages)


def purchases(invocation: Invocation) -> Answer:
    """List purchases, or ask again what became of open ones."""
    words = invocation.words
    if words.act == "recheck":
        with invocation.opened() as (shop, _actor):
            return _recheck_answer(shop.purchasing.recheck(words.ids or None))
    with invocation.opened_to_read() as (shop, actor):
        shop.rights.require(actor, Action.VIEW_COSTS)
        wanted = PurchaseFilter(is_open=words.open, limit=_EVERYTHING)
        return Answer([purchase_content(one) for one in shop.purchasing.list_purchases(wanted)])


def purchase_content(one: PurchaseSnapshot) -> dict[str, Any]:
    """Return a purchase as the command line shows it."""
    return {
        "id": one.id,
        "number": one.number,
        "upstream_number": one.upstream_number,
        "state": one.state,
        "account": one.account,
        "product": one.product,
        "quantity": one.quantity,
        "charged": one.charged,
        "cards": one.cards,
        "events": [
            {"at": event.at, "state": event.state, "note": event.note or event.code}
            for event in one.events
        ],
    }


def _recheck_answer(asked: Sequence[PurchaseSnapshot]) -> Answer:
    rows, messages = [], []
    for one in asked:
        rows.append(purchase_content(one))
        if one.state in _UNSETTLED:
            rows[-1]["error"] = error = _purchase_error(one)
            messages.append(error["message"])
    return Answer(rows, UNANSWERED if messages else 0, tuple(messages))


def _purchase_exit(bought: PurchaseSnapshot) -> int:
    if bought.state is PurchaseState.FULFILLED:
        return 0
    return UNANSWERED if bought.state in _UNSETTLED else REFUSED


def _purchase_error(bought: PurchaseSnapshot) -> dict[str, Any]:
    """Say which purchase stands where, why, and what became of the money."""
    is_open = bought.state in _UNSETTLED
    template = QT_TRANSLATE_NOOP("errors", "采购单 {number}：{reason}")
    if bought.state is PurchaseState.PREPARED:
        template = QT_TRANSLATE_NOOP(
            "errors",
            "采购单 {number}：{account} 没有给出能用的回答，还没有下单，没有扣款。"
            "用 purchases recheck 接着办",
        )
    elif is_open:
        template = QT_TRANSLATE_NOOP(
            "errors",
            "采购单 {number}：{reason}。钱可能已经扣了，不要再买一次，用 purchases recheck 查",
        )
    values = {"number": bought.number, "account": bought.account, "reason": _reason_of(bought)}
    return {
        "code": f"purchase_{bought.state}" if is_open else bought.reason_code,
        "message": sentence("errors", template, **values),
        "details": {"state": bought.state, "reason": bought.reason_code},
    }


def _reason_of(bought: PurchaseSnapshot) -> str:
    """The sentences of a purchase, and behind them what the platform itself wrote."""
    reason = " ".join(translate("purchasing", text) for text in bought.reason_sentences)
    if not bought.reason_text or bought.reason_text == bought.reason_code:
        return reason
    return sentence(
        "errors",
        QT_TRANSLATE_NOOP("errors", "{reason}（{text}）"),
        reason=reason,
        text=bought.reason_text,
    )


COMMANDS: Final[dict[str, Callable[[Invocation], Answer | int]]] = {
    "buy": buy,
    "purchases": purchases,
}
