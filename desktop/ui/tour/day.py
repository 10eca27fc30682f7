"""The day at the till, step by step, as a cashier and the owner would type it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop.practice.sample_shop import OWNER_PIN
from desktop.ui.tour import counter_steps, evening_steps, wholesale_steps
from desktop.ui.tour.stage import Script, Stage


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the tour.

    Attributes:
        name: what is done.
        checked: what was seen to hold.
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


STEPS: Final[tuple[Step, ...]] = (
    Step("锁屏：店主 PIN 登录", "六位数字，第六位直接进", sign_in),
    Step("开班：备用金 500", "光标在备用金，回车开班", counter_steps.open_shift),
    Step("同步货源", "练习卡盟的货和余额进来了", wholesale_steps.sync),
    Step("卖一张本地卡密，收现金", "编码 回车 F9 回车 回车", counter_steps.sell_for_cash),
    Step("给顾客看卡密", "显示前先记账，三十秒后隐藏", counter_steps.reveal),
    Step("微信静态码收款", "W 再回车", counter_steps.sell_by_static_code),
    Step("四个回车太快", "卡密在待交付，Ctrl+J 就回来", counter_steps.hurry),
    Step("话费直充", "账号输两遍，读给顾客听", wholesale_steps.sell_top_up),
    Step("现买现卖", "货源出卡，自动到待交付", wholesale_steps.sell_just_in_time),
    Step("挂单和取单", "两单互不影响", counter_steps.hold_and_recall),
    Step("会员买单", "尾号找到，带入收银，得积分", counter_steps.new_member),
    Step("会员页", "积分流水看得到", counter_steps.visit_customers),
    Step("退款", "店主 PIN，原路退回", evening_steps.refund),
    Step("订单各页", "销售单、采购单、待交付、待确认", evening_steps.visit_orders),
    Step("设置：深色", "保存后马上变", evening_steps.go_dark),
    Step("深色的各页", "收银、货源、订单、日结", evening_steps.walk_in_the_dark),
    Step("设置：英文", "换语言不用重开", evening_steps.speak_english),
    Step("日结：六步到签字", "先点后看，Z 第 1 号", evening_steps.close_day),
)
