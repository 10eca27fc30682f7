"""换键: press the new key; who loses it is said before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.key_bindings import EVERYWHERE
from desktop.ui.key_names import key_text_of
from desktop.ui.theme import theme
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.painting import CENTER, draw_text, rounded
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ui.key_bindings import KeyBinding, KeyTable

_HEIGHT: Final = 72


def key_words(source: str) -> str:
    """Return words of the table of keys in the current language."""
    return QCoreApplication.translate("keys", source) if source else ""


class KeyCatcher(QWidget):
    """Shows the key that was pressed last.

    Signals:
        caught: a key other than Enter and Esc, as the table names it.
    """

    caught = Signal(str)

    def __init__(
        self, key: str, shown: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key, self._shown = key, shown
        self.setObjectName("keyCatcher")
        self.setProperty("takesTyping", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme().px(_HEIGHT))
        self.setAccessibleName(shown(key))

    def key(self) -> str:
        """Return the key that is shown."""
        return self._key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key; Enter and Esc stay the dialog's."""
        key = key_text_of(event)
        if key in {"", "Return", "Esc"} or event.isAutoRepeat():
            event.ignore()
            return
        self._key = key
        self.setAccessibleName(self._shown(key))
        self.update()
        self.caught.emit(key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the key large."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(1, 1, -1, -1)
        edge = "accent" if self.hasFocus() else "input"
        rounded(painter, box, theme().px(8), fill="surface", edge=edge)
        words = self._shown(self._key) or "—"
        draw_text(painter, box, words, pixels=28, weight=600, align=CENTER)


class RebindSheet(Sheet):
    """Asks for the new key of one act.

    Signals:
        chosen: the act's id and its new key.
    """

    chosen = Signal(str, str)

    def __init__(self, table: KeyTable, row: KeyBinding, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("“{act}”用哪个键？").format(act=key_words(row.text)),
            icon="sliders-horizontal",
            parent=parent,
        )
        self._table, self._row = table, row
        self.catcher = KeyCatcher(row.keys[0] if row.keys else "", table.shown)
        self.body.addWidget(PlainLabel(self.tr("按一下新的键"), "", "2"))
        self.body.addWidget(self.catcher)
        self.note = self.add_text("")
        self.add_cancel()
        self._confirm = self.add_confirm(self.tr("换成这个键"))
        self._confirm.setEnabled(False)
        self.set_first_focus(self.catcher)
        self.catcher.caught.connect(self._judge)
        self.accepted.connect(self._take)

    @Slot(str)
    def _judge(self, key: str) -> None:
        refusal = self._table.refusal_of(self._row.action_id, key)
        self._confirm.setEnabled(not refusal and key not in self._row.keys[:1])
        self.note.set_tone("danger" if refusal else "2")
        self.note.setText(key_words(refusal) or self._who_has_it(key))

    def _who_has_it(self, key: str) -> str:
        taken = self._table.taken_by(self._row.action_id, key)
        if taken is not None:
            left = [self._table.shown(one) for one in taken.keys if one != key]
            act = key_words(taken.text)
            if left:
                words = self.tr("{key} 现在是“{act}”，换了以后它用 {left}")
                return words.format(key=self._table.shown(key), act=act, left=" ".join(left))
            words = self.tr("{key} 现在是“{act}”，换了以后它没有键，用 Ctrl+K 还能找到")
            return words.format(key=self._table.shown(key), act=act)
        elsewhere = [
            other for other in self._table.bindings
            if key in other.keys and EVERYWHERE in {other.page, self._row.page}
            and other.action_id != self._row.action_id
        ]  # fmt: skip
        if elsewhere and self._row.page != EVERYWHERE:
            words = self.tr("这一页里它不再是“{act}”")
            return words.format(act=key_words(elsewhere[0].text))
        if elsewhere:
            words = self.tr("有的页里它还是“{act}”")
            return words.format(act=key_words(elsewhere[0].text))
        return ""

    @Slot()
    def _take(self) -> None:
        if self._confirm.isEnabled():
            self.chosen.emit(self._row.action_id, self.catcher.key())
            self.close_sheet()
