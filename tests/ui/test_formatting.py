"""The written forms of money, time and masks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from desktop.domain.money import Money
from desktop.ui import formatting

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 6, 18, 6, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fen", "plain", "signed"),
    [
        (123450, "¥1,234.50", "+¥1,234.50"),
        (0, "¥0.00", "¥0.00"),
        (-125, "−¥1.25", "−¥1.25"),
        (5, "¥0.05", "+¥0.05"),
    ],
)
def test_money_is_written_with_a_true_minus(fen: int, plain: str, signed: str) -> None:
    assert formatting.money_text(Money(fen)) == plain
    assert formatting.money_text(Money(fen), sign=True) == signed


def test_a_key_figure_from_ten_thousand_on_has_no_fen() -> None:
    assert formatting.key_figure_text(Money(999_999)) == "9,999.99"
    assert formatting.key_figure_text(Money(1_000_050)) == "10,000"


def test_short_amounts_keep_needed_fen_only() -> None:
    assert formatting.short_money_text(Money(16500)) == "165"
    assert formatting.short_money_text(Money(16380)) == "163.80"


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(seconds=20), "刚刚"),
        (timedelta(minutes=3), "3 分钟前"),
        (timedelta(hours=2), "12:32"),
        (timedelta(days=2), "06-16 14:32"),
        (timedelta(days=365), "2025-06-18 14:32"),
        (timedelta(seconds=-5), "14:32"),
    ],
)
def test_ages_become_times(ago: timedelta, text: str) -> None:
    assert formatting.age_text(NOW - ago, NOW, ZONE) == text


def test_days_and_the_status_clock() -> None:
    assert formatting.day_text(date(2026, 6, 18)) == "2026-06-18 周四"
    assert formatting.status_clock_text(NOW, ZONE) == "06-18 周四 14:32"


@pytest.mark.parametrize(("seconds", "text"), [(41, "00:41"), (4328, "1:12:08"), (-3, "00:00")])
def test_durations(seconds: float, text: str) -> None:
    assert formatting.duration_text(seconds) == text


@pytest.mark.parametrize(
    ("account", "text"),
    [
        ("19800002046", "198 0000 2046"),
        ("198 0000 2046", "198 0000 2046"),
        ("28490017", "2849 0017"),
        ("284900171", "2 8490 0171"),
        ("user@example", "user@example"),
        ("", ""),
    ],
)
def test_accounts_are_read_back_in_groups(account: str, text: str) -> None:
    assert formatting.group_account(account) == text


@pytest.mark.parametrize(
    ("secret", "mask"),
    [
        ("YJ7K-2Q9M-X4TD-0PLR", "YJ7K-••••-••••-••••"),
        ("ABCDEFGHIJKLMNOP", "ABCD••••••••••••"),
        ("abc", "•••"),
    ],
)
def test_a_mask_keeps_the_first_group_only(secret: str, mask: str) -> None:
    assert formatting.masked_secret(secret) == mask


def test_phones_and_accounts_are_masked() -> None:
    assert formatting.masked_phone("186 0000 2046") == "186****2046"
    assert formatting.masked_account("2849017") == "28****17"
    assert formatting.masked_account("12") == "****"


def test_things_side_by_side_are_parted_as_the_language_does() -> None:
    assert formatting.listed_text(["云境 100", "星幕"]) == "云境 100、星幕"
    assert formatting.spoken_text(["云境 100", "", "×2"]) == "云境 100，×2"


def test_a_calendar_column_has_one_letter() -> None:
    assert formatting.weekday_letter(date(2026, 6, 18)) == "四"


def test_a_share_has_one_decimal_a_true_minus_and_a_plus_only_as_a_change() -> None:
    assert [formatting.percent_text(permille) for permille in (57, 0, -43)] == [
        "5.7%",
        "0.0%",
        "−4.3%",
    ]
    signed = [formatting.percent_text(permille, is_signed=True) for permille in (124, 0, -1000)]
    assert signed == ["+12.4%", "0.0%", "−100.0%"]
