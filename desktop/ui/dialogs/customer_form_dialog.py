"""A customer: two fields to make one, the whole form to change one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from desktop.domain.customer import CustomerDraft
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.theme import theme
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.domain.customer import CustomerSnapshot
    from desktop.services.customers import CustomerOutcome
    from desktop.ui.customer_desk import CustomerDesk


class NewCustomerSheet(WritingForm):
    """Makes a customer from a name and one contact.

    Signals:
        made: the ``CustomerSnapshot``.
    """

    made = Signal(object)

    def __init__(self, desk: CustomerDesk, typed: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk.context, "", icon="user-round-plus", parent=parent)
        self.set_title(self.tr("新会员"))
        self._desk = desk
        self.name = LineInput(self.tr("姓名或称呼"), name="customerName")
        self.contact = LineInput(self.tr("手机、QQ 或微信"), name="customerContact")
        is_contact = bool(typed) and typed.replace(" ", "").isascii()
        self.name.set_text("" if is_contact else typed)
        self.contact.set_text(typed if is_contact else "")
        self.body.addWidget(self.name)
        self.body.addWidget(self.contact)
        self.finish(self.tr("新建"))
        self.set_first_focus((self.contact if self.name.text() else self.name).editor)

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {
            "customer_name_missing": self.name,
            "contact_missing": self.contact,
            "phone_taken": self.contact,
            "phone_unreadable": self.contact,
            "value_unreadable": self.contact,
            "phone_foreign": self.contact,
        }

    def submit(self) -> None:
        """Lead to the second field first; then write."""
        if not self.contact.text() and self.name.editor.hasFocus() and self.name.text():
            self.contact.editor.setFocus()
            return
        customers, actor = self._desk.customers, self._desk.actor
        work = partial(customers.add, actor, self.name.text(), self.contact.text())
        self.write(work, self._written_customer)

    def _written_customer(self, outcome: CustomerOutcome) -> None:
        self.close_sheet()
        self.made.emit(outcome.customer)


class CustomerFormSheet(WritingForm):
    """Changes a customer."""

    def __init__(
        self, desk: CustomerDesk, customer: CustomerSnapshot, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.context, "", width=MEDIUM, icon="user-round", parent=parent)
        self.set_title(self.tr("修改 {name}").format(name=customer.name))
        self._desk = desk
        self._customer = customer
        self.name = LineInput(self.tr("姓名或称呼"), name="customerName")
        self.phone = LineInput(self.tr("手机"), name="customerPhone")
        self.qq = LineInput("QQ", name="customerQq")
        self.wechat = LineInput(self.tr("微信"), name="customerWechat")
        self.card = LineInput(self.tr("会员卡号"), name="customerCard")
        self.channel = LineInput(self.tr("从哪来的"), self.tr("例如 东校区群"), name="customerFrom")
        self.birthday = LineInput(
            self.tr("生日"), self.tr("例如 6-18，不记年份"), name="customerBirthday"
        )
        self.tags = LineInput(
            self.tr("标签"), self.tr("用空格隔开，例如 新生 东校区"), name="customerTags"
        )
        self.note = QPlainTextEdit()
        self._build()
        self._fill()

    def _build(self) -> None:
        self.note.setObjectName("customerNoteText")
        self.note.setAccessibleName(self.tr("备注"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme().px(72))
        pairs = (
            (self.name, self.phone),
            (self.qq, self.wechat),
            (self.card, self.channel),
            (self.birthday, self.tags),
        )
        for pair in pairs:
            row = QHBoxLayout()
            row.setSpacing(12)
            for field in pair:
                row.addWidget(field, 1)
            self.body.addLayout(row)
        self.body.addLayout(column(PlainLabel(self.tr("备注"), "table", "2"), self.note, spacing=4))
        self.finish(self.tr("保存"))
        self.set_first_focus(self.name.editor)

    def _fill(self) -> None:
        customer = self._customer
        texts = {
            self.name: customer.name,
            self.phone: customer.phone,
            self.qq: customer.qq,
            self.wechat: customer.wechat,
            self.card: customer.card_no,
            self.channel: customer.channel,
            self.birthday: customer.birthday,
            self.tags: " ".join(customer.tags),
        }
        for field, text in texts.items():
            field.set_text(text)
        self.note.setPlainText(customer.note)

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {
            "customer_name_missing": self.name,
            "contact_missing": self.phone,
            "phone_taken": self.phone,
            "phone_unreadable": self.phone,
            "card_no_taken": self.card,
            "phone_foreign": self.phone,
            "birthday_unreadable": self.birthday,
            "tags_too_many": self.tags,
        }

    def submit(self) -> None:
        """Write what was filled in."""
        draft = CustomerDraft(
            name=self.name.text(),
            phone=self.phone.text(),
            qq=self.qq.text(),
            wechat=self.wechat.text(),
            card_no=self.card.text(),
            channel=self.channel.text(),
            note=self.note.toPlainText(),
            birthday=self.birthday.text(),
            tags=tuple(self.tags.text().replace("，", " ").replace(",", " ").split()),
        )
        customers, actor = self._desk.customers, self._desk.actor
        self.write(partial(customers.change, actor, self._customer.id, draft), self._changed)

    def _changed(self, outcome: CustomerOutcome) -> None:
        self.close_sheet()
        words = self.tr("{name} 改好了").format(name=outcome.customer.name)
        self.context.messages.show_toast(words)
