"""彩虹云商城 and 彩虹代刷 (Rainbow): ``api.php``, with a name and a plain password.

Belongs here: the account and the calls.
Does not belong here: judging an answer (``rainbow_answers``), the shapes of goods
(``rainbow_goods``).

There is no signature, no balance, no number of ours and no list of orders; the same order sent
twice is bought twice. So an order is sent once, and an answer that was lost is for a person. Our
number goes into the first field of a card order, where the website finds it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote_plus, urlencode

from desktop.connectors.http_call import CATALOGUE_LIMIT_BYTES, CallLimits, PreparedCall
from desktop.connectors.platforms import rainbow_answers as answers
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
)
from desktop.connectors.platforms.json_answers import entries_of, known_cost, quote_for, text_of
from desktop.connectors.platforms.json_objects import CatalogueReader
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

Fields = list[tuple[str, str]]

_CATALOGUE_SECONDS: Final = 120
_WHOLE_CALL: Final = CallLimits()
_CATALOGUE_CALL: Final = CallLimits(
    total_seconds=_CATALOGUE_SECONDS, body_bytes=CATALOGUE_LIMIT_BYTES
)
_INPUT: Final = re.compile(r"input[1-5]")


class Rainbow:
    """The members' API of Rainbow shops."""

    key: Final = "rainbow"
    name: Final = QT_TRANSLATE_NOOP("connectors", "彩虹云商城 / 彩虹代刷")
    fields: Final = (
        ConnectorField("base_url", QT_TRANSLATE_NOOP("connectors", "店铺网址"), FieldKind.URL),
        ConnectorField("user", QT_TRANSLATE_NOOP("connectors", "登录账号")),
        ConnectorField("password", QT_TRANSLATE_NOOP("connectors", "登录密码"), is_secret=True),
    )
    capabilities: Final = Capabilities(
        has_own_number=False,
        can_query_by_own_number=False,
        price_guard=PriceGuard.NONE,
        delivery=CardDelivery.INLINE,
        repeat=Repeat.BUYS_AGAIN,
        has_echoes=False,
        own_number_length=0,
        sends_password=True,
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
        """Raise ``AccountFieldError`` for an address, name or password that cannot be right."""
        check_address(access, self.fields[0])
        check_value(access, self.fields[1], r"\S{1,100}")
        check_secret(access, self.fields[2])

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return no amount, there is none to be had; a category's goods say whether the login fits.

        A shop without categories is asked for all its goods.
        """
        categories = self._fetch_categories(CatalogueReader(door, None), access)
        number = next(iter(categories), "")
        act, fields = ("goodslistbycid", [("cid", number)]) if number else ("goodslist", [])
        call = self._prepare(access, "balance", act, fields, _CATALOGUE_CALL)
        answers.data_or_raise(CatalogueReader(door, None).fetch(call))
        return Balance(None)

    def fetch_goods(
        self,
        door: HttpClient,
        access: AccountAccess,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        """Return all goods, in one call; limits and forms are told by the goods' own page only."""
        from desktop.connectors.platforms.rainbow_goods import row_of

        reader = CatalogueReader(door, on_progress)
        categories = self._fetch_categories(reader, access)
        call = self._prepare(access, "catalogue", "goodslist", [], _CATALOGUE_CALL)
        goods = answers.data_or_raise(reader.fetch(call))
        if not isinstance(goods, list):
            raise PlatformSilentError("catalogue_unreadable")
        rows = (row_of(one, categories) for one in entries_of(goods))
        return (row for row in rows if row is not None)

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return cost, stock, limits and form of goods, by ``goodsdetails``."""
        from desktop.connectors.platforms import rainbow_goods as goods

        del variant  # each has a number of its own
        details = self._fetch_details(door, access, upstream_id)
        kind = goods.kind_of(details)
        minimum, maximum = goods.limits_of(details)
        return GoodsPrice(
            known_cost(details.get("price")),
            goods.stock_of(details),
            kind,
            () if kind is GoodsKind.CARD else goods.form_fields(details),
            minimum,
            maximum,
        )

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return the total; the shop would cut a quantity it does not allow down to one."""
        from desktop.connectors.platforms.rainbow_goods import why_not

        details = self._fetch_details(door, access, request.upstream_id)
        reason = why_not(details, request.quantity)
        if reason:
            raise PlatformRefusedError(reason)
        return quote_for(details.get("price"), request.quantity)

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        """Return the order call: exactly as many inputs as the goods ask for."""
        inputs = [(one.name, one.value) for one in request.fields if _INPUT.fullmatch(one.name)]
        if not inputs:
            # Asked for, not used: nothing of the customer leaves, and people find the order by it.
            inputs = [("input1", request.own_number)]
        fields = [("tid", request.upstream_id), ("num", str(request.quantity)), *inputs]
        limits = CallLimits(total_seconds=ORDER_SECONDS)
        return self._prepare(access, "order", "pay", fields, limits)

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what the answer says, by the closed list; anything else is unknown."""
        return answers.read_order(request, answer)

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall | None:
        """Return the call that asks by the shop's number: it needs no login, so it gets none."""
        number = request.upstream_number
        if number is None:
            return None
        self.check_access(access)
        return PreparedCall(
            purpose="query",
            url=f"{self._door_of(access)}?act=search&id={quote_plus(number)}",
            body=urlencode([("id", number)]).encode(),
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
        )

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return how far the goods are."""
        return answers.read_query(request, answer)

    def _fetch_categories(self, reader: CatalogueReader, access: AccountAccess) -> dict[str, str]:
        self.check_access(access)
        call = PreparedCall(
            purpose="catalogue",
            url=f"{self._door_of(access)}?act=classlist",
            body=b"",
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
        )
        categories = entries_of(answers.data_or_raise(reader.fetch(call)))
        named = {text_of(one.get("cid")): text_of(one.get("name")) for one in categories}
        return {number: name for number, name in named.items() if number}

    def _fetch_details(self, door: HttpClient, access: AccountAccess, number: str) -> Any:
        call = self._prepare(access, "price", "goodsdetails", [("tid", number)])
        details = answers.data_or_raise(door.send(call))
        if not isinstance(details, dict):
            raise PlatformSilentError("no_product")
        return details

    def _door_of(self, access: AccountAccess) -> str:
        return f"{address_in(access, self.fields[0])}/api.php"

    def _prepare(
        self,
        access: AccountAccess,
        purpose: str,
        act: str,
        fields: Fields,
        limits: CallLimits = _WHOLE_CALL,
    ) -> PreparedCall:
        self.check_access(access)
        password = access.secrets["password"].reveal().strip()
        login = [("user", access.values["user"].strip()), ("pass", password)]
        return PreparedCall(
            purpose=purpose,
            url=f"{self._door_of(access)}?act={act}",
            body=urlencode([*fields, *login]).encode(),
            limits=limits,
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
            password=quote_plus(password).encode(),
        )


RAINBOW: Final = Rainbow()
