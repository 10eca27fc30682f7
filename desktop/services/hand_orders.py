"""Orders at a source without an interface: a to-do that a person does there and types in here.

Belongs here: the same commits as the machine's, made by a person. The order is noted as leaving
before its account is shown for copying; what came of it is typed afterwards; whoever ordered and
has no number leaves it unknown. What an answer means for the line, the money and the next source is
the machine's own rule.
Does not belong here: deciding about what stayed unknown (``purchase_decisions``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import update

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Action
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import (
    DeliveryProgress,
    OrderOutcome,
    Settlement,
    settle_order,
)
from desktop.domain.sourcing import INPUT_REFUSED
from desktop.models.sales import sale_line
from desktop.services.purchase_case import ORDER, read_case
from desktop.services.purchase_journal import PurchaseJournal
from desktop.services.purchase_settlement import PurchaseSettlement
from desktop.services.sourcing import PlatformShelf
from desktop.storage import purchase_attempts, purchase_queries, purchase_waits
from desktop.storage.database import WritePriority
from desktop.storage.purchase_queries import PurchaseMovedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.secret import Secret
    from desktop.services.purchase_case import PurchaseCase
    from desktop.services.purchasing import PurchaseSnapshot, Purchasing
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

_BEGUN: Final = "order_by_hand"
_PUT_BACK: Final = "put_back"
_NO_NUMBER: Final = "no_number"
_REFUSED: Final = "refused_by_hand"
_REFUNDED: Final = "refunded_by_hand"
_NUMBER_LENGTH: Final = 64
_NOTE_LENGTH: Final = 200
TO_DO: Final = frozenset({PurchaseState.PREPARED, PurchaseState.SENDING})
TYPED_IN: Final = TO_DO | {PurchaseState.ACCEPTED, PurchaseState.UNKNOWN}
"""A result can be typed in while the purchase is in one of these."""


@dataclass(frozen=True, slots=True)
class HandTask:
    """What has to be ordered, in the clear: shown to whoever took the order on.

    Attributes:
        fields: what the supplier asks for, by its label.
    """

    goods: str
    upstream_id: str
    quantity: int
    is_card: bool
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HandResult:
    """What a person types about an order that the supplier took.

    Attributes:
        charged: for all pieces together.
        done_at: when the goods were there; None while they are still to come.
    """

    upstream_number: str
    charged: Money | None
    done_at: datetime | None
    cards: tuple[Secret, ...] = ()


class HandOrders:
    """The desk of the to-dos. Needs no network."""

    def __init__(
        self,
        ground: Ground,
        rights: Rights,
        purchasing: Purchasing,
        shelf: PlatformShelf | None = None,
    ) -> None:
        self._ground = ground
        self._rights = rights
        self._purchasing = purchasing
        self._shelf = shelf or PlatformShelf()
        self._journal = PurchaseJournal(ground)
        self._settlement = PurchaseSettlement(ground, self._journal)

    def count(self) -> int:
        """Count the orders that a person still has to place."""
        with self._ground.database.read() as connection:
            return purchase_waits.count_to_do(connection)

    def begin(self, actor: Actor, purchase_id: int) -> HandTask:
        """Take an order on: it counts as leaving from now on, then its account is shown.

        Raises:
            BusinessRuleError: codes of ``Rights.require``, ``not_by_hand``, ``hand_order_moved``.
        """
        case = self._case(actor, purchase_id, TYPED_IN)
        if case.row.state is PurchaseState.PREPARED:
            self._send(actor, case)
        return HandTask(
            goods=self._purchasing.get(purchase_id).product_title,
            upstream_id=case.request.upstream_id,
            quantity=case.row.quantity,
            is_card=case.terms.needs_cards,
            fields=case.request.fields,
        )

    def put_back(self, actor: Actor, purchase_id: int) -> PurchaseSnapshot:
        """Say that it was not ordered after all: it may be ordered, or given up, again."""
        case = self._case(actor, purchase_id, frozenset({PurchaseState.SENDING}))
        unsent = OrderOutcome(OutcomeClass.NOT_SENT, _PUT_BACK)
        self._commit(actor, case, Settlement(PurchaseState.PREPARED), unsent)
        return self._purchasing.get(purchase_id)

    def finish(self, actor: Actor, purchase_id: int, result: HandResult) -> PurchaseSnapshot:
        """Type in what the supplier took: delivered, or still on its way.

        What cost more than the sale allows, or brought the wrong number of cards, is kept and goes
        to a person, exactly as an answer of a platform would.

        Raises:
            BusinessRuleError: ``upstream_number_missing``, ``charge_missing``, ``cards_missing``,
                ``time_wrong``, and as ``begin``.
        """
        case = self._case(actor, purchase_id, TYPED_IN)
        self._check(case, result)
        if case.row.state is PurchaseState.PREPARED:
            case = self._send(actor, case)
        is_done = result.done_at is not None
        outcome = OrderOutcome(
            OutcomeClass.ACCEPTED,
            "typed_in",
            message=result.upstream_number.strip()[:_NUMBER_LENGTH],
            upstream_number=result.upstream_number.strip()[:_NUMBER_LENGTH] or None,
            charged=result.charged,
            progress=DeliveryProgress.DELIVERED if is_done else DeliveryProgress.PROCESSING,
            cards=result.cards if is_done else (),
        )
        settlement = settle_order(outcome, case.terms, is_repeat=False)
        if settlement.state is case.row.state:
            return self._purchasing.get(purchase_id)
        keep_time = None
        if result.done_at is not None and case.row.sale_line_id is not None:
            keep_time = _arrival_keeper(case.row.sale_line_id, result.done_at)
        self._commit(actor, case, settlement, outcome, keep_time)
        return self._purchasing.get(purchase_id)

    def leave_unknown(
        self, actor: Actor, purchase_id: int, note: str, charged: Money | None = None
    ) -> PurchaseSnapshot:
        """Say that it was ordered and there is no number: 待确认, never a failure."""
        case = self._case(actor, purchase_id, TO_DO)
        if case.row.state is PurchaseState.PREPARED:
            case = self._send(actor, case)
        if charged is not None:
            with self._ground.database.write(WritePriority.NORMAL) as connection:
                purchase_queries.change_purchase(connection, case.row, quoted_total=charged)
        unknown = OrderOutcome(
            OutcomeClass.UNKNOWN, _NO_NUMBER, message=note.strip()[:_NOTE_LENGTH]
        )
        self._commit(actor, case, Settlement(PurchaseState.UNKNOWN), unknown)
        return self._purchasing.get(purchase_id)

    def refuse(
        self, actor: Actor, purchase_id: int, reason: str, *, is_account_wrong: bool = False
    ) -> PurchaseSnapshot:
        """Say that the supplier does not do it and took nothing; the next source may be tried.

        Where the buyer's account is wrong no other source is tried. What the supplier had taken
        already, it has paid back.

        Raises:
            BusinessRuleError: ``reason_missing``, and as ``begin``. An order without a number is
                for the owner to decide.
        """
        if not reason.strip():
            raise BusinessRuleError("reason_missing", QT_TRANSLATE_NOOP("errors", "要写原因"))
        case = self._case(actor, purchase_id, TO_DO | {PurchaseState.ACCEPTED})
        if case.row.state is PurchaseState.PREPARED:
            case = self._send(actor, case)
        note = reason.strip()[:_NOTE_LENGTH]
        if case.row.state is PurchaseState.ACCEPTED:
            outcome = OrderOutcome(
                OutcomeClass.ACCEPTED, _REFUNDED, note, progress=DeliveryProgress.REFUNDED
            )
            settlement = Settlement(PurchaseState.REFUNDED)
        else:
            code = INPUT_REFUSED if is_account_wrong else _REFUSED
            outcome = OrderOutcome(OutcomeClass.REJECTED, code, note)
            settlement = settle_order(outcome, case.terms, is_repeat=False)
        self._commit(actor, case, settlement, outcome)
        return self._purchasing.get(purchase_id)

    # -- the commits --------------------------------------------------------------------------

    def _case(
        self, actor: Actor, purchase_id: int, states: frozenset[PurchaseState]
    ) -> PurchaseCase:
        snapshot = self._purchasing.get(purchase_id)
        is_for_sale = snapshot.sale_line_id is not None
        self._rights.require(actor, Action.BUY_FOR_SALE if is_for_sale else Action.BUY_FOR_STOCK)
        if not snapshot.is_by_hand:
            raise BusinessRuleError(
                "not_by_hand",
                QT_TRANSLATE_NOOP("errors", "{account} 有接口，由程序下单，不能手工回填"),
                account=snapshot.account,
            )
        if snapshot.state not in states:
            raise _moved(snapshot.number)
        return read_case(self._ground, self._shelf, purchase_id)

    def _send(self, actor: Actor, case: PurchaseCase) -> PurchaseCase:
        """Commit that the order leaves now, as the machine does before it calls a platform."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            try:
                purchase_queries.move_purchase(
                    connection,
                    self._ground,
                    case.row,
                    PurchaseState.SENDING,
                    _BEGUN,
                    person_id=actor.id,
                    send_count=case.row.send_count + 1,
                    balance_before=case.account.balance,
                )
            except PurchaseMovedError:
                raise _moved(case.row.number) from None
            purchase_attempts.insert_attempt(
                connection, self._ground, case.row.id, ORDER, "", self._ground.now()
            )
            self._journal.refresh_line(connection, case.row)
        self._ground.fail_points.reached("purchase.sending_committed")
        return read_case(self._ground, self._shelf, case.row.id)

    def _commit(
        self,
        actor: Actor,
        case: PurchaseCase,
        settlement: Settlement,
        outcome: OrderOutcome,
        also: Callable[[Connection], None] | None = None,
    ) -> None:
        attempt = case.attempts_of(ORDER)[-1]
        try:
            self._settlement.commit(
                case, settlement, outcome, attempt, person_id=actor.id, also=also
            )
        except PurchaseMovedError:
            raise _moved(case.row.number) from None

    def _check(self, case: PurchaseCase, result: HandResult) -> None:
        needs_cards = case.terms.needs_cards
        if not result.upstream_number.strip() and not (needs_cards and result.cards):
            raise BusinessRuleError(
                "upstream_number_missing",
                QT_TRANSLATE_NOOP(
                    "errors", "要填货源单号。下了单但没有号，选“没有单号”，记成待确认"
                ),
            )
        if result.charged is None or result.charged <= ZERO:
            raise BusinessRuleError(
                "charge_missing", QT_TRANSLATE_NOOP("errors", "要填一共花了多少钱")
            )
        if needs_cards and result.done_at is not None and not result.cards:
            raise BusinessRuleError(
                "cards_missing", QT_TRANSLATE_NOOP("errors", "把拿到的卡密粘贴进来，一行一张")
            )
        if result.done_at is not None and not (
            case.row.created_at.replace(second=0, microsecond=0)
            <= result.done_at
            <= self._ground.now()
        ):
            raise BusinessRuleError(
                "time_wrong", QT_TRANSLATE_NOOP("errors", "到账时间要在卖出之后、现在之前")
            )


def _arrival_keeper(sale_line_id: int, at: datetime) -> Callable[[Connection], None]:
    def keep(connection: Connection) -> None:
        connection.execute(
            update(sale_line)
            .where(sale_line.c.id == sale_line_id, sale_line.c.arrived_at.is_not(None))
            .values(arrived_at=at)
        )

    return keep


def _moved(number: str) -> BusinessRuleError:
    return BusinessRuleError(
        "hand_order_moved",
        QT_TRANSLATE_NOOP("errors", "{number} 的状态已经变了，看一眼现在怎样再填"),
        number=number,
    )
