"""The member side of a day: stored value and credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.domain.credit import CreditReason
from desktop.domain.day_report import CreditFigures, StoredValueFigures
from desktop.domain.money import ZERO, Money
from desktop.domain.stored_value import StoredReason
from desktop.models.member_ledgers import credit_entry, stored_value_entry

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

_PAID_IN = (StoredReason.TOP_UP, StoredReason.KEPT_CHANGE)
_SPENT = (StoredReason.SPENT, StoredReason.SPENT_BACK)
_GIVEN = (CreditReason.GIVEN, CreditReason.GIVEN_BACK)
_COLLECTED = (CreditReason.COLLECTED, CreditReason.OVERPAID_OUT)


def read_stored_value(connection: Connection, on: date) -> StoredValueFigures:
    """Add up what moved on a business date, and what is owed to members at its end."""
    entry = stored_value_entry.c
    is_paid_in, is_spent = entry.reason.in_(_PAID_IN), entry.reason.in_(_SPENT)
    row = connection.execute(
        select(
            func.sum(entry.principal).filter(is_paid_in).label("paid_in"),
            func.sum(entry.bonus).filter(~is_spent).label("bonus"),
            func.sum(entry.principal).filter(is_spent).label("spent_principal"),
            func.sum(entry.bonus).filter(is_spent).label("spent_bonus"),
            func.sum(entry.principal)
            .filter(entry.reason == StoredReason.PAID_OUT)
            .label("paid_out"),
        ).where(entry.business_date == on)
    ).one()
    owed = connection.execute(
        select(func.sum(entry.principal), func.sum(entry.bonus)).where(entry.business_date <= on)
    ).one()
    spent = (row.spent_principal or ZERO) + (row.spent_bonus or ZERO)
    return StoredValueFigures(
        row.paid_in or ZERO,
        row.bonus or ZERO,
        -spent,
        (owed[0] or ZERO) + (owed[1] or ZERO),
        -(row.paid_out or ZERO),
    )


def read_credit(connection: Connection, on: date) -> CreditFigures:
    """Add up what was given and collected on a business date, and what is open at its end."""
    entry = credit_entry.c
    row = connection.execute(
        select(
            func.sum(entry.amount).filter(entry.reason.in_(_GIVEN)).label("given"),
            func.sum(entry.amount).filter(entry.reason.in_(_COLLECTED)).label("collected"),
        ).where(entry.business_date == on)
    ).one()
    still_open: Money | None = connection.scalar(
        select(func.sum(entry.amount)).where(entry.business_date <= on)
    )
    return CreditFigures(row.given or ZERO, -(row.collected or ZERO), still_open or ZERO)
