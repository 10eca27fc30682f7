"""What is needed no more goes in time, a piece at a write; what the law keeps never does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerDraft
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.top_up import TopUpTarget
from desktop.models.shifts import day_close
from desktop.services import retention
from desktop.services.customers import Customers
from desktop.services.erasing import Erasing
from desktop.services.retention import Cleared, Retention
from desktop.storage import ledger
from desktop.storage.consistency import SUM_CHECKS, closes_check
from desktop.storage.integrity import check_profile
from tests.after_sales import AfterSalesShop
from tests.connectors.fakes.epay_server import EpayServer
from tests.connectors.fakes.wholesale_server import serving
from tests.factories import TillShop, a_till
from tests.gateway import GatewayTill
from tests.shop import RehearsalShop

YEAR = timedelta(days=365)
KEPT = (
    *("ledger", "sale", "sale_line", "sale_return", "payment", "points_entry", "rule_decision"),
    *("purchase", "purchase_attempt", "purchase_answer", "purchase_event", "card_secret"),
    *("gateway_payment", "gateway_answer", "stored_value_entry", "credit_entry", "day_close"),
)
"""Of these no row ever goes."""


class KilledError(Exception):
    """The till died."""


class Dying:
    """Dies the n-th time that a step is passed."""

    def __init__(self, hit: int) -> None:
        self.left = hit

    def reached(self, name: str) -> None:
        if name.startswith("retention."):
            self.left -= 1
            if not self.left:
                raise KilledError


def a_close(shop: RehearsalShop) -> None:
    """Let a day have been closed now: only then is the clock believed."""
    now = shop.clock.now()
    with shop.ground.database.write() as connection:
        row = {
            "id": shop.ground.identifiers.next_id(), "z_number": now.toordinal(),
            "business_date": now.date(), "closed_at": now, "closed_by": shop.owner.id,
            "approved_by": shop.owner.id, "report": "{}", "report_mac": b"", "previous_mac": b"",
            "head_code": "",
        }  # fmt: skip
        connection.execute(insert(day_close), row)


def keeper(shop: RehearsalShop, **changes: Any) -> Retention:
    ground = replace(shop.ground, **changes)
    return Retention(ground, shop.settings, Erasing(ground, shop.rights))


def counts(shop: RehearsalShop) -> dict[str, int]:
    with shop.ground.database.read() as connection:
        return {
            table: int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
            for table in KEPT
        }


def ask(shop: RehearsalShop, statement: str) -> Any:
    with shop.ground.database.read() as connection:
        return connection.exec_driver_sql(statement).scalar()


def problems(shop: RehearsalShop) -> tuple[Any, ...]:
    return check_profile(shop.ground.database, shop.ground.vault, None, SUM_CHECKS).problems


def keep(shop: RehearsalShop, **months: str) -> None:
    shop.settings.change(shop.owner, {f"retention.{key}": value for key, value in months.items()})


# Orders at platforms -----------------------------------------------------------------------------


@pytest.fixture
def buying() -> AfterSalesShop:
    shop = AfterSalesShop()
    for number in range(3):
        sold = shop.sell(Cart().with_product(shop.product), request_id=f"old-{number}")
        shop.purchasing.advance_due()
        line = shop.checkout.get_sale(sold.sale.id).lines[0]
        shop.becomes(line.id, DeliveryState.HANDED_OVER)
    return shop


def test_answers_of_old_orders_leave_a_fingerprint_and_nothing_else_moves(
    buying: AfterSalesShop,
) -> None:
    open_line = buying.a_line_on_its_way(is_unknown=True)
    keep(buying, months="6")
    before = counts(buying)
    sealed = ask(buying, "SELECT count(body_sealed) FROM purchase_answer")
    a_close(buying)
    assert keeper(buying).keep_up() == Cleared()
    buying.clock.pass_time(YEAR)
    a_close(buying)
    assert keeper(buying).keep_up() == Cleared(purchases=3)
    assert keeper(buying).keep_up() == Cleared()
    assert ask(buying, "SELECT count(*) FROM purchase WHERE request_sealed IS NOT NULL") == 1
    assert ask(buying, "SELECT count(body_fingerprint) FROM purchase_answer") > 0
    assert ask(buying, "SELECT count(body_sealed) FROM purchase_answer") < sealed
    kept = ask(
        buying,
        "SELECT sale_line_id FROM purchase WHERE request_sealed IS NOT NULL",
    )
    assert kept == open_line.id
    after = counts(buying)
    ledger_grew = after.pop("ledger") - before.pop("ledger")
    closes = after.pop("day_close") - before.pop("day_close")
    assert (ledger_grew, closes) == (1, 2)
    assert after == before
    assert problems(buying) == ()


def test_a_till_that_dies_in_between_goes_on_where_it_was(
    buying: AfterSalesShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "PIECE", 1)
    keep(buying, months="6")
    buying.clock.pass_time(YEAR)
    a_close(buying)
    with pytest.raises(KilledError):
        keeper(buying, fail_points=Dying(2)).keep_up()
    assert ask(buying, "SELECT count(*) FROM purchase WHERE request_sealed IS NULL") == 2
    assert problems(buying) == ()
    assert keeper(buying).keep_up() == Cleared(purchases=1)
    assert ask(buying, "SELECT count(*) FROM ledger WHERE kind = 'retention_cleared'") == 3
    assert problems(buying) == ()


def test_what_was_cleared_can_still_be_looked_at(buying: AfterSalesShop) -> None:
    keep(buying, months="6")
    buying.clock.pass_time(YEAR)
    a_close(buying)
    keeper(buying).keep_up()
    purchase_id = ask(buying, "SELECT id FROM purchase WHERE request_sealed IS NULL")
    assert buying.purchasing.get(purchase_id).id == purchase_id
    buying.purchasing.advance_due()


def test_nothing_goes_while_the_owner_asked_for_nothing(buying: AfterSalesShop) -> None:
    buying.clock.pass_time(20 * YEAR)
    a_close(buying)
    assert keeper(buying).keep_up() == Cleared()


def test_a_clock_that_ran_years_ahead_of_the_last_closed_day_clears_nothing(
    buying: AfterSalesShop,
) -> None:
    keep(buying, months="6", members="36")
    buying.clock.pass_time(20 * YEAR)
    assert keeper(buying).keep_up() == Cleared()
    buying.clock.pass_time(-20 * YEAR)
    a_close(buying)
    buying.clock.pass_time(20 * YEAR)
    assert keeper(buying).keep_up() == Cleared()


@pytest.mark.parametrize(
    ("key", "months"), [("retention.months", "3"), ("retention.members", "12")]
)
def test_less_than_the_law_wants_cannot_be_chosen(
    buying: AfterSalesShop, key: str, months: str
) -> None:
    with pytest.raises(BusinessRuleError):
        buying.settings.change(buying.owner, {key: months})


# Payments at gateways ----------------------------------------------------------------------------


@pytest.fixture
def paid() -> Iterator[GatewayTill]:
    with serving(EpayServer()) as server:
        till = GatewayTill()
        till.begin_with(server)
        yield till


def test_answers_of_gateways_go_once_the_money_is_booked(paid: GatewayTill) -> None:
    keep(paid, months="6")
    done = paid.begin_with_code()
    paid.server.pay()
    paid.ask(done.id)
    waiting = paid.begin_with_code()
    before = counts(paid)
    paid.clock.pass_time(YEAR)
    a_close(paid)
    assert keeper(paid).keep_up() == Cleared(payments=1)
    assert keeper(paid).keep_up() == Cleared()
    left = f"SELECT count(answer_sealed) FROM gateway_answer WHERE payment_id = {done.id}"
    assert ask(paid, left) == 0
    assert ask(paid, left.replace(str(done.id), str(waiting.id))) == 1
    assert counts(paid)["gateway_answer"] == before["gateway_answer"]
    assert problems(paid) == ()


# Members and their accounts ----------------------------------------------------------------------


@pytest.fixture
def till() -> TillShop:
    return a_till()


def a_member(till: TillShop, phone: str = "18612342046") -> int:
    customers = Customers(till.ground, till.rights)
    member = customers.add_draft(till.owner, CustomerDraft("苏念", phone)).customer
    product = till.a_product(
        f"T{phone}", name="代充", typed_cost=Money(1), kind=ProductKind.OTHER, price=50_00,
        account_rule=AccountRule.PHONE,
    )  # fmt: skip
    target = TopUpTarget(AccountRule.PHONE, phone, is_read_back=True)
    cart = Cart().with_product(product, target=target).with_customer(member)
    sold = till.sell(cart, request_id=f"s{phone}")
    with till.ground.database.write() as connection:
        from desktop.storage.saved_account_queries import keep_account_of_line

        keep_account_of_line(connection, till.ground, sold.sale.lines[0].id)
        connection.exec_driver_sql("UPDATE sale_line SET delivery_state = 'handed_over'")
    return member.id


def test_whole_accounts_go_and_the_masked_ones_stay(till: TillShop) -> None:
    a_member(till)
    keep(till, months="12")
    till.clock.pass_time(2 * YEAR)
    a_close(till)
    cleared = keeper(till).keep_up()
    assert (cleared.accounts, cleared.targets, cleared.members) == (1, 1, 0)
    assert ask(till, "SELECT count(*) FROM saved_account") == 0
    assert ask(till, "SELECT target_masked FROM sale_line").startswith("186")
    assert ask(till, "SELECT count(target_fingerprint) FROM sale_line") == 1
    assert Customers(till.ground, till.rights).find("18612342046") != ()
    assert problems(till) == ()


def test_who_bought_nothing_for_years_goes_only_if_the_owner_asked(till: TillShop) -> None:
    gone, back = a_member(till), a_member(till, "13700002046")
    till.clock.pass_time(3 * YEAR)
    customers = Customers(till.ground, till.rights)
    cart = Cart().with_product(till.a_product("C1", cards=1)).with_customer(customers.get(back))
    till.sell(cart, request_id="again")
    till.clock.pass_time(YEAR)
    till.close_day()
    before = counts(till)
    with till.ground.database.read() as connection:
        head = ledger.head_of(connection, till.ground.vault)
    assert keeper(till).keep_up() == Cleared()
    keep(till, members="36")
    assert keeper(till).keep_up() == Cleared()
    customers.adjust_points(till.owner, gone, -customers.get(gone).points, "清零")
    assert keeper(till).keep_up() == Cleared(members=1)
    assert customers.get(gone).name == "已删除的顾客"
    assert customers.get(gone).spent == Money(50_00)
    assert customers.get(back).name == "苏念"
    assert keeper(till).keep_up() == Cleared()
    after = counts(till)
    assert all(after[table] >= before[table] for table in KEPT)
    checks = (*SUM_CHECKS, closes_check(till.ground.vault))
    assert check_profile(till.ground.database, till.ground.vault, None, checks).problems == ()
    with till.ground.database.read() as connection:
        assert ledger.find_contradictions(connection, [head]) == ()


def test_a_member_with_something_open_is_left_alone(till: TillShop) -> None:
    member = a_member(till)
    customers = Customers(till.ground, till.rights)
    customers.adjust_points(till.owner, member, -customers.get(member).points, "清零")
    with till.ground.database.write() as connection:
        connection.exec_driver_sql("UPDATE sale_line SET delivery_state = 'unknown'")
    keep(till, months="6", members="36")
    till.clock.pass_time(4 * YEAR)
    a_close(till)
    cleared = keeper(till).keep_up()
    assert (cleared.members, cleared.targets) == (0, 0)
    assert customers.get(member).name == "苏念"


def test_a_till_that_dies_between_two_members_forgets_the_other_one_later(till: TillShop) -> None:
    customers = Customers(till.ground, till.rights)
    for phone in ("18612342046", "13700002046"):
        customers.add(till.owner, "苏念", phone)
    keep(till, members="36")
    till.clock.pass_time(4 * YEAR)
    a_close(till)
    with pytest.raises(KilledError):
        keeper(till, fail_points=Dying(1)).keep_up()
    assert ask(till, "SELECT count(*) FROM customer WHERE name = '苏念'") == 1
    assert keeper(till).keep_up() == Cleared(members=1)
    assert ask(till, "SELECT count(*) FROM customer WHERE name = '苏念'") == 0
    assert problems(till) == ()
