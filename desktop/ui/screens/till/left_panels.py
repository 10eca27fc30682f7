"""The left column of the till page: the six steps, a count, or the facts of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.day_close import CLOSE_STEPS, CloseStep
from desktop.ui.screens.till.cash_count import CashCount
from desktop.ui.screens.till.step_fields import (
    CodeFields,
    OpenItemsFields,
    PlatformFields,
    ReasonFields,
    SignFields,
    StepFields,
)
from desktop.ui.screens.till.step_row import CURRENT, DONE, LATER, StepRow
from desktop.ui.widgets.buttons import PRIMARY, make_button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import Badge, ElideLabel, PlainLabel, line

if TYPE_CHECKING:
    from desktop.ui.widgets.painting import BadgeText


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of facts: what, how much.

    Attributes:
        is_sum: strong, below a hairline.
        is_code: in the fixed-width font, to be compared figure by figure.
    """

    label: str
    value: str
    is_sum: bool = False
    badge: BadgeText | None = None
    is_code: bool = False


def scrolled(content: QWidget) -> QScrollArea:
    """Return a scroll area around content that may be higher than the window."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(content)
    return area


class FactRows(QWidget):
    """Facts one below the other."""

    def __init__(self, facts: Iterable[Fact] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 8, 16, 12)
        self._layout.setSpacing(6)
        self._texts: list[str] = []
        self.set_facts(facts)

    def set_facts(self, facts: Iterable[Fact]) -> None:
        """Show other facts."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._texts = []
        for fact in facts:
            if fact.is_sum:
                self._layout.addWidget(line())
            self._layout.addWidget(self._row(fact))
            self._texts.append(f"{fact.label} {fact.value}".strip())

    def set_flush(self) -> None:
        """Let the lines reach the edges: the card around them has its own margins."""
        self._layout.setContentsMargins(0, 4, 0, 0)

    def set_close(self) -> None:
        """Stand close together: a block among others."""
        self._layout.setContentsMargins(16, 8, 16, 8)
        self._layout.setSpacing(4)

    def texts(self) -> tuple[str, ...]:
        """Return what is shown, line by line."""
        return tuple(self._texts)

    def _row(self, fact: Fact) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        role = "bodyStrong" if fact.is_sum else "table"
        layout.addWidget(ElideLabel(fact.label, role, "" if fact.is_sum else "2"), 1)
        if fact.badge is not None:
            layout.addWidget(Badge(fact.badge.text, fact.badge.tone, fact.badge.icon))
        value = PlainLabel(fact.value, role)
        if fact.is_code:
            value.setProperty("secret", "true")
        layout.addWidget(value)
        return row


class FootButtons(QWidget):
    """上一步 and the one primary button.

    Signals:
        back, next: pressed.
    """

    back = Signal()
    next = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_button = make_button("", self.tr("上一步"), name="previousStep", size="lg")
        self.next_button = make_button(
            PRIMARY, self.tr("下一步"), "Enter", name="nextStep", size="lg"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 12)
        row.setSpacing(8)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button, 1)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)


class LeftPanel(Card):
    """A card with a 44 px head, a scrolling middle and a foot."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, " ", parent=parent)
        self.set_flush()
        self.head.setContentsMargins(16, 10, 16, 10)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.foot = FootButtons()
        self.middle = QWidget()
        self.column = QVBoxLayout(self.middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.body.addWidget(line())
        self._area = scrolled(self.middle)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.foot)

    def reveal(self, field: QWidget) -> None:
        """Scroll a field into sight, in a low window."""
        if self.middle.isAncestorOf(field):
            self._area.ensureWidgetVisible(field, 0, 24)


class CountPanel(LeftPanel):
    """A count of the drawer, for the day or for a shift; what it is compared with comes after."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.count = CashCount()
        self.facts = FactRows()
        self._was_asked = False
        self.hint = PlainLabel("", "caption", "warn", wraps=True)
        self.hint.setContentsMargins(16, 0, 16, 8)
        self.remark = LineInput(self.tr("备注（有差额就写原因）"), name="handOverNote")
        self.remark.setContentsMargins(16, 4, 16, 12)
        self.remark.hide()
        for widget in (self.count, self.hint, self.remark, self.facts):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.say("")

    def is_sure_of_nothing(self) -> bool:
        """Whether an empty count was confirmed; the first time it is asked about."""
        if self._was_asked:
            return True
        self.say(self.tr("一张都没有？再按一次 Enter 就记 0"))
        self._was_asked = True
        return False

    def say(self, words: str) -> None:
        """Say something below the sum; empty takes it away."""
        self._was_asked = False
        self.hint.setText(words)
        self.hint.setVisible(bool(words))


class FactsPanel(LeftPanel):
    """A day to look at: nothing can be typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.facts = FactRows()
        self.reasons = PlainLabel("", "table", "2", wraps=True)
        self.reasons.setContentsMargins(16, 0, 16, 12)
        self.column.addWidget(self.facts)
        self.column.addWidget(self.reasons)
        self.column.addStretch(1)
        self.foot.hide()

    def show_facts(
        self, title: str, note: str, facts: Iterable[Fact], reasons: Iterable[str] = ()
    ) -> None:
        """Show a day's facts, and what was written to each difference."""
        self.title.setText(title)
        self.note.setText(note)
        self.facts.set_facts(facts)
        lines = "\n".join(reasons)
        self.reasons.setText(lines)
        self.reasons.setVisible(bool(lines))


class StepsPanel(LeftPanel):
    """The six steps; the current one carries its fields.

    Signals:
        reopened: 改 of an earlier step.
    """

    reopened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.title.setText(self.tr("日结步骤"))
        self.open_items = OpenItemsFields()
        self.codes = CodeFields()
        self.platforms = PlatformFields()
        self.reasons = ReasonFields()
        self.sign = SignFields()
        self._fields: dict[CloseStep, StepFields] = {
            CloseStep.OPEN_ITEMS: self.open_items,
            CloseStep.CODES: self.codes,
            CloseStep.PLATFORMS: self.platforms,
            CloseStep.DIFFERENCES: self.reasons,
            CloseStep.SIGN: self.sign,
        }
        self.rows = {
            step: StepRow(step, number) for number, step in enumerate(CLOSE_STEPS, start=1)
        }
        self._gap = QWidget()
        for step, row in self.rows.items():
            self.column.addWidget(row)
            row.reopened.connect(self._reopen)
            if step in self._fields:
                self.column.addWidget(self._fields[step])
        self.column.addWidget(self._gap, 1)

    def fields(self, step: CloseStep) -> StepFields | None:
        """Return the fields of a step; the count of the drawer has a panel of its own."""
        return self._fields.get(step)

    def is_touched(self) -> bool:
        """Whether a total, a balance or a reason was typed that is not kept."""
        return (
            self.codes.is_touched()
            or bool(self.platforms.typed())
            or any(self.reasons.reasons().values())
        )

    def show_step(self, current: CloseStep, captions: dict[CloseStep, str]) -> None:
        """Bring a step in front; those before it are done, those after it wait."""
        at = CLOSE_STEPS.index(current)
        self.note.setText(
            self.tr("第 {n} 步，共 {count} 步").format(n=at + 1, count=len(CLOSE_STEPS))
        )
        for number, (step, row) in enumerate(self.rows.items()):
            part = CURRENT if number == at else DONE if number < at else LATER
            can_reopen = part == DONE and step is not CloseStep.OPEN_ITEMS
            caption = captions.get(step, "")
            row.set_part(part, caption, caption, can_reopen=can_reopen)
            row.set_first_later(is_first=number == at + 1)
            if step in self._fields:
                self._fields[step].setVisible(number == at)
        self._open_gap_below(current)
        self.foot.back_button.setVisible(at > 0)

    def _open_gap_below(self, current: CloseStep) -> None:
        """Let the steps still to come stand at the foot, where they do not move."""
        above = self._fields.get(current) or self.rows[current]
        self.column.removeWidget(self._gap)
        self.column.insertWidget(self.column.indexOf(above) + 1, self._gap, 1)

    @Slot(object)
    def _reopen(self, step: CloseStep) -> None:
        self.reopened.emit(step)
