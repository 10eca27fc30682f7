"""Several sources of one product: comparing what they did, and saying who decides their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action
from desktop.domain.sourcing import SourcingMode, order_of
from desktop.services.catalog import ProductOutcome
from desktop.storage import product_sources, source_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.sourcing import SourceRecord
    from desktop.services.catalog import Catalog
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

_CHANGES: Final = Changes.of(Topic.PRODUCTS, Topic.STOCK)


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """What is known of a source from our own purchases and of its account.

    Attributes:
        free_balance: what the account holds less what is on its way; None when never read.
        is_answering: its last call did not fail a moment ago.
    """

    record: SourceRecord
    free_balance: Money | None
    is_answering: bool


@dataclass(frozen=True, slots=True)
class SourceComparison:
    """The sources of a product side by side.

    Attributes:
        figures: by goods.
        by_rule: the goods in the order in which the rule would ask them now.
    """

    mode: SourcingMode
    figures: Mapping[int, SourceFigures]
    by_rule: tuple[int, ...]


class SourceChoice:
    """Compares sources and keeps who decides. Used through ``StockSync``."""

    def __init__(self, ground: Ground, rights: Rights, catalog: Catalog) -> None:
        self._ground = ground
        self._rights = rights
        self._catalog = catalog

    def compare(self, product_id: int) -> SourceComparison:
        """Return what each source did and holds; figures are of real purchases only."""
        at = self._ground.now()
        with self._ground.database.read() as connection:
            found = source_queries.load_sources(connection, product_id, 1, at)
            figures = {
                one.goods_id: SourceFigures(
                    source_queries.load_record(connection, product_id, one.account_id, at),
                    source_queries.free_balance_of(connection, found.sources[one.goods_id].account),
                    one.is_answering,
                )
                for one in found.candidates
            }
        ordered = order_of(found.candidates, SourcingMode.AUTOMATIC, found.promised_minutes)
        return SourceComparison(found.mode, figures, tuple(one.goods_id for one in ordered))

    def pin(self, actor: Actor, product_id: int, goods_ids: Sequence[int]) -> ProductOutcome:
        """Ask the sources in this order from now on, and no other after a failure.

        Raises:
            BusinessRuleError: code ``sources_changed``: they are others than those that were
                ordered, or a right is missing.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE)
        with self._ground.database.write() as connection:
            if not product_sources.order_sources(connection, product_id, goods_ids):
                raise BusinessRuleError(
                    "sources_changed",
                    QT_TRANSLATE_NOOP("errors", "货源刚刚变了，顺序没有改，请再看一次"),
                )
            source_queries.set_sourcing(connection, product_id, SourcingMode.PINNED)
            self._note(connection, actor, product_id, SourcingMode.PINNED, goods_ids)
        return ProductOutcome(self._catalog.get_product(product_id), _CHANGES)

    def leave_to_rule(self, actor: Actor, product_id: int) -> ProductOutcome:
        """Let the rule order the sources, and try the next one after a definite failure.

        Raises:
            BusinessRuleError: a right is missing.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE)
        with self._ground.database.write() as connection:
            source_queries.set_sourcing(connection, product_id, SourcingMode.AUTOMATIC)
            source_queries.refresh_order(connection, product_id, self._ground.now())
            self._note(connection, actor, product_id, SourcingMode.AUTOMATIC, ())
        return ProductOutcome(self._catalog.get_product(product_id), _CHANGES)

    def _note(
        self,
        connection: Connection,
        actor: Actor,
        product_id: int,
        mode: SourcingMode,
        goods_ids: Sequence[int],
    ) -> None:
        body = {
            "product": product_id,
            "mode": str(mode),
            "goods": list(goods_ids),
            "person": actor.id,
            "channel": actor.channel,
        }
        self._ground.record(connection, LedgerEntry("sources_ordered", body))
