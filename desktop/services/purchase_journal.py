"""What the purchase machine commits between its calls, each in a transaction of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.purchase import (
    CALL_SECONDS,
    ORDER_SECONDS,
    QUERY_EVERY_SECONDS,
    PurchaseState,
    UpstreamKind,
    can_move,
    next_query_delay,
)
from desktop.services.purchase_case import NOT_FOUND, ORDER
from desktop.services.purchase_failover import PurchaseFailover
from desktop.services.sourcing import trouble_of
from desktop.storage import platform_queries, purchase_attempts, purchase_queries, source_queries
from desktop.storage.database import WritePriority
from desktop.storage.open_purchases import AccountTakenError, has_unclear_order
from desktop.storage.purchase_lines import refresh_line

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.connectors.http_call import HttpOutcome
    from desktop.domain.errors import KataiError
    from desktop.domain.money import Money
    from desktop.domain.purchase_settling import OrderOutcome
    from desktop.services.purchase_case import PurchaseCase
    from desktop.storage.ground import Ground
    from desktop.storage.purchase_attempts import AttemptRow
    from desktop.storage.purchase_queries import PurchaseRow

_MARGIN_SECONDS: Final = 1


class PurchaseJournal:
    """Writes down what is about to happen to a purchase and what came of it."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._failover = PurchaseFailover(ground)

    def note_attempt(self, case: PurchaseCase, kind: str, digest: str = "") -> int:
        """Commit that a call that changes nothing is about to be made."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            attempt_id = self._insert_attempt(connection, case, kind, digest, CALL_SECONDS)
        self._ground.fail_points.reached("purchase.attempt_committed")
        return attempt_id

    def commit_sending(self, case: PurchaseCase, code: str, digest: str, **columns: Any) -> int:
        """Commit that an order is about to leave: state, bytes, attempt and line together.

        Raises:
            AccountTakenError: the platform knows no own numbers, and another order of the account
                is unclear.
        """
        ground = self._ground
        with ground.database.write(WritePriority.NORMAL) as connection:
            if case.platform.rules.kind is UpstreamKind.NO_NUMBER and has_unclear_order(
                connection, case.account.id, besides=case.row.id
            ):
                raise AccountTakenError
            purchase_queries.move_purchase(
                connection,
                ground,
                case.row,
                PurchaseState.SENDING,
                code,
                send_count=case.row.send_count + 1,
                **columns,
            )
            attempt_id = self._insert_attempt(connection, case, ORDER, digest, ORDER_SECONDS)
            self.refresh_line(connection, case.row)
        ground.fail_points.reached("purchase.sending_committed")
        return attempt_id

    def keep_answer(self, attempt_id: int, answer: HttpOutcome) -> None:
        """Seal and commit what came, also that nothing came, before anything reads it."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_attempts.insert_answer(
                connection, self._ground, attempt_id, answer.status, answer.to_bytes()
            )
        self._ground.fail_points.reached("purchase.answer_committed")

    def finish_attempt(self, attempt_id: int, outcome: str) -> None:
        """Commit how a call ended."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_attempts.finish_attempt(connection, self._ground, attempt_id, outcome)

    def move(
        self, case: PurchaseCase, state: PurchaseState, code: str, note: str = "", **columns: Any
    ) -> None:
        """Commit a move that brings no goods."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_queries.move_purchase(
                connection, self._ground, case.row, state, code, note=note, **columns
            )
            self.go_on_with_line(connection, case.row)
        self._ground.fail_points.reached(f"purchase.{state}_committed")

    def leave_source(self, case: PurchaseCase, code: str) -> bool:
        """Give up what has provably not left, if there is another source for its line.

        Returns:
            Whether it was given up; without another source it waits for this one.
        """
        state = PurchaseState.CANCELLED
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            row = purchase_queries.load_purchase(connection, case.row.id)
            if not can_move(row.state, state):
                return False
            if not self._failover.has_next(connection, row, code):
                return False
            purchase_queries.move_purchase(connection, self._ground, row, state, code)
            self.go_on_with_line(connection, row)
        self._ground.fail_points.reached(f"purchase.{state}_committed")
        return True

    def wait(self, case: PurchaseCase, seconds: int) -> None:
        """Commit when the machine goes on with it."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_queries.change_purchase(connection, case.row, next_step_at=self.after(seconds))

    def wait_after_query(
        self, case: PurchaseCase, attempt: AttemptRow, outcome: OrderOutcome
    ) -> None:
        """Commit that a query brought nothing new, and when to ask again."""
        queries = case.row.query_count + 1
        delay = next_query_delay(queries) or QUERY_EVERY_SECONDS
        word = NOT_FOUND if outcome.is_not_found else str(outcome.outcome_class)
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_attempts.finish_attempt(connection, self._ground, attempt.id, word)
            purchase_queries.change_purchase(
                connection, case.row, query_count=queries, next_step_at=self.after(delay)
            )

    def keep_price(self, case: PurchaseCase, unit: Money) -> None:
        """Keep what one piece costs now; the price of many may be a wholesale one."""
        if case.row.quantity != 1:
            return
        now = self._ground.now()
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            platform_queries.set_goods_price(connection, case.row.goods_id, unit, None, now)
            source_queries.refresh_orders_of_goods(connection, case.row.goods_id, now)

    def keep_balance(self, account_id: int, balance: Money | None) -> None:
        """Keep what the account holds; it answered, so most troubles are over."""
        now = self._ground.now()
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            platform_queries.keep_balance(connection, account_id, balance, now)

    def note_trouble(self, account_id: int, error: KataiError) -> None:
        """Keep why the account's last call failed, for its card."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            columns = trouble_of(error, self._ground.now())
            platform_queries.change_account(connection, account_id, **columns)

    def note_event(self, case: PurchaseCase, code: str, note: str) -> None:
        """Add a line to the history of a purchase whose state stays."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_queries.note_event(connection, self._ground, case.row, code, note)

    def go_on_with_line(self, connection: Connection, row: PurchaseRow) -> None:
        """After a move, in the caller's write: try the next source, bring the line up to date."""
        self._failover.go_on(connection, row.id)
        self.refresh_line(connection, row)

    def refresh_line(self, connection: Connection, row: PurchaseRow) -> None:
        """Bring the waiting sale line up to date, within the caller's write."""
        if row.sale_line_id is not None:
            refresh_line(connection, self._ground, row.sale_line_id)

    def patience(self, case: PurchaseCase, kind: str) -> int:
        """Return how long to wait before the next try, longer after each fruitless one."""
        fruitless = [one for one in case.attempts_of(kind) if one.outcome != "ok"]
        return next_query_delay(len(fruitless)) or QUERY_EVERY_SECONDS

    def after(self, seconds: int | None) -> datetime:
        """Return the instant so many seconds from now."""
        return self._ground.now() + timedelta(seconds=seconds or 0)

    def _insert_attempt(
        self, connection: Connection, case: PurchaseCase, kind: str, digest: str, seconds: int
    ) -> int:
        deadline = self.after(seconds + _MARGIN_SECONDS)
        return purchase_attempts.insert_attempt(
            connection, self._ground, case.row.id, kind, digest, deadline
        )
