"""The cards of 总览, one row under the other; with less height than they need the page scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.screens.owner.agents_panel import AgentsPanel
from desktop.ui.screens.owner.card_row import CardRow
from desktop.ui.screens.owner.funds_panel import FundsPanel
from desktop.ui.screens.owner.key_figures import key_figures
from desktop.ui.screens.owner.matters_panel import MattersPanel
from desktop.ui.screens.owner.ranking_panel import RankingPanel
from desktop.ui.screens.owner.rebate_panel import RebatePanel
from desktop.ui.screens.owner.review_panel import ReviewPanel
from desktop.ui.screens.owner.trend_panel import TrendPanel
from desktop.ui.theme import theme
from desktop.ui.widgets.cards import SummaryStrip
from desktop.ui.widgets.fitting_scroll import FittingScroll

if TYPE_CHECKING:
    from desktop.ui.screens.owner.owner_view import OwnerView

_RIGHT_WIDTH: Final = 360
_RANKING_WIDTH: Final = 356
_STRIP_HEIGHT: Final = 90
_BESIDE_THE_BAR: Final = 6
_CHART_HEIGHT: Final = 252
_LISTS_HEIGHT: Final = 240
_BOOKS_HEIGHT: Final = 520
"""The whole sum of the funds: scrolling the page is enough."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("OwnerScreen", text)


class OwnerCardsArea(FittingScroll):
    """What the shop does, what waits and who sold; below it the review and the money."""

    def __init__(self) -> None:
        self.strip = SummaryStrip()
        self.strip.setMinimumHeight(theme().px(_STRIP_HEIGHT))
        self.trend = TrendPanel()
        self.rebates = RebatePanel(_tr("返点进度"))
        self.ranking = RankingPanel(_tr("卖得最多"))
        self.ranking.setFixedWidth(theme().px(_RANKING_WIDTH))
        self.agents = AgentsPanel(_tr("校园代理"))
        self.matters = MattersPanel(_tr("要处理的事"))
        self.review = ReviewPanel(_tr("复核"))
        self.funds = FundsPanel(_tr("资金"))
        for card in (self.rebates, self.matters, self.funds):
            card.setFixedWidth(theme().px(_RIGHT_WIDTH))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(CardRow(_CHART_HEIGHT, self.trend, self.rebates), 1)
        column.addWidget(CardRow(_LISTS_HEIGHT, self.ranking, self.agents, self.matters), 1)
        column.addWidget(CardRow(_BOOKS_HEIGHT, self.review, self.funds))
        super().__init__(content)
        content.setContentsMargins(0, 0, _BESIDE_THE_BAR, 0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.matters.review_wanted.connect(self.go_to_review)

    def show_view(self, view: OwnerView, *, hides: bool) -> None:
        """Show everything anew."""
        self.trend.show_trend(
            view.trend, view.compared, view.period, is_present=view.is_present, hides=hides
        )
        self.ranking.show_lines(view.ranking, view.ranked_by, hides=hides)
        self.strip.set_figures(key_figures(view, hides=hides))
        self.rebates.show_rebates(view.rebates, hides=hides)
        self.agents.show_agents(view.agents, has_agents=view.has_agents, hides=hides)
        self.matters.show_matters(view.all_matters, hides=hides)
        self.funds.show_funds(view.funds, hides=hides)
        self.review.show_review(view.review, hides=hides, is_last=view.review.on >= view.today)

    def is_review_in_view(self) -> bool:
        """Whether its chosen line can be seen; a review without a line has nothing to hide."""
        table = self.review.table
        line = table.visualRect(table.currentIndex())
        return not line.isValid() or table.viewport().visibleRegion().contains(line)

    @Slot()
    def go_to_review(self) -> None:
        """Bring the review into view, the focus on its list."""
        self.review.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self.review, 0, 0)
