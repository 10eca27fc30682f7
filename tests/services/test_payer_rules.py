"""What is split over several sales and paid by one account is seen once the money is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest

from desktop.domain.day_report import Finding
from desktop.domain.gateway_payment import GatewayState
from desktop.domain.money import Money
from desktop.domain.sale import Approval, SaleState
from desktop.domain.secret import Secret
from desktop.services.exporting import Exporting
from desktop.services.finding_words import finding_detail
from desktop.services.review import Review
from desktop.storage import compliance_queries, gateway_queries
from desktop.storage.compliance_queries import Payer
from tests.connectors.fakes.epay_server import EpayServer
from tests.connectors.fakes.wholesale_server import serving
from tests.gateway import build_services
from tests.payers import LISTED, OTHER, PAYER, PayerTill
from tests.storage.test_reader_plans import plans_of

LIMIT = 10_000_00
SPLIT = "split-purchase"


@pytest.fixture
def server() -> Iterator[EpayServer]:
    with serving(EpayServer()) as running:
        yield running


@pytest.fixture
def till(server: EpayServer) -> PayerTill:
    till = PayerTill()
    till.begin_with(server)
    return till


def split(fen: int) -> list[tuple[str, str, Money]]:
    return [(SPLIT, LISTED, Money(fen))]


# The limit ----------------------------------------------------------------------------------


@pytest.mark.parametrize("parts", [2, 3, 4, 5])
@pytest.mark.parametrize("off_by", [-1, 0, 1])
def test_a_sum_split_over_some_sales_of_one_account_counts_as_one(
    till: PayerTill, parts: int, off_by: int
) -> None:
    part = LIMIT // parts
    for _earlier in range(parts - 1):
        assert till.met_by(till.sold_to(PAYER, part)) == []
    whole = LIMIT + off_by
    last = till.sold_to(PAYER, whole - part * (parts - 1))
    assert till.met_by(last) == (split(whole) if off_by >= 0 else [])
    assert bool(last.notice) == (off_by >= 0)


def test_every_sale_beyond_the_limit_is_met_again_and_none_is_stopped(till: PayerTill) -> None:
    for parts in range(1, 5):
        sold = till.sold_to(PAYER, 6_000_00)
        assert sold.completed is not None
        assert sold.completed.sale.state is SaleState.COMPLETED
        assert till.met_by(sold) == (split(6_000_00 * parts) if parts > 1 else [])


def test_a_sale_too_small_to_be_a_part_is_none(till: PayerTill) -> None:
    for fen in (9_600_00, 499_99):
        assert till.met_by(till.sold_to(PAYER, fen)) == []
    assert till.met_by(till.sold_to(PAYER, 500_00)) == split(10_599_99)


def test_what_was_paid_in_cash_is_a_part_of_what_was_bought(till: PayerTill) -> None:
    till.sold_to(PAYER, 6_000_00, cash=5_999_00)
    assert till.met_by(till.sold_to(PAYER, 4_000_00)) == split(LIMIT)


def test_the_owners_lower_limit_counts(till: PayerTill) -> None:
    till.settings.change(till.owner, {"compliance.real_name_from": Money(1_000_00)})
    till.sold_to(PAYER, 500_00)
    assert till.met_by(till.sold_to(PAYER, 500_00)) == split(1_000_00)


def test_many_sales_of_one_account_in_a_row_are_seen_too(till: PayerTill) -> None:
    for _earlier in range(9):
        assert till.met_by(till.sold_to(PAYER, 500_00)) == []
    tenth = till.sold_to(PAYER, 500_00)
    assert till.met_by(tenth) == [("many-purchases", LISTED, Money(500_00))]
    assert "第 10 单" in tenth.notice


# Time and desks -----------------------------------------------------------------------------


@pytest.mark.parametrize(("off_by", "is_seen"), [(-1, False), (0, True), (1, True)])
def test_midnight_hides_no_part(till: PayerTill, off_by: int, *, is_seen: bool) -> None:
    till.clock.pass_time(timedelta(hours=14, minutes=30))  # 23:30 in Shanghai
    till.sold_to(PAYER, 6_000_00)
    till.clock.pass_time(timedelta(hours=1))
    last = till.sold_to(PAYER, 4_000_00 + off_by)
    assert till.met_by(last) == (split(LIMIT + off_by) if is_seen else [])


@pytest.mark.parametrize(("seconds", "is_seen"), [(-5, True), (1, False)])
def test_a_day_later_the_sums_begin_anew(till: PayerTill, seconds: int, *, is_seen: bool) -> None:
    till.sold_to(PAYER, 6_000_00)
    till.close_day()
    till.clock.pass_time(timedelta(hours=24, seconds=seconds))
    till.open_shift(Money(100_00))
    assert bool(till.met_by(till.sold_to(PAYER, 4_000_00))) is is_seen


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=-400), timedelta(days=400)])
def test_moving_the_clock_hides_no_part(till: PayerTill, jump: timedelta) -> None:
    till.sold_to(PAYER, 6_000_00)
    till.clock.instant += jump
    assert till.met_by(till.sold_to(PAYER, 4_000_00)) == split(LIMIT)


def test_of_two_desks_that_book_at_the_same_moment_the_later_one_sees_the_earlier(
    till: PayerTill, server: EpayServer
) -> None:
    codes = [till.code_for(till.sale_of(6_000_00)) for _desk in range(2)]
    server.told = {"buyer": PAYER}
    for code in codes:
        server.pay(code.number)
    start = Barrier(2)

    def desk(payment_id: int) -> None:
        start.wait()
        till.gateway_payments.ask(payment_id)

    desks = [Thread(target=desk, args=(code.id,)) for code in codes]
    for each in desks:
        each.start()
    for each in desks:
        each.join()
    assert sorted(till.met_by(code) for code in codes) == [[], split(12_000_00)]


def test_whose_money_comes_later_is_judged_by_what_was_paid_meanwhile(till: PayerTill) -> None:
    slow = till.code_for(till.sale_of(6_000_00))
    assert till.met_by(till.sold_to(PAYER, 4_000_00)) == []
    assert till.met_by(till.collect(slow)) == split(LIMIT)


# Who paid -----------------------------------------------------------------------------------


@pytest.mark.parametrize("payer", [None, "", 2088102123456789, "138****2046", "x" * 129])
def test_nobody_knows_that_two_unknown_payers_are_one(till: PayerTill, payer: object) -> None:
    for _sale in range(3):
        assert till.met_by(till.sold_to(payer, 6_000_00)) == []
    assert till.payers_kept() == 0


def test_an_unknown_payer_is_no_part_of_a_known_ones_sum(till: PayerTill) -> None:
    for payer in (None, PAYER, OTHER):
        assert till.met_by(till.sold_to(payer, 6_000_00)) == []


def test_the_same_characters_at_wechat_and_at_alipay_are_two_accounts(till: PayerTill) -> None:
    for channel in ("wxpay", "alipay"):
        assert till.met_by(till.sold_to(PAYER, 6_000_00, channel)) == []
    assert till.met_by(till.sold_to(PAYER, 4_000_00, "alipay")) == split(LIMIT)


def test_one_account_that_pays_for_several_members_is_one_account(till: PayerTill) -> None:
    till.sold_to(PAYER, 6_000_00, customer=till.a_member("13800000001"))
    sold = till.sold_to(PAYER, 4_000_00, customer=till.a_member("13800000002"))
    assert till.met_by(sold) == split(LIMIT)


def test_what_was_asked_at_the_counter_is_not_met_twice(till: PayerTill) -> None:
    member = till.a_member()
    till.sold_to(PAYER, 6_000_00, customer=member)
    seen = till.sold_to(PAYER, 4_000_00, customer=member)
    assert till.met_by(seen) == [(SPLIT, "id_checked", Money(LIMIT))]
    named = till.sold_to(PAYER, LIMIT, customer=member)
    assert till.met_by(named) == [("real-name", "id_checked", Money(LIMIT))]
    assert (seen.notice, named.notice) == ("", "")


@pytest.mark.parametrize("is_voided", [True, False])
def test_a_voided_sale_is_no_part(till: PayerTill, *, is_voided: bool) -> None:
    till.settings.change(till.owner, {"compliance.real_name_from": Money(1_000_00)})
    cards = till.collect(till.code_for(till.sale_request(pieces=5)))
    assert cards.completed is not None
    if is_voided:
        till.a_void(cards.completed.sale)
    assert bool(till.met_by(till.sold_to(PAYER, 500_00))) is not is_voided


def test_money_without_a_sale_is_no_part(till: PayerTill) -> None:
    stray = till.code_for(till.sale_of(6_000_00))
    till.gateway_payments.cancel(till.cashier, stray.id, "x")
    assert till.collect(stray).state is GatewayState.STRAY
    assert till.met_by(till.sold_to(PAYER, 4_000_00)) == []


def test_who_paid_a_sale_for_the_second_time_did_not_buy_it(till: PayerTill) -> None:
    first = till.code_for(till.sale_of(6_000_00))
    second = till.gateway_payments.send(till.gateway_payments.renew(till.cashier, first.id).id)
    assert till.collect(first, OTHER).state is GatewayState.BOOKED
    assert till.collect(second, PAYER).state is GatewayState.STRAY
    assert till.met_by(till.sold_to(PAYER, 4_000_00)) == []
    assert till.met_by(till.sold_to(OTHER, 4_000_00)) == split(LIMIT)


# Booked first, proved later -----------------------------------------------------------------


def test_a_sale_on_the_owners_word_is_judged_when_the_gateway_says_who_paid(
    till: PayerTill,
) -> None:
    till.sold_to(PAYER, 6_000_00)
    code = till.code_for(till.sale_of(4_000_00))
    approval = Approval(till.owner.id, "商户后台看到了")
    by_hand = till.gateway_payments.confirm_by_hand(till.cashier, code.id, "看到了", approval)
    assert by_hand.completed is not None
    assert till.met_by(code) == []
    assert till.collect(code).state is GatewayState.BOOKED
    assert till.met_by(code) == split(LIMIT)


def test_a_word_that_another_code_proves_is_judged_by_who_paid_that(till: PayerTill) -> None:
    till.sold_to(PAYER, 6_000_00)
    first = till.code_for(till.sale_of(4_000_00))
    second = till.gateway_payments.send(till.gateway_payments.renew(till.cashier, first.id).id)
    approval = Approval(till.owner.id, "商户后台看到了")
    till.gateway_payments.confirm_by_hand(till.cashier, second.id, "看到了", approval)
    assert till.collect(first).state is GatewayState.BOOKED
    assert till.met_by(first) == split(LIMIT)


def test_asking_again_judges_nothing_again(till: PayerTill) -> None:
    till.sold_to(PAYER, 6_000_00)
    sold = till.sold_to(PAYER, 4_000_00)
    till.sold_to(OTHER, 6_000_00)
    for _again in range(2):
        assert till.collect(sold, OTHER).state is GatewayState.BOOKED
    assert till.met_by(sold) == split(LIMIT)
    assert till.met_by(till.sold_to(OTHER, 3_999_99)) == []


class KilledError(Exception):
    """The till died."""


class DyingAt:
    """Dies when a step is passed, once it is told to."""

    step = ""

    def reached(self, name: str) -> None:
        if name == self.step:
            self.step = ""
            raise KilledError


@pytest.mark.parametrize("step", ["gateway.paid_committed", "confirm.before_commit"])
def test_a_till_that_dies_while_it_books_judges_once(server: EpayServer, step: str) -> None:
    dying = DyingAt()
    till = PayerTill(fail_points=dying)
    till.begin_with(server)
    till.sold_to(PAYER, 6_000_00)
    code = till.code_for(till.sale_of(4_000_00))
    dying.step = step
    with pytest.raises(KilledError):
        till.collect(code)
    assert till.met_by(code) == []
    build_services(till)
    assert till.ask(code.id).completed is not None
    assert till.met_by(code) == split(LIMIT)


# The owner and an authority -----------------------------------------------------------------


def test_the_review_names_the_sale_the_cashier_and_the_sum(till: PayerTill) -> None:
    till.sold_to(PAYER, 6_000_00)
    sold = till.sold_to(PAYER, 4_000_00)
    on = till.shifts.business_date_now()
    (item,) = Review(till.ground, till.rights, till.reporting).day(till.owner, on).items
    assert (item.kind, item.order, item.amount) == ("same_payer", sold.sale_number, Money(LIMIT))
    assert item.person == till.cashier.person.name
    assert finding_detail(Finding(item.kind, item.order, item.detail)) == "像拆单，共 2 单"
    counted = {each.kind: each.count for each in till.reporting.day_report().exceptions}
    assert counted["same_payer"] == 1
    assert "rule_answered" not in counted


def test_the_cashier_is_told_and_that_money_and_goods_are_as_ever(till: PayerTill) -> None:
    assert till.sold_to(PAYER, 6_000_00).notice == ""
    notice = till.sold_to(PAYER, 4_000_00).notice
    assert "24 小时内 2 单共 10000.00 元" in notice
    assert "钱货照常" in notice


def test_it_stands_on_the_list_and_in_the_file_for_an_authority(
    till: PayerTill, tmp_path: Path
) -> None:
    till.sold_to(PAYER, 6_000_00)
    sold = till.sold_to(PAYER, 4_000_00)
    on = till.shifts.business_date_now()
    (row,) = till.reporting.read_report("large_and_suspicious", on, on).rows
    expected = (sold.sale_number, Money(4_000_00), SPLIT, 1, Money(LIMIT), Money(LIMIT), LISTED)
    assert row[1:] == expected
    path = tmp_path / "rules.csv"
    exporting = Exporting(till.ground, till.settings, till.rights)
    assert exporting.export("rules", path, actor=till.owner) == 1
    text = path.read_text(encoding="utf-8-sig")
    assert f"{sold.sale_number}," in text
    assert PAYER not in text


def test_the_look_back_finds_an_accounts_sales_by_an_index(till: PayerTill) -> None:
    sold = till.sold_to(PAYER, 6_000_00)
    mark = gateway_queries.payer_fingerprint(till.ground, "wxpay", Secret(PAYER))
    with till.ground.database.read() as connection:
        found = []
        plans = plans_of(
            connection,
            lambda: found.append(
                compliance_queries.read_earlier(
                    connection, Payer(mark, 0), till.clock.now() - timedelta(hours=24), None
                )
            ),
        )
    assert (found[0].sales, found[0].total) == (1, sold.amount)
    assert any("USING COVERING INDEX ix_gateway_payment_payer" in plan for plan in plans), plans
    assert not any("SCAN" in plan for plan in plans)
