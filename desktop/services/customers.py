"""Customers: finding them in one box, adding them in two fields, their points ledger."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.customer import (
    CustomerDraft,
    CustomerSnapshot,
    MemberStanding,
    PointsRow,
    Segment,
    birthday_of,
)
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.loyalty import PointsReason
from desktop.domain.money import ZERO, Money
from desktop.domain.paper_text import scrub
from desktop.domain.permissions import Action
from desktop.services.pinyin import pinyin_of
from desktop.services.table_columns import parse_phone
from desktop.storage import (
    customer_queries,
    member_ledger_queries,
    sale_queries,
    segment_queries,
)
from desktop.storage.customer_queries import PointsIntent
from desktop.storage.ledger import LedgerEntry
from desktop.storage.sale_queries import SaleRow, SalesFilter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

MAXIMUM_NAME: Final = 100
LAPSED_AFTER: Final = timedelta(days=30)
HIGH_VALUE_FROM: Final = Money(500_00)
MAXIMUM_CONTACT: Final = 64
MAXIMUM_TAGS: Final = 12
MAXIMUM_TAG: Final = 20
MAXIMUM_POINTS: Final = 10**9
_QQ: Final = re.compile(r"[1-9]\d{4,10}")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")


@dataclass(frozen=True, slots=True)
class CustomerOutcome:
    """A customer as they stand after a change."""

    customer: CustomerSnapshot
    changes: Changes


class Customers:
    """Everything the customer page and the member box at the counter ask for."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights

    # Looking ----------------------------------------------------------------------------------

    def find(self, text: str, limit: int = 50) -> tuple[CustomerSnapshot, ...]:
        """Return whom typed text may mean: phone tail first, then every other contact."""
        with self._ground.database.read() as connection:
            return customer_queries.find_customers(connection, text, limit)

    def get(self, customer_id: int) -> CustomerSnapshot:
        """Return one customer.

        Raises:
            KeyError: there is none.
        """
        with self._ground.database.read() as connection:
            return customer_queries.load_customer(connection, customer_id)

    def list_recent(self, limit: int = 50, offset: int = 0) -> tuple[CustomerSnapshot, ...]:
        """Return one page of customers, those who bought or joined last first."""
        with self._ground.database.read() as connection:
            return customer_queries.list_recent(connection, limit, offset)

    def count(self) -> int:
        """Return how many customers there are."""
        with self._ground.database.read() as connection:
            return customer_queries.count_customers(connection)

    def points_entries(self, customer_id: int, limit: int = 200) -> tuple[PointsRow, ...]:
        """Return a customer's points ledger, newest first, each entry with the balance after it."""
        with self._ground.database.read() as connection:
            return customer_queries.list_points(connection, customer_id, limit)

    def list_segment(
        self, segment: Segment, limit: int = 50, offset: int = 0
    ) -> tuple[CustomerSnapshot, ...]:
        """Return one page of a part of the members."""
        with self._ground.database.read() as connection:
            wanted = self._wanted(segment)
            return segment_queries.list_segment(connection, wanted, limit, offset)

    def count_segments(self) -> dict[Segment, int]:
        """Return how many members are in each part."""
        with self._ground.database.read() as connection:
            wanted = [self._wanted(segment) for segment in Segment]
            return segment_queries.count_segments(connection, wanted)

    def list_tags(self) -> tuple[str, ...]:
        """Return every tag in use, the most used first."""
        with self._ground.database.read() as connection:
            return customer_queries.list_tags(connection)

    def _wanted(self, segment: Segment) -> segment_queries.SegmentQuestion:
        now = self._ground.now()
        return segment_queries.SegmentQuestion(
            segment,
            lapsed_before=now - LAPSED_AFTER,
            high_value_from=HIGH_VALUE_FROM,
            today=now.astimezone(CHINA_STANDARD_TIME).date(),
        )

    def standing_of(self, customer_id: int) -> MemberStanding:
        """Return what a member may pay with; for one that was merged, of whom they are now.

        Raises:
            KeyError: there is none.
        """
        with self._ground.database.read() as connection:
            member = member_ledger_queries.load_member(connection, customer_id)
            return MemberStanding(
                member.id,
                member.name,
                member.phone,
                member.card_no,
                customer_queries.points_balance(connection, member.id),
                member_ledger_queries.purse_of(connection, member.id),
                member.credit_limit,
                member_ledger_queries.owed_by(connection, member.id),
            )

    def sales_of(self, customer_id: int, limit: int = 100) -> tuple[SaleRow, ...]:
        """Return a customer's sales, newest first."""
        with self._ground.database.read() as connection:
            wanted = SalesFilter(customer_id=customer_id, limit=limit)
            return sale_queries.list_sales(connection, wanted)

    # Changing ---------------------------------------------------------------------------------

    def add(self, actor: Actor, name: str, phone_or_contact: str) -> CustomerOutcome:
        """Add a customer from two fields; the contact is a phone, a QQ number or a WeChat name.

        Raises:
            BusinessRuleError: code ``customer_name_missing``, ``contact_missing``, ``phone_taken``.
        """
        return self.add_draft(actor, draft_from_contact(name, phone_or_contact))

    def add_draft(self, actor: Actor, draft: CustomerDraft) -> CustomerOutcome:
        """Add a customer from the whole form. Raises as :meth:`add`, also ``card_no_taken``."""
        self._rights.require(actor, Action.SELL)
        with self._ground.database.write() as connection:
            values = checked_values(draft)
            _refuse_taken(connection, values, own_id=None)
            customer_id = self._ground.identifiers.next_id()
            row = new_row(values, customer_id, self._ground, actor)
            customer_queries.insert_customers(connection, [row])
            customer_queries.set_tags(connection, customer_id, checked_tags(draft.tags or ()))
            self._record(connection, "customer_added", actor, customer_id)
            added = customer_queries.load_customer(connection, customer_id)
        return CustomerOutcome(added, Changes.of(Topic.CUSTOMERS))

    def change(self, actor: Actor, customer_id: int, draft: CustomerDraft) -> CustomerOutcome:
        """Change a customer, or whom they were merged into, to what was typed.

        Raises:
            KeyError: there is no such customer.
            BusinessRuleError: as :meth:`add_draft`.
        """
        self._rights.require(actor, Action.SELL)
        with self._ground.database.write() as connection:
            customer_id = customer_queries.survivor_id(connection, customer_id)
            customer_queries.load_customer(connection, customer_id)
            values = checked_values(draft)
            _refuse_taken(connection, values, own_id=customer_id)
            customer_queries.change_customers(connection, {customer_id: values})
            if draft.tags is not None:
                customer_queries.set_tags(connection, customer_id, checked_tags(draft.tags))
            self._record(connection, "customer_changed", actor, customer_id)
            changed = customer_queries.load_customer(connection, customer_id)
        return CustomerOutcome(changed, Changes.of(Topic.CUSTOMERS))

    def adjust_points(
        self,
        actor: Actor,
        customer_id: int,
        points: int,
        reason: str,
        approval: Approval | None = None,
    ) -> CustomerOutcome:
        """Book points by hand as a new entry; nothing in the ledger is ever changed.

        Points for somebody who was merged meanwhile go to whom they are now.

        Raises:
            KeyError: there is no such customer.
            BusinessRuleError: code ``points_out_of_range``, ``points_short``, or a right or
                reason is missing.
        """
        self._rights.require(actor, Action.POINTS_BY_HAND, approval=approval, reason=reason)
        if points == 0 or abs(points) > MAXIMUM_POINTS:
            raise BusinessRuleError(
                "points_out_of_range",
                QT_TRANSLATE_NOOP("errors", "积分要是整数，不能是 0，也不能太大"),
            )
        note = reason.strip() or (approval.reason if approval else "")
        with self._ground.database.write() as connection:
            customer_id = customer_queries.survivor_id(connection, customer_id)
            before = customer_queries.load_customer(connection, customer_id)
            if before.points + points < 0:
                raise BusinessRuleError(
                    "points_short",
                    QT_TRANSLATE_NOOP("errors", "只有 {points} 积分，不能减这么多"),
                    points=before.points,
                )
            intent = PointsIntent(
                customer_id, PointsReason.BY_HAND, points, person_id=actor.id, note=note[:200]
            )
            customer_queries.add_points(connection, self._ground, [intent])
            self._record(connection, "points_adjusted", actor, customer_id, points=points)
            after = customer_queries.load_customer(connection, customer_id)
        return CustomerOutcome(after, Changes.of(Topic.CUSTOMERS))

    def _record(
        self, connection: Connection, kind: str, actor: Actor, customer_id: int, **more: int
    ) -> None:
        """Ids only: the ledger outlives what is deleted about a person."""
        body = {"customer": customer_id, "person": actor.id, "channel": actor.channel} | more
        self._ground.record(connection, LedgerEntry(kind, body))


def draft_from_contact(name: str, contact: str) -> CustomerDraft:
    """Tell a phone, a QQ number and a WeChat name apart by their form.

    Eleven digits are a phone where they can be one, else a QQ number.
    """
    plain = unicodedata.normalize("NFKC", contact).strip()
    refuse_foreign(plain)
    digits = re.sub(r"[\s()+-]", "", plain).removeprefix("86") if len(plain) > 11 else plain
    if _MOBILE.fullmatch(digits):
        return CustomerDraft(name, phone=digits)
    if _QQ.fullmatch(plain):
        return CustomerDraft(name, qq=plain)
    if plain.isdigit():
        parse_phone(plain)
    return CustomerDraft(name, wechat=plain)


def refuse_foreign(phone: str) -> None:
    """Refuse a number with another country's code: its digits may look like a number of ours.

    Raises:
        BusinessRuleError: code ``phone_foreign``.
    """
    digits = re.sub(r"[\s()-]", "", phone)
    if digits.startswith(("+", "00")) and not digits.startswith(("+86", "0086")):
        raise BusinessRuleError(
            "phone_foreign",
            QT_TRANSLATE_NOOP(
                "errors", "只认中国大陆的手机号，没有保存。国外的号写在备注里，另留微信或 QQ"
            ),
        )


def _phone(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    if not plain:
        return ""
    refuse_foreign(plain)
    return parse_phone(plain.removeprefix("00") if plain.startswith("0086") else plain)


def checked_values(draft: CustomerDraft) -> dict[str, Any]:
    """Return the columns of a customer as typed, cleaned and checked.

    Raises:
        BusinessRuleError: code ``customer_name_missing``, ``contact_missing`` or
            ``phone_unreadable``.
    """
    name = scrub(draft.name).strip()
    if not 0 < len(name) <= MAXIMUM_NAME:
        raise BusinessRuleError(
            "customer_name_missing",
            QT_TRANSLATE_NOOP("errors", "姓名要 1 到 {maximum} 个字"),
            maximum=MAXIMUM_NAME,
        )
    keys = pinyin_of(name)
    phone = draft.phone.strip()
    contacts = {
        "phone": _phone(phone),
        "qq": _contact(draft.qq),
        "wechat": _contact(draft.wechat),
        "card_no": _contact(draft.card_no).upper(),
    }
    if not any(contacts.values()):
        raise BusinessRuleError(
            "contact_missing", QT_TRANSLATE_NOOP("errors", "要留一个联系方式：手机、QQ、微信或卡号")
        )
    return {
        **contacts,
        "name": name,
        "birthday": _birthday(draft.birthday),
        "channel": scrub(draft.channel).strip()[:MAXIMUM_NAME],
        "note": draft.note.strip()[:2000],
        "pinyin": keys.syllables,
        "initials": keys.initials,
    }


def checked_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags as they are kept: cleaned, each once.

    Raises:
        BusinessRuleError: code ``tags_too_many`` or ``tag_too_long``.
    """
    cleaned = tuple(dict.fromkeys(filter(None, (scrub(tag).strip() for tag in tags))))
    if len(cleaned) > MAXIMUM_TAGS or any(len(tag) > MAXIMUM_TAG for tag in cleaned):
        raise BusinessRuleError(
            "tags_too_many",
            QT_TRANSLATE_NOOP("errors", "最多 {most} 个标签，每个最多 {long} 个字，什么都没有改"),
            most=MAXIMUM_TAGS,
            long=MAXIMUM_TAG,
        )
    return cleaned


def _birthday(text: str) -> str:
    if not text.strip():
        return ""
    found = birthday_of(unicodedata.normalize("NFKC", text))
    if found is None:
        raise BusinessRuleError(
            "birthday_unreadable",
            QT_TRANSLATE_NOOP("errors", "生日写成月和日，例如 6-18，什么都没有改"),
        )
    return found


def new_row(
    values: dict[str, Any], customer_id: int, ground: Ground, actor: Actor
) -> dict[str, Any]:
    """Return the row of a new customer from its checked values."""
    return {
        "spent_before": ZERO,
        **values,
        "id": customer_id,
        "spent": ZERO,
        "sale_count": 0,
        "created_at": ground.now(),
        "created_by": actor.id,
    }


def _contact(text: str) -> str:
    return scrub(unicodedata.normalize("NFKC", text)).strip()[:MAXIMUM_CONTACT]


def _refuse_taken(connection: Connection, values: dict[str, Any], own_id: int | None) -> None:
    owner = customer_queries.find_by_phone(connection, values["phone"])
    if owner not in {None, own_id}:
        raise BusinessRuleError(
            "phone_taken", QT_TRANSLATE_NOOP("errors", "这个手机号已经是会员了，没有重复新建")
        )
    owner = customer_queries.find_by_card_no(connection, values["card_no"])
    if owner not in {None, own_id}:
        raise BusinessRuleError(
            "card_no_taken", QT_TRANSLATE_NOOP("errors", "这个会员卡号已经有人用了")
        )
