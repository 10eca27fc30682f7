from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread

import pytest

from desktop.building import Awaited, built_once


class Workshop:
    def __init__(self) -> None:
        self.built = 0
        self.has_begun = Event()
        self.may_end = Event()

    @built_once
    def tool(self) -> object:
        """What is made here."""
        self.built += 1
        self.has_begun.set()
        assert self.may_end.wait(10)
        return object()


def test_nothing_is_built_before_it_is_asked_for():
    assert Workshop().built == 0


def test_who_asks_twice_is_given_the_same():
    shop = Workshop()
    shop.may_end.set()
    assert shop.tool is shop.tool
    assert shop.built == 1


def test_threads_that_ask_at_once_are_given_the_same():
    shop, together = Workshop(), Barrier(2)

    def ask() -> object:
        together.wait(10)
        return shop.tool

    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(ask) for _ in range(2)]
        assert shop.has_begun.wait(10)
        shop.may_end.set()
        first, second = (one.result(10) for one in asked)
    assert first is second
    assert shop.built == 1


def test_each_has_its_own():
    one, other = Workshop(), Workshop()
    one.may_end.set()
    other.may_end.set()
    assert one.tool is not other.tool


def test_what_was_put_in_its_place_stays():
    shop = Workshop()
    shop.tool = "a stand-in"
    assert shop.tool == "a stand-in"
    assert shop.built == 0


def test_who_asks_an_awaited_thing_waits_until_it_is_there() -> None:
    awaited = Awaited()
    assert not awaited.is_there
    answers: list[object] = []
    asking = Thread(target=lambda: answers.append(awaited.upper()))
    asking.start()
    awaited.become("made")
    asking.join()
    assert answers == ["MADE"]
    assert awaited.is_there


def test_an_awaited_thing_that_is_given_up_refuses_everybody() -> None:
    awaited = Awaited()
    awaited.give_up(ValueError("not any more"))
    with pytest.raises(ValueError, match="not any more"):
        awaited.upper()
    assert not awaited.is_there


def test_giving_up_takes_nothing_back() -> None:
    awaited = Awaited()
    awaited.become("made")
    awaited.give_up(ValueError("not any more"))
    assert awaited.upper() == "MADE"
