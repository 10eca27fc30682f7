"""The lines of a chain: Space ticks, figures are the tail of the bill, Del crosses out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.domain.chain_sale import ChainLineState
from desktop.services.chain_sales import ChainDraft
from desktop.ui.formatting import amount_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from PySide6.QtWidgets import QWidget

_DIGITS: Final = "0123456789"
_TAIL: Final = 4
_ONCE: Final = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Y, Qt.Key.Key_Delete})
"""A key that is held down does these no second time: the second Del says that money went back."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChainTable", text)


class ChainTable(DataTable[ChainDraft]):
    """Shows a chain's lines.

    Signals:
        ticked: the line to tick or untick.
        tail_typed: the line and the last figures of its bill's number.
        dropped, message_wanted: the line.
    """

    ticked = Signal(object)
    tail_typed = Signal(object, str)
    dropped = Signal(object)
    message_wanted = Signal(object)

    def __init__(
        self,
        ticks: AbstractSet[int],
        tails: Mapping[int, str],
        troubles: Mapping[int, str],
        parent: QWidget | None = None,
    ) -> None:
        self._ticks, self._tails, self._troubles = ticks, tails, troubles
        super().__init__(
            self._columns(), _key_of, name="chainTable", accessible_name=_tr("接龙"), parent=parent
        )
        self.clicked.connect(self._tick_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is done to the selected line; the rest moves."""
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if is_control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the sheet sells
            return
        line = self.current_row()
        if line is None or not self._acts_on(line, event):
            super().keyPressEvent(event)
            return
        event.accept()

    def _acts_on(self, line: ChainDraft, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.isAutoRepeat() and event.key() in _ONCE:
            return True
        tail = self._tails.get(line.id, "")
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit(line)
        elif event.key() == Qt.Key.Key_Y:
            self.message_wanted.emit(line)
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit(line)
        elif event.key() == Qt.Key.Key_Backspace:
            self.tail_typed.emit(line, tail[:-1])
        elif event.text() and event.text() in _DIGITS:
            self.tail_typed.emit(line, (tail + event.text())[-_TAIL:])
        else:
            return False
        return True

    def _tick_clicked(self) -> None:
        line = self.current_row()
        if line is not None and self.currentIndex().column() == 0:
            self.ticked.emit(line)

    def _columns(self) -> tuple[TableColumn[ChainDraft], ...]:
        return (
            TableColumn("tick", "", self._tick_cell, 40),
            TableColumn("name", _tr("名字"), _name_cell),
            TableColumn("account", _tr("账号"), _account_cell, 138),
            TableColumn("quantity", _tr("件数"), _quantity_cell, 56, is_number=True),
            TableColumn("total", _tr("应收"), _total_cell, 88, is_number=True),
            TableColumn("tail", _tr("尾号"), self._tail_cell, 60),
            TableColumn("state", _tr("状态"), self._state_cell, 140, fits_badges=True),
        )

    def _tick_cell(self, line: ChainDraft) -> TableCell:
        return TableCell(tick=line.id in self._ticks if line.is_open else None)

    def _tail_cell(self, line: ChainDraft) -> TableCell:
        return TableCell(self._tails.get(line.id, "") if line.is_open else "", is_code=True)

    def _state_cell(self, line: ChainDraft) -> TableCell:
        if line.id in self._troubles and line.is_open:
            return TableCell(badges=(BadgeText(_tr("没出货"), Tone.DANGER, "x"),))
        return TableCell(badges=(state_badge(line),))


def state_badge(line: ChainDraft) -> BadgeText:
    """Return where a line stands; of a draft, what its goods would come from."""
    if line.state is ChainLineState.SOLD:
        return BadgeText(_tr("已出货"), Tone.ACCENT, "check")
    if line.state is ChainLineState.DROPPED:
        return BadgeText(_tr("划掉了"), Tone.NEUTRAL, "ban")
    if line.state is ChainLineState.PAID:
        return BadgeText(_tr("已付，没出货"), Tone.WARN, "hourglass")
    return _supply_badge(line)


def _supply_badge(line: ChainDraft) -> BadgeText:
    if line.is_sold_elsewhere:
        return BadgeText(_tr("另一段里卖过"), Tone.WARN, "repeat-2")
    if line.supply.missing:
        words = _tr("缺 {n} 件").format(n=line.supply.missing)
        return BadgeText(words, Tone.DANGER, "key-round")
    if line.is_repeat:
        return BadgeText(_tr("上面有同号"), Tone.WARN, "repeat-2")
    if line.supply.bought:
        words = _tr("现买 {n} 件").format(n=line.supply.bought)
        return BadgeText(words, Tone.INFO, "cloud")
    return BadgeText(_tr("货留着"), Tone.NEUTRAL, "key-round")


def _key_of(line: ChainDraft) -> int:
    return line.id


def _name_cell(line: ChainDraft) -> TableCell:
    is_dropped = line.state is ChainLineState.DROPPED
    token = "text3" if is_dropped else "text"
    return TableCell(line.name, is_strong=not is_dropped, aside=line.rest, token=token)


def _account_cell(line: ChainDraft) -> TableCell:
    return TableCell(line.account, token="text" if line.is_open else "text2")


def _quantity_cell(line: ChainDraft) -> str:
    return str(line.quantity)


def _total_cell(line: ChainDraft) -> str:
    return amount_text(line.total)
