"""Accounts at payment gateways: adding, changing, testing, removing. A key goes in and stays in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.connectors.payments import all_gateways, gateway_named
from desktop.connectors.platforms.base import AccountAccess
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, KataiError
from desktop.domain.gateway_payment import FORGOTTEN_AFTER_SECONDS
from desktop.domain.permissions import Action
from desktop.domain.secret import Secret
from desktop.domain.tender import TenderMethod
from desktop.services.account_forms import (
    AccountDraft,
    AccountTest,
    FormField,
    check_draft,
    form_field,
    tail_of,
)
from desktop.services.account_forms import cleaned as cleaned_draft
from desktop.storage import gateway_queries
from desktop.storage.ledger import LedgerEntry
from desktop.translating import sentence_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.payments.base import PaymentGateway
    from desktop.domain.permissions import Actor
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.gateway_queries import GatewayRow
    from desktop.storage.ground import Ground

_CHANGES: Final = Changes.of(Topic.SETTINGS)


@dataclass(frozen=True, slots=True)
class GatewaySheet:
    """A kind of gateway to choose for a new account; what an account form needs of it."""

    key: str
    name: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class GatewaySnapshot:
    """A gateway account as screens show it.

    Attributes:
        channels: whose customers can pay there, such as ``wxpay``.
        secret_tails: the last four characters of each secret, for telling keys apart.
        trouble_text: the sentence of the last fault, empty when the last call went well.
        can_scan: it takes money by a code on the customer's phone.
    """

    id: int
    name: str
    dialect: str
    dialect_name: str
    channels: tuple[str, ...]
    allows_plain_http: bool
    trouble_text: str
    fields: Mapping[str, str]
    secret_tails: Mapping[str, str] = field(default_factory=dict)
    can_scan: bool = False


class GatewayAccounts:
    """The desk for gateway accounts. A draft's ``platform`` is the kind of gateway."""

    def __init__(
        self, ground: Ground, settings: Settings, rights: Rights, door: HttpClient
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._door = door

    def sheets(self) -> tuple[GatewaySheet, ...]:
        """Return the kinds of gateway there are."""
        return tuple(
            GatewaySheet(one.key, one.name, tuple(form_field(each) for each in one.fields))
            for one in all_gateways()
        )

    def list_gateways(self) -> tuple[GatewaySnapshot, ...]:
        """Return the accounts in their order."""
        with self._ground.database.read() as connection:
            rows = gateway_queries.load_gateways(connection)
        return tuple(self._snapshot_of(row) for row in rows)

    def add(self, actor: Actor, draft: AccountDraft) -> GatewaySnapshot:
        """Add an account and let the payment page offer it; nothing is asked of the gateway.

        Raises:
            BusinessRuleError: a right is missing, or the form is refused.
            ConnectorError: code ``account_field_invalid``.
        """
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        draft = cleaned_draft(draft)
        self._check(draft, draft.secrets)
        self._offer(actor)  # first: without an account the page leaves the tender out
        gateway_id = self._ground.identifiers.next_id()
        with self._ground.database.write() as connection:
            gateway_queries.insert_gateway(
                connection,
                id=gateway_id,
                dialect=draft.platform,
                secrets_sealed=self._sealed(gateway_id, draft.secrets),
                created_at=self._ground.now(),
                **_columns_of(draft),
            )
            self._note(connection, actor, "gateway_added", gateway_id, draft)
        return self.get(gateway_id)

    def change(self, actor: Actor, gateway_id: int, draft: AccountDraft) -> GatewaySnapshot:
        """Change an account; secrets that are not given stay. Raises as :meth:`add`."""
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        draft = cleaned_draft(draft)
        with self._ground.database.write() as connection:
            row = gateway_queries.load_gateway(connection, gateway_id)
            secrets = gateway_queries.open_secrets(self._ground.vault, row) | dict(draft.secrets)
            self._check(draft, secrets)
            gateway_queries.change_gateway(
                connection,
                gateway_id,
                secrets_sealed=self._sealed(gateway_id, secrets),
                trouble_text="",
                **_columns_of(draft),
            )
            self._note(connection, actor, "gateway_changed", gateway_id, draft)
        return self.get(gateway_id)

    def remove(self, actor: Actor, gateway_id: int) -> Changes:
        """Remove an account; its key is gone at once, its past payments stay.

        A gateway that went silent for good can be removed too: what it has not answered about for
        as long as it takes money is not asked about any more.

        Raises:
            BusinessRuleError: code ``gateway_in_use``: money may still come, or is on its way back.
        """
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        with self._ground.database.write() as connection:
            row = gateway_queries.load_gateway(connection, gateway_id)
            since = self._ground.now() - timedelta(seconds=FORGOTTEN_AFTER_SECONDS)
            count = gateway_queries.count_open_of_gateway(connection, gateway_id, since)
            if count:
                raise BusinessRuleError(
                    "gateway_in_use",
                    QT_TRANSLATE_NOOP(
                        "errors", "{name} 还有 {count} 笔可能到账或正在退的款，先不能删"
                    ),
                    name=row.name,
                    count=count,
                )
            gateway_queries.change_gateway(
                connection,
                gateway_id,
                removed_at=self._ground.now(),
                secrets_sealed=self._sealed(gateway_id, {}),
            )
            gateway_queries.stop_asking(connection, self._ground, gateway_id)
            body = {"gateway": gateway_id, "person": actor.id, "channel": actor.channel}
            self._ground.record(connection, LedgerEntry("gateway_removed", body))
        return _CHANGES

    def get(self, gateway_id: int) -> GatewaySnapshot:
        """Return one account."""
        with self._ground.database.read() as connection:
            return self._snapshot_of(gateway_queries.load_gateway(connection, gateway_id))

    def test(self, actor: Actor, subject: AccountDraft | int) -> AccountTest:
        """Ask the gateway who we are. On the network lane; never raises for what it answers.

        Args:
            actor: who.
            subject: a form not yet saved, or an account's id.

        Raises:
            BusinessRuleError: a right is missing, or the form itself is refused.
        """
        self._rights.require(actor, Action.CHANGE_ACCOUNTS)
        gateway, access = self._access_of(subject)
        started = self._ground.clock.monotonic_seconds()
        try:
            merchant = gateway.fetch_merchant(self._door, access)
        except KataiError as error:
            self._keep_trouble(subject, sentence_of(error))
            seconds = self._ground.clock.monotonic_seconds() - started
            return AccountTest(is_ok=False, seconds=seconds, error=error)
        self._keep_trouble(subject, "")
        seconds = self._ground.clock.monotonic_seconds() - started
        return AccountTest(
            is_ok=True, seconds=seconds, shop_name=merchant.name, balance=merchant.balance
        )

    def _offer(self, actor: Actor) -> None:
        """The tender stands on the payment page from the first account on."""
        enabled = self._settings.current.words("tender.enabled")
        if str(TenderMethod.EPAY) not in enabled:
            words = (*enabled, str(TenderMethod.EPAY))
            self._settings.change(actor, {"tender.enabled": words})

    def _access_of(self, subject: AccountDraft | int) -> tuple[PaymentGateway, AccountAccess]:
        if isinstance(subject, int):
            with self._ground.database.read() as connection:
                row = gateway_queries.load_gateway(connection, subject)
            return gateway_of(row.dialect), access_of(self._ground, row)
        draft = cleaned_draft(subject)
        self._check(draft, draft.secrets)
        access = AccountAccess(
            draft.fields, draft.secrets, self._ground.clock.now, draft.allows_plain_http
        )
        return gateway_of(draft.platform), access

    def _keep_trouble(self, subject: AccountDraft | int, text: str) -> None:
        if isinstance(subject, int):
            with self._ground.database.write() as connection:
                gateway_queries.change_gateway(connection, subject, trouble_text=text)

    def _check(self, draft: AccountDraft, secrets: Mapping[str, Secret]) -> None:
        check_draft(gateway_of(draft.platform), draft, secrets, self._ground.clock.now)

    def _sealed(self, gateway_id: int, secrets: Mapping[str, Secret]) -> bytes:
        return gateway_queries.seal_secrets(self._ground.vault, gateway_id, secrets)

    def _note(
        self, connection: Connection, actor: Actor, kind: str, gateway_id: int, draft: AccountDraft
    ) -> None:
        # a swapped address or key sends customers' money elsewhere: the ledger can prove which
        account = f"{draft.fields.get('base_url', '')} {draft.fields.get('pid', '')}"
        print_of_account = self._ground.vault.fingerprint("gateway", account.encode())
        body = {
            "gateway": gateway_id,
            "dialect": draft.platform,
            "fingerprint": print_of_account.hex(),
            "secrets": sorted(draft.secrets),
            "plain_http": draft.allows_plain_http,
            "person": actor.id,
            "channel": actor.channel,
        }
        self._ground.record(connection, LedgerEntry(kind, body))

    def _snapshot_of(self, row: GatewayRow) -> GatewaySnapshot:
        gateway = gateway_of(row.dialect)
        secrets = gateway_queries.open_secrets(self._ground.vault, row)
        return GatewaySnapshot(
            row.id,
            row.name,
            row.dialect,
            gateway.name,
            gateway.channels(row.fields),
            row.allows_plain_http,
            row.trouble_text,
            row.fields,
            {key: tail_of(secret) for key, secret in secrets.items()},
            gateway.can_scan,
        )


def gateway_of(dialect: str) -> PaymentGateway:
    """Return the kind of gateway.

    Raises:
        BusinessRuleError: code ``gateway_unknown``.
    """
    gateway = gateway_named(dialect)
    if gateway is None:
        raise BusinessRuleError(
            "gateway_unknown", QT_TRANSLATE_NOOP("errors", "不认识支付通道 {key}"), key=dialect
        )
    return gateway


def access_of(ground: Ground, row: GatewayRow) -> AccountAccess:
    """Open a gateway account for one call."""
    return AccountAccess(
        values=row.fields,
        secrets=gateway_queries.open_secrets(ground.vault, row),
        now=ground.clock.now,
        is_plain_http_allowed=row.allows_plain_http,
    )


def _columns_of(draft: AccountDraft) -> dict[str, object]:
    return {
        "name": draft.name,
        "fields": dict(draft.fields),
        "allows_plain_http": draft.allows_plain_http,
    }
