"""A shop with campus agents, for tests of what they earn and are paid."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from sqlalchemy import select

from desktop.domain.agent import AgentProfile, PayoutWay
from desktop.domain.cart import Cart
from desktop.domain.customer import AgentTag, CustomerSnapshot
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.product import ProductSnapshot
from desktop.domain.sale import Approval, SaleSnapshot
from desktop.models.agents import commission_entry
from desktop.services.campus_agents import AgentView, CampusAgents, PayoutOutcome, PayoutRequest
from desktop.storage.consistency import SUM_CHECKS
from tests.services.member_desk import MemberShop

THIRTY_PER_CENT = 3000


@dataclass
class AgentShop(MemberShop):
    """A shop where agents are on."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.agents = CampusAgents(self.ground, self.settings, self.rights)
        self.settings.change(self.owner, {"agents.enabled": True})
        self._sales, self._payouts = count(1), count(1)

    def an_agent(
        self, code: str = "XY01", name: str = "夏雨", share: int = THIRTY_PER_CENT, **more: object
    ) -> AgentTag:
        """Add an agent."""
        profile = AgentProfile(name, code, share, **more)  # type: ignore[arg-type]
        self.agents.save(self.owner, profile)
        return self.agents.find_by_code(code)

    def sold_by(
        self,
        agent: AgentTag | None,
        product: ProductSnapshot,
        pieces: int = 1,
        *,
        member: CustomerSnapshot | None = None,
        **changes: object,
    ) -> SaleSnapshot:
        """Sell for an agent, in cash."""
        cart = Cart().with_product(product, pieces).with_agent(agent).with_customer(member)
        return self.sell(cart, request_id=f"a{next(self._sales)}", **changes).sale

    def pay(
        self,
        agent: AgentTag,
        fen: int,
        way: PayoutWay = PayoutWay.CASH,
        *,
        request_id: str = "",
        approval: Approval | None = None,
    ) -> PayoutOutcome:
        """Pay an agent out as the owner, whose PIN was checked."""
        request = PayoutRequest(
            request_id or f"p{next(self._payouts)}",
            agent.id,
            Money(fen),
            way,
            approval=approval or Approval(self.owner.id, "结佣金"),
        )
        return self.agents.pay_out(self.owner, request)

    def view(self, agent: AgentTag) -> AgentView:
        """Return an agent as the page shows them."""
        return next(one for one in self.agents.list_agents() if one.id == agent.id)

    def owed(self, agent: AgentTag) -> Money:
        """Return what an agent is owed, and see that the entries say the same."""
        owed = self.view(agent).owed
        assert owed == total_of(row.amount for row in self.agents.entries(agent.id, 10_000))
        return owed

    def earned_by(self, sale: SaleSnapshot) -> Money:
        """Return the sum of a sale's entries."""
        with self.ground.database.read() as connection:
            amounts = connection.scalars(
                select(commission_entry.c.amount).where(commission_entry.c.sale_id == sale.id)
            ).all()
        return total_of(amounts) if amounts else ZERO

    def problems(self) -> list[str]:
        """Return what verifying finds."""
        with self.ground.database.read() as connection:
            return [problem.code for check in SUM_CHECKS for problem in check(connection)]
