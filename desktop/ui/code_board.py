"""Collection codes as cards, one per tender: drop or choose a picture, say which phone holds it.

The board shows and tells; whoever uses it reads the picture and keeps the code.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.tender import TenderMethod
from desktop.ui.icons import EMPTY_PX
from desktop.ui.rendering.qr_matrix import qr_matrix, read_qr
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import IconButton, make_button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import Badge, IconView, PlainLabel
from desktop.ui.widgets.painting import BadgeText, rounded
from desktop.ui.widgets.qr_view import QrView

if TYPE_CHECKING:
    from desktop.services.collection_codes import CollectionCode

METHODS: Final = (TenderMethod.WECHAT, TenderMethod.ALIPAY, TenderMethod.QQ)
LARGEST_PICTURE: Final = 2_000_000
_THUMB: Final = 84
_SMALL_THUMB: Final = 52
_NARROW_CARD: Final = 260
_FULL: Final = 2
"""From so many codes on, one more is added by a button instead of a drop area."""
_ICONS: Final = {
    TenderMethod.WECHAT: "message-circle",
    TenderMethod.ALIPAY: "scan-qr-code",
    TenderMethod.QQ: "circle-dollar-sign",
}


def read_code_picture(path: Path) -> tuple[bytes, str]:
    """Return a picture file and the text of the one code in it; runs off the window's thread.

    Raises:
        BusinessRuleError: the file cannot be read, is too large, or holds no single code.
    """
    try:
        if path.stat().st_size > LARGEST_PICTURE:
            raise BusinessRuleError(
                "picture_too_large", QT_TRANSLATE_NOOP("errors", "图片超过 2 MB，截小一点再放")
            )
        picture = path.read_bytes()
    except OSError as error:
        raise BusinessRuleError(
            "picture_unreadable", QT_TRANSLATE_NOOP("errors", "这个文件不是图片，打不开")
        ) from error
    return picture, read_qr(picture)


def method_text(method: TenderMethod) -> str:
    """Return the name of a tender with collection codes."""
    return {
        TenderMethod.WECHAT: QCoreApplication.translate("CodeBoard", "微信"),
        TenderMethod.ALIPAY: QCoreApplication.translate("CodeBoard", "支付宝"),
        TenderMethod.QQ: QCoreApplication.translate("CodeBoard", "QQ 钱包"),
    }[method]


class DropArea(QWidget):
    """Where a picture is dropped, or chosen.

    Args:
        method: whose code.
        is_small: only a button that adds one more; it takes dropped pictures too.

    Signals:
        given: the ``Path`` of a picture.
    """

    given = Signal(object)

    def __init__(
        self, method: TenderMethod, *, is_small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_small = is_small
        self.setAcceptDrops(True)
        vertical = QSizePolicy.Policy.Fixed if is_small else QSizePolicy.Policy.MinimumExpanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        words, icon = (self.tr("再加一张"), "plus") if is_small else (self.tr("选图片…"), "")
        self._button = make_button("", words, "", icon, name=f"chooseCode_{method}")
        self._button.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if is_small:
            column.addWidget(self._button)
        else:
            self._build(column)

    def _build(self, column: QVBoxLayout) -> None:
        center = Qt.AlignmentFlag.AlignHCenter
        column.setContentsMargins(12, 14, 12, 14)
        column.setSpacing(6)
        column.addStretch(1)
        column.addWidget(IconView("upload", "text3", EMPTY_PX), 0, center)
        title = PlainLabel(self.tr("把图片拖到这里"), "bodyStrong", wraps=True)
        note = PlainLabel(self.tr("JPG、PNG，会自动裁出二维码"), "caption", wraps=True)
        for label in (title, note):
            label.setAlignment(center)
            column.addWidget(label)
        column.addWidget(self._button, 0, center)
        column.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.given.emit(Path(url.toLocalFile()))
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dashed edge."""
        if self._is_small:
            return
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        rounded(QPainter(self), box, theme().px(8), edge="input", dashed=True)

    @Slot()
    def _choose(self) -> None:
        picker = QFileDialog(self, self.tr("选图片"))
        picker.setNameFilter(self.tr("图片 (*.png *.jpg *.jpeg *.webp *.bmp)"))
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        picker.fileSelected.connect(self._take)
        picker.open()

    @Slot(str)
    def _take(self, path: str) -> None:
        self.given.emit(Path(path))


class CodeRow(QWidget):
    """One code: drawn anew from what it says, its phone, and a way to take it out.

    Signals:
        renamed: the code's id and its new label.
        removed: the code's id.
    """

    renamed = Signal(object, str)
    removed = Signal(object)

    def __init__(self, code: CollectionCode, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code, self._number = code, number
        self._view = view = QrView(_THUMB, 6)
        spoken = self.tr("收款码 {n}").format(n=number)
        if code.payload:
            view.show_matrix(qr_matrix(code.payload), spoken)
        elif code.picture is not None:
            view.show_picture(QImage.fromData(code.picture), spoken)
        self.label = LineInput(
            self.tr("码 {n}，在哪台手机上").format(n=number), name=f"codeLabel_{code.id}"
        )
        self.label.set_text(code.label)
        self.label.editor.setCursorPosition(0)  # a long name is read from its beginning
        bin_button = IconButton("trash-2", self.tr("拿掉 {name}").format(name=code.label))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(view)
        row.addWidget(self.label, 1)
        row.addWidget(bin_button)
        self.label.editor.editingFinished.connect(self._rename)
        bin_button.clicked.connect(self._remove)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """A smaller picture leaves the phone's name its room."""
        self._view.set_side(_SMALL_THUMB if is_narrow else _THUMB)
        words = self.tr("码 {n}") if is_narrow else self.tr("码 {n}，在哪台手机上")
        self.label.set_label(words.format(n=self._number))

    @Slot()
    def _rename(self) -> None:
        if self.label.text() and self.label.text() != self._code.label:
            self.renamed.emit(self._code.id, self.label.text())

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self._code.id)


class CodeBoard(QWidget):
    """A card per tender.

    Signals:
        picture_given: tender and ``Path``.
        renamed: a code's id and its new label.
        removed: a code's id.
    """

    picture_given = Signal(object, object)
    renamed = Signal(object, str)
    removed = Signal(object)

    def __init__(self, *, is_column: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codeBoard")
        self._cards: dict[TenderMethod, Card] = {}
        self._badges: dict[TenderMethod, Badge] = {}
        self._wrongs: dict[TenderMethod, PlainLabel] = {}
        layout = QVBoxLayout(self) if is_column else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for method in METHODS:
            card = Card(method_text(method), " ", icon=_ICONS[method])
            badge = Badge()
            card.note.setMinimumWidth(0)  # it says nothing, and three heads stand side by side
            card.head.addWidget(badge)
            self._cards[method], self._badges[method] = card, badge
            layout.addWidget(card, 1)
        self.show_codes(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to the cards."""
        super().resizeEvent(event)
        self._fit()

    def show_codes(self, codes: tuple[CollectionCode, ...]) -> None:
        """Show the codes in use."""
        for method in METHODS:
            self._fill(method, tuple(code for code in codes if code.method == method))

    def show_wrong(self, method: TenderMethod, words: str) -> None:
        """Say why a picture was not taken."""
        self._wrongs[method].setText(words)
        self._wrongs[method].setVisible(bool(words))

    def _fill(self, method: TenderMethod, codes: tuple[CollectionCode, ...]) -> None:
        body = self._cards[method].body
        while (item := body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, code in enumerate(codes, start=1):
            row = CodeRow(code, number)
            row.renamed.connect(self.renamed)
            row.removed.connect(self.removed)
            body.addWidget(row)
        wrong = PlainLabel("", "caption", "danger", wraps=True)
        wrong.hide()
        self._wrongs[method] = wrong
        area = DropArea(method, is_small=len(codes) >= _FULL)
        area.given.connect(partial(self._give, method))
        body.addWidget(wrong)
        if len(codes) >= _FULL:
            body.addStretch(1)
            body.addWidget(area)
        else:
            body.addWidget(area, 1)
        self._fit()
        badge = BadgeText(self.tr("还没有"))
        if codes:
            words = self.tr("{n} 张能扫").format(n=len(codes))
            badge = BadgeText(words, Tone.ACCENT, "check")
        self._badges[method].set_badge(badge)

    def _fit(self) -> None:
        width = min(card.width() for card in self._cards.values()) / theme().scale
        for row in self.findChildren(CodeRow):
            row.set_narrow(is_narrow=width < _NARROW_CARD)

    @Slot()
    def _give(self, method: TenderMethod, path: Path) -> None:
        self.show_wrong(method, "")
        self.picture_given.emit(method, path)


__all__ = ["METHODS", "CodeBoard", "method_text", "read_code_picture"]
