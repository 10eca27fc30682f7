"""Where a person types or switches: lines, search, money, digits, choices, ticks, switches.

Every input has its label above, its error below in words that say how to fix it, and a stable name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QValidator,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.money import Money, NotAnAmountError
from desktop.ui.formatting import amount_text
from desktop.ui.icons import DEFAULT_PX, TEXT_PX, pixmap
from desktop.ui.theme import set_style_property, theme
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.painting import (
    LEFT,
    RIGHT,
    draw_key_cap,
    draw_text,
    key_cap_width,
    rounded,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGITS_ONLY: Final = "digitsOnly"
"""Property of an editor that takes only figures: letters stay keys of the page."""
KEEPS_ENTER: Final = "keepsEnter"
"""Property of an editor whose Enter is its own while it holds text."""
KEEPS_ARROWS: Final = "keepsArrows"
"""Property of an editor whose ↑ ↓ are its own while it holds text."""

_FOLDED: Final = str.maketrans("０１２３４５６７８９．。，,¥￥", "0123456789..    ")
_MAXIMUM_YUAN_DIGITS: Final = 9
_FRACTION_DIGITS: Final = 2
_SMALL_DOT: Final = 12


class LineInput(QWidget):
    """A line with a label above and, when something is wrong, the way to mend it below.

    Signals:
        edited: the new text, when a person changed it.
        entered: Enter was pressed in it.
    """

    edited = Signal(str)
    entered = Signal()

    def __init__(
        self,
        label: str = "",
        placeholder: str = "",
        *,
        name: str = "",
        editor: QLineEdit | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor or QLineEdit()
        self.editor.setPlaceholderText(placeholder)
        self.editor.setAccessibleName(label or placeholder)
        if name:
            self.editor.setObjectName(name)
        self._label = PlainLabel(label, "table", "2")
        self._label.setBuddy(self.editor)
        self._note = PlainLabel("", "caption", wraps=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        for widget in (self._label, self.editor, self._note):
            self._layout.addWidget(widget)
        self._label.setVisible(bool(label))
        self._note.hide()
        self.setFocusProxy(self.editor)
        self.editor.textEdited.connect(self._edited)
        self.editor.returnPressed.connect(self.entered)

    def set_beside(self, part: QWidget) -> None:
        """Put a button beside the line, below the label and above the note."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.editor, 1)
        row.addWidget(part)
        self._layout.insertLayout(1, row)

    def text(self) -> str:
        """Return the text, without spaces around it."""
        return self.editor.text().strip()

    def set_text(self, text: str) -> None:
        """Put a text in without telling."""
        self.editor.setText(text)

    def set_label(self, label: str) -> None:
        """Show another label."""
        self._label.setText(label)
        self._label.setVisible(bool(label))
        self.editor.setAccessibleName(label or self.editor.placeholderText())

    def set_error(self, error: str) -> None:
        """Say what is wrong and how to mend it; empty takes it away."""
        set_style_property(self.editor, "invalid", "true" if error else "false")
        self._show_note(error, "danger")
        self.editor.setAccessibleDescription(error)

    def set_note(self, note: str) -> None:
        """Say something helpful below, for example who may change it."""
        self._show_note(note, "3")

    def error(self) -> str:
        """Return the error shown, or nothing."""
        return self._note.text() if self._note.property("tone") == "danger" else ""

    @Slot(str)
    def _edited(self, text: str) -> None:
        if self.error():
            self.set_error("")
        self.edited.emit(text)

    def _show_note(self, text: str, tone: str) -> None:
        self._note.setText(text)
        self._note.set_tone(tone)
        self._note.setVisible(bool(text))


class SearchBox(QLineEdit):
    """A 44 px search line with an icon and the key that leads to it.

    It reads the input method's unfinished text too: initials work with a Chinese input method on.

    Signals:
        searched: what to search for, at every keystroke, unfinished input included.
        entered: Enter, with the text.
        moved: ↑ (−1) or ↓ (+1) while there is text.
    """

    searched = Signal(str)
    entered = Signal(str)
    moved = Signal(int)

    def __init__(
        self,
        placeholder: str,
        key_cap: str = "",
        *,
        name: str = "searchBox",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key_cap = key_cap
        self._unfinished = ""
        self.setObjectName(name)
        self.setProperty("measure", "search")
        self.setProperty(KEEPS_ENTER, "true")
        self.setProperty(KEEPS_ARROWS, "true")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.textChanged.connect(self._tell)
        self._make_room()

    def search_text(self) -> str:
        """Return the text with the unfinished input at the caret."""
        text, at = self.text(), self.cursorPosition()
        return text[:at] + self._unfinished + text[at:]

    def set_key_cap(self, key: str) -> None:
        """Show another key, after re-binding."""
        self._key_cap = key
        self._make_room()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Search for the unfinished input as well."""
        super().inputMethodEvent(event)
        if event.preeditString() != self._unfinished:
            self._unfinished = event.preeditString()
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrows are told on; auto-repeat of Enter is not an act."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit(self.search_text())
            event.accept()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for icon and key cap at every scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and key cap inside the line."""
        super().paintEvent(event)
        painter = QPainter(self)
        look, middle = theme(), self.height() / 2
        token = "text" if self.isEnabled() else "disabled"
        painter.drawPixmap(
            QPointF(look.px(13), middle - look.px(DEFAULT_PX) / 2), pixmap("search", token)
        )
        if self._key_cap:
            left = self.width() - look.px(13) - key_cap_width(self._key_cap)
            draw_key_cap(painter, left, middle, self._key_cap)

    @Slot()
    def _tell(self) -> None:
        self.searched.emit(self.search_text())

    def _make_room(self) -> None:
        look = theme()
        right = round(key_cap_width(self._key_cap)) + look.px(8) if self._key_cap else 0
        self.setTextMargins(look.px(26), 0, right, 0)


class AmountValidator(QValidator):
    """Lets only digits, one dot and two decimals through; folds full-width forms."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Judge one keystroke's result."""
        folded = text.translate(_FOLDED).replace(" ", "")
        yuan, dot, fraction = folded.partition(".")
        is_good = (
            ((yuan.isascii() and yuan.isdigit()) or not yuan)
            and ((fraction.isascii() and fraction.isdigit()) or not fraction)
            and len(yuan) <= _MAXIMUM_YUAN_DIGITS
            and len(fraction) <= _FRACTION_DIGITS
        )
        if not is_good:
            return QValidator.State.Invalid, text, position
        state = QValidator.State.Acceptable if yuan else QValidator.State.Intermediate
        return state, f"{yuan}{dot}{fraction}", min(position, len(folded))


class MoneyEdit(QLineEdit):
    """A line that keeps an amount of money: digits and one dot, nothing else can be typed.

    With ``label`` it is the 72 px amount box of the payment page, with ``has_sign`` a field whose ¥
    stands at the left.

    Signals:
        amount_changed: the ``Money``, or None while the line is empty.
    """

    amount_changed = Signal(object)

    def __init__(
        self,
        name: str,
        *,
        label: str = "",
        accessible_name: str = "",
        has_sign: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._has_sign = label, has_sign
        self.setObjectName(name)
        self.setProperty(DIGITS_ONLY, "true")
        self.setAccessibleName(accessible_name or label)
        self.setValidator(AmountValidator(self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textChanged.connect(self._tell)

    def amount(self) -> Money | None:
        """Return the amount, or None when nothing is typed."""
        text = self.text().removesuffix(".")
        if not text:
            return None
        try:
            return Money.from_yuan(f"0{text}" if text.startswith(".") else text)
        except NotAnAmountError:
            return None

    def set_amount(self, amount: Money | None) -> None:
        """Put an amount in and select it, so that typing replaces it."""
        self.setText("" if amount is None else amount_text(amount).replace(",", ""))
        self.selectAll()

    def type_text(self, text: str) -> None:
        """Type as the keypad does: the same as the physical keys."""
        self.insert(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the label at the left and ¥ before the figures of the amount box."""
        super().paintEvent(event)
        look, painter = theme(), QPainter(self)
        if self._has_sign:
            box = QRectF(self.rect()).adjusted(look.px(12), 0, 0, 0)
            draw_text(painter, box, "¥", pixels=13, token="text2")
        if not self._label:
            return
        inner = QRectF(self.rect()).adjusted(look.px(20), 0, -look.px(18), 0)
        draw_text(painter, inner, self._label, pixels=15, token="text2")
        inner.setRight(inner.right() - self.fontMetrics().horizontalAdvance(self.text()))
        token = "text" if self.text() else "text3"
        draw_text(painter, inner, "¥", pixels=36, weight=700, token=token, align=RIGHT)

    @Slot()
    def _tell(self) -> None:
        self.amount_changed.emit(self.amount())


class DigitsEdit(QLineEdit):
    """A line for figures up to a length: last four digits, counts. Full-width is folded."""

    def __init__(
        self,
        name: str,
        maximum_length: int,
        accessible_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setMaxLength(maximum_length)
        self.setProperty(DIGITS_ONLY, "true")
        self.setValidator(_DigitsValidator(self))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)

    def number(self) -> int:
        """Return the figures as a number, zero when empty."""
        return int(self.text() or "0")


class _DigitsValidator(QValidator):
    """Lets only digits through."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Judge one keystroke's result."""
        folded = text.translate(_FOLDED)
        is_good = not folded or (folded.isascii() and folded.isdigit())
        state = QValidator.State.Acceptable if is_good else QValidator.State.Invalid
        return state, folded if is_good else text, position


class ChoiceBox(QComboBox):
    """A drop-down list with the chevron of the icon set."""

    def __init__(
        self,
        texts: Iterable[str] = (),
        *,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.addItems(list(texts))
        self.setAccessibleName(accessible_name)
        if name:
            self.setObjectName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chevron."""
        super().paintEvent(event)
        look = theme()
        side = look.px(TEXT_PX)
        at = QPointF(self.width() - look.px(12) - side, (self.height() - side) / 2)
        token = "text" if self.isEnabled() else "disabled"
        QPainter(self).drawPixmap(at, pixmap("chevron-down", token, TEXT_PX))


class TickBox(QCheckBox):
    """A tick box with the check of the icon set."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the check."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_CheckBoxIndicator
        box = QRectF(self.style().subElementRect(element, option, self))
        side = theme().px(12)
        at = box.center() - QPointF(side / 2, side / 2)
        QPainter(self).drawPixmap(at, pixmap("check", "on-accent", 12))


class Switch(QAbstractButton):
    """On or off: a 40×24 track in a row at least 40 high; the whole row toggles.

    With a text it is a row with the text at the left and the track at the right.
    """

    def __init__(
        self,
        text: str = "",
        *,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = text
        self.setCheckable(True)
        self.setAccessibleName(accessible_name or text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        horizontal = QSizePolicy.Policy.Expanding if text else QSizePolicy.Policy.Fixed
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        if name:
            self.setObjectName(name)

    def sizeHint(self) -> QSize:
        """Track and text, at least 40 high."""
        look = theme()
        words = round(text_width(self._label, 14)) + look.px(12) if self._label else 0
        return QSize(look.px(44) + words, look.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw text, track and knob."""
        look, painter = theme(), QPainter(self)
        track = QRectF(0, 0, look.px(40), look.px(24))
        track.moveCenter(QPointF(self.width() - look.px(22), self.height() / 2))
        if self._label:
            words = QRectF(0, 0, track.left() - look.px(8), self.height())
            draw_text(painter, words, self._label, token=self._ink(), align=LEFT)
        fill = "line" if not self.isEnabled() else "accent" if self.isChecked() else "input"
        rounded(painter, track, track.height() / 2, fill=fill)
        knob = QRectF(track.left() + look.px(2), track.top() + look.px(2), look.px(20), look.px(20))
        if self.isChecked():
            knob.moveRight(track.right() - look.px(2))
        rounded(painter, knob, knob.height() / 2, fill="surface")
        if self.hasFocus():
            ring = track.adjusted(-2, -2, 2, 2)
            rounded(painter, ring, ring.height() / 2, edge="text", width=2)

    def _ink(self) -> str:
        return "text" if self.isEnabled() else "disabled"


class PinDots(QWidget):
    """Six dots that fill as digits are typed; the digits are never shown.

    It has the keyboard focus itself, so that no line edit ever holds the PIN.

    Signals:
        completed: the PIN, at the sixth digit.
        changed: how many digits are typed.
    """

    completed = Signal(str)
    changed = Signal(int)

    def __init__(
        self,
        name: str = "ownerPin",
        length: int = 6,
        *,
        px: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._digits = ""
        self._px = px
        self._length = length
        self._is_wrong = False
        self.setObjectName(name)
        self.setProperty("takesTyping", "true")
        self.setAccessibleName(self.tr("PIN，{n} 位数字").format(n=length))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)

    def digits(self) -> str:
        """Return what is typed so far."""
        return self._digits

    def is_complete(self) -> bool:
        """Whether all digits are there."""
        return len(self._digits) == self._length

    def type_digit(self, digit: str) -> None:
        """Add one digit, from a key or the keypad."""
        if self.is_complete():
            return
        self._is_wrong = False
        self._digits += digit
        self._show()
        if self.is_complete():
            self.completed.emit(self._digits)

    def erase(self) -> None:
        """Take the last digit back."""
        self._digits = self._digits[:-1]
        self._show()

    def clear(self) -> None:
        """Forget what was typed."""
        self._digits = ""
        self._show()

    def show_wrong(self) -> None:
        """Forget what was typed and turn red until the next digit."""
        self._is_wrong = True
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and Backspace; everything else goes on to the page or dialog."""
        text = event.text()
        is_digit = text.isascii() and text.isdigit() and len(text) == 1
        if is_digit and not event.isAutoRepeat():
            self.type_digit(text)
        elif event.key() == Qt.Key.Key_Backspace:
            self.erase()
        elif not is_digit:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click brings the focus."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def sizeHint(self) -> QSize:
        """Dots 12 px, 10 px apart (14 and 14 on the lock screen), in a 40 px row."""
        look = theme()
        return QSize(look.px(self._step()) * self._length + look.px(16), look.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dots; with focus, a ring around the next one's row."""
        look, painter = theme(), QPainter(self)
        side, step = look.px(self._px), look.px(self._step())
        left = (self.width() - step * self._length + step - side) / 2
        for index in range(self._length):
            box = QRectF(left + index * step, (self.height() - side) / 2, side, side)
            is_full = index < len(self._digits)
            edge = "danger" if self._is_wrong else "text" if is_full else "input"
            rounded(painter, box, side / 2, fill="text" if is_full else "", edge=edge, width=2)
        if self.hasFocus():
            width = step * self._length + look.px(14)
            ring = QRectF((self.width() - width) / 2, 2, width, self.height() - 4)
            rounded(painter, ring, look.px(8), edge="accent", width=2)

    def _step(self) -> int:
        return self._px + (10 if self._px <= _SMALL_DOT else 14)

    def _show(self) -> None:
        typed = self.tr("已输 {n} 位").format(n=len(self._digits))
        self.setAccessibleDescription(typed)
        self.changed.emit(len(self._digits))
        self.update()


class RoundMark(QWidget):
    """A filled disc with an icon: the check of a finished sale."""

    def __init__(
        self, icon: str = "check", px: int = 52, parent: QObject | QWidget | None = None
    ) -> None:
        super().__init__(parent if isinstance(parent, QWidget) else None)
        self._icon, self._px = icon, px
        side = theme().px(px)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw disc and icon."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, box.height() / 2, fill="accent")
        side = theme().px(24)
        at = box.center() - QPointF(side / 2, side / 2)
        painter.drawPixmap(at, pixmap(self._icon, "on-accent", 24))


__all__ = [
    "DIGITS_ONLY",
    "KEEPS_ARROWS",
    "KEEPS_ENTER",
    "AmountValidator",
    "ChoiceBox",
    "DigitsEdit",
    "LineInput",
    "MoneyEdit",
    "PinDots",
    "RoundMark",
    "SearchBox",
    "Switch",
    "TickBox",
]
