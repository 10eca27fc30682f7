"""推广: campaigns with what they did, one of them in full; make, start, stop."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.changes import Topic
from desktop.domain.clock import zone_named
from desktop.domain.promotion import MAXIMUM_STACKED, CampaignState
from desktop.translating import sentence_of
from desktop.ui.dialogs.campaign_form_dialog import CampaignFormSheet
from desktop.ui.dialogs.coupon_dialog import CouponCountSheet
from desktop.ui.dialogs.tiers_dialog import TiersSheet
from desktop.ui.loads import Loads
from desktop.ui.screen import Screen, WindowContext
from desktop.ui.screens.promotions.campaign_detail import CampaignDetail
from desktop.ui.screens.promotions.campaign_texts import campaign_row
from desktop.ui.shortcuts import Action, PageKeys
from desktop.ui.widgets.buttons import DEFAULT, Segmented, make_button
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.labels import PlainLabel, line
from desktop.ui.widgets.list_rows import ListRow, RowList

if TYPE_CHECKING:
    from datetime import tzinfo

    from desktop.domain.errors import KataiError
    from desktop.services.campaign_reading import CampaignReader, TypedCampaign
    from desktop.services.campaign_trials import CampaignPreview
    from desktop.services.campaigns import Campaigns, CampaignView
    from desktop.services.campus_agents import CampusAgents
    from desktop.services.marketing import Marketing
    from desktop.services.printing import Printing
    from desktop.services.settings import Settings
    from desktop.services.tiers import TierRow, Tiers
    from desktop.ui.screens.promotions.agents_tab import AgentsTab
    from desktop.ui.screens.promotions.poster_tab import PosterTab
    from desktop.ui.screens.promotions.push_tab import PushTab

_ROW: Final = 76
_BAR: Final = 64
_POSTER: Final = 1
_AGENTS: Final = 3


class PromotionsScreen(Screen):
    """The page of campaigns, posters and messages; the owner's.

    The tabs of posters and messages are built when they are first opened.
    """

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.PROMOTIONS, Topic.SALES, Topic.AGENTS, Topic.DELIVERY, Topic.SETTINGS}
    )

    def __init__(  # noqa: PLR0913 - the services by name, as every page is given them
        self,
        context: WindowContext,
        campaigns: Campaigns,
        reader: CampaignReader,
        tiers: Tiers,
        settings: Settings,
        marketing: Marketing,
        agents: CampusAgents,
        printing: Printing,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._campaigns, self._reader, self._tiers = campaigns, reader, tiers
        self._settings = settings
        self._marketing = marketing
        self._agents, self._printing = agents, printing
        self._loads = Loads(context, self)
        self._wanted: int | None = None
        self.rows = RowList(name="campaignList", accessible_name=self.tr("活动"), row_height=_ROW)
        self.detail = CampaignDetail(context.registry.key_text)
        self._build()
        self._connect()

    # Screen ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what is in front again."""
        if self.context.session.person is None:
            return
        self._loads.run("list", self._campaigns.list_campaigns, self._show_list)
        tab = self._tab()
        if tab is not None:
            tab.refresh()

    def page_keys(self) -> PageKeys:
        """Return the keys of the tab in front: no key changes a campaign that is not seen."""
        own: tuple[Action, ...] = ()
        if self._tab() is None:
            own = (
                Action("promote.new", self._make, icon="plus"),
                Action("promote.change", self._change, self._is_draft, icon="pencil"),
                Action("promote.switch", self._switch, self._has_campaign),
                Action("promote.tiers", self._ask_tiers, icon="star"),
            )
        elif self.tabs.current() == _AGENTS:
            own = self.agents_tab.page_actions()
        elif self._is_poster():
            own = (
                Action("promote.save", self._save_poster, icon="image-down"),
                Action("promote.copy", self._copy_poster, icon="copy"),
            )
        every = (
            Action("promote.next_tab", self.tabs.choose_next),
            Action("page.back", self.focus_home, is_listed=False),
        )
        return PageKeys("promote", (*own, *every))

    def focus_home(self) -> None:
        """To the list, or to where the tab in front begins."""
        tab = self._tab()
        if tab is None:
            self.rows.setFocus()
        else:
            tab.focus_home()

    # Tabs --------------------------------------------------------------------------------------

    @cached_property
    def poster_tab(self) -> PosterTab:
        """海报."""
        from desktop.ui.screens.promotions.poster_tab import PosterTab

        tab = PosterTab(self.context, self._marketing)
        self._stack.addWidget(tab)
        return tab

    @cached_property
    def push_tab(self) -> PushTab:
        """群发."""
        from desktop.ui.screens.promotions.push_tab import PushTab

        tab = PushTab(self.context, self._marketing)
        self._stack.addWidget(tab)
        return tab

    @cached_property
    def agents_tab(self) -> AgentsTab:
        """代理."""
        from desktop.ui.screens.promotions.agents_tab import AgentsTab

        tab = AgentsTab(self.context, self._agents, self._printing, self._settings)
        tab.keys_changed.connect(self.keys_changed)
        tab.poster_wanted.connect(self._make_poster)
        self._stack.addWidget(tab)
        return tab

    def arrive(self, argument: Any) -> None:
        """Show the agents, when another page sends somebody to them."""
        if argument == "agents":
            self.tabs.choose(_AGENTS)

    def _tab(self) -> PosterTab | PushTab | AgentsTab | None:
        """Return the tab in front; None for the campaigns."""
        number = self.tabs.current()
        if number == 0:
            return None
        if number == _AGENTS:
            return self.agents_tab
        return self.poster_tab if number == _POSTER else self.push_tab

    @Slot(str)
    def _make_poster(self, code: str) -> None:
        self.tabs.choose(_POSTER)
        self.poster_tab.carry_code(code)

    @Slot(int)
    def _choose_tab(self, _number: int) -> None:
        tab = self._tab()
        for button in (self._new, self._tier_button):
            button.setVisible(tab is None)
        self._stack.setCurrentWidget(tab or self._campaign_page)
        if tab is not None:
            tab.refresh()
        self.keys_changed.emit()
        self.focus_home()

    def _is_poster(self) -> bool:
        return self.tabs.current() == _POSTER

    @Slot()
    def _save_poster(self) -> None:
        self.poster_tab.ask_where()

    @Slot()
    def _copy_poster(self) -> None:
        self.poster_tab.copy_picture()

    # Showing -----------------------------------------------------------------------------------

    def _show_list(self, views: tuple[CampaignView, ...]) -> None:
        zone = self._zone()
        self.rows.set_items(campaign_row(view, zone) for view in views)
        is_found = self._wanted is not None and self.rows.select_key(self._wanted)
        if not is_found and self.rows.current_item() is None:
            self.rows.select_number(0)
        self._wanted = None
        self._show_chosen(self.rows.current_item())

    @Slot(object)
    def _show_chosen(self, row: ListRow | None) -> None:
        self._pages.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        view: CampaignView = row.payload
        self._loads.run(
            "detail", partial(self._reader.say, view.row), partial(self._show_detail, view)
        )

    def _show_detail(self, view: CampaignView, typed: TypedCampaign) -> None:
        form = next(one for one in self._campaigns.list_rules() if one.name == view.row.rule)
        self.detail.show_campaign(view, typed, form, self._zone())
        if view.row.state is not CampaignState.RUNNING:
            self._loads.run("preview", partial(self._tried, typed), self.detail.show_preview)

    def _tried(self, typed: TypedCampaign) -> CampaignPreview:
        return self._campaigns.preview(self._reader.read(typed))

    # Acts --------------------------------------------------------------------------------------

    @Slot()
    def _make(self) -> None:
        self._open_form(CampaignFormSheet(self.context, self._campaigns, self._reader))

    @Slot()
    def _change(self) -> None:
        view = self._current()
        if view is not None and view.row.state is CampaignState.DRAFT:
            self._loads.run(
                "form", partial(self._reader.say, view.row), partial(self._open_change, view)
            )

    def _open_change(self, view: CampaignView, typed: TypedCampaign) -> None:
        sheet = CampaignFormSheet(self.context, self._campaigns, self._reader, typed, view.row.id)
        self._open_form(sheet)

    def _open_form(self, sheet: CampaignFormSheet) -> None:
        sheet.saved.connect(self._show_saved)
        self.context.messages.open_sheet(sheet)

    @Slot(object)
    def _show_saved(self, campaign_id: int) -> None:
        self._wanted = campaign_id
        self.context.messages.show_toast(self.tr("活动存成草稿，看过预估再开始"))
        self.refresh()

    @Slot()
    def _switch(self) -> None:
        """Start what does not run, stop what runs."""
        view = self._current()
        if view is None:
            return
        is_running = view.row.state is CampaignState.RUNNING
        act = self._campaigns.stop if is_running else self._campaigns.start
        said = self.tr("{title} 停了") if is_running else self.tr("{title} 开始了")
        self.context.operations.run_change(
            self,
            partial(act, self.context.session.actor, view.row.id),
            partial(self._switched, said.format(title=view.row.title)),
            refused=self._refuse,
        )

    def _switched(self, said: str, _changes: object) -> None:
        self.context.messages.show_toast(said)
        self.refresh()

    @Slot()
    def _ask_coupons(self) -> None:
        view = self._current()
        if view is None:
            return
        sheet = CouponCountSheet(view.row.title)
        sheet.decided.connect(partial(self._make_coupons, view.row.id))
        self.context.messages.open_sheet(sheet)

    @Slot(int)
    def _make_coupons(self, campaign_id: int, count: int) -> None:
        actor = self.context.session.actor
        self.context.operations.run_change(
            self,
            partial(self._campaigns.make_coupons, actor, campaign_id, count),
            self._show_codes,
            refused=self._refuse,
        )

    def _show_codes(self, codes: tuple[str, ...]) -> None:
        self.context.clipboard.copy_plain("\n".join(codes))
        self.context.messages.show_toast(
            self.tr("做好 {n} 张券，券码已复制").format(n=len(codes)), icon="copy-check"
        )

    @Slot()
    def _ask_tiers(self) -> None:
        self._loads.run("tiers", self._tiers.list_tiers, self._open_tiers)

    def _open_tiers(self, shown: tuple[TierRow, ...]) -> None:
        self.context.messages.open_sheet(TiersSheet(self.context, self._tiers, shown))

    def _refuse(self, error: KataiError) -> None:
        self.context.messages.show_refusal(sentence_of(error))

    def _current(self) -> CampaignView | None:
        row = self.rows.current_item()
        view: CampaignView | None = None if row is None else row.payload
        return view

    def _has_campaign(self) -> bool:
        return self._current() is not None

    def _is_draft(self) -> bool:
        view = self._current()
        return view is not None and view.row.state is CampaignState.DRAFT

    def _zone(self) -> tzinfo:
        return zone_named(self._settings.current.text("day.zone"))

    # Building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("promotionsScreen")
        self.tabs = Segmented((self.tr("活动"), self.tr("海报"), self.tr("群发"), self.tr("代理")))
        self.tabs.setObjectName("promoteTabs")
        key_text = self.context.registry.key_text
        self._new = make_button(
            DEFAULT, self.tr("新活动"), key_text("promote.new"), "plus", name="newCampaign"
        )
        self._tier_button = make_button(
            DEFAULT, self.tr("会员等级"), key_text("promote.tiers"), "star", name="editTiers"
        )
        nothing = EmptyState(
            "megaphone", self.tr("还没有活动"), self.tr("按 Ctrl+N 做一个：首单立减、满减、套餐…")
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(nothing)
        self._pages.addWidget(self.detail)
        self._campaign_page = QWidget()
        body = QHBoxLayout(self._campaign_page)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(self._made_list(), 11)
        body.addWidget(line(is_vertical=True))
        body.addWidget(self._pages, 14)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._made_bar())
        column.addWidget(line())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._campaign_page)
        column.addWidget(self._stack, 1)

    def _made_bar(self) -> QWidget:
        bar = QWidget()
        bar.setFixedHeight(_BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("推广"), "h1"))
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self._tier_button)
        row.addWidget(self._new)
        return bar

    def _made_list(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        words = self.tr("每单最多叠 {n} 个，会员价和积分抵扣不算在内").format(n=MAXIMUM_STACKED)
        head.addWidget(PlainLabel(words, "caption", "2"), 1)
        head.addWidget(PlainLabel(self.tr("用了 / 优惠额"), "caption", "2"))
        foot = PlainLabel(
            self.tr("活动价低于底线，收银会拦下并提示，不会静默亏本。"), "caption", "2", wraps=True
        )
        foot.setContentsMargins(16, 8, 16, 8)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line())
        column.addWidget(self.rows, 1)
        column.addWidget(foot)
        return column

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose_tab)
        self.rows.chosen.connect(self._show_chosen)
        self._new.clicked.connect(self._make)
        self._tier_button.clicked.connect(self._ask_tiers)
        self.detail.start_wanted.connect(self._switch)
        self.detail.stop_wanted.connect(self._switch)
        self.detail.change_wanted.connect(self._change)
        self.detail.coupons_wanted.connect(self._ask_coupons)
