"""A customer is deleted on request: nothing tells who it was, and everything still adds up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.domain.after_sales import TicketKind
from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerDraft
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.top_up import TopUpTarget
from desktop.services.after_sales import TicketRequest
from desktop.services.customers import Customers
from desktop.services.erasing import Erasing
from desktop.services.held_sales import HeldSales
from desktop.storage import ledger
from desktop.storage.consistency import SUM_CHECKS, closes_check
from desktop.storage.integrity import check_profile
from tests.after_sales import AfterSalesShop
from tests.factories import TillShop, a_till

PHONE, QQ = "18612342046", "2046777311"
TRACES = (PHONE, QQ, "苏念", "niannian-wx", "住在河边")


@pytest.fixture
def shop() -> TillShop:
    return a_till()


@pytest.fixture
def late() -> AfterSalesShop:
    return AfterSalesShop()


def everything_stored(shop: TillShop | AfterSalesShop) -> str:
    with shop.ground.database.read() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*_search*'"
        ).scalars()
        return "".join(
            repr(connection.exec_driver_sql(f"SELECT * FROM {name}").fetchall())
            for name in tables.all()
        )


def a_member_with_sales(shop: TillShop) -> int:
    customers = Customers(shop.ground, shop.rights)
    draft = CustomerDraft(
        "苏念", PHONE, QQ, "niannian-wx", "K-1", note="住在河边", birthday="06-08", tags=("常客",)
    )
    member = customers.add_draft(shop.owner, draft).customer
    product = shop.a_product(
        "T1", name="代充", typed_cost=Money(1), kind=ProductKind.OTHER,
        account_rule=AccountRule.PHONE, price=50_00,
    )  # fmt: skip
    target = TopUpTarget(AccountRule.PHONE, PHONE, is_read_back=True)
    cart = Cart().with_product(product, target=target).with_customer(member)
    shop.sell(cart, request_id="s1")
    return member.id


def test_nothing_tells_who_it_was_and_the_whole_shop_verifies(shop: TillShop) -> None:
    member = a_member_with_sales(shop)
    shop.close_day()
    shop.next_morning()
    assert all(trace in everything_stored(shop) for trace in TRACES)
    with shop.ground.database.read() as connection:
        before = ledger.head_of(connection, shop.ground.vault)
    Erasing(shop.ground, shop.rights).erase(shop.owner, member, approval=shop.approval)
    stored = everything_stored(shop)
    assert [trace for trace in TRACES if trace in stored] == []
    with shop.ground.database.read() as connection:
        kept = "SELECT count(target_sealed) + count(target_fingerprint) FROM sale_line"
        assert connection.exec_driver_sql(kept).scalar() == 0
    assert Customers(shop.ground, shop.rights).find(PHONE) == ()
    assert Customers(shop.ground, shop.rights).find("苏念") == ()
    checks = (*SUM_CHECKS, closes_check(shop.ground.vault))
    report = check_profile(shop.ground.database, shop.ground.vault, None, checks)
    assert report.problems == ()
    with shop.ground.database.read() as connection:
        assert ledger.find_contradictions(connection, [before]) == ()


def test_what_was_bought_stays_and_nobody_is_named(shop: TillShop) -> None:
    member = a_member_with_sales(shop)
    Erasing(shop.ground, shop.rights).erase(shop.owner, member, approval=shop.approval)
    customers = Customers(shop.ground, shop.rights)
    (sold,) = customers.sales_of(member)
    assert sold.total == Money(50_00)
    assert customers.get(member).spent == Money(50_00)
    again = customers.add(shop.cashier, "苏念", PHONE).customer
    assert again.id != member
    assert again.spent == Money(0)


def test_only_the_owner_deletes_and_it_is_noted(shop: TillShop) -> None:
    member = a_member_with_sales(shop)
    erasing = Erasing(shop.ground, shop.rights)
    for actor in (shop.cashier, shop.senior, shop.owner):
        with pytest.raises(BusinessRuleError) as refused:
            erasing.erase(actor, member)
        assert refused.value.code == "needs_owner"
    assert PHONE in everything_stored(shop)
    erasing.erase(shop.cashier, member, approval=shop.approval)
    with shop.ground.database.read() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM ledger").scalars().all()
    assert kinds.count("customer_erased") == 1


def test_goods_on_their_way_come_first(shop: TillShop) -> None:
    member = a_member_with_sales(shop)
    shop.clock.pass_time(timedelta(minutes=1))
    with shop.ground.database.write() as connection:
        connection.exec_driver_sql("UPDATE sale_line SET delivery_state = 'unknown'")
    with pytest.raises(BusinessRuleError) as refused:
        Erasing(shop.ground, shop.rights).erase(shop.owner, member, approval=shop.approval)
    assert refused.value.code == "customer_has_goods"
    assert PHONE in everything_stored(shop)


def test_held_carts_go_but_one_on_the_counter_is_finished_first(shop: TillShop) -> None:
    member = a_member_with_sales(shop)
    known = Customers(shop.ground, shop.rights).get(member)
    product = shop.a_product("T2", cards=1)
    held = HeldSales(shop.ground)
    held.hold(shop.cashier, Cart().with_product(product), "别人的")
    one = held.hold(shop.cashier, Cart().with_product(product).with_customer(known), "住在河边")
    erasing = Erasing(shop.ground, shop.rights)
    held.recall(shop.cashier, one.id)
    with pytest.raises(BusinessRuleError) as refused:
        erasing.erase(shop.owner, member, approval=shop.approval)
    assert refused.value.code == "customer_on_counter"
    held.put_back()
    erasing.erase(shop.owner, member, approval=shop.approval)
    assert [row.note for row in held.list_held()] == ["别人的"]
    assert [trace for trace in TRACES if trace in everything_stored(shop)] == []


def test_their_words_in_after_sales_go_and_nobody_elses(late: AfterSalesShop) -> None:
    member = Customers(late.ground, late.rights).add(late.cashier, "苏念", PHONE).customer
    theirs = TicketRequest(
        "q1", TicketKind.QUESTION, customer_id=member.id, contact="niannian-wx", text="我住在河边"
    )
    another = (
        Customers(late.ground, late.rights).add(late.cashier, "贺一帆", "13700001111").customer
    )
    others = TicketRequest("q2", TicketKind.QUESTION, customer_id=another.id, text="月卡能叠加吗？")
    ticket = late.after_sales.open_ticket(late.cashier, theirs).ticket_id
    other = late.after_sales.open_ticket(late.cashier, others).ticket_id
    late.after_sales.reply(late.cashier, ticket, "苏念你好")
    erasing = Erasing(late.ground, late.rights)
    with pytest.raises(BusinessRuleError) as refused:
        erasing.erase(late.owner, member.id, approval=late.approval)
    assert refused.value.code == "customer_has_tickets"
    late.after_sales.close(late.cashier, ticket)
    erasing.erase(late.owner, member.id, approval=late.approval)
    assert [trace for trace in TRACES if trace in everything_stored(late)] == []
    assert [one.text for one in late.case(ticket).entries if one.person][:2] == ["", ""]
    assert late.thread(other) == ["月卡能叠加吗？"]
    with (
        pytest.raises(IntegrityError, match="never updated"),
        late.ground.database.write() as connection,
    ):
        connection.exec_driver_sql(
            f"UPDATE ticket_entry SET text = '', value = '' WHERE ticket_id = {other}"
        )
    with late.ground.database.read() as connection:
        assert [problem for check in SUM_CHECKS for problem in check(connection)] == []


def test_what_was_sealed_of_their_orders_goes_and_a_fingerprint_stays(late: AfterSalesShop) -> None:
    customers = Customers(late.ground, late.rights)
    member = customers.add(late.cashier, "苏念", PHONE).customer
    cart = Cart().with_product(late.product).with_customer(member)
    line = late.sell(cart, request_id="s1").sale.id
    late.purchasing.advance_due()
    late.becomes(late.checkout.get_sale(line).lines[0].id, DeliveryState.HANDED_OVER)
    erasing = Erasing(late.ground, late.rights)
    erasing.erase(late.owner, member.id, approval=late.approval)
    with late.ground.database.read() as connection:
        left = connection.exec_driver_sql(
            "SELECT count(request_sealed), (SELECT count(body_sealed) FROM purchase_answer),"
            " (SELECT count(body_fingerprint) > 0 FROM purchase_answer) FROM purchase"
        ).one()
    assert tuple(left) == (0, 0, 1)
    report = check_profile(late.ground.database, late.ground.vault, None, SUM_CHECKS)
    assert report.problems == ()


def test_a_cart_that_lay_there_meanwhile_is_not_sold_to_whom_is_forgotten(shop: TillShop) -> None:
    member = a_member_with_sales(shop)
    known = Customers(shop.ground, shop.rights).get(member)
    cart = Cart().with_product(shop.a_product("T3", cards=1)).with_customer(known)
    Erasing(shop.ground, shop.rights).erase(shop.owner, member, approval=shop.approval)
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(cart, request_id="late")
    assert refused.value.code == "customer_erased"
    assert shop.checkout.refreshed(cart).customer is None
    assert shop.sell(cart.with_customer(None), request_id="late").sale.customer_id is None
