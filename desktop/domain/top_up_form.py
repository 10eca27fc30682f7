"""What a platform asks the buyer of its goods for, and how answers are checked and filled in.

The account is one of the fields; region, role and whatever else are the further ones. A field of a
kind that cannot be filled in here is a choice without choices: it is never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.safe_pattern import compile_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.top_up import TopUpTarget

MAXIMUM_ANSWER: Final = 200
_CHOICE: Final = "choice"
_NUMBER: Final = "number"
_URL: Final = "url"
_ACCOUNT_WORDS: Final = re.compile(
    r"[账帐]号|[账帐]户|号码|手机|电话|QQ|微信|UID|\bID\b|account|phone", re.IGNORECASE
)
_AGAIN_WORDS: Final = re.compile(r"确认|再次|重复|再输|confirm|repeat|again", re.IGNORECASE)
_WIDE: Final = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {0x3000: 0x20, 0xA0: 0x20}
"""Only digits and spaces: a role may be called （云）, and the game knows it by that name alone."""
_AMOUNT: Final = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,6})?")
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AskedField:
    """One thing the platform asks the buyer for, as last synced.

    Attributes:
        name: under which it is sent.
        pattern: the platform's own regular expression; untrusted.
        error: the platform's text for a value that does not fit.
        is_secret: typed under dots, never read back, never kept for the next time.
        minimum: the least number, as text; empty without one.
        maximum: the greatest number, as text; empty without one.
        maximum_length: in characters; 0 without a limit of its own.
    """

    name: str
    label: str
    kind: str = "text"
    is_required: bool = True
    placeholder: str = ""
    pattern: str = ""
    error: str = ""
    choices: tuple[str, ...] = ()
    is_secret: bool = False
    minimum: str = ""
    maximum: str = ""
    maximum_length: int = 0

    @property
    def is_choice(self) -> bool:
        """Whether one of its words is chosen and nothing is typed."""
        return self.kind == _CHOICE or bool(self.choices)

    @property
    def is_unfillable(self) -> bool:
        """Whether it is of a kind that only the platform's own page can ask for."""
        return self.is_choice and not self.choices


@dataclass(frozen=True, slots=True)
class TopUpForm:
    """The whole form of a top-up; empty where the platform has not told it."""

    fields: tuple[AskedField, ...] = ()

    @property
    def account(self) -> AskedField | None:
        """The field that the account goes into."""
        typed = [one for one in self.fields if not one.is_choice and not one.is_secret]
        named = (one for one in typed if _ACCOUNT_WORDS.search(one.label))
        return next(named, next(iter(typed), None))

    @property
    def further(self) -> tuple[AskedField, ...]:
        """What must be asked beside the account, in the platform's order."""
        return tuple(
            one
            for one in self.fields
            if one is not self.account
            and not self.is_account_again(one)
            and not one.is_unfillable
            and not (one.is_required and len(one.choices) == 1)
        )

    @property
    def obstacle(self) -> AskedField | None:
        """A required field that cannot be filled in here, or None."""
        return next((one for one in self.fields if one.is_required and one.is_unfillable), None)

    def is_account_again(self, field: AskedField) -> bool:
        """Say whether a field only wants the account a second time (确认账号)."""
        return (
            field is not self.account
            and not field.is_choice
            and not field.is_secret
            and _AGAIN_WORDS.search(field.label) is not None
            and _ACCOUNT_WORDS.search(field.label) is not None
        )

    def fits(self, target: TopUpTarget) -> bool:
        """Say whether everything that is asked for was answered, in the form that is asked."""
        try:
            filled = dict(filled_fields(self.fields, target))
            for one in self.fields:
                checked_answer(one, filled.get(one.name, ""))
        except BusinessRuleError:
            return False
        return True


def folded(text: str) -> str:
    """Fold full-width digits and spaces, and drop the spaces around.

    >>> folded("　电信１区 ")
    '电信1区'
    """
    return text.translate(_WIDE).strip()


def checked_answer(field: AskedField, text: str) -> str:
    """Return an answer as it is sent.

    Raises:
        BusinessRuleError: code ``answer_malformed``; the sentence names the field.
    """
    answer = text if field.is_secret else folded(text)
    if not answer:
        if field.is_required and not field.is_unfillable:
            raise _refusal(field, QT_TRANSLATE_NOOP("errors", "“{label}”还没有填"))
        return ""
    longest = min(field.maximum_length or MAXIMUM_ANSWER, MAXIMUM_ANSWER)
    if len(answer) > longest:
        words = QT_TRANSLATE_NOOP("errors", "“{label}”最多 {longest} 个字")
        raise _refusal(field, words, longest=longest)
    if not answer.isprintable():
        words = QT_TRANSLATE_NOOP("errors", "“{label}”里有看不见的字符，重新输一遍")
        raise _refusal(field, words)
    _check_kind(field, answer)
    pattern = compile_pattern(field.pattern) if field.pattern else None
    if pattern is not None and not pattern.is_found_in(answer):
        if field.error:
            words = QT_TRANSLATE_NOOP("errors", "“{label}”不对，货源说：{text}")
            raise _refusal(field, words, text=field.error)
        raise _refusal(field, QT_TRANSLATE_NOOP("errors", "“{label}”不是货源要的样子，核对一下"))
    return answer


def filled_fields(
    asked: Sequence[AskedField], target: TopUpTarget | None
) -> tuple[tuple[str, str], ...]:
    """Put account and answers into the platform's fields, and the only choice into a choice.

    An answer is known by its label, so that another source's form is filled with it as well.

    Raises:
        BusinessRuleError: code ``goods_fields_unfilled``: something is required that nobody typed.
            Guessing it could send the goods to a stranger. Code ``goods_fields_unknown``: there is
            an account and no field for it: the goods have not been asked what they need.
    """
    form = TopUpForm(tuple(asked))
    filled: list[tuple[str, str]] = []
    for one in form.fields:
        value = _value_for(form, one, target)
        if value:
            filled.append((one.name, value))
        elif one.is_required:
            raise _unfilled(one)
    if target is not None and form.account is None:
        raise BusinessRuleError(
            "goods_fields_unknown",
            QT_TRANSLATE_NOOP(
                "errors", "还不知道这个货源的充值账号填在哪里，先同步一次。什么都没有买"
            ),
        )
    return tuple(filled)


def _value_for(form: TopUpForm, field: AskedField, target: TopUpTarget | None) -> str:
    if target is not None and (field is form.account or form.is_account_again(field)):
        return target.account
    answer = target.find_answer(field.name, field.label) if target is not None else ""
    if answer and (not field.choices or answer in field.choices):
        return answer
    return field.choices[0] if field.is_required and len(field.choices) == 1 else ""


def _unfilled(field: AskedField) -> BusinessRuleError:
    words = QT_TRANSLATE_NOOP(
        "errors", "这个货源还要填“{label}”，重新加一次这件商品就会问。什么都没有买"
    )
    if field.is_unfillable:
        words = QT_TRANSLATE_NOOP(
            "errors",
            "这个货源要的“{label}”在卡台里填不了：换一个货源，或到货源网站下单。什么都没有买",
        )
    return BusinessRuleError("goods_fields_unfilled", words, label=field.label)


def _check_kind(field: AskedField, answer: str) -> None:
    if field.choices and answer not in field.choices:
        words = QT_TRANSLATE_NOOP("errors", "“{label}”里没有“{answer}”这一项，重新选")
        raise _refusal(field, words, answer=answer)
    if field.kind == _NUMBER:
        _check_number(field, answer)
    if field.kind == _URL and not _ADDRESS.fullmatch(answer):
        words = QT_TRANSLATE_NOOP("errors", "“{label}”要一个网址，以 http:// 或 https:// 开头")
        raise _refusal(field, words)


def _check_number(field: AskedField, answer: str) -> None:
    if not _AMOUNT.fullmatch(answer):
        raise _refusal(field, QT_TRANSLATE_NOOP("errors", "“{label}”要一个数字"))
    number = Decimal(answer)
    if _AMOUNT.fullmatch(field.minimum) and number < Decimal(field.minimum):
        words = QT_TRANSLATE_NOOP("errors", "“{label}”不能小于 {least}")
        raise _refusal(field, words, least=field.minimum)
    if _AMOUNT.fullmatch(field.maximum) and number > Decimal(field.maximum):
        words = QT_TRANSLATE_NOOP("errors", "“{label}”不能大于 {most}")
        raise _refusal(field, words, most=field.maximum)


def _refusal(field: AskedField, words: str, **facts: str | int) -> BusinessRuleError:
    return BusinessRuleError("answer_malformed", words, label=field.label, **facts)
