"""How the account of a top-up is stored: sealed with its answers, and a keyed fingerprint."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.product import AccountRule
from desktop.domain.top_up import TopUpAnswer, TopUpTarget

if TYPE_CHECKING:
    from desktop.storage.ground import Ground

_OF_A_LINE: Final = ("pii", "sale_line", "target_sealed")


def packed_target(target: TopUpTarget) -> dict[str, Any]:
    """Return what is stored of a target, before it is sealed."""
    return {
        "rule": str(target.rule),
        "account": target.account,
        "answers": [[one.name, one.label, one.value, one.is_secret] for one in target.answers],
    }


def unpacked_target(packed: dict[str, Any]) -> TopUpTarget:
    """Return a target that was stored: it had been read back."""
    return TopUpTarget(
        AccountRule(packed["rule"]),
        packed["account"],
        is_read_back=True,
        answers=tuple(TopUpAnswer(*answer) for answer in packed["answers"]),
    )


def sealed_text(target: TopUpTarget) -> bytes:
    """Return the bytes that are sealed."""
    return json.dumps(packed_target(target), ensure_ascii=False).encode()


def seal_line_target(ground: Ground, line_id: int, target: TopUpTarget) -> bytes:
    """Seal the target of a sale line for its row."""
    return ground.vault.seal(*_OF_A_LINE, line_id, sealed_text(target))


def open_line_target(ground: Ground, line_id: int, sealed: bytes) -> TopUpTarget:
    """Open the target of a sale line."""
    return unpacked_target(json.loads(ground.vault.open(*_OF_A_LINE, line_id, sealed)))


def fingerprint_of(ground: Ground, target: TopUpTarget) -> bytes:
    """Return by what the same account is known again without being stored."""
    return ground.vault.fingerprint("topup", target.sameness.encode())
