"""Reading a campaign as typed, and saying one as it would be typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from desktop.domain.clock import zone_named
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import Money, NotAnAmountError
from desktop.domain.promotion import Parameter, ParameterKind, Value
from desktop.models.catalog import category, product
from desktop.models.promotions import customer_tier
from desktop.promotions import RULE_BY_NAME
from desktop.services.campaign_drafts import CampaignDraft
from desktop.translating import translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import tzinfo

    from sqlalchemy import Column, Connection

    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground
    from desktop.storage.promotion_queries import CampaignRow

_YEARS: Final = range(2000, 3000)
"""Beyond them a moment may not be stored, and not be read again."""
_SPACES: Final = re.compile(r"[\s,，、;；]+")
_EQUALS: Final = re.compile(r"\s*[=＝]\s*")
_DAY: Final = "%Y-%m-%d"
_MOMENT: Final = "%Y-%m-%d %H:%M"
_NUMBERS: Final = frozenset({ParameterKind.PERCENT, ParameterKind.QUANTITY, ParameterKind.HOUR})
_WORDS: Final = frozenset({ParameterKind.TAGS, ParameterKind.CHANNELS})


@dataclass(frozen=True, slots=True)
class TypedCampaign:
    """A campaign as the editor holds it: texts only.

    Attributes:
        texts: by name of the parameter.
        budget, per_person: empty for no limit.
    """

    title: str
    rule: str
    texts: Mapping[str, str] = field(default_factory=dict)
    starts: str = ""
    ends: str = ""
    budget: str = ""
    per_person: str = ""


class CampaignReader:
    """Turns texts into values and back; goods by their codes, categories and tiers by name."""

    def __init__(self, ground: Ground, settings: Settings) -> None:
        self._ground = ground
        self._settings = settings

    def read(self, typed: TypedCampaign) -> CampaignDraft:
        """Return the draft that was typed.

        Raises:
            BusinessRuleError: a text cannot be read; the sentence names the field.
        """
        rule = RULE_BY_NAME[typed.rule]
        texts = {name: text.strip() for name, text in typed.texts.items()}
        with self._ground.database.read() as connection:
            values = {
                one.name: self._value(connection, one, texts[one.name])
                if texts.get(one.name)
                else one.default
                for one in rule.all_parameters
            }
        budget = typed.budget.strip()
        count = typed.per_person.strip()
        return CampaignDraft(
            typed.title,
            typed.rule,
            {name: value for name, value in values.items() if value is not None},
            self._moment(typed.starts, QT_TRANSLATE_NOOP("promotions", "开始"), is_end=False),
            self._moment(typed.ends, QT_TRANSLATE_NOOP("promotions", "结束"), is_end=True),
            _money(budget, QT_TRANSLATE_NOOP("promotions", "预算")) if budget else None,
            _number(count, QT_TRANSLATE_NOOP("promotions", "每人次数")) if count else 0,
        )

    def say(self, row: CampaignRow) -> TypedCampaign:
        """Return a campaign as it would be typed."""
        with self._ground.database.read() as connection:
            texts = {
                one.name: self._text(connection, one, row.values[one.name])
                for one in RULE_BY_NAME[row.rule].all_parameters
                if one.name in row.values
            }
        zone = self._zone()
        return TypedCampaign(
            row.title,
            row.rule,
            texts,
            row.starts_at.astimezone(zone).strftime(_MOMENT),
            row.ends_at.astimezone(zone).strftime(_MOMENT),
            str(row.budget) if row.budget is not None else "",
            str(row.per_person) if row.per_person else "",
        )

    def blank(self, rule: str) -> TypedCampaign:
        """Return an empty form: from today, for a month, with what the rule proposes."""
        today = self._ground.now().astimezone(self._zone())
        texts = {
            one.name: str(one.default)
            for one in RULE_BY_NAME[rule].all_parameters
            if isinstance(one.default, int)
        }
        ends = today + timedelta(days=30)
        return TypedCampaign("", rule, texts, today.strftime(_DAY), ends.strftime(_DAY))

    def _value(self, connection: Connection, one: Parameter, text: str) -> Value:
        if one.kind is ParameterKind.MONEY:
            return _money(text, one.label)
        if one.kind in _NUMBERS:
            return _number(text, one.label)
        if one.kind is ParameterKind.TEXT:
            return text
        if one.kind is ParameterKind.PRICES:
            return _prices(connection, one, text)
        words = _words_of(text)
        return words if one.kind in _WORDS else tuple(_ids(connection, one, words))

    def _text(self, connection: Connection, one: Parameter, value: Value) -> str:
        if not isinstance(value, tuple):
            return str(value)
        if one.kind in _WORDS:
            return " ".join(str(word) for word in value)
        if one.kind is ParameterKind.PRICES:
            pairs = [pair for pair in value if isinstance(pair, tuple)]
            names = _names(connection, product.c.code, [pair[0] for pair in pairs])
            return " ".join(f"{names[key]}={price}" for key, price in pairs)
        ids = [entry for entry in value if isinstance(entry, int)]
        return " ".join(_names(connection, _column_of(one), ids).values())

    def _moment(self, text: str, label: str, *, is_end: bool) -> datetime:
        typed = text.strip()
        for form in (_MOMENT, _DAY):
            try:
                found = datetime.strptime(typed, form).replace(tzinfo=self._zone())
            except ValueError:
                continue
            if found.year not in _YEARS:
                break
            return found + timedelta(days=1) if is_end and form == _DAY else found
        raise BusinessRuleError(
            "campaign_date",
            QT_TRANSLATE_NOOP("errors", "{label} 要写成 2026-06-18 或 2026-06-18 09:00"),
            label=_said(label),
        )

    def _zone(self) -> tzinfo:
        return zone_named(self._settings.current.text("day.zone"))


def _said(label: str) -> str:
    return translate("promotions", label)


def _money(text: str, label: str) -> Money:
    try:
        return Money.from_yuan(text)
    except NotAnAmountError:
        raise _unreadable(label, text) from None


def _number(text: str, label: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise _unreadable(label, text)
    return int(text)


def _unreadable(label: str, text: str) -> BusinessRuleError:
    return BusinessRuleError(
        "parameter_unreadable",
        QT_TRANSLATE_NOOP("errors", "{label} 看不懂：{text}"),
        label=_said(label),
        text=text[:40],
    )


def _column_of(one: Parameter) -> Column[str]:
    if one.kind is ParameterKind.CATEGORIES:
        return category.c.name
    return customer_tier.c.name if one.kind is ParameterKind.TIERS else product.c.code


def _ids(connection: Connection, one: Parameter, words: Sequence[str]) -> list[int]:
    column = _column_of(one)
    wanted = [word.upper() for word in words] if column is product.c.code else list(words)
    rows = connection.execute(select(column, column.table.c.id).where(column.in_(wanted))).all()
    found = {row[0]: row[1] for row in rows}
    missing = next((word for word in wanted if word not in found), None)
    if missing is not None:
        raise BusinessRuleError(
            "name_unknown",
            QT_TRANSLATE_NOOP("errors", "{label} 里没有 {name}"),
            label=_said(one.label),
            name=missing[:40],
        )
    return [found[word] for word in dict.fromkeys(wanted)]


def _names(connection: Connection, column: Column[str], ids: Sequence[int]) -> dict[int, str]:
    key = column.table.c.id
    rows = connection.execute(select(key, column).where(key.in_(ids))).all()
    found = {row[0]: row[1] for row in rows}
    return {one: found.get(one, "?") for one in ids}


def _prices(connection: Connection, one: Parameter, text: str) -> tuple[tuple[int, Money], ...]:
    """Read ``YJ100=92 YJ200=185``, or the same as two columns of a spreadsheet."""
    rows = [_words_of(row) for row in _EQUALS.sub("=", text).splitlines()]
    if any("=" in word for row in rows for word in row):
        pairs = [_parted(word) for row in rows for word in row]
    else:
        pairs = [pair for row in rows for pair in _two_columns(one, row)]
    codes = [code for code, _price in pairs]
    ids = _ids(connection, one, [code for code in codes if code])
    if len(ids) != len(pairs):
        raise _unreadable(one.label, text)
    prices = [_money(price, one.label) for _code, price in pairs]
    return tuple(zip(ids, prices, strict=True))


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(word for word in _SPACES.split(text) if word)


def _parted(word: str) -> tuple[str, str]:
    code, _mark, price = word.partition("=")
    return code, price


def _two_columns(one: Parameter, row: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Pair a row's codes with its prices: the code of the next row is never taken for a price."""
    if len(row) % 2:
        raise _unreadable(one.label, " ".join(row))
    return zip(row[::2], row[1::2], strict=True)
