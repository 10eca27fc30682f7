"""Each kind of platform over a bad line, and bugs put in on purpose that the histories must find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from desktop.connectors.platforms.base import OrderRequest
from desktop.domain import purchase_settling
from desktop.domain.purchase import ACCOUNT_WAIT_SECONDS, OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import (
    NextStep,
    OrderOutcome,
    OrderTerms,
    Plan,
    Settlement,
    settle_order,
)
from desktop.domain.sourcing import is_failure_of_source
from desktop.services import (
    purchase_case,
    purchase_failover,
    purchase_journal,
    purchase_machine,
)
from desktop.services.purchase_failover import PurchaseFailover
from desktop.services.purchase_journal import PurchaseJournal
from desktop.services.purchase_machine import PurchaseMachine
from desktop.services.purchase_settlement import PurchaseSettlement
from desktop.storage.open_purchases import AccountTakenError
from desktop.storage.purchase_requests import seal_request
from tests.simulation.kinds_world import WORLDS, Lived, World, live, stretches
from tests.simulation.purchase_world import BrokenPromiseError
from tests.simulation.upstreams import NeutralPlatform

S = PurchaseState
ASKED, REPEATED, REFUSING, UNNUMBERED, SHARED, PAIR, UNNUMBERED_PAIR = WORLDS
CROSSING = replace(ASKED, name="A, crossed", order_troubles=("crossed", "crossed_before"))

Patch = pytest.MonkeyPatch


@pytest.mark.timeout(36_000)
@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_no_history_buys_twice_or_forgets_an_order(
    world: World,
    sized: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    lived, wanted = Lived(), sized(14_500, 1_000_000)
    for seeds in stretches():
        lived += live(world, seeds)
        if lived.calls >= wanted:
            break
    record_property("counted", f"{world.name}: seeds to {seeds.stop - 1}: {lived}")
    assert lived.faults * 4 > lived.calls
    assert lived.crashes * 20 > lived.calls
    assert (lived.switches > wanted // 500) is (world.partner is not None)


def _settle_with(patch: Patch, change: Callable[[OrderOutcome, Settlement], Settlement]) -> None:
    def settle(outcome: OrderOutcome, terms: OrderTerms, *, is_repeat: bool) -> Settlement:
        return change(outcome, settle_order(outcome, terms, is_repeat=is_repeat))

    patch.setattr(purchase_machine, "settle_order", settle)


def _duplicate_is_failure(patch: Patch) -> None:
    def change(outcome: OrderOutcome, settled: Settlement) -> Settlement:
        is_known = outcome.outcome_class is OutcomeClass.DUPLICATE
        return Settlement(S.REJECTED) if is_known else settled

    _settle_with(patch, change)


def _a_lost_answer_is_failure(patch: Patch) -> None:
    def change(outcome: OrderOutcome, settled: Settlement) -> Settlement:
        is_lost = settled.state is S.UNKNOWN and outcome.reason == "deadline"
        return Settlement(S.REJECTED) if is_lost else settled

    _settle_with(patch, change)


def _a_refund_is_delivery(patch: Patch) -> None:
    def change(outcome: OrderOutcome, settled: Settlement) -> Settlement:
        del outcome
        return Settlement(S.FULFILLED) if settled.state is S.REFUNDED else settled

    _settle_with(patch, change)


def _a_repeat_has_a_new_number(patch: Patch) -> None:
    honest, numbers = NeutralPlatform.prepare_order, count(1)

    def prepare(self: NeutralPlatform, access: Any, request: OrderRequest) -> Any:
        call = honest(self, access, request)
        body = call.body.replace(b'"own_number": "', b'"own_number": "%d' % next(numbers))
        return replace(call, body=body)

    patch.setattr(NeutralPlatform, "prepare_order", prepare)


def _whose_answer_it_is_does_not_matter(patch: Patch) -> None:
    honest = NeutralPlatform._read

    def read(self: NeutralPlatform, said: dict[str, Any], own_number: str) -> OrderOutcome:
        del own_number
        return honest(self, said, said["own_number"])

    patch.setattr(NeutralPlatform, "_read", read)


def _without_a_number_it_is_repeated_too(patch: Patch) -> None:
    patch.setattr(purchase_case, "plan_after_unknown", lambda *_: Plan(NextStep.RESEND, 2))


def _nobody_waits_for_quiet(patch: Patch) -> None:
    patch.setattr(purchase_settling, "quiet_seconds", lambda *_: 0)
    patch.setattr(PurchaseMachine, "quiet_left", lambda *_: 0)


def _an_order_is_called_unplaced_too_early(patch: Patch) -> None:
    patch.setattr(PurchaseMachine, "quiet_left", lambda *_: 0)


def _orders_of_an_account_overlap(patch: Patch) -> None:
    patch.setattr(purchase_journal, "has_unclear_order", lambda *_, **__: False)


def _an_order_leaves_before_it_is_written_down(patch: Patch) -> None:
    def send_first(self: Any, case: Any, access: Any, total: Any, balance: Any) -> bool:
        call = case.platform.prepare_order(access, case.order_request)
        answer = self._door.send(call)
        self._ground.fail_points.reached("purchase.after_send")
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
        self._journal.keep_answer(attempt_id, answer)
        self._settle_order(self._read(case.row.id))
        return True

    patch.setattr(PurchaseMachine, "_prepare_and_send", send_first)


def _what_is_unknown_is_bought_elsewhere(patch: Patch) -> None:
    def is_failure(state: PurchaseState, reason_code: str) -> bool:
        return state is S.UNKNOWN or is_failure_of_source(state, reason_code)

    patch.setattr(purchase_failover, "is_failure_of_source", is_failure)


def _an_accepted_order_is_bought_elsewhere_too(patch: Patch) -> None:
    def is_failure(state: PurchaseState, reason_code: str) -> bool:
        return state is S.ACCEPTED or is_failure_of_source(state, reason_code)

    patch.setattr(purchase_failover, "is_failure_of_source", is_failure)


def _a_failed_line_is_left_where_it_is(patch: Patch) -> None:
    patch.setattr(PurchaseFailover, "go_on", lambda *_: None)


def _the_switch_is_a_step_of_its_own(patch: Patch) -> None:
    """The failure is committed first, and the program may end before the next source is tried."""
    honest_move, honest_commit = PurchaseJournal.move, PurchaseSettlement.commit

    def go_on_later(journal: PurchaseJournal, case: Any) -> None:
        journal._ground.fail_points.reached("purchase.between")
        with journal._ground.database.write() as connection:
            journal._failover.go_on(connection, case.row.id)
            journal.refresh_line(connection, case.row)

    def move(self: PurchaseJournal, case: Any, *wanted: Any, **columns: Any) -> None:
        honest_move(self, case, *wanted, **columns)
        go_on_later(self, case)

    def commit(self: PurchaseSettlement, case: Any, *settled: Any) -> tuple[str, ...]:
        alerts = honest_commit(self, case, *settled)
        go_on_later(self._journal, case)
        return alerts

    patch.setattr(PurchaseJournal, "go_on_with_line", PurchaseJournal.refresh_line)
    patch.setattr(PurchaseJournal, "move", move)
    patch.setattr(PurchaseSettlement, "commit", commit)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("bug", "world"),
    [
        (_duplicate_is_failure, REFUSING),
        (_a_lost_answer_is_failure, ASKED),
        (_a_refund_is_delivery, ASKED),
        (_a_repeat_has_a_new_number, REPEATED),
        (_whose_answer_it_is_does_not_matter, CROSSING),
        (_without_a_number_it_is_repeated_too, UNNUMBERED),
        (_nobody_waits_for_quiet, UNNUMBERED),
        (_an_order_is_called_unplaced_too_early, REPEATED),
        (_orders_of_an_account_overlap, SHARED),
        (_an_order_leaves_before_it_is_written_down, UNNUMBERED),
        (_what_is_unknown_is_bought_elsewhere, PAIR),
        (_what_is_unknown_is_bought_elsewhere, UNNUMBERED_PAIR),
        (_an_accepted_order_is_bought_elsewhere_too, PAIR),
        (_a_failed_line_is_left_where_it_is, PAIR),
        (_the_switch_is_a_step_of_its_own, PAIR),
    ],
    ids=lambda value: getattr(value, "__name__", "").strip("_"),
)
def test_a_bug_put_in_on_purpose_is_found(
    bug: Callable[[Patch], None],
    world: World,
    monkeypatch: Patch,
    sized: Callable[[int, int], int],
) -> None:
    bug(monkeypatch)
    with pytest.raises(BrokenPromiseError):
        live(world, range(sized(400, 1000)))
