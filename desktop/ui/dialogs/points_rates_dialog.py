"""每类送多少积分: one line per category, in per cent of the shop's rate."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.changes import Changes, Topic
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.widgets.amount_inputs import DigitsEdit
from desktop.ui.widgets.fitting_scroll import add_scrolling
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from desktop.ui.customer_desk import CustomerDesk

_Rates = tuple[tuple[int, str, int], ...]


class PointsRatesSheet(WritingForm):
    """Sets the points rate of each category."""

    def __init__(self, desk: CustomerDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk.context, "", icon="percent", parent=parent)
        self._desk = desk
        self._before: dict[int, int] = {}
        self._edits: dict[int, DigitsEdit] = {}
        self.set_title(self.tr("每类送多少积分"))
        self.body.addWidget(
            PlainLabel(self.tr("100 是照常，50 是一半，0 是不送。"), "caption", "2", wraps=True)
        )
        lines = QWidget()
        self._lines = QVBoxLayout(lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(12)
        add_scrolling(self, lines)
        self.finish(self.tr("保存"))
        self.context.operations.run_query(self, desk.ledgers.loyalty.category_rates, self._show)

    def submit(self) -> None:
        """Write those that were changed."""
        changed = {
            one: edit.number()
            for one, edit in self._edits.items()
            if edit.number() != self._before[one]
        }
        self.write(partial(self._set, changed), self._done)

    def _set(self, changed: dict[int, int]) -> Changes:
        for category_id, percent in changed.items():
            self._desk.ledgers.loyalty.set_category_rate(self._desk.actor, category_id, percent)
        return Changes.of(Topic.PRODUCTS)

    def _show(self, rates: _Rates) -> None:
        for place, (category_id, name, percent) in enumerate(rates):
            edit = DigitsEdit(f"rate_{place}", 4, name)
            edit.setText(str(percent))
            self._before[category_id], self._edits[category_id] = percent, edit
            self._lines.addWidget(LineInput(name, editor=edit, name=f"rate_{place}"))
        self.context.messages.sheets.place_again()
        for edit in list(self._edits.values())[:1]:
            edit.setFocus()
            edit.selectAll()

    def _done(self, _changes: Changes) -> None:
        self.close_sheet()
        self.context.messages.show_toast(self.tr("积分倍率改好了"))
