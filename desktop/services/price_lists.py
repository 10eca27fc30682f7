"""The price list of a source without an interface: read from a file or pasted text, all or nothing.

Belongs here: what a list means for the goods of its account. A list replaces the one before: what
is not in it any more is delisted, a cost of nought is not known.
Does not belong here: reading files (``table_reading``), fetched catalogues (``stock_sync``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.connectors.platforms.base import GoodsField, GoodsKind, GoodsRow
from desktop.domain.account_money import BY_HAND
from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import to_milliseconds
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action
from desktop.services.goods_comparison import change_of
from desktop.services.importing import SAMPLE_ROWS, ImportKind, ImportPreview, ImportReport
from desktop.services.table_columns import GOODS_COLUMNS, GoodsListRow
from desktop.services.table_reading import RowProblem, load_table_bytes, read_rows, read_table
from desktop.storage import goods_sync, platform_queries, source_queries
from desktop.storage.database import WritePriority
from desktop.storage.goods_sync import CHUNK_ROWS, GoodsChange
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.importing import Source
    from desktop.services.rights import Rights
    from desktop.services.table_reading import RowsRead
    from desktop.storage.goods_sync import KnownGoods
    from desktop.storage.ground import Ground

_CHANGES: Final = Changes.of(Topic.ACCOUNTS, Topic.PRODUCTS, Topic.STOCK)
_USUAL_FIELD: Final = "充值账号"
"""What a top-up asks for where its list says nothing: the supplier's word, so it stays Chinese."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a list would do to the goods of its account."""

    changes: tuple[GoodsChange, ...]
    gone: tuple[int, ...]
    problems: tuple[RowProblem, ...]

    @property
    def added(self) -> int:
        """How many goods are new."""
        return sum(one.is_new for one in self.changes)

    @property
    def changed(self) -> int:
        """How many known goods are different, or back."""
        return len(self.changes) - self.added


class PriceLists:
    """Imports price lists. Needs no network."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights

    def preview(
        self, account_id: int, source: Source, encoding: str | None = None
    ) -> ImportPreview:
        """Say what a list would do, without writing.

        Raises:
            BusinessRuleError: the file as a whole cannot be read, or the account has an interface.
        """
        content = load_table_bytes(source) if isinstance(source, Path) else source
        sheet = read_table(content, encoding)
        read = read_rows(sheet, GOODS_COLUMNS)
        with self._ground.database.read() as connection:
            _refuse_other(connection, account_id)
            plan = self._plan(connection, account_id, read, self._ground.now())
        return ImportPreview(
            kind=ImportKind.GOODS,
            encoding=sheet.encoding,
            headers=sheet.headers,
            sample=tuple(row.cells for row in sheet.rows[:SAMPLE_ROWS]),
            read=read.read_count,
            would_add=plan.added,
            would_update=plan.changed,
            duplicates=0,
            problems=plan.problems,
            unknown_headers=read.unknown_headers,
            would_remove=len(plan.gone),
        )

    def import_list(
        self,
        actor: Actor,
        account_id: int,
        source: Source,
        encoding: str | None = None,
        *,
        dry_run: bool = False,
        approval: Approval | None = None,
    ) -> ImportReport:
        """Make the goods of an account what the list says; with any bad line nothing is written.

        Raises:
            BusinessRuleError: as ``preview``, or a right is missing.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        read = read_rows(read_table(source, encoding), GOODS_COLUMNS)
        now = self._ground.now()
        with self._ground.database.write(WritePriority.BULK) as connection:
            _refuse_other(connection, account_id)
            plan = self._plan(connection, account_id, read, now)
            is_written = not plan.problems and not dry_run
            if is_written:
                self._write(connection, actor, account_id, plan, read.read_count)
            self._ground.fail_points.reached("import.before_commit")
        return ImportReport(
            read.read_count,
            plan.added,
            plan.changed,
            0,
            plan.problems,
            is_written=is_written,
            changes=_CHANGES if is_written else Changes(),
            removed=len(plan.gone),
        )

    def _plan(
        self,
        connection: Connection,
        account_id: int,
        read: RowsRead[GoodsListRow],
        at: datetime,
    ) -> _Plan:
        known = _known_of(connection, account_id, [row.code or row.name for row in read.rows])
        lines: dict[tuple[str, str], int] = {}
        changes: list[GoodsChange] = []
        problems = list(read.problems)
        for row in read.rows:
            key = (row.code or row.name, "")
            first = lines.setdefault(key, row.line)
            if first != row.line:
                problems.append(_repeated(row.line, first))
                continue
            goods = _goods_of(row)
            before = known.get(key)
            goods_id = self._ground.identifiers.next_id() if before is None else before.id
            change = change_of(goods, goods_id, before, to_milliseconds(at))
            if change is not None:
                changes.append(change)
        listed = {known[key].id for key in lines if key in known}
        gone = () if problems else _gone(connection, account_id, listed)
        problems.sort(key=_line_of)
        return _Plan(tuple(changes), gone, tuple(problems))

    def _write(
        self, connection: Connection, actor: Actor, account_id: int, plan: _Plan, read_count: int
    ) -> None:
        ground, now = self._ground, self._ground.now()
        run_id = ground.identifiers.next_id()
        goods_sync.insert_sync_run(connection, run_id, account_id, now)
        for start in range(0, len(plan.changes), CHUNK_ROWS):
            goods_sync.write_goods(connection, account_id, plan.changes[start : start + CHUNK_ROWS])
        for start in range(0, len(plan.gone), CHUNK_ROWS):
            goods_sync.mark_goods_removed(connection, plan.gone[start : start + CHUNK_ROWS], now)
        platform_queries.change_account(connection, account_id, synced_at=now)
        goods_sync.finish_sync_run(
            connection,
            run_id,
            finished_at=now,
            goods_count=read_count,
            added_count=plan.added,
            changed_count=plan.changed,
            removed_count=len(plan.gone),
        )
        for product_id in source_queries.list_products_with_choice(connection, account_id):
            source_queries.refresh_order(connection, product_id, now)
        body = {
            "account": account_id,
            "goods": read_count,
            "added": plan.added,
            "changed": plan.changed,
            "removed": len(plan.gone),
            "person": actor.id,
            "channel": actor.channel,
        }
        ground.record(connection, LedgerEntry("price_list_imported", body))


def _goods_of(row: GoodsListRow) -> GoodsRow:
    kind = GoodsKind(str(row.kind))
    names = row.fields or ((_USUAL_FIELD,) if kind is GoodsKind.TOPUP else ())
    return GoodsRow(
        upstream_id=row.code or row.name,
        variant=None,
        name=row.name,
        kind=kind,
        cost=row.cost,
        stock=row.stock,
        fields=tuple(GoodsField(name, name) for name in names),
        category=row.category,
    )


def _known_of(
    connection: Connection, account_id: int, upstream_ids: Sequence[str]
) -> dict[tuple[str, str], KnownGoods]:
    known: dict[tuple[str, str], KnownGoods] = {}
    for start in range(0, len(upstream_ids), CHUNK_ROWS):
        part = set(upstream_ids[start : start + CHUNK_ROWS])
        known |= goods_sync.load_known_goods(connection, account_id, part)
    return known


def _gone(connection: Connection, account_id: int, listed: set[int]) -> tuple[int, ...]:
    """Return the goods that were listed last time and are not any more."""
    before = goods_sync.iterate_listed_goods(connection, account_id)
    return tuple(goods_id for _, goods_id in before if goods_id not in listed)


def _line_of(problem: RowProblem) -> int:
    return problem.line


def _repeated(line: int, first: int) -> RowProblem:
    return RowProblem(
        line,
        BusinessRuleError(
            "line_repeated",
            QT_TRANSLATE_NOOP("errors", "和第 {first_line} 行是同一个"),
            first_line=first,
        ),
    )


def _refuse_other(connection: Connection, account_id: int) -> None:
    try:
        account = platform_queries.load_account(connection, account_id)
    except KeyError:
        account = None
    if account is None or account.removed_at is not None:
        raise BusinessRuleError("account_unknown", QT_TRANSLATE_NOOP("errors", "没有这个货源账号"))
    if account.platform != BY_HAND:
        raise BusinessRuleError(
            "list_is_fetched",
            QT_TRANSLATE_NOOP("errors", "{name} 的货单由同步拿，不能导入"),
            name=account.name,
        )
