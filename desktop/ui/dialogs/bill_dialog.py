"""对账单: a bill of a collecting phone against a day; what does not fit is settled row by row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.domain.tender import TenderMethod
from desktop.translating import sentence_of
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import amount_text, moment_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.buttons import Segmented, make_button
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.sheet import LARGE

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from desktop.domain.bill_matching import BillMatching, BillRow, BookedPayment
    from desktop.domain.errors import KataiError
    from desktop.domain.money import Money
    from desktop.services.bills import BillDay, BillImport, Bills
    from desktop.ui.screen import WindowContext

_METHODS: Final = (TenderMethod.WECHAT, TenderMethod.ALIPAY)
_ROWS: Final = 6


@dataclass(frozen=True, slots=True)
class BillGap:
    """One line of the list: a sale without money, money without sale, or a pair that may be."""

    paid: BookedPayment | None
    row: BillRow | None

    @property
    def at(self) -> datetime:
        """When the money moved, or was booked."""
        return self._either.at

    @property
    def amount(self) -> Money:
        """How much."""
        return self._either.amount

    @property
    def key(self) -> tuple[int, int]:
        """Tells it from the others."""
        return (self.paid.id if self.paid else 0, self.row.id if self.row else 0)

    @property
    def _either(self) -> BookedPayment | BillRow:
        found = self.paid or self.row
        assert found is not None  # noqa: S101 - for the type checker
        return found


def gaps_of(matching: BillMatching) -> tuple[BillGap, ...]:
    """Return what a person looks at, the earliest first."""
    pairs = [
        BillGap(paid, row)
        for knot in matching.ambiguous
        for row in knot.rows
        for paid in knot.payments
    ]
    alone = [BillGap(paid, None) for paid in matching.sales_without_money]
    foreign = [BillGap(None, row) for row in matching.money_without_sale]
    return tuple(sorted([*alone, *foreign, *pairs], key=lambda gap: (gap.at, gap.key)))


class BillSheet(WritingForm):
    """Reads a bill file and lists what does not fit the day.

    Args:
        context: the window around it.
        bills: the service.
        on: the business date.
        zone: of the shop's clock.
    """

    def __init__(
        self,
        context: WindowContext,
        bills: Bills,
        on: date,
        zone: tzinfo,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "", width=LARGE, icon="receipt-text", parent=parent)
        self.set_title(self.tr("对账单 · {date}").format(date=f"{on:%m-%d}"))
        self._bills, self._on, self._zone = bills, on, zone
        self._is_other_phone = False
        self._build_source()
        self._build_list()
        self.finish(self.tr("导入"), name="importBills", cancel=self.tr("关闭"))
        self.set_first_focus(self.file.editor)
        self.table.row_chosen.connect(self._offer)
        self.note.edited.connect(self._offer)
        self.settle_button.clicked.connect(self._settle)
        self.file.edited.connect(self._note_file)
        self._read()

    def _build_source(self) -> None:
        self.methods = Segmented((self.tr("微信"), self.tr("支付宝")))
        self.methods.setObjectName("billTender")
        self.methods.setAccessibleName(self.tr("哪里的账单"))
        self.file = LineInput("", self.tr("账单文件：CSV 或 XLSX"), name="billFile")
        browse = make_button("", self.tr("选文件…"), icon_name="upload", name="browseBill")
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.methods)
        row.addWidget(self.file, 1)
        row.addWidget(browse)
        self.body.addLayout(row)
        self.summary = PlainLabel("", "table", "2", wraps=True)
        self.summary.setObjectName("billSummary")
        self.body.addWidget(self.summary)

    def _build_list(self) -> None:
        self.table: DataTable[BillGap] = DataTable(
            (
                TableColumn("kind", self.tr("情况"), self._kind_cell, 112),
                TableColumn("order", self.tr("单号"), _order_cell),
                TableColumn("bill", self.tr("账单号"), _bill_cell),
                TableColumn("at", self.tr("时间"), self._at_cell, 120),
                TableColumn("amount", self.tr("金额"), _amount_cell, 100, is_number=True),
            ),
            _key_of,
            name="billTable",
            accessible_name=self.tr("对不上的"),
        )
        self._empty = EmptyState("circle-check", "")
        self._pages = RoundedPages(is_last=True, wanted_height=36 + 44 * _ROWS)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        card = Card()
        card.set_flush()
        card.body.addWidget(self._pages)
        self.body.addWidget(card)
        self.note = LineInput("", self.tr("不是店里的钱就写一句，例如：朋友还钱"), name="billNote")
        self.settle_button = make_button("", "", name="settleBill")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        row.addWidget(self.settle_button)
        self.body.addLayout(row)

    # Reading -------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Import the file."""
        path = self.file.text().strip("\"' ").removeprefix("file://")
        if not path:
            self.file.set_error(self.tr("先选账单文件"))
            return
        work = partial(
            self._bills.import_file,
            self.context.session.actor,
            Path(path).expanduser(),
            _METHODS[self.methods.current()],
            self._on,
            is_other_phone=self._is_other_phone,
        )
        self.write(work, self._imported, busy=self.tr("正在读"))

    def show_refusal(self, error: KataiError) -> None:
        """Another shop's bill may be another phone of ours: the same button then says so."""
        super().show_refusal(error)
        if error.code == "bill_of_other_shop":
            self._is_other_phone = True
            self.confirm_button.setText(self.tr("是本店的手机，导入"))

    @Slot()
    def _note_file(self) -> None:
        self._is_other_phone = False
        self.confirm_button.setText(self.tr("导入"))
        self.set_trouble("")

    @Slot()
    def _browse(self) -> None:
        picker = QFileDialog(self, self.tr("选文件"), str(Path.home()), "*.csv *.xlsx *.txt")
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        picker.fileSelected.connect(self._choose_file)
        picker.finished.connect(picker.deleteLater)
        picker.open()

    @Slot(str)
    def _choose_file(self, path: str) -> None:
        self.file.set_text(path)
        self._note_file()

    def _imported(self, found: BillImport) -> None:
        if found.errors:
            first = found.errors[0]
            words = self.tr("第 {line} 行：{reason}。一共 {count} 行有问题，什么都没导入")
            reason = sentence_of(first.error)
            self.set_trouble(words.format(line=first.line, reason=reason, count=len(found.errors)))
            return
        self.file.set_text("")
        self._note_file()
        words = self.tr("新收进 {added} 条，以前有的 {known} 条")
        text = words.format(added=found.added, known=found.known)
        self.context.messages.show_toast(text, icon="circle-check")
        self._read()

    def _read(self) -> None:
        work = partial(self._bills.day, self.context.session.actor, self._on)
        self.context.operations.run_query(self, work, self._show)

    def _show(self, day: BillDay) -> None:
        gaps = gaps_of(day.matching)
        self.table.set_rows(gaps)
        self.table.select_number(0)
        self._pages.setCurrentIndex(0 if gaps else 1)
        if not day.methods:
            self.summary.setText(
                self.tr("这一天还没有账单。导入后，每笔收款按金额、时间、尾号核对。")
            )
            self._empty.set_words(self.tr("还没有账单"))
        else:
            words = self.tr(
                "对上 {matched} 笔，有单没钱 {without} 笔，有钱没单 {foreign} 笔，配不准 {tied} 处"
            )
            matching = day.matching
            self.summary.setText(
                words.format(
                    matched=len(matching.matched),
                    without=len(matching.sales_without_money),
                    foreign=len(matching.money_without_sale),
                    tied=len(matching.ambiguous),
                )
            )
            self._empty.set_words(self.tr("每一笔都对得上"))
        self._offer()

    # Settling ------------------------------------------------------------------------------------

    @Slot()
    def _offer(self, _row: object = None) -> None:
        gap = self.table.current_row()
        is_pair = gap is not None and gap.paid is not None and gap.row is not None
        is_foreign = gap is not None and gap.paid is None
        self.note.setVisible(is_foreign)
        self.settle_button.setText(self.tr("配给这一单") if is_pair else self.tr("不是店里的钱"))
        self.settle_button.setVisible(is_pair or is_foreign)
        self.settle_button.setEnabled(is_pair or bool(self.note.text().strip()))

    @Slot()
    def _settle(self) -> None:
        gap, actor = self.table.current_row(), self.context.session.actor
        if gap is None or gap.row is None:
            return
        if gap.paid is not None:
            work = partial(self._bills.choose, actor, gap.row.id, gap.paid.id)
        else:
            work = partial(self._bills.set_aside, actor, gap.row.id, self.note.text())
        self.write(work, self._settled)

    def _settled(self, _changes: object) -> None:
        self.note.set_text("")
        self._read()

    def _kind_cell(self, gap: BillGap) -> TableCell:
        if gap.row is None:
            badge = BadgeText(self.tr("有单没钱"), Tone.DANGER, "ban")
        elif gap.paid is None:
            badge = BadgeText(self.tr("有钱没单"), Tone.WARN, "circle-help")
        else:
            badge = BadgeText(self.tr("是这单吗"), Tone.INFO, "circle-help")
        return TableCell(badges=(badge,))

    def _at_cell(self, gap: BillGap) -> str:
        return moment_text(gap.at, self.context.clock.now(), self._zone)


def _key_of(gap: BillGap) -> tuple[int, int]:
    return gap.key


def _order_cell(gap: BillGap) -> TableCell:
    return TableCell(gap.paid.order_number if gap.paid else "—", is_code=bool(gap.paid))


def _bill_cell(gap: BillGap) -> TableCell:
    return TableCell(f"…{gap.row.number[-8:]}" if gap.row else "—", is_code=bool(gap.row))


def _amount_cell(gap: BillGap) -> TableCell:
    return TableCell(amount_text(gap.amount), is_strong=True)
