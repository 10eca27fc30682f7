"""One purchase, one step at a time: what is committed before and after each call.

Belongs here: the order of commits and calls. Every call is preceded by a committed attempt row; an
order by the state SENDING and the very bytes; an answer is sealed and kept before it is read;
what it means, the cards and the new state are committed together.
Does not belong here: what an answer means (``domain.purchase_settling`` and the connectors), who
may decide (``purchase_decisions``), which purchases are due (``purchasing``).

No session is open while a call is under way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

from desktop.connectors.http_call import CallLimits, HttpOutcome, PreparedCall
from desktop.connectors.platforms.base import (
    AccountFieldError,
    FieldValue,
    GoodsKind,
    OrderRequest,
    PlatformRefusedError,
    PlatformSilentError,
    QueryRequest,
    QuoteRequest,
)
from desktop.domain.errors import ConnectorError, KataiError
from desktop.domain.purchase import (
    CALL_SECONDS,
    ORDER_SECONDS,
    QUERY_EVERY_SECONDS,
    OutcomeClass,
    PurchaseState,
    can_move,
    next_query_delay,
    quiet_seconds,
)
from desktop.domain.purchase_settling import (
    NextStep,
    OrderOutcome,
    OrderTerms,
    Plan,
    PurchaseAlert,
    Settlement,
    Tries,
    plan_after_unknown,
    settle_order,
)
from desktop.services.purchase_arrivals import keep_cards
from desktop.services.sourcing import access_of
from desktop.storage import platform_queries, purchase_queries
from desktop.storage.database import WritePriority
from desktop.storage.purchase_lines import ABOVE_CEILING, refresh_line
from desktop.storage.purchase_queries import PurchaseMovedError
from desktop.storage.purchase_requests import StoredRequest, open_request, seal_request

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import AccountAccess, Platform
    from desktop.domain.money import Money
    from desktop.domain.secret import Secret
    from desktop.services.sourcing import PlatformShelf
    from desktop.storage.ground import Ground
    from desktop.storage.platform_queries import AccountRow
    from desktop.storage.purchase_queries import AttemptRow, PurchaseRow

AnswerT = TypeVar("AnswerT")

ORDER: Final = "order"
QUERY: Final = "query"
QUOTE: Final = "quote"
BALANCE: Final = "balance"
NOT_FOUND: Final = "not_found"
CARDS_KNOWN: Final = "cards_known"
"""A delivered card is in the store already: sold to somebody, or delivered twice."""
_MARGIN_SECONDS: Final = 1
_WITH_CARDS: Final = frozenset({PurchaseState.FULFILLED, PurchaseState.PARTIAL})
_ACCOUNT_REFUSALS: Final = frozenset({"密钥错误", "商户ID不存在", "You have been banned"})


@dataclass(frozen=True, slots=True)
class _Case:
    """A purchase with everything a step needs, read in one go."""

    row: PurchaseRow
    account: AccountRow
    platform: Platform
    request: StoredRequest
    attempts: tuple[AttemptRow, ...]

    @property
    def order_request(self) -> OrderRequest:
        """What the connector prepares and reads an order by."""
        return OrderRequest(
            own_number=self.row.number,
            upstream_id=self.request.upstream_id,
            variant=self.request.variant or None,
            quantity=self.row.quantity,
            kind=GoodsKind(self.request.kind),
            ceiling_unit=self.row.ceiling_unit,
            fields=tuple(FieldValue(name, value) for name, value in self.request.fields),
            refusal_texts=self.request.refusal_texts,
        )

    @property
    def terms(self) -> OrderTerms:
        """What an answer is held against."""
        return OrderTerms(
            quantity=self.row.quantity,
            ceiling_unit=self.row.ceiling_unit,
            needs_cards=GoodsKind(self.request.kind) is GoodsKind.CARD,
            can_find_by_own_number=self.platform.rules.can_find_by_own_number,
            charged_before=self.row.charged,
        )

    def attempts_of(self, kind: str) -> list[AttemptRow]:
        """Return the calls of one kind, in order."""
        return [attempt for attempt in self.attempts if attempt.kind == kind]


class PurchaseMachine:
    """Takes purchases as far as they can go now. Threads share one, each with its own purchase."""

    def __init__(self, ground: Ground, shelf: PlatformShelf, door: HttpClient) -> None:
        self._ground = ground
        self._shelf = shelf
        self._door = door

    def run(self, purchase_id: int, *, is_asked_for: bool = False) -> None:
        """Go on until the purchase must wait, for time, for the platform or for a person.

        Args:
            purchase_id: which.
            is_asked_for: a person wants to know now: a query does not wait for its time. A repeat
                of an order always does.
        """
        try:
            while self._step(self._read(purchase_id), is_asked_for=is_asked_for):
                is_asked_for = False
        except PurchaseMovedError:
            return  # somebody was faster; whoever it was goes on from there

    def settle_interrupted(self, purchase_id: int) -> None:
        """Settle a purchase found on its way: by its stored answer, else as unknown."""
        self._settle_interrupted(self._read(purchase_id))

    def ask_by_upstream_number(self, purchase_id: int, upstream_number: str) -> OrderOutcome | None:
        """Ask for an order by the number a person pasted; None where it cannot be asked for."""
        case = self._read(purchase_id)
        return self._ask(case, upstream_number)

    def stored_delivery(self, purchase_id: int) -> OrderOutcome | None:
        """Return what the last answer that delivered anything said, or None."""
        case = self._read(purchase_id)
        for attempt in reversed(case.attempts):
            outcome = self._reread(case, attempt)
            if outcome is not None and outcome.text is not None:
                return outcome
        return None

    def _read(self, purchase_id: int) -> _Case:
        with self._ground.database.read() as connection:
            row = purchase_queries.load_purchase(connection, purchase_id)
            account = platform_queries.load_account(connection, row.account_id)
            attempts = purchase_queries.load_attempts(connection, purchase_id)
        request = open_request(self._ground.vault, row.id, row.request_sealed)
        return _Case(row, account, self._shelf.get(account.platform), request, attempts)

    def _step(self, case: _Case, *, is_asked_for: bool) -> bool:
        row = case.row
        is_due = row.next_step_at is None or row.next_step_at <= self._ground.now()
        match row.state:
            case PurchaseState.PREPARED if is_due or is_asked_for:
                return self._begin(case)
            case PurchaseState.SENDING:
                self._settle_interrupted(case)
                return True
            case PurchaseState.ACCEPTED if is_due or is_asked_for:
                return self._query(case)
            case PurchaseState.UNKNOWN:
                return self._follow_unknown(case, is_due=is_due, is_asked_for=is_asked_for)
            case _:
                return False

    # -- before an order leaves ---------------------------------------------------------------

    def _begin(self, case: _Case) -> bool:
        if case.account.removed_at is not None:
            self._move(case, PurchaseState.CANCELLED, "account_removed")
            return False
        if case.account.is_frozen:
            self._wait(case, QUERY_EVERY_SECONDS)
            return False
        access = access_of(self._ground.vault, case.account)
        request = case.order_request
        asked = QuoteRequest(request.upstream_id, request.variant, request.quantity, request.fields)
        quote = self._ask_safely(
            case, QUOTE, lambda: case.platform.fetch_quote(self._door, access, asked)
        )
        if quote is None:
            return False
        self._keep_price(case, quote.unit)
        if quote.total > case.row.ceiling_unit * case.row.quantity:
            self._move(case, PurchaseState.CANCELLED, ABOVE_CEILING, quoted_total=quote.total)
            return False
        balance = self._ask_safely(
            case, BALANCE, lambda: case.platform.fetch_balance(self._door, access)
        )
        if balance is None:
            return False
        self._keep_balance(case.account.id, balance.amount)
        return self._prepare_and_send(case, access, quote.total, balance.amount)

    def _ask_safely(
        self, case: _Case, kind: str, ask: Callable[[], AnswerT]
    ) -> AnswerT | None:
        """Make a call that changes nothing; on a refusal give up, on silence wait. None on both."""
        attempt_id = self._note_attempt(case, kind, "", CALL_SECONDS)
        try:
            answer = ask()
        except PlatformRefusedError as error:
            self._finish(attempt_id, "refused")
            text = str(error.values["text"])
            self._move(case, PurchaseState.CANCELLED, f"{kind}_refused", note=text)
            if text in _ACCOUNT_REFUSALS:
                self._note_trouble(case, error)
            return None
        except AccountFieldError as error:
            self._finish(attempt_id, "account_field")
            self._move(case, PurchaseState.CANCELLED, "account_field")
            self._note_trouble(case, error)
            return None
        except PlatformSilentError as error:
            self._finish(attempt_id, f"silent:{error.values['reason']}")
            self._wait_longer(case, kind)
            self._note_trouble(case, error)
            return None
        self._finish(attempt_id, "ok")
        return answer

    def _prepare_and_send(
        self, case: _Case, access: AccountAccess, total: Money, balance: Money
    ) -> bool:
        call = case.platform.prepare_order(access, case.order_request)
        request = case.request.with_call(call.to_bytes())
        sealed = seal_request(self._ground.vault, case.row.id, request)
        attempt_id = self._commit_sending(
            case,
            "order_sent",
            call.digest,
            request_sealed=sealed,
            quoted_total=total,
            balance_before=balance,
        )
        return self._send_order(case.row.id, attempt_id, call)

    def _resend(self, case: _Case) -> bool:
        if case.request.call is None:
            self._move(case, PurchaseState.HUMAN, "request_lost")
            return False
        call = PreparedCall.from_bytes(
            case.request.call,
            limits=CallLimits(total_seconds=ORDER_SECONDS),
            is_plain_http_allowed=case.account.allows_plain_http,
        )
        attempt_id = self._commit_sending(case, "order_sent_again", call.digest)
        return self._send_order(case.row.id, attempt_id, call)

    def _commit_sending(self, case: _Case, code: str, digest: str, **columns: Any) -> int:
        ground = self._ground
        with ground.database.write(WritePriority.NORMAL) as connection:
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
            self._refresh_line(connection, case.row)
        ground.fail_points.reached("purchase.sending_committed")
        return attempt_id

    def _send_order(self, purchase_id: int, attempt_id: int, call: PreparedCall) -> bool:
        answer = self._door.send(call)
        self._ground.fail_points.reached("purchase.after_send")
        self._keep_answer(attempt_id, answer)
        self._settle_order(self._read(purchase_id))
        return True

    # -- after an answer ----------------------------------------------------------------------

    def _settle_interrupted(self, case: _Case) -> None:
        if case.row.state is not PurchaseState.SENDING:
            return
        orders = case.attempts_of(ORDER)
        if orders and orders[-1].answer_id is not None:
            self._settle_order(case)
        else:
            self._settle(
                case,
                Settlement(PurchaseState.UNKNOWN),
                OrderOutcome(OutcomeClass.UNKNOWN, "interrupted"),
                orders[-1] if orders else None,
            )

    def _settle_order(self, case: _Case) -> None:
        attempt = case.attempts_of(ORDER)[-1]
        outcome = self._reread(case, attempt)
        if outcome is None:
            outcome = OrderOutcome(OutcomeClass.UNKNOWN, "interrupted")
        settlement = settle_order(outcome, case.terms, is_repeat=case.row.send_count > 1)
        self._settle(case, settlement, outcome, attempt)

    def _reread(self, case: _Case, attempt: AttemptRow) -> OrderOutcome | None:
        if attempt.kind not in {ORDER, QUERY}:
            return None
        stored = purchase_queries.open_answer(self._ground, attempt)
        if stored is None:
            return None
        answer = HttpOutcome.from_bytes(stored)
        if attempt.kind == ORDER:
            return case.platform.read_order(case.order_request, answer)
        return case.platform.read_query(self._query_request(case, None), answer)

    def _settle(
        self,
        case: _Case,
        settlement: Settlement,
        outcome: OrderOutcome,
        attempt: AttemptRow | None,
    ) -> None:
        """Commit what an answer means: cards, state, line, money of the account, all together."""
        ground = self._ground
        ground.fail_points.reached("purchase.parsed")
        row = case.row
        with ground.database.write(WritePriority.NORMAL) as connection:
            if attempt is not None:
                word = NOT_FOUND if outcome.is_not_found else str(outcome.outcome_class)
                purchase_queries.finish_attempt(connection, ground, attempt.id, word)
            state, alerts = self._keep_goods(connection, row, settlement, outcome)
            code = "+".join(alerts) or outcome.reason or str(state)
            purchase_queries.move_purchase(
                connection,
                ground,
                row,
                state,
                code,
                note=outcome.message,
                **self._columns_after(case, state, outcome),
            )
            self._book_charge(connection, case, outcome, alerts)
            self._refresh_line(connection, row)
        ground.fail_points.reached(f"purchase.{state}_committed")
        if PurchaseAlert.COMPARE_BALANCE in alerts:
            self._note_balance_now(row.id)

    def _keep_goods(
        self,
        connection: Connection,
        row: PurchaseRow,
        settlement: Settlement,
        outcome: OrderOutcome,
    ) -> tuple[PurchaseState, tuple[str, ...]]:
        """Store the cards that belong to the state; known ones make it a person's business."""
        alerts: tuple[str, ...] = settlement.alerts
        if settlement.state not in _WITH_CARDS or not outcome.cards:
            return settlement.state, alerts
        charged = outcome.charged if outcome.charged is not None else row.charged
        kept = keep_cards(connection, self._ground, row, outcome.cards, charged)
        if kept.duplicates:
            return PurchaseState.HUMAN, (*alerts, CARDS_KNOWN)
        return settlement.state, alerts

    def _columns_after(
        self, case: _Case, state: PurchaseState, outcome: OrderOutcome
    ) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        if outcome.charged is not None:
            columns["charged"] = outcome.charged
        if outcome.upstream_number is not None:
            columns["upstream_number"] = outcome.upstream_number
        sends = case.row.send_count
        is_order = case.row.state is PurchaseState.SENDING
        if is_order and outcome.outcome_class is OutcomeClass.NOT_SENT:
            sends -= 1  # provably never left
            columns["send_count"] = sends
        match state:
            case PurchaseState.PREPARED:
                columns["next_step_at"] = self._after(self._patience(case, ORDER))
            case PurchaseState.ACCEPTED:
                columns |= {"query_count": 0, "next_step_at": self._after(next_query_delay(0))}
            case PurchaseState.UNKNOWN:
                plan = self._plan(case, sends)
                columns["next_step_at"] = self._after(plan.wait_seconds)
            case _:
                pass
        return columns

    def _book_charge(
        self, connection: Connection, case: _Case, outcome: OrderOutcome, alerts: tuple[str, ...]
    ) -> None:
        """Take a charge off the last known balance; hold the account that took too much."""
        columns: dict[str, Any] = {}
        if outcome.charged is not None and case.row.charged is None:
            balance = platform_queries.load_account(connection, case.row.account_id).balance
            if balance is not None:
                columns["balance"] = balance - outcome.charged
        if PurchaseAlert.CHARGED_ABOVE_CEILING in alerts:
            columns |= {
                "is_frozen": True,
                "trouble_code": str(PurchaseAlert.CHARGED_ABOVE_CEILING),
                "trouble_text": case.row.number,
                "trouble_at": self._ground.now(),
            }
        if columns:
            platform_queries.change_account(connection, case.row.account_id, **columns)

    # -- an unknown order ---------------------------------------------------------------------

    def _follow_unknown(self, case: _Case, *, is_due: bool, is_asked_for: bool) -> bool:
        plan = self._plan(case, case.row.send_count)
        if plan.step is NextStep.QUERY and (is_due or is_asked_for):
            return self._query(case)
        if not is_due:
            return False
        match plan.step:
            case NextStep.RESEND:
                return self._resend(case)
            case NextStep.COMPARE if plan.wait_seconds:
                self._wait(case, plan.wait_seconds)
            case _:
                self._hand_to_person(case)
        return False

    def _hand_to_person(self, case: _Case) -> None:
        code = str(PurchaseAlert.COMPARE_BALANCE)
        self._move(case, PurchaseState.HUMAN, code)
        self._note_balance_now(case.row.id)

    def _plan(self, case: _Case, sends: int) -> Plan:
        rules = case.platform.rules
        now = self._ground.now()
        orders = case.attempts_of(ORDER)
        sent = [one for one in orders if one.outcome != str(OutcomeClass.NOT_SENT)]
        first_at = sent[0].started_at if sent else now
        quiet = quiet_seconds(rules.deadline_seconds, rules.timestamp_tolerance_seconds)
        missed = [one for one in case.attempts_of(QUERY) if one.outcome == NOT_FOUND]
        tries = Tries(
            sends=sends,
            unsent=len(orders) - len(sent),
            queries=case.row.query_count,
            not_found=len(missed),
            has_looked_after_quiet=any(
                (one.started_at - first_at).total_seconds() >= quiet for one in missed
            ),
            seconds_since_first_send=int((now - first_at).total_seconds()),
        )
        return plan_after_unknown(rules, tries)

    # -- asking for an order ------------------------------------------------------------------

    def _query(self, case: _Case) -> bool:
        outcome = self._ask(case, case.row.upstream_number or None)
        if outcome is None:
            self._wait(case, QUERY_EVERY_SECONDS)
            return False
        case = self._read(case.row.id)
        attempt = case.attempts_of(QUERY)[-1]
        settlement = settle_order(outcome, case.terms, is_repeat=True)
        if can_move(case.row.state, settlement.state):
            self._settle(case, settlement, outcome, attempt)
        else:
            self._wait_after_query(case, attempt, outcome)
        return False

    def _ask(self, case: _Case, upstream_number: str | None) -> OrderOutcome | None:
        request = self._query_request(case, upstream_number)
        access = access_of(self._ground.vault, case.account)
        call = case.platform.prepare_query(access, request)
        if call is None:
            return None
        attempt_id = self._note_attempt(case, QUERY, call.digest, CALL_SECONDS)
        answer = self._door.send(call)
        self._ground.fail_points.reached("purchase.after_query")
        self._keep_answer(attempt_id, answer)
        return case.platform.read_query(request, answer)

    def _query_request(self, case: _Case, upstream_number: str | None) -> QueryRequest:
        return QueryRequest(
            own_number=case.row.number,
            upstream_number=upstream_number,
            quantity=case.row.quantity,
            kind=GoodsKind(case.request.kind),
            waiting_text=self._waiting_text(case),
        )

    def _waiting_text(self, case: _Case) -> Secret | None:
        """Return what the order's own answer delivered in place of the goods."""
        for attempt in reversed(case.attempts_of(ORDER)):
            outcome = self._reread(case, attempt)
            if outcome is not None and outcome.text is not None:
                return outcome.text
        return None

    def _wait_after_query(self, case: _Case, attempt: AttemptRow, outcome: OrderOutcome) -> None:
        queries = case.row.query_count + 1
        delay = next_query_delay(queries) or QUERY_EVERY_SECONDS
        word = NOT_FOUND if outcome.is_not_found else str(outcome.outcome_class)
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_queries.finish_attempt(connection, self._ground, attempt.id, word)
            purchase_queries.change_purchase(
                connection, case.row, query_count=queries, next_step_at=self._after(delay)
            )

    # -- what every step uses -----------------------------------------------------------------

    def _note_attempt(self, case: _Case, kind: str, digest: str, seconds: int) -> int:
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            attempt_id = self._insert_attempt(connection, case, kind, digest, seconds)
        self._ground.fail_points.reached("purchase.attempt_committed")
        return attempt_id

    def _insert_attempt(
        self, connection: Connection, case: _Case, kind: str, digest: str, seconds: int
    ) -> int:
        deadline = self._ground.now() + timedelta(seconds=seconds + _MARGIN_SECONDS)
        return purchase_queries.insert_attempt(
            connection, self._ground, case.row.id, kind, digest, deadline
        )

    def _keep_answer(self, attempt_id: int, answer: HttpOutcome) -> None:
        """Seal and commit what came, also that nothing came, before anything reads it."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_queries.insert_answer(
                connection, self._ground, attempt_id, answer.status, answer.to_bytes()
            )
        self._ground.fail_points.reached("purchase.answer_committed")

    def _finish(self, attempt_id: int, outcome: str) -> None:
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_queries.finish_attempt(connection, self._ground, attempt_id, outcome)

    def _move(
        self, case: _Case, state: PurchaseState, code: str, note: str = "", **columns: Any
    ) -> None:
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_queries.move_purchase(
                connection, self._ground, case.row, state, code, note=note, **columns
            )
            self._refresh_line(connection, case.row)
        self._ground.fail_points.reached(f"purchase.{state}_committed")

    def _refresh_line(self, connection: Connection, row: PurchaseRow) -> None:
        if row.sale_line_id is not None:
            refresh_line(connection, self._ground, row.sale_line_id)

    def _wait(self, case: _Case, seconds: int) -> None:
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_queries.change_purchase(
                connection, case.row, next_step_at=self._after(seconds)
            )

    def _wait_longer(self, case: _Case, kind: str) -> None:
        self._wait(case, self._patience(case, kind))

    def _patience(self, case: _Case, kind: str) -> int:
        """Return how long to wait before the next try, longer after each fruitless one."""
        fruitless = [one for one in case.attempts_of(kind) if one.outcome != "ok"]
        return next_query_delay(len(fruitless)) or QUERY_EVERY_SECONDS

    def _after(self, seconds: int | None) -> datetime:
        return self._ground.now() + timedelta(seconds=seconds or 0)

    def _keep_price(self, case: _Case, unit: Money) -> None:
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            platform_queries.set_goods_price(
                connection, case.row.goods_id, unit, None, self._ground.now()
            )

    def _keep_balance(self, account_id: int, balance: Money) -> None:
        now = self._ground.now()
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            platform_queries.change_account(
                connection, account_id, balance=balance, balance_at=now
            )

    def _note_trouble(self, case: _Case, error: KataiError) -> None:
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            platform_queries.change_account(
                connection,
                case.account.id,
                trouble_code=error.code,
                trouble_text=str(error),
                trouble_at=self._ground.now(),
            )

    def _note_balance_now(self, purchase_id: int) -> None:
        """Put the balance before and now side by side for the person who must decide."""
        case = self._read(purchase_id)
        access = access_of(self._ground.vault, case.account)
        attempt_id = self._note_attempt(case, BALANCE, "", CALL_SECONDS)
        try:
            now = case.platform.fetch_balance(self._door, access).amount
        except ConnectorError as error:
            self._finish(attempt_id, error.code)
            return
        self._finish(attempt_id, "ok")
        self._keep_balance(case.account.id, now)
        before = case.row.balance_before
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_queries.note_event(
                connection, self._ground, case.row, "balance_compared", f"{before or ''} → {now}"
            )
