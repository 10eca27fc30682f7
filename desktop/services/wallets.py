"""The money side of wholesale accounts: how long each lasts, what each did, what it must keep.

Belongs here: what the owner reads about an account before money goes there, and its reserve.
Does not belong here: keys and names (``accounts``), entries of the ledger (``account_money``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO
from desktop.domain.permissions import Action
from desktop.storage import account_entries, platform_queries, source_queries, wallet_queries
from desktop.storage.account_entries import EntryRow
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry
from desktop.storage.purchase_lists import ListedPurchase, PurchaseFilter, list_purchases
from desktop.storage.wallet_queries import SyncRunRow, WalletRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.sourcing import SourceRecord
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

__all__ = ["AccountDetail", "EntryRow", "ListedPurchase", "SyncRunRow", "WalletRow", "Wallets"]

_CHANGES: Final = Changes.of(Topic.ACCOUNTS)
_SYNCS: Final = 8
_ENTRIES: Final = 100
_OPEN: Final = 50


@dataclass(frozen=True, slots=True)
class AccountDetail:
    """What is known of an account beyond its form.

    Attributes:
        record: of everything bought from it lately.
        open_purchases: what somebody, machine or person, still has to do something about.
    """

    wallet: WalletRow
    record: SourceRecord
    syncs: tuple[SyncRunRow, ...]
    entries: tuple[EntryRow, ...]
    open_purchases: tuple[ListedPurchase, ...]


class Wallets:
    """The desk that watches the accounts' money. Nothing here asks a platform."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights

    def overview(self, actor: Actor) -> Mapping[int, WalletRow]:
        """Return what every account has left and how long it lasts, by its id."""
        self._rights.require(actor, Action.VIEW_COSTS)
        with self._ground.database.read() as connection:
            wallets = wallet_queries.list_wallets(connection, self._ground.now())
        return {one.account_id: one for one in wallets}

    def detail(self, actor: Actor, account_id: int) -> AccountDetail:
        """Return everything that is known of an account.

        Raises:
            BusinessRuleError: codes of ``Rights.require``, ``account_unknown``.
        """
        self._rights.require(actor, Action.VIEW_COSTS)
        at = self._ground.now()
        with self._ground.database.read() as connection:
            found = [
                one
                for one in wallet_queries.list_wallets(connection, at)
                if one.account_id == account_id
            ]
            if not found:
                raise _account_unknown()
            wanted = PurchaseFilter(is_open=True, account_id=account_id, limit=_OPEN)
            return AccountDetail(
                wallet=found[0],
                record=source_queries.load_account_record(connection, account_id, at),
                syncs=wallet_queries.list_sync_runs(connection, account_id, _SYNCS),
                entries=account_entries.list_entries(connection, account_id, _ENTRIES),
                open_purchases=list_purchases(connection, wanted),
            )

    def keep_reserve(self, actor: Actor, account_id: int, reserve: Money) -> Changes:
        """Keep so much in an account: no sale may count on it.

        Raises:
            BusinessRuleError: codes of ``Rights.require``, ``account_unknown``,
                ``reserve_negative``.
        """
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        if reserve < ZERO:
            raise BusinessRuleError(
                "reserve_negative", QT_TRANSLATE_NOOP("errors", "留底不能是负数")
            )
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            _refuse_unknown(connection, account_id)
            platform_queries.change_account(connection, account_id, reserve=reserve)
            body = {
                "account": account_id,
                "reserve_fen": reserve.fen,
                "person": actor.id,
                "channel": actor.channel,
            }
            self._ground.record(connection, LedgerEntry("account_reserve", body))
        return _CHANGES


def _refuse_unknown(connection: Connection, account_id: int) -> None:
    known = {account.id for account in platform_queries.load_accounts(connection)}
    if account_id not in known:
        raise _account_unknown()


def _account_unknown() -> BusinessRuleError:
    return BusinessRuleError("account_unknown", QT_TRANSLATE_NOOP("errors", "没有这个货源账号"))
