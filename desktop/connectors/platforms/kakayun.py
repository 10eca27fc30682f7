"""卡卡云 v3 (dockapiv3): orders go to the site, everything else to one fixed address.

Belongs here: the account, the signature, the catalogue and the calls, each at the pace the platform
allows.
Does not belong here: what an answer to an order or a query means (``kakayun_answers``).
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.http_call import CallLimits, Pace, PreparedCall
from desktop.connectors.platforms import kakayun_answers as answers
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
    yuan_text,
)
from desktop.connectors.platforms.paging import Page, PagedPlatform, read_pages
from desktop.connectors.strict_json import decimal_of, whole_number, without_lone_surrogates
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.purchase import ORDER_SECONDS, UpstreamKind
from desktop.domain.purchase_settling import OrderOutcome, UpstreamRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import (
        AccountAccess,
        FieldValue,
        OrderRequest,
        QueryRequest,
        QuoteRequest,
    )
    from desktop.connectors.platforms.paging import CatalogueCourse

_OWN_NUMBER_LENGTH: Final = 19
"""How long ours are; the documents name no limit."""
_QUERY_ADDRESS: Final = "http://public.kky.v3.api.kakayun.vip"
_TIMESTAMP_SECONDS: Final = 300
_PAGE_ROWS: Final = 50
_PAGE_LIMITS: Final = CallLimits(body_bytes=8 * 1024 * 1024)
_CALL_LIMITS: Final = CallLimits()
_ORDER: Final = "order/create"
_PACES: Final = {
    "user/info": 1.0,
    "goods/group": 2.0,
    "goods/all": 5.0,
    "goods/details": 2.0,
    "goods/detailslite": 1.0,
    "goods/tpl": 2.0,
    "order/get": 1 / 3,
}
"""Seconds between two calls; the faster ones are written down as so many a minute."""
_ON_SALE: Final = 1
_KINDS: Final[dict[int | None, GoodsKind]] = {0: GoodsKind.CARD, 1: GoodsKind.TOPUP}


class Kakayun(PagedPlatform):
    """The 卡卡云 dialect."""

    key: Final = "kakayun"
    name: Final = QT_TRANSLATE_NOOP("connectors", "卡卡云 v3")
    fields: Final = (
        ConnectorField("base_url", QT_TRANSLATE_NOOP("connectors", "平台网址"), FieldKind.URL),
        ConnectorField(
            "api_url",
            QT_TRANSLATE_NOOP("connectors", "查询网址"),
            FieldKind.URL,
            default=_QUERY_ADDRESS,
        ),
        ConnectorField("user_id", QT_TRANSLATE_NOOP("connectors", "商户 ID")),
        ConnectorField("user_key", QT_TRANSLATE_NOOP("connectors", "商户密钥"), is_secret=True),
    )
    capabilities: Final = Capabilities(
        has_own_number=True,
        can_query_by_own_number=True,
        price_guard=PriceGuard.TOTAL,
        delivery=CardDelivery.QUERY,
        repeat=Repeat.ERROR,
        has_echoes=True,
        own_number_length=_OWN_NUMBER_LENGTH,
        tells_refund=True,
    )
    rules: Final = UpstreamRules(
        kind=UpstreamKind.REFUSES_REPEAT,
        can_find_by_own_number=True,
        is_repeat_harmless=False,  # documented, and never seen
        repeat_window_seconds=0,
        timestamp_tolerance_seconds=_TIMESTAMP_SECONDS,
        is_call_dated=True,
    )
    tried: Final = Evidence.DOCUMENTS

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for an address, id or key that cannot be right."""
        check_address(access, self.fields[0])
        check_address(access, self.fields[1])
        check_value(access, self.fields[2], r"[0-9A-Za-z_-]{1,32}")
        check_secret(access, self.fields[3])

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return what the account can spend: what it holds, often less than nothing, and credit."""
        data = self._ask(door, access, "balance", "user/info", {})
        credit = decimal_of(member(data, "creditquota"))
        held = balance_of(member(data, "money"))
        return Balance(held if credit is None else held + balance_of(credit))

    def fetch_goods_on(
        self,
        door: HttpClient,
        access: AccountAccess,
        course: CatalogueCourse,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterator[GoodsRow]:
        """Yield all goods, page by page; quantities and fields only their own price tells."""
        groups = {
            text_of(one.get("groupid")): text_of(one.get("groupname"))
            for one in entries_of(self._ask(door, access, "groups", "goods/group", {}))
        }

        def fetch_page(number: int) -> Page:
            body = {"limit": _PAGE_ROWS, "page": number}
            answer = door.send(
                self._prepare(access, "catalogue", "goods/all", body, limits=_PAGE_LIMITS)
            )
            envelope = answers.envelope_or_raise(answer)
            pages = whole_number(envelope.whole.get("allpage"))
            is_last = pages is not None and number >= pages
            return Page(entries_of(envelope.data), len(answer.body), is_last)

        for entry in read_pages(fetch_page, "goodsid", on_progress, course):
            if text_of(entry.get("goodsid")):
                yield _row_of(entry, groups)

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return cost, stock and quantities, and for top-ups what the buyer must fill in."""
        del variant
        data = self._ask(door, access, "price", "goods/details", {"goodsid": upstream_id})
        kind = _kind_of(data)
        template: Any = []
        if kind is not GoodsKind.CARD:
            template = self._ask(door, access, "fields", "goods/tpl", {"goodsid": upstream_id})
        return GoodsPrice(
            cost=known_cost(member(data, "goodsprice")),
            stock=whole_number(member(data, "stock")),
            kind=kind,
            fields=answers.fields_of(template),
            minimum=whole_number(member(data, "minbuy")),
            maximum=whole_number(member(data, "maxbuy")),
        )

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return the price of the goods now, times the quantity, by the call with a short pace."""
        body = {"goodsid": request.upstream_id}
        data = self._ask(door, access, "quote", "goods/detailslite", body)
        return quote_for(member(data, "goodsprice"), request.quantity)

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        """Return the order call, guarded by the most the whole order may cost."""
        if not re.fullmatch(rf"[0-9A-Za-z]{{1,{_OWN_NUMBER_LENGTH}}}", request.own_number):
            raise ValueError("own number")
        body: dict[str, Any] = {
            "goodsid": request.upstream_id,
            "buynum": request.quantity,
            "usorderno": request.own_number,
            "attach": _attachment_of(request.fields),
        }
        if request.ceiling_unit is not None:
            body["maxmoney"] = yuan_text(request.ceiling_unit * request.quantity)
        limits = CallLimits(total_seconds=ORDER_SECONDS)
        return self._prepare(access, "order", _ORDER, body, limits=limits)

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what the answer says, by the closed list; anything else is unknown."""
        return answers.read_order(request, answer)

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall:
        """Return the call that asks by our number; the platform looks back thirty days."""
        return self._prepare(access, "query", "order/get", {"usorderno": request.own_number})

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
        call = self._prepare(access, purpose, path, body)
        return answers.envelope_or_raise(door.send(call)).data

    def _prepare(
        self,
        access: AccountAccess,
        purpose: str,
        path: str,
        body: Mapping[str, Any],
        limits: CallLimits = _CALL_LIMITS,
    ) -> PreparedCall:
        self.check_access(access)
        user_id = access.values["user_id"].strip()
        named = {"userid": user_id, "timestamp": int(access.now().timestamp())}
        fields = {name: value for name, value in (named | dict(body)).items() if value != ""}
        sign = signature_of(fields, access.secrets["user_key"].reveal().strip())
        address = address_in(access, self.fields[0 if path == _ORDER else 1])
        pace = _PACES.get(path)
        return PreparedCall(
            purpose=purpose,
            url=f"{address}/dockapiv3/{path}",
            body=_json_text(fields | {"sign": sign}).encode(),
            content_type="application/json;charset=utf-8",
            limits=limits,
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
            pace=None if pace is None else Pace(f"kakayun/{user_id}/{path}", pace),
        )


def signature_of(fields: Mapping[str, Any], user_key: str) -> str:
    """Return the MD5 over the fields by name, empty ones left out, values as they are."""
    kept = [name for name, value in fields.items() if value is not None and value != ""]
    text = "&".join(f"{name}={_signed_text(fields[name])}" for name in sorted(kept))
    return hashlib.md5(f"{text}{user_key}".encode(), usedforsecurity=False).hexdigest()


def _signed_text(value: Any) -> str:
    if isinstance(value, bool | list | dict):
        return _json_text(value)
    return str(value)


def _json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _attachment_of(fields: tuple[FieldValue, ...]) -> Any:
    """Return one value as it is, several with the sort of each; nothing for nothing."""
    values = [without_lone_surrogates(one.value) for one in fields]
    if len(values) < 2:
        return values[0] if values else ""
    return [
        {"attachtype": answers.sort_of_field(one.name), "value": value}
        for one, value in zip(fields, values, strict=True)
    ]


def _row_of(entry: Mapping[str, Any], groups: Mapping[str, str]) -> GoodsRow:
    kind = _kind_of(entry)
    is_on_sale = state_of(entry.get("goodsstatus")) == _ON_SALE
    return GoodsRow(
        upstream_id=text_of(entry.get("goodsid")),
        variant=None,
        name=text_of(entry.get("goodsname")),
        kind=kind,
        cost=known_cost(entry.get("goodsprice")),
        stock=whole_number(entry.get("stock")),
        minimum=None,
        maximum=None,
        status=GoodsStatus.ON_SALE if is_on_sale else GoodsStatus.STOPPED,
        fields=() if kind is GoodsKind.CARD else None,
        category=groups.get(text_of(entry.get("groupid")), ""),
    )


def _kind_of(entry: object) -> GoodsKind:
    return _KINDS.get(state_of(member(entry, "goodstype")), GoodsKind.OTHER)


KAKAYUN: Final = Kakayun()
