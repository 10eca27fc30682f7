"""The papers as documents: for the printer, for a file, for the screen.

Belongs here: which recorded facts make which paper.
Does not belong here: the facts themselves (``papers``), the layout (``domain.slips``), the queue
(``printing``), and secret slips, which are opened at the device only (``print_run``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.member_receipt import member_receipt
from desktop.domain.payout_slip import payout_slip
from desktop.domain.permissions import Actor
from desktop.domain.printing import PrintJobKind
from desktop.domain.receipt import Page, Receipt, Text, Title
from desktop.domain.slips import day_report_slip, receipt_qr_text, sale_receipt, shift_slip
from desktop.services import papers
from desktop.services.open_items import open_items_at
from desktop.services.payout_papers import payout_content
from desktop.services.printer_setup import paper_width
from desktop.services.report_page import day_page, day_sheets
from desktop.storage import (
    member_receipt_queries,
    print_queries,
    sale_queries,
    shift_queries,
    staff_queries,
)
from desktop.storage.print_queries import PrintJobRow
from desktop.translating import translate

if TYPE_CHECKING:
    from desktop.domain.member_receipt import ReceiptFacts
    from desktop.services.day_close import DayClose
    from desktop.services.reporting import Reporting
    from desktop.services.settings import Settings
    from desktop.services.settings_values import SettingsValues
    from desktop.services.table_writing import Sheet
    from desktop.storage.ground import Ground


class PaperDocuments:
    """Makes papers of what is recorded."""

    def __init__(
        self, ground: Ground, settings: Settings, reporting: Reporting, day_close: DayClose
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._reporting = reporting
        self._day_close = day_close

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
        return sale_receipt(content, paper_width(self._settings.current), translate)

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
        return member_receipt(content, paper_width(self._settings.current), translate)

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
        return payout_slip(content, paper_width(self._settings.current), translate)

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
                shows_sums=self._day_close.can_see_sums(asker_of(self._ground, job), on),
                cash_reason=self._cash_reason(on),
                copy_number=job.copy_number,
            )
            return day_report_slip(content, paper_width(self._settings.current), translate)
        if job.kind is PrintJobKind.TEST_PAGE:
            return _test_document(settings)
        raise ValueError(job.kind)

    def _cash_reason(self, on: date) -> str:
        signing = self._day_close.state(on).signing
        reasons = () if signing is None else signing.reasons
        return next((text for found, text in reasons if found.key == "cash"), "")

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
        return shift_slip(content, paper_width(self._settings.current), translate)


def asker_of(ground: Ground, job: PrintJobRow) -> Actor:
    """Return who asked for a paper; what the device does is done in that name."""
    with ground.database.read() as connection:
        return Actor(staff_queries.load_person(connection, job.person_id), "system")


def _test_document(settings: SettingsValues) -> Receipt:
    width = paper_width(settings)
    words = translate("paper", QT_TRANSLATE_NOOP("paper", "打印机测试 卡台 ¥1,234.50"))
    ruler = "1234567890" * (width.columns // 10 + 1)
    return Receipt(
        width,
        (Title(settings.text("shop.name") or "Katai"), Text(words), Text(ruler[: width.columns])),
    )
