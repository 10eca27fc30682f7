"""The cart's lines as real widgets: a cart is short, and focus and screen readers then work."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.formatting import spoken_text
from desktop.ui.icons import BADGE_PX
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import DANGER, ActionButton, make_button
from desktop.ui.widgets.keypads import Stepper
from desktop.ui.widgets.labels import Badge, ElideLabel, IconView, PlainLabel
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from collections.abc import Iterable

_FLASH_MS: Final = 200
_BAR: Final = 3


@dataclass(frozen=True, slots=True)
class CartLineText:
    """What one line of the cart shows.

    Attributes:
        line_id: identifies the line.
        name: 云境传说点卡 100 元.
        quantity: how many.
        amount: ``200.00``, after the line's discount.
        icon, icon_tone: kind of goods.
        lead: words in the icon's tone: 充到, 平台库存.
        strong: bold part of the caption: the account, in full.
        caption: the rest: 单价 ¥100.00, 移动 · 已核对.
        badges: 9 折 −2.50.
        can_change_quantity: False for goods with an account: one line is one order.
        limit: what the goods cannot be used for, read out while the line is selected.
    """

    line_id: Any
    name: str
    quantity: int
    amount: str
    icon: str = ""
    icon_tone: Tone = Tone.NEUTRAL
    lead: str = ""
    strong: str = ""
    caption: str = ""
    badges: tuple[BadgeText, ...] = ()
    can_change_quantity: bool = True
    limit: str = ""

    def spoken(self) -> str:
        """Return everything it says, in one line."""
        words = (self.name, f"×{self.quantity}", self.amount, self.lead, self.strong, self.caption)
        return spoken_text((*words, *(badge.text for badge in self.badges), self.limit))


@dataclass(frozen=True, slots=True)
class CartLineKeys:
    """The keys of the selected line's buttons, as they are shown."""

    discount: str = ""
    delete: str = ""


class CartLine(QFrame):
    """One line: 57 high; selected 105, with stepper, discount and delete; a limit adds a line.

    Signals:
        pressed: it was clicked.
        quantity_changed: the new quantity.
        discount_wanted, deletion_wanted: its buttons.
    """

    pressed = Signal()
    quantity_changed = Signal(int)
    discount_wanted = Signal()
    deletion_wanted = Signal()

    def __init__(
        self, content: CartLineText, keys: CartLineKeys, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._content = content
        self._keys = keys
        self._is_selected = False
        self._is_flashing = False
        self._name = ElideLabel(content.name)
        self._quantity = PlainLabel("", "", "2")
        self._amount = PlainLabel("", "strong")
        self._name.setFixedHeight(theme().px(20))
        for label, width in ((self._quantity, 44), (self._amount, 84)):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setMinimumWidth(theme().px(width))
            label.setFixedHeight(theme().px(20))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self._quantity)
        head.addWidget(self._amount)
        self._sub = QHBoxLayout()
        self._sub.setSpacing(5)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 9, 16, 10)
        self._layout.setSpacing(2)
        self._layout.addLayout(head)
        self._layout.addLayout(self._sub)
        self._limit = ElideLabel("", "caption", "2")
        self._limit.setObjectName("lineLimit")
        self._limit.setFixedHeight(theme().px(16))
        self._limit.hide()
        self._layout.addWidget(self._limit)
        self._actions: QWidget | None = None
        self._stepper: Stepper | None = None
        self._sub_shape: CartLineText | None = None
        self.set_content(content)

    def content(self) -> CartLineText:
        """Return what is shown."""
        return self._content

    def is_selected(self) -> bool:
        """Whether the line's actions are shown."""
        return self._is_selected

    def set_content(self, content: CartLineText) -> None:
        """Show other values of the same line."""
        self._content = content
        self._name.setText(content.name)
        self._quantity.setText(f"×{content.quantity}")
        self._amount.setText(content.amount)
        self.setAccessibleName(content.spoken())
        self._limit.setText(content.limit)
        self._limit.setVisible(self._is_selected and bool(content.limit))
        if self._sub_shape is None or _caption_of(self._sub_shape) != _caption_of(content):
            self._fill_caption(content)
            self._sub_shape = content
        if self._stepper is not None:
            self._stepper.set_value(content.quantity)
            self._stepper.setEnabled(content.can_change_quantity)

    def set_selected(self, is_selected: bool) -> None:
        """Show or hide the line's actions."""
        if is_selected == self._is_selected:
            return
        self._is_selected = is_selected
        self._name.set_role("bodyStrong" if is_selected else "")
        if is_selected and self._actions is None:
            self._make_actions()
        self._limit.setVisible(is_selected and bool(self._content.limit))
        if self._actions is not None:
            self._actions.setVisible(is_selected)
        self.setProperty("selected", "true" if is_selected else "false")
        self.update()

    def flash(self) -> None:
        """Mark a line just added for 200 ms."""
        if theme().has_motion:
            self._is_flashing = True
            self.update()
            QTimer.singleShot(_FLASH_MS, self, self._end_flash)

    def stepper(self) -> Stepper | None:
        """Return the quantity control of a selected line."""
        return self._stepper if self._is_selected else None

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches here, in reading order: the line, then its actions."""
        if self._actions is None or self._stepper is None:
            return (self,)
        buttons = self._actions.findChildren(ActionButton)
        return (self, *self._stepper.tab_stops(), *buttons)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects; the focus stays at home."""
        self.pressed.emit()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, bar, hairline, focus."""
        look, painter = theme(), QPainter(self)
        box = QRectF(self.rect())
        if self._is_selected or self._is_flashing:
            painter.fillRect(box, look.color("accent-tint"))
        if self._is_selected:
            painter.fillRect(QRectF(0, 0, _BAR, box.height()), look.color("accent"))
        painter.fillRect(QRectF(0, box.height() - 1, box.width(), 1), look.color("line"))
        if self.hasFocus():
            painter.setPen(look.color("accent"))
            painter.drawRect(box.adjusted(0.5, 0.5, -1, -1.5))
            painter.drawRect(box.adjusted(1.5, 1.5, -2, -2.5))

    @Slot()
    def _end_flash(self) -> None:
        self._is_flashing = False
        self.update()

    def _fill_caption(self, content: CartLineText) -> None:
        while self._sub.count():
            item = self._sub.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        tone = content.icon_tone.value or "3"
        if content.icon:
            token = "text3" if content.icon_tone is Tone.NEUTRAL else content.icon_tone.ink
            self._sub.addWidget(IconView(content.icon, token, BADGE_PX))
        if content.lead:
            self._sub.addWidget(PlainLabel(content.lead, "caption", tone))
        if content.strong:
            self._sub.addWidget(PlainLabel(content.strong, "captionStrong"))
        if content.caption:
            caption = ElideLabel(content.caption, "caption")
            caption.ensurePolished()
            caption.setMaximumWidth(caption.sizeHint().width())
            self._sub.addWidget(caption, 100)
        for badge in content.badges:
            mark = Badge(badge.text, badge.tone, badge.icon)
            mark.setFixedHeight(theme().px(18))
            self._sub.addWidget(mark)
        self._sub.addStretch(1)
        for place in range(self._sub.count()):
            item = self._sub.itemAt(place)
            part = item.widget() if item is not None else None
            if isinstance(part, PlainLabel):
                part.setFixedHeight(theme().px(16))

    def _make_actions(self) -> None:
        self._actions = QWidget()
        row = QHBoxLayout(self._actions)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        self._stepper = Stepper(self._content.quantity)
        self._stepper.setEnabled(self._content.can_change_quantity)
        self._stepper.stepped.connect(self.quantity_changed)
        discount = make_button("", self.tr("折扣"), self._keys.discount, name="lineDiscount")
        delete = ActionButton(self.tr("删除"), DANGER, self._keys.delete, "trash-2")
        delete.setObjectName("deleteLine")
        discount.clicked.connect(self._want_discount)
        delete.clicked.connect(self._want_deletion)
        row.addWidget(self._stepper)
        row.addWidget(discount)
        row.addStretch(1)
        row.addWidget(delete)
        self._layout.addWidget(self._actions)

    @Slot()
    def _want_discount(self) -> None:
        self.discount_wanted.emit()

    @Slot()
    def _want_deletion(self) -> None:
        self.deletion_wanted.emit()


def _caption_of(content: CartLineText) -> tuple[object, ...]:
    return (
        content.icon,
        content.icon_tone,
        content.lead,
        content.strong,
        content.caption,
        content.badges,
    )


class CartLineList(QScrollArea):
    """All lines of the cart; keeps widgets over refreshes, so that focus and selection stay.

    Signals:
        chosen: the ``line_id`` that became selected, or None.
        quantity_changed: line_id and quantity.
        discount_wanted, deletion_wanted: line_id.
    """

    chosen = Signal(object)
    quantity_changed = Signal(object, int)
    discount_wanted = Signal(object)
    deletion_wanted = Signal(object)

    def __init__(
        self, accessible_name: str, keys: CartLineKeys, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setObjectName("cartLines")
        self.setAccessibleName(accessible_name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._lines: dict[Any, CartLine] = {}
        self._selected: Any = None
        self._before: QWidget | None = None
        inside = QWidget()
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)
        self.setWidget(inside)

    def follow(self, before: QWidget) -> None:
        """Let Tab reach the lines after this widget, whenever they come."""
        self._before = before

    def set_lines(self, lines: Iterable[CartLineText], selected: Any = None) -> None:
        """Show these lines in this order; ``selected`` is a line_id, or None for no selection."""
        wanted = list(lines)
        kept = {content.line_id for content in wanted}
        for line_id in [line_id for line_id in self._lines if line_id not in kept]:
            gone = self._lines.pop(line_id)
            self._layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, content in enumerate(wanted):
            line = self._lines.get(content.line_id)
            if line is None:
                line = self._made(content)
                line.flash()
            line.set_content(content)
            if self._layout.indexOf(line) != place:
                self._layout.removeWidget(line)
                self._layout.insertWidget(place, line)
        self.select(selected)

    def lines(self) -> tuple[CartLine, ...]:
        """Return the line widgets in order."""
        items = (self._layout.itemAt(place) for place in range(self._layout.count() - 1))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(widget for widget in widgets if isinstance(widget, CartLine))

    def selected(self) -> Any:
        """Return the selected line_id, or None."""
        return self._selected

    def select(self, line_id: Any) -> None:
        """Select a line and bring it into view; an unknown id selects none."""
        known = line_id if line_id in self._lines else None
        has_changed = known != self._selected
        self._selected = known
        for each, line in self._lines.items():
            line.set_selected(each == known)
        self._order_tabs()
        if known is not None:
            QTimer.singleShot(0, self, self._reveal)
        if has_changed:
            self.chosen.emit(known)

    def move_selection(self, step: int) -> None:
        """Select the line above or below, as ↑↓ do."""
        order = [line.content().line_id for line in self.lines()]
        if not order:
            return
        at = order.index(self._selected) + step if self._selected in order else 0
        self.select(order[min(max(at, 0), len(order) - 1)])

    def selected_line(self) -> CartLine | None:
        """Return the selected line's widget."""
        return self._lines.get(self._selected)

    def _order_tabs(self) -> None:
        previous = self._before
        for line in self.lines():
            for stop in line.tab_stops():
                if previous is not None:
                    self.setTabOrder(previous, stop)
                previous = stop

    @Slot()
    def _reveal(self) -> None:
        line = self.selected_line()
        if line is not None:
            self.ensureWidgetVisible(line, 0, 0)

    def _made(self, content: CartLineText) -> CartLine:
        line = CartLine(content, self._keys)
        line_id = content.line_id
        self._lines[line_id] = line
        line.pressed.connect(partial(self.select, line_id))
        line.quantity_changed.connect(partial(self.quantity_changed.emit, line_id))
        line.discount_wanted.connect(partial(self.discount_wanted.emit, line_id))
        line.deletion_wanted.connect(partial(self.deletion_wanted.emit, line_id))
        return line
