"""The cards of a finished sale: masked rows with eye, copy and code; nothing is seen unasked."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from desktop.ui.formatting import spoken_text
from desktop.ui.icons import DEFAULT_PX, pixmap
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import DEFAULT, make_button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import plain_tip
from desktop.ui.widgets.list_rows import ITEM_ROLE, ItemList
from desktop.ui.widgets.painting import (
    BadgeText,
    badge_width,
    draw_badge,
    draw_text,
    rounded,
)

AnyIndex = QModelIndex | QPersistentModelIndex

ROW_HEIGHT: Final = 60
SHOW, COPY, CODE = "show", "copy", "code"
_ACTS: Final = (SHOW, COPY, CODE)
_BUTTON: Final = 40
_GAP: Final = 12
_LEAST_ROWS: Final = 2


@dataclass(frozen=True, slots=True)
class SecretRow:
    """One card as it may be seen now.

    Attributes:
        number: its place in the list.
        caption: 卡号 when it is open, else what it is a card of.
        text: the mask, or the secret while it is open.
        notes: 22 秒后隐藏 beside the text.
        right: 已复制 … at the right.
        terms: where it holds and what it cannot be used for, after the caption.
    """

    card_id: int
    line_id: int
    number: int
    caption: str
    text: str
    is_open: bool = False
    is_copied: bool = False
    was_seen: bool = False
    notes: tuple[BadgeText, ...] = ()
    right: tuple[BadgeText, ...] = ()
    hidden_word: str = ""
    terms: str = ""

    def spoken(self) -> str:
        """Return what is read out: a mask as 已隐藏, never as dots."""
        text = self.text if self.is_open else self.hidden_word
        return spoken_text((str(self.number), self.caption, text, self.terms))

    def __repr__(self) -> str:
        return f"SecretRow({self.card_id}, is_open={self.is_open})"


class SecretDelegate(QStyledItemDelegate):
    """Paints a card's row and its three buttons."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """60 px rows."""
        return QSize(100, theme().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the row."""
        row = index.data(ITEM_ROLE)
        if not isinstance(row, SecretRow):
            return
        painter.save()
        look, box = theme(), QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("accent-tint"))
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), look.color("line"))
        places = button_places(box)
        for act, place in places.items():
            self._draw_button(painter, place, act, row)
        self._draw_words(painter, box, places[SHOW].left() - look.px(_GAP), row)
        painter.restore()

    def _draw_button(self, painter: QPainter, place: QRectF, act: str, row: SecretRow) -> None:
        rounded(painter, place, theme().px(8), fill="surface", edge="line2")
        icons = {
            SHOW: "eye-off" if row.is_open else "eye",
            COPY: "copy-check" if row.is_copied else "copy",
            CODE: "qr-code",
        }
        side = theme().px(DEFAULT_PX)
        at = place.center() - QPointF(side / 2, side / 2)
        painter.drawPixmap(at, pixmap(icons[act], "text", DEFAULT_PX))

    def _draw_words(self, painter: QPainter, box: QRectF, right: float, row: SecretRow) -> None:
        look = theme()
        middle = box.center().y()
        number = QRectF(box.left() + look.px(16), box.top(), look.px(24), box.height())
        draw_text(painter, number, str(row.number), pixels=12, token="text3")
        for badge in row.right:
            right -= badge_width(badge)
            draw_badge(painter, right, middle, badge)
            right -= look.px(8)
        left = box.left() + look.px(48)
        upper = QRectF(left, middle - look.px(20), right - left, look.px(17))
        used = draw_text(painter, upper, row.caption, pixels=12, token="text2")
        if row.terms:
            notes = sum(look.px(12) + badge_width(badge) for badge in row.notes)
            beside = upper.adjusted(used + look.px(8), 0, -notes, 0)
            used += look.px(8) + draw_text(painter, beside, row.terms, pixels=12, token="text")
        lower = QRectF(left, middle - look.px(3), right - left, look.px(22))
        token = "text" if row.is_open else "text2"
        used = max(
            used,
            draw_text(painter, lower, row.text, pixels=16, weight=600, token=token, is_secret=True),
        )
        x = left + used
        for badge in row.notes:
            x += look.px(12)
            if x + badge_width(badge) <= right:
                draw_badge(painter, x, middle, badge)
            x += badge_width(badge)


def button_places(box: QRectF) -> dict[str, QRectF]:
    """Return where the three buttons of a row lie."""
    look = theme()
    side = look.px(_BUTTON)
    top = box.center().y() - side / 2
    right = box.right() - look.px(_GAP)
    places = {}
    for number, act in enumerate(reversed(_ACTS)):
        left = right - (number + 1) * side - number * look.px(_GAP)
        places[act] = QRectF(left, top, side, side)
    return places


def _key_of(row: SecretRow) -> Hashable:
    return row.card_id


class SecretList(ItemList[SecretRow]):
    """The rows; a click on a button tells which.

    Signals:
        pressed_act: act and row.
    """

    pressed_act = Signal(str, object)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _key_of,
            SecretRow.spoken,
            name="secretList",
            accessible_name=accessible_name,
            parent=parent,
        )
        self.setItemDelegate(SecretDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def sizeHint(self) -> QSize:
        """Fit every row; a short window scrolls."""
        rows = max(self.item_model().rowCount(), 1)
        return QSize(super().sizeHint().width(), theme().px(ROW_HEIGHT) * rows)

    def find_act(self, position: QPointF) -> tuple[str, SecretRow] | None:
        """Return the button and row under a point."""
        index = self.indexAt(position.toPoint())
        row = self.item_model().item_at(index.row())
        if row is None:
            return None
        for act, place in button_places(QRectF(self.visualRect(index))).items():
            if place.contains(position):
                return act, row
        return None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A button was clicked, or the row was."""
        found = self.find_act(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_act.emit(*found)
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a button does."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.item_model().item_at(self.indexAt(event.pos()).row())
            found = self.find_act(QPointF(event.pos()))
            words = {
                SHOW: self.tr("显示 30 秒（V）"),
                COPY: self.tr("复制（Y）"),
                CODE: self.tr("给顾客扫（T）"),
            }
            terms = plain_tip(row.terms) if row is not None else ""
            QToolTip.showText(event.globalPos(), words[found[0]] if found else terms, self)
            return True
        return super().viewportEvent(event)


class SecretCard(Card):
    """The card 卡密: head with 全部显示 and 全部复制, then the rows.

    Signals:
        reveal_wanted, copy_wanted: the head's buttons.
    """

    reveal_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, reveal_key: str, copy_key: str, parent: QWidget | None = None) -> None:
        super().__init__(title_of_secrets(), " ", icon="key-round", parent=parent)
        self.set_flush()
        self.head.setContentsMargins(16, 6, 12, 6)
        self.note.set_role("")
        self.note.set_tone("3")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.list = SecretList(self.tr("卡密"))
        self.reveal = make_button(
            DEFAULT, self.tr("全部显示"), reveal_key, "eye", name="revealSecret"
        )
        self.copy = make_button(DEFAULT, self.tr("全部复制"), copy_key, "copy", name="copySecret")
        self.head.addWidget(self.reveal)
        self.head.addWidget(self.copy)
        self.body.addWidget(self.list)
        self.reveal.clicked.connect(self._want_reveal)
        self.copy.clicked.connect(self._want_copy)

    def show_rows(self, rows: tuple[SecretRow, ...], note: str) -> None:
        """Show the cards; the head's words follow the selection."""
        self.note.setText(note)
        self.list.set_items(rows)
        self.list.setMinimumHeight(theme().px(ROW_HEIGHT) * min(len(rows), _LEAST_ROWS))
        self.list.updateGeometry()
        current = self.list.current_item()
        chosen = [current] if current is not None else list(rows)
        is_open = bool(chosen) and all(row.is_open for row in chosen)
        one = current is not None
        self.reveal.set_icon_name("eye-off" if is_open else "eye")
        show = self.tr("显示") if one else self.tr("全部显示")
        hide = self.tr("隐藏") if one else self.tr("全部隐藏")
        self.reveal.setText(hide if is_open else show)
        self.copy.setText(self.tr("复制") if one else self.tr("全部复制"))

    @Slot()
    def _want_reveal(self) -> None:
        self.reveal_wanted.emit()

    @Slot()
    def _want_copy(self) -> None:
        self.copy_wanted.emit()


def badge_hiding(seconds: int) -> BadgeText:
    """Return 22 秒后隐藏."""
    return BadgeText(_tr("{n} 秒后隐藏").format(n=seconds), Tone.WARN, "eye")


def badge_copied(seconds: int) -> BadgeText:
    """Return 已复制 · 52 秒后清空剪贴板."""
    return BadgeText(_tr("已复制 · {n} 秒后清空剪贴板").format(n=seconds), Tone.ACCENT, "check")


def title_of_secrets() -> str:
    """Return 卡密."""
    return _tr("卡密")


def hidden_word() -> str:
    """Return 已隐藏."""
    return _tr("已隐藏")


def _tr(text: str) -> str:
    return QCoreApplication.translate("SecretCard", text)
