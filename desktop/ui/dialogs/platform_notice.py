"""What the owner must know of a wholesale platform before an account there is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.translating import translate
from desktop.ui.icons import TEXT_PX
from desktop.ui.theme import Tone
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import IconView, PlainLabel

if TYPE_CHECKING:
    from desktop.services.platform_sheets import PlatformSheet

_CONTEXT: Final = "purchasing"


class PlatformNotice(Card):
    """Its warnings, and whether it was ever tried on a real shop; hidden without either.

    A warning is red; what is only a way of working is blue.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("platformNotice")
        self.body.setContentsMargins(14, 10, 14, 10)
        self.body.setSpacing(6)
        self._rows: list[QWidget] = []
        self._words: list[str] = []
        self.hide()

    def show_platform(self, sheet: PlatformSheet) -> None:
        """Say what there is to say about it."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self._words = [translate(_CONTEXT, warning) for warning in sheet.warnings]
        tone, icon = (Tone.INFO, "info") if sheet.is_by_hand else (Tone.DANGER, "shield-alert")
        for words in self._words:
            self._add(icon, words, tone)
        if sheet.tried != "live":
            untried = self.tr("这个平台只照文档做过，还没在真店上试过，先小额买一次")
            self._words.append(untried)
            self._add("info", untried, Tone.WARN)
        self.set_tone(tone if sheet.warnings else Tone.WARN)
        self.setAccessibleName(" ".join(self._words))
        self.setVisible(bool(self._words))

    def words(self) -> tuple[str, ...]:
        """Return what is said."""
        return tuple(self._words)

    def _add(self, icon: str, words: str, tone: Tone) -> None:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(IconView(icon, tone.ink, TEXT_PX))
        layout.addWidget(PlainLabel(words, "table", tone.value, wraps=True), 1)
        self._rows.append(row)
        self.body.addWidget(row)
