from __future__ import annotations

from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.storage.write_gate import WriteGate, WritePriority

SALE, NORMAL, BULK = WritePriority.SALE, WritePriority.NORMAL, WritePriority.BULK


def _order_of(priorities: list[WritePriority]) -> list[tuple[WritePriority, int]]:
    """Let all wait in this order behind a held gate; return the order in which they came in."""
    gate = WriteGate()
    gate.enter(NORMAL)
    came_in: list[tuple[WritePriority, int]] = []

    def write(priority: WritePriority, place: int) -> None:
        gate.enter(priority)
        came_in.append((priority, place))
        gate.leave()

    threads = []
    for place, priority in enumerate(priorities):
        thread = Thread(target=write, args=(priority, place))
        thread.start()
        threads.append(thread)
        while gate.waiting_count() <= place:
            pass
    gate.leave()
    for thread in threads:
        thread.join()
    return came_in


@settings(max_examples=30)
@given(st.lists(st.sampled_from(WritePriority), max_size=8))
def test_the_most_urgent_goes_first_and_among_equals_the_first(
    priorities: list[WritePriority],
) -> None:
    expected = sorted((priority, place) for place, priority in enumerate(priorities))
    assert _order_of(priorities) == expected


def test_a_sale_that_comes_last_overtakes_every_waiting_import() -> None:
    assert _order_of([BULK, BULK, BULK, NORMAL, SALE])[0] == (SALE, 4)


@pytest.mark.parametrize("inside", [NORMAL, SALE])
def test_who_computes_stands_still_while_a_sale_waits_and_is_written(
    inside: WritePriority,
) -> None:
    gate = WriteGate()
    gate.let_sales_pass()
    gate.enter(inside)
    told: list[str] = []
    started = Event()

    def sell() -> None:
        gate.enter(SALE)
        started.wait()
        told.append("sold")
        gate.leave()

    def compute() -> None:
        started.set()
        gate.let_sales_pass()
        told.append("computed")

    threads = [Thread(target=sell), Thread(target=compute)]
    threads[0].start()
    while not gate.waiting_count():
        pass
    threads[1].start()
    started.wait()
    gate.leave()
    for thread in threads:
        thread.join()
    assert told == ["sold", "computed"]
    gate.enter(NORMAL)
    gate.let_sales_pass()  # no sale: nothing to wait for
    gate.leave()


def test_the_gate_is_free_again_afterwards() -> None:
    gate = WriteGate()
    gate.enter(BULK)
    assert not gate.try_enter()
    gate.leave()
    assert gate.try_enter()
    gate.leave()


def test_only_one_is_ever_inside() -> None:
    gate, counts = WriteGate(), {"inside": 0, "most": 0, "done": 0}

    def write(priority: WritePriority) -> None:
        for _ in range(200):
            gate.enter(priority)
            counts["inside"] += 1
            counts["most"] = max(counts["most"], counts["inside"])
            counts["done"] += 1
            counts["inside"] -= 1
            gate.leave()

    threads = [Thread(target=write, args=(priority,)) for priority in [SALE, NORMAL, BULK, BULK]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == {"inside": 0, "most": 1, "done": 800}
