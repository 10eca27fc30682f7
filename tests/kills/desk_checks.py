"""What must hold after any kill beside sales: orders put aside, files, papers, the drawer."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from msoffcrypto.format.ooxml import OOXMLFile
from sqlalchemy import Connection, Select, func, select

from desktop.domain.card import CardState
from desktop.domain.delivery import DeliveryState, HandOver
from desktop.domain.loyalty import PointsReason
from desktop.domain.printing import PrintJobState
from desktop.domain.sale import PaymentReason
from desktop.models.administration import print_job
from desktop.models.card_secrets import card_batch, card_secret
from desktop.models.catalog import product
from desktop.models.customers import customer, points_entry
from desktop.models.ledger import ledger
from desktop.models.payments import payment
from desktop.models.sales import held_sale, sale, sale_line
from desktop.models.shifts import cash_movement, shift
from tests.kills.checks import Said
from tests.kills.desk_flows import FILE_CARDS, FILE_ROWS, KNOWN_ROWS, OTHER_PIECES, number_of
from tests.kills.till import STOCK_FILES, Outside, Till


def check_acknowledged(till: Till, said: Said) -> None:
    """What was said is there once; what was held is held, or sold, and never both."""
    heard = {kind: [one["request"] for one in said if one["kind"] == kind] for kind in _KINDS}
    with till.shop.ground.database.read() as connection:
        _check_held(connection, heard)
        _check_files(connection, said)
        moved = _counted(connection, select(cash_movement.c.note))
        over = _counted(connection, select(shift.c.note))
        queued = _counted(connection, select(print_job.c.subject_id))
        changed = _counted(
            connection,
            select(payment.c.sale_id).where(payment.c.reason == PaymentReason.METHOD_CHANGE),
        )
    assert all(moved[name] == 1 for name in set(heard["cash_moved"])), moved
    assert all(over[name] == 1 for name in set(heard["handed_over"])), over
    for one in said:
        if one["kind"] == "sealed":
            _check_opens(till.outside.file_of(one["request"]), one["password"])
        assert one["kind"] != "queued" or queued[one["sale"]] == 1, f"lost or doubled: {one}"
        assert one["kind"] != "corrected" or changed[one["sale"]] == 2, f"lost or doubled: {one}"


_KINDS = ("held", "exchanged", "dropping", "dropped", "cash_moved", "handed_over")


def _check_held(connection: Connection, heard: dict[str, list[str]]) -> None:
    rows = connection.execute(
        select(held_sale.c.note, held_sale.c.item_count, held_sale.c.taken_at)
    ).all()
    assert all(row.taken_at is None for row in rows), "an order lies on a counter that is gone"
    sold = set(connection.scalars(select(sale.c.request_id)))
    kept = Counter(row.note for row in rows if row.note)
    for name in set(heard["held"]):
        assert kept[name] + (name in sold) == 1, f"{name}: held {kept[name]} times"
    others = sum(row.item_count == OTHER_PIECES for row in rows)
    exchanged = set(heard["exchanged"]) - set(heard["dropped"])
    at_least = len(exchanged - set(heard["dropping"]))
    assert at_least <= others <= max(len(exchanged), 1), f"{others} of {exchanged}"


def _check_files(connection: Connection, said: Said) -> None:
    files = Counter((one["what"], one["request"]) for one in said if one["kind"] == "filed")
    there: dict[str, Counter[Any]] = {
        "cards": _cards_by_file(connection),
        "products": _products_by_file(connection),
        "customers": _customers_by_file(connection),
    }
    whole = {"cards": FILE_CARDS, "products": FILE_ROWS, "customers": FILE_ROWS}
    for what, name in files:
        key: object = number_of(name) if what == "customers" else name
        assert there[what][key] == whole[what], f"{what} of {name} are lost: {there[what][key]}"


def check_whole(till: Till) -> None:
    """No file is in the shop by half, and what was noted of it is what there is."""
    with till.shop.ground.database.read() as connection:
        _check_file_parts(connection, "cards", _cards_by_file(connection), FILE_CARDS)
        _check_file_parts(connection, "products", _products_by_file(connection), FILE_ROWS)
        _check_file_parts(connection, "customers", _customers_by_file(connection), FILE_ROWS)
        _check_known_rows(connection)
        _check_papers(connection)
        _check_sealed(connection, till.outside)


def _check_file_parts(connection: Connection, what: str, there: Counter[Any], whole: int) -> None:
    assert set(there.values()) <= {whole}, f"half a file of {what}: {there}"
    known = KNOWN_ROWS if there and what != "cards" else 0
    stocked = STOCK_FILES if what == "cards" else 0
    noted = [body["added"] for body in _noted(connection, f"{what}_imported")]
    assert sum(noted[stocked:]) == there.total() + known, f"{what}: {noted} noted, {there} there"


def _check_known_rows(connection: Connection) -> None:
    """What a file changes it changes in every row that it names."""
    prices = set(
        connection.execute(
            select(product.c.price, product.c.name).where(product.c.code.startswith("KNOWN-"))
        ).all()
    )
    points = set(
        connection.scalars(
            select(func.sum(points_entry.c.points))
            .join(customer, customer.c.id == points_entry.c.customer_id)
            .where(
                customer.c.phone.startswith("1370000"),
                points_entry.c.reason == PointsReason.IMPORTED,
            )
            .group_by(customer.c.id)
        )
    )
    assert len(prices) <= 1, f"half of a file changed prices: {prices}"
    assert len(points) <= 1, f"half of a file booked points: {points}"


def _check_papers(connection: Connection) -> None:
    """A paper is ticked off and noted together, once; none has failed."""
    jobs = connection.execute(select(print_job.c.id, print_job.c.state)).all()
    assert {row.state for row in jobs} <= {PrintJobState.QUEUED, PrintJobState.PRINTED}
    printed = Counter(row.id for row in jobs if row.state is PrintJobState.PRINTED)
    assert printed == Counter(body["job"] for body in _noted(connection, "paper_printed"))


def _check_opens(path: Path, password: str) -> None:
    """Whoever was told a password can open the file with it."""
    with path.open("rb") as file:
        office = OOXMLFile(file)
        office.load_key(password=password, verify_password=True)


def _check_sealed(connection: Connection, outside: Outside) -> None:
    """Goods that went as a file have their file; until then they wait, and no card is lost."""
    rows = connection.execute(
        select(sale.c.request_id, sale_line.c.hand_over, sale_line.c.delivery_state, sale_line.c.id)
        .join(sale_line, sale_line.c.sale_id == sale.c.id)
        .where(sale_line.c.id.in_(_lines_noted(connection, "cards_sealed_in_file")))
    ).all()
    for row in rows:
        is_gone = row.delivery_state is DeliveryState.HANDED_OVER
        assert is_gone or row.delivery_state is DeliveryState.ARRIVED, row
        assert not is_gone or row.hand_over is HandOver.FILE, row
        assert not is_gone or outside.file_of(row.request_id).exists(), f"gone and not given: {row}"
        seen = connection.scalar(
            select(func.count()).where(
                card_secret.c.sale_line_id == row.id, card_secret.c.state == CardState.REVEALED
            )
        )
        assert seen == 2, f"a card of the file is lost: {row}"


def _lines_noted(connection: Connection, kind: str) -> list[int]:
    bodies = connection.scalars(select(ledger.c.body).where(ledger.c.kind == kind))
    return [line for body in bodies for line in json.loads(body)["lines"]]


def _counted(connection: Connection, query: Select[Any]) -> Counter[Any]:
    return Counter(connection.scalars(query))


def _noted(connection: Connection, kind: str) -> list[dict[str, int]]:
    bodies = connection.scalars(select(ledger.c.body).where(ledger.c.kind == kind))
    return [json.loads(body) for body in bodies]


def _cards_by_file(connection: Connection) -> Counter[str]:
    """A file that came twice has a second batch, without cards."""
    rows = connection.execute(
        select(
            card_batch.c.file_name, card_batch.c.card_count, func.count(card_secret.c.id).label("n")
        )
        .join(card_secret, card_secret.c.batch_id == card_batch.c.id, isouter=True)
        .where(card_batch.c.file_name != "")
        .group_by(card_batch.c.id)
    ).all()
    assert all(row.card_count == row.n for row in rows), "a batch counts what is not there"
    there: Counter[str] = Counter()
    for row in rows:
        there[row.file_name.removesuffix(".csv")] += row.n
    return +there


def _products_by_file(connection: Connection) -> Counter[str]:
    codes = connection.scalars(select(product.c.code).where(product.c.code.startswith("NEW-")))
    return Counter(code.removeprefix("NEW-").rpartition("-")[0].lower() for code in codes)


def _customers_by_file(connection: Connection) -> Counter[int]:
    phones = connection.scalars(select(customer.c.phone).where(customer.c.phone.startswith("139")))
    return Counter(int(phone[3:]) // 10 for phone in phones)
