"""The papers of the design pictures, as facts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.credit import ReceiptKind
from desktop.domain.delivery import DeliveryState
from desktop.domain.member_receipt import MemberReceiptContent
from desktop.domain.money import Money
from desktop.domain.product import ProductKind
from desktop.domain.secret import Secret
from desktop.domain.slips import (
    CashPaper,
    DayReportSlipContent,
    PaperAmount,
    PaperBalance,
    ReceiptLine,
    SaleReceiptContent,
    SecretSlipContent,
    ShiftSlipContent,
)
from desktop.domain.stored_value import Purse

AFTERNOON: Final = datetime(2026, 6, 18, 14, 34, tzinfo=CHINA_STANDARD_TIME)
EVENING: Final = datetime(2026, 6, 18, 21, 8, tzinfo=CHINA_STANDARD_TIME)

SALE: Final = SaleReceiptContent(
    shop="禾光点卡",
    place="东门摊位 · 毕业季市集",
    number="S0618-0042",
    sold_at=AFTERNOON,
    cashier="林小舟",
    customer_masked="186****2046",
    claim_code="H42",
    lines=(
        ReceiptLine(
            "云境传说点卡 100元",
            ProductKind.CARD,
            DeliveryState.HANDED_OVER,
            Money(100_00),
            2,
            Money(200_00),
        ),
        ReceiptLine(
            "手机话费 100元",
            ProductKind.TOPUP,
            DeliveryState.PROCESSING,
            Money(99_80),
            1,
            Money(99_80),
            target_masked="198****2046",
        ),
        ReceiptLine(
            "Q币 50个",
            ProductKind.TOPUP,
            DeliveryState.ARRIVED,
            Money(49_50),
            1,
            Money(49_50),
            target_masked="QQ 28****17",
        ),
        ReceiptLine(
            "星幕视频会员 月卡",
            ProductKind.TOPUP,
            DeliveryState.UNKNOWN,
            Money(25_00),
            1,
            Money(22_50),
            rate_text="9折",
        ),
    ),
    subtotal=Money(371_80),
    discounts=(PaperAmount("首单立减", Money(-5_00)), PaperAmount("积分抵扣 300分", Money(-3_00))),
    rounding=Money(80),
    total=Money(363_00),
    tenders=(
        PaperAmount("微信", Money(200_00)),
        PaperAmount("现金", Money(163_00), Money(200_00)),
    ),
    change_due=Money(37_00),
    balances=(
        PaperBalance("本单积分", "+363", "363"),
        PaperBalance("消费满赠", "+10.00", "10.00"),
    ),
    contact="电话 198 0000 0618",
)

SECRET: Final = SecretSlipContent(
    number="S0618-0042",
    position=1,
    count=2,
    title="云境传说点卡 100元",
    card_number=Secret("260618004711"),
    secret=Secret("YJ7K-2Q9M-X4TD-0PLR"),
    region="国服",
    expires_on=date(2027, 6, 30),
    issued_by="林小舟",
    issued_at=AFTERNOON,
)

CASH: Final = CashPaper(
    opening_float=Money(500_00),
    net_received=Money(1456_00),
    movements=(PaperAmount("取出上交", Money(-200_00)),),
    expected=Money(1756_00),
    counted=Money(1753_00),
    reason="找零多给，已核对",
)

DAY: Final = DayReportSlipContent(
    shop="禾光点卡",
    business_on=date(2026, 6, 18),
    printed_at=EVENING,
    z_number=168,
    sale_count=88,
    received=Money(8534_70),
    refunded=Money(59_95),
    net=Money(8474_75),
    tenders=(
        PaperAmount("现金", Money(1456_00)),
        PaperAmount("微信", Money(4182_65)),
        PaperAmount("支付宝", Money(2105_40)),
        PaperAmount("QQ钱包", Money(318_20)),
        PaperAmount("储值", Money(412_50)),
    ),
    cash=CASH,
    code_difference=Money(0),
    platform_difference=Money(-19_80),
    discounts=Money(214_80),
    unknown_count=3,
    undelivered_count=8,
)

SHIFT: Final = ShiftSlipContent(
    cashier="林小舟",
    opened_at=datetime(2026, 6, 18, 9, 0, tzinfo=CHINA_STANDARD_TIME),
    closed_at=EVENING,
    day=DAY,
)

MEMBER: Final = MemberReceiptContent(
    shop="禾光点卡",
    place="东门摊位 · 毕业季市集",
    kind=ReceiptKind.TOP_UP,
    number="T260618-0003",
    issued_at=AFTERNOON,
    cashier="林小舟",
    customer_masked="186****2046",
    tender="微信",
    amount=Money(200_00),
    part=Purse(Money(200_00), Money(20_00)),
    purse_after=Purse(Money(230_00), Money(26_50)),
    contact="QQ群 812204",
)
