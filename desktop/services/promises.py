"""Promises: goods sold while no source can be reached, to be bought when the network is back.

Belongs here: what may be promised. A promise is a purchase that is written down and not sent: it
holds a part of the wallet, knows what the goods last cost and the most they may cost, and is
refused where any of that is only a guess.
Does not belong here: sending it (the purchase machine), which lines wait (``delivery``).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.connection import AlwaysConnected
from desktop.domain.delivery import Supply, supply_of
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.tender import NETWORK_METHODS
from desktop.services.disk_care import refuse_to_buy_without_room
from desktop.storage import source_queries

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.cart import Cart, CartLine
    from desktop.domain.connection import ConnectionWatch
    from desktop.domain.tender import Tender
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground
    from desktop.storage.source_queries import SourceOffer

_BOUGHT: Final = frozenset({Supply.PLATFORM, Supply.TOPUP})


class Promises:
    """Judges what a sale may promise now; the practice platform needs no promises."""

    def __init__(
        self, ground: Ground, settings: Settings, watch: ConnectionWatch | None = None
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._watch = watch or AlwaysConnected()

    def is_offline(self) -> bool:
        """Whether bought goods are promised now instead of bought."""
        return self._watch.is_offline()

    def refuse_unsafe_cart(self, cart: Cart) -> None:
        """Refuse before any money is taken what ``refuse_unsafe`` would refuse afterwards.

        Raises:
            BusinessRuleError: as ``refuse_unsafe``, ``out_of_stock``, and ``disk_nearly_full``.
        """
        bought = [one for one in cart.lines if supply_of(one.product, one.quantity) in _BOUGHT]
        if bought:
            refuse_to_buy_without_room(self._ground)
        if bought and self.is_offline():
            with self._ground.database.read() as connection:
                for line in bought:
                    self._refuse_unsafe_line(connection, line)

    def refuse_unsafe(self, name: str, offer: SourceOffer) -> None:
        """Refuse goods that must not be promised: what they cost is unknown or long ago.

        Raises:
            BusinessRuleError: ``promise_cost_unknown``, ``promise_cost_old`` or
                ``promise_balance_unknown``.
        """
        if offer.cost is None or offer.cost_at is None:
            raise BusinessRuleError(
                "promise_cost_unknown",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "离线中，{name} 还不知道进价，不能先答应。还没有记成收款，联网后再卖",
                ),
                name=name,
            )
        age = self._ground.now() - offer.cost_at
        limit = self._settings.current.integer("promise.cost_hours")
        if age > timedelta(hours=limit):
            raise BusinessRuleError(
                "promise_cost_old",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "离线中，{name} 的进价是 {hours} 小时前的，超过 {limit} 小时不能先答应。"
                    "还没有记成收款，联网后再卖",
                ),
                name=name,
                hours=int(age / timedelta(hours=1)),
                limit=limit,
            )
        if offer.free_balance is None:
            raise BusinessRuleError(
                "promise_balance_unknown",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "离线中，还不知道货源余额够不够买 {name}，不能先答应。"
                    "还没有记成收款，联网后再卖",
                ),
                name=name,
            )

    def refuse_network_tender(self, tender: Tender) -> None:
        """Refuse a way to pay that nobody can confirm without a network.

        Raises:
            BusinessRuleError: code ``tender_needs_network``.
        """
        if tender.method in NETWORK_METHODS and self.is_offline():
            raise BusinessRuleError(
                "tender_needs_network",
                QT_TRANSLATE_NOOP(
                    "errors", "离线中，这种付款查不到结果，还没有记成收款。换现金或店里的收款码"
                ),
            )

    def _refuse_unsafe_line(self, connection: Connection, line: CartLine) -> None:
        offer = source_queries.find_source(
            connection, line.product.id, line.quantity, self._ground.now()
        )
        if offer is not None and offer.needs_network:
            self.refuse_unsafe(line.product.title, offer)
