"""How the columns of a table share its width, and which of them give way in a narrow one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QTableView

from desktop.ui.theme import theme
from desktop.ui.widgets.painting import badge_width, text_width
from desktop.ui.widgets.table_model import TableColumn, cell_of
from desktop.ui.widgets.table_painting import PADDING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OPEN_WIDTH: Final = 120
"""px at scale 1 that an open column needs to be read, where a table says nothing else."""


class TableWidths:
    """Gives columns their width.

    Args:
        view: the table.
        columns: as declared.
    """

    def __init__(self, view: QTableView, columns: Sequence[TableColumn[Any]]) -> None:
        self._view, self._columns = view, columns
        self._droppable: tuple[str, ...] = ()
        self._hidden_keys: frozenset[str] = frozenset()
        self._open_width = OPEN_WIDTH
        self._badge_widths: dict[str, float] = {}

    def drop_when_narrow(self, keys: Iterable[str], open_width: int) -> None:
        """Name columns that give way, the first first; ``open_width`` is in px at scale 1."""
        self._droppable, self._open_width = tuple(keys), open_width
        self.share()

    def hide(self, keys: Iterable[str]) -> None:
        """Leave these columns out, and show all others again."""
        self._hidden_keys = frozenset(keys)
        self.share()

    def forget_badges(self) -> None:
        """Other rows come: what their badges need is not known yet."""
        self._badge_widths = {}

    def share(self) -> None:
        """Give fixed columns their width and the others equal shares of the rest."""
        look, columns = theme(), self._columns
        self._hide_for_room()
        shown = [number for number in range(len(columns)) if not self._view.isColumnHidden(number)]
        fixed = sum(self._wanted_width(columns[number]) for number in shown)
        open_columns = [number for number in shown if not columns[number].width]
        room = max(0, self._view.viewport().width() - fixed)
        for number, column in enumerate(columns):
            share = room // len(open_columns) if open_columns else 0
            if open_columns and number == open_columns[-1]:
                share = room - share * (len(open_columns) - 1)
            width = self._wanted_width(column) if column.width else max(look.px(80), share)
            self._view.setColumnWidth(number, width)

    def fit_badges(self, rows: Iterable[Any]) -> None:
        """Widen the columns whose badges need more than they have."""
        fitting = [column for column in self._columns if column.fits_badges]
        for row in rows:
            for column in fitting:
                badges = cell_of(column, row).badges
                width = sum(badge_width(badge) for badge in badges)
                width += theme().px(6) * max(0, len(badges) - 1)
                self._badge_widths[column.key] = max(self._badge_widths.get(column.key, 0), width)
        if fitting:
            self.share()

    def _wanted_width(self, column: TableColumn[Any]) -> int:
        """Return what a fixed column takes: its words are never cut, in no language."""
        if not column.width:
            return 0
        room = theme().px(2 * PADDING)
        title = text_width("" if column.header_tick is not None else column.title, 12)
        if column.sort_by is not None:
            title += theme().px(12)
        words = max(title, self._badge_widths.get(column.key, 0))
        return max(theme().px(column.width), math.ceil(words) + room)

    def _hide_for_room(self) -> None:
        """Hide droppable columns until the open ones have what they need to be read."""
        look, columns = theme(), self._columns
        places = {column.key: number for number, column in enumerate(columns)}
        kept = [column for column in columns if column.key not in self._hidden_keys]
        for column in columns:
            self._view.setColumnHidden(places[column.key], column not in kept)
        open_count = sum(not column.width for column in kept)
        wanted = sum(self._wanted_width(column) or look.px(self._open_width) for column in kept)
        for key in self._droppable:
            if key in self._hidden_keys:
                continue
            number = places[key]
            is_tight = open_count > 0 and wanted > self._view.viewport().width()
            self._view.setColumnHidden(number, is_tight)
            if is_tight:
                wanted -= self._wanted_width(columns[number])
