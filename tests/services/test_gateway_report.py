"""The day report names each gateway: what the books say, what the gateway says, what has no sale."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from desktop.domain.day_report import GatewayFigures, from_json, to_json
from desktop.domain.money import ZERO, Money
from desktop.domain.sale import Approval
from desktop.services.report_blocks import day_blocks
from tests.connectors.fakes.epay_server import EpayServer
from tests.connectors.fakes.wholesale_server import serving
from tests.gateway import GatewayTill, draft_for
from tests.services.test_gateway_payments import advance, sold


@pytest.fixture
def server() -> Iterator[EpayServer]:
    with serving(EpayServer()) as running:
        yield running


@pytest.fixture
def till(server: EpayServer) -> GatewayTill:
    till = GatewayTill()
    till.begin_with(server)
    return till


def figures(till: GatewayTill) -> GatewayFigures:
    report = till.reporting.day_report(till.day_close.closing_date())
    assert from_json(to_json(report)).gateways == report.gateways
    return report.gateways[0]


def test_a_days_takings_stand_by_gateway(till: GatewayTill) -> None:
    till.gateway_accounts.add(till.owner, draft_for("https://other.example.com", "另一个"))
    sold(till)
    sold(till)
    report = till.reporting.day_report(till.day_close.closing_date())
    first, second = report.gateways
    assert (first.gateway, first.count, first.net) == ("禾光支付", 2, Money(200_00))
    assert (first.proved, first.difference) == (Money(200_00), ZERO)
    assert (second.gateway, second.count, second.net) == ("另一个", 0, ZERO)
    tender = next(one for one in report.tenders if one.method == "epay")
    assert (tender.count, tender.net) == (2, Money(200_00))


def test_a_refund_is_a_difference_until_the_gateway_says_it_is_through(till: GatewayTill) -> None:
    payment = sold(till)
    till.a_refund(till.checkout.get_sale(payment.sale_id))
    before = figures(till)
    assert (before.refunded, before.net, before.difference) == (Money(100_00), ZERO, Money(100_00))
    advance(till, 2)
    assert figures(till).difference == ZERO


def test_an_owners_word_is_a_difference_until_it_is_proved(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = till.begin_with_code()
    approval = Approval(till.owner.id, "后台看到了")
    till.gateway_payments.confirm_by_hand(till.cashier, payment.id, "x", approval)
    assert figures(till).difference == Money(-100_00)
    server.pay()
    till.ask(payment.id)
    assert figures(till).difference == ZERO


def test_money_without_a_sale_is_on_the_day_it_came(till: GatewayTill, server: EpayServer) -> None:
    payment = till.begin_with_code()
    till.gateway_payments.cancel(till.cashier, payment.id, "x")
    server.pay()
    till.ask(payment.id)
    shown = figures(till)
    assert (shown.count, shown.stray_count, shown.strays) == (0, 1, Money(100_00))
    till.gateway_payments.resolve(till.owner, payment.id, "退了")
    till.clock.pass_time(timedelta(seconds=1))
    assert figures(till).stray_count == 0


def test_the_block_is_on_the_paper_only_where_there_is_a_gateway(till: GatewayTill) -> None:
    sold(till)
    report = till.reporting.day_report(till.day_close.closing_date())
    (block,) = [one for one in day_blocks(report) if one.heading == "支付通道"]
    whole = Money(100_00)
    assert block.rows == (("禾光支付", 1, whole, ZERO, whole, whole, ZERO, 0, ZERO),)
    without = from_json(to_json(report) | {"gateways": []})
    assert all(one.heading != "支付通道" for one in day_blocks(without))


def test_the_day_closes_with_what_a_gateway_collected(till: GatewayTill) -> None:
    sold(till)
    closed = till.close_day()
    assert closed.z_number == 1
