"""The sample shop: goods, people, members, practice platform: to try all without risk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from desktop import paths
from desktop.domain.money import Money
from desktop.domain.permissions import Actor, Role
from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.secret import Secret
from desktop.domain.stock import ProductDraft
from desktop.domain.tender import TenderMethod
from desktop.practice.practice_platform import PracticePlatform, PracticeWish
from desktop.practice.sample_campaigns import add_campaigns
from desktop.services.accounts import AccountDraft
from desktop.services.table_columns import CardRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.practice.practice_platform import PracticeAddress
    from desktop.services.accounts import Accounts, AccountSnapshot
    from desktop.services.campaigns import Campaigns
    from desktop.services.card_store import CardStore
    from desktop.services.catalog import Catalog
    from desktop.services.checkout import Checkout
    from desktop.services.collection_codes import CollectionCodes
    from desktop.services.customers import Customers
    from desktop.services.gateway_accounts import GatewayAccounts
    from desktop.services.marketing import Marketing
    from desktop.services.settings import Settings
    from desktop.services.staff import Staff
    from desktop.services.stock_sync import StockSync
    from desktop.services.tiers import Tiers
    from desktop.storage.ground import Ground

SHOP_NAME: Final = "禾光点卡"
OWNER_NAME: Final = "程禾"
OWNER_PIN: Final = "280417"
STAFF: Final = (
    ("林小舟", Role.CASHIER, "739205"),
    ("顾晚晴", Role.SENIOR, "615038"),
    ("沈一舟", Role.CASHIER, "402796"),
)
NEWCOMER: Final = ("洛晴", "13700005555")
"""Who is not a member yet; they join at the till."""
LOST_NAME: Final = "掉单练习卡"
"""Goods whose answer every practice platform loses once it has kept the order."""


@dataclass(frozen=True, slots=True)
class PracticeKind:
    """A practice platform of the sample shop, one for each thing that a lost answer can mean.

    Attributes:
        account: how its account is called.
        file: its book, in the profile folder.
        lost_code: the product to try it with.
        what_follows: a few words on that product.
    """

    dialect: str
    account: str
    file: str
    lost_code: str
    what_follows: str


PRACTICE_KINDS: Final = (
    PracticeKind("acg_faka", "练习货源", paths.PRACTICE_FILE, "DDB", "重号被挡"),
    PracticeKind("dujiao_next", "练习货源二", "practice-dujiao-next.db", "DDA", "认单号"),
    PracticeKind("rainbow", "练习货源三", "practice-rainbow.db", "DDC", "不认单号"),
)
GATEWAY_NAME: Final = "练习支付"
_GATEWAY_PID: Final = "1001"
_GATEWAY_FOLDER: Final = "/pay"


class FillableShop(Protocol):
    """The services that a sample shop is filled through."""

    @property
    def staff(self) -> Staff:
        """People are added to it."""

    @property
    def settings(self) -> Settings:
        """They are changed."""

    @property
    def catalog(self) -> Catalog:
        """Goods are added to it."""

    @property
    def card_store(self) -> CardStore:
        """Cards are put into it."""

    @property
    def customers(self) -> Customers:
        """Members are added to them."""

    @property
    def accounts(self) -> Accounts:
        """The practice platform becomes one."""

    @property
    def stock_sync(self) -> StockSync:
        """It learns what the practice platform sells."""

    @property
    def collection_codes(self) -> CollectionCodes:
        """Codes are added to them."""

    @property
    def checkout(self) -> Checkout:
        """Goods are found in it."""

    @property
    def campaigns(self) -> Campaigns:
        """Some that earn are started."""

    @property
    def tiers(self) -> Tiers:
        """Tiers are added to them."""

    @property
    def ground(self) -> Ground:
        """It says what time it is."""

    @property
    def marketing(self) -> Marketing:
        """Posters and messages."""

    @property
    def gateway_accounts(self) -> GatewayAccounts:
        """The practice gateway becomes one."""

    @property
    def folder(self) -> Path:
        """The profile folder."""


@dataclass(frozen=True, slots=True)
class SampleGoods:
    """A product of the design pictures.

    Attributes:
        upstream: the practice platform's code, a variant after ``/``; empty: only from stock.
        cards: how many made-up card secrets lie in stock.
    """

    code: str
    name: str
    face: str
    category: str
    price: str
    cost: str
    upstream: str = ""
    cards: int = 0
    kind: ProductKind = ProductKind.CARD
    rule: AccountRule = AccountRule.NONE
    is_favourite: bool = True
    guide: str = ""


_C, _T, _B = ProductKind.CARD, ProductKind.TOPUP, ProductKind.BUNDLE
_PHONE, _QQ, _UID = AccountRule.PHONE, AccountRule.QQ, AccountRule.UID
_GAME_GUIDE: Final = "登录云境传说官网，点右上角兑换，输入卡号和卡密"

GOODS: Final[tuple[SampleGoods, ...]] = (
    SampleGoods(
        "YJ100",
        "云境传说点卡",
        "100 元",
        "游戏点卡",
        "100.00",
        "91.00",
        "YJ100",
        128,
        guide=_GAME_GUIDE,
    ),
    SampleGoods(
        "YJ50", "云境传说点卡", "50 元", "游戏点卡", "50.00", "45.50", "YJ50", 86, guide=_GAME_GUIDE
    ),
    SampleGoods(
        "YJ30", "云境传说点卡", "30 元", "游戏点卡", "30.00", "27.50", "YJ30", 3, guide=_GAME_GUIDE
    ),
    SampleGoods("WC30", "王朝纪元月卡", "30 天", "游戏点卡", "30.00", "27.90", "WC30"),
    SampleGoods(
        "HF100", "手机话费", "100 元", "话费流量", "99.80", "98.20", "HF100", kind=_T, rule=_PHONE
    ),
    SampleGoods(
        "HF50", "手机话费", "50 元", "话费流量", "49.90", "49.20", "HF50", kind=_T, rule=_PHONE
    ),
    SampleGoods(
        "HF30", "手机话费", "30 元", "话费流量", "29.95", "29.45", "HF30", kind=_T, rule=_PHONE
    ),
    SampleGoods("LL1", "流量日包", "1 GB", "话费流量", "3.00", "2.40", "LL1", kind=_T, rule=_PHONE),
    SampleGoods("QB50", "Q 币", "50 个", "Q 币", "49.50", "46.50", "QB50", kind=_T, rule=_QQ),
    SampleGoods("QB10", "Q 币", "10 个", "Q 币", "9.90", "9.35", "QB10", kind=_T, rule=_QQ),
    SampleGoods("QBN", "Q 币", "任意数量", "Q 币", "0.99", "0.94", "QBN", kind=_T, rule=_QQ),
    SampleGoods("ST100", "Steam 充值码", "100 元", "Steam", "101.00", "97.50", "ST100", 17),
    SampleGoods("ST50", "Steam 充值码", "50 元", "Steam", "50.50", "48.90"),
    SampleGoods(
        "STZ", "Steam 余额直充", "10 元", "Steam", "10.20", "9.85", "STZ", kind=_T, rule=_UID
    ),
    SampleGoods("XM30", "星幕视频会员", "月卡", "视频会员", "25.00", "19.80", "XMVIP/月卡"),
    SampleGoods("XM90", "星幕视频会员", "季卡", "视频会员", "68.00", "56.80", "XMVIP/季卡"),
    SampleGoods("QN30", "青柠音乐会员", "月卡", "视频会员", "12.00", "10.60", "QN30"),
    SampleGoods("CET4", "四级词汇课", "在线课", "教育课程", "39.00", "29.00", "CET4"),
    SampleGoods(
        "TC01", "毕业季游戏包", "点卡+攻略", "套餐", "128.00", "113.00", cards=22, is_favourite=True
    ),
    SampleGoods(
        "YJ10", "云境传说点卡", "10 元", "游戏点卡", "10.00", "9.55", "YJ10", 40, is_favourite=False
    ),
)
_GAME_REGION: Final = "国服"
_STEAM_LIMIT: Final = "仅限国区账号，不支持换区"
_TERMS: Final = {
    "YJ100": (_GAME_REGION, "每个账号限用一次，不支持国际服"),
    "YJ50": (_GAME_REGION, ""),
    "YJ30": (_GAME_REGION, ""),
    "ST100": ("国区", _STEAM_LIMIT),
    "ST50": ("国区", _STEAM_LIMIT),
    "STZ": ("国区", ""),
}
"""Region and usage limit of goods by their code."""
_BUNDLE_CODE: Final = "TC01"
_CUSTOMERS: Final = (
    ("苗小禾", "18600002046"),
    ("贺一帆", "13700002046"),
    ("闻子墨", "15900003360"),
)
_CODES: Final = (
    (TenderMethod.WECHAT, "柜台手机", "https://example.invalid/pay/wechat/hegk-1"),
    (TenderMethod.WECHAT, "备用手机", "https://example.invalid/pay/wechat/hegk-2"),
    (TenderMethod.ALIPAY, "柜台手机", "https://example.invalid/pay/alipay/hegk-1"),
    (TenderMethod.QQ, "柜台手机", "https://example.invalid/pay/qq/hegk-1"),
)


_GROUP_LABEL: Final = "东门群"
_GROUP_CODE: Final = "https://example.invalid/group/hegk"
_GROUP_CODE_LASTS: Final = timedelta(days=60)


def fill_sample_shop(shop: FillableShop) -> tuple[str, ...]:
    """Fill a fresh profile; the practice platforms run only while it is filled.

    Returns:
        Lines that name each person and their PIN, for stderr.
    """
    platforms = start_platforms(shop.folder)
    try:
        fill(shop, [platform.address for platform in platforms])
    finally:
        for platform in platforms:
            platform.stop()
    return tuple(f"{name} ({role}): PIN {pin}" for name, role, pin in STAFF)


def start_platforms(folder: Path) -> tuple[PracticePlatform, ...]:
    """Start a practice platform of each kind, with their books in a profile folder."""
    return PracticePlatform.start_each(
        [PracticeWish(folder / kind.file, kind.dialect) for kind in PRACTICE_KINDS]
    )


def reopen_practice(shop: FillableShop) -> tuple[PracticePlatform, ...]:
    """Start the practice platforms a shop has accounts at, where the accounts look for them.

    A taken port gives another one; the account is then changed to it.
    """
    accounts = {one.platform: one for one in shop.accounts.list_accounts() if one.is_practice}
    kept = [
        (kind, accounts[kind.dialect])
        for kind in PRACTICE_KINDS
        if kind.dialect in accounts and (shop.folder / kind.file).exists()
    ]
    platforms = PracticePlatform.start_each(
        [
            PracticeWish(shop.folder / kind.file, kind.dialect, _port_of(account))
            for kind, account in kept
        ]
    )
    for (kind, account), platform in zip(kept, platforms, strict=True):
        if platform.address.base_url != account.fields.get("base_url", "").rstrip("/"):
            draft = _account_draft(kind, platform.address)
            shop.accounts.change(_owner_of(shop), account.id, draft)
            _move_gateway(shop, account.fields.get("base_url", ""), platform.address)
    return platforms


def _move_gateway(shop: FillableShop, base_url: str, address: PracticeAddress) -> None:
    """Follow a practice platform that collects money too to its new port."""
    before = f"{base_url.rstrip('/')}{_GATEWAY_FOLDER}"
    for gateway in shop.gateway_accounts.list_gateways():
        if gateway.fields.get("base_url", "") == before:
            shop.gateway_accounts.change(_owner_of(shop), gateway.id, _gateway_draft(address))


def _port_of(account: AccountSnapshot) -> int:
    port_text = account.fields.get("base_url", "").rsplit(":", 1)[-1].rstrip("/")
    return int(port_text) if port_text.isdigit() else 0


def fill(shop: FillableShop, addresses: Sequence[PracticeAddress]) -> None:
    """Fill a fresh shop while a practice platform of each kind answers, in their order."""
    owner = _owner_of(shop)
    for name, role, pin in STAFF:
        shop.staff.add_person(owner, name, role, Secret(pin))
    shop.settings.change(
        owner,
        {
            "shop.contact": "198 0000 0618",
            "shop.place": "到东门摊位拿，今天到 21:30。",
        },
    )
    for name, phone in _CUSTOMERS:
        shop.customers.add(owner, name, phone)
    for method, label, payload in _CODES:
        shop.collection_codes.add(owner, method, label, None, payload)
    shop.gateway_accounts.add(owner, _gateway_draft(addresses[0]))
    shop.marketing.add_code(
        owner, _GROUP_LABEL, _GROUP_CODE, shop.marketing.today() + _GROUP_CODE_LASTS
    )
    accounts = [
        shop.accounts.add(owner, _account_draft(kind, address)).account.id
        for kind, address in zip(PRACTICE_KINDS, addresses, strict=True)
    ]
    shop.stock_sync.sync(accounts)
    for goods in GOODS:
        _add_goods(shop, owner, goods, accounts[0])
    for kind, account_id in zip(PRACTICE_KINDS, accounts, strict=True):
        _add_lost_goods(shop, owner, kind, account_id)
        shop.stock_sync.refresh_prices(account_id)
    bundle = shop.checkout.find_exact(_BUNDLE_CODE)
    if bundle is not None:
        add_campaigns(shop.campaigns, shop.tiers, owner, bundle.id, shop.ground.now())


def _add_goods(shop: FillableShop, owner: Actor, goods: SampleGoods, account_id: int) -> None:
    product_id = _add_product(shop.catalog, owner, goods)
    if goods.cards:
        rows = [
            CardRow(
                number,
                Secret(f"2606 18{number:02d} {4711 + number}"),
                _made_up(goods.code, number),
                None,
                Money.from_yuan(goods.cost),
            )
            for number in range(goods.cards)
        ]
        shop.card_store.import_cards(owner, product_id, rows, "sample")
    if goods.upstream:
        upstream_id, _, variant = goods.upstream.partition("/")
        found = shop.stock_sync.find_goods(account_id, upstream_id, variant)
        if found is not None:
            shop.stock_sync.add_source(owner, product_id, found.id)


def _add_lost_goods(shop: FillableShop, owner: Actor, kind: PracticeKind, account_id: int) -> None:
    """Give the shop goods whose answer is lost, to see what this kind of platform makes of it."""
    goods = SampleGoods(
        kind.lost_code,
        LOST_NAME,
        kind.what_follows,
        "练习掉单",
        "10.00",
        "9.50",
        is_favourite=False,
    )
    product_id = _add_product(shop.catalog, owner, goods)
    for found in shop.stock_sync.goods(account_id, goods.name):
        shop.stock_sync.add_source(owner, product_id, found.id)


def _add_product(catalog: Catalog, owner: Actor, goods: SampleGoods) -> int:
    region, usage_limit = _TERMS.get(goods.code, ("", ""))
    draft = ProductDraft(
        code=goods.code,
        name=goods.name,
        kind=goods.kind,
        price=Money.from_yuan(goods.price),
        typed_cost=Money.from_yuan(goods.cost),
        face_text=goods.face,
        category=goods.category,
        account_rule=goods.rule,
        guide=goods.guide,
        region=region,
        usage_limit=usage_limit,
        earns_points=goods.rule is not _PHONE,
    )
    product = catalog.add_product(owner, draft).product
    if goods.is_favourite:
        catalog.set_favourite(owner, product.id, True)
    return product.id


def _made_up(code: str, number: int) -> Secret:
    letters = "ACDEFGHJKLMNPQRTUVWXYZ234679"
    seed = sum(map(ord, code)) * 7919 + number * 104_729
    characters = []
    for _ in range(12):
        seed = (seed * 1_103_515_245 + 12_345) % (1 << 31)
        characters.append(letters[(seed >> 8) % len(letters)])
    text = "".join(characters)
    return Secret(f"{code[:2]}7K-{text[:4]}-{text[4:8]}-{text[8:]}")


def _account_draft(kind: PracticeKind, address: PracticeAddress) -> AccountDraft:
    return AccountDraft(kind.dialect, kind.account, address.fields, address.secrets)


def _gateway_draft(address: PracticeAddress) -> AccountDraft:
    own = f"{address.base_url}{_GATEWAY_FOLDER}"
    fields = {"base_url": own, "pid": _GATEWAY_PID, "channels": "wxpay alipay"}
    return AccountDraft("epay", GATEWAY_NAME, fields, {"key": address.app_key})


def _owner_of(shop: FillableShop) -> Actor:
    owner = next(person for person in shop.staff.list_people() if person.role is Role.OWNER)
    return Actor(owner, "system")
