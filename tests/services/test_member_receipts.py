"""Papers for a member's money: what they say, that they count, fail and are named like a sale's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.cart import Cart
from desktop.domain.credit import ReceiptKind
from desktop.domain.customer import CustomerSnapshot
from desktop.domain.member_receipt import ReceiptFacts
from desktop.domain.money import ZERO, Money
from desktop.domain.printing import PrintJobKind, PrintJobState
from desktop.domain.stored_value import Purse
from desktop.domain.tender import cash_tender
from desktop.services.review import Review
from desktop.storage import member_ledger_queries
from tests.services.member_desk import MemberShop, by_stored, on_credit
from tests.services.test_printing import PrintingShop
from tests.services.test_review import TODAY

KIND = PrintJobKind.MEMBER_RECEIPT
A_WHILE = timedelta(minutes=5)


class PaperShop(MemberShop, PrintingShop):
    """A till with members and a printer made of code."""

    member: CustomerSnapshot

    def latest(self) -> ReceiptFacts:
        """Return the receipt that was written last."""
        with self.ground.database.read() as connection:
            stored = member_ledger_queries.list_stored(connection, self.member.id)
            credit = member_ledger_queries.list_credit(connection, self.member.id)
        ids = [row.receipt_id for row in stored] + [row.receipt_id for row in credit]
        return self.printing.documents.member_facts(max(each for each in ids if each is not None))


@pytest.fixture
def shop() -> PaperShop:
    shop = PaperShop()
    shop.set_up()
    shop.member = shop.a_member()
    return shop


def test_a_top_up_says_principal_bonus_balance_and_number(shop: PaperShop) -> None:
    shop.top_up(shop.member, 20_00)
    shop.clock.pass_time(A_WHILE)
    shop.top_up(shop.member, 100_00, bonus=10_00)
    facts = shop.latest()
    shop.ask(KIND, facts.id)
    assert [job.state for job in shop.printing.run_queued()] == [PrintJobState.PRINTED]
    paper = shop.paper()
    for words in ("储值收据", facts.number, "138****2046", "现金", "+100.00", "+10.00", "130.00"):
        assert words in paper
    assert "本金 120.00 赠送 10.00" in paper
    assert "补打" not in paper


def test_what_comes_later_does_not_change_a_receipt_printed_again(shop: PaperShop) -> None:
    shop.top_up(shop.member, 100_00, bonus=10_00)
    facts = shop.latest()
    shop.ask(KIND, facts.id)
    shop.printing.run_queued()
    first = shop.paper()
    shop.clock.pass_time(A_WHILE)
    shop.sell_to(shop.member, shop.a_product(cards=1), by_stored(60_00))
    shop.ask(KIND, facts.id)
    shop.printing.run_queued()
    again = shop.paper()
    assert "补打 第 1 次" in again
    rest = [line for line in again.splitlines() if "补打" not in line]
    assert rest == first.splitlines()
    documents = shop.printing.documents
    assert documents.member_receipt_to_keep(facts.id) == documents.member_document(facts.id, 2)


def test_a_reprint_is_an_exception_with_its_number(shop: PaperShop) -> None:
    shop.top_up(shop.member, 100_00)
    facts = shop.latest()
    for _ in range(2):
        shop.ask(KIND, facts.id)
        shop.printing.run_queued()
    items = Review(shop.ground, shop.rights, shop.reporting).day(shop.owner, TODAY).items
    found = [(item.order, item.detail) for item in items if item.kind == "reprint"]
    assert found == [(facts.number, "1")]


def test_a_receipt_that_did_not_print_is_on_the_list_by_its_number(shop: PaperShop) -> None:
    shop.top_up(shop.member, 100_00)
    facts = shop.latest()
    shop.is_off = True
    shop.ask(KIND, facts.id)
    shop.printing.run_queued()
    (failed,) = shop.printing.failed_papers()
    assert (failed.job.kind, failed.subject) == (KIND, facts.number)
    shop.is_off = False
    shop.printing.retry(shop.cashier, failed.job.id)
    shop.printing.run_queued()
    assert facts.number in shop.paper()
    assert shop.printing.failed_papers() == ()


def test_closing_says_what_was_paid_out_and_that_the_bonus_is_gone(shop: PaperShop) -> None:
    shop.top_up(shop.member, 100_00, bonus=10_00)
    shop.clock.pass_time(A_WHILE)
    request = shop.money(shop.member, 100_00, approval=shop.approval, note="毕业")
    shop.stored.close(shop.cashier, request)
    facts = shop.latest()
    assert facts.kind is ReceiptKind.PAID_OUT
    assert (facts.part, facts.purse_after) == (Purse(Money(-100_00), Money(-10_00)), Purse())
    shop.ask(KIND, facts.id)
    shop.printing.run_queued()
    paper = shop.paper()
    for words in ("退储值收据", "退款", "100.00", "赠送作废", "-10.00", "备注 毕业"):
        assert words in paper
    assert "预收款" not in paper


def test_a_collection_says_what_is_still_owed_and_names_no_stored_value(shop: PaperShop) -> None:
    shop.credit.set_limit(shop.owner, shop.member.id, Money(200_00))
    product = shop.a_product(cards=1)
    total = shop.checkout.price(Cart().with_product(product, 1)).total
    shop.sell_to(shop.member, product, on_credit(total.fen))
    shop.credit.collect(shop.cashier, shop.money(shop.member, 30_00))
    facts = shop.latest()
    assert (facts.kind, facts.purse_after) == (ReceiptKind.COLLECTION, None)
    assert facts.owed_after == total - Money(30_00)
    shop.ask(KIND, facts.id)
    shop.printing.run_queued()
    paper = shop.paper()
    assert "收账收据" in paper
    assert "还欠" in paper
    assert "储值余额" not in paper
    assert "预收款" not in paper


def test_kept_change_has_a_receipt_of_its_own(shop: PaperShop) -> None:
    product = shop.a_product(price=99_40, cards=1)
    cart = Cart().with_product(product).with_customer(shop.member)
    sold = shop.sell(cart, cash_tender(Money(100_00), Money(99_40))).sale
    shop.stored.keep_change(shop.cashier, sold.id, Money(60), shop.shift.id)
    facts = shop.latest()
    assert (facts.kind, facts.amount, facts.part) == (
        ReceiptKind.KEPT_CHANGE, Money(60), Purse(Money(60), ZERO),
    )  # fmt: skip
    shop.ask(KIND, facts.id)
    shop.printing.run_queued()
    assert "存零收据" in shop.paper()


def test_a_receipt_that_is_not_there_is_a_key_error(shop: PaperShop) -> None:
    with pytest.raises(KeyError):
        shop.printing.documents.member_facts(1)
