"""Wholesale accounts: adding, changing, testing, removing. A secret goes in and never comes out."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from desktop.connectors.http_client import is_loopback
from desktop.connectors.platforms.base import AccountAccess, FieldKind
from desktop.domain.account_money import BY_HAND, EntryKind
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, KataiError
from desktop.domain.permissions import Action
from desktop.domain.secret import Secret
from desktop.services.sourcing import (
    PlatformShelf,
    access_of,
    no_trouble,
    trouble_of,
    warnings_about,
)
from desktop.storage import account_entries, platform_queries, purchase_queries, source_queries
from desktop.storage.account_entries import EntryIntent
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.payments.base import PaymentGateway
    from desktop.connectors.platforms.base import ConnectorField, Platform
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground
    from desktop.storage.platform_queries import AccountRow

_CHANGES: Final = Changes.of(Topic.ACCOUNTS, Topic.PRODUCTS)
_NAME_LENGTH: Final = 40
_VALUE_LENGTH: Final = 2000
_TAIL_LENGTH: Final = 4
_SHORTEST_WITH_TAIL: Final = 12
"""Of a shorter secret four characters would be too much."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of the account form; ``label`` is in the translation context ``connectors``."""

    key: str
    label: str
    kind: str
    is_required: bool
    is_secret: bool
    default: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CapabilitySheet:
    """What a platform can do, in the words of the command line."""

    own_number: bool
    query_by_own_number: bool
    price_guard: str
    delivery: str
    repeat: str
    echoes: bool
    stock: str
    single_goods: bool
    changes_only: bool
    refund: bool
    form: bool
    order_query: bool


@dataclass(frozen=True, slots=True)
class PlatformSheet:
    """A platform to choose for a new account.

    Attributes:
        tried: ``live`` or ``documents``: what its connector was tried on.
        warnings: what the owner must know first, in the translation context ``purchasing``.
    """

    key: str
    name: str
    fields: tuple[FormField, ...]
    capabilities: CapabilitySheet
    tried: str
    warnings: tuple[str, ...] = ()
    is_by_hand: bool = False


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
class AccountDraft:
    """A filled-in account form.

    Attributes:
        secrets: empty for a change that keeps the stored ones.
        opening_balance: what a new account kept by hand holds; None leaves its balance unkept.
    """

    platform: str
    name: str
    fields: Mapping[str, str]
    secrets: Mapping[str, Secret] = field(default_factory=dict, repr=False)
    allows_plain_http: bool = False
    opening_balance: Money | None = None


@dataclass(frozen=True, slots=True)
class AccountOutcome:
    """An account as it now stands."""

    account: AccountSnapshot
    changes: Changes = _CHANGES


@dataclass(frozen=True, slots=True)
class AccountTest:
    """How a connection test ended.

    Attributes:
        error: what was wrong; its exit code says whether the platform refused or did not answer.
    """

    is_ok: bool
    seconds: float
    shop_name: str = ""
    balance: Money | None = None
    error: KataiError | None = None


def platform_sheets(shelf: PlatformShelf | None = None) -> tuple[PlatformSheet, ...]:
    """Return the platforms an account can be on; needs no profile."""
    return tuple(
        PlatformSheet(
            key=platform.key,
            name=platform.name,
            fields=tuple(form_field(one) for one in platform.fields),
            capabilities=_capabilities_of(platform),
            tried=str(platform.tried),
            warnings=warnings_about(platform),
            is_by_hand=platform.capabilities.is_by_hand,
        )
        for platform in (shelf or PlatformShelf()).platforms
    )


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
        wanted = _folded(name)
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
            count = purchase_queries.count_open_of_account(connection, account_id)
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
            capabilities=_capabilities_of(platform),
            tried=str(platform.tried),
            is_by_hand=platform.capabilities.is_by_hand,
            fields=row.fields,
            secret_tails={key: tail_of(secret) for key, secret in secrets.items()},
        )


def check_draft(
    connector: Platform | PaymentGateway,
    draft: AccountDraft,
    secrets: Mapping[str, Secret],
    now: Callable[[], datetime],
) -> None:
    """Refuse what cannot be an account at a platform or payment gateway; asks nobody.

    Args:
        connector: whose account it is to be.
        draft: the form, cleaned.
        secrets: what is filled in, and what stays of the stored ones.
        now: tells the time.

    Raises:
        BusinessRuleError: ``account_name_missing``, ``plain_http_refused``, or what
            ``check_access`` of the connector says.
    """
    if not draft.name or len(draft.name) > _NAME_LENGTH:
        raise BusinessRuleError(
            "account_name_missing",
            QT_TRANSLATE_NOOP("errors", "账号要有名字，最多 {most} 个字"),
            most=_NAME_LENGTH,
        )
    connector.check_access(AccountAccess(draft.fields, secrets, now, draft.allows_plain_http))
    for one in connector.fields:
        address = draft.fields.get(one.key, "")
        is_plain = one.kind is FieldKind.URL and address.lower().startswith("http:")
        if is_plain and not (draft.allows_plain_http or is_loopback(address)):
            raise BusinessRuleError(
                "plain_http_refused",
                QT_TRANSLATE_NOOP(
                    "errors", "{address} 不加密，别人能看到密钥。改用 https，或由店主同意"
                ),
                address=address,
            )


def form_field(one: ConnectorField) -> FormField:
    """Return a declared field as a form shows it."""
    return FormField(
        key=one.key,
        label=one.label,
        kind=str(one.kind),
        is_required=one.is_required,
        is_secret=one.is_secret,
        default=one.default,
        choices=one.choices,
    )


def _capabilities_of(platform: Platform) -> CapabilitySheet:
    can = platform.capabilities
    return CapabilitySheet(
        own_number=can.has_own_number,
        query_by_own_number=can.can_query_by_own_number,
        price_guard=str(can.price_guard),
        delivery=str(can.delivery),
        repeat=str(can.repeat),
        echoes=can.has_echoes,
        stock=str(can.stock),
        single_goods=can.can_ask_single_goods,
        changes_only=can.can_list_changes,
        refund=can.tells_refund,
        form=can.tells_form,
        order_query=not can.cannot_be_asked,
    )


def _columns_of(draft: AccountDraft) -> dict[str, object]:
    return {
        "name": draft.name,
        "fields": dict(draft.fields),
        "allows_plain_http": draft.allows_plain_http,
        "is_practice": is_loopback(draft.fields.get("base_url", "")),
    }


def cleaned(draft: AccountDraft) -> AccountDraft:
    """Fold what was pasted: full-width forms, invisible characters, spaces around it."""
    return AccountDraft(
        platform=draft.platform,
        name=_folded(draft.name),
        fields={key: _folded(value) for key, value in draft.fields.items()},
        secrets={
            key: Secret(_folded(value.reveal()))
            for key, value in draft.secrets.items()
            if value.reveal().strip()
        },
        allows_plain_http=draft.allows_plain_http,
        opening_balance=draft.opening_balance,
    )


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text[:_VALUE_LENGTH])
    return "".join(one for one in folded if unicodedata.category(one)[0] != "C").strip()


def tail_of(secret: Secret) -> str:
    """Return by which of a key's characters it may be told from another."""
    text = secret.reveal()
    return text[-_TAIL_LENGTH:] if len(text) >= _SHORTEST_WITH_TAIL else ""


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
