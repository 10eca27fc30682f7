from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.devices.base import PrinterSettings, no_answer
from desktop.devices.escpos import EscPosPrinter
from desktop.domain.after_sales import TicketKind
from desktop.domain.card import CardState
from desktop.domain.day_report import DayReport
from desktop.domain.delivery import HandOver
from desktop.domain.errors import BusinessRuleError, DeviceError
from desktop.domain.money import Money
from desktop.domain.permissions import Actor
from desktop.domain.printing import PrintJobKind, PrintJobState
from desktop.domain.receipt import PageRenderer, PaperWidth, Receipt
from desktop.domain.sale import SaleSnapshot
from desktop.domain.tender import TenderMethod
from desktop.services.after_sales import AfterSales, TicketRequest
from desktop.services.printer_setup import printer_settings
from desktop.services.printing import Printing
from desktop.storage import delivery_queries
from tests.devices.virtual_printer import VirtualPrinter
from tests.factories import TillShop, in_notes


class PrintingShop(TillShop):
    """A till with a printer made of code; it is off while ``is_off``."""

    def set_up(self) -> None:
        self.printer = VirtualPrinter()
        self.is_off = False
        self.opened_with: list[PrinterSettings] = []
        self.printing = Printing(
            self.ground,
            self.settings,
            self.rights,
            self.reporting,
            self.day_close,
            open_device=self.open_device,
        )
        self.settings.change(
            self.owner,
            {"shop.name": "禾光点卡", "printer.kind": "file", "printer.target": "paper.bin"},
        )

    def open_device(
        self, settings: PrinterSettings, renderer: PageRenderer | None
    ) -> EscPosPrinter:
        self.opened_with.append(settings)
        if self.is_off:
            raise no_answer("Connection refused")
        return EscPosPrinter(settings, self.printer, renderer)

    def ask(self, kind: PrintJobKind, subject: int, *lines: int, by: Actor | None = None) -> int:
        return self.printing.enqueue(by or self.cashier, kind, subject, lines).job_id

    def paper(self) -> str:
        text = "\n".join(self.printer.paper)
        self.printer.paper.clear()
        return text

    def card_states(self, sale: SaleSnapshot) -> list[CardState]:
        with self.ground.database.read() as connection:
            cards = delivery_queries.cards_of_line(connection, sale.lines[0].id)
        return [card.state for card in cards]


@pytest.fixture
def shop() -> PrintingShop:
    shop = PrintingShop()
    shop.give_pin(shop.owner)
    shop.open_shift(Money(100_00))
    shop.set_up()
    return shop


def refusal_of(call: Callable[[], object]) -> str:
    with pytest.raises(BusinessRuleError) as refused:
        call()
    return refused.value.code


def secrets_of(shop: PrintingShop, count: int = 3) -> SaleSnapshot:
    return shop.a_sale(shop.a_product(cards=count), 2)


def test_a_receipt_says_what_was_sold_and_how_it_was_paid(shop: PrintingShop) -> None:
    product = shop.a_product(cards=3)
    sold = shop.a_sale(
        product, 2, off=5_00, tenders={TenderMethod.CASH: 95_00, TenderMethod.WECHAT: 100_00}
    )
    shop.ask(PrintJobKind.RECEIPT, sold.id)
    finished = shop.printing.run_queued()
    paper = shop.paper()
    assert [job.state for job in finished] == [PrintJobState.PRINTED]
    for words in (
        "禾光点卡", f"单号 {sold.number}", "2026-06-18 09:01 林小舟", "云境传说点卡 100 元",
        "100.00 x2", "小计 2件                  200.00", "整单优惠                   -5.00",
        f"取货码       {sold.claim_code}", "195.00", "微信                      100.00", "现金                       95.00", "待取",
    ):  # fmt: skip
        assert words in paper
    assert "SECRET" not in paper
    assert "补打" not in paper


def words_of(receipt: Receipt) -> str:
    """Return every text of a document, those of its codes included."""
    parts = [getattr(block, each.name) for block in receipt.blocks for each in fields(block)]
    return "\n".join(part for part in parts if isinstance(part, str))


def test_a_receipt_says_how_and_when_the_shop_is_found(shop: PrintingShop) -> None:
    product = shop.a_product(cards=3)
    said = {"shop.contact": "198 0000 0618", "shop.hours": "10:00–22:00"}
    papers = []
    for wanted in (said, {"shop.contact": ""}, {"shop.hours": ""}):
        shop.settings.change(shop.owner, wanted)
        shop.ask(PrintJobKind.RECEIPT, shop.a_sale(product).id)
        shop.printing.run_queued()
        papers.append(shop.paper())
    first, second, third = papers
    assert "198 0000 0618 · 10:00–22:00" in first
    assert "10:00–22:00" in second
    assert " · 10:00" not in second
    assert "10:00" not in third


def test_a_receipt_to_keep_never_holds_a_card_seen_or_not(shop: PrintingShop) -> None:
    sold = secrets_of(shop)
    before = words_of(shop.printing.documents.receipt_to_keep(sold.id))
    shop.delivery.reveal(shop.cashier, sold.lines[0].id)
    after = words_of(shop.printing.documents.receipt_to_keep(sold.id))
    for said in (before, after):
        assert sold.number in said
        assert "SECRET" not in said
    assert shop.printing.jobs() == ()


def test_a_receipt_that_was_printed_before_is_kept_as_a_copy(shop: PrintingShop) -> None:
    sold = secrets_of(shop)
    assert "补打" not in words_of(shop.printing.documents.receipt_to_keep(sold.id))
    shop.ask(PrintJobKind.RECEIPT, sold.id)
    shop.printing.run_queued()
    assert "补打 第 1 次" in words_of(shop.printing.documents.receipt_to_keep(sold.id))


def test_a_second_receipt_says_that_it_is_a_copy_and_is_an_exception(shop: PrintingShop) -> None:
    sold = secrets_of(shop)
    for _ in range(3):
        shop.ask(PrintJobKind.RECEIPT, sold.id)
        shop.printing.run_queued()
    assert "补打 第 2 次" in shop.paper()
    kinds = {entry.kind: entry.count for entry in shop.reporting.day_report().exceptions}
    assert kinds["reprint"] == 2


def test_without_a_printer_nothing_fails_and_nothing_waits(shop: PrintingShop) -> None:
    shop.settings.change(shop.owner, {"printer.kind": "none"})
    outcome = shop.printing.enqueue(shop.cashier, PrintJobKind.RECEIPT, secrets_of(shop).id)
    assert outcome.is_dropped
    assert shop.printing.run_queued() == ()
    assert shop.printing.jobs()[0].state is PrintJobState.DROPPED
    assert not shop.printing.printer_state().is_set_up


def test_a_printer_that_is_off_keeps_the_job_with_a_sentence_until_it_is_tried_again(
    shop: PrintingShop,
) -> None:
    shop.is_off = True
    job_id = shop.ask(PrintJobKind.RECEIPT, secrets_of(shop).id)
    waiting = shop.ask(PrintJobKind.TEST_PAGE, 0)
    (failed,) = shop.printing.run_queued()
    assert (failed.id, failed.state) == (job_id, PrintJobState.FAILED)
    assert "打印机没有回应" in failed.trouble_text
    state = shop.printing.printer_state()
    assert (state.failed_count, state.queued_count) == (1, 1)
    assert state.trouble_text == failed.trouble_text
    shop.is_off = False
    assert [job.id for job in shop.printing.run_queued()] == [waiting]
    shop.printing.retry(shop.cashier, job_id)
    assert shop.printing.run_queued()[0].state is PrintJobState.PRINTED
    assert refusal_of(lambda: shop.printing.retry(shop.cashier, job_id)) == "job_not_failed"


def test_each_card_gets_a_slip_of_its_own_after_its_reveal_is_recorded(
    shop: PrintingShop,
) -> None:
    sold = secrets_of(shop)
    shop.ask(PrintJobKind.SECRET_SLIP, sold.id, sold.lines[0].id)
    assert shop.card_states(sold) == [CardState.SOLD] * 2
    shop.printing.run_queued()
    paper = shop.paper()
    assert shop.card_states(sold) == [CardState.REVEALED] * 2
    assert paper.count("[CUT]") == 2
    assert "第 1/2 张" in paper
    assert "第 2/2 张" in paper
    assert {"YJ100-CARD-0000-SECRET", "YJ100-CARD-0001-SECRET"} <= set(shop.printer.qr_texts)
    assert shop.delivery.undelivered_count() == 0


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs."""


class DiesAt:
    def __init__(self, name: str) -> None:
        self.name = name

    def reached(self, name: str) -> None:
        if name == self.name:
            raise Killed


def test_nothing_is_opened_before_the_reveal_is_committed_and_after_a_kill_it_is_a_copy(
    shop: PrintingShop,
) -> None:
    sold = secrets_of(shop)
    shop.ask(PrintJobKind.SECRET_SLIP, sold.id, sold.lines[0].id)
    calm = shop.ground.fail_points
    object.__setattr__(shop.ground, "fail_points", DiesAt("print.reveal_committed"))
    with pytest.raises(Killed):
        shop.printing.run_queued()
    assert shop.card_states(sold) == [CardState.REVEALED] * 2
    assert shop.paper() == ""
    object.__setattr__(shop.ground, "fail_points", calm)
    shop.printing.run_queued()
    assert "补打 第 1 次" in shop.paper()


def test_a_second_slip_of_a_card_needs_the_owner(shop: PrintingShop) -> None:
    sold = secrets_of(shop)
    line = sold.lines[0].id
    shop.ask(PrintJobKind.SECRET_SLIP, sold.id, line)
    shop.printing.run_queued()
    ask = shop.printing.enqueue
    again = (PrintJobKind.SECRET_SLIP, sold.id, [line])
    assert refusal_of(lambda: ask(shop.cashier, *again)) == "needs_owner"
    assert ask(shop.cashier, *again, approval=shop.approval).copy_number == 1
    shop.printing.run_queued()
    assert "补打 第 1 次" in shop.paper()


def test_a_slip_that_failed_may_be_tried_again_by_who_asked_and_says_so(
    shop: PrintingShop,
) -> None:
    sold = secrets_of(shop)
    job_id = shop.ask(PrintJobKind.SECRET_SLIP, sold.id, sold.lines[0].id)
    jammed = no_answer("jam")

    def jam(job: bytes) -> None:
        raise jammed

    works, shop.printer.send = shop.printer.send, jam  # type: ignore[method-assign]
    assert shop.printing.run_queued()[0].state is PrintJobState.FAILED
    shop.printer.send = works  # type: ignore[method-assign]
    refused = refusal_of(
        lambda: shop.printing.retry(shop.a_person("别人", shop.cashier.role), job_id)
    )
    assert refused == "needs_owner"
    shop.printing.retry(shop.cashier, job_id)
    shop.printing.run_queued()
    assert "补打 第 1 次" in shop.paper()


@pytest.mark.parametrize("how", [HandOver.SHOWN, HandOver.FILE])
def test_a_failed_slip_of_cards_that_were_given_another_way_needs_the_owner(
    shop: PrintingShop, how: HandOver, tmp_path: Path
) -> None:
    sold = secrets_of(shop)
    line = sold.lines[0].id
    shop.is_off = True
    job_id = shop.ask(PrintJobKind.SECRET_SLIP, sold.id, line)
    assert shop.printing.run_queued()[0].state is PrintJobState.FAILED
    shop.clock.pass_time(timedelta(minutes=1))
    if how is HandOver.FILE:
        sealed = shop.sealed_files.seal(shop.cashier, sold.id, tmp_path / "a.xlsx")
        shop.sealed_files.hand_over(shop.cashier, sealed)
    else:
        shop.delivery.reveal(shop.cashier, line)
    shop.is_off = False
    assert refusal_of(lambda: shop.printing.retry(shop.cashier, job_id)) == "needs_owner"
    again = (PrintJobKind.SECRET_SLIP, sold.id, [line])
    assert refusal_of(lambda: shop.printing.enqueue(shop.cashier, *again)) == "needs_owner"
    assert shop.printing.run_queued() == ()
    shop.printing.retry(shop.cashier, job_id, shop.approval)
    assert shop.printing.run_queued()[0].state is PrintJobState.PRINTED


def test_goods_whose_slip_did_not_come_out_are_still_to_be_handed_over(
    shop: PrintingShop,
) -> None:
    sold = secrets_of(shop)
    line = sold.lines[0].id
    job_id = shop.ask(PrintJobKind.SECRET_SLIP, sold.id, line)
    jammed = no_answer("jam")

    def jam(job: bytes) -> None:
        raise jammed

    works, shop.printer.send = shop.printer.send, jam  # type: ignore[method-assign]
    shop.printing.run_queued()
    (waiting,) = shop.delivery.list_undelivered()
    assert waiting.line_id == line
    assert shop.card_states(sold) == [CardState.REVEALED] * 2
    shop.printer.send = works  # type: ignore[method-assign]
    assert shop.ask(PrintJobKind.SECRET_SLIP, sold.id, line) == job_id
    shop.printing.run_queued()
    assert "YJ100-CARD-0000-SECRET" in shop.paper()
    assert shop.delivery.undelivered_count() == 0
    assert shop.printing.printer_state().failed_count == 0


def test_also_after_a_kill_between_reveal_and_paper(shop: PrintingShop) -> None:
    sold = secrets_of(shop)
    shop.ask(PrintJobKind.SECRET_SLIP, sold.id, sold.lines[0].id)
    calm = shop.ground.fail_points
    object.__setattr__(shop.ground, "fail_points", DiesAt("print.reveal_committed"))
    with pytest.raises(Killed):
        shop.printing.run_queued()
    object.__setattr__(shop.ground, "fail_points", calm)
    shop.is_off = True
    assert shop.printing.run_queued()[0].state is PrintJobState.FAILED
    assert shop.delivery.undelivered_count() == 1


@pytest.mark.parametrize("how", ["shown", "printed"])
def test_a_second_slip_that_fails_takes_nothing_back(shop: PrintingShop, how: str) -> None:
    sold = secrets_of(shop)
    line = sold.lines[0].id
    if how == "shown":
        shop.delivery.reveal(shop.cashier, line)
    else:
        shop.ask(PrintJobKind.SECRET_SLIP, sold.id, line)
        shop.printing.run_queued()
    shop.is_off = True
    shop.printing.enqueue(
        shop.cashier, PrintJobKind.SECRET_SLIP, sold.id, [line], approval=shop.approval
    )
    assert shop.printing.run_queued()[0].state is PrintJobState.FAILED
    assert shop.delivery.undelivered_count() == 0


def test_asking_again_for_a_receipt_that_failed_is_no_copy(shop: PrintingShop) -> None:
    sold = secrets_of(shop)
    shop.is_off = True
    shop.ask(PrintJobKind.RECEIPT, sold.id)
    shop.printing.run_queued()
    shop.is_off = False
    shop.ask(PrintJobKind.RECEIPT, sold.id)
    (done,) = shop.printing.run_queued()
    assert (done.state, done.copy_number) == (PrintJobState.PRINTED, 0)
    assert "补打" not in shop.paper()
    assert shop.printing.printer_state().failed_count == 0


def test_goods_that_are_not_here_have_no_slip(shop: PrintingShop) -> None:
    sold = secrets_of(shop)
    shop.a_void(sold)
    ask = shop.printing.enqueue
    lines = [sold.lines[0].id]
    code = refusal_of(lambda: ask(shop.cashier, PrintJobKind.SECRET_SLIP, sold.id, lines))
    assert code == "nothing_to_reveal"


def test_no_secret_and_no_rendered_paper_lies_in_the_profile(shop: PrintingShop) -> None:
    sold = secrets_of(shop)
    shop.ask(PrintJobKind.RECEIPT, sold.id)
    shop.ask(PrintJobKind.SECRET_SLIP, sold.id, sold.lines[0].id)
    shop.printing.run_queued()
    with shop.ground.database.read() as connection:
        stored = connection.connection.dbapi_connection.serialize()  # type: ignore[union-attr]
    assert b"CARD-0000-SECRET" not in stored
    assert "扫码存小票".encode() not in stored
    assert "云境传说点卡".encode() in stored


def report_lines(report: DayReport) -> list[str]:
    return [str(report.sales.net), str(report.cash.expected)]


def test_a_blind_x_of_a_cashier_has_counts_only_and_the_owners_has_sums(
    shop: PrintingShop,
) -> None:
    secrets_of(shop)
    sums = report_lines(shop.reporting.day_report())
    shop.printing.enqueue_day(shop.cashier)
    shop.printing.run_queued()
    blind = shop.paper()
    assert "中间报表 X" in blind
    assert "订单                           1" in blind
    assert not any(each in blind for each in sums)
    shop.count_everything()
    shop.printing.enqueue_day(shop.owner)
    shop.printing.run_queued()
    seeing = shop.paper()
    assert all(each in seeing for each in sums)


def test_the_z_slip_carries_its_number_and_the_head_code(shop: PrintingShop) -> None:
    secrets_of(shop)
    closed = shop.close_day()
    shop.printing.enqueue_day(shop.cashier, closed.report.date)
    shop.printing.run_queued()
    paper = shop.paper()
    assert "日结单 Z" in paper
    assert "第 1 号" in paper
    assert closed.head_code in paper
    assert str(closed.report.sales.net) in paper


def test_the_z_slip_says_why_the_cash_did_not_agree(shop: PrintingShop) -> None:
    secrets_of(shop)
    shop.count_everything(short=Money(2_00))
    closed = shop.day_close.close_day(shop.owner, {"cash": "多找了零"})
    shop.printing.enqueue_day(shop.cashier, closed.report.date)
    shop.printing.run_queued()
    lines = [row.split() for row in shop.paper().splitlines()]
    place = lines.index(["[B]短款", "-2.00"])
    assert lines[place + 1] == ["原因", "多找了零"]


def test_the_shift_slip_says_what_was_counted(shop: PrintingShop) -> None:
    secrets_of(shop)
    closed = shop.shifts.close_shift(shop.cashier, in_notes(Money(299_00)))
    shop.ask(PrintJobKind.SHIFT_SLIP, closed.shift.id)
    shop.printing.run_queued()
    paper = shop.paper()
    for words in (
        "交班单",
        "收银员 林小舟",
        "06-18 09:00 到 06-18 09:01",
        "300.00",
        "299.00",
        "短款",
    ):
        assert words in paper


def test_the_shift_slip_hands_over_what_is_open_and_nothing_else(shop: PrintingShop) -> None:
    line = secrets_of(shop).lines[0]
    desk = AfterSales(shop.ground, shop.settings, shop.reporting)
    desk.open_ticket(shop.cashier, TicketRequest("t", TicketKind.CARD_USED, line.id))
    closed = shop.shifts.close_shift(shop.cashier, in_notes(Money(300_00)))
    shop.ask(PrintJobKind.SHIFT_SLIP, closed.shift.id)
    shop.printing.run_queued()
    rows = [row.split() for row in shop.paper().splitlines()]
    begun = rows.index(["[B]交给下一位"])
    assert rows[begun + 1 : begun + 3] == [["待交付", "1"], ["没结的售后单", "1"]]
    assert "超时" not in shop.paper()
    assert "挂单" not in shop.paper()


def test_the_drawer_opens_with_a_reason_three_times_and_then_asks_the_owner(
    shop: PrintingShop,
) -> None:
    open_drawer = shop.printing.open_drawer
    assert refusal_of(lambda: open_drawer(shop.cashier, " ")) == "needs_reason"
    for _ in range(3):
        open_drawer(shop.cashier, "换零钱")
    assert refusal_of(lambda: open_drawer(shop.cashier, "换零钱")) == "needs_owner"
    open_drawer(shop.cashier, "换零钱", shop.approval)
    assert shop.printer.drawer_kicks == 4
    kinds = {entry.kind: entry.count for entry in shop.reporting.day_report().exceptions}
    assert kinds["drawer_opened"] == 4


def test_a_drawer_that_stays_shut_still_stands_in_the_ledger(shop: PrintingShop) -> None:
    shop.is_off = True
    with pytest.raises(DeviceError):
        shop.printing.open_drawer(shop.owner, "换零钱")
    kinds = [entry.kind for entry in shop.reporting.day_report().exceptions]
    assert "drawer_opened" in kinds


@pytest.mark.parametrize(
    ("kind", "target", "values"),
    [
        ("tcp", "192.168.1.9:9101", {"host": "192.168.1.9", "port": "9101"}),
        ("tcp", "printer.lan", {"host": "printer.lan"}),
        ("serial", "/dev/ttyUSB0@38400", {"port": "/dev/ttyUSB0", "rate": "38400"}),
        ("serial", "COM3", {"port": "COM3"}),
        ("device", "/dev/usb/lp0", {"path": "/dev/usb/lp0"}),
        ("queue", "XP-58", {"queue": "XP-58"}),
        ("windows", "XP-58 (副本 1)", {"name": "XP-58 (副本 1)"}),
        ("file", "C:\\纸\\out.bin", {"path": "C:\\纸\\out.bin"}),
    ],
)
def test_one_line_of_the_settings_says_where_the_printer_is(
    shop: PrintingShop, kind: str, target: str, values: dict[str, str]
) -> None:
    changed = {"printer.kind": kind, "printer.target": target, "printer.width": "80"}
    shop.settings.change(shop.owner, changed)
    settings = printer_settings(shop.settings.current)
    assert (settings.transport_key, dict(settings.values)) == (kind, values)
    assert settings.width is PaperWidth.MM_80


def test_the_qr_text_of_a_receipt_needs_no_server(shop: PrintingShop) -> None:
    sold = secrets_of(shop)
    text = shop.printing.documents.receipt_text(sold.id)
    assert sold.number in text
    assert "200.00" in text
    assert "http" not in text
    assert len(text.encode()) <= 120


def test_a_paper_that_failed_is_named_and_can_be_given_up(shop: PrintingShop) -> None:
    sale = shop.a_sale(shop.a_product(cards=1), 1)
    shop.is_off = True
    slip = shop.ask(PrintJobKind.SECRET_SLIP, sale.id, sale.lines[0].id)
    shop.printing.run_queued()
    (failed,) = shop.printing.failed_papers()
    assert (failed.job.id, failed.subject) == (slip, sale.number)
    undelivered = shop.delivery.undelivered_count()
    shop.printing.drop(shop.cashier, slip)
    assert shop.printing.failed_papers() == ()
    assert shop.printing.printer_state().failed_count == 0
    assert shop.delivery.undelivered_count() == undelivered
    with pytest.raises(BusinessRuleError) as refused:
        shop.printing.drop(shop.cashier, slip)
    assert refused.value.code == "job_not_failed"
    shop.is_off = False
    shop.ask(PrintJobKind.SECRET_SLIP, sale.id, sale.lines[0].id)
    shop.printing.run_queued()
    assert sale.number in shop.paper()


def test_the_papers_of_a_day_are_named_by_their_date(shop: PrintingShop) -> None:
    shop.is_off = True
    shop.printing.enqueue_day(shop.owner)
    shop.printing.run_queued()
    (failed,) = shop.printing.failed_papers()
    assert failed.subject == shop.day_close.closing_date().isoformat()
