"""Pointing the rows of one member at another, and joining what is known of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from desktop.domain.money import ZERO
from desktop.models.customers import customer
from desktop.storage import customer_queries

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SAME_ACCOUNTS_SQL: Final = (
    "UPDATE saved_account AS k SET"
    " use_count = k.use_count + (SELECT g.use_count FROM saved_account g"
    "  WHERE g.customer_id = :gone AND g.family = k.family AND g.fingerprint = k.fingerprint),"
    " used_at = max(k.used_at, (SELECT g.used_at FROM saved_account g WHERE g.customer_id = :gone"
    "  AND g.family = k.family AND g.fingerprint = k.fingerprint))"
    " WHERE k.customer_id = :kept AND EXISTS (SELECT 1 FROM saved_account g"
    "  WHERE g.customer_id = :gone AND g.family = k.family AND g.fingerprint = k.fingerprint)"
)
_ONE_FRIEND_SQL: Final = (
    "DELETE FROM referral_reward AS r WHERE r.state <> 'granted'"
    " AND r.friend_id IN (:kept, :gone) AND (r.referrer_id IN (:kept, :gone)"
    "  OR EXISTS (SELECT 1 FROM referral_reward o WHERE o.friend_id IN (:kept, :gone)"
    "   AND (o.state = 'granted' OR (o.state, -o.id) > (r.state, -r.id))))"
)
"""Who turns out to be one person is one friend, and nobody's own: what is not granted yet goes."""
_ONE_AGENT_SQL: Final = (
    "UPDATE agent SET customer_id = CASE WHEN EXISTS"
    " (SELECT 1 FROM agent o WHERE o.customer_id = :kept) THEN NULL ELSE :kept END"
    " WHERE customer_id = :gone"
)
_NOT_OF_THEMSELVES_SQL: Final = (
    "DELETE FROM agent_member WHERE customer_id = :kept"
    " AND agent_id IN (SELECT id FROM agent WHERE customer_id = :kept)"
)
"""A member is one agent at most, and nobody came by their own code; what is owed stays owed."""
_REPOINT_SQL: Final = (
    "UPDATE sale SET customer_id = :kept WHERE customer_id = :gone",
    "UPDATE ticket SET customer_id = :kept WHERE customer_id = :gone",
    _SAME_ACCOUNTS_SQL,
    "UPDATE OR IGNORE saved_account SET customer_id = :kept WHERE customer_id = :gone",
    "DELETE FROM saved_account WHERE customer_id = :gone",
    "UPDATE OR IGNORE customer_tag SET customer_id = :kept WHERE customer_id = :gone",
    "DELETE FROM customer_tag WHERE customer_id = :gone",
    _ONE_FRIEND_SQL,
    "UPDATE OR IGNORE referral_reward SET friend_id = :kept WHERE friend_id = :gone",
    "UPDATE referral_reward SET referrer_id = :kept WHERE referrer_id = :gone",
    "UPDATE customer SET referred_by = :kept WHERE referred_by = :gone AND id <> :kept",
    "UPDATE customer SET merged_into = :kept WHERE merged_into = :gone",
    _ONE_AGENT_SQL,
    "UPDATE OR IGNORE agent_member SET customer_id = :kept WHERE customer_id = :gone",
    "DELETE FROM agent_member WHERE customer_id = :gone",
    _NOT_OF_THEMSELVES_SQL,
)
_FILLED: Final = ("qq", "wechat", "birthday", "channel", "phone", "card_no")


def repoint(connection: Connection, kept: int, gone: int) -> None:
    """Point at ``kept`` whatever pointed at ``gone`` and may be changed."""
    for statement in _REPOINT_SQL:
        connection.exec_driver_sql(statement, {"kept": kept, "gone": gone})


def join_profiles(connection: Connection, kept: int, gone: int) -> None:
    """Add up what both spent, fill what the one does not know from the other, and mark it gone.

    A contact that both have stays with the row it was on, so that it is found all the same.
    """
    one, other = _row(connection, kept), _row(connection, gone)
    filled = {name: other[name] for name in _FILLED if not one[name] and other[name]}
    emptied = {name: "" for name in filled if name in {"phone", "card_no"}}
    customer_queries.change_customers(
        connection,
        {
            gone: {
                **emptied,
                "merged_into": kept,
                "spent": ZERO,
                "spent_before": ZERO,
                "sale_count": 0,
            }
        },
    )
    customer_queries.change_customers(
        connection,
        {
            kept: {
                **filled,
                "note": "\n".join(note for note in (one["note"], other["note"]) if note)[:2000],
                "spent": one["spent"] + other["spent"],
                "spent_before": one["spent_before"] + other["spent_before"],
                "sale_count": one["sale_count"] + other["sale_count"],
                "last_bought_at": _latest(one["last_bought_at"], other["last_bought_at"]),
                "created_at": min(one["created_at"], other["created_at"]),
                "credit_limit": max(one["credit_limit"], other["credit_limit"]),
                "referred_by": _referrer(one, other),
            }
        },
    )


def _row(connection: Connection, customer_id: int) -> dict[str, Any]:
    found = connection.execute(select(customer).where(customer.c.id == customer_id))
    return dict(found.mappings().one())


def _latest(one: Any, other: Any) -> Any:
    known = [at for at in (one, other) if at is not None]
    return max(known) if known else None


def _referrer(one: dict[str, Any], other: dict[str, Any]) -> int | None:
    """Return who brought them; neither of the two can have brought the other."""
    for referrer in (one["referred_by"], other["referred_by"]):
        if referrer is not None and referrer not in {one["id"], other["id"]}:
            return int(referrer)
    return None
