"""Fetching what accounts sell: one call, compared row by row, written in small chunks.

Belongs here: the order of a sync, its progress and cancelling. No session is open while the
platform is asked, and a waiting sale goes before every chunk.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.listing import listing_of
from desktop.connectors.platforms.paging import CatalogueCourse, PagedPlatform
from desktop.domain.account_money import BY_HAND
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, ConnectorError, KataiError, OutsideError
from desktop.services.adoption import Adoption
from desktop.services.fair_turns import short_turns
from desktop.services.goods_comparison import GoodsComparison
from desktop.services.goods_offer import GoodsOffer
from desktop.services.goods_terms import GoodsTerms
from desktop.services.source_choice import SourceChoice
from desktop.services.sourcing import PlatformShelf, access_of, no_trouble, trouble_of
from desktop.storage import goods_sync, platform_queries
from desktop.storage.database import WritePriority
from desktop.storage.goods_sync import CHUNK_ROWS
from desktop.translating import sentence_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import AccountAccess, Platform
    from desktop.connectors.platforms.listing import Entry
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.adoption import GoodsRisk
    from desktop.services.catalog import Catalog, ProductOutcome
    from desktop.services.rights import Rights
    from desktop.services.source_choice import SourceComparison
    from desktop.storage.ground import Ground
    from desktop.storage.platform_queries import AccountRow, GoodsState

_LOGGER = logging.getLogger(__name__)
_CHANGES: Final = Changes.of(Topic.ACCOUNTS, Topic.PRODUCTS, Topic.STOCK)
_COURSE_KEPT_SECONDS: Final = 30 * 60
"""A list that broke off is read on within this time; an older one is another list by now."""


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far an account's sync is.

    Attributes:
        done: bytes while ``phase`` is ``download``, rows or prices afterwards.
        total: 0 while nobody knows.
        phase: ``balance``, ``download``, ``goods``, ``prices`` or ``done``.
    """

    account_id: int
    account: str
    done: int
    total: int
    phase: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How an account's sync ended.

    Attributes:
        goods: rows the account sells now, a row per variant.
        repeated: rows the platform listed twice; the first was kept.
        error: why it did not finish; what was written until then is consistent.
    """

    account_id: int
    account: str
    goods: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    repeated: int = 0
    balance: Money | None = None
    seconds: float = 0.0
    is_cancelled: bool = False
    error: KataiError | None = None
    changes: Changes = field(default=_CHANGES)


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the status bar says about the accounts.

    Attributes:
        account_count: of those that are fetched; a source without an interface never is.
        oldest_synced_at: of the account that was synced longest ago; None when one never was.
        in_trouble: names of accounts whose last call failed.
        has_hand_kept: there is a source without an interface.
    """

    account_count: int
    oldest_synced_at: datetime | None
    in_trouble: tuple[str, ...]
    has_hand_kept: bool = False


class _CancelledError(Exception):
    """The person stopped the sync."""


@dataclass(slots=True)
class _Tally:
    """What one account's sync did so far."""

    goods: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    repeated: int = 0


@dataclass(slots=True)
class _Reading:
    """A list being read, or one that broke off.

    Attributes:
        fields: of the account that names it; another address or user has another list.
        began_at_page: 1, or where it was read on.
        broke_at: in seconds of the monotonic clock.
    """

    fields: Mapping[str, str]
    course: CatalogueCourse = field(default_factory=CatalogueCourse)
    began_at_page: int = 1
    broke_at: float = 0.0

    @property
    def is_whole(self) -> bool:
        """Whether it was read in one go: only then goods it does not name are gone."""
        return self.began_at_page == 1

    @property
    def came_further(self) -> bool:
        """Whether reading on would spare anything."""
        return self.course.next_page > max(self.began_at_page, 2)


@dataclass(frozen=True, slots=True)
class _Watch:
    """Whom to tell, and whom to ask whether to go on."""

    account: AccountRow
    progress: Callable[[SyncProgress], None]
    cancelled: Callable[[], bool]

    def tell(self, phase: str, done: int, total: int = 0) -> None:
        """Tell how far it is; stop if that was asked for."""
        self.progress(SyncProgress(self.account.id, self.account.name, done, total, phase))
        if self.cancelled():
            raise _CancelledError


class StockSync:
    """The desk that fetches catalogues. On the network lane.

    Attributes:
        offer: what accounts sell and the shop does not yet.
    """

    def __init__(
        self,
        ground: Ground,
        rights: Rights,
        catalog: Catalog,
        door: HttpClient,
        shelf: PlatformShelf | None = None,
    ) -> None:
        self._ground = ground
        self._door = door
        self._shelf = shelf or PlatformShelf()
        self._terms = GoodsTerms(ground, door, self._shelf)
        self._adoption = Adoption(ground, rights, catalog)
        self._choice = SourceChoice(ground, rights, catalog)
        self.offer: Final = GoodsOffer(ground, self._terms, self._adoption)
        self._broken_off: dict[int, _Reading] = {}
        self._lock = Lock()
        self._under_way: set[int] = set()

    def sync(
        self,
        account_ids: Sequence[int] | None = None,
        progress: Callable[[SyncProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[SyncReport, ...]:
        """Sync accounts in turn; one that fails is reported and stops no other.

        A paged list that broke off a short while ago is read on where it did. An account whose sync
        is under way goes on with that one and is not reported here.
        """
        with self._ground.database.read() as connection:
            accounts = platform_queries.load_accounts(connection)
        wanted = [one for one in accounts if account_ids is None or one.id in account_ids]
        reports = []
        for account in wanted:
            watch = _Watch(account, progress or _nobody, cancelled or _never)
            if watch.cancelled():
                break
            with self._one_at_a_time(account.id) as is_first, short_turns():
                if is_first:
                    reports.append(self._sync_account(account, watch))
        return tuple(reports)

    @contextmanager
    def _one_at_a_time(self, account_id: int) -> Iterator[bool]:
        """Give True to the first; two of one account would each take the other's goods for gone."""
        with self._lock:
            is_first = account_id not in self._under_way
            self._under_way.add(account_id)
        try:
            yield is_first
        finally:
            if is_first:
                with self._lock:
                    self._under_way.discard(account_id)

    def goods(
        self, account_id: int, text: str = "", offset: int = 0, limit: int = 200
    ) -> tuple[GoodsState, ...]:
        """Return what an account sells, as last synced."""
        with self._ground.database.read() as connection:
            return platform_queries.list_goods(connection, account_id, text, offset, limit)

    def find_goods(self, account_id: int, upstream_id: str, variant: str) -> GoodsState | None:
        """Return the goods an account sells under this number and variant, or None."""
        with self._ground.database.read() as connection:
            return platform_queries.find_goods(connection, account_id, upstream_id, variant)

    def adopt(
        self,
        actor: Actor,
        goods_id: int,
        code: str | None,
        price: Money,
        *,
        name: str | None = None,
        approval: Approval | None = None,
        acceptance: str = "",
    ) -> ProductOutcome:
        """Make a product of goods. On the network lane: where an account goes may be unknown yet.

        Raises:
            BusinessRuleError: as ``Adoption.adopt``.
            ConnectorError: the platform did not say what the buyer must fill in.
        """
        self._terms.ask_if_form_unknown(goods_id)
        return self._adoption.adopt(
            actor, goods_id, code, price, name=name, approval=approval, acceptance=acceptance
        )

    def add_source(
        self,
        actor: Actor,
        product_id: int,
        goods_id: int,
        *,
        approval: Approval | None = None,
        acceptance: str = "",
    ) -> ProductOutcome:
        """Make goods a further source of a product. Asks and raises as ``adopt``."""
        self._terms.ask_if_form_unknown(goods_id)
        return self._adoption.add_source(
            actor, product_id, goods_id, approval=approval, acceptance=acceptance
        )

    def accept_risk(
        self, actor: Actor, goods_id: int, reason: str, *, approval: Approval | None = None
    ) -> Changes:
        """Let goods be bought again whose red flags were found after their adoption."""
        return self._adoption.accept_risk(actor, goods_id, reason, approval=approval)

    def risk_of(self, goods_id: int) -> GoodsRisk:
        """Return what speaks against goods, and what an owner wrote about it."""
        return self._adoption.risk_of(goods_id)

    def order_sources(
        self, actor: Actor, product_id: int, goods_ids: Sequence[int]
    ) -> ProductOutcome:
        """Ask the sources of a product in this order from now on, and no other; see ``pin``."""
        return self._choice.pin(actor, product_id, goods_ids)

    def leave_sources_to_rule(self, actor: Actor, product_id: int) -> ProductOutcome:
        """Let the rule order the sources of a product from now on."""
        return self._choice.leave_to_rule(actor, product_id)

    def compare_sources(self, product_id: int) -> SourceComparison:
        """Return the sources of a product side by side, with what they did for us."""
        return self._choice.compare(product_id)

    def refresh_prices(self, account_id: int) -> int:
        """Ask the account's own price of each adopted goods; return how many answered."""
        with self._ground.database.read() as connection:
            account = platform_queries.load_account(connection, account_id)
        return self._terms.ask_adopted(account, _tell_nobody)

    def last_state(self) -> SyncState:
        """Return what the status bar says."""
        with self._ground.database.read() as connection:
            accounts = platform_queries.load_accounts(connection)
        fetched = [one for one in accounts if one.platform != BY_HAND]
        times = [one.synced_at for one in fetched]
        known = [at for at in times if at is not None]
        return SyncState(
            account_count=len(fetched),
            oldest_synced_at=min(known) if known and len(known) == len(times) else None,
            in_trouble=tuple(one.name for one in accounts if one.trouble_code),
            has_hand_kept=len(fetched) < len(accounts),
        )

    # -- one account --------------------------------------------------------------------------

    def _sync_account(self, account: AccountRow, watch: _Watch) -> SyncReport:
        if self._shelf.get(account.platform).capabilities.is_by_hand:
            return self._imported_state(account)
        ground = self._ground
        started = ground.clock.monotonic_seconds()
        run_id = ground.identifiers.next_id()
        with self._write_part() as connection:
            goods_sync.insert_sync_run(connection, run_id, account.id, ground.now())
        tally = _Tally()
        error: KataiError | None = None
        is_cancelled = False
        balance: Money | None = None
        try:
            balance = self._fetch(account, watch, tally)
        except _CancelledError:
            is_cancelled = True
        except KataiError as fault:
            is_cancelled = fault.values.get("reason") == "stopped"
            error = None if is_cancelled else fault
        except Exception:
            _LOGGER.exception("sync of account %s", account.id)
            error = _our_fault()
        self._finish(account, run_id, tally, balance, error, is_cancelled=is_cancelled)
        return SyncReport(
            account_id=account.id,
            account=account.name,
            goods=tally.goods,
            added=tally.added,
            changed=tally.changed,
            removed=tally.removed,
            repeated=tally.repeated,
            balance=balance,
            seconds=ground.clock.monotonic_seconds() - started,
            is_cancelled=is_cancelled,
            error=error,
        )

    def _imported_state(self, account: AccountRow) -> SyncReport:
        """Report an account whose price list is imported: there is nothing to fetch."""
        goods = self._count_goods(account.id)
        return SyncReport(account.id, account.name, goods=goods, balance=account.balance)

    def _count_goods(self, account_id: int) -> int:
        with self._ground.database.read() as connection:
            return platform_queries.count_goods(connection).get(account_id, 0)

    def _fetch(self, account: AccountRow, watch: _Watch, tally: _Tally) -> Money | None:
        platform = self._shelf.get(account.platform)
        access = access_of(self._ground, account)
        watch.tell("balance", 0)
        balance = platform.fetch_balance(self._door, access).amount
        watch.tell("download", 0)
        self._read_goods(platform, access, watch, tally)
        self._terms.ask_adopted(account, partial(watch.tell, "prices"))
        return balance

    def _read_goods(
        self, platform: Platform, access: AccountAccess, watch: _Watch, tally: _Tally
    ) -> None:
        reading = self._reading_of(watch.account)
        teller = _download_teller(watch)
        if isinstance(platform, PagedPlatform):
            rows = platform.fetch_goods_on(self._door, access, reading.course, teller)
        else:
            rows = platform.fetch_goods(self._door, access, teller)
        listing = listing_of(rows)
        comparison = GoodsComparison(self._ground, watch.account.id, self._ground.now(), listing)
        try:
            self._write_entries(comparison, listing.entries(), watch, tally)
        except (ConnectorError, _CancelledError):  # all that was told is written
            self._note_broken_off(watch.account.id, reading)
            raise
        if reading.is_whole:
            self._mark_gone(comparison, watch.account.name, tally)
        else:
            tally.goods = self._count_goods(watch.account.id)

    def _reading_of(self, account: AccountRow) -> _Reading:
        """Return a new reading, or one that goes on where the last broke off."""
        broken = self._broken_off.pop(account.id, None)
        if broken is None or broken.fields != account.fields or self._is_old(broken):
            return _Reading(account.fields)
        course = CatalogueCourse(broken.course.next_page)
        return _Reading(account.fields, course, began_at_page=course.next_page)

    def _is_old(self, broken: _Reading) -> bool:
        return self._ground.clock.monotonic_seconds() - broken.broke_at > _COURSE_KEPT_SECONDS

    def _note_broken_off(self, account_id: int, reading: _Reading) -> None:
        """Read on next time, unless this reading came no further than the one before."""
        if reading.came_further:
            reading.broke_at = self._ground.clock.monotonic_seconds()
            self._broken_off[account_id] = reading

    def _write_entries(
        self,
        comparison: GoodsComparison,
        entries: Iterable[Entry],
        watch: _Watch,
        tally: _Tally,
    ) -> None:
        others: list[Entry] = []
        try:
            for batch in _batches(entries):
                others += comparison.others_in(batch)
                if len(others) >= CHUNK_ROWS:
                    chunk, others = others[:CHUNK_ROWS], others[CHUNK_ROWS:]
                    self._write_changes(comparison, chunk, watch, tally)
                watch.tell("goods", comparison.goods)
        finally:  # what was told before a list broke off is true all the same
            self._write_changes(comparison, others, watch, tally)
            tally.goods, tally.repeated = comparison.goods, comparison.repeated
        watch.tell("goods", tally.goods, tally.goods)

    def _mark_gone(self, comparison: GoodsComparison, account_name: str, tally: _Tally) -> None:
        gone = comparison.gone()
        if gone and not tally.goods:
            raise _empty_catalogue(account_name)
        at = self._ground.now()
        for start in range(0, len(gone), CHUNK_ROWS):
            part = gone[start : start + CHUNK_ROWS]
            with self._write_part() as connection:
                goods_sync.mark_goods_removed(connection, part, at)
            tally.removed += len(part)

    def _write_changes(
        self, comparison: GoodsComparison, others: Sequence[Entry], watch: _Watch, tally: _Tally
    ) -> None:
        """Write whole entries only: what a cancel leaves is none of it half written."""
        for changes in comparison.changes_in(others):
            with self._write_part() as connection:
                goods_sync.write_goods(connection, watch.account.id, changes.goods)
                goods_sync.note_relisted(connection, changes.relisted)
            added = sum(one.is_new for one in changes.goods)
            tally.added += added
            tally.changed += len(changes.goods) - added

    def _write_part(self) -> AbstractContextManager[Connection]:
        """Give a write of a part; the one that tells the end takes all parts to the disk."""
        return self._ground.database.write(WritePriority.BULK, is_part=True)

    def _finish(
        self,
        account: AccountRow,
        run_id: int,
        tally: _Tally,
        balance: Money | None,
        error: KataiError | None,
        *,
        is_cancelled: bool,
    ) -> None:
        now = self._ground.now()
        columns: dict[str, Any] = {}
        if error is None and not is_cancelled:
            columns["synced_at"] = now
        if balance is not None:
            columns |= {"balance": balance, "balance_at": now}
        if error is not None:
            columns |= trouble_of(error, now)
        elif not is_cancelled and not account.is_frozen:
            columns |= no_trouble()
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            if columns:
                platform_queries.change_account(connection, account.id, **columns)
            goods_sync.finish_sync_run(
                connection,
                run_id,
                finished_at=now,
                goods_count=tally.goods,
                added_count=tally.added,
                changed_count=tally.changed,
                removed_count=tally.removed,
                error_code="cancelled" if is_cancelled else (error.code if error else ""),
                error_text="" if is_cancelled or error is None else sentence_of(error),
            )


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield entries a chunk at a time; those before a fault come first, then the fault."""
    entries = iter(entries)
    while True:
        batch: list[Entry] = []
        try:
            batch.extend(islice(entries, CHUNK_ROWS))
        except KataiError:
            if batch:
                yield batch
            raise
        if batch:
            yield batch
        if len(batch) < CHUNK_ROWS:
            return


def _nobody(told: SyncProgress) -> None:
    del told


def _tell_nobody(done: int, total: int) -> None:
    del done, total


def _never() -> bool:
    return False


def _download_teller(watch: _Watch) -> Callable[[int], bool]:
    def tell(received: int) -> bool:
        try:
            watch.tell("download", received)
        except _CancelledError:
            return False
        return True

    return tell


def _empty_catalogue(name: str) -> OutsideError:
    return OutsideError(
        "catalogue_empty",
        QT_TRANSLATE_NOOP(
            "errors", "{name} 回了一张空的货单，原来的没有动。到它的网站看看是不是在维护"
        ),
        name=name,
    )


def _our_fault() -> OutsideError:
    return OutsideError(
        "sync_fault", QT_TRANSLATE_NOOP("errors", "同步时程序出错，已经记进日志。什么都没有买")
    )
