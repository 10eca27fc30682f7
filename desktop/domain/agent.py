"""校园代理: who brings customers, and the share of the margin that each sold line earns them.

One level only: a sale counts for one agent (``Cart.counted_agent``), what an agent buys for none
other than themselves, and nobody earns on what an agent whom they brought sells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.drafting import PartFigures, part_of
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.fees import BASIS_POINTS
from desktop.domain.money import ZERO, Money, total_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MAXIMUM_SHARE: Final = BASIS_POINTS
_CODE: Final = re.compile(r"[0-9A-Z\u4e00-\u9fff]{2,12}")
_SHARE: Final = re.compile(r"(?P<whole>\d{1,3})(?:\.(?P<part>\d{1,2}))?\s*%?")
_FOLDED: Final = str.maketrans(
    "０１２３４５６７８９．％ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
    "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ",
    "0123456789.%abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
)


class CommissionReason(StrEnum):
    """Why an entry stands in the ledger of commissions."""

    EARNED = "earned"
    RETURNED = "returned"
    CHANGED = "changed"
    """A cost or a fee became known or was corrected, or goods turned out not to be there."""
    PAID = "paid"


class PayoutWay(StrEnum):
    """How a commission is paid out: out of the drawer, or by the owner's own phone or bank."""

    CASH = "cash"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    QQ = "qq"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class AgentProfile:
    """What the owner says of an agent.

    Attributes:
        share: of the margin, in basis points.
        keeps_members: whether later orders of the members who came by them count too.
        earns_own: whether they are paid for what they buy themselves.
        customer_id: the member whom the agent is, if they are one.
    """

    name: str
    code: str
    share: int
    phone: str = ""
    qq: str = ""
    wechat: str = ""
    note: str = ""
    keeps_members: bool = True
    earns_own: bool = False
    customer_id: int | None = None


@dataclass(frozen=True, slots=True)
class CommissionRow:
    """An entry of the ledger as screens show it, with the balance after it.

    Attributes:
        number: of the sale, or of the payout.
    """

    at: datetime
    reason: CommissionReason
    number: str
    title: str
    person_name: str
    note: str
    amount: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class Payout:
    """A commission that was paid out."""

    id: int
    number: str
    agent_id: int
    way: PayoutWay
    amount: Money
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class EarningLine:
    """A sold line as its commission sees it.

    Attributes:
        cost: of all pieces; None while it is not known.
        is_delivered: the goods are here, and the sale stands.
    """

    net: Money
    cost: Money | None
    quantity: int = 1
    returned: int = 0
    is_delivered: bool = True


def commissions_of(lines: Sequence[EarningLine], burden: Money, share: int) -> tuple[Money, ...]:
    """Return what each line earns when all of it is there and stays sold.

    A line earns its share of net − cost − its part of the burden, by what was paid for it; never
    below zero, and nothing while its cost is not known.

    Args:
        lines: every line of the order.
        burden: fees, points, gifts: what the order costs beside its goods.
        share: of the margin, in basis points.
    """
    parts = burden.shared_by([max(line.net.fen, 0) for line in lines])
    return tuple(_share_of(line, part, share) for line, part in zip(lines, parts, strict=True))


def due_now(line: EarningLine, whole: Money) -> Money:
    """Return what of a line's commission is due: that of the pieces here and not given back."""
    if not line.is_delivered:
        return ZERO
    gone = part_of(PartFigures(whole, ZERO, ZERO, ZERO), line.quantity, 0, line.returned).gross
    return whole - gone


def burden_of(costs: Sequence[Money], gifts: Sequence[Money | None]) -> Money:
    """Add up what an order costs beside its goods; a gift of unknown cost weighs nothing yet."""
    return total_of([*costs, *(cost for cost in gifts if cost is not None)])


def folded_code(text: str) -> str:
    """Return a code as it is stored: half-width, upper case, without blanks.

    >>> folded_code(" ｘｙ 01 ")
    'XY01'
    """
    return "".join(text.translate(_FOLDED).split()).upper()


def share_from_percent(text: str) -> int:
    """Read a share as it is typed: ``30``, ``12.5``, ``12.5%``, in basis points.

    Raises:
        BusinessRuleError: code ``share_out_of_range``.
    """
    match = _SHARE.fullmatch(text.translate(_FOLDED).strip())
    share = 0
    if match is not None:
        share = int(match["whole"]) * 100 + int((match["part"] or "0").ljust(2, "0"))
    if not 0 < share <= MAXIMUM_SHARE:
        raise BusinessRuleError(
            "share_out_of_range",
            QT_TRANSLATE_NOOP("errors", "佣金比例是毛利的 0.01 到 100，如 30。什么都没有存"),
        )
    return share


def percent_text(share: int) -> str:
    """Return a share as it is typed.

    >>> percent_text(3000), percent_text(1250)
    ('30', '12.5')
    """
    whole, part = divmod(share, 100)
    return f"{whole}.{part:02d}".rstrip("0") if part else str(whole)


def refuse_odd_profile(profile: AgentProfile) -> None:
    """Refuse what cannot stand for an agent.

    Raises:
        BusinessRuleError: ``name_missing``, ``agent_code_odd`` or ``share_out_of_range``.
    """
    if not profile.name.strip():
        raise BusinessRuleError(
            "name_missing", QT_TRANSLATE_NOOP("errors", "写上代理的名字，什么都没有存")
        )
    if _CODE.fullmatch(profile.code) is None:
        raise BusinessRuleError(
            "agent_code_odd",
            QT_TRANSLATE_NOOP("errors", "代理码是 2 到 12 个字母、数字或汉字，什么都没有存"),
        )
    share_from_percent(percent_text(profile.share))


def _share_of(line: EarningLine, part: Money, share: int) -> Money:
    if line.cost is None:
        return ZERO
    margin = line.net - line.cost - part
    return margin.times_ratio(share, BASIS_POINTS) if margin > ZERO else ZERO
