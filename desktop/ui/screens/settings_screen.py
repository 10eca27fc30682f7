"""设置: every setting from the catalogue; nothing is saved until 保存."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

import desktop
from desktop.domain.changes import Topic
from desktop.services.setting_declaration import SettingGroup
from desktop.translating import sentence_of
from desktop.ui.scanner_bursts import ScannerThresholds
from desktop.ui.screen import Screen, WindowContext
from desktop.ui.screens.settings.codes_card import CodesPart
from desktop.ui.screens.settings.editors import words_of
from desktop.ui.screens.settings.gateways_card import GatewaysPart
from desktop.ui.screens.settings.keys_card import KeysCard
from desktop.ui.screens.settings.people_card import PeopleCard
from desktop.ui.screens.settings.safety_card import SafetyCard
from desktop.ui.screens.settings.settings_form import SettingsForm
from desktop.ui.shortcuts import Action, PageKeys
from desktop.ui.theme import set_style_property, theme
from desktop.ui.widgets.buttons import NAV, PRIMARY, ActionButton, make_button
from desktop.ui.widgets.labels import PlainLabel, line
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.settings_card import SettingsCard

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.services.backups import Backups
    from desktop.services.collection_codes import CollectionCodes
    from desktop.services.exporting import Exporting
    from desktop.services.gateway_accounts import GatewayAccounts
    from desktop.services.printing import Printing, PrintOutcome
    from desktop.services.profiles import OpenProfile
    from desktop.services.setting_declaration import Value
    from desktop.services.settings import Settings
    from desktop.services.staff import Staff
    from desktop.services.verification import Verification

SAFETY: Final = "safety"
_WITH_PREVIEW: Final = 1200
_MILLISECONDS: Final = 1_000
_SCAN_KEYS: Final = ("scan.least_characters", "scan.gap_milliseconds")
_ICONS: Final = {
    SettingGroup.SHOP: "store",
    SettingGroup.SALE: "scan-barcode",
    SettingGroup.TENDER: "credit-card",
    SettingGroup.MEMBERS: "users",
    SettingGroup.AFTER_SALES: "life-buoy",
    SettingGroup.STOCK: "cloud",
    SettingGroup.PRINTER: "printer",
    SettingGroup.STAFF: "shield-check",
    SettingGroup.COMPLIANCE: "shield-check",
    SettingGroup.CLOSE: "calculator",
    SettingGroup.KEYS: "sliders-horizontal",
    SettingGroup.APPEARANCE: "palette",
}


class SettingsScreen(Screen):
    """The owner's page."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.SETTINGS, Topic.STAFF})

    def __init__(  # noqa: PLR0913 - one page for what every service lets the owner decide
        self,
        context: WindowContext,
        settings: Settings,
        staff: Staff,
        collection_codes: CollectionCodes,
        printing: Printing,
        backups: Backups,
        verification: Verification,
        exporting: Exporting,
        profile: OpenProfile,
        gateway_accounts: GatewayAccounts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._settings, self._printing = settings, printing
        self._group = str(SettingGroup.SHOP)
        self.setObjectName("settingsScreen")
        self.form = SettingsForm(settings.groups())
        self.people = PeopleCard(context, staff)
        self.codes = CodesPart(context, collection_codes)
        self.gateways = GatewaysPart(context, gateway_accounts) if gateway_accounts else None
        self.safety = SafetyCard(context, backups, verification, exporting, profile)
        self.keys = KeysCard(context, self.form.editors)
        self._buttons: dict[str, ActionButton] = {}
        self._build()
        self._show_group(self._group)

    def refresh(self) -> None:
        """Read everything again; what is being typed is kept."""
        if not self.form.changes():
            self.form.show_values(self._settings.current)
        self.people.reload()
        self.codes.reload()
        if self.gateways is not None:
            self.gateways.reload()

    def page_keys(self) -> PageKeys:
        """Return the keys of the page."""
        return PageKeys(
            "settings",
            (
                Action("settings.save", self._save),
                Action("page.back", self._leave_search, is_listed=False),
            ),
        )

    def focus_home(self) -> None:
        """The search box."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def carry_over(self) -> str:
        """The group in front."""
        return self._group

    def arrive(self, argument: Any) -> None:
        """Show a group of settings."""
        if isinstance(argument, str) and argument in self._buttons:
            self._show_group(argument)

    def open_work(self) -> str:
        """Changes that were not saved."""
        count = len(self.form.changes())
        return self.tr("设置改了 {n} 项，还没保存").format(n=count) if count else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows the look of the window among the groups only."""
        super().resizeEvent(event)
        self._place_appearance()

    # Building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        self._side = QFrame()
        self._side.setObjectName("settingsAside")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side.setFixedWidth(theme().px(320))
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 8, 0, 16)
        side.addStretch(1)
        self._side_layout = side
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._build_groups())
        row.addWidget(line(is_vertical=True))
        row.addWidget(self.form, 1)
        row.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_bar())
        layout.addWidget(line())
        layout.addLayout(row, 1)
        self.form.add_extra(SettingGroup.TENDER, self.codes)
        if self.gateways is not None:
            self.form.add_extra(SettingGroup.TENDER, self.gateways)
        self.form.add_extra(SettingGroup.STAFF, self.people)
        self.form.add_extra(SettingGroup.PRINTER, self._build_printer())
        self.form.add_extra(SettingGroup.STOCK, self._build_stock())
        self.form.add_extra(SettingGroup.KEYS, self._build_trial())
        self.form.add_extra(SettingGroup.KEYS, self.keys)
        self.form.add_extra(SAFETY, self.safety)
        self.form.edited.connect(self._count)

    def _build_bar(self) -> QWidget:
        bar = QWidget()
        bar.setFixedHeight(theme().px(64))
        self.search = SearchBox(
            self.tr("搜索设置，如“抹零”“打印”"),
            self.context.registry.key_text("page.search"),
            name="settingsSearch",
        )
        self.search.setFixedWidth(theme().px(300))
        self._words = PlainLabel("", "", "2")
        self.undo_button = make_button("", self.tr("不保存"), name="dropSettings")
        self.save_button = make_button(
            PRIMARY,
            self.tr("保存"),
            self.context.registry.key_text("settings.save"),
            name="saveSettings",
        )
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(PlainLabel(self.tr("设置"), "h1"))
        row.addWidget(self.search)
        row.addStretch(1)
        for widget in (self._words, self.undo_button, self.save_button):
            row.addWidget(widget)
        self.search.searched.connect(self._search)
        self.undo_button.clicked.connect(self._drop)
        self.save_button.clicked.connect(self._save)
        return bar

    def _build_groups(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(theme().px(220))
        column = QVBoxLayout(holder)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(2)
        groups = [
            (str(group), words_of(label), _ICONS[group]) for group, label, _all in self._all()
        ]
        groups.append((SAFETY, self.tr("备份与日志"), "database-backup"))
        for group, label, icon in groups:
            button = make_button(NAV, label, "", icon, name=f"group_{group}")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.set_left_aligned()
            button.clicked.connect(partial(self._choose_group, group))
            self._buttons[group] = button
            column.addWidget(button)
        column.addStretch(1)
        version = self.tr("卡台 Katai {version}").format(version=desktop.__version__)
        column.addWidget(PlainLabel(version, "caption"))
        column.addWidget(PlainLabel(self.tr("数据只存在本机"), "caption"))
        return holder

    def _all(self) -> tuple[tuple[SettingGroup, str, object], ...]:
        return self._settings.groups()

    def _build_printer(self) -> SettingsCard:
        card = SettingsCard(self.tr("试一试"))
        button = make_button("", self.tr("打印测试页"), "", "printer", name="printTest")
        button.clicked.connect(self._print_test)
        card.add_row(self.tr("测试页"), self.tr("先保存，再打一张看中文对不对"), button)
        card.add_row(*self._trial_row())
        return card

    def _trial_row(self) -> tuple[str, str, QWidget]:
        button = make_button("", self.tr("试键盘和扫码枪"), "", "scan-barcode", name="tryInput")
        button.clicked.connect(self._open_trial)
        words = self.tr("插上就能扫；按一下 F9、扫一张，看认不认得出")
        return self.tr("扫码枪和 F 键"), words, button

    def _build_trial(self) -> SettingsCard:
        card = SettingsCard(self.tr("试一试"))
        card.add_row(*self._trial_row())
        return card

    def _build_stock(self) -> SettingsCard:
        card = SettingsCard(self.tr("货源账户"))
        button = make_button("", self.tr("去货源"), "", "package", name="goToStock")
        button.clicked.connect(self._go_to_stock)
        card.add_row(self.tr("账户、余额、密钥"), self.tr("在货源页加、改、测试"), button)
        return card

    # Groups, search -----------------------------------------------------------------------------

    @Slot()
    def _choose_group(self, group: str, *_checked: bool) -> None:
        self.search.clear()
        self._show_group(group)

    def _show_group(self, group: str) -> None:
        self._group = group
        self._buttons[group].setChecked(True)
        self._place_appearance()
        self.form.show_group(group)

    def _place_appearance(self) -> None:
        """The look stands at the right, unless it is the group in front or there is no room."""
        key = str(SettingGroup.APPEARANCE)
        is_aside = self._group != key and self.width() >= theme().px(_WITH_PREVIEW)
        card = self.form.cards[key]
        if is_aside and card.parent() is not self._side:
            self._side_layout.insertWidget(0, self.form.take_card(key))
            set_style_property(card, "card", "bare")
            card.show()
        elif not is_aside and card.parent() is self._side:
            self._side_layout.removeWidget(card)
            set_style_property(card, "card", "true")
            self.form.put_back(key)
            card.setVisible(self._group == key)
        self._side.setVisible(is_aside)

    @Slot(str)
    def _search(self, text: str) -> None:
        """Look through all groups: none of them is in front meanwhile."""
        is_searching = bool(text.strip())
        for group, button in self._buttons.items():
            button.setAutoExclusive(False)
            button.setChecked(group == self._group and not is_searching)
            button.setAutoExclusive(True)
        if is_searching:
            self.form.search(text)
        else:
            self.form.show_group(self._group)

    def _leave_search(self) -> None:
        if self.search.text():
            self.search.clear()
        self.focus_home()

    # Saving -------------------------------------------------------------------------------------

    @Slot()
    def _count(self) -> None:
        count = len(self.form.changes())
        self.keys.reload()
        wrong = any(editor.find_value() is None for editor in self.form.editors.values())
        self._words.setText(self.tr("改了 {n} 项，还没保存").format(n=count) if count else "")
        self.undo_button.setEnabled(bool(count) or wrong)
        self.save_button.setEnabled(bool(count) or wrong)

    @Slot()
    def _drop(self) -> None:
        self.form.show_values(self._settings.current)

    @Slot()
    def _save(self) -> None:
        wrong = self.form.list_wrong()
        if wrong:
            self._choose_group(str(wrong[0].setting.group))
            words = self.tr("“{label}”不能这样填，还没有保存")
            text = words.format(label=words_of(wrong[0].setting.label))
            self.context.messages.show_refusal(text)
            return
        changes = self.form.changes()
        if not changes:
            return
        self.save_button.set_busy(self.tr("提交中"))
        work = partial(self._settings.change, self.context.session.actor, changes)
        then = partial(self._saved, len(changes))
        self.context.operations.run_change(self, work, then, refused=self._refuse)

    def _saved(self, count: int, _changes: object) -> None:
        self.save_button.set_busy("")
        self.form.show_values(self._settings.current)
        words = self.tr("存好了，{n} 项").format(n=count)
        self.context.messages.show_toast(words, icon="circle-check")

    def _refuse(self, error: KataiError) -> None:
        self.save_button.set_busy("")
        self.context.messages.show_refusal(sentence_of(error))

    # Trying keyboard and scanner ---------------------------------------------------------------

    @Slot()
    def _open_trial(self) -> None:
        """What is found is typed into the settings; nothing is kept before 保存."""
        from desktop.ui.dialogs.input_trial_dialog import InputTrialSheet

        sheet = InputTrialSheet(self._typed_thresholds())
        sheet.fn_row_found.connect(partial(self._type_in, "keys.has_fn_row"))
        sheet.thresholds_wanted.connect(self._type_thresholds)
        self.context.messages.open_sheet(sheet)

    def _typed_thresholds(self) -> ScannerThresholds:
        length, gap = (self._integer(key) for key in _SCAN_KEYS)
        return ScannerThresholds(length, gap / _MILLISECONDS)

    def _integer(self, key: str) -> int:
        value = self.form.editors[key].find_value()
        return value if isinstance(value, int) else self._settings.current.integer(key)

    @Slot(object)
    def _type_thresholds(self, thresholds: ScannerThresholds) -> None:
        found = (thresholds.minimum_length, round(thresholds.maximum_gap_seconds * _MILLISECONDS))
        for key, value in zip(_SCAN_KEYS, found, strict=True):
            self._type_in(key, value)

    def _type_in(self, key: str, value: Value) -> None:
        self.form.editors[key].show_value(value)
        self._count()

    # Elsewhere ----------------------------------------------------------------------------------

    @Slot()
    def _print_test(self) -> None:
        work = partial(self._printing.test_page, self.context.session.actor)
        self.context.operations.run_change(self, work, self._queued)

    def _queued(self, outcome: PrintOutcome) -> None:
        words = self.tr("没有设打印机，没有打印") if outcome.is_dropped else self.tr("已送打印")
        self.context.messages.show_toast(words, icon="printer")

    @Slot()
    def _go_to_stock(self) -> None:
        self.context.go_to("stock")
