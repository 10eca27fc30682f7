"""校园代理 (campus agents): who they are, what they are owed, and paying it out.

What they earn is booked with whatever moves a sold line (``storage.commission_ledger``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from desktop.domain.agent import (
    AgentProfile,
    CommissionRow,
    Payout,
    PayoutWay,
    refuse_odd_profile,
)
from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import business_date_at, zone_named
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Action
from desktop.domain.shift import CashReason
from desktop.reports.agents import NOTHING_SOLD, AgentSales, agent_sales
from desktop.services.agent_sales import ENABLED, find_tag, get_tag
from desktop.storage import (
    agent_queries,
    commission_ledger,
    customer_queries,
    open_shift_queries,
    shift_queries,
)
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from desktop.domain.customer import AgentTag
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.domain.shift import ShiftSnapshot
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.agent_queries import AgentRecord
    from desktop.storage.ground import Ground

TOPICS: Final = (Topic.AGENTS, Topic.CUSTOMERS)
PAID_TOPICS: Final = (Topic.AGENTS, Topic.SHIFT)


@dataclass(frozen=True, slots=True)
class AgentView:
    """An agent as the page shows them.

    Attributes:
        owed: commission earned and not paid yet; below zero the next one makes it good.
        month: what this month's orders brought.
        member_name, member_phone: of the member whom the agent is; empty when they are none.
        last_payout: whose slip can be printed again; None before the first.
    """

    id: int
    profile: AgentProfile
    is_stopped: bool
    owed: Money
    members: int
    month: AgentSales
    member_name: str = ""
    member_phone: str = ""
    last_payout: int | None = None


@dataclass(frozen=True, slots=True)
class AgentOutcome:
    """An agent who was written down."""

    agent_id: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class PayoutRequest:
    """A commission to be paid out; the same ``request_id`` twice pays once.

    Cash leaves the drawer of the open shift.
    """

    request_id: str
    agent_id: int
    amount: Money
    way: PayoutWay = PayoutWay.CASH
    note: str = ""
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class PayoutOutcome:
    """A payout that was written, or the one that the same request wrote before."""

    payout: Payout
    is_repeat: bool
    changes: Changes = field(default_factory=Changes)


class CampusAgents:
    """Everything the counter and the page of agents ask for."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def is_enabled(self) -> bool:
        """Whether the shop has agents."""
        return self._settings.current.flag(ENABLED)

    # The counter ----------------------------------------------------------------------------------

    def find_by_code(self, code: str) -> AgentTag:
        """Return the agent with this code; raises as ``agent_sales.get_tag``."""
        return get_tag(self._ground, self._settings.current, code)

    def find_tag(self, code: str) -> AgentTag | None:
        """Return the agent at work with exactly this code; None also while the shop has none."""
        return find_tag(self._ground, self._settings.current, code)

    # The page -------------------------------------------------------------------------------------

    def list_agents(self) -> tuple[AgentView, ...]:
        """Return every agent, those at work first, with what this month brought."""
        with self._ground.database.read() as connection:
            today = self._business_date(connection)
            sales = agent_sales(connection, today.replace(day=1), today)
            return tuple(
                self._view(connection, record, sales.get(record.id, NOTHING_SOLD))
                for record in agent_queries.list_agents(connection)
            )

    def entries(self, agent_id: int, limit: int = 200) -> tuple[CommissionRow, ...]:
        """Return an agent's entries, newest first, each with what is owed after it."""
        with self._ground.database.read() as connection:
            return commission_ledger.list_entries(connection, agent_id, limit)

    def member_by_phone(self, phone: str) -> int | None:
        """Return the member with this phone; None for an empty one.

        Raises:
            BusinessRuleError: code ``member_unknown``.
        """
        typed = "".join(phone.split())
        if not typed:
            return None
        with self._ground.database.read() as connection:
            found = customer_queries.find_by_phone(connection, typed)
        if found is None:
            raise BusinessRuleError(
                "member_unknown",
                QT_TRANSLATE_NOOP("errors", "没有手机号 {phone} 的会员，什么都没有存"),
                phone=typed[:20],
            )
        return found

    def save(
        self,
        actor: Actor,
        profile: AgentProfile,
        agent_id: int | None = None,
        approval: Approval | None = None,
    ) -> AgentOutcome:
        """Write an agent down, or change what is known of one; sales of before keep their terms.

        Raises:
            KeyError: there is no such agent or member.
            BusinessRuleError: ``name_missing``, ``agent_code_odd``, ``agent_code_taken``,
                ``agent_member_taken``, ``share_out_of_range``, or a right is missing.
        """
        self._rights.require(actor, Action.ADMINISTER, approval=approval)
        refuse_odd_profile(profile)
        with self._ground.database.write() as connection:
            columns = agent_queries.columns_of(profile)
            if profile.customer_id is not None:
                member = customer_queries.survivor_id(connection, profile.customer_id)
                customer_queries.load_customer(connection, member)
                columns["customer_id"] = member
            self._refuse_taken(connection, profile, columns["customer_id"], agent_id)
            row_id = agent_id or self._ground.identifiers.next_id()
            if agent_id is None:
                agent_queries.insert_agent(
                    connection, id=row_id, created_at=self._ground.now(), **columns
                )
            else:
                agent_queries.load_agent(connection, agent_id)
                agent_queries.change_agent(connection, agent_id, **columns)
            body = {
                "agent": row_id,
                "code": profile.code,
                "share": profile.share,
                "person": actor.id,
            }
            self._ground.record(connection, LedgerEntry("agent_saved", body))
        return AgentOutcome(row_id, Changes.of(*TOPICS))

    def set_stopped(
        self, actor: Actor, agent_id: int, *, is_stopped: bool, approval: Approval | None = None
    ) -> Changes:
        """Let an agent's code count no more, or again; what is owed stays owed.

        Raises:
            KeyError: there is no such agent.
            BusinessRuleError: a right is missing.
        """
        self._rights.require(actor, Action.ADMINISTER, approval=approval)
        with self._ground.database.write() as connection:
            agent_queries.load_agent(connection, agent_id)
            stopped_at = self._ground.now() if is_stopped else None
            agent_queries.change_agent(connection, agent_id, stopped_at=stopped_at)
            kind = "agent_stopped" if is_stopped else "agent_resumed"
            body = {"agent": agent_id, "person": actor.id}
            self._ground.record(connection, LedgerEntry(kind, body))
        return Changes.of(*TOPICS)

    def set_member(
        self,
        actor: Actor,
        customer_id: int,
        agent_id: int | None,
        approval: Approval | None = None,
    ) -> Changes:
        """Say by whose code a member came; their later orders count for that agent.

        Raises:
            KeyError: one of them is not there.
            BusinessRuleError: ``agent_is_self``, or a right is missing.
        """
        self._rights.require(actor, Action.ADMINISTER, approval=approval)
        with self._ground.database.write() as connection:
            member = customer_queries.survivor_id(connection, customer_id)
            customer_queries.load_customer(connection, member)
            if agent_id is not None:
                agent_queries.load_agent(connection, agent_id)
                if agent_queries.find_by_customer(connection, member) == agent_id:
                    raise BusinessRuleError(
                        "agent_is_self",
                        QT_TRANSLATE_NOOP("errors", "代理不能算自己带来的，什么都没有改"),
                    )
            agent_queries.set_member(connection, self._ground, member, agent_id)
            body = {"customer": member, "agent": agent_id, "person": actor.id}
            self._ground.record(connection, LedgerEntry("agent_member_set", body))
        return Changes.of(*TOPICS)

    def set_member_by_code(self, actor: Actor, customer_id: int, code: str) -> Changes:
        """Say by whose code a member came; raises as ``find_by_code`` and ``set_member``."""
        return self.set_member(actor, customer_id, self.find_by_code(code).id)

    # Paying ---------------------------------------------------------------------------------------

    def pay_out(self, actor: Actor, request: PayoutRequest) -> PayoutOutcome:
        """Pay commission out: cash leaves the drawer of the open shift, the rest leaves elsewhere.

        Raises:
            KeyError: there is no such agent.
            BusinessRuleError: ``amount_not_positive``, ``commission_not_owed``, ``shift_not_open``,
                or the owner's PIN is missing. Nothing was paid.
        """
        self._rights.require(
            actor, Action.PAY_COMMISSION, approval=request.approval, reason=request.note
        )
        if request.amount <= ZERO:
            raise BusinessRuleError(
                "amount_not_positive", QT_TRANSLATE_NOOP("errors", "金额要大于 0，什么都没有记")
            )
        with self._ground.database.write(WritePriority.SALE) as connection:
            earlier = agent_queries.find_payout(connection, request.request_id)
            if earlier is not None:
                return PayoutOutcome(earlier, is_repeat=True)
            record = agent_queries.load_agent(connection, request.agent_id)
            if request.amount > record.owed:
                raise BusinessRuleError(
                    "commission_not_owed",
                    QT_TRANSLATE_NOOP("errors", "还欠 {name} 佣金 {owed} 元，没有付，请改金额"),
                    name=record.profile.name,
                    owed=max(record.owed, ZERO),
                )
            payout = self._write_payout(connection, actor, request, record)
            self._ground.fail_points.reached("payout.before_commit")
        self._ground.fail_points.reached("payout.committed")
        return PayoutOutcome(payout, False, Changes.of(*PAID_TOPICS))

    def _write_payout(
        self, connection: Connection, actor: Actor, request: PayoutRequest, record: AgentRecord
    ) -> Payout:
        is_cash = request.way is PayoutWay.CASH
        shift = _drawer(connection) if is_cash else None
        on = shift.business_date if shift is not None else self._business_date(connection)
        sequence = agent_queries.next_payout_sequence(connection, on)
        payout = Payout(
            self._ground.identifiers.next_id(),
            f"D{on:%y%m%d}-{sequence:04d}",
            record.id,
            request.way,
            request.amount,
            self._ground.now(),
        )
        movement = None
        if shift is not None:
            movement = self._take_cash(connection, actor, payout, record.profile.code, shift)
        approval = request.approval
        agent_queries.insert_payout(
            connection,
            id=payout.id,
            request_id=request.request_id,
            number=payout.number,
            agent_id=record.id,
            way=payout.way,
            amount=payout.amount,
            business_date=on,
            sequence=sequence,
            shift_id=shift.id if shift is not None else None,
            cash_movement_id=movement,
            person_id=actor.id,
            approved_by=approval.person_id if approval else None,
            note=request.note.strip()[:200],
            paid_at=payout.paid_at,
        )
        commission_ledger.book_payout(connection, self._ground, payout)
        body = {
            "payout": payout.id,
            "number": payout.number,
            "agent": record.id,
            "way": str(payout.way),
            "amount": payout.amount.fen,
            "person": actor.id,
            "approved_by": approval.person_id if approval else None,
        }
        self._ground.record(connection, LedgerEntry("commission_payout", body))
        return payout

    def _take_cash(
        self,
        connection: Connection,
        actor: Actor,
        payout: Payout,
        code: str,
        shift: ShiftSnapshot,
    ) -> int:
        movement = self._ground.identifiers.next_id()
        shift_queries.insert_movement(
            connection,
            id=movement,
            shift_id=shift.id,
            business_date=shift.business_date,
            amount=-payout.amount,
            reason=CashReason.COMMISSION,
            note=f"{payout.number} · {code}",
            person_id=actor.id,
            moved_at=payout.paid_at,
        )
        return movement

    def _refuse_taken(
        self,
        connection: Connection,
        profile: AgentProfile,
        customer_id: int | None,
        agent_id: int | None,
    ) -> None:
        holder = agent_queries.find_by_code(connection, profile.code)
        if holder is not None and holder.id != agent_id:
            raise BusinessRuleError(
                "agent_code_taken",
                QT_TRANSLATE_NOOP("errors", "代理码 {word} 是 {name} 的，换一个。什么都没有存"),
                word=profile.code,
                name=holder.profile.name,
            )
        if customer_id is None:
            return
        other = agent_queries.find_by_customer(connection, customer_id)
        if other is not None and other != agent_id:
            raise BusinessRuleError(
                "agent_member_taken",
                QT_TRANSLATE_NOOP("errors", "这位会员已经是别的代理，什么都没有存"),
            )

    def _view(self, connection: Connection, record: AgentRecord, month: AgentSales) -> AgentView:
        customer_id = record.profile.customer_id
        member = None
        if customer_id is not None:
            member = customer_queries.load_customer(connection, customer_id)
        return AgentView(
            record.id,
            record.profile,
            record.stopped_at is not None,
            record.owed,
            record.members,
            month,
            member.name if member else "",
            member.phone if member else "",
            agent_queries.last_payout(connection, record.id),
        )

    def _business_date(self, connection: Connection) -> date:
        held = open_shift_queries.find_open_shift(connection)
        if held is not None:
            return held.business_date
        settings = self._settings.current
        zone = zone_named(settings.text("day.zone"))
        return business_date_at(self._ground.now(), zone, settings.integer("day.starts_at_minutes"))


def _drawer(connection: Connection) -> ShiftSnapshot:
    held = open_shift_queries.find_open_shift(connection)
    if held is None:
        raise BusinessRuleError(
            "shift_not_open", QT_TRANSLATE_NOOP("errors", "还没有开班，什么都没有记")
        )
    return held
