"""还有 n 张没给: said once when the next customer comes, taken back when the goods are given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.changes import Changes, Topic
from desktop.ui.widgets.toast import Toast, ToastText

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.sale import SaleSnapshot
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.done_facts import LeftBehind

_TOPICS: Final = frozenset({Topic.DELIVERY, Topic.SALES, Topic.PURCHASES})


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What was said and still stands, and the sale that the key leads back to."""

    told: tuple[LeftBehind, ...]
    latest_id: int | None


class LeftBehindNotice(QObject):
    """Keeps its toasts true, whatever page is in front and whoever hands the goods over.

    Args:
        context: the window.
        read: returns a sale as it is recorded now; runs off the window's thread.

    Signals:
        return_wanted: the id of the sale whose goods should come in front again.
    """

    return_wanted = Signal(object)

    def __init__(
        self, context: WindowContext, read: Callable[[int], SaleSnapshot], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._read = read
        self._latest_id: int | None = None
        self._told: dict[int, tuple[LeftBehind, Toast]] = {}
        context.notifier.changed.connect(self._note_changes)

    @property
    def latest_id(self) -> int | None:
        """The sale that the key of the toast leads back to, also when the toast has gone."""
        return self._latest_id

    def tell(self, left: LeftBehind) -> None:
        """Say what was left behind."""
        self._latest_id = left.sale_id
        self._show(left)

    def take_back(self, sale_id: int) -> None:
        """Say no more about a sale: its goods are in front again, or given."""
        _left, toast = self._told.pop(sale_id, (None, None))
        if toast is not None:
            self._context.messages.toasts.remove(toast)
        if sale_id == self._latest_id:
            self.forget_latest()

    def carry_over(self) -> LeftOpen:
        """Take the toasts away; return what another notice must say in their place."""
        self._forget_gone()
        carried = LeftOpen(tuple(left for left, _toast in self._told.values()), self._latest_id)
        for left in carried.told:
            self.take_back(left.sale_id)
        return carried

    def take_over(self, carried: LeftOpen) -> None:
        """Say what another notice said."""
        self._latest_id = carried.latest_id
        for left in carried.told:
            self._show(left)

    def forget_latest(self) -> None:
        """Another sale is in front: the key leads to the list again."""
        self._latest_id = None

    def _show(self, left: LeftBehind) -> None:
        _left, earlier = self._told.pop(left.sale_id, (None, None))
        toasts = self._context.messages.toasts
        if earlier is not None:
            toasts.remove(earlier)
        act = partial(self.return_wanted.emit, left.sale_id)
        self._told[left.sale_id] = (left, toasts.show(self._words(left), act))

    def _words(self, left: LeftBehind) -> ToastText:
        strong = self.tr("还有 {n} 张没给").format(n=left.cards)
        if not left.cards:
            strong = self.tr("还有 {n} 笔没到").format(n=left.waiting)
        whose = left.customer_name or self.tr("散客")
        return ToastText(
            self.tr("{whose} · {title}").format(whose=whose, title=left.title),
            strong,
            "package-open",
            self.tr("返回"),
            self._context.registry.key_text("delivery.open"),
            "warn-dot",
        )

    def _forget_gone(self) -> None:
        shown = self._context.messages.toasts.list_shown()
        self._told = {key: told for key, told in self._told.items() if told[1] in shown}

    @Slot(object, object)
    def _note_changes(self, changes: Changes, _initiator: QObject | None) -> None:
        if not changes.topics & _TOPICS:
            return
        self._forget_gone()
        latest = () if self._latest_id is None else (self._latest_id,)
        for sale_id in {*self._told, *latest}:
            self._context.operations.run_query(self, partial(self._read, sale_id), self._judge)

    def _judge(self, sale: SaleSnapshot) -> None:
        from desktop.ui.screens.sale.done_facts import recorded_left_behind

        left = recorded_left_behind(sale)
        if left is None:
            self.take_back(sale.id)
        elif sale.id in self._told and self._told[sale.id][0] != left:
            self._show(left)
