"""Closing a day: counts that stay, differences that are named, and the Z that freezes it all."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.account_money import BY_HAND
from desktop.domain.changes import Changes, Topic
from desktop.domain.day_close import (
    CalendarDay,
    CalendarState,
    CloseStep,
    DayCloseState,
    Difference,
    DifferenceKind,
    Signing,
    TenderToCount,
)
from desktop.domain.day_report import DayReport, DayState, ExceptionFigures, from_json, to_json
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.permissions import Action, Actor, Role
from desktop.domain.shift import CountKind
from desktop.domain.tender import TenderMethod
from desktop.services.balance_typing import keep_typed
from desktop.services.open_items import open_items_at
from desktop.services.shifts import MAXIMUM_CASH, checked_count
from desktop.storage import (
    close_queries,
    open_shift_queries,
    platform_queries,
    report_queries,
    shift_queries,
)
from desktop.storage.consistency import close_mac, first_close_mac
from desktop.storage.ledger import LedgerEntry, verify

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
    from desktop.storage.ledger import LedgerVerdict

MAXIMUM_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class CashCounted:
    """A count of the drawer that was kept."""

    total: Money
    is_first: bool
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class DayClosed:
    """A signed Z.

    Attributes:
        head_code: the 16 characters on the slip: the ledger's head just before the Z was signed.
    """

    z_number: int
    head_code: str
    report: DayReport
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
            return self._differences(self._reporting.live_report(connection, on))

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
        checked = self._check_ledger()
        with self._ground.database.write() as connection:
            on = self._open_date(connection, on)
            self._refuse_unready(connection, on)
            found = self._differences(self._reporting.live_report(connection, on))
            given = _checked_reasons(found, reasons)
            self._hand_over(connection, actor, on)
            self._ground.fail_points.reached("close.shift_closed")
            signers = (signed_by or actor.id, approval.person_id if approval else actor.id)
            closed = self._freeze(connection, on, found, given, signers, checked)
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
        found = self._differences(from_json(json.loads(signed.report)))
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
        is_even = has_cash and has_codes and not self._differences(report)
        is_begun = has_cash or close_queries.open_items(connection).is_empty
        steps = {
            CloseStep.OPEN_ITEMS: is_begun,
            CloseStep.CASH: has_cash,
            CloseStep.CODES: has_cash and has_codes,
            CloseStep.PLATFORMS: has_codes and has_asked,
            CloseStep.DIFFERENCES: is_even and has_asked,
        }
        return frozenset(step for step, is_done in steps.items() if is_done)

    def _differences(self, report: DayReport) -> tuple[Difference, ...]:
        limit = self._settings.current.money("close.difference_limit")
        return tuple(
            Difference(key, kind, label, expected, counted, amount, abs(amount.fen) > limit.fen)
            for key, kind, label, expected, counted in _compared(report)
            if (amount := counted - expected)
        )

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

    def _hand_over(self, connection: Connection, actor: Actor, on: date) -> None:
        held = open_shift_queries.find_open_shift(connection)
        if held is None or held.business_date != on:
            return
        counts = shift_queries.list_cash_counts(connection, on, CountKind.DAY)
        counted = counts[-1].total if counts else None
        shift_queries.close_shift(
            connection,
            held.id,
            closed_at=self._ground.now(),
            closed_by=actor.id,
            counted=counted,
            note="",
        )
        body = {"shift": held.id, "counted": counted, "person": actor.id}
        self._ground.record(connection, LedgerEntry("shift_closed", body))

    def _freeze(
        self,
        connection: Connection,
        on: date,
        found: tuple[Difference, ...],
        reasons: Mapping[str, str],
        signers: tuple[int, int],
        checked: LedgerVerdict,
    ) -> DayClosed:
        before = close_queries.last_close(connection)
        z_number = before.z_number + 1 if before else 1
        live = self._reporting.live_report(connection, on)
        report = replace(live, state=DayState.CLOSED, z_number=z_number)
        if checked.problems:
            broken = ExceptionFigures("ledger_broken", len(checked.problems))
            report = replace(report, exceptions=(*report.exceptions, broken))
        text = json.dumps(to_json(report), ensure_ascii=False, sort_keys=True)
        vault = self._ground.vault
        previous = before.report_mac if before else first_close_mac(vault)
        mac = close_mac(vault, previous, text)
        close_queries.insert_close(
            connection,
            id=self._ground.identifiers.next_id(),
            z_number=z_number,
            business_date=on,
            closed_at=self._signed_at(connection),
            closed_by=signers[0],
            approved_by=signers[1],
            difference_reasons=json.dumps(dict(reasons), ensure_ascii=False),
            report=text,
            report_mac=mac,
            previous_mac=previous,
            head_code=report.head,
        )
        self._ground.record(connection, _closed_entry(report, mac, found, signers, checked))
        changes = Changes.of(Topic.SHIFT, Topic.SALES)
        return DayClosed(z_number, report.head, report, changes)

    def _check_ledger(self) -> LedgerVerdict:
        """Verify the whole ledger before the books are locked: sales go on meanwhile.

        What is wrong never stops a Z; it stands on it.
        """
        with self._ground.database.read() as connection:
            return verify(connection, self._ground.vault)

    def _signed_at(self, connection: Connection) -> datetime:
        """Return an instant after everything the ledger holds, however the clock was turned."""
        last = report_queries.last_noted_at(connection, self._ground.till)
        now = self._ground.now()
        return (now if last is None else max(now, last)) + timedelta(milliseconds=1)


def _closed_entry(
    report: DayReport,
    mac: bytes,
    found: tuple[Difference, ...],
    signers: tuple[int, int],
    checked: LedgerVerdict,
) -> LedgerEntry:
    body: dict[str, Any] = {
        "z": report.z_number,
        "date": report.date.isoformat(),
        "net": report.sales.net,
        "mac": mac.hex(),
        "head": report.head,
        "differences": {entry.key: entry.amount for entry in found},
        "closed_by": signers[0],
        "approved_by": signers[1],
        "ledger": {
            "entries": checked.entries,
            "bad_entry": checked.problems[0].seq if checked.problems else 0,
        },
    }
    return LedgerEntry("day_closed", body)


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


def code_key(method: str, code_id: int | None) -> str:
    """Return the key of a collection code's difference."""
    return method if code_id is None else f"{method}:{code_id}"


def _compared(
    report: DayReport,
) -> tuple[tuple[str, DifferenceKind, str, Money, Money], ...]:
    """Return every place where something was counted, with what it should be."""
    cash = (
        [("cash", DifferenceKind.CASH, "", report.cash.expected, report.cash.counted)]
        if report.cash.counted is not None
        else []
    )
    codes = [
        (
            code_key(code.method, code.code_id),
            DifferenceKind.CODE,
            code.label,
            code.expected,
            code.counted,
        )
        for code in report.codes
        if code.counted is not None
    ]
    platforms = [
        (
            f"platform:{entry.account}",
            DifferenceKind.PLATFORM,
            entry.account,
            entry.expected,
            entry.actual,
        )
        for entry in report.platforms
        if entry.expected is not None and entry.actual is not None
    ]
    return (*cash, *codes, *platforms)


def _checked_reasons(found: tuple[Difference, ...], reasons: Mapping[str, str]) -> dict[str, str]:
    given = {entry.key: reasons.get(entry.key, "").strip()[:MAXIMUM_REASON] for entry in found}
    missing = [entry for entry in found if not given[entry.key]]
    if missing:
        raise BusinessRuleError(
            "needs_reason",
            QT_TRANSLATE_NOOP("errors", "还有 {count} 处差额没写原因，还没有日结"),
            count=len(missing),
            keys=[entry.key for entry in missing],
        )
    return given


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
