"""One purchase, one step at a time: what is committed before and after each call.

Belongs here: the order of commits and calls. Every call is preceded by a committed attempt row; an
order by the state SENDING and the very bytes; an answer is sealed and kept before it is read;
what it means, the cards and the new state are committed together.
Does not belong here: what an answer means (``domain.purchase_settling`` and the connectors), who
may decide (``purchase_decisions``), which purchases are due (``purchasing``).

No session is open while a call is under way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from desktop.connectors.http_call import CallLimits, PreparedCall
from desktop.connectors.platforms.base import (
    AccountFieldError,
    PlatformRefusedError,
    PlatformSilentError,
    QuoteRequest,
)
from desktop.domain.account_money import BY_HAND
from desktop.domain.connection import AlwaysConnected
from desktop.domain.errors import ConnectorError
from desktop.domain.purchase import (
    ACCOUNT_WAIT_SECONDS,
    ORDER_SECONDS,
    QUERY_EVERY_SECONDS,
    OutcomeClass,
    PurchaseState,
    can_move,
)
from desktop.domain.purchase_settling import (
    NextStep,
    OrderOutcome,
    PurchaseAlert,
    Settlement,
    settle_order,
)
from desktop.domain.sourcing import (
    ABOVE_CEILING,
    ACCOUNT_FIELD,
    ACCOUNT_FROZEN,
    ACCOUNT_REFUSED,
    ACCOUNT_REMOVED,
    SOURCE_SILENT,
    UNHEARD_TRIES,
)
from desktop.services.purchase_case import (
    BALANCE,
    ORDER,
    QUERY,
    QUOTE,
    SILENT,
    read_case,
    reread_answer,
    waiting_text_of,
)
from desktop.services.purchase_journal import PurchaseJournal
from desktop.services.purchase_settlement import PurchaseSettlement
from desktop.services.sourcing import access_of
from desktop.storage.disk_space import DiskRoom
from desktop.storage.open_purchases import AccountTakenError
from desktop.storage.purchase_queries import PurchaseMovedError
from desktop.storage.purchase_requests import seal_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import AccountAccess
    from desktop.domain.connection import ConnectionWatch
    from desktop.domain.money import Money
    from desktop.services.purchase_case import PurchaseCase
    from desktop.services.sourcing import PlatformShelf
    from desktop.storage.ground import Ground
    from desktop.storage.purchase_attempts import AttemptRow

AnswerT = TypeVar("AnswerT")
_NO_ROOM_SECONDS: Final = 60
"""Until the disk is looked at again."""


class PurchaseMachine:
    """Takes purchases as far as they can go now. Threads share one, each with its own purchase."""

    def __init__(
        self,
        ground: Ground,
        shelf: PlatformShelf,
        door: HttpClient,
        watch: ConnectionWatch | None = None,
    ) -> None:
        self._ground = ground
        self._watch = watch or AlwaysConnected()
        self._shelf = shelf
        self._door = door
        self._journal = PurchaseJournal(ground)
        self._settlement = PurchaseSettlement(ground, self._journal)

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
        case = self._read(purchase_id)
        if case.row.state is not PurchaseState.SENDING:
            return
        orders = case.attempts_of(ORDER)
        if orders and orders[-1].answer_id is not None:
            self._settle_order(case)
            return
        interrupted = OrderOutcome(OutcomeClass.UNKNOWN, "interrupted")
        last = orders[-1] if orders else None
        self._settle(case, Settlement(PurchaseState.UNKNOWN), interrupted, last)

    def ask_by_upstream_number(self, purchase_id: int, upstream_number: str) -> OrderOutcome | None:
        """Ask for an order by the number a person pasted; None where it cannot be asked for."""
        return self._ask(self._read(purchase_id), upstream_number)

    def quiet_left(self, purchase_id: int) -> int:
        """Return how many seconds longer an order of a purchase may still be on its way."""
        case = self._read(purchase_id)
        return 0 if case.account.platform == BY_HAND else case.quiet_left(self._ground.now())

    def stored_delivery(self, purchase_id: int) -> OrderOutcome | None:
        """Return what the last answer that delivered anything said, or None."""
        case = self._read(purchase_id)
        for attempt in reversed(case.attempts):
            outcome = reread_answer(self._ground, case, attempt)
            if outcome is not None and outcome.text is not None:
                return outcome
        return None

    def _read(self, purchase_id: int) -> PurchaseCase:
        return read_case(self._ground, self._shelf, purchase_id)

    def _step(self, case: PurchaseCase, *, is_asked_for: bool) -> bool:
        """Make one step; False when the purchase must wait."""
        row = case.row
        if case.platform.capabilities.is_by_hand:
            return False  # a person's to-do
        is_due = row.next_step_at is None or row.next_step_at <= self._ground.now()
        match row.state:
            case PurchaseState.PREPARED if is_due or is_asked_for:
                return self._begin(case)
            case PurchaseState.SENDING:
                self.settle_interrupted(row.id)
                return True
            case PurchaseState.ACCEPTED if is_due or is_asked_for:
                return self._query(case)
            case PurchaseState.UNKNOWN:
                return self._follow_unknown(case, is_due=is_due, is_asked_for=is_asked_for)
            case _:
                return False

    # -- before an order leaves ---------------------------------------------------------------

    def _begin(self, case: PurchaseCase) -> bool:
        if case.account.removed_at is not None:
            self._journal.move(case, PurchaseState.CANCELLED, ACCOUNT_REMOVED)
            return False
        if case.account.is_frozen:
            if not self._journal.leave_source(case, ACCOUNT_FROZEN):
                self._journal.wait(case, QUERY_EVERY_SECONDS)
            return False
        if self._leaves_silent_source(case) or self._waits_for_room(case):
            return False
        access = access_of(self._ground, case.account)
        total = self._fresh_price(case, access)
        if total is None:
            return False
        balance = self._ask_safely(
            case, BALANCE, lambda: case.platform.fetch_balance(self._door, access)
        )
        if balance is None:
            return False
        self._journal.keep_balance(case.account.id, balance.amount)
        return self._prepare_and_send(case, access, total, balance.amount)

    def _waits_for_room(self, case: PurchaseCase) -> bool:
        """Let no order leave whose answer might not be kept."""
        if self._ground.database.disk.room() is not DiskRoom.CRITICAL:
            return False
        self._journal.wait(case, _NO_ROOM_SECONDS)
        return True

    def _fresh_price(self, case: PurchaseCase, access: AccountAccess) -> Money | None:
        """Ask what it costs now; None if nobody said or it is above the ceiling."""
        request = case.order_request
        asked = QuoteRequest(request.upstream_id, request.variant, request.quantity, request.fields)
        quote = self._ask_safely(
            case, QUOTE, lambda: case.platform.fetch_quote(self._door, access, asked)
        )
        if quote is None:
            return None
        self._journal.keep_price(case, quote.unit)
        if quote.total > case.row.ceiling_unit * case.row.quantity:
            self._journal.move(
                case, PurchaseState.CANCELLED, ABOVE_CEILING, quoted_total=quote.total
            )
            return None
        return quote.total

    def _ask_safely(
        self, case: PurchaseCase, kind: str, ask: Callable[[], AnswerT]
    ) -> AnswerT | None:
        """Make a call that changes nothing; on a refusal give up, on silence wait. None on both."""
        attempt_id = self._journal.note_attempt(case, kind)
        try:
            answer = ask()
        except PlatformRefusedError as error:
            is_about_account = error.problem is not None or kind == BALANCE
            if is_about_account:
                self._journal.note_trouble(case.account.id, error)
            code = ACCOUNT_REFUSED if error.problem is not None else f"{kind}_refused"
            self._give_up(case, attempt_id, code, str(error.values["text"]))
            return None
        except AccountFieldError as error:
            self._journal.note_trouble(case.account.id, error)
            self._give_up(case, attempt_id, ACCOUNT_FIELD, "")
            return None
        except PlatformSilentError as error:
            self._journal.finish_attempt(attempt_id, f"{SILENT}:{error.values['reason']}")
            self._journal.note_trouble(case.account.id, error)
            if not self._leaves_silent_source(self._read(case.row.id)):
                self._journal.wait(case, self._journal.patience(case, kind))
            return None
        self._journal.finish_attempt(attempt_id, "ok")
        return answer

    def _leaves_silent_source(self, case: PurchaseCase) -> bool:
        """Go to the next source, if there is one, when this one did not hear us again and again.

        While the network itself may be gone, silence says nothing about a source.
        """
        if case.unheard_count < UNHEARD_TRIES or self._watch.is_in_doubt():
            return False
        return self._journal.leave_source(case, SOURCE_SILENT)

    def _give_up(self, case: PurchaseCase, attempt_id: int, code: str, text: str) -> None:
        self._journal.finish_attempt(attempt_id, code)
        self._journal.move(case, PurchaseState.CANCELLED, code, note=text)

    def _prepare_and_send(
        self, case: PurchaseCase, access: AccountAccess, total: Money, balance: Money | None
    ) -> bool:
        call = case.platform.prepare_order(access, case.order_request)
        request = case.request.with_call(call.to_bytes())
        try:
            attempt_id = self._journal.commit_sending(
                case,
                "order_sent",
                call.digest,
                request_sealed=seal_request(self._ground.vault, case.row.id, request),
                quoted_total=total,
                balance_before=balance,
            )
        except AccountTakenError:
            self._journal.wait(case, ACCOUNT_WAIT_SECONDS)
            return False
        return self._send_order(case.row.id, attempt_id, call)

    def _resend(self, case: PurchaseCase) -> bool:
        """Send the same order again: the very same bytes, but for the time where it is signed."""
        if case.request.call is None:
            self._journal.move(case, PurchaseState.HUMAN, "request_lost")
            return False
        call = self._call_again(case, case.request.call)
        attempt_id = self._journal.commit_sending(case, "order_sent_again", call.digest)
        return self._send_order(case.row.id, attempt_id, call)

    def _call_again(self, case: PurchaseCase, stored: bytes) -> PreparedCall:
        if case.platform.rules.is_call_dated:
            access = access_of(self._ground, case.account)
            return case.platform.prepare_order(access, case.order_request)
        return PreparedCall.from_bytes(
            stored,
            limits=CallLimits(total_seconds=ORDER_SECONDS),
            is_plain_http_allowed=case.account.allows_plain_http,
        )

    def _send_order(self, purchase_id: int, attempt_id: int, call: PreparedCall) -> bool:
        answer = self._door.send(call)
        self._ground.fail_points.reached("purchase.after_send")
        self._journal.keep_answer(attempt_id, answer)
        self._settle_order(self._read(purchase_id))
        return True

    # -- after an answer ----------------------------------------------------------------------

    def _settle_order(self, case: PurchaseCase) -> None:
        attempt = case.attempts_of(ORDER)[-1]
        outcome = reread_answer(self._ground, case, attempt)
        if outcome is None:
            outcome = OrderOutcome(OutcomeClass.UNKNOWN, "interrupted")
        settlement = settle_order(outcome, case.terms, is_repeat=case.row.send_count > 1)
        self._settle(case, settlement, outcome, attempt)

    def _settle(
        self,
        case: PurchaseCase,
        settlement: Settlement,
        outcome: OrderOutcome,
        attempt: AttemptRow | None,
    ) -> None:
        alerts = self._settlement.commit(case, settlement, outcome, attempt)
        if PurchaseAlert.COMPARE_BALANCE in alerts:
            self._note_balance_now(case.row.id)

    # -- an unknown order ---------------------------------------------------------------------

    def _follow_unknown(self, case: PurchaseCase, *, is_due: bool, is_asked_for: bool) -> bool:
        plan = case.plan(self._ground.now(), case.row.send_count)
        if plan.step is NextStep.QUERY and (is_due or is_asked_for):
            return self._query(case)
        if not is_due:
            return False
        match plan.step:
            case NextStep.RESEND:
                return self._resend(case)
            case NextStep.COMPARE if plan.wait_seconds:
                self._journal.wait(case, plan.wait_seconds)
            case _:
                code = str(PurchaseAlert.COMPARE_BALANCE)
                self._journal.move(case, PurchaseState.HUMAN, code)
                self._note_balance_now(case.row.id)
        return False

    def _note_balance_now(self, purchase_id: int) -> None:
        """Put the balance before and now side by side for the person who must decide."""
        case = self._read(purchase_id)
        access = access_of(self._ground, case.account)
        attempt_id = self._journal.note_attempt(case, BALANCE)
        try:
            now = case.platform.fetch_balance(self._door, access).amount
        except ConnectorError as error:
            self._journal.finish_attempt(attempt_id, error.code)
            return
        self._journal.finish_attempt(attempt_id, "ok")
        self._journal.keep_balance(case.account.id, now)
        if now is None:
            return
        before = case.row.balance_before
        self._journal.note_event(case, "balance_compared", f"{before or ''} → {now}")

    # -- asking for an order ------------------------------------------------------------------

    def _query(self, case: PurchaseCase) -> bool:
        outcome = self._ask(case, case.row.upstream_number or None)
        if outcome is None:
            self._wait_for_goods(case, None, None)
            return False
        case = self._read(case.row.id)
        attempt = case.attempts_of(QUERY)[-1]
        settlement = settle_order(outcome, case.terms, is_repeat=True)
        if can_move(case.row.state, settlement.state):
            self._settle(case, settlement, outcome, attempt)
        else:
            self._wait_for_goods(case, attempt, outcome)
        return False

    def _wait_for_goods(
        self, case: PurchaseCase, attempt: AttemptRow | None, outcome: OrderOutcome | None
    ) -> None:
        """Go on waiting; after too long a person looks, and the answer stays what it was."""
        if case.is_overdue(self._ground.now(), outcome):
            overdue = Settlement(PurchaseState.HUMAN, (PurchaseAlert.GOODS_OVERDUE,))
            said = outcome or OrderOutcome(OutcomeClass.UNKNOWN)
            self._settle(case, overdue, said, attempt)
        elif attempt is None or outcome is None:
            self._journal.wait(case, QUERY_EVERY_SECONDS)
        else:
            self._journal.wait_after_query(case, attempt, outcome)

    def _ask(self, case: PurchaseCase, upstream_number: str | None) -> OrderOutcome | None:
        waiting_text = waiting_text_of(self._ground, case)
        request = case.query_request(upstream_number, waiting_text)
        access = access_of(self._ground, case.account)
        call = case.platform.prepare_query(access, request)
        if call is None:
            return None
        attempt_id = self._journal.note_attempt(case, QUERY, call.digest)
        answer = self._door.send(call)
        self._ground.fail_points.reached("purchase.after_query")
        self._journal.keep_answer(attempt_id, answer)
        return case.with_charge(case.platform.read_query(request, answer))
