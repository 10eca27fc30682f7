"""What promotions do to the order: a row each above the total; further ones join into one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.icons import TEXT_PX
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.labels import ElideLabel, IconView, PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.promotion_texts import PromotionRow

_ROW: Final = 28
_SHOWN: Final = 3


class PromotionList(QWidget):
    """The rows; it decides nothing.

    Signals:
        removal_wanted: the × beside the coupon.
    """

    removal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[PromotionRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_rows(self, rows: Sequence[PromotionRow]) -> None:
        """Show these rows; those that are shown already stay as they are."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows[:_SHOWN]:
            self._column.addWidget(self._made_row(row))
        if len(rows) > _SHOWN:
            self._column.addWidget(self._made_rest(rows[_SHOWN:]))
        self.setVisible(bool(rows))

    def words(self) -> tuple[str, ...]:
        """Return what is said, a text for each row."""
        return tuple(f"{row.words} {row.amount}".strip() for row in self._shown)

    def _made_row(self, row: PromotionRow) -> QWidget:
        box = QWidget()
        box.setFixedHeight(theme().px(_ROW))
        layout = QHBoxLayout(box)
        layout.setContentsMargins(16, 0, 8 if row.is_removable else 16, 0)
        layout.setSpacing(8)
        layout.addWidget(IconView(row.icon, "accent-text", TEXT_PX))
        layout.addWidget(ElideLabel(row.words, "table", "2"), 1)
        layout.addWidget(PlainLabel(row.amount, "tableStrong", "accent"))
        if row.is_removable:
            remove = IconButton("x", self.tr("不用这张券"), is_ghost=True)
            remove.setObjectName("removeCoupon")
            remove.clicked.connect(self.removal_wanted)
            layout.addWidget(remove)
        return box

    def _made_rest(self, rows: Sequence[PromotionRow]) -> QWidget:
        label = ElideLabel(self.tr("还有优惠 {n} 项").format(n=len(rows)), "caption", "2")
        label.setToolTip("\n".join(f"{row.words} {row.amount}" for row in rows))
        label.setContentsMargins(40, 0, 16, 0)
        label.setFixedHeight(theme().px(_ROW))
        return label
