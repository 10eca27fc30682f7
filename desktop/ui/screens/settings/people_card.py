"""员工与权限: who works here, as a table; add, change, another PIN."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from desktop.domain.permissions import Person, Role
from desktop.domain.secret import Secret
from desktop.ui.dialogs.person_form_dialog import PersonFormSheet, role_text
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.rounded_pages import RoundedPages

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.domain.permissions import Actor
    from desktop.services.staff import PersonOutcome, Staff
    from desktop.ui.screen import WindowContext

_ROW = 44


class PeopleCard(Card):
    """The people, active first; Enter or a double click changes one."""

    def __init__(self, context: WindowContext, staff: Staff) -> None:
        super().__init__(" ", " ")
        self.title.setText(self.tr("员工"))
        self.set_flush()
        self._context, self._staff = context, staff
        columns: tuple[TableColumn[Person], ...] = (
            TableColumn("name", self.tr("名字"), _name_cell),
            TableColumn("role", self.tr("角色"), _role_cell, 140),
            TableColumn("state", self.tr("状态"), self._state_cell, 120),
        )
        self.table: DataTable[Person] = DataTable(
            columns, _key_of, name="peopleTable", accessible_name=self.tr("员工"), row_height=_ROW
        )
        add = make_button("", self.tr("添加员工"), "", "user-round-plus", name="addPerson")
        change = make_button("", self.tr("修改"), "", "pen-line", name="changePerson")
        self.head.addWidget(change)
        self.head.addWidget(add)
        pages = RoundedPages(is_last=True)
        pages.addWidget(self.table)
        self.body.addWidget(pages)
        add.clicked.connect(self._add)
        change.clicked.connect(self._change_current)
        self.table.row_activated.connect(self._change)

    def reload(self) -> None:
        """Read the people again."""
        work = partial(self._staff.list_people, with_inactive=True)
        self._context.operations.run_query(self, work, self._show)

    def _show(self, people: tuple[Person, ...]) -> None:
        self.table.set_rows(people)
        look = theme()
        self.table.setFixedHeight(look.px(36) + look.px(_ROW) * max(1, len(people)))

    @Slot()
    def _add(self) -> None:
        sheet = PersonFormSheet()
        sheet.decided.connect(partial(self._keep, sheet, None))
        self._context.messages.open_sheet(sheet)

    @Slot()
    def _change_current(self) -> None:
        person = self.table.current_row()
        if person is not None:
            self._change(person)

    @Slot(object)
    def _change(self, person: Person) -> None:
        sheet = PersonFormSheet(person)
        sheet.decided.connect(partial(self._keep, sheet, person))
        self._context.messages.open_sheet(sheet)

    def _keep(
        self,
        sheet: PersonFormSheet,
        person: Person | None,
        name: str,
        role: Role,
        pin: str,
        is_active: bool,
    ) -> None:
        actor = self._context.session.actor
        work = (
            partial(self._staff.add_person, actor, name, role, Secret(pin))
            if person is None
            else partial(self._changed_person, actor, person, name, role, pin, is_active=is_active)
        )
        then = partial(self._kept, sheet)
        self._context.operations.run_change(self, work, then, refused=sheet.show_refusal)

    def _changed_person(
        self, actor: Actor, person: Person, name: str, role: Role, pin: str, *, is_active: bool
    ) -> PersonOutcome | Changes:
        """Change the PIN first: when it is refused nothing else was changed."""
        if pin:
            self._staff.set_pin(actor, person.id, Secret(pin))
        return self._staff.change_person(
            actor, person.id, name=name, role=role, is_active=is_active
        )

    def _kept(self, sheet: PersonFormSheet, _outcome: object) -> None:
        sheet.close_sheet()
        self.reload()

    def _state_cell(self, person: Person) -> TableCell:
        if person.is_active:
            return TableCell(self.tr("在店里"))
        return TableCell(self.tr("已离开"), token="text3")


def _key_of(person: Person) -> int:
    return person.id


def _name_cell(person: Person) -> TableCell:
    return TableCell(person.name, is_strong=person.is_active)


def _role_cell(person: Person) -> TableCell:
    return TableCell(role_text(person.role))
