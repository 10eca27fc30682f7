"""亿奇达: known from other people's programs only, so nearly everything here is taken as unknown.

Belongs here: the account, the signature and the calls.
Does not belong here: judging an answer (``yiqida_answers``), the shapes of goods
(``yiqida_goods``).

There is no balance, and no list of what its refusals mean: an order that was not clearly taken is
asked for by our number, and then left to a person.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote_plus, urlencode

from desktop.connectors.http_call import CallLimits, Pace, PreparedCall
from desktop.connectors.platforms import yiqida_answers as answers
from desktop.connectors.platforms.account_form import (
    address_in,
    check_address,
    check_secret,
    check_value,
)
from desktop.connectors.platforms.base import (
    UNLIMITED_STOCK,
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
    StockTelling,
)
from desktop.connectors.platforms.json_answers import (
    entries_of,
    known_cost,
    quote_for,
)
from desktop.connectors.platforms.json_objects import CatalogueReader, check_own_number
from desktop.connectors.platforms.paging import Page, PagedPlatform, read_pages
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.purchase import ORDER_SECONDS, UpstreamKind
from desktop.domain.purchase_settling import OrderOutcome, UpstreamRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import (
        AccountAccess,
        GoodsRow,
        OrderRequest,
        QueryRequest,
        QuoteRequest,
    )
    from desktop.connectors.platforms.paging import CatalogueCourse

Content = dict[str, Any]

_OWN_NUMBER_LENGTH: Final = 19
"""No limit is known: ours as long as it is."""
_PAGE_SIZE: Final = 20
_PAGE_PACE_SECONDS: Final = 0.5
"""No limit is known here either; a sync is in no hurry."""
_ORDER_TIME: Final = "3"
"""What the one program that asks by its own number sends; what it means is not written anywhere."""
_TEMPLATE: Final = re.compile(r"template([0-9]{1,2})")
_WHOLE_CALL: Final = CallLimits()


class Yiqida(PagedPlatform):
    """The interface of 亿奇达."""

    key: Final = "yiqida"
    name: Final = QT_TRANSLATE_NOOP("connectors", "亿奇达")
    fields: Final = (
        ConnectorField(
            "base_url",
            QT_TRANSLATE_NOOP("connectors", "接口网址"),
            FieldKind.URL,
            default="http://open.yiqida.cn",
        ),
        ConnectorField("user_name", QT_TRANSLATE_NOOP("connectors", "登录账号")),
        ConnectorField("key", QT_TRANSLATE_NOOP("connectors", "接口密钥"), is_secret=True),
    )
    capabilities: Final = Capabilities(
        has_own_number=True,
        can_query_by_own_number=True,
        price_guard=PriceGuard.NONE,
        delivery=CardDelivery.QUERY,
        repeat=Repeat.BUYS_AGAIN,  # nobody knows, so the worst
        has_echoes=False,
        own_number_length=_OWN_NUMBER_LENGTH,
        stock=StockTelling.NOTHING,
    )
    rules: Final = UpstreamRules(
        kind=UpstreamKind.REFUSES_REPEAT,  # asked for by our number, and never sent again
        can_find_by_own_number=True,
        is_repeat_harmless=False,
        repeat_window_seconds=0,
        is_call_dated=True,
        tells_charge=False,
    )
    tried: Final = Evidence.DOCUMENTS

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for an address, name or key that cannot be right."""
        check_address(access, self.fields[0])
        check_value(access, self.fields[1], r"\S{1,100}")
        check_secret(access, self.fields[2])

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return no amount, there is none to be had; the catalogue says whether the key fits."""
        call = self._prepare(access, "balance", "/api/UserCommdity/GetCatalogList", {})
        answers.data_or_raise(door.send(call))
        return Balance(None)

    def fetch_goods_on(
        self,
        door: HttpClient,
        access: AccountAccess,
        course: CatalogueCourse,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        """Return all goods, page by page; what they are is told by their own price only."""
        from desktop.connectors.platforms.yiqida_goods import row_of

        reader = CatalogueReader(door, on_progress)

        def fetch_page(number: int) -> Page:
            content = {"page": number, "size": _PAGE_SIZE}
            path = "/api/UserCommdity/GetCommodityList"
            answer = reader.fetch(self._prepare(access, "catalogue", path, content))
            entries = answers.data_or_raise(answer)
            if not isinstance(entries, list | None):
                raise PlatformSilentError("catalogue_unreadable")
            # A page may hold less than was asked for: only one without anything new is the last.
            return Page(entries_of(entries), len(answer.body), is_last=not entries)

        rows = (row_of(dict(one)) for one in read_pages(fetch_page, "mainId", None, course))
        return (row for row in rows if row is not None)

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return cost and form: goods that ask for nothing are cards."""
        from desktop.connectors.platforms.yiqida_goods import form_fields

        del variant  # each has a number of its own
        goods = self._fetch_goods(door, access, upstream_id)
        fields = form_fields(goods)
        kind = GoodsKind.TOPUP if fields else GoodsKind.CARD
        return GoodsPrice(known_cost(goods.get("price")), UNLIMITED_STOCK, kind, fields)

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return the total at the account's unit price."""
        goods = self._fetch_goods(door, access, request.upstream_id)
        return quote_for(goods.get("price"), request.quantity)

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        """Return the order call, without a callback address: a till cannot be called."""
        check_own_number(request.own_number, _OWN_NUMBER_LENGTH)
        content = {
            "commodityId": int(request.upstream_id),
            "external_orderno": request.own_number,
            "buyCount": request.quantity,
            "template": _template_of(request),
        }
        limits = CallLimits(total_seconds=ORDER_SECONDS)
        return self._prepare(access, "order", "/api/UserOrder/CreateOrder", content, limits)

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what the answer says: taken, or unknown."""
        return answers.read_order(request, answer)

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall | None:
        """Return the call that asks by the platform's number, or by ours while it is not known."""
        content = {"orderNo": request.upstream_number}
        if request.upstream_number is None:
            content = {"external_orderno": request.own_number, "orderTime": _ORDER_TIME}
        return self._prepare(access, "query", "/api/UserOrder/QueryOrderModel", content)

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return how far the goods are."""
        return answers.read_query(request, answer)

    def _fetch_goods(self, door: HttpClient, access: AccountAccess, upstream_id: str) -> Content:
        path = "/api/UserCommdity/GetCommodityInfo"
        call = self._prepare(access, "price", path, {"id": int(upstream_id)})
        goods = answers.data_or_raise(door.send(call))
        if not isinstance(goods, dict):
            raise PlatformSilentError("no_product")
        return goods

    def _prepare(
        self,
        access: AccountAccess,
        purpose: str,
        path: str,
        content: Content,
        limits: CallLimits = _WHOLE_CALL,
    ) -> PreparedCall:
        self.check_access(access)
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        stamp = str(int(access.now().timestamp() * 1000))
        key = access.secrets["key"].reveal().strip()
        query = [
            ("timestamp", stamp),
            ("userName", access.values["user_name"].strip()),
            ("sign", signature_of(stamp, body, key)),
        ]
        url = f"{address_in(access, self.fields[0])}{path}"
        is_page = purpose == "catalogue"
        return PreparedCall(
            purpose=purpose,
            url=f"{url}?{urlencode(query)}",
            body=body.encode(),
            content_type="application/json",
            limits=limits,
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
            pace=Pace(url, _PAGE_PACE_SECONDS) if is_page else None,
        )


def signature_of(stamp: str, body: str, key: str) -> str:
    """Return the MD5 over the time in milliseconds, the very body that is sent, and the key."""
    return hashlib.md5(f"{stamp}{body}{key}".encode(), usedforsecurity=False).hexdigest()


def _template_of(request: OrderRequest) -> list[str]:
    """Return what was filled in, in the order of the form, each encoded as in an address."""
    values: dict[int, str] = {}
    for field in request.fields:
        match = _TEMPLATE.fullmatch(field.name)
        if match is not None:
            values[int(match[1])] = quote_plus(field.value)
    return [values.get(position, "") for position in range(max(values, default=-1) + 1)]


YIQIDA: Final = Yiqida()
