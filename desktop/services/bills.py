"""Bills of the collecting phones: read a file, keep its rows once, say what does not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.bill_matching import BillMatching
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO
from desktop.domain.permissions import Action
from desktop.reports.day_bills import BillDay, read_bill_day
from desktop.services.bill_reading import BILL_METHODS, BillFile, read_bill
from desktop.storage import bill_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.domain.tender import TenderMethod
    from desktop.services.day_close import DayClose
    from desktop.services.reporting import Reporting
    from desktop.services.rights import Rights
    from desktop.services.table_reading import RowProblem
    from desktop.storage.bill_queries import KeptRow
    from desktop.storage.ground import Ground

__all__ = ["BillDay", "BillImport", "Bills"]

MAXIMUM_NOTE: Final = 200
_CHANGES: Final = Changes.of(Topic.SHIFT)


@dataclass(frozen=True, slots=True)
class BillImport:
    """What became of a bill file.

    Attributes:
        on: the business date it was held against.
        read: rows of the file, takings or not.
        added: takings and refunds that are new.
        known: those that were kept before.
        matching: of that date and this tender; empty where lines were bad.
        errors: bad lines; with any of them nothing was written.
    """

    on: date
    read: int
    added: int
    known: int
    matching: BillMatching
    errors: tuple[RowProblem, ...] = ()
    changes: Changes = field(default_factory=Changes)


class Bills:
    """Money that the phones saw, held against what the till booked."""

    def __init__(
        self, ground: Ground, rights: Rights, reporting: Reporting, day_close: DayClose
    ) -> None:
        self._ground = ground
        self._rights = rights
        self._reporting = reporting
        self._day_close = day_close

    def day(self, actor: Actor, on: date | None = None) -> BillDay:
        """Return what bills say about a business date; the one to be closed next by default.

        Raises:
            BusinessRuleError: a right is missing: the sums of a day stand in it.
        """
        self._rights.require(actor, Action.VIEW_COSTS)
        return self._day(on or self._day_close.closing_date())

    def import_file(
        self,
        actor: Actor,
        source: Path | bytes | str,
        method: TenderMethod,
        on: date | None = None,
        *,
        encoding: str | None = None,
        is_other_phone: bool = False,
        dry_run: bool = False,
        approval: Approval | None = None,
    ) -> BillImport:
        """Keep the rows of a bill that are new; with any bad line nothing is written.

        Args:
            actor: who imports.
            source: the file, its bytes, or pasted text.
            method: whose bill it is.
            on: the business date it is for; the one to be closed next by default.
            encoding: of a text file, where it cannot be told.
            is_other_phone: a person said that the shop collects on this account too.
            dry_run: only look.
            approval: an owner's consent, for anyone else.

        Raises:
            BusinessRuleError: ``needs_owner``, ``bill_method_unknown``, ``bill_of_other_days``,
                ``bill_of_other_shop``, and what ``read_bill`` refuses.
        """
        self._rights.require(actor, Action.APPROVE_CLOSE, approval=approval)
        if method not in BILL_METHODS:
            raise BusinessRuleError(
                "bill_method_unknown",
                QT_TRANSLATE_NOOP("errors", "只认得微信和支付宝的账单，什么都没导入"),
            )
        bill = read_bill(source, method, encoding)
        on = on or self._day_close.closing_date()
        _refuse_other_days(bill, on)
        with self._ground.database.write() as connection:
            if not is_other_phone:
                _refuse_other_shop(connection, bill)
            fresh = _fresh_rows(connection, bill)
            if bill.problems or dry_run:
                return _looked_at(on, bill, len(fresh))
            self._write(connection, actor, bill, fresh)
            self._ground.fail_points.reached("bills.before_commit")
        self._ground.fail_points.reached("bills.committed")
        matching = _of_method(self._day(on).matching, method)
        known = len(bill.lines) - len(fresh)
        return BillImport(on, bill.read_count, len(fresh), known, matching, changes=_CHANGES)

    def choose(
        self, actor: Actor, row_id: int, payment_id: int, approval: Approval | None = None
    ) -> Changes:
        """Say which payment or member's receipt a row belongs to, where nobody could tell.

        Raises:
            BusinessRuleError: ``bill_row_unknown``, ``bill_row_taken``, ``bill_pair_refused`` when
                tender or amount differ.
        """
        self._rights.require(actor, Action.APPROVE_CLOSE, approval=approval)
        with self._ground.database.write() as connection:
            kept = _row_of(connection, row_id)
            paid = bill_queries.find_payment(connection, payment_id)
            if paid is None or (paid.method, paid.amount) != (kept.row.method, kept.row.amount):
                raise BusinessRuleError(
                    "bill_pair_refused",
                    QT_TRANSLATE_NOOP("errors", "金额或收款方式不同，不能配在一起，没有改动"),
                )
            if kept.payment_id is not None or kept.set_aside_note:
                raise _already_decided()
            if bill_queries.is_chosen(connection, payment_id):
                raise _already_decided()
            name = "receipt" if paid.is_receipt else "payment"
            said = {name: payment_id}
            self._decide(connection, actor, row_id, said, **{f"{name}_id": payment_id})
        return _CHANGES

    def set_aside(
        self, actor: Actor, row_id: int, note: str, approval: Approval | None = None
    ) -> Changes:
        """Say that money is none of the shop's, and why.

        Raises:
            BusinessRuleError: ``needs_reason``, ``bill_row_unknown``, ``bill_row_taken``.
        """
        self._rights.require(actor, Action.APPROVE_CLOSE, approval=approval)
        note = note.strip()
        if not note or len(note) > MAXIMUM_NOTE:
            raise BusinessRuleError(
                "needs_reason",
                QT_TRANSLATE_NOOP("errors", "写明这笔钱是什么，最多 {maximum} 个字，还没有记"),
                maximum=MAXIMUM_NOTE,
            )
        with self._ground.database.write() as connection:
            kept = _row_of(connection, row_id)
            if kept.payment_id is not None or kept.set_aside_note:
                raise _already_decided()
            amount = {"amount": kept.row.amount}
            self._decide(connection, actor, row_id, amount, set_aside_note=note)
        return _CHANGES

    def _day(self, on: date) -> BillDay:
        with self._ground.database.read() as connection:
            return read_bill_day(connection, on, self._reporting.span_of(connection, on))

    def _write(
        self, connection: Connection, actor: Actor, bill: BillFile, fresh: list[dict[str, Any]]
    ) -> None:
        file_id = self._ground.identifiers.next_id()
        bill_queries.insert_file(
            connection,
            id=file_id,
            method=bill.method,
            owner=bill.owner,
            since=bill.since,
            until=bill.until,
            seen_until=bill.seen_until,
            row_count=len(bill.lines),
            person_id=actor.id,
            imported_at=self._ground.now(),
        )
        next_id = self._ground.identifiers.next_id
        rows = [{"id": next_id(), "file_id": file_id, **row} for row in fresh]
        bill_queries.insert_rows(connection, rows)
        body = {
            "file": file_id,
            "method": str(bill.method),
            "since": bill.since.isoformat(),
            "until": bill.until.isoformat(),
            "rows": len(rows),
            "amount": sum(row["amount"].fen for row in rows),
            "person": actor.id,
        }
        self._ground.record(connection, LedgerEntry("bills_imported", body))

    def _decide(
        self,
        connection: Connection,
        actor: Actor,
        row_id: int,
        said: dict[str, Any],
        **columns: Any,
    ) -> None:
        bill_queries.decide(
            connection, row_id, decided_by=actor.id, decided_at=self._ground.now(), **columns
        )
        body = {"row": row_id, "person": actor.id, **said}
        self._ground.record(connection, LedgerEntry("bill_row_decided", body))


def _refuse_other_days(bill: BillFile, on: date) -> None:
    if not bill.covers(on):
        raise BusinessRuleError(
            "bill_of_other_days",
            QT_TRANSLATE_NOOP(
                "errors", "账单是 {since} 到 {until} 的，没有 {date} 这一天，什么都没导入"
            ),
            since=bill.since.isoformat(),
            until=bill.until.isoformat(),
            date=on.isoformat(),
        )


def _refuse_other_shop(connection: Connection, bill: BillFile) -> None:
    known = bill_queries.owners_of(connection, bill.method)
    if bill.owner and known and bill.owner not in known:
        raise BusinessRuleError(
            "bill_of_other_shop",
            QT_TRANSLATE_NOOP(
                "errors",
                "这份账单是 {owner} 的，以前导入的是 {known} 的。"
                "真是本店的另一部收款手机再确认，什么都没导入",
            ),
            owner=bill.owner,
            known=min(known),
        )


def _fresh_rows(connection: Connection, bill: BillFile) -> list[dict[str, Any]]:
    """Return the rows that are not kept yet; a number that a file names twice counts once."""
    numbers = {line.number for line in bill.lines}
    seen = set(bill_queries.known_numbers(connection, bill.method, numbers))
    fresh = []
    for line in bill.lines:
        key = (line.number, line.amount < ZERO)
        if key in seen:
            continue
        seen.add(key)
        fresh.append(
            {
                "method": bill.method,
                "number": line.number,
                "is_refund": key[1],
                "happened_at": line.at,
                "amount": line.amount,
                "fee": line.fee,
            }
        )
    return fresh


def _looked_at(on: date, bill: BillFile, fresh: int) -> BillImport:
    known = len(bill.lines) - fresh
    return BillImport(on, bill.read_count, fresh, known, BillMatching(), bill.problems)


def _of_method(matching: BillMatching, method: TenderMethod) -> BillMatching:
    return BillMatching(
        matched=tuple(pair for pair in matching.matched if pair[0].method is method),
        sales_without_money=tuple(p for p in matching.sales_without_money if p.method is method),
        money_without_sale=tuple(r for r in matching.money_without_sale if r.method is method),
        ambiguous=tuple(knot for knot in matching.ambiguous if knot.rows[0].method is method),
    )


def _row_of(connection: Connection, row_id: int) -> KeptRow:
    kept = bill_queries.find_row(connection, row_id)
    if kept is None:
        raise BusinessRuleError(
            "bill_row_unknown", QT_TRANSLATE_NOOP("errors", "没有这条账单，没有改动")
        )
    return kept


def _already_decided() -> BusinessRuleError:
    return BusinessRuleError(
        "bill_row_taken", QT_TRANSLATE_NOOP("errors", "这条账单或这笔收款已经有人配过，没有改动")
    )
