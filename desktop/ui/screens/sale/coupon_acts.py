"""The coupon a customer brought; taken away, it can be used another time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.screens.sale.code_acts import CodeActs

if TYPE_CHECKING:
    from desktop.domain.promotion import Coupon
    from desktop.ui.dialogs.coupon_dialog import CouponSheet


class CouponActs(CodeActs):
    """What the counter does with a coupon."""

    def _make_sheet(self) -> CouponSheet:
        from desktop.ui.dialogs.coupon_dialog import CouponSheet

        return CouponSheet()

    def _find(self, code: str) -> Coupon:
        return self._checkout.find_coupon(code)

    def _put(self, found: Coupon | None) -> None:
        self._desk.set_coupon(found)
