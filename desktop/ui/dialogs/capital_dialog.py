"""记本金、取走: money of the owner's own that comes into the shop or leaves it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from desktop.domain.funds import CapitalKind, MoneyPlace
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import Segmented
from desktop.ui.widgets.inputs import LineInput

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.funds import FundsDesk
    from desktop.ui.screen import WindowContext

_KINDS: Final = (CapitalKind.TAKEN_OUT, CapitalKind.PUT_IN)
_PLACES: Final = (MoneyPlace.CODES, MoneyPlace.CASH)


class CapitalSheet(WritingForm):
    """Asks which way, where, how much, what for."""

    def __init__(
        self, context: WindowContext, funds: FundsDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "", icon="wallet", parent=parent)
        self.set_title(self.tr("记本金、取走"))
        self._funds = funds
        self.kinds = Segmented((self.tr("取走"), self.tr("投入本金")))
        self.kinds.setObjectName("capitalKind")
        self.places = Segmented((self.tr("收款码里"), self.tr("现金")))
        self.places.setObjectName("capitalPlace")
        self.amount_line = MoneyEdit("capitalAmount", accessible_name=self.tr("金额"))
        self.amount = LineInput(self.tr("金额"), editor=self.amount_line)
        self.note = LineInput(self.tr("做什么用"), name="capitalNote")
        for widget in (self.kinds, self.places, self.amount, self.note):
            self.body.addWidget(widget)
        self.finish(self.tr("记下"), name="saveCapital")
        self.set_first_focus(self.amount_line)

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the fields that errors belong to."""
        return {"amount_out_of_range": self.amount, "needs_reason": self.note}

    def submit(self) -> None:
        """Book it."""
        amount = self.amount_line.amount()
        if not amount:
            self.amount.set_error(self.tr("写明多少钱"))
            return
        kind, place = _KINDS[self.kinds.current()], _PLACES[self.places.current()]
        actor = self.context.session.actor
        self.write(
            partial(self._funds.book, actor, kind, place, amount, self.note.text()), self._booked
        )

    def _booked(self, _changes: object) -> None:
        self.close_sheet()
        self.context.messages.show_toast(self.tr("记下了"), icon="wallet")
