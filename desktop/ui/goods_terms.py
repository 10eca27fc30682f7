"""Where goods hold and what they cannot be used for, in words: told before they are sold."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def limit_text(usage_limit: str) -> str:
    """Return 使用限制：每个账号限用一次; empty where there is none."""
    if not usage_limit:
        return ""
    words = QCoreApplication.translate("GoodsTerms", "使用限制：{limit}")
    return words.format(limit=usage_limit)


def terms_text(region: str, usage_limit: str) -> str:
    """Return 国服 · 使用限制：每个账号限用一次, as one line says both; empty for neither."""
    return " · ".join(filter(None, (region, limit_text(usage_limit))))


def terms_tip(title: str, region: str, usage_limit: str) -> str:
    """Return a tooltip of goods, a line for each; empty where nothing holds for them."""
    said = [*filter(None, (region, limit_text(usage_limit)))]
    return "\n".join((title, *said)) if said else ""
