"""The disk becomes full while a day is closed: the Z is whole or not there, and so is its paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from desktop.domain.day_report import DayState
from desktop.domain.errors import StorageError
from desktop.domain.money import ZERO, Money
from desktop.domain.printing import PrintJobState
from desktop.domain.tender import TenderMethod
from desktop.services.day_close import CashCounted
from desktop.storage import ledger, schema
from desktop.storage.consistency import closes_check
from desktop.storage.database import Database
from tests.services.test_printing import PrintingShop

_ROOM_AGAIN: Final = 1_000_000
_MOST_PAGES: Final = 100
_MOST_TRIES: Final = 500
_SALES: Final = 60
"""So much is carried on that the Z needs pages of its own."""


class FullDiskShop(PrintingShop):
    """A till whose database lies on a disk that can be filled."""

    def set_pages(self, count: int) -> None:
        """Let the database have no more pages than this."""
        with self.ground.database.write() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {count}")

    def pages(self) -> int:
        with self.ground.database.read() as connection:
            return int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())

    @contextmanager
    def full(self, room: int = 0) -> Iterator[None]:
        """Leave room for so many pages more."""
        self.set_pages(self.pages() + room)
        try:
            yield
        finally:
            self.set_pages(_ROOM_AGAIN)

    def books(self) -> tuple[object, ...]:
        """Return whether the ledger holds, and what a Z writes to."""
        with self.ground.database.read() as connection:
            verdict = ledger.verify(connection, self.ground.vault)
            tables = ("day_close", "shift WHERE closed_at IS NULL", "cash_count", "print_job")
            counts = tuple(
                connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
                for table in tables
            )
            return (verdict.ok, verdict.entries, verdict.head, *counts)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[FullDiskShop]:
    database = Database.open(tmp_path / "katai.db")
    with database.write() as connection:
        schema.create_fresh(connection)
    shop = FullDiskShop(database=database)
    shop.give_pin(shop.owner)
    shop.open_shift(Money(100_00))
    shop.set_up()
    product = shop.a_product(cards=_SALES)
    for _ in range(_SALES):
        shop.a_sale(product, tenders={TenderMethod.WECHAT: 100_00})
    shop.count_everything()
    yield shop
    database.close()


def refusal_of(shop: FullDiskShop, *works: Callable[[], object]) -> str:
    """Do these things in turn until one is refused; what was refused wrote nothing."""
    for work in works * _MOST_TRIES:
        before = shop.books()
        try:
            work()
        except StorageError as error:
            return error.code if shop.books() == before else "half written"
    return "there was room"


def test_wherever_the_disk_becomes_full_the_z_is_whole_or_not_there(shop: FullDiskShop) -> None:
    def close() -> object:
        return shop.day_close.close_day(shop.owner, {})

    for room in range(_MOST_PAGES):
        before = shop.books()
        with shop.full(room):
            try:
                close()
            except StorageError as error:
                refused = error.code
            else:
                break
        assert (refused, shop.books()) == ("disk_full", before)
        assert shop.reporting.day_report().state is DayState.OPEN
    assert room > 1
    signed = shop.reporting.day_report()
    assert (signed.state, signed.z_number) == (DayState.CLOSED, 1)
    assert signed.cash.difference == ZERO
    with shop.ground.database.read() as connection:
        assert list(closes_check(shop.ground.vault)(connection)) == []


def test_a_count_that_found_no_room_is_typed_again(shop: FullDiskShop) -> None:
    def count() -> CashCounted:
        return shop.day_close.record_cash_count(shop.cashier, {Money(100_00): 2})

    with shop.full():
        assert refusal_of(shop, count) == "disk_full"
    assert count().total == Money(200_00)


def test_a_paper_that_found_no_room_leaves_the_z_and_is_asked_for_again(
    shop: FullDiskShop,
) -> None:
    report = shop.day_close.close_day(shop.owner, {}).report

    def ask() -> object:
        return shop.printing.enqueue_day(shop.owner, report.date)

    with shop.full():
        assert refusal_of(shop, ask) == "disk_full"
    assert shop.reporting.day_report(report.date) == report
    ask()
    assert {job.state for job in shop.printing.run_queued()} == {PrintJobState.PRINTED}


def test_a_paper_that_nobody_could_note_leaves_the_z_and_comes_again(shop: FullDiskShop) -> None:
    report = shop.day_close.close_day(shop.owner, {}).report

    def ask() -> object:
        return shop.printing.enqueue_day(shop.owner, report.date)

    with shop.full():
        assert refusal_of(shop, ask, shop.printing.run_queued) == "disk_full"
    assert shop.reporting.day_report(report.date) == report
    ask()
    shop.printing.run_queued()
    assert shop.printing.printer_state().queued_count == 0
