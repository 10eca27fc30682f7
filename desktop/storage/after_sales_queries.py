"""Reading and writing tickets, their threads, and what was given to make good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, not_, select, update

from desktop.domain.after_sales import (
    EntryKind,
    Ticket,
    TicketCause,
    TicketLine,
    TicketState,
)
from desktop.domain.compensation import CompensationKind
from desktop.domain.delivery import WAITING_STATES, DeliveryState
from desktop.domain.money import ZERO, Money
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import PaymentReason, PaymentState, SaleState
from desktop.models.administration import person
from desktop.models.after_sales import compensation, ticket, ticket_entry
from desktop.models.catalog import product
from desktop.models.customers import customer
from desktop.models.payments import payment
from desktop.models.purchases import purchase, purchase_event
from desktop.models.sales import IS_UNDELIVERED, sale, sale_line

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Column, Connection, Row, Select

_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class TicketEntry:
    """One entry of a thread.

    Attributes:
        person: who; empty for the till itself.
        text: as typed, or the name of a sentence for the till's own.
        value: what fills that sentence.
    """

    id: int
    kind: EntryKind
    at: datetime
    person: str
    text: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A paid line whose goods are still on their way.

    Attributes:
        begun_at: since when the promise counts: the payment, or for what was promised without a
            network the moment its order left.
        minutes: the product's promise.
    """

    id: int
    customer_id: int | None
    state: DeliveryState
    begun_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class ProofEvent:
    """A change of state as it stands in a proof."""

    at: datetime
    state: PurchaseState


def find_ticket(connection: Connection, ticket_id: int) -> Ticket | None:
    """Read a ticket with the line it is about."""
    row = connection.execute(_tickets().where(ticket.c.id == ticket_id)).first()
    return None if row is None else _ticket_of(row)


def find_by_request(connection: Connection, request_id: str) -> int | None:
    """Return the ticket that a request has opened before."""
    return connection.scalar(select(ticket.c.id).where(ticket.c.request_id == request_id))


def list_live(connection: Connection) -> tuple[Ticket, ...]:
    """Read the tickets that are not closed."""
    rows = connection.execute(
        _tickets().where(ticket.c.state != TicketState.CLOSED).order_by(ticket.c.id).limit(_MOST)
    )
    return tuple(_ticket_of(row) for row in rows)


def list_closed(connection: Connection) -> tuple[Ticket, ...]:
    """Read the tickets that were closed last, the newest first."""
    rows = connection.execute(
        _tickets()
        .where(ticket.c.state == TicketState.CLOSED)
        .order_by(ticket.c.closed_at.desc(), ticket.c.id.desc())
        .limit(_MOST)
    )
    return tuple(_ticket_of(row) for row in rows)


def list_entries(connection: Connection, ticket_id: int) -> tuple[TicketEntry, ...]:
    """Read a thread from its first word on."""
    rows = connection.execute(
        select(
            ticket_entry.c.id,
            ticket_entry.c.kind,
            ticket_entry.c.at,
            func.coalesce(person.c.name, ""),
            ticket_entry.c.text,
            ticket_entry.c.value,
        )
        .join(person, person.c.id == ticket_entry.c.person_id, isouter=True)
        .where(ticket_entry.c.ticket_id == ticket_id)
        .order_by(ticket_entry.c.position)
    )
    return tuple(TicketEntry(*row) for row in rows)


def next_sequence(connection: Connection, on: date) -> int:
    """Return the next ticket number of a business date."""
    last = connection.scalar(
        select(func.max(ticket.c.sequence)).where(ticket.c.business_date == on)
    )
    return (last or 0) + 1


def insert_ticket(connection: Connection, **columns: Any) -> bool:
    """Write a ticket; False when the same request or the same passed promise has one already."""
    written = connection.execute(insert(ticket).prefix_with("OR IGNORE").values(**columns))
    return written.rowcount == 1


def insert_entry(connection: Connection, ticket_id: int, **columns: Any) -> None:
    """Add an entry at the end of a thread."""
    last = connection.scalar(
        select(func.max(ticket_entry.c.position)).where(ticket_entry.c.ticket_id == ticket_id)
    )
    place = {"ticket_id": ticket_id, "position": (last or 0) + 1}
    connection.execute(insert(ticket_entry).values(**place, **columns))


def change_ticket(connection: Connection, ticket_id: int, **columns: Any) -> None:
    """Write what became of a ticket."""
    connection.execute(update(ticket).where(ticket.c.id == ticket_id).values(**columns))


def note_first_answer(connection: Connection, ticket_id: int, at: datetime) -> None:
    """Keep when the customer was answered for the first time; later answers change nothing."""
    _keep_first(connection, ticket_id, ticket.c.first_answered_at, at)


def note_solved(connection: Connection, ticket_id: int, at: datetime) -> None:
    """Keep when a person first came to a solution; one it is opened again for changes nothing."""
    _keep_first(connection, ticket_id, ticket.c.solved_at, at)


def live_ticket_of(connection: Connection, line_id: int) -> int | None:
    """Return the open ticket of a line."""
    return connection.scalar(
        select(ticket.c.id)
        .where(ticket.c.sale_line_id == line_id, ticket.c.state != TicketState.CLOSED)
        .order_by(ticket.c.id.desc())
        .limit(1)
    )


def line_of(connection: Connection, line_id: int) -> tuple[DeliveryState, int | None]:
    """Return how far a sold line is, and whose it is."""
    row = connection.execute(
        select(sale_line.c.delivery_state, sale.c.customer_id)
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(sale_line.c.id == line_id)
    ).one()
    return row.delivery_state, row.customer_id


def list_unnoted(connection: Connection) -> list[int]:
    """Return the live tickets whose line is in another state than their thread says."""
    return list(
        connection.scalars(
            select(ticket.c.id)
            .join(sale_line, sale_line.c.id == ticket.c.sale_line_id)
            .where(
                ticket.c.state != TicketState.CLOSED,
                ticket.c.line_state != sale_line.c.delivery_state,
            )
            .order_by(ticket.c.id)
        )
    )


def find_waiting_line(connection: Connection, line_id: int) -> WaitingLine | None:
    """Return a line that waits for its goods and that no ticket speaks of."""
    found = list_waiting_lines(connection, line_id)
    return found[0] if found else None


def list_waiting_lines(
    connection: Connection, line_id: int | None = None
) -> tuple[WaitingLine, ...]:
    """Read the lines whose goods are on their way and that no ticket speaks of.

    What waits for a network since it was promised has told its customer so; its clock begins when
    the order leaves.
    """
    paid_at = _paid_at()
    sent_at = _sent_at()
    spoken_of = select(ticket.c.sale_line_id).where(
        ticket.c.sale_line_id.is_not(None),
        (ticket.c.state != TicketState.CLOSED) | (ticket.c.cause == TicketCause.LATE),
    )
    query = (
        select(
            sale_line.c.id,
            sale.c.customer_id,
            sale_line.c.delivery_state,
            sale_line.c.is_promise,
            sale.c.sold_at,
            paid_at.label("paid_at"),
            sent_at.label("sent_at"),
            product.c.arrival_minutes,
        )
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .join(product, product.c.id == sale_line.c.product_id)
        .where(
            IS_UNDELIVERED,
            sale_line.c.delivery_state.in_(sorted(str(state) for state in WAITING_STATES)),
            sale.c.state == SaleState.COMPLETED,
            sale_line.c.id.not_in(spoken_of),
        )
        .order_by(sale_line.c.id)
    )
    rows = connection.execute(query if line_id is None else query.where(sale_line.c.id == line_id))
    return tuple(
        WaitingLine(
            row.id,
            row.customer_id,
            row.delivery_state,
            row.sent_at if row.is_promise else max(row.sold_at, row.paid_at or row.sold_at),
            row.arrival_minutes,
        )
        for row in rows
        if not row.is_promise or row.sent_at is not None
    )


def promise_of_line(connection: Connection, line_id: int) -> tuple[datetime, int]:
    """Return since when a line's arrival promise counts, and its minutes."""
    row = connection.execute(
        select(
            sale.c.sold_at,
            sale_line.c.is_promise,
            _paid_at().label("paid_at"),
            _sent_at().label("sent_at"),
            product.c.arrival_minutes,
        )
        .select_from(sale_line)
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .join(product, product.c.id == sale_line.c.product_id)
        .where(sale_line.c.id == line_id)
    ).one()
    paid_at = max(row.sold_at, row.paid_at or row.sold_at)
    return (row.sent_at or paid_at) if row.is_promise else paid_at, row.arrival_minutes


def count_others(connection: Connection, found: Ticket, since: datetime) -> int:
    """Count the other tickets that the customer of one had since then."""
    counted = connection.scalar(
        select(func.count()).where(
            ticket.c.customer_id == found.customer_id,
            ticket.c.id != found.id,
            ticket.c.opened_at >= since,
        )
    )
    return counted or 0


def list_proof_events(connection: Connection, line_id: int) -> tuple[ProofEvent, ...]:
    """Read how the last purchase for a line went, state by state."""
    last = select(func.max(purchase.c.id)).where(purchase.c.sale_line_id == line_id)
    rows = connection.execute(
        select(purchase_event.c.happened_at, purchase_event.c.to_state)
        .where(purchase_event.c.purchase_id == last.scalar_subquery())
        .order_by(purchase_event.c.happened_at, purchase_event.c.id)
    )
    return tuple(ProofEvent(*row) for row in rows)


def insert_compensation(connection: Connection, **columns: Any) -> None:
    """Write what was given."""
    connection.execute(insert(compensation).values(**columns))


def was_compensated(connection: Connection, request_id: str) -> bool:
    """Whether a request was booked before."""
    found = connection.scalar(
        select(compensation.c.id).where(compensation.c.request_id == request_id)
    )
    return found is not None


def compensated(connection: Connection, ticket_id: int) -> Money:
    """Return all that a ticket got."""
    given = connection.scalar(
        select(func.sum(compensation.c.amount)).where(compensation.c.ticket_id == ticket_id)
    )
    return given or ZERO


def _keep_first(
    connection: Connection, ticket_id: int, column: Column[datetime | None], at: datetime
) -> None:
    connection.execute(
        update(ticket).where(ticket.c.id == ticket_id, column.is_(None)).values({column: at})
    )


def _paid_at() -> Any:
    return (
        select(func.max(payment.c.paid_at))
        .where(
            payment.c.sale_id == sale_line.c.sale_id,
            payment.c.reason == PaymentReason.SALE,
            payment.c.state == PaymentState.CONFIRMED,
        )
        .correlate(sale_line)
        .scalar_subquery()
    )


def _sent_at() -> Any:
    return (
        select(func.min(purchase_event.c.happened_at))
        .join(purchase, purchase.c.id == purchase_event.c.purchase_id)
        .where(
            purchase.c.sale_line_id == sale_line.c.id,
            purchase_event.c.to_state == PurchaseState.SENDING,
        )
        .correlate(sale_line)
        .scalar_subquery()
    )


def _tickets() -> Select[Any]:
    """Select tickets with everything that is shown of them."""
    last = (
        select(func.max(purchase.c.id))
        .where(purchase.c.sale_line_id == ticket.c.sale_line_id)
        .correlate(ticket)
        .scalar_subquery()
    )
    is_of_ticket = compensation.c.ticket_id == ticket.c.id
    is_card = compensation.c.kind == CompensationKind.CARD
    replaced = select(func.count()).where(is_of_ticket, is_card).correlate(ticket).scalar_subquery()
    given = (
        select(func.sum(compensation.c.amount))
        .where(is_of_ticket, not_(is_card))
        .correlate(ticket)
        .scalar_subquery()
    )
    return (
        select(
            ticket,
            person.c.name.label("opener"),
            customer.c.name.label("customer_name"),
            customer.c.phone.label("customer_phone"),
            sale_line.c.sale_id,
            sale_line.c.title,
            sale_line.c.supply,
            sale_line.c.quantity,
            sale_line.c.returned_quantity,
            sale_line.c.net,
            sale_line.c.target_masked,
            sale_line.c.delivery_state,
            sale_line.c.arrived_at,
            sale.c.number.label("sale_number"),
            sale.c.claim_code,
            sale.c.sold_at,
            purchase.c.number.label("purchase_number"),
            purchase.c.upstream_number,
            purchase.c.state.label("purchase_state"),
            given.label("given"),
            replaced.label("replaced"),
        )
        .select_from(ticket)
        .join(person, person.c.id == ticket.c.opened_by, isouter=True)
        .join(customer, customer.c.id == ticket.c.customer_id, isouter=True)
        .join(sale_line, sale_line.c.id == ticket.c.sale_line_id, isouter=True)
        .join(sale, sale.c.id == sale_line.c.sale_id, isouter=True)
        .join(purchase, purchase.c.id == last, isouter=True)
    )


def _ticket_of(row: Row[Any]) -> Ticket:
    return Ticket(
        id=row.id,
        number=row.number,
        kind=row.kind,
        cause=row.cause,
        state=row.state,
        opened_at=row.opened_at,
        asked_at=row.asked_at,
        opened_by=row.opener or "",
        answered_at=row.answered_at,
        waiting_since=row.waiting_since,
        escalated_at=row.escalated_at,
        decided_at=row.decided_at,
        closed_at=row.closed_at,
        promised_at=row.promised_at,
        is_taken_up=row.is_taken_up,
        customer_id=row.customer_id,
        customer_name=row.customer_name or "",
        customer_phone=row.customer_phone or "",
        contact=row.contact,
        compensated=_money(row.given),
        replaced_count=row.replaced,
        line=None if row.sale_line_id is None else _line_of(row),
    )


def _money(given: Money | int | None) -> Money | None:
    return Money(given) if isinstance(given, int) else given


def _line_of(row: Row[Any]) -> TicketLine:
    return TicketLine(
        id=row.sale_line_id,
        sale_id=row.sale_id,
        sale_number=row.sale_number,
        claim_code=row.claim_code,
        title=row.title,
        supply=row.supply,
        quantity=row.quantity,
        returned_quantity=row.returned_quantity,
        net=row.net,
        target_masked=row.target_masked,
        state=row.delivery_state,
        sold_at=row.sold_at,
        arrived_at=row.arrived_at,
        upstream_number=row.upstream_number or "",
        purchase_number=row.purchase_number or "",
        purchase_state=row.purchase_state,
    )
