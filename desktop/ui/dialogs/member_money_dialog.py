"""储值充值, 退本金, 销户, 收账: money of a member that belongs to no sale, on a receipt."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypedDict

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import KataiError
from desktop.domain.money import ZERO, Money
from desktop.domain.tender import STATIC_CODE_METHODS, TenderMethod
from desktop.services.customer_receipts import MoneyRequest, ReceiptOutcome
from desktop.translating import sentence_of
from desktop.ui.dialogs.consent_form import ConsentForm
from desktop.ui.formatting import amount_text, money_text
from desktop.ui.order_desk import new_request_id
from desktop.ui.sale_texts import tender_text
from desktop.ui.widgets.amount_inputs import DigitsEdit, MoneyEdit
from desktop.ui.widgets.buttons import PRIMARY
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.credit import CreditAges
    from desktop.domain.customer import CustomerSnapshot
    from desktop.domain.promotion import TopUpGift
    from desktop.domain.sale import Approval
    from desktop.ui.customer_desk import CustomerDesk


class _PaperOffer(TypedDict, total=False):
    """The button of a toast."""

    action: str
    act: Callable[[], None]
    key_cap: str


class MoneyAct(StrEnum):
    """What the money is for."""

    TOP_UP = "top_up"
    PAY_OUT = "pay_out"
    COLLECT = "collect"
    CLOSE = "close"
    OVERPAID = "overpaid"


class MemberMoneySheet(ConsentForm):
    """Takes or gives money of one member."""

    asks_owner_for: ClassVar[frozenset[str]] = frozenset({"needs_owner", "stored_limit_unchecked"})

    def __init__(
        self,
        desk: CustomerDesk,
        customer: CustomerSnapshot,
        act: MoneyAct,
        most: Money | None = None,
        ages: CreditAges | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.context, "", icon="wallet", parent=parent)
        self._desk, self._customer, self._act = desk, customer, act
        self._request_id = new_request_id()
        self.set_title(self._heading().format(name=customer.name))
        self._money = MoneyEdit("memberMoney", accessible_name=self.tr("金额"))
        self._gift = MoneyEdit("memberBonus", accessible_name=self.tr("赠送"))
        self.amount = LineInput(self.tr("金额"), editor=self._money, name="memberMoney")
        self.bonus = LineInput(
            self.tr("另外送（没有就空着）"), editor=self._gift, name="memberBonus"
        )
        words = desk.settings.current.words("tender.enabled")
        self._methods = tuple(
            TenderMethod(word)
            for word in words
            if TenderMethod(word) in {TenderMethod.CASH, *STATIC_CODE_METHODS}
        )
        self.method = ChoiceBox(
            [tender_text(method) for method in self._methods],
            name="memberMethod",
            accessible_name=self.tr("付款方式"),
        )
        self.tail = LineInput(
            self.tr("账单尾号"), editor=DigitsEdit("memberTail", 4, ""), name="memberTail"
        )
        self.proof = LineInput(self.tr("手机尾号或会员卡号"), name="memberProof")
        self.note = LineInput(self.tr("原因"), name="reasonText")
        said = "\n".join(part for part in (self._words(), ages_text(ages)) if part)
        self._said = PlainLabel(said, "caption", "2", wraps=True)
        self.gift = PlainLabel("", "captionStrong", "accent", wraps=True)
        self.gift.setObjectName("campaignGift")
        self.gift.hide()
        self._told: tuple[Money, TopUpGift | None] = (ZERO, None)
        self._build(most)

    def _build(self, most: Money | None) -> None:
        self.body.addWidget(self.amount)
        if self._act is MoneyAct.TOP_UP:
            self.body.addWidget(self.gift)
            self.body.addWidget(self.bonus)
            self._money.amount_changed.connect(self._ask_gift)
        self.body.addWidget(self.method)
        self.body.addWidget(self.tail)
        if self._act in {MoneyAct.PAY_OUT, MoneyAct.CLOSE}:
            self.body.addWidget(self.proof)
        if self._act is not MoneyAct.COLLECT:
            self.body.addWidget(self.note)
        self.body.addWidget(self._said)
        self.finish(self._confirm())
        self.set_first_focus(self.amount.editor)
        if most is not None and most > ZERO:
            self._money.set_amount(most)
        self.method.currentIndexChanged.connect(self._show_tail)
        self._show_tail()

    def _heading(self) -> str:
        return {
            MoneyAct.TOP_UP: self.tr("储值充值 · {name}"),
            MoneyAct.PAY_OUT: self.tr("退本金 · {name}"),
            MoneyAct.COLLECT: self.tr("收挂账 · {name}"),
            MoneyAct.CLOSE: self.tr("储值销户 · {name}"),
            MoneyAct.OVERPAID: self.tr("退多付的 · {name}"),
        }[self._act]

    def _confirm(self) -> str:
        return {
            MoneyAct.TOP_UP: self.tr("收钱，记成储值"),
            MoneyAct.PAY_OUT: self.tr("退钱"),
            MoneyAct.COLLECT: self.tr("收钱，销账"),
            MoneyAct.CLOSE: self.tr("退本金，销户"),
            MoneyAct.OVERPAID: self.tr("退钱"),
        }[self._act]

    def _words(self) -> str:
        return {
            MoneyAct.TOP_UP: self.tr(
                "收的是欠会员的钱，不算销售，不送积分。送的那部分要店主同意。"
            ),
            MoneyAct.PAY_OUT: self.tr("只退本金，赠送的不退。"),
            MoneyAct.COLLECT: self.tr("先收最早欠的。收账单独一张收据，不算销售。"),
            MoneyAct.CLOSE: self.tr("本金全退，赠送作废，销了不能恢复。"),
            MoneyAct.OVERPAID: self.tr("退了挂账的货，多收的退给会员。"),
        }[self._act]

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        amount = dict.fromkeys(
            (
                "amount_not_positive",
                "stored_limit",
                "principal_short",
                "credit_not_owed",
                "credit_not_overpaid",
            ),
            self.amount,
        )
        tail = dict.fromkeys(("bill_tail_missing", "bill_tail_malformed"), self.tail)
        proof = dict.fromkeys(
            ("member_proof_missing", "member_proof_wrong", "member_without_proof"), self.proof
        )
        return {**amount, **tail, **proof, "needs_reason": self.note}

    def submit(self) -> None:
        """Take or give the money."""
        if self._amount() is None:
            self.amount.set_error(self.tr("填金额"))
            self.amount.editor.setFocus()
            return
        self.book()

    def work(self, approval: Approval | None) -> ReceiptOutcome:
        """Book it."""
        ledgers, actor = self._desk.ledgers, self._desk.actor
        request = MoneyRequest(
            self._request_id,
            self._customer.id,
            self._amount() or ZERO,
            ledgers.open_shift_id(),
            self._chosen(),
            bill_tail=self.tail.text(),
            proof=self.proof.text(),
            note=self.note.text(),
            approval=approval,
        )
        if self._act is MoneyAct.TOP_UP:
            return ledgers.stored_value.top_up(
                actor, request, self._bonus(), said_gift=self._said_gift()
            )
        if self._act is MoneyAct.PAY_OUT:
            return ledgers.stored_value.pay_out(actor, request)
        if self._act is MoneyAct.CLOSE:
            return ledgers.stored_value.close(actor, request)
        if self._act is MoneyAct.OVERPAID:
            return ledgers.credit.pay_out_overpaid(actor, request)
        return ledgers.credit.collect(actor, request)

    def show_refusal(self, error: KataiError) -> None:
        """Say why; look again what a campaign gives when that has changed."""
        super().show_refusal(error)
        if error.code == "top_up_gift_changed":
            self._ask_gift()

    def reason(self) -> str:
        """Return why, as typed."""
        return self.note.text()

    def approval_request(self, error: KataiError) -> ApprovalRequest:
        """Return what the owner is asked."""
        amount = money_text(self._amount() or ZERO)
        if error.code == "stored_limit_unchecked":
            return ApprovalRequest(
                sentence_of(error),
                self.tr("核过身份，收 {amount}").format(amount=amount),
                "" if self.reason() else self.tr("怎么核的"),
                kind=PRIMARY,
            )
        words = {
            MoneyAct.TOP_UP: self.tr("{who} 要给 {name} 充 {amount}，另外送 {bonus}。"),
            MoneyAct.PAY_OUT: self.tr("{who} 要退给 {name} 本金 {amount}。"),
            MoneyAct.COLLECT: self.tr("{who} 要收 {name} 的挂账 {amount}。"),
            MoneyAct.CLOSE: self.tr("{who} 要给 {name} 销户，退本金 {amount}。"),
            MoneyAct.OVERPAID: self.tr("{who} 要退给 {name} 多付的 {amount}。"),
        }[self._act]
        person = self.context.session.person
        sentence = words.format(
            who=person.name if person else "",
            name=self._customer.name,
            amount=amount,
            bonus=money_text(self._bonus()),
        )
        label = "" if self.reason() else self.tr("原因（必填）")
        return ApprovalRequest(sentence, self._confirm(), label, kind=PRIMARY)

    def written(self, outcome: ReceiptOutcome) -> None:
        """Say what was booked, with its number."""
        self.close_sheet()
        receipt = outcome.receipt
        words = self.tr("{number}：{name} {amount} 记好了")
        if outcome.gift is not None:
            words = self.tr("{number}：{name} {amount} 记好了，{title} 送 {gift}")
        self.context.messages.show_toast(
            words.format(
                number=receipt.number if receipt else "",
                name=self._customer.name,
                amount=money_text(abs_of(receipt.amount) if receipt else ZERO),
                title=outcome.gift.title if outcome.gift else "",
                gift=money_text(outcome.gift.amount) if outcome.gift else "",
            ),
            icon="wallet",
            **self._paper_offer(outcome),
        )

    def _paper_offer(self, outcome: ReceiptOutcome) -> _PaperOffer:
        """Return the toast's button: the paper is one key away, here and on the page."""
        receipts, receipt = self._desk.receipts, outcome.receipt
        if receipts is None or receipt is None:
            return {}
        receipts.note(self._customer.id, receipt.id)
        return {
            "action": self.tr("打印收据"),
            "act": partial(receipts.print_paper, receipt.id),
            "key_cap": self.context.registry.key_text("page.print"),
        }

    @Slot()
    def _ask_gift(self) -> None:
        amount = self._amount() or ZERO
        work = partial(self._desk.ledgers.stored_value.gift_for, self._customer.id, amount)
        self.context.operations.run_query(self, work, partial(self._tell_gift, amount))

    def _tell_gift(self, amount: Money, gift: TopUpGift | None) -> None:
        if amount != (self._amount() or ZERO):
            return
        self._told = (amount, gift)
        words = self.tr("{title}：送 {gift}，记在赠送里")
        told = words.format(title=gift.title, gift=money_text(gift.amount)) if gift else ""
        self.gift.setText(told)
        self.gift.setVisible(gift is not None)
        self.context.messages.sheets.place_again()

    def _said_gift(self) -> Money:
        """Return the gift that the sheet says for what is typed; unsaid is none."""
        amount, gift = self._told
        return gift.amount if gift is not None and amount == self._amount() else ZERO

    @Slot()
    def _show_tail(self) -> None:
        self.tail.setVisible(
            self._act in {MoneyAct.TOP_UP, MoneyAct.COLLECT}
            and self._chosen() in STATIC_CODE_METHODS
        )
        self.context.messages.sheets.place_again()

    def _chosen(self) -> TenderMethod:
        return self._methods[max(self.method.currentIndex(), 0)]

    def _amount(self) -> Money | None:
        return self._money.amount()

    def _bonus(self) -> Money:
        return self._gift.amount() or ZERO


def ages_text(ages: CreditAges | None) -> str:
    """Return how old the open credit is; nothing while nothing is open."""
    if ages is None or not any(ages.by_step):
        return ""
    words = QCoreApplication.translate(
        "MemberMoneySheet", "7 天内 {week}，30 天内 {month}，90 天内 {quarter}，更久 {older}"
    )
    week, month, quarter, older = (amount_text(amount) for amount in ages.by_step)
    return words.format(week=week, month=month, quarter=quarter, older=older)


def abs_of(amount: Money) -> Money:
    """Return an amount without its sign."""
    return max(amount, -amount)
