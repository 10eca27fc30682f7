from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from desktop.assembly import Shop
from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.permissions import Actor, Role
from desktop.domain.sale import Approval, ReturnReason, SaleRequest
from desktop.domain.secret import Secret
from desktop.domain.tender import Tender, TenderMethod, cash_tender
from desktop.services.returns import RefundRequest
from tests.cli.command_line import CommandLine

MANY = 5_000
Table = list[list[str]]
Writer = Callable[[Path, Table], Path]


def as_gb18030(folder: Path, table: Table) -> Path:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(table)
    path = folder / "表.csv"
    path.write_bytes(text.getvalue().encode("gb18030"))
    return path


def as_xlsx(folder: Path, table: Table) -> Path:
    path = folder / "表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    return path


def products_table(count: int) -> Table:
    head = ["编码", "名称", "类型", "售价", "进价", "分类"]
    rows = [
        [
            f"DK{n:05d}",
            f"云境传说点卡 {n} 元",
            "卡密",
            f"{n % 90 + 10}.50",
            f"{n % 90 + 9}.20",
            "点卡",
        ]
        for n in range(count)
    ]
    return [head, *rows]


def customers_table(count: int) -> Table:
    head = ["姓名", "手机", "微信", "积分", "累计"]
    rows = [[f"客人{n}", f"138{n:08d}", f"wx_{n}", str(n % 7), f"{n}.00"] for n in range(count)]
    return [head, *rows]


def cards_table(count: int) -> Table:
    head = ["卡号", "卡密", "有效期", "进价"]
    rows = [[f"NR{n:08d}", f"KZ-{n * 7919:09d}-XQ", "2027-06-30", "9.10"] for n in range(count)]
    return [head, *rows]


def a_product(line: CommandLine, code: str = "DK10", price: str = "10.00") -> None:
    table = [["code", "name", "kind", "price"], [code, f"点卡 {code}", "card", price]]
    line.ask("import", "products", as_gb18030(line.desk, table))


@pytest.mark.parametrize("write", [as_gb18030, as_xlsx])
def test_five_thousand_products_come_in_and_a_second_time_change_nothing(
    line: CommandLine, write: Writer
) -> None:
    file = write(line.desk, products_table(MANY))
    first = line.ask("import", "products", file)
    assert first == {"read": MANY, "added": MANY, "updated": 0, "duplicates": 0, "errors": []}
    assert line.ask("import", "products", file)["added"] == 0
    listed = line.ask("products")
    assert len(listed) == MANY
    (one,) = line.ask("products", "--search", "DK00042")
    assert one == {
        "code": "DK00042",
        "name": "云境传说点卡 42 元",
        "kind": "card",
        "price": "52.50",
        "cost": "51.20",
        "margin": "1.30",
        "local_cards": 0,
        "upstream_stock": None,
        "sources": [],
        "flags": ["out"],
    }
    assert line.ask("verify")["ok"]


@pytest.mark.parametrize("write", [as_gb18030, as_xlsx])
def test_customers_come_in_with_their_points(line: CommandLine, write: Writer) -> None:
    report = line.ask("import", "customers", write(line.desk, customers_table(700)))
    assert (report["read"], report["added"], report["errors"]) == (700, 700, [])
    out = line.desk / "out.csv"
    assert line.ask("export", "customers", out) == {"file": str(out), "rows": 700}
    rows = read_csv(out)
    assert sum(int(row["points"]) for row in rows) == sum(n % 7 for n in range(700))
    assert line.ask("verify")["ok"]


@pytest.mark.parametrize("write", [as_gb18030, as_xlsx])
def test_five_thousand_cards_come_in_once_and_are_never_told(
    line: CommandLine, write: Writer
) -> None:
    a_product(line)
    file = write(line.desk, cards_table(MANY))
    first = line.type("import", "cards", file, "--product", "DK10", "--json")
    assert (first.document["added"], first.document["duplicates"]) == (MANY, 0)
    again = line.ask("import", "cards", file, "--product", "DK10")
    assert (again["read"], again["added"], again["duplicates"]) == (MANY, 0, MANY)
    told = line.type("cards", "--json")
    assert told.document == [
        {
            "product": "DK10",
            "name": "点卡 DK10",
            "available": MANY,
            "reserved": 0,
            "sold": 0,
            "revealed": 0,
            "void": 0,
            "to_check": 0,
        }
    ]
    assert "KZ-" not in told.out + first.out + first.err


def test_cards_are_named_as_their_products_are(line: CommandLine) -> None:
    head = ["code", "name", "kind", "price", "face_value"]
    rows = [
        ["YJ100", "云境点卡", "card", "100.00", "100 元"],
        ["YJ50", "云境点卡", "card", "50.00", ""],
    ]
    line.ask("import", "products", as_gb18030(line.desk, [head, *rows]))
    for number, (code, *_) in enumerate(rows):
        file = line.desk / f"{code}.txt"
        file.write_text(f"A{number}----KZ-{number}\n", encoding="utf-8")
        line.ask("import", "cards", file, "--product", code)
    named = {one["product"]: one["name"] for one in line.ask("cards")}
    assert named == {one["code"]: one["name"] for one in line.ask("products")}
    assert named["YJ100"] == "云境点卡 100 元"


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("products", products_table(20)),
        ("customers", customers_table(20)),
        ("cards", cards_table(20)),
    ],
)
def test_a_dry_run_says_what_would_be_and_writes_nothing(
    line: CommandLine, kind: str, table: Table
) -> None:
    a_product(line)
    before = line.ask("verify")
    words = ["import", kind, as_gb18030(line.desk, table), "--dry-run"]
    words += ["--product", "DK10"] if kind == "cards" else []
    assert line.ask(*words)["added"] == 20
    assert line.ask("verify") == before
    assert line.ask("cards") == []


def test_bad_lines_are_named_and_nothing_is_written(line: CommandLine) -> None:
    table = products_table(4)
    table[2][3] = "-5.00"
    table[3][3] = "1.234"
    table[4][0] = table[1][0]
    ended = line.type("import", "products", as_gb18030(line.desk, table), "--json")
    assert ended.code == 1
    document = ended.document
    assert [one["line"] for one in document["errors"]] == [3, 4, 5]
    assert all(one["reason"] for one in document["errors"])
    assert document["error"]["code"] == "rows_refused"
    assert document["error"]["message"] in ended.err
    assert line.ask("products") == []
    plain = line.type("import", "products", as_gb18030(line.desk, table))
    assert plain.code == 1
    assert "-5.00" in plain.out


def test_bad_lines_of_a_card_file_never_quote_the_card(line: CommandLine) -> None:
    a_product(line)
    table = cards_table(3)
    table[2][2] = "next year"
    table[3][3] = "cheap"
    ended = line.type(
        "import", "cards", as_gb18030(line.desk, table), "--product", "DK10", "--json"
    )
    assert ended.code == 1
    assert [one["line"] for one in ended.document["errors"]] == [3, 4]
    assert "KZ-" not in ended.out + ended.err
    assert "NR0" not in ended.out + ended.err
    assert line.ask("cards") == []


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        (b"code,name,kind,price\nA,B,card,1.00\n", ["cards"], (2, "usage")),
        (b"KZ-1\nKZ-2\n", ["cards", "--product", "NONE"], (1, "product_unknown")),
        (b"\x80\x81\xfe\xff\xff\xff\x00\x13", ["products"], (1, "encoding_unknown")),
        (b"%PDF-1.7 ...", ["products"], (1, "file_wrong")),
        (b"colour,taste\nred,sweet\n", ["products"], (1, "header_missing")),
        (b"", ["products"], (1, "file_empty")),
        (None, ["products"], (1, "file_unreadable")),
    ],
)
def test_a_wrong_file_is_one_clear_error(
    line: CommandLine, content: bytes | None, words: list[str], expected: tuple[int, str]
) -> None:
    file = line.desk / "in.csv"
    if content is not None:
        file.write_bytes(content)
    assert line.refused("import", words[0], file, *words[1:]) == expected
    assert line.ask("products") == []


def test_an_encoding_that_is_named_is_used(line: CommandLine) -> None:
    file = line.desk / "in.csv"
    file.write_bytes("编码,名称,类型,售价\nA1,點卡,卡密,1.00\n".encode("utf-16"))
    line.ask("import", "products", file, "--encoding", "utf-16")
    assert line.ask("products")[0]["name"] == "點卡"


# --- what was sold agrees everywhere ---


@pytest.fixture
def sold(line: CommandLine) -> CommandLine:
    """A day of sales, a refund and a pending sale, made by the services as the window does."""
    a_product(line)
    line.ask("import", "cards", as_gb18030(line.desk, cards_table(30)), "--product", "DK10")
    with line.shop() as (shop, owner):
        shop.shifts.open_shift(owner, Money(100_00))
        _sell(shop, owner, "r1", 3)
        _sell(shop, owner, "r2", 2, off=150)
        kept = _sell(shop, owner, "r3", 4, method=TenderMethod.WECHAT)
        _sell(shop, owner, "r4", 1, is_awaiting=True)
        current = shop.shifts.current()
        assert current is not None
        sale = shop.checkout.get_sale(kept)
        wanted = RefundRequest(
            "b1", kept, {sale.lines[0].id: 1}, ReturnReason.GOODWILL, current.id, "好意"
        )
        shop.returns.refund(owner, wanted)
        shop.delivery.reveal(owner, sale.lines[0].id, card_ids=sale.lines[0].card_ids[:1])
    return line


def _sell(
    shop: Shop,
    owner: Actor,
    request: str,
    quantity: int,
    *,
    off: int = 0,
    method: TenderMethod = TenderMethod.CASH,
    is_awaiting: bool = False,
) -> int:
    product = shop.checkout.find_exact("DK10")
    current = shop.shifts.current()
    assert product is not None
    assert current is not None
    cart = Cart().with_product(product, quantity)
    if off:
        cart = cart.with_order_discount(Discount(DiscountKind.AMOUNT, amount=Money(off)))
    total = shop.checkout.price(cart).total
    is_cash = method is TenderMethod.CASH and not is_awaiting
    tender = cash_tender(total, total) if is_cash else Tender(TenderMethod.WECHAT, total)
    wanted = SaleRequest(
        request, cart, total, (tender,), current.id, owner.id,
        approval=Approval(owner.id, "老顾客"), is_awaiting_payment=is_awaiting,
    )  # fmt: skip
    return shop.checkout.complete_sale(owner, wanted).sale.id


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def amount(rows: list[dict[str, str]], column: str) -> Decimal:
    return sum((Decimal(row[column] or 0) for row in rows), Decimal(0))


def test_report_export_cards_and_verify_agree_to_the_fen(sold: CommandLine) -> None:
    report = sold.ask("report", "day")
    out = sold.desk / "sales.csv"
    sold.ask("export", "sales", out)
    rows = [row for row in read_csv(out) if row["state"] != "awaiting_payment"]
    sales = report["sales"]
    assert sales["net"] == "78.50"
    assert amount(rows, "net") == Decimal(sales["net"])
    sold_rows = [row for row in rows if not row["refund_of"]]
    assert amount(sold_rows, "gross") == Decimal(sales["gross"])
    tenders = {one["method"]: Decimal(one["net"]) for one in report["tenders"]}
    assert sum(tenders.values()) == Decimal(sales["net"])
    assert {method: net for method, net in tenders.items() if net} == {
        "cash": Decimal("48.50"),
        "wechat": Decimal("30.00"),
    }
    cost = Decimal(report["profit"]["cost"])
    assert amount(rows, "cost") == cost
    (cards,) = sold.ask("cards")
    assert (cards["sold"], cards["revealed"], cards["reserved"]) == (7, 1, 1)
    assert cards["available"] + cards["sold"] + cards["revealed"] + cards["reserved"] == 30
    verdict = sold.ask("verify")
    assert verdict["ok"]
    assert verdict["head"] == report["head"]


def test_the_spreadsheet_says_the_same_as_the_text_file(sold: CommandLine) -> None:
    text, sheet = sold.desk / "sales.csv", sold.desk / "sales.xlsx"
    assert sold.ask("export", "sales", text)["rows"] == sold.ask("export", "sales", sheet)["rows"]
    rows = read_csv(text)
    book = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()
    assert [str(name) for name in book[0]] == list(rows[0])
    nets = [Decimal(str(row[book[0].index("net")])) for row in book[1:]]
    assert nets == [Decimal(row["net"]) for row in rows]


@pytest.mark.parametrize("kind", ["products", "customers", "sales", "purchases", "ledger"])
def test_every_kind_is_exported_and_no_export_holds_a_card(sold: CommandLine, kind: str) -> None:
    out = sold.desk / f"{kind}.csv"
    told = sold.ask("export", kind, out)
    assert told["rows"] == len(read_csv(out))
    assert b"KZ-" not in out.read_bytes()


def test_an_export_that_is_no_table_is_refused_and_leaves_no_file(sold: CommandLine) -> None:
    code, _ = sold.refused("export", "sales", sold.desk / "sales.docx")
    assert code == 2
    assert sold.refused("export", "sales", sold.desk / "no" / "such" / "folder.csv")[0] == 3
    assert not (sold.desk / "sales.docx").exists()


def test_a_day_without_a_shift_is_open_with_zeros(line: CommandLine) -> None:
    report = line.ask("report", "day", "--date", "2026-01-05")
    assert (report["date"], report["state"], report["z_number"]) == ("2026-01-05", "open", None)
    assert report["sales"]["net"] == "0.00"
    assert report["tenders"] == [] or all(one["net"] == "0.00" for one in report["tenders"])


@pytest.mark.parametrize(
    ("text", "error"), [("2999-01-01", "date_in_future"), ("yesterday", "date_malformed")]
)
def test_a_date_that_cannot_be_exits_2(line: CommandLine, text: str, error: str) -> None:
    assert line.refused("report", "day", "--date", text) == (2, error)


def test_the_report_is_drawn_as_pdf(sold: CommandLine) -> None:
    out = sold.desk / "day.pdf"
    sold.ask("report", "day", "--pdf", out)
    assert out.read_bytes().startswith(b"%PDF-")


# --- as whom ---


def test_a_command_acts_as_the_owner_and_the_ledger_says_by_which_way(line: CommandLine) -> None:
    a_product(line)
    out = line.desk / "ledger.csv"
    line.ask("export", "ledger", out)
    (entry,) = (row for row in read_csv(out) if row["kind"] == "products_imported")
    assert '"channel":"command_line"' in entry["body"].replace(" ", "")


def test_a_cashier_has_a_cashiers_rights_here_too(line: CommandLine) -> None:
    with line.shop() as (shop, owner):
        shop.staff.add_person(owner, "林小舟", Role.CASHIER, Secret("739205"))
    file = as_gb18030(line.desk, products_table(2))
    right, wrong = line.secret_file("own-pin", "739205"), line.secret_file("no-pin", "113377")
    staff: list[Any] = ["--staff", "林小舟", "--staff-pin-file"]
    assert line.refused("import", "products", file, *staff, right)[0] == 1
    assert line.refused("export", "sales", line.desk / "s.csv", *staff, right)[0] == 1
    assert not (line.desk / "s.csv").exists()
    assert line.refused("import", "products", file, *staff, wrong) == (1, "pin_wrong")
    assert line.refused("products", *staff[:2]) == (2, "staff_pin_missing")
    assert line.refused("products", "--staff", "没有", "--staff-pin-file", right) == (
        2,
        "staff_unknown",
    )
    assert line.ask("products", *staff, right) == []


def test_who_may_not_see_costs_is_told_none_here_either(line: CommandLine) -> None:
    line.ask("import", "products", as_gb18030(line.desk, products_table(1)))
    with line.shop() as (shop, owner):
        shop.staff.add_person(owner, "林小舟", Role.CASHIER, Secret("739205"))
    staff = ["--staff", "林小舟", "--staff-pin-file", line.secret_file("own-pin", "739205")]
    (product,) = line.ask("products", *staff)
    (seen,) = line.ask("products")
    assert (seen["cost"], seen["margin"]) == ("9.20", "1.30")
    assert product == seen | {"cost": None, "margin": None}
    for words in (("report", "day"), ("purchases",), ("account", "list")):
        assert line.refused(*words, *staff) == (1, "denied")
    assert line.refused("goods", "--account", "练习卡盟", *staff) == (1, "denied")
    assert line.refused("verify", *staff) == (1, "needs_owner")
    assert line.ask("cards", *staff) == []
    assert line.ask("doctor", *staff)


def test_a_command_that_only_reads_leaves_the_file_as_it_is(sold: CommandLine) -> None:
    def content() -> list[object]:
        with closing(sqlite3.connect(sold.folder / "katai.db")) as connection:
            return connection.execute("SELECT seq, mac FROM ledger ORDER BY seq").fetchall()

    before = content()
    for words in (("products",), ("cards",), ("report", "day"), ("verify",), ("purchases",)):
        sold.ask(*words)
    assert content() == before
