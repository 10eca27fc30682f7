"""星权益, 卡商网, 美虎: wholesalers of one dialect, told apart by their address only.

Belongs here: the account, the signature and the calls.
Does not belong here: judging an answer (``xingquanyi_answers``), the shapes of goods
(``xingquanyi_goods``).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from desktop.connectors.http_call import (
    CATALOGUE_LIMIT_BYTES,
    CallLimits,
    Pace,
    PreparedCall,
)
from desktop.connectors.platforms import xingquanyi_answers as answers
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
    PlatformRefusedError,
    PlatformSilentError,
    PriceGuard,
    Quote,
    Repeat,
    StockTelling,
)
from desktop.connectors.platforms.json_answers import (
    balance_of,
    entries_of,
    known_cost,
    quote_for,
    text_of,
    yuan_text,
)
from desktop.connectors.platforms.json_objects import CatalogueReader, check_own_number
from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.purchase import ORDER_SECONDS, UpstreamKind
from desktop.domain.purchase_settling import OrderOutcome, UpstreamRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import (
        AccountAccess,
        GoodsField,
        GoodsRow,
        OrderRequest,
        QueryRequest,
        QuoteRequest,
    )

Fields = list[tuple[str, str]]

_OWN_NUMBER_LENGTH: Final = 19
"""The sheet names no limit: ours as long as it is."""
_PRODUCT_PACE_SECONDS: Final = 0.5
"""120 calls a minute from one address, for each of the calls about goods."""
_PACED_PATHS: Final = frozenset(
    {"/api/product-list", "/api/product", "/api/product/recharge-params"}
)
_CATALOGUE_SECONDS: Final = 120
_WHOLE_CALL: Final = CallLimits()


class Xingquanyi:
    """The dialect of the direct-recharge wholesalers."""

    key: Final = "xingquanyi"
    name: Final = QT_TRANSLATE_NOOP("connectors", "星权益 / 卡商网 / 美虎")
    fields: Final = (
        ConnectorField("base_url", QT_TRANSLATE_NOOP("connectors", "接口网址"), FieldKind.URL),
        ConnectorField("customer_id", QT_TRANSLATE_NOOP("connectors", "商家编号")),
        ConnectorField("key", QT_TRANSLATE_NOOP("connectors", "接口密钥"), is_secret=True),
    )
    capabilities: Final = Capabilities(
        has_own_number=True,
        can_query_by_own_number=True,
        price_guard=PriceGuard.UNIT,
        delivery=CardDelivery.INLINE,
        repeat=Repeat.ERROR,
        has_echoes=False,
        own_number_length=_OWN_NUMBER_LENGTH,
        stock=StockTelling.WHETHER,
        tells_refund=True,
    )
    rules: Final = UpstreamRules(
        kind=UpstreamKind.REFUSES_REPEAT,
        can_find_by_own_number=True,
        is_repeat_harmless=False,  # written, never seen; and of its own fault it says: not again
        repeat_window_seconds=0,
        is_call_dated=True,
    )
    tried: Final = Evidence.DOCUMENTS

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for an address, number or key that cannot be right."""
        check_address(access, self.fields[0])
        check_value(access, self.fields[1], r"[0-9]{1,20}")
        check_secret(access, self.fields[2])

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return what the account holds, and how the platform calls its holder."""
        customer = self._ask(door, access, "balance", "/api/customer", [])
        return Balance(balance_of(customer.get("balance")), text_of(customer.get("name")))

    def fetch_goods(
        self,
        door: HttpClient,
        access: AccountAccess,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        """Return all goods, in one call; what a top-up asks for is told by its own price only."""
        from desktop.connectors.platforms.xingquanyi_goods import row_of

        limits = CallLimits(total_seconds=_CATALOGUE_SECONDS, body_bytes=CATALOGUE_LIMIT_BYTES)
        call = self._prepare(access, "catalogue", "/api/product-list", [], limits)
        entries = answers.data_or_raise(CatalogueReader(door, on_progress).fetch(call))
        if not isinstance(entries, list):
            raise PlatformSilentError("catalogue_unreadable")
        return (row for row in map(row_of, entries_of(entries)) if row is not None)

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return cost, limits and state of goods, and of a top-up what it asks for."""
        from desktop.connectors.platforms import xingquanyi_goods as goods

        del variant  # each has a number of its own
        number = [("product_id", upstream_id)]
        product = self._ask(door, access, "price", "/api/product", number)
        kind = goods.kind_of(product)
        fields: tuple[GoodsField, ...] = ()
        if kind is GoodsKind.TOPUP:
            form = self._ask(door, access, "form", "/api/product/recharge-params", number)
            fields = goods.form_fields(form)
        minimum, maximum = goods.limits_of(product)
        return GoodsPrice(
            known_cost(product.get("price")),
            goods.stock_of(product),
            kind,
            fields,
            minimum,
            maximum,
        )

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return the total; goods that cannot be bought at this hour are refused already here."""
        from desktop.connectors.platforms.xingquanyi_goods import why_not_now

        number = [("product_id", request.upstream_id)]
        product = self._ask(door, access, "quote", "/api/product", number)
        reason = why_not_now(product, access.now().astimezone(CHINA_STANDARD_TIME).time())
        if reason:
            raise PlatformRefusedError(reason)
        return quote_for(product.get("price"), request.quantity)

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        """Return the order call with the most one piece may cost, and without a callback."""
        check_own_number(request.own_number, _OWN_NUMBER_LENGTH)
        fields: Fields = [
            ("product_id", request.upstream_id),
            ("quantity", str(request.quantity)),
            ("outer_order_id", request.own_number),
            *((field.name, field.value) for field in request.fields),
        ]
        if request.ceiling_unit is not None:
            fields.append(("safe_cost", yuan_text(request.ceiling_unit)))
        limits = CallLimits(total_seconds=ORDER_SECONDS)
        return self._prepare(access, "order", "/api/buy", fields, limits)

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what the answer says, by the closed list; anything else is unknown."""
        return answers.read_order(request, answer)

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall | None:
        """Return the call that asks by the platform's number, or by ours while it is not known."""
        if request.upstream_number is not None:
            fields = [("order_id", request.upstream_number)]
            return self._prepare(access, "query", "/api/order", fields)
        fields = [("outer_order_id", request.own_number)]
        return self._prepare(access, "query", "/api/outer-order", fields)

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return how far the goods are."""
        return answers.read_query(request, answer)

    def _ask(
        self, door: HttpClient, access: AccountAccess, purpose: str, path: str, fields: Fields
    ) -> dict[str, Any]:
        data = answers.data_or_raise(door.send(self._prepare(access, purpose, path, fields)))
        if not isinstance(data, dict):
            raise PlatformSilentError("no_envelope")
        return data

    def _prepare(
        self,
        access: AccountAccess,
        purpose: str,
        path: str,
        fields: Fields,
        limits: CallLimits = _WHOLE_CALL,
    ) -> PreparedCall:
        self.check_access(access)
        base = address_in(access, self.fields[0])
        whole = [
            ("customer_id", access.values["customer_id"].strip()),
            ("timestamp", str(int(access.now().timestamp()))),
            *((name, value) for name, value in fields if value),
        ]
        sign = signature_of(whole, access.secrets["key"].reveal().strip())
        is_paced = path in _PACED_PATHS
        return PreparedCall(
            purpose=purpose,
            url=base + path,
            body=urlencode([*whole, ("sign", sign)]).encode(),
            limits=limits,
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
            pace=Pace(base + path, _PRODUCT_PACE_SECONDS) if is_paced else None,
        )


def signature_of(fields: Sequence[tuple[str, str]], key: str) -> str:
    """Return the MD5 over the key and all names and values, the names in the order of bytes."""
    ordered = sorted(fields, key=lambda field: field[0].encode())
    text = key + "".join(name + value for name, value in ordered)
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


XINGQUANYI: Final = Xingquanyi()
