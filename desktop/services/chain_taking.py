"""Taking a pasted chain down: which of its lines become drafts, and their rows.

Belongs here: what is looked at and written before anybody has paid. Selling is in ``chain_sales``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import insert

from desktop.domain.chain_list import ChainLine, UnreadLine
from desktop.domain.chain_sale import ChainLineState
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.top_up import TopUpTarget, checked_target
from desktop.models.chains import chain, chain_line
from desktop.services.chain_drafts import masked_account
from desktop.storage import chain_queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.product import ProductSnapshot
    from desktop.services.top_ups import TopUps
    from desktop.storage.ground import Ground

CheckedLine = tuple[ChainLine, TopUpTarget | None]
"""A line, and the checked account that its goods go to."""
_NO_ACCOUNT: Final = QT_TRANSLATE_NOOP("errors", "{name} 要充到一个号，这一行没有写账号")


def refuse_unfit(product: ProductSnapshot, top_ups: TopUps) -> None:
    """Refuse goods that a chain cannot sell.

    Raises:
        BusinessRuleError: ``chain_product_stopped``; ``chain_needs_form``: the source asks for more
            than an account.
    """
    if not product.is_selling:
        raise BusinessRuleError(
            "chain_product_stopped",
            QT_TRANSLATE_NOOP("errors", "{name} 停售了，没有记下"),
            name=product.title,
        )
    if not _needs_account(product):
        return
    asked = top_ups.question_about(product, None).form.further
    missing = next((one for one in asked if one.is_required), None)
    if missing is not None:
        raise BusinessRuleError(
            "chain_needs_form",
            QT_TRANSLATE_NOOP(
                "errors", "{name} 还要填“{label}”，接龙里没有：到收银台一单一单卖。没有记下"
            ),
            name=product.title,
            label=missing.label,
        )


def checked_lines(
    product: ProductSnapshot, lines: Sequence[ChainLine]
) -> tuple[list[CheckedLine], tuple[UnreadLine, ...]]:
    """Check the account of every line by the product's rule; give the good and the others."""
    checked: list[CheckedLine] = []
    refused = []
    for line in lines:
        if not _needs_account(product):
            checked.append((line, None))
        elif not line.account:
            shown = {"name": product.title}
            refused.append(UnreadLine(line.number, line.name, _NO_ACCOUNT, {**shown}))
        else:
            try:
                target = checked_target(product.account_rule, line.account, is_read_back=True)
                checked.append((line, target))
            except BusinessRuleError as why:
                shown_text = f"{line.name} {line.account}".strip()
                refused.append(UnreadLine(line.number, shown_text, why.template))
    return checked, tuple(refused)


def insert_chain(
    connection: Connection,
    ground: Ground,
    actor: Actor,
    chain_id: int,
    product: ProductSnapshot,
    title: str,
    checked: Sequence[CheckedLine],
) -> None:
    """Write a chain and a draft of every line, each with the request id of its later sale."""
    row = {
        "id": chain_id,
        "product_id": product.id,
        "title": title,
        "person_id": actor.id,
        "made_at": ground.now(),
    }
    connection.execute(insert(chain), row)
    rows = []
    for position, (line, target) in enumerate(checked):
        line_id = ground.identifiers.next_id()
        rows.append(
            {
                "id": line_id,
                "chain_id": chain_id,
                "position": position,
                "name": line.name,
                "target_sealed": chain_queries.sealed_words(
                    ground, line_id, line.account, line.rest, target
                ),
                "target_masked": masked_account(line.account, target),
                "quantity": line.quantity,
                "state": ChainLineState.DRAFT,
                "request_id": f"chain-{line_id:x}",
            }
        )
    connection.execute(insert(chain_line), rows)


def _needs_account(product: ProductSnapshot) -> bool:
    return product.kind is ProductKind.TOPUP and product.account_rule is not AccountRule.NONE
