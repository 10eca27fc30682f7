"""acg-faka shops that are opened to others by the SharedStock plugin.

The plugin has doors of its own to the account, the goods and the price; what is bought and asked
for goes through the shop's native ones, with the native fields, signature and answers. It was tried
against documents only, so an order without an answer is never sent twice, and a price that leaves
out the surcharge of the chosen attributes is no price.
"""

from __future__ import annotations

from typing import Final

from desktop.connectors.platforms.acg_faka import AcgFaka, Edition
from desktop.connectors.platforms.base import Evidence
from desktop.domain.errors import QT_TRANSLATE_NOOP

ACG_FAKA_SHARED_STOCK: Final = AcgFaka(
    Edition(
        key="acg_faka_shared_stock",
        name=QT_TRANSLATE_NOOP("connectors", "异次元发卡（SharedStock 插件）"),
        tried=Evidence.DOCUMENTS,
        directory="plugin/SharedStock/api",
        is_repeat_harmless=False,
        prices_attributes=False,
    )
)
