"""What a start finds of the last run: purchases on their way, goods paid for, orders taken back.

Nothing here uses the network: what was on its way is settled by its stored answer, or becomes
unknown. The machine goes on from there on the network lane.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.purchase import PurchaseState
from desktop.services.held_sales import HeldSales
from desktop.storage import open_purchases, purchase_waits

if TYPE_CHECKING:
    from desktop.services.purchasing import Purchasing
    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class RecoverySentence:
    """One thing the window says after a start, in the translation context ``recovery``.

    Attributes:
        needs_care: a person may have to do something about it.
    """

    template: str
    count: int
    needs_care: bool = False


@dataclass(frozen=True, slots=True)
class RecoveryReport:
    """What was found.

    Attributes:
        interrupted: purchases that were on their way when the program ended.
        to_do: orders at sources without an interface that a person still has to place.
        put_back: held orders that lay on the counter then and are held again.
        to_advance: what the network lane should go on with now.
    """

    interrupted: int = 0
    prepared: int = 0
    to_do: int = 0
    processing: int = 0
    unknown: int = 0
    for_person: int = 0
    put_back: int = 0
    to_advance: tuple[int, ...] = ()
    changes: Changes = field(default_factory=Changes)

    @property
    def sentences(self) -> tuple[RecoverySentence, ...]:
        """What to tell people; empty when nothing was left open."""
        said = (
            RecoverySentence(
                QT_TRANSLATE_NOOP(
                    "recovery", "上次关闭时有 {count} 笔采购正在发出，已经接着查，没有重复下单"
                ),
                self.interrupted,
            ),
            RecoverySentence(
                QT_TRANSLATE_NOOP("recovery", "{count} 笔采购还没有发出，现在接着买"), self.prepared
            ),
            RecoverySentence(
                QT_TRANSLATE_NOOP("recovery", "{count} 笔手工货源的单等人去下"), self.to_do
            ),
            RecoverySentence(
                QT_TRANSLATE_NOOP("recovery", "{count} 笔采购货源还在处理"), self.processing
            ),
            RecoverySentence(
                QT_TRANSLATE_NOOP("recovery", "{count} 笔采购结果不明，不要重新下单或退款"),
                self.unknown,
                needs_care=True,
            ),
            RecoverySentence(
                QT_TRANSLATE_NOOP("recovery", "{count} 笔采购等店主决定"),
                self.for_person,
                needs_care=True,
            ),
            RecoverySentence(
                QT_TRANSLATE_NOOP("recovery", "{count} 张取出来还没卖的挂单，已经放回挂单里"),
                self.put_back,
            ),
        )
        return tuple(sentence for sentence in said if sentence.count)


class Recovery:
    """Looks after open purchases and carts at a start, before the window sells."""

    def __init__(self, ground: Ground, purchasing: Purchasing) -> None:
        self._ground = ground
        self._purchasing = purchasing
        self._held_sales = HeldSales(ground)

    def run(self) -> RecoveryReport:
        """Settle what was interrupted, put orders back, and count what is open."""
        put_back = self._held_sales.put_back()
        with self._ground.database.read() as connection:
            interrupted = open_purchases.load_open_purchases(connection, [PurchaseState.SENDING])
        for row in interrupted:
            self._purchasing.settle_interrupted(row.id)
        with self._ground.database.read() as connection:
            states = [row.state for row in open_purchases.load_open_purchases(connection)]
            to_do = purchase_waits.count_to_do(connection)
        return RecoveryReport(
            interrupted=len(interrupted),
            prepared=states.count(PurchaseState.PREPARED) - to_do,
            to_do=to_do,
            processing=states.count(PurchaseState.ACCEPTED),
            unknown=states.count(PurchaseState.UNKNOWN),
            for_person=states.count(PurchaseState.HUMAN),
            put_back=put_back,
            to_advance=self._purchasing.due_ids(),
            changes=_changes(has_purchases=bool(states), has_held=put_back > 0),
        )


def _changes(*, has_purchases: bool, has_held: bool) -> Changes:
    topics = [Topic.PURCHASES, Topic.DELIVERY] if has_purchases else []
    return Changes.of(*topics, *([Topic.HELD_SALES] if has_held else []))
