"""Reading answers of the form ``code``, ``msg``, ``data``, and what is in them, for every dialect.

Belongs here: the envelope, and the small values that are read the same everywhere: order numbers,
cards, amounts, texts that may be shown.
Does not belong here: which codes and states mean what (each platform's own module).

The body decides, not its content type: platforms of this kind label JSON as a page now and then.
What is not one strict JSON object with a whole number as its code stays unread, and an order whose
answer stays unread is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.http_call import Transport
from desktop.connectors.platforms.account_refusals import is_about_input, problem_in
from desktop.connectors.platforms.base import PlatformSilentError, Quote
from desktop.connectors.strict_json import (
    NotStrictJsonError,
    decimal_of,
    money_of,
    read_strict_json,
)
from desktop.domain.money import Money, NotAnAmountError
from desktop.domain.purchase import OutcomeClass
from desktop.domain.purchase_settling import CardParts, DeliveryProgress, OrderOutcome
from desktop.domain.secret import Secret
from desktop.domain.sourcing import ACCOUNT_REFUSED, BALANCE_SHORT, INPUT_REFUSED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.connectors.http_call import HttpOutcome
    from desktop.domain.purchase import AccountProblem
    from desktop.domain.purchase_settling import DeliveredCard

_SHOWN_LENGTH: Final = 200
_STATE: Final = re.compile(r"-?[0-9]{1,6}")
_ORDER_NUMBER: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")
_NOT_TO_SHOW: Final = re.compile(
    r"[0-9A-Za-z]*[0-9]{5,}[0-9A-Za-z]*"
    r"|(?<![0-9A-Za-z])(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[0-9A-Za-z]{12,}"
)
"""Long numbers, and letters mixed with digits as keys and cards are."""
_NUMBER_IS_TAKEN: Final = re.compile(
    r"(?:单号|order ?n).*(?:重复|(?<!不)存在|exist|duplicate)", re.IGNORECASE
)


_ORDER_IS_MISSING: Final = re.compile(
    r"订单.{0,6}不存在|(?:未找到|没有找到|没有|查无|无此).{0,4}(?:订单|记录)|(?:订单|记录).{0,4}未找到"
)
_NO_BALANCE: Final = re.compile(r"余额不[足够]")
_UNSURE: Final = re.compile(
    r"超时|异常|稍后|稍候|重试|重复|已存在|繁忙|未知|处理中|提交中|系统|网络|服务器|接口"
    r"|error|exception|time|retry|busy|unknown|pending|exist|duplicate|processing",
    re.IGNORECASE,
)


class UnreadableAnswerError(ValueError):
    """The answer is not the envelope of the sheet; holds a word for logs."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A readable answer.

    Attributes:
        message: as it came; ``shown_text`` makes it fit to be shown.
        whole: everything, for what stands beside ``data``.
    """

    code: int
    message: str = field(repr=False)
    data: Any = field(repr=False)
    whole: Mapping[str, Any] = field(repr=False)

    @property
    def is_bare_refusal(self) -> bool:
        """Whether there is a text and nothing else, as a refusal looks whatever its code."""
        return bool(self.message.strip()) and not self.data


def read_envelope(answer: HttpOutcome) -> Envelope:
    """Return the envelope of an answer.

    Raises:
        UnreadableAnswerError: no whole answer, another status than 200, or not the envelope.
    """
    if answer.transport is not Transport.ANSWERED:
        raise UnreadableAnswerError(answer.reason)
    if answer.status != 200:
        raise UnreadableAnswerError(f"status_{answer.status}")
    try:
        whole = read_strict_json(answer.body)
    except NotStrictJsonError:
        is_page = answer.body.lstrip()[:1] == b"<"
        raise UnreadableAnswerError("html_page" if is_page else "not_json") from None
    if not isinstance(whole, dict) or type(whole.get("code")) is not int:
        raise UnreadableAnswerError("no_envelope")
    message = whole.get("msg")
    text = message if isinstance(message, str) else ""
    return Envelope(whole["code"], text, whole.get("data"), whole)


def unread(answer: HttpOutcome, error: UnreadableAnswerError) -> OrderOutcome:
    """Return what an answer that could not be read says about an order: nothing."""
    is_unsent = answer.transport is Transport.NOT_SENT
    return OrderOutcome(OutcomeClass.NOT_SENT if is_unsent else OutcomeClass.UNKNOWN, str(error))


def unknown(reason: str, message: str = "") -> OrderOutcome:
    """Return that nothing is known; the message is made fit to be shown."""
    return OrderOutcome(OutcomeClass.UNKNOWN, reason, message=shown_text(message))


def not_found(message: str = "") -> OrderOutcome:
    """Return that the platform does not know the order, or not yet."""
    return OrderOutcome(
        OutcomeClass.UNKNOWN, "not_found", message=shown_text(message), is_not_found=True
    )


def refused(
    message: str, reason: str = "", *, problem: AccountProblem | None = None
) -> OrderOutcome:
    """Return an explicit refusal of a first try.

    Args:
        message: the platform's words.
        reason: why, as a word; without one the words tell.
        problem: what a code says is the matter with the account; without one the words tell.
    """
    if not reason and problem is None:
        reason, problem = _reason_in(message)
    return OrderOutcome(
        OutcomeClass.REJECTED,
        reason or ACCOUNT_REFUSED,
        message=shown_text(message),
        account_problem=problem,
    )


def _reason_in(message: str) -> tuple[str, AccountProblem | None]:
    if is_about_input(message):
        return INPUT_REFUSED, None
    if says_balance_is_short(message):
        return BALANCE_SHORT, None
    problem = problem_in(message)
    return "listed_text" if problem is None else ACCOUNT_REFUSED, problem


def number_taken(message: str) -> OrderOutcome:
    """Return that our number is already used: an order exists."""
    return OrderOutcome(OutcomeClass.DUPLICATE, "number_exists", message=shown_text(message))


def accepted(number: object, charged: Money | None = None) -> OrderOutcome:
    """Return that an order was taken and its goods come later; unknown without a number of it."""
    upstream_number = order_number(number)
    if upstream_number is None:
        return unknown("no_order_number")
    return OrderOutcome(OutcomeClass.ACCEPTED, upstream_number=upstream_number, charged=charged)


def says_number_is_taken(text: str) -> bool:
    """Whether a text reads like "this order number exists already"; then asking is the safe way."""
    return _NUMBER_IS_TAKEN.search(text) is not None


def says_balance_is_short(text: str) -> bool:
    """Whether a text says that the account holds too little."""
    return _NO_BALANCE.search(text) is not None


def says_order_is_missing(text: str) -> bool:
    """Whether the refusal of a query means that the platform does not know the order."""
    return _ORDER_IS_MISSING.search(text) is not None


def says_it_is_unsure(text: str) -> bool:
    """Whether a refusal leaves it open what was done: a fault or a time-out is no refusal."""
    return _UNSURE.search(text) is not None


def member(data: object, key: str) -> Any:
    """Return a member of a mapping, or None for anything else."""
    return data.get(key) if isinstance(data, dict) else None


def entries_of(value: object) -> list[dict[str, Any]]:
    """Return the mappings in a list; anything else is left out."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text_of(value: object) -> str:
    """Return a text without spaces around it, or a whole number as text; else nothing."""
    if type(value) is int:
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def state_of(value: object) -> int | None:
    """Return a state or kind that came as a whole number or as its text, or None."""
    text = text_of(value)
    return int(text) if _STATE.fullmatch(text) else None


def short_text(value: object) -> str:
    """Return a text cut to what a message can show, or nothing for another type."""
    return value[:_SHOWN_LENGTH] if isinstance(value, str) else ""


def shown_text(value: object) -> str:
    """Return a platform's free text for a message, without what may be an account, key or card.

    A platform that is being debugged answers with all that was sent to it.
    """
    if not isinstance(value, str):
        return ""
    # Hidden before it is cut: half a key is no longer told from a word.
    return _NOT_TO_SHOW.sub("•••", value[: 2 * _SHOWN_LENGTH].strip())[:_SHOWN_LENGTH]


def order_number(value: object) -> str | None:
    """Return the platform's number of an order, or None for what cannot be one."""
    text = text_of(value)
    return text if _ORDER_NUMBER.fullmatch(text) else None


def secret_or_none(value: object) -> Secret | None:
    """Return a text as a secret, or None without one."""
    return Secret(value) if isinstance(value, str) and value.strip() else None


def card_of(number: object, secret: object, expires_on: date | None = None) -> CardParts | None:
    """Return a card; where only a number came, that is the secret. None when both are empty."""
    number_text, secret_text = text_of(number), text_of(secret)
    if not secret_text:
        number_text, secret_text = "", number_text
    if not secret_text:
        return None
    return CardParts(Secret(secret_text), Secret(number_text) if number_text else None, expires_on)


def text_of_cards(cards: Sequence[DeliveredCard]) -> Secret | None:
    """Return delivered cards as one text, a line each."""
    lines = []
    for card in cards:
        parts = (card.number, card.secret) if isinstance(card, CardParts) else (card,)
        lines.append("----".join(part.reveal() for part in parts if part is not None))
    return Secret("\n".join(lines)) if lines else None


def refund_progress(charged: object, returned: object) -> DeliveryProgress:
    """Return what became of the money of an order that the platform gave up.

    Only "all of it came back" releases the purchase; anything else is for a person.
    """
    paid, back = decimal_of(charged), decimal_of(returned)
    if back is None or back <= 0:
        return DeliveryProgress.UNDELIVERED
    if paid is None or paid <= 0 or back < paid:
        return DeliveryProgress.PARTLY_REFUNDED
    return DeliveryProgress.REFUNDED


def balance_of(value: object) -> Money:
    """Return a balance, rounded down: it is never overstated.

    Raises:
        PlatformSilentError: it is no amount.
    """
    amount = decimal_of(value)
    try:
        if amount is not None:
            return -Money.from_decimal_rounded_up(-amount)
    except NotAnAmountError:
        pass
    raise PlatformSilentError("balance_unreadable")


def known_cost(value: object) -> Money | None:
    """Return a cost, rounded up; nothing, or less, is a fault of the list and counts as unknown."""
    cost = money_of(value)
    return cost or None


def quote_for(unit: object, quantity: int) -> Quote:
    """Return the exact total of a quantity at a price per unit.

    Raises:
        PlatformSilentError: the price is not told.
    """
    price = decimal_of(unit)
    total = None if price is None or price <= 0 else known_cost(price * quantity)
    if total is None:
        raise PlatformSilentError("price_unknown")
    return Quote(total, Money(-(-total.fen // quantity)))


def yuan_text(amount: Money) -> str:
    """Return an amount as short as it can be written: ``49.5``, as every language prints it."""
    whole = str(amount)
    return whole.rstrip("0").rstrip(".")
