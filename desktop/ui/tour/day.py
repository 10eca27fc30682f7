"""The day at the till, step by step, as a cashier and the owner would type it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.practice.sample_shop import OWNER_PIN
from desktop.ui.tour import (
    after_sales_steps,
    agent_steps,
    campaign_steps,
    counter_steps,
    evening_steps,
    owner_steps,
    promotion_steps,
    stock_steps,
    wholesale_steps,
)
from desktop.ui.tour.stage import Script, Stage


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the tour.

    Attributes:
        name: what is done (Chinese source text).
        checked: what was seen to hold (Chinese source text).
        play: the script; it yields what it waits for.
    """

    name: str
    checked: str
    play: Callable[[Stage], Script]


def sign_in(stage: Stage) -> Script:
    """The owner's PIN: the sixth digit signs in."""
    yield stage.sees("lockScreen")
    stage.picture("lock")
    stage.keyboard.type_text(OWNER_PIN)
    yield stage.until("the lock screen gone", lambda: stage.find("lockScreen") is None)


_T = QT_TRANSLATE_NOOP

STEPS: Final[tuple[Step, ...]] = (
    Step(_T("tour", "锁屏：店主 PIN 登录"), _T("tour", "六位数字，第六位直接进"), sign_in),
    Step(
        _T("tour", "开班：备用金 500"),
        _T("tour", "光标在备用金，回车开班"),
        counter_steps.open_shift,
    ),
    Step(_T("tour", "同步货源"), _T("tour", "练习卡盟的货和余额进来了"), wholesale_steps.sync),
    Step(
        _T("tour", "卖一张本地卡密，收现金"),
        _T("tour", "编码 回车 F9 回车 回车，小票存成 PDF"),
        counter_steps.sell_for_cash,
    ),
    Step(
        _T("tour", "给顾客看卡密"), _T("tour", "显示前先记账，三十秒后隐藏"), counter_steps.reveal
    ),
    Step(_T("tour", "微信静态码收款"), _T("tour", "W 再回车"), counter_steps.sell_by_static_code),
    Step(
        _T("tour", "易支付：顾客扫码，到账自动完成"),
        _T("tour", "E 再回车出码，通道说到账才算，一个键也不用按"),
        counter_steps.sell_by_gateway,
    ),
    Step(
        _T("tour", "四个回车太快"), _T("tour", "卡密在待交付，Ctrl+J 就回来"), counter_steps.hurry
    ),
    Step(_T("tour", "话费直充"), _T("tour", "账号输两遍，读给顾客听"), wholesale_steps.sell_top_up),
    Step(
        _T("tour", "现买现卖"),
        _T("tour", "货源出卡，自动到待交付"),
        wholesale_steps.sell_just_in_time,
    ),
    Step(
        _T("tour", "回话丢了"),
        _T("tour", "销售单不动，待确认加一，不会买两次"),
        wholesale_steps.lose_an_answer,
    ),
    Step(_T("tour", "挂单和取单"), _T("tour", "两单互不影响"), counter_steps.hold_and_recall),
    Step(
        _T("tour", "会员买单"), _T("tour", "尾号找到，带入收银，得积分"), counter_steps.new_member
    ),
    Step(_T("tour", "会员页"), _T("tour", "积分流水看得到"), counter_steps.visit_customers),
    Step(_T("tour", "退款"), _T("tour", "店主 PIN，原路退回"), evening_steps.refund),
    Step(
        _T("tour", "订单各页"),
        _T("tour", "销售单、采购单、待交付、待确认"),
        evening_steps.visit_orders,
    ),
    Step(
        _T("tour", "掉单补回来"),
        _T("tour", "回车同号再问，还是那一单，卡密到待交付"),
        wholesale_steps.find_the_lost_order,
    ),
    Step(
        _T("tour", "晚到的直充"),
        _T("tour", "过了承诺自动建售后单，Y 复制，R 按时回复"),
        after_sales_steps.answer_late_top_up,
    ),
    Step(
        _T("tour", "账号详情"),
        _T("tour", "还够几天、成功率，留底记下了"),
        stock_steps.look_at_account,
    ),
    Step(
        _T("tour", "出摊备货"),
        _T("tour", "打数字，回车买进卡密库"),
        stock_steps.pack_for_booth,
    ),
    Step(
        _T("tour", "总览：复核和对比"),
        _T("tour", "A 放过一条例外，D 看今天，H 遮住每个金额"),
        owner_steps.look_over_the_day,
    ),
    Step(
        _T("tour", "设置：打开储值"),
        _T("tour", "搜“会员可以储值”，空格，保存后马上有用"),
        promotion_steps.keep_stored_value,
    ),
    Step(
        _T("tour", "新会员的群里首单"),
        _T("tour", "柜台新建会员，首单立减，满赠进储值"),
        promotion_steps.sell_to_new_member,
    ),
    Step(
        _T("tour", "满赠在会员的储值里"),
        _T("tour", "会员页看得到赠送"),
        promotion_steps.look_at_gift,
    ),
    Step(
        _T("tour", "积分、满赠和微信付一单"),
        _T("tour", "J、C、W，尾号核对两次，各付各的"),
        promotion_steps.spend_the_gift,
    ),
    Step(
        _T("tour", "海报三种尺寸存成图"),
        _T("tour", "文件真的在，是 PNG"),
        promotion_steps.save_posters,
    ),
    Step(
        _T("tour", "挂着的套餐，活动停了再取"),
        _T("tour", "两个价都说，按现在的卖"),
        promotion_steps.recall_after_campaign,
    ),
    Step(
        _T("tour", "满 100 送 10"),
        _T("tour", "表单里做活动，卖一单，十元进储值"),
        campaign_steps.give_ten_for_a_hundred,
    ),
    Step(
        _T("tour", "积分付的退一半"),
        _T("tour", "两张退一张，积分先回来，其余退现金"),
        campaign_steps.return_half_of_what_points_paid,
    ),
    Step(
        _T("tour", "套餐带攻略"),
        _T("tour", "两张一起减两元，攻略跟着消息走"),
        campaign_steps.sell_bundle_with_guide,
    ),
    Step(
        _T("tour", "会员等级价"),
        _T("tour", "给了银卡，收银就是 99 折"),
        campaign_steps.sell_at_tier_price,
    ),
    Step(
        _T("tour", "校园代理"),
        _T("tour", "打代理码记一单，毛利的三成是佣金，付一元现金"),
        agent_steps.pay_an_agent,
    ),
    Step(_T("tour", "设置：深色"), _T("tour", "保存后马上变"), evening_steps.go_dark),
    Step(
        _T("tour", "深色的各页"),
        _T("tour", "收银、货源、订单、日结"),
        evening_steps.walk_in_the_dark,
    ),
    Step(_T("tour", "设置：英文"), _T("tour", "换语言不用重开"), evening_steps.speak_english),
    Step(
        _T("tour", "日结：六步到签字"), _T("tour", "先点后看，Z 第 1 号"), evening_steps.close_day
    ),
    Step(_T("tour", "日报存成 PDF"), _T("tour", "文件真的在，是 PDF"), evening_steps.export_day),
)
