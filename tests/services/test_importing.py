"""Files of real shops come in whole or not at all, in whatever encoding, and again without doubling."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from desktop.domain.customer import CustomerDraft
from desktop.domain.errors import BusinessRuleError, StorageError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind
from desktop.services.customers import Customers
from desktop.services.importing import Importing, ImportKind
from desktop.storage import search_parts
from desktop.storage.search_index import SearchTable
from tests.shop import RehearsalShop


@pytest.fixture
def shop() -> RehearsalShop:
    return RehearsalShop()


@pytest.fixture
def importing(shop: RehearsalShop) -> Importing:
    return Importing(shop.ground, shop.settings, shop.rights, shop.card_store)


@pytest.fixture
def customers(shop: RehearsalShop) -> Customers:
    return Customers(shop.ground, shop.rights)


def products_csv(count: int, price: str = "100.00") -> str:
    lines = ["编码,名称,类型,售价,进价,面值,分类"]
    lines += [
        f"K{number:05d},云境传说点卡第{number}种,卡密,{price},91.00,100 元,分类{number % 7}"
        for number in range(count)
    ]
    return "\n".join(lines)


def test_five_thousand_products_come_in_from_gb18030(
    shop: RehearsalShop, importing: Importing, tmp_path: Path
) -> None:
    file = tmp_path / "价格表.csv"
    file.write_bytes(products_csv(5000).encode("gb18030"))
    preview = importing.preview("products", file)
    assert (preview.encoding, preview.read, preview.would_add, preview.problems) == (
        "gb18030",
        5000,
        5000,
        (),
    )
    report = importing.import_products(shop.owner, file)
    assert (report.read, report.added, report.updated, report.errors) == (5000, 5000, 0, ())
    assert report.is_written
    assert shop.catalog.stock_counts().all == 5000
    assert len(shop.catalog.list_categories()) == 7
    found = shop.checkout.find_products("k04321")
    assert [one.name for one in found] == ["云境传说点卡第4321种"]
    assert (found[0].price, found[0].cost) == (Money(100_00), Money(91_00))


def test_five_thousand_cards_come_in_from_a_workbook_and_a_second_time_are_all_known(
    shop: RehearsalShop, importing: Importing, tmp_path: Path
) -> None:
    shop.a_product("YJ100")
    file = tmp_path / "cards.xlsx"
    with xlsxwriter.Workbook(str(file), {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["卡号", "卡密", "有效期", "进价"])
        for number in range(1, 5001):
            sheet.write_row(number, 0, [f"N{number:08d}", f"SECRET-{number:010d}", "2030-01-31"])
            sheet.write_number(number, 3, 91.5)
    report = importing.import_cards(shop.owner, file, "yj100")
    assert (report.read, report.added, report.duplicates, report.errors) == (5000, 5000, 0, ())
    count = shop.card_store.counts()[0]
    assert (count.product, count.available) == ("YJ100", 5000)
    found = shop.checkout.find_exact("YJ100")
    assert found is not None
    assert (found.local_cards, found.cost) == (5000, Money(91_50))
    again = importing.import_cards(shop.owner, file, "YJ100")
    assert (again.added, again.duplicates) == (0, 5000)


def test_one_bad_line_of_five_thousand_keeps_everything_out(
    shop: RehearsalShop, importing: Importing
) -> None:
    text = products_csv(5000).replace(
        "K02500,云境传说点卡第2500种,卡密,100.00", "K02500,甲,卡密,-1"
    )
    report = importing.import_products(shop.owner, text)
    assert [problem.line for problem in report.errors] == [2502]
    assert not report.is_written
    assert (report.read, report.added) == (5000, 4999)
    assert shop.catalog.stock_counts().all == 0


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("A,甲,卡密,1.005", "amount_decimals"),
        ("A,甲,卡密,-1", "amount_negative"),
        ("A,甲,月票,1", "kind_unknown"),
        ("A,,卡密,1", "cell_empty"),
        (",甲,卡密,1", "cell_empty"),
        ("ok1,甲,卡密,1", "value_duplicate"),
        ("ＯＫ１,甲,卡密,1", "line_repeated"),
        ("A,甲,卡密,1,690", "barcode_taken"),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_reason(
    shop: RehearsalShop, importing: Importing, line: str, code: str
) -> None:
    shop.a_product("OWNER", barcode="690")
    text = f"编码,名称,类型,售价,条码\nOK1,乙,卡密,1\n{line}"
    report = importing.import_products(shop.owner, text)
    assert [(problem.line, problem.error.code) for problem in report.errors] == [(3, code)]
    assert all(problem.reason for problem in report.errors)
    assert shop.catalog.stock_counts().all == 1


def test_importing_again_changes_what_the_file_names_and_nothing_else(
    shop: RehearsalShop, importing: Importing
) -> None:
    product = shop.a_product("YJ100", barcode="690", category="点卡", cards=2)
    shop.catalog.set_favourite(shop.owner, product.id, True)
    report = importing.import_products(
        shop.owner, "code,name,price\nyj100,腾讯视频月卡,88.5\nNEW,新,1"
    )
    assert (report.added, report.updated) == (1, 1)
    found = shop.checkout.get_product(product.id)
    assert (found.name, found.price, found.barcode) == ("腾讯视频月卡", Money(88_50), "690")
    assert (found.is_favourite, found.local_cards, found.face_text) == (True, 2, "100 元")
    assert found.category_id == product.category_id
    assert [one.code for one in shop.checkout.find_products("视频")] == ["YJ100"]
    assert shop.checkout.find_products("云境") == ()


def test_top_ups_learn_their_account_and_thin_margins_earn_no_points(
    shop: RehearsalShop, importing: Importing
) -> None:
    text = "编码,名称,类型,售价\nHF,话费充值 100,直充,99\nQB,Q币 50,直充,48\nGM,星穹直充,直充,30\nKM,点卡,卡密,1"
    importing.import_products(shop.owner, text)
    found = {one.code: one for one in shop.checkout.list_products()}
    assert [found[code].account_rule for code in ("HF", "QB", "GM", "KM")] == [
        AccountRule.PHONE, AccountRule.QQ, AccountRule.UID, AccountRule.NONE,
    ]  # fmt: skip
    assert [found[code].points_percent for code in ("HF", "QB")] == [0, 100]
    assert found["HF"].kind is ProductKind.TOPUP


def test_a_dry_run_says_the_same_and_writes_nothing(
    shop: RehearsalShop, importing: Importing
) -> None:
    text = products_csv(10)
    dry = importing.import_products(shop.owner, text, dry_run=True)
    assert (dry.read, dry.added, dry.is_written) == (10, 10, False)
    assert shop.catalog.stock_counts().all == 0
    shop.a_product("YJ100")
    cards = importing.import_cards(shop.owner, "AAAA-1\nAAAA-1\nBBBB-2", "YJ100", dry_run=True)
    assert (cards.read, cards.added, cards.duplicates, cards.is_written) == (3, 2, 1, False)
    people = importing.import_customers(shop.owner, "姓名,手机\n甲,13800002046", dry_run=True)
    assert (people.added, people.is_written) == (1, False)


def test_pasted_cards_of_every_shape_come_in_sealed(
    shop: RehearsalShop, importing: Importing
) -> None:
    shop.a_product("YJ100")
    text = "N1----AAAA-BBBB\nN2,CCCC-DDDD,2030-01-31\n\nEEEE-FFFF  \nN3|GGGG-HHHH"
    preview = importing.preview(ImportKind.CARDS, text, product_code="YJ100")
    assert (preview.read, preview.would_add, preview.duplicates) == (4, 4, 0)
    assert not any("AAAA-BBBB" in cell for row in preview.sample for cell in row)
    report = importing.import_cards(shop.owner, text, "YJ100", cost=Money(91_00))
    assert (report.added, report.duplicates) == (4, 0)
    found = shop.checkout.find_exact("YJ100")
    assert found is not None
    assert found.cost == Money(91_00)
    preview = importing.preview(ImportKind.CARDS, "N1----AAAA-BBBB\nXXXX", product_code="YJ100")
    assert (preview.would_add, preview.duplicates) == (1, 1)


def test_cards_for_a_product_nobody_has_are_refused(
    shop: RehearsalShop, importing: Importing
) -> None:
    for act in (
        lambda: importing.import_cards(shop.owner, "AAAA", "NOPE"),
        lambda: importing.preview("cards", "AAAA", product_code="NOPE"),
    ):
        with pytest.raises(BusinessRuleError) as refusal:
            act()
        assert refusal.value.code == "product_unknown"
        assert "NOPE" in str(refusal.value)
    assert shop.card_store.counts() == ()


def test_customers_come_in_with_points_and_what_they_spent_and_again_without_doubling(
    shop: RehearsalShop, importing: Importing, customers: Customers
) -> None:
    text = (
        "姓名,手机,QQ,微信,卡号,积分,累计,渠道,备注\n"
        "王小明,138 0000 2046,28490017,wx_abc,V001,500,1234.50,抖音,老客\n"
        "李四,,55550000,,,0,0,,\n"
    )
    report = importing.import_customers(shop.owner, text.encode("gb18030"))
    assert (report.added, report.updated, report.errors) == (2, 0, ())
    found = customers.find("2046")[0]
    assert (found.points, found.spent, found.channel) == (500, Money(1234_50), "抖音")
    again = importing.import_customers(shop.owner, text.replace(",500,", ",520,"))
    assert (again.added, again.updated) == (0, 2)
    assert customers.get(found.id).points == 520
    assert [entry.points for entry in customers.points_entries(found.id)] in ([20, 500], [500, 20])
    assert customers.get(found.id).spent == Money(1234_50)
    assert customers.count() == 2


def test_an_update_leaves_columns_alone_that_the_file_does_not_have(
    shop: RehearsalShop, importing: Importing, customers: Customers
) -> None:
    draft = CustomerDraft("王小明", "13800002046", "28490017", note="老客")
    one = customers.add_draft(shop.cashier, draft).customer
    customers.adjust_points(shop.owner, one.id, 7, "补")
    importing.import_customers(shop.owner, "姓名,手机\n王大明,13800002046")
    after = customers.get(one.id)
    assert (after.name, after.qq, after.note, after.points) == ("王大明", "28490017", "老客", 7)
    assert [found.name for found in customers.find("wdm")] == ["王大明"]
    assert customers.find("wxm") == ()


def test_a_line_that_names_two_different_customers_is_refused(
    shop: RehearsalShop, importing: Importing, customers: Customers
) -> None:
    customers.add_draft(shop.cashier, CustomerDraft("甲", "13800002046", card_no="V1"))
    customers.add_draft(shop.cashier, CustomerDraft("乙", "13800002047", card_no="V2"))
    report = importing.import_customers(shop.owner, "姓名,手机,卡号\n丙,13800002046,V2\n丁,,")
    assert [(problem.line, problem.error.code) for problem in report.errors] == [
        (2, "card_no_taken"), (3, "contact_missing"),
    ]  # fmt: skip
    assert customers.find("13800002046")[0].name == "甲"


def test_a_cashier_needs_the_owner_to_import(shop: RehearsalShop, importing: Importing) -> None:
    shop.a_product("YJ100")
    acts = (
        lambda: importing.import_products(shop.cashier, products_csv(1)),
        lambda: importing.import_customers(shop.cashier, "姓名,手机\n甲,13800002046"),
        lambda: importing.import_cards(shop.cashier, "AAAA", "YJ100"),
    )
    for act in acts:
        with pytest.raises(BusinessRuleError) as refusal:
            act()
        assert refusal.value.code == "needs_owner"


def test_the_ledger_counts_what_came_in_and_names_nobody(
    shop: RehearsalShop, importing: Importing
) -> None:
    importing.import_products(shop.owner, products_csv(3))
    importing.import_customers(shop.owner, "姓名,手机,积分\n王小明,13800002046,5")
    importing.import_cards(shop.owner, "CANARY-0001\nCANARY-0002", "K00000")
    with shop.ground.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT kind, body FROM ledger ORDER BY seq").fetchall()
    assert [row[0] for row in rows] == ["products_imported", "customers_imported", "cards_imported"]
    text = str(rows)
    assert '"added":3' in text
    assert not any(word in text for word in ("CANARY", "王小明", "13800002046"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7 nothing of a table", "column_missing"),
        (b"", "file_empty"),
    ],
)
def test_a_wrong_file_is_refused_as_a_whole(
    shop: RehearsalShop, importing: Importing, content: bytes, code: str
) -> None:
    with pytest.raises(BusinessRuleError) as refusal:
        importing.import_products(shop.owner, content)
    assert refusal.value.code
    assert shop.catalog.stock_counts().all == 0


def test_many_rows_are_kept_though_the_disk_is_full_when_their_index_is_tidied(
    shop: RehearsalShop, importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    tidied = []

    def full(_database: object, table: SearchTable) -> None:
        tidied.append(table)
        raise StorageError("disk_full", "磁盘满了")

    monkeypatch.setattr(search_parts, "join_parts", full)
    assert importing.import_products(shop.owner, products_csv(999)).is_written
    assert tidied == []
    assert importing.import_products(shop.owner, products_csv(1_000)).is_written
    people = "\n".join(f"甲,139{number:08d}" for number in range(1_000))
    assert importing.import_customers(shop.owner, f"姓名,手机\n{people}").is_written
    assert tidied == [SearchTable.PRODUCTS, SearchTable.CUSTOMERS]
    assert [one.code for one in shop.checkout.find_products("K00999")] == ["K00999"]
