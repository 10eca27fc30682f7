"""Money of wholesale accounts as the owner books it: 加款, 返点, fees, a balance that was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.account_money import BY_HAND, EntryKind, entries_of
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action
from desktop.storage import account_entries, platform_queries
from desktop.storage.account_entries import EntryIntent, EntryRow
from desktop.storage.database import WritePriority

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.account_money import MoneyAct
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground
    from desktop.storage.platform_queries import AccountRow

__all__ = ["AccountMoney", "EntryRow"]

_CHANGES: Final = Changes.of(Topic.ACCOUNTS)
_REASON_LENGTH: Final = 200


class AccountMoney:
    """The desk that keeps the ledgers. Nothing here asks a platform."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights

    def entries(self, actor: Actor, account_id: int, limit: int = 200) -> tuple[EntryRow, ...]:
        """Return the newest entries of an account, the newest first; costs are the owner's."""
        self._rights.require(actor, Action.VIEW_COSTS)
        with self._ground.database.read() as connection:
            return account_entries.list_entries(connection, account_id, limit)

    def book(self, actor: Actor, account_id: int, act: MoneyAct) -> Changes:
        """Book what the owner typed; what a platform says it holds stays the platform's word.

        Raises:
            BusinessRuleError: codes of ``Rights.require`` and of ``entries_of``,
                ``account_unknown``.
        """
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        entries = entries_of(act)
        reason = act.reason.strip()[:_REASON_LENGTH]
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            _refuse_unknown(connection, account_id)
            for kind, amount in entries:
                intent = EntryIntent(account_id, kind, amount, actor.id, reason)
                account_entries.add_entry(connection, self._ground, intent)
        return _CHANGES

    def type_balance(self, actor: Actor, account_id: int, seen: Money, reason: str) -> Changes:
        """Take what was seen at an account kept by hand for true; the difference is an entry.

        Raises:
            BusinessRuleError: codes of ``Rights.require``, ``account_unknown``,
                ``balance_is_fetched``, ``reason_missing``.
        """
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            account = _refuse_unknown(connection, account_id)
            if account.platform != BY_HAND:
                raise BusinessRuleError(
                    "balance_is_fetched",
                    QT_TRANSLATE_NOOP("errors", "{name} 的余额由平台说了算，不能手填"),
                    name=account.name,
                )
            is_first = not account_entries.has_opening(connection, account_id)
            difference = seen - account_entries.sum_of(connection, account_id)
            if not is_first and not difference:
                return Changes()
            if not is_first and not reason.strip():
                raise BusinessRuleError(
                    "reason_missing",
                    QT_TRANSLATE_NOOP("errors", "和账上差 {difference}，要写原因"),
                    difference=difference,
                )
            kind = EntryKind.OPENING if is_first else EntryKind.ADJUSTMENT
            text = reason.strip()[:_REASON_LENGTH]
            intent = EntryIntent(account_id, kind, difference, actor.id, text)
            account_entries.add_entry(connection, self._ground, intent)
        return _CHANGES


def _refuse_unknown(connection: Connection, account_id: int) -> AccountRow:
    try:
        row = platform_queries.load_account(connection, account_id)
    except KeyError:
        row = None
    if row is None or row.removed_at is not None:
        raise BusinessRuleError("account_unknown", QT_TRANSLATE_NOOP("errors", "没有这个货源账号"))
    return row
