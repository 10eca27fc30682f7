"""What a campaign is called, where it stands, what it did: pure words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import ZERO
from desktop.ui.formatting import amount_text
from desktop.ui.promotion_texts import label_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.list_rows import ListRow
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from datetime import tzinfo

    from desktop.services.campaigns import CampaignPreview, CampaignView

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


def preview_text(found: CampaignPreview) -> str:
    """Return what the last days would have been, in a sentence or two."""
    if not found.sales:
        return _tr("最近 {days} 天没有销售，没法预估").format(days=found.days)
    told = _tr(
        "最近 {days} 天 {sales} 单，会用上 {used} 单：毛利 {before}，花掉 {cost}，剩 {after}"
    ).format(
        days=found.days,
        sales=found.sales,
        used=found.used,
        before=amount_text(found.margin_before),
        cost=amount_text(found.cost),
        after=amount_text(found.margin_after),
    )
    if found.below_floor:
        warned = _tr("。有 {n} 单会不到底线，收银会拦下").format(n=found.below_floor)
        return told + warned
    return told


def is_losing(found: CampaignPreview) -> bool:
    """Whether the preview is bad news."""
    return bool(found.sales) and (found.margin_after < ZERO or found.below_floor > 0)
