"""对账单: the owner reads a bill in the close, sees what does not fit, and settles it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.buttons import ActionButton
from tests.ui.screens.test_till_screen import ENTER, Till, a_till

HEAD = """微信支付账单明细
微信昵称：[{owner}]
起始时间：[2026-06-01 00:00:00] 终止时间：[2026-06-30 23:59:59]
交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注
"""


@pytest.fixture
def till(qtbot: QtBot) -> Iterator[Till]:
    with a_till(qtbot, as_owner=True) as till:
        yield till


def a_bill(folder: Path, *rows: str, owner: str = "云际卡铺") -> Path:
    file = folder / "bill.csv"
    lines = [
        f"{at},二维码收款,客,茶,收入,¥{amount},/,已存入零钱,{number},/,/"
        for at, amount, number in (row.split() for row in rows)
    ]
    text = HEAD.format(owner=owner) + "\n".join(line.replace("T", " ", 1) for line in lines)
    file.write_bytes(text.encode("gb18030"))
    return file


def open_bills(till: Till) -> None:
    till.window.type(ENTER)
    till.count_cash(6)
    till.copy_codes()
    till.window.type(ENTER)
    till.window.find(ActionButton, "readBill").click()
    till.window.settle()


def read(till: Till, file: Path) -> None:
    till.window.find(QLineEdit, "billFile").setFocus()
    till.window.type(str(file), ENTER)


def listed(till: Till) -> list[str]:
    model = till.window.find(QTableView, "billTable").model()
    role = Qt.ItemDataRole.DisplayRole
    return [
        " ".join(str(model.index(row, column).data(role)) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def summary(till: Till) -> str:
    return till.window.find(QLabel, "billSummary").text()


def test_a_bill_names_the_sale_without_money_and_the_money_without_sale(
    till: Till, tmp_path: Path
) -> None:
    open_bills(till)
    assert "还没有账单" in summary(till)
    read(till, a_bill(tmp_path, "2026-06-18T09:20:00 88.00 10000507777"))
    assert "有单没钱 1 笔，有钱没单 1 笔" in summary(till)
    first, second = listed(till)
    assert "有单没钱" in first
    assert "100.00" in first
    assert "有钱没单" in second
    assert "88.00" in second


def test_private_money_is_set_aside_with_a_word(till: Till, tmp_path: Path) -> None:
    open_bills(till)
    read(
        till,
        a_bill(
            tmp_path, "2026-06-18T09:05:30 100.00 10000501234", "2026-06-18T09:20:00 88.00 1777"
        ),
    )
    assert len(listed(till)) == 1
    assert not till.window.find(ActionButton, "settleBill").isEnabled()
    till.window.find(QLineEdit, "billNote").setFocus()
    till.window.type("back")
    till.window.find(ActionButton, "settleBill").click()
    till.window.settle()
    assert "有钱没单 0 笔" in summary(till)
    assert "每一笔都对得上" in till.texts()


def test_the_bill_of_another_shop_is_asked_about(till: Till, tmp_path: Path) -> None:
    open_bills(till)
    read(till, a_bill(tmp_path))
    read(till, a_bill(tmp_path, "2026-06-18T09:05:30 100.00 10000501234", owner="隔壁"))
    assert "隔壁" in till.texts()
    assert "没导入" in till.texts()
    till.window.find(ActionButton, "importBills").click()
    till.window.settle()
    assert "对上 1 笔" in summary(till)


def test_a_cashier_is_not_offered_the_bill(qtbot: QtBot) -> None:
    with a_till(qtbot) as till:
        till.window.type(ENTER)
        till.count_cash(6)
        till.copy_codes()
        till.window.type(ENTER)
        assert not till.window.is_shown("readBill")


def test_a_file_that_is_no_bill_is_named_in_the_dialog(till: Till, tmp_path: Path) -> None:
    open_bills(till)
    file = tmp_path / "other.csv"
    file.write_text("姓名,手机\n周同学,13800000000\n", "utf-8")
    read(till, file)
    assert "这不是微信或支付宝导出的账单" in till.texts()
