"""The money side of wholesale accounts: how long each lasts, what it gives back, what it must keep.

Belongs here: what the owner reads about an account before money goes there, and the terms that the
owner keeps for it.
Does not belong here: keys and names (``accounts``), entries of the ledger (``account_money``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import zone_named
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Action
from desktop.domain.rebate import RebateStanding, RebateStep, checked_steps, month_of, standing_of
from desktop.storage import (
    account_entries,
    platform_queries,
    rebate_queries,
    source_queries,
    wallet_queries,
)
from desktop.storage.account_entries import EntryRow
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry
from desktop.storage.wallet_queries import SyncRunRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.runway import Runway
    from desktop.domain.sourcing import SourceRecord
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

__all__ = [
    "AccountDetail",
    "AccountRebate",
    "AccountTerms",
    "EntryRow",
    "SyncRunRow",
    "Wallet",
    "Wallets",
]

_CHANGES: Final = Changes.of(Topic.ACCOUNTS)
_SYNCS: Final = 8
_ENTRIES: Final = 100


@dataclass(frozen=True, slots=True)
class AccountTerms:
    """What the owner keeps for an account.

    Attributes:
        reserve: what must stay in it: no sale may count on it.
        steps: of its rebate, the lowest first; empty where it gives none.
    """

    reserve: Money = ZERO
    steps: tuple[RebateStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Wallet:
    """What an account has left, how long that lasts, and what its month brings.

    Attributes:
        free: less reserve, open purchases and promises; None when the balance was never read.
        runway: None where nothing was bought lately, or the balance was never read.
        rebate: None where it has no steps. It is shown beside costs and never within them.
    """

    free: Money | None
    runway: Runway | None
    rebate: RebateStanding | None


@dataclass(frozen=True, slots=True)
class AccountRebate:
    """Where an account that gives something back stands in the month."""

    account_id: int
    name: str
    steps: tuple[RebateStep, ...]
    standing: RebateStanding


@dataclass(frozen=True, slots=True)
class AccountDetail:
    """What is known of an account beyond its form and its purchases.

    Attributes:
        record: of everything bought from it lately.
        syncs, entries: the newest first.
    """

    wallet: Wallet
    terms: AccountTerms
    record: SourceRecord
    syncs: tuple[SyncRunRow, ...]
    entries: tuple[EntryRow, ...]


class Wallets:
    """The desk that watches the accounts' money. Nothing here asks a platform."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def overview(self, actor: Actor) -> Mapping[int, Wallet]:
        """Return the wallet of every account, by its id."""
        self._rights.require(actor, Action.VIEW_COSTS)
        with self._ground.database.read() as connection:
            return self._wallets(connection)

    def rebates(self, actor: Actor) -> tuple[AccountRebate, ...]:
        """Return the accounts whose steps are known, the one with most trade this month first."""
        self._rights.require(actor, Action.VIEW_COSTS)
        with self._ground.database.read() as connection:
            steps = rebate_queries.load_steps(connection)
            standings = self._rebates(connection)
            accounts = platform_queries.load_accounts(connection)
        found = [
            AccountRebate(one.id, one.name, steps[one.id], standings[one.id])
            for one in accounts
            if one.id in standings
        ]
        return tuple(sorted(found, key=lambda one: one.standing.volume, reverse=True))

    def detail(self, actor: Actor, account_id: int) -> AccountDetail:
        """Return everything that is known of an account.

        Raises:
            BusinessRuleError: codes of ``Rights.require``, ``account_unknown``.
        """
        self._rights.require(actor, Action.VIEW_COSTS)
        at = self._ground.now()
        with self._ground.database.read() as connection:
            wallet = self._wallets(connection).get(account_id)
            if wallet is None:
                raise _account_unknown()
            account = platform_queries.load_account(connection, account_id)
            steps = rebate_queries.load_steps(connection).get(account_id, ())
            return AccountDetail(
                wallet=wallet,
                terms=AccountTerms(account.reserve, steps),
                record=source_queries.load_account_record(connection, account_id, at),
                syncs=wallet_queries.list_sync_runs(connection, account_id, _SYNCS),
                entries=account_entries.list_entries(connection, account_id, _ENTRIES),
            )

    def keep_terms(self, actor: Actor, account_id: int, terms: AccountTerms) -> Changes:
        """Keep what the owner typed about an account.

        Raises:
            BusinessRuleError: codes of ``Rights.require`` and ``checked_steps``,
                ``account_unknown``, ``reserve_negative``.
        """
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        steps = checked_steps(terms.steps)
        if terms.reserve < ZERO:
            raise BusinessRuleError(
                "reserve_negative", QT_TRANSLATE_NOOP("errors", "留底不能是负数")
            )
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            _refuse_unknown(connection, account_id)
            platform_queries.change_account(connection, account_id, reserve=terms.reserve)
            rebate_queries.write_steps(connection, self._ground, account_id, steps)
            body = {
                "account": account_id,
                "reserve_fen": terms.reserve.fen,
                "rebate_steps": [[step.volume.fen, step.basis_points] for step in steps],
                "person": actor.id,
                "channel": actor.channel,
            }
            self._ground.record(connection, LedgerEntry("account_terms", body))
        return _CHANGES

    def _wallets(self, connection: Connection) -> dict[int, Wallet]:
        rebates = self._rebates(connection)
        return {
            one.account_id: Wallet(one.free, one.runway, rebates.get(one.account_id))
            for one in wallet_queries.list_wallets(connection, self._ground.now())
        }

    def _rebates(self, connection: Connection) -> dict[int, RebateStanding]:
        steps = rebate_queries.load_steps(connection)
        if not steps:
            return {}
        now, zone = self._ground.now(), zone_named(self._settings.current.text("day.zone"))
        opened = wallet_queries.opened_at(connection)
        began_at = month_of(now, zone, now).began_at
        volumes = wallet_queries.bought_since(connection, began_at)
        received = rebate_queries.received_since(connection, began_at)
        return {
            account_id: standing_of(
                found,
                volumes.get(account_id, ZERO),
                month_of(now, zone, opened[account_id]),
                received.get(account_id, ZERO),
            )
            for account_id, found in steps.items()
        }


def _refuse_unknown(connection: Connection, account_id: int) -> None:
    known = {account.id for account in platform_queries.load_accounts(connection)}
    if account_id not in known:
        raise _account_unknown()


def _account_unknown() -> BusinessRuleError:
    return BusinessRuleError("account_unknown", QT_TRANSLATE_NOOP("errors", "没有这个货源账号"))
