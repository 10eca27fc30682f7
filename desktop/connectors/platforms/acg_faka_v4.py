"""acg-faka V4 (MCY, 萌次元商城): the OpenApi plugin under ``/plugin/open-api``.

Belongs here: the account, the signature and the calls.
Does not belong here: judging an order's answer (``acg_faka_v4_answers``), the shapes of the
catalogue (``acg_faka_v4_goods``).

The plugin's own source is not public. From the author's client (lizhipay/acg-faka,
``app/Service/Bind/Shared.php``, shops of type 1) come the paths, the two headers, the signature
over the form alone, the fields of every call and answer, the 24 characters of the MD5 of a number,
and that ``trade`` answers ``contents`` and nothing else. From the shop (lizhipay/mcy-shop,
``app/Service/Common/Bind/RepertoryOrder.php`` and ``User/Bind/Balance.php``) come the texts of
refusals, that they come before anything is charged, that goods out of stock are charged and
answered with words, and that our number is kept beside its own and never looked up.

So an order is sent once: a repeat would buy again, and there is no call that tells of an order. An
answer that was lost is for a person, who finds our 24 characters on the website.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from desktop.connectors.http_call import CATALOGUE_LIMIT_BYTES, CallLimits, PreparedCall
from desktop.connectors.platforms import acg_faka_v4_answers as answers
from desktop.connectors.platforms.account_form import (
    address_in,
    check_address,
    check_secret,
    check_value,
)
from desktop.connectors.platforms.acg_faka import AcgFaka, signature_of
from desktop.connectors.platforms.base import (
    Balance,
    Capabilities,
    CardDelivery,
    Evidence,
    GoodsPrice,
    PlatformRefusedError,
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
    short_text,
)
from desktop.connectors.platforms.json_objects import CatalogueReader, check_own_number
from desktop.connectors.strict_json import without_lone_surrogates
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import Money
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

Fields = list[tuple[str, str]]

_ROOT: Final = "plugin/open-api"
_CATALOGUE_SECONDS: Final = 120
_WHOLE_CALL: Final = CallLimits()
_SOLD_OUT: Final = "库存不足"


class AcgFakaV4:
    """The OpenApi of V4 shops."""

    key: Final = "acg_faka_v4"
    name: Final = QT_TRANSLATE_NOOP("connectors", "异次元发卡 V4（萌次元）")
    fields: Final = AcgFaka.fields
    capabilities: Final = Capabilities(
        has_own_number=True,
        can_query_by_own_number=False,
        price_guard=PriceGuard.NONE,
        delivery=CardDelivery.INLINE,
        repeat=Repeat.BUYS_AGAIN,
        has_echoes=False,
        own_number_length=answers.NUMBER_LENGTH,
        cannot_be_asked=True,
    )
    rules: Final = UpstreamRules(
        kind=UpstreamKind.NO_NUMBER,
        can_find_by_own_number=False,
        is_repeat_harmless=False,
        repeat_window_seconds=0,
        tells_charge=False,
    )
    tried: Final = Evidence.DOCUMENTS

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for an address, id or key that cannot be right."""
        check_address(access, self.fields[0])
        check_value(access, self.fields[1], r"[0-9]{1,20}")
        check_secret(access, self.fields[2])

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return what the account holds, by ``connect``."""
        data = self._ask(door, access, "balance", "connect", [])
        return Balance(balance_of(member(data, "balance")), short_text(member(data, "username")))

    def fetch_goods(
        self,
        door: HttpClient,
        access: AccountAccess,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        """Return all goods, a row per SKU, in one call."""
        from desktop.connectors.platforms.acg_faka_v4_goods import rows_of

        limits = CallLimits(total_seconds=_CATALOGUE_SECONDS, body_bytes=CATALOGUE_LIMIT_BYTES)
        call = self._prepare(access, "catalogue", "items", [], limits)
        goods = answers.data_or_raise(CatalogueReader(door, on_progress).fetch(call))
        if not isinstance(goods, list):
            raise PlatformSilentError("catalogue_unreadable")
        return (row for one in entries_of(goods) for row in rows_of(one))

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return cost, stock and form of one SKU, by the ``item`` it belongs to."""
        from desktop.connectors.platforms import acg_faka_v4_goods as goods

        del variant  # the id names the SKU
        item_id, sku_id = _ids_of(upstream_id)
        item = self._ask(door, access, "price", "item", [("id", item_id)])
        if not isinstance(item, dict):
            raise PlatformSilentError("no_product")
        sku = goods.find_sku(item, sku_id)
        if sku is None:
            raise PlatformRefusedError("SKU 不存在")
        return GoodsPrice(
            known_cost(sku.get("stock_price")),
            goods.stock_of(sku.get("stock")),
            goods.kind_of(item),
            goods.form_fields(item),
        )

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return the exact total, by ``amount``, of what ``sku/state`` says is there.

        Goods that are not there would be charged and answered with words.
        """
        _, sku_id = _ids_of(request.upstream_id)
        fields = [("sku_id", sku_id), ("quantity", str(request.quantity))]
        state = member(self._ask(door, access, "quote", "sku/state", fields), "state")
        if state in (False, 0, "0", ""):
            raise PlatformRefusedError(_SOLD_OUT)
        if state is None:
            raise PlatformSilentError("state_unknown")
        total = known_cost(member(self._ask(door, access, "quote", "amount", fields), "amount"))
        if total is None:
            raise PlatformSilentError("price_unknown")
        return Quote(total, Money(-(-total.fen // request.quantity)))

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        """Return the ``trade`` call; it is sent once."""
        check_own_number(request.own_number, answers.NUMBER_LENGTH)
        fields: Fields = [
            ("sku_id", _ids_of(request.upstream_id)[1]),
            ("quantity", str(request.quantity)),
            ("trade_no", self.sent_number(request.own_number)),
            *((field.name, field.value) for field in request.fields),
        ]
        limits = CallLimits(total_seconds=ORDER_SECONDS)
        return self._prepare(access, "order", "trade", fields, limits)

    def sent_number(self, own_number: str) -> str:
        """Return the number by which the website shows an order whose answer was lost."""
        return answers.trade_number(own_number)

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what the answer says, by the closed list; anything else is unknown."""
        return answers.read_order(request, answer)

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> None:
        """Return nothing: there is no call that tells of an order."""
        del access, request

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return that nothing is known: nothing was asked."""
        return answers.read_query(request, answer)

    def _ask(
        self, door: HttpClient, access: AccountAccess, purpose: str, path: str, fields: Fields
    ) -> Any:
        call = self._prepare(access, purpose, path, fields, _WHOLE_CALL)
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
            for name, value in fields
        ]
        # The shop leaves nested fields out of its own signature.
        flat = [(name, value) for name, value in clean if "[" not in name]
        sign = signature_of(flat, access.secrets["app_key"].reveal().strip())
        return PreparedCall(
            purpose=purpose,
            url=f"{address_in(access, self.fields[0])}/{_ROOT}/{path}",
            body=urlencode(clean).encode(),
            headers=(("Api-Id", access.values["app_id"].strip()), ("Api-Signature", sign)),
            limits=limits,
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
        )


def _ids_of(upstream_id: str) -> tuple[str, str]:
    """Return the ids of the item and of its SKU: the one tells its price, the other is bought."""
    ids = re.fullmatch(r"([0-9]{1,20})-([0-9]{1,20})", upstream_id)
    if ids is None:
        raise PlatformRefusedError("SKU 不存在")
    return ids[1], ids[2]


ACG_FAKA_V4: Final = AcgFakaV4()
