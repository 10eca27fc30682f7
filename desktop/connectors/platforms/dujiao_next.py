"""dujiao-next, the successor of 独角数卡: its Open API under ``/api/v1/upstream``.

Belongs here: the account, the signature and the calls.
Does not belong here: judging an order's answer (``dujiao_next_answers``), the shapes of the
catalogue (``dujiao_next_goods``).

A repeat of an order with the same number returns the order that exists, and there is no other way
to ask by our number. The server looks the number up before it makes the order and keeps it after,
so a repeat must not overtake a first try that is still running.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from desktop.connectors.http_call import (
    CATALOGUE_LIMIT_BYTES,
    CallLimits,
    Pace,
    PreparedCall,
)
from desktop.connectors.platforms import dujiao_next_answers as answers
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
    PlatformRefusedError,
    PlatformSilentError,
    PriceGuard,
    Quote,
    Repeat,
)
from desktop.connectors.platforms.json_answers import (
    balance_of,
    known_cost,
    quote_for,
    text_of,
)
from desktop.connectors.platforms.json_objects import CatalogueReader, check_own_number
from desktop.connectors.platforms.paging import Page, PagedPlatform, read_pages
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.purchase import ORDER_SECONDS, UpstreamKind
from desktop.domain.purchase_settling import OrderOutcome, UpstreamRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import (
        AccountAccess,
        FieldValue,
        GoodsRow,
        OrderRequest,
        QueryRequest,
        QuoteRequest,
    )
    from desktop.connectors.platforms.paging import CatalogueCourse

_ROOT: Final = "/api/v1/upstream"
_OWN_NUMBER_LENGTH: Final = 64
_CLOCK_TOLERANCE_SECONDS: Final = 60
_REPEAT_WAIT_SECONDS: Final = 35
"""Longer than an order call lasts: a repeat beside an open first try can make two orders."""
_REPEAT_WINDOW_SECONDS: Final = 1800
"""The number never expires there, but the price is not guarded and the customer does not wait."""
_CATALOGUE_SECONDS: Final = 120
_SYNC_PACE_SECONDS: Final = 2.0
"""60 calls a minute are allowed, then 30 s nothing; a sync takes half and leaves half to sales."""
_PAGE_SIZE: Final = 50
_WHOLE_CALL: Final = CallLimits()
_CHECKBOX_MARK: Final = "[]"


class DujiaoNext(PagedPlatform):
    """The Open API of dujiao-next shops."""

    key: Final = "dujiao_next"
    name: Final = QT_TRANSLATE_NOOP("connectors", "独角数卡新版（dujiao-next）")
    fields: Final = (
        ConnectorField("base_url", QT_TRANSLATE_NOOP("connectors", "店铺网址"), FieldKind.URL),
        ConnectorField("api_key", QT_TRANSLATE_NOOP("connectors", "接口账号（API Key）")),
        ConnectorField(
            "api_secret", QT_TRANSLATE_NOOP("connectors", "接口密钥（API Secret）"), is_secret=True
        ),
    )
    capabilities: Final = Capabilities(
        has_own_number=True,
        can_query_by_own_number=False,
        price_guard=PriceGuard.NONE,
        delivery=CardDelivery.QUERY,
        repeat=Repeat.SAME_ORDER,
        has_echoes=False,
        own_number_length=_OWN_NUMBER_LENGTH,
        lists_everything=True,
        can_list_changes=True,
        tells_refund=True,
    )
    rules: Final = UpstreamRules(
        kind=UpstreamKind.SAME_ORDER,
        can_find_by_own_number=False,
        is_repeat_harmless=True,
        repeat_window_seconds=_REPEAT_WINDOW_SECONDS,
        timestamp_tolerance_seconds=_CLOCK_TOLERANCE_SECONDS,
        repeat_wait_seconds=_REPEAT_WAIT_SECONDS,
        is_call_dated=True,
    )
    tried: Final = Evidence.DOCUMENTS

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for an address, key or secret that cannot be right."""
        check_address(access, self.fields[0])
        check_value(access, self.fields[1], r"[!-~]{1,200}")
        check_secret(access, self.fields[2])

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return what the wallet holds, by ``ping``."""
        body = self._ask(door, access, "balance", "/ping", method="POST")
        answers.check_currency(body)
        return Balance(balance_of(body.get("balance")), text_of(body.get("site_name")))

    def fetch_goods_on(
        self,
        door: HttpClient,
        access: AccountAccess,
        course: CatalogueCourse,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        """Return all goods on sale, a row per SKU; the pages come while the rows are taken."""
        reader = CatalogueReader(door, on_progress)
        categories = self._fetch_page(reader, access, "/categories")
        return self._rows(reader, access, categories, course)

    def _rows(
        self,
        reader: CatalogueReader,
        access: AccountAccess,
        categories: dict[str, Any],
        course: CatalogueCourse,
    ) -> Iterator[GoodsRow]:
        from desktop.connectors.platforms import dujiao_next_goods as goods

        names = goods.category_names(categories)
        seen = 0

        def fetch_page(number: int) -> Page:
            nonlocal seen
            query = f"?page={number}&page_size={_PAGE_SIZE}"
            page = goods.read_page(self._fetch_page(reader, access, "/products", query))
            seen += len(page.products)
            return Page(page.products, 0, not page.products or seen >= page.total)

        for product in read_pages(fetch_page, "id", None, course, ends_with_repeat=False):
            yield from goods.rows_of(dict(product), names)

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return cost, stock and form of one SKU, by its product."""
        from desktop.connectors.platforms import dujiao_next_goods as goods

        del variant  # the id names the SKU
        product, sku = self._fetch_sku(door, access, upstream_id, self._sync_pace(access))
        return GoodsPrice(
            known_cost(sku.get("price_amount")),
            goods.stock_of(sku),
            goods.kind_of(product),
            goods.form_fields(product),
        )

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return the total at the account's unit price; wholesale steps only make it less."""
        _, sku = self._fetch_sku(door, access, request.upstream_id, None)
        return quote_for(sku.get("price_amount"), request.quantity)

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        """Return the order call, without a callback address: a till cannot be called."""
        check_own_number(request.own_number, _OWN_NUMBER_LENGTH)
        wanted: dict[str, Any] = {
            "sku_id": int(_ids_of(request.upstream_id)[1]),
            "quantity": request.quantity,
            "downstream_order_no": request.own_number,
        }
        if request.fields:
            wanted["manual_form_data"] = dict(_form_value(field) for field in request.fields)
        body = json.dumps(wanted, ensure_ascii=False, separators=(",", ":")).encode()
        limits = CallLimits(total_seconds=ORDER_SECONDS)
        return self._prepare(access, "order", "/orders", body=body, limits=limits, method="POST")

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what the answer says, by the closed list; anything else is unknown."""
        return answers.read_order(request, answer)

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall | None:
        """Return the call that asks by the shop's number; ours is asked for by a repeat."""
        number = request.upstream_number
        if number is None or not number.isascii() or not number.isdigit():
            return None
        return self._prepare(access, "query", f"/orders/{number}")

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return how far the goods are."""
        return answers.read_query(request, answer)

    def _fetch_sku(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, pace: Pace | None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        from desktop.connectors.platforms import dujiao_next_goods as goods

        product_id, sku_id = _ids_of(upstream_id)
        body = self._ask(door, access, "price", f"/products/{product_id}", pace=pace)
        product = body.get("product")
        if not isinstance(product, dict):
            raise PlatformSilentError("no_product")
        sku = next((one for one in goods.skus_of(product) if text_of(one["id"]) == sku_id), None)
        if product.get("is_active") is False:
            raise PlatformRefusedError("product_unavailable")
        if sku is None:
            raise PlatformRefusedError("sku_unavailable")
        return product, sku

    def _fetch_page(
        self, reader: CatalogueReader, access: AccountAccess, path: str, query: str = ""
    ) -> dict[str, Any]:
        limits = CallLimits(total_seconds=_CATALOGUE_SECONDS, body_bytes=CATALOGUE_LIMIT_BYTES)
        pace = self._sync_pace(access)
        call = self._prepare(access, "catalogue", path, query=query, limits=limits, pace=pace)
        return answers.object_or_raise(reader.fetch(call))

    def _ask(
        self,
        door: HttpClient,
        access: AccountAccess,
        purpose: str,
        path: str,
        *,
        method: str = "GET",
        pace: Pace | None = None,
    ) -> dict[str, Any]:
        call = self._prepare(access, purpose, path, method=method, pace=pace)
        return answers.object_or_raise(door.send(call))

    def _sync_pace(self, access: AccountAccess) -> Pace:
        account = access.values["api_key"].strip()
        return Pace(f"{self._base_of(access)} {account}", _SYNC_PACE_SECONDS)

    def _base_of(self, access: AccountAccess) -> str:
        return address_in(access, self.fields[0]).removesuffix(_ROOT)

    def _prepare(
        self,
        access: AccountAccess,
        purpose: str,
        path: str,
        *,
        query: str = "",
        body: bytes = b"",
        limits: CallLimits = _WHOLE_CALL,
        method: str = "GET",
        pace: Pace | None = None,
    ) -> PreparedCall:
        self.check_access(access)
        url = f"{self._base_of(access)}{_ROOT}{path}"
        timestamp = str(int(access.now().timestamp()))
        secret = access.secrets["api_secret"].reveal().strip()
        return PreparedCall(
            purpose=purpose,
            url=url + query,
            body=body,
            content_type="application/json",
            headers=(
                ("Dujiao-Next-Api-Key", access.values["api_key"].strip()),
                ("Dujiao-Next-Timestamp", timestamp),
                (
                    "Dujiao-Next-Signature",
                    signature_of(secret, method, urlsplit(url).path, timestamp, body),
                ),
            ),
            limits=limits,
            method=method,
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
            pace=pace,
        )


def signature_of(secret: str, method: str, path: str, timestamp: str, body: bytes) -> str:
    """Return the HMAC over method, path without query, time and the body's MD5."""
    digest = hashlib.md5(body, usedforsecurity=False).hexdigest()
    message = f"{method}\n{path}\n{timestamp}\n{digest}"
    return hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest()


def _ids_of(upstream_id: str) -> tuple[str, str]:
    """Return the ids of product and SKU: the one has the price, the other is ordered."""
    ids = re.fullmatch(r"([0-9]{1,20})-([0-9]{1,20})", upstream_id)
    if ids is None:
        raise PlatformRefusedError("sku_unavailable")
    return ids[1], ids[2]


def _form_value(field: FieldValue) -> tuple[str, Any]:
    name = field.name.removesuffix(_CHECKBOX_MARK)
    return name, field.value if name == field.name else [field.value]


DUJIAO_NEXT: Final = DujiaoNext()
