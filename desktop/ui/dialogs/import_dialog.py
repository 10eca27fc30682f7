"""导入: products, customers or cards from a file or pasted text; looked at first, then written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QWidget

from desktop.services.importing import ImportKind, ImportPreview, ImportReport, masked
from desktop.services.table_decoding import EncodingPreview
from desktop.ui.dialogs.import_order import ImportLook, ImportOrder, look_at, write_order
from desktop.ui.dialogs.import_tables import problem_table, sample_table
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.loads import Loads
from desktop.ui.theme import Tone, set_style_property, theme
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import Segmented, make_button
from desktop.ui.widgets.cards import Card, EmptyState, NoticeStrip, column
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.sheet import LARGE

if TYPE_CHECKING:
    from desktop.services.accounts import AccountSnapshot
    from desktop.services.importing import Source
    from desktop.ui.stock_desk import StockDesk

_KINDS: Final = (ImportKind.CARDS, ImportKind.PRODUCTS, ImportKind.CUSTOMERS)
_ROWS: Final = 5
_FILTER: Final = "*.csv *.txt *.tsv *.xlsx"


class ImportSheet(WritingForm):
    """Looks at a file or text, says what importing it would do, and does it all or not at all."""

    def __init__(
        self,
        desk: StockDesk,
        kind: str = "cards",
        product_code: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.context, "", width=LARGE, icon="upload", parent=parent)
        self.set_title(self.tr("导入"))
        self._desk = desk
        self._encoding: str | None = None
        self._encodings: tuple[EncodingPreview, ...] = ()
        self._seen: tuple[ImportOrder, ImportPreview] | None = None
        self._loads = Loads(desk.context, self)
        self.setAcceptDrops(True)
        self._build_source(kind)
        self._build_cards_part(product_code)
        self._build_preview()
        self.finish(self.tr("看一看"), name="importConfirm")
        self.set_first_focus(self.file.editor)
        self._connect()
        self._forget()

    # Building ----------------------------------------------------------------------------------

    def _build_source(self, kind: str) -> None:
        self.kinds = Segmented((self.tr("卡密"), self.tr("商品"), self.tr("会员")))
        self.kinds.setObjectName("importKind")
        self.kinds.setAccessibleName(self.tr("导入什么"))
        self.kinds.set_current(_KINDS.index(ImportKind(kind)))
        self.file = LineInput("", self.tr("文件：CSV、TXT 或 XLSX，可以拖进来"), name="importFile")
        browse = make_button("", self.tr("选文件…"), icon_name="upload", name="browseFile")
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.kinds)
        row.addWidget(self.file, 1)
        row.addWidget(browse)
        self.text = QPlainTextEdit()
        self.text.setObjectName("importText")
        self.text.setAccessibleName(self.tr("粘贴的内容"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme().px(72))
        self.encoding_choice = ChoiceBox(name="importEncoding", accessible_name=self.tr("编码"))
        self._encoding_box = QWidget()
        question = PlainLabel(self.tr("看不出文件是什么编码。哪一种读得通？"), "table", "warn")
        self._encoding_box.setLayout(column(question, self.encoding_choice, spacing=4))
        self.body.addLayout(row)
        self.body.addWidget(self.text)
        self.body.addWidget(self._encoding_box)

    def _build_cards_part(self, product_code: str) -> None:
        self.product = LineInput(self.tr("哪个商品的卡密（编码）"), "YJ100", name="importProduct")
        self.product.set_text(product_code)
        self.cost = LineInput(
            self.tr("每张进价（元，文件里没写时用）"),
            editor=MoneyEdit("importCost"),
            name="importCost",
        )
        self._cards_part = QWidget()
        row = QHBoxLayout(self._cards_part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.product, 1)
        row.addWidget(self.cost, 1)
        self.accounts = ChoiceBox(
            [self.tr("不记货源")],
            name="importAccount",
            accessible_name=self.tr("从哪个手工货源买的"),
        )
        label = PlainLabel(self.tr("从哪个手工货源买的"), "table", "2")
        self._accounts_box = QWidget()
        self._accounts_box.setLayout(column(label, self.accounts, spacing=4))
        self._accounts_box.hide()
        row.addWidget(self._accounts_box, 1)
        self.body.addWidget(self._cards_part)
        self._hand_kept: tuple[AccountSnapshot, ...] = ()
        self._desk.read(self, self._desk.accounts.list_accounts, self._show_accounts)

    def _show_accounts(self, accounts: tuple[AccountSnapshot, ...]) -> None:
        """Cards may come from a source without an interface: its balance pays for them."""
        self._hand_kept = tuple(one for one in accounts if one.is_by_hand)
        self.accounts.addItems([one.name for one in self._hand_kept])
        self._accounts_box.setVisible(bool(self._hand_kept))

    def _build_preview(self) -> None:
        self._strip = NoticeStrip(Tone.DANGER, "", "", "info")
        self.summary = PlainLabel("", "table", "2", wraps=True)
        self.summary.setObjectName("importSummary")
        self.empty = EmptyState("upload", "")
        self._pages = RoundedPages(is_last=True, wanted_height=46 + 44 * _ROWS)
        self._pages.addWidget(self.empty)
        card = Card()
        card.set_flush()
        card.body.addWidget(self._pages)
        self.body.addWidget(card)
        self.body.addWidget(self._strip)
        self.body.addWidget(self.summary)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._forget)
        self.file.edited.connect(self._note_file)
        self.text.textChanged.connect(self._note_text)
        self.product.edited.connect(self._forget)
        self.cost.edited.connect(self._forget)
        self.accounts.activated.connect(self._forget)
        self.encoding_choice.activated.connect(self._choose_encoding)

    # The source --------------------------------------------------------------------------------

    def kind(self) -> ImportKind:
        """Return what is imported."""
        return _KINDS[self.kinds.current()]

    def order(self) -> ImportOrder | None:
        """Return what is to be imported; None while neither file nor text is given."""
        path = self.file.text().strip("\"' ").removeprefix("file://")
        text = self.text.toPlainText()
        if not path and not text.strip():
            return None
        editor = self.cost.editor
        cost = editor.amount() if isinstance(editor, MoneyEdit) else None
        source: Source = Path(path).expanduser() if path else text
        return ImportOrder(
            self.kind(), source, self._encoding, self.product.text(), cost, self._account_id()
        )

    def _account_id(self) -> int | None:
        chosen = self.accounts.currentIndex()
        return self._hand_kept[chosen - 1].id if chosen > 0 else None

    def look_with(self, order: ImportOrder) -> ImportPreview:
        """Return what importing would do; off the window's thread."""
        return self._desk.importing.preview(
            order.kind, order.source, order.encoding, order.product_code or None
        )

    def write_with(self, order: ImportOrder) -> ImportReport:
        """Import it; off the window's thread."""
        return write_order(self._desk, order)

    def choose_file(self, path: str) -> None:
        """Take a file and look at it."""
        self.file.set_text(path)
        self._note_file()
        self._look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first dropped file."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.choose_file(paths[0])

    @Slot()
    def _browse(self) -> None:
        words = self.tr("表格和文本 ({endings})").format(endings=_FILTER)
        picker = QFileDialog(self, self.tr("选文件"), str(Path.home()), words)
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        picker.fileSelected.connect(self.choose_file)
        picker.finished.connect(picker.deleteLater)
        picker.open()

    @Slot()
    def _note_file(self) -> None:
        self._encoding = None
        self._forget()

    @Slot()
    def _note_text(self) -> None:
        self._encoding = None
        self._forget()
        if self.text.toPlainText().strip() and not self.file.text():
            self._look()

    @Slot()
    def _choose_encoding(self, number: int) -> None:
        self._encoding = self._encodings[number].encoding
        self._look()

    # Looking -----------------------------------------------------------------------------------

    @Slot()
    def _forget(self) -> None:
        """What was seen is not what stands there now."""
        self._loads.drop("preview")
        self._seen = None
        is_cards = self.kind() is ImportKind.CARDS
        self._cards_part.setVisible(is_cards)
        self.text.setPlaceholderText(self._paste_words())
        self._encoding_box.setVisible(bool(self._encodings) and self._encoding is not None)
        self._strip.hide()
        self.summary.hide()
        self.set_trouble("")
        self.product.set_error("")
        self._show_nothing(self.tr("先选文件或粘贴"), self.column_words())
        self.confirm_button.setText(self.tr("看一看"))
        self.confirm_button.setEnabled(True)

    def _paste_words(self) -> str:
        if self.kind() is ImportKind.CARDS:
            return self.tr("或粘贴：一行一张，卡号和密码用 ----、逗号、空格或 Tab 分开")
        return self.tr("或从表格里复制，连表头一起粘贴到这里")

    def column_words(self) -> str:
        """Say which columns are read."""
        if self.kind() is ImportKind.CARDS:
            return self.tr("认得的列：卡号 卡密 有效期 进价。内容只显示开头几位")
        if self.kind() is ImportKind.PRODUCTS:
            return self.tr(
                "认得的列：编码 名称 类型 售价 进价 面值 条码 分类 区域 官方价 使用说明 使用限制"
            )
        return self.tr("认得的列：姓名 手机 QQ 微信 卡号 积分 累计 渠道 备注")

    @Slot()
    def _look(self) -> None:
        order = self.order()
        if order is None:
            self.file.editor.setFocus()
            return
        self.set_trouble("")
        self._show_nothing(self.tr("正在看…"), "", "loader")
        self._loads.run("preview", partial(look_at, self.look_with, order), self._take_look)

    def _take_look(self, look: ImportLook) -> None:
        if look.preview is not None:
            self._seen = (look.order, look.preview)
            self._show_preview(look.preview)
            return
        self._show_nothing(self.tr("读不了"), "", "search-x")
        if look.error is None:
            return
        if look.encodings:
            self._ask_encoding(look.encodings)
        self.show_refusal(look.error)

    def _ask_encoding(self, encodings: tuple[EncodingPreview, ...]) -> None:
        self._encodings = encodings
        self.encoding_choice.clear()
        for one in encodings:
            first = next((line for line in one.lines if line.strip()), "")
            shown = masked(first) if self.kind() is ImportKind.CARDS else first[:60]
            self.encoding_choice.addItem(f"{one.encoding} · {shown}")
        self.encoding_choice.setCurrentIndex(-1)
        self._encoding_box.show()
        self.encoding_choice.setFocus()

    # Showing -----------------------------------------------------------------------------------

    def _show_nothing(self, title: str, text: str, icon: str = "upload") -> None:
        self.empty.set_words(title, text, icon)
        self._pages.setCurrentWidget(self.empty)

    def _show_preview(self, preview: ImportPreview) -> None:
        if preview.problems:
            self._show_table(problem_table(preview.problems))
        elif preview.sample:
            self._show_table(sample_table(preview))
        else:
            self._show_nothing(self.tr("里面没有一行"), self.column_words(), "search-x")
        self._say_problems(preview)
        self.summary.setText(self.summary_of(preview))
        self.summary.show()
        count = self.count_of(preview)
        self.confirm_button.setText(self.tr("导入 {n} 行").format(n=f"{count:,}"))
        self.confirm_button.setEnabled(bool(count) and not preview.problems)

    def _say_problems(self, preview: ImportPreview) -> None:
        count = len(preview.problems)
        self._strip.setVisible(bool(count))
        set_style_property(self._strip, "strip", Tone.DANGER.value)
        self._strip.set_words(
            self.tr("有 {n} 行不对").format(n=count), self.tr("改好文件再来。现在一行都不会导入")
        )

    def count_of(self, preview: ImportPreview) -> int:
        """Return how much there is to import."""
        return preview.would_add + preview.would_update

    def summary_of(self, preview: ImportPreview) -> str:
        """Say in a line what importing would do."""
        words = self.tr("读到 {read} 行 · 新增 {added} · 更新 {updated} · 重复 {duplicates}")
        text = words.format(
            read=f"{preview.read:,}",
            added=f"{preview.would_add:,}",
            updated=f"{preview.would_update:,}",
            duplicates=f"{preview.duplicates:,}",
        )
        if preview.encoding:
            shown = self.tr("{summary} · 编码 {encoding}")
            text = shown.format(summary=text, encoding=preview.encoding)
        if preview.unknown_headers:
            shown = self.tr("{summary} · 不认得的列：{headers}")
            text = shown.format(summary=text, headers="、".join(preview.unknown_headers))
        return text

    def _show_table(self, table: QWidget) -> None:
        while self._pages.count() > 1:
            old = self._pages.widget(1)
            if old is not None:
                self._pages.removeWidget(old)
                old.deleteLater()
        self._pages.addWidget(table)
        self._pages.setCurrentWidget(table)

    # Writing -----------------------------------------------------------------------------------

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {"product_unknown": self.product, "file_unreadable": self.file}

    def submit(self) -> None:
        """Look first; what has been looked at is imported."""
        if self._loads.is_busy:
            self._loads.when_settled(self.submit)
        elif self._seen is None or self._seen[0] != self.order():
            self._look()
        elif self._can_import(*self._seen):
            self._import(self._seen[0])

    def _can_import(self, order: ImportOrder, preview: ImportPreview) -> bool:
        if order.kind is ImportKind.CARDS and not order.product_code:
            self.product.set_error(self.tr("填这些卡密是哪个商品的，例如 YJ100"))
            self.product.editor.setFocus()
            return False
        return not preview.problems and bool(self.count_of(preview))

    def _import(self, order: ImportOrder) -> None:
        self.write(partial(self.write_with, order), self._tell, busy=self.tr("正在导入"))

    def _tell(self, report: ImportReport) -> None:
        if not report.is_written:
            self._show_table(problem_table(report.errors))
            self.set_trouble(self.tr("文件刚刚变了，一行都没导入"))
            return
        self.close_sheet()
        words = self.tr("导入好了：新增 {added}，更新 {updated}，重复 {duplicates}")
        self._desk.toast(
            words.format(
                added=f"{report.added:,}",
                updated=f"{report.updated:,}",
                duplicates=f"{report.duplicates:,}",
            )
        )
