"""试键盘和扫码枪: whether F9 arrives without Fn, and whether the till knows this scanner."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.ui.dialogs.rebind_dialog import KeyCatcher
from desktop.ui.key_bindings import KeyTable
from desktop.ui.scanner_bursts import MeasuredScan, ScannerThresholds
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.editor_keys import KEEPS_ENTER
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import MEDIUM, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

_MILLISECONDS: Final = 1_000
_END_KEYS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


class FunctionKeyTrial(KeyCatcher):
    """Waits for F9.

    Signals:
        judged: whether F9 itself arrived; a media key or Alt+9 is not it.
    """

    judged = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", KeyTable().shown, parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take any key but those of the dialog."""
        super().keyPressEvent(event)
        if event.key() not in _END_KEYS | {Qt.Key.Key_Escape} and not event.isAutoRepeat():
            is_bare = event.modifiers() == Qt.KeyboardModifier.NoModifier
            self.judged.emit(event.key() == Qt.Key.Key_F9 and is_bare)


class ScanTrial(QLineEdit):
    """A line that measures what is scanned into it.

    Signals:
        measured: a ``MeasuredScan``, at Enter or Tab.
    """

    measured = Signal(object)

    def __init__(
        self, monotonic_seconds: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._now = monotonic_seconds
        self._times: list[float] = []
        self.setObjectName("scanTrial")
        self.setProperty(KEEPS_ENTER, "true")

    def event(self, event: QEvent) -> bool:
        """Tab ends a scan here, as Enter does, and moves on only where nothing was scanned."""
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent):
            if event.key() in _END_KEYS and self._times:
                self._end()
                return True
            if event.text().isprintable() and event.text():
                self._begin_if_done()
                self._times.append(self._now())
        return super().event(event)

    def _begin_if_done(self) -> None:
        if not self._times:
            self.clear()

    def _end(self) -> None:
        times = [*self._times, self._now()]
        self._times = []
        gaps = (later - earlier for earlier, later in pairwise(times))
        self.measured.emit(MeasuredScan(len(times) - 1, max(gaps)))


class InputTrialSheet(Sheet):
    """Two short trials; what they find is offered, not forced.

    Args:
        thresholds: what counts as a scan now.

    Signals:
        fn_row_found: whether the F keys need Fn here.
        thresholds_wanted: ``ScannerThresholds`` that know this scanner.
    """

    fn_row_found = Signal(bool)
    thresholds_wanted = Signal(object)

    def __init__(
        self,
        thresholds: ScannerThresholds,
        monotonic_seconds: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("试键盘和扫码枪"),
            width=MEDIUM,
            icon="scan-barcode",
            name="inputTrial",
            parent=parent,
        )
        self._thresholds = thresholds
        self._fitting: ScannerThresholds | None = None
        self.keys = FunctionKeyTrial()
        self.keys_note = PlainLabel("", "", "2", wraps=True)
        self.no_answer = make_button("", self.tr("按了没反应"), name="noFunctionKey")
        self.scan = ScanTrial(monotonic_seconds)
        self.scan.setPlaceholderText(self.tr("光标放这里，扫一张条码"))
        self.scan.setAccessibleName(self.tr("扫一张条码"))
        self.scan_note = PlainLabel("", "", "2", wraps=True)
        self.fit = make_button("", self.tr("照这把枪设"), name="fitScanner")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.body.addWidget(PlainLabel(self.tr("按一下 F9"), "", "2"))
        self.body.addWidget(self.keys)
        self.body.addLayout(_beside(self.keys_note, self.no_answer))
        self.body.addWidget(PlainLabel(self.tr("扫一张条码"), "", "2"))
        self.body.addWidget(self.scan)
        self.body.addLayout(_beside(self.scan_note, self.fit))
        self.fit.hide()
        self.set_default(self.add_cancel(self.tr("关闭")))
        self.set_first_focus(self.keys)

    def _connect(self) -> None:
        self.keys.judged.connect(self._judge_key)
        self.no_answer.clicked.connect(self._miss_key)
        self.scan.measured.connect(self._judge_scan)
        self.fit.clicked.connect(self._want_fitting)

    @Slot()
    def _miss_key(self) -> None:
        self._judge_key(False)

    @Slot(bool)
    def _judge_key(self, has_arrived: bool) -> None:
        if has_arrived:
            self._say(self.keys_note, self.tr("收到 F9，提示写 F1…F10"), "success")
        else:
            words = self.tr("没收到 F9。这台电脑的 F 键要按着 Fn，提示改写 Alt+1…9、Alt+0")
            self._say(self.keys_note, words, "warn")
        self.fn_row_found.emit(not has_arrived)
        self.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _judge_scan(self, scan: MeasuredScan) -> None:
        self._fitting = None
        facts = self.tr("{n} 个字，最慢隔 {ms} 毫秒").format(
            n=scan.length, ms=round(scan.slowest_seconds * _MILLISECONDS)
        )
        if scan.is_burst_by(self._thresholds):
            self._say(self.scan_note, self.tr("认得出：{facts}").format(facts=facts), "success")
        else:
            self._fitting = scan.find_fitting(self._thresholds)
            words = (
                self.tr("现在会当成手打的：{facts}")
                if self._fitting is not None
                else self.tr("像是手打的：{facts}。用扫码枪扫一张")
            )
            self._say(self.scan_note, words.format(facts=facts), "warn")
        self.fit.setVisible(self._fitting is not None)

    @Slot()
    def _want_fitting(self) -> None:
        if self._fitting is None:
            return
        self._thresholds, self._fitting = self._fitting, None
        self.fit.hide()
        gap = round(self._thresholds.maximum_gap_seconds * _MILLISECONDS)
        words = self.tr("改成 {n} 个字、{ms} 毫秒，保存设置后生效，可以再扫一张")
        note = words.format(n=self._thresholds.minimum_length, ms=gap)
        self._say(self.scan_note, note, "success")
        self.thresholds_wanted.emit(self._thresholds)
        self.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, note: PlainLabel, words: str, tone: str) -> None:
        note.setText(words)
        note.set_tone(tone)


def _beside(note: PlainLabel, button: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(note, 1)
    row.addWidget(button)
    return row
