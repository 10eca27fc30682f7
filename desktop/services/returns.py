"""Taking money back: refunds of lines, voids of whole sales, and corrections of a recorded sale.

A revealed card never returns to stock; goods whose outcome is unknown cannot be refunded until it
is known; what came back of a line sums exactly to what was paid for it. The fee of a payment stays
a cost when its money goes back (``domain.fees``).

Belongs here: who may do what, and the one transaction of each. What goes back is worked out in
``return_quotes`` and written in ``return_recording``; ``sale_corrections`` gives nothing back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select, update

from desktop.domain.card import CardState
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action, Actor, Role
from desktop.domain.sale import LineState, PaymentReason, ReturnReason, SaleState
from desktop.domain.tender import TenderMethod
from desktop.models.card_secrets import card_secret
from desktop.models.sales import sale, sale_line
from desktop.services.member_tenders import MemberTenders
from desktop.services.promotions import Promotions
from desktop.services.return_quotes import ReturnedLine, ReturnQuote, quote_return, returned_amount
from desktop.services.return_recording import (
    RefundRequest,
    ReturnOutcome,
    ReturnRecording,
    find_earlier,
)
from desktop.services.sale_corrections import SaleCorrections
from desktop.storage import (
    delivery_queries,
    open_shift_queries,
    promotion_queries,
    sale_queries,
    shift_queries,
)
from desktop.storage.database import WritePriority
from desktop.storage.kept_totals import moving_totals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

__all__ = ["RefundRequest", "ReturnOutcome", "ReturnQuote", "ReturnedLine", "Returns"]

RETURN_TOPICS: Final = (
    Topic.SALES,
    Topic.STOCK,
    Topic.DELIVERY,
    Topic.CUSTOMERS,
    Topic.SHIFT,
    Topic.PURCHASES,
)


class Returns:
    """Refund, void, and correction."""

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        rights: Rights,
        promotions: Promotions | None = None,
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._member_tenders = MemberTenders(ground)
        self._recording = ReturnRecording(ground, self._member_tenders)
        self._corrections = SaleCorrections(ground, settings)
        self._promotions = promotions or Promotions(ground, settings)

    def quote(
        self, sale_id: int, quantities: Mapping[int, int], method_back: TenderMethod | None = None
    ) -> ReturnQuote:
        """Work out what a refund would give back.

        Raises:
            BusinessRuleError: ``outcome_unknown``, ``too_many_returned``, ``not_refundable``.
        """
        with self._ground.database.read() as connection:
            return self._quoted(connection, sale_id, quantities, method_back)

    def refund(self, actor: Actor, request: RefundRequest) -> ReturnOutcome:
        """Give money back against the original sale; the same request twice writes once.

        Raises:
            BusinessRuleError: as :meth:`quote`, or a right is missing.
        """
        self._rights.require(
            actor,
            Action.REFUND,
            approval=request.approval,
            reason=request.note or str(request.reason),
        )
        self._require_large(actor, request)
        with self._ground.database.write(WritePriority.SALE) as connection:
            earlier = find_earlier(connection, request.request_id)
            if earlier is not None:
                return earlier
            shift = shift_queries.get_open_shift(connection, request.shift_id)
            quote = self._quoted(
                connection, request.sale_id, request.quantities, request.method_back
            )
            head = self._recording.head_of(connection, actor, request, quote, shift, is_void=False)
            with moving_totals(connection, quote.sale_id):
                self._recording.write(connection, actor, head, quote, shift, PaymentReason.RETURN)
            self._ground.fail_points.reached("refund.before_commit")
        self._promotions.forget()
        self._ground.fail_points.reached("refund.committed")
        return ReturnOutcome(
            head["id"], head["number"], quote.amount, False, Changes.of(*RETURN_TOPICS)
        )

    def _require_large(self, actor: Actor, request: RefundRequest) -> None:
        """Ask the owner about what a senior may not give back alone, in parts or at once."""
        if actor.role is not Role.SENIOR:
            return  # a cashier has asked already, and an owner need not
        limit = self._settings.current.money("staff.senior_refund_limit")
        with self._ground.database.read() as connection:
            if find_earlier(connection, request.request_id) is not None:
                return
            quote = self._quoted(
                connection, request.sale_id, request.quantities, request.method_back
            )
            given = returned_amount(connection, request.sale_id)
        if given + quote.amount > limit:
            self._rights.require(actor, Action.REFUND_ABOVE_LIMIT, approval=request.approval)

    def can_void(self, sale_id: int) -> bool:
        """Whether :meth:`void` would accept the sale: same shift, nothing seen, nothing sent."""
        with self._ground.database.read() as connection:
            try:
                self._refuse_late_void(connection, sale_id)
            except BusinessRuleError:
                return False
        return True

    def void(
        self,
        actor: Actor,
        sale_id: int,
        reason: str,
        *,
        request_id: str,
        shift_id: int,
        approval: Approval | None = None,
    ) -> ReturnOutcome:
        """Undo a whole sale of the open shift before any card was seen or any order sent.

        Raises:
            BusinessRuleError: ``too_late_to_void``, ``needs_reason``.
        """
        self._rights.require(actor, Action.VOID_BEFORE_REVEAL, approval=approval, reason=reason)
        with self._ground.database.write(WritePriority.SALE) as connection:
            earlier = find_earlier(connection, request_id)
            if earlier is not None:
                return earlier
            self._refuse_late_void(connection, sale_id)
            shift = shift_queries.get_open_shift(connection, shift_id)
            lines = sale_queries.load_lines(connection, sale_id)
            quote = self._quoted(
                connection, sale_id, {line.id: line.quantity for line in lines}, None
            )
            request = RefundRequest(
                request_id, sale_id, {}, ReturnReason.OTHER, shift_id, reason, approval=approval
            )
            head = self._recording.head_of(connection, actor, request, quote, shift, is_void=True)
            with moving_totals(connection, sale_id):
                self._recording.write(connection, actor, head, quote, shift, PaymentReason.VOID)
                self._mark_voided(connection, sale_id, reason)
            promotion_queries.release(connection, self._ground, sale_id)
            self._ground.fail_points.reached("void.before_commit")
        self._promotions.forget()
        self._ground.fail_points.reached("void.committed")
        return ReturnOutcome(
            head["id"], head["number"], quote.amount, False, Changes.of(*RETURN_TOPICS)
        )

    def change_payment_method(
        self,
        actor: Actor,
        payment_id: int,
        method: TenderMethod,
        reason: str,
        *,
        collection_code_id: int | None = None,
        approval: Approval | None = None,
    ) -> Changes:
        """Correct how a payment came in: the row stays, its opposite and a new one join.

        The opposite takes the fee out with the money; the new one costs what its method costs now.

        Raises:
            BusinessRuleError: another shift's payment, one that was corrected before, the same
                method, or no reason.
        """
        self._rights.require(actor, Action.CHANGE_PAYMENT_METHOD, approval=approval, reason=reason)
        with self._ground.database.write(WritePriority.SALE) as connection:
            self._corrections.change_method(
                connection, actor, payment_id, method, reason, collection_code_id
            )
            self._ground.fail_points.reached("method_change.before_commit")
        self._ground.fail_points.reached("method_change.committed")
        return Changes.of(Topic.SALES, Topic.SHIFT)

    def attach_customer(self, actor: Actor, sale_id: int, customer_id: int) -> Changes:
        """Add the member to a recent walk-in sale (补登会员); flagged in the ledger.

        Raises:
            BusinessRuleError: the sale has a member, is void, or is not of the open shift.
        """
        with self._ground.database.write() as connection:
            self._corrections.attach_customer(connection, actor, sale_id, customer_id)
        return Changes.of(Topic.SALES, Topic.CUSTOMERS, Topic.AGENTS)

    def _quoted(
        self,
        connection: Connection,
        sale_id: int,
        quantities: Mapping[int, int],
        method_back: TenderMethod | None,
    ) -> ReturnQuote:
        settings = self._settings.current
        return quote_return(
            connection, self._member_tenders, settings, sale_id, quantities, method_back
        )

    def _refuse_late_void(self, connection: Connection, sale_id: int) -> None:
        head = connection.execute(select(sale).where(sale.c.id == sale_id)).one()
        shift = open_shift_queries.find_open_shift(connection)
        seen = connection.scalar(
            select(func.count())
            .select_from(card_secret.join(sale_line, sale_line.c.id == card_secret.c.sale_line_id))
            .where(sale_line.c.sale_id == sale_id, card_secret.c.state == CardState.REVEALED)
        )
        is_of_shift = shift is not None and head.shift_id == shift.id
        was_sent = delivery_queries.was_anything_sent(connection, sale_id)
        if (
            not is_of_shift
            or seen
            or was_sent
            or head.state is not SaleState.COMPLETED
            or returned_amount(connection, sale_id)
        ):
            raise BusinessRuleError(
                "too_late_to_void",
                QT_TRANSLATE_NOOP("errors", "只能作废本班里卡密没看过、没向货源下单的单。请走退款"),
            )

    def _mark_voided(self, connection: Connection, sale_id: int, reason: str) -> None:
        connection.execute(
            update(sale)
            .where(sale.c.id == sale_id)
            .values(state=SaleState.VOIDED, voided_at=self._ground.now(), void_reason=reason)
        )
        connection.execute(
            update(sale_line).where(sale_line.c.sale_id == sale_id).values(state=LineState.VOIDED)
        )
