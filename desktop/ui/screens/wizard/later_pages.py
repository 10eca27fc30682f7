"""The pages that may be left for later: codes, sources, goods; and the last one, 开张."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.domain.errors import KataiError
from desktop.services.importing import ImportKind
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.code_board import CodeBoard, read_code_picture
from desktop.ui.icons import TEXT_PX
from desktop.ui.screens.wizard.wizard_page import WizardDesk, WizardPage
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.cards import Card, FormRow, NoticeStrip
from desktop.ui.widgets.cards import column as stacked
from desktop.ui.widgets.inputs import LineInput, MoneyEdit
from desktop.ui.widgets.labels import IconView, PlainLabel

if TYPE_CHECKING:
    from desktop.domain.tender import TenderMethod
    from desktop.services.collection_codes import CollectionCode
    from desktop.services.importing import ImportPreview, ImportReport

_MOST_PROBLEMS = 5
_TAIL_FROM = "tender.bill_tail_from"


class CodesPage(WizardPage):
    """收款码: the pictures customers scan."""

    step = 2
    can_skip = True
    can_go_back = False

    def __init__(self, desk: WizardDesk, title: str, words: str) -> None:
        super().__init__(desk, title, words)
        self.board = CodeBoard()
        self.column.addWidget(self.board, 1)
        self.tail_from = MoneyEdit("tailFrom")
        self.tail_from.setFixedWidth(theme().px(120))
        card = Card()
        card.set_flush()
        why = self.tr("后 4 位，日结对账用。到这个数就必须填")
        card.body.addWidget(FormRow(self.tr("满多少元要填账单尾号"), why, self.tail_from))
        self.column.addWidget(card)
        words = self.tr("这种码不会自己报到账：看收款手机或听播报，再点“已到账”。")
        warning = QHBoxLayout()
        warning.setSpacing(8)
        warning.addWidget(IconView("shield-alert", "warn", TEXT_PX))
        warning.addWidget(PlainLabel(words, "table", "warn", wraps=True), 1)
        self.column.addLayout(warning)
        self.tail_from.editingFinished.connect(self._keep_tail_from)
        self.board.picture_given.connect(self._read)
        self.board.renamed.connect(self._rename)
        self.board.removed.connect(self._remove)
        self._codes: tuple[CollectionCode, ...] = ()

    def enter(self) -> None:
        """Show what is there already."""
        self._reload()
        self._show_tail_from()

    @Slot(object, object)
    def _read(self, method: TenderMethod, path: Path) -> None:
        self.desk.run(
            self,
            partial(read_code_picture, path),
            partial(self._add, method),
            partial(self._refuse, method),
            Lane.READ,
        )

    def _add(self, method: TenderMethod, read: tuple[bytes, str]) -> None:
        picture, payload = read
        count = sum(1 for code in self._codes if code.method == method)
        label = self.tr("柜台手机") if not count else self.tr("手机 {n}").format(n=count + 1)
        codes, actor = self._service(), self.desk.first_run.actor()
        work = partial(codes.add, actor, method, label, picture, payload)
        self.desk.run(self, work, self._changed, partial(self._refuse, method))

    @Slot(object, str)
    def _rename(self, code_id: int, label: str) -> None:
        code = next((each for each in self._codes if each.id == code_id), None)
        if code is None:
            return
        work = partial(
            self._service().change,
            self.desk.first_run.actor(),
            code_id,
            label,
            code.picture,
            code.payload,
            daily_limit=code.daily_limit,
        )
        self.desk.run(self, work, self._changed, partial(self._refuse, code.method))

    @Slot(object)
    def _remove(self, code_id: int) -> None:
        code = next((each for each in self._codes if each.id == code_id), None)
        if code is not None:
            work = partial(self._service().remove, self.desk.first_run.actor(), code_id)
            self.desk.run(self, work, self._changed, partial(self._refuse, code.method))

    @Slot()
    def _keep_tail_from(self) -> None:
        settings, amount = self.desk.first_run.service("settings"), self.tail_from.amount()
        if amount is None or amount == settings.current.money(_TAIL_FROM):
            return
        work = partial(settings.change, self.desk.first_run.actor(), {_TAIL_FROM: amount})
        self.desk.run(self, work, self._show_tail_from, self._show_tail_from)

    def _show_tail_from(self, _outcome: object = None) -> None:
        """Show the sum that holds; one the settings do not take goes."""
        values = self.desk.first_run.service("settings").current
        self.tail_from.set_amount(values.money(_TAIL_FROM))
        self.tail_from.deselect()

    def _changed(self, _outcome: object) -> None:
        self._reload()

    def _reload(self) -> None:
        self.desk.run(self, self._service().list_codes, self._show, self._ignore, Lane.READ)

    def _show(self, codes: tuple[CollectionCode, ...]) -> None:
        self._codes = codes
        self.board.show_codes(codes)

    def _refuse(self, method: TenderMethod, error: KataiError) -> None:
        self.board.show_wrong(method, sentence_of(error))

    def _ignore(self, _error: KataiError) -> None:
        """The board stays as it was."""

    def _service(self) -> Any:
        return self.desk.first_run.service("collection_codes")


class ImportPage(WizardPage):
    """导入商品: a table of goods, seen before it is taken."""

    step = 4
    can_skip = True

    def __init__(self, desk: WizardDesk, title: str, words: str) -> None:
        super().__init__(desk, title, words)
        self.path = LineInput(self.tr("商品表（CSV 或 XLSX）"), name="importFile")
        browse = make_button("", self.tr("选文件…"), name="chooseImport")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        beside = stacked(browse)
        beside.insertSpacing(0, theme().px(22))
        beside.addStretch(1)
        row.addLayout(beside)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        holder.setMaximumWidth(theme().px(720))
        self.result = PlainLabel("", "", "2", wraps=True)
        self.result.setObjectName("importPreview")
        words = self.tr(
            "第一行写：编码、名称、类型、售价、进价、面值、条码、分类。只有编码、名称、售价必须有。"
        )
        self.column.addWidget(holder)
        self.column.addWidget(PlainLabel(words, "caption", wraps=True))
        self.column.addWidget(self.result)
        self.column.addStretch(1)
        self._seen: Path | None = None
        self.path.edited.connect(self._forget)
        browse.clicked.connect(self._browse)

    def first_field(self) -> QWidget:
        """The path."""
        return self.path.editor

    def next_text(self) -> str:
        """Look first, then take."""
        if not self.path.text():
            return ""
        return self.tr("导入") if self._seen is not None else self.tr("先看看")

    def submit(self) -> None:
        """Go on without a file, look at it, or take it."""
        if not self.path.text():
            self.finished.emit()
            return
        importing = self.desk.first_run.service("importing")
        path = Path(self.path.text()).expanduser()
        if self._seen is None:
            work = partial(importing.preview, ImportKind.PRODUCTS, path)
            self.desk.run(self, work, partial(self._show, path), self._refuse, Lane.READ)
        else:
            take = partial(importing.import_products, self.desk.first_run.actor(), path)
            self.desk.run(self, take, self._taken, self._refuse)

    def _show(self, path: Path, preview: ImportPreview) -> None:
        if preview.problems:
            lines = [
                self.tr("第 {n} 行：{reason}").format(n=each.line, reason=sentence_of(each.error))
                for each in preview.problems[:_MOST_PROBLEMS]
            ]
            head = self.tr("{n} 行有错，改好再导，什么都没有导入").format(n=len(preview.problems))
            self.result.set_tone("danger")
            self.result.setText("\n".join([head, *lines]))
            return
        self._seen = path
        self.result.set_tone("accent")
        self.result.setText(
            self.tr("读到 {read} 行：新增 {added}，更新 {updated}").format(
                read=preview.read, added=preview.would_add, updated=preview.would_update
            )
        )
        self.changed.emit()

    def _taken(self, report: ImportReport) -> None:
        if report.is_written:
            self.path.set_text("")
            self._seen = None
            self.finished.emit()
            return
        self.result.setText(self.tr("有 {n} 行有错，没有导入").format(n=len(report.errors)))

    def _refuse(self, error: KataiError) -> None:
        self.path.set_error(sentence_of(error))

    @Slot()
    def _forget(self) -> None:
        self._seen = None
        self.result.setText("")
        self.changed.emit()

    @Slot()
    def _browse(self) -> None:
        picker = QFileDialog(self, self.tr("选文件"))
        picker.setNameFilter(self.tr("表格 (*.csv *.xlsx)"))
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        picker.fileSelected.connect(self._take_path)
        picker.open()

    @Slot(str)
    def _take_path(self, path: str) -> None:
        self.path.set_text(path)
        self._forget()


class OpenPage(WizardPage):
    """开张: nothing more to fill in."""

    step = 5

    def __init__(self, desk: WizardDesk, title: str, words: str) -> None:
        super().__init__(desk, title, words)
        for strong, text, icon in (
            (self.tr("先开班"), self.tr("输抽屉里的零钱，按 Enter，就能收银"), "banknote"),
            (self.tr("收银靠键盘"), self.tr("编码、Enter、F9、Enter；按 F1 看全部"), "keyboard"),
            (self.tr("打印机和扫码枪"), self.tr("在 设置 · 打印与扫码枪 里接"), "printer"),
        ):
            icon_name = icon if icon != "keyboard" else "scan-barcode"
            strip = NoticeStrip(Tone.INFO, strong, text, icon_name)
            strip.setMaximumWidth(theme().px(720))
            self.column.addWidget(strip)
        self.column.addStretch(1)

    def next_text(self) -> str:
        """The last button."""
        return self.tr("开张")
