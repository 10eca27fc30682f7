"""订单来源: where the order came from, and its number there; the next order keeps the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.ui.sale_texts import channel_text
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

MAXIMUM_NUMBER = 64


class OrderChannelSheet(Sheet):
    """Asks for the channel and the outside order number.

    Signals:
        decided: channel and number.
    """

    decided = Signal(str, str)

    def __init__(
        self,
        channels: Sequence[str],
        channel: str,
        outside_number: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("订单来源"), parent=parent)
        self._channels = list(channels) if channel in channels else [channel, *channels]
        self.choice = ChoiceBox(
            [channel_text(each) for each in self._channels],
            name="channelChoice",
            accessible_name=self.tr("订单来源"),
        )
        self.choice.setCurrentIndex(self._channels.index(channel))
        self.number = LineInput(self.tr("那边的单号（可以空着）"), name="outsideNumber")
        self.number.editor.setMaxLength(MAXIMUM_NUMBER)
        self.number.set_text(outside_number)
        self.body.addWidget(self.choice)
        self.body.addWidget(self.number)
        self.add_cancel()
        self.add_confirm(self.tr("记下来"))
        self.set_first_focus(self.choice)
        self.accepted.connect(self._decide)

    @Slot()
    def _decide(self) -> None:
        self.close_sheet()
        self.decided.emit(self._channels[self.choice.currentIndex()], self.number.text())
