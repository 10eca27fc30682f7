"""Every setting of the shop, put together from its groups in the order of the settings page.

The page, validation and search are made from this list. To add a setting is to add an entry to its
group in ``services.setting_groups``; there is no other place. Values live in the ``setting`` table
as JSON.
"""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.services.setting_declaration import Setting, SettingGroup
from desktop.services.setting_groups.after_sales import AFTER_SALES
from desktop.services.setting_groups.appearance import APPEARANCE
from desktop.services.setting_groups.close import CLOSE
from desktop.services.setting_groups.compliance import COMPLIANCE
from desktop.services.setting_groups.keys import KEYS
from desktop.services.setting_groups.members import MEMBERS
from desktop.services.setting_groups.printer import PRINTER
from desktop.services.setting_groups.sale import SALE
from desktop.services.setting_groups.shop import SHOP
from desktop.services.setting_groups.staff import STAFF
from desktop.services.setting_groups.stock import STOCK
from desktop.services.setting_groups.tender import TENDER

GROUP_LABELS: Final = {
    SettingGroup.SHOP: QT_TRANSLATE_NOOP("settings", "店铺"),
    SettingGroup.SALE: QT_TRANSLATE_NOOP("settings", "收银与抹零"),
    SettingGroup.TENDER: QT_TRANSLATE_NOOP("settings", "付款方式"),
    SettingGroup.MEMBERS: QT_TRANSLATE_NOOP("settings", "会员与积分"),
    SettingGroup.AFTER_SALES: QT_TRANSLATE_NOOP("settings", "售后"),
    SettingGroup.STOCK: QT_TRANSLATE_NOOP("settings", "货源"),
    SettingGroup.PRINTER: QT_TRANSLATE_NOOP("settings", "打印与扫码枪"),
    SettingGroup.STAFF: QT_TRANSLATE_NOOP("settings", "员工与权限"),
    SettingGroup.COMPLIANCE: QT_TRANSLATE_NOOP("settings", "合规"),
    SettingGroup.CLOSE: QT_TRANSLATE_NOOP("settings", "交班与日结"),
    SettingGroup.KEYS: QT_TRANSLATE_NOOP("settings", "快捷键"),
    SettingGroup.APPEARANCE: QT_TRANSLATE_NOOP("settings", "外观与语言"),
}

SETTINGS: Final[tuple[Setting, ...]] = (
    *SHOP,
    *SALE,
    *TENDER,
    *MEMBERS,
    *AFTER_SALES,
    *STOCK,
    *PRINTER,
    *STAFF,
    *COMPLIANCE,
    *CLOSE,
    *KEYS,
    *APPEARANCE,
)
SETTING_BY_KEY: Final = {setting.key: setting for setting in SETTINGS}
