"""What the practice shop sells: goods worth looking at, and as many more as a benchmark wants.

Belongs here: the goods a new state begins with. Prices are what a member pays, in fen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Widget:
    """One thing the buyer is asked for, in the shop's own words."""

    name: str
    label: str
    pattern: str
    error: str
    placeholder: str = ""

    def as_entry(self) -> dict[str, str]:
        """Return the entry as the shop's interface writes it."""
        return {
            "cn": self.label,
            "name": self.name,
            "placeholder": self.placeholder,
            "type": "text",
            "regex": self.pattern,
            "error": self.error,
            "dict": "",
        }


PHONE: Final = Widget("phone", "手机号", r"^1[3-9]\d{9}$", "手机号格式不正确", "11 位手机号")
QQ: Final = Widget("qq", "QQ 号", r"^[1-9]\d{4,11}$", "QQ 号格式不正确", "5 到 12 位")
GAME_ACCOUNT: Final = Widget("account", "游戏账号", r"^.{2,40}$", "请填写游戏账号")
STEAM_ACCOUNT: Final = Widget("account", "Steam 账号", r"^.{2,40}$", "请填写 Steam 账号")
VIDEO_ACCOUNT: Final = Widget("account", "会员手机号", r"^1[3-9]\d{9}$", "手机号格式不正确")


@dataclass(frozen=True, slots=True)
class SeedGoods:
    """Goods as a new state holds them.

    Attributes:
        fen: what a member pays for one; the price of the first race where there are races.
        races: price in fen and stock by the race's name.
        is_manual: delivered some seconds later, by hand so to speak.
    """

    code: str
    category: str
    name: str
    fen: int
    stock: int
    is_manual: bool = False
    widgets: tuple[Widget, ...] = ()
    races: tuple[tuple[str, int, int], ...] = ()
    minimum: int = 0
    maximum: int = 0
    is_on_sale: bool = True


def _card(code: str, category: str, name: str, fen: int, stock: int, maximum: int = 0) -> SeedGoods:
    return SeedGoods(code, category, name, fen, stock, maximum=maximum)


def _topup(code: str, category: str, name: str, fen: int, widget: Widget) -> SeedGoods:
    return SeedGoods(
        code, category, name, fen, 999, is_manual=True, widgets=(widget,), minimum=1, maximum=1
    )


_GAMES = "游戏点卡"
_PHONE = "话费流量"
_COINS = "Q 币"
_STEAM = "Steam"
_VIDEO = "视频会员"
_MUSIC = "音乐会员"
_COURSES = "在线课程"
_PACKS = "礼包"
_LOST = "练习掉单"
_LOSING: Final = "DD10"
"""The answer to its order never arrives, whatever else is wrong: to practise what follows."""

GOODS: Final[tuple[SeedGoods, ...]] = (
    _card("YJ100", _GAMES, "云境传说点卡 100 元", 9520, 240),
    _card("YJ50", _GAMES, "云境传说点卡 50 元", 4750, 180),
    _card("YJ30", _GAMES, "云境传说点卡 30 元", 2850, 120),
    _card("YJ10", _GAMES, "云境传说点卡 10 元", 955, 300),
    _card("WC30", _GAMES, "王朝纪元月卡 30 天", 2790, 88),
    _topup("WC60", _GAMES, "王朝纪元点券 60 枚", 558, GAME_ACCOUNT),
    _topup("WC300", _GAMES, "王朝纪元点券 300 枚", 2780, GAME_ACCOUNT),
    _card("ZF50", _GAMES, "逐风手游点卡 50 元", 4735, 96),
    _card("ZF100", _GAMES, "逐风手游点卡 100 元", 9380, 75),
    SeedGoods("ZF30", _GAMES, "逐风手游月卡 30 天", 2760, 0, is_on_sale=False),
    _topup("HF200", _PHONE, "手机话费 200 元", 19650, PHONE),
    _topup("HF100", _PHONE, "手机话费 100 元", 9820, PHONE),
    _topup("HF50", _PHONE, "手机话费 50 元", 4920, PHONE),
    _topup("HF30", _PHONE, "手机话费 30 元", 2945, PHONE),
    _topup("LL1", _PHONE, "流量日包 1 GB", 240, PHONE),
    _topup("LL10", _PHONE, "流量月包 10 GB", 1580, PHONE),
    _topup("LL20", _PHONE, "开学流量包 20 GB", 2860, PHONE),
    _topup("QB100", _COINS, "Q 币 100 个", 9300, QQ),
    _topup("QB50", _COINS, "Q 币 50 个", 4650, QQ),
    _topup("QB10", _COINS, "Q 币 10 个", 935, QQ),
    SeedGoods("QBN", _COINS, "Q 币 任意数量", 94, 9999, is_manual=True, widgets=(QQ,), maximum=500),
    _card("ST100", _STEAM, "Steam 充值码 100 元", 9780, 60),
    _card("ST50", _STEAM, "Steam 充值码 50 元", 4895, 45, maximum=10),
    _card("ST20", _STEAM, "Steam 充值码 20 元", 1965, 130),
    _topup("STZ", _STEAM, "Steam 余额直充 10 元", 985, STEAM_ACCOUNT),
    SeedGoods(
        "XMVIP",
        _VIDEO,
        "星幕视频会员",
        1980,
        0,
        races=(("月卡", 1980, 999), ("季卡", 5680, 240), ("年卡", 19800, 66)),
        minimum=1,
        maximum=5,
    ),
    _card("LHV30", _VIDEO, "流火影视会员 月卡", 1490, 150),
    _topup("XMZC", _VIDEO, "星幕视频直充 月卡", 2050, VIDEO_ACCOUNT),
    _card("TC02", _VIDEO, "视频双会员套餐 月卡", 2930, 54),
    _card("QN30", _MUSIC, "青柠音乐会员 月卡", 1060, 312),
    _card("QN365", _MUSIC, "青柠音乐会员 年卡", 9950, 40),
    _card("CET4", _COURSES, "四级词汇课 在线课", 2900, 70),
    _card("KY26", _COURSES, "考研英语课 在线课", 7600, 35),
    _card("PPT9", _COURSES, "办公表格速成课", 1280, 90),
    _card("YJP", _PACKS, "云境传说皮肤包 礼包码", 5680, 9),
    _card("TC01", _PACKS, "毕业季游戏包 点卡加攻略", 11300, 22),
    _card("TC04", _PACKS, "会员生日礼包", 4700, 15),
    SeedGoods("TC03", _PACKS, "话费加流量套餐 月套餐", 10350, 99, is_manual=True, widgets=(PHONE,)),
    SeedGoods("DL01", _PACKS, "游戏陪练 1 小时", 2600, 20, is_manual=True, maximum=3),
    _card("LAST1", _PACKS, "绝版头像框 兑换码", 1500, 1),
    _card("GOLD", _PACKS, "收藏版典藏礼盒 兑换码", 999900, 3),
    _card(_LOSING, _LOST, "掉单练习卡 10 元", 950, 500),
)


def loses_first_answer(code: str) -> bool:
    """Say whether the answer to an order of these goods is lost once the order is kept."""
    return code == _LOSING


def generated_goods(count: int) -> Iterator[SeedGoods]:
    """Yield ``count`` further goods, the same ones every time."""
    for number in range(1, count + 1):
        yield SeedGoods(
            code=f"G{number:07d}",
            category=f"目录 {number % 97:02d}",
            name=f"目录商品 {number:06d} 面值 {(number * 7) % 500 + 1} 元",
            fen=(number * 37) % 50_000 + 100,
            stock=(number * 13) % 400,
            is_manual=number % 10 == 0,
        )
