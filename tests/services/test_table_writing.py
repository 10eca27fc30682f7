from __future__ import annotations

import csv
import errno
import io
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import StorageError, UsageError
from desktop.domain.money import Money
from desktop.services.table_reading import read_table
from desktop.services.table_writing import (
    csv_bytes,
    neutralised,
    safe_file_name,
    save_file,
    write_table,
    xlsx_bytes,
)

HEADERS = ("code", "price", "count", "on", "at", "note")
ROW = (
    "0012",
    Money(9550),
    3,
    date(2026, 6, 18),
    datetime(2026, 6, 18, 6, 34, tzinfo=UTC),
    "=HYPERLINK(0)",
)


def test_csv_has_amounts_as_text_with_two_decimals_and_no_formulas(tmp_path):
    path = tmp_path / "a.csv"

    assert write_table(path, HEADERS, [ROW, ("B", None, 0, None, None, "")]) == 2

    text = path.read_bytes().decode("utf-8-sig")
    assert text == (
        "code,price,count,on,at,note\r\n"
        "0012,95.50,3,2026-06-18,2026-06-18T06:34:00+00:00,'=HYPERLINK(0)\r\n"
        "B,,0,,,\r\n"
    )


def test_xlsx_has_amounts_as_numbers_and_long_digits_as_text():
    from python_calamine import load_workbook

    content = xlsx_bytes(HEADERS, [("6222020000001234567", Money(-9550), 3, None, None, "@x")])

    rows = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows == [list(HEADERS), ["6222020000001234567", -95.5, 3.0, "", "", "'@x"]]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86 186",
        "-5",
        "@SUM",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "－1",
        "　＋1",
        "\x00=1",
    ],
)
def test_text_that_would_run_is_neutralised(text):
    assert neutralised(text).startswith("'")


@pytest.mark.parametrize("text", ["云境", "a=b", "1-2", "", "'quoted"])
def test_other_text_is_left_alone(text):
    assert neutralised(text) == text


visible = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=20)


@given(st.lists(st.tuples(visible.filter(lambda t: not t.startswith("'"))), min_size=1, max_size=6))
def test_what_is_exported_is_imported_again_unchanged(rows):
    rows = [row for row in rows if row[0]] or [("x",)]
    for content in (csv_bytes(("备注",), rows), xlsx_bytes(("备注",), rows)):
        assert [row.cells for row in read_table(content).rows] == rows


@given(st.text(max_size=40))
def test_no_csv_cell_begins_like_a_formula(text):
    content = csv_bytes(("note",), [(text,)]).decode("utf-8-sig")

    for row in list(csv.reader(io.StringIO(content, newline="")))[1:]:
        assert not row or not row[0].startswith(tuple("=+-@\t\r＝＋－＠"))


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(UsageError):
        write_table(tmp_path / "a.txt", HEADERS, [])
    assert list(tmp_path.iterdir()) == []


hostile_names = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["..", "/", "\\", "CON", "nul", ".", " ", ":", "\u202e", "a", ".csv", "\0"]
        ),
        max_size=12,
    ).map("".join),
)


@given(hostile_names)
def test_a_hostile_name_stays_one_file_in_its_folder(name):
    safe = safe_file_name(name)

    assert safe == os.path.basename(safe)  # noqa: PTH119 - a name, not a path
    assert not set(safe) & set('<>:"/\\|?*')
    assert safe not in {"", ".", ".."}
    assert len(safe.encode()) <= 160
    assert safe.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}
    assert safe == safe.strip(" .")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\sales.csv", "C__sales.csv"),
        ("con.csv", "_con.csv"),
        ("nul", "_nul"),
        ("sales\u202evsc.csv", "salesvsc.csv"),
        ("日结 06-18.xlsx", "日结 06-18.xlsx"),
        ("...", "export"),
        ("a" * 300 + ".csv", "a" * 120 + ".csv"),
    ],
)
def test_dangerous_names_become_plain_ones(name, safe):
    assert safe_file_name(name) == safe


def test_a_failed_write_leaves_the_old_file_and_no_draft(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def full_disk(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(StorageError) as refusal:
        save_file(path, b"new")

    assert "No space left" in str(refusal.value)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_said_in_one_sentence(tmp_path):
    with pytest.raises(StorageError) as refusal:
        save_file(tmp_path / "none" / "a.csv", b"x")
    assert refusal.value.code == "file_not_written"


def test_a_name_that_is_none_is_said_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StorageError) as refusal:
        save_file(Path(), b"x")
    assert refusal.value.code == "file_not_written"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk of Linux")
def test_a_full_disk_is_said_in_one_sentence(tmp_path, monkeypatch):
    draft = tmp_path / f".a.csv.{os.getpid()}.part"
    draft.symlink_to("/dev/full")

    with pytest.raises(StorageError):
        save_file(tmp_path / "a.csv", b"x" * 100_000)

    assert not (tmp_path / "a.csv").exists()
