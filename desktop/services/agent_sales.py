"""What a sale writes for its campus agent, and what their commission takes of its margin.

Everything here happens in the transaction of the sale; nothing does while no agent is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.agent import EarningLine, burden_of, commissions_of, folded_code
from desktop.domain.cart import Cart
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money, total_of
from desktop.storage import agent_queries, commission_ledger
from desktop.storage.customer_queries import load_customer

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.customer import AgentTag
    from desktop.domain.pricing import PricedCart
    from desktop.services.sale_drafts import SaleDraft
    from desktop.services.settings_values import SettingsValues
    from desktop.storage.ground import Ground

ENABLED = "agents.enabled"


def with_agents(connection: Connection, cart: Cart, settings: SettingsValues) -> Cart:
    """Return the cart with its agents as they are now; with none while the shop has none.

    Raises:
        BusinessRuleError: code ``agent_stopped``: the one who was named works here no more.
    """
    if not settings.flag(ENABLED):
        return agent_queries.without_agents(cart)
    present = agent_queries.with_present_agents(connection, cart)
    if cart.agent is not None and present.agent is None:
        raise BusinessRuleError(
            "agent_stopped",
            QT_TRANSLATE_NOOP("errors", "代理 {name} 已经停了，先从单里拿掉。还没有收款"),
            name=cart.agent.name,
        )
    return present


def find_tag(ground: Ground, settings: SettingsValues, code: str) -> AgentTag | None:
    """Return the agent at work with exactly this code; None also while the shop has none."""
    typed = folded_code(code)
    if not typed or not settings.flag(ENABLED):
        return None
    with ground.database.read() as connection:
        return agent_queries.find_tag_by_code(connection, typed)


def get_tag(ground: Ground, settings: SettingsValues, code: str) -> AgentTag:
    """Return the agent with this code, to be named in a cart.

    Raises:
        BusinessRuleError: ``agents_off`` or ``agent_unknown``.
    """
    if not settings.flag(ENABLED):
        raise BusinessRuleError(
            "agents_off", QT_TRANSLATE_NOOP("errors", "校园代理没有打开，去设置里打开")
        )
    found = find_tag(ground, settings, code)
    if found is None:
        raise BusinessRuleError(
            "agent_unknown",
            QT_TRANSLATE_NOOP("errors", "没有代理码 {word}，什么都没有变"),
            word=folded_code(code)[:20],
        )
    return found


def expected_commission(priced: PricedCart, rounding: Money, costs: Money) -> Money:
    """Return what the agent of an order will earn with it: the margin guard counts it.

    Args:
        priced: the order.
        rounding: what rounding takes off.
        costs: fees, and the worth of the points it earns.
    """
    found = priced.cart.counted_agent
    if found is None:
        return ZERO
    sold = priced.recorded_lines
    shares = rounding.shared_by([line.net.fen for line in sold])
    lines = [
        EarningLine(line.net - share, line.cost) for line, share in zip(sold, shares, strict=True)
    ]
    gifts = [line.cost for line in sold if not line.gross]
    bonus = total_of(one.bonus for one in priced.applied)
    return total_of(commissions_of(lines, burden_of((costs, bonus), gifts), found.share))


def note_agent(
    connection: Connection, ground: Ground, draft: SaleDraft, settings: SettingsValues
) -> bool:
    """Write whom a sale counts for; whether it counts for anybody.

    A new member who came with an agent's code belongs to that agent from then on.
    """
    cart = draft.priced.cart
    found = cart.counted_agent
    if found is None:
        return False
    _insert(connection, draft.sale_id, found, settings)
    member = cart.customer
    is_brought = member is not None and member.is_first_order and member.own_agent is None
    if member is not None and is_brought and cart.agent is not None:
        known = agent_queries.agent_of_member(connection, member.id)
        if known is None:
            agent_queries.set_member(connection, ground, member.id, cart.agent.id)
    return True


def note_attached(
    connection: Connection, ground: Ground, sale_id: int, customer_id: int, settings: SettingsValues
) -> dict[str, Any]:
    """Let a paid sale count for the agent of the member it is given to; what the chain says of it.

    It is one of the member's orders from now on, so it counts as those do: for whoever brought
    them. A sale that counts for somebody already stays theirs, and makes a new member theirs too.
    Call it before the sale is among the member's orders.
    """
    if not settings.flag(ENABLED):
        return {}
    member = load_customer(connection, customer_id)
    named = agent_queries.agent_of_sale(connection, sale_id)
    if named is not None:
        is_brought = member.is_first_order and member.own_agent is None
        if is_brought and agent_queries.agent_of_member(connection, customer_id) is None:
            agent_queries.set_member(connection, ground, customer_id, named)
        return {}
    cart = Cart().with_customer(member)
    found = cart.counted_agent
    if found is None:
        return {}
    _insert(connection, sale_id, found, settings)
    commission_ledger.settle_sale(connection, ground, sale_id)
    return agent_entry(cart)


def agent_entry(cart: Cart) -> dict[str, Any]:
    """Return what the chain says of a sale's agent."""
    found = cart.counted_agent
    return {} if found is None else {"agent": [found.id, found.share]}


def _insert(
    connection: Connection, sale_id: int, found: AgentTag, settings: SettingsValues
) -> None:
    row = {
        "sale_id": sale_id,
        "agent_id": found.id,
        "share": found.share,
        "points_per_yuan": settings.integer("points.per_yuan"),
    }
    agent_queries.INSERT_AGENT_SALE.run(connection, [row])
