"""蓝色兄弟 (lsxd, 1688sup): direct recharge only, one piece an order.

Belongs here: the account, the signature, the calls, and the goods, which are few words each.
Does not belong here: judging an answer (``lansexiongdi_answers``).
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from desktop.connectors.http_call import (
    CATALOGUE_LIMIT_BYTES,
    CallLimits,
    Pace,
    PreparedCall,
)
from desktop.connectors.platforms import lansexiongdi_answers as answers
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
    GoodsField,
    GoodsKind,
    GoodsPrice,
    GoodsRow,
    PlatformRefusedError,
    PriceGuard,
    Quote,
    Repeat,
    StockTelling,
)
from desktop.connectors.platforms.json_answers import balance_of, known_cost, quote_for, text_of
from desktop.connectors.platforms.json_objects import CatalogueReader, check_own_number
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.purchase import ORDER_SECONDS, UpstreamKind
from desktop.domain.purchase_settling import OrderOutcome, UpstreamRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import (
        AccountAccess,
        OrderRequest,
        QueryRequest,
        QuoteRequest,
    )

Fields = list[tuple[str, str]]

_OWN_NUMBER_LENGTH: Final = 64
_VERSION: Final = "1.0"
_UNSIGNED: Final = frozenset({"version", "extendParameter", "sign"})
_CATALOGUE_SECONDS: Final = 120
_LIST_PACE_SECONDS: Final = 1.0
"""It refuses who asks too often, and says nowhere how often that is."""
_WHOLE_CALL: Final = CallLimits()
_PHONE: Final = re.compile(r"1[3-9][0-9]{9}")
_QQ_WORDS: Final = re.compile(r"QQ|Q币|扣扣|腾讯", re.IGNORECASE)
_ACCOUNT: Final = GoodsField("rechargeAccount", "充值账号")
_QQ_ACCOUNT: Final = GoodsField("rechargeAccount.qq", "QQ 号")
"""The order must say what kind of account it is, and only the name of the goods tells."""
_TYPE_PHONE, _TYPE_QQ, _TYPE_OTHER = "1", "2", "0"


class Lansexiongdi:
    """The recharge interface of 蓝色兄弟."""

    key: Final = "lansexiongdi"
    name: Final = QT_TRANSLATE_NOOP("connectors", "蓝色兄弟")
    fields: Final = (
        ConnectorField("base_url", QT_TRANSLATE_NOOP("connectors", "接口网址"), FieldKind.URL),
        ConnectorField("merchant_id", QT_TRANSLATE_NOOP("connectors", "商户 ID")),
        ConnectorField("key", QT_TRANSLATE_NOOP("connectors", "接口密钥"), is_secret=True),
    )
    capabilities: Final = Capabilities(
        has_own_number=True,
        can_query_by_own_number=True,
        price_guard=PriceGuard.NONE,
        delivery=CardDelivery.QUERY,
        repeat=Repeat.ERROR,
        has_echoes=False,
        own_number_length=_OWN_NUMBER_LENGTH,
        lists_everything=True,
        stock=StockTelling.NOTHING,
        can_ask_single_goods=False,
        tells_form=False,
    )
    rules: Final = UpstreamRules(
        kind=UpstreamKind.REFUSES_REPEAT,
        can_find_by_own_number=True,
        is_repeat_harmless=False,  # written, never seen; of its own doubt it says: ask
        repeat_window_seconds=0,
        is_call_dated=True,
        tells_charge=False,
    )
    tried: Final = Evidence.DOCUMENTS

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for an address, number or key that cannot be right."""
        check_address(access, self.fields[0])
        check_value(access, self.fields[1], r"[0-9]{1,20}")
        check_secret(access, self.fields[2])

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return what the account holds."""
        answer = door.send(self._prepare(access, "balance", "/recharge/info", []))
        body = answers.body_or_raise(answer)
        return Balance(balance_of(answers.told_in(body, "balance")))

    def fetch_goods(
        self,
        door: HttpClient,
        access: AccountAccess,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        """Return all goods, in one call that tells all there is to tell."""
        products = self._fetch_products(CatalogueReader(door, on_progress), access)
        return (row_of(one) for one in products if text_of(one.get("product_id")))

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return cost and form of goods, out of the list: there is no call for one."""
        del variant  # each has a number of its own
        row = row_of(self._fetch_product(door, access, upstream_id))
        return GoodsPrice(row.cost, row.stock, row.kind, row.fields, row.minimum, row.maximum)

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return the price; an order is always of one piece."""
        if request.quantity != 1:
            raise PlatformRefusedError("一次只能充 1 件")
        product = self._fetch_product(door, access, request.upstream_id)
        return quote_for(product.get("channel_price"), request.quantity)

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        """Return the order call, without a callback address: a till cannot be called."""
        check_own_number(request.own_number, _OWN_NUMBER_LENGTH)
        fields: Fields = [
            ("outTradeNo", request.own_number),
            ("productId", request.upstream_id),
            ("number", str(request.quantity)),
        ]
        for field in request.fields:
            if field.name in {_ACCOUNT.name, _QQ_ACCOUNT.name}:
                fields.append((_ACCOUNT.name, field.value))
                fields.append(("accountType", _account_type(field.name, field.value)))
        limits = CallLimits(total_seconds=ORDER_SECONDS)
        return self._prepare(access, "order", "/recharge/order", fields, limits)

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what the answer says, by the closed list; anything else is unknown."""
        return answers.read_order(request, answer)

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall | None:
        """Return the call that asks by our number, the only one there is."""
        fields = [("outTradeNo", request.own_number)]
        return self._prepare(access, "query", "/recharge/query", fields)

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return how far the recharge is."""
        return answers.read_query(request, answer)

    def _fetch_products(
        self, reader: CatalogueReader, access: AccountAccess
    ) -> list[dict[str, Any]]:
        limits = CallLimits(total_seconds=_CATALOGUE_SECONDS, body_bytes=CATALOGUE_LIMIT_BYTES)
        call = self._prepare(access, "catalogue", "/recharge/product", [], limits)
        return answers.products_or_raise(reader.fetch(call))

    def _fetch_product(
        self, door: HttpClient, access: AccountAccess, upstream_id: str
    ) -> dict[str, Any]:
        for product in self._fetch_products(CatalogueReader(door, None), access):
            if text_of(product.get("product_id")) == upstream_id:
                return product
        raise PlatformRefusedError("商品已不在货单里")

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
            ("merchantId", access.values["merchant_id"].strip()),
            ("timeStamp", str(int(access.now().timestamp()))),
            ("version", _VERSION),
            *((name, value) for name, value in fields if value),
        ]
        sign = signature_of(whole, access.secrets["key"].reveal().strip())
        is_list = path == "/recharge/product"
        return PreparedCall(
            purpose=purpose,
            url=base + path,
            body=urlencode([*whole, ("sign", sign)]).encode(),
            limits=limits,
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
            pace=Pace(base + path, _LIST_PACE_SECONDS) if is_list else None,
        )


def signature_of(fields: Sequence[tuple[str, str]], key: str) -> str:
    """Return the MD5 in capitals over the sorted fields that are not empty, and the key."""
    kept = sorted((name, value) for name, value in fields if value and name not in _UNSIGNED)
    text = "".join(f"{name}={value}&" for name, value in kept)
    digest = hashlib.md5(f"{text}key={key}".encode(), usedforsecurity=False)
    return digest.hexdigest().upper()


def row_of(product: dict[str, Any]) -> GoodsRow:
    """Return a product as a row; whether it is there is told only by the order."""
    name = text_of(product.get("item_name"))
    number = text_of(product.get("product_id"))
    return GoodsRow(
        upstream_id=number,
        variant=None,
        name=name or number,
        kind=GoodsKind.TOPUP,
        cost=known_cost(product.get("channel_price")),
        stock=UNLIMITED_STOCK,
        minimum=1,
        maximum=1,
        fields=(_QQ_ACCOUNT if _QQ_WORDS.search(name) else _ACCOUNT,),
    )


def _account_type(name: str, account: str) -> str:
    if name == _QQ_ACCOUNT.name:
        return _TYPE_QQ
    return _TYPE_PHONE if _PHONE.fullmatch(account) else _TYPE_OTHER


LANSEXIONGDI: Final = Lansexiongdi()
