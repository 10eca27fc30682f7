"""Reading and writing wholesale accounts and the goods they sell."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, bindparam, func, insert, or_, select, update

from desktop.domain.red_flags import NO_FLAGS, flags_from, flags_text, is_held, red_flags_of
from desktop.domain.secret import Secret
from desktop.domain.top_up_form import AskedField
from desktop.models.platform_accounts import platform_account, platform_goods
from desktop.storage.prepared_statement import PreparedQuery, PreparedUpdate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.money import Money
    from desktop.domain.red_flags import RedFlags
    from desktop.security.vault import Vault

_SECRETS_AT: Final = ("account", "platform_account", "secrets_sealed")
ON_SALE_STATUS: Final = "on_sale"
REMOVED_STATUS: Final = "removed"
HELD_STATUS: Final = "held"
"""On sale there, but not to be bought by us while a red flag is not accepted."""
_OVER_WHEN_ANSWERED: Final = (
    "platform_silent",
    "platform_refused",
    "address_not_listed",
    "clock_refused",
    "account_field_invalid",
)
"""Troubles of an account that end with the next answer it gives."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as it stands in its table; the secrets stay sealed."""

    id: int
    name: str
    platform: str
    fields: Mapping[str, str]
    secrets_sealed: bytes = field(repr=False)
    allows_plain_http: bool
    is_practice: bool
    is_frozen: bool
    balance: Money | None
    balance_at: datetime | None
    reserve: Money
    synced_at: datetime | None
    trouble_code: str
    trouble_text: str
    trouble_at: datetime | None
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class GoodsState:
    """One thing an account sells, as last synced."""

    id: int
    account_id: int
    upstream_id: str
    variant: str
    name: str
    category: str
    kind: str
    cost: Money | None
    cost_at: datetime | None
    stock: int | None
    minimum: int
    maximum: int
    status: str
    fields: tuple[AskedField, ...]
    synced_at: datetime
    red_flags: RedFlags = NO_FLAGS
    accepted_flags: RedFlags = NO_FLAGS


_ACCOUNT: Final = PreparedQuery(
    select(platform_account).where(platform_account.c.id == bindparam("wanted"))
)
_GOODS: Final = PreparedQuery(
    select(platform_goods).where(platform_goods.c.id == bindparam("wanted"))
)
_END_TROUBLE: Final = PreparedUpdate(
    update(platform_account).where(
        platform_account.c.id == bindparam("wanted"),
        platform_account.c.trouble_code.in_(_OVER_WHEN_ANSWERED),
    ),
    "trouble_code",
    "trouble_text",
    "trouble_at",
)


def asked_fields_of(text: str) -> tuple[AskedField, ...]:
    """Read the stored form of what goods ask the buyer for."""
    return tuple(
        AskedField(**{**held, "choices": tuple(held["choices"])}) for held in json.loads(text)
    )


def asked_fields_text(fields: Sequence[AskedField]) -> str:
    """Return the stored form of what goods ask the buyer for."""
    return json.dumps([asdict(one) for one in fields], ensure_ascii=False)


def seal_account_secrets(vault: Vault, account_id: int, secrets: Mapping[str, Secret]) -> bytes:
    """Seal the secret fields of an account as one."""
    held = json.dumps({key: value.reveal() for key, value in secrets.items()}).encode()
    return vault.seal(*_SECRETS_AT, account_id, held)


def open_account_secrets(vault: Vault, row: AccountRow) -> dict[str, Secret]:
    """Open the secret fields of an account."""
    held = json.loads(vault.open(*_SECRETS_AT, row.id, row.secrets_sealed))
    return {key: Secret(value) for key, value in held.items()}


def load_accounts(connection: Connection) -> tuple[AccountRow, ...]:
    """Read the accounts that were not removed, in their order."""
    rows = connection.execute(
        select(platform_account)
        .where(platform_account.c.removed_at.is_(None))
        .order_by(platform_account.c.position)
    )
    return tuple(_account_of(row) for row in rows)


def load_account(connection: Connection, account_id: int) -> AccountRow:
    """Read an account, removed or not.

    Raises:
        KeyError: there is no such account.
    """
    row = _ACCOUNT.first(connection, wanted=account_id)
    if row is None:
        raise KeyError(account_id)
    return _account_of(row)


def find_account_by_name(connection: Connection, name: str) -> AccountRow | None:
    """Return the account with this name that was not removed."""
    row = connection.execute(
        select(platform_account).where(
            platform_account.c.name == name, platform_account.c.removed_at.is_(None)
        )
    ).first()
    return None if row is None else _account_of(row)


def insert_account(connection: Connection, **columns: Any) -> None:
    """Write a new account behind the others."""
    last = connection.scalar(select(func.max(platform_account.c.position)))
    connection.execute(
        insert(platform_account).values(
            **{**columns, "fields": json.dumps(columns["fields"], ensure_ascii=False)},
            position=(last or 0) + 1,
        )
    )


def change_account(connection: Connection, account_id: int, **columns: Any) -> None:
    """Change columns of an account."""
    if "fields" in columns:
        columns["fields"] = json.dumps(columns["fields"], ensure_ascii=False)
    _change_of_account(tuple(columns)).run(connection, wanted=account_id, **columns)


@cache
def _change_of_account(columns: tuple[str, ...]) -> PreparedUpdate:
    is_wanted = platform_account.c.id == bindparam("wanted")
    return PreparedUpdate(update(platform_account).where(is_wanted), *columns)


def keep_balance(
    connection: Connection, account_id: int, balance: Money | None, at: datetime
) -> None:
    """Keep what an account was just told to hold, if it was.

    Who answers is no longer silent and accepts the key; some that sell nothing still answer.
    """
    if balance is not None:
        change_account(connection, account_id, balance=balance, balance_at=at)
    over = {"trouble_code": "", "trouble_text": "", "trouble_at": None}
    _END_TROUBLE.run(connection, wanted=account_id, **over)


def count_goods(connection: Connection) -> dict[int, int]:
    """Count the goods that can still be had, by account."""
    rows = connection.execute(
        select(platform_goods.c.account_id, func.count())
        .where(platform_goods.c.status != REMOVED_STATUS)
        .group_by(platform_goods.c.account_id)
    )
    return {account_id: count for account_id, count in rows}  # noqa: C416 - a row is no pair to dict()


def list_goods(
    connection: Connection, account_id: int, text: str, offset: int, limit: int
) -> tuple[GoodsState, ...]:
    """Read goods of an account whose name or number contains the text, as shown to choose from."""
    wanted = [platform_goods.c.account_id == account_id, platform_goods.c.status != REMOVED_STATUS]
    if text:
        wanted.append(
            or_(
                platform_goods.c.name.contains(text, autoescape=True),
                platform_goods.c.variant.contains(text, autoescape=True),
                platform_goods.c.upstream_id == text,
            )
        )
    rows = connection.execute(
        select(platform_goods)
        .where(and_(*wanted))
        .order_by(platform_goods.c.id)
        .offset(offset)
        .limit(limit)
    )
    return tuple(goods_of(row) for row in rows)


def load_goods(connection: Connection, goods_id: int) -> GoodsState:
    """Read one thing an account sells.

    Raises:
        KeyError: there is no such row.
    """
    row = _GOODS.first(connection, wanted=goods_id)
    if row is None:
        raise KeyError(goods_id)
    return goods_of(row)


def find_goods(
    connection: Connection, account_id: int, upstream_id: str, variant: str
) -> GoodsState | None:
    """Return the goods an account sells under this number and variant."""
    row = connection.execute(
        select(platform_goods).where(
            platform_goods.c.account_id == account_id,
            platform_goods.c.upstream_id == upstream_id,
            platform_goods.c.variant == variant,
        )
    ).first()
    return None if row is None else goods_of(row)


def set_goods_price(
    connection: Connection,
    goods_id: int,
    cost: Money | None,
    stock: int | None,
    at: datetime,
    **terms: Any,
) -> None:
    """Keep a cost and stock that were asked for; what was not told stays as it was.

    Args:
        connection: the caller's write.
        goods_id: which goods.
        cost: per unit; 0 is a fault of the platform, never a gift, and counts as not told.
        stock: how many there are.
        at: when it was told.
        terms: ``kind``, ``minimum``, ``maximum`` and ``fields`` as stored, None where not told.
    """
    columns: dict[str, Any] = {"synced_at": at}
    if cost:
        columns |= {"cost": cost, "cost_at": at}
    columns |= {
        name: value for name, value in (("stock", stock), *terms.items()) if value is not None
    }
    connection.execute(
        update(platform_goods).where(platform_goods.c.id == goods_id).values(**columns)
    )
    if cost:
        judge_goods(connection, goods_id)


def judge_goods(
    connection: Connection, goods_id: int, newly_accepted: RedFlags = NO_FLAGS
) -> GoodsState:
    """Look for red flags anew, as after a new cost, and hold or free the goods by them.

    Args:
        connection: the caller's write.
        goods_id: which goods.
        newly_accepted: flags that an owner has just accepted.
    """
    goods = load_goods(connection, goods_id)
    flags = red_flags_of(goods.name, goods.variant, goods.category, goods.cost)
    accepted = goods.accepted_flags | newly_accepted
    status = goods.status
    if status in {ON_SALE_STATUS, HELD_STATUS}:
        status = status_of(ON_SALE_STATUS, flags, accepted)
    judged = replace(goods, red_flags=flags, accepted_flags=accepted, status=status)
    if judged != goods:
        connection.execute(
            update(platform_goods)
            .where(platform_goods.c.id == goods_id)
            .values(red_flags=flags_text(flags), accepted_flags=flags_text(accepted), status=status)
        )
    return judged


def status_of(told: str, flags: RedFlags, accepted: RedFlags) -> str:
    """Return the status to keep for what a platform told."""
    return HELD_STATUS if told == ON_SALE_STATUS and is_held(flags, accepted) else told


def _account_of(row: Any) -> AccountRow:
    return AccountRow(
        id=row.id,
        name=row.name,
        platform=row.platform,
        fields=json.loads(row.fields),
        secrets_sealed=row.secrets_sealed,
        allows_plain_http=row.allows_plain_http,
        is_practice=row.is_practice,
        is_frozen=row.is_frozen,
        balance=row.balance,
        balance_at=row.balance_at,
        reserve=row.reserve,
        synced_at=row.synced_at,
        trouble_code=row.trouble_code,
        trouble_text=row.trouble_text,
        trouble_at=row.trouble_at,
        removed_at=row.removed_at,
    )


def goods_of(row: Any) -> GoodsState:
    """Return a row of the table of goods, with all its columns."""
    return GoodsState(
        id=row.id,
        account_id=row.account_id,
        upstream_id=row.upstream_id,
        variant=row.variant,
        name=row.name,
        category=row.category,
        kind=row.kind,
        cost=row.cost,
        cost_at=row.cost_at,
        stock=row.stock,
        minimum=row.minimum,
        maximum=row.maximum,
        status=row.status,
        fields=asked_fields_of(row.fields),
        synced_at=row.synced_at,
        red_flags=flags_from(row.red_flags),
        accepted_flags=flags_from(row.accepted_flags),
    )
