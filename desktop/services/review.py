"""The owner's review: the exceptions of a day, each accepted or queried; what he said is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action
from desktop.domain.review import DayReview, Verdict
from desktop.reports.day_review import read_review
from desktop.storage import owner_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.permissions import Actor
    from desktop.services.reporting import Reporting
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

MAXIMUM_NOTE: Final = 200
_CHANGES: Final = Changes.of(Topic.SHIFT)


class Review:
    """Reads the list of a date and keeps the owner's word on it."""

    def __init__(self, ground: Ground, rights: Rights, reporting: Reporting) -> None:
        self._ground = ground
        self._rights = rights
        self._reporting = reporting

    def day(self, actor: Actor, on: date) -> DayReview:
        """Return a date's exceptions, those that wait first.

        A signed day is judged by what its Z froze.
        """
        self._rights.require(actor, Action.VIEW_COSTS)
        report = self._reporting.day_report(on)
        with self._ground.database.read() as connection:
            span = self._reporting.span_of(connection, on)
            items = read_review(connection, span, self._ground.till, report)
            said = owner_queries.verdicts_of(connection, on)
        judged = [
            replace(item, verdict=said[item.key][0], note=said[item.key][1])
            if item.key in said
            else item
            for item in items
        ]
        return DayReview(on, tuple(sorted(judged, key=lambda item: item.verdict is not None)))

    def running_date(self) -> date:
        """Return the date that goes on, signed or not: the open shift's, after midnight too."""
        return self._reporting.running_date()

    def place_of(self, actor: Actor, order: str) -> tuple[str, int | str] | None:
        """Return the tab of 订单, and what it shows, for the order of an exception.

        A return is seen at its sale; None where no sale or purchase has that number.
        """
        self._rights.require(actor, Action.VIEW_COSTS)
        with self._ground.database.read() as connection:
            sale_id = owner_queries.find_sale_of(connection, order)
            if sale_id is not None:
                return "sales", sale_id
            is_bought = owner_queries.is_purchase(connection, order)
            return ("purchases", order) if is_bought else None

    def say(self, actor: Actor, on: date, key: str, verdict: Verdict, note: str = "") -> Changes:
        """Accept an exception, or query it with a note; saying it again changes one's mind.

        Raises:
            BusinessRuleError: a right is missing, ``needs_reason`` for a query without a note,
                ``review_item_unknown``.
        """
        self._rights.require(actor, Action.VIEW_COSTS)
        note = note.strip()[:MAXIMUM_NOTE]
        if verdict is Verdict.QUERIED and not note:
            raise BusinessRuleError(
                "needs_reason", QT_TRANSLATE_NOOP("errors", "写一句要问什么，还没有记")
            )
        if key not in {item.key for item in self.day(actor, on).items}:
            raise BusinessRuleError(
                "review_item_unknown",
                QT_TRANSLATE_NOOP("errors", "{date} 没有这一条，没有改动"),
                date=on.isoformat(),
            )
        with self._ground.database.write() as connection:
            owner_queries.insert_verdict(
                connection,
                id=self._ground.identifiers.next_id(),
                business_date=on,
                item_key=key,
                verdict=verdict,
                note=note,
                person_id=actor.id,
                said_at=self._ground.now(),
            )
            body = {"date": on.isoformat(), "item": key, "verdict": str(verdict)}
            self._ground.record(
                connection, LedgerEntry("review_said", {**body, "person": actor.id})
            )
            self._ground.fail_points.reached("review.before_commit")
        self._ground.fail_points.reached("review.committed")
        return _CHANGES
