"""Opening an account for a call; its trouble and what its platform can do, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from desktop.building import built_once
from desktop.connectors.by_hand import HAND_KEPT
from desktop.connectors.platforms import all_platforms
from desktop.connectors.platforms.base import (
    AccountAccess,
    PlatformRefusedError,
    RenamingPlatform,
)
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, ConnectorError
from desktop.domain.purchase import AccountProblem, UpstreamKind
from desktop.storage.platform_queries import open_account_secrets
from desktop.translating import sentence_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from desktop.connectors.platforms.base import Platform
    from desktop.domain.errors import KataiError
    from desktop.storage.ground import Ground
    from desktop.storage.platform_queries import AccountRow

CONTEXT: Final = "purchasing"
_REPEAT_SENTENCES: Final = {
    UpstreamKind.SAME_ORDER: QT_TRANSLATE_NOOP(
        "purchasing", "这个货源认我们的单号，同号重发不会重复扣款"
    ),
    UpstreamKind.REFUSES_REPEAT: QT_TRANSLATE_NOOP(
        "purchasing", "这个货源认我们的单号，同号重发会被挡下，不会买两次；但不能按单号查询"
    ),
    UpstreamKind.NO_NUMBER: QT_TRANSLATE_NOOP(
        "purchasing", "这个货源不认我们的单号，重发会再买一次，只能由人核对"
    ),
}
_ASKABLE_SENTENCE: Final = QT_TRANSLATE_NOOP(
    "purchasing", "这个货源可以按我们的单号查询，同号不会买两次"
)
_ONLY_ASKED_SENTENCE: Final = QT_TRANSLATE_NOOP(
    "purchasing", "这个货源可以按我们的单号查询。程序只查，从不重发，不会买两次"
)
_LOST_ANSWER_WARNING: Final = QT_TRANSLATE_NOOP(
    "purchasing",
    "这个货源不认我们的单号：回话丢了，就不知道买没买到。程序绝不自动重发，要人到它的网站上核对",
)
_NEVER_ASKED_SENTENCE: Final = QT_TRANSLATE_NOOP(
    "purchasing", "这个货源没有查单的办法，重发会再买一次。程序只发一次，剩下的由人核对"
)
_NEVER_ASKED_WARNING: Final = QT_TRANSLATE_NOOP(
    "purchasing",
    "这个货源没有查单的办法：回话丢了，或者说了没发货，都要人到它的网站上核对。程序绝不自动重发",
)
_BY_HAND_SENTENCE: Final = QT_TRANSLATE_NOOP(
    "purchasing", "这个货源没有接口，由人下单、由人回填，程序什么都不发"
)
_BY_HAND_NOTICE: Final = QT_TRANSLATE_NOOP(
    "purchasing",
    "没有接口：货单导入，卡密粘贴。卖出的直充列在待下单，由人去下单，再回填货源单号和进价",
)
_PASSWORD_WARNING: Final = QT_TRANSLATE_NOOP(
    "purchasing", "每次都把登录密码原样发过去。给它单独设一个密码，别处不要用"
)


_TROUBLES: Final = {
    AccountProblem.WHITE_LIST: "address_not_listed",
    AccountProblem.CLOCK: "clock_refused",
    AccountProblem.RIGHT: "account_disabled",
    AccountProblem.DISABLED: "account_disabled",
}


class PlatformShelf:
    """The platforms this program knows, by key; a simulation hands in its own.

    They are imported when one is first asked for: a sale from stock needs none.
    """

    def __init__(self, platforms: Sequence[Platform] | None = None) -> None:
        self._given = platforms

    @built_once
    def _by_key(self) -> dict[str, Platform]:
        known = (*all_platforms(), HAND_KEPT) if self._given is None else self._given
        return {platform.key: platform for platform in known}

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """Return all of them in their order."""
        return tuple(self._by_key.values())

    def get(self, key: str) -> Platform:
        """Return the platform.

        Raises:
            BusinessRuleError: code ``platform_unknown``.
        """
        platform = self._by_key.get(key)
        if platform is None:
            raise BusinessRuleError(
                "platform_unknown", QT_TRANSLATE_NOOP("errors", "不认识货源平台 {key}"), key=key
            )
        return platform


def access_of(ground: Ground, row: AccountRow) -> AccountAccess:
    """Open an account for one call."""
    return AccountAccess(
        values=row.fields,
        secrets=open_account_secrets(ground.vault, row),
        now=ground.clock.now,
        is_plain_http_allowed=row.allows_plain_http,
    )


def trouble_of(error: KataiError, at: datetime) -> dict[str, Any]:
    """Return the columns of an account that keep why its last call failed.

    A key that is not accepted keeps the code of the refusal; the other troubles of an account have
    codes of their own, because something else has to be done about them.
    """
    problem = error.problem if isinstance(error, PlatformRefusedError) else None
    code = error.code if problem is None else _TROUBLES.get(problem, error.code)
    return {"trouble_code": code, "trouble_text": sentence_of(error), "trouble_at": at}


def is_about_account(error: KataiError) -> bool:
    """Say whether a failed call tells something about the account, and not only about goods."""
    if isinstance(error, PlatformRefusedError):
        return error.problem is not None
    return isinstance(error, ConnectorError)


def no_trouble() -> dict[str, Any]:
    """Return the columns of an account whose last call went well."""
    return {"trouble_code": "", "trouble_text": "", "trouble_at": None}


def repeat_sentence(platform: Platform) -> str:
    """Return the sentence about re-sending, in the translation context ``purchasing``."""
    if platform.capabilities.is_by_hand:
        return _BY_HAND_SENTENCE
    if platform.capabilities.cannot_be_asked:
        return _NEVER_ASKED_SENTENCE
    rules = platform.rules
    if rules.can_find_by_own_number and not rules.is_repeat_harmless:
        return _ONLY_ASKED_SENTENCE
    if rules.can_find_by_own_number and rules.kind is not UpstreamKind.SAME_ORDER:
        return _ASKABLE_SENTENCE
    return _REPEAT_SENTENCES[rules.kind]


def sent_number(platform: Platform, own_number: str) -> str:
    """Return by which number a person finds an order of ours on the platform's website."""
    return (
        platform.sent_number(own_number) if isinstance(platform, RenamingPlatform) else own_number
    )


def warnings_about(platform: Platform) -> tuple[str, ...]:
    """Return what the owner must know first, in the translation context ``purchasing``."""
    if platform.capabilities.is_by_hand:
        return (_BY_HAND_NOTICE,)
    warnings = []
    if platform.capabilities.cannot_be_asked:
        warnings.append(_NEVER_ASKED_WARNING)
    elif platform.rules.kind is UpstreamKind.NO_NUMBER:
        warnings.append(_LOST_ANSWER_WARNING)
    if platform.capabilities.sends_password:
        warnings.append(_PASSWORD_WARNING)
    return tuple(warnings)
