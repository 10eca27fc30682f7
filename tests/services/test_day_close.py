from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from desktop.domain.day_close import CalendarState, CloseStep, DifferenceKind
from desktop.domain.day_report import DayState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.tender import TenderMethod
from desktop.models.platform_accounts import platform_account
from desktop.models.shifts import day_close
from desktop.services.day_close import DayClose
from desktop.services.reporting import Reporting
from desktop.storage import ledger
from desktop.storage.consistency import close_mac, closes_check
from tests.factories import TillShop, a_till, in_notes

CASH, WECHAT = TenderMethod.CASH, TenderMethod.WECHAT
TODAY = date(2026, 6, 18)
STEPS = list(CloseStep)


@pytest.fixture
def shop() -> TillShop:
    return a_till()


def refusal_of(call: Callable[[], object]) -> str:
    with pytest.raises(BusinessRuleError) as refused:
        call()
    return refused.value.code


def type_codes(shop: TillShop) -> None:
    codes = shop.reporting.day_report().codes
    totals: dict[TenderMethod | int, Money] = {
        TenderMethod(code.method): code.expected for code in codes
    }
    shop.day_close.record_tender_counts(shop.cashier, totals)


def test_the_six_steps_are_done_one_after_the_other(shop: TillShop) -> None:
    shop.a_sale(shop.a_product(cards=2))
    assert shop.day_close.state().current is CloseStep.OPEN_ITEMS
    shop.day_close.record_cash_count(shop.cashier, in_notes(Money(197_00)))
    assert shop.day_close.state().current is CloseStep.CODES
    type_codes(shop)
    assert shop.day_close.state().current is CloseStep.DIFFERENCES
    shop.day_close.close_day(shop.owner, {"cash": "找零多给"})
    assert shop.day_close.state(TODAY).done == frozenset(STEPS)


def test_an_account_is_asked_after_the_count_or_known_to_be_out_of_reach(shop: TillShop) -> None:
    shop.an_account("星桥卡盟", Money(500_00))
    shop.clock.pass_time(timedelta(minutes=1))
    shop.count_everything()
    assert shop.day_close.state().current is CloseStep.PLATFORMS
    shop.an_account("聚源卡盟", Money(1_00))
    with shop.ground.database.write() as connection:
        connection.execute(update(platform_account).values(balance_at=shop.clock.now()))
    assert CloseStep.PLATFORMS in shop.day_close.state().done


def test_what_was_typed_is_there_after_a_restart(shop: TillShop) -> None:
    shop.day_close.record_cash_count(shop.cashier, in_notes(Money(100_00)))
    reporting = Reporting(shop.ground, shop.settings)
    again = DayClose(shop.ground, shop.settings, shop.rights, shop.shifts, reporting)
    state = again.state()
    assert state.cash_counted == Money(100_00)
    assert state.cash_counts[Money(100_00)] == 1
    assert CloseStep.CASH in state.done


def test_nothing_shows_a_sum_before_cash_and_codes_are_typed(shop: TillShop) -> None:
    shop.a_sale(shop.a_product(cards=2), tenders={CASH: 40_00, WECHAT: 60_00})
    for _ in range(2):
        state = shop.day_close.state()
        assert state.hides_sums
        assert refusal_of(shop.day_close.differences) == "not_counted"
        assert not shop.day_close.can_see_sums(shop.owner)
        assert "60" not in repr(state.tenders)
        shop.day_close.record_cash_count(shop.cashier, in_notes(Money(140_00)))
    type_codes(shop)
    assert not shop.day_close.state().hides_sums
    assert shop.day_close.can_see_sums(shop.owner)
    assert not shop.day_close.can_see_sums(shop.cashier)


def test_where_nobody_counts_blind_sums_are_seen_at_once(shop: TillShop) -> None:
    shop.settings.change(shop.owner, {"close.blind": False})
    assert not shop.day_close.state().hides_sums
    assert shop.day_close.can_see_sums(shop.cashier)


def test_the_first_count_is_kept_beside_the_corrected_one(shop: TillShop) -> None:
    count = shop.day_close.record_cash_count
    assert count(shop.cashier, in_notes(Money(90_00))).is_first
    assert not count(shop.cashier, in_notes(Money(100_00))).is_first
    state = shop.day_close.state()
    assert (state.first_cash_counted, state.cash_counted) == (Money(90_00), Money(100_00))
    recounts = [
        entry for entry in shop.reporting.day_report().exceptions if entry.kind == "recount"
    ]
    assert [(entry.count, entry.amount) for entry in recounts] == [(1, Money(10_00))]


def test_each_difference_is_named_and_needs_its_reason(shop: TillShop) -> None:
    code = shop.a_code()
    shop.a_sale(shop.a_product(cards=2), tenders={WECHAT: 100_00}, code_id=code.id)
    shop.count_everything(short=Money(3_00))
    shop.day_close.record_tender_counts(shop.cashier, {code.id: Money(80_00)})
    cash, wechat = shop.day_close.differences()
    assert (cash.key, cash.kind, cash.amount) == ("cash", DifferenceKind.CASH, Money(-3_00))
    assert (cash.needs_owner, wechat.needs_owner) == (False, True)
    assert (wechat.key, wechat.label) == (f"wechat:{code.id}", "店长手机")
    close = shop.day_close.close_day
    assert refusal_of(lambda: close(shop.owner, {"cash": "找零多给"})) == "needs_reason"
    assert refusal_of(lambda: close(shop.owner, {"cash": "x", wechat.key: " "})) == "needs_reason"
    assert close(shop.owner, {"cash": "找零多给", wechat.key: "漏扫"}).z_number == 1


def test_only_with_the_owner_is_a_day_closed(shop: TillShop) -> None:
    shop.count_everything()
    close = shop.day_close.close_day
    assert refusal_of(lambda: close(shop.cashier, {})) == "needs_owner"
    assert refusal_of(lambda: close(shop.senior, {})) == "needs_owner"
    closed = shop.day_close.close_day(
        shop.cashier, {}, approval=shop.approval, signed_by=shop.cashier.id
    )
    with shop.ground.database.read() as connection:
        row = connection.execute(select(day_close)).one()
    assert (row.closed_by, row.approved_by) == (shop.cashier.id, shop.owner.id)
    assert closed.report.state is DayState.CLOSED


def test_nothing_is_closed_before_it_is_counted(shop: TillShop) -> None:
    assert refusal_of(lambda: shop.day_close.close_day(shop.owner, {})) == "not_counted"
    assert shop.shifts.current() is not None


def test_a_date_without_a_shift_is_not_closed() -> None:
    shop = TillShop()
    assert refusal_of(lambda: shop.day_close.close_day(shop.owner, {})) == "nothing_to_close"


def test_what_is_open_does_not_stop_the_close(shop: TillShop) -> None:
    shop.a_sale(shop.a_product(cards=2))
    assert shop.day_close.state().open_items.undelivered == 1
    assert shop.close_day().z_number == 1


def test_the_open_shift_is_handed_over_with_the_count(shop: TillShop) -> None:
    shop.count_everything()
    shop.day_close.close_day(shop.owner, {})
    assert shop.shifts.current() is None
    assert shop.shifts.preset_float() == Money(100_00)


def test_a_shift_handed_over_need_not_be_counted_again(shop: TillShop) -> None:
    shop.shifts.close_shift(shop.cashier, in_notes(Money(100_00)))
    type_codes(shop)
    assert shop.day_close.close_day(shop.owner, {}).report.cash.difference == ZERO


def test_zs_are_numbered_without_gaps_and_never_change(shop: TillShop) -> None:
    product = shop.a_product(cards=9)
    reports = []
    for expected in (1, 2, 3):
        shop.a_sale(product)
        closed = shop.close_day()
        assert closed.z_number == expected
        reports.append(closed.report)
        shop.next_morning()
        shop.open_shift(shop.shifts.preset_float())
    shop.a_sale(product)
    assert [shop.reporting.day_report(report.date) for report in reports] == reports
    assert len({report.date for report in reports}) == 3


def test_a_forgotten_day_is_closed_before_the_next(shop: TillShop) -> None:
    shop.shifts.close_shift(shop.cashier, in_notes(Money(100_00)))
    shop.next_morning()
    shop.open_shift(Money(100_00))
    assert shop.day_close.closing_date() == TODAY
    tomorrow = TODAY + timedelta(days=1)
    close = shop.day_close.close_day
    assert refusal_of(lambda: close(shop.owner, {}, on=tomorrow)) == "earlier_day_open"
    shop.count_everything(on=TODAY)
    assert close(shop.owner, {}).report.date == TODAY
    assert shop.shifts.current() is not None
    assert shop.close_day().report.date == tomorrow


def test_a_signed_date_takes_no_more_counts(shop: TillShop) -> None:
    shop.close_day()
    counts = in_notes(Money(100_00))
    record = shop.day_close.record_cash_count
    assert refusal_of(lambda: record(shop.cashier, counts, TODAY)) == "day_closed"
    record_codes = shop.day_close.record_tender_counts
    assert refusal_of(lambda: record_codes(shop.cashier, {WECHAT: ZERO}, TODAY)) == "day_closed"
    assert refusal_of(lambda: shop.day_close.close_day(shop.owner, {}, on=TODAY)) == "day_closed"


def test_a_code_that_does_not_exist_is_refused(shop: TillShop) -> None:
    record = shop.day_close.record_tender_counts
    assert refusal_of(lambda: record(shop.cashier, {12345: ZERO})) == "code_unknown"


def test_the_head_code_is_that_of_the_entry_before_the_z(shop: TillShop) -> None:
    shop.a_sale(shop.a_product(cards=1))
    shop.count_everything()
    with shop.ground.database.read() as connection:
        before = ledger.head_of(connection, shop.ground.vault)
    closed = shop.day_close.close_day(shop.owner, {})
    with shop.ground.database.read() as connection:
        noted = connection.exec_driver_sql(
            "SELECT seq, kind FROM ledger ORDER BY seq DESC LIMIT 2"
        ).all()
    handed_over = noted[1]
    assert [row.kind for row in noted] == ["day_closed", "shift_closed"]
    assert handed_over.seq == before.seq + 1
    assert closed.head_code == shop.reporting.day_report(TODAY).head
    assert len(closed.head_code) == 16


def broken_closes(shop: TillShop) -> list[int]:
    with shop.ground.database.read() as connection:
        check = closes_check(shop.ground.vault)
        return [problem.row for problem in check(connection)]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE day_close SET report = replace(report, '100.00', '900.00') WHERE z_number = 2", 2),
        ("UPDATE day_close SET z_number = 9 WHERE z_number = 3", 9),
        ("UPDATE day_close SET report_mac = x'00' WHERE z_number = 1", 1),
        ("DELETE FROM day_close WHERE z_number = 3", 3),
        ("DELETE FROM day_close WHERE z_number = 1", 2),
    ],
)
def test_a_z_that_was_touched_shows(shop: TillShop, statement: str, found: int) -> None:
    for _ in range(3):
        shop.close_day()
        shop.next_morning()
        shop.open_shift(Money(100_00))
    assert broken_closes(shop) == []
    with shop.ground.database.write() as connection:
        connection.exec_driver_sql(statement)
    assert found in broken_closes(shop)


def test_a_z_signed_anew_with_the_shops_own_key_shows_by_the_ledger(shop: TillShop) -> None:
    shop.close_day()
    with shop.ground.database.write() as connection:
        row = connection.execute(select(day_close)).one()
        forged = row.report.replace("100.00", "900.00")
        mac = close_mac(shop.ground.vault, row.previous_mac, forged)
        connection.execute(update(day_close).values(report=forged, report_mac=mac))
    assert broken_closes(shop) == [1]


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs."""


class DiesAt:
    def __init__(self, name: str) -> None:
        self.name = name

    def reached(self, name: str) -> None:
        if name == self.name:
            raise Killed


@pytest.mark.parametrize("step", ["close.shift_closed", "close.before_commit"])
def test_a_close_that_is_cut_off_leaves_the_day_open(shop: TillShop, step: str) -> None:
    shop.count_everything()
    object.__setattr__(shop.ground, "fail_points", DiesAt(step))
    with pytest.raises(Killed):
        shop.day_close.close_day(shop.owner, {})
    assert shop.shifts.current() is not None
    assert shop.reporting.day_report().state is DayState.OPEN


def test_the_calendar_says_what_each_day_was(shop: TillShop) -> None:
    shop.close_day()
    shop.next_morning()
    shop.open_shift(Money(100_00))
    shop.count_everything(short=Money(3_00))
    shop.day_close.close_day(shop.owner, {"cash": "找零多给"})
    shop.next_morning()
    shop.open_shift(Money(97_00))
    days = {day.on.day: day for day in shop.day_close.calendar(2026, 6)}
    assert len(days) == 30
    assert days[17].state is CalendarState.NOTHING
    assert (days[18].state, days[18].z_number) == (CalendarState.CLOSED, 1)
    assert days[19].state is CalendarState.CLOSED_WITH_DIFFERENCE
    assert days[20].state is CalendarState.OPEN


def test_what_happens_after_the_z_is_the_next_days(shop: TillShop) -> None:
    product = shop.a_product(cards=2)
    shop.a_sale(product)
    shop.close_day()
    shop.shifts.open_shift(shop.owner, Money(200_00))
    shop.a_sale(product)
    report = shop.reporting.day_report(TODAY + timedelta(days=1))
    assert report.sales.count == 1
    assert shop.reporting.day_report(TODAY).sales.count == 1
