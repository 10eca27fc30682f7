"""acg-faka 异次元发卡, the shared-store API of version 3.6.0 and what older shops lack of it.

Belongs here: the account, the signature and the calls, for every edition that takes the same fields
(``acg_faka_shared_stock`` is another).
Does not belong here: judging an order's answer (``acg_faka_answers``), the shapes of the catalogue
(``acg_faka_goods``).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from desktop.connectors.http_call import (
    CATALOGUE_LIMIT_BYTES,
    CallLimits,
    HttpOutcome,
    PreparedCall,
)
from desktop.connectors.platforms import acg_faka_answers as answers
from desktop.connectors.platforms.account_form import (
    address_in,
    check_address,
    check_secret,
    check_value,
)
from desktop.connectors.platforms.base import (
    Balance,
    Capabilities,
    CardDelivery,
    ConnectorField,
    Evidence,
    FieldKind,
    GoodsKind,
    GoodsPrice,
    PlatformSilentError,
    PriceGuard,
    Quote,
    Repeat,
)
from desktop.connectors.platforms.json_answers import (
    UnreadableAnswerError,
    balance_of,
    member,
    short_text,
)
from desktop.connectors.strict_json import money_of, whole_number, without_lone_surrogates
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import Money
from desktop.domain.purchase import ORDER_SECONDS, UpstreamKind
from desktop.domain.purchase_settling import OrderOutcome, UpstreamRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import (
        AccountAccess,
        GoodsRow,
        OrderRequest,
        QueryRequest,
        QuoteRequest,
    )

Fields = list[tuple[str, str]]

_GOODS: Final = "shared/commodity"
_OWN_NUMBER_LENGTH: Final = 19
_REPEAT_WINDOW_SECONDS: Final = 1800
"""The number never expires there, but the price is not guarded and the customer does not wait."""
_CATALOGUE_SECONDS: Final = 120
_ANSWER_LANGUAGE: Final = (("Accept-Language", "zh-CN"),)


@dataclass(frozen=True, slots=True)
class Edition:
    """Where editions of the shared store differ.

    Attributes:
        directory: where ``connect``, ``items`` and ``valuation`` are; None where a shop's own are.
        is_repeat_harmless: proved on the real server that a repeat of a number never buys twice.
        prices_attributes: ``valuation`` counts the surcharge of the chosen attributes.
    """

    key: str
    name: str
    tried: Evidence
    directory: str | None = None
    is_repeat_harmless: bool = True
    prices_attributes: bool = True


NATIVE: Final = Edition(
    "acg_faka", QT_TRANSLATE_NOOP("connectors", "异次元发卡（共享店铺）"), Evidence.LIVE
)


class AcgFaka:
    """The shared-store dialect, as one edition speaks it."""

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

    def __init__(self, edition: Edition = NATIVE) -> None:
        self.key: Final = edition.key
        self.name: Final = edition.name
        self.tried: Final = edition.tried
        self.rules: Final = UpstreamRules(
            kind=UpstreamKind.REFUSES_REPEAT,
            can_find_by_own_number=False,
            is_repeat_harmless=edition.is_repeat_harmless,
            repeat_window_seconds=_REPEAT_WINDOW_SECONDS if edition.is_repeat_harmless else 0,
        )
        self._prices_attributes = edition.prices_attributes
        directory = edition.directory
        self._connect_path = f"{directory or 'shared/authentication'}/connect"
        self._items_path = f"{directory or _GOODS}/items"
        self._valuation_path = f"{directory or _GOODS}/valuation"

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for an address, id or key that cannot be right."""
        check_address(access, self.fields[0])
        check_value(access, self.fields[1], r"[0-9]{1,20}")
        check_secret(access, self.fields[2])

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return what the account holds."""
        data = self._ask(door, access, "balance", self._connect_path, [])
        return Balance(balance_of(member(data, "balance")), short_text(member(data, "shopName")))

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
        call = self._prepare(access, "catalogue", self._items_path, [], limits)
        with door.send_to_file(call, on_progress) as answer:
            if answer.body_file is None:
                raise PlatformSilentError(answer.reason)
            body = answer.body_file.read_bytes()
        try:
            answers.check_page(answer)
            return read_catalogue(body)
        except CatalogueUnreadableError:
            answers.data_or_raise(
                HttpOutcome(answer.transport, "ok", 200, answer.content_type, body)
            )
            raise PlatformSilentError("catalogue_unreadable") from None
        except UnreadableAnswerError as error:
            raise PlatformSilentError(str(error)) from None

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return the account's cost and the stock of one variant, by ``inventory``."""
        from desktop.connectors.platforms import acg_faka_goods as goods

        fields = [("sharedCode", upstream_id), ("race", variant or "")]
        data = self._ask(door, access, "price", f"{_GOODS}/inventory", fields)
        sections = goods.sections_of(member(data, "config"))
        if sections.get("sku"):
            cost = None  # the surcharge depends on what is chosen
        elif variant is not None:
            cost = money_of(sections.get("category_factory", {}).get(variant))
        elif member(data, "is_category"):
            cost = None
        else:
            cost = money_of(member(data, "factory_price"))
        # Whether the rest is a top-up hangs on what is asked for, which only the list tells.
        is_card = goods.kind_of(member(data, "delivery_way"), ()) is GoodsKind.CARD
        kind = GoodsKind.CARD if is_card else None
        return GoodsPrice(cost, whole_number(member(data, "count")), kind)

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return the exact total, by ``valuation``; shops before 3.4.6 by ``inventory``."""
        chosen = answers.attributes(request.fields)
        if chosen and not self._prices_attributes:
            raise PlatformSilentError("price_unknown")  # a price without the surcharge is too low
        fields = [("code", request.upstream_id), ("num", str(request.quantity))]
        fields += [("race", request.variant or ""), *chosen]
        try:
            data = self._ask(door, access, "quote", self._valuation_path, fields)
            total = money_of(member(data, "price"))
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
        return self._prepare(access, "order", f"{_GOODS}/trade", fields, limits)

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what the answer says, by the closed list; anything else is unknown."""
        return answers.read_order(request, answer)

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall | None:
        """Return the call that asks by the shop's number; without one nothing can be asked."""
        if request.upstream_number is None:
            return None
        fields = [("tradeNo", request.upstream_number)]
        return self._prepare(access, "query", f"{_GOODS}/query", fields, CallLimits())

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return how far the goods are; the shop has only a text that changes, no state."""
        return answers.read_query(request, answer)

    def _ask(
        self, door: HttpClient, access: AccountAccess, purpose: str, path: str, fields: Fields
    ) -> Any:
        call = self._prepare(access, purpose, path, fields, CallLimits())
        return answers.data_or_raise(door.send(call))

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
        base = address_in(access, self.fields[0])
        return PreparedCall(
            purpose=purpose,
            url=f"{base}/{path}",
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


ACG_FAKA: Final = AcgFaka()
