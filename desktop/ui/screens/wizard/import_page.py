"""导入商品: of the account that was just connected, or from a table; seen before it is taken."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.errors import KataiError
from desktop.services.importing import ImportKind
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.goods_offer_board import GoodsOfferBoard
from desktop.ui.screens.wizard.wizard_page import WizardDesk, WizardPage
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import GHOST, make_button
from desktop.ui.widgets.cards import column as stacked
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from desktop.services.accounts import AccountSnapshot
    from desktop.services.goods_offer import AdoptionReport, OfferedGoods
    from desktop.services.importing import ImportPreview, ImportReport
    from desktop.services.stock_sync import StockSync, SyncReport

_MOST_PROBLEMS = 5


class ImportPage(WizardPage):
    """What will be sold.

    With an account it fetches what that sells and offers it; without one, or when a person would
    rather, a table of goods is read.
    """

    step = 4
    can_skip = True
    _told = Signal(int, int)

    def __init__(self, desk: WizardDesk, title: str, words: str) -> None:
        super().__init__(desk, title, words)
        self._plain_words = words
        self._account: AccountSnapshot | None = None
        self._synced_id: int | None = None
        self._busy = ""
        self._is_done = False
        self.board = GoodsOfferBoard()
        self.file = TableImport(desk)
        self.trouble = PlainLabel("", "", "2", wraps=True)
        self.trouble.setObjectName("offerTrouble")
        self.to_file = make_button(GHOST, self.tr("改用商品表导入"), name="importByTable")
        self.at_face = make_button("", self.tr("高于面值的改为面值"), name="sellAtFace")
        self._ways = QStackedWidget()
        self._ways.addWidget(self.file)
        self._ways.addWidget(self.board)
        self.column.addWidget(self.trouble)
        self.column.addWidget(self._ways, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.to_file)
        foot.addStretch(1)
        foot.addWidget(self.at_face)
        self.column.addLayout(foot)
        self._connect()
        self._show_way()

    def _connect(self) -> None:
        self.file.changed.connect(self.changed)
        self.file.finished.connect(self.finished)
        self.board.categories_chosen.connect(self._read_goods)
        self.board.changed.connect(self._show_way)
        self.board.entered.connect(self.submit)
        self.to_file.clicked.connect(self._swap)
        self.at_face.clicked.connect(self.board.sell_at_face)
        self._told.connect(self._tell)

    # The page ----------------------------------------------------------------------------------

    @property
    def offers(self) -> bool:
        """Whether the goods of an account are in front."""
        return self._ways.currentWidget() is self.board

    def enter(self) -> None:
        """Fetch what the account sells, once."""
        accounts = self.desk.first_run.service("accounts")
        self.desk.run(self, accounts.list_accounts, self._know, self._refuse, Lane.READ)

    def first_field(self) -> QWidget | None:
        """The goods, or the path of the table."""
        return self.board.table if self.offers else self.file.path.editor

    def next_text(self) -> str:
        """Take over so many; or look at the table first."""
        if not self.offers:
            return self.file.next_text()
        if self._busy:
            return self._busy
        count = len(self.board.picks())
        if self._is_done or not count:
            return ""
        return self.tr("导入 {n} 个商品").format(n=count)

    def hint(self) -> str:
        """How many are ticked."""
        return self.board.summary() if self.offers and not self._busy else ""

    def is_ready(self) -> bool:
        """Not while something is fetched or taken over."""
        return not self._busy

    @Slot()
    def submit(self) -> None:
        """Take over what is ticked; go on when nothing is."""
        if self._busy:
            return
        if not self.offers:
            self.file.submit()
            return
        picks = self.board.picks()
        if self._is_done or not picks:
            self.finished.emit()
            return
        self._set_busy(self.tr("正在导入"))
        offer, actor = self._sync().offer, self.desk.first_run.actor()
        take = partial(offer.adopt, actor, picks, self._told.emit)
        self.desk.run(self, take, self._taken, self._refuse, Lane.NETWORK)

    # The account -------------------------------------------------------------------------------

    def _know(self, accounts: tuple[AccountSnapshot, ...]) -> None:
        fetched = [one for one in accounts if not one.is_by_hand]
        self._account = fetched[-1] if fetched else None
        if self._account is None:
            self._ways.setCurrentWidget(self.file)
            self._show_way()
        elif self._account.id != self._synced_id:
            self._fetch(self._account)

    def _fetch(self, account: AccountSnapshot) -> None:
        self._ways.setCurrentWidget(self.board)
        self.board.show_categories(())
        words = self.tr("正在从 {name} 拿商品").format(name=account.name)
        self._subtitle.setText(words)
        self._set_busy(self.tr("正在拿"))
        sync = partial(self._sync().sync, [account.id])
        self.desk.run(self, sync, partial(self._fetched, account), self._refuse, Lane.NETWORK)

    def _fetched(self, account: AccountSnapshot, reports: tuple[SyncReport, ...]) -> None:
        self._set_busy("")
        error = reports[0].error if reports else None
        if error is not None:
            self._ways.setCurrentWidget(self.file)
            self._refuse(error)
            return
        self._synced_id = account.id
        categories = partial(self._sync().offer.categories, account.id)
        self.desk.run(self, categories, self._offer, self._refuse, Lane.READ)

    def _offer(self, categories: tuple[tuple[str, int], ...]) -> None:
        if self._account is None:
            return
        count = sum(number for _, number in categories)
        words = self.tr("从 {name} 拿到 {n} 个商品。建议先选 1 到 2 类，卖顺了再加。")
        self._subtitle.setText(words.format(name=self._account.name, n=count))
        self.board.show_categories(categories)
        if self.isVisible():
            self.focus()

    @Slot(object)
    def _read_goods(self, categories: tuple[str, ...]) -> None:
        if self._account is not None:
            work = partial(self._sync().offer.goods, self._account.id, categories)
            self.desk.run(self, work, self._show_goods, self._refuse, Lane.READ)

    def _show_goods(self, goods: tuple[OfferedGoods, ...]) -> None:
        self._is_done = False
        self.board.show_goods(goods)

    @Slot(int, int)
    def _tell(self, done: int, total: int) -> None:
        if self._busy:
            self._set_busy(self.tr("正在导入 {done}/{total}").format(done=done + 1, total=total))

    def _taken(self, report: AdoptionReport) -> None:
        self._set_busy("")
        if not report.skipped:
            self.finished.emit()
            return
        lines = [f"{name}：{sentence_of(error)}" for name, error in report.skipped[:_MOST_PROBLEMS]]
        head = self.tr("导入了 {added} 个，{skipped} 个没有：")
        self.trouble.set_tone("warn")
        self.trouble.setText(
            "\n".join([head.format(added=report.added, skipped=len(report.skipped)), *lines])
        )
        self._is_done = True
        self._show_way()

    # Looks -------------------------------------------------------------------------------------

    def _refuse(self, error: KataiError) -> None:
        self._set_busy("")
        self.trouble.set_tone("danger")
        self.trouble.setText(sentence_of(error))
        self._show_way()

    def _set_busy(self, words: str) -> None:
        self._busy = words
        if words:
            self.trouble.setText("")
        self.board.setEnabled(not words)
        self._show_way()

    @Slot()
    def _swap(self) -> None:
        self._ways.setCurrentWidget(self.file if self.offers else self.board)
        self._show_way()
        self.focus()

    @Slot()
    def _show_way(self) -> None:
        has_offer = self._account is not None and self._synced_id == self._account.id
        if not self.offers:
            self._subtitle.setText(self._plain_words)
        self.to_file.setVisible(has_offer and not self._busy)
        words = self.tr("改用商品表导入") if self.offers else self.tr("从货源选商品")
        self.to_file.setText(words)
        self.at_face.setVisible(self.offers and bool(self.board.above_face()) and not self._busy)
        self.trouble.setVisible(bool(self.trouble.text()))
        self.changed.emit()

    def _sync(self) -> StockSync:
        sync: StockSync = self.desk.first_run.service("stock_sync")
        return sync


class TableImport(QWidget):
    """A table of goods: its path, what is in it, and taking it.

    Signals:
        changed: the words of the button changed.
        finished: the table was taken, or there is none.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, desk: WizardDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
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
        column.addWidget(holder)
        column.addWidget(PlainLabel(words, "caption", wraps=True))
        column.addWidget(self.result)
        column.addStretch(1)
        self._seen: Path | None = None
        self.path.edited.connect(self._forget)
        browse.clicked.connect(self._browse)

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
        importing = self._desk.first_run.service("importing")
        path = Path(self.path.text()).expanduser()
        if self._seen is None:
            work = partial(importing.preview, ImportKind.PRODUCTS, path)
            self._desk.run(self, work, partial(self._show, path), self._refuse, Lane.READ)
        else:
            take = partial(importing.import_products, self._desk.first_run.actor(), path)
            self._desk.run(self, take, self._taken, self._refuse)

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
