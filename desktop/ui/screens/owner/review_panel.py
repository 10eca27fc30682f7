"""复核: a day's exceptions, each accepted or queried by one key."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.day_report import Finding
from desktop.domain.review import Verdict
from desktop.services.finding_words import FINDING_WORDS, finding_detail
from desktop.services.report_blocks import EXCEPTION_WORDS
from desktop.translating import translate
from desktop.ui.formatting import HIDDEN, day_text, money_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.buttons import IconButton, make_button
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.rounded_pages import RoundedPages

if TYPE_CHECKING:
    from desktop.domain.review import DayReview, ReviewItem

_DAY: Final = timedelta(days=1)


class ReviewPanel(Card):
    """The list of a date, and what is said to the chosen line.

    Signals:
        day_stepped: a ``timedelta`` of one day.
        said: the ``ReviewItem``, the ``Verdict``, the note.
        opened: the order of a line.
    """

    day_stepped = Signal(object)
    said = Signal(object, object, str)
    opened = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, " ", parent=parent)
        self.set_flush()
        self._hides = self._goes_on = False
        self.before = IconButton("chevron-left", self.tr("前一天"))
        self.after = IconButton("chevron-right", self.tr("后一天"))
        self.day = PlainLabel("", "bodyStrong")
        for widget in (self.before, self.day, self.after):
            self.head.addWidget(widget)
        self.table: DataTable[ReviewItem] = DataTable(
            (
                TableColumn("kind", self.tr("什么事"), self._kind_cell, 150),
                TableColumn("order", self.tr("单号"), self._order_cell),
                TableColumn("person", self.tr("谁"), _person_cell, 84),
                TableColumn("amount", self.tr("金额"), self._amount_cell, 110, is_number=True),
                TableColumn("verdict", self.tr("复核"), self._verdict_cell, 110),
            ),
            _key_of,
            name="reviewTable",
            accessible_name=self.tr("复核"),
            row_height=52,
        )
        self.table.drop_when_narrow(("person",), 150)
        self._empty = EmptyState("circle-check", "")
        self._pages = RoundedPages()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._build_foot())
        self.before.clicked.connect(self._go_before)
        self.after.clicked.connect(self._go_after)
        self.table.row_activated.connect(self._open)
        self.table.row_chosen.connect(self._show_note)

    def _build_foot(self) -> QWidget:
        self.question = LineInput("", self.tr("要问什么：写一句，回车记下"), name="reviewNote")
        self.accept_button = make_button("", self.tr("没问题"), name="reviewAccept")
        self.query_button = make_button("", self.tr("要问"), name="reviewQuery")
        self.question.editor.returnPressed.connect(self.query)
        self.accept_button.clicked.connect(self.accept)
        self.query_button.clicked.connect(self.query)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self.question, 1)
        row.addWidget(self.query_button)
        row.addWidget(self.accept_button)
        return foot

    def show_review(self, review: DayReview, *, hides: bool, is_last: bool) -> None:
        """Show a date; the line that was chosen stays chosen while it is there."""
        self._hides = hides
        number = max(self.table.currentIndex().row(), 0)
        self.day.setText(day_text(review.on))
        self.after.setEnabled(not is_last)
        self.table.set_rows(review.items)
        if review.items and (self._goes_on or self.table.current_row() is None):
            self.table.select_number(0 if self._goes_on else min(number, len(review.items) - 1))
        self._goes_on = False
        self._pages.setCurrentIndex(0 if review.items else 1)
        self._empty.set_words(
            self.tr("这一天没有例外"), self.tr("作废、改价、对不上的都会列在这里")
        )
        for widget in (self.question, self.query_button, self.accept_button):
            widget.setEnabled(bool(review.items))

    @Slot()
    def accept(self) -> None:
        """Accept the chosen line."""
        item = self.table.current_row()
        if item is not None:
            self.said.emit(item, Verdict.ACCEPTED, "")

    @Slot()
    def query(self) -> None:
        """Query the chosen line; without a word the caret goes where it is written."""
        item, note = self.table.current_row(), self.question.text().strip()
        if item is None:
            return
        if not note:
            self.question.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.said.emit(item, Verdict.QUERIED, note)

    def go_on(self) -> None:
        """After a verdict: an empty note, and once it is read again the first line that waits."""
        self._goes_on = True
        self.question.set_text("")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show_note(self, item: ReviewItem | None) -> None:
        if item is not None and not self.question.editor.hasFocus():
            self.question.set_text(item.note)

    @Slot(object)
    def _open(self, item: ReviewItem) -> None:
        if item.order:
            self.opened.emit(item.order)

    @Slot()
    def _go_before(self) -> None:
        self.day_stepped.emit(-_DAY)

    @Slot()
    def _go_after(self) -> None:
        self.day_stepped.emit(_DAY)

    def _kind_cell(self, item: ReviewItem) -> TableCell:
        if item.kind == "member_many_sales":
            return TableCell(self.tr("同一会员 {n} 单").format(n=item.detail), is_strong=True)
        words = FINDING_WORDS.get(item.kind) or EXCEPTION_WORDS.get(item.kind, item.kind)
        return TableCell(translate("paper", words), is_strong=True)

    def _order_cell(self, item: ReviewItem) -> TableCell:
        if item.kind == "member_many_sales":
            return TableCell(item.order, is_code=True)
        detail = finding_detail(Finding(item.kind, item.order, item.detail))
        return TableCell(item.order or "—", detail, is_code=bool(item.order))

    def _amount_cell(self, item: ReviewItem) -> TableCell:
        if not item.amount:
            return TableCell("—", token="text3")
        return TableCell(HIDDEN if self._hides else money_text(item.amount))

    def _verdict_cell(self, item: ReviewItem) -> TableCell:
        if item.verdict is None:
            return TableCell(badges=(BadgeText(self.tr("待复核"), Tone.WARN),))
        if item.verdict is Verdict.ACCEPTED:
            return TableCell(badges=(BadgeText(self.tr("没问题"), Tone.ACCENT, "check"),))
        return TableCell(badges=(BadgeText(self.tr("要问"), Tone.DANGER),))


def _key_of(item: ReviewItem) -> str:
    return item.key


def _person_cell(item: ReviewItem) -> str:
    return item.person or "—"
