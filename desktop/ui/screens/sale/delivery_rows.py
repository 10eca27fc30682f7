"""Top-ups and cards from a platform on the done page: live, with what may be done meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.delivery import DeliveryState, Supply
from desktop.domain.sale import SoldLine
from desktop.ui.formatting import duration_text
from desktop.ui.goods_terms import terms_text
from desktop.ui.sale_texts import CLOUD, ZAP
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import DEFAULT, make_button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Badge, ElideLabel, PlainLabel, Tile, line
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.progress import DeliverySteps, StepState

if TYPE_CHECKING:
    from collections.abc import Iterable

_DONE, _RUNNING, _OPEN = StepState.DONE, StepState.RUNNING, StepState.OPEN
_ROW: Final = 68
_WORDS: Final = 210
_STEPS: Final = 240
_LEAST: Final = 100
_LOOKS: Final = {
    DeliveryState.QUEUED: (Tone.NEUTRAL, "hourglass"),
    DeliveryState.PROCESSING: (Tone.INFO, "loader"),
    DeliveryState.ARRIVED: (Tone.ACCENT, "check"),
    DeliveryState.HANDED_OVER: (Tone.ACCENT, "check"),
    DeliveryState.UNKNOWN: (Tone.WARN, "circle-help"),
    DeliveryState.NEEDS_DECISION: (Tone.WARN, "circle-help"),
    DeliveryState.FAILED: (Tone.DANGER, "x"),
    DeliveryState.REFUNDED: (Tone.NEUTRAL, "undo-2"),
    DeliveryState.AWAITING_PAYMENT: (Tone.NEUTRAL, "hourglass"),
}


@dataclass(frozen=True, slots=True)
class LiveLine:
    """A sold line and how far its goods are.

    Attributes:
        account: in full, so that the customer can check it.
        since: when it was sold.
        purchase_ids: what 查结果 asks about.
        is_offline: nothing can be sent now.
    """

    line: SoldLine
    account: str
    since: datetime
    purchase_ids: tuple[int, ...] = ()
    is_offline: bool = False


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeliveryRow", text)


def state_badge(state: DeliveryState, *, is_top_up: bool, seconds: float) -> BadgeText:
    """Return the state in one word."""
    tone, icon = _LOOKS[state]
    running = _tr("充值中 {time}") if is_top_up else _tr("出卡中 {time}")
    arrived = _tr("已到账") if is_top_up else _tr("已出卡")
    words = {
        DeliveryState.QUEUED: _tr("排队中"),
        DeliveryState.PROCESSING: running.format(time=duration_text(seconds)),
        DeliveryState.ARRIVED: arrived,
        DeliveryState.HANDED_OVER: arrived,
        DeliveryState.UNKNOWN: _tr("待确认"),
        DeliveryState.NEEDS_DECISION: _tr("待店主定"),
        DeliveryState.FAILED: _tr("失败"),
        DeliveryState.REFUNDED: _tr("已退款"),
        DeliveryState.AWAITING_PAYMENT: _tr("待付款"),
    }
    return BadgeText(words[state], tone, icon)


def state_sentence(state: DeliveryState, *, is_offline: bool = False) -> str:
    """Return what the cashier may tell the customer."""
    if is_offline and state is DeliveryState.QUEUED:
        return _tr("离线中，联网后自动提交")
    sentences = {
        DeliveryState.QUEUED: _tr("排队中，马上提交给货源"),
        DeliveryState.PROCESSING: _tr("货源处理中"),
        DeliveryState.ARRIVED: _tr("到了"),
        DeliveryState.HANDED_OVER: _tr("到了"),
        DeliveryState.UNKNOWN: _tr("货源没回话，先别重复下单"),
        DeliveryState.NEEDS_DECISION: _tr("要店主看一下，先别重复下单"),
        DeliveryState.FAILED: _tr("货源明确说没办成，没有扣钱"),
        DeliveryState.REFUNDED: _tr("钱已经退了"),
        DeliveryState.AWAITING_PAYMENT: _tr("还没收到钱"),
    }
    return sentences[state]


def state_steps(
    state: DeliveryState, *, is_offline: bool = False
) -> tuple[StepState, StepState, StepState]:
    """Return the three bars 已提交, 处理中, 到账; offline nothing is being submitted."""
    if is_offline and state is DeliveryState.QUEUED:
        return (_OPEN, _OPEN, _OPEN)
    steps = {
        DeliveryState.QUEUED: (_RUNNING, _OPEN, _OPEN),
        DeliveryState.PROCESSING: (_DONE, _DONE, _OPEN),
        DeliveryState.ARRIVED: (_DONE, _DONE, _DONE),
        DeliveryState.HANDED_OVER: (_DONE, _DONE, _DONE),
        DeliveryState.UNKNOWN: (_DONE, StepState.UNKNOWN, _OPEN),
        DeliveryState.NEEDS_DECISION: (_DONE, StepState.UNKNOWN, _OPEN),
        DeliveryState.FAILED: (_DONE, StepState.FAILED, _OPEN),
    }
    return steps.get(state, (_OPEN, _OPEN, _OPEN))


class DeliveryRow(QWidget):
    """One line: tile, goods and account, three bars with a sentence, state, 查结果.

    Signals:
        check_wanted: the purchases to ask about.
    """

    check_wanted = Signal(object)

    def __init__(self, live: LiveLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        is_top_up = live.line.supply is Supply.TOPUP
        self.setFixedHeight(theme().px(_ROW))
        tile = Tile(ZAP if is_top_up else CLOUD, Tone.VIOLET if is_top_up else Tone.INFO)
        self._account = ElideLabel("", "caption", "2")
        self._steps = DeliverySteps()
        self._sentence = ElideLabel("", "caption", "2")
        self._badge = Badge()
        self._check = make_button(DEFAULT, self.tr("查结果"), name="checkResult")
        self._check.clicked.connect(self._want_check)
        words, progress = QVBoxLayout(), QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(ElideLabel(live.line.title))
        words.addWidget(self._account)
        words.addStretch(1)
        progress.setSpacing(5)
        progress.addStretch(1)
        progress.addWidget(self._steps)
        progress.addWidget(self._sentence)
        progress.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 12, 0)
        layout.setSpacing(12)
        layout.addWidget(tile)
        layout.addWidget(_boxed(words, _WORDS), _WORDS)
        layout.addWidget(_boxed(progress, _STEPS), _STEPS)
        layout.addStretch(1)
        layout.addWidget(self._check)
        layout.addWidget(self._badge)

    def show_live(self, live: LiveLine, now: datetime) -> None:
        """Show the state as it is now."""
        self._live = live
        state = live.line.delivery_state
        is_top_up = live.line.supply is Supply.TOPUP
        pieces = _tr("平台库存 · {n} 张").format(n=live.line.quantity)
        terms = terms_text(live.line.region, live.line.usage_limit)
        facts = (live.account if is_top_up else pieces, terms)
        self._account.setText(" · ".join(filter(None, facts)))
        seconds = (now - live.since).total_seconds()
        badge = state_badge(state, is_top_up=is_top_up, seconds=seconds)
        sentence = state_sentence(state, is_offline=live.is_offline)
        self._badge.set_badge(badge)
        self._sentence.setText(sentence)
        unsure = {DeliveryState.UNKNOWN, DeliveryState.NEEDS_DECISION}
        tones = {DeliveryState.FAILED: "danger"}
        self._sentence.set_tone("warn" if state in unsure else tones.get(state, "2"))
        steps = state_steps(state, is_offline=live.is_offline)
        self._steps.set_states(steps, f"{badge.text} {sentence}")
        can_ask = state in unsure and bool(live.purchase_ids)
        self._check.setVisible(can_ask)
        self.setAccessibleName(f"{live.line.title} {badge.text} {sentence}")

    @Slot()
    def _want_check(self) -> None:
        self.check_wanted.emit(self._live.purchase_ids)


def _boxed(content: QVBoxLayout, width: int) -> QWidget:
    """Return a column that is never wider, and narrower where room is short."""
    box = QWidget()
    content.setContentsMargins(0, 0, 0, 0)
    box.setLayout(content)
    box.setMinimumWidth(theme().px(_LEAST))
    box.setMaximumWidth(theme().px(width))
    return box


class DeliveryCard(Card):
    """All lines that are bought now.

    Signals:
        check_wanted: the purchases to ask about.
    """

    check_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_tr("直充与平台出卡"), " ", icon="zap", parent=parent)
        self.set_flush()
        self.head.setContentsMargins(16, 6, 12, 6)
        self.head.addStrut(theme().px(40))
        self.note.set_role("")
        self.note.set_tone("3")
        self._rows: dict[int, DeliveryRow] = {}
        self._lines: tuple[LiveLine, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._foot = PlainLabel("", "caption", "3", wraps=True)
        self._foot.setContentsMargins(16, 12, 16, 12)
        self.body.addWidget(self._made_scrolling())

    def _made_scrolling(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._column)
        column.addWidget(self._foot)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(theme().px(_ROW) * 2)
        area.setWidget(inside)
        return area

    def show_lines(self, lines: Iterable[LiveLine], now: datetime, foot: str) -> None:
        """Show these lines; a row stays where it is while only its state changes."""
        self._lines = tuple(lines)
        wanted = {live.line.id for live in self._lines}
        if wanted != set(self._rows):
            self._rebuild()
        self._foot.setText(foot)
        self._foot.setVisible(bool(foot))
        self.note.setText(
            self.tr("{n} 笔 · 可以先接待下一位，结果会提醒").format(n=len(self._lines))
        )
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Let the running times go on."""
        for live in self._lines:
            self._rows[live.line.id].show_live(live, now)

    def has_running(self) -> bool:
        """Whether a running time is shown."""
        return any(live.line.delivery_state is DeliveryState.PROCESSING for live in self._lines)

    def _rebuild(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = {}
        for live in self._lines:
            row = DeliveryRow(live)
            row.check_wanted.connect(self.check_wanted)
            self._column.addWidget(line())
            self._column.addWidget(row)
            self._rows[live.line.id] = row
        self._column.addWidget(line())


__all__ = ["DeliveryCard", "DeliveryRow", "LiveLine", "state_badge"]
