"""The account a top-up goes to: normalising, checking by kind, reading back, masking.

A wrong account cannot be taken back, so the form is checked hard and the operator only hinted:
numbers are carried from one operator to another (携号转网).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.product import AccountRule

_PATTERNS: Final = {
    AccountRule.PHONE: re.compile(r"1[3-9]\d{9}"),
    AccountRule.QQ: re.compile(r"[1-9]\d{4,10}"),
    AccountRule.UID: re.compile(r"[0-9A-Za-z_@.#-]{3,40}"),
}
_REFUSALS: Final = {
    AccountRule.PHONE: QT_TRANSLATE_NOOP("errors", "手机号要 11 位，以 1 开头"),
    AccountRule.QQ: QT_TRANSLATE_NOOP("errors", "QQ 号要 5 到 11 位数字"),
    AccountRule.UID: QT_TRANSLATE_NOOP("errors", "账号要 3 到 40 位字母、数字或 _ @ . # -"),
}
_OPERATOR_SEGMENTS: Final = {
    "mobile": (
        "134 135 136 137 138 139 147 150 151 152 157 158 159 "
        "172 178 182 183 184 187 188 195 197 198"
    ),
    "unicom": "130 131 132 145 155 156 166 167 171 175 176 185 186 196",
    "telecom": "133 149 153 173 174 177 180 181 189 190 191 193 199",
    "broadnet": "192",
}
_OPERATOR_BY_SEGMENT: Final = {
    segment: operator
    for operator, segments in _OPERATOR_SEGMENTS.items()
    for segment in segments.split()
}


@dataclass(frozen=True, slots=True, repr=False)
class TopUpAnswer:
    """What was answered to one further field of the platform's form; its ``repr`` hides it.

    Attributes:
        name: of the field, at the source whose form was filled in.
        label: by which another source's field of the same meaning is known.
        is_secret: never shown again, never kept for the next time.
    """

    name: str
    label: str
    value: str
    is_secret: bool = False

    def __repr__(self) -> str:
        return f"TopUpAnswer({self.label})"


@dataclass(frozen=True, slots=True, repr=False)
class TopUpTarget:
    """A checked account; its ``repr`` is masked because accounts are personal.

    Attributes:
        account: digits or text without spaces, as the platform wants it.
        is_read_back: the customer nodded when it was read back.
        answers: to the further fields of the platform's form: 区服, 角色.
    """

    rule: AccountRule
    account: str
    is_read_back: bool = False
    answers: tuple[TopUpAnswer, ...] = ()

    def __repr__(self) -> str:
        return f"TopUpTarget({self.masked})"

    def find_answer(self, name: str, label: str) -> str:
        """Return what was answered to a field, known by its label; empty for nothing."""
        same = [one for one in self.answers if _key(one.label) == _key(label)]
        by_name = next((one for one in same if one.name == name), None)
        found = by_name or (same[0] if len(same) == 1 else None)
        return found.value if found is not None else ""

    def without_secrets(self) -> TopUpTarget:
        """Return what may be kept for the next time."""
        return replace(self, answers=tuple(one for one in self.answers if not one.is_secret))

    @property
    def spoken_answers(self) -> tuple[str, ...]:
        """The answers as they are read back, without the secret ones: ``区服 电信一区``."""
        return tuple(f"{one.label} {one.value}" for one in self.answers if not one.is_secret)

    @property
    def sameness(self) -> str:
        """What two spellings of one account have in common; only ever stored as a fingerprint."""
        return self.account.casefold()

    @property
    def grouped(self) -> str:
        """The account in groups, for reading back: ``198 0000 2046``, ``QQ 2849 0017``."""
        if self.rule is AccountRule.PHONE:
            return f"{self.account[:3]} {self.account[3:7]} {self.account[7:]}"
        if not self.account.isdigit():
            return self.account  # a name of letters is spelled, not counted
        groups = " ".join(
            self.account[start : start + 4] for start in range(0, len(self.account), 4)
        )
        return f"QQ {groups}" if self.rule is AccountRule.QQ else groups

    @property
    def masked(self) -> str:
        """The account with its middle hidden, for lists and paper."""
        if self.rule is AccountRule.PHONE:
            return f"{self.account[:3]}****{self.account[7:]}"
        masked = f"{self.account[:2]}****{self.account[-2:]}"
        return f"QQ {masked}" if self.rule is AccountRule.QQ else masked


def normalised_account(text: str) -> str:
    """Fold full-width characters and drop the spaces and dashes people group digits with."""
    folded = unicodedata.normalize("NFKC", text).strip()
    without_spaces = re.sub(r"\s", "", folded)
    digits_only = without_spaces.replace("-", "")
    return digits_only if digits_only.isdigit() else without_spaces


def checked_target(rule: AccountRule, text: str, *, is_read_back: bool = False) -> TopUpTarget:
    """Return the target if the account has the form its kind asks for.

    Raises:
        BusinessRuleError: code ``account_malformed``; the sentence says what is expected.
    """
    account = normalised_account(text)
    pattern = _PATTERNS.get(rule)
    if pattern is not None and pattern.fullmatch(account) is None:
        raise BusinessRuleError("account_malformed", _REFUSALS[rule])
    return TopUpTarget(rule, account, is_read_back)


def find_operator(phone: str) -> str | None:
    """Return the operator a number began at: ``mobile``, ``unicom``, ``telecom``, ``broadnet``."""
    return _OPERATOR_BY_SEGMENT.get(phone[:3])


def _key(label: str) -> str:
    return re.sub(r"[\s:：*]", "", unicodedata.normalize("NFKC", label)).casefold()
