"""The card store: importing cards, counting them, voiding them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.account_money import BY_HAND, EntryKind
from desktop.domain.card import BatchOrigin
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action
from desktop.storage import account_entries, card_queries, catalog_writes, platform_queries
from desktop.storage.account_entries import EntryIntent
from desktop.storage.card_queries import BatchIntent, PlainCard, StoredCards
from desktop.storage.catalog_queries import typed_code
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from desktop.domain.card import CardCountRow
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.services.table_columns import CardRow
    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class CardImportOutcome:
    """What became of imported cards.

    Attributes:
        duplicates: known before, or twice in the file; not in the store again.
    """

    read: int
    added: int
    duplicates: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class CardPreview:
    """What importing cards would do."""

    would_add: int
    duplicates: int


class CardStore:
    """Everything the stock page asks about cards; showing secrets is ``Delivery``'s."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights

    def find_product_id(self, code: str) -> int | None:
        """Return the id of the product with this code."""
        with self._ground.database.read() as connection:
            return catalog_writes.find_product_id(connection, typed_code(code))

    def preview(self, rows: Sequence[CardRow]) -> CardPreview:
        """Say how many of these cards are new, without writing anything."""
        prints = {card_queries.fingerprint_of(self._ground, row.number, row.secret) for row in rows}
        with self._ground.database.read() as connection:
            known = card_queries.count_known(connection, tuple(prints))
        would_add = len(prints) - known
        return CardPreview(would_add, len(rows) - would_add)

    def import_cards(
        self,
        actor: Actor,
        product_id: int,
        rows: Iterable[CardRow],
        file_name: str = "",
        cost: Money | None = None,
        *,
        account_id: int | None = None,
        approval: Approval | None = None,
    ) -> CardImportOutcome:
        """Seal cards and put them in stock as one batch, all or nothing.

        Args:
            actor: who imports.
            product_id: what the cards are.
            rows: any number of them; only a small run is held in the clear.
            file_name: shown with the batch.
            cost: what each card cost, where its row does not say.
            account_id: the source without an interface that they were bought from; what they cost
                is taken off its balance.
            approval: the owner's consent, for others.

        Raises:
            BusinessRuleError: code ``product_unknown``, or a right is missing.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        intent = BatchIntent(
            product_id,
            BatchOrigin.IMPORT,
            actor.id,
            file_name=file_name[:100],
            account_id=account_id,
        )
        cards = (_plain_card(row, cost) for row in rows)
        with self._ground.database.write(WritePriority.BULK) as connection:
            if not catalog_writes.has_product(connection, product_id):
                raise BusinessRuleError(
                    "product_unknown", QT_TRANSLATE_NOOP("errors", "没有这个商品，什么都没导入")
                )
            stored = card_queries.store_cards(connection, self._ground, intent, cards)
            if account_id is not None:
                self._pay(connection, actor, account_id, stored.batch_id)
            self._ground.record(connection, _imported_entry(actor, intent, stored))
            self._ground.fail_points.reached("import.before_commit")
        self._ground.fail_points.reached("import.committed")
        added, changes = len(stored.card_ids), Changes.of(Topic.STOCK, Topic.PRODUCTS)
        return CardImportOutcome(added + stored.duplicates, added, stored.duplicates, changes)

    def _pay(
        self, connection: Connection, actor: Actor, account_id: int, batch_id: int | None
    ) -> None:
        """Take what the new cards of a batch cost off the balance of where they were bought."""
        account = platform_queries.load_account(connection, account_id)
        if account.platform != BY_HAND or account.removed_at is not None:
            raise BusinessRuleError(
                "cards_not_by_hand",
                QT_TRANSLATE_NOOP("errors", "{name} 的卡密由采购进来，不能当成手工货源"),
                name=account.name,
            )
        if batch_id is None:
            return
        cost = account_entries.cost_of_batch(connection, batch_id)
        if cost:
            intent = EntryIntent(account_id, EntryKind.PURCHASE, -cost, actor.id, batch_id=batch_id)
            account_entries.add_entry(connection, self._ground, intent)

    def counts(self) -> tuple[CardCountRow, ...]:
        """Return the cards of each product by state; never a secret."""
        with self._ground.database.read() as connection:
            return card_queries.count_cards(connection)

    def void_cards(
        self,
        actor: Actor,
        card_ids: Sequence[int],
        reason: str,
        *,
        approval: Approval | None = None,
    ) -> Changes:
        """Take cards out of stock for good.

        Raises:
            BusinessRuleError: code ``reason_missing``, ``cards_not_in_stock`` (none was voided),
                or a right is missing.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        if not reason.strip():
            raise BusinessRuleError("reason_missing", QT_TRANSLATE_NOOP("errors", "要写原因"))
        wanted = tuple(dict.fromkeys(card_ids))
        with self._ground.database.write() as connection:
            voided = card_queries.void_cards(
                connection, self._ground, actor, wanted, reason.strip()
            )
            if voided != len(wanted):
                raise BusinessRuleError(
                    "cards_not_in_stock",
                    QT_TRANSLATE_NOOP("errors", "有 {count} 张不在库里，一张都没作废"),
                    count=len(wanted) - voided,
                )
        return Changes.of(Topic.STOCK, Topic.PRODUCTS)


def _plain_card(row: CardRow, cost: Money | None) -> PlainCard:
    own_cost = row.cost if row.cost is not None else cost
    return PlainCard(row.secret, row.number, row.expires_on, own_cost)


def _imported_entry(actor: Actor, intent: BatchIntent, stored: StoredCards) -> LedgerEntry:
    return LedgerEntry(
        "cards_imported",
        {
            "product": intent.product_id,
            "account": intent.account_id,
            "added": len(stored.card_ids),
            "duplicates": stored.duplicates,
            "person": actor.id,
            "channel": actor.channel,
        },
    )
