"""A list too long to hold: whole at once, read where somebody looks, in place after news."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.long_rows import LongRows
from desktop.ui.widgets.data_table import DataTable, TableColumn

Product = tuple[int, str]
_WHOLE = 100_000
_SCREEN = 11


class HeldLoads(QObject):
    """Reads that are answered when a test says so; a newer one makes the older one void."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[str, tuple[Callable[[], Any], Callable[[Any], None]]] = {}

    def run(self, name: str, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._waiting[name] = (work, then)

    def is_reading(self, name: str) -> bool:
        return name in self._waiting

    def answer(self) -> None:
        """Answer what is being read, and what is asked for because of that."""
        while self._waiting:
            self.answer_one()

    def answer_one(self) -> None:
        work, then = self._waiting.pop(next(iter(self._waiting)))
        then(work())


class Place:
    """A table over a long list of products, and what was read of it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.loads = HeldLoads()
        self.ids = array("q", range(1, _WHOLE + 1))
        self.names: dict[int, str] = {}
        self.reads: list[list[int]] = []
        self.gone: set[int] = set()
        self.rows: LongRows[Product] = LongRows(self.loads, self._read, lambda row: row[0])  # type: ignore[arg-type]
        columns = (
            TableColumn[Product]("name", "商品", lambda row: row[1], sort_by=lambda row: row[1]),
        )
        self.table = DataTable(columns, lambda row: row[0], name="t", accessible_name="商品")
        self.table.show_rows(self.rows)
        self.chosen: list[Product | None] = []
        self.opened: list[Product] = []
        self.table.row_chosen.connect(self.chosen.append)
        self.table.row_activated.connect(self.opened.append)
        self.table.resize(400, 36 + 44 * (_SCREEN - 1))
        qtbot.addWidget(self.table)
        self.table.show()
        qtbot.waitExposed(self.table)
        self.load()

    def load(self, *, from_top: bool = False) -> None:
        self.rows.load(lambda: array("q", self.ids), lambda: None, from_top=from_top)
        self.loads.answer()
        self.paint()

    def paint(self) -> None:
        self.table.viewport().repaint()

    def jump(self, number: int) -> None:
        self.table.verticalScrollBar().setValue(number * self.table.rowHeight(0))
        self.paint()

    def in_sight(self) -> list[Product | None]:
        first = self.table.rowAt(0)
        last = self.table.rowAt(self.table.viewport().height() - 1)
        last = self.table.table_model().rowCount() - 1 if last < 0 else last
        return [self.table.table_model().row_at(number) for number in range(first, last + 1)]

    def press(self, key: Qt.Key, qtbot: QtBot) -> None:
        qtbot.keyClick(self.table, key)

    def _read(self, ids: Sequence[int]) -> Sequence[Product]:
        self.reads.append(list(ids))
        return [(one, self.names.get(one, f"货 {one}")) for one in ids if one not in self.gone]


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    return Place(qtbot)


def test_the_scroll_bar_is_whole_at_once_and_little_is_read(place: Place) -> None:
    assert place.table.table_model().rowCount() == _WHOLE
    bar = place.table.verticalScrollBar()
    assert bar.maximum() > 44 * (_WHOLE - 2 * _SCREEN)
    assert sum(len(ids) for ids in place.reads) < 100


def test_a_jump_reads_what_is_in_sight_first_and_nothing_between(place: Place) -> None:
    place.reads.clear()
    place.jump(50_000)
    assert set(place.in_sight()) == {None}
    assert place.table.table_model().index(50_000, 0).data() is None
    place.loads.answer()
    first, last = place.in_sight()[0], place.in_sight()[-1]
    assert first == (50_001, "货 50001")
    assert last is not None
    assert place.reads == [list(range(50_001, last[0] + 1))]


def test_the_next_screen_is_read_when_this_one_was_painted(place: Place, qtbot: QtBot) -> None:
    place.jump(50_000)
    place.loads.answer()
    qtbot.waitUntil(lambda: place.loads.is_reading("rows in sight"))
    place.loads.answer()
    place.reads.clear()
    place.jump(50_000 + _SCREEN - 1)
    assert None not in place.in_sight()
    assert place.reads == []


def test_going_up_reads_what_stands_above(place: Place, qtbot: QtBot) -> None:
    place.jump(50_000)
    place.loads.answer()
    place.jump(49_990)
    place.loads.answer()
    qtbot.waitUntil(lambda: place.loads.is_reading("rows in sight"))
    place.loads.answer()
    assert max(place.reads[-1]) <= 49_991


def test_of_many_looks_only_the_newest_is_read(place: Place) -> None:
    place.reads.clear()
    for number in range(20_000, 90_000, 10_000):
        place.jump(number)
    place.loads.answer()
    assert [ids[0] for ids in place.reads] == [20_001, 80_001]
    assert None not in place.in_sight()


def test_end_tells_the_last_row_once_it_was_read(place: Place, qtbot: QtBot) -> None:
    place.table.select_number(0)
    place.chosen.clear()
    place.press(Qt.Key.Key_End, qtbot)
    place.paint()
    assert place.chosen == []
    place.loads.answer()
    assert place.chosen == [(_WHOLE, f"货 {_WHOLE}")]
    place.press(Qt.Key.Key_Home, qtbot)
    assert place.chosen[-1] == (1, "货 1")


def test_enter_waits_for_the_row_it_was_meant_for(place: Place, qtbot: QtBot) -> None:
    place.press(Qt.Key.Key_End, qtbot)
    place.press(Qt.Key.Key_Return, qtbot)
    assert place.opened == []
    place.loads.answer()
    assert place.opened == [(_WHOLE, f"货 {_WHOLE}")]


def test_enter_for_a_row_that_was_left_opens_nothing(place: Place, qtbot: QtBot) -> None:
    place.press(Qt.Key.Key_End, qtbot)
    place.press(Qt.Key.Key_Return, qtbot)
    place.press(Qt.Key.Key_Home, qtbot)
    place.loads.answer()
    assert place.opened == []


def test_page_down_moves_by_a_screen_and_back(place: Place, qtbot: QtBot) -> None:
    place.table.select_number(0)
    place.press(Qt.Key.Key_PageDown, qtbot)
    place.loads.answer()
    number = place.table.currentIndex().row()
    assert _SCREEN - 3 <= number <= _SCREEN
    place.press(Qt.Key.Key_PageUp, qtbot)
    assert place.table.currentIndex().row() == 0


def test_news_leave_place_and_selection_and_show_no_gap(place: Place) -> None:
    place.table.select_number(50_000)
    place.paint()
    place.loads.answer()
    place.jump(70_000)
    place.loads.answer()
    seen = place.in_sight()
    place.ids.insert(0, _WHOLE + 1)
    place.rows.load(lambda: array("q", place.ids), lambda: None)
    assert place.in_sight() == seen
    place.loads.answer_one()
    assert place.in_sight() == seen
    assert place.table.currentIndex().row() == 50_001
    assert place.table.current_row() == (50_001, "货 50001")


def test_at_its_beginning_a_table_shows_what_is_new(place: Place) -> None:
    place.ids.insert(0, _WHOLE + 1)
    place.load()
    assert place.in_sight()[0] == (_WHOLE + 1, f"货 {_WHOLE + 1}")


def test_what_changed_is_read_anew_where_one_looks(place: Place) -> None:
    place.jump(50_000)
    place.loads.answer()
    place.jump(0)
    place.loads.answer()
    place.names = {1: "新一", 50_001: "新五万"}
    place.load()
    assert place.in_sight()[0] == (1, "新一")
    place.jump(50_000)
    assert place.in_sight()[0] == (50_001, "货 50001")
    place.loads.answer()
    assert place.in_sight()[0] == (50_001, "新五万")


def test_an_answer_from_before_the_news_is_not_believed(place: Place) -> None:
    place.jump(50_000)
    work, then = place.loads._waiting.pop("rows in sight")
    old = work()
    place.names = {50_001: "新五万"}
    place.rows.load(lambda: array("q", place.ids), lambda: None)
    place.loads.answer_one()
    then(old)
    place.loads.answer()
    assert place.in_sight()[0] == (50_001, "新五万")


def test_a_row_that_is_gone_is_asked_for_once(place: Place) -> None:
    place.gone = {50_001}
    place.jump(50_000)
    place.loads.answer()
    place.reads.clear()
    for _ in range(3):
        place.paint()
    assert place.reads == []


def test_few_rows_are_kept_and_the_selected_one_is_among_them(place: Place) -> None:
    place.table.select_number(7)
    for number in range(1_000, 90_000, 1_000):
        place.jump(number)
        place.loads.answer()
        assert None not in place.in_sight()
    assert len(place.table.table_model().rows()) <= 520
    assert place.table.current_row() == (8, "货 8")


def test_letters_are_passed_on_and_read_nothing(place: Place, qtbot: QtBot) -> None:
    typed: list[str] = []
    place.table.typed.connect(typed.append)
    place.reads.clear()
    place.press(Qt.Key.Key_Q, qtbot)
    assert typed == ["q"]
    assert place.reads == []


def test_a_list_that_becomes_short_or_empty_has_no_place_behind_its_end(place: Place) -> None:
    place.jump(90_000)
    place.loads.answer()
    place.ids = array("q", [5, 6])
    place.load()
    assert place.in_sight() == [(5, "货 5"), (6, "货 6")]
    place.ids = array("q")
    place.load()
    assert place.table.table_model().rowCount() == 0
    assert place.table.current_row() is None


def test_the_model_over_a_long_list_keeps_qts_rules(place: Place) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    place.ids = array("q", range(40))
    tester = QAbstractItemModelTester(place.table.table_model(), fatal)
    place.load()
    place.ids = array("q", range(5, 60))
    place.load(from_top=True)
    place.jump(30)
    place.loads.answer()
    assert tester.failureReportingMode() == fatal
