"""Bill files as the two apps write them, through the service, against sales of the till."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import xlsxwriter
from sqlalchemy import func, select

from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.sale import RecordedPayment
from desktop.domain.tender import TenderMethod
from desktop.models.bills import bill_row
from desktop.services.bills import Bills
from desktop.services.customer_receipts import MoneyRequest
from desktop.services.customers import Customers
from desktop.storage import sale_queries
from tests.factories import TillShop

WECHAT, ALIPAY, CASH = TenderMethod.WECHAT, TenderMethod.ALIPAY, TenderMethod.CASH
TODAY = date(2026, 6, 18)
WECHAT_COLUMNS = (
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"
)


class BillShop(TillShop):
    """A till with its bills."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.bills = Bills(self.ground, self.rights, self.reporting, self.day_close)

    def wall_time(self, minutes: float = 0) -> str:
        at = self.clock.now() + timedelta(minutes=minutes)
        return f"{at.astimezone(CHINA_STANDARD_TIME):%Y-%m-%d %H:%M:%S}"


@pytest.fixture
def shop() -> BillShop:
    opened = BillShop()
    opened.open_shift(Money(100_00))
    return opened


def wechat_file(
    *lines: str,
    owner: str = "云际卡铺",
    since: str = "2026-06-01",
    until: str = "2026-06-30",
) -> str:
    head = [
        "微信支付账单明细,,,,,,,,,,",
        f"微信昵称：[{owner}],,,,,,,,,,",
        f"起始时间：[{since} 00:00:00] 终止时间：[{until} 23:59:59],,,,,,,,,,",
        "导出类型：[全部],,,,,,,,,,",
        ",,,,,,,,,,",
        "----------------------微信支付账单明细列表--------------------,,,,,,,,,,",
        WECHAT_COLUMNS,
    ]
    return "\n".join([*head, *lines]) + "\n"


def wechat_line(
    at: str,
    amount: str,
    number: str,
    *,
    kind: str = "二维码收款",
    direction: str = "收入",
    state: str = "已存入零钱",
    note: str = "/",
) -> str:
    return f'{at},{kind},周同学,"收款方备注:二维码收款",{direction},{amount},/,{state},{number}\t,1000\t,{note}'


def alipay_file(*lines: str) -> str:
    head = [
        "-" * 80,
        "导出信息：",
        "姓名：程禾",
        "支付宝账户：chenghe@example.com",
        "起始时间：[2026-06-01 00:00:00]    终止时间：[2026-06-30 23:59:59]",
        "导出交易类型：[全部]",
        "------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------",
        "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,",
    ]
    return "\n".join([*head, *lines]) + "\n"


def workbook_of(text: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate(text.splitlines()):
            for column, cell in enumerate(line.replace('"', "").replace("\t", "").split(",")):
                sheet.write_string(row, column, cell)
    return buffer.getvalue()


def refusal_of(call: Callable[[], object]) -> BusinessRuleError:
    with pytest.raises(BusinessRuleError) as refused:
        call()
    return refused.value


def rows_kept(shop: BillShop) -> int:
    with shop.ground.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(bill_row)) or 0


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("gb18030"),
        workbook_of,
    ],
    ids=["utf8", "gb18030", "xlsx"],
)
def test_a_bill_finds_its_sale_in_every_shape(
    shop: BillShop, written: Callable[[str], bytes]
) -> None:
    sale = shop.a_sale(shop.a_product(cards=2), tenders={WECHAT: 100_00})
    text = wechat_file(
        wechat_line(shop.wall_time(1), "¥100.00", "10000501234", note='"服务费¥0.10"'),
        wechat_line(
            shop.wall_time(-30), "¥12.50", "10000509999", direction="支出", state="支付成功"
        ),
        wechat_line(shop.wall_time(-20), "¥500.00", "10000508888", direction="/", kind="零钱提现"),
    )
    found = shop.bills.import_file(shop.owner, written(text), WECHAT)
    assert (found.read, found.added, found.known) == (3, 1, 0)
    ((paid, row),) = found.matching.matched
    assert (paid.order_number, row.number, row.fee) == (sale.number, "10000501234", Money(10))
    assert found.matching.is_even


def test_an_alipay_bill_is_read_too(shop: BillShop) -> None:
    shop.a_sale(shop.a_product(cards=2), tenders={ALIPAY: 100_00})
    text = alipay_file(
        f"{shop.wall_time(1)},商业服务,周同学,138******99,收钱码收款,收入,100.00,余额,交易成功,2026061822001234,,,",
        f"{shop.wall_time(2)},退款,某网店,/,退款-耳机,不计收支,59.00,余额,退款成功,2026061822004321,,,",
    )
    found = shop.bills.import_file(shop.owner, text.encode("gb18030"), ALIPAY)
    assert len(found.matching.matched) == 1
    assert found.matching.is_even


def test_a_bill_of_a_merchant_is_read_with_its_fees_and_refunds(shop: BillShop) -> None:
    shop.a_sale(shop.a_product(cards=2), tenders={WECHAT: 100_00})
    columns = (
        "交易时间,微信订单号,商户订单号,交易类型,交易状态,应结订单金额,微信退款单号,退款金额,手续费"
    )
    lines = [
        f"`{shop.wall_time(1)},`4200001234,`M1,`NATIVE,`SUCCESS,`100.00,`0,`0.00,`0.60",
        f"`{shop.wall_time(9)},`4200001234,`M1,`NATIVE,`REFUND,`0.00,`503009,`100.00,`-0.60",
        "总交易单数,应结订单总金额,退款总金额,手续费总金额",
        "`2,`100.00,`100.00,`0.00",
    ]
    found = shop.bills.import_file(shop.owner, "\n".join([columns, *lines]), WECHAT)
    ((_, row),) = found.matching.matched
    assert row.fee == Money(60)
    assert [each.amount for each in found.matching.money_without_sale] == [Money(-100_00)]


def test_a_sale_without_money_and_money_without_sale_are_named(shop: BillShop) -> None:
    product = shop.a_product(cards=5)
    faked = shop.a_sale(product, tenders={WECHAT: 100_00})
    text = wechat_file(wechat_line(shop.wall_time(5), "¥77.00", "10000507777"))
    matching = shop.bills.import_file(shop.owner, text, WECHAT).matching
    assert [each.order_number for each in matching.sales_without_money] == [faked.number]
    assert [each.number for each in matching.money_without_sale] == ["10000507777"]
    kinds = {each.kind: each.amount for each in shop.reporting.day_report().exceptions}
    assert kinds["sale_without_money"] == Money(100_00)
    assert kinds["money_without_sale"] == Money(77_00)


def test_without_a_bill_nothing_is_said_about_money(shop: BillShop) -> None:
    shop.a_sale(shop.a_product(cards=2), tenders={WECHAT: 100_00})
    assert not shop.bills.day(shop.owner).methods
    assert "sale_without_money" not in {x.kind for x in shop.reporting.day_report().exceptions}


def test_what_came_after_the_export_is_not_judged(shop: BillShop) -> None:
    product = shop.a_product(cards=5)
    first = shop.a_sale(product, tenders={WECHAT: 100_00})
    line = wechat_line(shop.wall_time(1), "¥100.00", "10000501234")
    shop.clock.pass_time(timedelta(minutes=2))
    text = wechat_file(line).replace("导出类型", f"导出时间：[{shop.wall_time()}] 导出类型")
    shop.clock.pass_time(timedelta(hours=2))
    shop.a_sale(product, tenders={WECHAT: 100_00})
    matching = shop.bills.import_file(shop.owner, text, WECHAT).matching
    assert [paid.order_number for paid, _ in matching.matched] == [first.number]
    assert matching.is_even


def test_a_refund_is_held_against_the_money_that_went_back(shop: BillShop) -> None:
    sale = shop.a_sale(shop.a_product(cards=2), tenders={WECHAT: 100_00})
    taken = wechat_line(shop.wall_time(0.5), "¥100.00", "10000501234", state="已全额退款")
    shop.a_refund(sale)
    found = shop.bills.import_file(shop.owner, wechat_file(taken), WECHAT)
    assert found.added == 2
    assert len(found.matching.matched) == 2
    back = wechat_line(
        shop.wall_time(1),
        "¥100.00",
        "5030009",
        kind="二维码收款-退款",
        direction="支出",
        state="退款成功",
    )
    again = shop.bills.import_file(shop.owner, wechat_file(taken, back), WECHAT)
    assert (again.added, again.known) == (1, 1)


def test_a_row_is_kept_once_however_often_its_file_comes(shop: BillShop) -> None:
    shop.a_sale(shop.a_product(cards=2), tenders={WECHAT: 100_00})
    line = wechat_line(shop.wall_time(1), "¥100.00", "10000501234")
    for expected in ((1, 0), (0, 1)):
        found = shop.bills.import_file(shop.owner, wechat_file(line, line), WECHAT)
        assert (found.added, found.known - 1) == expected
        assert len(found.matching.matched) == 1
    assert rows_kept(shop) == 1


@pytest.mark.parametrize(
    ("text", "method", "code", "named"),
    [
        (
            wechat_file(since="2026-05-01", until="2026-05-31"),
            WECHAT,
            "bill_of_other_days",
            "2026-05-31",
        ),
        (alipay_file(), WECHAT, "bill_of_other_tender", "支付宝"),
        (wechat_file(), ALIPAY, "bill_of_other_tender", "微信"),
        ("姓名,手机\n周同学,13800000000\n", WECHAT, "bill_format_unknown", "账单"),
        (wechat_file(), CASH, "bill_method_unknown", "微信"),
    ],
)
def test_another_month_tender_or_format_is_refused(
    shop: BillShop, text: str, method: TenderMethod, code: str, named: str
) -> None:
    refused = refusal_of(lambda: shop.bills.import_file(shop.owner, text, method))
    assert (refused.code, named in str(refused)) == (code, True)
    assert "没导入" in str(refused)


def test_the_bill_of_another_shop_is_refused_until_a_person_says_it_is_a_phone_of_ours(
    shop: BillShop,
) -> None:
    shop.bills.import_file(shop.owner, wechat_file(), WECHAT)
    other = wechat_file(wechat_line(shop.wall_time(), "¥9.00", "1999"), owner="隔壁")
    refused = refusal_of(lambda: shop.bills.import_file(shop.owner, other, WECHAT))
    assert refused.code == "bill_of_other_shop"
    assert "隔壁" in str(refused)
    assert "云际卡铺" in str(refused)
    assert rows_kept(shop) == 0
    shop.bills.import_file(shop.owner, other, WECHAT, is_other_phone=True)
    assert rows_kept(shop) == 1


def test_with_a_bad_line_nothing_is_kept_and_the_line_is_named(shop: BillShop) -> None:
    text = wechat_file(
        wechat_line(shop.wall_time(), "¥1.00", "1001"), wechat_line("昨天", "¥2.00", "1002")
    )
    found = shop.bills.import_file(shop.owner, text, WECHAT)
    assert [one.line for one in found.errors] == [9]
    assert rows_kept(shop) == 0


def test_only_the_owner_imports_a_bill(shop: BillShop) -> None:
    call = shop.bills.import_file
    assert refusal_of(lambda: call(shop.cashier, wechat_file(), WECHAT)).code == "needs_owner"
    assert call(shop.cashier, wechat_file(), WECHAT, approval=shop.approval).on == TODAY


def test_only_the_owner_reads_what_bills_say_of_a_day(shop: BillShop) -> None:
    assert refusal_of(lambda: shop.bills.day(shop.cashier)).code == "denied"


def test_a_person_unties_what_nobody_can_tell(shop: BillShop) -> None:
    product = shop.a_product(cards=5)
    first = shop.a_sale(product, tenders={WECHAT: 100_00})
    shop.a_sale(product, tenders={WECHAT: 100_00})
    # Both were typed with the tail 1234; only one bill ends so.
    text = wechat_file(wechat_line(shop.wall_time(-0.5), "¥100.00", "10000501234"))
    (knot,) = shop.bills.import_file(shop.owner, text, WECHAT).matching.ambiguous
    chosen = next(each for each in knot.payments if each.order_number == first.number)
    shop.bills.choose(shop.owner, knot.rows[0].id, chosen.id)
    matching = shop.bills.day(shop.owner).matching
    assert [paid.order_number for paid, _ in matching.matched] == [first.number]
    assert len(matching.sales_without_money) == 1
    again = refusal_of(lambda: shop.bills.choose(shop.owner, knot.rows[0].id, chosen.id))
    assert again.code == "bill_row_taken"


def test_a_choice_needs_the_same_amount(shop: BillShop) -> None:
    shop.a_sale(shop.a_product(cards=5), tenders={WECHAT: 100_00})
    text = wechat_file(wechat_line(shop.wall_time(), "¥95.00", "10000501234"))
    matching = shop.bills.import_file(shop.owner, text, WECHAT).matching
    row, paid = matching.money_without_sale[0], matching.sales_without_money[0]
    refused = refusal_of(lambda: shop.bills.choose(shop.owner, row.id, paid.id))
    assert refused.code == "bill_pair_refused"


def test_private_money_is_set_aside_with_a_note(shop: BillShop) -> None:
    text = wechat_file(wechat_line(shop.wall_time(), "¥88.00", "1001", kind="微信红包"))
    (row,) = shop.bills.import_file(shop.owner, text, WECHAT).matching.money_without_sale
    assert refusal_of(lambda: shop.bills.set_aside(shop.owner, row.id, " ")).code == "needs_reason"
    shop.bills.set_aside(shop.owner, row.id, "生日红包")
    assert shop.bills.day(shop.owner).matching.is_even


def test_a_payment_moved_to_another_tender_waits_for_no_money(shop: BillShop) -> None:
    sale = shop.a_sale(shop.a_product(cards=5), tenders={WECHAT: 100_00})
    shop.returns.change_payment_method(shop.cashier, sale.payments[0].id, CASH, "点错了")
    assert shop.bills.import_file(shop.owner, wechat_file(), WECHAT).matching.is_even


def test_money_of_a_member_s_receipt_is_money_that_belongs_somewhere(shop: BillShop) -> None:
    shop.settings.change(shop.owner, {"stored.enabled": True})
    people = Customers(shop.ground, shop.rights)
    member = people.add(shop.cashier, "苗小禾", "13800002046").customer
    request = MoneyRequest("m1", member.id, Money(100_00), shop.shift.id, WECHAT)
    receipt = shop.ledgers().stored_value.top_up(shop.cashier, request).receipt
    text = wechat_file(wechat_line(shop.wall_time(1), "¥100.00", "10000507777"))
    matching = shop.bills.import_file(shop.owner, text, WECHAT).matching
    ((paid, _),) = matching.matched
    assert receipt is not None
    assert paid.order_number == receipt.number
    assert matching.is_even


def test_money_corrected_in_the_evening_is_looked_for_when_it_was_paid(shop: BillShop) -> None:
    sale = shop.a_sale(shop.a_product(cards=5))
    line = wechat_line(shop.wall_time(1), "¥100.00", "10000501234")
    shop.clock.pass_time(timedelta(hours=6))
    shop.returns.change_payment_method(shop.cashier, sale.payments[0].id, WECHAT, "其实是微信")
    matching = shop.bills.import_file(shop.owner, wechat_file(line), WECHAT).matching
    assert [(paid.order_number, row.number) for paid, row in matching.matched] == [
        (sale.number, "10000501234")
    ]
    assert matching.is_even


def test_a_payment_moved_away_and_back_again_waits_for_its_money(shop: BillShop) -> None:
    sale = shop.a_sale(shop.a_product(cards=5), tenders={WECHAT: 100_00})
    change = shop.returns.change_payment_method
    change(shop.cashier, sale.payments[0].id, CASH, "点错了")
    in_cash = next(each for each in payments_of(shop, sale.id) if each.method == CASH)
    change(shop.cashier, in_cash.id, WECHAT, "没点错")
    text = wechat_file(wechat_line(shop.wall_time(), "¥77.00", "10000507777"))
    matching = shop.bills.import_file(shop.owner, text, WECHAT).matching
    assert [each.order_number for each in matching.sales_without_money] == [sale.number]
    line = wechat_line(shop.wall_time(1), "¥100.00", "10000501234")
    matching = shop.bills.import_file(shop.owner, wechat_file(line), WECHAT).matching
    assert [paid.order_number for paid, _ in matching.matched] == [sale.number]


def test_money_after_midnight_is_found_on_the_bill_of_the_next_day(shop: BillShop) -> None:
    product = shop.a_product(cards=5)
    at = shop.clock.now().astimezone(CHINA_STANDARD_TIME)
    shop.clock.pass_time(at.replace(hour=23, minute=58) - at)
    before = shop.a_sale(product, tenders={WECHAT: 100_00})
    first = wechat_line(shop.wall_time(0.2), "¥100.00", "10000501234")
    shop.clock.pass_time(timedelta(minutes=30))
    after = shop.a_sale(product, tenders={WECHAT: 100_00})
    second = wechat_line(shop.wall_time(0.2), "¥100.00", "10000511234")
    bill = wechat_file(first, since="2026-06-18", until="2026-06-18")
    assert shop.bills.import_file(shop.owner, bill, WECHAT, TODAY).matching.is_even
    bill = wechat_file(second, since="2026-06-19", until="2026-06-19")
    shop.bills.import_file(shop.owner, bill, WECHAT, TODAY + timedelta(days=1))
    matching = shop.bills.day(shop.owner, TODAY).matching
    assert [paid.order_number for paid, _ in matching.matched] == [before.number, after.number]
    assert matching.is_even


def test_between_two_bills_nothing_is_said_about_money(shop: BillShop) -> None:
    at = shop.clock.now().astimezone(CHINA_STANDARD_TIME)
    shop.clock.pass_time(at.replace(hour=14, minute=0) - at)
    bill = wechat_file(since="2026-06-18", until="2026-06-18")
    exported = f"导出时间：[{shop.wall_time()}] 导出类型"
    shop.bills.import_file(shop.owner, bill.replace("导出类型", exported), WECHAT, TODAY)
    shop.clock.pass_time(timedelta(hours=10, minutes=30))
    shop.a_sale(shop.a_product(cards=5), tenders={WECHAT: 100_00})
    line = wechat_line(shop.wall_time(0.2), "¥100.00", "10000511234")
    bill = wechat_file(line, since="2026-06-19", until="2026-06-19")
    shop.bills.import_file(shop.owner, bill, WECHAT, TODAY + timedelta(days=1))
    assert shop.bills.day(shop.owner, TODAY).matching.is_even


def payments_of(shop: BillShop, sale_id: int) -> tuple[RecordedPayment, ...]:
    with shop.ground.database.read() as connection:
        return sale_queries.load_payments(connection, sale_id)


def test_a_person_unties_a_member_s_receipt_too(shop: BillShop) -> None:
    shop.settings.change(shop.owner, {"stored.enabled": True})
    member = Customers(shop.ground, shop.rights).add(shop.cashier, "苗小禾", "13800002046").customer
    request = MoneyRequest("m1", member.id, Money(100_00), shop.shift.id, WECHAT)
    receipt = shop.ledgers().stored_value.top_up(shop.cashier, request).receipt
    assert receipt is not None
    lines = [wechat_line(shop.wall_time(at), "¥100.00", f"1000050777{at}") for at in (1, 2)]
    matching = shop.bills.import_file(shop.owner, wechat_file(*lines), WECHAT).matching
    (knot,) = matching.ambiguous
    shop.bills.choose(shop.owner, knot.rows[1].id, knot.payments[0].id)
    matching = shop.bills.day(shop.owner).matching
    assert [(paid.order_number, row) for paid, row in matching.matched] == [
        (receipt.number, knot.rows[1])
    ]
    assert matching.money_without_sale == knot.rows[:1]
    taken = refusal_of(lambda: shop.bills.choose(shop.owner, knot.rows[0].id, knot.payments[0].id))
    assert taken.code == "bill_row_taken"
