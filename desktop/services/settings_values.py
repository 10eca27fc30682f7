"""Setting values: typed reading, checking what was typed, and their stored form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, cast

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.fees import Rates
from desktop.domain.money import Money, NotAnAmountError
from desktop.services.setting_declaration import MAXIMUM_TEXT, Setting, SettingKind, Value
from desktop.services.settings_catalog import SETTING_BY_KEY, SETTINGS
from desktop.translating import translate

MAXIMUM_WORDS: Final = 50
MAXIMUM_KEYS_TEXT: Final = 20_000


def _defaults() -> Mapping[str, Value]:
    return MappingProxyType({setting.key: setting.default for setting in SETTINGS})


@dataclass(frozen=True, slots=True)
class SettingsValues:
    """All settings at one moment; a key that is not declared raises ``KeyError``."""

    by_key: Mapping[str, Value] = field(default_factory=_defaults)

    def money(self, key: str) -> Money:
        """Return an amount."""
        return cast(Money, self._get(key, SettingKind.MONEY))

    def integer(self, key: str) -> int:
        """Return a whole number."""
        return cast(int, self._get(key, SettingKind.INTEGER))

    def flag(self, key: str) -> bool:
        """Return yes or no."""
        return cast(bool, self._get(key, SettingKind.FLAG))

    def text(self, key: str) -> str:
        """Return a text, the word of a choice, or the JSON text of keys."""
        return cast(str, self._get(key, SettingKind.TEXT, SettingKind.CHOICE, SettingKind.KEYS))

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words."""
        return cast(tuple[str, ...], self._get(key, SettingKind.WORDS))

    def rates(self, key: str) -> Rates:
        """Return rates in basis points by name."""
        return cast(Rates, self._get(key, SettingKind.RATES))

    def with_changed(self, values: Mapping[str, Value]) -> SettingsValues:
        """Return a copy with some values replaced."""
        return SettingsValues(MappingProxyType({**self.by_key, **values}))

    def _get(self, key: str, *kinds: SettingKind) -> Value:
        if SETTING_BY_KEY[key].kind not in kinds:
            raise TypeError(key)
        return self.by_key[key]


def checked(key: str, typed: object) -> Value:
    """Return a value as its setting holds it.

    Args:
        key: a declared setting.
        typed: the value itself, or the text a person typed for it.

    Raises:
        BusinessRuleError: code ``setting_unknown`` or ``setting_invalid``; nothing was changed.
    """
    setting = SETTING_BY_KEY.get(key)
    if setting is None:
        raise BusinessRuleError(
            "setting_unknown", QT_TRANSLATE_NOOP("errors", "没有 {key} 这个设置"), key=key
        )
    try:
        return _CHECKS[setting.kind](setting, typed)
    except (ValueError, TypeError) as error:
        raise BusinessRuleError(
            "setting_invalid",
            QT_TRANSLATE_NOOP("errors", "“{label}”不能这样填，什么都没有改"),
            label=translate("settings", setting.label),
            key=key,
        ) from error


def stored(value: Value) -> str:
    """Return the JSON text a value is stored as."""
    if isinstance(value, Money):
        return json.dumps(value.fen)
    if isinstance(value, Rates):
        return json.dumps(value.by_name(), ensure_ascii=False)
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def from_stored(setting: Setting, text: str) -> Value:
    """Read a stored value; one that no longer fits its setting reads as the default.

    A newer program may have narrowed a choice; a till must open all the same.
    """
    try:
        loaded = json.loads(text)
        if setting.kind is SettingKind.MONEY:
            loaded = Money(int(loaded))
        return _CHECKS[setting.kind](setting, loaded)
    except (ValueError, TypeError):
        return setting.default


def _checked_text(setting: Setting, typed: object) -> str:
    del setting
    if not isinstance(typed, str) or len(typed) > MAXIMUM_TEXT or "\0" in typed:
        raise ValueError
    return typed.strip()


def _checked_money(setting: Setting, typed: object) -> Money:
    if isinstance(typed, str):
        try:
            typed = Money.from_yuan(typed)
        except NotAnAmountError as error:
            raise ValueError from error
    if not isinstance(typed, Money) or not setting.minimum <= typed.fen <= setting.maximum:
        raise ValueError
    return typed


def _checked_integer(setting: Setting, typed: object) -> int:
    if isinstance(typed, str):
        typed = int(typed.strip())
    if isinstance(typed, bool) or not isinstance(typed, int):
        raise TypeError
    if not setting.minimum <= typed <= setting.maximum:
        raise ValueError
    return typed


def _checked_flag(setting: Setting, typed: object) -> bool:
    del setting
    if not isinstance(typed, bool):
        raise TypeError
    return typed


def _checked_choice(setting: Setting, typed: object) -> str:
    if not isinstance(typed, str) or typed not in {choice.value for choice in setting.choices}:
        raise ValueError
    return typed


def _checked_words(setting: Setting, typed: object) -> tuple[str, ...]:
    if not isinstance(typed, tuple | list) or len(typed) > MAXIMUM_WORDS:
        raise TypeError
    words = tuple(_checked_text(setting, word) for word in typed)
    allowed = {choice.value for choice in setting.choices}
    if (
        not words
        or "" in words
        or len(set(words)) < len(words)
        or (allowed and set(words) - allowed)
    ):
        raise ValueError
    return words


def _checked_rates(setting: Setting, typed: object) -> Rates:
    if isinstance(typed, Rates):
        typed = typed.by_name()
    if not isinstance(typed, Mapping) or len(typed) > MAXIMUM_WORDS:
        raise TypeError
    rates = {
        _checked_text(setting, name): _checked_integer(setting, rate)
        for name, rate in typed.items()
    }
    allowed = {choice.value for choice in setting.choices}
    if "" in rates or len(rates) < len(typed) or (allowed and set(rates) - allowed):
        raise ValueError
    return Rates.of(rates)


def _checked_keys(setting: Setting, typed: object) -> str:
    del setting
    if not isinstance(typed, str) or len(typed) > MAXIMUM_KEYS_TEXT:
        raise ValueError
    loaded = json.loads(typed)
    if not isinstance(loaded, dict) or any(not isinstance(key, str) for key in loaded.values()):
        raise TypeError
    return typed


_CHECKS: Final[Mapping[SettingKind, Callable[[Setting, object], Value]]] = {
    SettingKind.TEXT: _checked_text,
    SettingKind.MONEY: _checked_money,
    SettingKind.INTEGER: _checked_integer,
    SettingKind.FLAG: _checked_flag,
    SettingKind.CHOICE: _checked_choice,
    SettingKind.WORDS: _checked_words,
    SettingKind.RATES: _checked_rates,
    SettingKind.KEYS: _checked_keys,
}
