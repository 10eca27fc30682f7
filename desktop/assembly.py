"""The composition root: every service of a shop, over an open profile; knows all but Qt.

A service is imported and built when it is first asked for: the window shows goods before it has
loaded what counts the till. A new service is one function here, under ``built_once``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Self, cast

from desktop import paths
from desktop.building import BuiltLater, built_once
from desktop.domain.secret import Secret
from desktop.security.keyring_port import find_os_keyring
from desktop.security.system import SystemClock, SystemRandomness
from desktop.services.profiles import (
    NewProfile,
    OpenProfile,
    OutsideWorld,
    create_profile,
    open_profile,
)
from desktop.services.rights import Rights
from desktop.services.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from desktop.connectors.http_call import HttpOutcome, PreparedCall
    from desktop.connectors.http_client import HttpClient
    from desktop.practice.practice_platform import PracticePlatform
    from desktop.services.account_money import AccountMoney
    from desktop.services.accounts import Accounts
    from desktop.services.after_sales import AfterSales
    from desktop.services.after_sales_proof import AfterSalesProof
    from desktop.services.after_sales_watch import AfterSalesWatch
    from desktop.services.backups import Backups
    from desktop.services.bills import Bills
    from desktop.services.booth_packs import BoothPacks
    from desktop.services.campaign_reading import CampaignReader
    from desktop.services.campaigns import Campaigns
    from desktop.services.campus_agents import CampusAgents
    from desktop.services.card_replacements import CardReplacements
    from desktop.services.card_store import CardStore
    from desktop.services.card_taking import CardTaking
    from desktop.services.catalog import Catalog
    from desktop.services.chain_sales import ChainSales
    from desktop.services.checkout import Checkout
    from desktop.services.collection_codes import CollectionCodes
    from desktop.services.compensations import Compensations
    from desktop.services.compliance import Compliance
    from desktop.services.connectivity import Connectivity
    from desktop.services.credit_ledger import CreditLedger
    from desktop.services.customers import Customers
    from desktop.services.day_close import DayClose
    from desktop.services.delivery import Delivery
    from desktop.services.diagnosis import Diagnosis
    from desktop.services.disk_care import DiskCare
    from desktop.services.erasing import Erasing
    from desktop.services.exporting import Exporting
    from desktop.services.funds import FundsDesk
    from desktop.services.gateway_accounts import GatewayAccounts
    from desktop.services.gateway_payments import GatewayPayments
    from desktop.services.gateway_refunds import GatewayRefunds
    from desktop.services.gifts import Gifts
    from desktop.services.goods_on_sale import GoodsOnSale
    from desktop.services.hand_orders import HandOrders
    from desktop.services.held_sales import HeldSales
    from desktop.services.importing import Importing
    from desktop.services.loyalty import Loyalty
    from desktop.services.marketing import Marketing
    from desktop.services.member_ledgers import MemberLedgers
    from desktop.services.member_merging import MemberMerging
    from desktop.services.open_shift import OpenShift
    from desktop.services.overview import Overview
    from desktop.services.owner_cards import OwnerCards
    from desktop.services.pending_sales import PendingSales
    from desktop.services.price_lists import PriceLists
    from desktop.services.printing import Printing
    from desktop.services.promotions import Promotions
    from desktop.services.purchase_watch import PurchaseWatch
    from desktop.services.purchasing import Purchasing
    from desktop.services.recovery import Recovery
    from desktop.services.referrals import Referrals
    from desktop.services.replacement_buying import ReplacementBuying
    from desktop.services.report_exporting import ReportExporting
    from desktop.services.reporting import Reporting
    from desktop.services.retention import Retention
    from desktop.services.returns import Returns
    from desktop.services.review import Review
    from desktop.services.saved_accounts import SavedAccounts
    from desktop.services.sealed_files import SealedFiles
    from desktop.services.shifts import Shifts
    from desktop.services.staff import Staff
    from desktop.services.standing_approvals import StandingApprovals
    from desktop.services.stock_alerts import StockAlerts
    from desktop.services.stock_sync import StockSync
    from desktop.services.stored_value import StoredValue
    from desktop.services.tiers import Tiers
    from desktop.services.top_ups import TopUps
    from desktop.services.verification import Verification
    from desktop.services.wallets import Wallets
    from desktop.storage.ground import Ground


_SAMPLE_PASSPHRASE: Final = "sample shop, nothing real"  # noqa: S105 - of a shop that is thrown away


class Shop:
    """Every service of one open profile, by the names that screens and commands ask for."""

    def __init__(self, profile: OpenProfile, door: HttpClient | None = None) -> None:
        self.profile = profile
        self._given_door = door
        self.rights = Rights(self.ground)
        self.settings = Settings(self.ground, self.rights, self.folder / paths.APPEARANCE_FILE)
        self._practice: tuple[PracticePlatform, ...] = ()

    @property
    def ground(self) -> Ground:
        """What the services stand on."""
        return self.profile.ground

    @property
    def folder(self) -> Path:
        """The profile folder."""
        return self.profile.folder

    def start_practice(self) -> None:
        """Start the practice platforms of a shop that has some; they end with the shop."""
        if (self.folder / paths.PRACTICE_FILE).exists():
            self.profile.unlock()
            from desktop.practice import sample_shop

            self._practice = sample_shop.reopen_practice(self)

    def close(self) -> None:
        """End everything in order."""
        for platform in self._practice:
            platform.stop()
        self.profile.close()

    # The way out ----------------------------------------------------------------------------------

    @built_once
    def door(self) -> HttpClient:
        """The one way to the network; how every call ended is told."""
        from desktop.connectors.http_client import HttpClient

        door = self._given_door or HttpClient()
        door.tell_outcomes_to(self._note_outcome)
        return door

    @built_once
    def connectivity(self) -> Connectivity:
        """Whether the shop is offline."""
        from desktop.services.connectivity import Connectivity

        return Connectivity(self.ground, cast("HttpClient", BuiltLater(self, "door")))

    def _note_outcome(self, call: PreparedCall, outcome: HttpOutcome) -> None:
        self.connectivity.note(call, outcome)

    # Goods and people -----------------------------------------------------------------------------

    @built_once
    def staff(self) -> Staff:
        """Who works here."""
        from desktop.services.staff import Staff

        return Staff(self.ground, self.rights)

    @built_once
    def customers(self) -> Customers:
        """Members and their points."""
        from desktop.services.customers import Customers

        return Customers(self.ground, self.rights)

    @built_once
    def loyalty(self) -> Loyalty:
        """What members earn."""
        from desktop.services.loyalty import Loyalty

        return Loyalty(self.ground, self.settings, self.rights)

    @built_once
    def gifts(self) -> Gifts:
        """What members get for points."""
        from desktop.services.gifts import Gifts

        return Gifts(self.ground, self.settings, self.rights)

    @built_once
    def stored_value(self) -> StoredValue:
        """What members paid in ahead."""
        from desktop.services.stored_value import StoredValue

        return StoredValue(self.ground, self.settings, self.rights, self.promotions)

    @built_once
    def credit_ledger(self) -> CreditLedger:
        """What members owe."""
        from desktop.services.credit_ledger import CreditLedger

        return CreditLedger(self.ground, self.settings, self.rights)

    @built_once
    def member_merging(self) -> MemberMerging:
        """One member made of two."""
        from desktop.services.member_merging import MemberMerging

        return MemberMerging(self.ground, self.settings, self.rights)

    @built_once
    def referrals(self) -> Referrals:
        """Who brought whom."""
        from desktop.services.referrals import Referrals

        return Referrals(self.ground, self.settings, self.rights)

    @built_once
    def campus_agents(self) -> CampusAgents:
        """Who brings customers, and what they are owed for it."""
        from desktop.services.campus_agents import CampusAgents

        return CampusAgents(self.ground, self.settings, self.rights)

    @built_once
    def member_ledgers(self) -> MemberLedgers:
        """Everything behind a member's tabs."""
        from desktop.services.member_ledgers import MemberLedgers

        return MemberLedgers(
            self.loyalty,
            self.stored_value,
            self.credit_ledger,
            self.gifts,
            self.member_merging,
            self.referrals,
            self.shifts,
            self.erasing,
            self.campus_agents,
        )

    @built_once
    def saved_accounts(self) -> SavedAccounts:
        """The accounts that members top up."""
        from desktop.services.saved_accounts import SavedAccounts

        return SavedAccounts(self.ground, self.rights)

    @built_once
    def top_ups(self) -> TopUps:
        """What a top-up asks for."""
        from desktop.services.top_ups import TopUps

        return TopUps(self.ground, self.settings)

    @built_once
    def catalog(self) -> Catalog:
        """What is sold."""
        from desktop.services.catalog import Catalog

        return Catalog(self.ground, self.settings, self.rights)

    @built_once
    def card_store(self) -> CardStore:
        """The cards in stock."""
        from desktop.services.card_store import CardStore

        return CardStore(self.ground, self.rights)

    @built_once
    def importing(self) -> Importing:
        """Tables read in."""
        from desktop.services.importing import Importing

        return Importing(self.ground, self.settings, self.rights, self.card_store)

    @built_once
    def exporting(self) -> Exporting:
        """Tables written out."""
        from desktop.services.exporting import Exporting

        return Exporting(self.ground, self.settings, self.rights)

    # The counter ----------------------------------------------------------------------------------

    @built_once
    def goods(self) -> GoodsOnSale:
        """What lies on the counter."""
        from desktop.services.goods_on_sale import GoodsOnSale

        return GoodsOnSale(self.ground, self.settings)

    @built_once
    def open_shift(self) -> OpenShift:
        """The shift that is open."""
        from desktop.services.open_shift import OpenShift

        return OpenShift(self.ground)

    @built_once
    def checkout(self) -> Checkout:
        """Selling."""
        from desktop.services.checkout import Checkout

        return Checkout(
            self.ground,
            self.settings,
            self.rights,
            self.connectivity,
            self.promotions,
            self.compliance,
        )

    @built_once
    def compliance(self) -> Compliance:
        """What the law asks of a sale."""
        from desktop.services.compliance import Compliance

        return Compliance(self.ground, self.settings, self.folder)

    @built_once
    def erasing(self) -> Erasing:
        """What tells who a customer is, deleted on request."""
        from desktop.services.erasing import Erasing

        return Erasing(self.ground, self.rights)

    @built_once
    def disk_care(self) -> DiskCare:
        """Room on the profile's disk."""
        from desktop.services.disk_care import DiskCare

        return DiskCare(self.ground)

    @built_once
    def retention(self) -> Retention:
        """What is cleared when its time is over."""
        from desktop.services.retention import Retention

        return Retention(self.ground, self.settings, self.erasing, self.compliance)

    @built_once
    def promotions(self) -> Promotions:
        """What campaigns do to a cart."""
        from desktop.services.promotions import Promotions

        return Promotions(self.ground, self.settings)

    @built_once
    def campaigns(self) -> Campaigns:
        """Campaigns set up, started and stopped; tiers."""
        from desktop.services.campaigns import Campaigns

        return Campaigns(self.ground, self.settings, self.rights, self.promotions)

    @built_once
    def campaign_reader(self) -> CampaignReader:
        """Campaigns as they are typed."""
        from desktop.services.campaign_reading import CampaignReader

        return CampaignReader(self.ground, self.settings)

    @built_once
    def tiers(self) -> Tiers:
        """Tiers of members."""
        from desktop.services.tiers import Tiers

        return Tiers(self.ground, self.rights)

    @built_once
    def pending_sales(self) -> PendingSales:
        """Sales whose payment nobody saw yet."""
        from desktop.services.pending_sales import PendingSales

        return PendingSales(
            self.ground, self.settings, self.rights, self.connectivity, self.promotions
        )

    @built_once
    def held_sales(self) -> HeldSales:
        """Orders put aside."""
        from desktop.services.held_sales import HeldSales

        return HeldSales(self.ground, self.promotions)

    @built_once
    def chain_sales(self) -> ChainSales:
        """Chains sold line by line."""
        from desktop.services.chain_sales import ChainSales

        return ChainSales(self.ground, self.settings, self.checkout, self.delivery, self.top_ups)

    @built_once
    def returns(self) -> Returns:
        """Money given back."""
        from desktop.services.returns import Returns

        return Returns(self.ground, self.settings, self.rights, self.promotions)

    @built_once
    def delivery(self) -> Delivery:
        """Goods handed over."""
        from desktop.services.delivery import Delivery

        return Delivery(self.ground, self.settings, self.rights)

    @built_once
    def sealed_files(self) -> SealedFiles:
        """Goods handed over as a file."""
        from desktop.services.sealed_files import SealedFiles

        return SealedFiles(self.ground, self.settings, self.rights)

    @built_once
    def collection_codes(self) -> CollectionCodes:
        """The shop's own payment codes."""
        from desktop.services.collection_codes import CollectionCodes

        return CollectionCodes(self.ground, self.rights)

    @built_once
    def gateway_accounts(self) -> GatewayAccounts:
        """The shop's accounts at payment gateways."""
        from desktop.services.gateway_accounts import GatewayAccounts

        return GatewayAccounts(self.ground, self.settings, self.rights, self.door)

    @built_once
    def gateway_payments(self) -> GatewayPayments:
        """Money that a gateway collects."""
        from desktop.services.gateway_payments import GatewayPayments

        return GatewayPayments(
            self.ground,
            self.rights,
            self.door,
            self.checkout,
            self.pending_sales,
            self.compliance,
        )

    @built_once
    def gateway_refunds(self) -> GatewayRefunds:
        """Money that goes back through a gateway."""
        from desktop.services.gateway_refunds import GatewayRefunds

        return GatewayRefunds(self.ground, self.rights, self.door)

    # After-sales ----------------------------------------------------------------------------------

    @built_once
    def after_sales(self) -> AfterSales:
        """Customers' trouble."""
        from desktop.services.after_sales import AfterSales

        return AfterSales(self.ground, self.settings, self.reporting)

    @built_once
    def after_sales_watch(self) -> AfterSalesWatch:
        """Arrivals that take longer than promised."""
        from desktop.services.after_sales_watch import AfterSalesWatch

        return AfterSalesWatch(self.ground, self.settings)

    @built_once
    def card_replacements(self) -> CardReplacements:
        """Cards given in place of bad ones."""
        from desktop.services.card_replacements import CardReplacements

        return CardReplacements(self.ground, self.settings, self.rights)

    @built_once
    def replacement_buying(self) -> ReplacementBuying:
        """Buying one card to give for a bad one."""
        from desktop.services.replacement_buying import ReplacementBuying

        return ReplacementBuying(self.purchasing)

    @built_once
    def compensations(self) -> Compensations:
        """What is given to make good."""
        from desktop.services.compensations import Compensations

        return Compensations(self.ground, self.settings, self.rights)

    @built_once
    def after_sales_proof(self) -> AfterSalesProof:
        """The proof of an order."""
        from desktop.services.after_sales_proof import AfterSalesProof

        return AfterSalesProof(self.ground, self.settings)

    @built_once
    def marketing(self) -> Marketing:
        """Posters, messages and their calendar."""
        from desktop.services.marketing import Marketing

        return Marketing(self.ground, self.settings, self.rights, self.campaigns)

    # Wholesale ------------------------------------------------------------------------------------

    @built_once
    def accounts(self) -> Accounts:
        """The shop's accounts on platforms."""
        from desktop.services.accounts import Accounts

        return Accounts(self.ground, self.rights, self.door)

    @built_once
    def stock_sync(self) -> StockSync:
        """What platforms have and ask."""
        from desktop.services.stock_sync import StockSync

        return StockSync(self.ground, self.rights, self.catalog, self.door)

    @built_once
    def stock_alerts(self) -> StockAlerts:
        """Reminders of what moved."""
        from desktop.services.stock_alerts import StockAlerts

        return StockAlerts(self.ground, self.settings, self.rights)

    @built_once
    def standing_approvals(self) -> StandingApprovals:
        """Consents of the owner that last."""
        from desktop.services.standing_approvals import StandingApprovals

        return StandingApprovals(self.ground, self.rights)

    @built_once
    def purchasing(self) -> Purchasing:
        """Buying from platforms."""
        from desktop.services.purchasing import Purchasing

        return Purchasing(self.ground, self.rights, self.door, watch=self.connectivity)

    @built_once
    def purchase_watch(self) -> PurchaseWatch:
        """Purchases that take long."""
        from desktop.services.purchase_watch import PurchaseWatch

        return PurchaseWatch(self.ground)

    @built_once
    def account_money(self) -> AccountMoney:
        """The money on accounts kept by hand."""
        from desktop.services.account_money import AccountMoney

        return AccountMoney(self.ground, self.rights)

    @built_once
    def wallets(self) -> Wallets:
        """How long accounts last, what they give back, what each did."""
        from desktop.services.wallets import Wallets

        return Wallets(self.ground, self.settings, self.rights)

    @built_once
    def card_taking(self) -> CardTaking:
        """Cards that the owner looks at without a sale."""
        from desktop.services.card_taking import CardTaking

        return CardTaking(self.ground, self.rights)

    @built_once
    def booth_packs(self) -> BoothPacks:
        """What a booth should take along."""
        from desktop.services.booth_packs import BoothPacks

        return BoothPacks(self.ground, self.settings, self.rights, self.catalog, self.purchasing)

    @built_once
    def price_lists(self) -> PriceLists:
        """The prices of sources without an interface."""
        from desktop.services.price_lists import PriceLists

        return PriceLists(self.ground, self.rights)

    @built_once
    def hand_orders(self) -> HandOrders:
        """Orders that a person places."""
        from desktop.services.hand_orders import HandOrders

        return HandOrders(self.ground, self.rights, self.purchasing)

    @built_once
    def recovery(self) -> Recovery:
        """What the last run left open."""
        from desktop.services.recovery import Recovery

        return Recovery(self.ground, self.purchasing)

    # The till -------------------------------------------------------------------------------------

    @built_once
    def shifts(self) -> Shifts:
        """The drawer and who answers for it."""
        from desktop.services.shifts import Shifts

        return Shifts(self.ground, self.settings, self.rights)

    @built_once
    def reporting(self) -> Reporting:
        """What a day brought."""
        from desktop.services.reporting import Reporting

        return Reporting(self.ground, self.settings)

    @built_once
    def day_close(self) -> DayClose:
        """The day counted and closed."""
        from desktop.services.day_close import DayClose

        return DayClose(self.ground, self.settings, self.rights, self.shifts, self.reporting)

    @built_once
    def bills(self) -> Bills:
        """What the collecting phones say."""
        from desktop.services.bills import Bills

        return Bills(self.ground, self.rights, self.reporting, self.day_close)

    @built_once
    def funds(self) -> FundsDesk:
        """Where the owner's money is."""
        from desktop.services.funds import FundsDesk

        return FundsDesk(self.ground, self.settings, self.rights)

    @built_once
    def review(self) -> Review:
        """The owner's word on a day's exceptions."""
        from desktop.services.review import Review

        return Review(self.ground, self.rights, self.reporting)

    @built_once
    def report_exporting(self) -> ReportExporting:
        """Reports as files."""
        from desktop.services.report_exporting import ReportExporting

        return ReportExporting(self.rights, self.reporting)

    @built_once
    def overview(self) -> Overview:
        """Days, weeks and months beside those before."""
        from desktop.services.overview import Overview

        return Overview(self.ground, self.rights, self.reporting)

    @built_once
    def owner_cards(self) -> OwnerCards:
        """What waits for the owner, and what agents brought."""
        from desktop.services.owner_cards import OwnerCards

        return OwnerCards(self.ground, self.settings, self.rights)

    @built_once
    def printing(self) -> Printing:
        """Paper."""
        from desktop.services.printing import Printing

        return Printing(self.ground, self.settings, self.rights, self.reporting, self.day_close)

    @built_once
    def backups(self) -> Backups:
        """Copies of the profile."""
        from desktop.services.backups import Backups

        return Backups(self.profile, self.rights)

    @built_once
    def verification(self) -> Verification:
        """Whether the books are whole."""
        from desktop.services.verification import Verification

        return Verification(self.profile)

    @built_once
    def diagnosis(self) -> Diagnosis:
        """What the machine says of itself."""
        from desktop.services.diagnosis import Diagnosis

        return Diagnosis(self.profile, self.settings, self.accounts)


def system_world() -> OutsideWorld:
    """Return this machine's clock, chance and keyring."""
    randomness = SystemRandomness()
    return OutsideWorld(SystemClock(), randomness, find_os_keyring(randomness))


def _world_whose_keyring_is_looked_for() -> OutsideWorld:
    randomness = SystemRandomness()
    return OutsideWorld(
        SystemClock(), randomness, find_keyring=partial(find_os_keyring, randomness)
    )


def open_shop(
    folder: Path,
    *,
    passphrase: Secret | None = None,
    is_read_only: bool = False,
    world: OutsideWorld | None = None,
    may_unlock_later: bool = False,
) -> Shop:
    """Open a profile; its services are built when they are asked for.

    Args:
        folder: the profile.
        passphrase: the owner's, where there is no keyring.
        is_read_only: for commands that read beside an open window.
        world: clock, chance and keyring; the machine's own by default.
        may_unlock_later: leave a vault that the keyring opens to ``profile.unlock``.

    Raises:
        ProfileError: missing, locked, newer, damaged, or its vault stays closed.
    """
    profile = open_profile(
        folder,
        world or _world_whose_keyring_is_looked_for(),
        passphrase=passphrase,
        is_read_only=is_read_only,
        may_unlock_later=may_unlock_later,
    )
    return Shop(profile)


class SampleShop:
    """A throw-away sample shop with its own practice platforms, for ``demo`` and the tour."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._platforms: tuple[PracticePlatform, ...] = ()
        self.passphrase = Secret(_SAMPLE_PASSPHRASE)

    def build(self) -> None:
        """Make the profile and fill it; off the window's thread."""
        from desktop.practice import sample_shop

        machine = system_world()
        world = OutsideWorld(machine.clock, machine.randomness)
        wanted = NewProfile(
            sample_shop.SHOP_NAME,
            sample_shop.OWNER_NAME,
            Secret(sample_shop.OWNER_PIN),
            passphrase=self.passphrase,
        )
        create_profile(self._profile, wanted, world)
        self._platforms = sample_shop.start_platforms(self._profile)
        shop = open_shop(self._profile, passphrase=self.passphrase, world=world)
        try:
            shop.profile.note_phrase_checked()
            sample_shop.fill(shop, [platform.address for platform in self._platforms])
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
        for platform in self._platforms:
            platform.stop()
