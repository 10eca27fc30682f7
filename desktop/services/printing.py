"""Printing: jobs that are stored first and run on the device lane.

A job says what to print, never how it looked. A secret slip is opened only at the device, after its
reveal was committed, and lies nowhere in the profile. A printer that is off leaves the job failed
with a sentence; it never stops a sale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from desktop.devices import open_printer
from desktop.devices.base import Printer, PrinterSettings, TextCoding
from desktop.domain.card import CardState
from desktop.domain.changes import Changes, Topic
from desktop.domain.delivery import HandOver
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, DeviceError
from desktop.domain.member_receipt import member_receipt
from desktop.domain.payout_slip import payout_slip
from desktop.domain.permissions import Action, Actor, Role
from desktop.domain.printing import PrintJobKind, PrintJobState
from desktop.domain.receipt import Page, PageRenderer, PaperWidth, Receipt, Text, Title
from desktop.domain.slips import (
    day_report_slip,
    receipt_qr_text,
    sale_receipt,
    secret_slip,
    shift_slip,
)
from desktop.services import papers
from desktop.services.open_items import open_items_at
from desktop.services.payout_papers import payout_content
from desktop.services.report_page import day_page, day_sheets
from desktop.storage import (
    delivery_queries,
    member_receipt_queries,
    print_queries,
    report_queries,
    sale_queries,
    shift_queries,
    staff_queries,
)
from desktop.storage.ledger import LedgerEntry
from desktop.storage.print_queries import PrintJobRow
from desktop.translating import sentence_of, translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.member_receipt import ReceiptFacts
    from desktop.domain.sale import Approval
    from desktop.services.day_close import DayClose
    from desktop.services.reporting import Reporting
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.services.settings_values import SettingsValues
    from desktop.services.table_writing import Sheet
    from desktop.storage.delivery_queries import CardOfLine
    from desktop.storage.ground import Ground

__all__ = ["FailedPaper", "PrintJobRow", "PrintOutcome", "PrinterState", "Printing"]

NO_PRINTER: Final = "none"
FREE_DRAWER_OPENINGS: Final = 3
"""How often a cashier opens the drawer without a sale on one date before the owner is asked."""
_WIDTHS: Final = {"58": PaperWidth.MM_58, "80": PaperWidth.MM_80}
_FIELD_OF_KIND: Final = {
    "tcp": ("host", "port", ":"),
    "serial": ("port", "rate", "@"),
    "device": ("path", "", ""),
    "file": ("path", "", ""),
    "queue": ("queue", "", ""),
    "windows": ("name", "", ""),
}
_NEVER_COPIES: Final = frozenset({PrintJobKind.X_REPORT, PrintJobKind.TEST_PAGE})
_OPEN_STATES: Final = frozenset({CardState.SOLD, CardState.REVEALED})

OpenPrinter = Callable[[PrinterSettings, PageRenderer | None], Printer]


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
    """Puts papers in the queue, and prints what is in it."""

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

        Who asked for a secret slip may try again; anyone else sees a card a second time.

        Raises:
            BusinessRuleError: ``needs_owner``, ``job_not_failed``.
        """
        with self._ground.database.read() as connection:
            job = print_queries.load_job(connection, job_id)
        if job.state is not PrintJobState.FAILED:
            raise BusinessRuleError(
                "job_not_failed", QT_TRANSLATE_NOOP("errors", "这张纸没有失败，不用重打")
            )
        if job.kind is PrintJobKind.SECRET_SLIP and job.person_id != actor.id:
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
        finished = []
        while (job := self._next()) is not None:
            done = self._run(job)
            finished.append(done)
            if done.state is PrintJobState.FAILED:
                break
        return tuple(finished)

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

    def receipt_text(self, sale_id: int) -> str:
        """Return a receipt as the text of its QR code."""
        with self._ground.database.read() as connection:
            sale = sale_queries.load_sale(connection, sale_id)
        return receipt_qr_text(papers.sale_content(sale, self._settings.current), translate)

    def receipt_document(self, sale_id: int, copy_number: int = 0) -> Receipt:
        """Return a sale's receipt, to be shown or saved as PDF."""
        with self._ground.database.read() as connection:
            sale = sale_queries.load_sale(connection, sale_id)
        content = papers.sale_content(sale, self._settings.current, copy_number)
        return sale_receipt(content, self._width(), translate)

    def receipt_to_keep(self, sale_id: int) -> Receipt:
        """Return a sale's receipt for a file; one that was on paper before says it is a copy."""
        with self._ground.database.read() as connection:
            earlier = print_queries.count_prints(connection, PrintJobKind.RECEIPT, sale_id, ())
        return self.receipt_document(sale_id, earlier)

    def member_facts(self, receipt_id: int) -> ReceiptFacts:
        """Return what a receipt of a member's money says."""
        with self._ground.database.read() as connection:
            return member_receipt_queries.load_receipt(connection, receipt_id)

    def member_document(self, receipt_id: int, copy_number: int = 0) -> Receipt:
        """Return the receipt of a member's money, to be printed or saved as PDF."""
        facts = self.member_facts(receipt_id)
        content = papers.member_content(facts, self._settings.current, copy_number)
        return member_receipt(content, self._width(), translate)

    def member_receipt_to_keep(self, receipt_id: int) -> Receipt:
        """Return a member's receipt for a file; one that was on paper before says it is a copy."""
        kind = PrintJobKind.MEMBER_RECEIPT
        with self._ground.database.read() as connection:
            earlier = print_queries.count_prints(connection, kind, receipt_id, ())
        return self.member_document(receipt_id, earlier)

    def payout_document(self, payout_id: int, copy_number: int = 0) -> Receipt:
        """Return the slip of a paid commission."""
        with self._ground.database.read() as connection:
            content = payout_content(connection, payout_id, self._settings.current, copy_number)
        return payout_slip(content, self._width(), translate)

    def payout_to_keep(self, payout_id: int) -> Receipt:
        """Return a payout's slip for a file; one that was on paper before says it is a copy."""
        with self._ground.database.read() as connection:
            earlier = print_queries.count_prints(
                connection, PrintJobKind.PAYOUT_SLIP, payout_id, ()
            )
        return self.payout_document(payout_id, earlier)

    def day_page(self, on: date | None = None, *, sees_costs: bool = True) -> Page:
        """Return the Z or X of a date for A4 paper; the one who asks may see sums."""
        report = self._reporting.day_report(on)
        settings, now = self._settings.current, self._ground.now()
        return day_page(report, settings, now, sees_costs=sees_costs)

    def day_sheets(self, on: date | None = None, *, sees_costs: bool = True) -> tuple[Sheet, ...]:
        """Return the Z or X of a date for a workbook; the one who asks may see sums."""
        report = self._reporting.day_report(on)
        return day_sheets(report, self._settings.current, sees_costs=sees_costs)

    def document_for(self, job: PrintJobRow) -> Receipt:
        """Return the document of a job that shows no secret.

        Raises:
            ValueError: the job is a secret slip.
        """
        settings, now = self._settings.current, self._ground.now()
        if job.kind is PrintJobKind.RECEIPT:
            return self.receipt_document(job.subject_id, job.copy_number)
        if job.kind is PrintJobKind.MEMBER_RECEIPT:
            return self.member_document(job.subject_id, job.copy_number)
        if job.kind is PrintJobKind.SHIFT_SLIP:
            return self._shift_document(job)
        if job.kind is PrintJobKind.PAYOUT_SLIP:
            return self.payout_document(job.subject_id, job.copy_number)
        if job.kind in {PrintJobKind.X_REPORT, PrintJobKind.Z_REPORT}:
            on = date.fromordinal(job.subject_id)
            content = papers.day_content(
                self._reporting.day_report(on),
                settings,
                now,
                shows_sums=self._day_close.can_see_sums(self._actor_of(job), on),
                cash_reason=self._cash_reason(on),
                copy_number=job.copy_number,
            )
            return day_report_slip(content, self._width(), translate)
        if job.kind is PrintJobKind.TEST_PAGE:
            return _test_document(self._width(), settings)
        raise ValueError(job.kind)

    def _cash_reason(self, on: date) -> str:
        signing = self._day_close.state(on).signing
        reasons = () if signing is None else signing.reasons
        return next((text for found, text in reasons if found.key == "cash"), "")

    def _next(self) -> PrintJobRow | None:
        with self._ground.database.read() as connection:
            return print_queries.next_queued(connection)

    def _run(self, job: PrintJobRow) -> PrintJobRow:
        try:
            printer = self._printer()
            for document in self._documents(job):
                printer.print_receipt(document)
        except DeviceError as error:
            return self._finished(job, PrintJobState.FAILED, sentence_of(error))
        self._ground.fail_points.reached("print.on_paper")
        return self._finished(job, PrintJobState.PRINTED, "")

    def _documents(self, job: PrintJobRow) -> Iterator[Receipt]:
        if job.kind is PrintJobKind.SECRET_SLIP:
            yield from self._secret_documents(job)
        else:
            yield self.document_for(job)

    def _secret_documents(self, job: PrintJobRow) -> Iterator[Receipt]:
        """Commit the reveal of each line, then open its cards; the next try will be a copy."""
        settings, actor = self._settings.current, self._actor_of(job)
        with self._ground.database.read() as connection:
            sale = sale_queries.load_sale(connection, job.subject_id)
        for line in sale.lines:
            if line.id not in job.line_ids:
                continue
            cards = self._revealed(job, actor, line.id)
            self._ground.fail_points.reached("print.reveal_committed")
            opened = delivery_queries.open_cards(self._ground, cards)
            for position, card in enumerate(opened, 1):
                content = papers.secret_content(
                    sale,
                    line.title,
                    card,
                    (position, len(opened)),
                    (actor.person.name, self._ground.now()),
                    settings,
                    job.copy_number,
                )
                yield secret_slip(content, self._width(), translate)

    def _revealed(self, job: PrintJobRow, actor: Actor, line_id: int) -> tuple[CardOfLine, ...]:
        with self._ground.database.write() as connection:
            cards = _open_cards_of(connection, line_id)
            ids = [card.id for card in cards]
            if ids:
                delivery_queries.record_reveal(
                    connection, self._ground, actor, line_id, ids, HandOver.PRINTED
                )
            print_queries.update_job(connection, job.id, copy_number=job.copy_number + 1)
        return cards

    def _finished(self, job: PrintJobRow, state: PrintJobState, trouble_text: str) -> PrintJobRow:
        columns = {
            "state": state,
            "trouble_text": trouble_text,
            "finished_at": self._ground.now(),
        }
        with self._ground.database.write() as connection:
            print_queries.update_job(connection, job.id, **columns)
            if state is PrintJobState.FAILED and job.kind is PrintJobKind.SECRET_SLIP:
                self._take_back(connection, job)
            if state is PrintJobState.PRINTED:
                print_queries.update_job(connection, job.id, copy_number=job.copy_number)
                body = {"job": job.id, "kind": str(job.kind), "subject": job.subject_id}
                counted = {**body, "copy": job.copy_number, "person": job.person_id}
                self._ground.record(connection, LedgerEntry("paper_printed", counted))
            self._ground.fail_points.reached("print.before_finished")
            done = print_queries.load_job(connection, job.id)
        self._ground.fail_points.reached("print.finished")
        return done

    def _take_back(self, connection: Connection, job: PrintJobRow) -> None:
        """Put lines back into 待交付 that no slip ever gave to the customer."""
        given = print_queries.printed_lines(connection, job.kind, job.subject_id)
        lines = [line_id for line_id in job.line_ids if line_id not in given]
        if lines:
            delivery_queries.take_back_paper(connection, self._ground, lines, job.id)

    def _shift_document(self, job: PrintJobRow) -> Receipt:
        with self._ground.database.read() as connection:
            held = shift_queries.load_shift(connection, job.subject_id)
            content = papers.shift_content(
                held,
                shift_queries.shift_cash(connection, held),
                shift_queries.shift_totals(connection, held.id),
                shift_queries.last_shift_count(connection, held.id),
                self._settings.current,
                self._ground.now(),
                open_items_at(connection, self._settings.current, self._ground.now()),
                job.copy_number,
            )
        return shift_slip(content, self._width(), translate)

    def _require_reveal(
        self, actor: Actor, line_ids: Sequence[int], approval: Approval | None
    ) -> None:
        with self._ground.database.read() as connection:
            cards = [card for line in line_ids for card in _open_cards_of(connection, line)]
        if not cards:
            raise BusinessRuleError(
                "nothing_to_reveal",
                QT_TRANSLATE_NOOP("errors", "这一行没有可以给看的卡密，货还没到或已经退了"),
            )
        is_first = all(card.state is CardState.SOLD for card in cards)
        action = Action.FIRST_REVEAL if is_first else Action.REVEAL_AGAIN
        self._rights.require(actor, action, approval=approval)

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

    def _actor_of(self, job: PrintJobRow) -> Actor:
        with self._ground.database.read() as connection:
            return Actor(staff_queries.load_person(connection, job.person_id), "system")

    def _printer(self) -> Printer:
        return self._open_device(printer_settings(self._settings.current), self._renderer)

    def _width(self) -> PaperWidth:
        return _WIDTHS[self._settings.current.text("printer.width")]


_WITHOUT_PRINTER: Final = QT_TRANSLATE_NOOP("errors", "没有打印机")
_CHANGES: Final = Changes.of(Topic.PRINT_JOBS)


def printer_settings(settings: SettingsValues) -> PrinterSettings:
    """Return the printer of the settings: ``host:port``, ``port@rate``, else a name or path."""
    kind, target = settings.text("printer.kind"), settings.text("printer.target")
    first, second, separator = _FIELD_OF_KIND.get(kind, ("", "", ""))
    values = {first: target}
    if separator and separator in target:
        head, _, tail = target.rpartition(separator)
        values = {first: head, second: tail}
    return PrinterSettings(
        transport_key=kind,
        values=values,
        width=_WIDTHS[settings.text("printer.width")],
        coding=TextCoding(settings.text("printer.encoding")),
    )


def _open_cards_of(connection: Connection, line_id: int) -> tuple[CardOfLine, ...]:
    cards = delivery_queries.cards_of_line(connection, line_id)
    return tuple(card for card in cards if card.state in _OPEN_STATES)


def _subject_of(connection: Connection, job: PrintJobRow) -> str:
    if job.kind in {PrintJobKind.RECEIPT, PrintJobKind.SECRET_SLIP}:
        return sale_queries.number_of(connection, job.subject_id)
    if job.kind is PrintJobKind.MEMBER_RECEIPT:
        return member_receipt_queries.find_number(connection, job.subject_id)
    if job.kind in {PrintJobKind.X_REPORT, PrintJobKind.Z_REPORT}:
        return date.fromordinal(job.subject_id).isoformat()
    return ""


def _test_document(width: PaperWidth, settings: SettingsValues) -> Receipt:
    words = translate("paper", QT_TRANSLATE_NOOP("paper", "打印机测试 卡台 ¥1,234.50"))
    ruler = "1234567890" * (width.columns // 10 + 1)
    return Receipt(
        width,
        (Title(settings.text("shop.name") or "Katai"), Text(words), Text(ruler[: width.columns])),
    )
