"""Dialogs as overlays inside the main window: scrim, card, focus trap, Esc and Enter.

``SheetHost`` shows one sheet at a time; only an owner PIN may lie on top of another. A sheet that
comes while one is open waits its turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QFrame,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.icons import TENDER_PX
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import PRIMARY, ActionButton, make_button
from desktop.ui.widgets.labels import IconView, KeyCap, PlainLabel, line

if TYPE_CHECKING:
    from desktop.ui.shortcuts import Action, ActionRegistry

SMALL: Final = 420
MEDIUM: Final = 560
LARGE: Final = 820
_MARGIN: Final = 24
_FADE_MS: Final = 120


class Sheet(QFrame):
    """A dialog's card: title, body, footer line with buttons, the primary one last.

    Put the content into ``body``; buttons come by ``add_cancel``, ``add_confirm``, ``add_button``.

    Signals:
        accepted: the confirming button, or Enter.
        rejected: the cancelling button, or Esc.
        closed: it is gone, whichever way.
    """

    accepted = Signal()
    rejected = Signal()
    closed = Signal()

    is_pin = False
    """True only for the owner's PIN: it may lie on another sheet."""

    def __init__(
        self,
        title: str,
        *,
        width: int = SMALL,
        tone: Tone = Tone.NEUTRAL,
        icon: str = "",
        key_cap: str = "",
        name: str = "dialogSheet",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("sheet", "true")
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._wanted_width = width
        self._default: ActionButton | None = None
        self._first: QWidget | None = None
        title_tone = "" if tone is Tone.NEUTRAL else tone.value
        self._title = PlainLabel(title, "dialogTitle", title_tone, wraps=True)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(24, 20, 24, 8)
        self._head.setSpacing(10)
        if icon:
            token = tone.ink if tone is not Tone.NEUTRAL else "text"
            self._head.addWidget(IconView(icon, token, TENDER_PX))
        self._head.addWidget(self._title, 1)
        if key_cap:
            self._head.addWidget(KeyCap(key_cap))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 0, 24, 20)
        self.body.setSpacing(12)
        self._footer_line = line()
        self._footer = QHBoxLayout()
        self._footer.setContentsMargins(24, 14, 24, 14)
        self._footer.setSpacing(8)
        self._footer.addStretch(1)
        self._stretch_at = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addLayout(self.body, 1)
        layout.addWidget(self._footer_line)
        layout.addLayout(self._footer)
        self._footer_line.hide()

    def sheet_actions(self) -> tuple[Action, ...]:
        """Return the acts whose keys hold while this sheet is in front; usually none."""
        return ()

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def add_text(self, text: str, tone: str = "2", role: str = "") -> PlainLabel:
        """Add a wrapping paragraph to the body."""
        label = PlainLabel(text, role, tone, wraps=True)
        self.body.addWidget(label)
        return label

    def add_cancel(self, text: str = "") -> ActionButton:
        """Add the button that Esc presses: 取消."""
        button = make_button("", text or self.tr("取消"), "Esc", name="dialogCancel")
        button.clicked.connect(self.reject)
        return self._add(button)

    def add_confirm(
        self, text: str, kind: str = PRIMARY, *, is_default: bool = True
    ) -> ActionButton:
        """Add the confirming button; it says the act and the amount, never 是 or 确定.

        ``is_default`` False for destructive acts: then Enter does not press it.
        """
        button = make_button(kind, text, "Enter" if is_default else "", name="dialogConfirm")
        button.clicked.connect(self.accept)
        if is_default:
            self._default = button
        return self._add(button)

    def add_button(
        self, text: str, kind: str = "", key_cap: str = "", *, name: str = "", is_left: bool = False
    ) -> ActionButton:
        """Add another button; ``is_left`` puts it at the footer's left edge."""
        button = make_button(kind, text, key_cap, name=name)
        if is_left:
            self._footer_line.show()
            self._footer.insertWidget(self._stretch_at, button)
            self._stretch_at += 1
            return button
        return self._add(button)

    def set_default(self, button: ActionButton | None) -> None:
        """Choose what Enter presses."""
        self._default = button

    def set_first_focus(self, widget: QWidget) -> None:
        """Choose where the focus goes at opening: the first field, or the safe button."""
        self._first = widget

    def first_focus(self) -> QWidget:
        """Return where the focus goes at opening."""
        if self._first is not None:
            return self._first
        chain = self._focus_chain()
        editors = [widget for widget in chain if not isinstance(widget, QAbstractButton)]
        return next(iter(editors), self._default or next(iter(chain), self))

    def wanted_width(self) -> int:
        """Return the card's width in px at scale 1."""
        return self._wanted_width

    @Slot()
    def accept(self) -> None:
        """Tell, but stay open until the caller closes: a refusal can then be shown here."""
        self.accepted.emit()

    @Slot()
    def reject(self) -> None:
        """Cancel and close."""
        self.rejected.emit()
        self.close_sheet()

    def close_sheet(self) -> None:
        """Close: the host gives the focus back."""
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc cancels, Enter presses the focused or the default button; held keys do nothing.

        A tick box is set by the space bar: Enter on it is meant for the form.
        """
        event.accept()
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_enter()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Keep the focus inside."""
        chain = self._focus_chain()
        if not chain:
            return True
        focus = QApplication.focusWidget()
        at = chain.index(focus) if focus in chain else (-1 if is_next else 0)
        target = chain[(at + (1 if is_next else -1)) % len(chain)]
        reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        return True

    def _add(self, button: ActionButton) -> ActionButton:
        self._footer_line.show()
        self._footer.addWidget(button)
        return button

    def _press_enter(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QPlainTextEdit):
            return
        is_ticked = isinstance(focus, QCheckBox)
        if isinstance(focus, QAbstractButton) and not is_ticked and self.isAncestorOf(focus):
            focus.click()
        elif self._default is not None and self._default.isEnabled():
            self._default.click()

    def _focus_chain(self) -> list[QWidget]:
        """Return what Tab visits, in reading order."""
        chain = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            is_usable = widget.isVisibleTo(self) and widget.isEnabledTo(self)
            if self.isAncestorOf(widget) and takes_tab and is_usable and not widget.focusProxy():
                chain.append(widget)
            widget = widget.nextInFocusChain()
        return chain


class _Scrim(QWidget):
    """What covers the window behind a sheet; clicks on it do nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("scrim")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Swallow the click: a half-typed form is not lost by a slip of the hand."""
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Fade in, unless motion is off."""
        super().showEvent(event)
        if not theme().has_motion:
            return
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        self._fade = QPropertyAnimation(effect, b"opacity", self)
        self._fade.setDuration(_FADE_MS)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.start()


class SheetHost(QObject):
    """Shows sheets over a window.

    Args:
        window: what is covered; sheets become its children.
        registry: told to let only the sheet's acts hold; None in tests of a single sheet.

    Signals:
        opened, closed: the sheet.
    """

    opened = Signal(QWidget)
    closed = Signal(QWidget)

    def __init__(self, window: QWidget, registry: ActionRegistry | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._registry = registry
        self._stack: list[tuple[_Scrim, Sheet, QWidget | None]] = []
        self._waiting: list[Sheet] = []
        window.installEventFilter(self)

    def current(self) -> Sheet | None:
        """Return the sheet in front, or None."""
        return self._stack[-1][1] if self._stack else None

    def open(self, sheet: Sheet) -> None:
        """Show a sheet now, or after the one that is open; a PIN goes on top."""
        if self._stack and (not sheet.is_pin or self._stack[-1][1].is_pin):
            self._waiting.append(sheet)
            return
        scrim = _Scrim(self._window)
        focus = QApplication.focusWidget()
        self._stack.append((scrim, sheet, focus))
        sheet.setParent(scrim)
        sheet.installEventFilter(self)
        sheet.closed.connect(self._close_front)
        if self._registry is not None:
            self._registry.open_layer(sheet, sheet.sheet_actions())
        scrim.setGeometry(self._window.rect())
        scrim.show()
        sheet.show()
        self._place()
        scrim.raise_()
        self._window.window().activateWindow()
        sheet.first_focus().setFocus(Qt.FocusReason.TabFocusReason)
        self.opened.emit(sheet)

    def close_all(self) -> None:
        """Close everything, as on lock: nothing waits either."""
        self._waiting.clear()
        while self._stack:
            self._stack[-1][1].reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size, and what a sheet says anew."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        elif event.type() == QEvent.Type.LayoutRequest and isinstance(watched, Sheet):
            self.place_again()
        return False

    @Slot()
    def _close_front(self) -> None:
        sender = self.sender()
        entry = next((entry for entry in self._stack if entry[1] is sender), None)
        if entry is None:
            return
        scrim, sheet, focus = entry
        self._stack.remove(entry)
        sheet.closed.disconnect(self._close_front)
        if self._registry is not None:
            self._registry.close_layer(sheet)
        scrim.hide()
        scrim.deleteLater()
        _give_back(focus)
        self.closed.emit(sheet)
        if self._waiting and not self._stack:
            self.open(self._waiting.pop(0))

    @Slot()
    def _place(self) -> None:
        for scrim, sheet, _focus in self._stack:
            scrim.setGeometry(self._window.rect())
            room = scrim.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            width = min(theme().px(sheet.wanted_width()), room.width())
            sheet.setFixedWidth(width)
            layout = sheet.layout()
            if layout is not None:
                layout.activate()
            # The hint of a sheet that wraps is its height at another, narrower width.
            hint = sheet.sizeHint().height()
            height = sheet.heightForWidth(width) if sheet.hasHeightForWidth() else hint
            height = min(max(height, sheet.minimumSizeHint().height()), room.height())
            box = QRect(QPoint(0, 0), sheet.size())
            box.setSize(box.size().expandedTo(sheet.minimumSizeHint()))
            box.setHeight(height)
            box.setWidth(width)
            box.moveCenter(room.center())
            sheet.setGeometry(box)

    def place_again(self) -> None:
        """Measure anew after a sheet's content changed."""
        QTimer.singleShot(0, self, self._place)


def _give_back(focus: QWidget | None) -> None:
    """Give the focus back to who had it, unless that widget is gone."""
    try:
        if focus is not None and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
    except RuntimeError:  # the C++ object was deleted while the sheet was open
        return
