"""Buying one card into stock to replace a bad one with: by the purchase machine, like any other.

Belongs here: that a second one is not ordered while the first may still come.
Does not belong here: giving it (``card_replacements``): that waits until it is in stock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.storage.purchase_lists import PurchaseFilter

if TYPE_CHECKING:
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.purchasing import PurchaseSnapshot, Purchasing


class ReplacementBuying:
    """Orders single cards for the store."""

    def __init__(self, purchasing: Purchasing) -> None:
        self._purchasing = purchasing

    def buy_one(
        self, actor: Actor, product_id: int, approval: Approval | None = None
    ) -> PurchaseSnapshot:
        """Buy one card at no more than it costs at this moment. Network lane.

        Raises:
            BusinessRuleError: codes of ``Purchasing.buy_into_stock``; ``already_buying`` while an
                order for the store is open; ``price_unknown``. Nothing was bought.
        """
        wanted = PurchaseFilter(product_id=product_id, is_open=True)
        for one in self._purchasing.list_purchases(wanted):
            if one.sale_line_id is None:
                raise BusinessRuleError(
                    "already_buying",
                    QT_TRANSLATE_NOOP(
                        "errors", "采购单 {number} 还没有结果，等它到了再换。没有再买一张"
                    ),
                    number=one.number,
                )
        quote = self._purchasing.quote(product_id, 1, is_fresh=True)
        if quote.unit is None:
            if quote.trouble is not None:
                raise quote.trouble
            raise BusinessRuleError(
                "price_unknown",
                QT_TRANSLATE_NOOP("errors", "货源没有报出现在的进价，没有买"),
            )
        return self._purchasing.buy_into_stock(
            actor, product_id, 1, quote.unit, quote.account_id, approval=approval
        )
