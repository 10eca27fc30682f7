"""Cards as a workbook that opens with a password only; nothing of it is ever in the clear on disk.

Both libraries work in memory here: the plain workbook is bytes, and only its sealed form leaves.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.services.table_writing import sheet_name
from desktop.translating import translate

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from desktop.domain.secret import Secret

_OPTIONS: Final = {"in_memory": True}
_HEADER_ROW: Final = 3
_FIRST_ROW: Final = _HEADER_ROW + 1
_GUIDE_WIDTH: Final = 90


@dataclass(frozen=True, slots=True)
class FiledCard:
    """A card as a row of the file; its reveal is recorded."""

    title: str
    region: str
    usage_limit: str
    number: Secret | None
    secret: Secret
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class CardFile:
    """What the file says. No cost, and nothing of the customer.

    Attributes:
        guides: goods and how they are redeemed, only where there is such a guide.
    """

    shop: str
    number: str
    made_at: datetime
    cards: Sequence[FiledCard]
    guides: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of the workbook; a marked cell stays text when somebody edits it."""

    title: Any
    head: Any
    text: Any
    long: Any


def sealed_bytes(content: CardFile, password: Secret) -> bytes:
    """Return the workbook, encrypted (ECMA-376 agile, AES-256) as Excel and WPS open it."""
    sealed = io.BytesIO()
    OOXMLFile(io.BytesIO(_plain_bytes(content))).encrypt(password.reveal(), sealed)
    return sealed.getvalue()


def _plain_bytes(content: CardFile) -> bytes:
    plain = io.BytesIO()
    with xlsxwriter.Workbook(plain, _OPTIONS) as workbook:
        workbook.set_properties({"created": content.made_at.replace(tzinfo=None)})
        as_text = {"num_format": "@", "quote_prefix": True}
        looks = _Looks(
            workbook.add_format({**as_text, "bold": True, "font_size": 16}),
            workbook.add_format({**as_text, "bold": True, "bottom": 1}),
            workbook.add_format(as_text),
            workbook.add_format({**as_text, "text_wrap": True, "valign": "top"}),
        )
        _fill_cards(workbook.add_worksheet(_sheet(_CARDS)), content, looks)
        if content.guides:
            _fill_guides(workbook.add_worksheet(_sheet(_GUIDES)), content.guides, looks)
    return plain.getvalue()


def _fill_cards(sheet: Worksheet, content: CardFile, looks: _Looks) -> None:
    _write(sheet, (0, 0), content.shop, looks.title)
    order = translate("paper", _ORDER).format(number=content.number, count=len(content.cards))
    _write(sheet, (1, 0), order, looks.text)
    columns = _columns_of(content.cards)
    for column, (header, width, cells) in enumerate(columns):
        sheet.set_column(column, column, width)
        _write(sheet, (_HEADER_ROW, column), translate("paper", header), looks.head)
        for line, text in enumerate(cells):
            _write(sheet, (_FIRST_ROW + line, column), text, looks.text)
    sheet.freeze_panes(_FIRST_ROW, 0)
    last = _FIRST_ROW + len(content.cards)
    sheet.ignore_errors({"number_stored_as_text": f"A1:G{last}"})


def _columns_of(cards: Sequence[FiledCard]) -> list[tuple[str, int, list[str]]]:
    """Return header, width and texts of every column that some card fills."""
    columns = [
        (_POSITION, 6, [str(number) for number in range(1, len(cards) + 1)]),
        (_GOODS, 30, [card.title for card in cards]),
        (_REGION, 14, [card.region for card in cards]),
        (_LIMIT, 30, [card.usage_limit for card in cards]),
        (_NUMBER, 26, ["" if card.number is None else card.number.reveal() for card in cards]),
        (_SECRET, 34, [card.secret.reveal() for card in cards]),
        (_EXPIRES, 12, [card.expires_on.isoformat() if card.expires_on else "" for card in cards]),
    ]
    return [column for column in columns if any(column[2])]


def _fill_guides(sheet: Worksheet, guides: Sequence[tuple[str, str]], looks: _Looks) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, _GUIDE_WIDTH)
    for column, header in enumerate((_GOODS, _GUIDES)):
        _write(sheet, (0, column), translate("paper", header), looks.head)
    for line, texts in enumerate(guides, 1):
        for column, text in enumerate(texts):
            _write(sheet, (line, column), text, looks.long)
    sheet.freeze_panes(1, 0)


def _write(sheet: Worksheet, place: tuple[int, int], text: str, look: Any) -> None:
    """Write a text as it is: a card that begins with = is a text, and keeps every character."""
    if text and sheet.write_string(*place, text, look) != 0:
        raise ValueError(place)  # longer than a cell holds: no card may be cut short unseen


def _sheet(name: str) -> str:
    return sheet_name(translate("paper", name))


_ORDER: Final = QT_TRANSLATE_NOOP("paper", "订单 {number} · 共 {count} 张卡密")
_CARDS: Final = QT_TRANSLATE_NOOP("paper", "卡密")
_GUIDES: Final = QT_TRANSLATE_NOOP("paper", "兑换说明")
_POSITION: Final = QT_TRANSLATE_NOOP("paper", "序号")
_GOODS: Final = QT_TRANSLATE_NOOP("paper", "商品")
_REGION: Final = QT_TRANSLATE_NOOP("paper", "区服")
_LIMIT: Final = QT_TRANSLATE_NOOP("paper", "使用限制")
_NUMBER: Final = QT_TRANSLATE_NOOP("paper", "卡号")
_SECRET: Final = QT_TRANSLATE_NOOP("paper", "卡密")
_EXPIRES: Final = QT_TRANSLATE_NOOP("paper", "有效期")
