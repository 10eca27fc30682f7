"""收款码, which may be left for later, and the last page, 开张."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from desktop.domain.errors import KataiError
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.code_board import CodeBoard, read_code_picture
from desktop.ui.icons import TEXT_PX
from desktop.ui.screens.wizard.wizard_page import WizardDesk, WizardPage
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.cards import Card, NoticeStrip
from desktop.ui.widgets.labels import IconView, PlainLabel
from desktop.ui.widgets.settings_card import FormRow

if TYPE_CHECKING:
    from desktop.domain.tender import TenderMethod
    from desktop.services.collection_codes import CollectionCode

_MOST_PROBLEMS = 5
_TAIL_FROM = "tender.bill_tail_from"


class CodesPage(WizardPage):
    """收款码: the pictures customers scan."""

    step = 2
    can_skip = True
    can_go_back = False

    def __init__(self, desk: WizardDesk, title: str, words: str) -> None:
        super().__init__(desk, title, words)
        self.board = CodeBoard()
        self.column.addWidget(self.board, 1)
        self.tail_from = MoneyEdit("tailFrom")
        self.tail_from.setFixedWidth(theme().px(120))
        card = Card()
        card.set_flush()
        why = self.tr("后 4 位，日结对账用。到这个数就必须填")
        card.body.addWidget(FormRow(self.tr("满多少元要填账单尾号"), why, self.tail_from))
        self.column.addWidget(card)
        words = self.tr("这种码不会自己报到账：看收款手机或听播报，再点“已到账”。")
        warning = QHBoxLayout()
        warning.setSpacing(8)
        warning.addWidget(IconView("shield-alert", "warn", TEXT_PX))
        warning.addWidget(PlainLabel(words, "table", "warn", wraps=True), 1)
        self.column.addLayout(warning)
        self.tail_from.editingFinished.connect(self._keep_tail_from)
        self.board.picture_given.connect(self._read)
        self.board.renamed.connect(self._rename)
        self.board.removed.connect(self._remove)
        self._codes: tuple[CollectionCode, ...] = ()

    def enter(self) -> None:
        """Show what is there already."""
        self._reload()
        self._show_tail_from()

    @Slot(object, object)
    def _read(self, method: TenderMethod, path: Path) -> None:
        self.desk.run(
            self,
            partial(read_code_picture, path),
            partial(self._add, method),
            partial(self._refuse, method),
            Lane.READ,
        )

    def _add(self, method: TenderMethod, read: tuple[bytes, str]) -> None:
        picture, payload = read
        count = sum(1 for code in self._codes if code.method == method)
        label = self.tr("柜台手机") if not count else self.tr("手机 {n}").format(n=count + 1)
        codes, actor = self._service(), self.desk.first_run.actor()
        work = partial(codes.add, actor, method, label, picture, payload)
        self.desk.run(self, work, self._changed, partial(self._refuse, method))

    @Slot(object, str)
    def _rename(self, code_id: int, label: str) -> None:
        code = next((each for each in self._codes if each.id == code_id), None)
        if code is None:
            return
        work = partial(
            self._service().change,
            self.desk.first_run.actor(),
            code_id,
            label,
            code.picture,
            code.payload,
            daily_limit=code.daily_limit,
        )
        self.desk.run(self, work, self._changed, partial(self._refuse, code.method))

    @Slot(object)
    def _remove(self, code_id: int) -> None:
        code = next((each for each in self._codes if each.id == code_id), None)
        if code is not None:
            work = partial(self._service().remove, self.desk.first_run.actor(), code_id)
            self.desk.run(self, work, self._changed, partial(self._refuse, code.method))

    @Slot()
    def _keep_tail_from(self) -> None:
        settings, amount = self.desk.first_run.service("settings"), self.tail_from.amount()
        if amount is None or amount == settings.current.money(_TAIL_FROM):
            return
        work = partial(settings.change, self.desk.first_run.actor(), {_TAIL_FROM: amount})
        self.desk.run(self, work, self._show_tail_from, self._show_tail_from)

    def _show_tail_from(self, _outcome: object = None) -> None:
        """Show the sum that holds; one the settings do not take goes."""
        values = self.desk.first_run.service("settings").current
        self.tail_from.set_amount(values.money(_TAIL_FROM))
        self.tail_from.deselect()

    def _changed(self, _outcome: object) -> None:
        self._reload()

    def _reload(self) -> None:
        self.desk.run(self, self._service().list_codes, self._show, self._ignore, Lane.READ)

    def _show(self, codes: tuple[CollectionCode, ...]) -> None:
        self._codes = codes
        self.board.show_codes(codes)

    def _refuse(self, method: TenderMethod, error: KataiError) -> None:
        self.board.show_wrong(method, sentence_of(error))

    def _ignore(self, _error: KataiError) -> None:
        """The board stays as it was."""

    def _service(self) -> Any:
        return self.desk.first_run.service("collection_codes")


class OpenPage(WizardPage):
    """开张: nothing more to fill in."""

    step = 5

    def __init__(self, desk: WizardDesk, title: str, words: str) -> None:
        super().__init__(desk, title, words)
        for strong, text, icon in (
            (self.tr("先开班"), self.tr("输抽屉里的零钱，按 Enter，就能收银"), "banknote"),
            (
                self.tr("收银靠键盘"),
                self.tr("编码、Enter、F9、Enter；按 F1 看全部"),
                "scan-barcode",
            ),
            (self.tr("打印机和扫码枪"), self.tr("在 设置 · 打印与扫码枪 里接"), "printer"),
        ):
            strip = NoticeStrip(Tone.INFO, strong, text, icon)
            strip.setMaximumWidth(theme().px(720))
            self.column.addWidget(strip)
        self.column.addStretch(1)

    def next_text(self) -> str:
        """The last button."""
        return self.tr("开张")
