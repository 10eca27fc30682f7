"""A campus agent: name, code, share of the margin, contacts, and who of the members they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.agent import AgentProfile, folded_code, percent_text, share_from_percent
from desktop.domain.errors import KataiError
from desktop.ui.dialogs.consent_form import ConsentForm
from desktop.ui.widgets.buttons import PRIMARY
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.owner_pin import ApprovalRequest
from desktop.ui.widgets.switches import Switch

if TYPE_CHECKING:
    from desktop.domain.sale import Approval
    from desktop.services.campus_agents import AgentOutcome, AgentView, CampusAgents
    from desktop.ui.screen import WindowContext

USUAL_PERCENT = "30"


class AgentFormSheet(ConsentForm):
    """Adds somebody, or changes what is known of them.

    Signals:
        saved: the agent's id.
    """

    saved = Signal(object)

    def __init__(
        self,
        context: WindowContext,
        agents: CampusAgents,
        view: AgentView | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "", icon="school", parent=parent)
        self._agents, self._view = agents, view
        self.set_title(self.tr("加代理") if view is None else self.tr("修改代理"))
        self.name = LineInput(self.tr("名字"), name="agentName")
        self.code = LineInput(self.tr("代理码"), self.tr("如：XY01"), name="agentCode")
        self.share = LineInput(self.tr("拿毛利的百分之几"), name="agentShare")
        self.share.set_note(self.tr("卖过的单不变"))
        self.phone = LineInput(self.tr("手机"), name="agentPhone")
        self.contact = LineInput(self.tr("微信或 QQ"), name="agentContact")
        self.member = LineInput(self.tr("是哪位会员"), self.tr("会员手机号"), name="agentMember")
        self.keeps = Switch(self.tr("带来的会员以后买的也算"), name="agentKeepsMembers")
        self.own = Switch(self.tr("自己买的也算"), name="agentEarnsOwn")
        self.keeps.setChecked(view is None or view.profile.keeps_members)
        self._show(view)
        self._lay_out()
        self.finish(self.tr("加上") if view is None else self.tr("保存"), name="saveAgent")
        self.set_first_focus(self.name.editor)

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {
            "name_missing": self.name,
            "agent_code_odd": self.code,
            "agent_code_taken": self.code,
            "share_out_of_range": self.share,
            "member_unknown": self.member,
            "agent_member_taken": self.member,
        }

    def submit(self) -> None:
        """Write it down."""
        self.book()

    def work(self, approval: Approval | None) -> AgentOutcome:
        """Write it down, off the window's thread."""
        known = self._view
        profile = AgentProfile(
            self.name.text(),
            folded_code(self.code.text()),
            share_from_percent(self.share.text()),
            self.phone.text(),
            known.profile.qq if known is not None else "",
            self.contact.text(),
            known.profile.note if known is not None else "",
            self.keeps.isChecked(),
            self.own.isChecked(),
            self._agents.member_by_phone(self.member.text()),
        )
        return self._agents.save(
            self.context.session.actor, profile, None if known is None else known.id, approval
        )

    def approval_request(self, error: KataiError) -> ApprovalRequest:
        """Return what the owner is asked."""
        del error
        words = self.tr("{name} 做代理，拿毛利的 {share}%。").format(
            name=self.name.text(), share=self.share.text()
        )
        return ApprovalRequest(words, self.tr("同意"), self.tr("原因（必填）"), kind=PRIMARY)

    def written(self, outcome: AgentOutcome) -> None:
        """Say so."""
        self.close_sheet()
        words = self.tr("代理 {name} 存好了").format(name=self.name.text())
        self.context.messages.show_toast(words, icon="school")
        self.saved.emit(outcome.agent_id)

    def _show(self, view: AgentView | None) -> None:
        self.share.set_text(USUAL_PERCENT)
        if view is None:
            return
        profile = view.profile
        self.name.set_text(profile.name)
        self.code.set_text(profile.code)
        self.share.set_text(percent_text(profile.share))
        self.phone.set_text(profile.phone)
        self.contact.set_text(profile.wechat or profile.qq)
        self.member.set_text(view.member_phone)
        self.own.setChecked(profile.earns_own)

    def _lay_out(self) -> None:
        for pair in ((self.name, self.code), (self.phone, self.contact), (self.share, self.member)):
            row = QHBoxLayout()
            row.setSpacing(10)
            for part in pair:
                row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)
        self.body.addWidget(self.keeps)
        self.body.addWidget(self.own)
