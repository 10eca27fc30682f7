"""Buttons: the word, the icon and the key that does the same are painted inside one hit area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from desktop.ui.icons import DEFAULT_PX, TENDER_PX, TEXT_PX, icon, pixmap
from desktop.ui.theme import set_style_property, theme
from desktop.ui.widgets.painting import (
    LEFT,
    draw_key_cap,
    draw_text,
    key_cap_width,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

PRIMARY: Final = "primary"
DEFAULT: Final = ""
GHOST: Final = "ghost"
DANGER: Final = "danger"
DANGER_FILL: Final = "dangerFill"
TENDER: Final = "tender"
NAV: Final = "nav"
"""One of several places at the left of a page; the one in front stands out as a card."""
KEY: Final = "key"
KEY_FUNCTION: Final = "keyFn"
PAD_FUNCTION: Final = "padFn"

_GAP: Final = 8
_TENDER_GAP: Final = 10
_TURN_MS: Final = 1200
_TURN_STEPS: Final = 12
_INKS: Final = {
    PRIMARY: "on-accent",
    DANGER_FILL: "on-danger",
    DANGER: "danger",
    GHOST: "text2",
    KEY_FUNCTION: "text2",
    PAD_FUNCTION: "text2",
    "seg": "text2",
    NAV: "text2",
    "toast": "on-toast",
}
_TEXT_PIXELS: Final = {KEY: 24, KEY_FUNCTION: 15, PAD_FUNCTION: 15, TENDER: 16}
_SIZE_PIXELS: Final = {"lg": 15, "quick": 16, "pay": 20, "small": 13}
_STRONG: Final = frozenset({PRIMARY, DANGER_FILL, KEY, TENDER, "toast"})
_STRONG_SIZES: Final = frozenset({"quick"})


class ActionButton(QPushButton):
    """A button with icon, word and key cap; can be busy.

    Kinds are the style sheet's: ``primary ghost nav danger dangerFill tender key keyFn`` or
    empty.
    Mouse clicks do not take the focus away from the page's home.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = DEFAULT,
        key_cap: str = "",
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = ""
        self._caption = ""
        self._key_cap = key_cap
        self._icon_name = icon_name
        self._busy_text = ""
        self._is_left = kind == TENDER
        self._turn = 0
        self._spinner: QTimer | None = None
        if kind:
            self.setProperty("kind", kind)
        self.setAutoDefault(False)
        # At the largest scale a word may be cut; a row of buttons must never widen its panel.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another word; ``&`` is a character, not a mnemonic."""
        self._label = text
        super().setText(text.replace("&", "&&"))
        if not self._caption:
            self.setAccessibleName(text)
        self.updateGeometry()

    def label(self) -> str:
        """Return the word as it was given."""
        return self._label

    def set_caption(self, caption: str) -> None:
        """Show a second, small line: why a tender cannot be taken."""
        self._caption = caption
        self.setAccessibleName(f"{self._label} {caption}".strip())
        self.update()

    def set_key_cap(self, key: str) -> None:
        """Show another key, after re-binding."""
        self._key_cap = key
        self.updateGeometry()
        self.update()

    def key_cap(self) -> str:
        """Return the key shown."""
        return self._key_cap

    def set_icon_name(self, name: str) -> None:
        """Show another icon, or none."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Become primary, default, danger or another kind."""
        set_style_property(self, "kind", kind)
        self.updateGeometry()

    def set_size(self, size: str) -> None:
        """Change the height: ``lg`` 48, ``pay`` 64, ``small`` 40 with 13 px text."""
        set_style_property(self, "measure", size)
        self.updateGeometry()

    def set_left_aligned(self) -> None:
        """Put icon and word at the left edge and the key cap at the right one."""
        self._is_left = True
        self.update()

    def is_busy(self) -> bool:
        """Whether an act is under way."""
        return bool(self._busy_text)

    def set_busy(self, text: str) -> None:
        """Show ``text`` (提交中) with a turning loader and take no clicks; empty ends it."""
        if bool(text) != bool(self._busy_text):
            self.setEnabled(not text)
        self._busy_text = text
        set_style_property(self, "busy", "true" if text else "false")
        if self._spinner is None:
            self._spinner = QTimer(self)
            self._spinner.setInterval(_TURN_MS // _TURN_STEPS)
            self._spinner.timeout.connect(self._turn_loader)
        if text and theme().has_motion:
            self._spinner.start()
        else:
            self._spinner.stop()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Fit icon, word and key cap."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        content = QSize(round(self._content_width()), theme().px(20))
        from PySide6.QtWidgets import (
            QStyle,
        )  # its many enums are made late: not for the first paint

        kind = QStyle.ContentsType.CT_PushButton
        return self.style().sizeFromContents(kind, option, content, self)

    def minimumSizeHint(self) -> QSize:
        """The word may be cut, the height not."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme().px(40)), hint.height())

    def hitButton(self, pos: QPoint) -> bool:
        """The whole widget is clickable, also where the style sheet puts a margin."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the style sheet's box, then the content."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        from PySide6.QtWidgets import QStyle

        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self._draw_content(painter)

    @Slot()
    def _turn_loader(self) -> None:
        self._turn = (self._turn + 1) % _TURN_STEPS
        self.update()

    def _kind(self) -> str:
        return str(self.property("kind") or "")

    def _ink(self) -> str:
        if not self.isEnabled() and not self.is_busy():
            return "disabled"
        if self.isChecked() and self._kind() not in (TENDER, NAV, "seg"):
            return "accent-text"
        if self.isChecked():
            return "text"
        return _INKS.get(self._kind(), "text")

    def _pixels(self) -> int:
        by_size = _SIZE_PIXELS.get(str(self.property("measure") or ""), 14)
        return _TEXT_PIXELS.get(self._kind(), by_size)

    def _weight(self) -> int:
        is_strong = self._kind() in _STRONG or self.property("measure") in _STRONG_SIZES
        return 600 if is_strong or self.isChecked() else 400

    def _shown_text(self) -> str:
        return self._busy_text or self._label

    def _shown_icon(self) -> str:
        return "loader" if self._busy_text else self._icon_name

    def _icon_px(self) -> int:
        if self._kind() == TENDER:
            return TENDER_PX
        return TEXT_PX if self._label else DEFAULT_PX

    def _icon_gap(self) -> int:
        return theme().px(_TENDER_GAP if self._kind() == TENDER else _GAP)

    def _content_width(self) -> float:
        look = theme()
        parts = []
        if self._shown_icon():
            parts.append(float(look.px(self._icon_px())) + self._icon_gap() - look.px(_GAP))
        if self._shown_text():
            # A checked button is bolder: room for that, so that nothing moves when it is pressed.
            weight = 600 if self.isCheckable() else self._weight()
            parts.append(text_width(self._shown_text(), self._pixels(), weight) + 1)
        if self._key_cap and not self._busy_text:
            parts.append(key_cap_width(self._key_cap))
        return sum(parts) + look.px(_GAP) * max(0, len(parts) - 1)

    def _draw_content(self, painter: QPainter) -> None:
        look = theme()
        is_large = self.property("measure") == "lg"
        padding = look.px(20 if is_large else 14) if self._label else 0
        room = self.width() - 2 * min(padding, max(0.0, (self.width() - self._content_width()) / 2))
        width = min(self._content_width(), room)
        middle = self.height() / 2
        x = padding if self._is_left else (self.width() - width) / 2
        right = self.width() - padding if self._is_left else x + width
        ink = self._ink()
        if self._key_cap and not self._busy_text:
            right -= key_cap_width(self._key_cap)
            on_fill = self._kind() in (PRIMARY, DANGER_FILL, "toast") and self.isEnabled()
            draw_key_cap(painter, right, middle, self._key_cap, ink=ink if on_fill else "")
            right -= look.px(_GAP)
        if self._shown_icon():
            self._draw_icon(painter, x, middle, ink)
            x += look.px(self._icon_px()) + self._icon_gap()
        if self._shown_text():
            self._draw_words(painter, QRectF(x, 0, right - x, self.height()), ink)

    def _draw_words(self, painter: QPainter, box: QRectF, ink: str) -> None:
        if self._caption:
            half = theme().px(11)
            lower = QRectF(box.left(), box.center().y() + 1, box.width(), half * 2 - 4)
            token = "text3" if self.isEnabled() else "text2"
            draw_text(painter, lower, self._caption, pixels=12, token=token)
            box = QRectF(box.left(), box.center().y() - 2 * half + 1, box.width(), half * 2)
        draw_text(
            painter,
            box,
            self._shown_text(),
            pixels=self._pixels(),
            weight=self._weight(),
            token=ink,
            align=LEFT,
        )

    def _draw_icon(self, painter: QPainter, x: float, middle: float, ink: str) -> None:
        side = theme().px(self._icon_px())
        picture = pixmap(self._shown_icon(), ink, self._icon_px())
        if not self._busy_text or not self._turn:
            painter.drawPixmap(QPointF(x, middle - side / 2), picture)
            return
        painter.save()
        painter.translate(x + side / 2, middle)
        painter.rotate(self._turn * 360 / _TURN_STEPS)
        painter.drawPixmap(QPointF(-side / 2, -side / 2), picture)
        painter.restore()


def make_button(
    kind: str,
    text: str,
    key_cap: str = "",
    icon_name: str = "",
    *,
    name: str = "",
    size: str = "",
) -> ActionButton:
    """Return a button.

    Args:
        kind: see ``ActionButton``.
        text: its word.
        key_cap: the key that does the same.
        icon_name: Lucide name, or empty.
        name: becomes its objectName.
        size: ``lg pay quick small`` or empty.
    """
    button = ActionButton(text, kind, key_cap, icon_name)
    if name:
        button.setObjectName(name)
    if size:
        button.setProperty("measure", size)
    return button


class IconButton(QToolButton):
    """A 40×40 button with an icon only: it has a tooltip and an accessible name, always.

    Args:
        icon_name: Lucide name.
        text: what it does; tooltip and accessible name.
        key_cap: the key that does the same, told in the tooltip.
        is_ghost: without border and ground.
    """

    def __init__(
        self,
        icon_name: str,
        text: str,
        key_cap: str = "",
        *,
        is_ghost: bool = False,
        is_checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._px = DEFAULT_PX
        self.setProperty("kind", "icon")
        if is_ghost:
            self.setProperty("ghost", "true")
        self.setCheckable(is_checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_words(text, key_cap)
        self._load_icon()

    def set_words(self, text: str, key_cap: str = "") -> None:
        """Change what it says it does."""
        self.setAccessibleName(text)
        self.setToolTip(f"{text}（{key_cap}）" if key_cap else text)

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self._load_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Take the icon's new colours when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_icon_name"):
            self._load_icon()

    def _load_icon(self) -> None:
        side = theme().px(self._px)
        self.setIconSize(QSize(side, side))
        self.setIcon(icon(self._icon_name, "text", self._px))


class Segmented(QFrame):
    """At most four choices side by side, one of them chosen; ←→ move.

    Signals:
        chosen: the index, when a person chose (not when the program did).
    """

    chosen = Signal(int)

    def __init__(
        self,
        texts: Iterable[str],
        icons: Iterable[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("seg", "true")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._tell)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 0, 1, 0)
        layout.setSpacing(0)
        names = list(icons)
        for index, text in enumerate(texts):
            button = ActionButton(text, "seg", icon_name=names[index] if index < len(names) else "")
            button.setCheckable(True)
            button.setChecked(index == 0)
            self._group.addButton(button, index)
            layout.addWidget(button)

    def current(self) -> int:
        """Return the chosen index."""
        return self._group.checkedId()

    def set_current(self, index: int) -> None:
        """Choose without telling."""
        button = self._group.button(index)
        if button is not None:
            button.setChecked(True)

    def choose(self, index: int) -> None:
        """Choose and tell, as a click would."""
        if self._group.button(index) is not None and index != self.current():
            self.set_current(index)
            self.chosen.emit(index)

    def choose_next(self) -> None:
        """Choose the next one, the first after the last."""
        self.choose((self.current() + 1) % max(1, len(self._group.buttons())))

    def set_choice_enabled(self, index: int, is_enabled: bool, reason: str = "") -> None:
        """Switch one choice off and say why in its tooltip."""
        button = self._group.button(index)
        if button is not None:
            button.setEnabled(is_enabled)
            button.setToolTip(reason)

    def buttons(self) -> tuple[ActionButton, ...]:
        """Return the parts, in order."""
        return tuple(button for button in self._group.buttons() if isinstance(button, ActionButton))

    @Slot(int)
    def _tell(self, index: int) -> None:
        self.chosen.emit(index)
