"""要处理的事: one row for each kind of thing that waits; Enter opens the place it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from desktop.domain.owner_matters import MatterKind
from desktop.ui.formatting import HIDDEN, money_text
from desktop.ui.screens.owner.card_row import LAST_ROOM
from desktop.ui.theme import Tone
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.labels import Counter, line
from desktop.ui.widgets.list_rows import ListRow, RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.money import Money
    from desktop.domain.owner_matters import OwnerMatter

_ROW: Final = 46
_LOOKS: Final = {
    MatterKind.UNKNOWN: ("circle-help", Tone.WARN),
    MatterKind.INVERTED: ("trending-down", Tone.DANGER),
    MatterKind.FROZEN_ACCOUNT: ("ban", Tone.DANGER),
    MatterKind.TROUBLED_ACCOUNT: ("cloud-off", Tone.DANGER),
    MatterKind.LOW_BALANCE: ("wallet", Tone.WARN),
    MatterKind.OVERDUE_TICKETS: ("timer", Tone.DANGER),
    MatterKind.BY_HAND: ("pencil", Tone.WARN),
    MatterKind.AWAITING_PAYMENT: ("hourglass", Tone.WARN),
    MatterKind.UNDELIVERED: ("package-open", Tone.WARN),
    MatterKind.OPEN_DAY: ("calculator", Tone.WARN),
    MatterKind.REVIEW: ("shield-alert", Tone.WARN),
    MatterKind.REMINDERS: ("info", Tone.INFO),
}


class MattersPanel(Card):
    """The list, the worst on top, and how many lines it has.

    Signals:
        opened: the place a row speaks of: page and argument.
        review_wanted: the exceptions of this very page.
    """

    opened = Signal(object)
    review_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, " ", parent=parent)
        self.set_flush()
        self.body.setContentsMargins(0, 0, 0, LAST_ROOM)
        self._hides = False
        self.counter = Counter(0, Tone.WARN)
        self.head.addWidget(self.counter)
        self.rows = RowList(name="ownerMatters", accessible_name=title, row_height=_ROW)
        self._empty = EmptyState(
            "circle-check",
            self.tr("没有要处理的事"),
            self.tr("没结果的采购、倒挂、没交的货、超时的售后都会列在这里"),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.rows)
        self._pages.addWidget(self._empty)
        self.body.addWidget(line())
        self.body.addWidget(self._pages, 1)
        self.rows.picked.connect(self._open)

    def show_matters(self, matters: Iterable[OwnerMatter], *, hides: bool) -> None:
        """Show what waits."""
        self._hides = hides
        rows = [self._row_of(one) for one in matters]
        self.rows.set_items(rows)
        self.counter.set_count(len(rows))
        self._pages.setCurrentIndex(0 if rows else 1)
        self.rows.settle_focus()

    @Slot(object)
    def _open(self, row: ListRow) -> None:
        matter: OwnerMatter = row.payload
        if matter.kind is MatterKind.REVIEW:
            self.review_wanted.emit()
        else:
            self.opened.emit(_place_of(matter))

    def _row_of(self, matter: OwnerMatter) -> ListRow:
        icon, tone = _LOOKS[matter.kind]
        words = self._words_of(matter)
        return ListRow(matter.key, words, icon=icon, tone=tone, leads_on=True, payload=matter)

    def _words_of(self, matter: OwnerMatter) -> str:
        words = {
            MatterKind.UNKNOWN: self.tr("{n} 笔采购待确认，占 {amount}"),
            MatterKind.INVERTED: self.tr("{n} 个商品倒挂"),
            MatterKind.FROZEN_ACCOUNT: self.tr("{name} 已停买，核对后再放开"),
            MatterKind.TROUBLED_ACCOUNT: self.tr("{name} 连不上或被拒绝"),
            MatterKind.LOW_BALANCE: self.tr("{name} 只剩 {amount}，快用完了"),
            MatterKind.OVERDUE_TICKETS: self.tr("{n} 张售后单超时"),
            MatterKind.BY_HAND: self.tr("{n} 笔手工单还没下"),
            MatterKind.AWAITING_PAYMENT: self.tr("{n} 单待付款"),
            MatterKind.UNDELIVERED: self.tr("{n} 件还没交给顾客"),
            MatterKind.OPEN_DAY: self.tr("{name} 还没有日结"),
            MatterKind.REVIEW: self.tr("{n} 条例外等你复核"),
            MatterKind.REMINDERS: self.tr("{n} 条货源提醒"),
        }[matter.kind]
        amount = "" if matter.amount is None else self._shown(matter.amount)
        return words.format(n=matter.count, name=matter.name, amount=amount)

    def _shown(self, amount: Money) -> str:
        return HIDDEN if self._hides else money_text(amount)


def _place_of(matter: OwnerMatter) -> tuple[Any, ...]:
    """Return the page, and what it is to show."""
    if matter.subject is not None:
        return ("stock", ("account", matter.subject))
    return {
        MatterKind.UNKNOWN: ("orders", "unknown"),
        MatterKind.BY_HAND: ("orders", "unknown"),
        MatterKind.OVERDUE_TICKETS: ("orders", "after_sales"),
        MatterKind.AWAITING_PAYMENT: ("orders", "sales"),
        MatterKind.UNDELIVERED: ("orders", "undelivered"),
        MatterKind.OPEN_DAY: ("till",),
    }.get(matter.kind, ("stock", "alerts"))
