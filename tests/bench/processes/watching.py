"""What watches the running program from inside: waits, types, times, and writes the answer down."""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.ui.application import Opening
from tests.bench.memory import resident_bytes

if TYPE_CHECKING:
    from desktop.ui.screens.sale.sale_page import SalePage
    from desktop.ui.screens.sale_screen import SaleScreen

Script = Iterator[Callable[[], bool]]
"""A work yields what it waits for next."""

TYPED = ("yjcs", "shyy", "tingyu", "明月", "6900", "fyyd", "qxsp", "chiyan", "望岳", "xhcs")
"""Every beginning of each finds goods, in a shop of three hundred too."""
SOLD_CODES = ("D0", "D1", "D2", "D3", "D4")
_LONGEST_STEP = 60


class Watch(QObject):
    """Runs a work beside the program, one step each time what it waits for has come."""

    def __init__(
        self, opening: Opening, work: str, answer: Path, painted: float, loaded: list[str]
    ) -> None:
        super().__init__(opening)
        self._opening = opening
        self._answer_file = answer
        self._answer: dict[str, object] = {"painted": painted, "loaded": loaded}
        name, _, count = work.partition(":")
        works: dict[str, Callable[[int], Script]] = {
            "start": self._start,
            "typing": self._typing,
            "day": self._day,
            "sync": self._sync,
            "scroll": self._scroll,
        }
        self._script = works[name](int(count or 1))
        self._awaited: Callable[[], bool] = lambda: True
        self._deadline = time.monotonic() + _LONGEST_STEP
        self._painted_results = 0
        self._last_look = time.monotonic()
        self._longest_gap = 0.0
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Start looking every millisecond."""
        self._timer.start()

    def _look(self) -> None:
        now = time.monotonic()
        self._longest_gap = max(self._longest_gap, now - self._last_look)
        self._last_look = now
        if time.monotonic() > self._deadline:
            self._end(f"waited too long, with {QApplication.focusWidget()} in focus")
            return
        while self._awaited():
            self._deadline = time.monotonic() + _LONGEST_STEP
            try:
                self._awaited = next(self._script)
            except StopIteration:
                self._end("")
                return
            except Exception:  # what breaks is told to the benchmark, not to the crash dialog
                self._end(traceback.format_exc())
                return

    def _end(self, trouble: str) -> None:
        self._timer.stop()
        self._answer["trouble"] = trouble
        self._answer_file.write_text(json.dumps(self._answer), "utf-8")
        self._opening.window.close_now()

    # Works ------------------------------------------------------------------------------------

    def _start(self, _count: int) -> Script:
        yield self._has_caret
        page = self._page()
        page.results.rows.viewport().installEventFilter(self)
        self._post("y")
        yield lambda: self._painted_results > 0
        self._answer["usable"] = time.monotonic()
        self._last_look, self._longest_gap = time.monotonic(), 0.0
        yield self._is_whole
        self._answer["stall"] = self._longest_gap

    def _typing(self, count: int) -> Script:
        yield self._has_caret
        page = self._page()
        page.results.rows.viewport().installEventFilter(self)
        mine, raw = [], []
        with _bare_table() as seconds_of_repaint:
            for turn in range(count):
                page.search.clear()
                for letter in TYPED[turn % len(TYPED)]:
                    yield self._is_quiet
                    before, start = self._painted_results, time.perf_counter()
                    self._post(letter)
                    yield lambda before=before: self._painted_results > before  # type: ignore[misc]
                    mine.append(time.perf_counter() - start)
                    raw.append(seconds_of_repaint())
        self._answer |= {"keystrokes": mine, "repaints": raw}

    def _day(self, count: int) -> Script:
        yield self._has_caret
        screen = self._screen()
        assert screen is not None
        self._answer["opened"] = resident_bytes()
        sizes = []
        for number in range(count):
            self._post(*SOLD_CODES[number % len(SOLD_CODES)])
            yield self._is_quiet
            self._press(Qt.Key.Key_Return)
            yield lambda: screen.sale_page.has_something() and self._is_quiet()
            self._press(Qt.Key.Key_F9)
            yield lambda: screen.payment_page.isVisible() and self._is_quiet()
            self._press(Qt.Key.Key_Return)
            yield lambda: screen.done_page.isVisible() and self._is_quiet()
            self._press(Qt.Key.Key_Return)
            yield self._has_caret
            sizes.append(resident_bytes())
        self._answer |= {"sizes": sizes}

    def _scroll(self, count: int) -> Script:
        from tests.bench.processes.watching_scroll import scroll_script

        yield self._has_caret
        with _bare_table() as seconds_of_repaint:
            yield from scroll_script(self._opening, count, seconds_of_repaint, self._answer)

    def _sync(self, _count: int) -> Script:
        from tests.bench.processes.watching_sync import sync_script

        yield self._has_caret
        yield from sync_script(self._opening, self._answer)

    # Eyes and hands -----------------------------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count the paints of the results that answer what was typed last."""
        if event.type() == QEvent.Type.Paint:
            page = self._page()
            if page._asked == page._answered and page.search.text():
                QTimer.singleShot(0, self._count)
        return False

    def _count(self) -> None:
        self._painted_results += 1
        self._look()

    def _screen(self) -> SaleScreen | None:
        """Return the counter once it is there; what watches imports nothing of it."""
        window = self._opening.shop_window
        return cast("SaleScreen | None", window and window.pages.find_built("sale"))

    def _page(self) -> SalePage:
        screen = self._screen()
        assert screen is not None
        return screen.sale_page

    def _has_caret(self) -> bool:
        focus = QApplication.focusWidget()
        return (
            isinstance(focus, QLineEdit)
            and focus.objectName() == "searchBox"
            and self._screen() is not None
            and self._page().has_shift
            and self._page().isVisible()
        )

    def _is_whole(self) -> bool:
        """Whether all is there that was left for after the first results."""
        window = self._opening.shop_window
        return (
            window is not None
            and window.keepers is not None
            and "done_page" in vars(self._screen())
            and window.background.is_idle
        )

    def _is_quiet(self) -> bool:
        shop_window = self._opening.shop_window
        return shop_window is not None and shop_window.background.is_idle

    def _post(self, *letters: str) -> None:
        target = QApplication.focusWidget() or self._opening.window
        for letter in letters:
            QApplication.postEvent(target, _key(0, letter))

    def _press(self, key: Qt.Key) -> None:
        target = QApplication.focusWidget() or self._opening.window
        QApplication.postEvent(target, _key(key, ""))


@contextmanager
def _bare_table() -> Iterator[Callable[[], float]]:
    """Give what asks the floor, in a process without our theme, for one repaint."""
    import subprocess  # a watch on a start must not wait for what it does not use

    script = Path(__file__).with_name("bare_table.py")
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        asked, answers = process.stdin, process.stdout

        def seconds_of_repaint() -> float:
            asked.write("\n")
            asked.flush()
            return float(answers.readline())

        yield seconds_of_repaint
        asked.close()


def _key(key: int, text: str) -> QKeyEvent:
    none = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, key, none, text)
