"""Pages of a catalogue: their order, their end, what a lost one costs, where to go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from desktop.connectors.platforms.base import PlatformRefusedError, PlatformSilentError
from desktop.connectors.platforms.paging import CatalogueCourse, Page, read_pages


def book(*pages: list[str], last: int = 99) -> tuple[list[int], Callable[[int], Page]]:
    asked: list[int] = []

    def fetch_page(number: int) -> Page:
        asked.append(number)
        names = pages[min(number, len(pages)) - 1] if pages else []
        return Page([{"id": name} for name in names], 10, number == last)

    return asked, fetch_page


def names(entries: Any) -> list[Any]:
    return [entry["id"] for entry in entries if isinstance(entry, Mapping)]


class TestPages:
    def test_are_fetched_one_by_one_as_they_are_needed(self):
        asked, fetch_page = book(["a", "b"], ["c"], [])
        pages = read_pages(fetch_page, "id", None)
        assert (next(pages)["id"], asked) == ("a", [1])
        assert names(pages) == ["b", "c"]
        assert asked == [1, 2, 3]

    def test_end_where_the_platform_says_so_or_brings_nothing_new(self):
        asked, fetch_page = book(["a"], ["b"], ["c"], last=2)
        assert names(read_pages(fetch_page, "id", None)) == ["a", "b"]
        asked, fetch_page = book(["a"], ["b"])  # the last page again and again
        assert names(read_pages(fetch_page, "id", None)) == ["a", "b"]
        assert asked == [1, 2, 3]

    def test_tell_what_came_and_stop_when_told(self):
        told: list[int] = []

        def tell(count: int) -> bool:
            told.append(count)
            return True

        _, fetch_page = book(["a"], ["b"], [])
        list(read_pages(fetch_page, "id", tell))
        assert told == [10, 20, 30]
        asked, fetch_page = book(["a"], ["b"], [])
        with pytest.raises(PlatformSilentError, match="stopped"):
            list(read_pages(fetch_page, "id", lambda count: count < 20))
        assert asked == [1, 2]

    def test_a_lost_page_is_asked_for_again_but_a_dead_platform_at_once_given_up(self):
        asked, fetch_page = book(["a"], ["b"], ["c"], last=3)
        lost = [2, 2]

        def sometimes(number: int) -> Page:
            page = fetch_page(number)
            if number in lost:
                lost.remove(number)
                raise PlatformSilentError("deadline")
            return page

        assert names(read_pages(sometimes, "id", None)) == ["a", "b", "c"]
        assert asked == [1, 2, 2, 2, 3]
        asked.clear()
        lost.append(1)
        with pytest.raises(PlatformSilentError):
            list(read_pages(sometimes, "id", None))
        assert asked == [1]

    @pytest.mark.parametrize("fault", [PlatformRefusedError("no"), PlatformSilentError("stopped")])
    def test_a_refusal_or_a_stop_is_not_asked_again(self, fault: Exception):
        asked, fetch_page = book(["a"], ["b"])

        def refusing(number: int) -> Page:
            if number == 2:
                asked.append(number)
                raise fault
            return fetch_page(number)

        with pytest.raises(type(fault)):
            list(read_pages(refusing, "id", None))
        assert asked == [1, 2]

    def test_are_read_on_a_page_before_the_one_that_was_not_given_out(self):
        asked, fetch_page = book(["a"], ["b"], ["c"], ["d"], last=4)
        course = CatalogueCourse()
        pages = read_pages(fetch_page, "id", None, course)
        assert [next(pages)["id"] for _ in range(3)] == ["a", "b", "c"]
        assert course.next_page == 3  # not all of it was taken
        asked.clear()
        assert names(read_pages(fetch_page, "id", None, course)) == ["b", "c", "d"]
        assert asked == [2, 3, 4]

    def test_a_repeated_page_is_a_fault_where_the_number_of_goods_is_told(self):
        _, fetch_page = book(["a"], ["b"])  # the last page again and again
        with pytest.raises(PlatformSilentError, match="catalogue_endless"):
            list(read_pages(fetch_page, "id", None, ends_with_repeat=False))
        _, fetch_page = book(["a"], ["b"], [])
        assert names(read_pages(fetch_page, "id", None, ends_with_repeat=False)) == ["a", "b"]
        _, fetch_page = book(["a"], ["a"], last=2)
        assert names(read_pages(fetch_page, "id", None, ends_with_repeat=False)) == ["a", "a"]
