"""Card files in which a secret stands where a day, a price or a header belongs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

SECRET, NUMBER, DIGITS = "KZ7K-CANARY-5521-XQMP", "NR618-CANARY-004471", "6218800455217734"
CANARIES = (SECRET, NUMBER, DIGITS)
SHOWN = 4
"""A preview shows so many first characters of a card."""
HEAD = ["卡号", "卡密", "有效期", "进价"]

TABLES: dict[str, list[list[str]]] = {
    "secret as day": [HEAD, ["", NUMBER, SECRET, "9.10"]],
    "digits as day": [HEAD, ["", NUMBER, DIGITS, "9.10"]],
    "secret as price": [HEAD, [NUMBER, "A1B2C3", "2027-01-01", SECRET]],
    "digits as price": [HEAD, [NUMBER, "A1B2C3", "", DIGITS]],
    "short digits as price": [HEAD, [NUMBER, "A1B2C3", "", DIGITS[:9]]],
    "negative digits as price": [HEAD, [NUMBER, "A1B2C3", "", f"-{DIGITS}"]],
    "broken digits as price": [HEAD, [NUMBER, "A1B2C3", "", f"6.{DIGITS}"]],
    "secret missing": [HEAD, [SECRET, "", "", "9.10"]],
    "damaged number": [HEAD, [NUMBER, "6.2188004552E+15", SECRET, ""]],
    "long cell": [HEAD, [NUMBER, SECRET * 60, "", ""], [NUMBER, SECRET * 300, "", ""]],
    "a cell too many": [HEAD, ["", NUMBER, SECRET, "", DIGITS]],
    "card as header": [["卡密", SECRET], ["A1B2C3", NUMBER]],
    "cards as doubled headers": [[f"卡密({SECRET})", f"密码({NUMBER})"], ["A1B2C3", "D4E5F6"]],
}
TEXTS: dict[str, str] = {
    "too many parts": f"{NUMBER}----{SECRET}----{DIGITS}\n",
    "no such day": f"{NUMBER}----{SECRET}----2026-13-45\n",
    "label and value": f"卡密,{SECRET}\n",
    "open quote": f'卡号,卡密\n"{NUMBER},{SECRET}\n' + "A1,B2\n" * 60,
    "nul": f"{NUMBER}----{SECRET}\0\n",
    "damaged": f"{SECRET} 6.2188004552E+15\n",
    "long line": f"{SECRET * 300}\n",
}


def shifted_files(folder: Path) -> Iterable[tuple[str, Path]]:
    """Write every case, tables also as workbooks, and give each with its name."""
    for number, (name, table) in enumerate(TABLES.items()):
        text = io.StringIO()
        csv.writer(text).writerows(table)
        file = folder / f"table-{number}.csv"
        file.write_text(text.getvalue(), encoding="utf-8")
        yield name, file
        book = folder / f"table-{number}.xlsx"
        with xlsxwriter.Workbook(book) as workbook:
            sheet = workbook.add_worksheet()
            for line, row in enumerate(table):
                sheet.write_row(line, 0, row)
        yield f"{name}, workbook", book
    for number, (name, content) in enumerate(TEXTS.items()):
        file = folder / f"text-{number}.txt"
        file.write_text(content, encoding="utf-8")
        yield name, file


def pieces_in(text: str, shown: int = SHOWN) -> list[str]:
    """Return every piece of a canary that a text quotes and that is longer than what is shown."""
    length = shown + 1
    return [
        piece
        for canary in CANARIES
        for piece in (canary[at : at + length] for at in range(len(canary) - length + 1))
        if piece in text
    ]
