from __future__ import annotations

from pathlib import Path

from tests.cli.command_line import CommandLine

COLUMNS = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"


def a_bill(line: CommandLine, *rows: str) -> Path:
    period = "起始时间：[2026-06-18 00:00:00] 终止时间：[2026-06-18 23:59:59]"
    text = "\n".join(["微信支付账单明细", "微信昵称：[云际卡铺]", period, COLUMNS, *rows])
    file = line.desk / "bill.csv"
    file.write_bytes(text.encode("gb18030"))
    return file


def test_a_bill_comes_in_and_names_what_does_not_fit(line: CommandLine) -> None:
    row = "2026-06-18 12:00:00,二维码收款,周同学,茶,收入,¥95.00,/,已存入零钱,1000007777,/,/"
    file = a_bill(line, row)
    found = line.ask("import", "bills", file, "--tender", "wechat", "--date", "2026-06-18")
    assert (found["date"], found["read"], found["added"], found["matched"]) == (
        "2026-06-18",
        1,
        1,
        0,
    )
    assert found["sales_without_money"] == []
    (money,) = found["money_without_sale"]
    assert (money["number"], money["amount"]) == ("1000007777", "95.00")
    assert money["at"] == "2026-06-18T12:00:00+08:00"
    again = line.ask("import", "bills", file, "--tender", "wechat", "--date", "2026-06-18")
    assert (again["added"], again["known"]) == (0, 1)


def test_another_day_another_tender_and_bad_lines_are_refused(line: CommandLine) -> None:
    file = a_bill(line)
    words = ("import", "bills", file, "--tender")
    assert line.refused(*words, "wechat", "--date", "2026-07-01") == (1, "bill_of_other_days")
    assert line.refused(*words, "alipay", "--date", "2026-06-18") == (1, "bill_of_other_tender")
    assert line.refused("import", "bills", file) == (2, "usage")
    bad = a_bill(line, "昨天,二维码收款,周同学,茶,收入,¥95.00,/,已存入零钱,1000007777,/,/")
    ended = line.type(
        "--json", "import", "bills", bad, "--tender", "wechat", "--date", "2026-06-18"
    )
    assert (ended.code, ended.error_code) == (1, "rows_refused")
    assert [one["line"] for one in ended.document["errors"]] == [5]
