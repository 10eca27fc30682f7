"""``import bills``: a bill file of a collecting phone against the sales of its day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.answers import Answer
from desktop.cli.book_commands import date_of
from desktop.domain.errors import QT_TRANSLATE_NOOP, UsageError
from desktop.domain.tender import TenderMethod
from desktop.translating import sentence, sentence_of

if TYPE_CHECKING:
    from desktop.cli.invocation import Invocation
    from desktop.domain.bill_matching import BillRow, BookedPayment, Knot
    from desktop.services.bills import BillImport

REFUSED = 1


def import_bills(invocation: Invocation) -> Answer:
    """Import a bill, all or nothing, and print what does not fit; with bad lines exit 1."""
    words = invocation.words
    if not words.tender:
        raise UsageError("usage", QT_TRANSLATE_NOOP("errors", "导入账单要写 --tender"))
    with invocation.opened() as (shop, actor):
        found = shop.bills.import_file(
            actor,
            Path(words.file),
            TenderMethod(words.tender),
            date_of(words.date),
            encoding=words.encoding,
            is_other_phone=words.other_phone,
            dry_run=words.dry_run,
        )
    content = _content(found)
    if not found.errors:
        return Answer(content)
    message = sentence(
        "errors",
        QT_TRANSLATE_NOOP("errors", "{count} 行有问题，什么都没有导入"),
        count=len(found.errors),
    )
    details = {"count": len(found.errors)}
    content["error"] = {"code": "rows_refused", "message": message, "details": details}
    return Answer(content, REFUSED, (message,))


def _content(found: BillImport) -> dict[str, Any]:
    matching = found.matching
    return {
        "date": found.on,
        "read": found.read,
        "added": found.added,
        "known": found.known,
        "matched": len(matching.matched),
        "sales_without_money": [_payment(each) for each in matching.sales_without_money],
        "money_without_sale": [_row(each) for each in matching.money_without_sale],
        "ambiguous": [_knot(each) for each in matching.ambiguous],
        "errors": [{"line": one.line, "reason": sentence_of(one.error)} for one in found.errors],
    }


def _payment(paid: BookedPayment) -> dict[str, Any]:
    return {
        "order": paid.order_number,
        "at": paid.at,
        "amount": paid.amount,
        "tail": paid.tail,
    }


def _row(row: BillRow) -> dict[str, Any]:
    return {"number": row.number, "at": row.at, "amount": row.amount, "fee": row.fee}


def _knot(knot: Knot) -> dict[str, Any]:
    return {
        "sales": [_payment(each) for each in knot.payments],
        "money": [_row(each) for each in knot.rows],
    }
