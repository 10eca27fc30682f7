"""调积分: a new entry with a reason, and the owner's PIN from everybody else."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import KataiError
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.widgets.amount_inputs import DigitsEdit
from desktop.ui.widgets.buttons import PRIMARY, Segmented
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.customer import CustomerSnapshot
    from desktop.domain.sale import Approval
    from desktop.services.customers import CustomerOutcome
    from desktop.ui.customer_desk import CustomerDesk


class PointsSheet(WritingForm):
    """Adds or takes points by hand."""

    def __init__(
        self, desk: CustomerDesk, customer: CustomerSnapshot, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.context, "", icon="sliders-horizontal", parent=parent)
        self.set_title(self.tr("调积分 · {name}").format(name=customer.name))
        self._desk = desk
        self._customer = customer
        self.way = Segmented((self.tr("加"), self.tr("减")))
        self.way.setObjectName("pointsWay")
        self.way.setAccessibleName(self.tr("加或减"))
        self.points = LineInput(
            self.tr("多少分"), editor=DigitsEdit("pointsAmount", 9, ""), name="pointsAmount"
        )
        self.reason = LineInput(self.tr("原因"), self.tr("例如 补上次漏记"), name="reasonText")
        self._after = PlainLabel("", "caption", "2")
        for part in (self.way, self.points, self.reason, self._after):
            self.body.addWidget(part)
        self.finish(self.tr("调积分"))
        self.set_first_focus(self.points.editor)
        self.way.chosen.connect(self._show_after)
        self.points.edited.connect(self._show_after)
        self._show_after()

    def change(self) -> int:
        """Return the points to be booked, negative to take."""
        count = int(self.points.text() or "0")
        return count if self.way.current() == 0 else -count

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {
            "points_out_of_range": self.points,
            "points_short": self.points,
            "needs_reason": self.reason,
        }

    @Slot()
    def _show_after(self) -> None:
        words = self.tr("现在 {before} 分，调完 {after} 分")
        before = self._customer.points
        self._after.setText(words.format(before=before, after=before + self.change()))

    def submit(self) -> None:
        """Book it; a reason is always asked for."""
        if not self.change():
            self.points.set_error(self.tr("填要调多少分"))
            self.points.editor.setFocus()
        elif not self.reason.text():
            self.reason.set_error(self.tr("写一句原因，会留在流水里"))
            self.reason.editor.setFocus()
        else:
            self._book(None)

    def _book(self, approval: Approval | None) -> None:
        customers, actor = self._desk.customers, self._desk.actor
        work = partial(
            customers.adjust_points,
            actor,
            self._customer.id,
            self.change(),
            self.reason.text(),
            approval,
        )
        self.write(work, self._booked)

    def show_refusal(self, error: KataiError) -> None:
        """Ask the owner when it needs the owner; else say why."""
        if error.code != "needs_owner":
            super().show_refusal(error)
            return
        person = self.context.session.person
        words = self.tr("{who} 要把 {name} 的积分从 {before} 调成 {after}，原因：{reason}。")
        sentence = words.format(
            who=person.name if person else "",
            name=self._customer.name,
            before=self._customer.points,
            after=self._customer.points + self.change(),
            reason=self.reason.text(),
        )
        request = ApprovalRequest(sentence, self.tr("同意调积分"), kind=PRIMARY)
        self.context.approvals.ask(request, self._book_if_here)

    def _book_if_here(self, approval: Approval) -> None:
        if shiboken6.isValid(self):
            self._book(replace(approval, reason=self.reason.text()))

    def _booked(self, outcome: CustomerOutcome) -> None:
        self.close_sheet()
        words = self.tr("{name} 现在 {n} 分")
        self.context.messages.show_toast(
            words.format(name=outcome.customer.name, n=outcome.customer.points)
        )
