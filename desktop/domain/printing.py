"""What can be printed and how far a print job is."""

from __future__ import annotations

from enum import StrEnum


class PrintJobKind(StrEnum):
    """The papers of the shop."""

    RECEIPT = "receipt"
    SECRET_SLIP = "secret_slip"  # noqa: S105 - the name of a paper
    SHIFT_SLIP = "shift_slip"
    X_REPORT = "x_report"
    Z_REPORT = "z_report"
    MEMBER_RECEIPT = "member_receipt"
    """Of money that belongs to no sale."""
    PAYOUT_SLIP = "payout_slip"
    TEST_PAGE = "test_page"


class PrintJobState(StrEnum):
    """A job that failed waits for a person; it never blocks a sale."""

    QUEUED = "queued"
    PRINTED = "printed"
    FAILED = "failed"
    DROPPED = "dropped"
