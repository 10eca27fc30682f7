"""这个号刚充过: what, when, how it stands; the safe way out has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.ui.screens.sale.delivery_rows import state_badge
from desktop.ui.theme import Tone
from desktop.ui.widgets.buttons import DANGER
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from desktop.domain.earlier_top_up import EarlierTopUp
    from desktop.domain.top_up import TopUpTarget


class RepeatTopUpSheet(Sheet):
    """Warns before a second top-up of one account; loudly while the first has no end.

    Signals:
        wanted: the cashier read it and wants it all the same.
    """

    wanted = Signal()

    def __init__(
        self,
        earlier: EarlierTopUp,
        target: TopUpTarget,
        zone: str,
        parent: QWidget | None = None,
    ) -> None:
        is_open = not earlier.is_over
        title = self.tr("上一笔还没结果，再充可能充两次") if is_open else self.tr("这个号刚充过")
        tone = Tone.DANGER if is_open else Tone.WARN
        super().__init__(title, tone=tone, icon="circle-help", parent=parent)
        at = earlier.sold_at.astimezone(ZoneInfo(zone))
        badge = state_badge(earlier.state, is_top_up=True, seconds=0).text.split(" ")[0]
        words = self.tr("{time} 给 {account} 买过 {title} ×{n}（{number}），现在：{state}")
        self.add_text(
            words.format(
                time=f"{at:%m-%d %H:%M}",
                account=target.grouped,
                title=earlier.title,
                n=earlier.quantity,
                number=earlier.sale_number,
                state=badge,
            ),
            "",
        )
        if is_open:
            self.add_text(self.tr("先看它到没到账。充错、充重了钱追不回来。"), "danger")
        else:
            self.add_text(self.tr("问一下顾客：是还要再充一次吗？"))
        cancel = self.add_cancel(self.tr("不加"))
        self.add_confirm(self.tr("再充一次"), DANGER, is_default=False)
        self.set_first_focus(cancel)
        self.accepted.connect(self._want)

    @Slot()
    def _want(self) -> None:
        self.close_sheet()
        self.wanted.emit()
