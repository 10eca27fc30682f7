"""When the program itself is at fault: a file without secrets, and a sentence about the sale.

The file holds where it happened, never what the values were: an exception's text may quote a card.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion

import desktop

LOG: Final = logging.getLogger("desktop.crash")
_KEPT_REPORTS: Final = 20


def report_text(error: BaseException) -> str:
    """Return where an error happened: types, codes, files and lines; no values and no messages."""
    import platform

    from desktop.logs import places_of

    lines = [
        f"Katai {desktop.__version__} · Python {platform.python_version()} · Qt {qVersion()}",
        platform.platform(),
        *places_of(error),
    ]
    return "\n".join(lines) + "\n"


class CrashReports:
    """Catches what nobody caught, writes it down, and hands it to whoever shows it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._noted: set[str] = set()
        self._show: Callable[[str, Path | None], None] | None = None
        self._native: TextIO | None = None

    def install(self) -> None:
        """Catch errors of every thread and Qt's own messages."""
        sys.excepthook = self._catch
        threading.excepthook = self._catch_in_thread
        qInstallMessageHandler(_log_qt_message)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._native = (self._folder / "fault.txt").open("w", encoding="utf-8")
            faulthandler.enable(self._native, all_threads=False)
        except OSError:
            LOG.warning("no place for crash files")

    def uninstall(self) -> None:
        """Let errors go where they went before."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if self._native is not None:
            faulthandler.disable()
            self._native.close()
            self._native = None

    def show_with(self, show: Callable[[str, Path | None], None]) -> None:
        """From now on tell the person: report text and the file it went to."""
        self._show = show

    def note(self, error: BaseException) -> None:
        """Write an error down and tell the person, once: a timer may meet it every few seconds."""
        text = report_text(error)
        if text in self._noted:
            return
        self._noted.add(text)
        LOG.error("unexpected error\n%s", text)
        path = self._write(text)
        if self._show is not None:
            self._show(text, path)

    def _write(self, text: str) -> Path | None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            old = sorted(self._folder.glob("crash-*.txt"))
            for surplus in old[: max(0, len(old) - _KEPT_REPORTS + 1)]:
                surplus.unlink(missing_ok=True)
            number = int(old[-1].stem.split("-")[1]) + 1 if old else 1
            path = self._folder / f"crash-{number:06d}.txt"
            path.write_text(text, encoding="utf-8")
        except (OSError, ValueError):
            return None
        return path

    def _catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        del kind, trace
        if isinstance(error, KeyboardInterrupt):
            raise SystemExit(130)
        self.note(error)

    def _catch_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            LOG.error("unexpected error in a thread\n%s", report_text(arguments.exc_value))
            self._write(report_text(arguments.exc_value))


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> Any:
    del context
    level = (
        logging.ERROR if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg} else logging.INFO
    )
    logging.getLogger("desktop.qt").log(level, "%s", message)
