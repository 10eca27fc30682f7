"""Fees of tenders and channels: booked with the payment, counted by the guard and the report."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.domain.cart import Cart
from desktop.domain.day_report import to_json
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.product import ProductSnapshot
from desktop.domain.receipt import Columns, PaperWidth
from desktop.domain.sale import SaleSnapshot, changeable_payments
from desktop.domain.slips import day_report_slip
from desktop.domain.tender import TenderMethod
from desktop.models.payments import payment
from desktop.services import papers
from desktop.storage import close_queries
from tests.factories import TillShop, a_till
from tests.shop import by_code

CASH, WECHAT, ALIPAY = TenderMethod.CASH, TenderMethod.WECHAT, TenderMethod.ALIPAY
RATES = {"wechat": 38, "alipay": 60}


@pytest.fixture
def shop() -> TillShop:
    shop = a_till()
    shop.settings.change(shop.owner, {"tender.fees": RATES, "sale.channel_fees": {"xianyu": 60}})
    return shop


def booked(shop: TillShop, sale: SaleSnapshot) -> list[tuple[str, int, int]]:
    """Return method, amount and fee of every payment row of a sale, oldest first."""
    with shop.ground.database.read() as connection:
        rows = connection.execute(
            select(payment)
            .where(payment.c.sale_id == sale.id)
            .order_by(payment.c.paid_at, payment.c.sequence, payment.c.id)
        ).all()
    return [(str(row.method), row.amount.fen, row.fee.fen) for row in rows]


def fees_of(shop: TillShop) -> Money:
    return shop.reporting.day_report().costs.fees


def change_method(shop: TillShop, sale: SaleSnapshot, method: TenderMethod) -> None:
    shop.clock.pass_time(timedelta(minutes=1))
    recorded = shop.checkout.get_sale(sale.id).payments
    (standing,) = changeable_payments(recorded)
    shop.returns.change_payment_method(shop.cashier, standing.id, method, "点错了")


def test_without_rates_nothing_costs_anything() -> None:
    shop = a_till()
    sold = shop.a_sale(shop.a_product(cards=1), tenders={WECHAT: 100_00})
    assert booked(shop, sold) == [("wechat", 100_00, 0)]


def test_each_part_of_a_payment_is_booked_with_its_own_fee(shop: TillShop) -> None:
    product = shop.a_product(cards=3)
    sold = shop.a_sale(product, 3, tenders={WECHAT: 99_90, ALIPAY: 100_10, CASH: 100_00})
    assert booked(shop, sold) == [
        ("wechat", 99_90, 38), ("alipay", 100_10, 60), ("cash", 100_00, 0),
    ]  # fmt: skip
    assert fees_of(shop) == Money(98)


def test_a_channel_takes_its_part_of_whatever_it_was_paid_with(shop: TillShop) -> None:
    product = shop.a_product(cards=2)
    by_hand = Cart().with_product(product).with_channel("xianyu", "XY-1")
    sold = shop.sell(by_hand, request_id="a").sale
    assert booked(shop, sold) == [("cash", 100_00, 60)]
    code = by_code(WECHAT, Money(100_00))
    assert booked(shop, shop.sell(by_hand, code, request_id="b").sale) == [
        ("wechat", 100_00, 38 + 60)
    ]


def test_money_given_back_does_not_bring_its_fee_back(shop: TillShop) -> None:
    product = shop.a_product(cards=3)
    refunded = shop.a_sale(product, tenders={WECHAT: 100_00})
    voided = shop.a_sale(product, tenders={ALIPAY: 100_00})
    shop.a_refund(refunded)
    shop.a_void(voided)
    assert booked(shop, refunded) == [("wechat", 100_00, 38), ("wechat", -100_00, 0)]
    assert booked(shop, voided) == [("alipay", 100_00, 60), ("alipay", -100_00, 0)]
    assert fees_of(shop) == Money(98)


def test_a_corrected_method_takes_its_fee_out_to_the_fen(shop: TillShop) -> None:
    sold = shop.a_sale(shop.a_product(cards=1), tenders={WECHAT: 100_00})
    shop.settings.change(shop.owner, {"tender.fees": {"wechat": 100, "alipay": 55}})
    change_method(shop, sold, ALIPAY)
    assert booked(shop, sold)[1:] == [("wechat", -100_00, -38), ("alipay", 100_00, 55)]
    change_method(shop, sold, CASH)
    assert fees_of(shop) == ZERO


def test_a_corrected_method_leaves_the_channel_its_part(shop: TillShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=1)).with_channel("xianyu")
    sold = shop.sell(cart, by_code(WECHAT, Money(100_00))).sale
    change_method(shop, sold, CASH)
    assert fees_of(shop) == Money(60)


def test_money_not_seen_costs_nothing_until_it_is_seen(shop: TillShop) -> None:
    product = shop.a_product(cards=2)
    cart = Cart().with_product(product).with_channel("xianyu")
    code = by_code(WECHAT, Money(100_00))
    late = shop.sell(cart, code, request_id="late", is_awaiting_payment=True).sale
    never = shop.sell(cart, code, request_id="never", is_awaiting_payment=True).sale
    assert fees_of(shop) == ZERO
    paid = by_code(ALIPAY, Money(100_00))
    shop.pending_sales.confirm(shop.cashier, late.id, [paid], shop.shift.id)
    shop.pending_sales.drop(shop.cashier, never.id, "顾客走了")
    assert booked(shop, late)[-1] == ("alipay", 100_00, 60 + 60)
    assert fees_of(shop) == Money(120)


def test_the_guard_counts_the_fee_of_the_tender_and_names_it(shop: TillShop) -> None:
    shop.settings.change(shop.owner, {"tender.fees": {"wechat": 901}, "sale.channel_fees": {}})
    cart = Cart().with_product(shop.a_product(cards=2))  # earns 9.00
    with pytest.raises(BusinessRuleError, match="收款手续费") as refused:
        shop.sell(cart, by_code(WECHAT, Money(100_00)), request_id="dear")
    assert refused.value.code == "below_floor"
    shop.sell(cart, request_id="cash")
    shop.settings.change(shop.owner, {"tender.fees": {"wechat": 900}})
    shop.sell(cart, by_code(WECHAT, Money(100_00)), request_id="cheap")


def test_the_guard_knows_the_channel_before_any_tender_is_chosen(shop: TillShop) -> None:
    shop.settings.change(shop.owner, {"sale.channel_fees": {"xianyu": 901}})
    cart = Cart().with_product(shop.a_product(cards=1))
    assert shop.checkout.ready_to_pay(cart).refusal is None
    refusal = shop.checkout.ready_to_pay(cart.with_channel("xianyu")).refusal
    assert refusal is not None
    assert "来源平台的手续费" in str(refusal)
    with pytest.raises(BusinessRuleError, match="来源平台的手续费"):
        shop.sell(cart.with_channel("xianyu"))


def test_the_signed_day_keeps_its_fees_whatever_the_rates_become(shop: TillShop) -> None:
    shop.a_sale(shop.a_product(cards=1), tenders={WECHAT: 100_00})
    shop.close_day()
    shop.settings.change(shop.owner, {"tender.fees": {}})
    signed = shop.reporting.day_report()
    assert to_json(signed)["costs"]["fees"] == "0.38"
    assert signed.net_profit == signed.profit.gross_profit - Money(38)
    with shop.ground.database.read() as connection:
        frozen = close_queries.find_close(connection, signed.date)
    assert frozen is not None
    assert json.loads(frozen.report)["costs"]["fees"] == "0.38"


def slip_rows(shop: TillShop) -> dict[str, str]:
    report, now = shop.reporting.day_report(), shop.clock.now()
    content = papers.day_content(report, shop.settings.current, now, shows_sums=True)
    blocks = day_report_slip(content, PaperWidth.MM_58).blocks
    return {block.left: block.right for block in blocks if isinstance(block, Columns)}


def test_the_z_slip_says_what_the_providers_kept_when_they_kept_anything(shop: TillShop) -> None:
    product = shop.a_product(cards=2)
    shop.a_sale(product)
    assert "手续费" not in slip_rows(shop)
    shop.a_sale(product, tenders={WECHAT: 100_00})
    assert slip_rows(shop)["手续费"] == "0.38"


@dataclass
class FeeBook:
    """Sells, gives back and corrects, and keeps what it should have cost in its own way."""

    shop: TillShop
    product: ProductSnapshot
    open: list[tuple[SaleSnapshot, str]] = field(default_factory=list)
    costs: dict[int, int] = field(default_factory=dict)

    def sell(self, method: TenderMethod, quantity: int) -> None:
        fen = 100_00 * quantity
        sold = self.shop.a_sale(self.product, quantity, tenders={method: fen})
        self.open.append((sold, method))
        self.costs[sold.id] = self._cost(method, fen)

    def change(self, method: TenderMethod, _quantity: int) -> None:
        if self.open and self.open[-1][1] != method:
            sold, _ = self.open.pop()
            change_method(self.shop, sold, method)
            self.open.append((sold, method))
            self.costs[sold.id] = self._cost(method, sold.total.fen)

    def refund(self, _method: TenderMethod, _quantity: int) -> None:
        if self.open:
            self.shop.a_refund(self.open.pop()[0])

    def void(self, _method: TenderMethod, _quantity: int) -> None:
        if self.open:
            self.shop.a_void(self.open.pop()[0])

    def _cost(self, method: str, fen: int) -> int:
        return (fen * RATES.get(method, 0) * 2 + 10_000) // 20_000


_STEPS = st.tuples(
    st.sampled_from(("sell", "change", "refund", "void")),
    st.sampled_from((CASH, WECHAT, ALIPAY)),
    st.integers(1, 3),
)


@settings(max_examples=15)
@given(st.lists(_STEPS, max_size=10))
def test_any_day_s_fees_are_those_of_the_methods_its_sales_ended_with(
    steps: list[tuple[str, TenderMethod, int]],
) -> None:
    shop = a_till()
    shop.settings.change(shop.owner, {"tender.fees": RATES})
    book = FeeBook(shop, shop.a_product(cards=40))
    for name, method, quantity in steps:
        getattr(book, name)(method, quantity)
    assert fees_of(shop).fen == sum(book.costs.values())
