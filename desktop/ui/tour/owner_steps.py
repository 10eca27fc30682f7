"""The owner's page: what the day brought beside the week before, and an exception settled."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui.tour.stage import Script, Stage


def look_over_the_day(stage: Stage) -> Script:
    """Accept the first exception, look at the day by its hours, hide every amount and show it."""
    stage.keyboard.press("Esc", "Ctrl+7")
    yield stage.sees("reviewTable")
    yield stage.until("an exception in the review", lambda: bool(stage.rows("reviewTable")))
    yield stage.still()
    stage.picture("owner-month")
    accepted = QCoreApplication.translate("ReviewPanel", "没问题")
    stage.keyboard.press("A")  # the review lies below the edge: the first one brings it up
    yield stage.still()
    stage.picture("owner-review")
    stage.keyboard.press("A")
    yield stage.until("it is accepted", lambda: accepted in str(stage.rows("reviewTable")))
    stage.keyboard.press("Esc", "D")
    by_hour = QCoreApplication.translate("TrendPanel", "每小时销售额")
    yield stage.reads("ownerScreen", by_hour)
    stage.keyboard.press("L", "L")
    yield stage.until("the one who sold it all", lambda: len(stage.rows("rankingTable")) == 1)
    yield stage.still()
    stage.picture("owner-day")
    stage.keyboard.press("H")
    yield stage.until("no amount is shown", lambda: "¥" not in stage.text("ownerScreen"))
    yield stage.still()
    stage.picture("owner-hidden")
    stage.keyboard.press("H")
    yield stage.reads("ownerScreen", "¥")
