"""Checks of a profile: the file, the references, the ledger, and everything that is sealed.

SQLite's own check sees few flipped bits; the ledger's signatures and the tags of sealed columns see
the rest of what matters. Balances against their ledgers are checks that others hand in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import ProfileError
from desktop.security.keyring_port import KeyringUnavailableError
from desktop.storage import ledger

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.security.vault import Vault
    from desktop.storage.anchor import AnchorStore
    from desktop.storage.database import Database

SEALED_PLACES: Final = (
    ("secret", "card_secret", "number_sealed"),
    ("secret", "card_secret", "secret_sealed"),
    ("secret", "purchase_answer", "body_sealed"),
    ("secret", "purchase", "request_sealed"),
    ("account", "platform_account", "secrets_sealed"),
    ("account", "payment_gateway", "secrets_sealed"),
    ("secret", "gateway_payment", "request_sealed"),
    ("secret", "gateway_refund", "request_sealed"),
    ("secret", "gateway_answer", "answer_sealed"),
    ("pii", "sale_line", "target_sealed"),
    ("pii", "held_sale", "cart_sealed"),
    ("pii", "chain_line", "target_sealed"),
    ("pii", "saved_account", "account_sealed"),
)
"""Every sealed column: purpose, table, column."""

_MOST_PROBLEMS: Final = 100


@dataclass(frozen=True, slots=True)
class IntegrityProblem:
    """One thing that is wrong.

    Attributes:
        code: ``database``, ``reference``, ``sealed``, a fault of the ledger, or a check's own word.
        place: table, till or product; never a secret.
        row: which row or entry; 0 where there is none.
    """

    code: str
    place: str
    row: int = 0


Check = Callable[["Connection"], Iterable[IntegrityProblem]]
"""A further check, such as a balance against its ledger."""


@dataclass(frozen=True, slots=True)
class IntegrityReport:
    """What checking a profile showed.

    Attributes:
        entries: how many ledger entries were checked.
        head: 16 characters of the ledger's head.
        has_anchor: whether there was an anchor to compare with.
        problems: empty when all is well; at most a hundred of a kind.
    """

    entries: int
    head: str
    has_anchor: bool
    problems: tuple[IntegrityProblem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check_profile(
    database: Database,
    vault: Vault,
    anchors: AnchorStore | None = None,
    further: Sequence[Check] = (),
) -> IntegrityReport:
    """Check everything; about a second for each 200,000 entries and each 500,000 sealed cards."""
    with database.read() as connection:
        kept, trouble = _load_anchors(anchors)
        verdict = ledger.verify(connection, vault, anchors=kept)
        problems = [
            *trouble,
            *find_damage(connection),
            *_find_dangling(connection),
            *_ledger_problems(verdict),
            *find_unreadable(connection, vault),
        ]
        for check in further:
            problems.extend(check(connection))
    return IntegrityReport(verdict.entries, verdict.head, bool(kept), tuple(problems))


def check_at_start(
    database: Database, vault: Vault, anchors: AnchorStore | None = None
) -> IntegrityReport:
    """Check the file and the last thousand entries of the ledger, against the anchor."""
    with database.read() as connection:
        kept, trouble = _load_anchors(anchors)
        verdict = ledger.verify(connection, vault, ledger.RECENT_ENTRIES, kept)
        problems = (*trouble, *find_damage(connection), *_ledger_problems(verdict))
    return IntegrityReport(verdict.entries, verdict.head, bool(kept), problems)


def find_damage(connection: Connection) -> tuple[IntegrityProblem, ...]:
    """Return what the engine's own quick check finds."""
    rows = connection.exec_driver_sql(f"PRAGMA quick_check({_MOST_PROBLEMS})").fetchall()
    connection.exec_driver_sql("PRAGMA shrink_memory")  # it read every page; nobody needs them now
    return tuple(IntegrityProblem("database", str(row[0])) for row in rows if row[0] != "ok")


def find_unreadable(connection: Connection, vault: Vault) -> tuple[IntegrityProblem, ...]:
    """Return the sealed values that do not open where they stand."""
    problems: list[IntegrityProblem] = []
    for purpose, table, column in SEALED_PLACES:
        query = f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - constants only
        for row_id, sealed in connection.exec_driver_sql(query):
            try:
                vault.open(purpose, table, column, row_id, sealed)
            except ProfileError:
                problems.append(IntegrityProblem("sealed", f"{table}.{column}", row_id))
    return tuple(problems[:_MOST_PROBLEMS])


def _find_dangling(connection: Connection) -> tuple[IntegrityProblem, ...]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST_PROBLEMS)
    return tuple(IntegrityProblem("reference", row[0], row[1] or 0) for row in rows)


def _ledger_problems(verdict: ledger.LedgerVerdict) -> tuple[IntegrityProblem, ...]:
    return tuple(
        IntegrityProblem(str(problem.fault), f"ledger {problem.till}", problem.seq)
        for problem in verdict.problems
    )


def _load_anchors(
    anchors: AnchorStore | None,
) -> tuple[tuple[ledger.LedgerHead, ...], tuple[IntegrityProblem, ...]]:
    if anchors is None:
        return (), ()
    try:
        return anchors.load(), ()
    except ProfileError as error:
        return (), (IntegrityProblem(error.code, "anchor"),)
    except KeyringUnavailableError:
        return (), ()
