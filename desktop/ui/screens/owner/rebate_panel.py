"""返点进度: what a month's purchases bring back, and how far the next step of an account is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.money import ZERO
from desktop.ui.formatting import HIDDEN, key_figure_text, short_money_text, spoken_text
from desktop.ui.screens.owner.card_row import LAST_ROOM
from desktop.ui.theme import Tone, theme
from desktop.ui.wallet_texts import rate_text
from desktop.ui.widgets.cards import Card, EmptyState, NoticeStrip
from desktop.ui.widgets.labels import PlainLabel, line
from desktop.ui.widgets.list_rows import ListRow, RowList
from desktop.ui.widgets.painting import RIGHT, draw_text, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.domain.money import Money
    from desktop.domain.rebate import RebateStanding, RebateStep
    from desktop.services.wallets import AccountRebate

_ROW: Final = 40
_ADVICE: Final = 62
_BAR, _WORDS, _SPACE = 8, 16, 4
_ROOMY: Final = 3
"""With more steps than these only the rates are written under them."""


class RebateSteps(QWidget):
    """A bar for each step, filled as far as the month has come; below it what it asks and gives."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[RebateStep, ...] = ()
        self._words: tuple[str, ...] = ()
        self._volume = ZERO
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[RebateStep], volume: Money, *, hides: bool) -> None:
        """Show how far a volume has come."""
        self._steps, self._volume = tuple(steps), volume
        is_bare = hides or len(steps) > _ROOMY
        self._words = tuple(
            rate_text(one.basis_points)
            if is_bare
            else f"{short_money_text(one.volume)} · {rate_text(one.basis_points)}"
            for one in steps
        )
        self.setAccessibleName(spoken_text(self._words))
        self.update()

    def sizeHint(self) -> QSize:
        """Bars and one line of words."""
        return QSize(theme().px(200), theme().px(_BAR + _SPACE + _WORDS))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars side by side."""
        if not self._steps:
            return
        painter, look = QPainter(self), theme()
        gap, bar = look.px(_SPACE), look.px(_BAR)
        width = (self.width() - gap * (len(self._steps) - 1)) / len(self._steps)
        before = ZERO
        for place, (step, words) in enumerate(zip(self._steps, self._words, strict=True)):
            left = place * (width + gap)
            rounded(painter, QRectF(left, 0, width, bar), bar / 2, fill="sunken")
            done = width * self._share_of(before, step)
            if done > 0:
                rounded(painter, QRectF(left, 0, max(done, bar), bar), bar / 2, fill="accent")
            below = QRectF(left, bar + gap, width, look.px(_WORDS))
            draw_text(painter, below, words, pixels=12, token="text2", align=RIGHT)
            before = step.volume

    def _share_of(self, before: Money, step: RebateStep) -> float:
        """Return how much of the way from the step before to this one is done."""
        if self._volume >= step.volume:
            return 1.0
        return max(0.0, (self._volume - before).fen / max((step.volume - before).fen, 1))


class RebatePanel(Card):
    """The account with most trade, or the one chosen in the list below it.

    Signals:
        opened: the place of an account: page and argument.
    """

    opened = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, " ", parent=parent)
        self.set_flush()
        self.body.setContentsMargins(0, 0, 0, LAST_ROOM)
        self._hides = False
        self.figure = PlainLabel("", "kpi")
        self.figure.setObjectName("rebateFigure")
        self.bars = RebateSteps()
        self.advice = NoticeStrip(Tone.ACCENT, "", " ", "coins", is_stacked=True)
        self.advice.setObjectName("rebateAdvice")
        self.advice.setFixedHeight(theme().px(_ADVICE))
        self.rows = RowList(name="ownerRebates", accessible_name=title, row_height=_ROW)
        self.rows.setMinimumHeight(theme().px(_ROW))
        self._empty = EmptyState("wallet", self.tr("还没有记返点"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._build_page())
        self._pages.addWidget(self._empty)
        self.body.addWidget(self._pages, 1)
        self.rows.chosen.connect(self._show_row)
        self.rows.picked.connect(self._open)

    def _build_page(self) -> QWidget:
        bought = QHBoxLayout()
        bought.setSpacing(8)
        bought.addWidget(self.figure)
        bought.addWidget(PlainLabel(self.tr("本月采购"), "caption", "2"))
        bought.addStretch(1)
        upper = QVBoxLayout()
        upper.setContentsMargins(16, 0, 16, 8)
        upper.setSpacing(6)
        upper.addLayout(bought)
        upper.addWidget(self.bars)
        upper.addWidget(self.advice)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper)
        column.addWidget(line())
        column.addWidget(self.rows, 1)
        return page

    def show_rebates(self, rebates: Iterable[AccountRebate], *, hides: bool) -> None:
        """Show the accounts; the chosen one stays chosen while it is there."""
        self._hides = hides
        rows = [self._row_of(one) for one in rebates]
        self.rows.set_items(rows)
        self._pages.setCurrentIndex(0 if rows else 1)
        if not rows:
            self.note.setText("")
            self._empty.set_words(
                self.tr("还没有记返点"), self.tr("到货源的账号详情里填每一档，进度就列在这里")
            )
            return
        self.rows.settle_focus()
        self._show_row(self.rows.current_item() or rows[0])

    @Slot(object)
    def _open(self, row: ListRow) -> None:
        self.opened.emit(("stock", ("account", row.key)))

    @Slot(object)
    def _show_row(self, row: ListRow | None) -> None:
        if row is None:
            return
        account: AccountRebate = row.payload
        standing = account.standing
        self.note.setText(account.name)
        self.figure.setText(self._shown(standing.volume))
        self.bars.show_steps(account.steps, standing.volume, hides=self._hides)
        self.advice.set_words("", self._advice_on(standing))

    def _row_of(self, account: AccountRebate) -> ListRow:
        standing = account.standing
        wanted = standing.next_step or standing.step
        volume = self._shown(standing.volume)
        figures = volume if wanted is None else f"{volume} / {self._shown(wanted.volume)}"
        return ListRow(account.account_id, account.name, right=figures, payload=account)

    def _advice_on(self, standing: RebateStanding) -> str:
        following = standing.next_step
        if following is None:
            words = self.tr("已是最高一档，这个月返点约 {amount}")
            return words.format(amount=self._shown(standing.accrued))
        words = self.tr("再采购 {missing} 到 {rate} 档，返点从 {before} 升到 {after}。{pace}")
        return words.format(
            missing=self._shown(standing.missing),
            rate=rate_text(following.basis_points),
            before=self._shown(standing.accrued),
            after=self._shown(following.rebate_on(following.volume)),
            pace=self._pace_of(standing),
        )

    def _pace_of(self, standing: RebateStanding) -> str:
        if standing.next_at is None:
            return self.tr("按现在的速度这个月到不了")
        at = standing.next_at
        return self.tr("按现在的速度 {month} 月 {day} 日能到").format(month=at.month, day=at.day)

    def _shown(self, amount: Money) -> str:
        return HIDDEN if self._hides else f"¥{key_figure_text(amount)}"
