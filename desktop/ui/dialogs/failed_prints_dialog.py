"""没打出来的纸: try one again, or give it up; neither touches the goods."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.clock import zone_named
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.printing import PrintJobKind
from desktop.services.printing import FailedPaper
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import moment_text
from desktop.ui.loads import Loads
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.data_table import TWO_LINES, DataTable, TableCell, TableColumn
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.services.printing import Printing
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext

_ROWS: Final = 5
_KINDS: Final = {
    PrintJobKind.RECEIPT: QT_TRANSLATE_NOOP("FailedPrintsSheet", "小票"),
    PrintJobKind.SECRET_SLIP: QT_TRANSLATE_NOOP("FailedPrintsSheet", "卡密单"),
    PrintJobKind.MEMBER_RECEIPT: QT_TRANSLATE_NOOP("FailedPrintsSheet", "会员收据"),
    PrintJobKind.SHIFT_SLIP: QT_TRANSLATE_NOOP("FailedPrintsSheet", "交班单"),
    PrintJobKind.X_REPORT: QT_TRANSLATE_NOOP("FailedPrintsSheet", "中途查看"),
    PrintJobKind.Z_REPORT: QT_TRANSLATE_NOOP("FailedPrintsSheet", "日结单"),
    PrintJobKind.PAYOUT_SLIP: QT_TRANSLATE_NOOP("FailedPrintsSheet", "佣金付款单"),
    PrintJobKind.TEST_PAGE: QT_TRANSLATE_NOOP("FailedPrintsSheet", "测试页"),
}


class _PapersTable(DataTable[FailedPaper]):
    """The papers.

    Signals:
        drop_wanted: Del on the current one.
    """

    drop_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del gives a paper up; the rest is a table's."""
        if event.key() == Qt.Key.Key_Delete:
            self.drop_wanted.emit()
        else:
            super().keyPressEvent(event)


class FailedPrintsSheet(WritingForm):
    """Lists what did not come out; Enter tries the selected one again, Del gives it up."""

    def __init__(
        self,
        context: WindowContext,
        printing: Printing,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "", width=MEDIUM, icon="printer-x", parent=parent)
        self.set_title(self.tr("没打出来的纸"))
        self._printing = printing
        self._zone = zone_named(settings.current.text("day.zone"))
        self._loads = Loads(context, self)
        self.table = _PapersTable(
            (
                TableColumn("paper", self.tr("哪张纸"), self._paper_cell),
                TableColumn("when", self.tr("什么时候"), self._when_cell, 150),
            ),
            _key_of,
            name="failedPrints",
            accessible_name=self.tr("没打出来的纸"),
            row_height=TWO_LINES,
        )
        self.empty = EmptyState("circle-check", self.tr("都打出来了"))
        self._pages = RoundedPages(is_last=True, wanted_height=36 + TWO_LINES * _ROWS)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        card = Card()
        card.set_flush()
        card.body.addWidget(self._pages)
        self.body.addWidget(card)
        self.add_text(self.tr("不打了只是不再提醒：货没交出去的，还在待交付里。"))
        self.drop_button = self.add_button(
            self.tr("不打了"), key_cap="Del", name="dropPrint", is_left=True
        )
        self.finish(self.tr("再打一次"), name="retryPrint", cancel=self.tr("关闭"))
        self.set_first_focus(self.table)
        self.table.row_activated.connect(self.submit)
        self.table.drop_wanted.connect(self._drop)
        self.drop_button.clicked.connect(self._drop)
        self._read()

    @Slot()
    def submit(self, _row: object = None) -> None:
        """Try the selected paper again."""
        paper = self.table.current_row()
        if paper is not None:
            actor = self.context.session.actor
            self.write(partial(self._printing.retry, actor, paper.job.id), self._done)

    @Slot()
    def _drop(self) -> None:
        paper = self.table.current_row()
        if paper is not None and not self.confirm_button.is_busy():
            actor = self.context.session.actor
            self.write(partial(self._printing.drop, actor, paper.job.id), self._done)

    def _done(self, _outcome: object) -> None:
        self._read()

    def _read(self) -> None:
        self._loads.run("papers", self._printing.failed_papers, self._show)

    def _show(self, papers: tuple[FailedPaper, ...]) -> None:
        self.table.set_rows(papers)
        self.table.select_number(0)
        self._pages.setCurrentIndex(0 if papers else 1)
        self.confirm_button.setEnabled(bool(papers))
        self.drop_button.setEnabled(bool(papers))

    def _paper_cell(self, paper: FailedPaper) -> TableCell:
        kind = QCoreApplication.translate("FailedPrintsSheet", _KINDS[paper.job.kind])
        words = f"{kind} {paper.subject}".strip()
        return TableCell(words, is_strong=True, second=paper.job.trouble_text)

    def _when_cell(self, paper: FailedPaper) -> TableCell:
        now = self.context.clock.now()
        when = moment_text(paper.job.requested_at, now, self._zone)
        return TableCell(when, second=paper.job.person_name)


def _key_of(paper: FailedPaper) -> int:
    return paper.job.id
