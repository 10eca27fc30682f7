"""Reading and writing the reminders, and what of the sources is worth one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select, update

from desktop.domain.alerts import (
    AlertCause,
    AlertKind,
    AlertState,
    AlertSubject,
    LiveAlert,
    StockAlert,
    price_move,
)
from desktop.domain.money import Money
from desktop.domain.product import goods_title
from desktop.models.alerts import stock_alert
from desktop.models.catalog import product, product_source
from desktop.models.platform_accounts import platform_account, platform_goods
from desktop.storage.platform_queries import HELD_STATUS, ON_SALE_STATUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

PRICE_KINDS: Final = frozenset({AlertKind.PRICE_UP, AlertKind.PRICE_DOWN})
_SOURCES_SQL: Final = (
    "SELECT s.product_id, g.id, s.noted_cost, g.cost, g.status"  # noqa: S608 - our own word
    " FROM product_source s JOIN product p ON p.id = s.product_id"
    " JOIN platform_goods g ON g.id = s.goods_id JOIN platform_account a ON a.id = g.account_id"
    " WHERE p.is_selling = 1 AND a.removed_at IS NULL"
    f" AND (g.status <> '{ON_SALE_STATUS}' OR s.noted_cost <> g.cost)"
)
_TO_NOTE_SQL: Final = (
    "SELECT s.id FROM product_source s JOIN platform_goods g ON g.id = s.goods_id"
    " WHERE s.noted_cost IS NULL AND g.cost IS NOT NULL"
)
_NOTE_SQL: Final = (
    "UPDATE product_source SET noted_cost ="
    " (SELECT cost FROM platform_goods g WHERE g.id = product_source.goods_id)"
    " WHERE id = ?"
)


def list_live(connection: Connection) -> tuple[LiveAlert, ...]:
    """Read the reminders whose cause was there at the last look."""
    rows = connection.execute(
        select(
            stock_alert.c.id,
            stock_alert.c.kind,
            stock_alert.c.product_id,
            stock_alert.c.goods_id,
            stock_alert.c.account_id,
            stock_alert.c.was,
            stock_alert.c.now,
            stock_alert.c.state,
        ).where(stock_alert.c.ended_at.is_(None))
    )
    return tuple(LiveAlert(row.id, _cause_of(row), row.state) for row in rows)


def list_source_causes(connection: Connection, percent: int) -> list[AlertCause]:
    """Return what of the sources is worth a reminder: gone, held, or another price."""
    causes = []
    for product_id, goods_id, noted, cost, status in connection.exec_driver_sql(_SOURCES_SQL):
        subject = AlertSubject.product(product_id, goods_id)
        known = None if noted is None else Money(noted)
        now = None if cost is None else Money(cost)
        if status != ON_SALE_STATUS:
            kind = AlertKind.RED_FLAG if status == HELD_STATUS else AlertKind.DELISTED
            causes.append(AlertCause(kind, subject))
        moved = price_move(known, now, percent)
        if moved is not None:
            causes.append(AlertCause(moved, subject, known, now))
    return causes


def list_unnoted_sources(connection: Connection) -> list[int]:
    """Return the sources whose cost became known only after their adoption."""
    return [row[0] for row in connection.exec_driver_sql(_TO_NOTE_SQL)]


def note_costs(connection: Connection, source_ids: Iterable[int]) -> None:
    """From now on the owner knows of the costs of these sources."""
    rows = [(source_id,) for source_id in source_ids]
    if rows:
        connection.exec_driver_sql(_NOTE_SQL, rows)


def raise_alerts(
    connection: Connection, raised: Sequence[tuple[int, AlertCause]], at: datetime
) -> None:
    """Write new reminders under these ids; one that another look has just raised stays alone."""
    rows = [
        {
            "id": alert_id,
            "kind": cause.kind,
            "product_id": cause.subject.product_id,
            "goods_id": cause.subject.goods_id,
            "account_id": cause.subject.account_id,
            "state": AlertState.NEW,
            "was": cause.was,
            "now": cause.now,
            "raised_at": at,
        }
        for alert_id, cause in raised
    ]
    if rows:
        connection.execute(insert(stock_alert).prefix_with("OR IGNORE"), rows)


def move_alert(connection: Connection, alert_id: int, cause: AlertCause) -> None:
    """Give a reminder today's figures."""
    connection.execute(
        update(stock_alert).where(stock_alert.c.id == alert_id).values(was=cause.was, now=cause.now)
    )


def end_alerts(connection: Connection, alert_ids: Sequence[int], at: datetime) -> None:
    """Close reminders whose cause is gone."""
    connection.execute(
        update(stock_alert)
        .where(stock_alert.c.id.in_(alert_ids), stock_alert.c.ended_at.is_(None))
        .values(ended_at=at, state=AlertState.DONE)
    )


def mark_alerts(
    connection: Connection,
    alert_ids: Sequence[int],
    state: AlertState,
    person_id: int,
    at: datetime,
) -> None:
    """Note how far a person is with reminders; one that is done does not become seen again."""
    before = [AlertState.NEW] if state is AlertState.SEEN else [AlertState.NEW, AlertState.SEEN]
    connection.execute(
        update(stock_alert)
        .where(stock_alert.c.id.in_(alert_ids), stock_alert.c.state.in_(before))
        .values(state=state, handled_by=person_id, handled_at=at)
    )


def acknowledge_prices(connection: Connection, alert_ids: Sequence[int], at: datetime) -> None:
    """What a price reminder told is known from now on, and the reminder is over with that."""
    rows = connection.execute(
        select(product_source.c.id, stock_alert.c.id)
        .join(
            stock_alert,
            (stock_alert.c.product_id == product_source.c.product_id)
            & (stock_alert.c.goods_id == product_source.c.goods_id),
        )
        .where(stock_alert.c.id.in_(alert_ids), stock_alert.c.kind.in_(PRICE_KINDS))
    ).all()
    note_costs(connection, [row[0] for row in rows])
    end_alerts(connection, [row[1] for row in rows], at)


def list_open(connection: Connection) -> tuple[StockAlert, ...]:
    """Read the reminders that a person is not done with."""
    rows = connection.execute(
        select(
            stock_alert,
            product.c.code,
            product.c.name,
            product.c.face_text,
            platform_account.c.name.label("account"),
        )
        .outerjoin(product, product.c.id == stock_alert.c.product_id)
        .outerjoin(platform_goods, platform_goods.c.id == stock_alert.c.goods_id)
        .outerjoin(
            platform_account,
            platform_account.c.id
            == func.coalesce(stock_alert.c.account_id, platform_goods.c.account_id),
        )
        .where(stock_alert.c.ended_at.is_(None), stock_alert.c.state != AlertState.DONE)
    )
    return tuple(
        StockAlert(
            row.id,
            _cause_of(row),
            row.state,
            row.raised_at,
            row.code or "",
            "" if row.name is None else goods_title(row.name, row.face_text),
            row.account or "",
        )
        for row in rows
    )


def count_new(connection: Connection) -> int:
    """Count the reminders that nobody has looked at."""
    return (
        connection.scalar(
            select(func.count())
            .select_from(stock_alert)
            .where(stock_alert.c.ended_at.is_(None), stock_alert.c.state == AlertState.NEW)
        )
        or 0
    )


def _cause_of(row: Any) -> AlertCause:
    subject = AlertSubject(row.product_id, row.goods_id, row.account_id)
    return AlertCause(row.kind, subject, row.was, row.now)
