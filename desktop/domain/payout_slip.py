"""What the slip of a paid commission says: for the agent to sign, and for the owner to keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.paper_text import paper_amount
from desktop.domain.receipt import (
    Align,
    Columns,
    Cut,
    PaperWidth,
    Receipt,
    Rule,
    Signature,
    Text,
    Title,
)
from desktop.domain.slips import Say, copy_mark, said_as_written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from desktop.domain.money import Money
    from desktop.domain.receipt import Block


@dataclass(frozen=True, slots=True)
class PayoutSlipContent:
    """The facts of a payout slip.

    Attributes:
        way: how it was paid, as a word on paper.
        paid_at: in the shop's zone.
        left: what is still owed after it.
        copy_number: 0 for the first print, else which reprint this is.
    """

    shop: str
    number: str
    paid_at: datetime
    agent: str
    code: str
    way: str
    amount: Money
    left: Money
    paid_by: str
    note: str = ""
    copy_number: int = 0


def payout_slip(
    content: PayoutSlipContent, width: PaperWidth, say: Say = said_as_written
) -> Receipt:
    """Lay out the slip of a paid commission."""
    return Receipt(width, (*_head(content, say), *_body(content, say), *_foot(say), Cut()))


def _head(content: PayoutSlipContent, say: Say) -> Iterable[Block]:
    yield Title(say("paper", QT_TRANSLATE_NOOP("paper", "佣金付款单")))
    yield Text(content.shop, Align.CENTRE)
    if content.copy_number:
        yield copy_mark(content.copy_number, say)
    yield Rule()


def _body(content: PayoutSlipContent, say: Say) -> Iterable[Block]:
    yield Columns(say("paper", QT_TRANSLATE_NOOP("paper", "单号")), content.number)
    yield Columns(
        say("paper", QT_TRANSLATE_NOOP("paper", "时间")), f"{content.paid_at:%Y-%m-%d %H:%M}"
    )
    agent = f"{content.agent} {content.code}"
    yield Columns(say("paper", QT_TRANSLATE_NOOP("paper", "代理")), agent)
    yield Columns(say("paper", QT_TRANSLATE_NOOP("paper", "付款方式")), content.way)
    paid = say("paper", QT_TRANSLATE_NOOP("paper", "实付佣金"))
    yield Columns(paid, paper_amount(content.amount), is_bold=True)
    left = say("paper", QT_TRANSLATE_NOOP("paper", "付后还欠"))
    yield Columns(left, paper_amount(content.left))
    yield Columns(say("paper", QT_TRANSLATE_NOOP("paper", "付款人")), content.paid_by)
    if content.note:
        yield Text(content.note)
    yield Rule()


def _foot(say: Say) -> Iterable[Block]:
    yield Signature(say("paper", QT_TRANSLATE_NOOP("paper", "代理签字")))
    yield Signature(say("paper", QT_TRANSLATE_NOOP("paper", "店主签字")))
