"""A person of the staff: name, role, and a PIN typed twice."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.errors import KataiError
from desktop.domain.permissions import Person, Role
from desktop.translating import sentence_of
from desktop.ui.widgets.amount_inputs import DigitsEdit
from desktop.ui.widgets.buttons import Segmented
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.sheet import Sheet
from desktop.ui.widgets.switches import Switch

ROLES: Final = (Role.CASHIER, Role.SENIOR, Role.OWNER)
_PIN: Final = 6


def role_text(role: Role) -> str:
    """Return the name of a role."""
    return {
        Role.CASHIER: QCoreApplication.translate("PersonFormSheet", "店员"),
        Role.SENIOR: QCoreApplication.translate("PersonFormSheet", "资深店员"),
        Role.OWNER: QCoreApplication.translate("PersonFormSheet", "店主"),
    }[role]


class PersonFormSheet(Sheet):
    """Adds somebody, or changes who is there.

    Signals:
        decided: name, ``Role``, the new PIN (empty keeps the old one), whether they work here.
    """

    decided = Signal(str, object, str, bool)

    def __init__(self, person: Person | None = None, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._person = person
        is_new = person is None
        self.set_title(self.tr("添加员工") if is_new else self.tr("修改员工"))
        self.name = LineInput(self.tr("名字"), name="personName")
        self.role = Segmented(tuple(role_text(role) for role in ROLES))
        self.role.setObjectName("personRole")
        self.pin = self._pin_line(
            self.tr("PIN，6 位数字") if is_new else self.tr("换 PIN（空着就不换）"), "personPin"
        )
        self.pin_again = self._pin_line(self.tr("再输一遍"), "personPinAgain")
        self.is_active = Switch(self.tr("在店里"), name="personActive")
        self.is_active.setChecked(person is None or person.is_active)
        self.is_active.setVisible(not is_new)
        if person is not None:
            self.name.set_text(person.name)
            self.role.set_current(ROLES.index(person.role))
        for widget in (self.name, self.role, self.pin, self.pin_again, self.is_active):
            self.body.addWidget(widget)
        self.add_cancel()
        self._confirm = self.add_confirm(self.tr("添加") if is_new else self.tr("保存"))
        self.set_first_focus(self.name.editor)
        self.accepted.connect(self._decide)

    def show_refusal(self, error: KataiError) -> None:
        """Say beside the field why it was refused."""
        self._confirm.set_busy("")
        field = self.pin if error.code.startswith("pin_") else self.name
        field.set_error(sentence_of(error))
        field.editor.setFocus()

    @Slot()
    def _decide(self) -> None:
        if not self.name.text():
            self.name.set_error(self.tr("写名字"))
            self.name.editor.setFocus()
            return
        needs_pin = self._person is None or bool(self.pin.text())
        if needs_pin and len(self.pin.text()) != _PIN:
            self.pin.set_error(self.tr("PIN 要 6 位数字"))
            self.pin.editor.setFocus()
            return
        if self.pin.text() != self.pin_again.text():
            self.pin_again.set_error(self.tr("两遍不一样，再输一遍"))
            self.pin_again.editor.setFocus()
            return
        self._confirm.set_busy(self.tr("提交中"))
        role = ROLES[self.role.current()]
        self.decided.emit(self.name.text(), role, self.pin.text(), self.is_active.isChecked())

    def _pin_line(self, label: str, name: str) -> LineInput:
        digits = DigitsEdit(name, _PIN, label)
        digits.setEchoMode(QLineEdit.EchoMode.Password)
        return LineInput(label, editor=digits)
