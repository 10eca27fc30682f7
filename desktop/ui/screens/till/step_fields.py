"""What is typed in each step of the close: totals of the codes, reasons, PINs; balances to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.money import Money
from desktop.ui.formatting import amount_text
from desktop.ui.screens.till.till_texts import (
    TENDER_ICONS,
    difference_text,
    open_item_rows,
    tender_line,
)
from desktop.ui.theme import theme
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import ElideLabel, IconView, PlainLabel
from desktop.ui.widgets.pin_dots import PinDots

if TYPE_CHECKING:
    from desktop.domain.day_close import Difference, OpenItems, TenderToCount
    from desktop.domain.day_report import PlatformFigures
    from desktop.domain.tender import TenderMethod


class StepFields(QWidget):
    """The ground of a step's fields: a column with the page's margins."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 14)
        self.column.setSpacing(8)

    def editors(self) -> tuple[QWidget, ...]:
        """Return what takes the caret, in order."""
        return ()

    def first_missing(self) -> QWidget | None:
        """Return the first field that still needs something."""
        return None

    def clear_column(self) -> None:
        """Take everything out."""
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class OpenItemsFields(StepFields):
    """What is carried over; none of it stops the close.

    Signals:
        open_wanted: somebody wants to see to it first.
    """

    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: OpenItems | None = None

    def show_items(self, items: OpenItems) -> None:
        """Show the counts; the same ones again change nothing, nor take the focus away."""
        if items == self._shown:
            return
        self._shown = items
        self.clear_column()
        for name, count in open_item_rows(items):
            words = self.tr("{name} {n}").format(name=name, n=count)
            self.column.addWidget(PlainLabel(words, "", "warn" if count else "3"))
        note = self.tr("可以日结，都带到下一天。之后的结果记到下一天，写明原单。")
        self.column.addWidget(PlainLabel(note, "caption", wraps=True))
        button = make_button("", self.tr("先去处理"), name="seeToOpenItems")
        button.clicked.connect(self.open_wanted)
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class CodeFields(StepFields):
    """One total per collection code, copied from the phone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[TenderMethod | int, str], ...] = ()
        self._lines: dict[TenderMethod | int, MoneyEdit] = {}

    def show_codes(self, codes: tuple[TenderToCount, ...]) -> None:
        """Show the codes; what is being typed stays."""
        shape = tuple((_key_of(code), code.label) for code in codes)
        if shape != self._shown:
            self._rebuild(codes)
            self._shown = shape
        for code in codes:
            editor = self._lines[_key_of(code)]
            if not editor.isModified() and code.counted is not None:
                editor.set_amount(code.counted)
                editor.deselect()

    def totals(self) -> dict[TenderMethod | int, Money]:
        """Return what is typed; a field left empty is not there."""
        typed = {key: editor.amount() for key, editor in self._lines.items()}
        return {key: amount for key, amount in typed.items() if amount is not None}

    def is_touched(self) -> bool:
        """Whether a total was typed since they were last kept."""
        return any(editor.isModified() for editor in self._lines.values())

    def reset(self) -> None:
        """Forget what was typed."""
        self._shown = ()

    def editors(self) -> tuple[QWidget, ...]:
        """Return the fields in the order of the codes."""
        return tuple(self._lines.values())

    def first_missing(self) -> QWidget | None:
        """Return the first field without a total: nothing received is typed as 0."""
        return next((each for each in self._lines.values() if each.amount() is None), None)

    def _rebuild(self, codes: tuple[TenderToCount, ...]) -> None:
        self.clear_column()
        self._lines = {}
        for code in codes:
            self.column.addWidget(self._row(code))
        words = self.tr("净额 = 收到的减去退回的。没有收就填 0。")
        if not codes:
            words = self.tr("没有要抄的收款码。")
        self.column.addWidget(PlainLabel(words, "caption", wraps=True))

    def _row(self, code: TenderToCount) -> QWidget:
        name = tender_line(code.method, code.label)
        suffix = code.code_id if code.code_id is not None else code.method
        editor = MoneyEdit(f"codeTotal_{suffix}", accessible_name=name, has_sign=True)
        editor.setProperty("measure", "money")
        editor.setFixedWidth(theme().px(160))
        self._lines[_key_of(code)] = editor
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(IconView(TENDER_ICONS.get(str(code.method), "qr-code"), "text2"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElideLabel(tender_line(code.method, "")))
        if code.label:
            words.addWidget(ElideLabel(code.label, "caption", "2"))
        layout.addLayout(words, 1)
        layout.addWidget(editor)
        return row


class PlatformFields(StepFields):
    """What each wholesale account answered; what an account that cannot be asked shows is typed.

    Signals:
        asked: query the balances now.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] | None = None
        self._lines: dict[str, MoneyEdit] = {}

    def show_accounts(
        self, accounts: tuple[PlatformFigures, ...], *, sees_balances: bool, is_asking: bool
    ) -> None:
        """Show balances, or for a cashier only whether an account answered."""
        wanted = (accounts, sees_balances, is_asking)
        if wanted == self._shown:
            return
        self._shown = wanted
        half_typed = {name: each.text() for name, each in self._lines.items() if each.isModified()}
        self.clear_column()
        self._lines = {}
        if not accounts:
            self.column.addWidget(PlainLabel(self.tr("没有连货源，不用对余额。"), "caption"))
            return
        for number, account in enumerate(accounts, 1):
            self.column.addWidget(self._row(account, number, sees_balances=sees_balances))
        for name, text in half_typed.items():
            if name in self._lines:
                self._lines[name].setText(text)
                self._lines[name].setModified(True)
        self.column.addWidget(PlainLabel(self._note(), "caption", wraps=True))
        button = make_button("", self.tr("查余额"), name="askBalances", icon_name="refresh-cw")
        button.set_busy(self.tr("正在查") if is_asking else "")
        button.clicked.connect(self.asked)
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def editors(self) -> tuple[QWidget, ...]:
        """Return the fields of the accounts that did not answer."""
        return tuple(self._lines.values())

    def typed(self) -> dict[str, Money]:
        """Return what was newly typed, by account; a field left empty leaves its account out."""
        amounts = {name: each.amount() for name, each in self._lines.items() if each.isModified()}
        return {name: amount for name, amount in amounts.items() if amount is not None}

    def reset(self) -> None:
        """Forget what was typed; it is kept now."""
        self._shown = None
        for each in self._lines.values():
            each.setModified(False)

    def _note(self) -> str:
        if self._lines:
            return self.tr(
                "连不上的，照平台自己的网页填上余额；空着就不算进差额。"
                "日结之前又连上了，以查到的为准。"
            )
        return self.tr("连不上的货源不算进差额，明天再对。")

    def _row(self, account: PlatformFigures, number: int, *, sees_balances: bool) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        name = account.account if sees_balances else self.tr("货源 {n}").format(n=number)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElideLabel(name))
        layout.addLayout(words, 1)
        was_reached = account.actual is not None and not account.typed_at
        if was_reached or not sees_balances:
            layout.addWidget(self._answer(account, sees_balances=sees_balances))
            return row
        state = self.tr("手填 {at}").format(at=account.typed_at)
        note = state if account.typed_at else self.tr("连不上，可以手填")
        words.addWidget(ElideLabel(note, "caption", "warn"))
        layout.addWidget(self._editor(account, number))
        return row

    def _answer(self, account: PlatformFigures, *, sees_balances: bool) -> PlainLabel:
        if account.actual is None:
            return PlainLabel(self.tr("连不上"), "", "warn")
        told = self.tr("手填了") if account.typed_at else self.tr("查到了")
        words = amount_text(account.actual) if sees_balances else told
        return PlainLabel(words, "bodyStrong" if sees_balances else "", "")

    def _editor(self, account: PlatformFigures, number: int) -> MoneyEdit:
        spoken = self.tr("{account} 的余额").format(account=account.account)
        editor = MoneyEdit(f"balance_{number}", accessible_name=spoken)
        editor.setProperty("measure", "money")
        editor.setFixedWidth(theme().px(160))
        if account.actual is not None:
            editor.set_amount(account.actual)
            editor.deselect()
        editor.setModified(False)
        self._lines[account.account] = editor
        return editor


class ReasonFields(StepFields):
    """Why, for every difference; the bill of the phone names the sale behind one.

    Signals:
        bill_wanted: a bill file is to be held against the day.
    """

    bill_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, LineInput] = {}
        self._shown: tuple[Difference, ...] | None = None

    def show_differences(self, found: tuple[Difference, ...], *, reads_bills: bool) -> None:
        """Ask for reasons; what was typed for the same difference stays."""
        if found == self._shown:
            return
        self._shown = found
        before = self.reasons()
        self.clear_column()
        self._lines = {}
        for each in found:
            reason = LineInput(difference_text(each), name=f"reason_{each.key}")
            reason.set_text(before.get(each.key, ""))
            if each.needs_owner:
                reason.set_note(self.tr("超过限额，要店主签字"))
            self._lines[each.key] = reason
            self.column.addWidget(reason)
        if not found:
            self.column.addWidget(PlainLabel(self.tr("现金、收款码、货源都对得上。"), "", "accent"))
        if reads_bills:
            button = make_button("", self.tr("对微信、支付宝账单…"), name="readBill")
            button.clicked.connect(self.bill_wanted)
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def reasons(self) -> dict[str, str]:
        """Return what is typed by the key of each difference."""
        return {key: reason.text() for key, reason in self._lines.items()}

    def editors(self) -> tuple[QWidget, ...]:
        """Return the lines."""
        return tuple(reason.editor for reason in self._lines.values())

    def first_missing(self) -> QWidget | None:
        """Return the first line without a reason, marked."""
        for reason in self._lines.values():
            if not reason.text():
                reason.set_error(self.tr("写一句原因，才能签字"))
                return reason.editor
        return None


class SignFields(StepFields):
    """The PINs that sign: the cashier's own, then an owner's; an owner signs alone.

    Signals:
        signed: which PIN field is full, and the PIN.
    """

    signed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dots: dict[str, PinDots] = {}
        self._notes: dict[str, PlainLabel] = {}

    def ask(self, signers: tuple[tuple[str, str], ...]) -> None:
        """Ask for PINs: the key and the words of each."""
        self.clear_column()
        self._dots, self._notes = {}, {}
        for key, words in signers:
            dots = PinDots(key)
            dots.setAccessibleName(words)
            dots.setFixedHeight(theme().px(40))
            note = PlainLabel("", "caption", wraps=True)
            self._dots[key], self._notes[key] = dots, note
            for widget in (PlainLabel(words, "", "2"), dots, note):
                self.column.addWidget(widget)
            dots.completed.connect(self._full)
        note_text = self.tr("签完字这一天就不能再改，编号接着上一张。")
        self.column.addWidget(PlainLabel(note_text, "caption", wraps=True))

    def show_right(self, key: str, words: str) -> None:
        """Say who signed; the field takes nothing more."""
        self._notes[key].set_tone("accent")
        self._notes[key].setText(words)
        self._dots[key].setEnabled(False)

    def show_wrong(self, key: str, words: str) -> None:
        """Say that it was wrong."""
        self._notes[key].set_tone("danger")
        self._notes[key].setText(words)
        self._dots[key].show_wrong()
        self._dots[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def editors(self) -> tuple[QWidget, ...]:
        """Return the PIN fields that still wait."""
        return tuple(dots for dots in self._dots.values() if dots.isEnabled())

    def first_missing(self) -> QWidget | None:
        """Return the first PIN field that waits."""
        return next(iter(self.editors()), None)

    @Slot(str)
    def _full(self, pin: str) -> None:
        dots = self.sender()
        if isinstance(dots, PinDots):
            self.signed.emit(dots.objectName(), pin)


def _key_of(code: TenderToCount) -> TenderMethod | int:
    return code.method if code.code_id is None else code.code_id
