"""What a campaign is called, where it stands, what it did: pure words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.ui.formatting import amount_text
from desktop.ui.promotion_texts import label_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.list_rows import ListRow
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from datetime import tzinfo

    from desktop.services.campaigns import CampaignView

_TONES: Final = {
    "running": Tone.ACCENT,
    "waiting": Tone.INFO,
    "spent": Tone.WARN,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("CampaignTexts", text)


def phase_badge(view: CampaignView) -> BadgeText:
    """Return where a campaign stands."""
    words = {
        "draft": _tr("草稿"),
        "waiting": _tr("等开始"),
        "running": _tr("进行中"),
        "over": _tr("已过期"),
        "spent": _tr("预算用完"),
        "stopped": _tr("已停止"),
    }
    return BadgeText(words[view.phase], _TONES.get(view.phase, Tone.NEUTRAL))


def window_text(view: CampaignView, zone: tzinfo) -> str:
    """Return 06-15 至 06-30."""
    row = view.row
    starts, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    return _tr("{start} 至 {end}").format(start=f"{starts:%m-%d %H:%M}", end=f"{ends:%m-%d %H:%M}")


def campaign_row(view: CampaignView, zone: tzinfo) -> ListRow:
    """Return a campaign as a row of the list."""
    results = view.results
    second = _tr("{rule} · {window}").format(
        rule=label_text(view.rule_title), window=window_text(view, zone)
    )
    given = results.gifts + results.promised
    amount = amount_text(results.off)
    if given and not results.off:
        amount = _tr("赠 {amount}").format(amount=amount_text(given))
    return ListRow(
        view.row.id,
        view.row.title,
        second,
        (phase_badge(view),),
        _tr("{n} 单").format(n=results.uses),
        amount,
        icon=view.icon,
        tone=_TONES.get(view.phase, Tone.NEUTRAL),
        payload=view,
    )
