"""备份与日志: a backup now, the whole shop verified, the recovery words proved, the data folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.services.verification import problem_sentence
from desktop.ui.background import Lane
from desktop.ui.dialogs.note_dialog import NoteSheet
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
from desktop.ui.export_files import ExportFiles
from desktop.ui.theme import Tone
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.settings_card import SettingsCard

if TYPE_CHECKING:
    from desktop.services.backups import BackupOutcome, Backups
    from desktop.services.exporting import Exporting
    from desktop.services.profiles import OpenProfile
    from desktop.services.verification import Verdict, Verification
    from desktop.ui.screen import WindowContext

ENDING = "katai-backup"
_MOST = 8
_MEGABYTE = 1_000_000


class SafetyCard(SettingsCard):
    """What keeps the shop's data safe."""

    def __init__(
        self,
        context: WindowContext,
        backups: Backups,
        verification: Verification,
        exporting: Exporting,
        profile: OpenProfile,
    ) -> None:
        super().__init__(" ")
        self.title.setText(self.tr("备份与日志"))
        self._context, self._backups = context, backups
        self._verification, self._profile = verification, profile
        self._backup = make_button(
            "", self.tr("现在备份…"), "", "database-backup", name="backupNow"
        )
        self._verify = make_button("", self.tr("核对全部"), "", "shield-check", name="verifyShop")
        self._phrase = make_button("", self.tr("核对恢复词…"), name="checkPhrase")
        self._folder = make_button("", self.tr("打开"), name="openFolder")
        self._files = ExportFiles(context, exporting, self)
        self._tables = ChoiceBox(
            list(self._files.names().values()),
            name="exportKind",
            accessible_name=self.tr("导出什么"),
        )
        self._export = make_button("", self.tr("导出…"), "", "download", name="exportTable")
        self._phrase_words = PlainLabel("", "table", "2")
        self._fill()
        self._backup.clicked.connect(self._ask_backup)
        self._verify.clicked.connect(self._run_verify)
        self._phrase.clicked.connect(self._ask_phrase)
        self._folder.clicked.connect(self._open_folder)
        self._export.clicked.connect(self._export_table)

    def _fill(self) -> None:
        self.add_row(
            self.tr("备份"),
            self.tr("一个加密的文件。换电脑时用它和 12 个恢复词恢复，存到 U 盘或网盘"),
            self._backup,
        )
        self.add_row(
            self.tr("核对"),
            self.tr("台账的链、余额、文件一处处对一遍，只看不改，可能要几分钟"),
            self._verify,
        )
        self.add_row(
            self.tr("恢复词"), self.tr("看着纸上抄的 12 个词填一遍，证明抄对了"), self._phrase
        )
        self.add_row(
            self.tr("导出表格"),
            self.tr("XLSX 或 CSV，给会计或别的软件用，里面没有卡密"),
            _beside(self._tables, self._export),
        )
        self.add_row(self.tr("数据文件夹"), str(self._profile.folder), self._folder)

    @Slot()
    def _ask_backup(self) -> None:
        on = self._context.clock.now()
        name = self.tr("卡台备份 {date}").format(date=f"{on:%Y-%m-%d}")
        sheet = SaveFileSheet(self.tr("现在备份"), name, (ENDING,))
        sheet.decided.connect(partial(self._write, sheet))
        self._context.messages.open_sheet(sheet)

    def _write(self, sheet: SaveFileSheet, path: Path) -> None:
        work = partial(self._backups.backup, self._context.session.actor, path)
        self._context.operations.run_query(
            sheet,
            work,
            partial(self._written, sheet),
            refused=sheet.show_refusal,
            lane=Lane.DEVICE,
        )

    def _written(self, sheet: SaveFileSheet, outcome: BackupOutcome) -> None:
        sheet.close_sheet()
        size = f"{outcome.size_bytes / _MEGABYTE:.1f} MB"
        words = self.tr("备份好了，{size}：{path}").format(size=size, path=outcome.path)
        self._context.messages.show_toast(words, icon="database-backup")

    @Slot()
    def _run_verify(self) -> None:
        self._verify.set_busy(self.tr("正在核对"))
        self._context.operations.run_query(
            self, self._verification.verify, self._verified, refused=self._not_verified
        )

    def _verified(self, verdict: Verdict) -> None:
        self._verify.set_busy("")
        messages = self._context.messages
        if verdict.ok:
            words = self.tr("核对了 {n} 条台账，都对得上。校验码 {head}").format(
                n=verdict.entries, head=verdict.head
            )
            messages.show_toast(words, icon="shield-check")
            return
        lines = "\n".join(problem_sentence(each) for each in verdict.problems[:_MOST])
        messages.tell(
            self.tr("有 {n} 处对不上").format(n=len(verdict.problems)),
            lines,
            tone=Tone.DANGER,
            icon="shield-alert",
            strong=self.tr("先备份，再找人看，别删数据"),
        )

    def _not_verified(self, error: object) -> None:
        self._verify.set_busy("")
        self._context.messages.show_refusal(str(error))

    @Slot()
    def _ask_phrase(self) -> None:
        sheet = NoteSheet(
            self.tr("核对恢复词"), self.tr("按顺序写 12 个词，用空格隔开"), self.tr("核对")
        )
        sheet.decided.connect(self._check_phrase)
        self._context.messages.open_sheet(sheet)

    @Slot(str)
    def _check_phrase(self, typed: str) -> None:
        work = partial(self._profile.check_phrase, typed)
        self._context.operations.run_query(self, work, self._phrase_right, lane=Lane.WRITE)

    def _phrase_right(self, _nothing: object) -> None:
        self._context.messages.end_condition("phrase")
        self._context.messages.show_toast(self.tr("恢复词核对过了"), icon="shield-check")

    @Slot()
    def _export_table(self) -> None:
        kinds = tuple(self._files.names())
        self._files.ask(kinds[self._tables.currentIndex()])

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._profile.folder)))


def _beside(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return holder
