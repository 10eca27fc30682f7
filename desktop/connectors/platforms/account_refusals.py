"""Refusals that are about the account: how platforms word them, and what to do about each.

Belongs here: the sentence for each kind of trouble, and telling the kind from a text, for dialects
whose refusals are nothing but texts. A dialect with codes has its own list.
Does not belong here: which texts refuse an order at all (each platform's own module).
"""

from __future__ import annotations

import re
from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.purchase import AccountProblem

PLAIN_SENTENCE: Final = QT_TRANSLATE_NOOP("errors", "平台说：{text}。什么都没有买")
_LISTED_SENTENCE: Final = QT_TRANSLATE_NOOP(
    "errors",
    "平台只认登记过的网络地址，这台电脑的是 {address}。到平台后台加进白名单再试。什么都没有买",
)
_SENTENCES: Final = {
    AccountProblem.KEY: QT_TRANSLATE_NOOP(
        "errors", "平台不认这个账号，说：{text}。核对商户号和密钥，重新填写。什么都没有买"
    ),
    AccountProblem.WHITE_LIST: QT_TRANSLATE_NOOP(
        "errors",
        "平台只认登记过的网络地址，说：{text}。"
        "到平台后台把这台电脑的外网地址加进白名单再试。什么都没有买",
    ),
    AccountProblem.CLOCK: QT_TRANSLATE_NOOP(
        "errors", "平台说时间不对：{text}。把这台电脑的时间校准再试。什么都没有买"
    ),
    AccountProblem.RIGHT: QT_TRANSLATE_NOOP(
        "errors", "这个账号没有开通接口，平台说：{text}。到平台后台开通再试。什么都没有买"
    ),
    AccountProblem.DISABLED: QT_TRANSLATE_NOOP(
        "errors", "平台停用了这个账号，说：{text}。先用别的货源，再找平台客服。什么都没有买"
    ),
}
_PATTERNS: Final = {
    AccountProblem.WHITE_LIST: r"白名单|white.?list"
    r"|(?<![A-Z])IP(?![A-Z]).{0,20}(?:不允许|未授权|受限|限制|不在|禁止|未绑定|不正确)"
    r"|(?:不允许|未授权|非法|禁止)的?.{0,4}(?<![A-Z])IP(?![A-Z])",
    AccountProblem.CLOCK: r"时间戳|timestamp|请求(?:已经?)?过期",
    AccountProblem.KEY: r"签名|验签|密钥|秘钥|signature|(?<![A-Z])sign(?![A-Z])"
    r"|app.?(?:id|key|secret)|用户名或密码(?:不正确|错误)"
    r"|(?:商户|客户|用户|会员|账户|账号)(?:ID|编号|号)?(?:不存在|错误|无效|不正确)",
    AccountProblem.RIGHT: r"(?:接口|对接|API).{0,6}(?:权限|未开通|没有开通|未启用|已?关闭)"
    r"|(?:没有|无)对接权限",
    AccountProblem.DISABLED: r"(?:商户|客户|用户|会员|账户|账号).{0,4}"
    r"(?:禁用|冻结|停用|封禁|封号|拉黑|锁定)|banned",
}
_COMPILED: Final = {
    problem: re.compile(pattern, re.IGNORECASE) for problem, pattern in _PATTERNS.items()
}
_ADDRESS: Final = re.compile(
    r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|(?<![0-9A-Fa-f:])(?:[0-9A-Fa-f]{1,4}:){3,7}"
    r"[0-9A-Fa-f]{1,4}(?![0-9A-Fa-f:])"
)
_INPUT: Final = re.compile(
    r"充值.{0,12}(?:错误|有误|不正确|不能为空|必填|不合法|无效|不存在|不支持|冻结|禁用)"
    r"|(?:手机|号码|QQ|区服|大区|格式).{0,6}(?:错误|有误|不正确|不能为空|不合法|无效|不存在)"
    r"|请(?:填写|输入|选择).{0,12}(?:账号|帐号|号码|手机|区服|大区)",
    re.IGNORECASE,
)


def problem_in(text: str) -> AccountProblem | None:
    """Return what a refusal says is the matter with the account, or None if it is about the order.

    Only a text that can hardly mean anything else counts.
    """
    return next((problem for problem, pattern in _COMPILED.items() if pattern.search(text)), None)


def is_about_input(text: str) -> bool:
    """Whether a refused top-up was refused for what the buyer filled in."""
    return _INPUT.search(text) is not None


def sentence_of_refusal(problem: AccountProblem | None, text: str) -> tuple[str, dict[str, str]]:
    """Return the sentence for a refusal and what fills it in: what to do, where that is known."""
    if problem is None:
        return PLAIN_SENTENCE, {"text": text}
    address = _ADDRESS.search(text)
    if problem is AccountProblem.WHITE_LIST and address is not None:
        return _LISTED_SENTENCE, {"text": text, "address": address[0]}
    return _SENTENCES[problem], {"text": text}
