"""活动: drawn from what its rule declares; what is wrong is said inside, nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.promotion import ParameterKind
from desktop.services.campaign_reading import TypedCampaign
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.promotion_texts import is_losing, label_text, preview_text
from desktop.ui.widgets.amount_inputs import DigitsEdit
from desktop.ui.widgets.buttons import DEFAULT, make_button
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import LARGE

if TYPE_CHECKING:
    from desktop.domain.promotion import Parameter
    from desktop.services.campaign_reading import CampaignReader
    from desktop.services.campaign_trials import CampaignPreview
    from desktop.services.campaigns import Campaigns, RuleForm
    from desktop.ui.screen import WindowContext

_NUMBERS: Final = frozenset({ParameterKind.PERCENT, ParameterKind.QUANTITY, ParameterKind.HOUR})
_LONGEST_LIST: Final = 300_000
"""Five thousand prices; what a line takes by itself would cut a list short without a word."""
_DIGITS: Final = 5
_COLUMNS: Final = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("CampaignFormSheet", text)


class CampaignFormSheet(WritingForm):
    """Makes a campaign, or changes one that never ran.

    Signals:
        saved: the id of the campaign.
    """

    saved = Signal(object)

    def __init__(
        self,
        context: WindowContext,
        campaigns: Campaigns,
        reader: CampaignReader,
        typed: TypedCampaign | None = None,
        campaign_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "", width=LARGE, parent=parent)
        self._campaigns, self._reader = campaigns, reader
        self._campaign_id = campaign_id
        self._forms = {form.name: form for form in campaigns.list_rules()}
        self.set_title(self.tr("新活动") if campaign_id is None else self.tr("修改活动"))
        first = typed or reader.blank(next(iter(self._forms)))
        self.rule = ChoiceBox(
            [label_text(form.title) for form in self._forms.values()],
            name="campaignRule",
            accessible_name=self.tr("活动种类"),
        )
        self.rule.setCurrentIndex(list(self._forms).index(first.rule))
        self.rule.setEnabled(campaign_id is None)
        self.name = LineInput(self.tr("活动名"), name="campaignTitle")
        self.starts = LineInput(self.tr("开始"), self.tr("2026-06-18"), name="campaignStarts")
        self.ends = LineInput(self.tr("结束（含这一天）"), name="campaignEnds")
        self.budget = LineInput(self.tr("预算（空着不限）"), name="campaignBudgetText")
        self.per_person = LineInput(
            self.tr("每人几次（空着不限）"),
            editor=DigitsEdit("campaignPerPerson", _DIGITS, self.tr("每人几次（空着不限）")),
        )
        self.fields: dict[str, LineInput] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self.preview = PlainLabel("", "caption", "2", wraps=True)
        self.look_ahead = make_button(DEFAULT, self.tr("预估"), name="previewCampaign")
        self.body.addWidget(self.rule)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.preview)
        self.body.addWidget(self.look_ahead)
        self.finish(self.tr("保存"), name="saveCampaign")
        self._fill(first)
        self.set_first_focus(self.rule if campaign_id is None else self.name.editor)
        self.rule.currentIndexChanged.connect(self._change_rule)
        self.look_ahead.clicked.connect(self._look_ahead)

    def typed(self) -> TypedCampaign:
        """Return what is filled in."""
        return TypedCampaign(
            self.name.text(),
            self._form().name,
            {name: field.text() for name, field in self.fields.items()},
            self.starts.text(),
            self.ends.text(),
            self.budget.text(),
            self.per_person.text(),
        )

    def submit(self) -> None:
        """Save it."""
        self.write(partial(self._save, self.typed()), self._saved)

    def _save(self, typed: TypedCampaign) -> int:
        actor = self.context.session.actor
        return self._campaigns.save(actor, self._reader.read(typed), self._campaign_id)

    def _saved(self, campaign_id: int) -> None:
        self.close_sheet()
        self.saved.emit(campaign_id)

    @Slot(int)
    def _change_rule(self, _index: int) -> None:
        kept = self.typed()
        fresh = self._reader.blank(kept.rule)
        self._fill(
            replace(
                fresh,
                title=kept.title,
                starts=kept.starts,
                ends=kept.ends,
                budget=kept.budget,
                per_person=kept.per_person,
            )
        )

    def _fill(self, typed: TypedCampaign) -> None:
        self._clear()
        form = self._form()
        for parameter in form.parameters:
            self.fields[parameter.name] = _field_of(parameter)
        self.name.set_text(typed.title)
        self.starts.set_text(typed.starts)
        self.ends.set_text(typed.ends)
        self.budget.set_text(typed.budget)
        self.per_person.set_text(typed.per_person)
        for name, text in typed.texts.items():
            self.fields[name].set_text(text)
        common = (self.starts, self.ends, self.budget, self.per_person)
        self._grid.addWidget(self.name, 0, 0, 1, _COLUMNS)
        for place, field in enumerate((*self.fields.values(), *common)):
            self._grid.addWidget(field, 1 + place // _COLUMNS, place % _COLUMNS)
            field.show()
        self.context.messages.sheets.place_again()

    def _clear(self) -> None:
        for field in self.fields.values():
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.fields = {}
        self.preview.setText("")

    def _form(self) -> RuleForm:
        return list(self._forms.values())[self.rule.currentIndex()]

    @Slot()
    def _look_ahead(self) -> None:
        self.write(partial(self._tried, self.typed()), self._show_preview, busy=self.tr("预估中"))

    def _tried(self, typed: TypedCampaign) -> CampaignPreview:
        return self._campaigns.preview(self._reader.read(typed))

    def _show_preview(self, found: CampaignPreview) -> None:
        self.preview.setText(preview_text(found))
        self.preview.set_tone("danger" if is_losing(found) else "2")
        self.context.messages.sheets.place_again()


def _field_of(parameter: Parameter) -> LineInput:
    label = label_text(parameter.label)
    name = f"campaign_{parameter.name}"
    if parameter.kind in _NUMBERS:
        return LineInput(label, editor=DigitsEdit(name, _DIGITS, label))
    field = LineInput(label, _hint_of(parameter.kind), name=name)
    field.editor.setMaxLength(_LONGEST_LIST)
    return field


def _hint_of(kind: ParameterKind) -> str:
    """Return how a field that takes more than one word is filled in."""
    hints = {
        ParameterKind.PRODUCTS: _tr("编码，空格隔开"),
        ParameterKind.CATEGORIES: _tr("分类名，空格隔开"),
        ParameterKind.TAGS: _tr("标签，空格隔开"),
        ParameterKind.CHANNELS: _tr("如 counter qq_group"),
        ParameterKind.TIERS: _tr("等级名，空格隔开"),
        ParameterKind.PRICES: _tr("YJ100=92，或粘贴两列"),
    }
    return hints.get(kind, "")
