"""What Fulu's answers mean, by closed lists; and opening the cards, which come encrypted.

Belongs here: the signed envelope, the codes, the states of an order, the cards.
Does not belong here: calls (``fulu``).

A code that is not on a list says nothing, not even that the order was refused: the platform's own
list of codes could not be had.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
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
    known_cost,
    number_taken,
    order_number,
    refused,
    says_order_is_missing,
    shown_text,
    text_of,
    text_of_cards,
    unknown,
    unread,
)
from desktop.connectors.platforms.json_objects import read_object
from desktop.connectors.strict_json import (
    NotStrictJsonError,
    decimal_of,
    read_strict_json,
    whole_number,
)
from desktop.domain.purchase import OutcomeClass
from desktop.domain.purchase_settling import CardParts, DeliveryProgress, OrderOutcome
from desktop.domain.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.platforms.base import OrderRequest, QueryRequest
    from desktop.domain.money import Money

_ACCEPTED: Final = 0
_NUMBER_EXISTS: Final = 3000
FINAL_REFUSALS: Final = frozenset({3001, 3002, 3003, 3004, 3005, 3008})
"""The product cannot be supplied: another program takes these as leave to try the next one."""
_UNDER_WAY: Final = frozenset({"processing", "untreated"})
_SUCCESS: Final = "success"
_FAILED: Final = "failed"
_DATE: Final = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T].*)?")


class ClosedCardError(ValueError):
    """A card did not open with the account's secret. Holds nothing of it."""


@dataclass(frozen=True, slots=True)
class _Envelope:
    code: int
    message: str = field(repr=False)
    result: Any = field(repr=False)


def signature_of(text: str, secret: str) -> str:
    """Return the MD5 over the characters in their order, and the secret after them."""
    counts = sorted(Counter(text).items())
    ordered = "".join(character * count for character, count in counts)
    return hashlib.md5((ordered + secret).encode(), usedforsecurity=False).hexdigest()


def open_card(closed: str, secret: str) -> str:
    """Return the text of an encrypted part of a card.

    Raises:
        ClosedCardError: it does not open.
    """
    import base64

    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.padding import PKCS7

    try:
        # The platform chose the mode: a card is one or two blocks, each alone.
        opening = Cipher(algorithms.AES(secret.encode()), modes.ECB()).decryptor()  # noqa: S305
        padded = opening.update(base64.b64decode(closed, validate=True)) + opening.finalize()
        stripping = PKCS7(128).unpadder()
        return (stripping.update(padded) + stripping.finalize()).decode()
    except ValueError:
        raise ClosedCardError from None


def read_order(request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return what an answer to an order says."""
    try:
        envelope = _read_envelope(answer, request.secrets)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code == _NUMBER_EXISTS:
        return number_taken(envelope.message)
    if envelope.code in FINAL_REFUSALS and not envelope.result:
        return refused(envelope.message or str(envelope.code))
    if envelope.code != _ACCEPTED:
        return unknown("unlisted_text", envelope.message)
    order = envelope.result if isinstance(envelope.result, dict) else {}
    number = order_number(order.get("order_id"))
    product = text_of(order.get("product_id"))
    is_ours = _is_ours(request.own_number, request.quantity, order)
    if number is None or not is_ours or product not in {"", request.upstream_id}:
        return unknown("crossed" if number else "no_order_number")
    # Never the goods, and never the money back: both are told when the order is asked for.
    return OrderOutcome(OutcomeClass.ACCEPTED, upstream_number=number, charged=_charge_of(order))


def read_query(request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
    """Return how far the goods of an order are."""
    try:
        envelope = _read_envelope(answer, request.secrets)
    except UnreadableAnswerError as error:
        return unread(answer, error)
    if envelope.code != _ACCEPTED:
        return OrderOutcome(
            OutcomeClass.UNKNOWN,
            "query_refused",
            message=shown_text(envelope.message),
            is_not_found=says_order_is_missing(envelope.message),
        )
    order = envelope.result if isinstance(envelope.result, dict) else {}
    number = order_number(order.get("order_id"))
    if number is None or not _is_ours(request.own_number, request.quantity, order):
        return unknown("crossed")
    return _read_state(request, order, number)


def _read_state(request: QueryRequest, order: dict[str, Any], number: str) -> OrderOutcome:
    state = text_of(order.get("order_state"))
    if state in _UNDER_WAY:
        return _told(order, number, DeliveryProgress.PROCESSING)
    if state == _FAILED:
        return _told(order, number, DeliveryProgress.REFUNDED)
    if state == _SUCCESS:
        return _read_goods(request, order, number)
    return OrderOutcome(OutcomeClass.UNKNOWN, "unknown_state", upstream_number=number)


def result_or_raise(answer: HttpOutcome, secrets: Mapping[str, Secret]) -> Any:
    """Return the result of a call that changes nothing.

    Raises:
        PlatformRefusedError: the platform said no.
        PlatformSilentError: nothing usable came.
    """
    try:
        # A wrong secret is told in an answer signed with the right one: no "no" is doubted here.
        envelope = _read_envelope(answer, secrets, is_refusal_signed=False)
    except UnreadableAnswerError as error:
        raise PlatformSilentError(str(error)) from None
    if envelope.code != _ACCEPTED:
        raise PlatformRefusedError(shown_text(envelope.message) or str(envelope.code))
    return envelope.result


def _read_envelope(
    answer: HttpOutcome, secrets: Mapping[str, Secret], *, is_refusal_signed: bool = True
) -> _Envelope:
    """Return the envelope: what says yes must be signed, what says no not signed wrongly."""
    body = read_object(answer)
    if answer.status != 200:
        raise UnreadableAnswerError(f"status_{answer.status}")
    code, result = body.get("code"), body.get("result")
    if type(code) is not int:
        raise UnreadableAnswerError("no_envelope")
    text = result if isinstance(result, str) else ""
    sign = text_of(body.get("sign"))
    secret = _secret_in(secrets)
    if not secret:
        raise UnreadableAnswerError("no_key")
    is_right = hmac.compare_digest(signature_of(text, secret).encode(), sign.lower().encode())
    if not is_right and (code == _ACCEPTED or (sign and is_refusal_signed)):
        raise UnreadableAnswerError("signature")
    return _Envelope(code, text_of(body.get("message")), _document_in(text))


def _secret_in(secrets: Mapping[str, Secret]) -> str:
    secret = secrets.get("app_secret")
    return "" if secret is None else secret.reveal().strip()


def _document_in(text: str) -> Any:
    if not text.strip():
        return None
    try:
        return read_strict_json(text.encode())
    except NotStrictJsonError:
        raise UnreadableAnswerError("not_json") from None


def _is_ours(own_number: str, quantity: int, order: dict[str, Any]) -> bool:
    count = whole_number(order.get("buy_num"))
    is_numbered = text_of(order.get("customer_order_no")) == own_number
    return is_numbered and count in {None, quantity}


def _charge_of(order: dict[str, Any]) -> Money | None:
    """Return the charge: the price is that of one piece."""
    price, count = decimal_of(order.get("order_price")), whole_number(order.get("buy_num"))
    return None if price is None or count is None else known_cost(price * count)


def _told(
    order: dict[str, Any],
    number: str,
    progress: DeliveryProgress,
    cards: tuple[CardParts, ...] = (),
    text: Secret | None = None,
) -> OrderOutcome:
    is_refund = progress is DeliveryProgress.REFUNDED
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        "refunded" if is_refund else "",
        upstream_number=number,
        charged=None if is_refund else _charge_of(order),
        progress=progress,
        cards=cards,
        text=text,
    )


def _read_goods(request: QueryRequest, order: dict[str, Any], number: str) -> OrderOutcome:
    secret = _secret_in(request.secrets)
    closed = entries_of(order.get("cards"))
    try:
        cards = tuple(filter(None, (_opened(entry, secret) for entry in closed)))
    except ClosedCardError:
        # They are there and paid for, and this key does not open them: a person must see it.
        kept = Secret("\n".join(text_of(entry.get("card_pwd")) for entry in closed))
        return _told(order, number, DeliveryProgress.ANSWERED, text=kept)
    if request.kind is not GoodsKind.CARD:
        return _told(order, number, DeliveryProgress.DELIVERED, text=text_of_cards(cards))
    progress = DeliveryProgress.DELIVERED if cards else DeliveryProgress.PROCESSING
    return _told(order, number, progress, cards, text_of_cards(cards))


def _opened(entry: dict[str, Any], secret: str) -> CardParts | None:
    number, password = (
        open_card(closed, secret) if closed else ""
        for closed in (text_of(entry.get(key)) for key in ("card_number", "card_pwd"))
    )
    return card_of(number, password, _date_of(entry.get("card_deadline")))


def _date_of(value: object) -> date | None:
    match = _DATE.fullmatch(text_of(value))
    try:
        return None if match is None else date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
