"""Shifts: opening the drawer, cash in and out, handing over; and which business date it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import business_date_at, zone_named
from desktop.domain.day_close import CashMovementRow, OpenItems
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Action, Actor
from desktop.domain.shift import (
    DENOMINATIONS,
    CashFigures,
    CashReason,
    CountKind,
    ShiftSnapshot,
    counted_total,
)
from desktop.services.open_items import open_items_at
from desktop.services.open_shift import OpenShift
from desktop.storage import open_shift_queries, shift_queries
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

MAXIMUM_CASH: Final = Money(1_000_000_00)
MAXIMUM_PIECES: Final = 100_000
_SIGN_OF: Final = {
    CashReason.CHANGE_BROUGHT: 1,
    CashReason.HANDED_IN: -1,
    CashReason.EXPENSE: -1,
    CashReason.COMPENSATION: -1,
    CashReason.COMMISSION: -1,
}
_NEEDS_NOTE: Final = frozenset({CashReason.EXPENSE, CashReason.OTHER})


@dataclass(frozen=True, slots=True)
class ShiftOutcome:
    """A shift that was opened."""

    shift: ShiftSnapshot
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class ShiftCloseOutcome:
    """A shift that was handed over.

    Attributes:
        figures: the cash side that the count is compared with.
        difference: counted − expected: above zero is 长款, below it 短款.
        open_items: what the next person takes over.
    """

    shift: ShiftSnapshot
    figures: CashFigures
    counted: Money
    difference: Money
    open_items: OpenItems
    changes: Changes = field(default_factory=Changes)


class Shifts(OpenShift):
    """Who answers for the drawer, and the business date that sales are booked on."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        super().__init__(ground)
        self._settings = settings
        self._rights = rights

    def business_date_now(self) -> date:
        """Return the date that the next sale is booked on."""
        with self._ground.database.read() as connection:
            return self.business_date_in(connection)

    def business_date_in(self, connection: Connection) -> date:
        """Return the business date as a transaction sees it: the open shift's, else today's.

        It never falls on or before a date whose Z is signed, whatever the clock says.
        """
        held = open_shift_queries.find_open_shift(connection)
        if held is not None:
            return held.business_date
        today, last = self._today(), shift_queries.last_closed_date(connection)
        return today if last is None or today > last else last + timedelta(days=1)

    def needs_approval_to_open(self) -> bool:
        """Whether today is already closed, so that opening again needs the owner."""
        with self._ground.database.read() as connection:
            return self._is_closed_today(connection)

    def is_overdue(self) -> bool:
        """Whether the open shift belongs to an earlier day than the calendar shows."""
        held = self.current()
        return held is not None and held.business_date < self._today()

    def open_shift(
        self, actor: Actor, opening_float: Money, approval: Approval | None = None
    ) -> ShiftOutcome:
        """Open a shift with so much change in the drawer.

        Raises:
            BusinessRuleError: ``shift_open`` when one is open already, ``amount_out_of_range``,
                ``needs_owner`` after the day's Z.
        """
        _refuse_odd_cash(opening_float)
        self._rights.require(actor, Action.SELL)
        if self.needs_approval_to_open():
            self._rights.require(actor, Action.SELL_AFTER_CLOSE, approval=approval)
        with self._ground.database.write(WritePriority.SALE) as connection:
            self._refuse_second(connection)
            opened = ShiftSnapshot(
                id=self._ground.identifiers.next_id(),
                business_date=self.business_date_in(connection),
                opened_at=self._ground.now(),
                opened_by=actor.id,
                opened_by_name=actor.person.name,
                opening_float=opening_float,
            )
            self._write_opened(connection, actor, opened, approval)
            self._ground.fail_points.reached("shift_open.before_commit")
        self._ground.fail_points.reached("shift_open.committed")
        return ShiftOutcome(opened, Changes.of(Topic.SHIFT))

    def move_cash(self, actor: Actor, amount: Money, reason: CashReason, note: str = "") -> Changes:
        """Put cash into the drawer (positive) or take it out (negative).

        Raises:
            BusinessRuleError: ``shift_not_open``, ``amount_out_of_range``, ``wrong_direction`` when
                the sign contradicts the reason, ``needs_reason`` when a note is missing.
        """
        _refuse_odd_movement(amount, reason, note)
        self._rights.require(actor, Action.COUNT_TILL)
        with self._ground.database.write() as connection:
            held = self._held(connection)
            shift_queries.insert_movement(
                connection,
                id=self._ground.identifiers.next_id(),
                shift_id=held.id,
                business_date=held.business_date,
                amount=amount,
                reason=reason,
                note=note.strip(),
                person_id=actor.id,
                moved_at=self._ground.now(),
            )
            body = {"shift": held.id, "amount": amount.fen, "reason": str(reason)}
            self._ground.record(connection, LedgerEntry("cash_moved", {**body, "person": actor.id}))
            self._ground.fail_points.reached("cash_moved.before_commit")
        self._ground.fail_points.reached("cash_moved.committed")
        return Changes.of(Topic.SHIFT)

    def movements(self) -> tuple[CashMovementRow, ...]:
        """Return the cash movements of the present business date."""
        with self._ground.database.read() as connection:
            return shift_queries.list_movements(connection, self.business_date_in(connection))

    def close_shift(
        self, actor: Actor, counts: Mapping[Money, int], note: str = ""
    ) -> ShiftCloseOutcome:
        """Hand the shift over: the count is typed blind, then compared.

        A difference never stops it: it stands on the slip with the note, and at the day's end.

        Raises:
            BusinessRuleError: ``shift_not_open``, ``count_malformed``.
        """
        counted = checked_count(counts)
        self._rights.require(actor, Action.COUNT_TILL)
        with self._ground.database.write() as connection:
            held = self._held(connection)
            figures = shift_queries.shift_cash(connection, held)
            closed = self._write_closed(connection, actor, held, counts, counted, note)
            now = self._ground.now()
            open_items = open_items_at(connection, self._settings.current, now)
            self._ground.fail_points.reached("shift_close.before_commit")
        self._ground.fail_points.reached("shift_close.committed")
        return ShiftCloseOutcome(
            closed,
            figures,
            counted,
            counted - figures.expected,
            open_items,
            Changes.of(Topic.SHIFT),
        )

    def _write_opened(
        self,
        connection: Connection,
        actor: Actor,
        opened: ShiftSnapshot,
        approval: Approval | None,
    ) -> None:
        shift_queries.insert_shift(
            connection,
            id=opened.id,
            business_date=opened.business_date,
            opened_at=opened.opened_at,
            opened_by=actor.id,
            opening_float=opened.opening_float,
        )
        body = {
            "shift": opened.id,
            "date": opened.business_date.isoformat(),
            "float": opened.opening_float.fen,
            "person": actor.id,
            "approved_by": approval.person_id if approval else None,
        }
        self._ground.record(connection, LedgerEntry("shift_opened", body))

    def _write_closed(
        self,
        connection: Connection,
        actor: Actor,
        held: ShiftSnapshot,
        counts: Mapping[Money, int],
        counted: Money,
        note: str,
    ) -> ShiftSnapshot:
        at = self._ground.now()
        shift_queries.insert_cash_count(
            connection,
            counts,
            id=self._ground.identifiers.next_id(),
            kind=CountKind.SHIFT,
            business_date=held.business_date,
            shift_id=held.id,
            total=counted,
            person_id=actor.id,
            counted_at=at,
        )
        shift_queries.close_shift(
            connection,
            held.id,
            closed_at=at,
            closed_by=actor.id,
            counted=counted,
            note=note.strip(),
        )
        body = {"shift": held.id, "counted": counted.fen, "person": actor.id}
        self._ground.record(connection, LedgerEntry("shift_closed", body))
        return shift_queries.load_shift(connection, held.id)

    def _held(self, connection: Connection) -> ShiftSnapshot:
        held = open_shift_queries.find_open_shift(connection)
        if held is None:
            raise BusinessRuleError(
                "shift_not_open", QT_TRANSLATE_NOOP("errors", "还没有开班，什么都没有记")
            )
        return held

    def _refuse_second(self, connection: Connection) -> None:
        held = open_shift_queries.find_open_shift(connection)
        if held is not None:
            raise BusinessRuleError(
                "shift_open",
                QT_TRANSLATE_NOOP("errors", "{name} 的班还开着，先交班"),
                name=held.opened_by_name,
            )

    def _is_closed_today(self, connection: Connection) -> bool:
        last = shift_queries.last_closed_date(connection)
        return last is not None and self._today() <= last

    def _today(self) -> date:
        settings = self._settings.current
        zone = zone_named(settings.text("day.zone"))
        return business_date_at(self._ground.now(), zone, settings.integer("day.starts_at_minutes"))


def checked_count(counts: Mapping[Money, int]) -> Money:
    """Return the sum of a count by denomination.

    Raises:
        BusinessRuleError: code ``count_malformed``: an unknown denomination, a negative number.
    """
    is_odd = any(
        denomination not in DENOMINATIONS or not 0 <= count <= MAXIMUM_PIECES
        for denomination, count in counts.items()
    )
    if is_odd:
        raise BusinessRuleError(
            "count_malformed", QT_TRANSLATE_NOOP("errors", "张数要是 0 或更大的整数，还没有记")
        )
    return counted_total(counts)


def _refuse_odd_cash(amount: Money) -> None:
    if not ZERO <= amount <= MAXIMUM_CASH:
        raise BusinessRuleError(
            "amount_out_of_range",
            QT_TRANSLATE_NOOP("errors", "金额要在 0 到 {maximum} 之间，什么都没有记"),
            maximum=MAXIMUM_CASH,
        )


def _refuse_odd_movement(amount: Money, reason: CashReason, note: str) -> None:
    size = max(amount, -amount)
    _refuse_odd_cash(size)
    if not amount or amount.fen * _SIGN_OF.get(reason, amount.fen) <= 0:
        raise BusinessRuleError(
            "wrong_direction",
            QT_TRANSLATE_NOOP("errors", "这个原因和存取的方向不合，什么都没有记"),
        )
    if reason in _NEEDS_NOTE and not note.strip():
        raise BusinessRuleError(
            "needs_reason", QT_TRANSLATE_NOOP("errors", "写明这笔钱是做什么的，还没有记")
        )
