"""A till with a source without an interface: its list imported, its goods adopted."""

from __future__ import annotations

from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.product import ProductSnapshot
from desktop.domain.purchase import PurchaseState
from desktop.domain.top_up import TopUpTarget
from desktop.services.account_money import AccountMoney
from desktop.services.accounts import AccountDraft, AccountSnapshot
from desktop.services.hand_orders import HandOrders, HandResult
from desktop.services.importing import Importing
from desktop.services.price_lists import PriceLists
from desktop.services.purchasing import PurchaseSnapshot
from desktop.services.reporting import Reporting
from tests.buying import BuyingShop

PRICE_LIST = """编码\t名称\t类型\t进价\t充值要填
HF50\t话费 50 元\t直充\t48.50\t手机号
VIP1\t视频月卡\t卡密\t15.00\t
QB10\tQQ币 10 个\t直充\t0\tQQ号
"""
PHONE = "13800001111"


class HandKeptShop(BuyingShop):
    """The supplier 老王 takes orders by message; ¥1,000 lie with him."""

    def __post_init__(self) -> None:
        super().__post_init__()
        draft = AccountDraft(
            "by_hand", "老王", {"contact": "微信 laowang"}, opening_balance=Money(1000_00)
        )
        self.account_id = self.accounts.add(self.owner, draft).account.id
        self.price_lists.import_list(self.owner, self.account_id, PRICE_LIST)
        self.phone = self.adopt_listed("HF50", 50_00)
        self.video = self.adopt_listed("VIP1", 20_00)

    def open_services(self) -> None:
        super().open_services()
        self.price_lists = PriceLists(self.ground, self.rights)
        self.account_money = AccountMoney(self.ground, self.rights)
        self.hand_orders = HandOrders(self.ground, self.rights, self.purchasing)
        self.importing = Importing(self.ground, self.settings, self.rights, self.card_store)
        self.reporting = Reporting(self.ground, self.settings)

    def adopt_listed(self, code: str, price: int) -> ProductSnapshot:
        goods = self.stock_sync.find_goods(self.account_id, code, "")
        assert goods is not None
        product = self.stock_sync.adopt(self.owner, goods.id, code, Money(price)).product
        return self.checkout.get_product(product.id)

    @property
    def account(self) -> AccountSnapshot:
        return self.accounts.get(self.account_id)

    @property
    def balance(self) -> Money | None:
        return self.account.balance

    def sell_top_up(self, product: ProductSnapshot | None = None) -> PurchaseSnapshot:
        """Sell one 直充 for cash; what the machine can do with it is done."""
        wanted = product or self.checkout.get_product(self.phone.id)
        target = TopUpTarget(wanted.account_rule, PHONE, is_read_back=True)
        return self._bought(Cart().with_product(wanted, 1, target))

    def sell_video(self, quantity: int = 1) -> PurchaseSnapshot:
        """Sell 卡密 that lie with the supplier, not here."""
        wanted = self.checkout.get_product(self.video.id)
        return self._bought(Cart().with_product(wanted, quantity))

    def _bought(self, cart: Cart) -> PurchaseSnapshot:
        sold = self.sell(
            cart, request_id=f"r{self.clock.seconds}-{self.ground.identifiers.next_id()}"
        )
        self.sale = sold.sale
        (purchase_id,) = sold.purchases_to_start
        return self.purchasing.advance(purchase_id)

    def done(self, number: str = "WX-77", charged: int = 48_50) -> HandResult:
        return HandResult(number, Money(charged), self.clock.now())

    def states(self, purchase_id: int) -> list[PurchaseState]:
        return [event.state for event in self.purchasing.get(purchase_id).events]
