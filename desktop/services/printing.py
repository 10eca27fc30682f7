"""Printing: jobs that are stored first and run on the device lane (``print_run``).

A job says what to print, never how it looked: the paper is made when it is printed
(``paper_documents``). A printer that is off leaves the job failed with a sentence; it never stops a
sale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from desktop.devices import open_printer
from desktop.devices.base import Printer
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action, Actor, Role
from desktop.domain.printing import PrintJobKind, PrintJobState
from desktop.domain.receipt import PageRenderer
from desktop.services import papers
from desktop.services.card_looks import require_look
from desktop.services.paper_documents import PaperDocuments
from desktop.services.print_run import PrintRun, open_cards_of
from desktop.services.printer_setup import NO_PRINTER, OpenPrinter, printer_settings
from desktop.storage import member_receipt_queries, print_queries, report_queries, sale_queries
from desktop.storage.ledger import LedgerEntry
from desktop.storage.print_queries import PrintJobRow
from desktop.translating import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.sale import Approval
    from desktop.services.day_close import DayClose
    from desktop.services.reporting import Reporting
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

__all__ = ["FailedPaper", "PrintJobRow", "PrintOutcome", "PrinterState", "Printing"]

FREE_DRAWER_OPENINGS: Final = 3
"""How often a cashier opens the drawer without a sale on one date before the owner is asked."""
_NEVER_COPIES: Final = frozenset({PrintJobKind.X_REPORT, PrintJobKind.TEST_PAGE})


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """A job that was put in the queue.

    Attributes:
        is_dropped: there is no printer: nothing will be printed, and nothing failed.
        copy_number: 0 for a first print, else which reprint this is.
    """

    job_id: int
    is_dropped: bool
    copy_number: int
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class FailedPaper:
    """A paper that did not come out.

    Attributes:
        subject: the number of the sale or receipt, or the date; empty for a shift or a test page.
    """

    job: PrintJobRow
    subject: str


@dataclass(frozen=True, slots=True)
class PrinterState:
    """What the status bar says of the printer.

    Attributes:
        trouble_text: the sentence of the newest failed job; empty when none failed.
    """

    is_set_up: bool
    queued_count: int
    failed_count: int
    trouble_text: str


class Printing:
    """Puts papers in the queue, and prints what is in it.

    Attributes:
        documents: the papers themselves, to be shown or saved.
    """

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        rights: Rights,
        reporting: Reporting,
        day_close: DayClose,
        *,
        renderer: PageRenderer | None = None,
        open_device: OpenPrinter = open_printer,
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._reporting = reporting
        self._day_close = day_close
        self._renderer = renderer
        self._open_device = open_device
        self.documents = PaperDocuments(ground, settings, reporting, day_close)
        self._run = PrintRun(ground, settings, self.documents, self._printer)

    def use_renderer(self, renderer: PageRenderer) -> None:
        """Hand in what draws papers, once the window exists."""
        self._renderer = renderer

    # The queue

    def enqueue(
        self,
        actor: Actor,
        kind: PrintJobKind,
        subject_id: int,
        line_ids: Sequence[int] = (),
        *,
        approval: Approval | None = None,
    ) -> PrintOutcome:
        """Ask for a paper; it is printed by :meth:`run_queued`.

        A paper that failed is tried again instead of being asked for twice.

        Args:
            actor: who asks.
            kind: which paper.
            subject_id: the sale, the shift, or for X and Z the ordinal of the date.
            line_ids: the sold lines of a secret slip.
            approval: the consent that a second look at a card needs.

        Raises:
            BusinessRuleError: ``needs_owner`` for cards seen before, ``nothing_to_reveal``.
        """
        has_printer = self._settings.current.text("printer.kind") != NO_PRINTER
        failed = self._find_failed(kind, subject_id, line_ids) if has_printer else None
        if failed is not None:
            return self.retry(actor, failed.id, approval)
        if kind is PrintJobKind.SECRET_SLIP:
            self._require_reveal(actor, line_ids, approval)
        job_id = self._ground.identifiers.next_id()
        with self._ground.database.write() as connection:
            earlier = print_queries.count_prints(connection, kind, subject_id, line_ids)
            copy_number = 0 if kind in _NEVER_COPIES else earlier
            print_queries.insert_job(
                connection,
                line_ids,
                id=job_id,
                kind=kind,
                subject_id=subject_id,
                copy_number=copy_number,
                state=PrintJobState.QUEUED if has_printer else PrintJobState.DROPPED,
                trouble_text="" if has_printer else translate("errors", _WITHOUT_PRINTER),
                person_id=actor.id,
                requested_at=self._ground.now(),
            )
            self._ground.fail_points.reached("print.before_queued")
        self._ground.fail_points.reached("print.queued")
        return PrintOutcome(job_id, not has_printer, copy_number, _CHANGES)

    def test_page(self, actor: Actor) -> PrintOutcome:
        """Ask for a page that shows whether the printer speaks Chinese."""
        return self.enqueue(actor, PrintJobKind.TEST_PAGE, 0)

    def enqueue_day(self, actor: Actor, on: date | None = None) -> PrintOutcome:
        """Ask for the Z of a signed date, else for its X."""
        on = on or self._day_close.closing_date()
        is_signed = self._reporting.day_report(on).z_number is not None
        kind = PrintJobKind.Z_REPORT if is_signed else PrintJobKind.X_REPORT
        return self.enqueue(actor, kind, papers.date_subject(on))

    def retry(self, actor: Actor, job_id: int, approval: Approval | None = None) -> PrintOutcome:
        """Put a failed job back into the queue.

        Who asked for a secret slip may try again. Anyone else sees a card a second time, and so do
        they once the customer got it another way.

        Raises:
            BusinessRuleError: ``needs_owner``, ``job_not_failed``.
        """
        with self._ground.database.read() as connection:
            job = print_queries.load_job(connection, job_id)
            is_second = job.person_id != actor.id or print_queries.was_given_since(connection, job)
        if job.state is not PrintJobState.FAILED:
            raise BusinessRuleError(
                "job_not_failed", QT_TRANSLATE_NOOP("errors", "这张纸没有失败，不用重打")
            )
        if job.kind is PrintJobKind.SECRET_SLIP and is_second:
            self._require_reveal(actor, job.line_ids, approval)
        with self._ground.database.write() as connection:
            print_queries.update_job(
                connection, job_id, state=PrintJobState.QUEUED, trouble_text="", finished_at=None
            )
        return PrintOutcome(job_id, is_dropped=False, copy_number=job.copy_number, changes=_CHANGES)

    def drop(self, actor: Actor, job_id: int) -> Changes:
        """Give a failed paper up: it is asked for no more and counts as failed no more.

        Nothing else changes: goods whose slip did not come out stay to be handed over.

        Raises:
            BusinessRuleError: ``job_not_failed``.
        """
        with self._ground.database.write() as connection:
            job = print_queries.load_job(connection, job_id)
            if job.state is not PrintJobState.FAILED:
                raise BusinessRuleError(
                    "job_not_failed", QT_TRANSLATE_NOOP("errors", "这张纸没有失败，不用重打")
                )
            print_queries.update_job(connection, job_id, state=PrintJobState.DROPPED)
            body = {"job": job_id, "kind": str(job.kind), "subject": job.subject_id}
            self._ground.record(
                connection, LedgerEntry("paper_given_up", body | {"person": actor.id})
            )
        return _CHANGES

    def failed_papers(self) -> tuple[FailedPaper, ...]:
        """Return what did not come out, the newest first."""
        with self._ground.database.read() as connection:
            jobs = print_queries.list_jobs(connection, [PrintJobState.FAILED])
            return tuple(FailedPaper(job, _subject_of(connection, job)) for job in jobs)

    def _find_failed(
        self, kind: PrintJobKind, subject_id: int, line_ids: Sequence[int]
    ) -> PrintJobRow | None:
        with self._ground.database.read() as connection:
            return print_queries.find_failed(connection, kind, subject_id, line_ids)

    def jobs(self, limit: int = 50) -> tuple[PrintJobRow, ...]:
        """Return the newest jobs."""
        with self._ground.database.read() as connection:
            return print_queries.list_jobs(connection, limit=limit)

    def printer_state(self) -> PrinterState:
        """Return what the status bar says."""
        with self._ground.database.read() as connection:
            failed = print_queries.list_jobs(connection, [PrintJobState.FAILED], limit=1)
            return PrinterState(
                self._settings.current.text("printer.kind") != NO_PRINTER,
                print_queries.count_by_state(connection, PrintJobState.QUEUED),
                print_queries.count_by_state(connection, PrintJobState.FAILED),
                failed[0].trouble_text if failed else "",
            )

    # The device

    def run_queued(self) -> tuple[PrintJobRow, ...]:
        """Print what waits, oldest first; stop at the first that fails.

        To be called on the device lane. Returns every job it finished, failed ones too.
        """
        return self._run.run()

    def open_drawer(self, actor: Actor, reason: str, approval: Approval | None = None) -> Changes:
        """Open the cash drawer without a sale; it stands in the ledger before it opens.

        Raises:
            BusinessRuleError: ``needs_reason``, or ``needs_owner`` after too many on one date.
            DeviceError: the drawer did not open.
        """
        self._rights.require(actor, Action.OPEN_DRAWER, approval=approval, reason=reason)
        if actor.role is Role.CASHIER and approval is None:
            self._refuse_frequent_opening(actor)
        with self._ground.database.write() as connection:
            entry = LedgerEntry("drawer_opened", {"person": actor.id, "channel": actor.channel})
            self._ground.record(connection, entry)
        self._printer().open_drawer()
        return Changes.of(Topic.SHIFT)

    def _require_reveal(
        self, actor: Actor, line_ids: Sequence[int], approval: Approval | None
    ) -> None:
        with self._ground.database.read() as connection:
            cards = [card for line in line_ids for card in open_cards_of(connection, line)]
        if not cards:
            raise BusinessRuleError(
                "nothing_to_reveal",
                QT_TRANSLATE_NOOP("errors", "这一行没有可以给看的卡密，货还没到或已经退了"),
            )
        require_look(self._rights, actor, cards, approval)

    def _refuse_frequent_opening(self, actor: Actor) -> None:
        with self._ground.database.read() as connection:
            span = self._reporting.span_of(connection, self._day_close.closing_date())
            entries = report_queries.list_noted(
                connection, self._ground.till, ["drawer_opened"], span
            )
        own = [entry for entry in entries if entry.body.get("person") == actor.id]
        if len(own) >= FREE_DRAWER_OPENINGS:
            raise BusinessRuleError(
                "needs_owner", QT_TRANSLATE_NOOP("errors", "今天已经空开 3 次钱箱，要店主 PIN")
            )

    def _printer(self) -> Printer:
        return self._open_device(printer_settings(self._settings.current), self._renderer)


_WITHOUT_PRINTER: Final = QT_TRANSLATE_NOOP("errors", "没有打印机")
_CHANGES: Final = Changes.of(Topic.PRINT_JOBS)


def _subject_of(connection: Connection, job: PrintJobRow) -> str:
    if job.kind in {PrintJobKind.RECEIPT, PrintJobKind.SECRET_SLIP}:
        return sale_queries.number_of(connection, job.subject_id)
    if job.kind is PrintJobKind.MEMBER_RECEIPT:
        return member_receipt_queries.find_number(connection, job.subject_id)
    if job.kind in {PrintJobKind.X_REPORT, PrintJobKind.Z_REPORT}:
        return date.fromordinal(job.subject_id).isoformat()
    return ""
