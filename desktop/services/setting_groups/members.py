"""Members: points, stored value, credit, campus agents, and who brought whom."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.loyalty import ShortfallPolicy
from desktop.domain.money import Money
from desktop.domain.stored_value import SpendOrder
from desktop.services.setting_declaration import Choice, Setting, SettingGroup, SettingKind

MEMBERS: Final = (
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
