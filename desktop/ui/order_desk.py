"""What every part of 订单 is given: the services, the clock, and acts that may need the owner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QUuid

from desktop.domain.clock import business_date_at
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, KataiError
from desktop.domain.sale import Approval
from desktop.services.order_lists import PurchaseFilter
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.desk import Desk

if TYPE_CHECKING:
    from datetime import date, datetime

    from desktop.services.after_sales import AfterSales
    from desktop.services.after_sales_proof import AfterSalesProof
    from desktop.services.checkout import Checkout
    from desktop.services.compensations import Compensations
    from desktop.services.customers import Customers
    from desktop.services.delivery import Delivery
    from desktop.services.exporting import Exporting
    from desktop.services.hand_orders import HandOrders
    from desktop.services.pending_sales import PendingSales
    from desktop.services.printing import Printing
    from desktop.services.purchasing import PurchaseSnapshot, Purchasing
    from desktop.services.returns import Returns
    from desktop.services.settings import Settings
    from desktop.services.shifts import Shifts
    from desktop.ui.screen import WindowContext
    from desktop.ui.widgets.owner_pin import ApprovalRequest

ResultT = TypeVar("ResultT")

_NEEDS_OWNER = "needs_owner"


@dataclass(frozen=True)
class ApprovedAct:
    """An act that the cashier may do alone or only with the owner, as ``Rights`` judges.

    Attributes:
        work: does it off the window's thread; gets the approval, or None at the first try.
        then: gets the outcome.
        request: what the owner is asked, when they must be.
        reason: stands in the approval when the owner's sheet asks for none of its own.
        refused: gets every other refusal; None shows it as a toast.
        idle: called whenever the act is not under way any more without having been done.
        lane: where it runs.
    """

    work: Callable[[Approval | None], object]
    then: Callable[..., None]
    request: ApprovalRequest
    reason: str = ""
    refused: Callable[[KataiError], None] | None = None
    idle: Callable[[], None] | None = None
    lane: Lane = Lane.WRITE


@dataclass(frozen=True, slots=True)
class OrderDesk(Desk):
    """The services of the orders page and what its parts ask again and again."""

    context: WindowContext
    checkout: Checkout
    pending_sales: PendingSales
    returns: Returns
    delivery: Delivery
    purchasing: Purchasing
    printing: Printing
    customers: Customers
    settings: Settings
    shifts: Shifts
    exporting: Exporting
    hand_orders: HandOrders
    after_sales: AfterSales
    compensations: Compensations
    after_sales_proof: AfterSalesProof

    def date_of(self, instant: datetime) -> date:
        """Return the business date of an instant."""
        starts_at = self.settings.current.integer("day.starts_at_minutes")
        return business_date_at(instant, self.zone(), starts_at)

    def open_shift_id(self) -> int:
        """Return the shift that money of now belongs to; off the window's thread.

        Raises:
            BusinessRuleError: code ``no_open_shift``.
        """
        shift = self.shifts.current()
        if shift is None:
            raise BusinessRuleError(
                "no_open_shift", QT_TRANSLATE_NOOP("errors", "还没有开班，先在日结里开班")
            )
        return shift.id

    def recheck_line(self, line_id: int) -> tuple[PurchaseSnapshot, ...]:
        """Ask the sources now what became of a line's open orders. Network lane."""
        wanted = PurchaseFilter(sale_line_id=line_id, is_open=True)
        return self.purchasing.recheck([one.id for one in self.purchasing.list_purchases(wanted)])

    def run_approved(
        self, owner: QObject, act: ApprovedAct, approval: Approval | None = None
    ) -> None:
        """Do it; when a right is missing ask the owner and do it again with their approval."""
        self.context.operations.run_change(
            owner,
            partial(act.work, approval),
            act.then,
            refused=partial(self._take_refusal, owner, act, approval),
            lane=act.lane,
        )

    def _take_refusal(
        self, owner: QObject, act: ApprovedAct, approval: Approval | None, error: KataiError
    ) -> None:
        if act.idle is not None:
            act.idle()
        if error.code == _NEEDS_OWNER and approval is None:
            self.context.approvals.ask(act.request, partial(self._repeat, owner, act))
        elif act.refused is not None:
            act.refused(error)
        else:
            self.context.messages.show_refusal(sentence_of(error))

    def _repeat(self, owner: QObject, act: ApprovedAct, approval: Approval) -> None:
        reason = approval.reason.strip() or act.reason
        self.run_approved(owner, act, replace(approval, reason=reason))


def new_request_id() -> str:
    """Return an id under which an act is written once, however often it is asked for."""
    return QUuid.createUuid().toString(QUuid.StringFormat.Id128)
