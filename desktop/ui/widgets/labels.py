"""Parts that only show something: plain text, elided text, badges, counters, key caps, avatars.

Text from outside is data: every label here is plain text, never rich text, and so is every tip.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from desktop.ui.icons import DEFAULT_PX, pixmap
from desktop.ui.theme import Tone, set_style_property, theme
from desktop.ui.widgets.painting import (
    BADGE_HEIGHT,
    CENTER,
    KEY_CAP_HEIGHT,
    RIGHT,
    BadgeText,
    badge_width,
    draw_badge,
    draw_dot,
    draw_key_cap,
    draw_text,
    key_cap_width,
    rounded,
    text_width,
)


class PlainLabel(QLabel):
    """A label that shows its text as it is, in a role and tone of the style sheet.

    Args:
        text: shown unchanged; ``<b>`` is five characters.
        role: ``total totalWide due change kpi word h1 dialogTitle price title strong bodyStrong
            table tableStrong caption captionStrong`` or empty for body text.
        tone: ``2 3 accent info violet warn danger disabled`` or empty.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "",
        tone: str = "",
        *,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setText(text)
        if role:
            self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Change the colour of the text."""
        set_style_property(self, "tone", tone)

    def set_role(self, role: str) -> None:
        """Change size and weight."""
        set_style_property(self, "role", role)


class ElideLabel(PlainLabel):
    """One line that is cut with … when space is short; the whole text is then the tooltip."""

    def __init__(
        self, text: str = "", role: str = "", tone: str = "", parent: QWidget | None = None
    ) -> None:
        self._whole = text
        super().__init__(text, role, tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)

    def setText(self, text: str) -> None:
        """Show another text."""
        self._whole = text.replace("\n", " ")
        self.setAccessibleName(self._whole)
        self._elide()

    def whole_text(self) -> str:
        """Return the text before it was cut."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Ask for the whole text's width."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Cut anew when the font changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._elide()

    def _elide(self) -> None:
        width = max(self.width(), 1)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, width)
        if shown != super().text():
            super().setText(shown)
        self.setToolTip("" if shown == self._whole else plain_tip(self._whole))


_TIP_LINE: Final = 80
"""Characters that a tooltip shows in one line of the smallest window."""


def plain_tip(text: str) -> str:
    """Return a text for a tool tip to show as it is: Qt guesses there what is rich text.

    A long one is rich text on purpose: Qt breaks no other into lines.
    """
    if "<" not in text and "&" not in text and len(text) <= _TIP_LINE:
        return text
    from html import escape

    return f"<span>{escape(text).replace(chr(10), '<br>')}</span>"


class SecretLabel(PlainLabel):
    """A secret in the fixed-width font."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setProperty("secret", "true")

    def show_secret(self, secret: str) -> None:
        """Show the secret itself; the caller hides it again."""
        self.setText(secret)
        self.setAccessibleName(secret)


_TOTAL_PIXELS = {"totalWide": 56, "due": 36, "given": 32, "change": 40}
_SMALL_MARKS = frozenset({"total", "totalWide"})


class TotalLabel(PlainLabel):
    """The biggest text of a screen: an amount; a total has a small ¥ before it.

    ``text()`` is the whole amount, as it is read out: ``¥363.80``. Roles: ``total totalWide`` with
    the small mark, ``amount due given change`` with a ¥ as large as the figures.
    """

    def __init__(
        self, text: str = "¥0.00", role: str = "total", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_amount(self, text: str) -> None:
        """Show another amount and say so to screen readers."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def sizeHint(self) -> QSize:
        """Fit mark and figures."""
        mark, figures = self._parts()
        pixels = self._pixels()
        width = text_width(figures, pixels, 700) + theme().px(2)
        width += text_width(mark, pixels * 6 / 11, 600) if mark else 0
        return QSize(round(width + 1), theme().px(pixels + 4))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark on the figures' base line."""
        mark, figures = self._parts()
        look, pixels, painter = theme(), self._pixels(), QPainter(self)
        token = self._token()
        box = QRectF(self.rect())
        base = box.center().y() + QFontMetricsF(look.font(pixels, 700)).capHeight() / 2
        used = draw_text(painter, box, figures, pixels=pixels, weight=700, token=token, align=RIGHT)
        if mark:
            small = pixels * 6 / 11
            painter.setFont(look.font(small, 600))
            left = box.right() - used - look.px(2) - text_width(mark, small, 600)
            painter.drawText(QPointF(left, base), mark)

    def _parts(self) -> tuple[str, str]:
        text = self.text()
        at = text.find("¥") if self.property("role") in _SMALL_MARKS else -1
        return (text[: at + 1], text[at + 1 :]) if at >= 0 else ("", text)

    def _pixels(self) -> int:
        return _TOTAL_PIXELS.get(str(self.property("role")), 44)

    def _token(self) -> str:
        tone = str(self.property("tone") or "")
        tokens = {"3": "text3", "2": "text2", "accent": "accent-text", "disabled": "disabled"}
        return tokens.get(tone, "accent-text" if self.property("role") == "change" else "text")


class _FixedPart(QWidget):
    """A small painted part whose size follows its content."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def minimumSizeHint(self) -> QSize:
        """Never smaller than the content."""
        return self.sizeHint()


class Badge(_FixedPart):
    """Icon and word on a tint, 20 px high."""

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.NEUTRAL,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._badge = BadgeText(text, tone, icon)
        self._is_on_selection = False
        self.setAccessibleName(text)

    def set_badge(self, badge: BadgeText) -> None:
        """Show another state."""
        self._badge = badge
        self.setAccessibleName(badge.text)
        self.updateGeometry()
        self.update()

    def badge(self) -> BadgeText:
        """Return what is shown."""
        return self._badge

    def sizeHint(self) -> QSize:
        """Fit the word."""
        return QSize(round(badge_width(self._badge) + 0.5), theme().px(BADGE_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        fill = "surface" if self._is_on_selection else ""
        draw_badge(painter, 0, self.height() / 2, self._badge, fill=fill)


class Counter(_FixedPart):
    """A number in an 18 px pill; hidden at zero."""

    def __init__(
        self, count: int = 0, tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._count = count
        self._tone = tone
        if count <= 0:  # never shown before it has a place: it would be a window of its own
            self.hide()

    def set_count(self, count: int, tone: Tone | None = None) -> None:
        """Show another number; zero hides the counter."""
        self._count = count
        self._tone = self._tone if tone is None else tone
        self.setAccessibleName(str(count))
        self.setVisible(count > 0)
        self.updateGeometry()
        self.update()

    def count(self) -> int:
        """Return the number."""
        return self._count

    def sizeHint(self) -> QSize:
        """At least round."""
        height = theme().px(18)
        width = text_width(str(self._count), 12, 600) + theme().px(10)
        return QSize(max(height, round(width)), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, box.height() / 2, fill=self._tone.tint)
        draw_text(
            painter,
            box,
            str(self._count),
            pixels=12,
            weight=600,
            token=self._tone.ink,
            align=CENTER,
        )


class KeyCap(_FixedPart):
    """The key that does the same, as a small cap."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)

    def key(self) -> str:
        """Return the key shown."""
        return self._key

    def sizeHint(self) -> QSize:
        """Fit the key."""
        return QSize(round(key_cap_width(self._key) + 0.5), theme().px(KEY_CAP_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        draw_key_cap(QPainter(self), 0, self.height() / 2, self._key)


class IconView(_FixedPart):
    """An icon that is no button."""

    def __init__(
        self,
        name: str,
        token: str = "text2",
        px: int = DEFAULT_PX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._token, self._px = name, token, px

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        """The icon's size."""
        side = theme().px(self._px)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        QPainter(self).drawPixmap(QPointF(0, 0), pixmap(self._name, self._token, self._px))


class StatusDot(_FixedPart):
    """An 8 px dot; always beside words that say the same."""

    def __init__(self, token: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token

    def set_token(self, token: str) -> None:
        """Show another colour."""
        self._token = token
        self.update()

    def sizeHint(self) -> QSize:
        """8 px."""
        return QSize(theme().px(8), theme().px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        center = QRectF(self.rect()).center()
        draw_dot(QPainter(self), center, self.width(), self._token)


class Avatar(_FixedPart):
    """A round tile with the first character of a name, or an icon for a person without one."""

    def __init__(
        self,
        name: str = "",
        tone: Tone = Tone.ACCENT,
        icon: str = "user-round",
        px: int = 40,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._tone, self._icon, self._px = name, tone, icon, px

    def set_person(self, name: str, tone: Tone = Tone.ACCENT) -> None:
        """Show another person; an empty name shows the icon."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme().px(self._px), theme().px(self._px))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        draw_avatar(QPainter(self), QRectF(self.rect()), self._name, self._tone, self._icon)


class Tile(_FixedPart):
    """A rounded square with an icon: the kind of goods in a list."""

    def __init__(
        self,
        icon: str,
        tone: Tone = Tone.NEUTRAL,
        px: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._px = icon, tone, px

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme().px(self._px), theme().px(self._px))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        draw_tile(QPainter(self), QRectF(self.rect()), self._icon, self._tone)


def draw_avatar(
    painter: QPainter,
    box: QRectF,
    name: str,
    tone: Tone,
    icon: str = "user-round",
    fill: str = "",
) -> None:
    """Draw a round tile with the first character of ``name`` or the icon."""
    rounded(painter, box, box.height() / 2, fill=fill or tone.tint)
    if name:
        size = 15 if box.height() >= theme().px(40) else 13
        draw_text(painter, box, name[0], pixels=size, weight=600, token=tone.ink, align=CENTER)
    else:
        _draw_centered_icon(painter, box, icon, tone.ink)


def draw_tile(painter: QPainter, box: QRectF, icon: str, tone: Tone, fill: str = "") -> None:
    """Draw a rounded square with an icon."""
    rounded(painter, box, theme().px(8), fill=fill or tone.tint)
    _draw_centered_icon(painter, box, icon, tone.ink, 16)


def _draw_centered_icon(
    painter: QPainter, box: QRectF, name: str, token: str, px: int = DEFAULT_PX
) -> None:
    side = theme().px(px)
    corner = QPointF(box.center().x() - side / 2, box.center().y() - side / 2)
    painter.drawPixmap(corner, pixmap(name, token, px))


def line(*, is_vertical: bool = False) -> QFrame:
    """Return a hairline."""
    result = QFrame()
    result.setProperty("line", "v" if is_vertical else "h")
    return result
