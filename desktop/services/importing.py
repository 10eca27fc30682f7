"""Importing products, customers and cards from files or pasted text, all or nothing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, StorageError
from desktop.domain.loyalty import PointsReason
from desktop.domain.permissions import Action
from desktop.services import customers
from desktop.services.card_text import read_cards
from desktop.services.import_plans import ImportPlan, plan_customers, plan_products
from desktop.services.table_columns import CUSTOMER_COLUMNS, PRODUCT_COLUMNS
from desktop.services.table_reading import RowProblem, load_table_bytes, read_rows, read_table
from desktop.storage import catalog_writes, customer_queries, search_parts
from desktop.storage.customer_queries import PointsIntent
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry
from desktop.storage.search_index import SearchTable

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.card_store import CardStore
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.services.table_columns import CardRow
    from desktop.services.table_reading import RowsRead
    from desktop.storage.ground import Ground

Source = Path | bytes | str
"""A file, its bytes, or pasted text."""

SAMPLE_ROWS: Final = 5
_MANY: Final = 1_000
_CARD_HEADERS: Final = ("卡号", "卡密", "有效期", "进价")


class ImportKind(StrEnum):
    """What can be imported; the words of the command line."""

    PRODUCTS = "products"
    CUSTOMERS = "customers"
    CARDS = "cards"
    GOODS = "goods"
    """The price list of a source without an interface; see ``price_lists``."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do, shown before it is confirmed.

    Attributes:
        encoding: of a text file; empty for workbooks and pasted text.
        sample: the first rows as text; card secrets are masked.
        unknown_headers: columns that will not be read.
        would_remove: goods that the list does not have any more.
    """

    kind: ImportKind
    encoding: str
    headers: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    read: int
    would_add: int
    would_update: int
    duplicates: int
    problems: tuple[RowProblem, ...]
    unknown_headers: tuple[str, ...] = ()
    would_remove: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    With errors it did nothing, and the other figures say what it would have done.
    """

    read: int
    added: int
    updated: int
    duplicates: int
    errors: tuple[RowProblem, ...]
    is_written: bool
    changes: Changes = field(default_factory=Changes)
    removed: int = 0


class Importing:
    """Reads files into the shop."""

    def __init__(
        self, ground: Ground, settings: Settings, rights: Rights, card_store: CardStore
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._card_store = card_store

    def preview(
        self,
        kind: ImportKind | str,
        source: Source,
        encoding: str | None = None,
        product_code: str | None = None,
    ) -> ImportPreview:
        """Say what an import would do, without writing.

        Args:
            kind: what the file holds.
            source: the file or text.
            encoding: where the person chose one.
            product_code: for cards: which product they are; may be chosen later.

        Raises:
            BusinessRuleError: the file as a whole cannot be read (``encoding_unknown``,
                ``file_wrong``, ``column_missing``, …) or the product is not known.
        """
        if ImportKind(kind) is ImportKind.CARDS:
            if product_code:
                self._get_product_id(product_code)
            return self._card_preview(read_cards(source, encoding))
        content = load_table_bytes(source) if isinstance(source, Path) else source
        sheet = read_table(content, encoding)
        read: RowsRead[Any]
        with self._ground.database.read() as connection:
            if ImportKind(kind) is ImportKind.PRODUCTS:
                read = read_rows(sheet, PRODUCT_COLUMNS)
                plan = plan_products(connection, read, self._low_stock())
            else:
                read = read_rows(sheet, CUSTOMER_COLUMNS)
                plan = plan_customers(connection, read)
        return ImportPreview(
            kind=ImportKind(kind),
            encoding=sheet.encoding,
            headers=sheet.headers,
            sample=tuple(row.cells for row in sheet.rows[:SAMPLE_ROWS]),
            read=read.read_count,
            would_add=len(plan.added),
            would_update=len(plan.changed),
            duplicates=0,
            problems=tuple(plan.problems),
            unknown_headers=read.unknown_headers,
        )

    def import_products(
        self,
        actor: Actor,
        source: Source,
        encoding: str | None = None,
        *,
        dry_run: bool = False,
        approval: Approval | None = None,
    ) -> ImportReport:
        """Add and change products by code; with any bad line nothing is written.

        Raises:
            BusinessRuleError: the file as a whole cannot be read, or a right is missing.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        read = read_rows(read_table(source, encoding), PRODUCT_COLUMNS)
        low_stock = self._low_stock()
        if dry_run:
            with self._ground.database.read() as connection:
                plan = plan_products(connection, read, low_stock)
            return _report(read.read_count, plan, is_written=False)
        with self._ground.database.write(WritePriority.BULK) as connection:
            plan = plan_products(connection, read, low_stock)
            if not plan.problems:
                self._write_products(
                    connection, actor, plan, has_categories="category" in read.columns
                )
            self._ground.fail_points.reached("import.before_commit")
        self._ground.fail_points.reached("import.committed")
        self._keep_search_quick(SearchTable.PRODUCTS, plan)
        changes = Changes.of(Topic.PRODUCTS, Topic.STOCK)
        return _report(read.read_count, plan, is_written=not plan.problems, changes=changes)

    def import_customers(
        self,
        actor: Actor,
        source: Source,
        encoding: str | None = None,
        *,
        dry_run: bool = False,
        approval: Approval | None = None,
    ) -> ImportReport:
        """Add and change customers; imported points become entries of their ledger.

        A file that is imported again books only what its points differ by.

        Raises:
            BusinessRuleError: the file as a whole cannot be read, or a right is missing.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        read = read_rows(read_table(source, encoding), CUSTOMER_COLUMNS)
        if dry_run:
            with self._ground.database.read() as connection:
                plan = plan_customers(connection, read)
            return _report(read.read_count, plan, is_written=False)
        with self._ground.database.write(WritePriority.BULK) as connection:
            plan = plan_customers(connection, read)
            if not plan.problems:
                self._write_customers(connection, actor, plan)
            self._ground.fail_points.reached("import.before_commit")
        self._ground.fail_points.reached("import.committed")
        self._keep_search_quick(SearchTable.CUSTOMERS, plan)
        changes = Changes.of(Topic.CUSTOMERS)
        return _report(read.read_count, plan, is_written=not plan.problems, changes=changes)

    def import_cards(
        self,
        actor: Actor,
        source: Source,
        product_code: str,
        encoding: str | None = None,
        *,
        cost: Money | None = None,
        account_id: int | None = None,
        dry_run: bool = False,
        approval: Approval | None = None,
    ) -> ImportReport:
        """Put cards in stock; known ones are counted as duplicates and left out.

        Raises:
            BusinessRuleError: code ``product_unknown``, the file as a whole cannot be read, or a
                right is missing.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        product_id = self._get_product_id(product_code)
        read = read_cards(source, encoding)
        if dry_run or read.problems:
            would = self._card_store.preview(read.rows)
            return ImportReport(
                read.read_count,
                would.would_add,
                0,
                would.duplicates,
                read.problems,
                is_written=False,
            )
        file_name = source.name if isinstance(source, Path) else ""
        done = self._card_store.import_cards(
            actor,
            product_id,
            read.rows,
            file_name,
            cost,
            account_id=account_id,
            approval=approval,
        )
        return ImportReport(
            read.read_count,
            done.added,
            0,
            done.duplicates,
            (),
            is_written=True,
            changes=done.changes,
        )

    def _card_preview(self, read: RowsRead[CardRow]) -> ImportPreview:
        would = self._card_store.preview(read.rows)
        return ImportPreview(
            kind=ImportKind.CARDS,
            encoding=read.encoding,
            headers=_CARD_HEADERS,
            sample=tuple(_masked_cells(row) for row in read.rows[:SAMPLE_ROWS]),
            read=read.read_count,
            would_add=would.would_add,
            would_update=0,
            duplicates=would.duplicates,
            problems=read.problems,
            unknown_headers=read.unknown_headers,
        )

    def _write_products(
        self, connection: Connection, actor: Actor, plan: ImportPlan, *, has_categories: bool
    ) -> None:
        ids = catalog_writes.load_category_ids(connection, self._ground, plan.categories.values())
        now = self._ground.now()
        added = [
            {
                **values,
                "id": self._ground.identifiers.next_id(),
                "category_id": ids.get(plan.categories[line]),
                "created_at": now,
                "updated_at": now,
            }
            for line, values in plan.added
        ]
        catalog_writes.insert_products(connection, added)
        self._ground.fail_points.reached("import.products_added")
        changed = {
            product_id: values
            | {"updated_at": now}
            | ({"category_id": ids.get(plan.categories[product_id])} if has_categories else {})
            for product_id, values in plan.changed.items()
        }
        catalog_writes.change_products(connection, changed)
        self._ground.fail_points.reached("import.products_changed")
        self._record(
            connection, "products_imported", actor, plan, prices_changed=plan.prices_changed
        )

    def _write_customers(self, connection: Connection, actor: Actor, plan: ImportPlan) -> None:
        new_ids = {line: self._ground.identifiers.next_id() for line, _ in plan.added}
        customer_queries.insert_customers(
            connection,
            [
                customers.new_row(values, new_ids[line], self._ground, actor)
                for line, values in plan.added
            ],
        )
        self._ground.fail_points.reached("import.customers_added")
        customer_queries.change_customers(connection, plan.changed)
        self._ground.fail_points.reached("import.customers_changed")
        wanted = {new_ids[line]: points for line, points in plan.points_of_new.items()}
        before = customer_queries.imported_points(connection, list(plan.points_of_known))
        for customer_id, points in plan.points_of_known.items():
            wanted[customer_id] = points - before.get(customer_id, 0)
        customer_queries.add_points(
            connection,
            self._ground,
            (
                PointsIntent(customer_id, PointsReason.IMPORTED, points, person_id=actor.id)
                for customer_id, points in wanted.items()
            ),
        )
        self._ground.fail_points.reached("import.points_booked")
        self._record(
            connection, "customers_imported", actor, plan, points_booked=sum(wanted.values())
        )

    def _keep_search_quick(self, table: SearchTable, plan: ImportPlan) -> None:
        """Join what many rows left in parts; the import is kept even where this fails."""
        if not plan.problems and len(plan.added) + len(plan.changed) >= _MANY:
            with suppress(StorageError):
                search_parts.join_parts(self._ground.database, table)

    def _record(
        self, connection: Connection, kind: str, actor: Actor, plan: ImportPlan, **more: int
    ) -> None:
        body: dict[str, Any] = {
            "added": len(plan.added),
            "updated": len(plan.changed),
            "person": actor.id,
            "channel": actor.channel,
        }
        self._ground.record(connection, LedgerEntry(kind, body | more))

    def _get_product_id(self, code: str) -> int:
        product_id = self._card_store.find_product_id(code)
        if product_id is None:
            raise BusinessRuleError(
                "product_unknown",
                QT_TRANSLATE_NOOP("errors", "没有编码是 {typed} 的商品，什么都没导入"),
                typed=code[:40],
            )
        return product_id

    def _low_stock(self) -> int:
        return self._settings.current.integer("stock.low")


def _masked_cells(row: CardRow) -> tuple[str, ...]:
    """A preview shows the shape of a card, not the card: the first characters of each part."""
    number = row.number.reveal() if row.number is not None else ""
    return (
        masked(number),
        masked(row.secret.reveal()),
        row.expires_on.isoformat() if row.expires_on else "",
        str(row.cost) if row.cost is not None else "",
    )


def masked(text: str) -> str:
    """Return the first characters of what may be a secret, enough to recognise its kind."""
    return f"{text[:4]}••••" if len(text) > 8 else "••••" * bool(text)


def _report(
    read: int, plan: ImportPlan, *, is_written: bool, changes: Changes | None = None
) -> ImportReport:
    done = changes if is_written and changes is not None else Changes()
    return ImportReport(
        read, len(plan.added), len(plan.changed), 0, tuple(plan.problems), is_written, done
    )
