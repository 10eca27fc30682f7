"""卡速售 2.0, the API that many independent 卡盟 sites share.

Belongs here: the account, the signature, the catalogue and the calls.
Does not belong here: what an answer to an order or a query means (``kasushou_answers``).

Ordering is asynchronous: the order's own answer never brings goods, not even cards. The platform's
number of an order is never needed, because it can be asked by ours.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.http_call import CallLimits, PreparedCall
from desktop.connectors.platforms import kasushou_answers as answers
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
    GoodsRow,
    GoodsStatus,
    PlatformSilentError,
    PriceGuard,
    Quote,
    Repeat,
)
from desktop.connectors.platforms.json_answers import (
    balance_of,
    entries_of,
    known_cost,
    member,
    quote_for,
    state_of,
    text_of,
)
from desktop.connectors.platforms.paging import Page, PagedPlatform, read_pages
from desktop.connectors.strict_json import whole_number, without_lone_surrogates
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.purchase import ORDER_SECONDS, UpstreamKind
from desktop.domain.purchase_settling import OrderOutcome, UpstreamRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

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
"""How long ours are; the documents name no limit and show longer ones."""
_PAGE_ROWS: Final = 100
_PAGE_LIMITS: Final = CallLimits(body_bytes=8 * 1024 * 1024)
_CALL_LIMITS: Final = CallLimits()
_ON_SALE: Final = 1
_KINDS: Final = {1: GoodsKind.CARD, 2: GoodsKind.TOPUP}
_SEARCHED_DAYS: Final = 30
"""What a query looks through unless told otherwise; 0 means everything."""


class Kasushou(PagedPlatform):
    """The 卡速售 dialect."""

    key: Final = "kasushou"
    name: Final = QT_TRANSLATE_NOOP("connectors", "卡速售 2.0")
    fields: Final = (
        ConnectorField("base_url", QT_TRANSLATE_NOOP("connectors", "平台网址"), FieldKind.URL),
        ConnectorField("app_id", QT_TRANSLATE_NOOP("connectors", "接口 AppID")),
        ConnectorField("api_key", QT_TRANSLATE_NOOP("connectors", "接口密钥"), is_secret=True),
    )
    capabilities: Final = Capabilities(
        has_own_number=True,
        can_query_by_own_number=True,
        price_guard=PriceGuard.UNIT,
        delivery=CardDelivery.QUERY,
        repeat=Repeat.ERROR,
        has_echoes=True,
        own_number_length=_OWN_NUMBER_LENGTH,
        can_list_changes=True,
        tells_refund=True,
    )
    rules: Final = UpstreamRules(
        kind=UpstreamKind.REFUSES_REPEAT,
        can_find_by_own_number=True,
        is_repeat_harmless=False,  # documented, and never seen
        repeat_window_seconds=0,
        is_call_dated=True,
    )
    tried: Final = Evidence.DOCUMENTS

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for an address, id or key that cannot be right."""
        check_address(access, self.fields[0])
        check_value(access, self.fields[1], r"[0-9A-Za-z_-]{1,64}")
        check_secret(access, self.fields[2])

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return what the account holds."""
        data = self._ask(door, access, "balance", "user/info", {})
        return Balance(balance_of(member(data, "balance")))

    def fetch_goods_on(
        self,
        door: HttpClient,
        access: AccountAccess,
        course: CatalogueCourse,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterator[GoodsRow]:
        """Yield all goods, page by page; quantities and fields only their own price tells."""
        told_rows = 0

        def fetch_page(number: int) -> Page:
            nonlocal told_rows
            body = {"limit": _PAGE_ROWS, "page": number}
            answer = door.send(
                self._prepare(access, "catalogue", "goods/list", body, limits=_PAGE_LIMITS)
            )
            data = answers.data_or_raise(answer)
            entries = entries_of(member(data, "list"))
            told_rows += len(entries)
            total = whole_number(member(data, "total"))
            return Page(entries, len(answer.body), total is not None and told_rows >= total)

        for entry in read_pages(fetch_page, "id", on_progress, course):
            if text_of(entry.get("id")):
                yield _row_of(entry)

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return cost, stock and quantities, and for top-ups what the buyer must fill in."""
        del variant
        data = self._ask(door, access, "price", "goods/info", {"id": _number_of(upstream_id)})
        kind = _kind_of(data)
        asked: Any = []
        if kind is not GoodsKind.CARD:
            asked = self._ask(door, access, "fields", "goods/attach", {"goods_id": upstream_id})
        return GoodsPrice(
            cost=known_cost(member(data, "goods_price")),
            stock=whole_number(member(data, "stock_num")),
            kind=kind,
            fields=answers.fields_of(asked),
            minimum=whole_number(member(data, "start_count")),
            maximum=whole_number(member(data, "end_count")),
        )

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return the price of the goods now, times the quantity."""
        body = {"id": _number_of(request.upstream_id)}
        data = self._ask(door, access, "quote", "goods/info", body)
        return quote_for(member(data, "goods_price"), request.quantity)

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        """Return the order call, guarded by the most one piece may cost."""
        if not re.fullmatch(rf"[0-9A-Za-z]{{1,{_OWN_NUMBER_LENGTH}}}", request.own_number):
            raise ValueError("own number")
        body: dict[str, Any] = {
            "id": _number_of(request.upstream_id),
            "external_orderno": request.own_number,
            "quantity": request.quantity,
        }
        if request.ceiling_unit is not None:
            body["safe_price"] = str(request.ceiling_unit)
        if request.fields:
            body["attach"] = {
                without_lone_surrogates(one.name): without_lone_surrogates(one.value)
                for one in request.fields
            }
        limits = CallLimits(total_seconds=ORDER_SECONDS)
        return self._prepare(access, "order", "order/buy", body, limits=limits)

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what the answer says, by the closed list; anything else is unknown."""
        return answers.read_order(request, answer)

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall:
        """Return the call that asks by our number, also for what was ordered long ago."""
        is_old = access.now() - request.ordered_at > timedelta(days=_SEARCHED_DAYS - 1)
        body = {
            "day": 0 if is_old else _SEARCHED_DAYS,
            "external_orderno": request.own_number,
        }
        return self._prepare(access, "query", "order/info", body)

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return how far the order is."""
        return answers.read_query(request, answer)

    def _ask(
        self,
        door: HttpClient,
        access: AccountAccess,
        purpose: str,
        path: str,
        body: Mapping[str, Any],
    ) -> Any:
        return answers.data_or_raise(door.send(self._prepare(access, purpose, path, body)))

    def _prepare(
        self,
        access: AccountAccess,
        purpose: str,
        path: str,
        body: Mapping[str, Any],
        limits: CallLimits = _CALL_LIMITS,
    ) -> PreparedCall:
        self.check_access(access)
        content = body_text(body)
        stamp = str(int(access.now().timestamp() * 1000))
        return PreparedCall(
            purpose=purpose,
            url=f"{address_in(access, self.fields[0])}/api/v1/{path}",
            body=content.encode(),
            content_type="application/json; charset=utf-8",
            headers=(
                ("UserId", access.values["app_id"].strip()),
                ("Timestamp", stamp),
                ("Sign", signature_of(stamp, content, access.secrets["api_key"].reveal().strip())),
            ),
            limits=limits,
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
        )


def body_text(body: Mapping[str, Any]) -> str:
    """Return the body as it is signed and sent: only the top level is sorted, nothing escaped."""
    return json.dumps(dict(sorted(body.items())), ensure_ascii=False, separators=(",", ":"))


def signature_of(stamp: str, content: str, api_key: str) -> str:
    """Return the SHA-1 over the time, the body and the key."""
    return hashlib.sha1(f"{stamp}{content}{api_key}".encode(), usedforsecurity=False).hexdigest()


def _row_of(entry: Mapping[str, Any]) -> GoodsRow:
    kind = _kind_of(entry)
    is_on_sale = state_of(entry.get("status")) == _ON_SALE
    return GoodsRow(
        upstream_id=text_of(entry.get("id")),
        variant=None,
        name=text_of(entry.get("goods_name")),
        kind=kind,
        cost=known_cost(entry.get("goods_price")),
        stock=whole_number(entry.get("stock_num")),
        minimum=None,
        maximum=None,
        status=GoodsStatus.ON_SALE if is_on_sale else GoodsStatus.STOPPED,
        fields=() if kind is GoodsKind.CARD else None,
    )


def _kind_of(entry: object) -> GoodsKind:
    return _KINDS.get(state_of(member(entry, "goods_type")) or 0, GoodsKind.OTHER)


def _number_of(upstream_id: str) -> int:
    """Return the goods' number; the catalogue has told no other kind."""
    if not re.fullmatch(r"[0-9]{1,18}", upstream_id):
        raise PlatformSilentError("bad_goods_number")
    return int(upstream_id)


KASUSHOU: Final = Kasushou()
