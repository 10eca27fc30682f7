"""A chain as the counter sees it: drafts at today's price and stock, and what is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.chain_sale import OPEN_LINES, ChainLineState, DraftSupply, supplies_of
from desktop.domain.product import AccountRule
from desktop.domain.top_up import TopUpTarget

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from desktop.domain.money import Money
    from desktop.domain.product import ProductSnapshot
    from desktop.storage.chain_queries import ChainRow


@dataclass(frozen=True, slots=True, repr=False)
class ChainDraft:
    """A line as the counter sees it.

    Attributes:
        account: grouped for reading back while it is a draft; masked afterwards.
        total: what its sale would ask for now, or what it was sold for.
        supply: what its goods would come from; nothing of a line that is over.
        is_repeat: a line above tops the same account up.
        is_sold_elsewhere: another chain of these days sold it: a chain that grew and was pasted
            again names everybody again.
    """

    id: int
    position: int
    name: str
    account: str
    quantity: int
    rest: str
    state: ChainLineState
    total: Money
    supply: DraftSupply
    is_repeat: bool
    is_sold_elsewhere: bool
    sale_id: int | None
    sale_number: str

    def __repr__(self) -> str:
        return f"ChainDraft({self.id})"

    @property
    def is_open(self) -> bool:
        """Whether it can still be sold."""
        return self.state in OPEN_LINES


@dataclass(frozen=True, slots=True)
class ChainSnapshot:
    """A chain with its lines, at today's price and stock."""

    id: int
    product: ProductSnapshot
    lines: tuple[ChainDraft, ...]


def snapshot_of(
    chain_id: int,
    product: ProductSnapshot,
    rows: Sequence[ChainRow],
    totals: Mapping[int, Money],
    elsewhere: AbstractSet[tuple[str, str]],
) -> ChainSnapshot:
    """Return a chain; its drafts share out what is in stock, from the top.

    Args:
        chain_id: the chain.
        product: what it sells.
        rows: its lines.
        totals: what the sale of each open line would ask for now.
        elsewhere: name and masked account of what other chains sold.
    """
    still = [row for row in rows if row.state in OPEN_LINES]
    shared = supplies_of(product, [row.quantity for row in still])
    supplies = {row.id: one for row, one in zip(still, shared, strict=True)}
    repeated = _repeated(still)
    lines = tuple(
        _draft_of(
            row,
            totals.get(row.id, row.sale_total or product.price * row.quantity),
            supplies.get(row.id, DraftSupply()),
            is_repeat=row.id in repeated,
            is_sold_elsewhere=row.state in OPEN_LINES and (row.name, row.masked) in elsewhere,
        )
        for row in rows
    )
    return ChainSnapshot(chain_id, product, lines)


def masked_account(account: str, target: TopUpTarget | None) -> str:
    """Return an account for lists: what is no checked target is masked as a plain one."""
    if target is not None:
        return target.masked
    return TopUpTarget(AccountRule.NONE, account).masked if account else ""


def _repeated(rows: Sequence[ChainRow]) -> frozenset[int]:
    """Return the lines that name an account which a line above names too."""
    seen: set[str] = set()
    again = set()
    for row in rows:
        if row.target is None:
            continue
        if row.target.sameness in seen:
            again.add(row.id)
        seen.add(row.target.sameness)
    return frozenset(again)


def _draft_of(
    row: ChainRow,
    total: Money,
    supply: DraftSupply,
    *,
    is_repeat: bool,
    is_sold_elsewhere: bool,
) -> ChainDraft:
    account = row.masked
    if row.state in OPEN_LINES:
        account = row.account if row.target is None else row.target.grouped
    return ChainDraft(
        row.id,
        row.position,
        row.name,
        account,
        row.quantity,
        row.rest,
        row.state,
        total,
        supply,
        is_repeat,
        is_sold_elsewhere,
        row.sale_id,
        row.sale_number,
    )
