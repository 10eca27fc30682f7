"""What must hold after any kill: for the till alone, and for the till beside the platform."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from desktop.domain.card import CardState
from desktop.domain.purchase import OPEN_STATES, PurchaseState
from desktop.models.card_secrets import card_secret
from desktop.models.catalog import product
from desktop.models.payments import payment
from desktop.models.purchases import purchase
from desktop.models.sales import sale, sale_line, sale_return
from desktop.models.shifts import day_close
from desktop.services.purchasing import PurchaseSnapshot
from desktop.services.recovery import RecoveryReport
from tests.kills.till import BOUGHT, FURTHER, LOSING, STOCKED, Till

S = PurchaseState
MACHINE_STATES = OPEN_STATES - {S.HUMAN}
SERVED = frozenset({S.FULFILLED, S.ADOPTED})
HELD = frozenset({CardState.SOLD, CardState.REVEALED})
Said = list[dict[str, Any]]
_ORDERS = (
    "SELECT coalesce(request_no, json_extract(widget, '$.input1.value')), fen, num FROM orders"
)
"""Where a platform takes no number of ours, it stands in what the buyer filled in."""


def open_purchases(till: Till) -> dict[int, PurchaseState]:
    """Return what is open in the table itself, not as a service sees it."""
    with till.shop.ground.database.read() as connection:
        rows = connection.execute(select(purchase.c.id, purchase.c.state)).all()
        return {row.id: row.state for row in rows if row.state in OPEN_STATES}


def check_recovery(till: Till, before: dict[int, PurchaseState], report: RecoveryReport) -> None:
    """Every open purchase was found, nothing is on its way any more, nothing is forgotten."""
    on_their_way = [one for one, state in before.items() if state is S.SENDING]
    assert report.interrupted == len(on_their_way), (before, report)
    now = open_purchases(till)
    assert all(now.get(one) is not S.PREPARED for one in on_their_way), "said never to have left"
    after = Counter(now.values())
    assert after[S.SENDING] == 0
    found = Counter(
        {
            S.PREPARED: report.prepared,
            S.ACCEPTED: report.processing,
            S.UNKNOWN: report.unknown,
            S.HUMAN: report.for_person,
        }
    )
    assert +found == +after, (found, after)
    waiting = [one for one in till.purchases() if one.state in MACHINE_STATES]
    for one in waiting:
        is_planned = one.next_step_at is not None
        assert is_planned or one.id in report.to_advance, f"nobody goes on with {one}"


def check_acknowledged(till: Till, said: Said) -> None:
    """Everything that was said before any kill is there, as it was said."""
    with till.shop.ground.database.read() as connection:
        sales = {
            row.request_id: (row.number, row.total.fen)
            for row in connection.execute(select(sale.c.request_id, sale.c.number, sale.c.total))
        }
        returned = dict(
            tuple(row)
            for row in connection.execute(select(sale_return.c.request_id, sale_return.c.number))
        )
        closes = {
            row.z_number: row.business_date.isoformat()
            for row in connection.execute(select(day_close.c.z_number, day_close.c.business_date))
        }
        secrets = {
            row.id: row.state
            for row in connection.execute(select(card_secret.c.id, card_secret.c.state))
        }
    states = {one.id: one.state for one in till.purchases()}
    for one in said:
        match one["kind"]:
            case "sale":
                assert sales.get(one["request"]) == (one["number"], one["fen"]), f"lost: {one}"
            case "return":
                assert returned.get(one["request"]) == one["number"], f"lost: {one}"
            case "closed":
                assert closes.get(one["z"]) == one["day"], f"lost: {one}"
            case "revealed":
                assert secrets[one["card"]] is CardState.REVEALED, f"seen and not noted: {one}"
            case "purchase":
                is_settled = S(one["state"]) not in OPEN_STATES
                assert not is_settled or states[one["id"]] == one["state"], f"changed: {one}"
            case _:
                pass


def check_whole(till: Till) -> None:
    """Nothing is written by half, no card is sold twice, no number is missing."""
    verdict = till.shop.verification.verify()
    assert verdict.ok, verdict.problems
    with till.shop.ground.database.read() as connection:
        lines = connection.execute(
            select(sale_line.c.id, sale_line.c.quantity, sale_line.c.returned_quantity)
        ).all()
        of_sale = set(connection.execute(select(sale_line.c.sale_id)).scalars())
        paid = set(connection.execute(select(payment.c.sale_id)).scalars())
        heads = connection.execute(
            select(sale.c.id, sale.c.business_date, sale.c.sequence).order_by(sale.c.sequence)
        ).all()
        claimed = dict(
            tuple(row)
            for row in connection.execute(
                select(card_secret.c.sale_line_id, func.count())
                .where(card_secret.c.sale_line_id.is_not(None))
                .group_by(card_secret.c.sale_line_id)
            )
        )
        prints = connection.execute(select(card_secret.c.fingerprint)).scalars().all()
        secrets = connection.execute(
            select(card_secret.c.id, card_secret.c.secret_sealed, card_secret.c.state)
        ).all()
    ids = {row.id for row in heads}
    assert of_sale == ids, "a sale without lines, or lines without a sale"
    assert ids <= paid, "a sale without any payment"
    by_day: dict[object, list[int]] = {}
    for row in heads:
        by_day.setdefault(row.business_date, []).append(row.sequence)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in by_day.values())
    for row in lines:
        assert claimed.get(row.id, 0) <= row.quantity, "more cards than pieces"
    assert len(prints) == len(set(prints))
    vault = till.shop.ground.vault
    plain = [
        sha256(
            vault.open("secret", "card_secret", "secret_sealed", row.id, row.secret_sealed)
        ).digest()
        for row in secrets
    ]
    assert len(plain) == len(set(plain)), "one card lies in the store twice"


def check_needs(till: Till, states: Sequence[Path]) -> dict[str, int]:
    """Hold the platforms' own books against the till's: one order per need, none forgotten."""
    orders = [order for state in states for order in orders_in(state)]
    numbers = [order[0] for order in orders]
    assert len(numbers) == len(set(numbers)), "one number was bought twice"
    by_number = {one.number: one for one in till.purchases()}
    assert set(numbers) <= set(by_number), "an order that the till does not know of"
    per_line = Counter(
        by_number[number].sale_line_id for number in numbers if by_number[number].sale_line_id
    )
    assert all(count == 1 for count in per_line.values()), "bought twice for one customer"
    for number, fen, num in orders:
        _check_order(by_number[number], fen, num)
    for one in by_number.values():
        assert one.state not in MACHINE_STATES, f"never settled: {one}"
        if one.state in SERVED:
            assert one.number in numbers, f"goods from nowhere: {one}"
    _check_lines(till, list(by_number.values()))
    return dict(Counter(str(one.state) for one in by_number.values()))


def orders_in(state: Path) -> list[tuple[str, int, int]]:
    """Return number, charge and quantity of the orders that a practice platform really has."""
    with closing(sqlite3.connect(f"file:{state}?mode=ro", uri=True)) as connection:
        return connection.execute(_ORDERS).fetchall()


def _check_lines(till: Till, purchases: list[PurchaseSnapshot]) -> None:
    """Each line that is bought for is served, or waits for one person about one purchase."""
    of_line: dict[int, list[PurchaseSnapshot]] = {}
    for one in purchases:
        if one.sale_line_id is not None:
            of_line.setdefault(one.sale_line_id, []).append(one)
    with till.shop.ground.database.read() as connection:
        held = dict(
            tuple(row)
            for row in connection.execute(
                select(card_secret.c.sale_line_id, func.count())
                .where(card_secret.c.sale_line_id.is_not(None))
                .group_by(card_secret.c.sale_line_id)
            )
        )
        awaited = set(
            connection.execute(
                select(sale_line.c.id)
                .join(product, product.c.id == sale_line.c.product_id)
                .where(product.c.code.in_([BOUGHT, STOCKED, LOSING, *FURTHER]))
            ).scalars()
        )
    assert awaited == set(of_line), "a line that nobody buys for"
    for line, tries in of_line.items():
        last = [one for one in tries if one.state in SERVED | {S.HUMAN}]
        assert len(last) == 1, f"neither served nor waiting, or both: {tries}"
        is_served = last[0].state in SERVED
        assert held.get(line, 0) == (last[0].quantity if is_served else 0), last
        before = {one.state for one in tries if one is not last[0]}
        assert before <= {S.REJECTED, S.CANCELLED, S.NOT_PLACED}, tries


def _check_order(one: PurchaseSnapshot, fen: int, num: int) -> None:
    assert one.state in SERVED | {S.HUMAN}, f"paid for and forgotten: {one}"
    if one.state in SERVED:
        assert one.charged is not None
        assert (one.charged.fen, one.cards) == (fen, num), one


def check_each_need_once(till: Till, names: list[str]) -> None:
    """Every request that any process made stands exactly once, and no other stands."""
    with till.shop.ground.database.read() as connection:
        requests = connection.execute(select(sale.c.request_id)).scalars().all()
    heads = Counter(request.split("-")[0] for request in requests)
    assert len(requests) == len(set(requests))
    assert set(heads) <= set(names), "a sale nobody asked for"
