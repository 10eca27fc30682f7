"""What every page of the wizard is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.errors import KataiError
from desktop.ui.background import Background, Lane
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from desktop.ui.screens.wizard.new_shop import FirstRun

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class WizardDesk:
    """The way to the shop, and threads to use it on."""

    first_run: FirstRun
    background: Background

    def run(
        self,
        owner: QObject,
        work: Callable[[], ResultT],
        then: Callable[[ResultT], None],
        refused: Callable[[KataiError], None],
        lane: Lane = Lane.WRITE,
    ) -> None:
        """Do something off the window's thread; what is no rule of the shop is raised on it."""
        self.background.run(lane, work, owner=owner, succeeded=then, failed=partial(_fail, refused))


def _fail(refused: Callable[[KataiError], None], error: Exception) -> None:
    if isinstance(error, KataiError):
        refused(error)
    else:
        raise error


class WizardPage(QWidget):
    """A page: title, a line below it, content; it says whether 下一步 may be pressed.

    Signals:
        changed: readiness or words of the footer changed.
        finished: the next page may come.
    """

    changed = Signal()
    finished = Signal()

    step = 0
    """Which of the six steps at the left it belongs to."""
    can_skip = False
    can_go_back = True

    def __init__(self, desk: WizardDesk, title: str, words: str) -> None:
        super().__init__()
        self.desk = desk
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(56, 40, 56, 16)
        self.column.setSpacing(8)
        self.column.addWidget(PlainLabel(title, "kpi"))
        self._subtitle = PlainLabel(words, "", "2", wraps=True)
        self.column.addWidget(self._subtitle)
        self.column.addSpacing(12)

    def enter(self) -> None:
        """The page comes in front."""

    def first_field(self) -> QWidget | None:
        """Return where the caret goes."""
        return None

    def next_text(self) -> str:
        """Return what the primary button says; empty takes 下一步."""
        return ""

    def hint(self) -> str:
        """Return a quiet line beside the button."""
        return ""

    def is_ready(self) -> bool:
        """Whether everything that must be there is."""
        return True

    def take_enter(self) -> bool:
        """Take Enter for what has the caret; False goes on, or to the next empty line."""
        return False

    def submit(self) -> None:
        """Do what the page is for, then emit ``finished``."""
        self.finished.emit()

    def focus(self) -> None:
        """Put the caret into the first field."""
        target: Any = self.first_field() or self
        target.setFocus(Qt.FocusReason.OtherFocusReason)
