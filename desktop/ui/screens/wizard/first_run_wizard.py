"""首次设置: six steps from nothing to an open shop. Names, PIN and words cannot be skipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.background import Background
from desktop.ui.screens.wizard.import_page import ImportPage
from desktop.ui.screens.wizard.later_pages import CodesPage, OpenPage
from desktop.ui.screens.wizard.phrase_pages import PhraseCheckPage, PhrasePage
from desktop.ui.screens.wizard.restore_page import RestorePage
from desktop.ui.screens.wizard.shop_page import ShopPage
from desktop.ui.screens.wizard.source_page import SourcePage
from desktop.ui.screens.wizard.steps_side import StepsSide
from desktop.ui.screens.wizard.wizard_page import WizardDesk, WizardPage
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import GHOST, PRIMARY, make_button
from desktop.ui.widgets.labels import PlainLabel, line

if TYPE_CHECKING:
    from desktop.domain.secret import Secret
    from desktop.ui.screens.wizard.new_shop import FirstRun


class FirstRunWizard(QWidget):
    """Covers the window until the shop is made.

    Args:
        first_run: the way to the shop.
        done: opens what was made, with the passphrase if the machine needs one.
    """

    def __init__(
        self,
        first_run: FirstRun,
        done: Callable[[Secret | None], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("firstRunWizard")
        self.setAccessibleName(self.tr("首次设置"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._done = done
        self._passphrase: Secret | None = None
        self._words: tuple[str, ...] = ()
        self.desk = WizardDesk(first_run, Background(self))
        self.side = StepsSide(
            self._steps(), self.tr("店名、PIN 和恢复词不能跳过，\n其余以后在“设置”里补。")
        )
        self._build_pages()
        self._build_frame()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.aboutToQuit.connect(self._let_go)
            application.focusChanged.connect(self._follow_focus)
        self._show(0)

    @property
    def page(self) -> WizardPage:
        """The page in front."""
        return self._all[self._stack.currentIndex()]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret belongs into the page."""
        super().focusInEvent(event)
        target = self.page.first_field()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc goes back."""
        event.accept()
        if event.isAutoRepeat():
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_enter()
        elif event.key() == Qt.Key.Key_Escape:
            self._go_back()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cover what lies below."""
        QPainter(self).fillRect(QRectF(self.rect()), theme().color("bg"))

    def _steps(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("店名和店主 PIN"), self.tr("6 位数字，退款、日结要用")),
            (self.tr("恢复词"), self.tr("12 个词，抄在纸上")),
            (self.tr("收款码"), self.tr("微信、支付宝的收款图片")),
            (self.tr("货源"), self.tr("卡盟账号，或自己的卡密")),
            (self.tr("导入商品"), self.tr("选要卖的，定售价")),
            (self.tr("开张"), self.tr("备用金与第一班")),
        )

    def _build_pages(self) -> None:
        desk = self.desk
        self.shop_page = ShopPage(
            desk,
            self.tr("店名和店主 PIN"),
            self.tr("数据只存在这台电脑上。PIN 是 6 位数字，别用生日和手机尾号。"),
        )
        self.phrase_page = PhrasePage(
            desk,
            self.tr("恢复词"),
            self.tr("忘了 PIN 或换了电脑，只有这 12 个词能打开数据。用笔抄在纸上，按顺序抄。"),
        )
        self.check_page = PhraseCheckPage(
            desk,
            self.tr("核对恢复词"),
            self.tr("照纸上的填 3 个。填对了才能继续，填错了可以回去再看。"),
        )
        codes = CodesPage(
            desk,
            self.tr("收款码"),
            self.tr("把收款码的图片放进来，收款时显示给顾客扫。没有图片，就拍一张柜台上的纸码。"),
        )
        source = SourcePage(
            desk, self.tr("货源"), self.tr("货从哪里来？可以选一种先开张，以后再加。")
        )
        goods = ImportPage(
            desk, self.tr("导入商品"), self.tr("有商品表就导进来，没有就开张以后一个个加。")
        )
        last = OpenPage(desk, self.tr("开张"), self.tr("店建好了。"))
        self._pages: tuple[WizardPage, ...] = (
            self.shop_page,
            self.phrase_page,
            self.check_page,
            codes,
            source,
            goods,
            last,
        )
        self.restore_page = RestorePage(
            desk,
            self.tr("从备份恢复"),
            self.tr("备份文件在 U 盘或网盘里，12 个恢复词在纸上。这台电脑上还没有店。"),
        )
        self._all = (*self._pages, self.restore_page)
        """The way through, and beside it the way back from a backup."""
        self.shop_page.restore_wanted.connect(self._ask_for_backup)
        self.shop_page.made.connect(self._take_words)
        self.check_page.checked.connect(self._forget_words)

    def _build_frame(self) -> None:
        self._stack = QStackedWidget()
        for page in self._all:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setWidget(page)
            self._stack.addWidget(area)
            page.changed.connect(self._show_foot)
            page.finished.connect(self._go_on)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(line())
        right.addWidget(self._build_foot())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addLayout(right, 1)

    def _build_foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("wizardFoot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot.setFixedHeight(theme().px(76))
        self.back_button = make_button("", self.tr("上一步"), "Esc", name="wizardBack", size="lg")
        self.skip_button = make_button(GHOST, self.tr("以后再说"), name="wizardSkip", size="lg")
        self.next_button = make_button(
            PRIMARY, self.tr("下一步"), "Enter", name="wizardNext", size="lg"
        )
        self.next_button.setMinimumWidth(theme().px(160))
        self.hint = PlainLabel("", "", "2")
        row = QHBoxLayout(foot)
        row.setContentsMargins(56, 0, 56, 0)
        row.setSpacing(12)
        row.addWidget(self.back_button)
        row.addStretch(1)
        for widget in (self.hint, self.skip_button, self.next_button):
            row.addWidget(widget)
        self.back_button.clicked.connect(self._go_back)
        self.skip_button.clicked.connect(self._go_on)
        self.next_button.clicked.connect(self._submit)
        return foot

    def _show(self, number: int) -> None:
        page = self._all[number]
        self._stack.setCurrentIndex(number)
        self.side.set_current(page.step)
        page.enter()
        self._show_foot()
        page.focus()

    @Slot()
    def _show_foot(self) -> None:
        page = self.page
        self.next_button.setText(page.next_text() or self.tr("下一步"))
        self.next_button.setEnabled(page.is_ready())
        self.back_button.setVisible(page.can_go_back)
        self.skip_button.setVisible(page.can_skip)
        self.hint.setText(page.hint())

    @Slot()
    def _press_enter(self) -> None:
        """Enter goes to the next empty line of the page, and on when all is there."""
        if self.page.take_enter():
            return
        if self.page.is_ready():
            self._submit()
            return
        target = self.page.first_field()
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _submit(self) -> None:
        if self.page.is_ready():
            self.page.submit()

    @Slot()
    def _go_on(self) -> None:
        if self.page is self.restore_page:
            self._passphrase = self.restore_page.given_passphrase()
            self._open()
            return
        number = self._stack.currentIndex() + 1
        if number >= len(self._pages):
            self._open()
            return
        if self._pages[number] is self.check_page:
            self.check_page.ask(self._words)
        self._show(number)

    @Slot()
    def _go_back(self) -> None:
        if self.page.can_go_back:
            is_aside = self.page is self.restore_page
            self._show(0 if is_aside else self._stack.currentIndex() - 1)

    @Slot()
    def _ask_for_backup(self) -> None:
        self._show(self._all.index(self.restore_page))

    @Slot(object)
    def _take_words(self, words: tuple[str, ...]) -> None:
        self._passphrase = self.shop_page.given_passphrase()
        self._words = words
        self.phrase_page.show_words(words)

    @Slot()
    def _forget_words(self) -> None:
        self._words = ()
        self.phrase_page.show_words(())

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Bring the line with the caret into view: Enter moves it as Tab does."""
        area = self._stack.currentWidget()
        if new is not None and isinstance(area, QScrollArea) and area.isAncestorOf(new):
            area.ensureWidgetVisible(new, 0, theme().px(32))

    def _open(self) -> None:
        self._let_go()
        self._done(self._passphrase)

    @Slot()
    def _let_go(self) -> None:
        self.desk.background.close()
        self.desk.first_run.close()
