"""Paying out of a member's ledger: what is there, what it pays of this, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.loyalty import points_needed, worth_of
from desktop.domain.money import ZERO, Money
from desktop.domain.tender import PROVED_METHODS, TenderMethod
from desktop.ui.formatting import money_text
from desktop.ui.sale_texts import tender_text
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.editor_keys import DIGITS_ONLY
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel, TotalLabel

if TYPE_CHECKING:
    from desktop.domain.customer import MemberStanding
    from desktop.services.settings_values import SettingsValues


def _tr(text: str) -> str:
    return QCoreApplication.translate("MemberTenders", text)


class MemberTenderPanel(Card):
    """Shows one ledger of the member and asks for the phone tail or card number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._method = TenderMethod.POINTS
        self._standing: MemberStanding | None = None
        self._name = PlainLabel("", "title")
        self._balance = PlainLabel("", "", "2", wraps=True)
        self._balance.setObjectName("memberBalance")
        self._amount = TotalLabel("¥0.00", "amount")
        self._amount.setObjectName("memberAmount")
        self._after = PlainLabel("", "caption", "2", wraps=True)
        self.proof = LineInput(self.tr("手机尾号或会员卡号"), name="memberProof")
        self.proof.editor.setMaxLength(64)
        self.proof.editor.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self._rule = PlainLabel(self.tr("问顾客本人，和会员资料对上才能用。"), "caption", "3")
        self.body.setContentsMargins(28, 24, 28, 24)
        self.body.setSpacing(8)
        for part in (self._name, self._balance):
            self.body.addWidget(part)
        self.body.addSpacing(12)
        self.body.addWidget(self._amount, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._after)
        self.body.addSpacing(12)
        self.body.addWidget(self.proof)
        self.body.addWidget(self._rule)
        self.body.addStretch(1)

    def show_payment(
        self,
        method: TenderMethod,
        standing: MemberStanding,
        amount: Money,
        settings: SettingsValues,
    ) -> None:
        """Show what one ledger pays of this sale."""
        if method is not self._method or standing != self._standing:
            self.clear_proof()
        self._method, self._standing = method, standing
        words = self.tr("{name} · {tender}")
        self._name.setText(words.format(name=standing.name, tender=tender_text(method)))
        self._balance.setText(_balance_text(method, standing, settings))
        self._amount.show_amount(money_text(amount))
        self._after.setText(_after_text(method, standing, amount, settings))
        is_proved = method in PROVED_METHODS
        self.proof.setVisible(is_proved)
        self._rule.setVisible(is_proved)
        has_letters = bool(standing.card_no) and not standing.card_no.isdigit()
        self.proof.editor.setProperty(DIGITS_ONLY, "" if has_letters else "true")

    def clear_proof(self) -> None:
        """Forget what was said: another ledger asks again."""
        self.proof.set_text("")
        self.proof.set_error("")

    def proof_text(self) -> str:
        """Return what the member said."""
        return self.proof.text() if self._method in PROVED_METHODS else ""

    def has_proof(self) -> bool:
        """Whether it is the member's own tail or number; says so at the line when it is not."""
        standing = self._standing
        if standing is None or self._method not in PROVED_METHODS:
            return standing is not None
        if standing.is_proved_by(self.proof.text()):
            return True
        self.proof.set_error(_proof_error(standing, self.proof.text()))
        self.focus_home()
        return False

    def focus_home(self) -> None:
        """Put the caret where the member's word goes."""
        self.proof.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.proof.editor.selectAll()


def ledger_methods(
    standing: MemberStanding | None, settings: SettingsValues
) -> tuple[TenderMethod, ...]:
    """Return the ledgers of a member that may pay; a walk-in has none."""
    if standing is None:
        return ()
    offered = {
        TenderMethod.STORED: settings.flag("stored.enabled") or bool(standing.purse.total),
        TenderMethod.POINTS: settings.flag("points.redeem"),
        TenderMethod.CREDIT: settings.flag("credit.enabled") and bool(standing.credit_limit),
    }
    return tuple(method for method, is_offered in offered.items() if is_offered)


def available(
    method: TenderMethod, standing: MemberStanding | None, settings: SettingsValues
) -> Money:
    """Return what a ledger can pay at most."""
    if standing is None:
        return ZERO
    if method is TenderMethod.STORED:
        return standing.purse.total
    if method is TenderMethod.CREDIT:
        return standing.credit_left
    return worth_of(standing.points, settings.integer("points.per_yuan"))


def refusals(standing: MemberStanding | None, settings: SettingsValues) -> dict[TenderMethod, str]:
    """Return why a ledger that is offered cannot pay now; an empty reason when it can."""
    reasons = {
        TenderMethod.STORED: _tr("没有余额"),
        TenderMethod.POINTS: _tr("积分不够"),
        TenderMethod.CREDIT: _tr("额度用完了"),
    }
    return {
        method: "" if available(method, standing, settings) else reasons[method]
        for method in ledger_methods(standing, settings)
    }


def confirm_text(method: TenderMethod, amount: Money) -> str:
    """Return what the confirming button says of a ledger."""
    words = {
        TenderMethod.STORED: _tr("用储值付 {amount}"),
        TenderMethod.POINTS: _tr("用积分抵 {amount}"),
        TenderMethod.CREDIT: _tr("挂账 {amount}"),
    }
    return words[method].format(amount=money_text(amount))


def _balance_text(method: TenderMethod, standing: MemberStanding, settings: SettingsValues) -> str:
    if method is TenderMethod.STORED:
        purse = standing.purse
        first = {
            "principal_first": _tr("余额 {total}：本金 {principal}，赠送 {bonus}。先扣本金"),
            "bonus_first": _tr("余额 {total}：本金 {principal}，赠送 {bonus}。先扣赠送"),
        }[settings.text("stored.order")]
        return first.format(
            total=money_text(purse.total),
            principal=money_text(purse.principal),
            bonus=money_text(purse.bonus),
        )
    if method is TenderMethod.POINTS:
        per_yuan = settings.integer("points.per_yuan")
        return _tr("{points} 积分，{rate} 积分抵 1 元，最多抵 {worth}").format(
            points=f"{standing.points:,}",
            rate=per_yuan,
            worth=money_text(worth_of(standing.points, per_yuan)),
        )
    return _tr("额度 {limit}，已经欠 {owed}，还能挂 {left}").format(
        limit=money_text(standing.credit_limit),
        owed=money_text(standing.owed),
        left=money_text(standing.credit_left),
    )


def _after_text(
    method: TenderMethod, standing: MemberStanding, amount: Money, settings: SettingsValues
) -> str:
    if method is TenderMethod.STORED:
        return _tr("付完剩 {left}").format(left=money_text(standing.purse.total - amount))
    if method is TenderMethod.POINTS:
        left = standing.points - points_needed(amount, settings.integer("points.per_yuan"))
        return _tr("抵完剩 {points} 积分，抵掉的部分不再送积分").format(points=f"{left:,}")
    return _tr("挂完一共欠 {owed}").format(owed=money_text(standing.owed + amount))


def _proof_error(standing: MemberStanding, said: str) -> str:
    if not standing.phone and not standing.card_no:
        return _tr("这位会员没留手机号也没有卡号，先到会员页补上")
    if not said:
        return _tr("先问手机尾号或会员卡号")
    return _tr("和会员资料对不上，什么都没有扣")
