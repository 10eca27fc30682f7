"""Names inside sentences come out in the language of the sentence, with the real catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from desktop import translating
from desktop.connectors.platforms.base import AccountFieldError
from desktop.devices.base import setting_missing
from desktop.domain.errors import BusinessRuleError
from desktop.services.settings_values import checked
from desktop.ui.formatting import cards_text, listed_text, pieces_text
from desktop.ui.key_bindings import KEY_BINDINGS
from desktop.ui.navigation import SCREENS
from desktop.ui.translation import install_language

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> Iterator[None]:
    install_language("en")
    yield
    install_language("zh")


def test_a_missing_printer_field_is_named_in_english() -> None:
    assert "Printer name" in translating.sentence_of(setting_missing("打印机名"))


def test_a_wrong_account_field_is_named_in_english() -> None:
    assert "“Merchant key”" in translating.sentence_of(AccountFieldError("app_key", "商户密钥"))


def test_a_wrong_setting_is_named_in_english() -> None:
    with pytest.raises(BusinessRuleError) as raised:
        checked("lock.idle_minutes", "soon")
    assert not CHINESE.search(translating.sentence_of(raised.value))


def test_the_words_of_the_rail_and_of_every_key_are_english() -> None:
    spoken = [QCoreApplication.translate("navigation", entry.title) for entry in SCREENS]
    spoken += [
        QCoreApplication.translate("keys", text)
        for binding in KEY_BINDINGS
        for text in (binding.text, binding.hint)
    ]
    assert [text for text in spoken if CHINESE.search(text.replace("管家婆", ""))] == []


def test_one_thing_is_not_said_as_several() -> None:
    assert (cards_text(1), cards_text(2)) == ("1 code", "2 codes")
    assert (pieces_text(1), pieces_text(2)) == ("1 pc", "2 pcs")
    assert listed_text(["a", "b"]) == "a, b"
