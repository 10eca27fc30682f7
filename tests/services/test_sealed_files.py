"""The cards of a sale as a sealed file: what is in it, who may have it, and what a failure costs."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile
from python_calamine import PasswordError, load_workbook
from sqlalchemy import select

from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError, StorageError, UsageError
from desktop.domain.money import Money
from desktop.domain.sale import ReturnReason, SaleSnapshot
from desktop.domain.sealed_file import ALPHABET, new_file_password
from desktop.domain.secret import Secret
from desktop.domain.tender import TenderMethod
from desktop.models.ledger import ledger
from desktop.services.returns import RefundRequest
from desktop.services.sealed_files import SealedFile
from desktop.services.table_columns import CardRow
from tests.kills.byte_scan import find_in
from tests.shop import RehearsalShop, SeededRandomness, by_code

CANARY = "YJ100-CARD-0000-SECRET"
GUIDE = "打开官网，兑换中心，输入卡密"


@pytest.fixture
def shop() -> RehearsalShop:
    rehearsal = RehearsalShop()
    rehearsal.settings.change(rehearsal.owner, {"shop.name": "禾光点卡"})
    rehearsal.open_shift(Money(100_00))
    return rehearsal


def a_sale(shop: RehearsalShop, cards: int = 3) -> SaleSnapshot:
    product = shop.a_product(cards=cards, guide=GUIDE, region="全区服")
    return shop.sell(Cart().with_product(product, cards).with_customer(shop.a_member())).sale


def save(shop: RehearsalShop, sale: SaleSnapshot, path: Path, **more: Any) -> SealedFile:
    sealed = shop.sealed_files.seal(shop.cashier, sale.id, path, **more)
    shop.sealed_files.write(sealed, path)
    shop.sealed_files.hand_over(shop.cashier, sealed)
    return sealed


def opened(path: Path, password: Secret) -> bytes:
    with path.open("rb") as file:
        office = OOXMLFile(file)
        office.load_key(password=password.reveal(), verify_password=True)
        plain = io.BytesIO()
        office.decrypt(plain, verify_integrity=True)
    return plain.getvalue()


def sheets(path: Path, password: Secret) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(opened(path, password)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def noted(shop: RehearsalShop, kind: str) -> list[dict[str, Any]]:
    with shop.ground.database.read() as connection:
        bodies = connection.scalars(select(ledger.c.body).where(ledger.c.kind == kind))
        return [json.loads(body) for body in bodies]


def whole_ledger(shop: RehearsalShop) -> str:
    with shop.ground.database.read() as connection:
        return "\n".join(connection.scalars(select(ledger.c.body)))


def is_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.services.table_writing.os.fsync", refuse)


# What is in it ------------------------------------------------------------------------------


def test_the_file_opens_with_its_password_and_holds_every_card(
    shop: RehearsalShop, tmp_path: Path
) -> None:
    sale, path = a_sale(shop), tmp_path / "单.xlsx"
    sealed = save(shop, sale, path)
    with pytest.raises(PasswordError):
        load_workbook(path)
    with pytest.raises(InvalidKeyError):
        opened(path, Secret("ACDE-ACDE-ACDE-ACDE"))
    book = sheets(path, sealed.password)
    assert list(book) == ["卡密", "兑换说明"]
    title = sale.lines[0].title
    assert book["卡密"] == [
        ["禾光点卡", "", "", ""],
        [f"订单 {sale.number} · 共 3 张卡密", "", "", ""],
        ["", "", "", ""],
        ["序号", "商品", "区服", "卡密"],
        *([str(at + 1), title, "全区服", f"YJ100-CARD-{at:04d}-SECRET"] for at in range(3)),
    ]
    assert book["兑换说明"] == [["商品", "兑换说明"], [title, GUIDE]]
    assert sealed.count == 3


def test_numbers_and_days_have_columns_only_where_a_card_has_them(
    shop: RehearsalShop, tmp_path: Path
) -> None:
    product = shop.a_product()
    rows = [
        CardRow(1, Secret("0012"), Secret("A-1"), date(2027, 6, 30), Money(91_00)),
        CardRow(2, None, Secret("A-2"), None, Money(91_00)),
    ]
    shop.card_store.import_cards(shop.owner, product.id, rows)
    sale = shop.sell(Cart().with_product(product, 2)).sale
    book = sheets(tmp_path / "b.xlsx", save(shop, sale, tmp_path / "b.xlsx").password)
    assert list(book) == ["卡密"]
    assert book["卡密"][3] == ["序号", "商品", "卡号", "卡密", "有效期"]
    assert [row[2:] for row in book["卡密"][4:]] == [
        ["0012", "A-1", "2027-06-30"],
        ["", "A-2", ""],
    ]


def test_what_goods_cannot_be_used_for_is_told_as_it_was_at_the_sale(
    shop: RehearsalShop, tmp_path: Path
) -> None:
    limited = shop.a_product("A", cards=1, region="国服", usage_limit="仅限新用户")
    free = shop.a_product("B", cards=1)
    sale = shop.sell(Cart().with_product(limited).with_product(free)).sale
    later = replace(shop.catalog.get_draft(limited.id), usage_limit="")
    shop.catalog.change_product(shop.owner, limited.id, later)
    book = sheets(tmp_path / "c.xlsx", save(shop, sale, tmp_path / "c.xlsx").password)
    assert book["卡密"][3] == ["序号", "商品", "区服", "使用限制", "卡密"]
    assert [row[2:4] for row in book["卡密"][4:]] == [["国服", "仅限新用户"], ["", ""]]


ODD = ["=1+1", "+86", "-5", "@SUM(A1)", "0123", "1e5", "http://a.invalid/x", "a_x0041_b", "'quoted"]


def test_a_card_is_text_to_the_letter_and_never_a_formula(
    shop: RehearsalShop, tmp_path: Path
) -> None:
    product = shop.a_product()
    shop.stock(product, ODD)
    sale = shop.sell(Cart().with_product(product, len(ODD))).sale
    sealed = save(shop, sale, tmp_path / "odd.xlsx")
    plain = opened(tmp_path / "odd.xlsx", sealed.password)
    rows = load_workbook(io.BytesIO(plain)).get_sheet_by_index(0).to_python()[4:]
    assert [row[-1] for row in rows] == ODD
    with ZipFile(io.BytesIO(plain)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert set(re.findall(r'<c [^>]*?(?:t="(\w+)")?/?>', sheet)) == {"s"}
    assert 'quotePrefix="1"' in styles


def test_neither_a_cost_nor_the_customer_is_in_it(shop: RehearsalShop, tmp_path: Path) -> None:
    sale, path = a_sale(shop), tmp_path / "a.xlsx"
    plain = opened(path, save(shop, sale, path).password)
    with ZipFile(io.BytesIO(plain)) as parts:
        text = "".join(parts.read(name).decode() for name in parts.namelist())
    assert CANARY in text
    for unwanted in ("13800002046", "2046", "周宁", "91.00", "9100", "300.00"):
        assert unwanted not in text, unwanted


def test_a_bulk_file_of_thousands_of_cards_opens(shop: RehearsalShop, tmp_path: Path) -> None:
    sale, path = a_sale(shop, 3000), tmp_path / "bulk.xlsx"
    rows = sheets(path, save(shop, sale, path).password)["卡密"][4:]
    assert [row[-1] for row in rows] == [f"YJ100-CARD-{at:04d}-SECRET" for at in range(3000)]


# Never in the clear -------------------------------------------------------------------------


@pytest.fixture
def files_opened() -> Iterator[list[str]]:
    """Every path that this process opens for writing meanwhile, also what is deleted again."""
    heard: list[str] = []
    is_listening = [True]

    def listen(event: str, arguments: Sequence[Any]) -> None:
        if event == "open" and is_listening[0]:
            path, _mode, flags = arguments
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                heard.append(str(path))

    sys.addaudithook(listen)
    yield heard
    is_listening[0] = False


def test_nothing_is_in_the_clear_on_the_disk_and_no_other_file_is_ever_opened(
    shop: RehearsalShop,
    tmp_path: Path,
    files_opened: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary, out = tmp_path / "tmp", tmp_path / "out"
    temporary.mkdir()
    out.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    sale = a_sale(shop, 300)
    files_opened.clear()
    sealed = save(shop, sale, out / "单.xlsx")
    draft = str(out / f".单.xlsx.{os.getpid()}.part")
    assert set(files_opened) == {draft}
    assert [path.name for path in out.iterdir()] == ["单.xlsx"]
    secrets = {"card": CANARY, "password": sealed.password.reveal()}
    assert find_in(tmp_path, secrets) == []
    (out / "plain.xlsx").write_bytes(opened(out / "单.xlsx", sealed.password))
    assert find_in(tmp_path, secrets), "the scan would not have seen a plain file"


def test_the_password_is_kept_nowhere_and_shown_by_no_repr(
    shop: RehearsalShop, tmp_path: Path
) -> None:
    sealed = save(shop, a_sale(shop), tmp_path / "geheim.xlsx")
    password = sealed.password.reveal()
    assert password not in repr(sealed)
    written = whole_ledger(shop)
    assert password not in written
    assert CANARY not in written
    assert "geheim" not in written


def test_a_password_is_drawn_by_the_shops_chance_without_look_alikes() -> None:
    password = new_file_password(SeededRandomness(5)).reveal()
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{3}}", password)
    assert password == new_file_password(SeededRandomness(5)).reveal()
    assert password != new_file_password(SeededRandomness(6)).reveal()
    for alike in ("O0Q", "1IL", "B8", "5S", "2Z", "6G", "UV"):
        assert len(set(alike) & set(ALPHABET)) <= 1, alike


# Rights and books ---------------------------------------------------------------------------


def test_the_first_file_needs_no_owner_and_hands_the_goods_over(
    shop: RehearsalShop, tmp_path: Path
) -> None:
    sale = a_sale(shop)
    assert shop.sealed_files.count_cards(sale.id) == 3
    sealed = save(shop, sale, tmp_path / "a.xlsx")
    assert shop.delivery.undelivered_count() == 0
    assert all(card.is_revealed for card in shop.delivery.masked_cards(sale.lines[0].id))
    (revealed,) = noted(shop, "cards_revealed")
    assert (revealed["how"], len(revealed["cards"])) == ("file", 3)
    (entry,) = noted(shop, "cards_sealed_in_file")
    assert entry["sale"] == sale.id
    assert entry["lines"] == [sale.lines[0].id]
    assert entry["count"] == sealed.count == 3
    assert noted(shop, "handed_over")[-1]["how"] == "file"


def test_a_file_of_cards_seen_before_needs_the_owner(shop: RehearsalShop, tmp_path: Path) -> None:
    sale, path = a_sale(shop), tmp_path / "a.xlsx"
    first = save(shop, sale, path)
    with pytest.raises(BusinessRuleError) as refused:
        save(shop, sale, tmp_path / "b.xlsx")
    assert refused.value.code == "needs_owner"
    assert not (tmp_path / "b.xlsx").exists()
    assert len(noted(shop, "cards_sealed_in_file")) == 1
    again = save(shop, sale, path, approval=shop.approval)
    assert again.password != first.password
    assert len(sheets(path, again.password)["卡密"]) == 7


def test_one_card_seen_makes_the_file_a_second_look(shop: RehearsalShop, tmp_path: Path) -> None:
    sale = a_sale(shop)
    line = sale.lines[0]
    shop.delivery.reveal(shop.cashier, line.id, card_ids=line.card_ids[:1])
    with pytest.raises(BusinessRuleError) as refused:
        save(shop, sale, tmp_path / "a.xlsx")
    assert refused.value.code == "needs_owner"


def test_the_reveal_is_in_the_books_before_any_card_is_opened(
    shop: RehearsalShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale, before = a_sale(shop), []
    open_cards = shop.ground.vault.open

    def note(*arguments: Any) -> bytes:
        before.append(len(noted(shop, "cards_sealed_in_file")))
        return open_cards(*arguments)

    monkeypatch.setattr(type(shop.ground.vault), "open", lambda _self, *rest: note(*rest))
    save(shop, sale, tmp_path / "a.xlsx")
    assert before == [1, 1, 1]


def test_what_went_back_or_was_not_paid_is_not_in_a_file(
    shop: RehearsalShop, tmp_path: Path
) -> None:
    product = shop.a_product(cards=5)
    sale = shop.sell(Cart().with_product(product, 3)).sale
    wanted = RefundRequest(
        "back", sale.id, {sale.lines[0].id: 1}, ReturnReason.GOODWILL, shop.shift.id, "好意"
    )
    shop.returns.refund(shop.owner, wanted)
    assert shop.sealed_files.count_cards(sale.id) == 2
    assert save(shop, sale, tmp_path / "a.xlsx").count == 2
    rest = replace(wanted, request_id="rest", quantities={sale.lines[0].id: 2})
    shop.returns.refund(shop.owner, rest)
    assert shop.sealed_files.count_cards(sale.id) == 0, "a card that was seen stays with its line"
    total = shop.checkout.price(Cart().with_product(product, 2)).total
    unpaid = shop.sell(
        Cart().with_product(product, 2),
        by_code(TenderMethod.WECHAT, total),
        request_id="unpaid",
        is_awaiting_payment=True,
    ).sale
    assert shop.sealed_files.count_cards(unpaid.id) == 0
    with pytest.raises(BusinessRuleError) as refused:
        save(shop, unpaid, tmp_path / "b.xlsx")
    assert refused.value.code == "nothing_to_reveal"


def while_its_place_is_tried(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something else happen to the sale after the right was asked and before the books."""

    def try_place(_path: Path) -> None:
        monkeypatch.undo()
        act()

    monkeypatch.setattr("desktop.services.sealed_files.try_place", try_place)


def test_a_card_that_goes_back_to_the_stock_meanwhile_is_in_no_file(
    shop: RehearsalShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale = a_sale(shop)
    line_id = sale.lines[0].id
    wanted = RefundRequest(
        "back", sale.id, {line_id: 1}, ReturnReason.GOODWILL, shop.shift.id, "好意"
    )
    while_its_place_is_tried(monkeypatch, lambda: shop.returns.refund(shop.owner, wanted))
    with pytest.raises(BusinessRuleError) as refused:
        save(shop, sale, tmp_path / "a.xlsx")
    assert refused.value.code == "sale_moved"
    assert list(tmp_path.iterdir()) == []
    assert noted(shop, "cards_revealed") == []
    assert not any(card.is_revealed for card in shop.delivery.masked_cards(line_id))
    assert save(shop, sale, tmp_path / "a.xlsx").count == 2


def test_a_card_that_is_seen_meanwhile_makes_the_file_a_second_look(
    shop: RehearsalShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale = a_sale(shop)
    while_its_place_is_tried(
        monkeypatch, lambda: shop.delivery.reveal(shop.cashier, sale.lines[0].id)
    )
    with pytest.raises(BusinessRuleError) as refused:
        save(shop, sale, tmp_path / "a.xlsx")
    assert refused.value.code == "sale_moved"
    with pytest.raises(BusinessRuleError) as refused:
        save(shop, sale, tmp_path / "a.xlsx")
    assert refused.value.code == "needs_owner"
    assert list(tmp_path.iterdir()) == []


# When it cannot be written ------------------------------------------------------------------


def in_no_folder(folder: Path) -> Path:
    return folder / "nowhere" / "a.xlsx"


def in_place_of_a_folder(folder: Path) -> Path:
    (folder / "a.xlsx").mkdir()
    return folder / "a.xlsx"


@pytest.mark.parametrize("place", [in_no_folder, in_place_of_a_folder])
def test_a_wrong_place_costs_no_reveal(
    shop: RehearsalShop, tmp_path: Path, place: Callable[[Path], Path]
) -> None:
    sale = a_sale(shop)
    with pytest.raises(StorageError) as refused:
        save(shop, sale, place(tmp_path))
    assert refused.value.code == "file_not_written"
    assert noted(shop, "cards_revealed") == []
    assert shop.delivery.undelivered_count() == 1


def test_another_ending_is_refused_before_anything(shop: RehearsalShop, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        save(shop, a_sale(shop), tmp_path / "a.csv")
    assert noted(shop, "cards_revealed") == []


def test_a_full_disk_leaves_the_goods_to_be_handed_over_and_the_next_try_asks_nobody(
    shop: RehearsalShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale, path = a_sale(shop), tmp_path / "a.xlsx"
    sealed = shop.sealed_files.seal(shop.cashier, sale.id, path)
    with monkeypatch.context() as broken:
        is_full_disk(broken)
        with pytest.raises(StorageError) as refused:
            shop.sealed_files.write(sealed, path)
    said = str(refused.value)
    assert refused.value.code == "sealed_not_written"
    assert "3 张卡密一张没丢" in said
    assert "待交付" in said
    assert list(tmp_path.iterdir()) == []
    assert shop.delivery.undelivered_count() == 1
    assert all(card.is_revealed for card in shop.delivery.masked_cards(sale.lines[0].id))
    shop.sealed_files.write(sealed, tmp_path / "b.xlsx")
    assert shop.delivery.undelivered_count() == 1, "nobody can open it yet"
    shop.sealed_files.hand_over(shop.cashier, sealed)
    assert len(sheets(tmp_path / "b.xlsx", sealed.password)["卡密"]) == 7
    assert shop.delivery.undelivered_count() == 0
    assert len(noted(shop, "cards_sealed_in_file")) == 1


def test_after_a_failure_the_cards_are_seen_again_with_the_owner(
    shop: RehearsalShop, tmp_path: Path
) -> None:
    sale = a_sale(shop)
    shop.sealed_files.seal(shop.cashier, sale.id, tmp_path / "a.xlsx")  # and never written
    assert [row.line_id for row in shop.delivery.list_undelivered()] == [sale.lines[0].id]
    with pytest.raises(BusinessRuleError):
        shop.delivery.reveal(shop.cashier, sale.lines[0].id)
    seen = shop.delivery.reveal(shop.cashier, sale.lines[0].id, approval=shop.approval)
    assert seen.cards[0].secret.reveal() == CANARY
    assert shop.delivery.undelivered_count() == 0


def test_its_libraries_are_loaded_only_when_a_file_is_saved() -> None:
    told = (
        "import sys; import desktop.services.sealed_files; "
        "sys.exit(bool({'msoffcrypto', 'olefile', 'xlsxwriter'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
