"""Histories of buying over a bad line, and bugs put in on purpose that they must find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from desktop.connectors.http_call import PreparedCall
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import OrderOutcome, OrderTerms, Settlement, settle_order
from desktop.services import purchase_machine
from desktop.services.purchase_settlement import PurchaseSettlement
from tests.simulation.purchase_world import BrokenPromiseError, Crash, live

S = PurchaseState


@pytest.mark.timeout(900)
def test_no_history_buys_twice_forgets_an_order_or_calls_unknown_failed(
    sized: Callable[[int, int], int],
) -> None:
    count = sized(100, 2000)
    calls, crashes = live(range(count))
    assert calls > count * 5
    assert crashes > count // 4


def _timeout_is_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def settle(outcome: OrderOutcome, terms: OrderTerms, *, is_repeat: bool) -> Settlement:
        settled = settle_order(outcome, terms, is_repeat=is_repeat)
        if settled.state is S.UNKNOWN:
            return Settlement(S.REJECTED)
        return settled

    monkeypatch.setattr(purchase_machine, "settle_order", settle)


def _number_exists_is_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def settle(outcome: OrderOutcome, terms: OrderTerms, *, is_repeat: bool) -> Settlement:
        if outcome.outcome_class is OutcomeClass.DUPLICATE:
            return Settlement(S.REJECTED)
        return settle_order(outcome, terms, is_repeat=is_repeat)

    monkeypatch.setattr(purchase_machine, "settle_order", settle)


def _refused_repeat_is_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def settle(outcome: OrderOutcome, terms: OrderTerms, *, is_repeat: bool) -> Settlement:
        del is_repeat
        return settle_order(outcome, terms, is_repeat=False)

    monkeypatch.setattr(purchase_machine, "settle_order", settle)


def _new_number_on_repeat(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = PreparedCall.from_bytes.__func__  # type: ignore[attr-defined]

    def renumbered(cls: Any, /, held: bytes, **options: Any) -> PreparedCall:
        call: PreparedCall = stored(cls, held, **options)
        fields = [
            (name, value[:-1] + "Z" if name == "request_no" else value)
            for name, value in parse_qsl(call.body.decode(), keep_blank_values=True)
        ]
        return replace(call, body=urlencode(fields).encode())

    monkeypatch.setattr(PreparedCall, "from_bytes", classmethod(renumbered))


def _state_before_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = PurchaseSettlement.commit
    keep = PurchaseSettlement.keep_goods

    def commit(self, case, settlement, outcome, attempt) -> tuple[str, ...]:
        monkeypatch.setattr(PurchaseSettlement, "keep_goods", _keep_nothing)
        try:
            alerts = honest(self, case, settlement, outcome, attempt)
        finally:
            monkeypatch.setattr(PurchaseSettlement, "keep_goods", keep)
        if settlement.state in {S.FULFILLED, S.PARTIAL}:
            with self._ground.database.write() as connection:
                keep(self, connection, case.row, settlement, outcome)
        return alerts

    monkeypatch.setattr(PurchaseSettlement, "commit", commit)


def _keep_nothing(self, connection, row, settlement, outcome):
    return settlement.state, settlement.alerts


def _a_crash_means_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = PurchaseSettlement.commit

    def commit(self, case, settlement, outcome, attempt) -> tuple[str, ...]:
        if outcome.reason == "interrupted":
            settlement = Settlement(S.PREPARED)
            outcome = replace(outcome, outcome_class=OutcomeClass.NOT_SENT)
        return honest(self, case, settlement, outcome, attempt)

    monkeypatch.setattr(PurchaseSettlement, "commit", commit)


def _cards_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PurchaseSettlement, "keep_goods", _keep_nothing)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "bug",
    [
        _timeout_is_failure,
        _number_exists_is_failure,
        _refused_repeat_is_failure,
        _new_number_on_repeat,
        _state_before_cards,
        _a_crash_means_not_sent,
        _cards_are_dropped,
    ],
    ids=lambda bug: bug.__name__.strip("_"),
)
def test_a_bug_put_in_on_purpose_is_found(
    bug: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
    sized: Callable[[int, int], int],
) -> None:
    bug(monkeypatch)
    with pytest.raises(BrokenPromiseError):
        live(range(sized(400, 1000)))


def test_a_crash_is_not_swallowed_by_any_service() -> None:
    assert not issubclass(Crash, Exception)
