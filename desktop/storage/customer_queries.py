"""Reading and writing customers, their points ledger, and finding them by typed text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, func, insert, select, update

from desktop.domain.clock import from_milliseconds, to_milliseconds
from desktop.domain.customer import AgentTag, CustomerSnapshot, PointsRow, TierMark
from desktop.domain.loyalty import PointsReason
from desktop.domain.money import Money
from desktop.models.administration import person
from desktop.models.customers import customer, customer_tag, points_entry
from desktop.models.sales import sale
from desktop.storage import search_index
from desktop.storage.driver import change_rows, list_rows
from desktop.storage.prepared_insert import PreparedInsert
from desktop.storage.search_index import FIRST_RANK, SearchTable, SearchText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.storage.ground import Ground

INSERT_POINTS: Final = PreparedInsert(
    points_entry,
    *("id", "customer_id", "reason", "points", "sale_id", "sale_line_id", "person_id", "booked_at"),
)
_LONG_QUERY_PAGE: Final = 200
_RANK: Final = itemgetter(20)
_MERGED_INTO: Final = itemgetter(21)
_TAG_MARK: Final = "\x1f"
_COUNT_SQL: Final = (
    "SELECT (SELECT count(*) FROM customer)"
    " - (SELECT count(*) FROM customer WHERE merged_into IS NOT NULL)"
)
_SNAPSHOT_SQL: Final = (
    "SELECT c.id, c.name, c.phone, c.qq, c.wechat, c.card_no, c.channel, c.note,"
    " (SELECT coalesce(sum(e.points), 0) FROM points_entry e WHERE e.customer_id = c.id),"
    " c.spent_before + c.spent, c.sale_count, c.last_bought_at, c.created_at,"
    " (SELECT group_concat(t.tag, char(31)) FROM customer_tag t WHERE t.customer_id = c.id),"
    " c.birthday, c.referred_by,"
    " (SELECT coalesce(sum(s.principal + s.bonus), 0) FROM stored_value_entry s"
    " WHERE s.customer_id = c.id),"
    " CASE WHEN c.tier_id IS NULL THEN"
    " (SELECT t.id || ':' || t.name FROM customer_tier t"
    " WHERE t.spent_from <= c.spent_before + c.spent ORDER BY t.spent_from DESC LIMIT 1)"
    " ELSE (SELECT t.id || ':' || t.name FROM customer_tier t WHERE t.id = c.tier_id) END,"
    " (SELECT json_array(g.id, g.code, g.name, g.share, g.earns_own) FROM agent_member m"
    " JOIN agent g ON g.id = m.agent_id WHERE m.customer_id = c.id AND g.keeps_members"
    " AND g.stopped_at IS NULL),"
    " (SELECT json_array(g.id, g.code, g.name, g.share, g.earns_own) FROM agent g"
    " WHERE g.customer_id = c.id AND g.stopped_at IS NULL),"
    " c.search_rank, c.merged_into"
)
_BY_ID_SQL: Final = (
    f"{_SNAPSHOT_SQL} FROM customer c WHERE c.id IN (SELECT value FROM json_each(?))"  # noqa: S608 - constants only
)
_BY_RANK_SQL: Final = (
    f"{_SNAPSHOT_SQL} FROM customer c WHERE c.search_rank IN (SELECT value FROM json_each(?))"  # noqa: S608 - constants only
)
BY_TEXT_SQL: Final = (
    f"{_SNAPSHOT_SQL} FROM ({search_index.RANKS_SQL[SearchTable.CUSTOMERS]}) found"
    " CROSS JOIN customer c ON c.search_rank = found.search_rank"
)
"""A keystroke is one statement: found and read in one pass, which stops after the last one asked
for however many thousands share a name."""
BY_TAIL_SQL: Final = (
    f"{_SNAPSHOT_SQL} FROM customer c WHERE c.phone <> '' AND substr(c.phone, -4) = substr(?1, -4)"
    " AND substr(c.phone, -length(?1)) = ?1 ORDER BY c.search_rank LIMIT ?2"
)
"""Read from ``ix_customer_tail`` alone: no row of the table is looked up."""
_SEARCH_TEXT_COLUMNS: Final = "name, pinyin, initials, wechat, qq, card_no, phone"
_BALANCE_SQL: Final = "SELECT coalesce(sum(points), 0) FROM points_entry WHERE customer_id = ?"
_SURVIVOR_SQL: Final = (
    "SELECT coalesce(merged_into, id), erased_at IS NOT NULL FROM customer WHERE id = ?"
)
_MERGED_SQL: Final = (
    "SELECT id, merged_into, phone, card_no FROM customer"
    " WHERE merged_into IN (SELECT value FROM json_each(?))"
)
_BOOK_SALE_SQL: Final = (
    "UPDATE customer SET spent = spent + ?, sale_count = sale_count + 1, last_bought_at = ?"
    " WHERE id = ?"
)


@dataclass(frozen=True, slots=True)
class PointsIntent:
    """Points about to be booked; negative ones are taken back.

    Attributes:
        counts_from: how old they are, when they are older than their entry.
    """

    customer_id: int
    reason: PointsReason
    points: int
    sale_id: int | None = None
    sale_line_id: int | None = None
    person_id: int | None = None
    note: str = ""
    return_id: int | None = None
    counts_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownCustomers:
    """Who is already there, by what an import matches lines with."""

    by_phone: dict[str, int]
    by_card_no: dict[str, int]
    by_qq: dict[str, int]
    by_wechat: dict[str, int]


def find_customers(
    connection: Connection, text: str, limit: int = 50
) -> tuple[CustomerSnapshot, ...]:
    """Return whom typed text may mean: those whose phone ends in it first.

    Somebody who was merged is found by what they said before, as whom they are now.
    """
    query = search_index.query_of(text)
    rows = list_rows(connection, BY_TAIL_SQL, (query.tail, limit)) if query.tail else []
    if len(rows) < limit:
        rows = _joined(rows, _rows_found(connection, query, limit))[:limit]
    if any(map(_MERGED_INTO, rows)):
        return _as_they_are_now(connection, rows)
    return tuple([_snapshot_of(row) for row in rows])


def load_customers(connection: Connection, ids: Sequence[int]) -> dict[int, CustomerSnapshot]:
    """Read customers by id, in the order of the ids; unknown ids are left out."""
    rows = list_rows(connection, _BY_ID_SQL, (json.dumps(list(ids)),))
    found = {row[0]: _snapshot_of(row) for row in rows}
    return {customer_id: found[customer_id] for customer_id in ids if customer_id in found}


def load_customer(connection: Connection, customer_id: int) -> CustomerSnapshot:
    """Read one customer.

    Raises:
        KeyError: there is none.
    """
    return load_customers(connection, [customer_id])[customer_id]


def find_by_phone(connection: Connection, phone: str) -> int | None:
    """Return the id of the customer with this phone."""
    return _find_id(connection, "phone", phone)


def find_by_card_no(connection: Connection, card_no: str) -> int | None:
    """Return the id of the customer with this card number."""
    return _find_id(connection, "card_no", card_no)


def list_recent(
    connection: Connection, limit: int, offset: int = 0
) -> tuple[CustomerSnapshot, ...]:
    """Return one page of customers, those who bought or joined last first."""
    found = connection.exec_driver_sql(
        "SELECT id FROM customer WHERE merged_into IS NULL"
        " ORDER BY coalesce(last_bought_at, created_at) DESC, id DESC LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return tuple(load_customers(connection, [row[0] for row in found]).values())


def count_customers(connection: Connection) -> int:
    """Return how many customers there are."""
    return int(connection.exec_driver_sql(_COUNT_SQL).scalar_one())


def load_known_customers(connection: Connection) -> KnownCustomers:
    """Read the contacts of every customer, to match the lines of a file with."""
    known = KnownCustomers({}, {}, {}, {})
    for row in connection.exec_driver_sql(
        "SELECT coalesce(merged_into, id), phone, card_no, qq, wechat FROM customer"
    ):
        maps = (known.by_phone, known.by_card_no, known.by_qq, known.by_wechat)
        for ids, contact in zip(maps, row[1:], strict=True):
            if contact:
                ids.setdefault(contact, row[0])
    return known


def imported_points(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """Return the points that earlier imports booked for customers."""
    rows = connection.exec_driver_sql(
        "SELECT customer_id, sum(points) FROM points_entry WHERE reason = 'imported'"
        " AND customer_id IN (SELECT value FROM json_each(?)) GROUP BY customer_id",
        (json.dumps(list(ids)),),
    )
    return {row[0]: row[1] for row in rows}


def survivor_id(connection: Connection, customer_id: int) -> int:
    """Return who a member is now: themselves, or whom they were merged into."""
    return survivor_of(connection, customer_id)[0]


def survivor_of(connection: Connection, customer_id: int) -> tuple[int, bool]:
    """Return who a member is now, and whether nobody knows any more who that was."""
    rows = list_rows(connection, _SURVIVOR_SQL, (customer_id,))
    return (int(rows[0][0]), bool(rows[0][1])) if rows else (customer_id, False)


def set_tags(connection: Connection, customer_id: int, tags: Iterable[str]) -> None:
    """Give a customer these tags instead of those they had."""
    connection.execute(delete(customer_tag).where(customer_tag.c.customer_id == customer_id))
    rows = [{"customer_id": customer_id, "tag": tag} for tag in dict.fromkeys(tags)]
    if rows:
        connection.execute(insert(customer_tag), rows)


def list_tags(connection: Connection) -> tuple[str, ...]:
    """Return every tag in use, the most used first."""
    rows = connection.execute(
        select(customer_tag.c.tag).group_by(customer_tag.c.tag).order_by(func.count().desc())
    )
    return tuple(rows.scalars())


def insert_customers(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write new customers and index them; their rank is the last one, so they are found last.

    Args:
        connection: the open write transaction.
        rows: all columns of ``customer`` but ``search_rank``.
    """
    if not rows:
        return
    last = connection.exec_driver_sql("SELECT max(search_rank) FROM customer").scalar()
    first_rank = FIRST_RANK if last is None else max(last + 1, FIRST_RANK)
    ranked = [{**row, "search_rank": first_rank + place} for place, row in enumerate(rows)]
    connection.execute(insert(customer), ranked)
    search_index.add_records(
        connection,
        SearchTable.CUSTOMERS,
        ((row["search_rank"], _search_text_of_values(row)) for row in ranked),
    )


def change_customers(connection: Connection, changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Change columns of customers and keep the index right.

    A phone or card number that stayed with somebody merged into them comes over to them.

    Args:
        connection: the open write transaction.
        changes: new values by customer id, for each the same columns; those not named stay.
    """
    if not changes:
        return
    ids = list(changes)
    _free_contacts(connection, changes)
    before = _search_texts_by_id(connection, ids)
    columns = next(iter(changes.values())).keys()
    connection.execute(
        update(customer)
        .where(customer.c.id == bindparam("changed_id"))
        .values({column: bindparam(column) for column in columns}),
        [{"changed_id": one, **values} for one, values in changes.items()],
    )
    after = _search_texts_by_id(connection, ids)
    moved = [one for one in before if before[one] != after[one]]
    search_index.remove_records(connection, SearchTable.CUSTOMERS, (before[one] for one in moved))
    search_index.add_records(connection, SearchTable.CUSTOMERS, (after[one] for one in moved))


def _free_contacts(connection: Connection, changes: Mapping[int, Mapping[str, Any]]) -> None:
    for row_id, kept, *held in list_rows(connection, _MERGED_SQL, (json.dumps(list(changes)),)):
        freed = {
            name: ""
            for name, value in zip(("phone", "card_no"), held, strict=True)
            if value and changes[kept].get(name) == value
        }
        if freed:
            change_customers(connection, {row_id: freed})


def book_sale(connection: Connection, customer_id: int, paid: Money, at: datetime) -> None:
    """Add a sale to what a customer has spent."""
    change_rows(connection, _BOOK_SALE_SQL, (paid.fen, to_milliseconds(at), customer_id))


def book_return(connection: Connection, customer_id: int, refunded: Money) -> None:
    """Take refunded money off what a customer has spent; the sale still counts as one."""
    connection.exec_driver_sql(
        "UPDATE customer SET spent = spent - ? WHERE id = ?", (refunded.fen, customer_id)
    )


def points_balance(connection: Connection, customer_id: int) -> int:
    """Return the sum of a customer's points ledger."""
    balance: int
    ((balance,),) = list_rows(connection, _BALANCE_SQL, (customer_id,))
    return balance


def add_points(
    connection: Connection, ground: Ground, entries: Iterable[PointsIntent]
) -> tuple[int, ...]:
    """Append entries to the points ledger, those of no points left out; returns their ids."""
    now = ground.now()
    rows: list[dict[str, Any]] = [
        {
            "id": ground.identifiers.next_id(),
            "customer_id": entry.customer_id,
            "reason": entry.reason,
            "points": entry.points,
            "sale_id": entry.sale_id,
            "sale_line_id": entry.sale_line_id,
            "person_id": entry.person_id,
            "note": entry.note,
            "return_id": entry.return_id,
            "counts_from": entry.counts_from,
            "booked_at": now,
        }
        for entry in entries
        if entry.points
    ]
    if rows:
        connection.execute(insert(points_entry), rows)
    return tuple(row["id"] for row in rows)


def list_points(
    connection: Connection, customer_id: int, limit: int = 200
) -> tuple[PointsRow, ...]:
    """Return a customer's points entries, newest first, each with the balance after it."""
    balance = (
        func.sum(points_entry.c.points)
        .over(order_by=[points_entry.c.booked_at, points_entry.c.id])
        .label("balance")
    )
    rows = connection.execute(
        select(
            points_entry.c.booked_at,
            points_entry.c.reason,
            sale.c.number,
            person.c.name,
            points_entry.c.note,
            points_entry.c.points,
            balance,
        )
        .join(sale, sale.c.id == points_entry.c.sale_id, isouter=True)
        .join(person, person.c.id == points_entry.c.person_id, isouter=True)
        .where(points_entry.c.customer_id == customer_id)
        .order_by(points_entry.c.booked_at.desc(), points_entry.c.id.desc())
        .limit(limit)
    )
    return tuple(
        PointsRow(row[0], row[1], row[2] or "", row[3] or "", row[4], row[5], row[6])
        for row in rows
    )


def _rows_found(
    connection: Connection, query: search_index.SearchQuery, limit: int
) -> list[tuple[Any, ...]]:
    if not query.long_pieces:
        return _rows_meaning(connection, query.expression, limit)
    ranks = search_index.find_ranks(connection, SearchTable.CUSTOMERS, query, _LONG_QUERY_PAGE)
    texts = list_rows(
        connection,
        f"SELECT search_rank, {_SEARCH_TEXT_COLUMNS} FROM customer"  # noqa: S608 - constants only
        " WHERE search_rank IN (SELECT value FROM json_each(?)) ORDER BY search_rank",
        (json.dumps(ranks),),
    )
    met = [row[0] for row in texts if query.is_met_by(_search_text_of(row[1:]))]
    rows = list_rows(connection, _BY_RANK_SQL, (json.dumps(met[:limit]),))
    return sorted(rows, key=_RANK)


def _rows_meaning(connection: Connection, expression: str, limit: int) -> list[tuple[Any, ...]]:
    """Return the columns of whom an expression of the index means, the smallest rank first."""
    if not expression:
        return []
    rows = list_rows(connection, BY_TEXT_SQL, (expression, limit, 0))
    rows.sort(key=_RANK)
    return rows


def _joined(first: list[tuple[Any, ...]], more: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the rows of both, nobody twice."""
    if not first:
        return more
    seen = {row[0] for row in first}
    return [*first, *(row for row in more if row[0] not in seen)]


def _as_they_are_now(
    connection: Connection, rows: Sequence[Sequence[Any]]
) -> tuple[CustomerSnapshot, ...]:
    """Name whoever was merged as whom they are now, and nobody twice."""
    now = load_customers(connection, [*filter(None, map(_MERGED_INTO, rows))])
    named = [now.get(_MERGED_INTO(row)) or _snapshot_of(row) for row in rows]
    return tuple({one.id: one for one in named}.values())


def _find_id(connection: Connection, column: str, value: str) -> int | None:
    if not value:
        return None
    found = connection.exec_driver_sql(
        f"SELECT coalesce(merged_into, id) FROM customer WHERE {column} = ? AND {column} <> ''",  # noqa: S608 - one of two constants
        (value,),
    ).scalar()
    return None if found is None else int(found)


def _search_texts_by_id(
    connection: Connection, ids: Sequence[int]
) -> dict[int, tuple[int, SearchText]]:
    rows = connection.exec_driver_sql(
        f"SELECT id, search_rank, {_SEARCH_TEXT_COLUMNS} FROM customer"  # noqa: S608 - constants only
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {row[0]: (row[1], _search_text_of(row[2:])) for row in rows}


def _search_text_of_values(row: Mapping[str, Any]) -> SearchText:
    return _search_text_of([row.get(column, "") for column in _SEARCH_TEXT_COLUMNS.split(", ")])


def _search_text_of(row: Sequence[Any]) -> SearchText:
    name, pinyin, initials, wechat, qq, card_no, phone = row
    return SearchText(name, pinyin, initials, (wechat,), (wechat, qq, card_no), (phone,))


def _snapshot_of(row: Sequence[Any]) -> CustomerSnapshot:
    """Build a snapshot from columns in the order of its fields."""
    bought, tags, tier, agent, own_agent = row[11], row[13], row[17], row[18], row[19]
    return CustomerSnapshot(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        row[6],
        row[7],
        row[8],
        Money(row[9]),
        row[10],
        None if bought is None else from_milliseconds(bought),
        from_milliseconds(row[12]),
        tuple(sorted(tags.split(_TAG_MARK))) if tags else (),
        row[14],
        row[15],
        Money(row[16]),
        None if tier is None else _tier_of(tier),
        None if agent is None else _agent_of(agent),
        None if own_agent is None else _agent_of(own_agent),
    )


@lru_cache(maxsize=256)
def _agent_of(text: str) -> AgentTag:
    number, code, name, share, earns_own = json.loads(text)
    return AgentTag(number, code, name, share, bool(earns_own))


@lru_cache(maxsize=256)
def _tier_of(text: str) -> TierMark:
    number, _, name = text.partition(":")
    return TierMark(int(number), name)
