"""All cards of a sale as one sealed file, for a customer who takes many.

Saving it is seeing every card: the reveal is recorded before a card is opened. The goods stay in
待交付 until the file stands on the disk and its password on the screen, so that neither a full disk
nor a dead process loses one. The password is kept nowhere; who loses it needs another file, which
is a second look.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.domain.card import VISIBLE_STATES
from desktop.domain.changes import Changes, Topic
from desktop.domain.delivery import DeliveryState, HandOver
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, StorageError, UsageError
from desktop.domain.sealed_file import ENDING, new_file_password
from desktop.services.card_looks import require_look
from desktop.services.table_writing import save_file, try_place
from desktop.storage import delivery_queries, sale_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval, SaleSnapshot, SoldLine
    from desktop.domain.secret import Secret
    from desktop.services.rights import Rights
    from desktop.services.sealed_workbook import CardFile
    from desktop.services.settings import Settings
    from desktop.storage.delivery_queries import CardOfLine
    from desktop.storage.ground import Ground

_CHANGES: Final = Changes.of(Topic.DELIVERY, Topic.STOCK)


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file that is ready to be written, as often as it takes.

    Attributes:
        waiting: the lines that are handed over once it is written and can be opened.
        content: encrypted.
    """

    sale_id: int
    count: int
    waiting: tuple[int, ...]
    password: Secret
    content: bytes = field(repr=False)
    changes: Changes = field(default_factory=Changes)


class SealedFiles:
    """Hands cards over as a file."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def count_cards(self, sale_id: int) -> int:
        """Return how many cards a sale's file would hold."""
        with self._ground.database.read() as connection:
            return delivery_queries.count_visible_cards(connection, sale_id)

    def seal(
        self, actor: Actor, sale_id: int, path: Path, approval: Approval | None = None
    ) -> SealedFile:
        """Record that every card of a sale is seen, then put them into a sealed file.

        Args:
            actor: who hands over.
            sale_id: the sale.
            path: where the file will go; only tried, so that a wrong place costs no reveal.
            approval: the consent that cards seen before need.

        Raises:
            BusinessRuleError: ``needs_owner`` for cards seen before, ``nothing_to_reveal``;
                ``sale_moved`` when a card was seen or came back meanwhile.
            UsageError: the file's name has another ending.
            StorageError: no file can be written there; nothing was recorded.
        """
        # Loaded before anything is recorded: a library that is missing must not cost a reveal.
        from desktop.services import sealed_workbook

        if path.suffix.casefold() != f".{ENDING}":
            raise UsageError("sealed_ending", QT_TRANSLATE_NOOP("errors", "文件名要以 .xlsx 结尾"))
        with self._ground.database.read() as connection:
            sale = sale_queries.load_sale(connection, sale_id)
            lines = _filled_lines(connection, sale)
        self._require(actor, [card for _, cards in lines for card in cards], approval)
        try_place(path)
        password = new_file_password(self._ground.randomness)
        self._record(actor, sale, lines)
        content = sealed_workbook.sealed_bytes(self._card_file(sale, lines), password)
        waiting = tuple(
            line.id for line, _ in lines if line.delivery_state is DeliveryState.ARRIVED
        )
        count = sum(len(cards) for _, cards in lines)
        return SealedFile(sale_id, count, waiting, password, content, _CHANGES)

    def write(self, sealed: SealedFile, path: Path) -> Path:
        """Write the file. May be tried again at another place; nobody is asked for it again.

        Raises:
            StorageError: the file could not be written; nothing of it is left behind.
        """
        try:
            save_file(path, sealed.content)
        except StorageError as error:
            raise StorageError(
                "sealed_not_written",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "文件 {name} 没写成：{reason}。{count} 张卡密一张没丢，但已经记成给看过；"
                    "没交到顾客手里的还在待交付。现在换个位置再存不用再批，关掉以后再看要店主 PIN",
                ),
                count=sealed.count,
                **error.values,
            ) from None
        self._ground.fail_points.reached("seal.file_written")
        return path

    def hand_over(self, actor: Actor, sealed: SealedFile) -> Changes:
        """Take the goods of a written file off 待交付: its password can be read now."""
        if sealed.waiting:
            with self._ground.database.write() as connection:
                delivery_queries.mark_handed_over(
                    connection, self._ground, actor, sealed.waiting, HandOver.FILE
                )
                self._ground.fail_points.reached("seal.before_handed_over")
        self._ground.fail_points.reached("seal.handed_over")
        return _CHANGES

    def _require(self, actor: Actor, cards: list[CardOfLine], approval: Approval | None) -> None:
        if not cards:
            raise BusinessRuleError(
                "nothing_to_reveal",
                QT_TRANSLATE_NOOP("errors", "这一单没有可以给看的卡密，货还没到或已经退了"),
            )
        require_look(self._rights, actor, cards, approval)

    def _record(self, actor: Actor, sale: SaleSnapshot, lines: _Lines) -> None:
        """Record the reveal; the goods stay to be handed over.

        What the right was asked for is looked at again: a card that went back to the stock
        meanwhile belongs to its next buyer, and one that was seen meanwhile needs the owner.
        """
        body = {
            "sale": sale.id,
            "lines": [line.id for line, _ in lines],
            "count": sum(len(cards) for _, cards in lines),
            "person": actor.id,
            "channel": actor.channel,
        }
        with self._ground.database.write() as connection:
            if _filled_lines(connection, sale_queries.load_sale(connection, sale.id)) != lines:
                raise BusinessRuleError(
                    "sale_moved",
                    QT_TRANSLATE_NOOP(
                        "errors", "这一单刚刚有变动，文件没有存，也没有记成给看过。再存一次"
                    ),
                )
            for line, cards in lines:
                delivery_queries.record_reveal(
                    connection,
                    self._ground,
                    actor,
                    line.id,
                    [card.id for card in cards],
                    HandOver.FILE,
                    hands_over=False,
                )
            self._ground.record(connection, LedgerEntry("cards_sealed_in_file", body))
            self._ground.fail_points.reached("seal.before_commit")
        self._ground.fail_points.reached("seal.committed")

    def _card_file(self, sale: SaleSnapshot, lines: _Lines) -> CardFile:
        from desktop.services.sealed_workbook import CardFile, FiledCard

        cards = [
            FiledCard(
                line.title,
                line.region,
                line.usage_limit,
                card.number,
                card.secret,
                card.expires_on,
            )
            for line, sealed in lines
            for card in delivery_queries.open_cards(self._ground, sealed)
        ]
        guides = dict.fromkeys((line.title, line.guide) for line, _ in lines if line.guide)
        shop = self._settings.current.text("shop.name")
        return CardFile(shop, sale.number, self._ground.now(), cards, tuple(guides))


_Lines = tuple[tuple["SoldLine", tuple["CardOfLine", ...]], ...]


def _filled_lines(connection: Connection, sale: SaleSnapshot) -> _Lines:
    """Return the lines of a sale whose cards can be seen, with those cards.

    Cards that are not paid for are reserved, and those that came back are void.
    """
    found = (
        (line, delivery_queries.cards_of_line(connection, line.id))
        for line in sale.lines
        if line.delivery_state is not DeliveryState.REFUNDED
    )
    visible = (
        (line, tuple(card for card in cards if card.state in VISIBLE_STATES))
        for line, cards in found
    )
    return tuple((line, cards) for line, cards in visible if cards)
