"""The rule set in force: what was shipped, or a newer one that lies in the profile folder.

A file that cannot be used never stops the till: it goes on with the last good set and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.compliance import LARGEST_FILE, rule_set_from
from desktop.domain.errors import QT_TRANSLATE_NOOP, KataiError, ProfileError
from desktop.paths import resource

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.compliance import RuleSet

RULES_FILE: Final = "compliance-rules.json"
_GOOD_FILE: Final = "compliance-rules.good.json"


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """A set, and why another one is not in force; None when nothing is wrong."""

    rules: RuleSet
    trouble: KataiError | None = None


def load_rules(folder: Path | None = None) -> RulesInForce:
    """Read the newest usable set; a set that was good once is kept beside the file."""
    shipped = rule_set_from(resource("compliance", "rules.json").read_text(encoding="utf-8"))
    if folder is None or not (folder / RULES_FILE).exists():
        return RulesInForce(shipped)
    good = folder / _GOOD_FILE
    try:
        text = _text_of(folder / RULES_FILE)
        rules = rule_set_from(text)
    except KataiError as trouble:
        return RulesInForce(_last_good(good) or shipped, trouble)
    if not good.exists() or good.read_text(encoding="utf-8") != text:
        part = good.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(good)
    return RulesInForce(rules if rules.version >= shipped.version else shipped)


def _last_good(path: Path) -> RuleSet | None:
    try:
        return rule_set_from(_text_of(path))
    except KataiError:
        return None


def _text_of(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path.name) from error
    if len(text) > LARGEST_FILE:
        raise _unreadable(path.name)
    return text


def _unreadable(name: str) -> ProfileError:
    return ProfileError(
        "rules_unreadable",
        QT_TRANSLATE_NOOP("errors", "合规规则读不懂（{reason}），没有用它"),
        reason=name,
    )
