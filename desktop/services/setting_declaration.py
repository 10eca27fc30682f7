"""What a setting is: its key, kind, default, group and words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.domain.fees import Rates
from desktop.domain.money import Money

Value = str | int | bool | Money | tuple[str, ...] | Rates
"""What a setting holds; its kind says which of them."""
MAXIMUM_TEXT: Final = 500
HIGHEST_RATE: Final = 3000
"""The dearest that a way of paying or a channel may be, in basis points."""


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


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words a setting may hold, and how it is said.

    Attributes:
        systems: values of ``sys.platform`` it works on; empty for all.
    """

    value: str
    label: str
    systems: tuple[str, ...] = ()


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

    def choices_on(self, system: str) -> tuple[Choice, ...]:
        """Return what can be chosen on a system."""
        return tuple(one for one in self.choices if not one.systems or system in one.systems)
