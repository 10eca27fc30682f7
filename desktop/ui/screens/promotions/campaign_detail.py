"""One campaign: where it stands, its budget, what it brought against what it cost, its acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.money import ZERO
from desktop.domain.promotion import CampaignState
from desktop.ui.formatting import MINUS, amount_text
from desktop.ui.promotion_texts import is_losing, label_text, preview_text
from desktop.ui.screens.orders.detail_panel import FactRow
from desktop.ui.screens.promotions.campaign_texts import phase_badge, window_text
from desktop.ui.widgets.buttons import DANGER, DEFAULT, PRIMARY, make_button
from desktop.ui.widgets.labels import Badge, ElideLabel, PlainLabel, line
from desktop.ui.widgets.progress import ProgressBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from desktop.services.campaign_reading import TypedCampaign
    from desktop.services.campaign_trials import CampaignPreview
    from desktop.services.campaigns import CampaignView, RuleForm

_FACTS: Final = 12


class CampaignDetail(QWidget):
    """Shows one campaign; decides nothing.

    Signals:
        start_wanted, stop_wanted, change_wanted, coupons_wanted: its buttons.
    """

    start_wanted = Signal()
    stop_wanted = Signal()
    change_wanted = Signal()
    coupons_wanted = Signal()

    def __init__(self, key_text: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        switch = key_text("promote.switch")
        self._title = ElideLabel("", "title")
        self._state = Badge("")
        self._when = PlainLabel("", "caption", "2")
        self.budget = ProgressBar(self.tr("预算"), name="campaignBudget")
        self.preview = PlainLabel("", "table", "2", wraps=True)
        self.preview.setObjectName("campaignPreview")
        self.start = make_button(PRIMARY, self.tr("开始"), switch, name="startCampaign")
        self.stop = make_button(DANGER, self.tr("停止"), switch, name="stopCampaign")
        change = key_text("promote.change")
        self.change = make_button(DEFAULT, self.tr("修改"), change, name="changeCampaign")
        self.coupons = make_button(DEFAULT, self.tr("做券"), name="makeCoupons")
        self._results = {
            "uses": FactRow(self.tr("用了")),
            "sold": FactRow(self.tr("这些单卖了")),
            "off": FactRow(self.tr("优惠")),
            "gifts": FactRow(self.tr("赠品成本")),
            "promised": FactRow(self.tr("送出的券")),
            "person": FactRow(self.tr("每人")),
        }
        self._values = [FactRow("") for _place in range(_FACTS)]
        self._build()
        self.start.clicked.connect(self.start_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.change.clicked.connect(self.change_wanted)
        self.coupons.clicked.connect(self.coupons_wanted)

    def show_campaign(
        self, view: CampaignView, typed: TypedCampaign, form: RuleForm, zone: tzinfo
    ) -> None:
        """Show a campaign with its values as they were typed."""
        row, results = view.row, view.results
        self._title.setText(row.title)
        self._state.set_badge(phase_badge(view))
        self._when.setText(window_text(view, zone))
        self._show_budget(view)
        person = self.tr("最多 {n} 次").format(n=row.per_person) if row.per_person else ""
        shown = {
            "uses": self.tr("{n} 单").format(n=results.uses),
            "sold": amount_text(results.sold),
            "off": f"{MINUS}{amount_text(results.off)}" if results.off else "",
            "gifts": f"{MINUS}{amount_text(results.gifts)}" if results.gifts else "",
            "promised": amount_text(results.promised) if results.promised else "",
            "person": person,
        }
        for name, words in shown.items():
            self._results[name].show_value(words)
        known = [
            (label_text(one.label), typed.texts[one.name])
            for one in form.parameters
            if typed.texts.get(one.name)
        ]
        for fact, (label, words) in zip(self._values, known, strict=False):
            fact.label.setText(label)
            fact.show_value(words)
        for fact in self._values[len(known) :]:
            fact.show_value("")
        is_running = row.state is CampaignState.RUNNING
        self.start.setVisible(not is_running)
        self.stop.setVisible(is_running)
        self.change.setVisible(row.state is CampaignState.DRAFT)
        self.coupons.setVisible(row.rule == "coupon")
        self.preview.setText("")

    def show_preview(self, found: CampaignPreview) -> None:
        """Show what the last days would have been."""
        self.preview.setText(preview_text(found))
        self.preview.set_tone("danger" if is_losing(found) else "2")

    def title(self) -> str:
        """Return the name shown."""
        return self._title.text()

    def _show_budget(self, view: CampaignView) -> None:
        budget, spent = view.row.budget, max(view.row.spent, ZERO)
        if budget is None:
            words = self.tr("花了 {spent}，没有设预算").format(spent=amount_text(spent))
            self.budget.set_progress(0, 1, words)
            return
        words = self.tr("{spent} / {budget}").format(
            spent=amount_text(spent), budget=amount_text(budget)
        )
        self.budget.set_progress(spent.fen, budget.fen, words)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        names.addWidget(self._when)
        head.addLayout(names, 1)
        head.addWidget(self._state)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in (self.start, self.stop, self.change, self.coupons):
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.budget)
        column.addWidget(line())
        for fact in self._results.values():
            column.addWidget(fact)
        column.addWidget(line())
        for fact in self._values:
            column.addWidget(fact)
        column.addWidget(line())
        column.addWidget(self.preview)
        column.addStretch(1)
        column.addLayout(acts)
