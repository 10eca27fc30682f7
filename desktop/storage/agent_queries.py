"""Campus agents: who they are, whom they brought, and which sales count for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, func, insert, or_, select, update

from desktop.domain.agent import AgentProfile, Payout
from desktop.domain.customer import AgentTag
from desktop.domain.money import ZERO, Money
from desktop.models.administration import person
from desktop.models.agents import agent, agent_member, agent_payout, agent_sale, commission_entry
from desktop.storage.customer_queries import load_customer
from desktop.storage.driver import find_row
from desktop.storage.prepared_insert import PreparedInsert

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.cart import Cart
    from desktop.storage.ground import Ground

INSERT_AGENT_SALE: Final = PreparedInsert(
    agent_sale, *("sale_id", "agent_id", "share", "points_per_yuan")
)
_TAG_SQL: Final = (
    "SELECT id, code, name, share, earns_own FROM agent WHERE id = ? AND stopped_at IS NULL"
)
_TAG_BY_CODE_SQL: Final = (
    "SELECT id, code, name, share, earns_own FROM agent WHERE code = ? AND stopped_at IS NULL"
)
_NAME_SQL: Final = (
    "SELECT g.name FROM agent_sale a JOIN agent g ON g.id = a.agent_id WHERE a.sale_id = ?"
)
_OWED_SQL: Final = "SELECT coalesce(sum(amount), 0) FROM commission_entry WHERE agent_id = ?"


@dataclass(frozen=True, slots=True)
class PayoutRecord:
    """A payout as its slip says it.

    Attributes:
        left: what was still owed after it.
    """

    payout: Payout
    agent: str
    code: str
    paid_by: str
    note: str
    left: Money


@dataclass(frozen=True, slots=True)
class AgentRecord:
    """An agent as they are written down.

    Attributes:
        owed: commission earned and not paid yet; below zero the next one makes it good.
        members: how many members came by them.
    """

    id: int
    profile: AgentProfile
    created_at: datetime
    stopped_at: datetime | None
    owed: Money
    members: int


def list_agents(connection: Connection) -> tuple[AgentRecord, ...]:
    """Return every agent, those at work first, by name."""
    owed = (
        select(func.coalesce(func.sum(commission_entry.c.amount), 0))
        .where(commission_entry.c.agent_id == agent.c.id)
        .scalar_subquery()
    )
    members = select(func.count()).where(agent_member.c.agent_id == agent.c.id).scalar_subquery()
    rows = connection.execute(
        select(agent, owed.label("owed"), members.label("members")).order_by(
            agent.c.stopped_at.is_not(None), agent.c.name, agent.c.id
        )
    )
    return tuple(_record_of(row) for row in rows)


def load_agent(connection: Connection, agent_id: int) -> AgentRecord:
    """Read one agent.

    Raises:
        KeyError: there is none.
    """
    for record in list_agents(connection):
        if record.id == agent_id:
            return record
    raise KeyError(agent_id)


def find_by_code(connection: Connection, code: str) -> AgentRecord | None:
    """Return whose code this is."""
    found = connection.scalar(select(agent.c.id).where(agent.c.code == code))
    return None if found is None else load_agent(connection, found)


def find_by_customer(connection: Connection, customer_id: int) -> int | None:
    """Return which agent a member is."""
    return connection.scalar(select(agent.c.id).where(agent.c.customer_id == customer_id))


def is_at_work(connection: Connection, customer_id: int) -> bool:
    """Whether a member is an agent whose code counts, or who is still owed anything."""
    found = find_by_customer(connection, customer_id)
    if found is None:
        return False
    record = load_agent(connection, found)
    return record.stopped_at is None or bool(record.owed)


def find_tag(connection: Connection, agent_id: int) -> AgentTag | None:
    """Return an agent as a cart carries them; None when they stopped."""
    row = find_row(connection, _TAG_SQL, (agent_id,))
    return None if row is None else AgentTag(row[0], row[1], row[2], row[3], bool(row[4]))


def find_tag_by_code(connection: Connection, code: str) -> AgentTag | None:
    """Return the agent at work with this code."""
    row = find_row(connection, _TAG_BY_CODE_SQL, (code,))
    return None if row is None else AgentTag(row[0], row[1], row[2], row[3], bool(row[4]))


def with_present_agents(connection: Connection, cart: Cart) -> Cart:
    """Return the cart with the agents of its member as they are now, the named one as well.

    An agent who stopped meanwhile is left out: whoever asks compares.
    """
    if cart.agent is not None:
        cart = cart.with_agent(find_tag(connection, cart.agent.id))
    member = cart.customer
    if member is None:
        return cart
    known = load_customer(connection, member.id)
    if (known.agent, known.own_agent) == (member.agent, member.own_agent):
        return cart
    return cart.with_customer(member._replace(agent=known.agent, own_agent=known.own_agent))


def without_agents(cart: Cart) -> Cart:
    """Return the cart as it counts for nobody."""
    member = cart.customer
    if member is not None and (member.agent is not None or member.own_agent is not None):
        cart = cart.with_customer(member._replace(agent=None, own_agent=None))
    return cart.with_agent(None) if cart.agent is not None else cart


def name_of_sale(connection: Connection, sale_id: int) -> str:
    """Return the name of the agent a sale counts for, or an empty one."""
    row = find_row(connection, _NAME_SQL, (sale_id,))
    return row[0] if row is not None else ""


def agent_of_sale(connection: Connection, sale_id: int) -> int | None:
    """Return which agent a sale counts for."""
    return connection.scalar(select(agent_sale.c.agent_id).where(agent_sale.c.sale_id == sale_id))


def insert_agent(connection: Connection, **columns: Any) -> None:
    """Write a new agent."""
    connection.execute(insert(agent).values(**columns))


def change_agent(connection: Connection, agent_id: int, **columns: Any) -> None:
    """Change what is known of an agent."""
    connection.execute(update(agent).where(agent.c.id == agent_id).values(**columns))


def columns_of(profile: AgentProfile) -> dict[str, Any]:
    """Return a profile as columns."""
    return {
        "name": profile.name.strip(),
        "code": profile.code,
        "share": profile.share,
        "phone": profile.phone.strip(),
        "qq": profile.qq.strip(),
        "wechat": profile.wechat.strip(),
        "note": profile.note.strip()[:500],
        "keeps_members": profile.keeps_members,
        "earns_own": profile.earns_own,
        "customer_id": profile.customer_id,
    }


def agent_of_member(connection: Connection, customer_id: int) -> int | None:
    """Return by which agent a member came."""
    return connection.scalar(
        select(agent_member.c.agent_id).where(agent_member.c.customer_id == customer_id)
    )


def set_member(
    connection: Connection, ground: Ground, customer_id: int, agent_id: int | None
) -> None:
    """Say by which agent a member came; None by nobody."""
    connection.execute(agent_member.delete().where(agent_member.c.customer_id == customer_id))
    if agent_id is not None:
        connection.execute(
            insert(agent_member).values(
                customer_id=customer_id, agent_id=agent_id, named_at=ground.now()
            )
        )


def owed_to(connection: Connection, agent_id: int) -> Money:
    """Return the sum of an agent's ledger."""
    row = find_row(connection, _OWED_SQL, (agent_id,))
    return Money(row[0] if row is not None else 0)


def find_payout(connection: Connection, request_id: str) -> Payout | None:
    """Return the payout that a request made before."""
    row = connection.execute(
        select(agent_payout).where(agent_payout.c.request_id == request_id)
    ).first()
    return None if row is None else _payout_of(row)


def load_payout(connection: Connection, payout_id: int) -> PayoutRecord:
    """Read a payout with what its slip says beside it.

    Raises:
        KeyError: there is none.
    """
    row = connection.execute(
        select(
            agent_payout,
            person.c.name.label("paid_by"),
            agent.c.name.label("agent_name"),
            agent.c.code.label("code"),
        )
        .join(person, person.c.id == agent_payout.c.person_id)
        .join(agent, agent.c.id == agent_payout.c.agent_id)
        .where(agent_payout.c.id == payout_id)
    ).first()
    if row is None:
        raise KeyError(payout_id)
    entry = commission_entry.c
    own = select(entry.id).where(entry.payout_id == payout_id).scalar_subquery()
    is_before = or_(
        entry.booked_at < row.paid_at, and_(entry.booked_at == row.paid_at, entry.id <= own)
    )
    left = connection.scalar(
        select(func.sum(entry.amount)).where(entry.agent_id == row.agent_id, is_before)
    )
    return PayoutRecord(
        _payout_of(row), row.agent_name, row.code, row.paid_by, row.note, left or ZERO
    )


def last_payout(connection: Connection, agent_id: int) -> int | None:
    """Return the newest payout of an agent."""
    return connection.scalar(
        select(agent_payout.c.id)
        .where(agent_payout.c.agent_id == agent_id)
        .order_by(agent_payout.c.paid_at.desc(), agent_payout.c.id.desc())
        .limit(1)
    )


def next_payout_sequence(connection: Connection, business_date: date) -> int:
    """Return the next payout number of a business date, counted from 1 without gaps."""
    last = connection.scalar(
        select(func.max(agent_payout.c.sequence)).where(
            agent_payout.c.business_date == business_date
        )
    )
    return (last or 0) + 1


def insert_payout(connection: Connection, **columns: Any) -> None:
    """Write a payout."""
    connection.execute(insert(agent_payout).values(**columns))


def _record_of(row: Any) -> AgentRecord:
    profile = AgentProfile(
        row.name,
        row.code,
        row.share,
        row.phone,
        row.qq,
        row.wechat,
        row.note,
        row.keeps_members,
        row.earns_own,
        row.customer_id,
    )
    owed = row.owed if isinstance(row.owed, Money) else Money(row.owed)
    return AgentRecord(row.id, profile, row.created_at, row.stopped_at, owed, row.members)


def _payout_of(row: Any) -> Payout:
    return Payout(row.id, row.number, row.agent_id, row.way, row.amount, row.paid_at)
