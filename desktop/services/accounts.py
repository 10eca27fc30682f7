"""Wholesale accounts: adding, changing, testing, removing. A secret goes in and never comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.connectors.http_client import is_loopback
from desktop.connectors.platforms.base import AccountAccess
from desktop.domain.account_money import BY_HAND, EntryKind
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, KataiError
from desktop.domain.permissions import Action
from desktop.domain.secret import Secret
from desktop.services.account_forms import (
    AccountDraft,
    AccountTest,
    check_draft,
    cleaned,
    folded,
    tail_of,
)
from desktop.services.platform_sheets import (
    CapabilitySheet,
    PlatformSheet,
    capabilities_of,
    platform_sheets,
)
from desktop.services.sourcing import PlatformShelf, access_of, no_trouble, trouble_of
from desktop.storage import (
    account_entries,
    open_purchases,
    platform_queries,
    source_queries,
)
from desktop.storage.account_entries import EntryIntent
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import Platform
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground
    from desktop.storage.platform_queries import AccountRow

__all__ = ["AccountDraft", "AccountOutcome", "AccountSnapshot", "AccountTest", "Accounts"]

_CHANGES: Final = Changes.of(Topic.ACCOUNTS, Topic.PRODUCTS)


@dataclass(frozen=True, slots=True)
class AccountSnapshot:
    """An account as screens and scripts show it.

    Attributes:
        fields: what is not secret.
        secret_tails: the last four characters of each secret, for telling keys apart.
        trouble_text: the sentence of the last fault, empty when the last call went well.
    """

    id: int
    name: str
    platform: str
    platform_name: str
    is_practice: bool
    is_frozen: bool
    allows_plain_http: bool
    balance: Money | None
    balance_at: datetime | None
    reserve: Money
    free_balance: Money | None
    synced_at: datetime | None
    goods_count: int
    trouble_code: str
    trouble_text: str
    trouble_at: datetime | None
    capabilities: CapabilitySheet
    tried: str
    is_by_hand: bool
    fields: Mapping[str, str]
    secret_tails: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AccountOutcome:
    """An account as it now stands."""

    account: AccountSnapshot
    changes: Changes = _CHANGES


class Accounts:
    """The desk for wholesale accounts."""

    def __init__(
        self,
        ground: Ground,
        rights: Rights,
        door: HttpClient,
        shelf: PlatformShelf | None = None,
    ) -> None:
        self._ground = ground
        self._rights = rights
        self._door = door
        self._shelf = shelf or PlatformShelf()

    def platforms(self) -> tuple[PlatformSheet, ...]:
        """Return the platforms an account can be on."""
        return platform_sheets(self._shelf)

    def list_accounts(self) -> tuple[AccountSnapshot, ...]:
        """Return the accounts in their order."""
        with self._ground.database.read() as connection:
            counts = platform_queries.count_goods(connection)
            return tuple(
                self._snapshot_of(connection, row, counts.get(row.id, 0))
                for row in platform_queries.load_accounts(connection)
            )

    def get(self, account_id: int) -> AccountSnapshot:
        """Return an account.

        Raises:
            BusinessRuleError: code ``account_unknown``.
        """
        for account in self.list_accounts():
            if account.id == account_id:
                return account
        raise _account_unknown()

    def find_by_name(self, name: str) -> AccountSnapshot | None:
        """Return the account with this name, or None."""
        wanted = folded(name)
        return next((one for one in self.list_accounts() if one.name == wanted), None)

    def add(self, actor: Actor, draft: AccountDraft) -> AccountOutcome:
        """Add an account; nothing is asked of the platform.

        Raises:
            BusinessRuleError: codes of ``Rights.require``, ``platform_unknown``,
                ``account_name_missing``, ``account_name_taken``, ``plain_http_refused``,
                ``account_field_unknown``.
            ConnectorError: code ``account_field_invalid``.
        """
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        draft = cleaned(draft)
        self._check(draft, draft.secrets)
        account_id = self._ground.identifiers.next_id()
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            _refuse_taken_name(connection, draft.name, None)
            platform_queries.insert_account(
                connection,
                id=account_id,
                platform=draft.platform,
                secrets_sealed=self._sealed(account_id, draft.secrets),
                created_at=self._ground.now(),
                **_columns_of(draft),
            )
            self._note(connection, actor, "account_added", account_id, draft)
            self._open_balance(connection, actor, account_id, draft)
        return AccountOutcome(self.get(account_id))

    def _open_balance(
        self, connection: Connection, actor: Actor, account_id: int, draft: AccountDraft
    ) -> None:
        if draft.opening_balance is None or draft.platform != BY_HAND:
            return
        intent = EntryIntent(account_id, EntryKind.OPENING, draft.opening_balance, actor.id)
        account_entries.add_entry(connection, self._ground, intent)

    def change(self, actor: Actor, account_id: int, draft: AccountDraft) -> AccountOutcome:
        """Change an account; secrets that are not given stay. Raises as ``add``."""
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        draft = cleaned(draft)
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            row = _get_row(connection, account_id)
            kept = platform_queries.open_account_secrets(self._ground.vault, row)
            secrets = kept | dict(draft.secrets)
            self._check(draft, secrets)
            _refuse_taken_name(connection, draft.name, account_id)
            platform_queries.change_account(
                connection,
                account_id,
                secrets_sealed=self._sealed(account_id, secrets),
                **no_trouble(),
                **_columns_of(draft),
            )
            self._note(connection, actor, "account_changed", account_id, draft)
        return AccountOutcome(self.get(account_id))

    def release(self, actor: Actor, account_id: int) -> AccountOutcome:
        """Let an account buy again that was held after it charged too much."""
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            _get_row(connection, account_id)
            platform_queries.change_account(connection, account_id, is_frozen=False, **no_trouble())
            body = {"account": account_id, "person": actor.id, "channel": actor.channel}
            self._ground.record(connection, LedgerEntry("account_released", body))
        return AccountOutcome(self.get(account_id))

    def remove(self, actor: Actor, account_id: int) -> Changes:
        """Remove an account; its secrets are gone at once, its past purchases stay.

        Raises:
            BusinessRuleError: code ``purchases_open``: something is still on its way there.
        """
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            row = _get_row(connection, account_id)
            count = open_purchases.count_open_of_account(connection, account_id)
            if count:
                raise BusinessRuleError(
                    "purchases_open",
                    QT_TRANSLATE_NOOP("errors", "{name} 还有 {count} 笔采购没有结果，先不能删"),
                    name=row.name,
                    count=count,
                )
            platform_queries.change_account(
                connection,
                account_id,
                removed_at=self._ground.now(),
                secrets_sealed=self._sealed(account_id, {}),
            )
            body = {"account": account_id, "person": actor.id, "channel": actor.channel}
            self._ground.record(connection, LedgerEntry("account_removed", body))
        return _CHANGES

    def test(self, actor: Actor, subject: AccountDraft | int) -> AccountTest:
        """Ask the platform for the balance. On the network lane; never raises for what it answers.

        Args:
            actor: who.
            subject: a form not yet saved, or an account's id.

        Raises:
            BusinessRuleError: codes of ``Rights.require``, or the form itself is refused.
        """
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        platform, access = self._access_of(subject)
        started = self._ground.clock.monotonic_seconds()
        try:
            balance = platform.fetch_balance(self._door, access)
        except KataiError as error:
            seconds = self._ground.clock.monotonic_seconds() - started
            self._keep_test(subject, error, None)
            return AccountTest(is_ok=False, seconds=seconds, error=error)
        seconds = self._ground.clock.monotonic_seconds() - started
        self._keep_test(subject, None, balance.amount)
        return AccountTest(
            is_ok=True, seconds=seconds, shop_name=balance.shop_name, balance=balance.amount
        )

    def _access_of(self, subject: AccountDraft | int) -> tuple[Platform, AccountAccess]:
        if isinstance(subject, int):
            with self._ground.database.read() as connection:
                row = _get_row(connection, subject)
            return self._shelf.get(row.platform), access_of(self._ground, row)
        draft = cleaned(subject)
        self._check(draft, draft.secrets)
        access = AccountAccess(
            values=draft.fields,
            secrets=draft.secrets,
            now=self._ground.clock.now,
            is_plain_http_allowed=draft.allows_plain_http,
        )
        return self._shelf.get(draft.platform), access

    def _keep_test(
        self, subject: AccountDraft | int, error: KataiError | None, balance: Money | None
    ) -> None:
        if not isinstance(subject, int):
            return
        now = self._ground.now()
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            if error is None:
                told = {} if balance is None else {"balance": balance, "balance_at": now}
                platform_queries.change_account(connection, subject, **no_trouble(), **told)
            else:
                platform_queries.change_account(connection, subject, **trouble_of(error, now))

    def _check(self, draft: AccountDraft, secrets: Mapping[str, Secret]) -> None:
        platform = self._shelf.get(draft.platform)
        _refuse_unknown_fields(platform, draft)
        check_draft(platform, draft, secrets, self._ground.clock.now)

    def _sealed(self, account_id: int, secrets: Mapping[str, Secret]) -> bytes:
        return platform_queries.seal_account_secrets(self._ground.vault, account_id, secrets)

    def _note(
        self,
        connection: Connection,
        actor: Actor,
        kind: str,
        account_id: int,
        draft: AccountDraft,
    ) -> None:
        body = {
            "account": account_id,
            "platform": draft.platform,
            "secrets": sorted(draft.secrets),
            "plain_http": draft.allows_plain_http,
            "person": actor.id,
            "channel": actor.channel,
        }
        self._ground.record(connection, LedgerEntry(kind, body))

    def _snapshot_of(
        self, connection: Connection, row: AccountRow, goods_count: int
    ) -> AccountSnapshot:
        platform = self._shelf.get(row.platform)
        secrets = platform_queries.open_account_secrets(self._ground.vault, row)
        return AccountSnapshot(
            id=row.id,
            name=row.name,
            platform=row.platform,
            platform_name=platform.name,
            is_practice=row.is_practice,
            is_frozen=row.is_frozen,
            allows_plain_http=row.allows_plain_http,
            balance=row.balance,
            balance_at=row.balance_at,
            reserve=row.reserve,
            free_balance=source_queries.free_balance_of(connection, row),
            synced_at=row.synced_at,
            goods_count=goods_count,
            trouble_code=row.trouble_code,
            trouble_text=row.trouble_text,
            trouble_at=row.trouble_at,
            capabilities=capabilities_of(platform),
            tried=str(platform.tried),
            is_by_hand=platform.capabilities.is_by_hand,
            fields=row.fields,
            secret_tails={key: tail_of(secret) for key, secret in secrets.items()},
        )


def _columns_of(draft: AccountDraft) -> dict[str, object]:
    return {
        "name": draft.name,
        "fields": dict(draft.fields),
        "allows_plain_http": draft.allows_plain_http,
        "is_practice": is_loopback(draft.fields.get("base_url", "")),
    }


def _get_row(connection: Connection, account_id: int) -> AccountRow:
    try:
        row = platform_queries.load_account(connection, account_id)
    except KeyError:
        raise _account_unknown() from None
    if row.removed_at is not None:
        raise _account_unknown()
    return row


def _account_unknown() -> BusinessRuleError:
    return BusinessRuleError("account_unknown", QT_TRANSLATE_NOOP("errors", "没有这个货源账号"))


def _refuse_unknown_fields(platform: Platform, draft: AccountDraft) -> None:
    open_keys = {one.key for one in platform.fields if not one.is_secret}
    secret_keys = {one.key for one in platform.fields if one.is_secret}
    unknown = sorted((set(draft.fields) - open_keys) | (set(draft.secrets) - secret_keys))
    if unknown:
        raise BusinessRuleError(
            "account_field_unknown",
            QT_TRANSLATE_NOOP("errors", "这个平台没有“{key}”这一项，或不该填在这里"),
            key=unknown[0],
        )


def _refuse_taken_name(connection: Connection, name: str, own_id: int | None) -> None:
    holder = platform_queries.find_account_by_name(connection, name)
    if holder is not None and holder.id != own_id:
        raise BusinessRuleError(
            "account_name_taken",
            QT_TRANSLATE_NOOP("errors", "已经有叫 {name} 的货源账号"),
            name=name,
        )
