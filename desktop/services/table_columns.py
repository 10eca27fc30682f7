"""What an import file may say: its columns as data, and converters that say why they refuse.

Belongs here: header names, which column is required, text to value. Does not belong here: reading
files (``table_reading``) or writing to the database (``importing``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Generic, TypeVar

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money, NotAnAmountError
from desktop.domain.product import ProductKind
from desktop.domain.secret import Secret
from desktop.translating import current_language

MAXIMUM_POINTS: Final = 10**9
MAXIMUM_CARD_COST: Final = Money(100_000_00)
"""No card costs more: what stands there is a number or a password in the wrong column."""
_NEUTRALISED: Final = re.compile(r"'[=+\-@＝＋－＠]")
_GROUPED_AMOUNT: Final = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_SCIENTIFIC: Final = re.compile(r"\d(\.\d+)?[eE]\+?\d{1,3}")
_SPELLED_FLOAT: Final = re.compile(r"(\d+)\.0+")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_DAY: Final = re.compile(
    r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?"
)
_COMPACT_DAY: Final = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_NO_DAY: Final = frozenset({"永久", "长期", "无", "不限", "-", "never"})
_KIND_WORDS: Final = {
    "卡密": ProductKind.CARD,
    "card": ProductKind.CARD,
    "直充": ProductKind.TOPUP,
    "topup": ProductKind.TOPUP,
    "套餐": ProductKind.BUNDLE,
    "bundle": ProductKind.BUNDLE,
    "其他": ProductKind.OTHER,
    "other": ProductKind.OTHER,
}
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs"})


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A line of a product file; an empty optional cell is ``""`` or None."""

    line: int
    code: str
    name: str
    kind: ProductKind
    price: Money
    cost: Money | None
    face_value: str
    barcode: str
    category: str
    region: str
    list_price: Money | None
    guide: str
    usage_limit: str


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A line of a customer file."""

    line: int
    name: str
    phone: str
    qq: str
    wechat: str
    card_no: str
    points: int
    spent: Money
    channel: str
    note: str


@dataclass(frozen=True, slots=True)
class GoodsListRow:
    """A line of a source's price list.

    Attributes:
        cost: None where none is written, or a nought: then it is not known.
        stock: None where none is written.
        fields: what the buyer must fill in, by name.
    """

    line: int
    code: str
    name: str
    kind: ProductKind
    cost: Money | None
    stock: int | None
    category: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card of a card file; number and secret never show in ``repr``."""

    line: int
    number: Secret | None
    secret: Secret
    expires_on: date | None
    cost: Money | None


Row = TypeVar("Row", ProductRow, CustomerRow, CardRow, GoodsListRow)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column a file may have.

    Attributes:
        key: the canonical English header, also the field of the row.
        names: further headers that mean it; compared without case and spaces.
        convert: text to value; raises ``BusinessRuleError`` with the reason.
        blank: what an empty cell or a missing column gives.
        is_required: the file must have the column and every row a value in it.
        is_unique: two rows of one file may not have the same value.
    """

    key: str
    names: tuple[str, ...]
    convert: Callable[[str], Any]
    blank: Any = ""
    is_required: bool = False
    is_unique: bool = False

    @property
    def called(self) -> str:
        """The header by which a sentence names the column, in the current language."""
        return self.names[0] if current_language() == "zh" else self.key


@dataclass(frozen=True, slots=True)
class TableShape(Generic[Row]):
    """The columns of one kind of file and the row they make.

    Attributes:
        holds_secrets: any cell may be a secret, because columns shift: messages name the line, the
            column and what is expected, and never quote what stands there.
    """

    key: str
    columns: tuple[TableColumn, ...]
    row_type: type[Row]
    holds_secrets: bool = False
    column_by_header: Mapping[str, TableColumn] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "column_by_header", _columns_by_header(self.columns))


def _columns_by_header(columns: tuple[TableColumn, ...]) -> dict[str, TableColumn]:
    return {
        folded_header(name): column for column in columns for name in (column.key, *column.names)
    }


def clean_cell(text: str) -> str:
    """Return a cell without what nobody can see or meant: outer spaces, controls, export marks.

    The apostrophe that an export puts before ``= + - @`` is taken off again.
    """
    if not text.isprintable():
        text = "".join(
            " " if character in "\t\n\r" else character
            for character in text
            if character in "\t\n\r" or unicodedata.category(character) not in _INVISIBLE
        )
    text = text.strip()
    return text[1:] if _NEUTRALISED.match(text) else text


def folded_header(text: str) -> str:
    """Return a header as it is compared: full-width folded, no spaces, stars, units or case."""
    folded = unicodedata.normalize("NFKC", clean_cell(text)).casefold()
    return re.sub(r"\(.*\)|[\s*:_-]", "", folded)


def parse_text(maximum: int) -> Callable[[str], str]:
    """Return a converter for text of at most ``maximum`` characters."""

    def parse(text: str) -> str:
        if len(text) > maximum:
            raise BusinessRuleError(
                "cell_too_long",
                QT_TRANSLATE_NOOP("errors", "太长，最多 {maximum} 个字"),
                maximum=maximum,
            )
        return text

    return parse


def parse_digits_text(maximum: int) -> Callable[[str], str]:
    """Return a converter for codes and numbers: spreadsheet damage is refused, ``.0`` taken off."""
    limit = parse_text(maximum)

    def parse(text: str) -> str:
        if _SCIENTIFIC.fullmatch(text):
            raise BusinessRuleError(
                "number_damaged",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "长数字被表格软件改成了科学计数，后几位已经丢了，请把这一列设成文本再导出",
                ),
            )
        spelled = _SPELLED_FLOAT.fullmatch(text)
        return limit(spelled[1] if spelled else text)

    return parse


def parse_secret(text: str) -> Secret:
    """Read a card number or secret; full-width letters and digits are folded to ASCII."""
    return Secret(parse_digits_text(1000)(_folded_if_ascii(text)))


def _folded_if_ascii(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return folded if folded.isascii() else text


def parse_amount(text: str) -> Money:
    """Read an amount in yuan that is not below zero.

    Raises:
        BusinessRuleError: negative, more than two decimals, too large, or no amount; each with its
            own sentence. ``1,2`` and ``95,50`` are refused: the comma is a separator of thousands.
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("−", "-")
    plain = plain.lstrip("¥￥").removesuffix("元")
    if not _GROUPED_AMOUNT.fullmatch(plain):
        raise _not_an_amount(text)
    if plain.startswith("-") and plain.strip("-0.,"):
        raise BusinessRuleError(
            "amount_negative", QT_TRANSLATE_NOOP("errors", "金额 {text} 是负数"), text=text[:20]
        )
    if "." in plain and len(plain.rsplit(".", 1)[1]) > 2:
        raise BusinessRuleError(
            "amount_decimals",
            QT_TRANSLATE_NOOP("errors", "金额 {text} 的小数超过两位"),
            text=text[:20],
        )
    try:
        return Money.from_yuan(plain.lstrip("-"))
    except NotAnAmountError:
        raise BusinessRuleError(
            "amount_too_large", QT_TRANSLATE_NOOP("errors", "金额 {text} 太大"), text=text[:20]
        ) from None


def _not_an_amount(text: str) -> BusinessRuleError:
    return BusinessRuleError(
        "amount_unreadable", QT_TRANSLATE_NOOP("errors", "“{text}”不是金额"), text=text[:20]
    )


def parse_points(text: str) -> int:
    """Read a whole number of points, not below zero."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    spelled = _SPELLED_FLOAT.fullmatch(plain)
    plain = spelled[1] if spelled else plain
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 10) or (
        int(plain) > MAXIMUM_POINTS
    ):
        raise BusinessRuleError(
            "points_unreadable",
            QT_TRANSLATE_NOOP("errors", "积分“{text}”要是整数，不能是负数"),
            text=text[:20],
        )
    return int(plain)


def parse_kind(text: str) -> ProductKind:
    """Read 卡密, 直充, 套餐, 其他 or their English words."""
    kind = _KIND_WORDS.get(folded_header(text))
    if kind is None:
        raise BusinessRuleError(
            "kind_unknown",
            QT_TRANSLATE_NOOP("errors", "类型“{text}”不认识，只能是卡密、直充、套餐、其他"),
            text=text[:20],
        )
    return kind


def parse_goods_kind(text: str) -> ProductKind:
    """Read 卡密 or 直充: a source sells nothing else."""
    kind = _KIND_WORDS.get(folded_header(text))
    if kind not in {ProductKind.CARD, ProductKind.TOPUP}:
        raise BusinessRuleError(
            "kind_unknown",
            QT_TRANSLATE_NOOP("errors", "货源只卖卡密或直充，不认识“{text}”"),
            text=text[:20],
        )
    return kind


def parse_stock(text: str) -> int:
    """Read a whole number of pieces."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    spelled = _SPELLED_FLOAT.fullmatch(plain)
    plain = spelled[1] if spelled else plain
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 7):
        raise BusinessRuleError(
            "stock_unreadable",
            QT_TRANSLATE_NOOP("errors", "库存“{text}”要是整数，不知道就空着"),
            text=text[:20],
        )
    return int(plain)


def parse_field_names(text: str) -> tuple[str, ...]:
    """Read what the buyer must fill in, such as 充值账号、区服."""
    names = tuple(one.strip() for one in re.split(r"[、,，;；|/]", text) if one.strip())
    if len(names) > 5 or any(len(one) > 20 for one in names):
        raise BusinessRuleError(
            "field_names_unreadable",
            QT_TRANSLATE_NOOP("errors", "充值要填的项最多 5 个，每个最多 20 个字，用顿号分开"),
        )
    return names


def parse_card_cost(text: str) -> Money:
    """Read what a card cost; the message never quotes the cell, which may be a shifted secret."""
    try:
        cost = parse_amount(text)
    except BusinessRuleError as error:
        code = error.code
    else:
        if cost <= MAXIMUM_CARD_COST:
            return cost
        code = "amount_too_large"
    raise BusinessRuleError(
        code,
        QT_TRANSLATE_NOOP(
            "errors", "要写一张卡的进价，例如 9.50：不能是负数，最多两位小数，不超过 {maximum}"
        ),
        maximum=MAXIMUM_CARD_COST,
    )


def parse_day(text: str) -> date | None:
    """Read a day with the year first; 永久 and the like are no day. Never quotes the cell."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.casefold() in _NO_DAY:
        return None
    match = _DAY.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain)
    try:
        if match is not None:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise BusinessRuleError(
        "day_unreadable",
        QT_TRANSLATE_NOOP("errors", "日期看不懂，请写成 2026-06-18，不过期的写“永久”"),
    )


def parse_phone(text: str) -> str:
    """Read a mobile number of mainland China; spaces, dashes and +86 are taken off."""
    folded = parse_digits_text(40)(unicodedata.normalize("NFKC", text))
    digits = re.sub(r"[\s()-]", "", folded)
    digits = digits.removeprefix("+86") if digits.startswith("+86") else digits
    digits = digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
    if not _MOBILE.fullmatch(digits):
        raise BusinessRuleError(
            "phone_unreadable",
            QT_TRANSLATE_NOOP("errors", "手机号要 11 位，以 1 开头"),
        )
    return digits


_LABEL: Final = parse_text(100)
_CODE: Final = parse_digits_text(64)

PRODUCT_COLUMNS: Final = TableShape(
    "products",
    (
        TableColumn("code", ("编码", "商品编码", "货号"), _CODE, is_required=True, is_unique=True),
        TableColumn("name", ("名称", "商品名称", "品名"), _LABEL, is_required=True),
        TableColumn("kind", ("类型", "种类"), parse_kind, ProductKind.CARD),
        TableColumn("price", ("售价", "价格", "零售价"), parse_amount, is_required=True),
        TableColumn("cost", ("进价", "成本", "成本价"), parse_amount, None),
        TableColumn("face_value", ("面值",), _LABEL),
        TableColumn("barcode", ("条码", "条形码"), _CODE, is_unique=True),
        TableColumn("category", ("分类", "类别"), _LABEL),
        TableColumn("region", ("区域", "地区"), _LABEL),
        TableColumn("list_price", ("官方价", "原价"), parse_amount, None),
        TableColumn("guide", ("使用说明", "说明"), parse_text(2000)),
        TableColumn("usage_limit", ("使用限制", "限制"), parse_text(200)),
    ),
    ProductRow,
)
CUSTOMER_COLUMNS: Final = TableShape(
    "customers",
    (
        TableColumn("name", ("姓名", "名字", "称呼"), _LABEL, is_required=True),
        TableColumn("phone", ("手机", "手机号", "电话"), parse_phone, is_unique=True),
        TableColumn("qq", ("QQ号",), _CODE),
        TableColumn("wechat", ("微信", "微信号"), _LABEL),
        TableColumn("card_no", ("卡号", "会员卡号"), _CODE, is_unique=True),
        TableColumn("points", ("积分",), parse_points, 0),
        TableColumn("spent", ("累计", "累计消费"), parse_amount, ZERO),
        TableColumn("channel", ("渠道", "来源"), _LABEL),
        TableColumn("note", ("备注",), parse_text(2000)),
    ),
    CustomerRow,
)
CARD_COLUMNS: Final = TableShape(
    "cards",
    (
        TableColumn("number", ("卡号", "账号"), parse_secret, None),
        TableColumn("secret", ("卡密", "密码", "卡密码"), parse_secret, is_required=True),
        TableColumn("expires", ("有效期", "到期", "到期日"), parse_day, None),
        TableColumn("cost", ("进价", "成本", "成本价"), parse_card_cost, None),
    ),
    CardRow,
    holds_secrets=True,
)
GOODS_COLUMNS: Final = TableShape(
    "goods",
    (
        TableColumn("code", ("编码", "商品编码", "货号", "商品编号"), _CODE, is_unique=True),
        TableColumn("name", ("名称", "商品名称", "品名"), _LABEL, is_required=True),
        TableColumn("kind", ("类型", "种类"), parse_goods_kind, ProductKind.CARD),
        TableColumn("cost", ("进价", "成本", "成本价", "价格", "密价"), parse_amount, None),
        TableColumn("stock", ("库存", "数量"), parse_stock, None),
        TableColumn("category", ("分类", "类别"), _LABEL),
        TableColumn("fields", ("充值要填", "充值字段", "充值账号"), parse_field_names, ()),
    ),
    GoodsListRow,
)
KNOWN_HEADERS: Final = frozenset().union(
    PRODUCT_COLUMNS.column_by_header,
    CUSTOMER_COLUMNS.column_by_header,
    CARD_COLUMNS.column_by_header,
    GOODS_COLUMNS.column_by_header,
)


def count_known_headers(cells: tuple[str, ...] | list[str]) -> int:
    """Return how many cells of a first row are headers of some import file."""
    return sum(folded_header(cell) in KNOWN_HEADERS for cell in cells)
