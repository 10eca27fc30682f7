"""A payment by a gateway as its customer sees it: the code holds the amount, nothing is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import ZERO
from desktop.ui.formatting import amount_text
from desktop.ui.screens.sale.customer_sheet import view_of
from desktop.ui.screens.sale.gateway_panel import channel_name

if TYPE_CHECKING:
    from desktop.services.settings_values import SettingsValues
    from desktop.ui.screens.sale.customer_sheet import CustomerView
    from desktop.ui.screens.sale.gateway_panel import GatewayPanel
    from desktop.ui.screens.sale.payment_draft import PaymentDraft

_ICONS = {"wxpay": "message-circle", "alipay": "scan-qr-code", "qqpay": "circle-dollar-sign"}


def gateway_view_of(
    draft: PaymentDraft, settings: SettingsValues, panel: GatewayPanel
) -> CustomerView:
    """Return the order with the gateway's code, or without one while there is none that holds."""
    view = view_of(draft, settings, (), None, ZERO)
    if not panel.has_code:
        return view
    words = QCoreApplication.translate("CustomerPage", "{tender}扫一扫")
    return replace(
        view,
        rows=panel.rows(),
        pay_words=words.format(tender=channel_name(panel.channel())),
        pay_icon=_ICONS.get(panel.channel(), "qr-code"),
        pay_amount=amount_text(draft.missing),
        is_amount_fixed=True,
    )
