"""Ctrl+K and F1: every act that can be done here, by name or by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.labels import ElideLabel, KeyCap
from desktop.ui.widgets.list_rows import ListRow, RowList
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.sheet import LARGE, MEDIUM, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.ui.shortcuts import OfferedAction

_ROW: Final = 44
_SHOWN_ROWS: Final = 8
_KEY_COLUMNS: Final = 4
_ANY_ACT: Final = "chevron-right"


def plain_match(offer: OfferedAction, typed: str) -> bool:
    """Whether every typed word occurs in the act's words or keys, letter case aside."""
    haystack = " ".join((offer.text, *offer.keys, offer.action.action_id)).casefold()
    return all(word in haystack for word in typed.casefold().split())


class CommandPalette(Sheet):
    """Type a part of a name, Enter does it. Acts without a key are found here.

    Args:
        offers: what can be done now (``ActionRegistry.list_offers``).
        matches: how a typed text finds an act; a pinyin match may be handed in.

    Signals:
        picked: the ``Action``, after the palette is gone.
    """

    picked = Signal(object)

    def __init__(
        self,
        offers: Iterable[OfferedAction],
        matches: Callable[[OfferedAction, str], bool] = plain_match,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("命令面板"), width=MEDIUM, name="commandPalette", parent=parent)
        self._offers = tuple(offers)
        self._matches = matches
        self._box = SearchBox(self.tr("要做什么？"), "Esc", name="commandSearch")
        self._list = RowList(
            name="commandList", accessible_name=self.tr("可以做的事"), row_height=_ROW
        )
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = EmptyState("search-x", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._nothing)
        self._pages.setFixedHeight(theme().px(_ROW * _SHOWN_ROWS))
        self.body.addWidget(self._box)
        self.body.addWidget(self._pages)
        self._box.searched.connect(self._show)
        self._box.entered.connect(self._pick_current)
        self._box.moved.connect(self._list.move_selection)
        self._list.picked.connect(self._pick)
        self._show("")

    def box(self) -> SearchBox:
        """Return where to type."""
        return self._box

    def titles(self) -> tuple[str, ...]:
        """Return the acts shown."""
        return tuple(row.title for row in self._list.item_model().items())

    @Slot(str)
    def _show(self, typed: str) -> None:
        found = [offer for offer in self._offers if self._matches(offer, typed)]
        rows = [
            ListRow(
                offer.action.action_id,
                offer.text,
                key_cap=offer.key_text,
                icon=offer.action.icon or _ANY_ACT,
                tone=Tone.NEUTRAL,
                payload=offer.action,
            )
            for offer in found
        ]
        self._list.set_items(rows)
        self._list.select_number(0)
        self._nothing.set_words(
            self.tr("没有“{text}”").format(text=typed), self.tr("换个说法，或按 F1 看快捷键")
        )
        self._pages.setCurrentIndex(0 if rows else 1)

    @Slot()
    def _pick_current(self) -> None:
        row = self._list.current_item()
        if row is not None:
            self._pick(row)

    @Slot(object)
    def _pick(self, row: object) -> None:
        if isinstance(row, ListRow):
            action = row.payload
            self.close_sheet()
            self.picked.emit(action)
            # After the palette's layer is gone, so that the act may open a sheet of its own.
            QTimer.singleShot(0, action.call)


class KeysOverlay(Sheet):
    """F1: the keys that hold here, in four columns."""

    def __init__(self, offers: Iterable[OfferedAction], parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("快捷键"), width=LARGE + 200, key_cap="F1", name="keysOverlay", parent=parent
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for place, offer in enumerate(offers):
            row, column = divmod(place, _KEY_COLUMNS)
            grid.addWidget(_key_row(offer), row, column)
        for column in range(_KEY_COLUMNS):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        close = self.add_cancel(self.tr("关闭"))
        self.set_default(close)
        self.set_first_focus(close)


def _key_row(offer: OfferedAction) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 4, 0, 4)
    layout.setSpacing(10)
    for key in offer.shown_keys[:2]:
        layout.addWidget(KeyCap(key))
    layout.addWidget(ElideLabel(offer.text), 1)
    return row
