"""Which running campaigns stand on a poster: a chip for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.poster import MOST_COUPONS
from desktop.ui.widgets.buttons import ActionButton, make_button
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from desktop.services.marketing import RunningCampaign


class PosterCampaigns(QWidget):
    """The chips; of more than a poster holds the first chosen goes.

    Signals:
        ticked: other campaigns stand on the poster.
    """

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[int, ActionButton] = {}
        self._campaigns: tuple[RunningCampaign, ...] = ()
        self._chosen: list[int] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._none = PlainLabel(self.tr("没有在进行的活动"), "caption", "2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._row)
        column.addWidget(self._none)

    def chosen(self) -> list[RunningCampaign]:
        """Return the campaigns that stand on the poster, in the order of the chips."""
        return [one for one in self._campaigns if one.campaign_id in self._chosen]

    def choose_first(self, campaigns: tuple[RunningCampaign, ...]) -> None:
        """Choose as many as a poster holds."""
        self._chosen = [one.campaign_id for one in campaigns[:MOST_COUPONS]]

    def show_campaigns(self, campaigns: tuple[RunningCampaign, ...]) -> None:
        """Show what runs; what was chosen and runs on stays chosen."""
        running = {one.campaign_id for one in campaigns}
        self._campaigns = campaigns
        self._chosen = [one for one in self._chosen if one in running]
        self._rebuild()

    def _rebuild(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        self.chips = {one.campaign_id: self._made_chip(one) for one in self._campaigns}
        for chip in self.chips.values():
            self._row.addWidget(chip)
        self._row.addStretch(1)
        self._none.setVisible(not self._campaigns)

    def _made_chip(self, one: RunningCampaign) -> ActionButton:
        is_on = one.campaign_id in self._chosen
        chip = make_button(
            "", one.coupon.offer, icon_name="check" if is_on else "", name="posterCampaign"
        )
        chip.setCheckable(True)
        chip.setChecked(is_on)
        chip.clicked.connect(partial(self._toggle, one.campaign_id))
        return chip

    @Slot()
    def _toggle(self, campaign_id: int, *_checked: bool) -> None:
        if campaign_id in self._chosen:
            self._chosen.remove(campaign_id)
        else:
            self._chosen = [*self._chosen, campaign_id][-MOST_COUPONS:]
        self._rebuild()
        self.ticked.emit()
