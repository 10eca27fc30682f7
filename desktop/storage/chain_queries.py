"""Chains and their lines. A line whose sale is recorded is sold, whatever its row says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Select, func, select, update

from desktop.domain.chain_sale import OPEN_LINES, ChainLineState
from desktop.domain.product import goods_title
from desktop.domain.sale import SaleState
from desktop.models.catalog import product
from desktop.models.chains import chain, chain_line
from desktop.models.sales import sale
from desktop.storage.top_up_targets import packed_target, unpacked_target

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from desktop.domain.money import Money
    from desktop.domain.tender import TenderMethod
    from desktop.domain.top_up import TopUpTarget
    from desktop.storage.ground import Ground

_PLACE: Final = ("pii", "chain_line", "target_sealed")


@dataclass(frozen=True, slots=True)
class ChainHead:
    """A chain as a row of a list.

    Attributes:
        open_lines: drafts, and lines whose money is in and whose goods are not out.
    """

    id: int
    product_id: int
    product_title: str
    title: str
    made_at: datetime
    lines: int
    open_lines: int


@dataclass(frozen=True, slots=True, repr=False)
class ChainRow:
    """A line as it is stored, its account opened; its ``repr`` hides whom it is about.

    Attributes:
        sale_total: what it was sold for; None while it is not.
    """

    id: int
    chain_id: int
    position: int
    name: str
    masked: str
    quantity: int
    state: ChainLineState
    request_id: str
    sale_id: int | None
    sale_number: str
    sale_total: Money | None
    account: str
    rest: str
    target: TopUpTarget | None

    def __repr__(self) -> str:
        return f"ChainRow({self.id})"


def list_chains(connection: Connection, limit: int) -> tuple[ChainHead, ...]:
    """Return the newest chains first."""
    is_over = (chain_line.c.state == ChainLineState.DROPPED) | sale.c.id.is_not(None)
    rows = connection.execute(
        select(
            chain,
            product.c.name,
            product.c.face_text,
            func.count(chain_line.c.id).label("lines"),
            func.count(chain_line.c.id).filter(~is_over).label("open_lines"),
        )
        .join(product, product.c.id == chain.c.product_id)
        .join(chain_line, chain_line.c.chain_id == chain.c.id)
        .join(sale, sale.c.request_id == chain_line.c.request_id, isouter=True)
        .group_by(chain.c.id)
        .order_by(chain.c.made_at.desc(), chain.c.id.desc())
        .limit(limit)
    ).all()
    return tuple(
        ChainHead(
            row.id,
            row.product_id,
            goods_title(row.name, row.face_text),
            row.title,
            row.made_at,
            row.lines,
            row.open_lines,
        )
        for row in rows
    )


def count_open(connection: Connection) -> int:
    """Count the chains that have lines left: drafts, and lines whose goods are not out."""
    is_sold = select(sale.c.id).where(sale.c.request_id == chain_line.c.request_id).exists()
    found = connection.scalar(
        select(func.count(chain_line.c.chain_id.distinct())).where(
            chain_line.c.state.in_(OPEN_LINES), ~is_sold
        )
    )
    return found or 0


def product_of(connection: Connection, chain_id: int) -> int:
    """Return the product that a chain sells."""
    return int(
        connection.execute(select(chain.c.product_id).where(chain.c.id == chain_id)).scalar_one()
    )


def list_lines(connection: Connection, ground: Ground, chain_id: int) -> tuple[ChainRow, ...]:
    """Return the lines of a chain in their order."""
    wanted = _lines().where(chain_line.c.chain_id == chain_id).order_by(chain_line.c.position)
    return tuple(_opened(ground, row) for row in connection.execute(wanted))


def load_line(connection: Connection, ground: Ground, line_id: int) -> ChainRow:
    """Return one line.

    Raises:
        NoResultFound: there is none.
    """
    return _opened(ground, connection.execute(_lines().where(chain_line.c.id == line_id)).one())


def sold_elsewhere(
    connection: Connection, chain_id: int, since: datetime
) -> frozenset[tuple[str, str]]:
    """Return name and masked account of what other chains of the same product sold.

    Args:
        connection: any connection.
        chain_id: the chain that is looked at; its own lines do not count.
        since: when the other chains were taken down at the earliest.
    """
    goods = select(chain.c.product_id).where(chain.c.id == chain_id).scalar_subquery()
    rows = connection.execute(
        select(chain_line.c.name, chain_line.c.target_masked)
        .join(chain, chain.c.id == chain_line.c.chain_id)
        .join(sale, sale.c.request_id == chain_line.c.request_id)
        .where(
            chain.c.product_id == goods,
            chain.c.id != chain_id,
            chain.c.made_at >= since,
            sale.c.state == SaleState.COMPLETED,
        )
    )
    return frozenset((row.name, row.target_masked) for row in rows)


def sealed_words(
    ground: Ground, line_id: int, account: str, rest: str, target: TopUpTarget | None
) -> bytes:
    """Seal what a line says beside its name."""
    packed = {
        "account": account,
        "rest": rest,
        "target": None if target is None else packed_target(target),
    }
    return ground.vault.seal(*_PLACE, line_id, json.dumps(packed, ensure_ascii=False).encode())


def mark_paid(
    connection: Connection, line_id: int, method: TenderMethod, at: datetime, person_id: int
) -> None:
    """Note that the cashier saw the money of a line."""
    connection.execute(
        update(chain_line)
        .where(chain_line.c.id == line_id)
        .values(state=ChainLineState.PAID, method=method, paid_at=at, paid_by=person_id)
    )


def end_line(
    connection: Connection, line_id: int, state: ChainLineState, sale_id: int | None = None
) -> None:
    """A line is sold or dropped: its account goes."""
    connection.execute(
        update(chain_line)
        .where(chain_line.c.id == line_id)
        .values(state=state, sale_id=sale_id, target_sealed=None)
    )


def _lines() -> Select[Any]:
    return select(
        chain_line,
        sale.c.id.label("recorded_id"),
        sale.c.number.label("sale_number"),
        sale.c.total.label("sale_total"),
    ).join(sale, sale.c.request_id == chain_line.c.request_id, isouter=True)


def _opened(ground: Ground, row: Row[Any]) -> ChainRow:
    words: dict[str, Any] = {"account": "", "rest": "", "target": None}
    if row.target_sealed is not None:
        words = json.loads(ground.vault.open(*_PLACE, row.id, row.target_sealed))
    packed = words["target"]
    return ChainRow(
        row.id,
        row.chain_id,
        row.position,
        row.name,
        row.target_masked,
        row.quantity,
        row.state if row.recorded_id is None else ChainLineState.SOLD,
        row.request_id,
        row.recorded_id,
        row.sale_number or "",
        row.sale_total,
        words["account"],
        words["rest"],
        None if packed is None else unpacked_target(packed),
    )
