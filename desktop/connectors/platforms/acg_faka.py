"""acg-faka 异次元发卡, the shared-store API of version 3.6.0 and what older shops lack of it.

Belongs here: the signature, the calls, and the closed list of texts by which an answer is judged.
Does not belong here: the shapes of the catalogue (``acg_faka_goods``).

The platform has no numeric codes and cannot be asked by our number. A repeat of the same number is
harmless, but reading it needs care: the server looks at stock and goods before it looks at the
number, so only 余额不足, which comes after, proves that an earlier try did not happen.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urlsplit

from desktop.connectors.http_call import (
    CATALOGUE_LIMIT_BYTES,
    CallLimits,
    HttpOutcome,
    PreparedCall,
    Transport,
)
from desktop.connectors.platforms.base import (
    AccountFieldError,
    Balance,
    Capabilities,
    CardDelivery,
    ConnectorField,
    Evidence,
    FieldKind,
    GoodsKind,
    GoodsPrice,
    PlatformRefusedError,
    PlatformSilentError,
    PriceGuard,
    Quote,
    Repeat,
)
from desktop.connectors.strict_json import (
    NotStrictJsonError,
    decimal_of,
    money_of,
    read_strict_json,
    whole_number,
    without_lone_surrogates,
)
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import Money, NotAnAmountError
from desktop.domain.purchase import ORDER_SECONDS, OutcomeClass, UpstreamKind
from desktop.domain.purchase_settling import DeliveryProgress, OrderOutcome, UpstreamRules
from desktop.domain.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import (
        AccountAccess,
        FieldValue,
        GoodsRow,
        OrderRequest,
        QueryRequest,
        QuoteRequest,
    )

Fields = list[tuple[str, str]]

_OWN_NUMBER_LENGTH: Final = 19
_REPEAT_WINDOW_SECONDS: Final = 1800
"""The number never expires there, but the price is not guarded and the customer does not wait."""
_CATALOGUE_SECONDS: Final = 120
_ANSWER_LANGUAGE: Final = (("Accept-Language", "zh-CN"),)

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
_QUANTITY_TEXT: Final = re.compile(
    r"本商品最少购买\d{1,9}个|本商品单次最多购买\d{1,9}个|至少购买1个|该商品每人只能购买\d{1,9}件"
)
_FILTER_TEXT_START: Final = "The current session is not secure"
_UPSTREAM_NUMBER: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")


@dataclass(frozen=True, slots=True)
class _Envelope:
    """A readable answer: ``data`` where it said yes, ``refusal`` where it said no."""

    data: Any = None
    refusal: str | None = None


class _UnreadableError(ValueError):
    """The answer is not the envelope of the sheet; holds a word for logs."""


class AcgFaka:
    """The shared-store dialect."""

    key: Final = "acg_faka"
    name: Final = QT_TRANSLATE_NOOP("connectors", "异次元发卡（共享店铺）")
    fields: Final = (
        ConnectorField("base_url", QT_TRANSLATE_NOOP("connectors", "店铺网址"), FieldKind.URL),
        ConnectorField("app_id", QT_TRANSLATE_NOOP("connectors", "商户 ID")),
        ConnectorField("app_key", QT_TRANSLATE_NOOP("connectors", "商户密钥"), is_secret=True),
    )
    capabilities: Final = Capabilities(
        has_own_number=True,
        can_query_by_own_number=False,
        price_guard=PriceGuard.NONE,
        delivery=CardDelivery.INLINE,
        repeat=Repeat.ERROR,
        has_echoes=False,
        own_number_length=_OWN_NUMBER_LENGTH,
    )
    rules: Final = UpstreamRules(
        kind=UpstreamKind.REFUSES_REPEAT,
        can_find_by_own_number=False,
        is_repeat_harmless=True,
        repeat_window_seconds=_REPEAT_WINDOW_SECONDS,
    )
    tried: Final = Evidence.LIVE

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for an address, id or key that cannot be right."""
        if not _is_shop_address(access.values.get("base_url", "")):
            raise AccountFieldError("base_url", self.fields[0].label)
        if not re.fullmatch(r"[0-9]{1,20}", access.values.get("app_id", "").strip()):
            raise AccountFieldError("app_id", self.fields[1].label)
        key = access.secrets.get("app_key")
        if key is None or not key.reveal().strip():
            raise AccountFieldError("app_key", self.fields[2].label)

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return what the account holds."""
        data = self._ask(door, access, "balance", "authentication/connect", [])
        amount = decimal_of(_member(data, "balance"))
        try:
            # Rounded down: a balance is never overstated.
            fen = -Money.from_decimal_rounded_up(-_known(amount))
        except NotAnAmountError:
            raise PlatformSilentError("balance_unreadable") from None
        return Balance(fen, _short_text(_member(data, "shopName")))

    def fetch_goods(
        self,
        door: HttpClient,
        access: AccountAccess,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        """Return all goods; costs of goods with variants are unknown until asked for."""
        from desktop.connectors.platforms.acg_faka_goods import (
            CatalogueUnreadableError,
            read_catalogue,
        )

        limits = CallLimits(total_seconds=_CATALOGUE_SECONDS, body_bytes=CATALOGUE_LIMIT_BYTES)
        call = self._prepare(access, "catalogue", "commodity/items", [], limits)
        with door.send_to_file(call, on_progress) as answer:
            if answer.body_file is None:
                raise PlatformSilentError(answer.reason)
            body = answer.body_file.read_bytes()
        try:
            _check_page(answer)
            return read_catalogue(body)
        except CatalogueUnreadableError:
            _data_or_raise(HttpOutcome(answer.transport, "ok", 200, answer.content_type, body))
            raise PlatformSilentError("catalogue_unreadable") from None
        except _UnreadableError as error:
            raise PlatformSilentError(str(error)) from None

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return the account's cost and the stock of one variant, by ``inventory``."""
        from desktop.connectors.platforms import acg_faka_goods as goods

        fields = [("sharedCode", upstream_id), ("race", variant or "")]
        data = self._ask(door, access, "price", "commodity/inventory", fields)
        sections = goods.sections_of(_member(data, "config"))
        if sections.get("sku"):
            cost = None  # the surcharge depends on what is chosen
        elif variant is not None:
            cost = money_of(sections.get("category_factory", {}).get(variant))
        elif _member(data, "is_category"):
            cost = None
        else:
            cost = money_of(_member(data, "factory_price"))
        kind = goods.kind_of(_member(data, "delivery_way"), ())
        return GoodsPrice(cost, whole_number(_member(data, "count")), kind)

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return the exact total, by ``valuation``; shops before 3.4.6 by ``inventory``."""
        fields = [("code", request.upstream_id), ("num", str(request.quantity))]
        fields += [("race", request.variant or ""), *_attributes(request.fields)]
        try:
            data = self._ask(door, access, "quote", "commodity/valuation", fields)
            total = money_of(_member(data, "price"))
        except PlatformSilentError as error:
            if error.values["reason"] != "html_page":
                raise
            price = self.fetch_price(door, access, request.upstream_id, request.variant)
            total = price.cost * request.quantity if price.cost is not None else None
        if total is None:
            raise PlatformSilentError("price_unknown")
        return Quote(total, Money(-(-total.fen // request.quantity)))

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        """Return the ``trade`` call: no clock in it, so a repeat has the same bytes."""
        if not re.fullmatch(rf"[0-9A-Za-z]{{1,{_OWN_NUMBER_LENGTH}}}", request.own_number):
            raise ValueError("own number")
        fields: Fields = [
            ("shared_code", request.upstream_id),
            ("num", str(request.quantity)),
            ("request_no", request.own_number),
            ("race", request.variant or ""),
            ("card_id", "0"),
            ("contact", request.own_number),  # asked for, not used: nothing of the customer leaves
            ("device", "0"),
            *((field.name, field.value) for field in request.fields),
        ]
        limits = CallLimits(total_seconds=ORDER_SECONDS)
        return self._prepare(access, "order", "commodity/trade", fields, limits)

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what the answer says, by the closed list; anything else is unknown."""
        envelope = _envelope_or_unknown(answer)
        if isinstance(envelope, OrderOutcome):
            return envelope
        if envelope.refusal is not None:
            return _read_refusal(request, envelope.refusal)
        number = _upstream_number(_member(envelope.data, "tradeNo"))
        if number is None:
            return OrderOutcome(OutcomeClass.UNKNOWN, "no_order_number")
        return _read_delivery(
            _member(envelope.data, "secret"),
            request.kind,
            waiting_text=None,
            is_first_answer=True,
            upstream_number=number,
            charged=money_of(_member(envelope.data, "amount")),
            note=_secret_or_none(_member(envelope.data, "leave_message")),
            stock_left=whole_number(_member(envelope.data, "stock")),
        )

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall | None:
        """Return the call that asks by the shop's number; without one nothing can be asked."""
        if request.upstream_number is None:
            return None
        fields = [("tradeNo", request.upstream_number)]
        return self._prepare(access, "query", "commodity/query", fields, CallLimits())

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return how far the goods are; the shop has only a text that changes, no state."""
        envelope = _envelope_or_unknown(answer)
        if isinstance(envelope, OrderOutcome):
            return envelope
        if envelope.refusal is not None:
            return OrderOutcome(
                OutcomeClass.UNKNOWN,
                "query_refused",
                message=envelope.refusal,
                is_not_found=envelope.refusal == _NO_SUCH_ORDER_TEXT,
            )
        if whole_number(_member(envelope.data, "status")) != 1:
            return OrderOutcome(OutcomeClass.UNKNOWN, "not_paid")
        return _read_delivery(
            _member(envelope.data, "secret"),
            request.kind,
            waiting_text=request.waiting_text,
            is_first_answer=False,
            upstream_number=request.upstream_number,
        )

    def _ask(
        self, door: HttpClient, access: AccountAccess, purpose: str, path: str, fields: Fields
    ) -> Any:
        call = self._prepare(access, purpose, path, fields, CallLimits())
        return _data_or_raise(door.send(call))

    def _prepare(
        self,
        access: AccountAccess,
        purpose: str,
        path: str,
        fields: Fields,
        limits: CallLimits,
    ) -> PreparedCall:
        self.check_access(access)
        clean = [
            (without_lone_surrogates(name), without_lone_surrogates(value))
            for name, value in [*fields, ("app_id", access.values["app_id"].strip())]
        ]
        sign = signature_of(clean, access.secrets["app_key"].reveal().strip())
        base = access.values["base_url"].strip().rstrip("/")
        return PreparedCall(
            purpose=purpose,
            url=f"{base}/shared/{path}",
            body=urlencode([*clean, ("sign", sign)]).encode(),
            headers=_ANSWER_LANGUAGE,
            limits=limits,
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
        )


def signature_of(fields: Sequence[tuple[str, str]], app_key: str) -> str:
    """Return the MD5 over the fields sorted by top-level name, nested ones in the order sent."""
    kept = [(name, value) for name, value in fields if value or "[" in name]
    kept.sort(key=lambda field: field[0].partition("[")[0].encode())
    text = "&".join(f"{name}={value}" for name, value in kept)
    return hashlib.md5(f"{text}&key={app_key}".encode(), usedforsecurity=False).hexdigest()


def _is_shop_address(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
        has_port_right = parts.port is None or parts.port > 0
    except ValueError:
        return False
    is_plain = not (parts.username or parts.password or parts.query or parts.fragment)
    return (
        parts.scheme in {"http", "https"} and bool(parts.hostname) and is_plain and has_port_right
    )


def _attributes(fields: Iterable[FieldValue]) -> Fields:
    return [(field.name, field.value) for field in fields if field.name.startswith("sku[")]


def _check_page(answer: HttpOutcome) -> None:
    if answer.transport is not Transport.ANSWERED:
        raise _UnreadableError(answer.reason)
    if "html" in answer.content_type.lower() and answer.status in {200, 404}:
        raise _UnreadableError(
            "html_page"
        )  # how the shop words a path it does not know, or a fault
    if answer.status != 200:
        raise _UnreadableError(f"status_{answer.status}")
    if answer.content_type.partition(";")[0].strip().lower() != "application/json":
        raise _UnreadableError("not_json")


def _read_envelope(answer: HttpOutcome) -> _Envelope:
    _check_page(answer)
    try:
        value = read_strict_json(answer.body)
    except NotStrictJsonError:
        raise _UnreadableError("not_json") from None
    if not isinstance(value, dict):
        raise _UnreadableError("no_envelope")
    code = value.get("code")
    if type(code) is int and code == 200 and "data" in value:
        return _Envelope(data=value["data"])
    message = value.get("msg")
    is_refusal = type(code) is int and code == 0 and isinstance(message, str) and bool(message)
    if not is_refusal or value.get("data"):
        raise _UnreadableError("no_envelope")
    return _Envelope(refusal=message)


def _envelope_or_unknown(answer: HttpOutcome) -> _Envelope | OrderOutcome:
    if answer.transport is Transport.NOT_SENT:
        return OrderOutcome(OutcomeClass.NOT_SENT, answer.reason)
    try:
        return _read_envelope(answer)
    except _UnreadableError as error:
        return OrderOutcome(OutcomeClass.UNKNOWN, str(error))


def _data_or_raise(answer: HttpOutcome) -> Any:
    try:
        envelope = _read_envelope(answer)
    except _UnreadableError as error:
        raise PlatformSilentError(str(error)) from None
    if envelope.refusal is not None:
        raise PlatformRefusedError(_short_text(envelope.refusal))
    return envelope.data


def _read_refusal(request: OrderRequest, text: str) -> OrderOutcome:
    if text == _DUPLICATE_TEXT:
        return OrderOutcome(OutcomeClass.DUPLICATE, "number_exists", message=text)
    if text == _NO_BALANCE_TEXT:
        return OrderOutcome(OutcomeClass.REJECTED, "balance", message=text, holds_on_repeat=True)
    if _is_listed(request, text):
        return OrderOutcome(OutcomeClass.REJECTED, "listed_text", message=text)
    return OrderOutcome(OutcomeClass.UNKNOWN, "unlisted_text", message=_short_text(text))


def _is_listed(request: OrderRequest, text: str) -> bool:
    attributes = {f"请选择{name[4:-1]}" for name, _ in _attributes(request.fields)}
    return (
        text in _FIRST_TRY_TEXTS
        or text in attributes
        or text in request.refusal_texts
        or text == f"此商品类型不存在[{request.variant or ''}]"
        or _QUANTITY_TEXT.fullmatch(text) is not None
        or text.startswith(_FILTER_TEXT_START)
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
        text=_secret_or_none(text),
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


def _member(data: object, key: str) -> Any:
    return data.get(key) if isinstance(data, dict) else None


def _known(amount: Decimal | None) -> Decimal:
    if amount is None:
        raise NotAnAmountError("nothing")
    return amount


def _upstream_number(value: object) -> str | None:
    text = str(value) if type(value) is int else value
    return text if isinstance(text, str) and _UPSTREAM_NUMBER.fullmatch(text) else None


def _secret_or_none(value: object) -> Secret | None:
    return Secret(value) if isinstance(value, str) and value else None


def _short_text(value: object) -> str:
    return value[:200] if isinstance(value, str) else ""


ACG_FAKA: Final = AcgFaka()
