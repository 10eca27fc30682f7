"""Closing a day: counts that stay, differences that are named, and the Z that freezes it all."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.account_money import BY_HAND
from desktop.domain.changes import Changes, Topic
from desktop.domain.day_close import (
    CalendarDay,
    CalendarState,
    CloseStep,
    DayCloseState,
    Difference,
    Signing,
    TenderToCount,
)
from desktop.domain.day_report import DayReport, from_json
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.permissions import Action, Actor, Role
from desktop.domain.shift import CountKind
from desktop.domain.tender import TenderMethod
from desktop.services.balance_typing import keep_typed
from desktop.services.close_differences import checked_reasons, differences_of
from desktop.services.close_signing import CloseSigning, DayClosed
from desktop.services.open_items import open_items_at
from desktop.services.shifts import MAXIMUM_CASH, checked_count
from desktop.storage import close_queries, open_shift_queries, platform_queries, shift_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.sale import Approval
    from desktop.services.reporting import Reporting
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.services.shifts import Shifts
    from desktop.storage.close_queries import CloseRow
    from desktop.storage.ground import Ground

__all__ = ["CashCounted", "DayClose", "DayClosed"]


@dataclass(frozen=True, slots=True)
class CashCounted:
    """A count of the drawer that was kept."""

    total: Money
    is_first: bool
    changes: Changes = field(default_factory=Changes)


class DayClose:
    """The close of a business date; each of its steps may be left and gone on with later."""

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        rights: Rights,
        shifts: Shifts,
        reporting: Reporting,
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._shifts = shifts
        self._reporting = reporting
        self._signing = CloseSigning(ground, reporting)

    def closing_date(self) -> date:
        """Return the date to be closed next: the oldest that was worked on and has no Z."""
        with self._ground.database.read() as connection:
            return self._closing_date(connection)

    def state(self, on: date | None = None) -> DayCloseState:
        """Return how far the close of a date is; it holds no sum that may not be seen yet."""
        with self._ground.database.read() as connection:
            return self._state(connection, on or self._closing_date(connection))

    def can_see_sums(self, actor: Actor, on: date | None = None) -> bool:
        """Whether an actor may see the sums of a date now; blind, a cashier sees counts only."""
        state = self.state(on)
        if state.is_closed or not self._settings.current.flag("close.blind"):
            return True
        return not state.hides_sums and actor.role is not Role.CASHIER

    def record_cash_count(
        self, actor: Actor, counts: Mapping[Money, int], on: date | None = None
    ) -> CashCounted:
        """Keep a count of the drawer; one typed again joins the first, it does not replace it.

        Raises:
            BusinessRuleError: ``count_malformed``, ``day_closed``.
        """
        total = checked_count(counts)
        self._rights.require(actor, Action.COUNT_TILL)
        with self._ground.database.write() as connection:
            on = self._open_date(connection, on)
            is_first = not shift_queries.list_cash_counts(connection, on, CountKind.DAY)
            held = open_shift_queries.find_open_shift(connection)
            shift_queries.insert_cash_count(
                connection,
                counts,
                id=self._ground.identifiers.next_id(),
                kind=CountKind.DAY,
                business_date=on,
                shift_id=held.id if held is not None and held.business_date == on else None,
                total=total,
                person_id=actor.id,
                counted_at=self._ground.now(),
            )
            body = {"date": on.isoformat(), "total": total, "person": actor.id, "first": is_first}
            self._ground.record(connection, LedgerEntry("cash_counted", body))
            self._ground.fail_points.reached("cash_count.before_commit")
        self._ground.fail_points.reached("cash_count.committed")
        return CashCounted(total, is_first, Changes.of(Topic.SHIFT))

    def record_tender_counts(
        self,
        actor: Actor,
        totals: Mapping[TenderMethod | int, Money],
        on: date | None = None,
    ) -> Changes:
        """Keep the totals read off the collecting phones, by code id, or by tender without a code.

        Raises:
            BusinessRuleError: ``amount_out_of_range``, ``code_unknown``, ``day_closed``.
        """
        self._rights.require(actor, Action.COUNT_TILL)
        with self._ground.database.write() as connection:
            on = self._open_date(connection, on)
            labels = close_queries.code_labels(connection)
            for key, total in totals.items():
                method, code_id = _tender_of(key, labels)
                _refuse_odd_total(total)
                close_queries.insert_tender_count(
                    connection,
                    id=self._ground.identifiers.next_id(),
                    business_date=on,
                    method=method,
                    collection_code_id=code_id,
                    counted=total,
                    person_id=actor.id,
                    counted_at=self._ground.now(),
                )
            kept = {str(key): total for key, total in totals.items()}
            body = {"date": on.isoformat(), "totals": kept, "person": actor.id}
            self._ground.record(connection, LedgerEntry("tenders_counted", body))
            self._ground.fail_points.reached("tender_count.before_commit")
        self._ground.fail_points.reached("tender_count.committed")
        return Changes.of(Topic.SHIFT)

    def record_balances(
        self, actor: Actor, seen: Mapping[str, Money], on: date | None = None
    ) -> Changes:
        """Keep what a person saw at accounts that cannot be asked, for this close alone.

        It stands until the account answers, which it may do while the day is open. What the till
        may spend there stays the platform's word.

        Args:
            actor: who looked; balances are the owner's to see.
            seen: what stands on each platform's own page, by the name in the report.
            on: the business date; the one to be closed by default.

        Raises:
            BusinessRuleError: codes of ``Rights.require``, ``amount_out_of_range``,
                ``account_unknown``, ``balance_is_fetched``, ``day_closed``.
        """
        self._rights.require(actor, Action.COUNT_TILL)
        self._rights.require(actor, Action.VIEW_COSTS)
        with self._ground.database.write() as connection:
            on = self._open_date(connection, on)
            figures = self._reporting.live_report(connection, on).platforms
            keep_typed(connection, self._ground, actor, on, seen, figures)
            self._ground.fail_points.reached("balance_count.before_commit")
        self._ground.fail_points.reached("balance_count.committed")
        return Changes.of(Topic.SHIFT)

    def differences(self, on: date | None = None) -> tuple[Difference, ...]:
        """Return where counted and expected differ, once everything is counted.

        Raises:
            BusinessRuleError: code ``not_counted``: no sum may be seen yet.
        """
        with self._ground.database.read() as connection:
            on = on or self._closing_date(connection)
            self._refuse_uncounted(connection, on)
            return self._differing(self._reporting.live_report(connection, on))

    def close_day(
        self,
        actor: Actor,
        reasons: Mapping[str, str],
        *,
        approval: Approval | None = None,
        signed_by: int | None = None,
        on: date | None = None,
    ) -> DayClosed:
        """Sign the Z: number it, freeze its report, chain it to the one before.

        Open items never stop it; what becomes of them later is booked on the next date. A shift
        that is still open is handed over with the day's count.

        Args:
            actor: who is signed in.
            reasons: why, by the key of each difference.
            approval: an owner's consent, for anyone else.
            signed_by: the cashier whose PIN was checked for this; the actor by default.
            on: the date; the oldest unsigned one by default.

        Raises:
            BusinessRuleError: ``needs_owner``, ``day_closed``, ``not_counted``, ``needs_reason``,
                ``earlier_day_open``, ``nothing_to_close``. Nothing was written.
        """
        self._rights.require(actor, Action.APPROVE_CLOSE, approval=approval)
        checked = self._signing.check_ledger()
        with self._ground.database.write() as connection:
            on = self._open_date(connection, on)
            self._refuse_unready(connection, on)
            found = self._differing(self._reporting.live_report(connection, on))
            given = checked_reasons(found, reasons)
            self._signing.hand_over(connection, actor, on)
            self._ground.fail_points.reached("close.shift_closed")
            signers = (signed_by or actor.id, approval.person_id if approval else actor.id)
            closed = self._signing.freeze(connection, on, found, given, signers, checked)
            self._ground.fail_points.reached("close.before_commit")
        self._ground.fail_points.reached("close.committed")
        return closed

    def calendar(self, year: int, month: int) -> tuple[CalendarDay, ...]:
        """Return every day of a month: closed, closed with a difference, open, or nothing."""
        since, until = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        with self._ground.database.read() as connection:
            closes = close_queries.list_closes(connection, since, until)
            worked = close_queries.worked_dates(connection, since, until)
        by_date = {row.business_date: row for row in closes}
        days = (date(year, month, day) for day in range(1, until.day + 1))
        return tuple(_calendar_day(on, by_date.get(on), on in worked) for on in days)

    def _state(self, connection: Connection, on: date) -> DayCloseState:
        signed = close_queries.find_close(connection, on)
        report = self._reporting.live_report(connection, on)
        counts = shift_queries.list_cash_counts(connection, on, CountKind.DAY)
        done = self._done(connection, on, report, signed)
        has_counts = {CloseStep.CASH, CloseStep.CODES} <= done
        is_blind = self._settings.current.flag("close.blind")
        return DayCloseState(
            business_date=on,
            is_closed=signed is not None,
            z_number=signed.z_number if signed else None,
            done=done,
            hides_sums=is_blind and signed is None and not has_counts,
            open_items=open_items_at(connection, self._settings.current, self._ground.now()),
            cash_counts=counts[-1].count_by_denomination if counts else {},
            cash_counted=report.cash.counted,
            first_cash_counted=counts[0].total if counts else None,
            tenders=_tenders_to_count(report),
            earlier_open_date=close_queries.first_open_date(connection, on),
            signing=None if signed is None else self._signing_of(connection, signed),
        )

    def _signing_of(self, connection: Connection, signed: CloseRow) -> Signing:
        reasons = json.loads(signed.difference_reasons or "{}")
        found = self._differing(from_json(json.loads(signed.report)))
        closed_by, approved_by = close_queries.signers_of(connection, signed.business_date)
        explained = tuple((each, reasons[each.key]) for each in found if each.key in reasons)
        return Signing(signed.closed_at, closed_by, approved_by, explained)

    def _done(
        self, connection: Connection, on: date, report: DayReport, signed: CloseRow | None
    ) -> frozenset[CloseStep]:
        if signed is not None:
            return frozenset(CloseStep)
        counts = shift_queries.list_cash_counts(connection, on, CountKind.DAY)
        has_cash = report.cash.counted is not None
        has_codes = all(code.counted is not None for code in report.codes)
        since = counts[0].counted_at if counts else None
        typed = frozenset(close_queries.latest_balance_counts(connection, on))
        has_asked = has_cash and _accounts_asked(connection, since, typed)
        is_even = has_cash and has_codes and not self._differing(report)
        is_begun = has_cash or close_queries.open_items(connection).is_empty
        steps = {
            CloseStep.OPEN_ITEMS: is_begun,
            CloseStep.CASH: has_cash,
            CloseStep.CODES: has_cash and has_codes,
            CloseStep.PLATFORMS: has_codes and has_asked,
            CloseStep.DIFFERENCES: is_even and has_asked,
        }
        return frozenset(step for step, is_done in steps.items() if is_done)

    def _differing(self, report: DayReport) -> tuple[Difference, ...]:
        return differences_of(report, self._settings.current.money("close.difference_limit"))

    def _closing_date(self, connection: Connection) -> date:
        present = self._shifts.business_date_in(connection)
        return close_queries.first_open_date(connection, present) or present

    def _open_date(self, connection: Connection, on: date | None) -> date:
        on = on or self._closing_date(connection)
        last = shift_queries.last_closed_date(connection)
        if last is not None and on <= last:
            raise BusinessRuleError(
                "day_closed",
                QT_TRANSLATE_NOOP("errors", "{date} 已经日结，不能再改"),
                date=on.isoformat(),
            )
        return on

    def _refuse_uncounted(self, connection: Connection, on: date) -> None:
        done = self._done(connection, on, self._reporting.live_report(connection, on), None)
        if not {CloseStep.CASH, CloseStep.CODES} <= done:
            raise BusinessRuleError(
                "not_counted", QT_TRANSLATE_NOOP("errors", "先点完现金、抄完收款码，再看差额")
            )

    def _refuse_unready(self, connection: Connection, on: date) -> None:
        earlier = close_queries.first_open_date(connection, on)
        if earlier is not None:
            raise BusinessRuleError(
                "earlier_day_open",
                QT_TRANSLATE_NOOP("errors", "{date} 还没有日结，先结那一天"),
                date=earlier.isoformat(),
            )
        if not shift_queries.list_shifts(connection, on):
            raise BusinessRuleError(
                "nothing_to_close",
                QT_TRANSLATE_NOOP("errors", "{date} 没有开过班，不用日结"),
                date=on.isoformat(),
            )
        self._refuse_uncounted(connection, on)


def _tender_of(
    key: TenderMethod | int, labels: Mapping[int, tuple[TenderMethod, str]]
) -> tuple[TenderMethod, int | None]:
    if isinstance(key, TenderMethod):
        return key, None
    if key not in labels:
        raise BusinessRuleError("code_unknown", QT_TRANSLATE_NOOP("errors", "没有这个收款码"))
    return labels[key][0], key


def _refuse_odd_total(total: Money) -> None:
    if not -MAXIMUM_CASH <= total <= MAXIMUM_CASH:
        raise BusinessRuleError(
            "amount_out_of_range",
            QT_TRANSLATE_NOOP("errors", "金额要在 0 到 {maximum} 之间，什么都没有记"),
            maximum=MAXIMUM_CASH,
        )


def _tenders_to_count(report: DayReport) -> tuple[TenderToCount, ...]:
    return tuple(
        TenderToCount(TenderMethod(code.method), code.code_id, code.label, code.counted)
        for code in report.codes
    )


def _accounts_asked(connection: Connection, since: datetime | None, typed: frozenset[int]) -> bool:
    """Whether every account answered or failed since the drawer was counted, or was typed."""
    for account in platform_queries.load_accounts(connection):
        if account.platform == BY_HAND:
            continue  # nobody can be asked: what was typed stands
        if account.id in typed:
            continue
        times = [at for at in (account.balance_at, account.trouble_at) if at is not None]
        if since is None or not any(at >= since for at in times):
            return False
    return True


def _calendar_day(on: date, signed: CloseRow | None, was_worked: bool) -> CalendarDay:  # noqa: FBT001 - a fact about the day, private
    if signed is None:
        return CalendarDay(on, CalendarState.OPEN if was_worked else CalendarState.NOTHING)
    has_difference = signed.difference_reasons not in {"", "{}"}
    state = CalendarState.CLOSED_WITH_DIFFERENCE if has_difference else CalendarState.CLOSED
    return CalendarDay(on, state, signed.z_number)
