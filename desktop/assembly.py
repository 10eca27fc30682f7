"""The composition root: every service of a shop, over an open profile; knows all but Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self

from desktop import paths
from desktop.connectors.http_client import HttpClient
from desktop.domain.secret import Secret
from desktop.practice import sample_shop
from desktop.practice.practice_platform import PracticePlatform
from desktop.security.keyring_port import find_os_keyring
from desktop.security.system import SystemClock, SystemRandomness
from desktop.services.account_money import AccountMoney
from desktop.services.accounts import Accounts
from desktop.services.backups import Backups
from desktop.services.card_store import CardStore
from desktop.services.catalog import Catalog
from desktop.services.checkout import Checkout
from desktop.services.collection_codes import CollectionCodes
from desktop.services.connectivity import Connectivity
from desktop.services.customers import Customers
from desktop.services.day_close import DayClose
from desktop.services.delivery import Delivery
from desktop.services.diagnosis import Diagnosis
from desktop.services.exporting import Exporting
from desktop.services.hand_orders import HandOrders
from desktop.services.held_sales import HeldSales
from desktop.services.importing import Importing
from desktop.services.pending_sales import PendingSales
from desktop.services.price_lists import PriceLists
from desktop.services.printing import Printing
from desktop.services.profiles import (
    NewProfile,
    OpenProfile,
    OutsideWorld,
    create_profile,
    open_profile,
)
from desktop.services.purchase_watch import PurchaseWatch
from desktop.services.purchasing import Purchasing
from desktop.services.recovery import Recovery
from desktop.services.reporting import Reporting
from desktop.services.returns import Returns
from desktop.services.rights import Rights
from desktop.services.saved_accounts import SavedAccounts
from desktop.services.settings import Settings
from desktop.services.shifts import Shifts
from desktop.services.staff import Staff
from desktop.services.standing_approvals import StandingApprovals
from desktop.services.stock_alerts import StockAlerts
from desktop.services.stock_sync import StockSync
from desktop.services.top_ups import TopUps
from desktop.services.verification import Verification

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from desktop.storage.ground import Ground


_SAMPLE_PASSPHRASE: Final = "sample shop, nothing real"  # noqa: S105 - of a shop that is thrown away


@dataclass(slots=True)
class Shop:
    """Every service of one open profile, by the names that screens and commands ask for."""

    profile: OpenProfile
    door: HttpClient = field(default_factory=HttpClient)
    connectivity: Connectivity = field(init=False)
    rights: Rights = field(init=False)
    settings: Settings = field(init=False)
    staff: Staff = field(init=False)
    catalog: Catalog = field(init=False)
    card_store: CardStore = field(init=False)
    importing: Importing = field(init=False)
    exporting: Exporting = field(init=False)
    customers: Customers = field(init=False)
    saved_accounts: SavedAccounts = field(init=False)
    top_ups: TopUps = field(init=False)
    checkout: Checkout = field(init=False)
    pending_sales: PendingSales = field(init=False)
    held_sales: HeldSales = field(init=False)
    returns: Returns = field(init=False)
    delivery: Delivery = field(init=False)
    accounts: Accounts = field(init=False)
    stock_sync: StockSync = field(init=False)
    stock_alerts: StockAlerts = field(init=False)
    standing_approvals: StandingApprovals = field(init=False)
    purchasing: Purchasing = field(init=False)
    purchase_watch: PurchaseWatch = field(init=False)
    account_money: AccountMoney = field(init=False)
    price_lists: PriceLists = field(init=False)
    hand_orders: HandOrders = field(init=False)
    recovery: Recovery = field(init=False)
    collection_codes: CollectionCodes = field(init=False)
    shifts: Shifts = field(init=False)
    reporting: Reporting = field(init=False)
    day_close: DayClose = field(init=False)
    printing: Printing = field(init=False)
    backups: Backups = field(init=False)
    verification: Verification = field(init=False)
    diagnosis: Diagnosis = field(init=False)
    _practice: PracticePlatform | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        ground = self.ground
        self.connectivity = Connectivity(ground, self.door)
        self.door.tell_outcomes_to(self.connectivity.note)
        self.rights = Rights(ground)
        self.settings = Settings(ground, self.rights, self.folder / paths.APPEARANCE_FILE)
        self.staff = Staff(ground, self.rights)
        self._build_goods()
        self._build_counter()
        self._build_wholesale()
        self._build_till()

    @property
    def ground(self) -> Ground:
        """What the services stand on."""
        return self.profile.ground

    @property
    def folder(self) -> Path:
        """The profile folder."""
        return self.profile.folder

    def start_practice(self) -> None:
        """Start the practice platform of a shop that has one; it ends with the shop."""
        self._practice = sample_shop.reopen_practice(self)

    def add_practice(self) -> None:
        """Give the shop the practice platform as an account, with its goods as last synced."""
        self._practice = sample_shop.add_practice_account(self)
        self.stock_sync.sync()

    def close(self) -> None:
        """End everything in order."""
        if self._practice is not None:
            self._practice.stop()
        self.profile.close()

    def _build_goods(self) -> None:
        ground = self.ground
        self.catalog = Catalog(ground, self.settings, self.rights)
        self.card_store = CardStore(ground, self.rights)
        self.customers = Customers(ground, self.rights)
        self.saved_accounts = SavedAccounts(ground, self.rights)
        self.top_ups = TopUps(ground, self.settings)
        self.importing = Importing(ground, self.settings, self.rights, self.card_store)
        self.exporting = Exporting(ground, self.settings, self.rights)

    def _build_counter(self) -> None:
        ground = self.ground
        watch = self.connectivity
        self.checkout = Checkout(ground, self.settings, self.rights, watch)
        self.pending_sales = PendingSales(ground, self.settings, self.rights, watch)
        self.held_sales = HeldSales(ground)
        self.returns = Returns(ground, self.settings, self.rights)
        self.delivery = Delivery(ground, self.settings, self.rights)
        self.collection_codes = CollectionCodes(ground, self.rights)

    def _build_wholesale(self) -> None:
        ground = self.ground
        self.accounts = Accounts(ground, self.rights, self.door)
        self.stock_sync = StockSync(ground, self.rights, self.catalog, self.door)
        self.stock_alerts = StockAlerts(ground, self.settings, self.rights)
        self.standing_approvals = StandingApprovals(ground, self.rights)
        self.purchasing = Purchasing(ground, self.rights, self.door, watch=self.connectivity)
        self.purchase_watch = PurchaseWatch(ground)
        self.account_money = AccountMoney(ground, self.rights)
        self.price_lists = PriceLists(ground, self.rights)
        self.hand_orders = HandOrders(ground, self.rights, self.purchasing)
        self.recovery = Recovery(ground, self.purchasing)

    def _build_till(self) -> None:
        ground = self.ground
        self.shifts = Shifts(ground, self.settings, self.rights)
        self.reporting = Reporting(ground, self.settings)
        self.day_close = DayClose(ground, self.settings, self.rights, self.shifts, self.reporting)
        self.printing = Printing(ground, self.settings, self.rights, self.reporting, self.day_close)
        self.verification = Verification(self.profile)
        self.backups = Backups(self.profile, self.rights)
        self.diagnosis = Diagnosis(self.profile, self.settings, self.accounts)


def system_world() -> OutsideWorld:
    """Return this machine's clock, chance and keyring."""
    randomness = SystemRandomness()
    return OutsideWorld(SystemClock(), randomness, find_os_keyring(randomness))


def open_shop(
    folder: Path,
    *,
    passphrase: Secret | None = None,
    is_read_only: bool = False,
    world: OutsideWorld | None = None,
) -> Shop:
    """Open a profile and build its services.

    Raises:
        ProfileError: missing, locked, newer, damaged, or its vault stays closed.
    """
    world = world or system_world()
    return Shop(open_profile(folder, world, passphrase=passphrase, is_read_only=is_read_only))


class SampleShop:
    """A throw-away sample shop with its own practice platform, for ``demo`` and the tour."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._platform: PracticePlatform | None = None
        self.passphrase = Secret(_SAMPLE_PASSPHRASE)

    def build(self) -> None:
        """Make the profile and fill it; off the window's thread."""
        machine = system_world()
        world = OutsideWorld(machine.clock, machine.randomness)
        wanted = NewProfile(
            sample_shop.SHOP_NAME,
            sample_shop.OWNER_NAME,
            Secret(sample_shop.OWNER_PIN),
            passphrase=self.passphrase,
        )
        create_profile(self._profile, wanted, world)
        self._platform = PracticePlatform.start(self._profile / sample_shop.PRACTICE_FILE)
        shop = open_shop(self._profile, passphrase=self.passphrase, world=world)
        try:
            shop.profile.note_phrase_checked()
            sample_shop.fill(shop, self._platform.address)
        finally:
            shop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._platform is not None:
            self._platform.stop()
