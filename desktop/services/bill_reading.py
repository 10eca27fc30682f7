"""Reading the bill files that WeChat and Alipay export: CSV or XLSX, of a person or a merchant.

Belongs here: finding the table below its preamble, whose bill it is and which days it covers, which
of its rows are takings. Does not belong here: keeping rows (``bills``), pairing them with payments
(``domain.bill_matching``). Names of customers are never taken out of the file.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.tender import TenderMethod
from desktop.services.table_columns import folded_header, parse_amount, parse_digits_text
from desktop.services.table_reading import RowProblem, raw_rows
from desktop.translating import translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from desktop.services.table_sheet import SheetRow

BILL_METHODS: Final = (TenderMethod.WECHAT, TenderMethod.ALIPAY)
_HEADERS: Final = {
    "at": ("交易时间", "付款时间", "交易创建时间", "入账时间"),
    "kind": ("交易类型", "交易分类", "类型", "业务类型"),
    "direction": ("收/支",),
    "amount": ("金额", "订单金额", "应结订单金额", "总金额"),
    "refunded": ("成功退款", "退款金额", "申请退款金额"),
    "fee": ("服务费", "手续费"),
    "state": ("当前状态", "交易状态"),
    "number": ("交易单号", "交易订单号", "交易号", "微信订单号", "支付宝交易号"),
    "refund_number": ("微信退款单号", "退款批次号/请求号"),
    "note": ("备注",),
}
_ORDER_OF: Final = {
    header: (key, rank) for key, names in _HEADERS.items() for rank, header in enumerate(names)
}
_NEEDED: Final = ("at", "amount", "number")
_SHOWN: Final = {"at": "交易时间", "amount": "金额", "number": "交易单号"}
_WECHAT_MARKS: Final = ("微信", "交易单号")
_ALIPAY_MARKS: Final = ("支付宝", "交易订单号", "商家订单号")
_PREAMBLE_ROWS: Final = 60
_PERIOD: Final = re.compile(
    r"起始(?:时间|日期)[:：]?\s*\[?(\d{4}-\d{2}-\d{2})[^终]*终止(?:时间|日期)[:：]?\s*\[?(\d{4}-\d{2}-\d{2})"
)
_EXPORTED: Final = re.compile(r"导出时间[:：]?\s*\[?(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})")
_OWNER: Final = re.compile(r"(?:微信昵称|支付宝账户|账号|商户号)[:：]\s*\[?`?([^\],，]{1,80})\]?")
_INSTANT: Final = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?"
)
_SUM_IN_TEXT: Final = re.compile(r"[¥￥]?\s*(\d+(?:\.\d{1,2})?)")
_FEE_IN_NOTE: Final = re.compile(r"服务费\s*[:：]?\s*[¥￥]?\s*(\d+(?:\.\d{1,2})?)")
_FAILED_STATES: Final = ("关闭", "失败", "已退还", "撤销", "REVOKED")
_NUMBER: Final = parse_digits_text(64)


@dataclass(frozen=True, slots=True)
class BillLine:
    """Money that moved; below zero is money given back.

    Attributes:
        line: where it stands in the file.
    """

    line: int
    number: str
    at: datetime
    amount: Money
    fee: Money


@dataclass(frozen=True, slots=True)
class BillFile:
    """What a bill file says.

    Attributes:
        owner: the account the bill was made for, as the file calls it; empty if it does not say.
        since, until: the days it covers, as it says or as its rows show.
        seen_until: what happened later cannot stand in it: it was exported then.
        read_count: rows of the table, takings or not.
    """

    method: TenderMethod
    owner: str
    since: date
    until: date
    seen_until: datetime
    lines: tuple[BillLine, ...]
    problems: tuple[RowProblem, ...]
    read_count: int

    def covers(self, on: date) -> bool:
        """Whether a day lies within the bill."""
        return self.since <= on <= self.until


def read_bill(
    source: Path | bytes | str, method: TenderMethod, encoding: str | None = None
) -> BillFile:
    """Read a bill file of one tender; bad lines are named, nothing is written anywhere.

    Raises:
        BusinessRuleError: ``bill_format_unknown``, ``bill_of_other_tender``, ``bill_without_days``,
            ``header_missing``, and what ``table_reading`` refuses.
    """
    rows = raw_rows(source, encoding)
    preamble, header, table = _parted(rows)
    _refuse_other_tender(preamble, header, method)
    places = _places_of(header)
    raw: list[_RawLine] = []
    problems: list[RowProblem] = []
    read_count = 0
    for row in table:
        cells = {key: _cell(row.cells, place) for key, place in places.items()}
        if not _is_of_table(cells):
            continue
        read_count += 1
        try:
            if row.fault is not None:
                raise row.fault
            raw += _takings_of(row.line, cells)
        except BusinessRuleError as error:
            problems.append(RowProblem(row.line, error))
    lines = _without_double_refunds(raw)
    since, until = _days_of(preamble, lines)
    owner = next((found[1].strip() for text in preamble if (found := _OWNER.search(text))), "")
    seen_until = _seen_until(preamble, until)
    return BillFile(method, owner, since, until, seen_until, lines, tuple(problems), read_count)


@dataclass(frozen=True, slots=True)
class _RawLine:
    """A line of takings, and whether it was only concluded from the state of another."""

    line: BillLine
    is_concluded: bool = False


def _parted(rows: Sequence[SheetRow]) -> tuple[list[str], tuple[str, ...], Sequence[SheetRow]]:
    """Return the text above the table, its header, and the rows below."""
    for position, row in enumerate(rows[:_PREAMBLE_ROWS]):
        header = tuple(_header(cell) for cell in row.cells)
        found = {_ORDER_OF[cell][0] for cell in header if cell in _ORDER_OF}
        if {"at", "number"} <= found or len(found) >= 4:
            preamble = [" ".join(above.cells) for above in rows[:position]]
            return preamble, header, rows[position + 1 :]
    raise BusinessRuleError(
        "bill_format_unknown",
        QT_TRANSLATE_NOOP(
            "errors",
            "这不是微信或支付宝导出的账单：找不到有交易时间、金额、交易单号的表头，什么都没导入",
        ),
    )


def _header(cell: str) -> str:
    return folded_header(cell.lstrip("`"))


def _refuse_other_tender(
    preamble: Sequence[str], header: tuple[str, ...], method: TenderMethod
) -> None:
    text = " ".join((*preamble, *header))
    says_wechat = any(mark in text for mark in _WECHAT_MARKS)
    says_alipay = any(mark in text for mark in _ALIPAY_MARKS)
    if says_wechat == says_alipay:
        return
    if (method is TenderMethod.WECHAT) == says_wechat:
        return
    is_wechat = QT_TRANSLATE_NOOP("errors", "这是微信的账单，你选的是支付宝，什么都没导入")
    is_alipay = QT_TRANSLATE_NOOP("errors", "这是支付宝的账单，你选的是微信，什么都没导入")
    raise BusinessRuleError("bill_of_other_tender", is_wechat if says_wechat else is_alipay)


def _places_of(header: tuple[str, ...]) -> dict[str, int]:
    """Return where each thing stands; of two names for one thing the better one."""
    best: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(header):
        if cell in _ORDER_OF:
            key, rank = _ORDER_OF[cell]
            best[key] = min(best.get(key, (rank, place)), (rank, place))
    missing = [_SHOWN[key] for key in _NEEDED if key not in best]
    if missing:
        raise BusinessRuleError(
            "header_missing",
            QT_TRANSLATE_NOOP("errors", "账单的表头里没有这几列：{names}，什么都没导入"),
            names=translate("formatting", "、").join(missing),
        )
    return {key: place for key, (_, place) in best.items()}


def _cell(cells: Sequence[str], place: int) -> str:
    text = cells[place] if place < len(cells) else ""
    return text.lstrip("`").strip()


def _is_of_table(cells: Mapping[str, str]) -> bool:
    """Whether a row is a row: below the table stand sums and notes."""
    return bool(_INSTANT.fullmatch(cells["at"]) or (cells["number"] and cells["amount"]))


def _takings_of(line: int, cells: Mapping[str, str]) -> list[_RawLine]:
    """Return what a row brought to the shop or took from it; the owner's own life brings nothing.

    Money that comes back to the owner for what he bought elsewhere is no taking either.
    """
    state, direction, kind = (cells.get(key, "") for key in ("state", "direction", "kind"))
    if any(word in state for word in _FAILED_STATES):
        return []
    is_refund = "退款" in kind or state.upper() == "REFUND" or state == "退款成功"
    is_income = direction == "收入" or (not direction and not is_refund)
    if is_income == is_refund or direction not in {"", "收入", "支出"}:
        return []
    at, number = _instant_of(cells["at"]), _number_of(cells["number"])
    if is_refund:
        number = _number_of(cells.get("refund_number") or number)
        given_back = _sum_of(cells.get("refunded", "")) or _sum_of(cells["amount"])
        return [_RawLine(BillLine(line, number, at, -given_back, _fee_of(cells)))]
    amount = _sum_of(cells["amount"])
    if amount == ZERO:
        return []
    taken = _RawLine(BillLine(line, number, at, amount, _fee_of(cells)))
    given_back = _given_back(cells, state, amount)
    if given_back == ZERO:
        return [taken]
    return [taken, _RawLine(BillLine(line, number, at, -given_back, ZERO), is_concluded=True)]


def _given_back(cells: Mapping[str, str], state: str, amount: Money) -> Money:
    """Return what of an income was given back later, as its own row says."""
    if "全额退款" in state:
        return amount
    if "退款" in state:
        found = _SUM_IN_TEXT.search(state)
        return Money.from_yuan(found[1]) if found else amount
    return _sum_of(cells.get("refunded", ""))


def _without_double_refunds(raw: Iterable[_RawLine]) -> tuple[BillLine, ...]:
    """Leave out what was concluded from a state where the refund has a row of its own."""
    raw = tuple(raw)
    own = [each.line.amount for each in raw if not each.is_concluded and each.line.amount < ZERO]
    kept = []
    for each in raw:
        if each.is_concluded and each.line.amount in own:
            own.remove(each.line.amount)
            continue
        kept.append(each.line)
    return tuple(kept)


def _days_of(preamble: Sequence[str], lines: Sequence[BillLine]) -> tuple[date, date]:
    for text in preamble:
        found = _PERIOD.search(text)
        if found is not None:
            return date.fromisoformat(found[1]), date.fromisoformat(found[2])
    days = [line.at.astimezone(CHINA_STANDARD_TIME).date() for line in lines]
    if not days:
        raise BusinessRuleError(
            "bill_without_days",
            QT_TRANSLATE_NOOP("errors", "账单里没有收款，也没写从哪天到哪天，什么都没导入"),
        )
    return min(days), max(days)


def _seen_until(preamble: Sequence[str], until: date) -> datetime:
    end = datetime.combine(until + timedelta(days=1), time(), CHINA_STANDARD_TIME)
    for text in preamble:
        found = _EXPORTED.search(text)
        if found is not None:
            return min(end, _instant_of(found[1]))
    return end


def _instant_of(text: str) -> datetime:
    found = _INSTANT.fullmatch(text)
    try:
        if found is not None:
            parts = [int(part or 0) for part in found.groups()]
            return datetime(*parts[:6], tzinfo=CHINA_STANDARD_TIME)  # type: ignore[arg-type,misc]
    except ValueError:
        pass
    raise BusinessRuleError(
        "bill_time_unreadable",
        QT_TRANSLATE_NOOP("errors", "交易时间“{text}”看不懂"),
        text=text[:30],
    )


def _number_of(text: str) -> str:
    number = _NUMBER(unicodedata.normalize("NFKC", text))
    if not number:
        raise BusinessRuleError("bill_number_missing", QT_TRANSLATE_NOOP("errors", "没有交易单号"))
    return number


def _sum_of(text: str) -> Money:
    """Read an amount written as text, signed or not; what its sign means the direction says."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return parse_amount(plain.lstrip("+-−")) if plain and plain not in {"/", "-"} else ZERO


def _fee_of(cells: Mapping[str, str]) -> Money:
    found = _FEE_IN_NOTE.search(cells.get("note", ""))
    return Money.from_yuan(found[1]) if found else _sum_of(cells.get("fee", ""))
