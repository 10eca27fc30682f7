"""The next source for a sale line whose purchase has failed.

After a definite failure the machine goes on by itself; after anything else only a person does.

Belongs here: finding the next source and preparing the purchase there, within the very transaction
in which the last one failed. A crash leaves both or neither, so that no line is ever forgotten
between two sources and none is bought from two.
Does not belong here: what counts as a failure and which source is next (``domain.sourcing``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.sourcing import (
    ABOVE_CEILING,
    FailedTry,
    SourcingMode,
    is_failure_of_source,
    may_try_next,
    next_sources,
)
from desktop.storage import platform_queries, purchase_queries, source_queries
from desktop.storage.ledger import LedgerEntry
from desktop.storage.purchase_lines import is_being_bought, target_of_line
from desktop.storage.purchase_queries import PurchaseIntent
from desktop.storage.purchase_requests import open_request

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.sourcing import SourceCandidate
    from desktop.storage.ground import Ground
    from desktop.storage.purchase_queries import PurchaseRow


class PurchaseFailover:
    """Takes a line to its next source."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def has_next(self, connection: Connection, row: PurchaseRow, reason_code: str) -> bool:
        """Say whether another source could be tried if this purchase were given up for a reason."""
        return bool(self._next_sources(connection, row, reason_code))

    def go_on(self, connection: Connection, purchase_id: int) -> int | None:
        """Prepare the purchase at the next source, if this one has just failed because of its own.

        The line and everything bought for it are read anew, here, where nobody else can write.

        Returns:
            The new purchase, or None: the line waits for a person, or needs nothing more.
        """
        row = purchase_queries.load_purchase(connection, purchase_id)
        if not is_failure_of_source(row.state, row.reason_code):
            return None
        for source in self._next_sources(connection, row, row.reason_code):
            new_id = self._prepare_at(connection, row, source)
            if new_id is not None:
                self._note_switch(connection, row, new_id)
                self._ground.fail_points.reached("purchase.source_switched")
                return new_id
        return None

    def sources_for_person(
        self, connection: Connection, last: PurchaseRow
    ) -> tuple[SourceCandidate, ...]:
        """Return where a line can be bought again because a person wants it, the best first.

        A source that was only too dear may be asked again at another price; those that failed for
        anything else come into question only when there is no other.
        """
        found = source_queries.load_sources(
            connection, last.product_id, last.quantity, self._ground.now()
        )
        usable = tuple(one for one in found.in_order() if one.is_usable)
        if found.mode is not SourcingMode.AUTOMATIC or last.sale_line_id is None:
            return usable
        tries = [
            FailedTry(one.goods_id, one.account_id, one.reason_code)
            for one in purchase_queries.load_purchases_of_line(connection, last.sale_line_id)
            if one.reason_code != ABOVE_CEILING
        ]
        ceiling = last.ceiling_unit
        return next_sources(usable, tries, ceiling, found.promised_minutes) or usable

    def prepare_again(self, connection: Connection, wanted: PurchaseRow) -> int:
        """Prepare a purchase that a person wants, under a number of its own.

        Args:
            connection: the open write transaction.
            wanted: the purchase that bought nothing, with the ceiling and the person of the new.
        """
        for source in self.sources_for_person(connection, wanted):
            new_id = self._prepare_at(connection, wanted, source)
            if new_id is not None:
                return new_id
        request = open_request(self._ground.vault, wanted.id, wanted.request_sealed)
        intent = PurchaseIntent(
            sale_line_id=wanted.sale_line_id,
            product_id=wanted.product_id,
            goods_id=wanted.goods_id,
            account_id=wanted.account_id,
            quantity=wanted.quantity,
            ceiling_unit=wanted.ceiling_unit,
            target=None,
            person_id=wanted.person_id,
        )
        return purchase_queries.insert_prepared(
            connection, self._ground, intent, fields=request.fields
        )

    def prepare_from(self, connection: Connection, wanted: PurchaseRow, goods_id: int) -> int:
        """Prepare it at the source that a person chose, whatever the product's rule says.

        Raises:
            BusinessRuleError: code ``source_unusable``: it is no source of the product any more, is
                held, or asks for what nobody typed at the sale.
        """
        for source in self.usable_sources(connection, wanted):
            new_id = None
            if source.goods_id == goods_id:
                new_id = self._prepare_at(connection, wanted, source)
            if new_id is not None:
                if source.account_id != wanted.account_id:
                    self._note_switch(connection, wanted, new_id)
                return new_id
        raise BusinessRuleError(
            "source_unusable",
            QT_TRANSLATE_NOOP(
                "errors",
                "这个货源现在不能用：停了、下架了，或者它要的信息卖的时候没有填。没有下单，换一个",
            ),
        )

    def usable_sources(
        self, connection: Connection, last: PurchaseRow
    ) -> tuple[SourceCandidate, ...]:
        """Return every source that a person may choose for a line, in the product's order."""
        found = source_queries.load_sources(
            connection, last.product_id, last.quantity, self._ground.now()
        )
        return tuple(one for one in found.in_order() if one.is_usable)

    def _next_sources(
        self, connection: Connection, row: PurchaseRow, reason_code: str
    ) -> tuple[SourceCandidate, ...]:
        if row.sale_line_id is None or not is_being_bought(connection, row.sale_line_id):
            return ()
        found = source_queries.load_sources(
            connection, row.product_id, row.quantity, self._ground.now()
        )
        others = [
            one
            for one in purchase_queries.load_purchases_of_line(connection, row.sale_line_id)
            if one.id != row.id
        ]
        if not may_try_next(found.mode, [one.state for one in others]):
            return ()
        tries = [FailedTry(one.goods_id, one.account_id, one.reason_code) for one in others]
        tries.append(FailedTry(row.goods_id, row.account_id, reason_code))
        return next_sources(found.candidates, tries, row.ceiling_unit, found.promised_minutes)

    def _prepare_at(
        self, connection: Connection, row: PurchaseRow, source: SourceCandidate
    ) -> int | None:
        """Prepare the same need at another source; None where it asks for what nobody typed."""
        if row.sale_line_id is None:
            return None
        intent = PurchaseIntent(
            sale_line_id=row.sale_line_id,
            product_id=row.product_id,
            goods_id=source.goods_id,
            account_id=source.account_id,
            quantity=row.quantity,
            ceiling_unit=row.ceiling_unit,
            target=target_of_line(connection, self._ground, row.sale_line_id),
            person_id=row.person_id,
        )
        try:
            return purchase_queries.insert_prepared(connection, self._ground, intent)
        except BusinessRuleError:
            return None

    def _note_switch(self, connection: Connection, failed: PurchaseRow, new_id: int) -> None:
        new = purchase_queries.load_purchase(connection, new_id)
        ends = (
            f"{platform_queries.load_account(connection, row.account_id).name} {row.number}"
            for row in (failed, new)
        )
        words = " → ".join(ends)
        for row in (failed, new):
            purchase_queries.note_event(connection, self._ground, row, "source_switched", words)
        body = {
            "sale_line": failed.sale_line_id,
            "product": failed.product_id,
            "reason": failed.reason_code,
            "from_purchase": failed.id,
            "from_account": failed.account_id,
            "to_purchase": new.id,
            "to_account": new.account_id,
        }
        self._ground.record(connection, LedgerEntry("source_switched", body))
