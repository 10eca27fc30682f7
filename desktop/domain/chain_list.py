"""接龙 as it is pasted: who wants how many, to which account. Nothing is guessed.

A line is read when each of its words can mean only one thing; otherwise it is named, with why.
Words about neither name, account nor quantity (``100元``, ``已转``) are kept as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from desktop.domain.cart import MAXIMUM_QUANTITY
from desktop.domain.errors import QT_TRANSLATE_NOOP

MAXIMUM_LINES: Final = 300
LONGEST_LINE: Final = 200

_HAN: Final = "\u3400-\u9fff"
_ENCLOSED: Final = {0x2460 + number: f"{number + 1}." for number in range(20)}
_TIMES: Final = dict.fromkeys(map(ord, "×✕✖✗＊*╳хХ"), "x")
_UNIT: Final = "[个张份件单套组]"
_KEYCAP: Final = re.compile("\ufe0f?\u20e3")
_DROPPED: Final = frozenset({"So", "Sk", "Cf", "Cs", "Co", "Cn", "Cc", "Mn", "Me"})
_HEADING: Final = re.compile(r"#|例(?:如|子)?(?:[\s:]|$)")
_NUMBERED: Final = re.compile(r"\(?([0-9]{1,4})\s*(?:[、):]|\.(?![0-9]{1,4}(?![0-9])))\s*")
_PHONE: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:\+?86[ -]?)?(1[3-9][0-9])[ -]?([0-9]{4})[ -]?([0-9]{4})(?![0-9])"
)
_LABEL: Final = re.compile(
    r"(?:(?<![0-9A-Za-z])(?:QQ号?|UID|ID)|账号|帐号|手机号?|电话|号码)\s*:?\s*(?=[0-9A-Za-z_@+])",
    re.IGNORECASE,
)
_LOOSE_TIMES: Final = re.compile(r"(?<![0-9A-Za-z])[xX]\s+(?=[0-9])")
_LONG_NUMBER_TIMES: Final = re.compile(
    rf"(?<![0-9A-Za-z_@.#-])([0-9]{{5,}})(?=[xX][0-9]{{1,30}}{_UNIT}?(?:\s|$))"
)
_TIMES_AND_WORD: Final = re.compile(rf"(?<![0-9A-Za-z])([xX][0-9]{{1,30}})(?=(?!{_UNIT})[{_HAN}])")
_ASIDE: Final = re.compile(r"[()\[\]{}<>《》【】「」“”\"'!?~…]+|\.(?=\s|$)")
_GLUED: Final = re.compile(
    rf"(?<=[{_HAN}])"
    rf"(?=[0-9A-Za-z][0-9A-Za-z_@.#]{{4}}|\+[0-9]|[xX][0-9]{{1,30}}{_UNIT}?(?:\s|$))"
    rf"|(?<=[0-9]{{5}})(?=[{_HAN}])"
)
_BETWEEN: Final = re.compile(
    rf"[\s,;|/、。]+|(?<=[{_HAN}])[-:]+|[-:]+(?=[{_HAN}])|(?<=\s)[-:]+(?=\s|[xX][0-9])"
)
_COUNT: Final = re.compile(rf"[xX+]([0-9]+){_UNIT}?|([0-9]+|[一二两三四五六七八九十]){_UNIT}")
_HAN_COUNT: Final = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {
    "两": 2
}
_AMOUNT: Final = re.compile(r"[¥￥][0-9]+(?:\.[0-9]+)?(?:元|块)?|[0-9]+(?:\.[0-9]+)?(?:元|块钱?)")
_ACCOUNT: Final = re.compile(r"[0-9A-Za-z_@.#-]{3,40}")
_DIGITS: Final = re.compile(r"[0-9]{5,}")
_FEW_DIGITS: Final = re.compile(r"[0-9]{1,4}")
_DOUBTFUL: Final = re.compile(r"(?=.*[A-Za-z].*[xX])[0-9A-Za-z_@.#-]*[xX][0-9]{1,6}")
_LIKE_COUNT: Final = re.compile(
    r"[0-9][个张份件单套组位瓶次本包只条卡枚]"
    r"|[xX][0-9]{1,3}(?![0-9A-Za-z_@.#-])|(?<![0-9A-Za-z])[xX]-[0-9]|\+[0-9]"
    r"|(?<![0-9A-Za-z])[0-9]{1,4}[xX](?![0-9A-Za-z])"
    r"|(?:数量|[共要来拿买订])[0-9]{1,4}(?![0-9.元块])"
    rf"|[半几一二两三四五六七八九十百贰叁]{_UNIT}$|^[半几二两三四五六七八九十]{_UNIT}"
    rf"|^[^0-9A-Za-z{_HAN}]*[0-9]{{1,2}}[^0-9A-Za-z{_HAN}]*$"
)
"""What may be a quantity stands in the middle of a word: how many is then nobody's guess."""
_MARK: Final = "\x1f"
"""Stands before an account that was named one: ``QQ 28490017``."""

TOO_LONG: Final = QT_TRANSLATE_NOOP("errors", "这一行太长，不像接龙里的一行")
NOBODY: Final = QT_TRANSLATE_NOOP("errors", "没有名字也没有账号")
TWO_ACCOUNTS: Final = QT_TRANSLATE_NOOP("errors", "有两个账号，不知道是哪一个，分成两行写")
TWO_COUNTS: Final = QT_TRANSLATE_NOOP("errors", "写了两个数量，不知道是哪一个")
ODD_COUNT: Final = QT_TRANSLATE_NOOP("errors", "数量要在 1 到 {maximum} 之间")
BARE_NUMBER: Final = QT_TRANSLATE_NOOP(
    "errors", "“{word}”是不是数量看不出来，写成 ×{word} 或 {word}个"
)
ACCOUNT_OR_COUNT: Final = QT_TRANSLATE_NOOP(
    "errors", "“{word}”看不出哪里是账号、哪里是数量，中间加个空格"
)
HIDDEN_COUNT: Final = QT_TRANSLATE_NOOP(
    "errors", "“{word}”里像有数量，看不准：把数量单独写成 ×2 这样"
)
TOO_MANY: Final = QT_TRANSLATE_NOOP("errors", "一次最多 {maximum} 行，这一行没有读")


@dataclass(frozen=True, slots=True, repr=False)
class ChainLine:
    """A line that was read; its ``repr`` hides whom it is about.

    Attributes:
        number: of the pasted line, from 1.
        account: as it was typed, without spaces; empty without one.
        rest: the other words, in their order.
    """

    number: int
    name: str
    account: str = ""
    quantity: int = 1
    rest: str = ""

    def __repr__(self) -> str:
        return f"ChainLine({self.number})"


@dataclass(frozen=True, slots=True, repr=False)
class UnreadLine:
    """A line that could not be read.

    Attributes:
        sentence: why, with ``values`` to put in.
    """

    number: int
    text: str
    sentence: str
    values: dict[str, str | int] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"UnreadLine({self.number})"


@dataclass(frozen=True, slots=True)
class ChainReading:
    """What a pasted text says.

    Attributes:
        headings: numbers of the lines that are no one's: ``#接龙``, what it is about, 例.
        title: what the chain is about; empty when it does not say.
    """

    lines: tuple[ChainLine, ...] = ()
    unread: tuple[UnreadLine, ...] = ()
    headings: tuple[int, ...] = ()
    title: str = ""


class _UnreadableError(Exception):
    def __init__(self, sentence: str, **values: str | int) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


def read_chain(text: str) -> ChainReading:
    r"""Read a pasted chain or list; never fails.

    >>> reading = read_chain("#接龙\n1. 小禾 138 0000 2046 x2\n2、阿飞 100元")
    >>> [(line.name, line.account, line.quantity, line.rest) for line in reading.lines]
    [('小禾', '13800002046', 2, ''), ('阿飞', '', 1, '100元')]
    """
    numbered = [(at, raw) for at, raw in enumerate(text.splitlines(), 1) if raw.strip()]
    folded = [_folded(raw) if len(raw) <= LONGEST_LINE else "" for _at, raw in numbered]
    above = _lines_of_heading(folded)
    lines: list[ChainLine] = []
    unread: list[UnreadLine] = []
    headings: list[int] = []
    for place, ((number, raw), words) in enumerate(zip(numbered, folded, strict=True)):
        if place < above or _HEADING.match(words):
            headings.append(number)
            continue
        try:
            _refuse_too_much(len(lines) + len(unread), raw)
            lines.append(_read_line(number, words))
        except _UnreadableError as why:
            shown = raw.strip()[:LONGEST_LINE]
            unread.append(UnreadLine(number, shown, why.sentence, why.values))
    return ChainReading(tuple(lines), tuple(unread), tuple(headings), _title_of(folded[:above]))


def _refuse_too_much(read: int, raw: str) -> None:
    if read >= MAXIMUM_LINES:
        raise _UnreadableError(TOO_MANY, maximum=MAXIMUM_LINES)
    if len(raw) > LONGEST_LINE:
        raise _UnreadableError(TOO_LONG)


def _lines_of_heading(folded: list[str]) -> int:
    """Return how many lines stand above the first numbered one, when there is a ``#接龙``."""
    if not folded or not folded[0].startswith("#"):
        return 0
    return next((at for at, words in enumerate(folded) if _NUMBERED.match(words)), 1)


def _title_of(heading: list[str]) -> str:
    told = (words.lstrip("#").removeprefix("接龙").strip() for words in heading)
    return next((words for words in told if words and not _HEADING.match(words)), "")


def _folded(raw: str) -> str:
    """Return a line in plain digits and spaces, without emoji and invisible characters."""
    plain = unicodedata.normalize("NFKC", _KEYCAP.sub(".", raw).translate(_ENCLOSED))
    plain = plain.translate(_TIMES)
    kept = (
        " " if one.isspace() else "" if unicodedata.category(one) in _DROPPED else one
        for one in plain
    )
    return " ".join("".join(kept).split())


def _read_line(number: int, words: str) -> ChainLine:
    begun = _NUMBERED.match(words)
    body = words[begun.end() :] if begun else words
    body = _PHONE.sub(r" \1\2\3 ", _ASIDE.sub(" ", body))
    body = _TIMES_AND_WORD.sub(r"\1 ", body)
    body = _LABEL.sub(f" {_MARK}", body)
    body = _LOOSE_TIMES.sub("x", body)
    body = _GLUED.sub(" ", _LONG_NUMBER_TIMES.sub(r"\1 ", body))
    tokens = [one for one in _BETWEEN.split(body) if one.strip(_MARK)]
    counts, tokens = _taken_counts(tokens)
    if len(counts) > 1:
        raise _UnreadableError(TWO_COUNTS)
    account, tokens = _taken_account(tokens)
    names = [one for one in tokens if not _AMOUNT.fullmatch(one)]
    _refuse_numbers(names)
    name = names[0] if names else ""
    if not name and not account:
        raise _UnreadableError(NOBODY)
    left = list(tokens)
    if name:
        left.remove(name)
    return ChainLine(number, name, account, counts[0] if counts else 1, " ".join(left))


def _refuse_numbers(names: list[str]) -> None:
    """What is left is a name or talk: a number in it that may be a quantity is not passed over."""
    for one in names:
        if _FEW_DIGITS.fullmatch(one):
            raise _UnreadableError(BARE_NUMBER, word=one)
        if _LIKE_COUNT.search(one):
            raise _UnreadableError(HIDDEN_COUNT, word=one)


def _taken_counts(tokens: list[str]) -> tuple[list[int], list[str]]:
    counts, left = [], []
    for one in tokens:
        match = _COUNT.fullmatch(one)
        if match is None:
            left.append(one)
            continue
        digits = match[1] or match[2]
        count = _HAN_COUNT.get(digits) or int(digits[:9])
        if not 1 <= count <= MAXIMUM_QUANTITY:
            raise _UnreadableError(ODD_COUNT, maximum=MAXIMUM_QUANTITY)
        counts.append(count)
    return counts, left


def _taken_account(tokens: list[str]) -> tuple[str, list[str]]:
    """Take the account out: one that is called so, a long number, or an id behind a name."""
    found = [
        at
        for at, one in enumerate(tokens)
        if one.startswith(_MARK) or _DIGITS.fullmatch(one) or _is_id(one, at)
    ]
    if len(found) > 1:
        raise _UnreadableError(TWO_ACCOUNTS)
    if not found:
        return "", tokens
    account = tokens[found[0]].strip(_MARK)
    is_doubtful = _DOUBTFUL.fullmatch(account) or _LIKE_COUNT.search(account)
    if is_doubtful and not _DIGITS.fullmatch(account):
        raise _UnreadableError(ACCOUNT_OR_COUNT, word=account)
    return account, [one for at, one in enumerate(tokens) if at != found[0]]


def _is_id(token: str, at: int) -> bool:
    """Say whether a word is an id: behind the name, not of letters alone, no small number."""
    has_sign = any(not one.isalpha() for one in token)
    return bool(at and has_sign and not _FEW_DIGITS.fullmatch(token) and _ACCOUNT.fullmatch(token))
