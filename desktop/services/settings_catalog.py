"""Every setting of the shop, declared once: its key, kind, default, group and words.

The settings page, validation and search are made from this list. To add a setting is to add an
entry; there is no other place. Values live in the ``setting`` table as JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.fees import Rates
from desktop.domain.loyalty import ShortfallPolicy
from desktop.domain.money import ZERO, Money
from desktop.domain.stored_value import SpendOrder
from desktop.domain.tender import RoundingMode, TenderMethod

Value = str | int | bool | Money | tuple[str, ...] | Rates
"""What a setting holds; its kind says which of them."""

MAXIMUM_TEXT: Final = 500


class SettingKind(StrEnum):
    """How a setting is typed, checked and edited."""

    TEXT = "text"
    MONEY = "money"
    INTEGER = "integer"
    FLAG = "flag"
    CHOICE = "choice"
    WORDS = "words"
    RATES = "rates"
    """A rate in basis points for each of some names."""
    KEYS = "keys"
    """A JSON object from an action's name to its key, as the page of shortcuts writes it."""


class SettingGroup(StrEnum):
    """The groups of the settings page, in its order."""

    SHOP = "shop"
    SALE = "sale"
    TENDER = "tender"
    MEMBERS = "members"
    AFTER_SALES = "after_sales"
    STOCK = "stock"
    PRINTER = "printer"
    STAFF = "staff"
    COMPLIANCE = "compliance"
    CLOSE = "close"
    KEYS = "keys"
    APPEARANCE = "appearance"


GROUP_LABELS: Final = {
    SettingGroup.SHOP: QT_TRANSLATE_NOOP("settings", "店铺"),
    SettingGroup.SALE: QT_TRANSLATE_NOOP("settings", "收银与抹零"),
    SettingGroup.TENDER: QT_TRANSLATE_NOOP("settings", "付款方式"),
    SettingGroup.MEMBERS: QT_TRANSLATE_NOOP("settings", "会员与积分"),
    SettingGroup.AFTER_SALES: QT_TRANSLATE_NOOP("settings", "售后"),
    SettingGroup.STOCK: QT_TRANSLATE_NOOP("settings", "货源"),
    SettingGroup.PRINTER: QT_TRANSLATE_NOOP("settings", "打印与扫码枪"),
    SettingGroup.STAFF: QT_TRANSLATE_NOOP("settings", "员工与权限"),
    SettingGroup.COMPLIANCE: QT_TRANSLATE_NOOP("settings", "合规"),
    SettingGroup.CLOSE: QT_TRANSLATE_NOOP("settings", "交班与日结"),
    SettingGroup.KEYS: QT_TRANSLATE_NOOP("settings", "快捷键"),
    SettingGroup.APPEARANCE: QT_TRANSLATE_NOOP("settings", "外观与语言"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words a setting may hold, and how it is said."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting.

    Attributes:
        label: what it is, in Chinese, marked for translation in the context ``settings``.
        why: one line of reason under the label; may be empty.
        choices: for ``CHOICE`` the only values, for ``WORDS`` and the names of ``RATES`` the
            usual ones (empty: any).
        names_from: for ``RATES`` without choices, the setting whose words are the names.
        minimum: smallest whole number, or fen for money.
        maximum: largest whole number or rate, or fen for money.
        is_mirrored: also written to ``appearance.json`` for the first paint.
        is_clock: whole minutes after midnight, typed as a time of day.
        is_long: a sentence rather than a word or two.
    """

    key: str
    kind: SettingKind
    default: Value
    group: SettingGroup
    label: str
    why: str = ""
    choices: tuple[Choice, ...] = ()
    names_from: str = ""
    minimum: int = 0
    maximum: int = 1_000_000
    is_mirrored: bool = False
    is_clock: bool = False
    is_long: bool = False


def _words(*words: str) -> tuple[Choice, ...]:
    return tuple(Choice(word, word) for word in words)


_METHOD_LABELS: Final = {
    TenderMethod.CASH: QT_TRANSLATE_NOOP("settings", "现金"),
    TenderMethod.WECHAT: QT_TRANSLATE_NOOP("settings", "微信"),
    TenderMethod.ALIPAY: QT_TRANSLATE_NOOP("settings", "支付宝"),
    TenderMethod.QQ: QT_TRANSLATE_NOOP("settings", "QQ 钱包"),
    TenderMethod.EPAY: QT_TRANSLATE_NOOP("settings", "易支付"),
}
_AT_FIRST: Final = tuple(each for each in _METHOD_LABELS if each is not TenderMethod.EPAY)
"""What a new shop takes; 易支付 joins with the first gateway account."""
_METHODS: Final = tuple(Choice(str(method), label) for method, label in _METHOD_LABELS.items())
_WITH_FEE: Final = tuple(each for each in _METHODS if each.value != TenderMethod.CASH)
_HIGHEST_RATE: Final = 3000
_CHANNELS: Final = ("counter", "wechat", "qq_group", "xianyu", "taobao", "moments", "douyin")

_SHOP: Final = (
    Setting(
        "shop.name",
        SettingKind.TEXT,
        "",
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "店名"),
        QT_TRANSLATE_NOOP("settings", "印在小票和日结单上"),
        is_mirrored=True,
    ),
    Setting(
        "shop.contact",
        SettingKind.TEXT,
        "",
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "联系方式"),
        QT_TRANSLATE_NOOP("settings", "顾客有事找谁，印在小票最下面"),
    ),
    Setting(
        "shop.place",
        SettingKind.TEXT,
        "",
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "地点"),
        QT_TRANSLATE_NOOP("settings", "印在店名下面"),
    ),
    Setting(
        "shop.hours",
        SettingKind.TEXT,
        "",
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "营业时间"),
    ),
    Setting(
        "shop.after_sales_words",
        SettingKind.TEXT,
        "",
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "售后说明"),
        QT_TRANSLATE_NOOP("settings", "空着就印“看过不退不换”和“充错追不回”"),
    ),
    Setting(
        "day.zone",
        SettingKind.TEXT,
        "Asia/Shanghai",
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "时区"),
    ),
    Setting(
        "day.starts_at_minutes",
        SettingKind.INTEGER,
        0,
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "营业日从几点开始"),
        QT_TRANSLATE_NOOP("settings", "过了零点还营业的店填 04:00"),
        maximum=1439,
        is_clock=True,
    ),
)
_SALE: Final = (
    Setting(
        "sale.rounding",
        SettingKind.CHOICE,
        str(RoundingMode.NONE),
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "自动抹零"),
        QT_TRANSLATE_NOOP("settings", "默认不抹。只在有现金时生效，计入“优惠合计”"),
        (
            Choice(str(RoundingMode.NONE), QT_TRANSLATE_NOOP("settings", "不抹")),
            Choice(str(RoundingMode.TO_JIAO), QT_TRANSLATE_NOOP("settings", "抹到角")),
            Choice(str(RoundingMode.TO_YUAN), QT_TRANSLATE_NOOP("settings", "抹到元")),
        ),
    ),
    Setting(
        "display.customer",
        SettingKind.CHOICE,
        "off",
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "顾客屏"),
        QT_TRANSLATE_NOOP("settings", "第二块屏幕上只有顾客自己的单、金额和付款码"),
        (
            Choice("off", QT_TRANSLATE_NOOP("settings", "不用")),
            Choice("second", QT_TRANSLATE_NOOP("settings", "第二块屏幕")),
        ),
    ),
    Setting(
        "sale.rounding_maximum",
        SettingKind.MONEY,
        Money(100),
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "最多抹"),
        QT_TRANSLATE_NOOP("settings", "零头比这多就不抹"),
        maximum=10_000,
    ),
    Setting(
        "sale.floor",
        SettingKind.MONEY,
        ZERO,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "每单最少赚"),
        QT_TRANSLATE_NOOP("settings", "整单算下来少于这个数要店主 PIN"),
    ),
    Setting(
        "sale.verify_account",
        SettingKind.FLAG,
        True,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "加入前要核对账号"),
        QT_TRANSLATE_NOOP("settings", "输入两遍，或顾客当面确认"),
    ),
    Setting(
        "sale.repeat_minutes",
        SettingKind.INTEGER,
        30,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "同号同商品多少分钟内再买要提醒"),
        QT_TRANSLATE_NOOP("settings", "前一笔还没结果的，不管多久都提醒"),
        maximum=1440,
    ),
    Setting(
        "sale.channels",
        SettingKind.WORDS,
        _CHANNELS,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "订单来源"),
    ),
    Setting(
        "sale.channel_fees",
        SettingKind.RATES,
        Rates(),
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "来源手续费"),
        QT_TRANSLATE_NOOP("settings", "那边平台抽的，万分之几，记作成本：60 就是 0.6%"),
        names_from="sale.channels",
        maximum=_HIGHEST_RATE,
    ),
    Setting(
        "secret.reveal_seconds",
        SettingKind.INTEGER,
        30,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "显示后自动隐藏（秒）"),
        QT_TRANSLATE_NOOP("settings", "柜台屏幕可能被旁人看到"),
        minimum=5,
        maximum=300,
    ),
    Setting(
        "secret.clipboard_seconds",
        SettingKind.INTEGER,
        60,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "复制后清空剪贴板（秒）"),
        minimum=15,
        maximum=60,
    ),
    Setting(
        "secret.print_after_payment",
        SettingKind.FLAG,
        False,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "付款后自动打印卡密单"),
    ),
)
_TENDER: Final = (
    Setting(
        "tender.default",
        SettingKind.CHOICE,
        str(TenderMethod.CASH),
        SettingGroup.TENDER,
        QT_TRANSLATE_NOOP("settings", "默认付款方式"),
        choices=_METHODS,
    ),
    Setting(
        "tender.enabled",
        SettingKind.WORDS,
        tuple(str(method) for method in _AT_FIRST),
        SettingGroup.TENDER,
        QT_TRANSLATE_NOOP("settings", "启用的付款方式"),
        choices=_METHODS,
    ),
    Setting(
        "tender.bill_tail_from",
        SettingKind.MONEY,
        Money(200_00),
        SettingGroup.TENDER,
        QT_TRANSLATE_NOOP("settings", "满多少要填尾号"),
        QT_TRANSLATE_NOOP("settings", "收款码收大额时，抄下账单单号后四位"),
        maximum=10_000_000,
    ),
    Setting(
        "tender.fees",
        SettingKind.RATES,
        Rates(),
        SettingGroup.TENDER,
        QT_TRANSLATE_NOOP("settings", "收款手续费"),
        QT_TRANSLATE_NOOP("settings", "万分之几，记作成本：38 就是 0.38%。退款不退手续费"),
        _WITH_FEE,
        maximum=_HIGHEST_RATE,
    ),
)
_MEMBERS: Final = (
    Setting(
        "points.enabled",
        SettingKind.FLAG,
        True,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "消费送积分"),
    ),
    Setting(
        "points.fen_per_point",
        SettingKind.INTEGER,
        100,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "多少分钱一个积分"),
        QT_TRANSLATE_NOOP(
            "settings", "100 就是一元一分；话费、流量、储值不送，会员页里每类可以另设"
        ),
        minimum=1,
        maximum=100_000,
    ),
    Setting(
        "points.redeem",
        SettingKind.FLAG,
        True,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "积分可以抵钱"),
        QT_TRANSLATE_NOOP("settings", "付款时要报手机尾号或会员卡号，抵掉的部分不再送积分"),
    ),
    Setting(
        "points.per_yuan",
        SettingKind.INTEGER,
        100,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "多少积分抵一元"),
        minimum=1,
        maximum=100_000,
    ),
    Setting(
        "points.after_refund",
        SettingKind.CHOICE,
        str(ShortfallPolicy.NEGATIVE),
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "退款要扣的积分已经花掉了"),
        QT_TRANSLATE_NOOP("settings", "记成负数，以后的积分先补上；或者从退的钱里扣下"),
        (
            Choice(str(ShortfallPolicy.NEGATIVE), QT_TRANSLATE_NOOP("settings", "记成负数")),
            Choice(str(ShortfallPolicy.DEDUCT), QT_TRANSLATE_NOOP("settings", "从退款里扣")),
        ),
    ),
    Setting(
        "points.expire_months",
        SettingKind.INTEGER,
        0,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "积分几个月过期"),
        QT_TRANSLATE_NOOP("settings", "0 是不过期。先用最早的，过期另记一笔"),
        maximum=120,
    ),
    Setting(
        "stored.enabled",
        SettingKind.FLAG,
        False,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "会员可以储值"),
        QT_TRANSLATE_NOOP("settings", "收的是欠会员的钱，不算销售。关掉以后，余额还能花和退"),
    ),
    Setting(
        "stored.order",
        SettingKind.CHOICE,
        str(SpendOrder.PRINCIPAL_FIRST),
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "消费先扣"),
        QT_TRANSLATE_NOOP("settings", "先扣哪一部分要告诉会员；只有本金能退"),
        (
            Choice(str(SpendOrder.PRINCIPAL_FIRST), QT_TRANSLATE_NOOP("settings", "本金")),
            Choice(str(SpendOrder.BONUS_FIRST), QT_TRANSLATE_NOOP("settings", "赠送")),
        ),
    ),
    Setting(
        "stored.limit",
        SettingKind.MONEY,
        Money(1_000_00),
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "没核过身份的会员最多存"),
        QT_TRANSLATE_NOOP("settings", "余额和 24 小时内的充值都不过这个数；再多要店主同意"),
        maximum=1_000_00,
    ),
    Setting(
        "stored.limit_checked",
        SettingKind.MONEY,
        Money(5_000_00),
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "店主核过身份的最多存"),
        maximum=5_000_00,
    ),
    Setting(
        "credit.enabled",
        SettingKind.FLAG,
        False,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "会员可以挂账"),
        QT_TRANSLATE_NOOP("settings", "每位会员的额度由店主在会员页设。关掉以后，欠的还能收"),
    ),
    Setting(
        "agents.enabled",
        SettingKind.FLAG,
        False,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "校园代理"),
        QT_TRANSLATE_NOOP(
            "settings", "代理按毛利拿佣金，在推广页设。关掉以后新单不记代理，欠的佣金还能付"
        ),
    ),
    Setting(
        "referral.enabled",
        SettingKind.FLAG,
        False,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "推荐有礼"),
        QT_TRANSLATE_NOOP("settings", "朋友的首单交付并过了几天，推荐的和被推荐的都得积分"),
    ),
    Setting(
        "referral.points",
        SettingKind.INTEGER,
        300,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "推荐一位得多少积分"),
        maximum=100_000,
    ),
    Setting(
        "referral.friend_points",
        SettingKind.INTEGER,
        300,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "被推荐的得多少积分"),
        maximum=100_000,
    ),
    Setting(
        "referral.days",
        SettingKind.INTEGER,
        3,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "首单过几天才给"),
        QT_TRANSLATE_NOOP("settings", "这几天里退了就不给"),
        maximum=90,
    ),
    Setting(
        "referral.monthly",
        SettingKind.INTEGER,
        10,
        SettingGroup.MEMBERS,
        QT_TRANSLATE_NOOP("settings", "每人每月最多奖几位"),
        maximum=1_000,
    ),
)
_REPLY_WHY: Final = QT_TRANSLATE_NOOP(
    "settings", "可以写 {商品} {账号} {单号} {时间} {店名} {联系}，用的时候填上。空着就不显示"
)
_AFTER_SALES: Final = (
    Setting(
        "after_sales.opens_by_itself",
        SettingKind.FLAG,
        True,
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "过了到账承诺自动建售后单"),
        QT_TRANSLATE_NOOP("settings", "承诺几分钟到账在每个商品里设"),
    ),
    Setting(
        "after_sales.answer_minutes",
        SettingKind.INTEGER,
        10,
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "几分钟内要先回复"),
        minimum=1,
        maximum=1440,
    ),
    Setting(
        "after_sales.escalate_minutes",
        SettingKind.INTEGER,
        30,
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "几分钟还没到要催货源"),
        minimum=1,
        maximum=1440,
    ),
    Setting(
        "after_sales.source_minutes",
        SettingKind.INTEGER,
        60,
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "催过货源，几分钟内要有回音"),
        minimum=1,
        maximum=10_080,
    ),
    Setting(
        "after_sales.customer_hours",
        SettingKind.INTEGER,
        24,
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "等顾客补材料最多几小时"),
        minimum=1,
        maximum=720,
    ),
    Setting(
        "after_sales.decide_hours",
        SettingKind.INTEGER,
        24,
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "几小时内要有处理结果"),
        minimum=1,
        maximum=720,
    ),
    Setting(
        "after_sales.limit",
        SettingKind.MONEY,
        Money(10_00),
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "一张售后单补偿超过多少要店主同意"),
        QT_TRANSLATE_NOOP("settings", "几次加起来算，拆开给也一样"),
        maximum=1_000_000,
    ),
    Setting(
        "after_sales.reply_late",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "settings",
            "你好，{商品}（{账号}），{时间} 下的单，货源那边有点慢，我在盯着，到账马上告诉你。"
            "要是没充上，给你重充或退款，不会让你白等。",
        ),
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "到账延迟安抚"),
        _REPLY_WHY,
        is_long=True,
    ),
    Setting(
        "after_sales.reply_picture",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "settings", "麻烦把充值页面的截图发一张，要看得到账号和时间，我拿去跟货源核对 {单号}。"
        ),
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "要截图"),
        _REPLY_WHY,
        is_long=True,
    ),
    Setting(
        "after_sales.reply_done",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "settings", "{商品}（{账号}）到账了，你看一下。让你久等了，有事随时找我：{联系}。"
        ),
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "已到账"),
        _REPLY_WHY,
        is_long=True,
    ),
    Setting(
        "after_sales.reply_failed",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "settings", "{商品}（{账号}）货源确认没有充上，钱没有花出去。你要重充还是退款？"
        ),
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "没充上"),
        _REPLY_WHY,
        is_long=True,
    ),
    Setting(
        "after_sales.reply_own",
        SettingKind.TEXT,
        "",
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "自己的话"),
        _REPLY_WHY,
        is_long=True,
    ),
)
_STOCK_COLUMNS: Final = (
    Choice("kind", QT_TRANSLATE_NOOP("settings", "类型")),
    Choice("sources", QT_TRANSLATE_NOOP("settings", "取货来源")),
    Choice("cost", QT_TRANSLATE_NOOP("settings", "进价")),
    Choice("margin", QT_TRANSLATE_NOOP("settings", "毛利")),
    Choice("margin_percent", QT_TRANSLATE_NOOP("settings", "毛利率")),
    Choice("local", QT_TRANSLATE_NOOP("settings", "本地卡密")),
    Choice("platform", QT_TRANSLATE_NOOP("settings", "平台库存")),
    Choice("flags", QT_TRANSLATE_NOOP("settings", "提醒")),
)
_STOCK: Final = (
    Setting(
        "stock.low",
        SettingKind.INTEGER,
        5,
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "低库存提醒"),
        QT_TRANSLATE_NOOP("settings", "新商品的默认值，每个商品可以另设"),
        maximum=10_000,
    ),
    Setting(
        "stock.price_percent",
        SettingKind.INTEGER,
        3,
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "进价变动提醒（%）"),
        QT_TRANSLATE_NOOP("settings", "比你知道的进价涨或跌到这么多，就提醒一次"),
        minimum=1,
        maximum=100,
    ),
    Setting(
        "stock.runway_days",
        SettingKind.INTEGER,
        2,
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "余额不够几天时提醒"),
        QT_TRANSLATE_NOOP("settings", "按最近两周的采购算；0 就是不提醒"),
        maximum=30,
    ),
    Setting(
        "stock.columns",
        SettingKind.WORDS,
        tuple(choice.value for choice in _STOCK_COLUMNS),
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "货源表的列"),
        QT_TRANSLATE_NOOP("settings", "货源页筛选栏右边的按钮也能选；商品和售价一直在"),
        choices=_STOCK_COLUMNS,
    ),
    Setting(
        "sync.every_minutes",
        SettingKind.INTEGER,
        0,
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "自动同步间隔（分钟）"),
        QT_TRANSLATE_NOOP("settings", "0 就是只手动同步"),
        maximum=1440,
    ),
    Setting(
        "sync.stale_minutes",
        SettingKind.INTEGER,
        60,
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "多久算数据旧（分钟）"),
        minimum=1,
        maximum=10_080,
    ),
    Setting(
        "promise.cost_hours",
        SettingKind.INTEGER,
        24,
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "离线时进价多旧还能先答应（小时）"),
        QT_TRANSLATE_NOOP("settings", "进价比这更旧的直充和平台货，离线时不卖"),
        minimum=1,
        maximum=720,
    ),
)
_PRINTER: Final = (
    Setting(
        "printer.kind",
        SettingKind.CHOICE,
        "none",
        SettingGroup.PRINTER,
        QT_TRANSLATE_NOOP("settings", "打印机"),
        QT_TRANSLATE_NOOP("settings", "没有打印机也能卖，什么都不会失败"),
        (
            Choice("none", QT_TRANSLATE_NOOP("settings", "没有")),
            Choice("tcp", QT_TRANSLATE_NOOP("settings", "网口")),
            Choice("device", QT_TRANSLATE_NOOP("settings", "USB 设备文件")),
            Choice("queue", QT_TRANSLATE_NOOP("settings", "系统打印队列")),
            Choice("windows", QT_TRANSLATE_NOOP("settings", "Windows 打印机")),
            Choice("serial", QT_TRANSLATE_NOOP("settings", "串口")),
            Choice("file", QT_TRANSLATE_NOOP("settings", "存成文件")),
        ),
    ),
    Setting(
        "printer.target",
        SettingKind.TEXT,
        "",
        SettingGroup.PRINTER,
        QT_TRANSLATE_NOOP("settings", "打印机在哪"),
        QT_TRANSLATE_NOOP("settings", "网口填 地址:端口，串口填 端口名@速率，其余填名字或路径"),
    ),
    Setting(
        "printer.width",
        SettingKind.CHOICE,
        "58",
        SettingGroup.PRINTER,
        QT_TRANSLATE_NOOP("settings", "纸宽（毫米）"),
        choices=_words("58", "80"),
    ),
    Setting(
        "printer.encoding",
        SettingKind.CHOICE,
        "gb18030",
        SettingGroup.PRINTER,
        QT_TRANSLATE_NOOP("settings", "打印机编码"),
        QT_TRANSLATE_NOOP("settings", "印出来是乱码时换一种；没有汉字的打印机选图片"),
        (
            *_words("gb18030", "gbk", "utf-8"),
            Choice("picture", QT_TRANSLATE_NOOP("settings", "图片")),
        ),
    ),
)
_STAFF: Final = (
    Setting(
        "lock.pin_at_start",
        SettingKind.FLAG,
        True,
        SettingGroup.STAFF,
        QT_TRANSLATE_NOOP("settings", "打开时要 PIN"),
    ),
    Setting(
        "lock.idle_minutes",
        SettingKind.INTEGER,
        5,
        SettingGroup.STAFF,
        QT_TRANSLATE_NOOP("settings", "没人用多久锁屏（分钟）"),
        QT_TRANSLATE_NOOP("settings", "摆摊建议 2 分钟，充值不受影响"),
        minimum=1,
        maximum=120,
    ),
    Setting(
        "staff.senior_refund_limit",
        SettingKind.MONEY,
        Money(500_00),
        SettingGroup.STAFF,
        QT_TRANSLATE_NOOP("settings", "资深店员自己最多退多少"),
        QT_TRANSLATE_NOOP("settings", "同一张单几次加起来算，超过要店主同意"),
        maximum=1_000_000_00,
    ),
)
_CLOSE: Final = (
    Setting(
        "close.blind",
        SettingKind.FLAG,
        True,
        SettingGroup.CLOSE,
        QT_TRANSLATE_NOOP("settings", "先点钱，再看应有"),
        QT_TRANSLATE_NOOP("settings", "点完之前不显示任何合计"),
    ),
    Setting(
        "close.difference_limit",
        SettingKind.MONEY,
        Money(10_00),
        SettingGroup.CLOSE,
        QT_TRANSLATE_NOOP("settings", "差多少要店主确认"),
        QT_TRANSLATE_NOOP("settings", "没到这个数写原因就行"),
        maximum=1_000_000,
    ),
    Setting(
        "owner.month_goal",
        SettingKind.MONEY,
        ZERO,
        SettingGroup.CLOSE,
        QT_TRANSLATE_NOOP("settings", "一个月想赚多少"),
        QT_TRANSLATE_NOOP("settings", "毛利目标，店主页对着它看；0 就不看"),
        maximum=100_000_000,
    ),
)
_KEYS: Final = (
    Setting(
        "keys.preset",
        SettingKind.CHOICE,
        "default",
        SettingGroup.KEYS,
        QT_TRANSLATE_NOOP("settings", "按键方案"),
        choices=(
            Choice("default", QT_TRANSLATE_NOOP("settings", "卡台")),
            Choice("guanjiapo", QT_TRANSLATE_NOOP("settings", "管家婆")),
            Choice("supermarket", QT_TRANSLATE_NOOP("settings", "超市")),
        ),
    ),
    Setting(
        "keys.overrides",
        SettingKind.KEYS,
        "{}",
        SettingGroup.KEYS,
        QT_TRANSLATE_NOOP("settings", "改过的键"),
    ),
    Setting(
        "keys.has_fn_row",
        SettingKind.FLAG,
        False,
        SettingGroup.KEYS,
        QT_TRANSLATE_NOOP("settings", "F 键要按着 Fn"),
        QT_TRANSLATE_NOOP("settings", "提示改写 Alt+1…9、Alt+0，两样按着都行"),
    ),
    Setting(
        "scan.least_characters",
        SettingKind.INTEGER,
        6,
        SettingGroup.KEYS,
        QT_TRANSLATE_NOOP("settings", "扫码枪一次至少几个字"),
        QT_TRANSLATE_NOOP("settings", "比这短的当手打的"),
        minimum=3,
        maximum=30,
    ),
    Setting(
        "scan.gap_milliseconds",
        SettingKind.INTEGER,
        35,
        SettingGroup.KEYS,
        QT_TRANSLATE_NOOP("settings", "扫码枪两个字最多隔多久（毫秒）"),
        QT_TRANSLATE_NOOP("settings", "比这慢的当手打的；扫了没反应就调大"),
        minimum=10,
        maximum=200,
    ),
)
_APPEARANCE: Final = (
    Setting(
        "appearance.theme",
        SettingKind.CHOICE,
        "light",
        SettingGroup.APPEARANCE,
        QT_TRANSLATE_NOOP("settings", "颜色"),
        choices=(
            Choice("light", QT_TRANSLATE_NOOP("settings", "浅色")),
            Choice("dark", QT_TRANSLATE_NOOP("settings", "深色")),
            Choice("system", QT_TRANSLATE_NOOP("settings", "跟随系统")),
        ),
        is_mirrored=True,
    ),
    Setting(
        "appearance.language",
        SettingKind.CHOICE,
        "zh",
        SettingGroup.APPEARANCE,
        QT_TRANSLATE_NOOP("settings", "语言"),
        choices=(Choice("zh", "中文"), Choice("en", "English")),
        is_mirrored=True,
    ),
    Setting(
        "appearance.scale",
        SettingKind.CHOICE,
        "1",
        SettingGroup.APPEARANCE,
        QT_TRANSLATE_NOOP("settings", "字号"),
        choices=(
            Choice("1", QT_TRANSLATE_NOOP("settings", "标准")),
            Choice("1.125", QT_TRANSLATE_NOOP("settings", "大")),
            Choice("1.25", QT_TRANSLATE_NOOP("settings", "特大")),
        ),
        is_mirrored=True,
    ),
    Setting(
        "appearance.reduce_motion",
        SettingKind.FLAG,
        False,
        SettingGroup.APPEARANCE,
        QT_TRANSLATE_NOOP("settings", "减少动效"),
        is_mirrored=True,
    ),
    Setting(
        "appearance.sounds",
        SettingKind.FLAG,
        True,
        SettingGroup.APPEARANCE,
        QT_TRANSLATE_NOOP("settings", "提示音"),
        is_mirrored=True,
    ),
)

_COMPLIANCE: Final = (
    Setting(
        "compliance.real_name_from",
        SettingKind.MONEY,
        Money(10_000_00),
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "满多少要看身份证"),
        QT_TRANSLATE_NOOP("settings", "一次或 24 小时内加起来；法律的上限是 10,000 元，只能调低"),
        minimum=1_00,
        maximum=10_000_00,
    ),
    Setting(
        "compliance.ask_minors",
        SettingKind.FLAG,
        True,
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "大额游戏充值问是不是成年人"),
        QT_TRANSLATE_NOOP("settings", "只记下回答，不记年龄"),
    ),
    Setting(
        "compliance.minors_from",
        SettingKind.MONEY,
        Money(1_000_00),
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "游戏满多少要问年龄"),
        minimum=1_00,
        maximum=1_000_00,
    ),
    Setting(
        "compliance.ask_fraud",
        SettingKind.FLAG,
        True,
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "新顾客买大额卡密问反诈问题"),
    ),
    Setting(
        "compliance.fraud_from",
        SettingKind.MONEY,
        Money(2_000_00),
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "卡密满多少要问反诈问题"),
        minimum=1_00,
        maximum=2_000_00,
    ),
    Setting(
        "compliance.watch_velocity",
        SettingKind.FLAG,
        True,
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "同一个人一天里反复大额要店主同意"),
    ),
    Setting(
        "compliance.aml_mode",
        SettingKind.FLAG,
        False,
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "按反洗钱法留记录"),
        QT_TRANSLATE_NOOP(
            "settings",
            "大额和可疑的单列成报表，可以导出交给主管机关；会员和充过的账号至少留十年，反复大额一定要店主同意",
        ),
    ),
    Setting(
        "compliance.large_from",
        SettingKind.MONEY,
        Money(50_000_00),
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "一单满多少算大额"),
        QT_TRANSLATE_NOOP("settings", "只在按反洗钱法留记录时用；最高 50,000 元，只能调低"),
        minimum=1_00,
        maximum=50_000_00,
    ),
    Setting(
        "retention.months",
        SettingKind.CHOICE,
        "0",
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "用完的资料留多久"),
        QT_TRANSLATE_NOOP(
            "settings",
            "货源和网关的原始回话、没人用的常用账号、充过的完整账号。卖的单、钱、积分和账本一直留",
        ),
        (
            Choice("0", QT_TRANSLATE_NOOP("settings", "一直留着")),
            Choice("6", QT_TRANSLATE_NOOP("settings", "半年")),
            Choice("12", QT_TRANSLATE_NOOP("settings", "一年")),
            Choice("24", QT_TRANSLATE_NOOP("settings", "两年")),
            Choice("36", QT_TRANSLATE_NOOP("settings", "三年")),
            Choice("60", QT_TRANSLATE_NOOP("settings", "五年")),
        ),
    ),
    Setting(
        "retention.members",
        SettingKind.CHOICE,
        "0",
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "多久没买过的会员，自动删资料"),
        QT_TRANSLATE_NOOP(
            "settings", "还有储值、欠款、积分、没交付或没办完的不删。法律要留三年，所以最短三年"
        ),
        (
            Choice("0", QT_TRANSLATE_NOOP("settings", "不删")),
            Choice("36", QT_TRANSLATE_NOOP("settings", "三年")),
            Choice("60", QT_TRANSLATE_NOOP("settings", "五年")),
            Choice("120", QT_TRANSLATE_NOOP("settings", "十年")),
        ),
    ),
)

SETTINGS: Final[tuple[Setting, ...]] = (
    *_SHOP,
    *_SALE,
    *_TENDER,
    *_MEMBERS,
    *_AFTER_SALES,
    *_STOCK,
    *_PRINTER,
    *_STAFF,
    *_COMPLIANCE,
    *_CLOSE,
    *_KEYS,
    *_APPEARANCE,
)
SETTING_BY_KEY: Final = {setting.key: setting for setting in SETTINGS}
