"""What is exported agrees to the fen with what was sold, and comes in again as it went out."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError, UsageError
from desktop.domain.money import Money, total_of
from desktop.domain.sale import ReturnReason
from desktop.domain.tender import Tender, TenderMethod
from desktop.services.customers import Customers
from desktop.services.exporting import Exporting
from desktop.services.importing import Importing
from desktop.services.reporting import Reporting, to_json
from desktop.services.returns import RefundRequest
from desktop.storage.export_queries import SALES_HEADERS, sale_rows
from tests.shop import RehearsalShop

Export = Callable[[str], list[dict[str, str]]]


@pytest.fixture
def shop() -> RehearsalShop:
    return RehearsalShop()


@pytest.fixture
def export(shop: RehearsalShop, tmp_path: Path) -> Export:
    def run(kind: str) -> list[dict[str, str]]:
        file = tmp_path / f"{kind}.csv"
        count = Exporting(shop.ground, shop.settings, shop.rights).export(kind, file)
        with file.open(encoding="utf-8-sig", newline="") as text:
            rows = list(csv.DictReader(text))
        assert len(rows) == count
        return rows

    return run


def total(rows: list[dict[str, str]], column: str) -> Decimal:
    return sum((Decimal(row[column] or 0) for row in rows), Decimal(0))


def test_sales_have_a_row_per_line_and_returns_are_negative(
    shop: RehearsalShop, export: Export
) -> None:
    shop.open_shift()
    customer = (
        Customers(shop.ground, shop.rights).add(shop.cashier, "王小明", "13800002046").customer
    )
    dear, cheap = (
        shop.a_product("A", cards=5),
        shop.a_product("B", price=33_33, cards=9, cost=20_00),
    )
    cart = Cart().with_product(dear, 2).with_product(cheap, 3).with_customer(customer)
    cart = cart.with_order_discount(Discount(DiscountKind.AMOUNT, amount=Money(7_77)))
    amount = shop.checkout.price(cart).total
    half = Money(100_00)
    sale = shop.sell(
        cart,
        Tender(TenderMethod.CASH, half, half),
        Tender(TenderMethod.WECHAT, amount - half),
    ).sale
    shop.returns.refund(
        shop.owner,
        RefundRequest(
            "b1", sale.id, {sale.lines[1].id: 1}, ReturnReason.GOODWILL, shop.shift.id, "好意"
        ),
    )
    rows = export("sales")
    assert tuple(rows[0]) == SALES_HEADERS
    assert [
        (row["sale_no"], row["line"], row["product"], row["quantity"], row["state"]) for row in rows
    ] == [
        (sale.number, "1", "A", "2", "sold"),
        (sale.number, "2", "B", "3", "sold"),
        (rows[2]["sale_no"], "2", "B", "-1", "refunded"),
    ]
    assert rows[2]["refund_of"] == sale.number
    assert rows[0]["tenders"] == f"cash:100.00;wechat:{amount - half}"
    assert rows[0]["customer"] == "王小明"
    assert rows[0]["at"].endswith("+08:00")
    sold = [row for row in rows if not row["refund_of"]]
    assert total(sold, "net") == Decimal(str(amount))
    assert total(sold, "order_discount_share") == Decimal("7.77")
    refunded = Decimal(rows[2]["tenders"].split(":")[1])
    assert Decimal(rows[2]["net"]) == refunded < 0
    for row in rows:
        parts = ("discount", "order_discount_share", "rounding_share")
        assert Decimal(row["gross"]) - sum(Decimal(row[part]) for part in parts) == Decimal(
            row["net"]
        )


def test_a_void_takes_the_whole_sale_away_again(shop: RehearsalShop, export: Export) -> None:
    shop.open_shift()
    sale = shop.sell(Cart().with_product(shop.a_product(cards=2))).sale
    shop.returns.void(shop.cashier, sale.id, "打错", request_id="v1", shift_id=shop.shift.id)
    rows = export("sales")
    assert [(row["state"], row["net"]) for row in rows] == [
        ("voided", "100.00"),
        ("voided", "-100.00"),
    ]
    assert total(rows, "cost") == 0


def test_a_sale_whose_money_was_never_seen_is_no_part_of_any_day(
    shop: RehearsalShop, export: Export
) -> None:
    shop.open_shift()
    cart = Cart().with_product(shop.a_product(cards=2))
    waiting = Tender(TenderMethod.WECHAT, shop.checkout.price(cart).total)
    shop.sell(cart, waiting, is_awaiting_payment=True)
    assert export("sales") == []


@given(
    acts=st.lists(
        st.tuples(
            st.integers(1, 4),
            st.integers(0, 999),
            st.sampled_from(["keep", "refund", "void", "later"]),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=25)
def test_the_rows_of_a_day_add_up_to_its_report_to_the_fen(
    acts: list[tuple[int, int, str]],
) -> None:
    shop = RehearsalShop()
    shop.open_shift()
    for number, (quantity, off, fate) in enumerate(acts):
        cart = Cart().with_product(shop.a_product(f"P{number}", price=33_33, cards=9), quantity)
        cart = cart.with_product(shop.a_product(f"Q{number}", price=10_01, cards=9, cost=None))
        cart = cart.with_order_discount(Discount(DiscountKind.AMOUNT, amount=Money(off)))
        request = f"r{number}"
        sale = shop.sell(
            cart, request_id=request, approval=shop.approval, is_awaiting_payment=fate == "later"
        ).sale
        if fate == "refund":
            back = {sale.lines[0].id: 1}
            shop.returns.refund(
                shop.owner,
                RefundRequest(
                    f"b{number}", sale.id, back, ReturnReason.GOODWILL, shop.shift.id, "好意"
                ),
            )
        if fate == "void":
            shop.returns.void(
                shop.cashier, sale.id, "打错", request_id=f"v{number}", shift_id=shop.shift.id
            )
    with shop.ground.database.read() as connection:
        rows = [dict(zip(SALES_HEADERS, row, strict=True)) for row in sale_rows(connection)]
    day = to_json(Reporting(shop.ground, shop.settings).day_report())
    assert str(total_of(row["net"] for row in rows)) == day["sales"]["net"]
    sold = [row for row in rows if not row["refund_of"]]
    assert str(total_of(row["gross"] for row in sold)) == day["sales"]["gross"]
    returned = total_of(row["net"] for row in rows if row["refund_of"])
    assert str(-returned) == day["sales"]["refunds"]


def test_products_and_customers_come_in_again_as_they_went_out(
    shop: RehearsalShop, export: Export, tmp_path: Path
) -> None:
    shop.a_product(
        "A", typed_cost=Money(91_00), barcode="690", category="点卡", region="国服",
        usage_limit="每个账号限用一次, 仅限新用户",
    )  # fmt: skip
    shop.a_product("B", name="=1+1", guide="一行\n两行")
    customers = Customers(shop.ground, shop.rights)
    one = customers.add(shop.cashier, "王小明", "13800002046").customer
    customers.adjust_points(shop.owner, one.id, 12, "补")
    first = export("products"), export("customers")
    assert first[0][0]["usage_limit"] == "每个账号限用一次, 仅限新用户"
    assert first[0][1]["name"] == "'=1+1"
    assert first[1][0]["spent"] == "0.00"
    other = RehearsalShop()
    importing = Importing(other.ground, other.settings, other.rights, other.card_store)
    assert importing.import_products(other.owner, tmp_path / "products.csv").added == 2
    assert importing.import_customers(other.owner, tmp_path / "customers.csv").added == 1
    exporting = Exporting(other.ground, other.settings, other.rights)
    exporting.export("products", tmp_path / "again.csv")
    exporting.export("customers", tmp_path / "again2.csv")
    assert (tmp_path / "again.csv").read_text("utf-8-sig").split("\n")[1] == (
        tmp_path / "products.csv"
    ).read_text("utf-8-sig").split("\n")[1]
    assert (tmp_path / "again2.csv").read_bytes() == (tmp_path / "customers.csv").read_bytes()


def test_the_ledger_is_exported_as_one_chain(shop: RehearsalShop, export: Export) -> None:
    shop.a_product("A", cards=1)
    rows = export("ledger")
    assert [row["seq"] for row in rows] == ["1", "2"]
    assert rows[1]["prev"] == rows[0]["mac"]
    assert rows[0]["kind"] == "product_added"


def test_no_export_holds_a_card_secret(shop: RehearsalShop, tmp_path: Path) -> None:
    shop.open_shift()
    product = shop.a_product()
    shop.stock(product, ["CANARY-SECRET-0001"])
    shop.sell(Cart().with_product(shop.checkout.get_product(product.id)))
    exporting = Exporting(shop.ground, shop.settings, shop.rights)
    for kind in ("products", "customers", "sales", "purchases", "ledger"):
        for ending in ("csv", "xlsx"):
            file = tmp_path / f"{kind}.{ending}"
            exporting.export(kind, file)
            assert b"CANARY" not in file.read_bytes()


def test_another_ending_and_a_cashier_are_refused(shop: RehearsalShop, tmp_path: Path) -> None:
    exporting = Exporting(shop.ground, shop.settings, shop.rights)
    with pytest.raises(UsageError):
        exporting.export("products", tmp_path / "products.txt")
    with pytest.raises(BusinessRuleError) as refusal:
        exporting.export("products", tmp_path / "products.csv", actor=shop.cashier)
    assert refusal.value.code == "needs_owner"
    assert list(tmp_path.iterdir()) == []
