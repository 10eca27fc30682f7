"""选会员: found by phone tail, name, QQ or card; masked, because the customer may look on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.errors import KataiError
from desktop.translating import sentence_of
from desktop.ui.formatting import masked_account
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DEFAULT, make_button
from desktop.ui.widgets.cards import EmptyState, column
from desktop.ui.widgets.editor_keys import KEEPS_ARROWS
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.list_rows import ListRow, RowList
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.sheet import MEDIUM, Sheet

if TYPE_CHECKING:
    from desktop.domain.customer import CustomerSnapshot
    from desktop.services.customers import CustomerOutcome, Customers
    from desktop.ui.screen import WindowContext

_ROW = 60
_SHOWN = 6


class CustomerPickerSheet(Sheet):
    """Finds or makes a customer.

    Signals:
        decided: the ``CustomerSnapshot``.
        awaited, answered: an Enter waits for what was typed before it to be looked up; it was.
    """

    decided = Signal(object)
    awaited = Signal()
    answered = Signal()

    def __init__(
        self,
        context: WindowContext,
        customers: Customers,
        key_cap: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", width=MEDIUM, key_cap=key_cap, parent=parent)
        self.set_title(self.tr("选会员"))
        self._context = context
        self._customers = customers
        self._found: dict[int, CustomerSnapshot] = {}
        self._asked = 0
        self._answered = 0
        self._wants_pick = False
        self.search = SearchBox(self.tr("手机尾号、姓名、QQ 或卡号"), "", name="pickerSearch")
        self.search.setProperty(KEEPS_ARROWS, "true")
        self.rows = RowList(name="pickerList", accessible_name=self.tr("会员"), row_height=_ROW)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._new = make_button(DEFAULT, self.tr("新会员"), icon_name="user-round-plus")
        self._new.setObjectName("newCustomer")
        self._nothing = EmptyState("users", self.tr("没有这个会员"), "", (self._new,))
        self.name = LineInput(self.tr("姓名或称呼"), name="customerName")
        self.contact = LineInput(self.tr("手机、QQ 或微信"), name="customerContact")
        self._is_making = False
        self._build()
        self._ask("")

    def _build(self) -> None:
        self._list = QStackedWidget()
        self._list.addWidget(self.rows)
        self._list.addWidget(self._nothing)
        self._list.setFixedHeight(theme().px(_ROW) * _SHOWN)
        finding, making = QWidget(), QWidget()
        finding.setLayout(column(self.search, self._list))
        form = column(self.name, self.contact)
        form.addStretch(1)
        making.setLayout(form)
        self._pages = QStackedWidget()
        self._pages.addWidget(finding)
        self._pages.addWidget(making)
        self.body.addWidget(self._pages)
        make = self.add_button(self.tr("新会员"), name="makeCustomer", is_left=True)
        make.clicked.connect(self._begin_making)
        self.add_cancel()
        self._confirm = self.add_confirm(self.tr("选他"))
        self.set_first_focus(self.search)
        self.search.searched.connect(self._ask)
        self.search.entered.connect(self._enter)
        self.search.moved.connect(self.rows.move_selection)
        self.rows.picked.connect(self._pick)
        self._new.clicked.connect(self._begin_making)
        self.accepted.connect(self._confirm_chosen)

    @Slot(str)
    def _ask(self, text: str) -> None:
        self._asked += 1
        work = partial(self._customers.find, text) if text.strip() else self._customers.list_recent
        self._context.operations.run_query(self, work, partial(self._show, self._asked, text))

    def _show(self, number: int, text: str, found: tuple[CustomerSnapshot, ...]) -> None:
        if number < self._answered:
            return
        self._answered = number
        self._found = {customer.id: customer for customer in found}
        self.rows.set_items(self._row_of(customer) for customer in found)
        self.rows.select_number(0)
        self._list.setCurrentIndex(0 if found else 1)
        self._confirm.setEnabled(bool(found) or self._is_making)
        self._nothing.set_words(
            self.tr("没有“{text}”").format(text=text) if text else self.tr("还没有会员")
        )
        self._new.setText(
            self.tr("用“{text}”新建会员").format(text=text) if text else self.tr("新会员")
        )
        if self._wants_pick and number == self._asked:
            self._wants_pick = False
            self._confirm_chosen()
            self.answered.emit()

    def _row_of(self, customer: CustomerSnapshot) -> ListRow:
        contact = self.tr("尾号 {tail}").format(tail=customer.phone_tail) if customer.phone else ""
        if not contact and customer.qq:
            contact = f"QQ {masked_account(customer.qq)}"
        return ListRow(
            customer.id,
            masked_name(customer.name),
            contact,
            right=self.tr("{n} 积分").format(n=customer.points),
            initial=customer.name,
        )

    @Slot(str)
    def _enter(self, _text: str) -> None:
        if self._asked != self._answered:
            self._wants_pick = True
            self.awaited.emit()
        else:
            self._confirm_chosen()

    @Slot(object)
    def _pick(self, row: ListRow) -> None:
        customer = self._found.get(row.key)
        if customer is not None:
            self.close_sheet()
            self.decided.emit(customer)

    @Slot()
    def _confirm_chosen(self) -> None:
        if self._is_making:
            self._save()
            return
        row = self.rows.current_item()
        if row is not None:
            self._pick(row)

    @Slot()
    def _begin_making(self) -> None:
        typed = self.search.text().strip()
        is_number = typed.replace(" ", "").isdigit()
        self._is_making = True
        self._confirm.setEnabled(True)
        self.set_title(self.tr("新会员"))
        self.name.set_text("" if is_number else typed)
        self.contact.set_text(typed if is_number else "")
        self._confirm.setText(self.tr("新建"))
        self._pages.setCurrentIndex(1)
        (self.name if not self.name.text() else self.contact).editor.setFocus()

    def _save(self) -> None:
        if not self.contact.text() and not self.contact.editor.hasFocus():
            self.contact.editor.setFocus()
            return
        actor = self._context.session.actor
        work = partial(self._customers.add, actor, self.name.text(), self.contact.text())
        self._confirm.setEnabled(False)
        self._context.operations.run_change(self, work, self._saved, refused=self._refused)

    def _saved(self, outcome: CustomerOutcome) -> None:
        self.close_sheet()
        self.decided.emit(outcome.customer)

    def _refused(self, error: KataiError) -> None:
        self._confirm.setEnabled(True)
        is_about_name = error.code == "customer_name_missing"
        field = self.name if is_about_name else self.contact
        field.set_error(sentence_of(error))
        field.editor.setFocus()


def masked_name(name: str) -> str:
    """Return ``苗**``: enough for the cashier to ask, too little for who looks on."""
    return name[:1] + "*" * min(2, max(1, len(name) - 1))
