"""Catalogues that come in pages: which page is next, when it is the last, where to go on.

Belongs here: the order of pages and what a lost one costs.
Does not belong here: the shapes of pages (each platform's file), what is written (``stock_sync``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from desktop.connectors.platforms.base import PlatformSilentError
from desktop.connectors.platforms.json_answers import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import AccountAccess, GoodsRow

MAXIMUM_PAGES: Final = 5000
_TRIES: Final = 3
"""A page of a thousand may be lost on a bad line; a list that fails thrice is left for later."""


@dataclass(slots=True)
class CatalogueCourse:
    """How far a catalogue was read; reading with the same course goes on there.

    Attributes:
        next_page: the first page whose rows were not all given out, from 1.
    """

    next_page: int = 1

    @property
    def first_page(self) -> int:
        """Where to begin: a page before the next, for goods that moved up in the meantime."""
        return max(1, self.next_page - 1)


@runtime_checkable
class PagedPlatform(Protocol):
    """A platform whose catalogue can be read on from a page."""

    def fetch_goods(
        self,
        door: HttpClient,
        access: AccountAccess,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        """Return all goods, from the first page on."""
        return self.fetch_goods_on(door, access, CatalogueCourse(), on_progress)

    def fetch_goods_on(
        self,
        door: HttpClient,
        access: AccountAccess,
        course: CatalogueCourse,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        """Return the goods from the course's page on; otherwise as ``Platform.fetch_goods``."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a catalogue.

    Attributes:
        size: in bytes, as received.
        is_last: the platform says that there is no other.
    """

    entries: Sequence[Mapping[str, Any]]
    size: int
    is_last: bool


def read_pages(
    fetch_page: Callable[[int], Page],
    key: str,
    on_progress: Callable[[int], bool] | None,
    course: CatalogueCourse | None = None,
    *,
    ends_with_repeat: bool = True,
) -> Iterator[Mapping[str, Any]]:
    """Yield the entries of all pages, fetching each when its turn comes.

    A page that is lost once the platform has answered another is asked for again.

    Args:
        fetch_page: fetches the page of this number, from 1.
        key: the member that tells entries apart.
        on_progress: told the bytes received so far; returning False stops.
        course: where to begin; tells afterwards how far it came.
        ends_with_repeat: a page that brings no new entry is the end: some platforms answer pages
            beyond the last with the last one again. Where the platform tells its number of goods,
            such a page is no end but a fault: what was not listed must not be taken for gone.

    Raises:
        PlatformSilentError: ``stopped``, or ``catalogue_endless``.
    """
    course = course or CatalogueCourse()
    first = course.first_page
    received = 0
    seen: set[str] = set()
    for number in range(first, first + MAXIMUM_PAGES):
        course.next_page = max(course.next_page, number)
        page = _patiently(fetch_page, number) if number > first else fetch_page(number)
        received += page.size
        if on_progress is not None and not on_progress(received):
            raise PlatformSilentError("stopped")
        before = len(seen)
        seen.update(_keys_of(page.entries, key))
        if len(seen) == before and (ends_with_repeat or not page.entries):
            return
        if len(seen) == before and not page.is_last:
            break
        yield from page.entries
        if page.is_last:
            return
    raise PlatformSilentError("catalogue_endless")


def _patiently(fetch_page: Callable[[int], Page], number: int) -> Page:
    for _ in range(_TRIES - 1):
        try:
            return fetch_page(number)
        except PlatformSilentError as error:
            if error.values["reason"] == "stopped":
                raise
    return fetch_page(number)


def _keys_of(entries: Iterable[Mapping[str, Any]], key: str) -> Iterator[str]:
    return (text_of(entry.get(key)) for entry in entries)
