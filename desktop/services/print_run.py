"""Printing what waits: on the device lane, oldest first.

A secret slip is opened only here, after its reveal was committed, and lies nowhere in the profile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from desktop.devices.base import Printer
from desktop.domain.card import VISIBLE_STATES
from desktop.domain.delivery import HandOver
from desktop.domain.errors import DeviceError
from desktop.domain.permissions import Actor
from desktop.domain.printing import PrintJobKind, PrintJobState
from desktop.domain.receipt import Receipt
from desktop.domain.slips import secret_slip
from desktop.services import papers
from desktop.services.paper_documents import PaperDocuments, asker_of
from desktop.services.printer_setup import paper_width
from desktop.storage import delivery_queries, print_queries, sale_queries
from desktop.storage.ledger import LedgerEntry
from desktop.storage.print_queries import PrintJobRow
from desktop.translating import sentence_of, translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.services.settings import Settings
    from desktop.storage.delivery_queries import CardOfLine
    from desktop.storage.ground import Ground


class PrintRun:
    """Takes jobs out of the queue and puts them on paper.

    Args:
        open_printer: opens the printer of the settings.
    """

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        documents: PaperDocuments,
        open_printer: Callable[[], Printer],
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._documents = documents
        self._open_printer = open_printer

    def run(self) -> tuple[PrintJobRow, ...]:
        """Print what waits, oldest first; stop at the first that fails.

        To be called on the device lane. Returns every job it finished, failed ones too.
        """
        finished = []
        while (job := self._next()) is not None:
            done = self._printed(job)
            finished.append(done)
            if done.state is PrintJobState.FAILED:
                break
        return tuple(finished)

    def _next(self) -> PrintJobRow | None:
        with self._ground.database.read() as connection:
            return print_queries.next_queued(connection)

    def _printed(self, job: PrintJobRow) -> PrintJobRow:
        try:
            printer = self._open_printer()
            for document in self._papers_of(job):
                printer.print_receipt(document)
        except DeviceError as error:
            return self._finished(job, PrintJobState.FAILED, sentence_of(error))
        self._ground.fail_points.reached("print.on_paper")
        return self._finished(job, PrintJobState.PRINTED, "")

    def _papers_of(self, job: PrintJobRow) -> Iterator[Receipt]:
        if job.kind is PrintJobKind.SECRET_SLIP:
            yield from self._secret_documents(job)
        else:
            yield self._documents.document_for(job)

    def _secret_documents(self, job: PrintJobRow) -> Iterator[Receipt]:
        """Commit the reveal of each line, then open its cards; the next try will be a copy."""
        settings, actor = self._settings.current, asker_of(self._ground, job)
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
                yield secret_slip(content, paper_width(settings), translate)

    def _revealed(self, job: PrintJobRow, actor: Actor, line_id: int) -> tuple[CardOfLine, ...]:
        with self._ground.database.write() as connection:
            cards = open_cards_of(connection, line_id)
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


def open_cards_of(connection: Connection, line_id: int) -> tuple[CardOfLine, ...]:
    """Return the cards of a line that may be shown: sold, and not taken back."""
    cards = delivery_queries.cards_of_line(connection, line_id)
    return tuple(card for card in cards if card.state in VISIBLE_STATES)
