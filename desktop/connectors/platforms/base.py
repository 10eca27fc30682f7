"""What every wholesale platform must offer, and the values that cross to the services.

Belongs here: the protocol ``Platform``, its capabilities, the form fields of an account, goods,
quotes and order requests.
Does not belong here: the rules about what an answer makes of a purchase (``domain``), sending.

Calls that are safe to repeat are made by the platform itself through the door and either return a
value or raise. An order is different: it is prepared, stored, sent by the service, its raw answer
stored, and only then read, so that a fault in reading can never lose a card.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from desktop.connectors.platforms.account_refusals import problem_in, sentence_of_refusal
from desktop.domain.errors import QT_TRANSLATE_NOOP, ConnectorError
from desktop.translating import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from desktop.connectors.http_call import HttpOutcome, PreparedCall
    from desktop.connectors.http_client import HttpClient
    from desktop.domain.money import Money
    from desktop.domain.purchase import AccountProblem
    from desktop.domain.purchase_settling import OrderOutcome, UpstreamRules
    from desktop.domain.secret import Secret


class PlatformRefusedError(ConnectorError):
    """The platform answered and said no: its own words are in ``values["text"]``.

    Attributes:
        problem: what is the matter with the account; None where the refusal is not about it.
            What no code says, the words may.
    """

    exit_code = 1

    def __init__(self, text: str, problem: AccountProblem | None = None) -> None:
        self.problem = problem or problem_in(text)
        template, values = sentence_of_refusal(self.problem, text)
        super().__init__("platform_refused", template, **values)


class PlatformSilentError(ConnectorError):
    """No usable answer to a call that changes nothing: unreachable, cut off, or not to be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "platform_silent",
            QT_TRANSLATE_NOOP(
                "errors", "平台没有给出能用的回答（{reason}）。什么都没有买，稍后再试"
            ),
            reason=reason,
        )


class AccountFieldError(ConnectorError):
    """A field of the account cannot be right; nothing was sent."""

    exit_code = 1

    def __init__(self, key: str, label: str) -> None:
        super().__init__(
            "account_field_invalid",
            QT_TRANSLATE_NOOP("errors", "账号的“{label}”填得不对"),
            key=key,
            label=translate("connectors", label),
        )


class FieldKind(StrEnum):
    """How a field is filled in."""

    URL = "url"
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class ConnectorField:
    """One line of the account form.

    Attributes:
        label: a sentence piece in the translation context ``connectors``.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    is_required: bool = True
    is_secret: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()


class PriceGuard(StrEnum):
    """Whether the platform itself refuses to charge more than we name."""

    NONE = "none"
    UNIT = "unit"
    TOTAL = "total"


class CardDelivery(StrEnum):
    """Where card secrets come from."""

    INLINE = "inline"
    QUERY = "query"


class Repeat(StrEnum):
    """What a second order with the same own number does."""

    SAME_ORDER = "same_order"
    ERROR = "error"
    BUYS_AGAIN = "buys_again"


class StockTelling(StrEnum):
    """How much a platform tells of its stock."""

    COUNT = "count"
    WHETHER = "whether"
    """Enough or none, no number."""
    NOTHING = "nothing"


class Evidence(StrEnum):
    """What a connector was tried on."""

    LIVE = "live"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a platform can do, as its sheet says.

    Attributes:
        has_echoes: its replies repeat our number, so a crossed reply can be told.
        own_number_length: the most characters it keeps of our number; 0 without one.
        sends_password: every call carries the password itself instead of a signature.
        lists_everything: the list tells all there is to tell: goods are not asked for one by one.
        is_by_hand: there is no interface: nothing is ever sent, a person orders and types it in.
        stock: how much it tells of its stock.
        can_ask_single_goods: the price of one thing needs no look at the whole list.
        can_list_changes: it can tell only what changed; every sync here still reads the whole list.
        tells_refund: its answers say that money came back; elsewhere only its website does.
        tells_form: what a buyer must fill in comes from it and is no guess of ours.
        cannot_be_asked: no call tells of an order, by whatever number: what its own answer did not
            say is a person's business.
    """

    has_own_number: bool
    can_query_by_own_number: bool
    price_guard: PriceGuard
    delivery: CardDelivery
    repeat: Repeat
    has_echoes: bool
    own_number_length: int
    sends_password: bool = False
    lists_everything: bool = False
    is_by_hand: bool = False
    stock: StockTelling = StockTelling.COUNT
    can_ask_single_goods: bool = True
    can_list_changes: bool = False
    tells_refund: bool = False
    tells_form: bool = True
    cannot_be_asked: bool = False


@dataclass(frozen=True, slots=True)
class AccountAccess:
    """The filled-in account form, opened for one call.

    Attributes:
        values: the plain fields by key.
        secrets: the secret fields by key.
        now: the till's clock, for signatures that carry the time.
    """

    values: Mapping[str, str]
    secrets: Mapping[str, Secret] = field(repr=False)
    now: Callable[[], datetime] = field(repr=False, compare=False)
    is_plain_http_allowed: bool = False
    proxy_url: str | None = None


class GoodsKind(StrEnum):
    """What a platform sells here: cards at once, a top-up of an account, or something by hand."""

    CARD = "card"
    TOPUP = "topup"
    OTHER = "other"


class GoodsStatus(StrEnum):
    """Whether goods can be bought now."""

    ON_SALE = "on_sale"
    STOPPED = "stopped"


UNLIMITED_STOCK = -1


@dataclass(frozen=True, slots=True)
class GoodsField:
    """Something the platform asks the buyer for: an account, a region.

    Attributes:
        name: the name under which it is sent.
        pattern: the platform's own regular expression; untrusted, tried only with care.
        error: the platform's text when the value does not fit.
        is_secret: a password: typed under dots, never read back or kept.
        minimum: the least number, as the platform writes it.
        maximum: the greatest.
        maximum_length: in characters; 0 where the platform names none.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    is_required: bool = True
    placeholder: str = ""
    pattern: str = ""
    error: str = ""
    choices: tuple[str, ...] = ()
    is_secret: bool = False
    minimum: str = ""
    maximum: str = ""
    maximum_length: int = 0


class GoodsRow(NamedTuple):
    """One thing to buy, a row per variant: a tuple, because there are so many.

    Attributes:
        variant: the platform's exact name of the variant, or None.
        cost: per unit for this account; None until it is asked.
        stock: None when not told, ``UNLIMITED_STOCK`` without a limit.
        kind: None where only the goods' own price tells it, as are the next three.
        minimum: per order.
        maximum: per order; 0 without a limit.
        fields: what the buyer must fill in.
    """

    upstream_id: str
    variant: str | None
    name: str
    kind: GoodsKind | None
    cost: Money | None
    stock: int | None
    minimum: int | None = 1
    maximum: int | None = 0
    status: GoodsStatus = GoodsStatus.ON_SALE
    fields: tuple[GoodsField, ...] | None = ()
    category: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """What the account holds, and how the shop calls itself.

    Attributes:
        amount: rounded down to a fen; None where the platform cannot be asked for it.
    """

    amount: Money | None
    shop_name: str = ""


@dataclass(frozen=True, slots=True)
class GoodsPrice:
    """The account's cost and the stock of one adopted variant, asked for by itself.

    Attributes:
        kind: None where only the catalogue tells it, as are the next three.
        fields: what the buyer must fill in.
        minimum: per order.
        maximum: per order, 0 without a limit.
    """

    cost: Money | None
    stock: int | None
    kind: GoodsKind | None
    fields: tuple[GoodsField, ...] | None = None
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One thing the buyer filled in: it may be personal, so it has no ``repr``."""

    name: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """Ask what a quantity would cost now."""

    upstream_id: str
    variant: str | None
    quantity: int
    fields: tuple[FieldValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What the account would be charged.

    Attributes:
        unit: the total per unit, a fraction of a fen counting as a whole one.
    """

    total: Money
    unit: Money


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """One purchase, as stored before it leaves.

    Attributes:
        own_number: ASCII, at most 19 characters, used for nothing else ever.
        refusal_texts: the goods' own texts for a value that does not fit (``GoodsField.error``).
        secrets: the account's, for reading what is signed; empty once the account is removed.
    """

    own_number: str
    upstream_id: str
    variant: str | None
    quantity: int
    kind: GoodsKind
    ceiling_unit: Money | None
    fields: tuple[FieldValue, ...] = ()
    refusal_texts: tuple[str, ...] = ()
    secrets: Mapping[str, Secret] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """Ask what became of an order.

    Attributes:
        ordered_at: when the purchase was written down; some platforms search by day.
        waiting_text: what the first answer delivered in place of the goods, where the platform has
            no delivery state and only a change of this text says that something happened.
        secrets: the account's, for reading what is signed or encrypted.
    """

    own_number: str
    upstream_number: str | None
    quantity: int
    kind: GoodsKind
    ordered_at: datetime
    waiting_text: Secret | None = None
    secrets: Mapping[str, Secret] = field(default_factory=dict, repr=False, compare=False)


class Platform(Protocol):
    """One wholesale platform's dialect. Holds no state; several threads use it at once."""

    @property
    def key(self) -> str:
        """Return the module's name: what scripts call the platform."""

    @property
    def name(self) -> str:
        """Return the name people know, in the translation context ``connectors``."""

    @property
    def fields(self) -> tuple[ConnectorField, ...]:
        """Return the account form."""

    @property
    def capabilities(self) -> Capabilities:
        """Return what the platform can do."""

    @property
    def rules(self) -> UpstreamRules:
        """Return what the plan after an unknown order must know."""

    @property
    def tried(self) -> Evidence:
        """Return what this connector was tried on."""

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for a field that cannot be right; sends nothing."""

    def fetch_balance(self, door: HttpClient, access: AccountAccess) -> Balance:
        """Return the balance, as far as the platform tells it; also the connection test.

        Raises:
            PlatformRefusedError: the account is not accepted.
            PlatformSilentError: no usable answer.
        """

    def fetch_goods(
        self,
        door: HttpClient,
        access: AccountAccess,
        on_progress: Callable[[int], bool] | None = None,
    ) -> Iterable[GoodsRow]:
        """Return all goods, a row per variant.

        Args:
            door: the HTTP door.
            access: the account.
            on_progress: called with the bytes received so far; returning False stops the sync.

        Raises:
            PlatformRefusedError: the account is not accepted.
            PlatformSilentError: no usable answer, or stopped (reason ``stopped``).
        """

    def fetch_price(
        self, door: HttpClient, access: AccountAccess, upstream_id: str, variant: str | None
    ) -> GoodsPrice:
        """Return cost and stock of one adopted variant. Raises as ``fetch_balance``."""

    def fetch_quote(self, door: HttpClient, access: AccountAccess, request: QuoteRequest) -> Quote:
        """Return what an order would be charged now. Raises as ``fetch_balance``."""

    def prepare_order(self, access: AccountAccess, request: OrderRequest) -> PreparedCall:
        """Return the order call.

        The same request gives the same bytes, but for the time where ``rules.is_call_dated``.
        """

    def read_order(self, request: OrderRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what an answer to the order says; never raises, whatever came."""

    def prepare_query(self, access: AccountAccess, request: QueryRequest) -> PreparedCall | None:
        """Return the call that asks for an order, or None where this one cannot be asked for."""

    def read_query(self, request: QueryRequest, answer: HttpOutcome) -> OrderOutcome:
        """Return what an answer to the query says; never raises, whatever came."""


@runtime_checkable
class RenamingPlatform(Protocol):
    """A platform that keeps our number in a form of its own."""

    def sent_number(self, own_number: str) -> str:
        """Return the form of our number by which its website shows an order."""
