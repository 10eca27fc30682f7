"""福禄开放平台 Fulu, API 2.0: one address, a method in every call, JSON inside JSON.

Belongs here: the account, the signature and the calls.
Does not belong here: judging an answer and opening cards (``fulu_answers``), the shapes of goods
and templates (``fulu_goods``).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.http_call import CATALOGUE_LIMIT_BYTES, CallLimits, PreparedCall
from desktop.connectors.platforms import fulu_answers as answers
from desktop.connectors.platforms.account_form import address_in, check_address, check_value
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
    StockTelling,
)
from desktop.connectors.platforms.json_answers import (
    balance_of,
    entries_of,
    known_cost,
    quote_for,
    text_of,
)
from desktop.connectors.platforms.json_objects import CatalogueReader, check_own_number
from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.purchase import ORDER_SECONDS, UpstreamKind
from desktop.domain.purchase_settling import OrderOutcome, UpstreamRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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

_GATEWAY: Final = "https://openapi.fulu.com/api/getway"
_OWN_NUMBER_LENGTH: Final = 50
_CATALOGUE_SECONDS: Final = 120
_SECRET: Final = re.compile(r"[!-~]{32}")
"""Also the key that opens the cards: any other length could buy cards that stay closed."""
_WHOLE_CALL: Final = CallLimits()
_ORDER_METHODS: Final = {
    GoodsKind.CARD: "fulu.order.card.add",
    GoodsKind.TOPUP: "fulu.order.direct.add",
}

Content = dict[str, Any]


class Fulu:
    """The open platform of Fulu."""

    key: Final = "fulu"
    name: Final = QT_TRANSLATE_NOOP("connectors", "福禄开放平台")
    fields: Final = (
        ConnectorField(
            "base_url",
            QT_TRANSLATE_NOOP("connectors", "接口网址"),
            FieldKind.URL,
            default=_GATEWAY,
        ),
        ConnectorField("app_key", QT_TRANSLATE_NOOP("connectors", "应用 AppKey")),
        ConnectorField(
            "app_secret", QT_TRANSLATE_NOOP("connectors", "应用 AppSecret"), is_secret=True
        ),
    )
    capabilities: Final = Capabilities(
        has_own_number=True,
        can_query_by_own_number=True,
        price_guard=PriceGuard.NONE,
        delivery=CardDelivery.QUERY,
        repeat=Repeat.ERROR,
        has_echoes=True,
        own_number_length=_OWN_NUMBER_LENGTH,
        stock=StockTelling.WHETHER,
        tells_refund=True,
    )
    rules: Final = UpstreamRules(
        kind=UpstreamKind.REFUSES_REPEAT,
        can_find_by_own_number=True,
        is_repeat_harmless=False,  # known from other people's programs only
        repeat_window_seconds=0,
        is_call_dated=True,
    )
    tried: Final = Evidence.DOCUMENTS

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for an address, key or secret that cannot be right."""
        check_address(access, self.fields[0])
        check_value(access, self.fields[1], r"[!-~]{1,200}")
        secret = access.secrets.get("app_secret")
        if secret is None or not _SECRET.fullmatch(secret.reveal().strip()):
            raise AccountFieldError(self.fields[2].key, self.fields[2].label)

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return what the account holds, and how the platform calls its holder."""
        user = self._ask(door, access, "balance", "fulu.user.info.get", {})
        return Balance(balance_of(user.get("balance")), text_of(user.get("name")))

    def fetch_goods(
        self,
        door: HttpClient,
        access: AccountAccess,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        """Return all goods on sale, in one call; templates are told by the goods' own price."""
        from desktop.connectors.platforms.fulu_goods import row_of

        limits = CallLimits(total_seconds=_CATALOGUE_SECONDS, body_bytes=CATALOGUE_LIMIT_BYTES)
        call = self._prepare(access, "catalogue", "fulu.goods.list.get", {}, limits)
        answer = CatalogueReader(door, on_progress).fetch(call)
        goods = answers.result_or_raise(answer, access.secrets)
        if not isinstance(goods, list):
            raise PlatformSilentError("catalogue_unreadable")
        return (row for row in map(row_of, entries_of(goods)) if row is not None)

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return cost and state of goods, and of a top-up what its template asks for."""
        from desktop.connectors.platforms import fulu_goods as goods

        del variant  # each has a number of its own
        product = self._fetch_product(door, access, upstream_id)
        kind = goods.kind_of(product)
        if kind is None:
            raise PlatformSilentError("no_product")
        fields: tuple[GoodsField, ...] = ()
        if kind is GoodsKind.TOPUP:
            fields = self._fetch_form(door, access, text_of(product.get("template_id")))
        cost = known_cost(product.get("purchase_price"))
        return GoodsPrice(cost, goods.stock_of(product), kind, fields)

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return the total; goods off sale or sold out are refused already here."""
        from desktop.connectors.platforms.fulu_goods import why_not_now

        product = self._fetch_product(door, access, request.upstream_id)
        reason = why_not_now(product)
        if reason:
            raise PlatformRefusedError(reason)
        return quote_for(product.get("purchase_price"), request.quantity)

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        """Return the order call: another method for cards than for top-ups."""
        check_own_number(request.own_number, _OWN_NUMBER_LENGTH)
        content: Content = {
            **{field.name: field.value for field in request.fields},
            "product_id": int(request.upstream_id),
            "buy_num": request.quantity,
            "customer_order_no": request.own_number,
        }
        limits = CallLimits(total_seconds=ORDER_SECONDS)
        method = _ORDER_METHODS[request.kind]
        return self._prepare(access, "order", method, content, limits)

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what the answer says, by the closed list; anything else is unknown."""
        return answers.read_order(request, answer)

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall | None:
        """Return the call that asks by our number, the only one it can be asked by."""
        content = {"customer_order_no": request.own_number}
        return self._prepare(access, "query", "fulu.order.info.get", content)

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return how far the goods are, the cards opened."""
        return answers.read_query(request, answer)

    def _fetch_product(self, door: HttpClient, access: AccountAccess, number: str) -> Content:
        content = {"product_id": number, "detail_format": 0}
        return self._ask(door, access, "price", "fulu.goods.info.get", content)

    def _fetch_form(
        self, door: HttpClient, access: AccountAccess, template_id: str
    ) -> tuple[GoodsField, ...]:
        from desktop.connectors.platforms.fulu_goods import form_fields

        if not template_id:
            return form_fields({})
        content = {"template_id": template_id}
        return form_fields(self._ask(door, access, "form", "fulu.goods.template.get", content))

    def _ask(
        self,
        door: HttpClient,
        access: AccountAccess,
        purpose: str,
        method: str,
        content: Content,
    ) -> Content:
        answer = door.send(self._prepare(access, purpose, method, content))
        result = answers.result_or_raise(answer, access.secrets)
        if not isinstance(result, dict):
            raise PlatformSilentError("no_envelope")
        return result

    def _prepare(
        self,
        access: AccountAccess,
        purpose: str,
        method: str,
        content: Content,
        limits: CallLimits = _WHOLE_CALL,
    ) -> PreparedCall:
        self.check_access(access)
        now = access.now().astimezone(CHINA_STANDARD_TIME)
        document = {
            "app_key": access.values["app_key"].strip(),
            "method": method,
            "timestamp": f"{now:%Y-%m-%d %H:%M:%S}",
            "version": "2.0",
            "format": "json",
            "charset": "utf-8",
            "sign_type": "md5",
            "app_auth_token": "",
            "biz_content": _compact(content),
        }
        secret = access.secrets["app_secret"].reveal().strip()
        sign = answers.signature_of(_compact(document), secret)
        return PreparedCall(
            purpose=purpose,
            url=address_in(access, self.fields[0]),
            body=_compact({**document, "sign": sign}).encode(),
            content_type="application/json",
            limits=limits,
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
        )


def _compact(document: Content) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


FULU: Final = Fulu()
