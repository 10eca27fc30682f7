"""会员等级: which there are, from which spending; add one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.money import Money, NotAnAmountError
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import money_text
from desktop.ui.widgets.inputs import LineInput

if TYPE_CHECKING:
    from desktop.services.tiers import TierRow, Tiers
    from desktop.ui.screen import WindowContext


class TiersSheet(WritingForm):
    """Shows the tiers and adds one; an empty amount makes a tier that is given by hand."""

    def __init__(
        self,
        context: WindowContext,
        tiers: Tiers,
        shown: tuple[TierRow, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "", parent=parent)
        self.set_title(self.tr("会员等级"))
        self._tiers = tiers
        for one in shown:
            self.add_text(self._words(one))
        self.name = LineInput(self.tr("等级名，如 银卡、分销"), name="tierName")
        self.spent = LineInput(self.tr("累计满多少自动升（空着由店主给）"), name="tierSpent")
        self.body.addWidget(self.name)
        self.body.addWidget(self.spent)
        self.finish(self.tr("加一级"), name="addTier")
        self.set_first_focus(self.name.editor)

    def fields_by_code(self) -> dict[str, LineInput]:
        """The name is what is most often taken."""
        return {"tier_taken": self.name}

    def submit(self) -> None:
        """Add it."""
        try:
            spent = Money.from_yuan(self.spent.text()) if self.spent.text() else None
        except NotAnAmountError:
            self.spent.set_error(self.tr("填金额，如 1000"))
            return
        actor = self.context.session.actor
        self.write(partial(self._tiers.add_tier, actor, self.name.text(), spent), self._added)

    def _added(self, _changes: object) -> None:
        self.close_sheet()
        self.context.messages.show_toast(self.tr("等级加好了，会员价活动里可以选它"))

    def _words(self, one: TierRow) -> str:
        if one.spent_from is None:
            return self.tr("{name} · 店主给").format(name=one.name)
        spent = money_text(one.spent_from)
        return self.tr("{name} · 累计满 {spent}").format(name=one.name, spent=spent)
