"""资金: where the owner's money is, and what he puts in or takes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.funds import CapitalKind, refuse_odd_capital
from desktop.domain.money import Money
from desktop.domain.permissions import Action
from desktop.reports.day_sales import read_profit_between
from desktop.reports.funds import read_funds
from desktop.storage import owner_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.funds import Funds, MoneyPlace
    from desktop.domain.permissions import Actor
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground
    from desktop.storage.owner_queries import CapitalRow

_CHANGES: Final = Changes.of(Topic.SHIFT)


@dataclass(frozen=True, slots=True)
class MonthProfit:
    """A month's profit against what the owner wants of it.

    Attributes:
        gross: of the lines whose cost is known.
        unknown_lines: lines whose cost nobody knows yet; nothing of them is in ``gross``.
        goal: zero where the owner set none.
    """

    gross: Money
    unknown_lines: int
    goal: Money


class FundsDesk:
    """Reads the funds; books capital."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def read(self, actor: Actor) -> Funds:
        """Return both sides of the sum as of now."""
        self._rights.require(actor, Action.VIEW_COSTS)
        with self._ground.database.read() as connection:
            return read_funds(connection, self._settings.current.integer("points.per_yuan"))

    def month(self, actor: Actor, on: date) -> MonthProfit:
        """Return the profit of the month of a date, up to it."""
        self._rights.require(actor, Action.VIEW_COSTS)
        goal = self._settings.current.money("owner.month_goal")
        with self._ground.database.read() as connection:
            found = read_profit_between(connection, on.replace(day=1), on)
        return MonthProfit(found.gross_profit, found.unknown_cost_lines, goal)

    def entries(self, actor: Actor, limit: int = 100) -> tuple[CapitalRow, ...]:
        """Return the newest entries, the newest first."""
        self._rights.require(actor, Action.VIEW_COSTS)
        with self._ground.database.read() as connection:
            return owner_queries.list_capital(connection, limit)

    def book(
        self, actor: Actor, kind: CapitalKind, place: MoneyPlace, amount: Money, note: str
    ) -> Changes:
        """Book money the owner put in or took out.

        Raises:
            BusinessRuleError: a right is missing, ``amount_out_of_range``, ``needs_reason``.
        """
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        refuse_odd_capital(amount, note)
        with self._ground.database.write() as connection:
            owner_queries.insert_capital(
                connection,
                id=self._ground.identifiers.next_id(),
                kind=kind,
                place=place,
                amount=amount,
                note=note.strip()[:200],
                person_id=actor.id,
                booked_at=self._ground.now(),
            )
            body = {"kind": str(kind), "place": str(place), "amount": amount, "person": actor.id}
            self._ground.record(connection, LedgerEntry("capital_booked", body))
            self._ground.fail_points.reached("capital.before_commit")
        self._ground.fail_points.reached("capital.committed")
        return _CHANGES
