"""卡易信 3.0, the customers' API that many independent 卡盟 sites share.

Belongs here: the account, the signature and the calls.
Does not belong here: what an answer to an order or a query means (``kayixin_answers``), the shapes
of goods (``kayixin_goods``).

An order's own answer may bring cards, but it does not repeat our number, so they are left where
they are: the goods are only taken from the answer to a query, which does. What a second order with
the same number does is not documented; an order is therefore asked for and never sent again.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.http_call import CallLimits, PreparedCall
from desktop.connectors.platforms import kayixin_answers as answers
from desktop.connectors.platforms import kayixin_goods as goods
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
    GoodsPrice,
    GoodsRow,
    PlatformSilentError,
    PriceGuard,
    Quote,
    Repeat,
)
from desktop.connectors.platforms.json_answers import (
    balance_of,
    entries_of,
    member,
    quote_for,
    text_of,
    yuan_text,
)
from desktop.connectors.platforms.paging import Page, PagedPlatform, read_pages
from desktop.connectors.strict_json import without_lone_surrogates
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.purchase import ORDER_SECONDS, UpstreamKind
from desktop.domain.purchase_settling import OrderOutcome, UpstreamRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import (
        AccountAccess,
        OrderRequest,
        QueryRequest,
        QuoteRequest,
    )
    from desktop.connectors.platforms.paging import CatalogueCourse

_OWN_NUMBER_LENGTH: Final = 19
"""How long ours are; the documents name no limit."""
_VERSION: Final = "3.0"
_PAGE_LIMITS: Final = CallLimits(body_bytes=8 * 1024 * 1024)
_CALL_LIMITS: Final = CallLimits()
_NO_FILTER: Final = {
    "goodsType": "",
    "keyWord": "",
    "skuType": "",
    "showDirId": "1",
    "dirId": "",
    "brandId": "",
}


class Kayixin(PagedPlatform):
    """The 卡易信 dialect."""

    key: Final = "kayixin"
    name: Final = QT_TRANSLATE_NOOP("connectors", "卡易信 3.0")
    fields: Final = (
        ConnectorField("base_url", QT_TRANSLATE_NOOP("connectors", "平台网址"), FieldKind.URL),
        ConnectorField("app_id", QT_TRANSLATE_NOOP("connectors", "客户编号")),
        ConnectorField("app_secret", QT_TRANSLATE_NOOP("connectors", "接口密钥"), is_secret=True),
    )
    capabilities: Final = Capabilities(
        has_own_number=True,
        can_query_by_own_number=True,
        price_guard=PriceGuard.TOTAL,
        delivery=CardDelivery.QUERY,
        repeat=Repeat.BUYS_AGAIN,  # not documented: the worst is taken for granted
        has_echoes=True,
        own_number_length=_OWN_NUMBER_LENGTH,
        tells_refund=True,
    )
    rules: Final = UpstreamRules(
        kind=UpstreamKind.REFUSES_REPEAT,
        can_find_by_own_number=True,
        is_repeat_harmless=False,
        repeat_window_seconds=0,
        is_call_dated=True,
    )
    tried: Final = Evidence.DOCUMENTS

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for an address, number or key that cannot be right."""
        check_address(access, self.fields[0])
        check_value(access, self.fields[1], r"[0-9A-Za-z_-]{1,32}")
        check_secret(access, self.fields[2])

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return what the account holds."""
        data = self._ask(door, access, "balance", "user/getAccount", "{}")
        return Balance(balance_of(member(data, "balance")))

    def fetch_goods_on(
        self,
        door: HttpClient,
        access: AccountAccess,
        course: CatalogueCourse,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterator[GoodsRow]:
        """Yield all goods, page by page until one is empty: the counts of pages are not reliable.

        The list tells neither stock nor variants; goods with variants are looked at one by one.
        """
        categories = goods.categories_in(self._ask(door, access, "groups", "goods/getDirs", "{}"))

        def fetch_page(number: int) -> Page:
            body = _json_text({"page": number} | _NO_FILTER)
            answer = door.send(
                self._prepare(access, "catalogue", "goods/getList", body, limits=_PAGE_LIMITS)
            )
            entries = entries_of(member(answers.data_or_raise(answer), "items"))
            return Page(entries, len(answer.body), is_last=False)

        for entry in read_pages(fetch_page, "goodsId", on_progress, course):
            upstream_id = text_of(entry.get("goodsId"))
            if not upstream_id:
                continue
            category = goods.category_of(entry, categories)
            if goods.has_variants(entry):
                detail = self._fetch_detail(door, access, "variants", upstream_id)
                yield from goods.rows_of_variants(detail, category)
            else:
                yield goods.row_of(entry, category)

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return cost, stock, quantities and what the buyer must fill in, of one variant."""
        return goods.price_of(self._fetch_detail(door, access, "price", upstream_id), variant)

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return the price of the goods or the variant now, times the quantity."""
        detail = self._fetch_detail(door, access, "quote", request.upstream_id)
        return quote_for(goods.unit_price(detail, request.variant), request.quantity)

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        """Return the order call, guarded by the most the whole order may cost."""
        if not re.fullmatch(rf"[0-9A-Za-z]{{1,{_OWN_NUMBER_LENGTH}}}", request.own_number):
            raise ValueError("own number")
        limits = CallLimits(total_seconds=ORDER_SECONDS)
        return self._prepare(access, "order", "order/create", order_body(request), limits=limits)

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what the answer says, by the closed list; anything else is unknown."""
        return answers.read_order(request, answer)

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall:
        """Return the call that asks by our number."""
        body = _json_text({"orderNumber": "", "outerNumber": request.own_number})
        return self._prepare(access, "query", "order/getDetail", body)

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return how far the order is."""
        return answers.read_query(request, answer)

    def _fetch_detail(
        self, door: HttpClient, access: AccountAccess, purpose: str, upstream_id: str
    ) -> Any:
        body = _json_text({"goodsId": _number_of(upstream_id)})
        return self._ask(door, access, purpose, "goods/getDetail", body)

    def _ask(
        self, door: HttpClient, access: AccountAccess, purpose: str, path: str, body: str
    ) -> Any:
        return answers.data_or_raise(door.send(self._prepare(access, purpose, path, body)))

    def _prepare(
        self,
        access: AccountAccess,
        purpose: str,
        path: str,
        body: str,
        limits: CallLimits = _CALL_LIMITS,
    ) -> PreparedCall:
        self.check_access(access)
        app_id = access.values["app_id"].strip()
        stamp = str(int(access.now().timestamp()))
        secret = access.secrets["app_secret"].reveal().strip()
        return PreparedCall(
            purpose=purpose,
            url=f"{address_in(access, self.fields[0])}/api/v3/{path}",
            body=body.encode(),
            content_type="application/json",
            headers=(
                ("X-App-Id", app_id),
                ("X-Version", _VERSION),
                ("X-Timestamp", stamp),
                ("X-Signature", signature_of(app_id, secret, stamp, body)),
            ),
            limits=limits,
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
        )


def signature_of(app_id: str, app_secret: str, stamp: str, body: str) -> str:
    """Return the MD5 over account, secret, version, time and the very body that is sent."""
    text = f"{app_id}{app_secret}{_VERSION}{stamp}{body}"
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def order_body(request: OrderRequest) -> str:
    """Return an order with every field the documents ask for, the price guard as a number."""
    head = {
        "goodsId": _number_of(request.upstream_id),
        "count": request.quantity,
        "notifyUrl": "",
        "outerNumber": request.own_number,
    }
    tail = {
        "sku": request.variant or "",
        "attach": [
            {
                "name": without_lone_surrogates(one.name),
                "value": without_lone_surrogates(one.value),
            }
            for one in request.fields
        ],
    }
    guard = ""
    if request.ceiling_unit is not None:
        # Written by hand: as a number it must not pass through a float.
        guard = f'"safePrice":{yuan_text(request.ceiling_unit * request.quantity)},'
    return f"{_json_text(head)[:-1]},{guard}{_json_text(tail)[1:]}"


def _json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _number_of(upstream_id: str) -> int:
    """Return the goods' number; the catalogue has told no other kind."""
    if not re.fullmatch(r"[0-9]{1,18}", upstream_id):
        raise PlatformSilentError("bad_goods_number")
    return int(upstream_id)


KAYIXIN: Final = Kayixin()
