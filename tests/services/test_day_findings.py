"""What is put wrong into one day is named by its report, down to the order, and stands in the Z."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert, select, update

from desktop.domain.cart import Cart
from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.day_report import DayReport, Finding
from desktop.domain.money import ZERO, Money
from desktop.domain.sale import SaleSnapshot
from desktop.domain.tender import Tender, TenderMethod
from desktop.models.card_secrets import card_secret
from desktop.models.purchases import purchase, purchase_event
from desktop.models.sales import sale_line
from desktop.services.bills import Bills
from desktop.services.customers import Customers
from desktop.services.day_close import DayClose, DayClosed
from desktop.services.reporting import Reporting
from tests.buying import BuyingShop
from tests.factories import in_notes

WECHAT = TenderMethod.WECHAT
HEAD = """微信支付账单明细
起始时间：[2026-06-01 00:00:00] 终止时间：[2026-06-30 23:59:59]
交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注
"""


class ClosingShop(BuyingShop):
    """A shop that buys just in time and closes its days; yesterday is closed, today is open."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.reporting = Reporting(self.ground, self.settings)
        self.day_close = DayClose(
            self.ground, self.settings, self.rights, self.shifts, self.reporting
        )
        self.bills = Bills(self.ground, self.rights, self.reporting, self.day_close)
        self.customers = Customers(self.ground, self.rights)
        self.account_id = self.connect()
        self.product = self.adopt()
        self.sign()
        self.clock.pass_time(timedelta(days=1))
        self.open_shift()

    def sell_one(self, *, tender: TenderMethod = TenderMethod.CASH) -> SaleSnapshot:
        """Sell a card that is bought for it, and let it arrive."""
        self.clock.pass_time(timedelta(minutes=5))
        cart = Cart().with_product(self.checkout.get_product(self.product.id))
        total = self.checkout.price(cart).total
        parts = () if tender is TenderMethod.CASH else (Tender(tender, total),)
        sold = self.sell(cart, *parts, request_id=f"r{self.ground.identifiers.next_id()}").sale
        for number in self.purchases_of(sold):
            self.settle(number)
        return sold

    def purchases_of(self, sold: SaleSnapshot) -> list[int]:
        """Return the ids of what was bought for a sale."""
        with self.ground.database.read() as connection:
            lines = [line.id for line in sold.lines]
            found = select(purchase.c.id).where(purchase.c.sale_line_id.in_(lines))
            return list(connection.scalars(found))

    def sign(self, short: Money = ZERO) -> DayClosed:
        """Ask the accounts, count and sign."""
        self.clock.pass_time(timedelta(minutes=5))
        self.stock_sync.sync([self.account_id])
        report = self.reporting.day_report(self.day_close.closing_date())
        self.day_close.record_cash_count(self.cashier, in_notes(report.cash.expected - short))
        totals: dict[TenderMethod | int, Money] = {
            TenderMethod(code.method): code.expected for code in report.codes
        }
        self.day_close.record_tender_counts(self.cashier, totals)
        reasons = {each.key: "查" for each in self.day_close.differences()}
        return self.day_close.close_day(self.owner, reasons)


def named(report: DayReport, kind: str) -> list[Finding]:
    return [each for each in report.findings if each.kind == kind]


@pytest.fixture
def shop() -> ClosingShop:
    return ClosingShop()


def test_an_honest_day_has_nothing_to_explain(shop: ClosingShop) -> None:
    shop.sell_one()
    shop.sell_one(tender=WECHAT)
    report = shop.sign().report
    assert report.findings == ()
    assert [each.difference for each in report.platforms] == [ZERO]


def test_a_missing_purchase_is_named_by_its_sale(shop: ClosingShop) -> None:
    sold = shop.sell_one()
    with shop.ground.database.write() as connection:
        connection.execute(update(purchase).values(sale_line_id=None))
        connection.execute(update(card_secret).values(state="void"))
        connection.execute(update(card_secret).values(sale_line_id=None))
    (missing,) = named(shop.sign().report, "missing_purchase")
    assert (missing.order, missing.detail, missing.amount) == (
        sold.number,
        shop.product.code,
        Money(91_00),
    )


def test_money_that_left_an_account_without_an_order_here_points_at_no_order(
    shop: ClosingShop,
) -> None:
    shop.sell_one()
    shop.platform.balance -= Decimal("37.00")
    (gap,) = named(shop.sign().report, "account_gap")
    assert gap == Finding("account_gap", "星桥卡盟", "", Money(-37_00))


def test_a_double_purchase_is_named_by_sale_and_purchase(shop: ClosingShop) -> None:
    sold = shop.sell_one()
    second = _bought_again(shop, sold)
    (found,) = named(shop.sign().report, "double_purchase")
    assert (found.order, found.detail, found.amount) == (sold.number, second, Money(91_00))


def test_a_second_purchase_that_is_charged_on_the_next_day_is_named(shop: ClosingShop) -> None:
    sold = shop.sell_one()
    assert shop.sign().report.findings == ()
    shop.clock.pass_time(timedelta(days=1))
    shop.open_shift()
    second = _bought_again(shop, sold)
    (found,) = named(shop.sign().report, "double_purchase")
    assert (found.order, found.detail, found.amount) == (sold.number, second, Money(91_00))


def test_a_purchase_that_brings_more_than_is_missing_is_named(shop: ClosingShop) -> None:
    sold = shop.sell_one()
    second = _bought_again(shop, sold)
    with shop.ground.database.write() as connection:
        connection.execute(update(sale_line).values(quantity=3))
        connection.execute(update(purchase).where(purchase.c.number == second).values(quantity=3))
    (found,) = named(shop.sign().report, "double_purchase")
    assert (found.order, found.detail) == (sold.number, second)


def test_an_account_that_was_charged_twice_points_at_the_purchase(shop: ClosingShop) -> None:
    sold = shop.sell_one()
    shop.platform.balance -= Decimal("91.00")
    report = shop.sign().report
    (gap,) = named(report, "account_gap")
    number = _number_of(shop, sold)
    assert (gap.order, gap.amount) == ("星桥卡盟", Money(-91_00))
    assert gap.detail == f"charged_twice:{number}"


def test_a_wrong_price_is_named_by_its_purchase(shop: ClosingShop) -> None:
    shop.sell_one()
    shop.platform.charge = lambda amount: amount + Decimal("3.00")
    dear = shop.sell_one()
    report = shop.sign().report
    number = _number_of(shop, dear)
    priced = {each.order: each.amount for each in named(report, "wrong_price")}
    gaps = {each.detail for each in named(report, "account_gap")}
    assert (priced, gaps) == ({number: Money(3_00)}, set())


def test_a_short_till_is_named(shop: ClosingShop) -> None:
    shop.sell_one()
    report = shop.sign(short=Money(10_00)).report
    assert named(report, "cash_short") == [Finding("cash_short", "", amount=Money(-10_00))]


def test_points_by_hand_are_named_by_the_member(shop: ClosingShop) -> None:
    member = shop.customers.add(shop.cashier, "周同学", "13800000000").customer
    shop.customers.adjust_points(shop.owner, member.id, 500, "生日")
    (found,) = named(shop.sign().report, "points_by_hand")
    assert (found.order, found.detail) == (str(member.id), "+500")


def test_a_reveal_without_a_sale_is_named(shop: ClosingShop) -> None:
    shop.a_product("QB50", cards=2)
    with shop.ground.database.write() as connection:
        (card, *_) = connection.scalars(
            select(card_secret.c.id).where(card_secret.c.sale_line_id.is_(None))
        )
        connection.execute(
            update(card_secret).where(card_secret.c.id == card).values(revealed_at=shop.clock.now())
        )
    (found,) = named(shop.sign().report, "reveal_without_sale")
    assert found.detail == "QB50"


def test_a_clock_set_back_is_named_with_its_minutes(shop: ClosingShop) -> None:
    shop.sell_one()
    shop.clock.instant -= timedelta(minutes=30)
    shop.sell_one()
    (found,) = named(shop.sign().report, "clock_back")
    assert 20 <= int(found.detail) <= 31


def test_a_faked_payment_and_one_to_a_foreign_code_are_sales_without_money(
    shop: ClosingShop,
) -> None:
    honest = shop.sell_one(tender=WECHAT)
    line = _bill_line(shop, "100.00", "10000501111")
    shop.clock.pass_time(timedelta(hours=1))
    faked = shop.sell_one(tender=WECHAT)
    shop.bills.import_file(shop.owner, HEAD + line, WECHAT)
    report = shop.sign().report
    assert [each.order for each in named(report, "sale_without_money")] == [faked.number]
    assert honest.number not in {each.order for each in report.findings}


def test_money_that_belongs_to_no_sale_is_named_by_its_bill(shop: ClosingShop) -> None:
    line = _bill_line(shop, "88.00", "10000508888")
    shop.bills.import_file(shop.owner, HEAD + line, WECHAT)
    (found,) = named(shop.sign().report, "money_without_sale")
    assert (found.order, found.amount) == ("10000508888", Money(88_00))


def test_what_was_found_is_frozen_in_the_z(shop: ClosingShop) -> None:
    shop.sell_one(tender=WECHAT)
    shop.bills.import_file(shop.owner, HEAD, WECHAT)
    signed = shop.sign().report
    shop.clock.pass_time(timedelta(hours=2))
    line = _bill_line(shop, "100.00", "10000501111")
    assert shop.reporting.day_report(signed.date).findings == signed.findings
    assert line


def _bill_line(shop: ClosingShop, amount: str, number: str) -> str:
    at = shop.clock.now().astimezone(CHINA_STANDARD_TIME)
    return f"{at:%Y-%m-%d %H:%M:%S},二维码收款,客,茶,收入,¥{amount},/,已存入零钱,{number},/,/\n"


def _number_of(shop: ClosingShop, sold: SaleSnapshot) -> str:
    with shop.ground.database.read() as connection:
        found = select(purchase.c.number).where(purchase.c.id.in_(shop.purchases_of(sold)))
        return str(connection.scalar(found))


def _bought_again(shop: ClosingShop, sold: SaleSnapshot) -> str:
    """Write a second charged purchase for a line, as a fault would."""
    (first,) = shop.purchases_of(sold)
    shop.clock.pass_time(timedelta(minutes=1))
    with shop.ground.database.write() as connection:
        row = dict(
            connection.execute(select(purchase).where(purchase.c.id == first)).one()._mapping
        )
        again = shop.ground.identifiers.next_id()
        number = f"{row['number'][:-1]}X"
        connection.execute(insert(purchase).values(**row | {"id": again, "number": number}))
        connection.execute(
            insert(purchase_event).values(
                id=shop.ground.identifiers.next_id(),
                purchase_id=again,
                from_state="sending",
                to_state="fulfilled",
                code="test",
                happened_at=shop.clock.now(),
            )
        )
    return number
