"""The first run over the empty window: steps at the left, one page, one primary button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRandomGenerator, QRectF, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.errors import KataiError
from desktop.domain.secret import Secret
from desktop.translating import sentence_of
from desktop.ui.first_run import FirstRun
from desktop.ui.screens.wizard.pages import (
    ASKED_WORDS,
    GoodsPage,
    NamePage,
    PhraseCheckPage,
    PhrasePage,
    WizardPage,
)
from desktop.ui.screens.wizard.step_rail import StepRail
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DEFAULT, PRIMARY, make_button
from desktop.ui.widgets.labels import PlainLabel

NAME, PHRASE, CHECK, GOODS = range(4)


class WizardView(QWidget):
    """Leads from nothing to an open shop."""

    def __init__(
        self,
        first_run: FirstRun,
        done: Callable[[Secret | None], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("firstRun")
        self._first_run = first_run
        self._done = done
        self._words: tuple[str, ...] = ()
        self._step = NAME
        self.rail = StepRail(self._step_words())
        self._pages = QStackedWidget()
        self._trouble = PlainLabel("", "caption", "danger", wraps=True)
        self._trouble.setObjectName("wizardTrouble")
        self.back_button = make_button(DEFAULT, self.tr("再看一遍"), name="wizardBack", size="lg")
        self.next_button = make_button(PRIMARY, "", "Enter", name="wizardNext", size="lg")
        self._build()
        first_run.made.connect(self._show_words)
        first_run.filled.connect(self._finish)
        first_run.refused.connect(self._refuse)
        self._put(NamePage(needs_passphrase=first_run.needs_passphrase()), NAME)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cover what lies below."""
        QPainter(self).fillRect(QRectF(self.rect()), theme().color("bg"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; nothing below may see the keys."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go_on()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret belongs into the page."""
        super().focusInEvent(event)
        self.page().focus_home()

    def page(self) -> WizardPage:
        """Return the page in front."""
        page = self._pages.currentWidget()
        assert isinstance(page, WizardPage)  # noqa: S101 - only such pages are put in
        return page

    def _step_words(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("店名和店主 PIN"), self.tr("6 位数字，退款、日结要用")),
            (self.tr("恢复词"), self.tr("12 个词，抄在纸上")),
            (self.tr("核对"), self.tr("填其中 3 个")),
            (self.tr("货源"), self.tr("卡盟账号，或自己的卡密")),
        )

    def _build(self) -> None:
        footer = QFrame()
        footer.setProperty("card", "true")
        footer.setFixedHeight(theme().px(76))
        row = QHBoxLayout(footer)
        row.setContentsMargins(56, 14, 56, 14)
        row.addWidget(self.back_button)
        row.addWidget(self._trouble, 1)
        row.addWidget(self.next_button)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(footer)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(column, 1)
        self.next_button.clicked.connect(self._go_on)
        self.back_button.clicked.connect(self._look_again)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _put(self, page: WizardPage, step: int) -> None:
        before = self._pages.currentWidget()
        page.entered.connect(self._go_on)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()
        self._step = step
        self.rail.set_current(step)
        self._trouble.setText("")
        self.back_button.setVisible(step == CHECK)
        words = (self.tr("下一步"), self.tr("我抄好了"), self.tr("下一步"), self.tr("开张"))
        self.next_button.set_busy("")
        self.next_button.setText(words[step])
        page.focus_home()

    @Slot()
    def _go_on(self) -> None:
        if self.next_button.is_busy():
            return
        page = self.page()
        problem = page.problem()
        self._trouble.setText(problem)
        if problem:
            return
        if isinstance(page, NamePage):
            self.next_button.set_busy(self.tr("正在建店"))
            self._first_run.make(page.wanted())
        elif isinstance(page, PhrasePage):
            self._put(PhraseCheckPage(self._words, self._drawn_places()), CHECK)
        elif isinstance(page, PhraseCheckPage):
            self._put(GoodsPage(), GOODS)
        elif isinstance(page, GoodsPage):
            self.next_button.set_busy(self.tr("正在准备"))
            self._first_run.fill(page.goods_from)

    @Slot()
    def _look_again(self) -> None:
        self._put(PhrasePage(self._words), PHRASE)

    @Slot(object)
    def _show_words(self, words: tuple[str, ...]) -> None:
        self._words = words
        self._put(PhrasePage(words), PHRASE)

    @Slot()
    def _finish(self) -> None:
        self._words = ()
        self._done(self._first_run.passphrase)

    @Slot(object)
    def _refuse(self, error: KataiError) -> None:
        self.next_button.set_busy("")
        self._trouble.setText(sentence_of(error))
        self.page().focus_home()

    def _drawn_places(self) -> list[int]:
        """Draw which words are asked back; which ones is no secret."""
        places = list(range(len(self._words)))
        generator = QRandomGenerator.global_()
        drawn = [places.pop(generator.bounded(len(places))) for _ in range(ASKED_WORDS)]
        return sorted(drawn)
