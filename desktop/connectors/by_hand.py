"""手工货源: a wholesale account without an interface, in the shape of a platform.

It stands beside the platforms so that accounts, goods, stock, purchases and the day close know it
like any other. Nothing is ever sent: its price list is imported, its cards are pasted, and an order
is a to-do that a person does on the supplier's page or by message and types in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

from desktop.connectors.platforms.base import (
    Balance,
    Capabilities,
    CardDelivery,
    ConnectorField,
    Evidence,
    PlatformSilentError,
    PriceGuard,
    Repeat,
)
from desktop.domain.account_money import BY_HAND
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.purchase import OutcomeClass, UpstreamKind
from desktop.domain.purchase_settling import OrderOutcome, UpstreamRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import (
        AccountAccess,
        GoodsPrice,
        GoodsRow,
        OrderRequest,
        QueryRequest,
        QuoteRequest,
    )


class HandKept:
    """An account that nobody can be asked about."""

    key: Final = BY_HAND
    name: Final = QT_TRANSLATE_NOOP("connectors", "手工货源（没有接口）")
    fields: Final = (
        ConnectorField(
            "contact", QT_TRANSLATE_NOOP("connectors", "联系方式或网页"), is_required=False
        ),
        ConnectorField("note", QT_TRANSLATE_NOOP("connectors", "备注"), is_required=False),
    )
    capabilities: Final = Capabilities(
        has_own_number=False,
        can_query_by_own_number=False,
        price_guard=PriceGuard.NONE,
        delivery=CardDelivery.INLINE,
        repeat=Repeat.BUYS_AGAIN,
        has_echoes=False,
        own_number_length=0,
        lists_everything=True,
        is_by_hand=True,
        cannot_be_asked=True,
        can_ask_single_goods=False,
        tells_form=False,
    )
    rules: Final = UpstreamRules(
        kind=UpstreamKind.NO_NUMBER,
        can_find_by_own_number=False,
        is_repeat_harmless=False,
        repeat_window_seconds=0,
    )
    tried: Final = Evidence.LIVE

    def check_access(self, access: AccountAccess) -> None:
        """Accept anything: both fields are only notes."""

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return nothing: the balance is what people typed."""
        del door, access
        return Balance(None)

    def fetch_goods(
        self,
        door: HttpClient,
        access: AccountAccess,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        """Raise: the price list is imported."""
        del door, access, on_progress
        _refuse()

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Raise: the price list is imported."""
        del door, access, upstream_id, variant
        _refuse()

    def fetch_quote(
        self, door: HttpClient, access: AccountAccess, request: QuoteRequest
    ) -> NoReturn:
        """Raise: what it costs is what the list says."""
        del door, access, request
        _refuse()

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> NoReturn:
        """Raise: a person orders."""
        del access, request
        _refuse()

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return unknown: no answer ever comes."""
        del request, answer
        return OrderOutcome(OutcomeClass.UNKNOWN, BY_HAND)

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> None:
        """Return nothing: nobody can be asked."""
        del access, request

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return unknown: no answer ever comes."""
        del request, answer
        return OrderOutcome(OutcomeClass.UNKNOWN, BY_HAND)


def _refuse() -> NoReturn:
    raise PlatformSilentError(BY_HAND)


HAND_KEPT: Final = HandKept()
